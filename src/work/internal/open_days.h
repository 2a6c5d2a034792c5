// open_days.h -- on which days of a period each task is open.

#ifndef ZEREN_WORK_INTERNAL_OPEN_DAYS_H_
#define ZEREN_WORK_INTERNAL_OPEN_DAYS_H_

#include <vector>

#include "src/core/internal/days.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// Returns, by task, the runs of days from that of the snapshot up to `to`,
// exclusive, on which `TaskStates` has the task open, in order. O(tasks and
// progress entries), and for each entry and each cancelled task within the
// period the parts of the tasks above whose progress it changes.
std::vector<std::vector<DayRange>> OpenDays(const Snapshot& first,
                                            DayNumber to);

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_OPEN_DAYS_H_
