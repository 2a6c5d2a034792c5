#include "src/assign/internal/plan_network.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace zeren::internal {
namespace {

constexpr std::int32_t kNone = -1;

// What one person has taken already.
struct Taken {
  std::vector<std::uint32_t> arcs;
  std::vector<HeldLoad> loads;  // Those held before, and those of the arcs.
};

class PlanNetworkBuilder {
 public:
  PlanNetworkBuilder(const PlanModel& model, const PlanLimits& limits,
                     std::span<const ArcState> states)
      : model_(model),
        limits_(limits),
        states_(states),
        heads_(model.arc_tasks.size(), kNone),
        more_cost_(states.empty() ? 0 : model.arc_tasks.size(), 0),
        seen_(limits.limits.size(), kNoIndex),
        counts_(limits.limits.size(), 0),
        nodes_(limits.limits.size(), kNone) {}

  PlanNetwork Run(std::optional<std::int64_t> fill) && {
    // Tasks come first, then the sink, then persons.
    network_.flow.supplies.assign(model_.tasks.size(), 0);
    network_.sink = network_.flow.AddNode();
    network_.first_person_node = network_.sink + 1;
    for (std::uint32_t p = 0; p < model_.person_ids.size(); ++p) AddPerson(p);
    AddTasks(fill);
    return std::move(network_);
  }

 private:
  ArcState StateOf(std::uint32_t arc) const {
    return states_.empty() ? ArcState::kOpen : states_[arc];
  }

  // ---- The persons, and which arcs are left to them

  void AddPerson(std::uint32_t person) {
    Collect(person);
    if (open_.empty()) return;
    touched_.clear();
    for (const std::uint32_t arc : open_) CountLimits(person, arc);
    // Outer limits have smaller numbers.
    std::sort(touched_.begin(), touched_.end());
    for (const std::uint32_t limit : touched_) AddLimit(person, limit);
    for (const std::uint32_t arc : open_) {
      const std::uint32_t limit = limits_.limit_of_task[model_.arc_tasks[arc]];
      heads_[arc] = limit == kNoIndex ? network_.sink : nodes_[limit];
    }
  }

  // Lists the open arcs that fit with what is taken.
  void Collect(std::uint32_t person) {
    open_.clear();
    taken_.arcs.clear();
    const std::span<const std::uint32_t> arcs = model_.ArcsOf(person);
    if (states_.empty()) {
      open_.assign(arcs.begin(), arcs.end());
      return;
    }
    taken_.loads.assign(model_.loads[person].begin(),
                        model_.loads[person].end());
    for (const std::uint32_t arc : arcs) {
      if (StateOf(arc) == ArcState::kTaken) Take(arc);
    }
    for (const std::uint32_t arc : arcs) {
      if (StateOf(arc) == ArcState::kOpen && Fits(person, arc)) {
        open_.push_back(arc);
        more_cost_[arc] = CostWithTaken(arc);
      }
    }
  }

  void Take(std::uint32_t arc) {
    const PlanModel::Class& task = model_.ClassOf(model_.arc_tasks[arc]);
    network_.cost = AddCosts(network_.cost, model_.arc_costs[arc]);
    network_.cost = AddCosts(network_.cost, CostWithTaken(arc));
    ++network_.filled;
    taken_.arcs.push_back(arc);
    taken_.loads.push_back({task.days, task.effort});
  }

  Cost CostWithTaken(std::uint32_t arc) const {
    Cost cost = 0;
    for (const std::uint32_t other : taken_.arcs) {
      cost = AddCosts(cost, model_.PairCostOf(ClassOf(arc), ClassOf(other)));
    }
    return cost;
  }

  bool Fits(std::uint32_t person, std::uint32_t arc) const {
    if (taken_.arcs.empty()) return true;
    const std::uint32_t task = model_.arc_tasks[arc];
    const PlanModel::Class& load = model_.ClassOf(task);
    if (PeakLoad(taken_.loads, load.days) + load.effort >
        model_.capacities[person]) {
      return false;
    }
    if (model_.max_tasks && TakenCount() >= *model_.max_tasks) return false;
    for (const std::uint32_t set : model_.SetsOf(task)) {
      if (TakenOfSet(set) >= model_.RoomOfSet(set, person)) return false;
    }
    return true;
  }

  std::int64_t TakenCount() const {
    return static_cast<std::int64_t>(taken_.arcs.size());
  }
  std::int64_t TakenOfSet(std::uint32_t set) const {
    return std::count_if(
        taken_.arcs.begin(), taken_.arcs.end(), [&](std::uint32_t arc) {
          const auto sets = model_.SetsOf(model_.arc_tasks[arc]);
          return std::find(sets.begin(), sets.end(), set) != sets.end();
        });
  }

