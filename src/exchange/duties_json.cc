#include "src/exchange/internal/result_writing.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {

using internal::ResultJson;
using internal::ResultWriter;

std::string WriteJson(const Snapshot& snapshot,
                      const Responsibilities& responsibilities) {
  const Organization& org = snapshot.organization();
  ResultWriter writer({{"node", org.NameOf(responsibilities.node)},
                       {"as_of", FormatDay(snapshot.day())},
                       {"complete", responsibilities.complete}},
                      "work");
  for (const Responsibility& one : responsibilities.work) {
    writer.Add({{"work", org.NameOf(one.work)},
                {"role", NameOf(one.role)},
                {"assigned", one.assigned},
                {"hops", one.hops},
                {"complete", one.complete}});
  }
  return std::move(writer).Finish();
}

std::string WriteJson(const Snapshot& snapshot, const WhyNotAnswer& answer) {
  const Organization& org = snapshot.organization();
  const ResultJson json = {
      {"work", org.NameOf(answer.work)},
      {"role", NameOf(answer.role)},
      {"person", org.NameOf(answer.person)},
      {"as_of", FormatDay(snapshot.day())},
      {"answers", answer.obstacle == Obstacle::kNone},
      {"obstacle", NameOf(answer.obstacle)},
      {"at", org.NameOf(answer.at)},
      {"complete", answer.complete},
      {"text", internal::TextToJson(Describe(snapshot, answer))}};
  return internal::Dump(json) + "\n";
}

}  // namespace zeren
