// task_facts.h -- the columns of tasks and their progress, as of one day.

#ifndef ZEREN_WORK_INTERNAL_TASK_FACTS_H_
#define ZEREN_WORK_INTERNAL_TASK_FACTS_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/work/tasks.h"

namespace zeren::internal {

// A share that exceeds the margin by no more than this does so by rounding
// (0.9 - 0.7 > 0.2).
inline constexpr double kTaskRounding = 1e-9;

// The columns of tasks and their progress, as of one day.
class TaskFacts {
 public:
  TaskFacts(const OrganizationRep& rep, DayNumber today,
            const TaskOptions& options)
      : rep_(rep), today_(today), options_(options) {}

  bool Started(std::uint32_t task) const { return Start(task) <= today_; }

  bool Cancelled(std::uint32_t task) const {
    const DayNumber day = Tasks().Get<&TaskView::cancelled>()[task];
    return day != kDawn && day <= today_;
  }

  bool Overdue(std::uint32_t task) const {
    const DayNumber due = Due(task);
    return due != kDawn && due < today_;
  }

  double Weight(std::uint32_t task) const {
    return NumberCodec::Decode(Tasks().Get<&TaskView::weight>()[task])
        .value_or(1);
  }

  // The progress of the newest entry that counts; of several on its day, the
  // lowest.
  std::optional<double> Reported(std::uint32_t task) const {
    const auto& entries = rep_.table<ProgressView>();
    const auto& days = entries.Get<&ProgressView::day>();
    const auto& dones = entries.Get<&ProgressView::done>();
    std::optional<double> done;
    DayNumber newest = kDawn;
    const std::uint32_t end = rep_.progress_of_task.end(task);
    for (std::uint32_t row = rep_.progress_of_task.begin(task); row < end;
         ++row) {
      const DayNumber day = days[row];
      if (day > today_ || day < newest || !Counts(row)) continue;
      done = done && day == newest ? std::min(*done, dones[row]) : dones[row];
      newest = day;
    }
    return done;
  }

  // Whether the time used so far calls for more progress than there is.
  bool AtRisk(std::uint32_t task, double progress) const {
    const DayNumber start = Start(task);
    const DayNumber due = Due(task);
    if (start == kDawn || due == kDawn || today_ < start) return false;
    // Both days may be centuries apart, so their difference needs 64 bits.
    const auto days = [](DayNumber from, DayNumber to) {
      return static_cast<double>(std::int64_t{to} - from);
    };
    const double used = days(start, today_) / (days(start, due) + 1);
    return used - progress > options_.risk_margin + kTaskRounding;
  }

 private:
  const Table<TaskView>& Tasks() const { return rep_.table<TaskView>(); }
  DayNumber Start(std::uint32_t task) const {
    return Tasks().Get<&TaskView::start>()[task];
  }
  DayNumber Due(std::uint32_t task) const {
    return Tasks().Get<&TaskView::due>()[task];
  }

  bool Counts(std::uint32_t row) const {
    const auto state = ChoiceCodec<std::optional<ProgressState>>::Decode(
        rep_.table<ProgressView>().Get<&ProgressView::state>()[row]);
    if (options_.verified_only) return state == ProgressState::kVerified;
    return state != ProgressState::kRejected;
  }

  const OrganizationRep& rep_;
  DayNumber today_;
  TaskOptions options_;
};

// The state of a task by its progress. `cancelled`: itself, or what it is part
// of.
inline TaskState TaskStateOf(const TaskFacts& facts, std::uint32_t task,
                             bool cancelled, double progress) {
  if (cancelled) return TaskState::kCancelled;
  if (progress >= 1) return TaskState::kDone;
  if (facts.Overdue(task)) return TaskState::kOverdue;
  if (facts.AtRisk(task, progress)) return TaskState::kAtRisk;
  return progress > 0 ? TaskState::kInProgress : TaskState::kNotStarted;
}

// A factor that keeps the products of a mean in range, however small its
// weights: a power of two, so that it changes no bit of the mean.
inline double ScaleFor(double largest_weight) {
  return largest_weight < 0x1p-900 ? 0x1p900 : 1;
}

// The mean progress of the live children by weight; nothing if there are none.
// The order of additions, which decides the last bits, is that of ids.
// `cancelled(child)`: whether it is not live; `progress[child]`: how far it is.
template <typename Cancelled, typename Progress>
std::optional<double> MeanOfChildren(const TaskFacts& facts,
                                     std::span<const std::uint32_t> children,
                                     const Cancelled& cancelled,
                                     const Progress& progress) {
  double largest = 0;
  for (const std::uint32_t child : children) {
    if (!cancelled(child)) largest = std::max(largest, facts.Weight(child));
  }
  const double scale = ScaleFor(largest);
  double weighted = 0;
  double weight = 0;
  double sum = 0;
  double count = 0;
  for (const std::uint32_t child : children) {
    if (cancelled(child)) continue;
    const double child_weight = facts.Weight(child) * scale;
    weighted += child_weight * progress[child];
    weight += child_weight;
    sum += progress[child];
    count += 1;
  }
  if (count == 0) return std::nullopt;
  return weight > 0 ? weighted / weight : sum / count;
}

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_TASK_FACTS_H_