  std::uint32_t ClassOf(std::uint32_t arc) const {
    return model_.tasks[model_.arc_tasks[arc]].task_class;
  }

  // ---- The limits of one person

  void CountLimits(std::uint32_t person, std::uint32_t arc) {
    std::uint32_t limit = limits_.limit_of_task[model_.arc_tasks[arc]];
    while (limit != kNoIndex) {
      if (seen_[limit] != person) {
        seen_[limit] = person;
        counts_[limit] = 0;
        touched_.push_back(limit);
      }
      ++counts_[limit];
      limit = limits_.limits[limit].parent;
    }
  }

  void AddLimit(std::uint32_t person, std::uint32_t number) {
    const PlanLimits::Limit& limit = limits_.limits[number];
    const std::int32_t parent =
        limit.parent == kNoIndex ? network_.sink : nodes_[limit.parent];
    if (limit.group != kNoIndex) {
      AddGroup(person, number, parent);
      return;
    }
    const std::int64_t room =
        limit.set == kNoIndex
            ? *model_.max_tasks - TakenCount()
            : model_.RoomOfSet(limit.set, person) - TakenOfSet(limit.set);
    if (room >= counts_[number]) {
      nodes_[number] = parent;  // It does not bind.
      return;
    }
    AddNode(person, number, parent);
    AddLimitArc(std::max<std::int64_t>(room, 0), 0);
  }

  void AddNode(std::uint32_t person, std::uint32_t limit, std::int32_t parent) {
    nodes_[limit] = network_.flow.AddNode();
    network_.person_nodes.push_back(
        {person, limit, parent, static_cast<std::int32_t>(limit_arcs_.size()),
         0});
  }
  // From the node that was added last.
  void AddLimitArc(std::int64_t capacity, Cost cost) {
    PlanNetwork::PersonNode& node = network_.person_nodes.back();
    const auto tail =
        static_cast<std::int32_t>(network_.flow.supplies.size()) - 1;
    limit_arcs_.push_back({tail, node.parent, Clamp(capacity), cost});
    ++node.arcs;
    bound_ = AddCosts(bound_, MultiplyCosts(cost, capacity));
  }
  static std::int32_t Clamp(std::int64_t capacity) {
    return static_cast<std::int32_t>(std::min<std::int64_t>(
        capacity, std::numeric_limits<std::int32_t>::max()));
  }

  // As many arcs as the person has room for tasks of the group: for the
  // smallest ones where they differ.
  void AddGroup(std::uint32_t person, std::uint32_t number,
                std::int32_t parent) {
    const PlanLimits::Group& group =
        limits_.groups[limits_.limits[number].group];
    const std::span<const HeldLoad> loads =
        taken_.arcs.empty() ? model_.loads[person]
                            : std::span<const HeldLoad>(taken_.loads);
    const DayRange one_day{group.day, group.day + 1};
    Load spare =
        model_.capacities[person] -
        PeakLoad(loads,
                 group.alike ? model_.classes[group.task_class].days : one_day);
    AddNode(person, number, parent);
    if (group.alike) {
      AddAlike(group.task_class,
               std::min<std::int64_t>(
                   spare / model_.classes[group.task_class].effort,
                   counts_[number]));
      return;
    }
    std::vector<Load> efforts;
    for (const std::uint32_t arc : open_) {
      if (IsWithin(limits_.limit_of_task[model_.arc_tasks[arc]], number)) {
        efforts.push_back(model_.ClassOf(model_.arc_tasks[arc]).effort);
      }
    }
    AddSmallest(std::move(efforts), spare);
  }

  bool IsWithin(std::uint32_t limit, std::uint32_t outer) const {
    while (limit != kNoIndex && limit > outer) {
      limit = limits_.limits[limit].parent;
    }
    return limit == outer;
  }

  void AddAlike(std::uint32_t task_class, std::int64_t slots) {
    const Cost pair = model_.PairCostOf(task_class, task_class);
    if (pair == 0) {
      AddLimitArc(slots, 0);
      return;
    }
    for (std::int64_t k = 0; k < slots; ++k) {
      AddLimitArc(1, MultiplyCosts(pair, k));
    }
  }

  // No k tasks take less than the k smallest, nor make cheaper pairs.
  void AddSmallest(std::vector<Load> efforts, Load spare) {
    std::sort(efforts.begin(), efforts.end());
    std::vector<std::pair<Load, std::int64_t>> before;  // Effort, how often.
    for (const Load effort : efforts) {
      if (effort > spare) break;
      spare -= effort;
      Cost cost = 0;
      for (const auto& [other, times] : before) {
        cost = AddCosts(
            cost,
            MultiplyCosts(PairCost(model_.load_weight, other, effort), times));
      }
      AddLimitArc(1, cost);
      if (!before.empty() && before.back().first == effort) {
        ++before.back().second;
      } else {
        before.emplace_back(effort, 1);
      }
    }
  }

