// plan.h -- the best way to hand out many tasks at once.
//
//   absl::StatusOr<AssignmentPlan> plan =
//       PlanAssignments(today, {.tasks = TasksToPlan(today)});
//   for (const PlannedAssignment& a : plan->assignments) { ... }
//   for (const PlanCut& cut : plan->cuts) {
//     std::cout << Describe(today, cut).In("en") << '\n';
//   }
//   // 3 tasks need skill “finance” in “Branch 2” in 2026-03; 1 candidate has
//   it
//
// A plan fills as many places as possible (a task has as many as it asks for
// persons), and among all plans that do, costs least.

#ifndef ZEREN_ASSIGN_PLAN_H_
#define ZEREN_ASSIGN_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/assign/candidates.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/core/text.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// Tasks of which nobody may bear more than some: conflicts of interest,
// separation of duty. What a person bears already of tasks that are not planned
// counts.
struct ExclusionSet {
  std::string name;  // For people; may be empty.
  std::vector<TaskId> tasks;
  std::int64_t at_most = 1;  // 0 or more.
};

// A person who must not be given a task.
struct ForbiddenPair {
  TaskId task{};
  PersonId person{};
};

struct PlanProblem {
  // The tasks to hand out, each once. Whoever bears them now counts as free of
  // them, and costs no `change`.
  std::vector<TaskId> tasks;
  // Behaviour: who is a candidate, and the weights of costs.
  CandidateOptions candidates = {};
  std::vector<ExclusionSet> exclusion_sets = {};
  std::vector<ForbiddenPair> forbidden = {};
  // Behaviour: no person is given more of the tasks than this, 0 or more.
  // DEFAULT: no limit but capacity.
  std::optional<std::int64_t> max_tasks = {};
  // Behaviour: how long plans that no flow can find exactly are searched, in
  // arcs looked at. More may find a better plan, or prove one best; the same
  // number gives the same plan on every machine. DEFAULT: 4,000,000, which is
  // a second or two.
  std::int64_t max_search = 4'000'000;
};

struct PlannedAssignment {
  TaskId task{};
  PersonId person{};
  // `load` counts the pairs with what the person bears already and with those
  // of the plan's tasks that come before this one in order of id, so that the
  // costs of all assignments add up to that of the plan.
  CostParts cost;
};

enum class RelaxationKind : std::uint8_t {
  kCapacity,  // "capacity": more of it for one person.
  kSkill,     // "skill": one person learns it.
};
std::string_view NameOf(RelaxationKind kind);

// One change after which at least one more place can be filled.
struct Relaxation {
  RelaxationKind kind = RelaxationKind::kCapacity;
  PersonId person{};
  std::string skill;      // To learn.
  double capacity = 0;    // The capacity to have, in load units.
  std::int64_t cost = 0;  // By how much the plan then costs more, at most.
};

// Tasks that compete for fewer people than they need: even if the other tasks
// of the problem were not there, no plan would fill more than `room` places.
struct PlanCut {
  std::vector<TaskId> tasks;      // By id.
  std::vector<PersonId> persons;  // The candidates of any of them, by id.
  std::int64_t places = 0;        // That the tasks ask for.
  std::int64_t room = 0;          // That can be filled.
  // What the tasks have in common: the skill that all of them need (of several,
  // the one that fewest persons have), the lowest unit at or above those of
  // all, and the days from the first start to the last due, as written.
  std::string skill;  // Empty if there is none.
  std::optional<UnitId> unit;
  Period period;
  // The cheapest change of each kind that helps, the cheaper one first. Of
  // those who are no candidates yet, `kMaxTrials` are tried in all.
  std::vector<Relaxation> relaxations;
};
inline constexpr std::int64_t kMaxTrials = 1'000'000;

struct UnplacedTask {
  TaskId task{};
  std::int64_t missing = 0;     // Places that stay empty.
  std::int64_t candidates = 0;  // Who could do it, were nothing else to do.
  // Why: an element of `AssignmentPlan::cuts`. Always there where the plan is
  // exact by flow, and where a task has fewer candidates than places.
  std::optional<std::size_t> cut;
};

struct AssignmentPlan {
  std::vector<PlannedAssignment> assignments;  // By task, then person, by id.
  std::vector<UnplacedTask> unplaced;          // By id.
  std::vector<PlanCut> cuts;
  std::int64_t places = 0;  // That the tasks ask for.
  std::int64_t filled = 0;
  std::int64_t cost = 0;
  // Proven: no plan fills more places, or as many at less cost.
  bool optimal = false;
  // No plan fills more places than `most_filled`, and none that fills `filled`
  // costs less than `least_cost`.
  std::int64_t most_filled = 0;
  std::int64_t least_cost = 0;
  // False if records of the document were left out.
  bool complete = true;
};

// Returns the best plan. It is exact (`optimal`), by minimum-cost flow, where
// the tasks fall into groups that share one effort and one period, groups do
// not overlap in time, and each exclusion set lies within one group, or is made
// of whole ones, and of two sets one holds the other or they are disjoint.
// Tasks without effort may be in any period. Otherwise it is exact if the
// search (see `max_search`) could prove it so, and the best plan found, with
// bounds, if not.
//
// Of plans that are equally good the order of ids decides: records in another
// order, other machines and other runs give the same plan.
//
// Finding the candidates and building the network takes little beside the flow
// itself, for which LEMON's network simplex is used: for 100,000 tasks with 10
// candidates each among 20,000 persons, a few seconds in all.
//
// Errors: kInvalidArgument with everything that is wrong with the problem: as
// for `Candidates`, and a task or set or pair that names what the document
// lacks, a task that is planned twice, a negative limit; kOutOfRange, with the
// bound, if costs could exceed `kMaxPlanCost`.
absl::StatusOr<AssignmentPlan> PlanAssignments(const Snapshot& snapshot,
                                               const PlanProblem& problem);
inline constexpr std::int64_t kMaxPlanCost = std::int64_t{1} << 58;

// The first hard condition by which a person is no candidate for a task of a
// problem, forbidden pairs and exclusion sets included; nothing for a
// candidate. Errors: as for `PlanAssignments`, and kInvalidArgument if the task
// is not planned or the document lacks the person.
absl::StatusOr<std::optional<Exclusion>> WhyNotPlanned(
    const Snapshot& snapshot, const PlanProblem& problem, TaskId task,
    PersonId person);

// Returns the live leaf tasks that are not done, by id.
std::vector<TaskId> TasksToPlan(const Snapshot& snapshot);

// Return what is said of them in English ("en") and Chinese ("zh").
Text Describe(const Snapshot& snapshot, const PlanCut& cut);
Text Describe(const Snapshot& snapshot, const Relaxation& relaxation);

}  // namespace zeren

#endif  // ZEREN_ASSIGN_PLAN_H_
