#include "src/assign/internal/plan_cuts.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "src/assign/internal/plan_residual.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

using Reached = PlanResidual::Reached;

// RelaxationFinder
//
// Looks for the cheapest change of each kind that lets one more of some tasks
// be placed. Tasks and persons come with what it costs to free them.
class RelaxationFinder {
 public:
  RelaxationFinder(const SolvedPlan& plan, const PlanResidual& residual,
                   std::int64_t& trials)
      : plan_(plan), residual_(residual), trials_(trials) {}

  std::vector<Relaxation> Run(const std::vector<Reached>& reached) && {
    for (const Reached& r : reached) {
      if (r.node >= plan_.network.first_person_node) RaiseCapacity(r);
    }
    for (const Reached& r : reached) {
      if (r.node < plan_.network.sink) AskOthers(r);
    }
    std::vector<Relaxation> found;
    if (capacity_) found.push_back(*capacity_);
    if (skill_) found.push_back(*skill_);
    std::stable_sort(found.begin(), found.end(),
                     [](const Relaxation& a, const Relaxation& b) {
                       return a.cost < b.cost;
                     });
    return found;
  }

 private:
  // One more task for somebody who has taken as many as the capacity allows.
  void RaiseCapacity(const Reached& r) {
    const PlanNetwork::PersonNode& node = plan_.network.person_node(r.node);
    const std::uint32_t group = plan_.limits.limits[node.limit].group;
    if (group == kNoIndex || !residual_.HasRoomAbove(r.node)) return;
    std::int64_t slots = 0;
    const auto first = static_cast<std::size_t>(node.first_arc);
    const auto arcs = static_cast<std::size_t>(node.arcs);
    for (std::size_t i = 0; i < arcs; ++i) {
      slots += plan_.network.flow.capacities[first + i];
    }
    const std::uint32_t task_class = plan_.limits.groups[group].task_class;
    const PlanModel::Class& task = plan_.model.classes[task_class];
    const Load needed = PeakLoad(plan_.model.loads[node.person], task.days) +
                        (slots + 1) * task.effort;
    const Cost pairs =
        MultiplyCosts(plan_.model.PairCostOf(task_class, task_class), slots);
    OfferCapacity(plan_.model.person_ids[node.person], needed,
                  AddCosts(r.cost, pairs));
  }

  // Those in scope who are no candidates for want of one thing.
  void AskOthers(const Reached& r) {
    const auto number = static_cast<std::uint32_t>(r.node);
    const TaskNeeds& needs = plan_.needs[number];
    // Nobody else could be cheaper than what is known.
    if (capacity_ && skill_ && r.cost >= capacity_->cost &&
        r.cost >= skill_->cost) {
      return;
    }
    absl::flat_hash_set<std::uint32_t> asked;
    for (std::uint32_t arc = plan_.model.arc_begins[number];
         arc < plan_.model.arc_begins[number + 1]; ++arc) {
      asked.insert(Index(plan_.model.person_ids[plan_.model.arc_persons[arc]]));
    }
    const auto places = plan_.rules.scope().Places(plan_.rules.RangeOf(needs));
    for (const ScopeIndex::Entry& entry : places) {
      if (trials_ <= 0) return;
      --trials_;
      if (asked.insert(entry.person).second) {
        Ask(needs, number, PersonId{entry.person}, r.cost);
      }
    }
  }

  void Ask(const TaskNeeds& needs, std::uint32_t number, PersonId person,
           Cost cost) {
    const auto [missing, skill] = plan_.rules.MissingSkills(needs, person);
    if (missing > 1) return;
    if (plan_.rules.Judge(needs, person, {.skills = true, .capacity = true})) {
      return;
    }
    const std::uint32_t taken_by = NumberOf(person);
    Load load = 0;
    CostParts parts = plan_.rules.CostOf(needs, person);
    parts.load = plan_.rules.LoadCost(needs.days, needs.effort, person);
    std::int64_t others = 0;
    if (taken_by == kNoIndex) {
      if (plan_.model.max_tasks == 0) return;
      load = PeakLoad(plan_.rules.loads(person), needs.days) + needs.effort;
    } else {
      if (!plan_.state.FitsLimits(number, taken_by)) return;
      load = plan_.state.LoadWith(number, taken_by);
      parts.load =
          AddCosts(parts.load, plan_.state.PairsWith(number, taken_by));
      others = plan_.state.tasks_of(taken_by);
    }
    const bool fits = load <= plan_.rules.Capacity(person);
    cost = AddCosts(cost, parts.total());
    if (missing == 0) {
      if (!fits) OfferCapacity(person, load, cost);
    } else if (fits) {
      // The skill is one more for the other tasks of the person; for this one
      // it is one more and one fewer than there seemed to be.
      const std::int64_t more = HasAsMany(needs, person) ? others + 1 : others;
      OfferSkill(person, skill,
                 AddCosts(cost, MultiplyCosts(Weights().surplus, more)));
    }
  }

