#include "zeren/graph/work.h"

#include <algorithm>
#include <utility>

#include "src/graph/internal/snapshot_rep.h"

namespace zeren::internal {

void SnapshotBuilder::LinkTasks() {
  const std::uint32_t count = org_.count(NodeKind::kTask);
  const auto& written = org_.table<TaskView>().Get<&TaskView::parent>();
  const auto& units = org_.table<TaskView>().Get<&TaskView::unit>();
  Work& work = rep_->work;
  Numbers parents(count, kNoIndex);
  std::vector<std::uint8_t> in_force(count, 0);
  work.task_units_.assign(count, kNoIndex);
  for (std::uint32_t task = 0; task < count; ++task) {
    if (!org_.Exists(NodeKind::kTask, task)) continue;
    in_force[task] = 1;
    if (org_.Exists(NodeKind::kTask, written[task]) && written[task] != task) {
      parents[task] = written[task];
    }
    if (org_.Exists(NodeKind::kUnit, units[task]) &&
        rep_->units.in_force(UnitId{units[task]})) {
      work.task_units_[task] = units[task];
    }
  }
  work.tasks_ = Forest(std::move(parents), in_force, ById<NodeKind::kTask>());
}

void SnapshotBuilder::LinkDuties() {
  const std::uint32_t count = org_.count(NodeKind::kDuty);
  const Table<DutyView>& duties = org_.table<DutyView>();
  const auto& written = duties.Get<&DutyView::superior>();
  Work& work = rep_->work;
  std::vector<std::uint8_t> in_force(count);
  for (std::uint32_t duty = 0; duty < count; ++duty) {
    in_force[duty] = duties.Written(duty).Contains(day_);
  }
  const Snapshot snapshot(rep_);
  Numbers superiors(count, kNoIndex);
  work.bearers_.assign(count, Node());
  for (std::uint32_t duty = 0; duty < count; ++duty) {
    if (!in_force[duty]) continue;
    if (written[duty] < count && written[duty] != duty &&
        in_force[written[duty]]) {
      superiors[duty] = written[duty];
    }
    const Node bearer = duties.Get<&DutyView::bearer>()[duty];
    if (org_.Exists(bearer) && snapshot.InForce(bearer)) {
      work.bearers_[duty] = bearer;
    }
  }
  work.duties_ =
      Forest(std::move(superiors), in_force, ById<NodeKind::kDuty>());
}

// An assignment is in force if it is stated and its target is in force.
void SnapshotBuilder::IndexAssignments() {
  const Table<AssignmentView>& rows = org_.table<AssignmentView>();
  const Snapshot snapshot(rep_);
  Work& work = rep_->work;
  struct Dated {
    Assigned assigned;
    DayNumber start;
  };
  std::vector<Dated> own;
  const auto index = [&](const Groups& groups, std::uint32_t count,
                         Numbers& begins) {
    begins.reserve(count + std::size_t{1});
    for (std::uint32_t owner = 0; owner < count; ++owner) {
      begins.push_back(static_cast<std::uint32_t>(work.assigned_.size()));
      own.clear();
      for (std::uint32_t row = groups.begin(owner); row < groups.end(owner);
           ++row) {
        const Node to = rows.Get<&AssignmentView::to>()[row];
        const DayRange written = rows.Written(row);
        if (written.Contains(day_) && org_.Exists(to) && snapshot.InForce(to)) {
          const auto role =
              static_cast<Role>(rows.Get<&AssignmentView::role>()[row]);
          own.push_back({{role, to}, written.from});
        }
      }
      if (own.size() > 1) {
        std::sort(own.begin(), own.end(), [&](const Dated& a, const Dated& b) {
          if (a.start != b.start) return a.start < b.start;
          if (a.assigned.to != b.assigned.to) {
            return rep_->organization.Before(a.assigned.to, b.assigned.to);
          }
          return a.assigned.role < b.assigned.role;
        });
      }
      for (const Dated& dated : own) work.assigned_.push_back(dated.assigned);
    }
    begins.push_back(static_cast<std::uint32_t>(work.assigned_.size()));
  };
  index(org_.assignments_of_task, org_.count(NodeKind::kTask),
        work.task_begins_);
  index(org_.assignments_of_duty, org_.count(NodeKind::kDuty),
        work.duty_begins_);

  for (Numbers& nearest : work.nearest_assigned_) {
    nearest.assign(org_.count(NodeKind::kTask), kNoIndex);
  }
  for (const std::uint32_t task : work.tasks_.pre_order()) {
    const std::uint32_t parent = work.tasks_.parent(task);
    if (parent != kNoIndex) {
      for (Numbers& nearest : work.nearest_assigned_) {
        nearest[task] = nearest[parent];
      }
    }
    for (const Assigned& assigned : work.assignments(TaskId{task})) {
      work.nearest_assigned_[static_cast<std::size_t>(assigned.role)][task] =
          task;
    }
  }
}

}  // namespace zeren::internal
