// plan_search.h -- the best plan of a model.

#ifndef ZEREN_ASSIGN_INTERNAL_PLAN_SEARCH_H_
#define ZEREN_ASSIGN_INTERNAL_PLAN_SEARCH_H_

#include <cstdint>

#include "src/assign/internal/min_cost_flow.h"
#include "src/assign/internal/plan_limits.h"
#include "src/assign/internal/plan_model.h"
#include "src/assign/internal/plan_network.h"
#include "src/assign/internal/plan_state.h"

namespace zeren::internal {

struct PlanSolution {
  explicit PlanSolution(const PlanModel& model) : state(model) {}

  PlanState state;
  bool optimal = false;
  // See `AssignmentPlan`.
  std::int64_t most_filled = 0;
  Cost least_cost = 0;
};

// Takes the flow where the limits are exact. Otherwise the flow bounds what any
// plan can reach; a greedy plan and the flow, mended, are improved step by
// step; and branch and bound looks for a better one, or for the proof that
// there is none, until it has looked at `max_search` arcs.
PlanSolution SearchPlan(const PlanModel& model, const PlanLimits& limits,
                        const PlanNetwork& network, const MinCostFlow& flow,
                        std::int64_t max_search);

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PLAN_SEARCH_H_
