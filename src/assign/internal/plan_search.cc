#include "src/assign/internal/plan_search.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "src/assign/internal/plan_heuristics.h"

namespace zeren::internal {
namespace {

// What a flow says of all plans that a network stands for.
struct FlowBound {
  std::int64_t filled = 0;
  Cost cost = 0;
};

FlowBound BoundOf(const PlanModel& model, const PlanNetwork& network,
                  const MinCostFlow& flow) {
  FlowBound bound{network.filled, network.cost};
  std::int64_t empty = 0;
  std::int64_t places = 0;
  for (std::uint32_t t = 0; t < model.tasks.size(); ++t) {
    if (network.empty_arc_of[t] < 0) continue;
    places += network.flow.supplies[t];
    empty += flow.flows[static_cast<std::size_t>(network.empty_arc_of[t])];
  }
  bound.filled += places - empty;
  for (std::size_t arc = 0; arc < network.flow.arcs(); ++arc) {
    // Empty places cost more than anything else.
    if (network.flow.costs[arc] > network.bound || flow.flows[arc] == 0) {
      continue;
    }
    bound.cost += network.flow.costs[arc] * flow.flows[arc];
  }
  return bound;
}

bool HasFlow(const PlanNetwork& network, const MinCostFlow& flow,
             std::uint32_t arc) {
  const std::int32_t at = network.arc_of[arc];
  return at >= 0 && flow.flows[static_cast<std::size_t>(at)] > 0;
}

// BranchAndBound
//
// A node of the search is a set of decisions on arcs. The flow over the arcs
// that are open bounds all plans below; where it breaks no limit that it does
// not know, and costs what it seems to, it is the best of them. Otherwise some
// person has two tasks that the flow judged wrongly; one of these is decided,
// first for, then against that person. Decided pairs are judged rightly, so
// that the search ends.
class BranchAndBound {
 public:
  BranchAndBound(const PlanModel& model, const PlanLimits& limits,
                 std::int64_t max_search)
      : model_(model),
        limits_(limits),
        budget_(max_search),
        states_(model.arc_tasks.size(), ArcState::kOpen) {}

  PlanSolution Run(const PlanNetwork& root, const MinCostFlow& flow) && {
    const FlowBound bound = BoundOf(model_, root, flow);
    PlanState greedy(model_);
    FillGreedily(model_, greedy);
    Improve(model_, greedy);
    best_ = greedy.chosen();
    best_filled_ = greedy.filled();
    best_cost_ = greedy.cost();

    std::optional<std::uint32_t> branch = Judge(root, flow);
    const bool proven = Explore(branch);

    PlanSolution solution(model_);
    for (std::uint32_t arc = 0; arc < best_.size(); ++arc) {
      if (best_[arc]) solution.state.Choose(arc);
    }
    solution.optimal = proven;
    solution.most_filled = proven ? best_filled_ : bound.filled;
    solution.least_cost = proven ? best_cost_ : LeastCost(bound);
    return solution;
  }

 private:
  struct Decision {
    std::uint32_t arc;
    bool second;  // The arc is barred now; taking it was tried.
  };

  // Depth first; the path of decisions is all that is kept.
  bool Explore(std::optional<std::uint32_t> branch) {
    std::vector<Decision> path;
    while (true) {
      if (branch) {
        path.push_back({*branch, false});
        states_[*branch] = ArcState::kTaken;
      } else {
        while (!path.empty() && path.back().second) {
          states_[path.back().arc] = ArcState::kOpen;
          path.pop_back();
        }
        if (path.empty()) return true;
        path.back().second = true;
        states_[path.back().arc] = ArcState::kBarred;
      }
      if (budget_ <= 0) return false;
      const PlanNetwork network = BuildPlanNetwork(model_, limits_, states_);
      budget_ -=
          static_cast<std::int64_t>(network.flow.arcs() + network.flow.nodes());
      branch = Judge(network, SolveMinCostFlow(network.flow));
    }
  }

  // Returns the arc to decide on next; nothing if no plan below the node is
  // better than the best one known by then.
  std::optional<std::uint32_t> Judge(const PlanNetwork& network,
                                     const MinCostFlow& flow) {
    const FlowBound bound = BoundOf(model_, network, flow);
    if (!IsBetter(bound.filled, bound.cost)) return std::nullopt;
    PlanState state(model_);
    const std::optional<std::uint32_t> wrong = Mend(network, flow, state);
    const bool is_plan = !wrong && state.cost() == bound.cost;
    if (!is_plan) {
      FillGreedily(model_, state);
      // Further down the flow itself comes closer to a plan.
      if (network.filled == 0) Improve(model_, state);
    }
    Offer(state);
    if (is_plan || !IsBetter(bound.filled, bound.cost)) return std::nullopt;
    return wrong ? wrong : Underrated(network, flow);
  }

