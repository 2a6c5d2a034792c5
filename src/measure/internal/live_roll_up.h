// live_roll_up.h -- roll-ups over units that follow days and changes.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_ROLL_UP_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_ROLL_UP_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "src/measure/internal/live_day.h"
#include "src/measure/internal/live_places.h"
#include "src/measure/internal/live_units.h"
#include "src/measure/internal/number_states.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"

namespace zeren::internal {

// LiveRollUp
//
// The values of all units, as fresh roll-ups have them. An update
//
//   1. takes over how units hang together now (`LiveUnits`),
//   2. finds the units in which something changed: what sits there, which
//      children they have, or who meets there (`LivePlaces`, `LiveMeetings`),
//   3. folds these and all above them again, from the bottom up, in the order
//      in which a fresh roll-up adds: so it comes to the same bits.
//
// What sits in a unit is read from the facts of the day, and not from a
// snapshot: the cost is that of the units concerned.
class LiveRollUp {
 public:
  // REQUIRES: `CanFollow` of all measures. O(organisation). Errors: those of
  // `ComputeRollUps`.
  static absl::StatusOr<std::unique_ptr<LiveRollUp>> Make(
      const Snapshot& first, std::span<const Measure> measures,
      const RollUpOptions& options);

  // Turns to another day, between which and the present one these turns lie.
  // False if some number is out of bounds: nothing then holds any more.
  [[nodiscard]] bool MoveTo(DayNumber day, std::span<const Touch> touches);
  // Turns to what changes made of the organisation. The same.
  [[nodiscard]] bool Take(Organization next, std::span<const Touch> touches);

  const Organization& organization() const { return day_.organization(); }
  DayNumber day() const { return day_.day(); }

  RollUpValue value(std::size_t measure, Node node) const;
  bool complete(std::size_t measure) const;

  // The units whose value of a measure the last update has made anew.
  std::span<const std::uint32_t> renewed(std::size_t measure) const {
    return groups_[tables_[measure].first]->renewed;
  }
  // How many units the last update folded again, over all sorts of carriers.
  std::size_t refolded() const { return refolded_; }

 private:
  // Reads through a reader that gives way to another one.
  class Reader;
  struct Table {
    std::shared_ptr<Reader> reader;
    std::shared_ptr<const NumberSource> source;
    std::unique_ptr<FoldStates> states;
  };
  // Measures of the same carriers.
  struct Group {
    Group(LiveDay& day, const LiveUnits& units, const CarrierSet& of)
        : carriers(of), places(day, units, of) {}

    CarrierSet carriers;
    LivePlaces places;
    std::optional<LiveMeetings> meetings;  // Of persons.
    std::vector<Table> tables;
    std::size_t slots = 0;
    std::vector<std::uint32_t> renewed;
  };

  LiveRollUp(const Snapshot& first, std::span<const Measure> measures,
             const RollUpOptions& options, std::span<const RollUp> roll_ups);

  bool Update(std::vector<Touch> touches);
  void UpdateTaskCycles(std::vector<Touch>& touches);
  void Refold(Group& group, std::vector<std::uint32_t> units);
  void MakeRoom(Group& group);

  LiveDay day_;
  LiveUnits units_;
  std::vector<std::unique_ptr<Group>> groups_;
  // By measure: its group, and the place of its table there.
  std::vector<std::pair<std::size_t, std::size_t>> tables_;
  bool tasks_cut_;
  std::size_t refolded_ = 0;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_ROLL_UP_H_
