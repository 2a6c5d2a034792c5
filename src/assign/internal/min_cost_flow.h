// min_cost_flow.h -- the cheapest flow through a network.

#ifndef ZEREN_ASSIGN_INTERNAL_MIN_COST_FLOW_H_
#define ZEREN_ASSIGN_INTERNAL_MIN_COST_FLOW_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace zeren::internal {

// Arcs from `tails` to `heads`; nodes are numbers below `supplies.size()`.
struct FlowNetwork {
  std::vector<std::int32_t> tails;
  std::vector<std::int32_t> heads;
  std::vector<std::int32_t> capacities;
  std::vector<std::int64_t> costs;
  std::vector<std::int32_t> supplies;  // Their sum is 0.

  std::size_t nodes() const { return supplies.size(); }
  std::size_t arcs() const { return tails.size(); }
  std::int32_t AddNode(std::int32_t supply = 0) {
    supplies.push_back(supply);
    return static_cast<std::int32_t>(supplies.size()) - 1;
  }
  void AddArc(std::int32_t tail, std::int32_t head, std::int32_t capacity,
              std::int64_t cost) {
    tails.push_back(tail);
    heads.push_back(head);
    capacities.push_back(capacity);
    costs.push_back(cost);
  }
};

struct MinCostFlow {
  std::vector<std::int32_t> flows;  // By arc.
  // By node: no arc with room left costs less than the potential of its head
  // less that of its tail, and no arc with flow more.
  std::vector<std::int64_t> potentials;
};

// Returns the cheapest flow that meets all supplies; of several, always the
// same one for the same network.
//
// REQUIRES: there is one. Costs are such that no sum of those along a path
// exceeds 2^61.
MinCostFlow SolveMinCostFlow(const FlowNetwork& network);

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_MIN_COST_FLOW_H_
