#include "zeren/advise/cascade.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/nearest_or_all.h"
#include "src/core/internal/quoted.h"
#include "src/model/internal/organization_rep.h"
#include "src/work/internal/cascade_parts.h"
#include "zeren/core/period.h"
#include "zeren/core/problem.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::Quoted;
using internal::ToAbsl;

constexpr std::size_t kMaxIdBytes = 255;

Text Owned(const TextView& text) {
  if (!text.multilingual()) return std::string(text.plain());
  std::vector<Text::Translation> translations;
  for (const auto& [language, string] : text.translations()) {
    translations.emplace_back(language, string);
  }
  return Text(std::move(translations));
}

// Cuts text down to so many bytes, not within a character.
std::string_view Prefix(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  const auto continues = [&](std::size_t at) {
    return (static_cast<std::uint8_t>(text[at]) & 0xc0u) == 0x80u;
  };
  while (bytes > 0 && continues(bytes)) --bytes;
  return text.substr(0, bytes);
}

// NewIds
//
// Makes ids of tasks that neither the document nor a proposal names.
class NewIds {
 public:
  explicit NewIds(const Organization& org)
      : taken_(org.rep().names.of(NodeKind::kTask)) {}

  // Returns "task/unit"; with "~2" and so on behind it if that is taken.
  std::string Make(std::string_view task, std::string_view unit) {
    const std::string whole = Concat(task, "/", unit);
    const std::string base(Prefix(whole, kMaxIdBytes));
    // Long ids are cut to the same base, so each goes on where the last
    // stopped.
    std::uint32_t& tries = tries_[base];
    while (true) {
      const std::string suffix =
          ++tries == 1 ? "" : Concat("~", std::to_string(tries));
      std::string id =
          Concat(Prefix(base, kMaxIdBytes - suffix.size()), suffix);
      if (Take(id)) return id;
    }
  }

 private:
  // An id that the document only refers to would give the task what was meant
  // for another one.
  bool Take(const std::string& id) {
    return taken_.Find(id) == kNoIndex && proposed_.insert(id).second;
  }

  const internal::IdTable& taken_;
  absl::flat_hash_set<std::string> proposed_;
  absl::flat_hash_map<std::string, std::uint32_t> tries_;
};

// The kinds that the profile lists or that a unit has.
std::vector<std::string_view> UnitKinds(const Organization& org) {
  std::vector<std::string_view> kinds;
  for (const UnitKind& kind : org.profile().unit_kinds) {
    kinds.push_back(kind.id);
  }
  const internal::OrganizationRep& rep = org.rep();
  std::vector<std::uint8_t> used(rep.names.words.size(), 0);
  const auto& kind_of = rep.table<UnitView>().Get<&UnitView::kind>();
  for (std::uint32_t unit = 0; unit < org.count(NodeKind::kUnit); ++unit) {
    if (org.Has(UnitId{unit})) used[kind_of[unit]] = 1;
  }
  for (std::uint32_t word = 0; word < used.size(); ++word) {
    if (used[word] != 0) kinds.push_back(rep.names.words[word]);
  }
  return kinds;
}

absl::Status CheckKind(const Organization& org, std::string_view kind) {
  const std::vector<std::string_view> kinds = UnitKinds(org);
  if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) {
    return absl::OkStatus();
  }
  return absl::NotFoundError(
      ToAbsl(Concat("there is no unit kind ", Quoted(kind),
                    internal::NearestOrAll(kind, kinds))));
}

bool HasCutRoot(const Forest& forest, std::uint32_t node) {
  while (forest.parent(node) != kNoIndex) node = forest.parent(node);
  return forest.is_cut(node);
}

// CascadeMaker
//
// Units are told apart by their place in the subtree, in pre-order.
class CascadeMaker {
 public:
  CascadeMaker(const Snapshot& snapshot, TaskId task, UnitId top,
               std::string_view unit_kind, const CascadeOptions& options,
               const TaskStates& states)
      : snapshot_(snapshot),
        org_(snapshot.organization()),
        forest_(snapshot.units().forest()),
        units_(forest_.subtree(Index(top))),
        options_(options),
        states_(states),
        row_(org_.row(task)),
        ids_(org_) {
    cascade_.task = task;
    cascade_.unit_kind = unit_kind;
    const Forest& tasks = snapshot.work().tasks();
    cascade_.complete = snapshot.has_all_records() &&
                        !HasCutRoot(forest_, Index(top)) &&
                        !HasCutRoot(tasks, Index(task));
  }

  Cascade Make() && {
    FindParts();
    FindWanted();
    handed_down_.resize(units_.size());
    handed_down_[0].task = cascade_.task;
    for (std::uint32_t at = 1; at < units_.size(); ++at) {
      if (wanted_[at] != 0 && HasPart(at)) {
        cascade_.covered.push_back(UnitId{units_[at]});
      }
      if (options_.flat) {
        if (wanted_[at] != 0 && !HasPart(at)) Propose(at, 0);
      } else if (lacking_[at] != 0) {
        HandDown(at);
      }
    }
    return std::move(cascade_);
  }

 private:
  // The task that takes the work down to a unit: there already, or proposed.
  struct HandedDown {
    std::optional<TaskId> task;
    std::size_t part = 0;
  };

  std::uint32_t PlaceOf(std::uint32_t unit) const {
    return forest_.position(unit) - forest_.position(units_[0]);
  }

  // What `ForEachCascadePart` asks of a day.
  struct TasksOfDay {
    const Work& work;
    const TaskStates& states;

