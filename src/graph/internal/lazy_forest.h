// lazy_forest.h -- the part of a forest that somebody asked about.

#ifndef ZEREN_GRAPH_INTERNAL_LAZY_FOREST_H_
#define ZEREN_GRAPH_INTERNAL_LAZY_FOREST_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/node_map.h"
#include "zeren/core/node.h"
#include "zeren/graph/posts.h"

namespace zeren::internal {

// The way up from one node.
struct LineUp {
  std::uint32_t superior = kNoIndex;
  LineRule rule = LineRule::kNone;
  // There is no superior only because a cycle was cut, here or on the way to
  // the answer; and whether that is so at the top of the node's tree.
  bool cut = false;
  bool top_cut = false;
  bool settled = false;      // Known not to lie on a cycle, or cut if need be.
  DayNumber until = kNever;  // The first day on which it may be another one.
};

// LazyForest
//
// Gives the same superiors as a `Forest` of all nodes, and cuts cycles where
// that does, but looks only at the nodes above those that it is asked about.
// Each of them is looked at once as long as nothing changes above it, in
// whatever order the questions come.
class LazyForest {
 public:
  // Returns the way up from `node` on a day. `raw(i)` gives that of node i
  // before cycles are cut, with an `until` of its own facts alone; it must not
  // ask this forest. `less(a, b)`: whether node a is the one at which to cut
  // rather than b. O(nodes above that are new) calls of both.
  //
  // REQUIRES: `day` is not before one that was asked about since `Clear`.
  template <typename Raw, typename Less>
  LineUp Above(std::uint32_t node, DayNumber day, const Raw& raw,
               const Less& less) {
    const auto known = [&](std::uint32_t at) {
      const LineUp* line = lines_.Find(at);
      return line != nullptr && line->until > day ? line : nullptr;
    };
    if (const LineUp* line = known(node)) return *line;
    walked_.clear();
    std::uint32_t at = node;
    while (at != kNoIndex && known(at) == nullptr) {
      const LineUp line = raw(at);
      lines_.At(at) = line;
      walked_.push_back(at);
      at = line.superior;
    }
    Settle(at, less);
    return *lines_.Find(node);
  }

  void Clear() { lines_.Clear(); }

 private:
  // Settles what was walked, from the top down. `met` is what stopped the walk:
  // nothing, a settled node, or one of the walk itself, which closes a cycle.
  template <typename Less>
  void Settle(std::uint32_t met, const Less& less) {
    std::size_t rest = walked_.size();
    DayNumber until = kNever;
    bool top_cut = false;
    if (met != kNoIndex) {
      if (!lines_.Find(met)->settled) rest = CutCycle(met, less);
      until = lines_.Find(met)->until;
      top_cut = lines_.Find(met)->top_cut;
    }
    // Whoever is above could some day be below as well, and a cycle be closed:
    // each line holds only as long as all those above it.
    while (rest-- > 0) {
      LineUp& line = *lines_.Find(walked_[rest]);
      if (line.superior == kNoIndex) top_cut = line.cut;
      until = std::min(until, line.until);
      line.until = until;
      line.top_cut = top_cut;
      line.settled = true;
    }
  }

  // Cuts the cycle that ends the walk and is entered at `entry`. Returns how
  // many nodes were walked before it.
  template <typename Less>
  std::size_t CutCycle(std::uint32_t entry, const Less& less) {
    const auto first = std::find(walked_.begin(), walked_.end(), entry);
    DayNumber until = kNever;
    for (auto member = first; member != walked_.end(); ++member) {
      until = std::min(until, lines_.Find(*member)->until);
    }
    for (auto member = first; member != walked_.end(); ++member) {
      LineUp& line = *lines_.Find(*member);
      line.until = until;
      line.top_cut = true;
      line.settled = true;
    }
    LineUp& top = *lines_.Find(*std::min_element(first, walked_.end(), less));
    top.superior = kNoIndex;
    top.rule = LineRule::kNone;
    top.cut = true;
    return static_cast<std::size_t>(first - walked_.begin());
  }

  NodeMap<LineUp> lines_;
  absl::InlinedVector<std::uint32_t, 16> walked_;
};

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_LAZY_FOREST_H_
