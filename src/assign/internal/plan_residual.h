// plan_residual.h -- where one more unit of flow could go in a solved plan.

#ifndef ZEREN_ASSIGN_INTERNAL_PLAN_RESIDUAL_H_
#define ZEREN_ASSIGN_INTERNAL_PLAN_RESIDUAL_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "src/assign/internal/min_cost_flow.h"
#include "src/assign/internal/plan_model.h"
#include "src/assign/internal/plan_network.h"

namespace zeren::internal {

// PlanResidual
//
// The nodes that tasks and persons have in the network, without the sink: from
// a task on to whoever could take it, from a person back to the tasks that he
// or she could give away.
//
// Lifetime: keeps references.
class PlanResidual {
 public:
  // A node, and what the cheapest way to it adds to the cost of the plan.
  struct Reached {
    std::int32_t node = 0;
    Cost cost = 0;
  };

  PlanResidual(const PlanModel& model, const PlanNetwork& network,
               const MinCostFlow& flow);

  // The nodes that some tasks reach, nearest first. O(m log m) for their m
  // arcs.
  std::vector<Reached> Reach(std::span<const std::uint32_t> tasks);

  // Whether a task leads to none but some nodes, marked by number.
  bool LeadsOnlyTo(const std::vector<bool>& nodes, std::uint32_t task);

  // How many arcs were looked at in all.
  std::int64_t work() const { return work_; }

  // Whether the limits above a person's node have room for one more.
  bool HasRoomAbove(std::int32_t node) const;

 private:
  bool IsTask(std::int32_t node) const { return node < network_.sink; }
  bool IsFull(std::int32_t arc) const {
    const auto i = static_cast<std::size_t>(arc);
    return flow_.flows[i] >= network_.flow.capacities[i];
  }
  bool IsUsed(std::int32_t arc) const {
    return flow_.flows[static_cast<std::size_t>(arc)] > 0;
  }
  // Calls `visit(node, arc, forward)` for each way out of a node.
  template <typename Visit>
  void ForEachWay(std::int32_t node, Visit visit) const;

  const PlanModel& model_;
  const PlanNetwork& network_;
  const MinCostFlow& flow_;
  std::vector<std::int32_t> nodes_of_person_;  // One more than persons.
  std::vector<Cost> keys_;                     // By node; -1: not reached.
  std::vector<bool> done_;
  std::int64_t work_ = 0;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PLAN_RESIDUAL_H_
