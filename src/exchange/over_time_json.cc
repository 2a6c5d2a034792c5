// Answers over a period as JSON.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::EndToJson;
using internal::NamesToJson;
using internal::ResultWriter;
using internal::StartToJson;
using Json = internal::ResultJson;

}  // namespace

std::string WriteJson(const Organization& organization,
                      const ResponsibleTimeline& timeline) {
  const bool complete =
      std::all_of(timeline.steps.begin(), timeline.steps.end(),
                  [](const auto& step) { return step.who.complete; });
  ResultWriter writer({{"work", organization.NameOf(timeline.work)},
                       {"role", NameOf(timeline.role)},
                       {"from", StartToJson(timeline.period.from)},
                       {"to", EndToJson(timeline.period.to)},
                       {"complete", complete}},
                      "periods");
  for (const ResponsibleTimeline::Step& step : timeline.steps) {
    const Resolution& who = step.who;
    Json steps = Json::array();
    for (const ResolutionStep& way : who.steps) {
      steps.push_back(
          internal::StepToJson(organization, step.period.from, way));
    }
    writer.Add({{"from", StartToJson(step.period.from)},
                {"to", EndToJson(step.period.to)},
                {"persons", NamesToJson(organization, who.persons)},
                {"posts", NamesToJson(organization, who.posts)},
                {"assigned", who.assigned},
                {"undisclosed", who.undisclosed},
                {"hops", who.hops},
                {"complete", who.complete},
                {"steps", std::move(steps)}});
  }
  return std::move(writer).Finish();
}

std::string WriteJson(const Organization& organization, const Period& period,
                      const std::vector<FutureGap>& gaps) {
  ResultWriter writer({{"from", StartToJson(period.from)},
                       {"to", EndToJson(period.to)},
                       {"count", gaps.size()}},
                      "gaps");
  for (const FutureGap& gap : gaps) {
    writer.Add({{"work", organization.NameOf(gap.work)},
                {"from", StartToJson(gap.period.from)},
                {"to", EndToJson(gap.period.to)},
                {"complete", gap.complete}});
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
