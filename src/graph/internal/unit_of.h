// unit_of.h -- the unit to which a node belongs, for whatever knows one day.

#ifndef ZEREN_GRAPH_INTERNAL_UNIT_OF_H_
#define ZEREN_GRAPH_INTERNAL_UNIT_OF_H_

#include <cstdint>
#include <optional>

#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"

namespace zeren::internal {

// `Snapshot::UnitOf`. Asks for `InForce(Node)`, `unit(PostId)`,
// `home(PersonId)`, `unit(TaskId)` and `bearer(DutyId)`.
template <typename Day>
std::optional<UnitId> UnitOfNode(const OrganizationRep& org, Day& day,
                                 Node node) {
  // Findings may be about findings, even in a circle: each is passed once at
  // most.
  for (std::uint32_t steps = 0; steps <= org.count(NodeKind::kFinding) + 2;
       ++steps) {
    if (!org.Exists(node)) return std::nullopt;
    const std::uint32_t index = node.index();
    switch (node.kind()) {
      case NodeKind::kUnit:
        if (!day.InForce(node)) return std::nullopt;
        return UnitId{index};
      case NodeKind::kPost:
        return day.unit(PostId{index});
      case NodeKind::kPerson:
        return day.home(PersonId{index});
      case NodeKind::kTask:
        return day.unit(TaskId{index});
      case NodeKind::kDuty: {
        const std::optional<Node> bearer = day.bearer(DutyId{index});
        if (!bearer) return std::nullopt;
        node = *bearer;
        break;
      }
      case NodeKind::kEvent:
        node = org.table<EventView>().Get<&EventView::subject>()[index];
        break;
      case NodeKind::kFinding:
        node = org.table<FindingView>().Get<&FindingView::subject>()[index];
        break;
      case NodeKind::kDelegation:
        node = org.table<DelegationView>().Get<&DelegationView::from>()[index];
        break;
      case NodeKind::kDocument:
        return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_UNIT_OF_H_
