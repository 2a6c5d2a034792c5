// Where there is no igraph, this compiles to a peer that is never made.

#include "benchmarks/roll_up/contenders.h"

#ifdef ZEREN_BENCHMARKS_HAVE_IGRAPH
#include <igraph.h>
#endif

namespace zeren::benchmarks {

#ifdef ZEREN_BENCHMARKS_HAVE_IGRAPH

struct IgraphPeer::Graph {
  Graph(const Forest& the_forest, std::span<const double> the_values)
      : forest(the_forest), values(the_values) {
    const auto nodes = static_cast<igraph_integer_t>(forest.size());
    igraph_vector_int_t edges;
    igraph_vector_int_init(&edges, 0);
    for (const std::uint32_t node : forest.pre_order()) {
      for (const std::uint32_t child : forest.children(node)) {
        igraph_vector_int_push_back(&edges, node);
        igraph_vector_int_push_back(&edges, child);
      }
    }
    igraph_create(&graph, &edges, nodes, IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&edges);
  }
  ~Graph() { igraph_destroy(&graph); }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  const Forest& forest;
  std::span<const double> values;
  igraph_t graph;
};

namespace {

// What the callback, which is told of nodes alone, needs besides.
struct Walk {
  const Forest& forest;
  Sums sums;
};

igraph_error_t AddToParent(const igraph_t* /*graph*/, igraph_integer_t vertex,
                           igraph_integer_t /*distance*/, void* extra) {
  Walk& walk = *static_cast<Walk*>(extra);
  const auto node = static_cast<std::uint32_t>(vertex);
  const std::uint32_t parent = walk.forest.parent(node);
  if (parent != kNoIndex) walk.sums[parent] += walk.sums[node];
  return IGRAPH_SUCCESS;
}

}  // namespace

std::unique_ptr<IgraphPeer> IgraphPeer::Make(const Forest& forest,
                                             std::span<const double> values) {
  return std::unique_ptr<IgraphPeer>(
      new IgraphPeer(std::make_unique<Graph>(forest, values)));
}

Sums IgraphPeer::Find() const {
  Walk walk{graph_->forest, {graph_->values.begin(), graph_->values.end()}};
  igraph_dfs(&graph_->graph, graph_->forest.roots()[0], IGRAPH_OUT,
             /*unreachable=*/true, nullptr, nullptr, nullptr, nullptr, nullptr,
             AddToParent, &walk);
  return std::move(walk.sums);
}

#else

struct IgraphPeer::Graph {};

std::unique_ptr<IgraphPeer> IgraphPeer::Make(const Forest&,
                                             std::span<const double>) {
  return nullptr;
}
Sums IgraphPeer::Find() const { return {}; }

#endif

IgraphPeer::IgraphPeer(std::unique_ptr<Graph> graph)
    : graph_(std::move(graph)) {}
IgraphPeer::~IgraphPeer() = default;

}  // namespace zeren::benchmarks
