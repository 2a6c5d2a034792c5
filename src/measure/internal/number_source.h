// number_source.h -- the numbers that a measure gives to carriers.

#ifndef ZEREN_MEASURE_INTERNAL_NUMBER_SOURCE_H_
#define ZEREN_MEASURE_INTERNAL_NUMBER_SOURCE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "src/measure/internal/carrier_facts.h"
#include "zeren/measure/hierarchy.h"
#include "zeren/measure/measure.h"

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
// A measure, opened on a day, for the carriers that take part. Columns that
// belong to no organisation know nothing of their carriers, and all take part.
class NumberSource {
 public:
  // `carriers`: null for such columns.
  NumberSource(std::shared_ptr<const CarrierFacts> carriers, Measure measure,
               Missing missing, std::shared_ptr<const MeasureReader> reader)
      : carriers_(std::move(carriers)),
        measure_(std::move(measure)),
        missing_(missing),
        asks_(carriers_ != nullptr && carriers_->asks()),
        weighted_(measure_.combiner == Combiner::kWeightedMean ||
                  measure_.combiner == Combiner::kRatio),
        reader_(std::move(reader)) {}

  const CarrierFacts& carriers() const { return *carriers_; }
  const Measure& measure() const { return measure_; }
  Missing missing() const { return missing_; }

  // Reads the carriers of a block, whose `size` is not 0. Unknown values read
  // as 0.
  void Read(CarrierBlock& block) const;
  // See `MeasureReader::column`; empty if some do not take part.
  std::span<const double> column() const {
    return asks_ ? std::span<const double>() : reader_->column();
  }
  // Whether a number that was read, or a sum, was out of bounds. Results are
  // then worth nothing.
  bool faulty() const { return faulty_; }
  void NoteFault() const { faulty_ = true; }
  void ForgetFault() const { faulty_ = false; }
  // Says what is wrong with the value of a carrier; OK if nothing is.
  absl::Status Judge(std::uint32_t carrier) const;

 private:
  bool IsSound(double value, double weight) const;

  const std::shared_ptr<const CarrierFacts> carriers_;
  const Measure measure_;
  const Missing missing_;
  const bool asks_;
  const bool weighted_;
  const std::shared_ptr<const MeasureReader> reader_;
  mutable std::atomic<bool> faulty_ = false;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_NUMBER_SOURCE_H_
