// answers_over.h -- who answers, from one change on the way to the next.

#ifndef ZEREN_ASSIGN_INTERNAL_ANSWERS_OVER_H_
#define ZEREN_ASSIGN_INTERNAL_ANSWERS_OVER_H_

#include <algorithm>
#include <utility>

#include "src/core/internal/days.h"
#include "src/graph/internal/history_day.h"
#include "zeren/assign/resolution.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

// Returns who answers on a day; what that rests on counts for `day.until()`.
Resolution ResolveOn(HistoryDay& day, Node work, Role role);

// Calls `visit(run, who)` for runs of days that follow one another over all of
// `days`; on each day of a run the resolution is `who`, and no fact on the way
// to it starts or ends. Neighbours may be equal. One resolution for each run.
//
// REQUIRES: `days` is not empty; `work` is a task or duty of the document.
template <typename Visit>
void ForEachAnswer(const Organization& organization, Node work, Role role,
                   const DayRange& days, const Visit& visit) {
  HistoryDay day(organization, days.from);
  while (true) {
    Resolution who = ResolveOn(day, work, role);
    const DayRange run = {day.day(), std::min(day.until(), days.to)};
    visit(run, std::move(who));
    if (run.to == days.to) return;
    day.MoveTo(run.to);
  }
}

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_ANSWERS_OVER_H_
