// Built-in measures of tasks.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/catalogue/internal/measures.h"
#include "src/measure/internal/live_day.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/graph/snapshot.h"
#include "zeren/work/tasks.h"

namespace zeren::internal {
namespace {

// What all of them read: how tasks stand. `States`: where that is known.
template <typename States>
class OfTasks : public MeasureReader {
 public:
  OfTasks(States states, const OrganizationRep& rep)
      : states_(std::move(states)), rep_(rep) {}

 protected:
  bool IsStartedLeaf(TaskId task) const {
    return states_.is_leaf(task) && states_.started(task);
  }
  // A number that is written, or what it is where none is.
  template <auto kMember>
  double Written(TaskId task, double otherwise) const {
    const double number = rep_.table<TaskView>().Get<kMember>()[Index(task)];
    return std::isnan(number) ? otherwise : number;
  }

  const States states_;
  const OrganizationRep& rep_;
};

// The progress of leaf tasks, by weight.
template <typename States>
class Progress : public OfTasks<States> {
 public:
  using OfTasks<States>::OfTasks;
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    const States& states = this->states_;
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      const TaskId task{carriers[i]};
      out.taken[i] = !this->IsStartedLeaf(task) ||
                             states.state(task) == TaskState::kCancelled
                         ? Taken::kNot
                     : states.known(task) ? Taken::kKnown
                                          : Taken::kUnknown;
      out.values[i] = states.progress(task);
      out.weights[i] = this->template Written<&TaskView::weight>(task, 1);
    }
  }
};

// Load units of leaf tasks that are open.
template <typename States>
class Effort : public OfTasks<States> {
 public:
  using OfTasks<States>::OfTasks;
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    const States& states = this->states_;
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      const TaskId task{carriers[i]};
      if (!states.is_leaf(task) || !states.open(task)) {
        out.taken[i] = Taken::kNot;
      }
      out.values[i] = this->template Written<&TaskView::effort>(task, 1);
    }
  }
};

// Whether a leaf task is in one state.
template <typename States>
class InState : public OfTasks<States> {
 public:
  InState(States states, const OrganizationRep& rep, TaskState state)
      : OfTasks<States>(std::move(states), rep), state_(state) {}
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      const TaskId task{carriers[i]};
      if (!this->IsStartedLeaf(task)) out.taken[i] = Taken::kNot;
      out.values[i] = this->states_.state(task) == state_ ? 1 : 0;
    }
  }

 private:
  const TaskState state_;
};

template <template <typename> typename Reader, typename... Arguments>
MeasureOpener OpenerOf(Arguments... arguments) {
  return MeasureOpener(
      [=](const Snapshot& snapshot) {
        return std::make_unique<Reader<TaskStates>>(
            TaskStates(snapshot), snapshot.organization().rep(), arguments...);
      },
      [=](LiveDay& day) {
        return std::make_unique<Reader<LiveTasks>>(LiveTasks(day), day.rep(),
                                                   arguments...);
      });
}

struct StateWords {
  TaskState state;
  const char* en;
  const char* zh;
  bool more_is_better;
};

}  // namespace

std::vector<Measure> TaskMeasures() {
  const std::vector<Hierarchy> all = {Hierarchy::kUnits, Hierarchy::kPosts,
                                      Hierarchy::kTasks};
  std::vector<Measure> measures = {
      {.name = "task_progress",
       .title = Both("task progress", "任务进度"),
       .meaning = Both("Mean progress, by weight, of leaf tasks that have "
                       "started and are not cancelled",
                       "已开始且未取消的末级任务按权重的平均进度"),
       .unit = "share",
       .carrier = Carrier::kTask,
       .combiner = Combiner::kWeightedMean,
       .whole = false,
       .hierarchies = all},
      {.name = "effort",
       .title = Both("effort", "工作量"),
       .meaning = Both("Load units of leaf tasks that are open",
                       "未完成的末级任务的工作量"),
       .unit = "load units",
       .carrier = Carrier::kTask,
       .combiner = Combiner::kSum,
       .whole = false,
       .more_is_better = false,
       .hierarchies = all},
  };
  measures[0].open = OpenerOf<Progress>();
  measures[1].open = OpenerOf<Effort>();
  for (const StateWords& words : std::vector<StateWords>{
           {TaskState::kCancelled, "cancelled tasks", "已取消的任务", false},
           {TaskState::kDone, "tasks done", "已完成的任务", true},
           {TaskState::kOverdue, "overdue tasks", "逾期的任务", false},
           {TaskState::kAtRisk, "tasks at risk", "有风险的任务", false},
           {TaskState::kInProgress, "tasks in progress", "进行中的任务", true},
           {TaskState::kNotStarted, "tasks without progress", "尚无进展的任务",
            false}}) {
    measures.push_back(
        {.name = "tasks." + std::string(NameOf(words.state)),
         .title = Both(words.en, words.zh),
         .meaning = Both("Leaf tasks that have started, in this state",
                         "已开始且处于该状态的末级任务"),
         .unit = "tasks",
         .carrier = Carrier::kTask,
         .combiner = Combiner::kCount,
         .more_is_better = words.more_is_better,
         .hierarchies = all});
    measures.back().open = OpenerOf<InState>(words.state);
  }
  return measures;
}

}  // namespace zeren::internal
