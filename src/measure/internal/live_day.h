// live_day.h -- an organisation on a day, both of which may become others.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_DAY_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_DAY_H_

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "src/graph/internal/history_day.h"
#include "src/graph/internal/post_holders.h"
#include "src/model/internal/organization_rep.h"
#include "src/model/internal/touch.h"
#include "src/work/internal/task_facts.h"
#include "zeren/model/organization.h"
#include "zeren/work/tasks.h"

namespace zeren::internal {

// MentionLists
//
// By which nodes a node is mentioned in some field. Mentions that are no more
// stay listed: whoever reads the list looks at the field.
class MentionLists {
 public:
  std::span<const std::uint32_t> of(std::uint32_t node) const {
    if (node >= lists_.size()) return {};
    return lists_[node];
  }
  // `once`: maybe it is listed already.
  void Add(std::uint32_t node, std::uint32_t by, bool once);

 private:
  std::vector<std::vector<std::uint32_t>> lists_;
};

// LiveDay
//
// The facts of a day, and the few lists that no organisation has. Not moved,
// as readers keep references to it.
class LiveDay {
 public:
  // O(units, posts, lines and tasks).
  LiveDay(Organization organization, DayNumber day);
  LiveDay(const LiveDay&) = delete;
  LiveDay& operator=(const LiveDay&) = delete;

  const Organization& organization() const { return organization_; }
  const OrganizationRep& rep() const { return organization_.rep(); }
  // How often the organisation became another one.
  std::uint64_t changes() const { return changes_; }
  DayNumber day() const { return facts_->day(); }
  HistoryDay& facts() { return *facts_; }

  void MoveTo(DayNumber day) { facts_->MoveTo(day); }
  // Turns to an organisation that changes made from this one.
  void Take(Organization next, std::span<const Touch> touches);

  // Units of which a line, of any day, leads to this one; and others.
  std::span<const std::uint32_t> units_below(std::uint32_t unit) const {
    return units_below_.of(unit);
  }
  // Units of which this post is said to be the head; and others.
  std::span<const std::uint32_t> units_headed(std::uint32_t post) const {
    return units_headed_.of(post);
  }
  // Posts that are said, on some day, to report to this one; and others.
  std::span<const std::uint32_t> posts_below(std::uint32_t post) const {
    return posts_below_.of(post);
  }
  // Tasks that are said to be parts of this one; and others.
  std::span<const std::uint32_t> parts(std::uint32_t task) const {
    return parts_.of(task);
  }
  // Tasks that are said to sit in a unit; and others.
  std::span<const std::uint32_t> tasks_of(std::uint32_t unit) const {
    return tasks_of_.of(unit);
  }

 private:
  void ListUnit(std::uint32_t unit, bool once);
  void ListPost(std::uint32_t post, bool once);
  void ListTask(std::uint32_t task, bool once);

  Organization organization_;
  std::uint64_t changes_ = 0;
  std::optional<HistoryDay> facts_;  // Refers to the organisation.
  MentionLists units_below_;
  MentionLists units_headed_;
  MentionLists posts_below_;
  MentionLists parts_;
  MentionLists tasks_of_;
};

// LivePosts
//
// What `Posts` says of posts in force.
class LivePosts {
 public:
  explicit LivePosts(LiveDay& day) : day_(day) {}

  PostState state(PostId post) const { return day_.facts().state(post); }
  std::uint32_t seats(PostId post) const;
  std::uint32_t seats_taken(PostId post) const {
    return SeatsTaken(day_.facts().holders(post));
  }
  double fte(PostId post) const;

 private:
  LiveDay& day_;
};

// LiveTasks
//
// What `TaskStates` says of leaf tasks, and which tasks are leaves. Time linear
// in the tasks above, the parts and the progress entries of the task.
class LiveTasks {
 public:
  explicit LiveTasks(LiveDay& day) : day_(day) {}

  bool is_leaf(TaskId task) const;
  bool started(TaskId task) const { return Facts().Started(Index(task)); }
  bool known(TaskId task) const {
    return Facts().Reported(Index(task)).has_value();
  }
  double progress(TaskId task) const {
    return Facts().Reported(Index(task)).value_or(0);
  }
  TaskState state(TaskId task) const {
    return TaskStateOf(Facts(), Index(task), IsCancelled(task), progress(task));
  }
  bool open(TaskId task) const {
    if (!started(task)) return false;
    const TaskState now = state(task);
    return now != TaskState::kCancelled && now != TaskState::kDone;
  }

 private:
  TaskFacts Facts() const { return TaskFacts(day_.rep(), day_.day(), {}); }
  bool IsCancelled(TaskId task) const;

  LiveDay& day_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_DAY_H_
