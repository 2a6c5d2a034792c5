#include "src/measure/internal/live_roll_up.h"

#include <algorithm>

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
    : day_(first.organization(), ToDayNumber(first.day())),
      units_(day_, first),
      tasks_cut_(!first.work().tasks().cycles().empty()) {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const Measure& measure = measures[i];
    auto found =
        std::find_if(groups_.begin(), groups_.end(), [&](const auto& group) {
          return group->carriers == measure.carriers();
        });
    if (found == groups_.end()) {
      groups_.push_back(
          std::make_unique<Group>(day_, units_, measure.carriers()));
      found = groups_.end() - 1;
      Group& made = **found;
      made.slots = units_.capacity();
      if (made.carriers.kind == Carrier::kPerson) {
        made.meetings.emplace(day_, units_, made.places);
      }
    }
    Group& group = **found;
    Table table;
    table.reader = std::make_shared<Reader>();
    table.reader->Open(measure, day_);
    table.source = std::make_shared<NumberSource>(
        nullptr, measure, options.missing, Condition(), table.reader);
    table.states = NumberStates::Make(table.source);
    table.states->Resize(group.slots);
    const NumberStates& fresh = roll_ups[i].rep().states();
    for (std::uint32_t unit = 0; unit < group.slots; ++unit) {
      if (units_.in_force(unit)) table.states->CombineFrom(unit, fresh, unit);
    }
    tables_.emplace_back(found - groups_.begin(), group.tables.size());
    group.tables.push_back(std::move(table));
  }
}

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
  UpdateTaskCycles(all);
  return Update(std::move(all));
}

// Where tasks are cut from a cycle they are other wholes than it is written.
// That is rare, and then all tasks are looked at.
void LiveRollUp::UpdateTaskCycles(std::vector<Touch>& touches) {
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
  std::vector<std::uint32_t> touched_units;
  for (const Touch& touch : touches) {
    if (touch.what == Touched::kUnit) touched_units.push_back(touch.index);
  }
  const LiveUnits::Moves moves = units_.Update(touched_units);
  refolded_ = 0;
  for (const std::unique_ptr<Group>& group : groups_) {
    std::vector<std::uint32_t> units = moves.changed;
    for (const Touch& touch : touches) {
      group->places.AppendTouched(touch, units);
    }
    if (group->meetings) group->meetings->Update(touches, moves);
    Refold(*group, std::move(units));
  }
  // Once a number was out of bounds, no value can be trusted.
  return std::none_of(
      groups_.begin(), groups_.end(), [](const std::unique_ptr<Group>& group) {
        return std::any_of(
            group->tables.begin(), group->tables.end(),
            [](const Table& table) { return table.source->faulty(); });
      });
}

void LiveRollUp::Refold(Group& group, std::vector<std::uint32_t> units) {
  MakeRoom(group);
  std::vector<std::uint32_t>& renewed = group.renewed;
  renewed = units_.WithAllAbove(units);
  refolded_ += renewed.size();
  std::vector<CarrierRun> runs;
  std::vector<CarrierRun> repeats;
  for (const std::uint32_t unit : renewed) {
    runs.clear();
    group.places.AppendRuns(unit, runs);
    repeats.clear();
    if (group.meetings) {
      for (const std::uint32_t person : group.meetings->at(unit)) {
        repeats.push_back({unit, person, 1});
      }
    }
    for (Table& table : group.tables) {
      table.states->Clear(unit);
      if (!repeats.empty()) table.states->RemoveRepeats(repeats);
      table.states->Add(runs);
      table.states->Combine(unit, units_.children(unit));
    }
  }
  for (const std::uint32_t unit : units) {
    if (unit >= group.slots || units_.in_force(unit)) continue;
    for (Table& table : group.tables) table.states->Clear(unit);
    renewed.push_back(unit);
  }
}

void LiveRollUp::MakeRoom(Group& group) {
  if (units_.capacity() <= group.slots) return;
  const std::size_t slots = std::max(units_.capacity(), 2 * group.slots);
  for (Table& table : group.tables) {
    std::unique_ptr<FoldStates> more = table.states->Another();
    more->Resize(slots);
    for (std::uint32_t unit = 0; unit < group.slots; ++unit) {
      more->CombineFrom(unit, *table.states, unit);
    }
    table.states = std::move(more);
  }
  group.slots = slots;
}

RollUpValue LiveRollUp::value(std::size_t measure, Node node) const {
  const auto [group, table] = tables_[measure];
  const FoldStates& states = *groups_[group]->tables[table].states;
  if (node.kind() == NodeKind::kUnit && units_.in_force(node.index())) {
    return static_cast<const NumberStates&>(states).ValueAt(node.index());
  }
  const std::unique_ptr<FoldStates> nothing = states.Another();
  nothing->Resize(1);
  return static_cast<const NumberStates&>(*nothing).ValueAt(0);
}

bool LiveRollUp::complete(std::size_t measure) const {
  const bool tasks_matter =
      groups_[tables_[measure].first]->carriers.kind == Carrier::kTask;
  return organization().left_out().empty() && !units_.cut() &&
         !(tasks_matter && tasks_cut_);
}

}  // namespace zeren::internal
