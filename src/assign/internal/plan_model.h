// plan_model.h -- a plan as numbers: tasks, persons and the arcs between them.

#ifndef ZEREN_ASSIGN_INTERNAL_PLAN_MODEL_H_
#define ZEREN_ASSIGN_INTERNAL_PLAN_MODEL_H_

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/assign/internal/candidate_rules.h"
#include "src/assign/internal/task_load.h"

namespace zeren::internal {

// PlanModel
//
// Tasks and persons are numbered in order of their ids, so that whatever is
// done in order of number is the same for any order of records. An arc says
// that a person can do a task, were nothing else to do, and what it costs but
// for pairs with other tasks of the plan.
struct PlanModel {
  // Days and effort that tasks have in common.
  struct Class {
    DayRange days;
    Load effort = 0;
  };
  struct Task {
    std::uint32_t task_class = 0;
    std::int64_t places = 0;
  };
  struct Set {
    std::vector<std::uint32_t> tasks;
    std::int64_t at_most = 0;
  };

  std::vector<Class> classes;
  std::vector<Task> tasks;
  std::vector<TaskId> task_ids;
  std::vector<PersonId> person_ids;  // Only those with arcs.

  // By task, then person.
  std::vector<std::uint32_t> arc_begins;
  std::vector<std::uint32_t> arc_tasks;
  std::vector<std::uint32_t> arc_persons;
  std::vector<Cost> arc_costs;
  // The same by person, then task.
  std::vector<std::uint32_t> person_begins;
  std::vector<std::uint32_t> person_arcs;

  // By person: the capacity, and what takes of it already.
  std::vector<Load> capacities;
  std::vector<std::span<const HeldLoad>> loads;

  std::vector<Set> sets;
  std::vector<std::vector<std::uint32_t>> sets_of_task;  // Empty: no sets.
  // What persons hold of a set already.
  absl::flat_hash_map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t>
      held_of_set;
  std::optional<std::int64_t> max_tasks;
  std::int64_t load_weight = 0;

  const Class& ClassOf(std::uint32_t task) const {
    return classes[tasks[task].task_class];
  }
  std::span<const std::uint32_t> ArcsOf(std::uint32_t person) const {
    return std::span(person_arcs)
        .subspan(person_begins[person],
                 person_begins[person + 1] - person_begins[person]);
  }
  std::span<const std::uint32_t> SetsOf(std::uint32_t task) const {
    if (sets_of_task.empty()) return {};
    return sets_of_task[task];
  }
  // How many more tasks of a set a person may bear.
  std::int64_t RoomOfSet(std::uint32_t set, std::uint32_t person) const {
    const auto held = held_of_set.find({set, person});
    return sets[set].at_most - (held == held_of_set.end() ? 0 : held->second);
  }
  // What it costs that one person bears a task of each class.
  Cost PairCostOf(std::uint32_t a, std::uint32_t b) const {
    if (!Overlap(classes[a].days, classes[b].days)) return 0;
    return PairCost(load_weight, classes[a].effort, classes[b].effort);
  }
};

// Finds the arcs of the tasks, which are in order of id. O(candidates, and the
// holders of the rarest skill of each task within its scope).
//
// Lifetime: `rules` must outlive the model.
PlanModel BuildPlanModel(const CandidateRules& rules,
                         const std::vector<TaskNeeds>& tasks);

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PLAN_MODEL_H_
