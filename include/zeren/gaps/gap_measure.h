// gap_measure.h -- gaps counted up the chain.
//
//   absl::StatusOr<GapReport> report = FindGaps(today);
//   absl::StatusOr<RollUp> violations =
//       ComputeRollUp(today, GapMeasure(*report, Severity::kViolation));
//   violations->value(*today.Find("unit:school")).number;

#ifndef ZEREN_GAPS_GAP_MEASURE_H_
#define ZEREN_GAPS_GAP_MEASURE_H_

#include "zeren/gaps/gaps.h"
#include "zeren/measure/measure.h"
#include "zeren/model/profile.h"

namespace zeren {

// The gaps of a severity that are not waived, as the measure `gaps.violation`
// (or `.warning`, `.info`). Over units a gap sits in the unit of its focus
// (`Snapshot::UnitOf`), over posts in the post that the focus is, or holds, or
// that heads or bears it, over tasks in the task. It is to be rolled up on the
// report's snapshot. O(gaps).
Measure GapMeasure(const GapReport& report, Severity severity);

}  // namespace zeren

#endif  // ZEREN_GAPS_GAP_MEASURE_H_
