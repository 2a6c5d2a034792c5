// live_lines.h -- several kinds of unit lines, kept up to date.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_LINES_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_LINES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "src/measure/internal/ladder.h"
#include "src/measure/internal/line_edges.h"
#include "src/measure/internal/live_day.h"
#include "src/measure/internal/live_forest.h"
#include "src/measure/internal/live_ladder.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

// LiveLines
//
// As the `Ladder` of several kinds of lines. Cycles are not followed: where one
// closes, or one was cut and lines move, the ladder has to be made anew.
class LiveLines final : public LiveLadder {
 public:
  // REQUIRES: all but `first` and `options` outlive this. O(units and lines).
  LiveLines(LiveDay& day, const LiveForest& units, const Ladder& first,
            const RollUpOptions& options);

  bool in_force(std::uint32_t unit) const override {
    return units_.in_force(unit);
  }
  std::size_t capacity() const override { return units_.capacity(); }
  std::span<const std::uint32_t> parents(std::uint32_t unit) const override {
    return parents_[unit];
  }
  std::span<const std::uint32_t> children(std::uint32_t unit) const override {
    return children_[unit];
  }
  std::span<const double> shares(std::uint32_t unit) const override {
    if (!split_) return {};
    return shares_[unit];
  }
  bool ways_meet(std::uint32_t unit) const override {
    return ways_meet_[unit] != 0;
  }
  bool is_forest() const override { return false; }
  bool cut() const override { return cut_ || units_.cut(); }

  // Takes over what the day says of these units, and of all that moved. Appends
  // the units of which something below is another now. False where the ladder
  // has to be made anew: a cycle was cut or closes, shares are not whole, or
  // there are no lines of a kind any more. O(units above those), and O(lines)
  // where the profile does not list a kind.
  [[nodiscard]] bool Update(std::span<const std::uint32_t> units,
                            const LiveForest::Moves& moves,
                            std::vector<std::uint32_t>& changed);

 private:
  void MakeRoom();
  bool KindsAreThere();
  std::vector<LineEdge> LinesNow(std::uint32_t unit) const;
  void Link(std::uint32_t unit, std::uint32_t parent);
  void Unlink(std::uint32_t unit, std::uint32_t parent);
  bool IsAboveItself(std::uint32_t unit) const;
  void FindMeetings(std::span<const std::uint32_t> units);

  LiveDay& day_;
  const LiveForest& units_;
  const std::vector<std::string> lines_;
  const bool split_;
  LineKinds kinds_;
  bool cut_;
  std::vector<std::vector<LineEdge>> up_;  // Cut cycles included.
  std::vector<std::vector<std::uint32_t>> parents_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::vector<std::vector<double>> shares_;  // As children; if split.
  std::vector<std::uint8_t> ways_meet_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_LINES_H_
