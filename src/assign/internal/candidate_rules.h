// candidate_rules.h -- the hard conditions and the costs of giving a task to a
// person, one by one.

#ifndef ZEREN_ASSIGN_INTERNAL_CANDIDATE_RULES_H_
#define ZEREN_ASSIGN_INTERNAL_CANDIDATE_RULES_H_

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "src/assign/internal/scope_index.h"
#include "src/assign/internal/task_load.h"
#include "zeren/assign/candidates.h"
#include "zeren/assign/plan.h"
#include "zeren/core/problem.h"
#include "zeren/graph/snapshot.h"
#include "zeren/work/tasks.h"

namespace zeren::internal {

// What conditions and costs ask of one task.
struct TaskNeeds {
  struct Conflict {
    PersonId person{};
    Exclusion exclusion;
  };

  TaskId task{};
  std::uint32_t unit = kNoIndex;
  DayRange days;
  Load effort = 0;
  std::int64_t places = 1;
  std::vector<std::uint32_t> skills;  // Words, each once, in order.
  std::vector<PersonId> bearers;      // Who bears it today.
  std::vector<Conflict> conflicts;
};

// CandidateRules
//
// Everything that does not depend on who else is given what.
//
// Lifetime: keeps references to the snapshot and the problem.
class CandidateRules {
 public:
  // REQUIRES: the problem passed `CheckPlanProblem`.
  CandidateRules(const Snapshot& snapshot, const PlanProblem& problem,
                 const TaskStates& states);

  const Snapshot& snapshot() const { return snapshot_; }
  const PlanProblem& problem() const { return problem_; }
  const ScopeIndex& scope() const { return scope_; }

  TaskNeeds NeedsOf(TaskId task) const;
  // The units whose people are asked.
  ScopeIndex::Range RangeOf(const TaskNeeds& needs) const;
  bool InScope(const TaskNeeds& needs, PersonId person) const;

  // The first hard condition that fails of somebody in scope. Those of the
  // skills and of the capacity are the caller's where it says so.
  struct Ignored {
    bool skills = false;
    bool capacity = false;
  };
  std::optional<Exclusion> Judge(const TaskNeeds& needs, PersonId person,
                                 Ignored ignored) const;
  std::optional<Exclusion> Judge(const TaskNeeds& needs,
                                 PersonId person) const {
    return Judge(needs, person, Ignored());
  }

  // The single conditions, in order.
  std::optional<Exclusion> JudgePresence(const DayRange& days,
                                         PersonId person) const;
  // How many skills are missing, and the first of them.
  std::pair<std::size_t, std::uint32_t> MissingSkills(const TaskNeeds& needs,
                                                      PersonId person) const;
  std::optional<Exclusion> JudgeConflicts(const TaskNeeds& needs,
                                          PersonId person) const;
  // The capacity that a person has left on every one of some days.
  Load Spare(const DayRange& days, PersonId person) const {
    return Capacity(person) - PeakLoad(loads_.of(person), days);
  }
  Load Capacity(PersonId person) const { return capacities_[Index(person)]; }
  std::span<const HeldLoad> loads(PersonId person) const {
    return loads_.of(person);
  }

  // How many tasks of a set that are not planned a person bears.
  std::int64_t HeldOfSet(std::size_t set, PersonId person) const;
  using HeldOfSets =
      absl::flat_hash_map<std::pair<std::uint32_t, PersonId>, std::int64_t>;
  const HeldOfSets& held_of_sets() const { return held_of_set_; }
  // The sets that a task is in, if any.
  std::span<const std::uint32_t> SetsOf(TaskId task) const;

  // The cost of the pairs of such a task with what a person bears already.
  Cost LoadCost(const DayRange& days, Load effort, PersonId person) const;
  // The other parts. `load` is 0.
  CostParts CostOf(const TaskNeeds& needs, PersonId person) const;

 private:
  void FindLimits();
  void FindTermEnds();
  void CountHeldOfSets();
  void FindConflicts(TaskNeeds& needs) const;
  std::int64_t Steps(std::uint32_t from, std::uint32_t to) const;

  const Snapshot& snapshot_;
  const PlanProblem& problem_;
  const CandidateOptions& options_;
  ScopeIndex scope_;
  CurrentLoads loads_;
  std::vector<Load> capacities_;
  // The kind of posts of which a person holds too many, as a word.
  absl::flat_hash_map<std::uint32_t, std::uint32_t> over_limit_;
  std::vector<DayNumber> term_ends_;  // `kNever` where none is known.
  absl::flat_hash_set<std::pair<TaskId, PersonId>> forbidden_;
  absl::flat_hash_map<TaskId, std::vector<std::uint32_t>> sets_of_task_;
  HeldOfSets held_of_set_;
};

// Marks the tasks of the problem, to leave them out of what people bear.
std::vector<std::uint8_t> MarkPlanned(const Snapshot& snapshot,
                                      const PlanProblem& problem);

// Everything that is wrong with a problem, each with its place in it.
ProblemList CheckPlanProblem(const Snapshot& snapshot,
                             const PlanProblem& problem,
                             const TaskStates& states);

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_CANDIDATE_RULES_H_
