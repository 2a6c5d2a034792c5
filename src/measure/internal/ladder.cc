#include "src/measure/internal/ladder.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "src/core/internal/absl_strings.h"
#include "src/measure/internal/knots.h"
#include "src/measure/internal/line_edges.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/problem.h"

namespace zeren::internal {
// LadderBuilder
//
// Makes the graph of several kinds of unit lines.
class LadderBuilder {
 public:
  LadderBuilder(const Snapshot& snapshot, const RollUpOptions& options)
      : snapshot_(snapshot),
        options_(options),
        org_(snapshot.organization().rep()),
        forest_(snapshot.units().forest()),
        ladder_(&forest_) {}

  absl::StatusOr<Ladder> Build() {
    const absl::StatusOr<LineKinds> kinds = FindLineKinds(org_, options_.lines);
    if (!kinds.ok()) return kinds.status();
    if (absl::Status status = CollectEdges(*kinds); !status.ok()) return status;
    if (!SortTopDown()) {
      CutKnots();
      SortTopDown();
    }
    LinkChildren();
    FindMeetings();
    return std::move(ladder_);
  }

 private:
  struct Edge {
    std::uint32_t parent;
    std::uint32_t child;
    double weight;
  };

  absl::Status CollectEdges(const LineKinds& kinds);
  bool SortTopDown();
  void CutKnots();
  void LinkChildren();
  void FindMeetings();

  const Snapshot& snapshot_;
  const RollUpOptions& options_;
  const OrganizationRep& org_;
  const Forest& forest_;
  Ladder ladder_;
  std::vector<Edge> edges_;  // By parent, then by the child's id.
};

absl::Status LadderBuilder::CollectEdges(const LineKinds& kinds) {
  const DayNumber day = ToDayNumber(snapshot_.day());
  const auto in_force = [&](std::uint32_t unit) {
    return forest_.Contains(unit);
  };
  ProblemList problems;
  for (const std::uint32_t child : forest_.pre_order()) {
    const std::vector<LineEdge> lines =
        LinesUp(org_, day, kinds, child, forest_.parent(child), in_force);
    for (const LineEdge& line : lines) {
      edges_.push_back({line.parent, child, line.weight});
    }
    if (options_.policy != LinePolicy::kSplit || lines.empty()) continue;
    const double sum = SumOfShares(lines);
    if (IsWhole(sum)) continue;
    problems.Add(
        {.pointer = {},
         .message = Concat("the shares of the lines of ",
                           snapshot_.organization().NameOf(UnitId{child}),
                           absl::StrFormat(" sum to %g, not to 1", sum)),
         .remedy = "give each line the `weight` that it passes on"});
  }
  std::sort(edges_.begin(), edges_.end(), [&](const Edge& a, const Edge& b) {
    if (a.parent != b.parent) return a.parent < b.parent;
    return org_.id(UnitId{a.child}) < org_.id(UnitId{b.child});
  });
  return problems.ToStatus();
}

// Takes units that nobody left is above, one after the other. False if some are
// above themselves, and stay.
bool LadderBuilder::SortTopDown() {
  std::vector<std::uint32_t> above(forest_.capacity(), 0);
  std::vector<std::uint32_t> begins(forest_.capacity() + 1, 0);
  for (const Edge& edge : edges_) {
    ++above[edge.child];
    ++begins[edge.parent + 1];
  }
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<std::uint32_t>& order = ladder_.graph_.top_down;
  order.clear();
  for (const std::uint32_t unit : forest_.pre_order()) {
    if (above[unit] == 0) order.push_back(unit);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::uint32_t e = begins[order[i]]; e < begins[order[i] + 1]; ++e) {
      if (--above[edges_[e].child] == 0) order.push_back(edges_[e].child);
    }
  }
  return order.size() == forest_.size();
}