    IdRange<TaskId> children(TaskId task) const {
      return IdRange<TaskId>(work.tasks().children(Index(task)));
    }
    bool cancelled(TaskId task) const {
      return states.state(task) == TaskState::kCancelled;
    }
    std::optional<UnitId> unit(TaskId task) const { return work.unit(task); }
  };

  // Finds the parts that the task has already, by their units.
  void FindParts() {
    internal::ForEachCascadePart(
        TasksOfDay{snapshot_.work(), states_}, cascade_.task,
        [&](TaskId part, UnitId unit) {
          if (!forest_.IsWithin(Index(unit), units_[0])) return;
          parts_[PlaceOf(Index(unit))].push_back(part);
        });
  }

  bool HasPart(std::uint32_t at) const { return parts_.contains(at); }

  // Finds the units of the kind, and at or above which one lacks its part.
  void FindWanted() {
    wanted_.assign(units_.size(), 0);
    lacking_.assign(units_.size(), 0);
    const internal::OrganizationRep& rep = org_.rep();
    const std::uint32_t word = rep.names.words.Find(cascade_.unit_kind);
    const auto& kind_of = rep.table<UnitView>().Get<&UnitView::kind>();
    for (auto at = static_cast<std::uint32_t>(units_.size()); --at > 0;) {
      wanted_[at] = kind_of[units_[at]] == word ? 1 : 0;
      if (wanted_[at] != 0 && !HasPart(at)) lacking_[at] = 1;
      if (lacking_[at] != 0) lacking_[PlaceOf(forest_.parent(units_[at]))] = 1;
    }
  }

  void HandDown(std::uint32_t at) {
    const std::uint32_t above = PlaceOf(forest_.parent(units_[at]));
    if (HasPart(at)) {
      handed_down_[at].task = NearestPart(at, handed_down_[above].task);
    } else {
      handed_down_[at].part = cascade_.parts.size();
      Propose(at, above);
    }
  }

  // Of several parts of a unit: one of the task handed down to the unit above,
  // else the nearest to the task, else the first.
  TaskId NearestPart(std::uint32_t at, std::optional<TaskId> above) const {
    const Forest& tasks = snapshot_.work().tasks();
    const auto rank = [&](TaskId task) {
      const bool direct = above && tasks.parent(Index(task)) == Index(*above);
      return std::tuple(!direct, tasks.depth(Index(task)),
                        tasks.position(Index(task)));
    };
    const std::vector<TaskId>& parts = parts_.at(at);
    return *std::min_element(
        parts.begin(), parts.end(),
        [&](TaskId a, TaskId b) { return rank(a) < rank(b); });
  }

  void Propose(std::uint32_t at, std::uint32_t above) {
    const UnitId unit{units_[at]};
    const HandedDown& parent = handed_down_[above];
    CascadePart part;
    part.unit = unit;
    part.task = ids_.Make(row_.id, org_.id(unit));
    part.parent = parent.task ? std::string(org_.id(*parent.task))
                              : cascade_.parts[parent.part].task;
    part.head = snapshot_.units().head(unit);
    part.between = wanted_[at] == 0;

    TaskRecord task;
    task.id = part.task;
    if (row_.title) task.title = Owned(*row_.title);
    task.unit = org_.id(unit);
    task.parent = part.parent;
    task.start = row_.start;
    task.due = row_.due;
    task.requires_.assign(row_.requires_.begin(), row_.requires_.end());
    cascade_.changes.push_back(Change::Add(std::move(task)));
    if (part.head) {
      cascade_.changes.push_back(Change::Add(AssignmentRecord{
          .work = {NodeKind::kTask, part.task},
          .role = Role::kAccountable,
          .to = {NodeKind::kPost, std::string(org_.id(*part.head))},
          .valid_from = snapshot_.day()}));
    } else {
      cascade_.headless.push_back(unit);
    }
    cascade_.parts.push_back(std::move(part));
  }

  const Snapshot& snapshot_;
  const Organization& org_;
  const Forest& forest_;
  std::span<const std::uint32_t> units_;  // At and below the task's.
  const CascadeOptions& options_;
  const TaskStates& states_;
  const TaskView row_;
  NewIds ids_;
  Cascade cascade_;
  // By place: the parts of a unit; whether it is of the kind; whether it or a
  // unit below is and has no part; what was handed down to it.
  absl::flat_hash_map<std::uint32_t, std::vector<TaskId>> parts_;
  std::vector<std::uint8_t> wanted_;
  std::vector<std::uint8_t> lacking_;
  std::vector<HandedDown> handed_down_;
};

}  // namespace

absl::StatusOr<Cascade> CascadeTask(const Snapshot& snapshot, TaskId task,
                                    std::string_view unit_kind,
                                    const CascadeOptions& options) {
  const Organization& org = snapshot.organization();
  if (absl::Status status = CheckKind(org, unit_kind); !status.ok()) {
    return status;
  }
  const std::string name = Concat("\"", org.NameOf(task), "\"");
  const std::string day = FormatDay(snapshot.day());
  const std::optional<UnitId> top = snapshot.work().unit(task);
  if (!top) {
    return absl::FailedPreconditionError(ToAbsl(
        Concat("the unit of ", name, ", ", Quoted(org.row(task).unit),
               ", is not in force on ", day, ", so nothing is below it")));
  }
  const TaskStates states(snapshot);
  if (states.state(task) == TaskState::kCancelled) {
    return absl::FailedPreconditionError(
        ToAbsl(Concat(name, " is cancelled on ", day)));
  }
  return CascadeMaker(snapshot, task, *top, unit_kind, options, states).Make();
}

}  // namespace zeren
