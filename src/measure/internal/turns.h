// turns.h -- the days on which something about an organisation turns.

#ifndef ZEREN_MEASURE_INTERNAL_TURNS_H_
#define ZEREN_MEASURE_INTERNAL_TURNS_H_

#include <vector>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "src/model/internal/touch.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

// What is otherwise on a day than on the day before.
struct Turn {
  DayNumber day;
  Touch touch;

  friend auto operator<=>(const Turn&, const Turn&) = default;
};

// Returns all turns on the days after `after` up to `last`, in order of day,
// each once: what starts or ends with all that it needs, and how far tasks are,
// also where a leaf comes to be at risk only because time goes by; and where
// the conditions of a roll-up ask for ages, the birthdays that matter.
//
// O(facts + persons * ages asked for), and O(n^2) for the n progress entries of
// one task.
std::vector<Turn> TurnsBetween(const OrganizationRep& rep,
                               const RollUpOptions& options, DayNumber after,
                               DayNumber last);

// Returns the first day after that of the snapshot and before `end` on which a
// task with parts comes to be at risk if nothing else turns; `end` if there is
// none. O(tasks and progress entries).
DayNumber NextRiskOfWholes(const Snapshot& snapshot, DayNumber end);

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_TURNS_H_
