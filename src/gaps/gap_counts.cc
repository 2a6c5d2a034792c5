#include "zeren/gaps/gap_counts.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "zeren/graph/snapshot.h"

namespace zeren {
namespace {

void CountGap(const GapReport& report, std::size_t at,
              const BaselineComparison* baseline, GapCounts& counts) {
  const Gap& gap = report.gaps()[at];
  if (gap.waived()) {
    ++counts.waived;
  } else if (baseline != nullptr &&
             baseline->states[at] == BaselineState::kAccepted) {
    ++counts.accepted;
  } else {
    const Severity severity = report.RuleOf(gap).rule.severity;
    ++counts.open[static_cast<std::size_t>(severity)];
  }
}

}  // namespace

std::vector<GapCounts> CountGapsByRule(const GapReport& report,
                                       const BaselineComparison* baseline) {
  std::vector<GapCounts> counts(report.rules().size());
  for (std::size_t at = 0; at < report.gaps().size(); ++at) {
    CountGap(report, at, baseline, counts[report.gaps()[at].rule]);
  }
  return counts;
}

std::vector<UnitGapCounts> CountGapsByUnit(const GapReport& report,
                                           const BaselineComparison* baseline) {
  const Snapshot& snapshot = report.snapshot();
  absl::flat_hash_map<std::uint32_t, std::size_t> places;
  std::vector<UnitGapCounts> counts;
  for (std::size_t at = 0; at < report.gaps().size(); ++at) {
    const std::optional<UnitId> unit =
        snapshot.UnitOf(report.gaps()[at].detection.focus);
    const auto [place, is_new] =
        places.try_emplace(unit ? Index(*unit) : kNoIndex, counts.size());
    if (is_new) counts.push_back({.unit = unit, .counts = {}});
    CountGap(report, at, baseline, counts[place->second].counts);
  }
  const Organization& org = snapshot.organization();
  std::sort(counts.begin(), counts.end(),
            [&](const UnitGapCounts& a, const UnitGapCounts& b) {
              if (!a.unit || !b.unit) return a.unit && !b.unit;
              return org.id(*a.unit) < org.id(*b.unit);
            });
  return counts;
}

}  // namespace zeren
