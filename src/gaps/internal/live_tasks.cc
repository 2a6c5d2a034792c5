#include "src/gaps/internal/live_tasks.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "src/work/internal/task_facts.h"

namespace zeren::internal {
namespace {

// The progress of tasks by number, for `MeanOfChildren`.
struct KnownProgress {
  const absl::flat_hash_map<std::uint32_t, LiveTaskTree::Standing>& known;

  double operator[](std::uint32_t task) const {
    return known.at(task).progress;
  }
};

}  // namespace

LiveTaskTree::LiveTaskTree(const OrganizationRep& rep) : rep_(&rep) {
  const std::uint32_t count = rep.count(NodeKind::kTask);
  const Table<TaskView>& tasks = rep.table<TaskView>();
  std::vector<std::uint32_t> parents(count, kNoIndex);
  std::vector<std::uint8_t> present(count);
  for (std::uint32_t task = 0; task < count; ++task) {
    present[task] = rep.Exists(NodeKind::kTask, task);
    const std::uint32_t parent = tasks.Get<&TaskView::parent>()[task];
    if (present[task] && parent != task &&
        rep.Exists(NodeKind::kTask, parent)) {
      parents[task] = parent;
    }
  }
  const IdTable& ids = rep.names.of(NodeKind::kTask);
  forest_ =
      Forest(std::move(parents), present,
             [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  cancelled_from_.assign(count, kNever);
  for (const std::uint32_t task : forest_.pre_order()) {
    const DayNumber written = tasks.Get<&TaskView::cancelled>()[task];
    const std::uint32_t parent = forest_.parent(task);
    cancelled_from_[task] =
        std::min(written == kDawn ? kNever : written,
                 parent == kNoIndex ? kNever : cancelled_from_[parent]);
  }
}

void LiveTaskTree::Rebase(const OrganizationRep& rep,
                          std::span<const std::uint32_t> standing) {
  rep_ = &rep;
  for (std::uint32_t task : standing) {
    if (!forest_.Contains(task)) continue;
    for (; task != kNoIndex; task = forest_.parent(task)) known_.erase(task);
  }
}

bool LiveTaskTree::IsKnown(std::uint32_t task, DayNumber day) const {
  const auto known = known_.find(task);
  return known != known_.end() && known->second.from <= day &&
         day < known->second.until;
}

LiveTaskTree::Standing LiveTaskTree::On(std::uint32_t task, DayNumber day) {
  std::vector<std::uint32_t> asked = {task};
  while (!asked.empty()) {
    const std::uint32_t at = asked.back();
    if (IsKnown(at, day)) {
      asked.pop_back();
      continue;
    }
    const std::size_t before = asked.size();
    for (const std::uint32_t child : forest_.children(at)) {
      if (cancelled_from_[child] > day && !IsKnown(child, day)) {
        asked.push_back(child);
      }
    }
    if (asked.size() > before) continue;
    const Standing found = Find(at, day);
    known_[at] = found;
    asked.pop_back();
  }
  return known_.at(task);
}

// REQUIRES: that of its live parts is known.
LiveTaskTree::Standing LiveTaskTree::Find(std::uint32_t task, DayNumber day) {
  Standing standing{.from = day, .until = kNever};
  const std::span<const std::uint32_t> parts = forest_.children(task);
  for (const std::uint32_t part : parts) {
    if (cancelled_from_[part] <= day) continue;
    standing.until = std::min(
        {standing.until, cancelled_from_[part], known_.at(part).until});
  }
  const TaskFacts facts(*rep_, day, {});
  std::optional<double> progress = MeanOfChildren(
      facts, parts,
      [&](std::uint32_t part) { return cancelled_from_[part] <= day; },
      KnownProgress{known_});
  if (!progress) {
    progress = facts.Reported(task);
    const auto& days = rep_->table<ProgressView>().Get<&ProgressView::day>();
    for (std::uint32_t row = rep_->progress_of_task.begin(task);
         row < rep_->progress_of_task.end(task); ++row) {
      if (days[row] > day) standing.until = std::min(standing.until, days[row]);
    }
  }
  standing.progress = progress.value_or(0);
  return standing;
}

}  // namespace zeren::internal
