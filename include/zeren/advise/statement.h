// statement.h -- all that somebody answers for, with everything below.
//
//   absl::StatusOr<Statement> statement =
//       StatementOf(today, *today.Find("person:lin"));
//   statement->all.count(TaskState::kOverdue);   // 1
//   for (const StatementTask& task : statement->overdue) {
//     task.days_late;                            // 12
//     for (const StatementHop& hop : statement->WayUp(task.way)) {
//       today.organization().NameOf(hop.node);   // "unit:team", "post:head"
//       ...
//     }
//   }
//
// What it covers, on the day of the snapshot:
//
// 1. The posts by which somebody answers, the *own* posts: of a post itself; of
//    a person all posts of his or her appointments in force, acting ones too,
//    whether the person is present or absent.
// 2. *Posts below*: the posts that report to an own post, directly or through
//    others; own posts are not among them.
// 3. *Units*: those that an own post or one of (2) heads, and all below them by
//    the primary line.
// 4. Also posts below are those that sit in these units and report to nobody of
//    (1) or (2), but for those that an own post is below. What reports to them
//    elsewhere, and what they head elsewhere, is not included.
// 5. *People*: persons with a membership in force in one of the units, or an
//    appointment in force to a post below; whoever is asked about, or holds the
//    post that is asked about, is not counted.
// 6. *Tasks*: those for which `ResponsibilitiesOf` says that whoever is asked
//    about is accountable (the own ones); those of the units; and those that
//    are put to somebody here: of which an accountable assignment in force, of
//    the task itself or of the nearest task above that has any, names one of
//    the units, of the posts, the person asked about, or somebody whose
//    superior (`SuperiorOf`) is a post of (1) or (2), unless that one holds the
//    post that is asked about, or a post that an own post is below; and the
//    parts of all these, whoever they are assigned to.
// 7. *Duties* in force, likewise: the own ones, those borne by one of the units
//    or posts, and those of which an accountable assignment in force names one
//    of the same.
//
// Everything counts once, however many ways lead to it. Nothing is left out: no
// list has a limit.

#ifndef ZEREN_ADVISE_STATEMENT_H_
#define ZEREN_ADVISE_STATEMENT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/graph/posts.h"
#include "zeren/graph/snapshot.h"
#include "zeren/work/tasks.h"

namespace zeren {

// Why one step of a way up leads where it does.
enum class StatementRule : std::uint8_t {
  kAnswers,        // "answers": who is asked about is accountable for the work.
  kAssignment,     // "assignment": the work is assigned to ...
  kBearer,         // "bearer": the duty is borne by ...
  kUnit,           // "unit": the task belongs to, or the post sits in, ...
  kHolder,         // "holder": the post is held by ...
  kParent,         // "parent": the unit or task above.
  kUnitHead,       // "unit-head": the head post of the unit; the superior.
  kAncestorHead,   // "ancestor-head": the superior, by a unit above.
  kReportingLine,  // "reporting-line": the superior, by a dated line.
  kReportsTo,      // "reports-to": the superior, as the post has it.
};
std::string_view NameOf(StatementRule rule);

// One step up: where to, and by which rule.
struct StatementHop {
  Node node;
  StatementRule rule = StatementRule::kAnswers;

  friend bool operator==(const StatementHop&, const StatementHop&) = default;
};

// One of the places that ways up pass, with the step that leads on from there.
struct StatementPlace {
  Node node;
  // The place that comes next, a smaller one; `kNoIndex` for the last, which is
  // who is asked about.
  std::uint32_t next = kNoIndex;
  StatementRule rule = StatementRule::kAnswers;  // What leads to the next.

  friend bool operator==(const StatementPlace&,
                         const StatementPlace&) = default;
};

struct StatementPost {
  PostId post{};
  PostState state = PostState::kVacant;
  // The person asked about is only acting there.
  bool acting = false;

  friend bool operator==(const StatementPost&, const StatementPost&) = default;
};

// How many tasks stand how: of leaf tasks, as the roll-ups `tasks.<state>` and
// `task_progress` count them, so that no part counts twice.
struct TaskTally {
  // By `TaskState`: those started by the day.
  std::array<std::uint32_t, 6> states{};
  // Those that start later, cancelled ones included.
  std::uint32_t planned = 0;
  // The mean progress, by weight, of those started and not cancelled whose
  // progress is known; by how many it is, and of how many it is not known.
  std::optional<double> progress;
  std::uint32_t known = 0;
  std::uint32_t unknown = 0;

