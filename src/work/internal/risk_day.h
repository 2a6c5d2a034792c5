// risk_day.h -- when a task comes to be at risk only because time goes by.

#ifndef ZEREN_WORK_INTERNAL_RISK_DAY_H_
#define ZEREN_WORK_INTERNAL_RISK_DAY_H_

#include <algorithm>
#include <cstdint>

#include "src/work/internal/task_facts.h"

namespace zeren::internal {

// The first day of [from, end) on which a task of that progress is at risk;
// `end` if there is none. Once it is, it stays so.
inline DayNumber FirstRiskDay(const OrganizationRep& rep, std::uint32_t task,
                              double progress, DayNumber from, DayNumber end,
                              const TaskOptions& options = {}) {
  const DayNumber start = rep.table<TaskView>().Get<&TaskView::start>()[task];
  const DayNumber due = rep.table<TaskView>().Get<&TaskView::due>()[task];
  if (start == kDawn || due == kDawn) return end;
  const auto at_risk = [&](DayNumber day) {
    return TaskFacts(rep, day, options).AtRisk(task, progress);
  };
  DayNumber low = std::max(from, start);
  // From the day after on it is overdue.
  DayNumber high = due < end ? due : end - 1;
  if (low > high || !at_risk(high)) return end;
  while (low < high) {
    const auto middle =
        static_cast<DayNumber>(low + (std::int64_t{high} - low) / 2);
    if (at_risk(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_RISK_DAY_H_
