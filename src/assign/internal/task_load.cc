#include "src/assign/internal/task_load.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/numeric/int128.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

Cost MultiplyCosts(Cost a, std::int64_t times) {
  if (a != 0 && times > kCostCeiling / a) return kCostCeiling;
  return std::min(a * times, kCostCeiling);
}

Cost PairCost(std::int64_t weight, Load a, Load b) {
  // Whether the product is near the ceiling is no question of the last digits.
  constexpr double kSquare = 1e6;
  const double about = static_cast<double>(weight) / kSquare *
                       static_cast<double>(a) * static_cast<double>(b);
  if (about >= static_cast<double>(kCostCeiling)) return kCostCeiling;
  const absl::uint128 exact =
      absl::uint128(static_cast<std::uint64_t>(weight)) *
      static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b);
  return static_cast<Cost>((exact + 500'000) / 1'000'000);
}

namespace {

// Calls `visit(day, load)` for the first of some days and each one on which the
// load changes, in order, until that returns false.
template <typename Visit>
void ForEachStep(std::span<const HeldLoad> loads, const DayRange& days,
                 Visit visit) {
  Load load = 0;
  absl::InlinedVector<std::pair<DayNumber, Load>, 16> changes;
  for (const HeldLoad& held : loads) {
    if (!Overlap(held.days, days)) continue;
    if (held.days.from <= days.from) {
      load += held.effort;
    } else {
      changes.emplace_back(held.days.from, held.effort);
    }
    if (held.days.to < days.to)
      changes.emplace_back(held.days.to, -held.effort);
  }
  std::sort(changes.begin(), changes.end());
  if (!visit(days.from, load)) return;
  for (std::size_t i = 0; i < changes.size();) {
    const DayNumber day = changes[i].first;
    for (; i < changes.size() && changes[i].first == day; ++i) {
      load += changes[i].second;
    }
    if (!visit(day, load)) return;
  }
}

}  // namespace

Load PeakLoad(std::span<const HeldLoad> loads, const DayRange& days) {
  if (loads.empty()) return 0;
  Load peak = 0;
  ForEachStep(loads, days, [&](DayNumber, Load load) {
    peak = std::max(peak, load);
    return true;
  });
  return peak;
}

DayNumber FirstDayAbove(std::span<const HeldLoad> loads, const DayRange& days,
                        Load limit) {
  DayNumber first = days.to;
  ForEachStep(loads, days, [&](DayNumber day, Load load) {
    if (load <= limit) return true;
    first = day;
    return false;
  });
  return first;
}

DayRange DaysOf(const Snapshot& snapshot, TaskId task) {
  const auto& tasks = snapshot.organization().rep().table<TaskView>();
  const DayNumber today = ToDayNumber(snapshot.day());
  const DayNumber start = tasks.Get<&TaskView::start>()[Index(task)];
  const DayNumber due = tasks.Get<&TaskView::due>()[Index(task)];
  return {std::max(start, today),
          due == kDawn ? kNever : std::max(due, today) + 1};
}

double EffortOf(const Snapshot& snapshot, TaskId task) {
  const auto& tasks = snapshot.organization().rep().table<TaskView>();
  return NumberCodec::Decode(tasks.Get<&TaskView::effort>()[Index(task)])
      .value_or(1);
}

namespace {

// The only holder of a post, if there is just one.
std::optional<PersonId> OnlyHolder(const Snapshot& snapshot, PostId post) {
  std::optional<PersonId> only;
  for (const Holder& holder : snapshot.posts().holders(post)) {
    const std::optional<PersonId> person = holder.person();
    if (!person || (only && only != person)) return std::nullopt;
    only = person;
  }
  return only;
}

bool IsResponsible(const OrganizationRep& rep, std::uint32_t row) {
  return static_cast<Role>(
             rep.table<AssignmentView>().Get<&AssignmentView::role>()[row]) ==
         Role::kResponsible;
}

// The task whose assignments say who is responsible.
std::optional<TaskId> AssignedTask(const Snapshot& snapshot, TaskId task) {
  const OrganizationRep& rep = snapshot.organization().rep();
  const Groups& groups = rep.assignments_of_task;
  for (std::uint32_t row = groups.begin(Index(task));
       row < groups.end(Index(task)); ++row) {
    if (IsResponsible(rep, row)) return task;
  }
  return snapshot.work().nearest_assigned(task, Role::kResponsible);
}

}  // namespace

void FindBearers(const Snapshot& snapshot, TaskId task,
                 std::vector<Bearer>& bearers) {
  bearers.clear();
  const OrganizationRep& rep = snapshot.organization().rep();
  const std::optional<TaskId> assigned = AssignedTask(snapshot, task);
  if (!assigned) return;
  const auto& rows = rep.table<AssignmentView>();
  const Groups& groups = rep.assignments_of_task;
  for (std::uint32_t row = groups.begin(Index(*assigned));
       row < groups.end(Index(*assigned)); ++row) {
    const Node to = rows.Get<&AssignmentView::to>()[row];
    if (!IsResponsible(rep, row) || !rep.Exists(to) || !snapshot.InForce(to)) {
      continue;
    }
    std::optional<PersonId> person = to.As<PersonId>();
    if (const auto post = to.As<PostId>()) person = OnlyHolder(snapshot, *post);
    const DayRange days = rows.Written(row);
    if (person && days.from < days.to) bearers.push_back({*person, days});
  }
  // Two assignments of one person count as one while both hold.
  std::sort(bearers.begin(), bearers.end(),
            [](const Bearer& a, const Bearer& b) {
              return std::pair(a.person, a.days.from) <
                     std::pair(b.person, b.days.from);
            });
  std::size_t kept = 0;
  for (const Bearer& bearer : bearers) {
    if (kept > 0 && bearers[kept - 1].person == bearer.person &&
        bearer.days.from <= bearers[kept - 1].days.to) {
      bearers[kept - 1].days.to =
          std::max(bearers[kept - 1].days.to, bearer.days.to);
    } else {
      bearers[kept++] = bearer;
    }
  }
  bearers.resize(kept);
}

CurrentLoads::CurrentLoads(const Snapshot& snapshot, const TaskStates& states,
                           const std::vector<std::uint8_t>& left_out)
    : begins_(snapshot.people().count() + std::size_t{1}, 0) {
  std::vector<std::pair<std::uint32_t, HeldLoad>> held;
  std::vector<Bearer> bearers;
  const std::uint32_t count = snapshot.organization().count(NodeKind::kTask);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TaskId task{i};
    const TaskState state = states.state(task);
    if (left_out[i] != 0 || !states.is_leaf(task) ||
        state == TaskState::kCancelled || state == TaskState::kDone) {
      continue;
    }
    const Load effort = ToLoad(std::min(EffortOf(snapshot, task), kMaxEffort));
    if (effort == 0) continue;
    FindBearers(snapshot, task, bearers);
    const DayRange days = DaysOf(snapshot, task);
    for (const Bearer& bearer : bearers) {
      const DayRange both{std::max(days.from, bearer.days.from),
                          std::min(days.to, bearer.days.to)};
      if (both.from >= both.to) continue;
      held.push_back({Index(bearer.person), {both, effort}});
      ++begins_[Index(bearer.person) + 1];
    }
  }
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  loads_.resize(held.size());
  std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (const auto& [person, load] : held) loads_[next[person]++] = load;
}

}  // namespace zeren::internal
