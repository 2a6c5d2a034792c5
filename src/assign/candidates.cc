#include "zeren/assign/candidates.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "src/assign/internal/candidate_rules.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/assign/plan.h"

namespace zeren {
namespace {

using internal::CandidateRules;
using internal::TaskNeeds;

// OneTask
//
// A problem of one task, with all that is needed to judge persons for it.
class OneTask {
 public:
  OneTask(const Snapshot& snapshot, TaskId task,
          const CandidateOptions& options)
      : problem_{.tasks = {task}, .candidates = options},
        states_(snapshot),
        problems_(internal::CheckPlanProblem(snapshot, problem_, states_)) {
    if (!problems_.empty()) return;
    rules_.emplace(snapshot, problem_, states_);
    needs_ = rules_->NeedsOf(task);
  }
  OneTask(const OneTask&) = delete;  // Its rules point to its problem.
  OneTask& operator=(const OneTask&) = delete;

  absl::Status status() const { return problems_.ToStatus(); }
  const CandidateRules& rules() const { return *rules_; }
  const TaskNeeds& needs() const { return needs_; }

 private:
  PlanProblem problem_;
  TaskStates states_;
  ProblemList problems_;
  std::optional<CandidateRules> rules_;
  TaskNeeds needs_;
};

CostParts CostOf(const OneTask& one, PersonId person) {
  const TaskNeeds& needs = one.needs();
  CostParts cost = one.rules().CostOf(needs, person);
  cost.load = one.rules().LoadCost(needs.days, needs.effort, person);
  return cost;
}

}  // namespace

absl::StatusOr<CandidateList> Candidates(const Snapshot& snapshot, TaskId task,
                                         const CandidateOptions& options) {
  const OneTask one(snapshot, task, options);
  if (!one.status().ok()) return one.status();
  CandidateList list;
  list.task = task;
  list.complete = snapshot.has_all_records();
  absl::flat_hash_set<std::uint32_t> seen;
  const CandidateRules& rules = one.rules();
  for (const auto& entry : rules.scope().Places(rules.RangeOf(one.needs()))) {
    // Who has several places is asked once.
    if (!seen.insert(entry.person).second) continue;
    const PersonId person{entry.person};
    if (auto exclusion = rules.Judge(one.needs(), person)) {
      list.excluded.push_back({person, *std::move(exclusion)});
      continue;
    }
    const CostParts cost = CostOf(one, person);
    if (cost.total() > kMaxPlanCost) {
      return absl::OutOfRangeError(internal::ToAbsl(internal::Concat(
          "the cost of ", snapshot.organization().NameOf(person),
          " is above the bound of ", std::to_string(kMaxPlanCost),
          "; lower the weights or the efforts")));
    }
    list.candidates.push_back({person, cost});
  }
  const Organization& org = snapshot.organization();
  std::sort(list.candidates.begin(), list.candidates.end(),
            [&](const Candidate& a, const Candidate& b) {
              return a.cost.total() != b.cost.total()
                         ? a.cost.total() < b.cost.total()
                         : org.Before(a.person, b.person);
            });
  std::sort(list.excluded.begin(), list.excluded.end(),
            [&](const Excluded& a, const Excluded& b) {
              return org.Before(a.person, b.person);
            });
  return list;
}

absl::StatusOr<std::optional<Exclusion>> WhyNotCandidate(
    const Snapshot& snapshot, TaskId task, PersonId person,
    const CandidateOptions& options) {
  return WhyNotPlanned(snapshot, {.tasks = {task}, .candidates = options}, task,
                       person);
}

}  // namespace zeren
