#include "src/measure/internal/ladder.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/nearest_or_all.h"
#include "src/core/internal/quoted.h"
#include "src/measure/internal/knots.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/problem.h"

namespace zeren::internal {
namespace {

constexpr std::string_view kPrimary = "primary";
// Sums of shares that are written in tenths are rounded in the last bits.
constexpr double kShareRounding = 1e-9;

}  // namespace

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
    if (absl::Status status = FindKinds(); !status.ok()) return status;
    CollectEdges();
    if (options_.policy == LinePolicy::kSplit) {
      if (absl::Status status = CheckShares(); !status.ok()) return status;
    }
    if (!SortTopDown()) {
      CutKnots();
      SortTopDown();
    }
    LinkChildren();
    FindMeetings();
    return std::move(ladder_);
  }

 private:
  // One line, or several of one pair of units together.
  struct Edge {
    std::uint32_t parent;
    std::uint32_t child;
    double weight;
  };

  absl::Status FindKinds();
  void CollectEdges();
  double WeightOfPrimary(std::uint32_t child, std::uint32_t parent) const;
  absl::Status CheckShares() const;
  bool SortTopDown();
  void CutKnots();
  void LinkChildren();
  void FindMeetings();

  const Snapshot& snapshot_;
  const RollUpOptions& options_;
  const OrganizationRep& org_;
  const Forest& forest_;
  Ladder ladder_;
  bool primary_ = false;
  std::vector<std::uint32_t> words_;  // Of other kinds.
  std::vector<Edge> edges_;           // By parent, then by the child's id.
};

// A kind is one of the profile's, or one that some line has.
absl::Status LadderBuilder::FindKinds() {
  const auto& kinds = org_.table<UnitLineView>().Get<&UnitLineView::kind>();
  const std::size_t rows = org_.table<UnitLineView>().size();
  for (const std::string& kind : options_.lines) {
    if (kind == kPrimary) {
      primary_ = true;
      continue;
    }
    const std::uint32_t word = org_.names.words.Find(kind);
    if (word != kNoIndex) words_.push_back(word);
    const std::vector<VocabularyEntry>& known = org_.profile.line_kinds;
    if (std::any_of(known.begin(), known.end(),
                    [&](const auto& entry) { return entry.id == kind; })) {
      continue;
    }
    bool used = false;
    for (std::uint32_t row = 0; row < rows && !used; ++row) {
      used = word != kNoIndex && kinds[row] == word;
    }
    if (used) continue;
    std::vector<std::string_view> names = {kPrimary};
    for (const VocabularyEntry& entry : known) names.push_back(entry.id);
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (kinds[row] != kNoIndex) names.push_back(org_.names.words[kinds[row]]);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return absl::NotFoundError(
        ToAbsl(Concat("there are no unit lines of kind ", Quoted(kind),
                      NearestOrAll(kind, names))));
  }
  return absl::OkStatus();
}

// The primary line is the one that was chosen; of other kinds every line that
// could be a superior's counts.
void LadderBuilder::CollectEdges() {
  if (primary_) {
    for (const std::uint32_t child : forest_.pre_order()) {
      const std::uint32_t parent = forest_.parent(child);
      if (parent == kNoIndex) continue;
      edges_.push_back({parent, child, WeightOfPrimary(child, parent)});
    }
  }
  const Table<UnitLineView>& lines = org_.table<UnitLineView>();
  const DayNumber day = ToDayNumber(snapshot_.day());
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    const std::uint32_t kind = lines.Get<&UnitLineView::kind>()[row];
    if (std::find(words_.begin(), words_.end(), kind) == words_.end()) continue;
    const std::uint32_t child = lines.Get<&UnitLineView::child>()[row];
    const std::uint32_t parent = lines.Get<&UnitLineView::parent>()[row];
    if (child == parent || !forest_.Contains(child) ||
        !forest_.Contains(parent) || !lines.Written(row).Contains(day)) {
      continue;
    }
    edges_.push_back(
        {parent, child,
         NumberCodec::Decode(lines.Get<&UnitLineView::weight>()[row])
             .value_or(1)});
  }
  const auto before = [&](const Edge& a, const Edge& b) {
    if (a.parent != b.parent) return a.parent < b.parent;
    return org_.id(UnitId{a.child}) < org_.id(UnitId{b.child});
  };
  std::stable_sort(edges_.begin(), edges_.end(), before);
  // Lines of one pair are one edge. Weights are added in order of size, so that
  // the order of records leaves no trace.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < edges_.size();) {
    std::size_t end = i;
    std::vector<double> weights;
    for (; end < edges_.size() && edges_[end].parent == edges_[i].parent &&
           edges_[end].child == edges_[i].child;
         ++end) {
      weights.push_back(edges_[end].weight);
    }
    std::sort(weights.begin(), weights.end());
    Edge merged = edges_[i];
    merged.weight = 0;
    for (const double weight : weights) merged.weight += weight;
    edges_[kept++] = merged;
    i = end;
  }
  edges_.resize(kept);
}

// Of the line by which the parent was chosen; `parent` on the unit itself has
// none, which is 1.
double LadderBuilder::WeightOfPrimary(std::uint32_t child,
                                      std::uint32_t parent) const {
  const Table<UnitLineView>& lines = org_.table<UnitLineView>();
  const DayNumber day = ToDayNumber(snapshot_.day());
  double weight = 1;
  // Rows of a unit are by start, so that the last one counts.
  for (std::uint32_t row = org_.lines_of_unit.begin(child);
       row < org_.lines_of_unit.end(child); ++row) {
    const std::uint32_t kind = lines.Get<&UnitLineView::kind>()[row];
    if (lines.Get<&UnitLineView::parent>()[row] != parent ||
        (kind != kNoIndex && org_.names.words[kind] != kPrimary) ||
        !lines.Written(row).Contains(day)) {
      continue;
    }
    weight = NumberCodec::Decode(lines.Get<&UnitLineView::weight>()[row])
                 .value_or(1);
  }
  return weight;
}

absl::Status LadderBuilder::CheckShares() const {
  std::vector<double> sums(forest_.capacity(), 0);
  std::vector<std::uint8_t> has(forest_.capacity(), 0);
  for (const Edge& edge : edges_) {
    sums[edge.child] += edge.weight;
    has[edge.child] = 1;
  }
  ProblemList problems;
  for (const std::uint32_t unit : forest_.pre_order()) {
    if (has[unit] == 0 || std::abs(sums[unit] - 1) <= kShareRounding) continue;
    problems.Add(
        {.pointer = {},
         .message = Concat("the shares of the lines of ",
                           snapshot_.organization().NameOf(UnitId{unit}),
                           absl::StrFormat(" sum to %g, not to 1", sums[unit])),
         .remedy = "give each line the `weight` that it passes on"});
  }
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
  if (options.policy == LinePolicy::kPrimaryOnly ||
      (options.policy == LinePolicy::kDistinct &&
       options.lines == std::vector<std::string>{std::string(kPrimary)})) {
    return forest;
  }
  if (options.by != Hierarchy::kUnits) {
    return absl::InvalidArgumentError(
        ToAbsl(Concat("lines can be chosen and split over units, not over ",
                      NameOf(options.by))));
  }
  return LadderBuilder(snapshot, options).Build();
}

}  // namespace zeren::internal
