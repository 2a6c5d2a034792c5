#include "zeren/core/forest.h"

#include <algorithm>
#include <utility>

namespace zeren {

Forest::Forest(std::vector<std::uint32_t> parents,
               const std::vector<std::uint8_t>& present, const Less& less)
    : parents_(std::move(parents)) {
  CutCycles(present, less);
  LinkChildren(present, less);
  NumberInPreOrder();
}

// Walks up from each node in turn and marks what it passes with the number of
// the walk. A walk that meets its own mark has found a circle.
void Forest::CutCycles(const std::vector<std::uint8_t>& present,
                       const Less& less) {
  std::vector<std::uint32_t> walk_of(parents_.size(), kNoIndex);
  for (std::uint32_t start = 0; start < parents_.size(); ++start) {
    if (!present[start] || walk_of[start] != kNoIndex) continue;
    std::uint32_t node = start;
    while (node != kNoIndex && walk_of[node] == kNoIndex) {
      walk_of[node] = start;
      node = parents_[node];
    }
    if (node == kNoIndex || walk_of[node] != start) continue;

    std::vector<std::uint32_t> cycle;
    std::uint32_t member = node;
    do {
      cycle.push_back(member);
      member = parents_[member];
    } while (member != node);
    std::rotate(cycle.begin(),
                std::min_element(cycle.begin(), cycle.end(), less),
                cycle.end());
    cycles_.push_back(std::move(cycle));
  }
  if (cycles_.empty()) return;
  std::sort(cycles_.begin(), cycles_.end(),
            [&](const auto& a, const auto& b) { return less(a[0], b[0]); });
  cut_.assign(parents_.size(), 0);
  for (const std::vector<std::uint32_t>& cycle : cycles_) {
    parents_[cycle[0]] = kNoIndex;
    cut_[cycle[0]] = 1;
  }
}

// Sorts nodes by parent with a counting sort, then each family where dense
// order is not yet the order asked for.
void Forest::LinkChildren(const std::vector<std::uint8_t>& present,
                          const Less& less) {
  const std::size_t n = parents_.size();
  child_begins_.assign(n + 1, 0);
  std::size_t linked = 0;
  for (std::uint32_t node = 0; node < n; ++node) {
    if (!present[node]) continue;
    if (parents_[node] == kNoIndex) {
      roots_.push_back(node);
    } else {
      ++child_begins_[parents_[node] + 1];
      ++linked;
    }
  }
  for (std::size_t i = 0; i < n; ++i) child_begins_[i + 1] += child_begins_[i];
  children_.resize(linked);
  std::vector<std::uint32_t> next(child_begins_.begin(),
                                  child_begins_.end() - 1);
  for (std::uint32_t node = 0; node < n; ++node) {
    if (present[node] && parents_[node] != kNoIndex) {
      children_[next[parents_[node]]++] = node;
    }
  }
  const auto sort_family = [&](auto begin, auto end) {
    if (!std::is_sorted(begin, end, less)) std::sort(begin, end, less);
  };
  sort_family(roots_.begin(), roots_.end());
  for (std::size_t i = 0; i < n; ++i) {
    sort_family(children_.begin() + child_begins_[i],
                children_.begin() + child_begins_[i + 1]);
  }
}

void Forest::NumberInPreOrder() {
  const std::size_t n = parents_.size();
  positions_.assign(n, kNoIndex);
  depths_.assign(n, 0);
  sizes_.assign(n, 0);
  jumps_.assign(n, kNoIndex);
  order_.reserve(children_.size() + roots_.size());
  // The stack holds families still to be visited, last sibling first.
  std::vector<std::uint32_t> stack(roots_.rbegin(), roots_.rend());
  while (!stack.empty()) {
    const std::uint32_t node = stack.back();
    stack.pop_back();
    positions_[node] = static_cast<std::uint32_t>(order_.size());
    order_.push_back(node);
    const std::uint32_t above = parents_[node];
    if (above == kNoIndex) {
      jumps_[node] = node;
    } else {
      depths_[node] = depths_[above] + 1;
      const std::uint32_t jump = jumps_[above];
      // Two jumps of equal length above make one of twice the length and one.
      jumps_[node] = depths_[above] - depths_[jump] ==
                             depths_[jump] - depths_[jumps_[jump]]
                         ? jumps_[jump]
                         : above;
    }
    const auto family = children(node);
    stack.insert(stack.end(), family.rbegin(), family.rend());
  }
  numbered_in_pre_order_ = size() == capacity();
  for (std::size_t i = order_.size(); i-- > 0;) {
    const std::uint32_t node = order_[i];
    if (node != i) numbered_in_pre_order_ = false;
    sizes_[node] += 1;
    if (parents_[node] != kNoIndex) sizes_[parents_[node]] += sizes_[node];
  }
}

std::uint32_t Forest::root(std::uint32_t node) const {
  // The roots lie in pre-order as the nodes do, each before its tree.
  const auto after =
      std::upper_bound(roots_.begin(), roots_.end(), positions_[node],
                       [this](std::uint32_t position, std::uint32_t root) {
                         return position < positions_[root];
                       });
  return *(after - 1);
}

std::uint32_t Forest::LowestCommonAncestor(std::uint32_t a,
                                           std::uint32_t b) const {
  // Climb from a to the first node whose subtree holds b.
  while (!IsWithin(b, a)) {
    if (parents_[a] == kNoIndex) return kNoIndex;
    a = IsWithin(b, jumps_[a]) ? parents_[a] : jumps_[a];
  }
  return a;
}

}  // namespace zeren
