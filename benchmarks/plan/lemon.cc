#include "benchmarks/plan/lemon.h"

#define LEMON_ONLY_TEMPLATES
#include "lemon/network_simplex.h"
#include "lemon/smart_graph.h"

namespace zeren::benchmarks {

struct LemonPeer::Graph {
  using Digraph = lemon::SmartDigraph;
  Digraph digraph;
  Digraph::ArcMap<int> capacities{digraph};
  Digraph::ArcMap<std::int64_t> costs{digraph};
  Digraph::NodeMap<int> supplies{digraph};
};

LemonPeer::LemonPeer(const internal::FlowNetwork& network)
    : graph_(std::make_unique<Graph>()) {
  for (const std::int32_t supply : network.supplies) {
    graph_->supplies[graph_->digraph.addNode()] = supply;
  }
  for (std::size_t i = 0; i < network.arcs(); ++i) {
    const auto arc =
        graph_->digraph.addArc(Graph::Digraph::nodeFromId(network.tails[i]),
                               Graph::Digraph::nodeFromId(network.heads[i]));
    graph_->capacities[arc] = network.capacities[i];
    graph_->costs[arc] = network.costs[i];
  }
}

LemonPeer::~LemonPeer() = default;

std::int64_t LemonPeer::Solve() const {
  lemon::NetworkSimplex<Graph::Digraph, int, std::int64_t> simplex(
      graph_->digraph);
  simplex.upperMap(graph_->capacities)
      .costMap(graph_->costs)
      .supplyMap(graph_->supplies);
  return simplex.run() == decltype(simplex)::OPTIMAL ? simplex.totalCost() : -1;
}

}  // namespace zeren::benchmarks
