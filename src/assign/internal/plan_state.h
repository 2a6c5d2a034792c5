// plan_state.h -- a plan in the making: who is given what so far, whether more
// fits, and what it costs.

#ifndef ZEREN_ASSIGN_INTERNAL_PLAN_STATE_H_
#define ZEREN_ASSIGN_INTERNAL_PLAN_STATE_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/assign/internal/plan_model.h"

namespace zeren::internal {

// PlanState
//
// Keeps every hard condition of the model, in any case that it can describe.
//
// Lifetime: keeps a reference to the model.
class PlanState {
 public:
  explicit PlanState(const PlanModel& model);

  // Whether an arc that is not chosen could be. O(what its person bears).
  bool Fits(std::uint32_t arc) const {
    const std::uint32_t task = model_.arc_tasks[arc];
    return !chosen_[arc] && filled_of_task_[task] < model_.tasks[task].places &&
           FitsPerson(task, model_.arc_persons[arc]);
  }
  // Whether a person could bear one more task, skills aside.
  bool FitsPerson(std::uint32_t task, std::uint32_t person) const {
    return FitsLimits(task, person) &&
           LoadWith(task, person) <= model_.capacities[person];
  }
  // The same for numbers of tasks only.
  bool FitsLimits(std::uint32_t task, std::uint32_t person) const;
  // The most load that the person would have on a day of the task with it.
  Load LoadWith(std::uint32_t task, std::uint32_t person) const;

  // What choosing an arc adds to the cost, or not having chosen it would save.
  Cost Marginal(std::uint32_t arc) const;
  // The pairs of it that the plan makes.
  Cost PairsWith(std::uint32_t task, std::uint32_t person) const;

  // REQUIRES: the arc fits, or is chosen, respectively.
  void Choose(std::uint32_t arc);
  void Drop(std::uint32_t arc);

  bool chosen(std::uint32_t arc) const { return chosen_[arc]; }
  const std::vector<bool>& chosen() const { return chosen_; }
  std::int64_t filled_of(std::uint32_t task) const {
    return filled_of_task_[task];
  }
  std::int64_t tasks_of(std::uint32_t person) const {
    return tasks_of_person_[person];
  }
  std::int64_t filled() const { return filled_; }
  Cost cost() const { return cost_; }

  // Fills more places, or as many at less cost.
  bool IsBetterThan(const PlanState& other) const {
    return filled_ != other.filled_ ? filled_ > other.filled_
                                    : cost_ < other.cost_;
  }
  void CopyFrom(const PlanState& other);

 private:
  // Tasks of one class that a person was given.
  using Count = std::pair<std::uint32_t, std::int64_t>;

  void Add(std::uint32_t arc, int sign);

  const PlanModel& model_;
  std::vector<bool> chosen_;
  std::vector<std::int64_t> filled_of_task_;
  std::vector<std::int64_t> tasks_of_person_;
  std::vector<std::vector<Count>> classes_of_person_;
  absl::flat_hash_map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t>
      given_of_set_;
  std::int64_t filled_ = 0;
  Cost cost_ = 0;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PLAN_STATE_H_
