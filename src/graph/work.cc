#include "zeren/graph/work.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "src/graph/internal/delegates.h"
#include "src/graph/internal/snapshot_rep.h"

namespace zeren {

bool Work::IsListed(DelegationId delegation, Node work) const {
  if (listed_begins_.empty()) return false;
  const std::uint32_t begin = listed_begins_[Index(delegation)];
  const std::span<const Node> list = std::span(listed_).subspan(
      begin, listed_begins_[Index(delegation) + 1] - begin);
  const auto first_duty = std::partition_point(
      list.begin(), list.end(),
      [](Node node) { return node.kind() == NodeKind::kTask; });
  if (work.kind() == NodeKind::kDuty) {
    return std::binary_search(first_duty, list.end(), work);
  }
  // The last listed task that does not come after it in pre-order.
  const auto after =
      std::upper_bound(list.begin(), first_duty, tasks_.position(work.index()),
                       [this](std::uint32_t position, Node task) {
                         return position < tasks_.position(task.index());
                       });
  return after != list.begin() &&
         tasks_.IsWithin(work.index(), (after - 1)->index());
}

namespace internal {

void SnapshotBuilder::LinkTasks() {
  const std::uint32_t count = org_.count(NodeKind::kTask);
  const auto& written = org_.table<TaskView>().Get<&TaskView::parent>();
  const auto& units = org_.table<TaskView>().Get<&TaskView::unit>();
  Work& work = *work_;
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
        rep_->structure->units.in_force(UnitId{units[task]})) {
      work.task_units_[task] = units[task];
    }
  }
  work.tasks_ = Forest(std::move(parents), in_force, ById<NodeKind::kTask>());
}

void SnapshotBuilder::LinkDuties() {
  const std::uint32_t count = org_.count(NodeKind::kDuty);
  const Table<DutyView>& duties = org_.table<DutyView>();
  const auto& written = duties.Get<&DutyView::superior>();
  Work& work = *work_;
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
  Work& work = *work_;
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

// A delegation is in force if it is stated and both its ends are in force.
void SnapshotBuilder::IndexDelegations() {
  const Table<DelegationView>& rows = org_.table<DelegationView>();
  if (rows.size() == 0) return;
  const Snapshot snapshot(rep_);
  Work& work = *work_;
  const auto in_force = [&](Node node) {
    return org_.Exists(node) && snapshot.InForce(node);
  };
  const auto index = [&](const RowIndex& of, std::uint32_t count,
                         Numbers& begins) {
    if (of.rows.size() == 0) return;
    begins.reserve(count + std::size_t{1});
    for (std::uint32_t from = 0; from < count; ++from) {
      const std::size_t first = work.delegates_.size();
      begins.push_back(static_cast<std::uint32_t>(first));
      for (std::uint32_t i = of.groups.begin(from); i < of.groups.end(from);
           ++i) {
        const std::uint32_t row = of.rows[i];
        if (!rows.Written(row).Contains(day_) ||
            !in_force(rows.Get<&DelegationView::from>()[row]) ||
            !in_force(rows.Get<&DelegationView::to>()[row])) {
          continue;
        }
        work.delegates_.push_back(DelegateAt(org_, row));
      }
      SortDelegates(org_, std::span(work.delegates_).subspan(first));
    }
    begins.push_back(static_cast<std::uint32_t>(work.delegates_.size()));
  };
  index(org_.delegations_of_post, org_.count(NodeKind::kPost),
        work.delegates_of_post_);
  index(org_.delegations_of_person, org_.count(NodeKind::kPerson),
        work.delegates_of_person_);
  ListScopes();
}

void SnapshotBuilder::ListScopes() {
  Work& work = *work_;
  std::vector<std::uint8_t> scoped(org_.count(NodeKind::kDelegation), 0);
  bool any = false;
  for (const Delegate& delegate : work.delegates_) {
    scoped[Index(delegate.delegation)] = delegate.scoped ? 1 : 0;
    any = any || delegate.scoped;
  }
  if (!any) return;
  const auto& scopes =
      org_.table<DelegationView>().Get<&DelegationView::scope>();
  const Forest& tasks = work.tasks_;
  std::vector<Node> own;
  for (std::uint32_t row = 0; row < scoped.size(); ++row) {
    work.listed_begins_.push_back(
        static_cast<std::uint32_t>(work.listed_.size()));
    if (scoped[row] == 0) continue;
    own.clear();
    for (std::uint32_t i = scopes.begin(row); i < scopes.end(row); ++i) {
      if (org_.Exists(scopes.node(i))) own.push_back(scopes.node(i));
    }
    const auto place = [&](Node node) {
      return node.kind() == NodeKind::kTask ? tasks.position(node.index())
                                            : node.index();
    };
    std::sort(own.begin(), own.end(), [&](Node a, Node b) {
      if (a.kind() != b.kind()) return a.kind() == NodeKind::kTask;
      return place(a) < place(b);
    });
    // In pre-order a task follows the outermost one that it lies in.
    std::optional<Node> last;
    for (const Node node : own) {
      const bool within = last && last->kind() == node.kind() &&
                          (node.kind() == NodeKind::kTask
                               ? tasks.IsWithin(node.index(), last->index())
                               : node == *last);
      if (within) continue;
      work.listed_.push_back(node);
      last = node;
    }
  }
  work.listed_begins_.push_back(
      static_cast<std::uint32_t>(work.listed_.size()));
}

}  // namespace internal
}  // namespace zeren
