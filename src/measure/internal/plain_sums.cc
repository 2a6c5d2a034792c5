#include "src/measure/internal/plain_sums.h"

#include <algorithm>
#include <array>
#include <bit>
#include <type_traits>

#include "src/core/internal/parallel_for.h"

namespace zeren::internal {
namespace {

// How many nodes a step takes: few enough that their sums stay in the cache
// until their parents ask for them.
constexpr std::size_t kNodesOfStep = 16'384;

// Calls `visit(lanes, first)` for groups of columns that follow one another, as
// wide as they can be: the compiler keeps a sum for each in a register, and
// additions to one need not wait for those to another.
template <typename Visit>
void ForEachGroup(std::size_t columns, const Visit& visit) {
  std::size_t first = 0;
  const auto take = [&](auto lanes) {
    for (; columns - first >= lanes; first += lanes) visit(lanes, first);
  };
  take(std::integral_constant<std::size_t, 8>());
  take(std::integral_constant<std::size_t, 4>());
  take(std::integral_constant<std::size_t, 2>());
  take(std::integral_constant<std::size_t, 1>());
}

// ----------------------------------------------------- RunsAbreast of a single
// column
//
// With one column, a sum waits for each addition, and how many values the next
// node has is a guess that the processor mostly loses. So several nodes are
// summed up abreast, as long as the longest of them takes; those that are
// through go on adding 0, which changes no sum that began with 0.

constexpr std::size_t kAbreast = 8;
// Beyond this, one node could keep all others waiting.
constexpr std::uint32_t kLongest = 64;
// How far ahead values are asked for: eight places at once are too many for the
// processor to see by itself that all are read from front to back.
constexpr std::uint32_t kAhead = 512;
constexpr std::uint32_t kValuesOfCacheLine = 64 / sizeof(double);

using TwoNumbers [[gnu::vector_size(16)]] = double;
using TwoMasks [[gnu::vector_size(16)]] = long long;

struct RunsAbreast {
  std::array<std::uint32_t, kAbreast> begins;
  std::array<std::uint32_t, kAbreast> counts;
  std::uint32_t longest = 0;
  std::uint32_t last_begin = 0;

