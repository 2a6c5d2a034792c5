// knots.h -- where to cut links that run in circles.

#ifndef ZEREN_MEASURE_INTERNAL_KNOTS_H_
#define ZEREN_MEASURE_INTERNAL_KNOTS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace zeren::internal {

// A node, and one below it.
struct Link {
  std::uint32_t parent;
  std::uint32_t child;
};

// A knot is a set of nodes that are all above one another. The first node of
// each answers to nobody in it: its links from there are cut. The same is done
// with the knots that are left, until there is none.
//
// Returns for each link whether it is cut. Nodes are the numbers below `nodes`,
// which are their order. O((nodes + links) log nodes), however many knots lie
// within each other.
std::vector<std::uint8_t> FindCuts(std::span<const Link> links,
                                   std::size_t nodes);

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_KNOTS_H_
