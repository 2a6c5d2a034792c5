#include "src/assign/internal/min_cost_flow.h"

#include <cassert>

// Without its library: only templates are used.
#define LEMON_ONLY_TEMPLATES
#include "lemon/network_simplex.h"
#include "lemon/smart_graph.h"

namespace zeren::internal {
namespace {

using Graph = lemon::SmartDigraph;

// A column of the network as a map of LEMON.
template <typename Item, typename T>
struct FlowColumn {
  const std::vector<T>& values;
  T operator[](Item item) const {
    return values[static_cast<std::size_t>(Graph::id(item))];
  }
};

}  // namespace

MinCostFlow SolveMinCostFlow(const FlowNetwork& network) {
  MinCostFlow result;
  if (network.nodes() == 0) return result;
  Graph graph;
  graph.reserveNode(static_cast<int>(network.nodes()));
  graph.reserveArc(static_cast<int>(network.arcs()));
  for (std::size_t i = 0; i < network.nodes(); ++i) graph.addNode();
  for (std::size_t i = 0; i < network.arcs(); ++i) {
    graph.addArc(Graph::nodeFromId(network.tails[i]),
                 Graph::nodeFromId(network.heads[i]));
  }
  lemon::NetworkSimplex<Graph, std::int32_t, std::int64_t> simplex(graph);
  simplex.upperMap(FlowColumn<Graph::Arc, std::int32_t>{network.capacities})
      .costMap(FlowColumn<Graph::Arc, std::int64_t>{network.costs})
      .supplyMap(FlowColumn<Graph::Node, std::int32_t>{network.supplies});
  [[maybe_unused]] const auto outcome = simplex.run();
  assert(outcome == decltype(simplex)::OPTIMAL);

  result.flows.resize(network.arcs());
  for (std::size_t i = 0; i < network.arcs(); ++i) {
    result.flows[i] = simplex.flow(Graph::arcFromId(static_cast<int>(i)));
  }
  result.potentials.resize(network.nodes());
  for (std::size_t i = 0; i < network.nodes(); ++i) {
    result.potentials[i] =
        simplex.potential(Graph::nodeFromId(static_cast<int>(i)));
  }
  return result;
}

}  // namespace zeren::internal
