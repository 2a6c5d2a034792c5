// plan_from_plain.h -- problems in plain words for the library, and its plans
// back in plain words.

#ifndef ZEREN_TESTS_ASSIGN_PLAN_FROM_PLAIN_H_
#define ZEREN_TESTS_ASSIGN_PLAN_FROM_PLAIN_H_

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/plan_validator.h"
#include "zeren/assign/plan.h"

namespace zeren {

inline TaskId TaskNamed(const Snapshot& snapshot, const std::string& name) {
  return *snapshot.Find(name)->As<TaskId>();
}
inline PersonId PersonNamed(const Snapshot& snapshot, const std::string& name) {
  return *snapshot.Find(name)->As<PersonId>();
}

inline PlanProblem FromPlain(const Snapshot& snapshot,
                             const testing::PlainProblem& plain) {
  PlanProblem problem;
  for (const std::string& task : plain.tasks) {
    problem.tasks.push_back(TaskNamed(snapshot, task));
  }
  CandidateOptions& options = problem.candidates;
  if (!plain.scope.empty()) {
    options.scope = snapshot.Find(plain.scope)->As<UnitId>();
  }
  options.whole_organization = plain.whole_organization;
  options.post_kinds = plain.post_kinds;
  options.incompatible_roles.clear();
  for (const std::string& role : plain.incompatible_roles) {
    options.incompatible_roles.push_back(*ParseEnum<Role>(role));
  }
  options.weights = {.distance = plain.distance,
                     .load = plain.load,
                     .change = plain.change,
                     .surplus = plain.surplus,
                     .term_end = plain.term_end};
  options.term_days = plain.term_days;
  for (const testing::PlainProblem::Set& set : plain.sets) {
    ExclusionSet& exclusive = problem.exclusion_sets.emplace_back();
    for (const std::string& task : set.tasks) {
      exclusive.tasks.push_back(TaskNamed(snapshot, task));
    }
    exclusive.at_most = set.at_most;
  }
  for (const auto& [task, person] : plain.forbidden) {
    problem.forbidden.push_back(
        {TaskNamed(snapshot, task), PersonNamed(snapshot, person)});
  }
  if (plain.max_tasks) problem.max_tasks = *plain.max_tasks;
  return problem;
}

inline testing::PlainPlan ToPlain(const Snapshot& snapshot,
                                  const AssignmentPlan& plan) {
  const Organization& org = snapshot.organization();
  testing::PlainPlan plain;
  for (const PlannedAssignment& a : plan.assignments) {
    plain.emplace_back(org.NameOf(a.task), org.NameOf(a.person));
  }
  return plain;
}

// Everything in a plan, with names for numbers.
inline nlohmann::json Written(const Snapshot& snapshot,
                              const AssignmentPlan& plan) {
  using Json = nlohmann::json;
  const Organization& org = snapshot.organization();
  Json json = {
      {"plan", ToPlain(snapshot, plan)}, {"cost", plan.cost},
      {"filled", plan.filled},           {"optimal", plan.optimal},
      {"most_filled", plan.most_filled}, {"least_cost", plan.least_cost}};
  for (const PlannedAssignment& a : plan.assignments) {
    json["parts"].push_back({a.cost.distance, a.cost.load, a.cost.change,
                             a.cost.surplus, a.cost.term_end});
  }
  for (const UnplacedTask& task : plan.unplaced) {
    json["unplaced"].push_back({{"task", org.NameOf(task.task)},
                                {"missing", task.missing},
                                {"candidates", task.candidates},
                                {"cut", task.cut ? Json(*task.cut) : Json()}});
  }
  for (const PlanCut& cut : plan.cuts) {
    Json written = {{"text", Describe(snapshot, cut).In("en")},
                    {"places", cut.places},
                    {"room", cut.room}};
    for (const TaskId task : cut.tasks) {
      written["tasks"].push_back(org.NameOf(task));
    }
    for (const PersonId person : cut.persons) {
      written["persons"].push_back(org.NameOf(person));
    }
    for (const Relaxation& relaxation : cut.relaxations) {
      written["relaxations"].push_back(
          {Describe(snapshot, relaxation).In("en"), relaxation.cost});
    }
    json["cuts"].push_back(written);
  }
  return json;
}

}  // namespace zeren

#endif  // ZEREN_TESTS_ASSIGN_PLAN_FROM_PLAIN_H_
