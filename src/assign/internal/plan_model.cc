#include "src/assign/internal/plan_model.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

// ArcFinder
//
// Goes through the tasks class by class, because whether somebody is there and
// has capacity depends on days and effort alone.
class ArcFinder {
 public:
  ArcFinder(const CandidateRules& rules, const std::vector<TaskNeeds>& tasks)
      : rules_(rules),
        tasks_(tasks),
        status_(rules.snapshot().people().count()) {}

  PlanModel Run() && {
    FindClasses();
    FindArcs();
    NumberPersons();
    ArrangeByTask();
    ArrangeByPerson();
    AddLimits();
    return std::move(model_);
  }

 private:
  struct Arc {
    std::uint32_t person = 0;  // By dense id, then by number.
    Cost cost = 0;
  };
  struct Status {
    std::uint32_t task_class = kNoIndex;
    bool able = false;
    Cost load_cost = 0;
  };

  void FindClasses() {
    order_.resize(tasks_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    const auto key = [&](std::uint32_t t) {
      const TaskNeeds& needs = tasks_[t];
      return std::tuple(needs.days.from, needs.days.to, needs.effort);
    };
    std::sort(order_.begin(), order_.end(),
              [&](std::uint32_t a, std::uint32_t b) {
                return std::tuple(key(a), a) < std::tuple(key(b), b);
              });
    model_.tasks.resize(tasks_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const TaskNeeds& needs = tasks_[order_[i]];
      if (i == 0 || key(order_[i - 1]) != key(order_[i])) {
        model_.classes.push_back({needs.days, needs.effort});
      }
      model_.tasks[order_[i]] = {
          static_cast<std::uint32_t>(model_.classes.size() - 1), needs.places};
      model_.task_ids.push_back(tasks_[i].task);
    }
  }

  static bool BeforeByPerson(const Arc& a, const Arc& b) {
    return a.person < b.person;
  }

  void FindArcs() {
    spans_.resize(tasks_.size());
    for (const std::uint32_t t : order_) {
      const std::size_t begin = found_.size();
      const TaskNeeds& needs = tasks_[t];
      const std::uint64_t bits = ScopeIndex::BitsOf(needs.skills);
      for (const ScopeIndex::Entry& entry : Rarest(needs)) {
        if ((entry.skill_bits & bits) != bits) continue;
        Try(needs, model_.tasks[t].task_class, PersonId{entry.person});
      }
      const auto first = found_.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto same = [](const Arc& a, const Arc& b) {
        return a.person == b.person;
      };
      // Who has several places in scope was found several times.
      std::sort(first, found_.end(), BeforeByPerson);
      found_.erase(std::unique(first, found_.end(), same), found_.end());
      spans_[t] = {begin, found_.size() - begin};
    }
  }

  // The fewest places among which all who have the skills are.
  std::span<const ScopeIndex::Entry> Rarest(const TaskNeeds& needs) const {
    const ScopeIndex::Range range = rules_.RangeOf(needs);
    if (needs.skills.empty()) return rules_.scope().Places(range);
    std::span<const ScopeIndex::Entry> rarest;
    for (std::size_t i = 0; i < needs.skills.size(); ++i) {
      const auto places =
          rules_.scope().PlacesWithSkill(needs.skills[i], range);
      if (i == 0 || places.size() < rarest.size()) rarest = places;
    }
    return rarest;
  }

  void Try(const TaskNeeds& needs, std::uint32_t task_class, PersonId person) {
    if (needs.skills.size() > 1 &&
        rules_.MissingSkills(needs, person).first > 0) {
      return;
    }
    Status& status = status_[Index(person)];
    if (status.task_class != task_class) {
      status.task_class = task_class;
      status.able = !rules_.JudgePresence(needs.days, person) &&
                    rules_.Spare(needs.days, person) >= needs.effort;
      if (status.able) {
        status.load_cost = rules_.LoadCost(needs.days, needs.effort, person);
      }
    }
    if (!status.able || rules_.JudgeConflicts(needs, person)) return;
    const Cost cost =
        AddCosts(rules_.CostOf(needs, person).total(), status.load_cost);
    found_.push_back({Index(person), cost});
  }

  // Numbers those who were found, in order of id.
  void NumberPersons() {
    const IdTable& ids =
        rules_.snapshot().organization().rep().names.of(NodeKind::kPerson);
    numbers_.assign(status_.size(), kNoIndex);
    std::vector<std::uint32_t> persons;
    for (const Arc& arc : found_) {
      if (std::exchange(numbers_[arc.person], 0) != 0) {
        persons.push_back(arc.person);
      }
    }
    std::sort(
        persons.begin(), persons.end(),
        [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
    for (const std::uint32_t index : persons) {
      const PersonId person{index};
      numbers_[index] = static_cast<std::uint32_t>(model_.person_ids.size());
      model_.person_ids.push_back(person);
      model_.capacities.push_back(rules_.Capacity(person));
      model_.loads.push_back(rules_.loads(person));
    }
    for (Arc& arc : found_) arc.person = numbers_[arc.person];
  }

  void ArrangeByTask() {
    const std::size_t arcs = found_.size();
    model_.arc_tasks.reserve(arcs);
    model_.arc_persons.reserve(arcs);
    model_.arc_costs.reserve(arcs);
    for (std::uint32_t t = 0; t < tasks_.size(); ++t) {
      model_.arc_begins.push_back(
          static_cast<std::uint32_t>(model_.arc_tasks.size()));
      const std::span<Arc> arcs_of_task =
          std::span(found_).subspan(spans_[t].first, spans_[t].second);
      std::sort(arcs_of_task.begin(), arcs_of_task.end(), BeforeByPerson);
      for (const Arc& arc : arcs_of_task) {
        model_.arc_tasks.push_back(t);
        model_.arc_persons.push_back(arc.person);
        model_.arc_costs.push_back(arc.cost);
      }
    }
    model_.arc_begins.push_back(static_cast<std::uint32_t>(arcs));
  }

  void ArrangeByPerson() {
    std::vector<std::uint32_t>& begins = model_.person_begins;
    begins.assign(model_.person_ids.size() + 1, 0);
    for (const std::uint32_t person : model_.arc_persons) ++begins[person + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    model_.person_arcs.resize(model_.arc_persons.size());
    std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
    for (std::uint32_t arc = 0; arc < model_.arc_persons.size(); ++arc) {
      model_.person_arcs[next[model_.arc_persons[arc]]++] = arc;
    }
  }

  void AddLimits() {
    const PlanProblem& problem = rules_.problem();
    model_.max_tasks = problem.max_tasks;
    model_.load_weight = problem.candidates.weights.load;
    if (problem.exclusion_sets.empty()) return;
    model_.sets_of_task.resize(tasks_.size());
    model_.sets.resize(problem.exclusion_sets.size());
    for (std::uint32_t s = 0; s < model_.sets.size(); ++s) {
      model_.sets[s].at_most = problem.exclusion_sets[s].at_most;
    }
    for (const auto& [key, held] : rules_.held_of_sets()) {
      const std::uint32_t person = numbers_[Index(key.second)];
      if (person != kNoIndex) model_.held_of_set[{key.first, person}] = held;
    }
    for (std::uint32_t t = 0; t < tasks_.size(); ++t) {
      for (const std::uint32_t s : rules_.SetsOf(tasks_[t].task)) {
        model_.sets_of_task[t].push_back(s);
        model_.sets[s].tasks.push_back(t);
      }
    }
  }

  const CandidateRules& rules_;
  const std::vector<TaskNeeds>& tasks_;
  PlanModel model_;
  std::vector<std::uint32_t> numbers_;  // By dense id.
  std::vector<std::uint32_t> order_;    // Tasks by class.
  std::vector<Status> status_;          // By person, in the present class.
  std::vector<Arc> found_;
  std::vector<std::pair<std::size_t, std::size_t>> spans_;  // Begin, size.
};

}  // namespace

PlanModel BuildPlanModel(const CandidateRules& rules,
                         const std::vector<TaskNeeds>& tasks) {
  return ArcFinder(rules, tasks).Run();
}

}  // namespace zeren::internal
