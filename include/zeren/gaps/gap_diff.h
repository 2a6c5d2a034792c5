// gap_diff.h -- what became of the gaps between two reports.
//
//   const GapDiff diff = CompareGaps(*FindGaps(org.AsOf(last_month)),
//                                    *FindGaps(org.AsOf(today)));
//   for (std::size_t i : diff.gone) {  // Mended.

#ifndef ZEREN_GAPS_GAP_DIFF_H_
#define ZEREN_GAPS_GAP_DIFF_H_

#include <cstddef>
#include <vector>

#include "zeren/gaps/gaps.h"

namespace zeren {

// Places in `GapReport::gaps`: each gap of both reports is in it once.
struct GapDiff {
  struct Still {
    std::size_t before;
    std::size_t after;

    friend bool operator==(const Still&, const Still&) = default;
  };

  std::vector<std::size_t> added;  // Of the later report only, rising.
  std::vector<std::size_t> gone;   // Of the earlier report only, rising.
  std::vector<Still> still;        // Of both, by `after`.

  friend bool operator==(const GapDiff&, const GapDiff&) = default;
};

// Compares two reports, of two days or of the states before and after changes.
// Gaps are the same if they have the same fingerprint, waived or not, whatever
// their values and severities. Of several with one fingerprint those with equal
// values belong together, then the first with the first. Reports of different
// profiles, organisations or selections can be compared; what one of them does
// not ask for is then gone or added. O(n log n) for n gaps.
GapDiff CompareGaps(const GapReport& before, const GapReport& after);

}  // namespace zeren

#endif  // ZEREN_GAPS_GAP_DIFF_H_
