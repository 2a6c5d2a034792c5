// statement_work.h -- the tasks and duties of a statement, and the ways up.

#ifndef ZEREN_ADVISE_INTERNAL_STATEMENT_WORK_H_
#define ZEREN_ADVISE_INTERNAL_STATEMENT_WORK_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/advise/internal/statement_scope.h"
#include "zeren/advise/statement.h"
#include "zeren/assign/responsibilities.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// StatementWork
//
// What statement.h says under (6) and (7), and the step up from each.
//
// Lifetime: keeps references to the snapshot and the scope.
class StatementWork {
 public:
  // `own` is what whoever is asked about is accountable for. O(tasks + duties +
  // assignments).
  StatementWork(const Snapshot& snapshot, const StatementScope& scope,
                const Responsibilities& own);

  // In order of id.
  const std::vector<TaskId>& tasks() const { return tasks_; }
  const std::vector<DutyId>& duties() const { return duties_; }
  bool IsOwn(Node work) const {
    return (work.kind() == NodeKind::kTask ? own_tasks_
                                           : own_duties_)[work.index()] != 0;
  }

  // Returns the step up from a task or duty of the statement. O(1).
  StatementHop Up(Node work) const;

 private:
  void FindTargets();
  void FindWork();
  // By itself, and not as a part of another task.
  bool IsHere(TaskId task) const;
  bool IsHere(DutyId duty) const;

  const Snapshot& snapshot_;
  const StatementScope& scope_;
  std::vector<std::uint8_t> own_tasks_;
  std::vector<std::uint8_t> own_duties_;
  // To whom here it is put by assignment: the first one that its own name; of a
  // task whose parent's assignments count, the parent; else the document.
  std::vector<Node> task_targets_;
  std::vector<Node> duty_targets_;
  std::vector<TaskId> tasks_;
  std::vector<DutyId> duties_;
};

// StatementWays
//
// Collects the places that ways up pass, each once.
//
// Lifetime: keeps references to what it is made from.
class StatementWays {
 public:
  StatementWays(const StatementScope& scope, const StatementWork& work);

  // Returns the number of a node's place. O(places that are new).
  std::uint32_t PlaceOf(Node node);

  std::vector<StatementPlace> Take() && { return std::move(places_); }

 private:
  const StatementScope& scope_;
  const StatementWork& work_;
  std::vector<StatementPlace> places_;
  absl::flat_hash_map<Node, std::uint32_t> numbers_;
  std::vector<StatementPlace> new_;  // On the way that is being gone.
};

}  // namespace zeren::internal

#endif  // ZEREN_ADVISE_INTERNAL_STATEMENT_WORK_H_
