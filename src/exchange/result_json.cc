#include "zeren/exchange/result_json.h"

#include <optional>
#include <utility>

#include "src/core/internal/value_json.h"
#include "src/exchange/internal/gap_json.h"
#include "src/exchange/internal/repair_json.h"
#include "src/exchange/internal/result_writing.h"
#include "zeren/core/period.h"

namespace zeren {

namespace internal {

ResultJson WaiverToJson(const Organization& organization,
                        const Waiver& waiver) {
  // A node that is not written is the document.
  const bool written = waiver.by.kind() != NodeKind::kDocument;
  return {{"by",
           written ? ResultJson(organization.NameOf(waiver.by)) : ResultJson()},
          {"reason", waiver.reason},
          {"from", StartToJson(waiver.days.from)},
          {"to", EndToJson(waiver.days.to)}};
}

ResultJson GapToJson(const GapReport& report, const Gap& gap, bool with_path) {
  const Organization& org = report.snapshot().organization();
  const Rule& rule = report.RuleOf(gap).rule;
  const Period days = report.DaysOf(gap);
  const std::optional<Waiver> waiver = report.WaiverOf(gap);
  return {
      {"rule", rule.id},
      {"check", rule.check},
      {"severity", NameOf(rule.severity)},
      {"focus", org.NameOf(gap.detection.focus)},
      {"path", with_path ? NamesToJson(org, report.PathOf(gap)) : ResultJson()},
      {"value", ToJson(gap.detection.value)},
      {"since", DayToJson(WrittenStart(days))},
      {"until", DayToJson(WrittenEnd(days))},
      {"message", TextToJson(report.MessageOf(gap))},
      {"citation",
       rule.citation.empty() ? ResultJson() : ResultJson(rule.citation)},
      {"fingerprint", report.FingerprintOf(gap)},
      {"waived_by",
       gap.waived() ? ResultJson(report.WaivedBy(gap)) : ResultJson()},
      {"waiver", waiver ? WaiverToJson(org, *waiver) : ResultJson()},
  };
}

}  // namespace internal

namespace {

using internal::DayToJson;
using internal::GapToJson;
using internal::NamesToJson;
using internal::ResultWriter;
using internal::StepToJson;
using internal::TextToJson;
using Json = internal::ResultJson;

bool PathsFit(const GapReport& report) {
  std::size_t entries = 0;
  for (const Gap& gap : report.gaps()) {
    entries += report.PathLengthOf(gap);
    if (entries > kMaxPathEntries) return false;
  }
  return true;
}

Json BaselineToJson(const BaselineComparison& baseline) {
  Json gone = Json::array();
  for (const AcceptedGap& gap : baseline.gone) {
    gone.push_back({{"fingerprint", gap.fingerprint},
                    {"rule", gap.rule},
                    {"focus", gap.focus},
                    {"severity", NameOf(gap.severity)},
                    {"count", gap.count}});
  }
  Json counts = Json::object();
  for (const Severity severity :
       {Severity::kViolation, Severity::kWarning, Severity::kInfo}) {
    counts[std::string(NameOf(severity))] = baseline.count(severity);
  }
  return {{"taken", FormatDay(baseline.taken)},
          {"owner", baseline.owner.empty() ? Json() : Json(baseline.owner)},
          {"expires", DayToJson(baseline.expires)},
          {"expired", baseline.expired},
          {"conforms", baseline.conforms()},
          {"new", std::move(counts)},
          {"accepted", baseline.accepted},
          {"gone", std::move(gone)}};
}

std::string WriteReport(const GapReport& report,
                        const GapJsonOptions& options) {
  const BaselineComparison* const baseline = options.baseline;
  const bool paths_fit = PathsFit(report);
  Json counts = Json::object();
  for (const Severity severity :
       {Severity::kViolation, Severity::kWarning, Severity::kInfo}) {
    counts[std::string(NameOf(severity))] = report.count(severity);
  }
  const Snapshot& snapshot = report.snapshot();
  Json head = {{"zeren_report", 1},
               {"as_of", FormatDay(snapshot.day())},
               {"organization", TextToJson(snapshot.organization().name())},
               {"conforms", report.conforms()},
               {"complete", report.complete()},
               {"paths_complete", paths_fit},
               {"counts", std::move(counts)}};
  if (baseline != nullptr) head["baseline"] = BaselineToJson(*baseline);
  if (options.repairs != nullptr) {
    head["repairs_left_out"] = options.repairs->left_out;
  }
  ResultWriter writer(head, "gaps");
  for (std::size_t at = 0; at < report.gaps().size(); ++at) {
    const Gap& gap = report.gaps()[at];
    Json json = GapToJson(report, gap, paths_fit);
    if (baseline != nullptr) {
      json["baseline"] =
          gap.waived() ? Json() : Json(NameOf(baseline->states[at]));
    }
    if (options.repairs != nullptr) {
      internal::AddRepairs(options.repairs->of_gaps[at], json);
    }
    writer.Add(json);
  }
  return std::move(writer).Finish();
}

}  // namespace

std::string WriteJson(const GapReport& report) {
  return WriteReport(report, {});
}

std::string WriteJson(const GapReport& report,
                      const BaselineComparison& baseline) {
  return WriteReport(report, {.baseline = &baseline});
}

std::string WriteJson(const GapReport& report, const GapJsonOptions& options) {
  return WriteReport(report, options);
}

std::string WriteJson(const Snapshot& snapshot, const Resolution& resolution) {
  const Organization& org = snapshot.organization();
  ResultWriter writer({{"work", org.NameOf(resolution.work)},
                       {"role", NameOf(resolution.role)},
                       {"as_of", FormatDay(snapshot.day())},
                       {"persons", NamesToJson(org, resolution.persons)},
                       {"posts", NamesToJson(org, resolution.posts)},
                       {"assigned", resolution.assigned},
                       {"undisclosed", resolution.undisclosed},
                       {"hops", resolution.hops},
                       {"complete", resolution.complete}},
                      "steps");
  for (const ResolutionStep& step : resolution.steps) {
    writer.Add(StepToJson(org, snapshot.day(), step));
  }
  return std::move(writer).Finish();
}

std::string WriteJson(const Snapshot& snapshot, const Chain& chain) {
  const Organization& org = snapshot.organization();
  ResultWriter writer({{"node", org.NameOf(chain.node)},
                       {"as_of", FormatDay(snapshot.day())},
                       {"complete", chain.complete}},
                      "hops");
  for (const ChainHop& hop : chain.hops) {
    writer.Add({{"node", org.NameOf(hop.node)}, {"rule", NameOf(hop.rule)}});
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