  bool IsBetter(std::int64_t filled, Cost cost) const {
    return filled != best_filled_ ? filled > best_filled_ : cost < best_cost_;
  }
  void Offer(const PlanState& state) {
    if (!IsBetter(state.filled(), state.cost())) return;
    best_ = state.chosen();
    best_filled_ = state.filled();
    best_cost_ = state.cost();
  }

  // Chooses what the flow has as far as it fits; returns an open arc of the
  // first person to whom not all of it does.
  std::optional<std::uint32_t> Mend(const PlanNetwork& network,
                                    const MinCostFlow& flow,
                                    PlanState& state) const {
    for (std::uint32_t arc = 0; arc < states_.size(); ++arc) {
      if (states_[arc] == ArcState::kTaken) state.Choose(arc);
    }
    std::optional<std::uint32_t> wrong;
    for (std::uint32_t p = 0; p < model_.person_ids.size(); ++p) {
      bool all = true;
      for (const std::uint32_t arc : model_.ArcsOf(p)) {
        if (!HasFlow(network, flow, arc)) continue;
        if (state.Fits(arc)) {
          state.Choose(arc);
        } else {
          all = false;
        }
      }
      if (!all && !wrong) wrong = Largest(network, flow, p);
    }
    return wrong;
  }

  // The open arc with flow that makes most of the difference.
  std::uint32_t Largest(const PlanNetwork& network, const MinCostFlow& flow,
                        std::uint32_t person) const {
    std::optional<std::uint32_t> largest;
    for (const std::uint32_t arc : model_.ArcsOf(person)) {
      if (!HasFlow(network, flow, arc)) continue;
      if (!largest || EffortOfArc(arc) > EffortOfArc(*largest)) largest = arc;
    }
    return *largest;
  }
  Load EffortOfArc(std::uint32_t arc) const {
    return model_.ClassOf(model_.arc_tasks[arc]).effort;
  }

  // An open arc of the person whose pairs cost most beyond what the flow says.
  std::optional<std::uint32_t> Underrated(const PlanNetwork& network,
                                          const MinCostFlow& flow) const {
    const std::vector<Cost> rated = RatedPairs(network, flow);
    std::uint32_t person = kNoIndex;
    Cost most = 0;
    for (std::uint32_t p = 0; p < model_.person_ids.size(); ++p) {
      const Cost less = OpenPairs(network, flow, p) - rated[p];
      if (less <= most) continue;
      most = less;
      person = p;
    }
    if (person == kNoIndex) return std::nullopt;
    return Largest(network, flow, person);
  }

  std::vector<Cost> RatedPairs(const PlanNetwork& network,
                               const MinCostFlow& flow) const {
    std::vector<Cost> rated(model_.person_ids.size(), 0);
    for (const PlanNetwork::PersonNode& node : network.person_nodes) {
      const auto first = static_cast<std::size_t>(node.first_arc);
      const auto arcs = static_cast<std::size_t>(node.arcs);
      for (std::size_t arc = first; arc < first + arcs; ++arc) {
        rated[node.person] += network.flow.costs[arc] * flow.flows[arc];
      }
    }
    return rated;
  }

  Cost OpenPairs(const PlanNetwork& network, const MinCostFlow& flow,
                 std::uint32_t person) const {
    std::vector<std::uint32_t> classes;
    Cost cost = 0;
    for (const std::uint32_t arc : model_.ArcsOf(person)) {
      if (!HasFlow(network, flow, arc)) continue;
      const std::uint32_t own = model_.tasks[model_.arc_tasks[arc]].task_class;
      for (const std::uint32_t other : classes) {
        cost += model_.PairCostOf(own, other);
      }
      classes.push_back(own);
    }
    return cost;
  }

  // The least cost of filling as many places as the best plan does.
  Cost LeastCost(const FlowBound& bound) const {
    if (bound.filled == best_filled_) return bound.cost;
    const PlanNetwork network =
        BuildPlanNetwork(model_, limits_, {}, best_filled_);
    return BoundOf(model_, network, SolveMinCostFlow(network.flow)).cost;
  }

  const PlanModel& model_;
  const PlanLimits& limits_;
  std::int64_t budget_;
  std::vector<ArcState> states_;
  std::vector<bool> best_;
  std::int64_t best_filled_ = 0;
  Cost best_cost_ = 0;
};

}  // namespace

PlanSolution SearchPlan(const PlanModel& model, const PlanLimits& limits,
                        const PlanNetwork& network, const MinCostFlow& flow,
                        std::int64_t max_search) {
  if (!limits.exact) {
    return BranchAndBound(model, limits, max_search).Run(network, flow);
  }
  PlanSolution solution(model);
  for (std::uint32_t arc = 0; arc < model.arc_tasks.size(); ++arc) {
    if (HasFlow(network, flow, arc)) solution.state.Choose(arc);
  }
  solution.optimal = true;
  solution.most_filled = solution.state.filled();
  solution.least_cost = solution.state.cost();
  return solution;
}

}  // namespace zeren::internal
