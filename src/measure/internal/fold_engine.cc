#include "src/measure/internal/fold_engine.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "src/core/internal/parallel_for.h"

namespace zeren::internal {
namespace {

// How many nodes a step takes: few enough that their values stay in the cache
// until their parents ask for them.
constexpr std::size_t kNodesOfStep = 4096;

}  // namespace

void FoldEngine::Fold(std::span<FoldStates* const> states,
                      std::size_t threads) const {
  if (states.empty()) return;
  std::vector<Walked> walked;
  for (FoldStates* const table : states) {
    table->Resize(ladder_.capacity());
    walked.push_back(FindWalked(*table));
    if (ladder_.forest() && walked.back().empty()) RemoveRepeats(*table);
    if (!table->thread_safe()) threads = 1;
  }
  // A node without any below it is finished once it has its carriers.
  const bool leaves_are_done =
      std::all_of(walked.begin(), walked.end(),
                  [](const Walked& nodes) { return nodes.empty(); });
  // A step takes nodes that follow one another from the top down. It finishes
  // those all of whose descendants it has, and puts the others off.
  const std::span<const std::uint32_t> order = ladder_.top_down();
  const Forest* const forest = ladder_.forest();
  const std::size_t steps = (order.size() + kNodesOfStep - 1) / kNodesOfStep;
  std::vector<std::vector<std::uint32_t>> put_off(steps);
  ParallelFor(steps, threads, [&](std::size_t step) {
    const std::size_t begin = step * kNodesOfStep;
    const auto nodes =
        order.subspan(begin, std::min(kNodesOfStep, order.size() - begin));
    std::vector<CarrierRun> runs;
    placement_.AppendRuns(nodes, runs);
    for (FoldStates* const table : states) table->Add(runs);
    std::vector<Walker> walkers = Walkers(states.size());
    for (std::size_t i = nodes.size(); i-- > 0;) {
      if (!forest || i + forest->subtree_size(nodes[i]) > nodes.size()) {
        put_off[step].push_back(nodes[i]);
        continue;
      }
      if (leaves_are_done && forest->children(nodes[i]).empty()) continue;
      for (std::size_t t = 0; t < states.size(); ++t) {
        FinishNode(nodes[i], *states[t], walked[t], walkers[t]);
      }
    }
  });
  std::vector<Walker> walkers = Walkers(states.size());
  for (std::size_t step = steps; step-- > 0;) {
    for (const std::uint32_t node : put_off[step]) {
      for (std::size_t t = 0; t < states.size(); ++t) {
        FinishNode(node, *states[t], walked[t], walkers[t]);
      }
    }
  }
}

std::vector<FoldEngine::Walker> FoldEngine::Walkers(std::size_t count) const {
  std::vector<Walker> walkers;
  walkers.reserve(count);
  while (walkers.size() < count) walkers.emplace_back(ladder_, placement_);
  return walkers;
}

void FoldEngine::FinishNode(std::uint32_t node, FoldStates& states,
                            const Walked& walked, Walker& walker) const {
  if (!walked.empty() && walked[node] != 0) {
    walker.FoldAnew(node, states);
  } else {
    CombineChildren(node, ladder_.children(node), ladder_.shares(node), states);
  }
}

// Calls `visit(meet, carrier)` for each node at which ways of one carrier meet.
//
// Nodes that a carrier sits in are taken in pre-order. Those of them that lie
// below some node follow one another, n of them with n - 1 meeting points
// between neighbours that lie there too: n - (n - 1) = 1.
template <typename Visit>
void FoldEngine::ForEachMeeting(const Visit& visit) const {
  const Forest& forest = *ladder_.forest();
  const Placement::Several& several = placement_.several();
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t i = 0; i < several.carriers.size(); ++i) {
    const std::span<const std::uint32_t> places = several.nodes[i];
    nodes.assign(places.begin(), places.end());
    std::sort(nodes.begin(), nodes.end(),
              [&](std::uint32_t a, std::uint32_t b) {
                return forest.position(a) < forest.position(b);
              });
    for (std::size_t k = 1; k < nodes.size(); ++k) {
      const std::uint32_t meet =
          forest.LowestCommonAncestor(nodes[k - 1], nodes[k]);
      if (meet != kNoIndex) visit(meet, several.carriers[i]);
    }
  }
}

