#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>

#include "benchmarks/roll_up/contenders.h"

namespace zeren::benchmarks {

struct BoostPeer::Graph
    : boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> {
  using adjacency_list::adjacency_list;
};

namespace {

// The hook is not const: Boost passes over one that is, without a word.
class Visitor : public boost::default_dfs_visitor {
 public:
  explicit Visitor(Sums& sums) : sums_(&sums) {}

  template <typename Edge, typename Graph>
  void finish_edge(Edge edge, const Graph& graph) {
    (*sums_)[source(edge, graph)] += (*sums_)[target(edge, graph)];
  }

 private:
  Sums* sums_;
};

}  // namespace

BoostPeer::BoostPeer(const Forest& forest, std::span<const double> values)
    : graph_(std::make_unique<Graph>(forest.size())), values_(values) {
  for (const std::uint32_t node : forest.pre_order()) {
    for (const std::uint32_t child : forest.children(node)) {
      add_edge(node, child, *graph_);
    }
  }
}

BoostPeer::~BoostPeer() = default;

Sums BoostPeer::Find() const {
  Sums sums(values_.begin(), values_.end());
  depth_first_search(*graph_, boost::visitor(Visitor(sums)));
  return sums;
}

}  // namespace zeren::benchmarks
