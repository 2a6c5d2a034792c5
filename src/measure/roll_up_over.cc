#include "zeren/measure/roll_up_over.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "src/assign/internal/period_problem.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/measure/internal/ladder.h"
#include "src/measure/internal/live_roll_up.h"
#include "src/measure/internal/turns.h"
#include "zeren/measure/monitor.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::DayNumber;
using internal::DayRange;
using internal::FromDayNumber;
using internal::LiveRollUp;
using internal::ToAbsl;
using internal::Touch;
using internal::Touched;
using internal::Turn;

absl::Status CheckNodes(const Organization& organization,
                        std::span<const Node> nodes, Hierarchy by) {
  for (const Node node : nodes) {
    if (node.kind() == NodeKindOf(by) && organization.rep().Exists(node)) {
      continue;
    }
    return absl::InvalidArgumentError(ToAbsl(Concat(
        "a ", NameOf(node.kind()), " cannot be asked about over ", NameOf(by),
        "; ask for a ", NameOf(NodeKindOf(by)), " of the document")));
  }
  return absl::OkStatus();
}

// Says that from a day on a timeline has a value.
void Continue(RollUpTimeline& timeline, DayNumber day, RollUpValue value) {
  std::vector<RollUpTimeline::Step>& steps = timeline.steps;
  if (!steps.empty() && steps.back().value == value) return;
  const absl::CivilDay from =
      steps.empty() ? timeline.period.from : FromDayNumber(day);
  if (!steps.empty()) steps.back().period.to = from;
  steps.push_back({{from, timeline.period.to}, std::move(value)});
}

// Rolls up anew on each day on which something turns. `timelines` has those of
// the nodes for each measure.
absl::Status AddDayByDay(const Organization& organization,
                         std::span<const Measure> measures,
                         std::span<const Node> nodes, const DayRange& days,
                         const RollUpOptions& options,
                         std::span<RollUpTimeline* const> timelines) {
  std::vector<DayNumber> turns;
  for (const Turn& turn : internal::TurnsBetween(organization.rep(), options,
                                                 days.from, days.to - 1)) {
    turns.push_back(turn.day);
  }
  auto next = turns.begin();
  for (DayNumber day = days.from; day < days.to;) {
    const Snapshot snapshot = organization.AsOf(FromDayNumber(day));
    const absl::StatusOr<std::vector<RollUp>> roll_ups =
        ComputeRollUps(snapshot, measures, options);
    if (!roll_ups.ok()) return roll_ups.status();
    for (std::size_t m = 0; m < measures.size(); ++m) {
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        RollUpTimeline& timeline = *timelines[m * nodes.size() + i];
        Continue(timeline, day, (*roll_ups)[m].value(nodes[i]));
        timeline.complete = timeline.complete && (*roll_ups)[m].complete();
      }
    }
    next = std::upper_bound(next, turns.end(), day);
    day = internal::NextRiskOfWholes(snapshot,
                                     next == turns.end() ? days.to : *next);
  }
  return absl::OkStatus();
}

// Looks again at what turns, and at nothing else.
absl::Status AddByFollowing(const Organization& organization,
                            std::span<const Measure> measures,
                            std::span<const Node> nodes, const DayRange& days,
                            const RollUpOptions& options,
                            std::span<RollUpTimeline* const> timelines) {
  absl::StatusOr<std::unique_ptr<LiveRollUp>> live = LiveRollUp::Make(
      organization.AsOf(FromDayNumber(days.from)), measures, options);
  if (!live.ok()) return live.status();
  absl::flat_hash_map<std::uint32_t, std::vector<std::size_t>> asked;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    asked[nodes[i].index()].push_back(i);
  }
  std::vector<std::uint8_t> complete(measures.size(), 1);
  const auto continue_with = [&](std::size_t m, std::size_t i) {
    Continue(*timelines[m * nodes.size() + i], (*live)->day(),
             (*live)->value(m, nodes[i]));
  };
  for (std::size_t m = 0; m < measures.size(); ++m) {
    complete[m] = (*live)->complete(m);
    for (std::size_t i = 0; i < nodes.size(); ++i) continue_with(m, i);
  }
  const std::vector<Turn> turns = internal::TurnsBetween(
      organization.rep(), options, days.from, days.to - 1);
  std::vector<Touch> touches;
  for (std::size_t t = 0; t < turns.size();) {
    const DayNumber day = turns[t].day;
    touches.clear();
    for (; t < turns.size() && turns[t].day == day; ++t) {
      touches.push_back(turns[t].touch);
    }
    const bool followed = (*live)->MoveTo(day, touches);
    if (!followed) {
      // A fresh roll-up says what is wrong, or goes on.
      live = LiveRollUp::Make(organization.AsOf(FromDayNumber(day)), measures,
                              options);
      if (!live.ok()) return live.status();
    }
    for (std::size_t m = 0; m < measures.size(); ++m) {
      complete[m] = complete[m] && (*live)->complete(m);
      if (!followed) {
        for (std::size_t i = 0; i < nodes.size(); ++i) continue_with(m, i);
        continue;
      }
      for (const std::uint32_t node : (*live)->renewed(m)) {
        const auto found = asked.find(node);
        if (found == asked.end()) continue;
        for (const std::size_t i : found->second) continue_with(m, i);
      }
    }
  }
  for (std::size_t t = 0; t < timelines.size(); ++t) {
    timelines[t]->complete = complete[t / nodes.size()] != 0;
  }
  return absl::OkStatus();
}

