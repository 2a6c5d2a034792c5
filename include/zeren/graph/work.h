// work.h -- the tasks and duties of one day: what serves what, who is assigned,
// and who passes work on to whom.

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

// One delegation in force, as whoever delegates sees it.
struct Delegate {
  Node to;  // A post or person in force, who stands in.
  DelegationId delegation{};
  bool may_redelegate = false;  // Whether `to` may pass on what came this way.
  bool scoped = false;          // Whether it covers listed work only.
};

// Work
//
// One of the tables of a `Snapshot`. Every question takes O(1) unless it says
// otherwise, and allocates nothing. Tasks have no validity: all that the
// document has are here.
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

  // The delegations in force of a post or person, by written start, then id. A
  // delegation is in force if it is stated and both its ends are in force.
  std::span<const Delegate> delegations(PostId from) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return Delegates(delegates_of_post_, Index(from));
  }
  std::span<const Delegate> delegations(PersonId from) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return Delegates(delegates_of_person_, Index(from));
  }
  bool has_delegations() const { return !delegates_.empty(); }
  // Whether one of them covers listed work only.
  bool has_scoped_delegations() const { return !listed_begins_.empty(); }
  // Whether a delegation in force covers a task or duty: it covers all work, or
  // lists the duty, the task or a task above it. O(log length of the list).
  bool Covers(const Delegate& delegate, Node work) const {
    return !delegate.scoped || IsListed(delegate.delegation, work);
  }
  // What delegations in force list: duties, and the outermost of the tasks.
  std::span<const Node> listed() const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return listed_;
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

  std::span<const Delegate> Delegates(const Numbers& begins,
                                      std::uint32_t from) const {
    if (begins.empty()) return {};
    return std::span(delegates_)
        .subspan(begins[from], begins[from + 1] - begins[from]);
  }
  bool IsListed(DelegationId delegation, Node work) const;

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
  // The lists of begins are empty where nobody delegates.
  Numbers delegates_of_post_;
  Numbers delegates_of_person_;
  std::vector<Delegate> delegates_;
  // What each delegation lists: tasks that lie in no other listed one, in
  // pre-order, then duties by number. Empty where none has a list.
  Numbers listed_begins_;
  std::vector<Node> listed_;
};

}  // namespace zeren

#endif  // ZEREN_GRAPH_WORK_H_
