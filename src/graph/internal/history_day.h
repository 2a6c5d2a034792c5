// history_day.h -- one day of an organisation, without a snapshot of it.
//
//   HistoryDay day(organization, ToDayNumber(absl::CivilDay(2026, 11, 22)));
//   day.superior(post);  // as `Posts::superior` of that day's snapshot
//   day.until();         // the first day on which that may change
//
// A snapshot pays for the whole organisation once, and every answer is there.
// Who follows one piece of work through the years needs a few answers on each
// of a few days: they are found here from the facts of the nodes in question,
// by the same rules.

#ifndef ZEREN_GRAPH_INTERNAL_HISTORY_DAY_H_
#define ZEREN_GRAPH_INTERNAL_HISTORY_DAY_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/lazy_forest.h"
#include "src/graph/internal/node_map.h"
#include "src/graph/internal/superior_rules.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"
#include "zeren/graph/posts.h"
#include "zeren/graph/work.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

// The task whose assignments count in a role, and these.
struct NearestAssigned {
  std::optional<TaskId> task;
  std::span<const Assigned> assignments;
};

// Some facts of a node. Spans of it stay where they are until the day moves.
template <typename T>
struct KnownList {
  std::vector<T> items;
  DayNumber until = kDawn;
};

// HistoryDay
//
// Each question gets the answer of the table of the same name of that day's
// snapshot, in time linear in the facts of the nodes that it comes by. What
// was found out is remembered as long as it holds, so that going up a chain
// step by step takes time linear in its length, and going up again on another
// day no longer than what has changed meanwhile.
//
// Thread-safety: none. Lifetime: keeps a reference to the organisation.
class HistoryDay {
 public:
  HistoryDay(const Organization& organization, DayNumber day)
      : organization_(organization), org_(organization.rep()), day_(day) {}

  const Organization& organization() const { return organization_; }
  DayNumber day() const { return day_; }
  // Turns to another day. What was found out and still holds there is kept if
  // the day is a later one.
  void MoveTo(DayNumber day);

  // The first day after this one on which an answer given since `Restart` may
  // be another one: some fact that it rests on starts or ends there. `kNever`
  // if there is none.
  DayNumber until() const { return until_; }
  void Restart() { until_ = kNever; }

  bool in_force(UnitId unit);
  bool in_force(PostId post);
  bool in_force(DutyId duty);
  // Of nodes that the document lacks: false.
  bool in_force(Node node);

  // Units.
  std::optional<UnitId> parent(UnitId unit);
  bool is_cut(UnitId unit) { return LineOf(unit).cut; }
  // Whether a cycle was cut at the top of its tree.
  bool top_cut(UnitId unit) { return LineOf(unit).top_cut; }
  std::optional<PostId> head(UnitId unit);
  std::optional<UnitId> nearest_headed(UnitId unit);
  // O(posts of the unit), in force or not, the first time.
  std::span<const PostId> deputies(UnitId unit);

  // Posts.
  std::optional<UnitId> unit(PostId post);
  PostState state(PostId post);
  std::span<const Holder> holders(PostId post);
  std::optional<PostId> superior(PostId post);
  bool ends_at_cut(PostId post) { return LineOf(post).cut; }

  // Persons.
  bool present(PersonId person);
  // As `MainUnitOf`, `SuperiorOf` and `SuperiorCut` have it.
  std::optional<UnitId> main_unit(PersonId person);
  SuperiorAnswer superior(PersonId person) {
    return SuperiorOfPerson(*this, person);
  }

  // Work. Assignments are those of one role; they are there until the next
  // question about assignments.
  std::optional<TaskId> parent(TaskId task);
  bool is_cut(TaskId task) { return LineOf(task).cut; }
  bool top_cut(TaskId task) { return LineOf(task).top_cut; }
  std::optional<DutyId> superior(DutyId duty);
  std::optional<UnitId> unit(TaskId task);
  std::optional<Node> bearer(DutyId duty);
  std::span<const Assigned> assignments(DutyId duty, Role role);
  // Of the task or the nearest one above that has some; none: no task.
  NearestAssigned nearest_assigned(TaskId task, Role role);

