#include "src/exchange/internal/repair_json.h"

#include <string>
#include <utility>

#include "zeren/exchange/changes.h"

namespace zeren::internal {
namespace {

// As in the changes document. Null if they cannot be said there, for text that
// is not UTF-8.
ResultJson ChangesToJson(const std::vector<Change>& changes) {
  const absl::StatusOr<std::string> text = WriteChanges(changes);
  if (!text.ok()) return {};
  ResultJson document = ResultJson::parse(*text, nullptr, false);
  if (!document.is_object()) return {};
  return std::move(document["changes"]);
}

}  // namespace

void AddRepairs(const std::optional<RepairAdvice>& advice, ResultJson& gap) {
  if (!advice) {
    gap["repairs"] = ResultJson();
    gap["repair_note"] = ResultJson();
    return;
  }
  ResultJson repairs = ResultJson::array();
  for (const Repair& repair : advice->repairs) {
    repairs.push_back({{"title", TextToJson(repair.title)},
                       {"changes", ChangesToJson(repair.changes)},
                       {"mends", repair.mends},
                       {"adds", repair.adds}});
  }
  gap["repairs"] = std::move(repairs);
  gap["repair_note"] =
      advice->repairs.empty() ? TextToJson(advice->note) : ResultJson();
}

}  // namespace zeren::internal
