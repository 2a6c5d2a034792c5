#include "src/advise/internal/statement_work.h"

#include <algorithm>
#include <optional>
#include <span>

namespace zeren::internal {
namespace {

bool IsSome(Node node) { return node.kind() != NodeKind::kDocument; }

// The first that accountable assignments name of those who are here.
Node FirstHere(std::span<const Assigned> assignments,
               const StatementScope& scope) {
  for (const Assigned& assigned : assignments) {
    if (assigned.role == Role::kAccountable && scope.IsPutHere(assigned.to)) {
      return assigned.to;
    }
  }
  return {};
}

template <typename Id>
void SortById(const Organization& org, std::vector<Id>& ids) {
  std::sort(ids.begin(), ids.end(),
            [&](Id a, Id b) { return org.Before(a, b); });
}

}  // namespace

// ------------------------------------------------------------ StatementWork

StatementWork::StatementWork(const Snapshot& snapshot,
                             const StatementScope& scope,
                             const Responsibilities& own)
    : snapshot_(snapshot),
      scope_(scope),
      own_tasks_(snapshot.work().tasks().capacity(), 0),
      own_duties_(snapshot.work().duties().capacity(), 0),
      task_targets_(own_tasks_.size()),
      duty_targets_(own_duties_.size()) {
  for (const Responsibility& one : own.work) {
    std::vector<std::uint8_t>& marks =
        one.work.kind() == NodeKind::kTask ? own_tasks_ : own_duties_;
    marks[one.work.index()] = 1;
  }
  FindTargets();
  FindWork();
}

void StatementWork::FindTargets() {
  const Work& work = snapshot_.work();
  for (const std::uint32_t index : work.tasks().pre_order()) {
    const TaskId task{index};
    const auto nearest = work.nearest_assigned(task, Role::kAccountable);
    if (nearest == task) {
      task_targets_[index] = FirstHere(work.assignments(task), scope_);
    } else if (nearest && IsSome(task_targets_[Index(*work.parent(task))])) {
      task_targets_[index] = *work.parent(task);
    }
  }
  for (const std::uint32_t index : work.duties().pre_order()) {
    duty_targets_[index] = FirstHere(work.assignments(DutyId{index}), scope_);
  }
}

void StatementWork::FindWork() {
  const Work& work = snapshot_.work();
  // Parts of what is here are here, too; parents come first.
  std::vector<std::uint8_t> here(work.tasks().capacity(), 0);
  for (const std::uint32_t index : work.tasks().pre_order()) {
    const std::uint32_t parent = work.tasks().parent(index);
    here[index] =
        IsHere(TaskId{index}) || (parent != kNoIndex && here[parent] != 0);
    if (here[index] != 0) tasks_.push_back(TaskId{index});
  }
  for (const std::uint32_t index : work.duties().pre_order()) {
    if (IsHere(DutyId{index})) duties_.push_back(DutyId{index});
  }
  SortById(snapshot_.organization(), tasks_);
  SortById(snapshot_.organization(), duties_);
}

bool StatementWork::IsHere(TaskId task) const {
  if (IsOwn(task) || IsSome(task_targets_[Index(task)])) return true;
  const std::optional<UnitId> unit = snapshot_.work().unit(task);
  return unit && scope_.Has(*unit);
}

bool StatementWork::IsHere(DutyId duty) const {
  if (IsOwn(duty) || IsSome(duty_targets_[Index(duty)])) return true;
  const std::optional<Node> bearer = snapshot_.work().bearer(duty);
  return bearer && scope_.IsPutHere(*bearer);
}

StatementHop StatementWork::Up(Node node) const {
  if (const auto task = node.As<TaskId>()) {
    const Node target = task_targets_[Index(*task)];
    if (target.kind() == NodeKind::kTask) {
      return {target, StatementRule::kParent};
    }
    if (IsSome(target)) return {target, StatementRule::kAssignment};
    const std::optional<UnitId> unit = snapshot_.work().unit(*task);
    if (unit && scope_.Has(*unit)) return {*unit, StatementRule::kUnit};
    if (!IsOwn(node)) {
      return {*snapshot_.work().parent(*task), StatementRule::kParent};
    }
  } else if (const auto duty = node.As<DutyId>()) {
    const Node target = duty_targets_[Index(*duty)];
    if (IsSome(target)) return {target, StatementRule::kAssignment};
    const std::optional<Node> bearer = snapshot_.work().bearer(*duty);
    if (bearer && scope_.IsPutHere(*bearer)) {
      return {*bearer, StatementRule::kBearer};
    }
  }
  return {scope_.asked(), StatementRule::kAnswers};
}

// ------------------------------------------------------------ StatementWays

StatementWays::StatementWays(const StatementScope& scope,
                             const StatementWork& work)
    : scope_(scope), work_(work) {
  places_.push_back({.node = scope.asked()});
  numbers_[scope.asked()] = 0;
}

std::uint32_t StatementWays::PlaceOf(Node node) {
  // 1. Up to a place that is known.
  auto known = numbers_.find(node);
  while (known == numbers_.end()) {
    const bool is_work =
        node.kind() == NodeKind::kTask || node.kind() == NodeKind::kDuty;
    const StatementHop hop = is_work ? work_.Up(node) : scope_.Up(node);
    new_.push_back({.node = node, .rule = hop.rule});
    node = hop.node;
    known = numbers_.find(node);
  }
  std::uint32_t number = known->second;
  // 2. Back down, so that the next place is always a smaller one.
  for (; !new_.empty(); new_.pop_back()) {
    StatementPlace& place = places_.emplace_back(new_.back());
    place.next = number;
    number = static_cast<std::uint32_t>(places_.size() - 1);
    numbers_[place.node] = number;
  }
  return number;
}

}  // namespace zeren::internal
