#include "src/measure/internal/live_roll_up.h"

#include <algorithm>
#include <numeric>

#include "src/measure/internal/folding_rep.h"
#include "src/measure/internal/line_edges.h"
#include "src/measure/internal/roll_up_rep.h"

namespace zeren::internal {
class LiveRollUp::Reader final : public MeasureReader {
 public:
  void Open(const Measure& measure, LiveDay& day) {
    reader_ = measure.open.OpenToFollow(day);
  }
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    reader_->Read(carriers, out);
  }

 private:
  std::unique_ptr<MeasureReader> reader_;
};

// ---- Beginning

absl::StatusOr<std::unique_ptr<LiveRollUp>> LiveRollUp::Make(
    const Snapshot& first, std::span<const Measure> measures,
    const RollUpOptions& options) {
  const absl::StatusOr<std::vector<RollUp>> roll_ups =
      ComputeRollUps(first, measures, options);
  if (!roll_ups.ok()) return roll_ups.status();
  return std::unique_ptr<LiveRollUp>(
      new LiveRollUp(first, measures, options, *roll_ups));
}

LiveRollUp::LiveRollUp(const Snapshot& first, std::span<const Measure> measures,
                       const RollUpOptions& options,
                       std::span<const RollUp> roll_ups)
    : by_(options.by),
      split_(options.policy == LinePolicy::kSplit),
      day_(first.organization(), ToDayNumber(first.day())),
      units_(day_, Hierarchy::kUnits, first.units().forest()),
      ladder_(&units_),
      conditions_(day_, units_, options),
      tasks_cut_(!first.work().tasks().cycles().empty()) {
  if (by_ != Hierarchy::kUnits) {
    others_.emplace(day_, by_, ForestOf(first, by_));
    ladder_ = &*others_;
  } else if (!FollowsPrimaryForest(options)) {
    lines_.emplace(day_, units_, roll_ups[0].rep().folding.rep().ladder,
                   options);
    ladder_ = &*lines_;
  }
  Indices all(ladder_->capacity());
  std::iota(all.begin(), all.end(), 0);
  conditions_.Update(all);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const std::size_t place = GroupOf(measures[i].carriers());
    Group& group = *groups_[place];
    tables_.emplace_back(place, group.tables.size());
    group.tables.push_back(MakeTable(group, measures[i], roll_ups[i]));
  }
}

std::size_t LiveRollUp::GroupOf(const CarrierSet& carriers) {
  const std::size_t groups = groups_.size();
  for (std::size_t i = 0; i < groups; ++i) {
    if (groups_[i]->carriers == carriers) return i;
  }
  groups_.push_back(std::make_unique<Group>());
  Group& group = *groups_.back();
  group.carriers = carriers;
  group.places = LivePlaces::Make(day_, conditions_, by_, carriers);
  group.slots = ladder_->capacity();
  if (!group.places->may_sit_in_several()) return groups;
  if (lines_) {
    Indices all(group.slots);
    std::iota(all.begin(), all.end(), 0);
    group.has_several.emplace(group.slots, std::uint8_t{0});
    for (const std::uint32_t node : ladder_->WithAllAbove(all)) {
      FindSeveral(group, node);
    }
  } else {
    group.meetings.emplace(others_ ? *others_ : units_, *group.places);
  }
  return groups;
}

LiveRollUp::Table LiveRollUp::MakeTable(const Group& group,
                                        const Measure& measure,
                                        const RollUp& fresh) {
  Table table{.walker = LiveWalker(*ladder_, *group.places)};
  table.reader = std::make_shared<Reader>();
  table.reader->Open(measure, day_);
  table.source = std::make_shared<NumberSource>(
      std::make_shared<LiveCarriers>(day_, conditions_, measure.carrier),
      measure, fresh.options().missing, table.reader);
  const auto copy_of = [&](const FoldStates& states) {
    std::unique_ptr<NumberStates> copy = NumberStates::Make(table.source);
    copy->Resize(group.slots);
    for (std::uint32_t node = 0; node < group.slots; ++node) {
      if (ladder_->in_force(node)) copy->CombineFrom(node, states, node);
    }
    return copy;
  };
  table.states = copy_of(fresh.rep().states());
  if (fresh.rep().counts) {
    table.counts = copy_of(fresh.rep().counts->states(fresh.rep().table));
  }
  return table;
}

// ---- Turning

bool LiveRollUp::MoveTo(DayNumber day, std::span<const Touch> touches) {
  day_.MoveTo(day);
  return Update({touches.begin(), touches.end()});
}

