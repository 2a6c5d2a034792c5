// Tasks, duties and delegations of one day, looked up fact by fact.

#include <algorithm>

#include "src/graph/internal/delegates.h"
#include "src/graph/internal/history_day.h"

namespace zeren::internal {

LineUp HistoryDay::LineOf(TaskId task) {
  const IdTable& ids = org_.names.of(NodeKind::kTask);
  return tasks_.Above(
      Index(task), day_,
      [&](std::uint32_t at) {
        LineUp above;
        above.superior = UncutSuperior(TaskId{at});
        return above;
      },
      [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
}

std::optional<TaskId> HistoryDay::parent(TaskId task) {
  return OptionalId<TaskId>(LineOf(task).superior);
}

LineUp HistoryDay::LineOf(DutyId duty) {
  const IdTable& ids = org_.names.of(NodeKind::kDuty);
  const LineUp line = duties_.Above(
      Index(duty), day_,
      [&](std::uint32_t at) {
        LineUp above;
        above.until =
            UntilOf([&] { above.superior = UncutSuperior(DutyId{at}); });
        return above;
      },
      [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  Count(line.until);
  return line;
}

std::optional<DutyId> HistoryDay::superior(DutyId duty) {
  return OptionalId<DutyId>(LineOf(duty).superior);
}

std::uint32_t HistoryDay::UncutSuperior(Node node) {
  const std::uint32_t index = node.index();
  switch (node.kind()) {
    case NodeKind::kUnit:
      return ChooseParent(index);
    case NodeKind::kPost:
      return in_force(PostId{index})
                 ? SuperiorOfPost(org_, *this, PostId{index}).post
                 : kNoIndex;
    case NodeKind::kTask: {
      const std::uint32_t parent =
          org_.table<TaskView>().Get<&TaskView::parent>()[index];
      const bool above =
          org_.Exists(NodeKind::kTask, parent) && parent != index;
      return above ? parent : kNoIndex;
    }
    default: {
      const std::uint32_t superior =
          org_.table<DutyView>().Get<&DutyView::superior>()[index];
      const bool above = superior != index && in_force(DutyId{index}) &&
                         in_force(DutyId{superior});
      return above ? superior : kNoIndex;
    }
  }
}

std::vector<Node> HistoryDay::CycleAt(Node node) {
  const std::uint32_t index = node.index();
  const auto line_of = [&](std::uint32_t at) {
    switch (node.kind()) {
      case NodeKind::kUnit:
        return LineOf(UnitId{at});
      case NodeKind::kPost:
        return LineOf(PostId{at});
      case NodeKind::kTask:
        return LineOf(TaskId{at});
      default:
        return LineOf(DutyId{at});
    }
  };
  // A post also ends at a cut of the units by which it looks for a superior.
  const LineUp line = line_of(index);
  if (!line.cut || line.superior != kNoIndex) return {};
  std::uint32_t at = UncutSuperior(node);
  if (at == kNoIndex) return {};
  std::vector<Node> cycle = {node};
  while (at != index) {
    cycle.emplace_back(node.kind(), at);
    at = line_of(at).superior;
  }
  return cycle;
}

std::optional<UnitId> HistoryDay::unit(TaskId task) {
  const std::uint32_t unit =
      org_.table<TaskView>().Get<&TaskView::unit>()[Index(task)];
  if (!in_force(UnitId{unit})) return std::nullopt;
  return UnitId{unit};
}

std::optional<Node> HistoryDay::bearer(DutyId duty) {
  if (!in_force(duty)) return std::nullopt;
  const Node bearer =
      org_.table<DutyView>().Get<&DutyView::bearer>()[Index(duty)];
  if (!in_force(bearer)) return std::nullopt;
  return bearer;
}

std::span<const Assigned> HistoryDay::Assignments(const Groups& groups,
                                                  std::uint32_t owner,
                                                  Role role) {
  const Table<AssignmentView>& rows = org_.table<AssignmentView>();
  dated_.clear();
  assigned_.clear();
  const std::uint32_t end = groups.end(owner);
  for (std::uint32_t row = groups.begin(owner); row < end; ++row) {
    if (static_cast<Role>(rows.Get<&AssignmentView::role>()[row]) != role) {
      continue;
    }
    const DayRange written = rows.Written(row);
    const Node to = rows.Get<&AssignmentView::to>()[row];
    if (Holds(written) && in_force(to)) {
      dated_.push_back({{role, to}, written.from});
    }
  }
  if (dated_.size() > 1) {
    std::sort(dated_.begin(), dated_.end(),
              [&](const Dated& a, const Dated& b) {
                if (a.start != b.start) return a.start < b.start;
                return a.assigned.to != b.assigned.to &&
                       organization_.Before(a.assigned.to, b.assigned.to);
              });
  }
  for (const Dated& dated : dated_) assigned_.push_back(dated.assigned);
  return assigned_;
}

std::span<const Assigned> HistoryDay::assignments(DutyId duty, Role role) {
  return Assignments(org_.assignments_of_duty, Index(duty), role);
}

NearestAssigned HistoryDay::nearest_assigned(TaskId task, Role role) {
  std::optional<TaskId> at = task;
  while (at) {
    const auto own = Assignments(org_.assignments_of_task, Index(*at), role);
    if (!own.empty()) return {at, own};
    at = parent(*at);
  }
  return {};
}

// ---- Delegations

std::span<const Delegate> HistoryDay::Delegations(
    const RowIndex& of, NodeMap<KnownList<Delegate>>& known, Node from) {
  KnownList<Delegate>& list = known.At(from.index());
  if (!StillHolds(list)) {
    const Table<DelegationView>& rows = org_.table<DelegationView>();
    list.items.clear();
    list.until = UntilOf([&] {
      for (std::uint32_t i = of.groups.begin(from.index());
           i < of.groups.end(from.index()); ++i) {
        const std::uint32_t row = of.rows[i];
        const Node to = rows.Get<&DelegationView::to>()[row];
        if (!Holds(rows.Written(row)) || !in_force(from) || !in_force(to)) {
          continue;
        }
        list.items.push_back(DelegateAt(org_, row));
      }
    });
    SortDelegates(org_, list.items);
  }
  Count(list.until);
  return list.items;
}

bool HistoryDay::Covers(const Delegate& delegate, Node work) {
  if (!delegate.scoped) return true;
  if (work.kind() == NodeKind::kTask && covered_task_ != work.index()) {
    covered_task_ = work.index();
    covered_by_.Clear();
    for (std::optional<TaskId> at = TaskId{work.index()}; at;
         at = parent(*at)) {
      covered_by_.At(Index(*at)) = true;
    }
  }
  const auto& scopes =
      org_.table<DelegationView>().Get<&DelegationView::scope>();
  const std::uint32_t row = Index(delegate.delegation);
  for (std::uint32_t i = scopes.begin(row); i < scopes.end(row); ++i) {
    const Node listed = scopes.node(i);
    if (listed.kind() != work.kind()) continue;
    if (listed.kind() == NodeKind::kTask
            ? covered_by_.Find(listed.index()) != nullptr
            : listed == work) {
      return true;
    }
  }
  return false;
}

}  // namespace zeren::internal
