#include "tests/support/random_changes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/support/random_document.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

constexpr const char* kArrays[] = {
    "units",       "unit_lines",   "posts",    "reporting_lines", "persons",
    "memberships", "appointments", "absences", "delegations",     "duties",
    "tasks",       "assignments",  "progress", "events",          "findings",
    "training",    "stages",       "scores",   "grades",          "approvals"};

// Whether the records of an array have a validity.
bool IsDated(const std::string& array) {
  const std::vector<std::string> undated = {"tasks",    "progress", "events",
                                            "findings", "training", "stages",
                                            "scores",   "grades"};
  return std::find(undated.begin(), undated.end(), array) == undated.end();
}

// Fields without which a record is none.
bool IsRequired(const std::string& array, const std::string& field) {
  const std::vector<std::string> fields = {
      "id",    "kind",  "unit",   "child",   "parent",    "post",      "person",
      "from",  "to",    "work",   "role",    "task",      "day",       "done",
      "hours", "stage", "cycle",  "subject", "indicator", "score",     "grade",
      "rule",  "focus", "reason", "source",  "found",     "reports_to"};
  const bool optional_here = (field == "parent" && array != "unit_lines") ||
                             (field == "reason" && array == "absences") ||
                             (field == "hours" && array == "events") ||
                             (field == "day" && array == "scores") ||
                             (field == "kind" && array != "units" &&
                              array != "posts" && array != "events") ||
                             (field == "unit" && array == "stages") ||
                             (field == "source" && array == "scores");
  return !optional_here &&
         std::find(fields.begin(), fields.end(), field) != fields.end();
}

// What null stands for: a field that is not written. Only in `reports_to` it is
// nobody, and in the `person` of an appointment it may be written or not.
Json Normal(const Json& record, const std::string& field) {
  const auto it = record.find(field);
  if (it == record.end()) return field == "reports_to" ? Json("-") : Json();
  if (field == "scope" && *it == "all") return Json();
  return *it;
}

bool Matches(const Json& record, const Json& match) {
  for (const auto& [field, value] : match.items()) {
    if (Normal(record, field) != Normal(match, field)) return false;
  }
  return true;
}

// ChangeDrawer
//
// Draws changes one by one, each for the document as the ones before leave it.
class ChangeDrawer {
 public:
  ChangeDrawer(std::mt19937_64& bits, Json document)
      : bits_(bits),
        document_(std::move(document)),
        other_(RandomDocument(bits)) {}

  Json Draw() {
    for (;;) {
      const std::string array = kArrays[Below(std::size(kArrays))];
      Json change;
      switch (Below(4)) {
        case 0:
          change = DrawAdd(array);
          break;
        case 1:
          change = DrawEnd(array);
          break;
        case 2:
          change = DrawSet(array);
          break;
        default:
          change = DrawRemove(array);
          break;
      }
      if (change.is_null()) continue;
      change["array"] = array;
      const Json changes = {{"changes", Json::array({change})}};
      if (auto changed = ApplyChanges(document_, changes)) {
        document_ = *std::move(changed);
      }
      return change;
    }
  }

 private:
  std::size_t Below(std::size_t bound) { return bits_() % bound; }
  bool Chance(double probability) {
    return static_cast<double>(bits_() >> 11) * 0x1p-53 < probability;
  }

  const Json* Pick(const Json& document, const std::string& array) {
    const auto it = document.find(array);
    if (it == document.end() || it->empty()) return nullptr;
    return &(*it)[Below(it->size())];
  }

  Json DrawAdd(const std::string& array) {
    const Json* record = Pick(other_, array);
    if (record == nullptr) return nullptr;
    Json added = *record;
    if (added.contains("id") && Chance(0.6)) {
      added["id"] = "new" + std::to_string(Below(30));
    }
    return {{"op", "add"}, {"record", added}};
  }

