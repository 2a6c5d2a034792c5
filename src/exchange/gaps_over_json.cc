// Gaps over a period as JSON.

#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::EndToJson;
using internal::ResultWriter;
using internal::StartToJson;
using internal::TextToJson;
using Json = internal::ResultJson;

Json PeriodsToJson(const std::vector<Period>& periods) {
  Json list = Json::array();
  for (const Period& period : periods) {
    list.push_back(
        {{"from", StartToJson(period.from)}, {"to", EndToJson(period.to)}});
  }
  return list;
}

}  // namespace

std::string WriteJson(const GapHistory& history) {
  const Organization& organization = history.organization();
  ResultWriter writer({{"zeren_gap_history", 1},
                       {"from", StartToJson(history.period().from)},
                       {"to", EndToJson(history.period().to)},
                       {"complete", history.complete()},
                       {"count", history.gaps().size()}},
                      "gaps");
  for (const DatedGap& gap : history.gaps()) {
    const Rule& rule = history.RuleOf(gap).rule;
    writer.Add(
        {{"rule", rule.id},
         {"check", rule.check},
         {"severity", NameOf(rule.severity)},
         {"focus", organization.NameOf(gap.detection.focus)},
         {"value", internal::ToJson(gap.detection.value)},
         {"periods", PeriodsToJson(gap.periods)},
         {"waived", PeriodsToJson(gap.waived)},
         {"message", TextToJson(history.MessageOf(gap))},
         {"citation", rule.citation.empty() ? Json() : Json(rule.citation)},
         {"fingerprint", history.FingerprintOf(gap)}});
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
