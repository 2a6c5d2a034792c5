// carrier_reader.h -- reads carriers block by block, those that meet a filter.

#ifndef ZEREN_MEASURE_INTERNAL_CARRIER_READER_H_
#define ZEREN_MEASURE_INTERNAL_CARRIER_READER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "src/measure/internal/places.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/condition.h"

namespace zeren::internal {

// One block of carriers, each with a node of the caller's choice, and what was
// read of them.
struct CarrierBlock {
  std::array<std::uint32_t, kReadBlock> carriers;
  std::array<std::uint32_t, kReadBlock> nodes;
  std::array<Taken, kReadBlock> taken;
  std::array<double, kReadBlock> values;
  std::array<double, kReadBlock> weights;
  std::size_t size = 0;
};

// CarrierReader
//
// A measure, opened on a snapshot, for carriers that meet a condition.
//
// Thread-safety: immutable.
class CarrierReader {
 public:
  CarrierReader(const Places* places, Combiner combiner, Condition where,
                std::unique_ptr<const MeasureReader> reader)
      : places_(places),
        weighted_(combiner == Combiner::kWeightedMean),
        where_(std::move(where)),
        asks_(!where_.empty()),
        reader_(std::move(reader)) {}

  // Whether the measure gave a reader at all.
  bool opened() const { return reader_ != nullptr; }

  // Reads the carriers of a block, whose `size` is not 0.
  void Read(const Snapshot& snapshot, CarrierBlock& block) const;

  // The tally of carrier i of a block alone; it takes part.
  Tally TallyOf(const CarrierBlock& block, std::size_t i) const {
    Tally tally;
    if (block.taken[i] == Taken::kUnknown) {
      tally.unknown = 1;
      return tally;
    }
    tally.known = 1;
    tally.sum = block.values[i];
    if (weighted_) {
      tally.weight = block.weights[i];
      tally.weighted = tally.weight * tally.sum;
    }
    return tally;
  }

 private:
  const Places* places_;
  bool weighted_;
  Condition where_;
  bool asks_;
  std::unique_ptr<const MeasureReader> reader_;
};

// CarrierStream
//
// Takes carriers one by one and hands those that take part to
// `take(node, carrier, tally)`, in the same order. `Finish()` must come last.
template <typename Take>
class CarrierStream {
 public:
  CarrierStream(const Snapshot& snapshot, const CarrierReader& reader,
                Take take)
      : snapshot_(snapshot), reader_(reader), take_(std::move(take)) {}

  void Add(std::uint32_t node, std::uint32_t carrier) {
    block_.nodes[block_.size] = node;
    block_.carriers[block_.size] = carrier;
    if (++block_.size == kReadBlock) Finish();
  }
  void Finish() {
    if (block_.size == 0) return;
    reader_.Read(snapshot_, block_);
    for (std::size_t i = 0; i < block_.size; ++i) {
      if (block_.taken[i] == Taken::kNot) continue;
      take_(block_.nodes[i], block_.carriers[i], reader_.TallyOf(block_, i));
    }
    block_.size = 0;
  }

 private:
  const Snapshot& snapshot_;
  const CarrierReader& reader_;
  Take take_;
  CarrierBlock block_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_CARRIER_READER_H_
