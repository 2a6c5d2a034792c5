#include "src/measure/internal/live_ladder.h"

#include "absl/container/flat_hash_map.h"

namespace zeren::internal {

std::vector<std::uint32_t> LiveLadder::WithAllAbove(
    std::span<const std::uint32_t> nodes) const {
  // How many of the children of each are still to come.
  absl::flat_hash_map<std::uint32_t, std::uint32_t> waits;
  std::vector<std::uint32_t> found;
  const auto find = [&](std::uint32_t node) {
    if (in_force(node) && waits.try_emplace(node, 0).second) {
      found.push_back(node);
    }
  };
  for (const std::uint32_t node : nodes) find(node);
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const std::uint32_t parent : parents(found[i])) {
      find(parent);
      ++waits[parent];
    }
  }
  std::vector<std::uint32_t> order;
  order.reserve(found.size());
  for (const std::uint32_t node : found) {
    if (waits[node] == 0) order.push_back(node);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const std::uint32_t parent : parents(order[i])) {
      if (--waits[parent] == 0) order.push_back(parent);
    }
  }
  return order;
}

}  // namespace zeren::internal
