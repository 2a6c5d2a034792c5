#include "zeren/measure/compare.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <tuple>

#include "absl/status/status.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/related.h"
#include "zeren/core/forest.h"

namespace zeren {
namespace {

// The kind of a unit or post; tasks have none.
std::string_view KindOf(const Organization& organization, Node node) {
  if (const auto unit = node.As<UnitId>()) return organization.row(*unit).kind;
  if (const auto post = node.As<PostId>()) return organization.row(*post).kind;
  return {};
}

}  // namespace

absl::StatusOr<Comparison> Compare(const RollUp& a, const RollUp& b) {
  if (a.by() != b.by()) {
    return absl::InvalidArgumentError(internal::ToAbsl(
        internal::Concat("one roll-up is over ", NameOf(a.by()),
                         ", the other over ", NameOf(b.by()))));
  }
  const NodeKind kind = NodeKindOf(a.by());
  if (absl::Status status = internal::CheckRelated(a.snapshot().organization(),
                                                   b.snapshot().organization(),
                                                   std::span(&kind, 1));
      !status.ok()) {
    return status;
  }
  Comparison comparison;
  comparison.complete = a.complete() && b.complete();
  // The longer history knows the ids of both.
  const Snapshot& later = b.snapshot().organization().count(kind) >=
                                  a.snapshot().organization().count(kind)
                              ? b.snapshot()
                              : a.snapshot();
  const auto before = [&](Node x, Node y) {
    return later.organization().id(x) < later.organization().id(y);
  };
  const std::vector<Node> of_a = a.nodes();
  const std::vector<Node> of_b = b.nodes();
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < of_a.size() || j < of_b.size()) {
    const bool take_a =
        j == of_b.size() || (i < of_a.size() && !before(of_b[j], of_a[i]));
    const bool take_b =
        i == of_a.size() || (j < of_b.size() && !before(of_a[i], of_b[j]));
    Compared row;
    row.node = take_a ? of_a[i] : of_b[j];
    if (take_a) row.a = a.value(of_a[i++]);
    if (take_b) row.b = b.value(of_b[j++]);
    if (row.a && row.b && row.a->number && row.b->number) {
      row.change = *row.b->number - *row.a->number;
    }
    comparison.rows.push_back(std::move(row));
  }
  return comparison;
}

std::vector<Ranked> RankPeers(const RollUp& roll_up) {
  const Organization& org = roll_up.snapshot().organization();
  const Forest& forest = ForestOf(roll_up.snapshot(), roll_up.by());
  std::vector<Ranked> ranked;
  for (const Node node : roll_up.nodes()) {
    ranked.push_back({node, roll_up.value(node), std::nullopt});
  }
  // Peers follow one another, the best first.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (ranked[i].value.number) order.push_back(i);
  }
  const auto peers_of = [&](std::size_t i) {
    return std::tuple(forest.parent(ranked[i].node.index()),
                      KindOf(org, ranked[i].node));
  };
  const bool more = roll_up.measure().more_is_better &&
                    roll_up.measure().combiner != Combiner::kWorst;
  const auto number = [&](std::size_t i) { return *ranked[i].value.number; };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (peers_of(a) != peers_of(b)) return peers_of(a) < peers_of(b);
    if (number(a) != number(b)) {
      return more ? number(a) > number(b) : number(a) < number(b);
    }
    return a < b;
  });
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() &&
           peers_of(order[end]) == peers_of(order[begin])) {
      ++end;
    }
    for (std::size_t i = begin; i < end;) {
      std::size_t same = i;
      while (same < end && number(order[same]) == number(order[i])) ++same;
      for (std::size_t k = i; k < same; ++k) {
        Ranked& row = ranked[order[k]];
        row.rank = static_cast<std::uint32_t>(i - begin + 1);
        row.tied = static_cast<std::uint32_t>(same - i - 1);
        row.peers = static_cast<std::uint32_t>(end - begin);
      }
      i = same;
    }
    begin = end;
  }
  return ranked;
}

}  // namespace zeren
