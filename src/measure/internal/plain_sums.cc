#include "src/measure/internal/plain_sums.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace zeren::internal {
namespace {

// Calls `visit(lanes, first)` for groups of columns that follow one another, as
// wide as they can be: the compiler keeps a sum for each in a register.
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

}  // namespace

std::unique_ptr<FoldStates> PlainSums::Another() const {
  return std::make_unique<PlainSums>(columns_);
}

void PlainSums::Resize(std::size_t slots) {
  sums_ = ZeroedArray<double>(slots * columns_.size());
}

void PlainSums::Clear(std::uint32_t slot) {
  std::fill_n(&sums_[slot * columns_.size()], columns_.size(), 0.0);
}

void PlainSums::Add(std::span<const CarrierRun> runs) {
  ForEachGroup(columns_.size(), [&](auto lanes, std::size_t first) {
    AddTo<lanes>(first, runs);
  });
}

template <std::size_t kLanes>
void PlainSums::AddTo(std::size_t first, std::span<const CarrierRun> runs) {
  std::array<const double*, kLanes> columns;
  std::copy_n(&columns_[first], kLanes, columns.begin());
  for (const CarrierRun& run : runs) {
    double* const cells = &sums_[run.slot * columns_.size() + first];
    std::array<double, kLanes> sums;
    for (std::size_t k = 0; k < kLanes; ++k) sums[k] = cells[k];
    const std::uint32_t end = run.first + run.count;
    for (std::uint32_t i = run.first; i < end; ++i) {
      for (std::size_t k = 0; k < kLanes; ++k) sums[k] += columns[k][i];
    }
    for (std::size_t k = 0; k < kLanes; ++k) cells[k] = sums[k];
  }
}

void PlainSums::Combine(std::uint32_t into,
                        std::span<const std::uint32_t> from) {
  ForEachGroup(columns_.size(), [&](auto lanes, std::size_t first) {
    CombineIn<lanes>(first, into, from);
  });
}

template <std::size_t kLanes>
void PlainSums::CombineIn(std::size_t first, std::uint32_t into,
                          std::span<const std::uint32_t> from) {
  double* const cells = &sums_[into * columns_.size() + first];
  std::array<double, kLanes> sums;
  for (std::size_t k = 0; k < kLanes; ++k) sums[k] = cells[k];
  for (const std::uint32_t slot : from) {
    const double* const others = &sums_[slot * columns_.size() + first];
    for (std::size_t k = 0; k < kLanes; ++k) sums[k] += others[k];
  }
  for (std::size_t k = 0; k < kLanes; ++k) cells[k] = sums[k];
}

void PlainSums::CombineFrom(std::uint32_t into, const FoldStates& other,
                            std::uint32_t from) {
  const PlainSums& others = static_cast<const PlainSums&>(other);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    sums_[into * columns_.size() + i] += others.sum(from, i);
  }
}

}  // namespace zeren::internal
