// ladder.h -- what a roll-up runs up: nodes, and who is above whom.

#ifndef ZEREN_MEASURE_INTERNAL_LADDER_H_
#define ZEREN_MEASURE_INTERNAL_LADDER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/forest.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

// Ladder
//
// A hierarchy without cycles. Nodes are the indices of dense ids. Most ladders
// are forests; where several kinds of unit lines are followed, a node may have
// several nodes above it.
class Ladder {
 public:
  // Errors: kNotFound for an unknown kind of line; kInvalidArgument for lines
  // where there are none, and for shares that do not sum to 1.
  static absl::StatusOr<Ladder> Of(const Snapshot& snapshot,
                                   const RollUpOptions& options);
  // REQUIRES: the forest outlives the ladder.
  explicit Ladder(const Forest* forest) : forest_(forest) {}

  // Null where several lines are followed.
  const Forest* forest() const { return graph_.empty() ? forest_ : nullptr; }
  bool is_forest() const { return graph_.empty(); }

  bool Contains(std::uint32_t node) const { return forest_->Contains(node); }
  std::size_t capacity() const { return forest_->capacity(); }
  std::size_t size() const { return forest_->size(); }

  // Nodes, each before all below it.
  std::span<const std::uint32_t> top_down() const {
    return graph_.empty() ? forest_->pre_order() : std::span(graph_.top_down);
  }
  // In order of id.
  std::span<const std::uint32_t> children(std::uint32_t node) const {
    if (graph_.empty()) return forest_->children(node);
    return std::span(graph_.children)
        .subspan(graph_.begins[node],
                 graph_.begins[node + 1] - graph_.begins[node]);
  }
  // The share that each child passes on; empty if each passes on all.
  std::span<const double> shares(std::uint32_t node) const {
    if (graph_.shares.empty()) return {};
    return std::span(graph_.shares)
        .subspan(graph_.begins[node],
                 graph_.begins[node + 1] - graph_.begins[node]);
  }
  // Whether ways that part at or below a node meet again.
  bool ways_meet(std::uint32_t node) const {
    return !graph_.ways_meet.empty() && graph_.ways_meet[node] != 0;
  }
  // Whether some node has several nodes above it.
  bool shares_nodes() const { return graph_.shares_nodes; }
  // Nodes that nothing is above, in no order. O(n).
  std::vector<std::uint32_t> roots() const;
  // Whether a cycle was cut, and whether of several kinds of lines.
  bool cut() const { return graph_.cut || !forest_->cycles().empty(); }
  bool cuts_knots() const { return graph_.cut; }

 private:
  friend class LadderBuilder;

  struct Graph {
    bool empty() const { return begins.empty(); }

    std::vector<std::uint32_t> begins;
    std::vector<std::uint32_t> children;
    std::vector<double> shares;
    std::vector<std::uint32_t> top_down;
    std::vector<std::uint8_t> ways_meet;
    bool shares_nodes = false;
    bool cut = false;
  };

  const Forest* forest_;
  Graph graph_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LADDER_H_
