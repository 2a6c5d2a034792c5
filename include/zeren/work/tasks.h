// tasks.h -- how tasks stand on a day: their progress and state.

#ifndef ZEREN_WORK_TASKS_H_
#define ZEREN_WORK_TASKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// The first that applies, in this order.
enum class TaskState : std::uint8_t {
  kCancelled,
  kDone,
  kOverdue,
  kAtRisk,
  kInProgress,
  kNotStarted,
};
std::string_view NameOf(TaskState state);

struct TaskOptions {
  // Behaviour: a task is at risk if the share of its time that is used exceeds
  // its progress by more than this. Its time is the days from start to due,
  // both included; used are those before the day. DEFAULT: 0.2.
  double risk_margin = 0.2;
  // Behaviour: count verified progress only. DEFAULT: false.
  bool verified_only = false;
};

// TaskStates
//
// The progress and state of every task on the day of a snapshot. A task with
// live children (not cancelled) has the mean of their progress, weighted; any
// other the newest entry up to the day that is not rejected.
//
// Thread-safety: immutable once made.
class TaskStates {
 public:
  // O(tasks and progress entries), however deep.
  explicit TaskStates(const Snapshot& snapshot,
                      const TaskOptions& options = {});

  // From 0 to 1; 0 where nothing is reported.
  double progress(TaskId task) const { return progress_[Index(task)]; }
  // Whether progress is known: an entry counts, or it is the mean of children.
  bool known(TaskId task) const { return known_[Index(task)] != 0; }
  TaskState state(TaskId task) const { return states_[Index(task)]; }
  // No live children.
  bool is_leaf(TaskId task) const { return leaf_[Index(task)] != 0; }
  // Started by the day (a start that is not written is long ago).
  bool started(TaskId task) const { return started_[Index(task)] != 0; }
  // Started, and neither done nor cancelled: an overdue task still is.
  bool open(TaskId task) const {
    return started(task) && state(task) != TaskState::kCancelled &&
           state(task) != TaskState::kDone;
  }

 private:
  std::vector<double> progress_;
  std::vector<std::uint8_t> known_;
  std::vector<TaskState> states_;
  std::vector<std::uint8_t> leaf_;
  std::vector<std::uint8_t> started_;
};

}  // namespace zeren

#endif  // ZEREN_WORK_TASKS_H_
