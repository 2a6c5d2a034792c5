#include "src/assign/internal/plan_limits.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace zeren::internal {
namespace {

class LimitFinder {
 public:
  explicit LimitFinder(const PlanModel& model)
      : model_(model), group_of_task_(model.tasks.size(), kNoIndex) {
    limits_.limit_of_task.assign(model.tasks.size(), kNoIndex);
  }

  PlanLimits Run() && {
    FindGroups();
    JudgeGroups();
    if (model_.max_tasks) {
      limits_.limits.push_back({});
      std::fill(limits_.limit_of_task.begin(), limits_.limit_of_task.end(), 0U);
    }
    AddFamily();
    return std::move(limits_);
  }

 private:
  // Sweeps over the last days: whatever has begun by the last day of the task
  // that ends first goes with it. Tasks without effort take no capacity.
  void FindGroups() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t t = 0; t < model_.tasks.size(); ++t) {
      if (model_.ClassOf(t).effort > 0) order.push_back(t);
    }
    const auto key = [&](std::uint32_t t) {
      const DayRange& days = model_.ClassOf(t).days;
      return std::tuple(days.to, days.from, t);
    };
    std::sort(
        order.begin(), order.end(),
        [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    std::optional<DayNumber> day;
    for (const std::uint32_t t : order) {
      const DayRange& days = model_.ClassOf(t).days;
      if (!day || days.from > *day) {
        day = days.to - 1;
        limits_.groups.push_back(
            {.day = *day, .task_class = model_.tasks[t].task_class});
      }
      PlanLimits::Group& group = limits_.groups.back();
      group.tasks.push_back(t);
      group.alike =
          group.alike && group.task_class == model_.tasks[t].task_class;
      group_of_task_[t] = static_cast<std::uint32_t>(limits_.groups.size() - 1);
    }
  }

  // Tasks of a group begin after the last day of those before: groups of tasks
  // that are alike never overlap.
  void JudgeGroups() {
    for (const PlanLimits::Group& group : limits_.groups) {
      if (!group.alike) limits_.exact = false;
    }
  }

  // Whether the set lies within a group or is made of whole ones.
  bool FitsGroups(const std::vector<std::uint32_t>& tasks) {
    std::vector<std::uint32_t> groups;
    for (const std::uint32_t t : tasks) groups.push_back(group_of_task_[t]);
    std::sort(groups.begin(), groups.end());
    if (groups.front() == groups.back()) return true;
    for (std::size_t i = 0; i < groups.size();) {
      std::size_t end = i;
      while (end < groups.size() && groups[end] == groups[i]) ++end;
      if (groups[i] != kNoIndex &&
          end - i != limits_.groups[groups[i]].tasks.size()) {
        return false;
      }
      i = end;
    }
    return true;
  }

  // Whether anybody could ever have too many tasks of the set.
  bool Limits(const PlanModel::Set& set) const {
    return !model_.held_of_set.empty() ||
           set.at_most < static_cast<std::int64_t>(set.tasks.size());
  }

  // Takes groups and sets from the largest to the smallest. One fits if all its
  // tasks have the same innermost limit so far.
  void AddFamily() {
    struct Member {
      const std::vector<std::uint32_t>* tasks;
      PlanLimits::Limit limit;
    };
    std::vector<Member> family;
    for (std::uint32_t g = 0; g < limits_.groups.size(); ++g) {
      family.push_back({&limits_.groups[g].tasks, {.group = g}});
    }
    for (std::uint32_t s = 0; s < model_.sets.size(); ++s) {
      const PlanModel::Set& set = model_.sets[s];
      if (set.tasks.empty() || !Limits(set)) continue;
      if (FitsGroups(set.tasks)) {
        family.push_back({&set.tasks, {.set = s}});
      } else {
        limits_.exact = false;
      }
    }
    // Groups before sets of their size, which makes these lie within.
    std::stable_sort(family.begin(), family.end(),
                     [](const Member& a, const Member& b) {
                       return a.tasks->size() > b.tasks->size();
                     });
    for (const Member& member : family) Add(*member.tasks, member.limit);
  }

  void Add(const std::vector<std::uint32_t>& tasks, PlanLimits::Limit limit) {
    limit.parent = limits_.limit_of_task[tasks.front()];
    for (const std::uint32_t t : tasks) {
      if (limits_.limit_of_task[t] != limit.parent) {
        limits_.exact = false;
        return;
      }
    }
    const auto number = static_cast<std::uint32_t>(limits_.limits.size());
    limits_.limits.push_back(limit);
    for (const std::uint32_t t : tasks) limits_.limit_of_task[t] = number;
  }

  const PlanModel& model_;
  PlanLimits limits_;
  std::vector<std::uint32_t> group_of_task_;
};

}  // namespace

PlanLimits FindPlanLimits(const PlanModel& model) {
  return LimitFinder(model).Run();
}

}  // namespace zeren::internal