bool LiveRollUp::Take(Organization next, std::span<const Touch> touches) {
  day_.Take(std::move(next), touches);
  for (const std::unique_ptr<Group>& group : groups_) {
    for (Table& table : group->tables) {
      table.reader->Open(table.source->measure(), day_);
    }
  }
  std::vector<Touch> all(touches.begin(), touches.end());
  AddTaskCycles(all);
  return Update(std::move(all));
}

// Where tasks are cut from a cycle they are other wholes than it is written.
// That is rare, and then all tasks are looked at.
void LiveRollUp::AddTaskCycles(std::vector<Touch>& touches) {
  const OrganizationRep& org = day_.rep();
  bool turned = false;
  bool cut = false;
  for (const Touch& touch : touches) {
    if (touch.what != Touched::kTask) continue;
    turned = true;
    cut = cut || (org.Exists(NodeKind::kTask, touch.index) &&
                  day_.facts().top_cut(TaskId{touch.index}));
  }
  if (!turned || (!cut && !tasks_cut_)) return;
  tasks_cut_ = false;
  for (std::uint32_t task = 0; task < org.count(NodeKind::kTask); ++task) {
    if (!org.Exists(NodeKind::kTask, task)) continue;
    tasks_cut_ = tasks_cut_ || day_.facts().is_cut(TaskId{task});
    touches.push_back({Touched::kTaskStanding, task});
  }
}

bool LiveRollUp::Update(std::vector<Touch> touches) {
  std::sort(touches.begin(), touches.end());
  touches.erase(std::unique(touches.begin(), touches.end()), touches.end());
  Indices touched_units;
  for (const Touch& touch : touches) {
    if (touch.what == Touched::kUnit) touched_units.push_back(touch.index);
  }
  const LiveForest::Moves units = units_.Update(touched_units);
  LiveForest::Moves moves;
  if (!UpdateLadder(touches, units, moves)) return false;
  std::vector<Node> reached;
  if (conditions_.asks_carriers() || conditions_.asks_nodes()) {
    reached = conditions_.Reached(touches, units);
    Indices nodes = moves.changed;
    for (const Node node : reached) {
      if (node.kind() == NodeKindOf(by_)) nodes.push_back(node.index());
    }
    conditions_.Update(nodes);
  }
  refolded_ = 0;
  for (const std::unique_ptr<Group>& group : groups_) {
    if (!UpdateGroup(*group, touches, reached, moves)) return false;
  }
  // Once a number was out of bounds, no value can be trusted.
  return std::none_of(
      groups_.begin(), groups_.end(), [](const std::unique_ptr<Group>& group) {
        return std::any_of(
            group->tables.begin(), group->tables.end(),
            [](const Table& table) { return table.source->faulty(); });
      });
}

// Says what moved among the nodes of the ladder.
bool LiveRollUp::UpdateLadder(std::span<const Touch> touches,
                              const LiveForest::Moves& units,
                              LiveForest::Moves& moves) {
  Indices touched;
  switch (by_) {
    case Hierarchy::kUnits:
      moves = units;
      if (!lines_) return true;
      for (const Touch& touch : touches) {
        if (touch.what == Touched::kUnit) touched.push_back(touch.index);
      }
      return lines_->Update(touched, units, moves.changed);
    case Hierarchy::kPosts:
      moves = others_->Update(PostsToLookAt(day_, units_, touches, units));
      return true;
    case Hierarchy::kTasks:
      for (const Touch& touch : touches) {
        if (touch.what == Touched::kTask) touched.push_back(touch.index);
      }
      moves = others_->Update(touched);
      return true;
  }
  return true;
}

bool LiveRollUp::UpdateGroup(Group& group, std::span<const Touch> touches,
                             std::span<const Node> reached,
                             const LiveForest::Moves& moves) {
  LivePlaces& places = *group.places;
  Indices nodes = moves.changed;
  Indices moving;
  places.Update(touches, nodes, moving);
  for (const std::uint32_t node : moves.switched) {
    places.AppendEver(node, moving);
  }
  for (const Node node : reached) {
    if (conditions_.asks_carriers()) places.AppendNodesOf(node, nodes);
    if (conditions_.asks_nodes() && node.kind() == NodeKindOf(by_)) {
      nodes.push_back(node.index());
      places.AppendEver(node.index(), moving);
    }
  }
  if (group.meetings) group.meetings->Update(moving, moves.moved);
  if (lines_ && places.may_sit_in_several()) {
    for (const std::uint32_t carrier : moving) {
      // Only a fresh roll-up says that such carriers cannot be split.
      if (split_ && places.AllPlacesOf(carrier).size() > 1) return false;
      const Indices in = places.PlacesOf(carrier);
      nodes.insert(nodes.end(), in.begin(), in.end());
    }
  }
  Refold(group, nodes);
  return true;
}

