// forest.h -- trees of reports-to links, as one array each.
//
// Units, posts and tasks all form forests: each node has at most one node above
// it. A `Forest` gives every present node a position in pre-order, so that a
// subtree is a run of positions: "is a below b" is one comparison, and one pass
// over positions in falling order visits every node before its parent.

#ifndef ZEREN_CORE_FOREST_H_
#define ZEREN_CORE_FOREST_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "absl/base/attributes.h"
#include "zeren/core/node.h"

namespace zeren {

// Forest
//
// Nodes are plain indices, those of dense ids. Some may be absent (a unit that
// is not in force); questions about these are errors of the caller.
//
// Cycles: links that run in a circle are cut above the member that comes first
// in the order given, which becomes a root. `cycles()` keeps them.
//
// Thread-safety: immutable once made.
class Forest {
 public:
  // Whether node `a` comes before node `b` among siblings and roots.
  using Less = std::function<bool(std::uint32_t a, std::uint32_t b)>;

  Forest() = default;

  // Builds the forest in which node i is below `parents[i]`, or a root if that
  // is `kNoIndex`, or absent if `present[i]` is 0. A parent must be present.
  // O(n) calls of `less` if dense order is already the order of siblings, O(n
  // log n) otherwise; no recursion, so depth has no bound.
  Forest(std::vector<std::uint32_t> parents,
         const std::vector<std::uint8_t>& present, const Less& less);

  // The number of present nodes, and of indices.
  std::size_t size() const { return order_.size(); }
  std::size_t capacity() const { return parents_.size(); }
  bool Contains(std::uint32_t node) const {
    return node < positions_.size() && positions_[node] != kNoIndex;
  }

  // The node above, `kNoIndex` for a root. O(1), as all below unless said.
  std::uint32_t parent(std::uint32_t node) const { return parents_[node]; }
  std::uint32_t depth(std::uint32_t node) const { return depths_[node]; }
  // The place of a node in pre-order, and the node at a place.
  std::uint32_t position(std::uint32_t node) const { return positions_[node]; }
  std::uint32_t at(std::uint32_t position) const { return order_[position]; }
  // The number of nodes at and below.
  std::uint32_t subtree_size(std::uint32_t node) const { return sizes_[node]; }

  // Whether each node's number is its place, with none absent.
  bool numbered_in_pre_order() const { return numbered_in_pre_order_; }

  // All nodes in pre-order; roots and siblings in the order given.
  std::span<const std::uint32_t> pre_order() const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return order_;
  }
  // The nodes at and below, in pre-order; the first is `node`.
  std::span<const std::uint32_t> subtree(std::uint32_t node) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return std::span(order_).subspan(positions_[node], sizes_[node]);
  }
  std::span<const std::uint32_t> children(std::uint32_t node) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return std::span(children_).subspan(
        child_begins_[node], child_begins_[node + 1] - child_begins_[node]);
  }
  std::span<const std::uint32_t> roots() const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return roots_;
  }

  // The root of the tree that a node is in. O(log roots).
  std::uint32_t root(std::uint32_t node) const;

  // Whether `node` is `ancestor` or below it.
  bool IsWithin(std::uint32_t node, std::uint32_t ancestor) const {
    return positions_[node] - positions_[ancestor] < sizes_[ancestor];
  }

  // The lowest node that is at or above both, `kNoIndex` if they are in
  // different trees. O(log depth).
  std::uint32_t LowestCommonAncestor(std::uint32_t a, std::uint32_t b) const;

  // The circles that were cut, each from the member that became a root, along
  // the links upwards; ordered by that member.
  const std::vector<std::vector<std::uint32_t>>& cycles() const {
    return cycles_;
  }
  // Whether this root is one only because a cycle was cut there.
  bool is_cut(std::uint32_t node) const {
    return !cut_.empty() && cut_[node] != 0;
  }

 private:
  void CutCycles(const std::vector<std::uint8_t>& present, const Less& less);
  void LinkChildren(const std::vector<std::uint8_t>& present, const Less& less);
  void NumberInPreOrder();

  std::vector<std::uint32_t> parents_;
  std::vector<std::uint32_t> child_begins_;  // One more than nodes.
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> roots_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> positions_;
  std::vector<std::uint32_t> sizes_;
  std::vector<std::uint32_t> depths_;
  // A second way up: to an ancestor whose distance follows the skew-binary
  // numbers, which makes every search upwards logarithmic.
  std::vector<std::uint32_t> jumps_;
  std::vector<std::vector<std::uint32_t>> cycles_;
  std::vector<std::uint8_t> cut_;  // Empty where there is no cycle.
  bool numbered_in_pre_order_ = true;
};

}  // namespace zeren

#endif  // ZEREN_CORE_FOREST_H_
