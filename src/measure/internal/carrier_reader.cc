#include "src/measure/internal/carrier_reader.h"

#include <algorithm>

#include "zeren/graph/matching.h"

namespace zeren::internal {

void CarrierReader::Read(const Snapshot& snapshot, CarrierBlock& block) const {
  const std::size_t size = block.size;
  std::fill_n(block.taken.begin(), size, Taken::kKnown);
  std::fill_n(block.values.begin(), size, 1.0);
  if (weighted_) std::fill_n(block.weights.begin(), size, 1.0);
  reader_->Read(
      std::span(block.carriers).first(size),
      Readings{
          .taken = std::span(block.taken).first(size),
          .values = std::span(block.values).first(size),
          .weights = std::span(block.weights).first(weighted_ ? size : 0)});
  if (!asks_) return;
  for (std::size_t i = 0; i < size; ++i) {
    if (block.taken[i] != Taken::kNot &&
        !Matches(snapshot, places_->NodeOf(block.carriers[i]), where_)) {
      block.taken[i] = Taken::kNot;
    }
  }
}

}  // namespace zeren::internal
