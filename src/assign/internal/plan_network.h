// plan_network.h -- the flow network of a plan, or of what is left open of it.

#ifndef ZEREN_ASSIGN_INTERNAL_PLAN_NETWORK_H_
#define ZEREN_ASSIGN_INTERNAL_PLAN_NETWORK_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "src/assign/internal/min_cost_flow.h"
#include "src/assign/internal/plan_limits.h"
#include "src/assign/internal/plan_model.h"

namespace zeren::internal {

// What a search has decided about an arc.
enum class ArcState : std::uint8_t { kOpen, kTaken, kBarred };

// PlanNetwork
//
// Each place of a task is a unit of flow, from the node of its task to the
// node of a person (one for each limit that could bind) and on to the sink; or
// from the task to the sink at a cost above all others, for places that stay
// empty. The arcs from a person's group to the sink each carry one task and
// cost the pairs that it makes with those before it: the more, the dearer, so
// that the cheapest flow takes them in order.
struct PlanNetwork {
  FlowNetwork flow;
  // The arc of the network for each arc of the model; -1: none, because it is
  // decided, or does not fit with what is taken.
  std::vector<std::int32_t> arc_of;
  // By task: the arc for places that stay empty; -1: no open arcs.
  std::vector<std::int32_t> empty_arc_of;
  std::int32_t sink = 0;
  // By node of the network, from `first_person_node` on: who and which limit.
  struct PersonNode {
    std::uint32_t person = 0;
    std::uint32_t limit = 0;
    std::int32_t parent = 0;     // Where its arcs lead: a node.
    std::int32_t first_arc = 0;  // Of these.
    std::int32_t arcs = 0;
  };
  std::int32_t first_person_node = 0;
  std::vector<PersonNode> person_nodes;
  // What the taken arcs fill and cost, pairs of them included.
  std::int64_t filled = 0;
  Cost cost = 0;
  // No plan costs more than this but for empty places, which cost one more.
  Cost bound = 0;

  const PersonNode& person_node(std::int32_t node) const {
    return person_nodes[static_cast<std::size_t>(node - first_person_node)];
  }
};

// Builds the network. `states` are by arc; empty: all are open. If `fill` is
// given, the flow fills just so many places, at the least cost, instead of as
// many as possible.
//
// O(arcs), times the depth of limits.
//
// REQUIRES: what is taken breaks no limit; `fill` places can be filled.
PlanNetwork BuildPlanNetwork(const PlanModel& model, const PlanLimits& limits,
                             std::span<const ArcState> states = {},
                             std::optional<std::int64_t> fill = std::nullopt);

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PLAN_NETWORK_H_
