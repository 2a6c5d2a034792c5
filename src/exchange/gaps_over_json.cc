// Gaps over a period as JSON.

#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/gap_json.h"
#include "src/exchange/internal/result_writing.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::EndToJson;
using internal::ResultWriter;
using internal::StartToJson;
using internal::TextToJson;
using internal::WaiverToJson;
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
  Json counts = Json::object();
  for (const Severity severity :
       {Severity::kViolation, Severity::kWarning, Severity::kInfo}) {
    counts[std::string(NameOf(severity))] = history.count(severity);
  }
  ResultWriter writer({{"zeren_gap_history", 1},
                       {"coming", history.coming()},
                       {"from", StartToJson(history.period().from)},
                       {"to", EndToJson(history.period().to)},
                       {"organization", TextToJson(organization.name())},
                       {"complete", history.complete()},
                       {"count", history.gaps().size()},
                       {"counts", std::move(counts)}},
                      "gaps");
  for (const DatedGap& gap : history.gaps()) {
    const Rule& rule = history.RuleOf(gap).rule;
    Json waivers = Json::array();
    for (const Waiver& waiver : history.WaiversOf(gap)) {
      waivers.push_back(WaiverToJson(organization, waiver));
    }
    writer.Add(
        {{"rule", rule.id},
         {"check", rule.check},
         {"severity", NameOf(rule.severity)},
         {"focus", organization.NameOf(gap.detection.focus)},
         {"value", internal::ToJson(gap.detection.value)},
         {"periods", PeriodsToJson(gap.periods)},
         {"waived", PeriodsToJson(gap.waived)},
         {"waivers", std::move(waivers)},
         {"message", TextToJson(history.MessageOf(gap))},
         {"citation", rule.citation.empty() ? Json() : Json(rule.citation)},
         {"fingerprint", history.FingerprintOf(gap)}});
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