// ---- Folding

void LiveRollUp::Refold(Group& group, const Indices& nodes) {
  MakeRoom(group);
  Indices& renewed = group.renewed;
  renewed = ladder_->WithAllAbove(nodes);
  refolded_ += renewed.size();
  std::vector<CarrierRun> runs;
  std::vector<CarrierRun> repeats;
  for (const std::uint32_t node : renewed) {
    runs.clear();
    group.places->AppendRuns(std::span(&node, 1), runs);
    repeats.clear();
    if (group.meetings) {
      for (const std::uint32_t carrier : group.meetings->at(node)) {
        repeats.push_back({node, carrier, 1});
      }
    }
    if (group.has_several) FindSeveral(group, node);
    const bool ways_meet =
        ladder_->ways_meet(node) ||
        (group.has_several && (*group.has_several)[node] != 0);
    const auto children = ladder_->children(node);
    for (Table& table : group.tables) {
      const auto fold = [&](NumberStates& states,
                            std::span<const double> shares) {
        const bool walks =
            shares.empty() &&
            (ways_meet || (!repeats.empty() && !states.can_remove_repeats()));
        if (walks) {
          table.walker.FoldAnew(node, states);
          return;
        }
        states.Clear(node);
        if (!repeats.empty()) states.RemoveRepeats(repeats);
        states.Add(runs);
        CombineChildren(node, children, shares, states);
      };
      fold(*table.states, ladder_->shares(node));
      if (table.counts) fold(*table.counts, {});
    }
  }
  for (const std::uint32_t node : nodes) {
    if (node >= group.slots || ladder_->in_force(node)) continue;
    for (Table& table : group.tables) {
      table.states->Clear(node);
      if (table.counts) table.counts->Clear(node);
    }
    renewed.push_back(node);
  }
}

void LiveRollUp::FindSeveral(Group& group, std::uint32_t node) {
  std::vector<CarrierRun> runs;
  group.places->AppendRuns(std::span(&node, 1), runs);
  const auto children = ladder_->children(node);
  std::vector<std::uint8_t>& has_several = *group.has_several;
  has_several[node] =
      std::any_of(runs.begin(), runs.end(),
                  [&](const CarrierRun& run) {
                    return group.places->sits_in_several(run.first);
                  }) ||
      std::any_of(children.begin(), children.end(),
                  [&](std::uint32_t child) { return has_several[child] != 0; });
}

void LiveRollUp::MakeRoom(Group& group) {
  if (ladder_->capacity() <= group.slots) return;
  const std::size_t slots = std::max(ladder_->capacity(), 2 * group.slots);
  for (Table& table : group.tables) {
    for (std::unique_ptr<NumberStates>* states :
         {&table.states, &table.counts}) {
      if (*states == nullptr) continue;
      std::unique_ptr<NumberStates> more = NumberStates::Make(table.source);
      more->Resize(slots);
      for (std::uint32_t node = 0; node < group.slots; ++node) {
        more->CombineFrom(node, **states, node);
      }
      *states = std::move(more);
    }
  }
  if (group.has_several) group.has_several->resize(slots, 0);
  group.slots = slots;
}

// ---- Answers

RollUpValue LiveRollUp::value(std::size_t measure, Node node) const {
  const auto [group, place] = tables_[measure];
  const Table& table = groups_[group]->tables[place];
  if (node.kind() != NodeKindOf(by_) || !ladder_->in_force(node.index())) {
    const std::unique_ptr<FoldStates> nothing = table.states->Another();
    nothing->Resize(1);
    return static_cast<const NumberStates&>(*nothing).ValueAt(0);
  }
  RollUpValue value = table.states->ValueAt(node.index());
  if (table.counts) {
    const RollUpValue counts = table.counts->ValueAt(node.index());
    value.known = counts.known;
    value.unknown = counts.unknown;
  }
  return value;
}

bool LiveRollUp::complete(std::size_t measure) const {
  const bool units_matter = by_ != Hierarchy::kTasks;
  const bool tasks_matter =
      groups_[tables_[measure].first]->carriers.kind == Carrier::kTask;
  return organization().left_out().empty() && !ladder_->cut() &&
         !(units_matter && units_.cut()) && !(tasks_matter && tasks_cut_);
}

}  // namespace zeren::internal
