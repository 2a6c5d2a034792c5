// plan_heuristics.h -- plans that are good, quickly.

#ifndef ZEREN_ASSIGN_INTERNAL_PLAN_HEURISTICS_H_
#define ZEREN_ASSIGN_INTERNAL_PLAN_HEURISTICS_H_

#include "src/assign/internal/plan_model.h"
#include "src/assign/internal/plan_state.h"

namespace zeren::internal {

// Fills what places it can, tasks with the fewest candidates first, each with
// the cheapest person whom it fits. O(arcs * what a person bears).
void FillGreedily(const PlanModel& model, PlanState& state);

// Makes a plan better step by step: fills an empty place by moving one task of
// some candidate to somebody else; gives a place to a cheaper person. Each step
// makes it better, so that the end is no worse than the beginning. Tasks are
// looked at again as long as one of their candidates changes, in at most
// `kMaxRounds` rounds.
void Improve(const PlanModel& model, PlanState& state);
inline constexpr int kMaxRounds = 16;

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PLAN_HEURISTICS_H_
