#include "zeren/work/tasks.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "src/work/internal/task_facts.h"

namespace zeren {
namespace {

using internal::OrganizationRep;
using internal::TaskFacts;

}  // namespace

std::string_view NameOf(TaskState state) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "cancelled", "done", "overdue", "at_risk", "in_progress", "not_started"};
  return kNames[static_cast<std::size_t>(state)];
}

TaskStates::TaskStates(const Snapshot& snapshot, const TaskOptions& options) {
  const OrganizationRep& rep = snapshot.organization().rep();
  const Forest& tasks = snapshot.work().tasks();
  const TaskFacts facts(rep, internal::ToDayNumber(snapshot.day()), options);
  const std::size_t count = rep.count(NodeKind::kTask);
  progress_.assign(count, 0);
  known_.assign(count, 0);
  states_.assign(count, TaskState::kNotStarted);
  leaf_.assign(count, 0);
  started_.assign(count, 0);

  // 1. Cancelling is inherited downwards, so parents come first.
  std::vector<std::uint8_t> cancelled(count, 0);
  for (const std::uint32_t task : tasks.pre_order()) {
    const std::uint32_t parent = tasks.parent(task);
    cancelled[task] =
        facts.Cancelled(task) || (parent != kNoIndex && cancelled[parent] != 0);
  }
  // 2. Progress is passed on upwards, so children come first.
  const std::span<const std::uint32_t> order = tasks.pre_order();
  for (std::size_t i = order.size(); i-- > 0;) {
    const std::uint32_t task = order[i];
    std::optional<double> progress = internal::MeanOfChildren(
        facts, tasks.children(task),
        [&](std::uint32_t child) { return cancelled[child] != 0; }, progress_);
    leaf_[task] = !progress;
    if (!progress) progress = facts.Reported(task);
    known_[task] = progress.has_value();
    progress_[task] = progress.value_or(0);
    started_[task] = facts.Started(task);
    states_[task] = internal::TaskStateOf(facts, task, cancelled[task] != 0,
                                          progress_[task]);
  }
}

}  // namespace zeren
