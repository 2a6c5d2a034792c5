// what_if.h -- what changes would do: gaps that come and go, answers that
// change hands, spans and roll-ups that move.
//
//   absl::StatusOr<WhatIfResult> effect = WhatIf(today, changes);
//   for (const std::size_t i : effect->gaps.added.rows) {
//     effect->gaps.after.MessageOf(effect->gaps.after.gaps()[i]);
//   }
//   for (const AnswerMove& move : effect->answers.rows) {
//     if (move.unanswered()) ...  // from now on nobody answers
//   }
//
// Everything is judged on the snapshot's day, before the changes and after
// them. Nothing is changed: `WhatIfResult::after` is the organisation as it
// would be, `Diff` tells its structure from the one before, and
// `Organization::Apply` makes the changes.

#ifndef ZEREN_ADVISE_WHAT_IF_H_
#define ZEREN_ADVISE_WHAT_IF_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/gaps/check.h"
#include "zeren/gaps/gap_diff.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/hierarchy.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/change.h"
#include "zeren/model/profile.h"
#include "zeren/model/records.h"

namespace zeren {

// The first rows of a list, the weightiest first, and how many more there are.
template <typename Row>
struct WhatIfList {
  std::vector<Row> rows;
  std::size_t left_out = 0;

  std::size_t total() const { return rows.size() + left_out; }
  bool empty() const { return total() == 0; }
};

// Gaps before and after, by the same rules. The lists have places in
// `GapReport::gaps`, and so are by severity, rule, focus and key.
struct WhatIfGaps {
  GapReport before;
  GapReport after;
  WhatIfList<std::size_t> added = {};    // In `after`.
  WhatIfList<std::size_t> removed = {};  // In `before`.
  // Gaps of both that are waived in the one only, or by another approval.
  WhatIfList<GapDiff::Still> waivers = {};
  // By severity, nothing left out: gaps that count after the changes and did
  // not before, as they are new or no longer waived; and the other way round.
  std::array<std::size_t, 3> opened = {};
  std::array<std::size_t, 3> closed = {};

  std::size_t opened_of(Severity severity) const {
    return opened[static_cast<std::size_t>(severity)];
  }
  std::size_t closed_of(Severity severity) const {
    return closed[static_cast<std::size_t>(severity)];
  }
};

// The fields of a `Resolution` of the same names.
struct WorkAnswer {
  std::vector<PersonId> persons;
  std::vector<PostId> posts;
  bool undisclosed = false;
  bool complete = true;

  bool answered() const { return undisclosed || !persons.empty(); }

  friend bool operator==(const WorkAnswer&, const WorkAnswer&) = default;
};

// Other persons answer for some work in a role, by other posts, or one name is
// withheld more or less; in whichever order they come.
struct AnswerMove {
  Node work;  // A task or duty.
  Role role = Role::kAccountable;
  // The effort of the task, 1 for duties; as it is after the changes, if it is
  // there then.
  double weight = 1;
  // Nothing while the task is not open, or the duty not in force.
  std::optional<WorkAnswer> before;
  std::optional<WorkAnswer> after;

  // There is work after the changes, and nobody answers for it.
  bool unanswered() const { return after && !after->answered(); }

  friend bool operator==(const AnswerMove&, const AnswerMove&) = default;
};

// Another number of posts reports to a post.
struct SpanMove {
  PostId post{};
  // Nothing while the post is not in force.
  std::optional<std::uint32_t> before;
  std::optional<std::uint32_t> after;

  std::int64_t change() const {
    return std::int64_t{after.value_or(0)} - std::int64_t{before.value_or(0)};
  }

  friend bool operator==(const SpanMove&, const SpanMove&) = default;
};

// The value of a node has another number, other classes or other top values.
struct ValueMove {
  Node node;
  // Nothing while the node is not in force. It counts then as one in which and
  // below which nothing sits.
  std::optional<RollUpValue> before;
  std::optional<RollUpValue> after;
  // `after` minus `before`, where both are numbers.
  std::optional<double> change;

  friend bool operator==(const ValueMove&, const ValueMove&) = default;
};

struct MeasureMoves {
  Measure measure;
  WhatIfList<ValueMove> nodes;
};

struct WhatIfOptions {
  // Behaviour: which rules gaps are found by, bound. DEFAULT: those of the
  // snapshot's profile, bound to the built-in registry.
  std::optional<RuleSet> rules = {};
  // Behaviour: the roles in which work is asked about. DEFAULT: these.
  std::vector<Role> roles = {Role::kAccountable, Role::kResponsible};
  // Behaviour: what is rolled up; also `gaps.violation`, `gaps.warning` and
  // `gaps.info`. DEFAULT: these, which every organisation has.
  std::vector<std::string> measures = {"members",       "fte",
                                       "vacancies",     "open_seats",
                                       "tasks.overdue", "task_progress"};
  // Behaviour: where measures are found by name. DEFAULT: the built-in ones.
  const MeasureRegistry* registry = nullptr;
  // Behaviour: what they are rolled up over, and how. DEFAULT: units.
  RollUpOptions roll_up = {};
  // Behaviour: how many rows each list has at most; that of values for each
  // measure. DEFAULT: all.
  std::optional<std::size_t> top = {};
};

// WhatIfResult
//
// What `WhatIf` returns. Dense ids mean the same on both sides.
//
// Lifetime: keeps both snapshots alive.
struct WhatIfResult {
  Snapshot before;
  Snapshot after;
  WhatIfGaps gaps;
  // Of tasks that are open and duties that are in force, before or after. Work
  // that nobody answers for after the changes comes first; then by weight, then
  // id, then role.
  WhatIfList<AnswerMove> answers = {};
  std::size_t unanswered = 0;  // How many of them are, nothing left out.
  // By the size of the change, then id.
  WhatIfList<SpanMove> spans = {};
  // In the order in which they were asked for. Nodes are by the size of the
  // change, then by how great it is beside the greater one of the two numbers,
  // so that of a unit and those above it the smallest comes first; then by id.
  // Those without a change, as one side is no number, come last.
  std::vector<MeasureMoves> roll_ups = {};
  // False if before or after the changes a cycle was cut or records were left
  // out, or if who answers for some work, listed or not, is not complete.
  bool complete = true;

  // Whether nothing moved. Changes may do more than is asked about here.
  bool empty() const;
};

// Applies changes to a snapshot, all of them or none, and says what they do.
// Takes two of each: `FindGaps`, who answers for all work at once, and
// `ComputeRollUps`; after `Apply`, O(organisation) in all, but for work that
// delegations with a list may bear on, which is resolved piece by piece, and
// sorting what moved.
//
// Errors: those of `Snapshot::Apply`, of `BindRules` and of `ComputeRollUps`;
// kNotFound for a measure that there is neither before nor after, with the
// nearest name.
absl::StatusOr<WhatIfResult> WhatIf(const Snapshot& snapshot,
                                    std::span<const Change> changes,
                                    const WhatIfOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_ADVISE_WHAT_IF_H_
