// live_view.h -- the questions of a `CheckView`, answered from the facts of the
// nodes in question, on a day and of an organisation that may become others.

#ifndef ZEREN_GAPS_INTERNAL_LIVE_VIEW_H_
#define ZEREN_GAPS_INTERNAL_LIVE_VIEW_H_

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/core/internal/days.h"
#include "src/gaps/internal/live_tasks.h"
#include "src/graph/internal/history_day.h"
#include "src/measure/internal/live_day.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/condition.h"
#include "zeren/work/tasks.h"

namespace zeren::internal {

// LiveView
//
// Each question gets the answer of the tables of that day's snapshot, in time
// linear in the facts of the nodes that it comes by.
//
// Thread-safety: none.
class LiveView {
 public:
  using SharedStates =
      absl::flat_hash_map<const void*, std::shared_ptr<const void>>;

  // O(units, posts, lines and tasks).
  LiveView(Organization organization, DayNumber day);
  LiveView(const LiveView&) = delete;
  LiveView& operator=(const LiveView&) = delete;

  void MoveTo(DayNumber day);
  // Turns to an organisation that changes made from this one.
  void Take(Organization next, std::span<const Touch> touches);

  // Begins another evaluation: what was returned before holds no longer.
  void Restart();
  // The first day after this one on which an answer given since `Restart` may
  // be another one; `kNever` if there is none.
  DayNumber until() { return std::min(until_, facts().until()); }

  // Which nodes the evaluations since `StartNoting` asked about, or came by on
  // the way to an answer; maybe repeatedly. Unless it is started nothing is
  // noted.
  void StartNoting() {
    noting_ = true;
    noted_all_ = false;
    noted_.clear();
  }
  void StopNoting() { noting_ = false; }
  const std::vector<Node>& noted() const { return noted_; }

  const Organization& organization() const { return day_.organization(); }
  DayNumber day() const { return day_.day(); }
  const LiveDay& live_day() const { return day_; }
  LiveDay& live_day() { return day_; }
  LiveTaskTree& tasks();
  void TurnsOn(DayNumber day) {
    if (day > this->day()) until_ = std::min(until_, day);
  }
  bool Holds(const DayRange& days) { return facts().Holds(days); }
  bool InForce(Node node);

  std::optional<UnitId> parent(UnitId unit);
  IdRange<UnitId> children(UnitId unit);
  bool IsWithin(UnitId unit, UnitId ancestor);
  std::optional<std::int32_t> level(UnitId unit) const;
  std::optional<PostId> head(UnitId unit) {
    Note(unit);
    return facts().head(unit);
  }
  std::optional<UnitId> nearest_headed(UnitId unit) {
    Note(unit);
    if (!facts().in_force(unit)) return std::nullopt;
    NoteWayToHead(unit);
    return facts().nearest_headed(unit);
  }
  IdRange<PostId> posts(UnitId unit);
  std::span<const std::uint32_t> member_rows(UnitId unit);
  bool HasMembers(UnitId unit);
  std::int64_t HeadCount(UnitId unit, std::string_view head_count);

  PostState state(PostId post) {
    Note(post);
    return facts().state(post);
  }
  std::span<const Holder> holders(PostId post) {
    Note(post);
    return facts().holders(post);
  }
  std::uint32_t seats(PostId post) { return LivePosts(day_).seats(post); }
  std::uint32_t seats_taken(PostId post) {
    Note(post);
    return LivePosts(day_).seats_taken(post);
  }
  std::optional<PostId> superior(PostId post) {
    Note(post);
    return facts().superior(post);
  }
  bool ends_at_cut(PostId post) {
    Note(post);
    return facts().ends_at_cut(post);
  }
  bool IsWithin(PostId post, PostId superior);
  PostId root(PostId post);
  IdRange<PostId> direct_reports(PostId post);
  std::optional<UnitId> unit(PostId post) {
    Note(post);
    return facts().unit(post);
  }

  bool present(PersonId person) {
    Note(person);
    return facts().present(person);
  }
  std::optional<UnitId> home(PersonId person);
  std::optional<UnitId> main_unit(PersonId person) {
    Note(person);
    return facts().main_unit(person);
  }
  std::optional<PostId> superior(PersonId person);
  std::span<const std::uint32_t> membership_rows(PersonId person);
  IdRange<PostId> posts(PersonId person);

  std::optional<TaskId> parent(TaskId task) { return facts().parent(task); }
  std::optional<DutyId> superior(DutyId duty) {
    Note(duty);
    return facts().superior(duty);
  }
  IdRange<TaskId> children(TaskId task);
  std::optional<UnitId> unit(TaskId task);
  std::optional<Node> bearer(DutyId duty);
  std::span<const Assigned> assignments(Node work);
  std::optional<TaskId> nearest_assigned(TaskId task, Role role);
  std::span<const Delegate> delegations(PostId from) {
    NoteDelegates(from, rep().delegations_of_post);
    return facts().delegations(from);
  }
  std::span<const Delegate> delegations(PersonId from) {
    NoteDelegates(from, rep().delegations_of_person);
    return facts().delegations(from);
  }
  TaskState state(TaskId task);
  double progress(TaskId task);
  bool cancelled(TaskId task);
  bool open(TaskId task);
  Resolution Resolve(Node work, Role role);

  std::vector<Node> CycleAt(Node node);
  std::optional<UnitId> UnitOf(Node node);
  bool Matches(Node node, const Condition& condition);
  bool HasAge(Node node, const Condition::Age& age);

  // Whether `snapshot` was asked for since `StartNoting`.
  bool noted_all() const { return noted_all_; }

  // The whole day. Whatever turns next counts for `until`.
  const Snapshot& snapshot();
  SharedStates& shared(bool of_day) {
    return of_day ? shared_of_day_ : shared_;
  }

 private:
  void Note(Node node) {
    if (noting_) noted_.push_back(node);
  }
  // The units passed by a search for the nearest head.
  void NoteWayToHead(UnitId unit);
  void NoteWayTo(const Resolution& who);
  // Those whom assignments or delegations name, in force or not.
  void NoteAssigned(Node work);
  void NoteDelegates(Node from, const RowIndex& rows);
  HistoryDay& facts() { return day_.facts(); }
  const OrganizationRep& rep() const { return day_.rep(); }
  // A list that lives until `Restart`.
  std::vector<std::uint32_t>& NewList();
  template <NodeKind kKind>
  void SortById(std::vector<std::uint32_t>& nodes) const;
  // The posts that look to the head of a unit, by rule: those in it, and those
  // below up to the next heads.
  void AppendLookingTo(UnitId unit, std::vector<std::uint32_t>& posts);
  DayNumber NextTurnOfAnything();

  LiveDay day_;
  DayNumber until_ = kNever;
  bool noting_ = false;
  bool noted_all_ = false;
  std::vector<Node> noted_;
  std::deque<std::vector<std::uint32_t>> lists_;
  std::size_t lists_used_ = 0;
  std::vector<Assigned> assigned_;
  SharedStates shared_of_day_;
  SharedStates shared_;                          // Of this organisation.
  std::optional<LiveTaskTree> tasks_;            // Of this organisation.
  std::optional<Snapshot> snapshot_;             // Of this day.
  std::optional<std::vector<DayNumber>> turns_;  // Of this organisation.
};

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_LIVE_VIEW_H_
