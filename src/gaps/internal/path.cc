#include "src/gaps/internal/path.h"

#include <cstdint>
#include <optional>

#include "src/model/internal/organization_rep.h"
#include "zeren/core/forest.h"
#include "zeren/graph/chain.h"

namespace zeren::internal {
namespace {

// A path is a walk up one forest, from a node that may be its first entry.
struct Way {
  const Forest* forest = nullptr;
  NodeKind kind = NodeKind::kUnit;
  std::uint32_t start = kNoIndex;  // `kNoIndex`: an empty path.
  bool with_start = true;
};

// What an event or finding is about, or who delegates; the node itself if it is
// neither. Findings may be about findings, even in a circle: nothing, then.
std::optional<Node> Subject(const OrganizationRep& rep, Node node) {
  const std::uint32_t findings = rep.count(NodeKind::kFinding);
  for (std::uint32_t seen = 0; seen <= findings;) {
    if (!rep.Exists(node)) return std::nullopt;
    switch (node.kind()) {
      case NodeKind::kEvent:
        node = rep.table<EventView>().Get<&EventView::subject>()[node.index()];
        break;
      case NodeKind::kDelegation:
        node = rep.table<DelegationView>()
                   .Get<&DelegationView::from>()[node.index()];
        break;
      case NodeKind::kFinding:
        node =
            rep.table<FindingView>().Get<&FindingView::subject>()[node.index()];
        ++seen;
        break;
      default:
        return node;
    }
  }
  return std::nullopt;
}

// The unit in force of a person or of work; `kNoIndex` if there is none.
std::uint32_t UnitFor(const Snapshot& snapshot, Node node) {
  std::optional<UnitId> unit;
  if (const auto person = node.As<PersonId>()) {
    unit = MainUnitOf(snapshot, *person);
  } else if (const auto task = node.As<TaskId>()) {
    unit = snapshot.work().unit(*task);
  } else if (const auto duty = node.As<DutyId>()) {
    const std::optional<Node> bearer = snapshot.work().bearer(*duty);
    if (!bearer) return kNoIndex;
    if (const auto post = bearer->As<PostId>()) {
      unit = snapshot.posts().unit(*post);
    } else {
      unit = bearer->As<UnitId>();
    }
  }
  return unit ? Index(*unit) : kNoIndex;
}

Way WayOf(const Snapshot& snapshot, Node focus) {
  const OrganizationRep& rep = snapshot.organization().rep();
  const std::optional<Node> subject = Subject(rep, focus);
  if (!subject || !snapshot.InForce(*subject)) return {};
  switch (subject->kind()) {
    case NodeKind::kUnit:
      return {.forest = &snapshot.units().forest(),
              .kind = NodeKind::kUnit,
              .start = subject->index(),
              .with_start = false};
    case NodeKind::kPost:
      return {.forest = &snapshot.posts().forest(),
              .kind = NodeKind::kPost,
              .start = subject->index(),
              .with_start = false};
    default:
      return {.forest = &snapshot.units().forest(),
              .kind = NodeKind::kUnit,
              .start = UnitFor(snapshot, *subject),
              .with_start = true};
  }
}

}  // namespace

std::vector<Node> PathOf(const Snapshot& snapshot, Node focus,
                         std::size_t limit) {
  std::vector<Node> path;
  const Way way = WayOf(snapshot, focus);
  if (way.start == kNoIndex) return path;
  std::uint32_t at = way.with_start ? way.start : way.forest->parent(way.start);
  for (; at != kNoIndex && path.size() < limit; at = way.forest->parent(at)) {
    path.emplace_back(way.kind, at);
  }
  return path;
}

std::size_t PathLengthOf(const Snapshot& snapshot, Node focus) {
  const Way way = WayOf(snapshot, focus);
  if (way.start == kNoIndex) return 0;
  return way.forest->depth(way.start) + std::size_t{way.with_start};
}

}  // namespace zeren::internal
