// snapshot_day.h -- what a resolution asks of a day, answered by a snapshot.

#ifndef ZEREN_ASSIGN_INTERNAL_SNAPSHOT_DAY_H_
#define ZEREN_ASSIGN_INTERNAL_SNAPSHOT_DAY_H_

#include <optional>
#include <span>

#include "src/graph/internal/history_day.h"
#include "src/graph/internal/superior_rules.h"
#include "zeren/core/node.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// SnapshotDay
//
// The questions that `HistoryDay` answers too, by the same names, so that one
// text says who answers for both. All of it is inlined.
//
// Lifetime: keeps a reference to the snapshot.
class SnapshotDay {
 public:
  SnapshotDay(const Snapshot& snapshot) : snapshot_(&snapshot) {}

  const Organization& organization() const { return snapshot_->organization(); }

  std::optional<UnitId> parent(UnitId unit) const {
    return snapshot_->units().parent(unit);
  }
  bool is_cut(UnitId unit) const {
    return snapshot_->units().forest().is_cut(Index(unit));
  }
  std::optional<PostId> head(UnitId unit) const {
    return snapshot_->units().head(unit);
  }
  IdRange<PostId> deputies(UnitId unit) const {
    return snapshot_->units().deputies(unit);
  }

  std::optional<UnitId> unit(PostId post) const {
    return snapshot_->posts().unit(post);
  }
  PostState state(PostId post) const { return snapshot_->posts().state(post); }
  std::span<const Holder> holders(PostId post) const {
    return snapshot_->posts().holders(post);
  }
  std::optional<PostId> superior(PostId post) const {
    return snapshot_->posts().superior(post);
  }
  bool ends_at_cut(PostId post) const {
    return snapshot_->posts().ends_at_cut(post);
  }

  bool present(PersonId person) const {
    return snapshot_->people().present(person);
  }
  SuperiorAnswer superior(PersonId person) const {
    return {SuperiorOf(*snapshot_, person), SuperiorCut(*snapshot_, person)};
  }

  bool in_force(DutyId duty) const { return work().in_force(duty); }
  std::optional<TaskId> parent(TaskId task) const {
    return work().parent(task);
  }
  bool is_cut(TaskId task) const { return work().tasks().is_cut(Index(task)); }
  bool top_cut(TaskId task) const {
    const Forest& tasks = work().tasks();
    return !tasks.cycles().empty() && tasks.is_cut(tasks.root(Index(task)));
  }
  std::optional<UnitId> unit(TaskId task) const { return work().unit(task); }
  std::optional<Node> bearer(DutyId duty) const { return work().bearer(duty); }
  // Here, those of other roles too.
  std::span<const Assigned> assignments(DutyId duty, Role) const {
    return work().assignments(duty);
  }
  NearestAssigned nearest_assigned(TaskId task, Role role) const {
    const std::optional<TaskId> nearest = work().nearest_assigned(task, role);
    if (!nearest) return {};
    return {nearest, work().assignments(*nearest)};
  }

  bool has_delegations() const { return work().has_delegations(); }
  template <typename Id>
  std::span<const Delegate> delegations(Id from) const {
    return work().delegations(from);
  }
  bool Covers(const Delegate& delegate, Node node) const {
    return work().Covers(delegate, node);
  }

 private:
  const Work& work() const { return snapshot_->work(); }

  const Snapshot* snapshot_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_SNAPSHOT_DAY_H_
