#include "src/measure/internal/places.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace zeren::internal {
namespace {

const Forest& ForestOf(const Snapshot& snapshot, Hierarchy hierarchy) {
  switch (hierarchy) {
    case Hierarchy::kPosts:
      return snapshot.posts().forest();
    case Hierarchy::kTasks:
      return snapshot.work().tasks();
    case Hierarchy::kUnits:
      break;
  }
  return snapshot.units().forest();
}

}  // namespace

Places::Places(const Snapshot& snapshot, Carrier carrier, Hierarchy hierarchy)
    : snapshot_(snapshot),
      carrier_(carrier),
      forest_(&ForestOf(snapshot, hierarchy)),
      by_themselves_(hierarchy != Hierarchy::kUnits) {
  if (carrier == Carrier::kTask && !by_themselves_) PlaceTasks();
}

// Sorts tasks by unit with a counting sort, then those of a unit where dense
// order is not that of ids: changes append tasks at the end.
void Places::PlaceTasks() {
  const Work& work = snapshot_.work();
  const auto count = static_cast<std::uint32_t>(work.tasks().capacity());
  task_begins_.assign(std::size_t{snapshot_.units().count()} + 1, 0);
  for (std::uint32_t task = 0; task < count; ++task) {
    if (const std::optional<UnitId> unit = work.unit(TaskId{task})) {
      ++task_begins_[Index(*unit) + 1];
    } else {
      tasks_nowhere_.push_back(task);
    }
  }
  for (std::size_t i = 1; i < task_begins_.size(); ++i) {
    task_begins_[i] += task_begins_[i - 1];
  }
  tasks_.resize(task_begins_.back());
  std::vector<std::uint32_t> next(task_begins_.begin(), task_begins_.end() - 1);
  for (std::uint32_t task = 0; task < count; ++task) {
    if (const std::optional<UnitId> unit = work.unit(TaskId{task})) {
      tasks_[next[Index(*unit)]++] = task;
    }
  }
  const OrganizationRep& rep = snapshot_.organization().rep();
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return rep.id(TaskId{a}) < rep.id(TaskId{b});
  };
  for (std::size_t i = 1; i < task_begins_.size(); ++i) {
    const auto begin = tasks_.begin() + task_begins_[i - 1];
    const auto end = tasks_.begin() + task_begins_[i];
    if (!std::is_sorted(begin, end, before)) std::sort(begin, end, before);
  }
}

Node Places::NodeOf(std::uint32_t carrier) const {
  switch (carrier_) {
    case Carrier::kPerson:
      return PersonId{carrier};
    case Carrier::kMembership:
      return PersonId{memberships().Get<&MembershipView::person>()[carrier]};
    case Carrier::kPost:
      return PostId{carrier};
    case Carrier::kTask:
      return TaskId{carrier};
  }
  return Node();
}

}  // namespace zeren::internal