void FoldEngine::RemoveRepeats(FoldStates& states) const {
  ForEachMeeting([&](std::uint32_t meet, std::uint32_t carrier) {
    const CarrierRun run = {meet, carrier, 1};
    states.RemoveRepeats(std::span(&run, 1));
  });
}

FoldEngine::Walked FoldEngine::FindWalked(const FoldStates& states) const {
  Walked walked;
  if (ladder_.forest()) {
    if (placement_.several().carriers.empty() || states.can_remove_repeats()) {
      return walked;
    }
    walked.assign(ladder_.capacity(), 0);
    ForEachMeeting(
        [&](std::uint32_t meet, std::uint32_t) { walked[meet] = 1; });
    return walked;
  }
  // All nodes above a carrier that sits in several, as any may be a meeting
  // point, and those at which lines meet.
  walked.assign(ladder_.capacity(), 0);
  for (const std::uint32_t node : placement_.several().nodes.values) {
    walked[node] = 1;
  }
  const std::span<const std::uint32_t> order = ladder_.top_down();
  for (auto node = order.rbegin(); node != order.rend(); ++node) {
    if (ladder_.ways_meet(*node)) walked[*node] = 1;
    for (const std::uint32_t child : ladder_.children(*node)) {
      if (walked[child] != 0) walked[*node] = 1;
    }
  }
  return walked;
}

std::vector<std::uint32_t> FoldEngine::WithAllAbove(
    std::span<const std::uint32_t> nodes) const {
  const Forest& forest = *ladder_.forest();
  absl::flat_hash_set<std::uint32_t> found;
  std::vector<std::uint32_t> order;
  for (std::uint32_t node : nodes) {
    while (node != kNoIndex && found.insert(node).second) {
      order.push_back(node);
      node = forest.parent(node);
    }
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return forest.position(a) > forest.position(b);
  });
  return order;
}

void FoldEngine::Refold(std::span<const std::uint32_t> nodes,
                        FoldStates& states) const {
  std::vector<CarrierRun> runs;
  for (const std::uint32_t node : nodes) {
    runs.clear();
    placement_.AppendRuns(std::span(&node, 1), runs);
    states.Clear(node);
    states.Add(runs);
    states.Combine(node, ladder_.forest()->children(node));
  }
}

std::vector<FoldEngine::Part> FoldEngine::Explain(std::uint32_t node,
                                                  const FoldStates& states,
                                                  FoldStates& values,
                                                  FoldStates& counted) const {
  std::vector<Part> parts;
  std::vector<CarrierRun> runs;
  placement_.AppendRuns(std::span(&node, 1), runs);
  for (const CarrierRun& run : runs) {
    for (std::uint32_t i = 0; i < run.count; ++i) {
      parts.push_back({true, run.first + i});
    }
  }
  const auto own = static_cast<std::uint32_t>(parts.size());
  const std::span<const std::uint32_t> children = ladder_.children(node);
  for (const std::uint32_t child : children) parts.push_back({false, child});
  values.Resize(parts.size());
  counted.Resize(parts.size());
  for (std::uint32_t i = 0; i < own; ++i) {
    const CarrierRun run = {i, parts[i].index, 1};
    values.Add(std::span(&run, 1));
    counted.Add(std::span(&run, 1));
  }
  const std::span<const double> shares = ladder_.shares(node);
  const bool meet =
      !placement_.several().carriers.empty() || ladder_.ways_meet(node);
  Walker walker(ladder_, placement_);
  if (meet && shares.empty()) {
    walker.Prepare(states);
    walker.SeeNode(node);
    for (std::uint32_t i = 0; i < own; ++i) walker.SeeCarrier(parts[i].index);
  }
  for (std::uint32_t i = own; i < parts.size(); ++i) {
    const std::uint32_t child = parts[i].index;
    values.CombineFrom(i, states, child);
    if (!shares.empty()) {
      counted.CombineShare(i, states, child, shares[i - own]);
    } else if (meet) {
      counted.CombineFrom(i, walker.Walk(child), 0);
    } else {
      counted.CombineFrom(i, states, child);
    }
  }
  return parts;
}

}  // namespace zeren::internal
