// cascade_parts.h -- which units a task has been taken down to.

#ifndef ZEREN_WORK_INTERNAL_CASCADE_PARTS_H_
#define ZEREN_WORK_INTERNAL_CASCADE_PARTS_H_

#include <optional>
#include <vector>

#include "zeren/core/node.h"

namespace zeren::internal {

// Calls `visit(part, unit)` for each part of a task: a task below it, at
// whatever depth, that is not cancelled, with the unit in force that it belongs
// to. In no order that means anything. O(tasks below), however deep.
//
// Asks a day for `children(TaskId)`, `cancelled(TaskId)` and `unit(TaskId)`.
template <typename Day, typename Visit>
void ForEachCascadePart(const Day& day, TaskId task, const Visit& visit) {
  std::vector<TaskId> open = {task};
  while (!open.empty()) {
    const TaskId at = open.back();
    open.pop_back();
    for (const TaskId part : day.children(at)) {
      // Cancelling is inherited downwards.
      if (day.cancelled(part)) continue;
      open.push_back(part);
      if (const std::optional<UnitId> unit = day.unit(part)) visit(part, *unit);
    }
  }
}

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_CASCADE_PARTS_H_
