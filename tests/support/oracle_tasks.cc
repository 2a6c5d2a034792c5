// Progress and states of tasks.

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {

// Cancelling holds from its day on and is inherited downwards.
bool Oracle::IsCancelled(const std::string& task) const {
  for (std::string at = task; !at.empty(); at = Superior(at)) {
    const std::string day = Text(Record(at), "cancelled");
    if (!day.empty() && day <= day_) return true;
  }
  return false;
}

// A task with live children is a parent, else a leaf.
bool Oracle::IsLeaf(const std::string& task) const {
  const std::vector<std::string> children = Children(task);
  return std::all_of(
      children.begin(), children.end(),
      [&](const std::string& child) { return IsCancelled(child); });
}

bool Oracle::IsStarted(const std::string& task) const {
  return Text(Record(task), "start") <= day_;
}

// From its start until it is done or cancelled, so an overdue task is open.
bool Oracle::IsOpen(const std::string& task) const {
  return IsStarted(task) && !IsCancelled(task) && progress_.at(task) != 1;
}

// The newest entry up to the day that is not rejected, among entries of one day
// the lowest.
std::optional<double> Oracle::ReportedProgress(const std::string& task) const {
  std::string newest;
  std::optional<double> done;
  for (const Json& entry : Rows("progress")) {
    const std::string day = Text(entry, "day");
    if (Ref("task", entry, "task") != task || day > day_ || day < newest ||
        Text(entry, "state", "reported") == "rejected") {
      continue;
    }
    const double value = Number(entry, "done", 0);
    done = day > newest || !done ? value : std::min(*done, value);
    newest = day;
  }
  return done;
}

void Oracle::FindProgress() {
  std::vector<std::string> order = ParentsFirst("task");
  std::reverse(order.begin(), order.end());
  for (const std::string& task : order) {
    if (IsLeaf(task)) {
      progress_[task] = ReportedProgress(task).value_or(0);
      continue;
    }
    // The mean of the live children by weight; all weights 0: unweighted.
    double weighted = 0, weight = 0, sum = 0, count = 0;
    for (const std::string& child : Children(task)) {
      if (IsCancelled(child)) continue;
      const double child_weight = Number(Record(child), "weight", 1);
      weighted += child_weight * progress_.at(child);
      weight += child_weight;
      sum += progress_.at(child);
      count += 1;
    }
    progress_[task] = weight > 0 ? weighted / weight : sum / count;
  }
}

// The first state that applies.
std::string Oracle::TaskState(const std::string& task) const {
  if (IsCancelled(task)) return "cancelled";
  const double progress = progress_.at(task);
  if (progress == 1) return "done";
  const std::string start = Text(Record(task), "start");
  const std::string due = Text(Record(task), "due");
  if (!due.empty() && due < day_) return "overdue";
  if (!start.empty() && !due.empty() && start <= day_) {
    // Used are the days before this one, of those from start to due.
    const double used = static_cast<double>(DaysBetween(start, day_)) /
                        static_cast<double>(DaysBetween(start, due) + 1);
    if (used - progress > 0.2 + 1e-9) return "at_risk";
  }
  return progress > 0 ? "in_progress" : "not_started";
}

}  // namespace zeren::testing
