// check_view.h -- what a check may look at: the facts of one day.

#ifndef ZEREN_GAPS_CHECK_VIEW_H_
#define ZEREN_GAPS_CHECK_VIEW_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/time/civil_time.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/condition.h"
#include "zeren/model/records.h"
#include "zeren/work/tasks.h"

namespace zeren {

namespace internal {
class LiveView;
struct DayRange;
}  // namespace internal

// CheckView
//
// The facts of one day, as checks ask for them. A report of one day answers
// from a snapshot. Who follows gaps through the years, or from one change to
// the next, asks the same questions about a few nodes on many days: then
// answers come from the facts of these nodes, and the view notes until when
// they stay the same. So a check is written once, and asks this view, rather
// than `snapshot()`, for all that is about the day.
//
// A question about a node that is not in force gets the empty answer. Answers
// are those of the tables of the day's `Snapshot`, where more is said of them.
//
// Spans and ranges that it returns hold until the evaluation of a focus ends.
//
// Thread-safety: none, as the first use of a part computes it.
//
// Lifetime: the snapshot must live as long.
class CheckView {
 public:
  explicit CheckView(const Snapshot& snapshot);
  ~CheckView();
  CheckView(const CheckView&) = delete;
  CheckView& operator=(const CheckView&) = delete;

  // The organisation: names, kinds, and what else is written of nodes. Whether
  // a record holds on the day is for `Holds` to say.
  const Organization& organization() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // The day. A check for which its passing alone makes a difference tells with
  // `TurnsOn` when it does.
  absl::CivilDay day() const;

  // Says that from `day` on there may be a gap where there is none now, or none
  // where there is one, without any fact that starts or ends then: a post that
  // will have been vacant for 90 days, a term that will have ended. Of several
  // days the first after today counts. What changes in the value of a gap that
  // is there, such as the days that it lasts, need not be said.
  void TurnsOn(absl::CivilDay day) const;
  // Whether days that are written in the document contain this day.
  bool Holds(const Period& period) const;
  bool InForce(Node node) const;

  // ------------------------------------------------------------------- Units

  std::optional<UnitId> parent(UnitId unit) const;
  IdRange<UnitId> children(UnitId unit) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // Whether `unit`, in force, is `ancestor` or below it.
  bool IsWithin(UnitId unit, UnitId ancestor) const;
  std::optional<std::int32_t> level(UnitId unit) const;
  std::optional<PostId> head(UnitId unit) const;
  std::optional<UnitId> nearest_headed(UnitId unit) const;
  IdRange<PostId> posts(UnitId unit) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // The memberships in force, as rows of `Snapshot::membership`.
  std::span<const std::uint32_t> member_rows(UnitId unit) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // Whether there are any: in a period this is asked again less often than the
  // rows.
  bool HasMembers(UnitId unit) const;
  // How many different members count as `head_count` ("all").
  std::int64_t HeadCount(UnitId unit, std::string_view head_count) const;

  // ------------------------------------------------------------------- Posts

  PostState state(PostId post) const;
  std::span<const Holder> holders(PostId post) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  std::uint32_t seats(PostId post) const;
  // Different persons who are not acting, each withheld name counting as one.
  std::uint32_t seats_taken(PostId post) const;
  std::optional<PostId> superior(PostId post) const;
  // Whether there is no superior only because a cycle was cut.
  bool ends_at_cut(PostId post) const;
  // Whether `post`, in force, is `superior` or below it, and the post at the
  // top of its chain.
  bool IsWithin(PostId post, PostId superior) const;
  PostId root(PostId post) const;
  IdRange<PostId> direct_reports(PostId post) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  std::optional<UnitId> unit(PostId post) const;

  // ----------------------------------------------------------------- Persons

  // In the organisation and not absent.
  bool present(PersonId person) const;
  std::optional<UnitId> home(PersonId person) const;
  // The unit by which a person's superior is found, and this superior, as
  // `MainUnitOf` and `SuperiorOf`.
  std::optional<UnitId> main_unit(PersonId person) const;
  std::optional<PostId> superior(PersonId person) const;
  std::span<const std::uint32_t> membership_rows(PersonId person) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // In order of id; a post of which the person holds two seats is there twice.
  IdRange<PostId> posts(PersonId person) const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // -------------------------------------------------------------------- Work

  std::optional<TaskId> parent(TaskId task) const;
  std::optional<DutyId> superior(DutyId duty) const;
  IdRange<TaskId> children(TaskId task) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  std::optional<UnitId> unit(TaskId task) const;
  std::optional<Node> bearer(DutyId duty) const;
  // Of a task or duty itself, in all roles.
  std::span<const Assigned> assignments(Node work) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  std::optional<TaskId> nearest_assigned(TaskId task, Role role) const;
  std::span<const Delegate> delegations(PostId from) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  std::span<const Delegate> delegations(PersonId from) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // With the default options of `TaskStates`.
  TaskState state(TaskId task) const;
  double progress(TaskId task) const;
  // Itself, or a task above it.
  bool cancelled(TaskId task) const;
  bool open(TaskId task) const;

  // Who answers, as `ResolveResponsible` says; and whether anybody does, which
  // asked for all work takes time linear in the organisation.
  Resolution Resolve(Node work, Role role) const;
  bool Answered(Node work, Role role) const;

  // --------------------------------------------------------------------- Any

  // A cycle of units, posts, tasks or duties that was cut at this node, once
  // around from it; empty if none was.
  std::vector<Node> CycleAt(Node node) const;
  // The unit in force to which a node belongs, as `Snapshot::UnitOf`.
  std::optional<UnitId> UnitOf(Node node) const;
  bool Matches(Node node, const Condition& condition) const;

  // ---------------------------------------------------------------- Low-level

  // The whole day at once, for what cannot be asked otherwise. Makes a snapshot
  // of the day where there is none, and on each day on which anything turns.
  const Snapshot& snapshot() const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // State that a check shares among its foci, made at first use. `make` returns
  // a shared_ptr<const T>; `key` tells states apart. The first holds as long as
  // the day and the organisation stay the same, the second whatever day it is.
  template <typename T, typename Make>
  const T& Shared(const void* key, Make make) const {
    const std::shared_ptr<const void>& slot = SharedSlot(
        true, key, [&] { return std::shared_ptr<const void>(make()); });
    return *static_cast<const T*>(slot.get());
  }
  template <typename T, typename Make>
  const T& SharedByDays(const void* key, Make make) const {
    const std::shared_ptr<const void>& slot = SharedSlot(
        false, key, [&] { return std::shared_ptr<const void>(make()); });
    return *static_cast<const T*>(slot.get());
  }

  explicit CheckView(internal::LiveView& live);
  // Of a snapshot: the first of the days that `TurnsOn` was told since the last
  // call, as a number; the greatest one if there is none.
  std::int32_t TakeNextTurn() const;
  bool Holds(const internal::DayRange& days) const;

 private:
  const std::shared_ptr<const void>& SharedSlot(
      bool of_day, const void* key,
      const std::function<std::shared_ptr<const void>()>& make) const;

  const TaskStates& AllTasks() const;

  struct Cache;
  mutable std::int32_t next_turn_;
  const Snapshot* snapshot_ = nullptr;  // Of a report of one day.
  internal::LiveView* live_ = nullptr;  // Otherwise.
  std::unique_ptr<Cache> cache_;
};

}  // namespace zeren

#endif  // ZEREN_GAPS_CHECK_VIEW_H_
