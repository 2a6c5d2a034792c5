// cascade.h -- takes a task down level by level, as a proposal.
//
//   absl::StatusOr<Cascade> cascade =
//       CascadeTask(today, *org.FindId<TaskId>("plan-2026"), "branch");
//   for (const CascadePart& part : cascade->parts) ...  // what would be added
//   absl::StatusOr<Organization> next = org.Apply(cascade->changes);
//
// Each level answers to the next: every unit of the kind gets a part of the
// task, the units between hand it down, and the head of each is accountable.

#ifndef ZEREN_ADVISE_CASCADE_H_
#define ZEREN_ADVISE_CASCADE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/change.h"

namespace zeren {

// The part that one unit would have.
struct CascadePart {
  UnitId unit{};
  std::string task;            // Id of the proposed task.
  std::string parent;          // Id of the task that it would be a part of.
  std::optional<PostId> head;  // Who would be accountable.
  // It is handed down to units of the kind below, and was not asked for itself.
  bool between = false;

  friend bool operator==(const CascadePart&, const CascadePart&) = default;
};

struct Cascade {
  TaskId task{};
  std::string unit_kind;
  // What is proposed: units in pre-order, so each after its parent's part.
  std::vector<CascadePart> parts;
  // The units of the kind that have a part already, in pre-order.
  std::vector<UnitId> covered;
  // The units of `parts` that have no head post, in pre-order. Nobody would be
  // assigned there; who is accountable is then found further up.
  std::vector<UnitId> headless;
  // Adds the tasks, each followed by its assignment.
  std::vector<Change> changes;
  // False if which units are below depends on where a cycle was cut, or if
  // records of the document were left out.
  bool complete = true;
};

struct CascadeOptions {
  // Behaviour: every unit of the kind gets a part of the task itself, and units
  // between get none. DEFAULT: level by level.
  bool flat = false;
};

// Proposes how to take a task down to all units of a kind that are below its
// unit. A unit has a part already if a task of it that is not cancelled is
// below the task, at whatever depth; what is there is kept and built upon, so
// that a proposal that was applied leaves nothing to propose.
//
// A proposed task has the title, days and skills of the task, and the id
// "task/unit", made unique. The assignment holds from the snapshot's day on.
// O(units + tasks), and the length of what is proposed.
//
// Errors: kNotFound if neither the profile nor a unit has the kind, with the
// nearest that there is; kFailedPrecondition if the task is cancelled, or its
// unit is absent or not in force.
absl::StatusOr<Cascade> CascadeTask(const Snapshot& snapshot, TaskId task,
                                    std::string_view unit_kind,
                                    const CascadeOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_ADVISE_CASCADE_H_
