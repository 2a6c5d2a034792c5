#include "src/work/internal/open_days.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "src/work/internal/task_facts.h"
#include "zeren/work/tasks.h"

namespace zeren::internal {
namespace {

// OpenDaysFinder
//
// Starts from the states of the first day and goes from one day on which
// something is reported or cancelled to the next. On each it looks again at the
// tasks concerned, and at those above them as far as progress changes.
class OpenDaysFinder {
 public:
  OpenDaysFinder(const Snapshot& first, DayNumber to)
      : rep_(first.organization().rep()),
        tasks_(first.work().tasks()),
        from_(ToDayNumber(first.day())),
        to_(to),
        open_(tasks_.capacity()) {
    const TaskStates states(first);
    progress_.reserve(tasks_.capacity());
    for (std::uint32_t task = 0; task < tasks_.capacity(); ++task) {
      progress_.push_back(states.progress(TaskId{task}));
    }
    undone_since_.assign(tasks_.capacity(), from_);
  }

  std::vector<std::vector<DayRange>> Run() && {
    FindCancelledDays();
    CollectEvents();
    for (std::size_t i = 0; i < events_.size();) {
      const DayNumber day = events_[i].first;
      std::set<std::uint32_t, std::greater<>> positions;
      for (; i < events_.size() && events_[i].first == day; ++i) {
        positions.insert(tasks_.position(events_[i].second));
      }
      LookAgain(day, std::move(positions));
    }
    for (const std::uint32_t task : tasks_.pre_order()) {
      if (progress_[task] < 1) EndRun(task, to_);
    }
    return std::move(open_);
  }

 private:
  // Cancelling is inherited downwards.
  void FindCancelledDays() {
    const auto& written = rep_.table<TaskView>().Get<&TaskView::cancelled>();
    cancelled_from_.resize(tasks_.capacity());
    for (const std::uint32_t task : tasks_.pre_order()) {
      const std::uint32_t parent = tasks_.parent(task);
      cancelled_from_[task] =
          std::min(written[task] == kDawn ? kNever : written[task],
                   parent == kNoIndex ? kNever : cancelled_from_[parent]);
    }
  }

  void CollectEvents() {
    const auto& entries = rep_.table<ProgressView>();
    for (const std::uint32_t task : tasks_.pre_order()) {
      for (std::uint32_t row = rep_.progress_of_task.begin(task);
           row < rep_.progress_of_task.end(task); ++row) {
        AddEvent(entries.Get<&ProgressView::day>()[row], task);
      }
      if (tasks_.parent(task) != kNoIndex) {
        AddEvent(cancelled_from_[task], tasks_.parent(task));
      }
    }
    std::sort(events_.begin(), events_.end());
  }
  void AddEvent(DayNumber day, std::uint32_t task) {
    if (from_ < day && day < to_) events_.emplace_back(day, task);
  }

  // Parts before what they are parts of: in falling order of position.
  void LookAgain(DayNumber day,
                 std::set<std::uint32_t, std::greater<>> positions) {
    const TaskFacts facts(rep_, day, {});
    while (!positions.empty()) {
      const std::uint32_t task = tasks_.at(*positions.begin());
      positions.erase(positions.begin());
      std::optional<double> progress = MeanOfChildren(
          facts, tasks_.children(task),
          [&](std::uint32_t child) { return cancelled_from_[child] <= day; },
          progress_);
      if (!progress) progress = facts.Reported(task);
      const double now = progress.value_or(0);
      if (now == progress_[task]) continue;
      if (now >= 1 && progress_[task] < 1) EndRun(task, day);
      if (now < 1 && progress_[task] >= 1) undone_since_[task] = day;
      progress_[task] = now;
      const std::uint32_t parent = tasks_.parent(task);
      if (parent != kNoIndex) positions.insert(tasks_.position(parent));
    }
  }

  // The task was not done up to here.
  void EndRun(std::uint32_t task, DayNumber day) {
    const DayNumber start =
        rep_.table<TaskView>().Get<&TaskView::start>()[task];
    const DayRange run = {std::max(undone_since_[task], start),
                          std::min(day, cancelled_from_[task])};
    if (run.from < run.to) open_[task].push_back(run);
  }

  const OrganizationRep& rep_;
  const Forest& tasks_;
  const DayNumber from_;
  const DayNumber to_;
  std::vector<double> progress_;
  std::vector<DayNumber> undone_since_;
  std::vector<DayNumber> cancelled_from_;
  std::vector<std::pair<DayNumber, std::uint32_t>> events_;
  std::vector<std::vector<DayRange>> open_;
};

}  // namespace

std::vector<std::vector<DayRange>> OpenDays(const Snapshot& first,
                                            DayNumber to) {
  return OpenDaysFinder(first, to).Run();
}

}  // namespace zeren::internal
