// node_map.h -- what is remembered of a few nodes, or of very many.

#ifndef ZEREN_GRAPH_INTERNAL_NODE_MAP_H_
#define ZEREN_GRAPH_INTERNAL_NODE_MAP_H_

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "zeren/core/node.h"

namespace zeren::internal {

// NodeMap
//
// A value for each node that somebody asked about. Most questions come by a
// handful of nodes, and going through these costs less than hashing; what comes
// by a million pays O(1) for each.
template <typename T>
class NodeMap {
 public:
  // Returns the value of a node, null if it has none. It stays where it is
  // until another node is asked for with `At`.
  T* Find(std::uint32_t node) {
    const std::uint32_t place = PlaceOf(node);
    return place == kNoIndex ? nullptr : &entries_[place].second;
  }

  // Returns the value of a node, a new one if it has none.
  T& At(std::uint32_t node) {
    const std::uint32_t place = PlaceOf(node);
    return place == kNoIndex ? Add(node) : entries_[place].second;
  }

  void Clear() {
    entries_.clear();
    index_.clear();
  }

 private:
  static constexpr std::size_t kFew = 24;

  std::uint32_t PlaceOf(std::uint32_t node) const {
    if (index_.empty()) {
      // The latest are asked for most.
      for (std::size_t i = entries_.size(); i-- > 0;) {
        if (entries_[i].first == node) return static_cast<std::uint32_t>(i);
      }
      return kNoIndex;
    }
    const auto found = index_.find(node);
    return found == index_.end() ? kNoIndex : found->second;
  }

  T& Add(std::uint32_t node) {
    entries_.emplace_back(node, T());
    const auto place = static_cast<std::uint32_t>(entries_.size() - 1);
    if (!index_.empty()) {
      index_.emplace(node, place);
    } else if (entries_.size() > kFew) {
      for (std::uint32_t i = 0; i <= place; ++i) {
        index_.emplace(entries_[i].first, i);
      }
    }
    return entries_.back().second;
  }

  absl::InlinedVector<std::pair<std::uint32_t, T>, 6> entries_;
  absl::flat_hash_map<std::uint32_t, std::uint32_t> index_;  // Empty: few.
};

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_NODE_MAP_H_
