// task_load.h -- what tasks ask of people, and what people bear already.

#ifndef ZEREN_ASSIGN_INTERNAL_TASK_LOAD_H_
#define ZEREN_ASSIGN_INTERNAL_TASK_LOAD_H_

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "src/core/internal/days.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/work/tasks.h"

namespace zeren::internal {

// Thousandths of a load unit: whole numbers, so that sums do not depend on
// their order.
using Load = std::int64_t;

inline Load ToLoad(double units) { return std::llround(units * 1000); }
inline double ToUnits(Load load) { return static_cast<double>(load) / 1000; }

// Costs are whole numbers that stop growing here: above what any plan may
// cost, and far enough below the end of their type that a few can be added.
using Cost = std::int64_t;
inline constexpr Cost kCostCeiling = Cost{1} << 61;
inline Cost AddCosts(Cost a, Cost b) {
  return a >= kCostCeiling - b ? kCostCeiling : a + b;
}
Cost MultiplyCosts(Cost a, std::int64_t times);

// More than this a task of the document counts for nobody: no capacity is
// larger.
inline constexpr double kMaxEffort = 1e9;

// What it costs that one person bears two tasks on one day.
Cost PairCost(std::int64_t weight, Load a, Load b);

// Something that takes part of a person's capacity.
struct HeldLoad {
  DayRange days;
  Load effort = 0;
};

// The most of the loads that there is on one of some days. O(n log n) for n
// loads.
Load PeakLoad(std::span<const HeldLoad> loads, const DayRange& days);
// The first day on which it is above a limit; `days.to` if it never is.
DayNumber FirstDayAbove(std::span<const HeldLoad> loads, const DayRange& days,
                        Load limit);

inline bool Overlap(const DayRange& a, const DayRange& b) {
  return a.from < b.to && b.from < a.to;
}

// The days on which a task is to be done, from the snapshot's day on: one that
// is overdue is to be done that day.
DayRange DaysOf(const Snapshot& snapshot, TaskId task);
double EffortOf(const Snapshot& snapshot, TaskId task);

// Who is responsible for a task, by name or as the only holder of a post, and
// when: by its own assignments, else by those of the nearest task above that
// has some. Each person once, unless with a pause; by dense id.
struct Bearer {
  PersonId person{};
  DayRange days;
};
void FindBearers(const Snapshot& snapshot, TaskId task,
                 std::vector<Bearer>& bearers);

// CurrentLoads
//
// What each person bears on the day of a snapshot and after it: the live leaf
// tasks that they are responsible for.
class CurrentLoads {
 public:
  // Leaves out the tasks that are marked. O(tasks + assignments).
  CurrentLoads(const Snapshot& snapshot, const TaskStates& states,
               const std::vector<std::uint8_t>& left_out);

  std::span<const HeldLoad> of(PersonId person) const {
    const std::uint32_t begin = begins_[Index(person)];
    return std::span(loads_).subspan(begin, begins_[Index(person) + 1] - begin);
  }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<HeldLoad> loads_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_TASK_LOAD_H_