  std::uint32_t count(TaskState state) const {
    return states[static_cast<std::size_t>(state)];
  }
  // All that are counted, planned ones too.
  std::uint32_t total() const;

  friend bool operator==(const TaskTally&, const TaskTally&) = default;
};

// An open task that is overdue or at risk. Tasks that have parts are listed as
// well, although they are not counted: what they promise is a day of their own.
struct StatementTask {
  TaskId task{};
  absl::CivilDay due;
  // Days after `due`; below 0 for those still left.
  std::int64_t days_late = 0;
  double progress = 0;
  bool known = false;          // Whether progress is.
  bool leaf = true;            // It has no live parts.
  bool own = false;            // Whoever is asked about is accountable for it.
  std::optional<UnitId> unit;  // In force.
  // Who is accountable, as `ResolveResponsible` has it.
  std::vector<PersonId> persons;
  std::vector<PostId> posts;
  bool undisclosed = false;
  std::uint32_t way = 0;  // For `Statement::WayUp`.

  friend bool operator==(const StatementTask&, const StatementTask&) = default;
};

struct StatementVacancy {
  PostId post{};
  std::optional<UnitId> unit;
  // The first day of the vacancy; none if nobody is on record for the post, and
  // it has no first day.
  std::optional<absl::CivilDay> since;
  std::uint32_t way = 0;

  friend bool operator==(const StatementVacancy&,
                         const StatementVacancy&) = default;
};

// An open task, or a duty, for which nobody is accountable in the end.
struct StatementUnanswered {
  Node work;
  std::optional<UnitId> unit;
  std::uint32_t way = 0;

  friend bool operator==(const StatementUnanswered&,
                         const StatementUnanswered&) = default;
};

// Statement
//
// Lists are in order of ids, but that `overdue` and `at_risk` begin with what
// is latest.
struct Statement {
  Node node;            // Who was asked about.
  bool absent = false;  // A person, who is.

  // The own posts, and the posts below that report to one of them directly.
  std::vector<StatementPost> posts;
  std::vector<StatementPost> direct_reports;
  // The units with no unit of the statement above them, and how many there are
  // with all below.
  std::vector<UnitId> top_units;
  std::uint32_t units = 0;
  // Posts below, by `PostState`, and people.
  std::array<std::uint32_t, 6> posts_below{};
  std::uint32_t people = 0;

  // Tasks: the own ones, the others, and all of them.
  TaskTally own;
  TaskTally below;
  TaskTally all;
  // The own duties, and how many others there are.
  std::vector<DutyId> duties;
  std::uint32_t duties_below = 0;

  // Problems.
  std::vector<StatementTask> overdue;
  std::vector<StatementTask> at_risk;
  std::vector<StatementVacancy> vacancies;  // Posts below that are vacant.
  std::vector<StatementUnanswered> unanswered;

  // False if records of the document were left out, if who answers for any work
  // is not complete (`Responsibilities::complete`), if a cycle of tasks was
  // cut, or if the chain of an own post or of one of the units ends where a
  // cycle was cut: more may be below, then.
  bool complete = true;

  // The steps from a problem up to who is asked about: from work by its
  // assignment, where that counts here (through the tasks above, where it is
  // theirs), else to its unit or bearer; from a unit to its head post if that
  // is a post of (1) or (2), else to the unit above; from a post of (2) or a
  // person to the superior, from one of (4) to its unit, from an own post to
  // the person asked about. Of work with none of these the own leads there at
  // once, by `kAnswers`, and other is part of the task above. O(length).
  std::vector<StatementHop> WayUp(std::uint32_t way) const;

  std::uint32_t posts_below_count() const;
  std::uint32_t count(PostState state) const {
    return posts_below[static_cast<std::size_t>(state)];
  }

  // ---------------------------------------------------------------- Low-level

  // What the ways pass, each place once, so that all ways together take no more
  // room than the organisation. The first is who is asked about.
  std::vector<StatementPlace> places;
};

struct StatementOptions {
  // Behaviour: when a task is at risk, and which progress counts.
  TaskOptions tasks = {};
};

// Returns what a person or post answers for. O(n log n) for an organisation of
// n records, and the number of those who answer for the tasks listed, however
// deep it is. Tasks that delegations with a list may bear on are resolved one
// by one.
//
// Errors: kInvalidArgument if `node` is neither a person nor a post;
// kFailedPrecondition if it is not in force.
//
// REQUIRES: `node` is one of the document.
absl::StatusOr<Statement> StatementOf(const Snapshot& snapshot, Node node,
                                      const StatementOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_ADVISE_STATEMENT_H_