  const CostWeights& Weights() const {
    return plan_.rules.problem().candidates.weights;
  }
  bool HasAsMany(const TaskNeeds& needs, PersonId person) const {
    return plan_.rules.scope().skills(person).size() >= needs.skills.size();
  }

  std::uint32_t NumberOf(PersonId person) const {
    const Organization& org = plan_.rules.snapshot().organization();
    const std::vector<PersonId>& ids = plan_.model.person_ids;
    const auto at = std::lower_bound(
        ids.begin(), ids.end(), person,
        [&](PersonId a, PersonId b) { return org.Before(a, b); });
    if (at == ids.end() || *at != person) return kNoIndex;
    return static_cast<std::uint32_t>(at - ids.begin());
  }

  bool IsBetter(const std::optional<Relaxation>& known, PersonId person,
                Cost cost) const {
    if (!known) return true;
    if (cost != known->cost) return cost < known->cost;
    return plan_.rules.snapshot().organization().Before(person, known->person);
  }
  void OfferCapacity(PersonId person, Load capacity, Cost cost) {
    if (ToUnits(capacity) > kMaxLoad || !IsBetter(capacity_, person, cost)) {
      return;
    }
    capacity_ = {.kind = RelaxationKind::kCapacity,
                 .person = person,
                 .capacity = ToUnits(capacity),
                 .cost = cost};
  }
  void OfferSkill(PersonId person, std::uint32_t skill, Cost cost) {
    if (!IsBetter(skill_, person, cost)) return;
    skill_ = {
        .kind = RelaxationKind::kSkill,
        .person = person,
        .skill = std::string(
            plan_.rules.snapshot().organization().rep().names.words[skill]),
        .cost = cost};
  }

  const SolvedPlan& plan_;
  const PlanResidual& residual_;
  std::int64_t& trials_;
  std::optional<Relaxation> capacity_;
  std::optional<Relaxation> skill_;
};

class CutFinder {
 public:
  explicit CutFinder(const SolvedPlan& plan)
      : plan_(plan), residual_(plan.model, plan.network, plan.flow) {
    result_.cut_of_task.assign(plan.model.tasks.size(), kNoIndex);
  }

  PlanCuts Run() && {
    std::vector<std::uint32_t> unplaced;
    for (std::uint32_t t = 0; t < plan_.model.tasks.size(); ++t) {
      if (Missing(t) > 0) unplaced.push_back(t);
    }
    for (const std::uint32_t task : unplaced) {
      if (result_.cut_of_task[task] != kNoIndex) continue;
      if (plan_.limits.exact) {
        if (residual_.work() < kMaxCutWork) {
          AddCut({&task, 1});
        } else {
          AddCut(Left(unplaced));
        }
      } else if (ArcsOf(task) < plan_.model.tasks[task].places) {
        Describe({task}, plan_.model.max_tasks == 0 ? 0 : ArcsOf(task), {});
      }
    }
    return std::move(result_);
  }

 private:
  std::int64_t Missing(std::uint32_t task) const {
    return plan_.model.tasks[task].places - plan_.state.filled_of(task);
  }
  std::int64_t ArcsOf(std::uint32_t task) const {
    return plan_.model.arc_begins[task + 1] - plan_.model.arc_begins[task];
  }
  std::vector<std::uint32_t> Left(
      const std::vector<std::uint32_t>& unplaced) const {
    std::vector<std::uint32_t> left;
    for (const std::uint32_t task : unplaced) {
      if (result_.cut_of_task[task] == kNoIndex) left.push_back(task);
    }
    return left;
  }

  // Makes a cut of all that some tasks reach, and of the other tasks with empty
  // places that reach nothing else; what it costs to reach a node is counted
  // from all of these.
  void AddCut(std::span<const std::uint32_t> seeds) {
    const std::vector<std::uint32_t> unplaced =
        Competitors(residual_.Reach(seeds));
    const std::vector<Reached> reached = residual_.Reach(unplaced);
    std::vector<std::uint32_t> tasks;
    std::int64_t room = 0;
    for (const Reached& r : reached) {
      if (r.node >= plan_.network.sink) continue;
      tasks.push_back(static_cast<std::uint32_t>(r.node));
      room += plan_.state.filled_of(tasks.back());
    }
    std::sort(tasks.begin(), tasks.end());
    Describe(tasks, room,
             RelaxationFinder(plan_, residual_, trials_).Run(reached));
  }