  // The id where there is one, or all fields, or some.
  Json MatchOf(const Json& record) {
    Json match;
    if (record.contains("id") && Chance(0.7)) {
      match["id"] = record["id"];
    } else {
      const double kept = Chance(0.7) ? 1 : 0.7;
      for (const auto& [field, value] : record.items()) {
        if (Chance(kept)) match[field] = value;
      }
    }
    if (match.is_null()) match = record;
    for (const char* field : {"id", "unit", "rule"}) {
      if (match.contains(field) && Chance(0.02)) match[field] = "Nobody";
    }
    return match;
  }

  Json DrawEnd(const std::string& array) {
    const Json* record = Pick(document_, array);
    if (record == nullptr || (!IsDated(array) && Chance(0.9))) return nullptr;
    const std::vector<std::string> days = RandomDocumentOptions().days;
    return {{"op", "end"},
            {"match", MatchOf(*record)},
            {"on", days[Below(days.size())]}};
  }

  Json DrawSet(const std::string& array) {
    const Json* record = Pick(document_, array);
    const Json* model = Pick(other_, array);
    if (record == nullptr || model == nullptr) return nullptr;
    Json fields;
    for (const auto& [field, value] : model->items()) {
      if (field != "id" && Chance(0.4)) fields[field] = value;
    }
    for (const auto& [field, value] : record->items()) {
      if (!IsRequired(array, field) && Chance(0.2)) fields[field] = nullptr;
    }
    if (fields.is_null()) return nullptr;
    return {{"op", "set"}, {"match", MatchOf(*record)}, {"fields", fields}};
  }

  Json DrawRemove(const std::string& array) {
    const Json* record = Pick(document_, array);
    if (record == nullptr) return nullptr;
    return {{"op", "remove"}, {"match", MatchOf(*record)}};
  }

  std::mt19937_64& bits_;
  Json document_;
  Json other_;
};

bool ApplyChange(Json& document, const Json& change) {
  Json& records = document[change["array"].get<std::string>()];
  if (records.is_null()) records = Json::array();
  if (change["op"] == "add") {
    const Json& record = change["record"];
    const bool taken =
        record.contains("id") &&
        std::any_of(records.begin(), records.end(), [&](const Json& other) {
          return other["id"] == record["id"];
        });
    if (!taken) records.push_back(record);
    return !taken;
  }
  std::size_t matching = 0;
  std::size_t index = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!Matches(records[i], change["match"])) continue;
    ++matching;
    index = i;
  }
  if (matching != 1) return false;
  if (change["op"] == "remove") {
    records.erase(index);
  } else if (change["op"] == "end") {
    const Json end = records[index].value("valid_to", Json());
    const bool ended =
        end.is_string() && end != "unknown" && end < change["on"];
    if (ended || !IsDated(change["array"])) return false;
    records[index]["valid_to"] = change["on"];
  } else {
    for (const auto& [field, value] : change["fields"].items()) {
      if (value.is_null() && field != "reports_to" && field != "person") {
        records[index].erase(field);
      } else {
        records[index][field] = value;
      }
    }
  }
  return true;
}

}  // namespace

Json RandomChanges(std::mt19937_64& bits, const Json& document, int count) {
  ChangeDrawer drawer(bits, document);
  Json changes = Json::array();
  for (int i = 0; i < count; ++i) changes.push_back(drawer.Draw());
  return {{"zeren_changes", 1}, {"changes", changes}};
}

std::optional<Json> ApplyChanges(Json document, const Json& changes) {
  for (const Json& change : changes["changes"]) {
    if (!ApplyChange(document, change)) return std::nullopt;
  }
  // An array that lost its last record says as much as none.
  std::vector<std::string> empty;
  for (const auto& [field, value] : document.items()) {
    if (value.is_array() && value.empty()) empty.push_back(field);
  }
  for (const std::string& field : empty) document.erase(field);
  return document;
}

}  // namespace zeren::testing