  // ---- The tasks

  void AddTasks(std::optional<std::int64_t> fill) {
    FlowNetwork& flow = network_.flow;
    const std::vector<std::int32_t> open = OpenPlaces();
    network_.bound = AddCosts(bound_, network_.cost);
    std::int64_t places = 0;
    for (const std::int32_t p : open) places += p;
    // Places that stay empty go to a node of their own if their number is
    // given.
    const std::int32_t empty = fill ? flow.AddNode() : network_.sink;
    const Cost cost_of_empty = fill ? 0 : network_.bound + 1;
    const std::size_t arcs =
        heads_.size() + model_.tasks.size() + limit_arcs_.size();
    flow.tails.reserve(arcs);
    flow.heads.reserve(arcs);
    flow.capacities.reserve(arcs);
    flow.costs.reserve(arcs);
    network_.arc_of.assign(heads_.size(), kNone);
    network_.empty_arc_of.assign(model_.tasks.size(), kNone);
    for (std::uint32_t t = 0; t < model_.tasks.size(); ++t) {
      if (open[t] == 0) continue;
      const auto node = static_cast<std::int32_t>(t);
      flow.supplies[t] = open[t];
      for (std::uint32_t arc = model_.arc_begins[t];
           arc < model_.arc_begins[t + 1]; ++arc) {
        if (heads_[arc] == kNone) continue;
        network_.arc_of[arc] = static_cast<std::int32_t>(flow.arcs());
        flow.AddArc(node, heads_[arc], 1, CostOf(arc));
      }
      network_.empty_arc_of[t] = static_cast<std::int32_t>(flow.arcs());
      flow.AddArc(node, empty, open[t], cost_of_empty);
    }
    const auto first = static_cast<std::int32_t>(flow.arcs());
    for (const LimitArc& arc : limit_arcs_) {
      flow.AddArc(arc.tail, arc.head, arc.capacity, arc.cost);
    }
    for (PlanNetwork::PersonNode& node : network_.person_nodes) {
      node.first_arc += first;
    }
    const std::int64_t filled = fill ? *fill - network_.filled : places;
    flow.supplies[static_cast<std::size_t>(network_.sink)] = Clamp(filled) * -1;
    if (fill) {
      flow.supplies[static_cast<std::size_t>(empty)] =
          Clamp(places - filled) * -1;
    }
  }

  Cost CostOf(std::uint32_t arc) const {
    return AddCosts(model_.arc_costs[arc],
                    more_cost_.empty() ? 0 : more_cost_[arc]);
  }

  // The places that open arcs could fill; adds what they could cost at most to
  // the bound.
  std::vector<std::int32_t> OpenPlaces() {
    std::vector<std::int32_t> open(model_.tasks.size(), 0);
    for (std::uint32_t t = 0; t < model_.tasks.size(); ++t) {
      std::int64_t places = model_.tasks[t].places;
      std::int32_t arcs = 0;
      Cost dearest = 0;
      for (std::uint32_t arc = model_.arc_begins[t];
           arc < model_.arc_begins[t + 1]; ++arc) {
        if (StateOf(arc) == ArcState::kTaken) --places;
        if (heads_[arc] == kNone) continue;
        ++arcs;
        dearest = std::max(dearest, CostOf(arc));
      }
      open[t] =
          static_cast<std::int32_t>(std::clamp<std::int64_t>(places, 0, arcs));
      bound_ = AddCosts(bound_, MultiplyCosts(dearest, open[t]));
    }
    return open;
  }

  struct LimitArc {
    std::int32_t tail;
    std::int32_t head;
    std::int32_t capacity;
    Cost cost;
  };

  const PlanModel& model_;
  const PlanLimits& limits_;
  std::span<const ArcState> states_;
  PlanNetwork network_;
  Cost bound_ = 0;
  // By arc of the model.
  std::vector<std::int32_t> heads_;
  std::vector<Cost> more_cost_;  // Pairs with what is taken.
  // By limit, for the person who is being added.
  std::vector<std::uint32_t> seen_;
  std::vector<std::int64_t> counts_;
  std::vector<std::int32_t> nodes_;
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> open_;
  Taken taken_;
  std::vector<LimitArc> limit_arcs_;
};

}  // namespace

PlanNetwork BuildPlanNetwork(const PlanModel& model, const PlanLimits& limits,
                             std::span<const ArcState> states,
                             std::optional<std::int64_t> fill) {
  return PlanNetworkBuilder(model, limits, states).Run(fill);
}

}  // namespace zeren::internal