  // Delegations. `has_delegations`: at all, on whatever day.
  bool has_delegations() const {
    return org_.table<DelegationView>().size() > 0;
  }
  std::span<const Delegate> delegations(PostId from) {
    return Delegations(org_.delegations_of_post, delegates_of_post_, from);
  }
  std::span<const Delegate> delegations(PersonId from) {
    return Delegations(org_.delegations_of_person, delegates_of_person_, from);
  }
  // O(length of the list), and of the tasks above `work`.
  bool Covers(const Delegate& delegate, Node work);

  // The cycle of units, posts, tasks or duties that was cut at a node, from it
  // along the links upwards; empty if none was. O(1) if there is none, else
  // O(nodes of the cycle).
  std::vector<Node> CycleAt(Node node);

  // ---- For the rules in superior_rules.h

  // Whether a fact of these days holds on this one.
  bool Holds(const DayRange& days) {
    until_ = std::min(until_, days.NextChange(day_));
    return days.Contains(day_);
  }
  bool holds(PersonId person, PostId post);
  std::optional<PostId> own_post(PersonId person);
  SuperiorAnswer answer_of(PostId post);

 private:
  // A node found, and the first day on which it may be another one.
  struct Found {
    std::uint32_t node = kNoIndex;
    DayNumber until = kDawn;
  };

  // Whether what is remembered holds on this day. One that was never found
  // does not.
  template <typename T>
  bool StillHolds(const T& known) const {
    return known.until > day_;
  }
  // Calls `find()`, and returns the first day on which what it looked at
  // changes, without counting that for `until`.
  template <typename Find>
  DayNumber UntilOf(const Find& find) {
    const DayNumber outer = std::exchange(until_, kNever);
    find();
    return std::exchange(until_, outer);
  }
  // Counts what is remembered for `until`.
  void Count(DayNumber until) { until_ = std::min(until_, until); }

  LineUp LineOf(UnitId unit);
  LineUp LineOf(PostId post);
  LineUp LineOf(TaskId task);
  LineUp LineOf(DutyId duty);
  // The superior before cycles are cut.
  std::uint32_t UncutSuperior(Node node);
  std::uint32_t ChooseParent(std::uint32_t unit);
  std::uint32_t FindHead(UnitId unit);
  const PostKind* KindOf(std::uint32_t post) const;
  std::span<const Delegate> Delegations(const RowIndex& of,
                                        NodeMap<KnownList<Delegate>>& known,
                                        Node from);
  std::span<const Assigned> Assignments(const Groups& groups,
                                        std::uint32_t owner, Role role);

  const Organization& organization_;
  const OrganizationRep& org_;
  DayNumber day_;
  DayNumber until_ = kNever;

  LazyForest units_;
  LazyForest posts_;
  LazyForest tasks_;  // Tasks have no validity: the same on each day.
  LazyForest duties_;
  NodeMap<Found> heads_;
  NodeMap<Found> nearest_headed_;
  // The units passed by a search for the nearest head.
  absl::InlinedVector<Found, 8> passed_;

  NodeMap<KnownList<PostId>> deputies_;
  NodeMap<KnownList<Holder>> holders_;
  NodeMap<KnownList<Delegate>> delegates_of_post_;
  NodeMap<KnownList<Delegate>> delegates_of_person_;
  // The task about which `Covers` was asked last, and those above it.
  std::uint32_t covered_task_ = kNoIndex;
  NodeMap<bool> covered_by_;

  struct Dated {
    Assigned assigned;
    DayNumber start;
  };
  absl::InlinedVector<Dated, 2> dated_;
  absl::InlinedVector<Assigned, 2> assigned_;
};

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_HISTORY_DAY_H_
