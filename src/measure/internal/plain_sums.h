// plain_sums.h -- the sums of columns all of whose values are known.

#ifndef ZEREN_MEASURE_INTERNAL_PLAIN_SUMS_H_
#define ZEREN_MEASURE_INTERNAL_PLAIN_SUMS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "src/core/internal/zeroed_array.h"
#include "zeren/measure/fold.h"

namespace zeren::internal {

// PlainSums
//
// For each slot the sum of its values in each column, side by side. Additions
// of one sum wait for each other, those of several do not: many columns are
// added up in little more time than two.
//
// A value that is no number, or a sum out of bounds, shows in the sums of all
// nodes above: nothing makes them finite again.
class PlainSums final : public FoldStates {
 public:
  // REQUIRES: the columns outlive the table.
  explicit PlainSums(std::vector<const double*> columns)
      : columns_(std::move(columns)) {}

  double sum(std::uint32_t slot, std::size_t column) const {
    return sums_[slot * columns_.size() + column];
  }

  std::unique_ptr<FoldStates> Another() const override;
  void Resize(std::size_t slots) override;
  void Clear(std::uint32_t slot) override;
  void Add(std::span<const CarrierRun> runs) override;
  void Combine(std::uint32_t into,
               std::span<const std::uint32_t> from) override;
  void CombineFrom(std::uint32_t into, const FoldStates& other,
                   std::uint32_t from) override;
  bool can_remove_repeats() const override { return false; }
  void RemoveRepeats(std::span<const CarrierRun>) override {}

 private:
  template <std::size_t kLanes>
  void AddTo(std::size_t first, std::span<const CarrierRun> runs);
  template <std::size_t kLanes>
  void CombineIn(std::size_t first, std::uint32_t into,
                 std::span<const std::uint32_t> from);

  const std::vector<const double*> columns_;
  ZeroedArray<double> sums_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_PLAIN_SUMS_H_
