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

// A node below, the node by which it was found, and the share of what sits in
// it that arrives at the top.
struct PlaceBelow {
  std::uint32_t node;
  std::uint32_t above;
  double share = 1;
};

// The nodes at and below some, each once, each after the one above.
std::vector<PlaceBelow> PlacesBelow(const internal::Ladder& ladder,
                                    std::span<const std::uint32_t> tops) {
  std::vector<PlaceBelow> places;
  absl::flat_hash_map<std::uint32_t, std::uint32_t> found;
  std::vector<std::uint32_t> stack;
  const auto add = [&](std::span<const std::uint32_t> nodes,
                       std::uint32_t above) {
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
      if (found.emplace(*node, above).second) stack.push_back(*node);
    }
  };
  add(tops, kNoIndex);
  while (!stack.empty()) {
    const std::uint32_t node = stack.back();
    stack.pop_back();
    places.push_back({node, found[node]});
    add(ladder.children(node), node);
  }
  return places;
}

// Where lines pass on shares: the sum over all ways of the product of theirs.
void TakeShares(const internal::Ladder& ladder,
                std::span<const std::uint32_t> tops,
                std::vector<PlaceBelow>& places) {
  absl::flat_hash_map<std::uint32_t, double> shares;
  for (const PlaceBelow& place : places) shares[place.node] = 0;
  for (const std::uint32_t top : tops) shares[top] = 1;
  for (const std::uint32_t node : ladder.top_down()) {
    const auto found = shares.find(node);
    if (found == shares.end()) continue;
    const double share = found->second;
    const std::span<const std::uint32_t> children = ladder.children(node);
    for (std::size_t i = 0; i < children.size(); ++i) {
      shares[children[i]] += share * ladder.shares(node)[i];
    }
  }
  for (PlaceBelow& place : places) place.share = shares[place.node];
}

bool HasBetterAndWorse(Combiner combiner) {
  return combiner != Combiner::kHistogram && combiner != Combiner::kTop;
}

// The places below some nodes, none of which is below another, that pull down
// what these come to together.
std::vector<Pull> WorstBelow(const RollUp& roll_up,
                             std::span<const std::uint32_t> tops,
                             std::size_t k) {
  std::vector<Pull> pulls;
  const Measure& measure = roll_up.measure();
  const Combiner combiner = measure.combiner;
  if (tops.empty() || !HasBetterAndWorse(combiner)) return pulls;

  // 1. What sits in each place, folded by itself.
  const Folding::Rep& folding = roll_up.rep().folding.rep();
  const NumberStates& states = roll_up.rep().states();
  std::vector<PlaceBelow> places = PlacesBelow(folding.ladder, tops);
  if (roll_up.options().policy == LinePolicy::kSplit) {
    TakeShares(folding.ladder, tops, places);
  }
  const std::unique_ptr<FoldStates> table = states.Another();
  table->Resize(places.size());
  const auto& own = static_cast<const NumberStates&>(*table);
  std::vector<CarrierRun> runs;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    runs.clear();
    folding.placement->AppendRuns(std::span(&places[i].node, 1), runs);
    for (CarrierRun& run : runs) run.slot = i;
    table->Add(runs);
  }

  // 2. How much each takes from the whole. Cells: see number_combiners.h.
  const std::unique_ptr<FoldStates> sum = states.Another();
  sum->Resize(1);
  for (const std::uint32_t top : tops) sum->CombineFrom(0, states, top);
  const auto& together = static_cast<const NumberStates&>(*sum);
  const RollUpValue whole = together.ValueAt(0);
  const std::vector<double> all = together.PartsAt(0);
  // A scale goes from the best to the worst.
  const bool more_is_better =
      measure.more_is_better && combiner != Combiner::kWorst;
  const double sign = more_is_better ? 1 : -1;
  // What is not known counts only if it is taken for 0.
  const bool zero = roll_up.options().missing == Missing::kZero;
  const auto counts = [zero](const RollUpValue& value) {
    return value.known > 0 || (zero && value.unknown > 0);
  };
  double greatest = 0;
  bool any = false;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const std::optional<double> number = own.ValueAt(i).number;
    if (!counts(own.ValueAt(i)) || !number) continue;
    const double arrives = places[i].share * *number;
    greatest = any ? std::max(greatest, arrives) : arrives;
    any = true;
  }
  struct Found {
    double pull;
    std::uint32_t place;
  };
  std::vector<Found> found;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const RollUpValue value = own.ValueAt(i);
    if (!counts(value) || !whole.number) continue;
    // What has no weight lacks nothing of a ratio, but has values.
    if (!value.number && combiner != Combiner::kRatio) continue;
    const std::vector<double> parts = own.PartsAt(i);
    double pull = 0;
    if (combiner == Combiner::kWeightedMean) {
      const bool weighted = all[3] > 0;
      const double share =
          places[i].share * (weighted ? parts[3] / all[3] : parts[5] / all[5]);
      pull = share == 0 ? 0 : sign * share * (*whole.number - *value.number);
    } else if (combiner == Combiner::kRatio) {
      pull = sign * places[i].share * (*whole.number * parts[3] - parts[2]);
    } else {
      const double arrives = places[i].share * *value.number;
      pull = more_is_better ? greatest - arrives : arrives;
    }
    if (pull > 0) found.push_back({pull, i});
  }

  // 3. The strongest, with the way down to them.
  const Organization& org = roll_up.snapshot().organization();
  const NodeKind kind = NodeKindOf(roll_up.by());
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
  for (const PlaceBelow& place : places) above[place.node] = place.above;
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

}  // namespace

std::vector<Pull> RollUp::Worst(Node node, std::size_t k) const {
  const std::optional<std::uint32_t> top = rep_->folding.slot(node);
  if (!top) return {};
  return WorstBelow(*this, std::span(&*top, 1), k);
}

std::vector<Pull> WorstPlaces(const RollUp& roll_up, std::optional<Node> within,
                              std::size_t k) {
  if (within) return roll_up.Worst(*within, k);
  std::vector<std::uint32_t> roots;
  for (const Node root : roll_up.roots()) roots.push_back(root.index());
  return WorstBelow(roll_up, roots, k);
}

}  // namespace zeren
