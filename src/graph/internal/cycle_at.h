// cycle_at.h -- the cycles that a snapshot was cut from, by where they were
// cut.

#ifndef ZEREN_GRAPH_INTERNAL_CYCLE_AT_H_
#define ZEREN_GRAPH_INTERNAL_CYCLE_AT_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "zeren/core/forest.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// The forest of units, posts, tasks or duties.
inline const Forest& ForestOf(const Snapshot& snapshot, NodeKind kind) {
  switch (kind) {
    case NodeKind::kUnit:
      return snapshot.units().forest();
    case NodeKind::kPost:
      return snapshot.posts().forest();
    case NodeKind::kTask:
      return snapshot.work().tasks();
    default:
      return snapshot.work().duties();
  }
}

// The cycle that was cut at a node, from it along the links upwards; empty if
// none was. O(log cycles + nodes of the cycle).
inline std::vector<Node> CycleAt(const Snapshot& snapshot, Node node) {
  const Forest& forest = ForestOf(snapshot, node.kind());
  if (!forest.is_cut(node.index())) return {};
  // They begin with the member at which they were cut, and are in order of it.
  const Organization& organization = snapshot.organization();
  const auto cycle = std::lower_bound(
      forest.cycles().begin(), forest.cycles().end(), node,
      [&](const std::vector<std::uint32_t>& other, Node wanted) {
        return organization.Before(Node(wanted.kind(), other.front()), wanted);
      });
  std::vector<Node> members;
  for (const std::uint32_t member : *cycle) {
    members.emplace_back(node.kind(), member);
  }
  return members;
}

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_CYCLE_AT_H_
