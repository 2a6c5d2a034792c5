// number_states.h -- the values of nodes where they are numbers.

#ifndef ZEREN_MEASURE_INTERNAL_NUMBER_STATES_H_
#define ZEREN_MEASURE_INTERNAL_NUMBER_STATES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "src/measure/internal/number_source.h"
#include "src/measure/internal/placement.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"

namespace zeren::internal {

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
