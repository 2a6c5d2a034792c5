// responsible_over.h -- who answers for a piece of work, day by day.
//
//   absl::StatusOr<ResponsibleTimeline> year =
//       ResponsibleOver(org, *org.Find("task:report"), Role::kAccountable,
//                       {absl::CivilDay(2026, 1, 1), absl::CivilDay(2027, 1,
//                       1)});
//   for (const ResponsibleTimeline::Step& step : year->steps) {
//     std::cout << step.period.from << ": " << step.who.persons.size() << '\n';
//   }
//
// CASE STUDY: a handover. A secretary leaves on 1 March and the successor comes
// on 15 March, with a deputy in between: three steps, and a fourth if nobody
// deputizes on some day.

#ifndef ZEREN_ASSIGN_RESPONSIBLE_OVER_H_
#define ZEREN_ASSIGN_RESPONSIBLE_OVER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/model/organization.h"

namespace zeren {

// The answers of a period, a step function.
struct ResponsibleTimeline {
  struct Step {
    Period period;
    Resolution who;  // On each of these days.

    friend bool operator==(const Step&, const Step&) = default;
  };

  Node work;
  Role role = Role::kAccountable;
  Period period;
  // In order of time, one after another over the whole period. Neighbours
  // differ, in the answer or at least in the way to it.
  std::vector<Step> steps;

  // Returns the answer of a day. O(log steps).
  //
  // REQUIRES: `period` contains the day.
  const Resolution& At(absl::CivilDay day) const;
};

// Returns who answers for a task or duty in a role on each day of a period:
// what `ResolveResponsible` says on the snapshot of that day. No snapshot is
// made: the cost is that of a few resolutions for each change of the facts on
// the way, however long the period and however large the organisation. Errors:
// kInvalidArgument if the period has no day, or `work` is not a task or duty of
// the document.
absl::StatusOr<ResponsibleTimeline> ResponsibleOver(
    const Organization& organization, Node work, Role role,
    const Period& period);

}  // namespace zeren

#endif  // ZEREN_ASSIGN_RESPONSIBLE_OVER_H_
