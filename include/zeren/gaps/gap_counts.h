// gap_counts.h -- how many gaps each rule finds, and where they sit.
//
//   const std::vector<GapCounts> by_rule = CountGapsByRule(*report);
//   for (const UnitGapCounts& unit : CountGapsByUnit(*report)) {
//     std::cout << unit.counts.count(Severity::kViolation) << '\n';
//   }
//
// These counts are not rolled up; zeren/gaps/gap_measure.h does that.

#ifndef ZEREN_GAPS_GAP_COUNTS_H_
#define ZEREN_GAPS_GAP_COUNTS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "zeren/core/node.h"
#include "zeren/gaps/baseline.h"
#include "zeren/gaps/gaps.h"
#include "zeren/model/profile.h"

namespace zeren {

struct GapCounts {
  std::array<std::size_t, 3> open = {};  // By severity; what neither below has.
  std::size_t accepted = 0;              // By a baseline.
  std::size_t waived = 0;

  std::size_t count(Severity severity) const {
    return open[static_cast<std::size_t>(severity)];
  }

  friend bool operator==(const GapCounts&, const GapCounts&) = default;
};

struct UnitGapCounts {
  std::optional<UnitId> unit;  // None: gaps that sit in no unit.
  GapCounts counts;

  friend bool operator==(const UnitGapCounts&, const UnitGapCounts&) = default;
};

// Counts the gaps of each of `GapReport::rules`, in their order. `baseline` is
// a comparison of this report. O(gaps + rules).
std::vector<GapCounts> CountGapsByRule(
    const GapReport& report, const BaselineComparison* baseline = nullptr);

// Counts the gaps of each unit that has any, by the unit of their focus
// (`Snapshot::UnitOf`), in order of id; last those that sit in none. O(n log n)
// for n gaps.
std::vector<UnitGapCounts> CountGapsByUnit(
    const GapReport& report, const BaselineComparison* baseline = nullptr);

}  // namespace zeren

#endif  // ZEREN_GAPS_GAP_COUNTS_H_
