#include "zeren/assign/plan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "src/assign/internal/candidate_rules.h"
#include "src/assign/internal/plan_cuts.h"
#include "src/assign/internal/plan_limits.h"
#include "src/assign/internal/plan_model.h"
#include "src/assign/internal/plan_network.h"
#include "src/assign/internal/plan_search.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"

namespace zeren {
namespace {

using internal::CandidateRules;
using internal::Concat;
using internal::SolvedPlan;
using internal::TaskNeeds;

void SortById(const Organization& org, std::vector<TaskId>& tasks) {
  std::sort(tasks.begin(), tasks.end(),
            [&](TaskId a, TaskId b) { return org.Before(a, b); });
}

std::vector<TaskNeeds> NeedsOfAll(const CandidateRules& rules) {
  std::vector<TaskId> tasks = rules.problem().tasks;
  SortById(rules.snapshot().organization(), tasks);
  std::vector<TaskNeeds> needs;
  needs.reserve(tasks.size());
  for (const TaskId task : tasks) needs.push_back(rules.NeedsOf(task));
  return needs;
}

// The chosen arcs in order, each with its cost in parts.
std::vector<PlannedAssignment> Assignments(const SolvedPlan& plan) {
  std::vector<PlannedAssignment> assignments;
  assignments.reserve(static_cast<std::size_t>(plan.state.filled()));
  internal::PlanState so_far(plan.model);
  for (std::uint32_t arc = 0; arc < plan.model.arc_tasks.size(); ++arc) {
    if (!plan.state.chosen(arc)) continue;
    const std::uint32_t task = plan.model.arc_tasks[arc];
    const std::uint32_t number = plan.model.arc_persons[arc];
    const PersonId person = plan.model.person_ids[number];
    CostParts cost = plan.rules.CostOf(plan.needs[task], person);
    cost.load = plan.model.arc_costs[arc] - cost.total() +
                so_far.PairsWith(task, number);
    so_far.Choose(arc);
    assignments.push_back({plan.model.task_ids[task], person, cost});
  }
  return assignments;
}

AssignmentPlan MakePlan(const SolvedPlan& plan,
                        const internal::PlanSolution& solution) {
  AssignmentPlan result;
  result.assignments = Assignments(plan);
  result.filled = solution.state.filled();
  result.cost = solution.state.cost();
  result.optimal = solution.optimal;
  result.most_filled = solution.most_filled;
  result.least_cost = solution.least_cost;
  result.complete = plan.rules.snapshot().has_all_records();

  internal::PlanCuts cuts = FindPlanCuts(plan);
  result.cuts = std::move(cuts.cuts);
  for (std::uint32_t t = 0; t < plan.model.tasks.size(); ++t) {
    const std::int64_t places = plan.model.tasks[t].places;
    result.places += places;
    UnplacedTask task;
    task.task = plan.model.task_ids[t];
    task.missing = places - plan.state.filled_of(t);
    if (task.missing == 0) continue;
    task.candidates = plan.model.arc_begins[t + 1] - plan.model.arc_begins[t];
    if (cuts.cut_of_task[t] != kNoIndex) task.cut = cuts.cut_of_task[t];
    result.unplaced.push_back(task);
  }
  return result;
}

}  // namespace

absl::StatusOr<AssignmentPlan> PlanAssignments(const Snapshot& snapshot,
                                               const PlanProblem& problem) {
  const TaskStates states(snapshot);
  const ProblemList problems =
      internal::CheckPlanProblem(snapshot, problem, states);
  if (!problems.empty()) return problems.ToStatus();

  const CandidateRules rules(snapshot, problem, states);
  const std::vector<TaskNeeds> needs = NeedsOfAll(rules);
  const internal::PlanModel model = BuildPlanModel(rules, needs);
  const internal::PlanLimits limits = FindPlanLimits(model);
  const internal::PlanNetwork network = BuildPlanNetwork(model, limits);
  if (network.bound > kMaxPlanCost) {
    return absl::OutOfRangeError(internal::ToAbsl(Concat(
        "the cost of a plan could be above the bound of ",
        std::to_string(kMaxPlanCost), "; lower the weights or the efforts")));
  }
  const internal::MinCostFlow flow = SolveMinCostFlow(network.flow);
  const internal::PlanSolution solution =
      SearchPlan(model, limits, network, flow, problem.max_search);
  return MakePlan({rules, needs, model, limits, network, flow, solution.state},
                  solution);
}

absl::StatusOr<std::optional<Exclusion>> WhyNotPlanned(
    const Snapshot& snapshot, const PlanProblem& problem, TaskId task,
    PersonId person) {
  const TaskStates states(snapshot);
  ProblemList problems = internal::CheckPlanProblem(snapshot, problem, states);
  const Organization& org = snapshot.organization();
  if (std::find(problem.tasks.begin(), problem.tasks.end(), task) ==
      problem.tasks.end()) {
    problems.Add(
        {"/tasks", "the task asked about is not among them", "add it"});
  }
  if (!org.Has(person)) {
    problems.Add({"",
                  Concat("the document has no person number ",
                         std::to_string(Index(person))),
                  "find it by its name"});
  }
  if (!problems.empty()) return problems.ToStatus();
  const CandidateRules rules(snapshot, problem, states);
  const TaskNeeds needs = rules.NeedsOf(task);
  if (!rules.InScope(needs, person)) {
    return Exclusion{.reason = ExclusionReason::kOutOfScope};
  }
  return rules.Judge(needs, person);
}

std::vector<TaskId> TasksToPlan(const Snapshot& snapshot) {
  const Organization& org = snapshot.organization();
  const TaskStates states(snapshot);
  std::vector<TaskId> tasks;
  for (std::uint32_t i = 0; i < org.count(NodeKind::kTask); ++i) {
    const TaskId task{i};
    if (states.is_leaf(task) && states.state(task) != TaskState::kCancelled &&
        states.state(task) != TaskState::kDone) {
      tasks.push_back(task);
    }
  }
  SortById(org, tasks);
  return tasks;
}

}  // namespace zeren
