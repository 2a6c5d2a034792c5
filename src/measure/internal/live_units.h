// live_units.h -- the primary forest of units, kept up to date.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_UNITS_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_UNITS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "src/measure/internal/live_day.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// LiveUnits
//
// The same forest as `Units::forest` of a snapshot of the day.
class LiveUnits {
 public:
  // REQUIRES: `first` shows the organisation and day of `day`, which outlives
  // this. O(units).
  LiveUnits(LiveDay& day, const Snapshot& first);

  bool in_force(std::uint32_t unit) const {
    return unit < in_force_.size() && in_force_[unit] != 0;
  }
  // `kNoIndex`: none.
  std::uint32_t parent(std::uint32_t unit) const { return parents_[unit]; }
  // In order of id.
  std::span<const std::uint32_t> children(std::uint32_t unit) const {
    return children_[unit];
  }
  std::size_t capacity() const { return parents_.size(); }
  // Whether a cycle was cut.
  bool cut() const { return cuts_ > 0; }

  // What became otherwise; units may come twice.
  struct Moves {
    std::vector<std::uint32_t> changed;   // In force, or with other children.
    std::vector<std::uint32_t> moved;     // Has another parent.
    std::vector<std::uint32_t> switched;  // In force now, or no longer.
  };
  // Takes over what the day now says of some units, and of all that depend on
  // them. O(depth * units concerned).
  Moves Update(std::span<const std::uint32_t> units);

  // These nodes and all above them, each once, children before parents. Those
  // that are not in force are left out.
  std::vector<std::uint32_t> WithAllAbove(
      std::span<const std::uint32_t> units) const;

 private:
  void LookAgain(std::uint32_t unit, Moves& moves);
  void Link(std::uint32_t unit, std::uint32_t parent);
  void Unlink(std::uint32_t unit, std::uint32_t parent);
  // Where the way up from a unit ends, as it was before and as it is now.
  std::uint32_t OldTop(std::uint32_t unit) const;
  std::uint32_t NewTop(std::uint32_t unit);
  bool IsInForceNow(std::uint32_t unit);

  LiveDay& day_;
  std::vector<std::uint8_t> in_force_;
  std::vector<std::uint8_t> is_cut_;
  std::vector<std::uint32_t> parents_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::size_t cuts_ = 0;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_UNITS_H_
