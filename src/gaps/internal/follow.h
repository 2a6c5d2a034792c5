// follow.h -- rules followed at some foci from day to day.

#ifndef ZEREN_GAPS_INTERNAL_FOLLOW_H_
#define ZEREN_GAPS_INTERNAL_FOLLOW_H_

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "src/core/internal/days.h"
#include "src/gaps/internal/live_view.h"
#include "zeren/core/node.h"
#include "zeren/gaps/check.h"

namespace zeren::internal {

// A rule, by its place, at a focus.
struct Followed {
  std::uint32_t rule = 0;
  Node focus;

  friend auto operator<=>(const Followed&, const Followed&) = default;
  template <typename H>
  friend H AbslHashValue(H state, const Followed& followed) {
    return H::combine(std::move(state), followed.rule, followed.focus);
  }
};

// An unbroken run of days on which a rule finds something at a focus, with one
// key; `detection` is that of the first of these days.
struct GapRun {
  std::uint32_t rule = 0;
  Detection detection;
  DayRange days;
};

// Whether two runs are of the same gap: rule, focus and key.
inline bool IsSameGap(const GapRun& a, const GapRun& b) {
  return a.rule == b.rule && a.detection.focus == b.detection.focus &&
         a.detection.key == b.detection.key;
}

// Adds to `runs` the runs of days in `days`, cut off at its ends, on which
// rules find something at their foci: what each day's report says. The
// document, as a focus, stands for a check that looks at the records as a
// whole.
//
// Evaluates each pair once, and again on each day on which something that the
// evaluation asked about turns. Then all runs, those that were there among
// them, are ordered by gap and day, and those of one gap that meet are one.
void Follow(LiveView& view, const RuleSet& rules,
            const std::vector<Followed>& followed, const DayRange& days,
            std::vector<GapRun>& runs);

// The longest runs of days within `days` on which `holds(view)` is true, asked
// on each day on which the answer may be another one.
template <typename Holds>
std::vector<DayRange> DaysOn(LiveView& view, const DayRange& days,
                             const Holds& holds) {
  std::vector<DayRange> found;
  for (DayNumber day = days.from; day < days.to;) {
    view.MoveTo(day);
    const bool there = holds(view);
    const DayNumber until = std::min(view.until(), days.to);
    if (there && !found.empty() && found.back().to == day) {
      found.back().to = until;
    } else if (there) {
      found.push_back({day, until});
    }
    day = until;
  }
  return found;
}

// The only run of a gap among joined runs, one for each gap; null if there is
// none. O(log runs).
const GapRun* FindRun(const Organization& organization,
                      const std::vector<GapRun>& runs, std::uint32_t rule,
                      const Detection& detection);

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_FOLLOW_H_
