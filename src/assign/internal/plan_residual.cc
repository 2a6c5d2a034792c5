#include "src/assign/internal/plan_residual.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <queue>

namespace zeren::internal {

PlanResidual::PlanResidual(const PlanModel& model, const PlanNetwork& network,
                           const MinCostFlow& flow)
    : model_(model),
      network_(network),
      flow_(flow),
      keys_(network.flow.nodes(), -1),
      done_(network.flow.nodes(), false) {
  // The nodes of a person follow one another.
  nodes_of_person_.reserve(model.person_ids.size() + 1);
  std::size_t node = 0;
  for (std::uint32_t p = 0; p <= model.person_ids.size(); ++p) {
    while (node < network.person_nodes.size() &&
           network.person_nodes[node].person < p) {
      ++node;
    }
    nodes_of_person_.push_back(network.first_person_node +
                               static_cast<std::int32_t>(node));
  }
}

template <typename Visit>
void PlanResidual::ForEachWay(std::int32_t node, Visit visit) const {
  if (IsTask(node)) {
    const auto task = static_cast<std::uint32_t>(node);
    for (std::uint32_t i = model_.arc_begins[task];
         i < model_.arc_begins[task + 1]; ++i) {
      const std::int32_t arc = network_.arc_of[i];
      if (arc < 0 || IsFull(arc)) continue;
      visit(network_.flow.heads[static_cast<std::size_t>(arc)], arc, true);
    }
    return;
  }
  const PlanNetwork::PersonNode& own = network_.person_node(node);
  for (std::int32_t i = 0; i < own.arcs; ++i) {
    const std::int32_t arc = own.first_arc + i;
    if (!IsFull(arc)) visit(own.parent, arc, true);
  }
  for (const std::uint32_t i : model_.ArcsOf(own.person)) {
    const std::int32_t arc = network_.arc_of[i];
    if (arc < 0 || !IsUsed(arc) ||
        network_.flow.heads[static_cast<std::size_t>(arc)] != node) {
      continue;
    }
    visit(static_cast<std::int32_t>(model_.arc_tasks[i]), arc, false);
  }
  for (std::int32_t n = nodes_of_person_[own.person];
       n < nodes_of_person_[own.person + 1]; ++n) {
    const PlanNetwork::PersonNode& inner = network_.person_node(n);
    if (inner.parent != node) continue;
    for (std::int32_t i = 0; i < inner.arcs; ++i) {
      if (IsUsed(inner.first_arc + i)) visit(n, inner.first_arc + i, false);
    }
  }
}

// Dijkstra's algorithm with the potentials of the flow, by which no way that is
// left costs less than nothing.
std::vector<PlanResidual::Reached> PlanResidual::Reach(
    std::span<const std::uint32_t> tasks) {
  using Entry = std::pair<Cost, std::int32_t>;  // Key, node: ties by number.
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const auto potential = [&](std::int32_t node) {
    return flow_.potentials[static_cast<std::size_t>(node)];
  };
  Cost highest = potential(static_cast<std::int32_t>(tasks.front()));
  for (const std::uint32_t task : tasks) {
    highest = std::max(highest, potential(static_cast<std::int32_t>(task)));
  }
  const auto offer = [&](std::int32_t node, Cost key) {
    Cost& known = keys_[static_cast<std::size_t>(node)];
    if (known >= 0 && known <= key) return;
    known = key;
    queue.emplace(key, node);
  };
  for (const std::uint32_t task : tasks) {
    const auto node = static_cast<std::int32_t>(task);
    offer(node, highest - potential(node));
  }
  std::vector<Reached> reached;
  while (!queue.empty()) {
    const auto [key, node] = queue.top();
    queue.pop();
    if (done_[static_cast<std::size_t>(node)]) continue;
    done_[static_cast<std::size_t>(node)] = true;
    reached.push_back({node, key - highest + potential(node)});
    ForEachWay(node, [&, key = key, node = node](
                         std::int32_t to, std::int32_t arc, bool forward) {
      ++work_;
      if (to == network_.sink) return;
      const Cost cost = network_.flow.costs[static_cast<std::size_t>(arc)];
      const Cost reduced =
          (forward ? cost : -cost) + potential(node) - potential(to);
      offer(to, key + reduced);
    });
  }
  for (const Reached& r : reached) {
    keys_[static_cast<std::size_t>(r.node)] = -1;
    done_[static_cast<std::size_t>(r.node)] = false;
  }
  return reached;
}

bool PlanResidual::LeadsOnlyTo(const std::vector<bool>& nodes,
                               std::uint32_t task) {
  bool only = true;
  ForEachWay(static_cast<std::int32_t>(task),
             [&](std::int32_t to, std::int32_t, bool) {
               ++work_;
               only = only && nodes[static_cast<std::size_t>(to)];
             });
  return only;
}

bool PlanResidual::HasRoomAbove(std::int32_t node) const {
  for (std::int32_t at = network_.person_node(node).parent;
       at != network_.sink;) {
    const PlanNetwork::PersonNode& limit = network_.person_node(at);
    bool room = false;
    for (std::int32_t i = 0; i < limit.arcs; ++i) {
      room = room || !IsFull(limit.first_arc + i);
    }
    if (!room) return false;
    at = limit.parent;
  }
  return true;
}

}  // namespace zeren::internal
