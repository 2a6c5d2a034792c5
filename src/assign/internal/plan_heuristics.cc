#include "src/assign/internal/plan_heuristics.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace zeren::internal {
namespace {

std::uint32_t ArcsOfTask(const PlanModel& model, std::uint32_t task) {
  return model.arc_begins[task + 1] - model.arc_begins[task];
}

// The cheapest arc of a task that fits, but for one person; the first of
// equals.
std::optional<std::uint32_t> CheapestFit(const PlanModel& model,
                                         const PlanState& state,
                                         std::uint32_t task,
                                         std::uint32_t but = kNoIndex) {
  std::optional<std::uint32_t> best;
  Cost best_cost = 0;
  for (std::uint32_t arc = model.arc_begins[task];
       arc < model.arc_begins[task + 1]; ++arc) {
    if (model.arc_persons[arc] == but) continue;
    const Cost cost = state.Marginal(arc);
    if ((best && cost >= best_cost) || !state.Fits(arc)) continue;
    best = arc;
    best_cost = cost;
  }
  return best;
}

class Improver {
 public:
  Improver(const PlanModel& model, PlanState& state)
      : model_(model), state_(state), settled_(model.tasks.size(), false) {}

  void Run() && {
    for (int round = 0; round < kMaxRounds && better_; ++round) {
      better_ = false;
      for (std::uint32_t task = 0; task < model_.tasks.size(); ++task) {
        if (settled_[task]) continue;
        settled_[task] = true;
        while (state_.filled_of(task) < model_.tasks[task].places &&
               (Fill(task) || FillByMoving(task))) {
        }
        Cheapen(task);
      }
    }
  }

 private:
  // Whoever could take something from the arc's person, or give something to
  // it, is looked at again.
  void Change(std::uint32_t arc) {
    better_ = true;
    for (const std::uint32_t a : model_.ArcsOf(model_.arc_persons[arc])) {
      settled_[model_.arc_tasks[a]] = false;
    }
  }

  bool Fill(std::uint32_t task) {
    const auto arc = CheapestFit(model_, state_, task);
    if (!arc) return false;
    state_.Choose(*arc);
    Change(*arc);
    return true;
  }

  // Fills a place of the task by moving another task of a candidate to somebody
  // else, in the cheapest way that is found.
  bool FillByMoving(std::uint32_t task) {
    struct Move {
      std::uint32_t fill, drop, instead;
    };
    std::optional<Move> best;
    Cost best_cost = 0;
    const Cost before = state_.cost();
    for (std::uint32_t arc = model_.arc_begins[task];
         arc < model_.arc_begins[task + 1]; ++arc) {
      if (state_.chosen(arc)) continue;
      const std::uint32_t person = model_.arc_persons[arc];
      for (const std::uint32_t held : model_.ArcsOf(person)) {
        if (!state_.chosen(held)) continue;
        state_.Drop(held);
        if (state_.Fits(arc)) {
          state_.Choose(arc);
          const auto instead =
              CheapestFit(model_, state_, model_.arc_tasks[held], person);
          const Cost cost =
              instead ? state_.cost() + state_.Marginal(*instead) - before : 0;
          if (instead && (!best || cost < best_cost)) {
            best = {arc, held, *instead};
            best_cost = cost;
          }
          state_.Drop(arc);
        }
        state_.Choose(held);
      }
    }
    if (!best) return false;
    state_.Drop(best->drop);
    state_.Choose(best->fill);
    state_.Choose(best->instead);
    Change(best->fill);
    Change(best->instead);
    return true;
  }

  // Gives each place of the task to a cheaper person where that is possible.
  void Cheapen(std::uint32_t task) {
    for (std::uint32_t arc = model_.arc_begins[task];
         arc < model_.arc_begins[task + 1]; ++arc) {
      if (!state_.chosen(arc)) continue;
      const Cost saved = state_.Marginal(arc);
      state_.Drop(arc);
      const auto instead = CheapestFit(model_, state_, task);
      if (instead && state_.Marginal(*instead) < saved) {
        state_.Choose(*instead);
        Change(arc);
        Change(*instead);
      } else {
        state_.Choose(arc);
      }
    }
  }

  const PlanModel& model_;
  PlanState& state_;
  std::vector<bool> settled_;  // By task.
  bool better_ = true;
};

}  // namespace

void FillGreedily(const PlanModel& model, PlanState& state) {
  std::vector<std::uint32_t> order(model.tasks.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return ArcsOfTask(model, a) < ArcsOfTask(model, b);
                   });
  for (const std::uint32_t task : order) {
    while (state.filled_of(task) < model.tasks[task].places) {
      const auto arc = CheapestFit(model, state, task);
      if (!arc) break;
      state.Choose(*arc);
    }
  }
}

void Improve(const PlanModel& model, PlanState& state) {
  Improver(model, state).Run();
}

}  // namespace zeren::internal
