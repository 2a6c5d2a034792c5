// live_roll_up.h -- roll-ups that follow days and changes.

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
#include "src/measure/internal/live_conditions.h"
#include "src/measure/internal/live_day.h"
#include "src/measure/internal/live_forest.h"
#include "src/measure/internal/live_ladder.h"
#include "src/measure/internal/live_lines.h"
#include "src/measure/internal/live_meetings.h"
#include "src/measure/internal/live_places.h"
#include "src/measure/internal/number_states.h"
#include "src/measure/internal/walker.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"

namespace zeren::internal {

// LiveRollUp
//
// The values of all nodes, as fresh roll-ups have them. An update
//
//   1. takes over how nodes hang together now (`LiveForest`, `LiveLines`),
//   2. finds the nodes in which something changed: what sits there, whether it
//      takes part, which children they have, or who meets there (`LivePlaces`,
//      `LiveConditions`, `LiveMeetings`),
//   3. folds these and all above them again, from the bottom up, in the order
//      in which a fresh roll-up adds: so it comes to the same bits.
//
// What sits in a node is read from the facts of the day, and not from a
// snapshot: the cost is that of the nodes concerned.
class LiveRollUp {
 public:
  // REQUIRES: `CanFollow` of all measures. O(organisation). Errors: those of
  // `ComputeRollUps`.
  static absl::StatusOr<std::unique_ptr<LiveRollUp>> Make(
      const Snapshot& first, std::span<const Measure> measures,
      const RollUpOptions& options);

  // Turns to another day, between which and the present one these turns lie.
  // False where that cannot be followed: some number is out of bounds, or lines
  // form a cycle. Nothing then holds any more, and a fresh one has to be made.
  [[nodiscard]] bool MoveTo(DayNumber day, std::span<const Touch> touches);
  // Turns to what changes made of the organisation. The same.
  [[nodiscard]] bool Take(Organization next, std::span<const Touch> touches);

  const Organization& organization() const { return day_.organization(); }
  DayNumber day() const { return day_.day(); }

  RollUpValue value(std::size_t measure, Node node) const;
  bool complete(std::size_t measure) const;

  // The nodes whose value of a measure the last update has made anew.
  std::span<const std::uint32_t> renewed(std::size_t measure) const {
    return groups_[tables_[measure].first]->renewed;
  }
  // How many nodes the last update folded again, over all sorts of carriers.
  std::size_t refolded() const { return refolded_; }

 private:
  using LiveWalker = Walker<LiveLadder, LivePlaces>;

  // Reads through a reader that gives way to another one.
  class Reader;
  struct Table {
    std::shared_ptr<Reader> reader;
    std::shared_ptr<const NumberSource> source;
    std::unique_ptr<NumberStates> states;
    // Where lines pass on shares: each carrier once, see `RollUp::Rep`.
    std::unique_ptr<NumberStates> counts;
    LiveWalker walker;
  };
  // Measures of the same carriers.
  struct Group {
    CarrierSet carriers;
    std::unique_ptr<LivePlaces> places;
    // Of carriers that may sit in several nodes: in a forest who meets where;
    // elsewhere, by node, whether one that does sits there or below.
    std::optional<LiveMeetings> meetings;
    std::optional<std::vector<std::uint8_t>> has_several;
    std::vector<Table> tables;
    std::size_t slots = 0;
    Indices renewed;
  };

  LiveRollUp(const Snapshot& first, std::span<const Measure> measures,
             const RollUpOptions& options, std::span<const RollUp> roll_ups);
  // The place of the group of such carriers, which is made at first use.
  std::size_t GroupOf(const CarrierSet& carriers);
  Table MakeTable(const Group& group, const Measure& measure,
                  const RollUp& fresh);

  bool Update(std::vector<Touch> touches);
  void AddTaskCycles(std::vector<Touch>& touches);
  bool UpdateLadder(std::span<const Touch> touches,
                    const LiveForest::Moves& units, LiveForest::Moves& moves);
  bool UpdateGroup(Group& group, std::span<const Touch> touches,
                   std::span<const Node> reached,
                   const LiveForest::Moves& moves);
  void Refold(Group& group, const Indices& nodes);
  void FindSeveral(Group& group, std::uint32_t node);
  void MakeRoom(Group& group);

  const Hierarchy by_;
  const bool split_;
  LiveDay day_;
  LiveForest units_;
  std::optional<LiveForest> others_;  // Posts or tasks.
  std::optional<LiveLines> lines_;
  const LiveLadder* ladder_;  // One of the three.
  LiveConditions conditions_;
  std::vector<std::unique_ptr<Group>> groups_;
  // By measure: its group, and the place of its table there.
  std::vector<std::pair<std::size_t, std::size_t>> tables_;
  bool tasks_cut_;
  std::size_t refolded_ = 0;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_ROLL_UP_H_