  std::vector<std::uint32_t> Competitors(const std::vector<Reached>& reached) {
    within_.resize(plan_.network.flow.nodes(), false);
    for (const Reached& r : reached) {
      within_[static_cast<std::size_t>(r.node)] = true;
    }
    std::vector<std::uint32_t> unplaced;
    for (const Reached& r : reached) {
      if (r.node < plan_.network.sink) {
        const auto task = static_cast<std::uint32_t>(r.node);
        if (Missing(task) > 0) unplaced.push_back(task);
        continue;
      }
      const std::uint32_t person = plan_.network.person_node(r.node).person;
      for (const std::uint32_t arc : plan_.model.ArcsOf(person)) {
        const std::uint32_t task = plan_.model.arc_tasks[arc];
        if (Missing(task) == 0 || within_[task] ||
            result_.cut_of_task[task] != kNoIndex ||
            !residual_.LeadsOnlyTo(within_, task)) {
          continue;
        }
        within_[task] = true;
        unplaced.push_back(task);
      }
    }
    for (const Reached& r : reached) {
      within_[static_cast<std::size_t>(r.node)] = false;
    }
    for (const std::uint32_t task : unplaced) within_[task] = false;
    std::sort(unplaced.begin(), unplaced.end());
    return unplaced;
  }

  void Describe(const std::vector<std::uint32_t>& tasks, std::int64_t room,
                std::vector<Relaxation> relaxations) {
    PlanCut cut;
    cut.room = room;
    std::vector<std::uint32_t> persons;
    for (const std::uint32_t task : tasks) {
      cut.tasks.push_back(plan_.model.task_ids[task]);
      cut.places += plan_.model.tasks[task].places;
      persons.insert(
          persons.end(),
          plan_.model.arc_persons.begin() + plan_.model.arc_begins[task],
          plan_.model.arc_persons.begin() + plan_.model.arc_begins[task + 1]);
      if (Missing(task) > 0 && result_.cut_of_task[task] == kNoIndex) {
        result_.cut_of_task[task] =
            static_cast<std::uint32_t>(result_.cuts.size());
      }
    }
    std::sort(persons.begin(), persons.end());
    persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
    for (const std::uint32_t person : persons) {
      cut.persons.push_back(plan_.model.person_ids[person]);
    }
    cut.skill = CommonSkill(tasks);
    cut.unit = CommonUnit(tasks);
    cut.period = CommonPeriod(tasks);
    cut.relaxations = std::move(relaxations);
    result_.cuts.push_back(std::move(cut));
  }

  // Of the skills that all tasks need, the one in fewest places; among equals
  // the first by its bytes.
  std::string CommonSkill(const std::vector<std::uint32_t>& tasks) const {
    std::vector<std::uint32_t> common = plan_.needs[tasks.front()].skills;
    for (const std::uint32_t task : tasks) {
      const std::vector<std::uint32_t>& skills = plan_.needs[task].skills;
      std::erase_if(common, [&](std::uint32_t skill) {
        return !std::binary_search(skills.begin(), skills.end(), skill);
      });
    }
    if (common.empty()) return "";
    const auto count = [&](std::uint32_t skill) {
      return plan_.rules.scope().PlacesWithSkill(skill, {0, kNoIndex}).size();
    };
    const auto& words = plan_.rules.snapshot().organization().rep().names.words;
    return std::string(words[*std::min_element(
        common.begin(), common.end(), [&](std::uint32_t a, std::uint32_t b) {
          const std::size_t of_a = count(a);
          const std::size_t of_b = count(b);
          return of_a != of_b ? of_a < of_b : words[a] < words[b];
        })]);
  }

  std::optional<UnitId> CommonUnit(
      const std::vector<std::uint32_t>& tasks) const {
    const Forest& forest = plan_.rules.snapshot().units().forest();
    std::uint32_t common = plan_.needs[tasks.front()].unit;
    for (const std::uint32_t task : tasks) {
      const std::uint32_t unit = plan_.needs[task].unit;
      if (common == kNoIndex || unit == kNoIndex) return std::nullopt;
      common = forest.LowestCommonAncestor(common, unit);
    }
    return OptionalId<UnitId>(common);
  }

  Period CommonPeriod(const std::vector<std::uint32_t>& tasks) const {
    const auto& rows =
        plan_.rules.snapshot().organization().rep().table<TaskView>();
    DayRange all{kNever, kDawn};
    for (const std::uint32_t task : tasks) {
      const std::uint32_t row = Index(plan_.model.task_ids[task]);
      const DayNumber due = rows.Get<&TaskView::due>()[row];
      all.from = std::min(all.from, rows.Get<&TaskView::start>()[row]);
      all.to = std::max(all.to, due == kDawn ? kNever : due + 1);
    }
    return {FromDayNumber(all.from), FromDayNumber(all.to)};
  }

  const SolvedPlan& plan_;
  PlanResidual residual_;
  std::int64_t trials_ = kMaxTrials;
  std::vector<bool> within_;  // By node; all false between cuts.
  PlanCuts result_;
};

}  // namespace

PlanCuts FindPlanCuts(const SolvedPlan& plan) { return CutFinder(plan).Run(); }

}  // namespace zeren::internal