  RunsAbreast(std::span<const std::uint32_t> all_begins,
              const std::uint32_t* nodes) {
    for (std::size_t k = 0; k < kAbreast; ++k) {
      begins[k] = all_begins[nodes[k]];
      counts[k] = all_begins[nodes[k] + 1] - begins[k];
      longest = std::max(longest, counts[k]);
      last_begin = std::max(last_begin, begins[k]);
    }
  }
  // Whether reading as many values of each run as the longest has is worth it,
  // and stays among the `size` values that there are.
  bool fit(std::size_t size) const {
    return longest <= kLongest && end() <= size;
  }
  // No value of any run comes later.
  std::size_t end() const { return std::size_t{last_begin} + longest; }
};

std::array<double, kAbreast> SumAbreast(const RunsAbreast& runs,
                                        const double* values) {
  const double* from[kAbreast];
  TwoNumbers sums[kAbreast / 2] = {};
  TwoNumbers ends[kAbreast / 2];
  for (std::size_t k = 0; k < kAbreast; ++k) {
    from[k] = values + runs.begins[k];
    ends[k / 2][k % 2] = runs.counts[k];
  }
  TwoNumbers at = {0, 0};
  for (std::uint32_t i = 0; i < runs.longest; ++i) {
    for (std::size_t k = 0; k < kAbreast / 2; ++k) {
      const TwoNumbers next = {from[2 * k][i], from[2 * k + 1][i]};
      const TwoMasks is_own = at < ends[k];
      sums[k] +=
          std::bit_cast<TwoNumbers>(std::bit_cast<TwoMasks>(next) & is_own);
    }
    at += 1.0;
  }
  std::array<double, kAbreast> result;
  for (std::size_t k = 0; k < kAbreast; ++k) result[k] = sums[k / 2][k % 2];
  return result;
}

}  // namespace

void PlainSums::SetToOwn(Nodes nodes) {
  ForEachGroup(columns_.size(), [&](auto lanes, std::size_t first) {
    if constexpr (lanes == 1) {
      SetOneToOwn(first, nodes);
    } else {
      SetToOwn<lanes>(first, nodes);
    }
  });
}

template <std::size_t kLanes>
void PlainSums::SetToOwn(std::size_t first, Nodes nodes) {
  std::array<const double*, kLanes> columns;
  std::copy_n(&columns_[first], kLanes, columns.begin());
  for (const std::uint32_t node : nodes) {
    std::array<double, kLanes> sums = {};
    for (std::uint32_t i = begins_[node]; i < begins_[node + 1]; ++i) {
      for (std::size_t k = 0; k < kLanes; ++k) sums[k] += columns[k][i];
    }
    std::copy_n(sums.begin(), kLanes, Cells(node) + first);
  }
}

void PlainSums::SetOneToOwn(std::size_t column, Nodes nodes) {
  const double* const values = columns_[column];
  for (; nodes.size() >= kAbreast; nodes = nodes.subspan(kAbreast)) {
    const RunsAbreast runs(begins_, nodes.data());
    if (!runs.fit(begins_.back())) {
      SetToOwn<1>(column, nodes.first(kAbreast));
      continue;
    }
    // In a function of its own, GCC takes this for nothing and drops the call.
    const std::size_t ahead = std::size_t{runs.begins.front()} + kAhead;
    const std::size_t end =
        std::min({runs.end() + kAhead, ahead + kAbreast * kLongest,
                  std::size_t{begins_.back()}});
    for (std::size_t i = ahead; i < end; i += kValuesOfCacheLine) {
      __builtin_prefetch(values + i);
    }
    const std::array<double, kAbreast> sums = SumAbreast(runs, values);
    for (std::size_t k = 0; k < kAbreast; ++k) {
      Cells(nodes[k])[column] = sums[k];
    }
  }
  SetToOwn<1>(column, nodes);
}

// REQUIRES: the sums of all children are those of all at and below them.
void PlainSums::AddChildren(Nodes nodes) {
  ForEachGroup(columns_.size(), [&](auto lanes, std::size_t first) {
    AddChildren<lanes>(first, nodes);
  });
}

template <std::size_t kLanes>
void PlainSums::AddChildren(std::size_t first, Nodes nodes) {
  for (const std::uint32_t node : nodes) {
    double* const cells = Cells(node) + first;
    std::array<double, kLanes> sums;
    std::copy_n(cells, kLanes, sums.begin());
    for (const std::uint32_t child : forest_.children(node)) {
      const double* const from = Cells(child) + first;
      for (std::size_t k = 0; k < kLanes; ++k) sums[k] += from[k];
    }
    std::copy_n(sums.begin(), kLanes, cells);
  }
}

void PlainSums::Fold(std::size_t threads) {
  const std::size_t size = forest_.size();
  const std::size_t steps = (size + kNodesOfStep - 1) / kNodesOfStep;
  std::vector<std::vector<std::uint32_t>> open(steps);
  ParallelFor(steps, threads, [&](std::size_t step) {
    const std::size_t begin = step * kNodesOfStep;
    open[step] = FoldStep(begin, std::min(begin + kNodesOfStep, size));
  });
  for (std::size_t step = steps; step-- > 0;) Refold(open[step]);
}

// Sums up the nodes at these positions. Returns those of them, from the bottom
// up, that have some below them beyond: they have only their own values.
std::vector<std::uint32_t> PlainSums::FoldStep(std::size_t begin,
                                               std::size_t end) {
  const Nodes order = forest_.pre_order();
  const Nodes nodes = order.subspan(begin, end - begin);
  SetToOwn(nodes);
  // They are those above the node that comes next.
  std::vector<std::uint32_t> open;
  if (end < order.size()) {
    std::uint32_t node = forest_.parent(order[end]);
    while (node != kNoIndex && forest_.position(node) >= begin) {
      open.push_back(node);
      node = forest_.parent(node);
    }
  }
  // Whether there are children is not asked with a branch, which would be one
  // more guess for each node.
  std::vector<std::uint32_t> parents(nodes.size());
  std::size_t count = 0;
  auto next_open = open.begin();
  for (std::size_t i = nodes.size(); i-- > 0;) {
    parents[count] = nodes[i];
    if (next_open != open.end() && nodes[i] == *next_open) {
      ++next_open;
      continue;
    }
    count += forest_.children(nodes[i]).empty() ? 0 : 1;
  }
  AddChildren(Nodes(parents).first(count));
  return open;
}

void PlainSums::Refold(Nodes nodes) {
  for (const std::uint32_t node : nodes) {
    SetToOwn(Nodes(&node, 1));
    AddChildren(Nodes(&node, 1));
  }
}

}  // namespace zeren::internal
