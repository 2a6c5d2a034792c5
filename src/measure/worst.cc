// `RollUp::Worst`: what pulls a value down.

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "src/measure/internal/folding_rep.h"
#include "src/measure/internal/roll_up_rep.h"
#include "zeren/measure/roll_up.h"

namespace zeren {
namespace {

using internal::NumberStates;

// A node below, and the node by which it was found.
struct Below {
  std::uint32_t node;
  std::uint32_t above;
};

// The nodes at and below one, each once, each after the one above.
std::vector<Below> PlacesBelow(const internal::Ladder& ladder,
                               std::uint32_t top) {
  std::vector<Below> places;
  absl::flat_hash_map<std::uint32_t, std::uint32_t> found = {{top, kNoIndex}};
  std::vector<std::uint32_t> stack = {top};
  while (!stack.empty()) {
    const std::uint32_t node = stack.back();
    stack.pop_back();
    places.push_back({node, found[node]});
    const std::span<const std::uint32_t> children = ladder.children(node);
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      if (found.emplace(*child, node).second) stack.push_back(*child);
    }
  }
  return places;
}

bool HasBetterAndWorse(Combiner combiner) {
  return combiner != Combiner::kHistogram && combiner != Combiner::kTop;
}

}  // namespace

std::vector<Pull> RollUp::Worst(Node node, std::size_t k) const {
  std::vector<Pull> pulls;
  const std::optional<std::uint32_t> top = rep_->folding.slot(node);
  const Combiner combiner = measure().combiner;
  if (!top || !HasBetterAndWorse(combiner)) return pulls;

  // 1. What sits in each place, folded by itself.
  const Folding::Rep& folding = rep_->folding.rep();
  const std::vector<Below> places = PlacesBelow(folding.ladder, *top);
  const std::unique_ptr<FoldStates> table = rep_->states().Another();
  table->Resize(places.size());
  const auto& own = static_cast<const NumberStates&>(*table);
  std::vector<CarrierRun> runs;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    runs.clear();
    folding.placement->AppendRuns(std::span(&places[i].node, 1), runs);
    for (CarrierRun& run : runs) run.slot = i;
    table->Add(runs);
  }

  // 2. How much each takes from the whole. Cells: see number_states.cc.
  const RollUpValue whole = value(node);
  const std::vector<double> all = rep_->states().PartsAt(*top);
  // A scale goes from the best to the worst.
  const bool more_is_better =
      measure().more_is_better && combiner != Combiner::kWorst;
  const double sign = more_is_better ? 1 : -1;
  double greatest = 0;
  bool any = false;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const std::optional<double> number = own.ValueAt(i).number;
    if (own.ValueAt(i).known == 0 || !number) continue;
    greatest = any ? std::max(greatest, *number) : *number;
    any = true;
  }
  struct Found {
    double pull;
    std::uint32_t place;
  };
  std::vector<Found> found;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const RollUpValue value = own.ValueAt(i);
    if (value.known == 0 || !value.number || !whole.number) continue;
    const std::vector<double> parts = own.PartsAt(i);
    double pull = 0;
    if (combiner == Combiner::kWeightedMean) {
      const bool weighted = all[3] > 0;
      const double share = weighted ? parts[3] / all[3] : parts[5] / all[5];
      pull = share == 0 ? 0 : sign * share * (*whole.number - *value.number);
    } else if (combiner == Combiner::kRatio) {
      pull = sign * (*whole.number * parts[3] - parts[2]);
    } else {
      pull = more_is_better ? greatest - *value.number : *value.number;
    }
    if (pull > 0) found.push_back({pull, i});
  }

  // 3. The strongest, with the way down to them.
  const Organization& org = snapshot().organization();
  const NodeKind kind = NodeKindOf(by());
  const auto node_at = [&](std::uint32_t place) {
    return Node(kind, places[place].node);
  };
  const auto stronger = [&](const Found& a, const Found& b) {
    if (a.pull != b.pull) return a.pull > b.pull;
    return org.Before(node_at(a.place), node_at(b.place));
  };
  const std::size_t count = std::min(k, found.size());
  std::partial_sort(found.begin(), found.begin() + count, found.end(),
                    stronger);
  absl::flat_hash_map<std::uint32_t, std::uint32_t> above;
  for (const Below& place : places) above[place.node] = place.above;
  for (std::size_t i = 0; i < count; ++i) {
    Pull pull = {node_at(found[i].place),
                 own.ValueAt(found[i].place),
                 found[i].pull,
                 {}};
    for (std::uint32_t at = pull.node.index(); at != kNoIndex; at = above[at]) {
      pull.path.emplace_back(kind, at);
    }
    std::reverse(pull.path.begin(), pull.path.end());
    pulls.push_back(std::move(pull));
  }
  return pulls;
}

std::vector<Pull> WorstPlaces(const RollUp& roll_up, std::optional<Node> within,
                              std::size_t k) {
  if (within) return roll_up.Worst(*within, k);
  std::vector<Pull> all;
  const Hierarchy by = roll_up.by();
  for (const std::uint32_t root : ForestOf(roll_up.snapshot(), by).roots()) {
    for (Pull& pull : roll_up.Worst(Node(NodeKindOf(by), root), k)) {
      all.push_back(std::move(pull));
    }
  }
  const Organization& org = roll_up.snapshot().organization();
  std::sort(all.begin(), all.end(), [&](const Pull& a, const Pull& b) {
    return a.pull != b.pull ? a.pull > b.pull : org.Before(a.node, b.node);
  });
  if (all.size() > k) all.resize(k);
  return all;
}

}  // namespace zeren
