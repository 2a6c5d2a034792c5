// plan_cuts.h -- why tasks of a plan stay without people, and what would help.

#ifndef ZEREN_ASSIGN_INTERNAL_PLAN_CUTS_H_
#define ZEREN_ASSIGN_INTERNAL_PLAN_CUTS_H_

#include <cstdint>
#include <vector>

#include "src/assign/internal/candidate_rules.h"
#include "src/assign/internal/min_cost_flow.h"
#include "src/assign/internal/plan_limits.h"
#include "src/assign/internal/plan_model.h"
#include "src/assign/internal/plan_network.h"
#include "src/assign/internal/plan_state.h"
#include "zeren/assign/plan.h"

namespace zeren::internal {

// A plan, and all that it was made from.
struct SolvedPlan {
  const CandidateRules& rules;
  const std::vector<TaskNeeds>& needs;  // By number of task.
  const PlanModel& model;
  const PlanLimits& limits;
  const PlanNetwork& network;
  const MinCostFlow& flow;
  const PlanState& state;
};

struct PlanCuts {
  std::vector<PlanCut> cuts;
  std::vector<std::uint32_t> cut_of_task;  // `kNoIndex`: none.
};

// A task with empty places cannot reach anybody with room left, neither at once
// nor by moving others: what it can reach is a cut. Tasks that reach nothing
// else share it. Where the limits are not exact, only tasks with fewer
// candidates than places have a cut. O(arcs of each cut), up to `kMaxCutWork`
// arcs in all; tasks that are left then share one cut.
PlanCuts FindPlanCuts(const SolvedPlan& plan);
inline constexpr std::int64_t kMaxCutWork = 20'000'000;

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PLAN_CUTS_H_
