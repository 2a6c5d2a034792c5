// column_roll_up.h -- columns of numbers rolled up a forest, without an
// organisation.
//
// For numbers that are many and have no names: generated ones, or those of a
// store of your own. Carriers are the indices of columns; those that sit in a
// node follow one another:
//
//   const Forest forest(parents, present, less);
//   // Carriers begins[node] to begins[node + 1] - 1 sit in a node.
//   absl::StatusOr<ColumnRollUp> sums =
//       ColumnRollUp::Make(forest, begins, {{.values = hours}});
//   sums->value(0, top).number;
//   hours[7] = 12;
//   sums->Update({node_of_7});  // That node and those above it.

#ifndef ZEREN_MEASURE_COLUMN_ROLL_UP_H_
#define ZEREN_MEASURE_COLUMN_ROLL_UP_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "zeren/core/forest.h"
#include "zeren/measure/hierarchy.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"

namespace zeren {

// Values of all carriers, and how they combine. `known` and `weights` may be
// empty: all known, all 1.
struct ValueColumn {
  std::span<const double> values = {};
  std::span<const std::uint8_t> known = {};
  std::span<const double> weights = {};
  Combiner combiner = Combiner::kSum;
  bool whole = false;  // See `Measure`, here and below.
  std::vector<double> edges = {};
  Missing missing = Missing::kExclude;
};

// ColumnRollUp
//
// The values of all nodes, for each of some columns: as `RollUp`, and with the
// same order of additions. It reads the columns where they are, and never
// copies them.
//
// Thread-safety: compatible. Movable, not copyable.
class ColumnRollUp {
 public:
  // Rolls all columns up in one pass. `threads`: 0 for two where that pays.
  // O(carriers + nodes).
  //
  // Errors: kInvalidArgument if `begins` does not have one element more than
  // the forest has indices, does not rise or does not end at the length of each
  // column, and for a number that is none; kOutOfRange and kResourceExhausted
  // as `ComputeRollUp`; kInvalidArgument for `kTop` and `kWorst`, whose results
  // name carriers or places on a scale.
  //
  // REQUIRES: the forest and all that the spans view outlive the result.
  static absl::StatusOr<ColumnRollUp> Make(
      const Forest& forest, std::span<const std::uint32_t> begins,
      const std::vector<ValueColumn>& columns, int threads = 0);
  ColumnRollUp(ColumnRollUp&&);
  ColumnRollUp& operator=(ColumnRollUp&&);
  ~ColumnRollUp();

  // The value of a node that is present. O(1).
  RollUpValue value(std::size_t column, std::uint32_t node) const;

  // Rolls up again after values of carriers in these nodes have changed. The
  // result is that of a fresh roll-up, to the last bit. O(carriers and children
  // of these nodes and of those above). Errors: as `Make`; values are then
  // those of no roll-up, and the next `Update` must name the node again.
  absl::Status Update(std::span<const std::uint32_t> nodes);

 private:
  struct Rep;
  explicit ColumnRollUp(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace zeren

#endif  // ZEREN_MEASURE_COLUMN_ROLL_UP_H_
