#include "zeren/measure/fold.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/core/internal/absl_strings.h"
#include "src/measure/internal/fold_engine.h"
#include "src/measure/internal/folding_rep.h"
#include "src/measure/internal/threads.h"
#include "zeren/graph/matching.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::ToAbsl;

}  // namespace

Node CarrierNode(const Snapshot& snapshot, const CarrierSet& carriers,
                 std::uint32_t index) {
  switch (carriers.kind) {
    case Carrier::kPerson:
      return PersonId{index};
    case Carrier::kMembership:
      return PersonId{snapshot.organization()
                          .rep()
                          .table<MembershipView>()
                          .Get<&MembershipView::person>()[index]};
    case Carrier::kUnit:
      return UnitId{index};
    case Carrier::kPost:
      return PostId{index};
    case Carrier::kTask:
      return TaskId{index};
    case Carrier::kListed:
      return (*carriers.listed)[index];
  }
  return Node();
}

absl::StatusOr<Folding> Folding::Make(
    const Snapshot& snapshot, const CarrierSet& carriers,
    const RollUpOptions& options,
    std::vector<std::unique_ptr<FoldStates>> states) {
  if (!SitsIn(carriers.kind, options.by)) {
    return absl::InvalidArgumentError(ToAbsl(
        Concat(NameOf(carriers.kind), " do not sit in ", NameOf(options.by))));
  }
  absl::StatusOr<internal::Ladder> ladder =
      internal::Ladder::Of(snapshot, options);
  if (!ladder.ok()) return ladder.status();
  auto rep =
      std::make_shared<Rep>(Rep{snapshot, carriers, options, *std::move(ladder),
                                nullptr, std::move(states)});
  // Of the snapshot that the result keeps, not of the caller's.
  rep->placement =
      internal::PlaceCarriers(rep->snapshot, rep->carriers, options.by);
  const bool split = options.policy == LinePolicy::kSplit;
  if (split && !rep->placement->several().carriers.empty()) {
    return absl::InvalidArgumentError(
        ToAbsl(Concat(NameOf(carriers.kind), " that sit in several ",
                      NameOf(options.by), " cannot be split")));
  }
  std::vector<FoldStates*> tables;
  for (const std::unique_ptr<FoldStates>& table : rep->states) {
    if (split && !table->divisible()) {
      return absl::InvalidArgumentError(
          "only sums, counts, means, ratios and histograms can be split");
    }
    tables.push_back(table.get());
  }
  if (!options.within.empty()) {
    std::vector<std::uint8_t> keep(rep->ladder.capacity(), 0);
    for (const std::uint32_t node : rep->ladder.top_down()) {
      keep[node] = Matches(rep->snapshot, Node(NodeKindOf(options.by), node),
                           options.within);
    }
    rep->placement->Keep(keep);
  }
  const std::size_t size =
      rep->ladder.size() + internal::CountCarriers(snapshot, carriers);
  rep->engine().Fold(tables, internal::ThreadsFor(options.threads, size));
  return Folding(std::move(rep));
}

const Snapshot& Folding::snapshot() const { return rep_->snapshot; }
Hierarchy Folding::by() const { return rep_->options.by; }
const FoldStates& Folding::states(std::size_t i) const {
  return *rep_->states[i];
}

bool Folding::complete() const {
  const Snapshot& of = rep_->snapshot;
  // Over posts as well, which take their superiors from units.
  const bool units_matter = by() != Hierarchy::kTasks;
  const bool tasks_matter = rep_->carriers.kind == Carrier::kTask;
  return of.has_all_records() && !rep_->ladder.cut() &&
         !(units_matter && !of.units().forest().cycles().empty()) &&
         !(tasks_matter && !of.work().tasks().cycles().empty());
}

std::unique_ptr<FoldStates> Folding::Unplaced(std::size_t i) const {
  std::unique_ptr<FoldStates> table = states(i).Another();
  table->Resize(1);
  for (const std::uint32_t carrier : rep_->placement->nowhere()) {
    const CarrierRun run = {0, carrier, 1};
    table->Add(std::span(&run, 1));
  }
  return table;
}

std::optional<std::uint32_t> Folding::slot(Node node) const {
  if (node.kind() != NodeKindOf(by()) || !rep_->ladder.Contains(node.index())) {
    return std::nullopt;
  }
  return node.index();
}

std::vector<Node> Folding::Sorted(std::span<const std::uint32_t> nodes) const {
  const Organization& organization = rep_->snapshot.organization();
  const NodeKind kind = NodeKindOf(by());
  std::vector<std::pair<std::string_view, std::uint32_t>> by_id;
  by_id.reserve(nodes.size());
  for (const std::uint32_t node : nodes) {
    by_id.emplace_back(organization.id(Node(kind, node)), node);
  }
  std::sort(by_id.begin(), by_id.end());
  std::vector<Node> sorted;
  sorted.reserve(by_id.size());
  for (const auto& [id, node] : by_id) sorted.emplace_back(kind, node);
  return sorted;
}

std::vector<Node> Folding::nodes() const {
  return Sorted(rep_->ladder.top_down());
}

bool Folding::is_forest() const { return !rep_->ladder.shares_nodes(); }

std::vector<Node> Folding::roots() const {
  return Sorted(rep_->ladder.roots());
}

std::vector<OutlineRow> Folding::Outline(std::optional<Node> within) const {
  const NodeKind kind = NodeKindOf(by());
  std::vector<OutlineRow> rows;
  std::vector<OutlineRow> stack;  // The next one last.
  if (!within) {
    for (const Node root : roots()) stack.push_back({root, 0});
    std::reverse(stack.begin(), stack.end());
  } else if (slot(*within)) {
    stack.push_back({*within, 0});
  }
  std::vector<std::uint8_t> found(rep_->ladder.capacity(), 0);
  while (!stack.empty()) {
    const OutlineRow row = stack.back();
    stack.pop_back();
    if (found[row.node.index()] != 0) continue;
    found[row.node.index()] = 1;
    rows.push_back(row);
    const auto children = rep_->ladder.children(row.node.index());
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      stack.push_back({Node(kind, *child), row.depth + 1});
    }
  }
  return rows;
}

std::vector<Node> Folding::Below(Node node) const {
  const std::optional<std::uint32_t> top = slot(node);
  if (!top) return {};
  std::vector<std::uint32_t> below = {*top};
  std::vector<std::uint8_t> found(rep_->ladder.capacity(), 0);
  found[*top] = 1;
  for (std::size_t i = 0; i < below.size(); ++i) {
    for (const std::uint32_t child : rep_->ladder.children(below[i])) {
      if (found[child] == 0) below.push_back(child);
      found[child] = 1;
    }
  }
  return Sorted(below);
}

Folding::Parts Folding::Explain(std::size_t i, Node node, FoldStates& values,
                                FoldStates& counted) const {
  Parts parts;
  const std::optional<std::uint32_t> at = slot(node);
  if (!at) return parts;
  for (const internal::FoldEngine::Part& part :
       rep_->engine().Explain(*at, states(i), values, counted)) {
    if (part.is_carrier) ++parts.carriers;
    parts.nodes.push_back(
        part.is_carrier ? CarrierNode(snapshot(), rep_->carriers, part.index)
                        : Node(NodeKindOf(by()), part.index));
  }
  return parts;
}

}  // namespace zeren
