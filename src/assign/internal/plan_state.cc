#include "src/assign/internal/plan_state.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"

namespace zeren::internal {

PlanState::PlanState(const PlanModel& model)
    : model_(model),
      chosen_(model.arc_tasks.size(), false),
      filled_of_task_(model.tasks.size(), 0),
      tasks_of_person_(model.person_ids.size(), 0),
      classes_of_person_(model.person_ids.size()) {}

bool PlanState::FitsLimits(std::uint32_t task, std::uint32_t person) const {
  if (model_.max_tasks && tasks_of_person_[person] >= *model_.max_tasks) {
    return false;
  }
  for (const std::uint32_t set : model_.SetsOf(task)) {
    const auto given = given_of_set_.find({set, person});
    if (given != given_of_set_.end() &&
        given->second >= model_.RoomOfSet(set, person)) {
      return false;
    }
  }
  return true;
}

Load PlanState::LoadWith(std::uint32_t task, std::uint32_t person) const {
  const PlanModel::Class& load = model_.ClassOf(task);
  absl::InlinedVector<HeldLoad, 16> loads(model_.loads[person].begin(),
                                          model_.loads[person].end());
  for (const auto& [task_class, count] : classes_of_person_[person]) {
    const PlanModel::Class& given = model_.classes[task_class];
    loads.push_back({given.days, given.effort * count});
  }
  return PeakLoad(loads, load.days) + load.effort;
}

Cost PlanState::PairsWith(std::uint32_t task, std::uint32_t person) const {
  Cost cost = 0;
  for (const auto& [task_class, count] : classes_of_person_[person]) {
    const Cost pair =
        model_.PairCostOf(model_.tasks[task].task_class, task_class);
    cost = AddCosts(cost, MultiplyCosts(pair, count));
  }
  return cost;
}

Cost PlanState::Marginal(std::uint32_t arc) const {
  const std::uint32_t task = model_.arc_tasks[arc];
  Cost cost = PairsWith(task, model_.arc_persons[arc]);
  if (chosen_[arc]) {
    // It makes no pair with itself.
    const std::uint32_t task_class = model_.tasks[task].task_class;
    cost -= model_.PairCostOf(task_class, task_class);
  }
  return AddCosts(cost, model_.arc_costs[arc]);
}

void PlanState::Choose(std::uint32_t arc) {
  cost_ += Marginal(arc);
  chosen_[arc] = true;
  Add(arc, 1);
}

void PlanState::Drop(std::uint32_t arc) {
  cost_ -= Marginal(arc);
  chosen_[arc] = false;
  Add(arc, -1);
}

void PlanState::Add(std::uint32_t arc, int sign) {
  const std::uint32_t task = model_.arc_tasks[arc];
  const std::uint32_t person = model_.arc_persons[arc];
  filled_ += sign;
  filled_of_task_[task] += sign;
  tasks_of_person_[person] += sign;
  for (const std::uint32_t set : model_.SetsOf(task)) {
    given_of_set_[{set, person}] += sign;
  }
  const std::uint32_t task_class = model_.tasks[task].task_class;
  std::vector<Count>& classes = classes_of_person_[person];
  const auto at = std::find_if(
      classes.begin(), classes.end(),
      [&](const Count& count) { return count.first == task_class; });
  if (at == classes.end()) {
    classes.emplace_back(task_class, sign);
  } else if ((at->second += sign) == 0) {
    classes.erase(at);
  }
}

void PlanState::CopyFrom(const PlanState& other) {
  chosen_ = other.chosen_;
  filled_of_task_ = other.filled_of_task_;
  tasks_of_person_ = other.tasks_of_person_;
  classes_of_person_ = other.classes_of_person_;
  given_of_set_ = other.given_of_set_;
  filled_ = other.filled_;
  cost_ = other.cost_;
}

}  // namespace zeren::internal
