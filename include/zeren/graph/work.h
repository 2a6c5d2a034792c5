// work.h -- the tasks and duties of one day: what serves what, and who is
// assigned.

#ifndef ZEREN_GRAPH_WORK_H_
#define ZEREN_GRAPH_WORK_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/base/attributes.h"
#include "zeren/core/forest.h"
#include "zeren/core/node.h"
#include "zeren/model/records.h"

namespace zeren {

namespace internal {
class SnapshotBuilder;
}  // namespace internal

// One assignment in force.
struct Assigned {
  Role role;
  Node to;  // A unit, post or person in force.
};

// Work
//
// One of the tables of a `Snapshot`. Every question takes O(1) and allocates
// nothing. Tasks have no validity: all that the document has are here.
class Work {
 public:
  // Tasks by parent, duties (those in force) by the superior duty; cycles cut,
  // siblings and roots in order of id.
  const Forest& tasks() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return tasks_; }
  const Forest& duties() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return duties_; }
  bool in_force(DutyId duty) const { return duties_.Contains(Index(duty)); }

  std::optional<TaskId> parent(TaskId task) const {
    return OptionalId<TaskId>(tasks_.parent(Index(task)));
  }
  std::optional<DutyId> superior(DutyId duty) const {
    if (!in_force(duty)) return std::nullopt;
    return OptionalId<DutyId>(duties_.parent(Index(duty)));
  }

  // The assignments in force of the work itself, all roles, by written start,
  // then by the bytes of the reference.
  std::span<const Assigned> assignments(TaskId task) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return Row(task_begins_, Index(task));
  }
  std::span<const Assigned> assignments(DutyId duty) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return Row(duty_begins_, Index(duty));
  }
  // The task itself if it has an assignment of that role in force, else the
  // nearest task above that has.
  std::optional<TaskId> nearest_assigned(TaskId task, Role role) const {
    return OptionalId<TaskId>(
        nearest_assigned_[static_cast<std::size_t>(role)][Index(task)]);
  }

  // The unit that a task belongs to, if in force.
  std::optional<UnitId> unit(TaskId task) const {
    return OptionalId<UnitId>(task_units_[Index(task)]);
  }
  // The unit or post that bears a duty, if in force.
  std::optional<Node> bearer(DutyId duty) const {
    const Node bearer = bearers_[Index(duty)];
    if (bearer.kind() == NodeKind::kDocument) return std::nullopt;
    return bearer;
  }

 private:
  friend class internal::SnapshotBuilder;
  using Numbers = std::vector<std::uint32_t>;

  std::span<const Assigned> Row(const Numbers& begins,
                                std::uint32_t index) const {
    return std::span(assigned_).subspan(begins[index],
                                        begins[index + 1] - begins[index]);
  }

  Forest tasks_;
  Forest duties_;
  Numbers task_begins_;
  Numbers duty_begins_;
  std::vector<Assigned> assigned_;
  std::array<Numbers, kRoles> nearest_assigned_;
  Numbers task_units_;
  std::vector<Node> bearers_;
};

}  // namespace zeren

#endif  // ZEREN_GRAPH_WORK_H_