// Whether the nodes of a hierarchy may hang together otherwise after a turn.
bool Concerns(Hierarchy by, Touched what) {
  switch (by) {
    case Hierarchy::kUnits:
      return what == Touched::kUnit;
    case Hierarchy::kPosts:
      // Posts report by lines, and else by units and their heads.
      return what == Touched::kUnit || what == Touched::kPost ||
             what == Touched::kUnitPosts;
    case Hierarchy::kTasks:
      return false;  // Parts are parts on all days.
  }
  return true;
}

absl::StatusOr<std::vector<Node>> FindRoots(const Organization& organization,
                                            const DayRange& days,
                                            const RollUpOptions& options) {
  std::vector<DayNumber> turns = {days.from};
  for (const Turn& turn : internal::TurnsBetween(organization.rep(), options,
                                                 days.from, days.to - 1)) {
    if (turn.day != turns.back() && Concerns(options.by, turn.touch.what)) {
      turns.push_back(turn.day);
    }
  }
  const NodeKind kind = NodeKindOf(options.by);
  absl::flat_hash_set<std::uint32_t> found;
  std::vector<Node> roots;
  for (const DayNumber day : turns) {
    const Snapshot snapshot = organization.AsOf(FromDayNumber(day));
    const absl::StatusOr<internal::Ladder> ladder =
        internal::Ladder::Of(snapshot, options);
    if (!ladder.ok()) return ladder.status();
    for (const std::uint32_t root : ladder->roots()) {
      if (found.insert(root).second) roots.emplace_back(kind, root);
    }
  }
  std::sort(roots.begin(), roots.end(),
            [&](Node a, Node b) { return organization.Before(a, b); });
  return roots;
}

absl::StatusOr<std::vector<RollUpTimeline>> ComputeOver(
    const Organization& organization, std::span<const Measure> measures,
    std::span<const Node> nodes, const Period& period,
    const RollUpOptions& options) {
  std::vector<RollUpTimeline> timelines;
  for (const Measure& measure : measures) {
    for (const Node node : nodes) {
      timelines.push_back({node, measure.name, period, {}, true});
    }
  }
  // Those that can be followed, and the others.
  for (const bool follow : {true, false}) {
    std::vector<Measure> taken;
    std::vector<RollUpTimeline*> of_taken;
    for (std::size_t m = 0; m < measures.size(); ++m) {
      if (CanFollow(measures[m]) != follow) continue;
      taken.push_back(measures[m]);
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        of_taken.push_back(&timelines[m * nodes.size() + i]);
      }
    }
    if (taken.empty()) continue;
    absl::Status status = (follow ? AddByFollowing : AddDayByDay)(
        organization, taken, nodes, internal::DaysOf(period), options,
        of_taken);
    if (!status.ok()) return status;
  }
  return timelines;
}

}  // namespace

const RollUpValue& RollUpTimeline::At(absl::CivilDay day) const {
  assert(period.Contains(day) && "a day of the period");
  const auto after = std::upper_bound(
      steps.begin() + 1, steps.end(), day,
      [](absl::CivilDay d, const Step& step) { return d < step.period.from; });
  return (after - 1)->value;
}

absl::StatusOr<std::vector<RollUpTimeline>> RollUpOver(
    const Organization& organization, std::span<const Measure> measures,
    std::span<const Node> nodes, const Period& period,
    const RollUpOptions& options) {
  if (absl::Status status = internal::CheckPeriod(period); !status.ok()) {
    return status;
  }
  if (absl::Status status = CheckNodes(organization, nodes, options.by);
      !status.ok()) {
    return status;
  }
  for (const Measure& measure : measures) {
    if (measure.carrier != Carrier::kListed) continue;
    return absl::InvalidArgumentError(internal::ToAbsl(
        internal::Concat("measure \"", measure.name,
                         "\" lists its carriers, which are those of one day")));
  }
  try {
    return ComputeOver(organization, measures, nodes, period, options);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("roll-up over time: out of memory");
  }
}

absl::StatusOr<std::vector<Node>> RootsOver(const Organization& organization,
                                            const Period& period,
                                            const RollUpOptions& options) {
  if (absl::Status status = internal::CheckPeriod(period); !status.ok()) {
    return status;
  }
  try {
    return FindRoots(organization, internal::DaysOf(period), options);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("roll-up over time: out of memory");
  }
}

}  // namespace zeren
