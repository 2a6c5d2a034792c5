// roll_up_over.h -- how levels stood and will stand: roll-ups day by day.
//
//   const std::vector<Measure> measures = {
//       *MeasureRegistry::BuiltIn().Find(today, "members")};
//   const std::vector<Node> nodes = {*org.Find("unit:school")};
//   absl::StatusOr<std::vector<RollUpTimeline>> timelines =
//       RollUpOver(org, measures, nodes,
//                  {absl::CivilDay(2026, 1, 1), absl::CivilDay(2027, 1, 1)});
//   for (const RollUpTimeline::Step& step : timelines->front().steps) {
//     std::cout << step.period.from << ": " << *step.value.number << '\n';
//   }
//
// To keep roll-ups up to date while records change, see
// zeren/measure/monitor.h.

#ifndef ZEREN_MEASURE_ROLL_UP_OVER_H_
#define ZEREN_MEASURE_ROLL_UP_OVER_H_

#include <span>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/organization.h"

namespace zeren {

// The values of a node over a period, a step function.
struct RollUpTimeline {
  struct Step {
    Period period;
    RollUpValue value;  // On each of these days.

    friend bool operator==(const Step&, const Step&) = default;
  };

  Node node;
  std::string measure;  // Its name.
  Period period;
  // In order of time, one after another over the whole period. Neighbours
  // differ.
  std::vector<Step> steps;
  // Whether the roll-up is complete (`RollUp::complete`) on each day.
  bool complete = true;

  // Returns the value of a day. O(log steps).
  //
  // REQUIRES: `period` contains the day.
  const RollUpValue& At(absl::CivilDay day) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
};

// Returns the values of nodes on each day of a period, to the last bit those
// that `ComputeRollUp` gives on the snapshot of that day: for the first
// measure those of each node, then for the next. A node that is not in force
// has the value of nothing. The period may be all time.
//
// Measures that can be followed (`CanFollow` of zeren/measure/monitor.h) take
// one roll-up on the first day and one pass over the facts. After that only
// what changes within the period costs, as it costs a `Monitor`: each node in
// which something starts or ends, and each above it, is added up anew.
//
// Others take a snapshot and a roll-up for each day on which something starts
// or ends anywhere, or on which somebody comes to an age that a condition asks
// for. A measure of your own is read on these days only; one whose values turn
// on other days cannot be asked about here.
//
// Errors: kInvalidArgument if the period has no day, if a node is not one of
// the hierarchy that the document has, or for a measure that lists its
// carriers; those of `ComputeRollUp` on any of the days.
absl::StatusOr<std::vector<RollUpTimeline>> RollUpOver(
    const Organization& organization, std::span<const Measure> measures,
    std::span<const Node> nodes, const Period& period,
    const RollUpOptions& options = {});

// Returns the nodes that nothing is above on some day of a period, in order of
// id: the roots that a roll-up has then (`RollUp::roots`).
//
// O(organisation) for each day on which units or posts start, end or move.
// Errors: those of `RollUpOver`.
absl::StatusOr<std::vector<Node>> RootsOver(const Organization& organization,
                                            const Period& period,
                                            const RollUpOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_MEASURE_ROLL_UP_OVER_H_
