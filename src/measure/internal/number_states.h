// number_states.h -- the values of nodes where they are numbers.

#ifndef ZEREN_MEASURE_INTERNAL_NUMBER_STATES_H_
#define ZEREN_MEASURE_INTERNAL_NUMBER_STATES_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "src/measure/internal/placement.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/condition.h"

namespace zeren::internal {

// The greatest whole number that doubles tell from the next one.
inline constexpr double kWholeLimit = 0x1p53 - 1;

// A block of carriers, and what was read of them.
struct CarrierBlock {
  std::array<std::uint32_t, kReadBlock> carriers;
  std::array<std::uint32_t, kReadBlock> slots;
  std::array<Taken, kReadBlock> taken;
  std::array<double, kReadBlock> values;
  std::array<double, kReadBlock> weights;
  std::size_t size = 0;
};

// NumberSource
//
// A measure, opened on a snapshot, for carriers that meet a condition. Columns
// that belong to no snapshot have none, and no condition.
class NumberSource {
 public:
  NumberSource(std::shared_ptr<const Snapshot> snapshot, Measure measure,
               Missing missing, Condition where,
               std::shared_ptr<const MeasureReader> reader)
      : snapshot_(std::move(snapshot)),
        measure_(std::move(measure)),
        carriers_(measure_.carriers()),
        missing_(missing),
        where_(std::move(where)),
        asks_(!where_.empty()),
        weighted_(measure_.combiner == Combiner::kWeightedMean ||
                  measure_.combiner == Combiner::kRatio),
        reader_(std::move(reader)) {}

  const Snapshot& snapshot() const { return *snapshot_; }
  const Measure& measure() const { return measure_; }
  Missing missing() const { return missing_; }

  // Reads the carriers of a block, whose `size` is not 0. Unknown values read
  // as 0.
  void Read(CarrierBlock& block) const;
  // See `MeasureReader::column`; empty if there is a condition.
  std::span<const double> column() const {
    return asks_ ? std::span<const double>() : reader_->column();
  }
  Node NodeOf(std::uint32_t carrier) const;

  // Whether a number that was read, or a sum, was out of bounds. Results are
  // then worth nothing.
  bool faulty() const { return faulty_; }
  void NoteFault() const { faulty_ = true; }
  void ForgetFault() const { faulty_ = false; }
  // Says what is wrong with the value of a carrier; OK if nothing is.
  absl::Status Judge(std::uint32_t carrier) const;

 private:
  bool IsSound(double value, double weight) const;

  const std::shared_ptr<const Snapshot> snapshot_;
  const Measure measure_;
  const CarrierSet carriers_;
  const Missing missing_;
  const Condition where_;
  const bool asks_;
  const bool weighted_;
  const std::shared_ptr<const MeasureReader> reader_;
  mutable std::atomic<bool> faulty_ = false;
};

// NumberStates
//
// For each slot how many values are known and unknown, and some cells: what its
// combiner needs.
class NumberStates : public FoldStates {
 public:
  static std::unique_ptr<NumberStates> Make(
      std::shared_ptr<const NumberSource> source);

  const NumberSource& source() const { return *source_; }
  RollUpValue ValueAt(std::uint32_t slot) const;
  // The counts and cells of a slot, as `Contribution::parts`.
  std::vector<double> PartsAt(std::uint32_t slot) const;
  void SetParts(std::uint32_t slot, const std::vector<double>& parts);
  // Whether a sum in a slot is out of bounds.
  bool Exceeds(std::uint32_t slot) const;

  bool thread_safe() const override { return source_->measure().thread_safe; }

 protected:
  NumberStates(std::shared_ptr<const NumberSource> source, std::size_t width)
      : source_(std::move(source)), width_(width) {}
  double* cells(std::uint32_t slot) { return &cells_[slot * width_]; }
  const double* cells(std::uint32_t slot) const {
    return &cells_[slot * width_];
  }

  std::shared_ptr<const NumberSource> source_;
  std::size_t width_;
  std::vector<double> cells_;
  std::vector<std::uint32_t> known_;
  std::vector<std::uint32_t> unknown_;
};

// Says what is wrong where what is no number was read, or too much was added
// up: the first carrier whose value is none, in the order of `nodes`, which
// goes from the top down, or the lowest node that exceeds.
absl::Status FaultOf(
    const NumberSource& source, const Placement& placement,
    std::span<const std::uint32_t> nodes,
    const std::function<bool(std::uint32_t node)>& exceeds,
    const std::function<std::string(std::uint32_t node)>& name_of);

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_NUMBER_STATES_H_
