// dependents.h -- which evaluations rest on which nodes.

#ifndef ZEREN_GAPS_INTERNAL_DEPENDENTS_H_
#define ZEREN_GAPS_INTERNAL_DEPENDENTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "zeren/core/node.h"

namespace zeren::internal {

// Dependents
//
// For each of some evaluations, by number, the nodes that it rests on, and the
// other way round. One that rests on very many is listed apart, and taken to
// rest on all.
class Dependents {
 public:
  // Says what evaluation `i` rests on now; `all`: on everything. O(n log n) for
  // the n nodes.
  void Set(std::uint32_t i, std::vector<Node> nodes, bool all) {
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    if (i >= nodes_.size()) nodes_.resize(i + std::size_t{1});
    if (all || nodes.size() > kMany) {
      nodes.clear();
      far_.insert(i);
    } else {
      far_.erase(i);
    }
    if (nodes == nodes_[i]) return;
    const std::vector<Node>& before = nodes_[i];
    for (const Node node : nodes) {
      if (!Contains(before, node)) by_node_[node].insert(i);
    }
    for (const Node node : before) {
      if (!Contains(nodes, node)) Forget(node, i);
    }
    nodes.shrink_to_fit();
    nodes_[i] = std::move(nodes);
  }

  // Calls `visit(i)` for those that rest on a node, in no order.
  template <typename Visit>
  void ForEach(Node node, const Visit& visit) const {
    const auto found = by_node_.find(node);
    if (found == by_node_.end()) return;
    for (const std::uint32_t i : found->second) visit(i);
  }
  // Calls `visit(i)` for those that rest on everything, or very many nodes.
  template <typename Visit>
  void ForEachFar(const Visit& visit) const {
    for (const std::uint32_t i : far_) visit(i);
  }

 private:
  static constexpr std::size_t kMany = 256;

  static bool Contains(const std::vector<Node>& nodes, Node node) {
    return std::binary_search(nodes.begin(), nodes.end(), node);
  }
  void Forget(Node node, std::uint32_t i) {
    const auto found = by_node_.find(node);
    found->second.erase(i);
    if (found->second.empty()) by_node_.erase(found);
  }

  std::vector<std::vector<Node>> nodes_;
  absl::flat_hash_map<Node, absl::flat_hash_set<std::uint32_t>> by_node_;
  absl::flat_hash_set<std::uint32_t> far_;
};

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_DEPENDENTS_H_
