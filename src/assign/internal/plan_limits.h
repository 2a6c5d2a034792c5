// plan_limits.h -- which limits of a plan a flow can keep.

#ifndef ZEREN_ASSIGN_INTERNAL_PLAN_LIMITS_H_
#define ZEREN_ASSIGN_INTERNAL_PLAN_LIMITS_H_

#include <cstdint>
#include <vector>

#include "src/assign/internal/plan_model.h"

namespace zeren::internal {

// PlanLimits
//
// A flow can keep limits on how many tasks of a family of sets a person bears
// if of two sets one holds the other or they are disjoint: they form a forest.
// The sets here are groups of tasks that all are to be done on one day (so that
// capacity is a limit on their number), the exclusion sets that fit, and all
// tasks where their number is limited. Where every limit of the plan is among
// them, and tasks of a group are alike, a flow is the whole truth, and `exact`;
// else it is a relaxation: a plan that breaks no limit here may break others.
struct PlanLimits {
  struct Limit {
    std::uint32_t parent = kNoIndex;  // A smaller number.
    std::uint32_t set = kNoIndex;     // The exclusion set that it is, or
    std::uint32_t group = kNoIndex;   // the group, or else all tasks.
  };
  struct Group {
    DayNumber day = 0;  // On which all its tasks are to be done.
    bool alike = true;  // All are of one class, `task_class`.
    std::uint32_t task_class = 0;
    std::vector<std::uint32_t> tasks;
  };

  std::vector<Group> groups;
  std::vector<Limit> limits;
  std::vector<std::uint32_t> limit_of_task;  // The innermost; `kNoIndex`: none.
  bool exact = true;
};

// O(n log n) in the tasks and the members of sets.
PlanLimits FindPlanLimits(const PlanModel& model);

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PLAN_LIMITS_H_
