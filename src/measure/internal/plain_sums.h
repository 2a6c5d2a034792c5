// plain_sums.h -- the sums of columns all of whose values are known.

#ifndef ZEREN_MEASURE_INTERNAL_PLAIN_SUMS_H_
#define ZEREN_MEASURE_INTERNAL_PLAIN_SUMS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "src/core/internal/zeroed_array.h"
#include "zeren/core/forest.h"

namespace zeren::internal {

// PlainSums
//
// For each node of a forest the sum of all values at and below it in each
// column, side by side: own values in order, then child nodes in order, as all
// roll-ups combine. These are the same bits as those of `FoldEngine`, of which
// this is the short way for additions alone: there is time for little besides
// reading the values of a nation.
//
// A value that is no number, or a sum out of bounds, shows in the sums of all
// nodes above: nothing makes them finite again.
class PlainSums {
 public:
  // Values begins[node] to begins[node + 1] - 1 of each column are a node's.
  // All sums are 0 until `Fold`. REQUIRES: all that is named outlives this.
  PlainSums(const Forest& forest, std::span<const std::uint32_t> begins,
            std::vector<const double*> columns)
      : forest_(forest),
        begins_(begins),
        columns_(std::move(columns)),
        sums_(forest.capacity() * columns_.size()) {}

  double sum(std::uint32_t node, std::size_t column) const {
    return sums_[node * columns_.size() + column];
  }

  // Sums up all nodes, with the same results on any number of threads.
  void Fold(std::size_t threads);
  // Sums up some nodes anew. REQUIRES: each comes after all those of them that
  // are below it.
  void Refold(std::span<const std::uint32_t> nodes);

 private:
  using Nodes = std::span<const std::uint32_t>;

  double* Cells(std::uint32_t node) { return &sums_[node * columns_.size()]; }

  std::vector<std::uint32_t> FoldStep(std::size_t begin, std::size_t end);
  void SetToOwn(Nodes nodes);
  template <std::size_t kLanes>
  void SetToOwn(std::size_t first, Nodes nodes);
  void SetOneToOwn(std::size_t column, Nodes nodes);
  void AddChildren(Nodes nodes);
  template <std::size_t kLanes>
  void AddChildren(std::size_t first, Nodes nodes);

  const Forest& forest_;
  const std::span<const std::uint32_t> begins_;
  const std::vector<const double*> columns_;
  ZeroedArray<double> sums_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_PLAIN_SUMS_H_