// Of each knot of units that are all above one another, the one with the
// smallest id answers to nobody in it, and so on in what is left.
void LadderBuilder::CutKnots() {
  ladder_.graph_.cut = true;
  std::vector<std::uint8_t> sorted(forest_.capacity(), 0);
  for (const std::uint32_t unit : ladder_.graph_.top_down) sorted[unit] = 1;
  std::vector<std::uint32_t> knotted;
  for (const std::uint32_t unit : forest_.pre_order()) {
    if (sorted[unit] == 0) knotted.push_back(unit);
  }
  std::sort(knotted.begin(), knotted.end(),
            [&](std::uint32_t a, std::uint32_t b) {
              return org_.id(UnitId{a}) < org_.id(UnitId{b});
            });
  std::vector<std::uint32_t> places(forest_.capacity(), kNoIndex);
  for (std::uint32_t i = 0; i < knotted.size(); ++i) places[knotted[i]] = i;
  const auto is_knotted = [&](const Edge& edge) {
    return sorted[edge.parent] == 0 && sorted[edge.child] == 0;
  };
  std::vector<Link> links;
  for (const Edge& edge : edges_) {
    if (is_knotted(edge)) {
      links.push_back({places[edge.parent], places[edge.child]});
    }
  }
  const std::vector<std::uint8_t> cuts = FindCuts(links, knotted.size());
  auto cut = cuts.begin();
  std::erase_if(edges_, [&](const Edge& edge) {
    return is_knotted(edge) && *cut++ != 0;
  });
}

void LadderBuilder::LinkChildren() {
  Ladder::Graph& graph = ladder_.graph_;
  graph.begins.assign(forest_.capacity() + 1, 0);
  for (const Edge& edge : edges_) {
    ++graph.begins[edge.parent + 1];
    graph.children.push_back(edge.child);
    if (options_.policy == LinePolicy::kSplit) {
      graph.shares.push_back(edge.weight);
    }
  }
  for (std::size_t i = 1; i < graph.begins.size(); ++i) {
    graph.begins[i] += graph.begins[i - 1];
  }
  std::vector<std::uint8_t> has_parent(forest_.capacity(), 0);
  for (const Edge& edge : edges_) {
    if (has_parent[edge.child] != 0) graph.shares_nodes = true;
    has_parent[edge.child] = 1;
  }
}

// Ways that part can meet again only above a unit with several above it.
void LadderBuilder::FindMeetings() {
  Ladder::Graph& graph = ladder_.graph_;
  if (options_.policy == LinePolicy::kSplit) return;  // They need not.
  std::vector<std::uint32_t> above(forest_.capacity(), 0);
  for (const Edge& edge : edges_) ++above[edge.child];
  graph.ways_meet.assign(forest_.capacity(), 0);
  for (auto unit = graph.top_down.rbegin(); unit != graph.top_down.rend();
       ++unit) {
    for (const std::uint32_t child : ladder_.children(*unit)) {
      if (above[child] > 1 || graph.ways_meet[child] != 0) {
        graph.ways_meet[*unit] = 1;
      }
    }
  }
}

std::vector<std::uint32_t> Ladder::roots() const {
  std::vector<std::uint8_t> below(capacity(), 0);
  std::vector<std::uint32_t> roots;
  for (const std::uint32_t node : top_down()) {
    if (below[node] == 0) roots.push_back(node);
    for (const std::uint32_t child : children(node)) below[child] = 1;
  }
  return roots;
}

absl::StatusOr<Ladder> Ladder::Of(const Snapshot& snapshot,
                                  const RollUpOptions& options) {
  Ladder forest(&ForestOf(snapshot, options.by));
  if (FollowsPrimaryForest(options)) return forest;
  if (options.by != Hierarchy::kUnits) {
    return absl::InvalidArgumentError(
        ToAbsl(Concat("lines can be chosen and split over units, not over ",
                      NameOf(options.by))));
  }
  return LadderBuilder(snapshot, options).Build();
}

}  // namespace zeren::internal
