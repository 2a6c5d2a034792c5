#include <cmath>
#include <cstdio>

#include "benchmark/benchmark.h"
#include "benchmarks/roll_up/measure.h"
#include "benchmarks/support/repeat.h"

namespace zeren::benchmarks {
namespace {

constexpr std::uint32_t kNodes = 1'000'000;
constexpr char kZeren[] = "zeren: every subtree";
constexpr char kBoost[] = "Boost.Graph: depth-first visitor";
constexpr char kIgraph[] = "igraph: depth-first callback";
constexpr char kSqlite[] = "SQLite: one recursive query";

Nation MakeOneValueEach() {
  Nation nation = MakeNation(kNodes, kNodes);
  for (std::uint32_t i = 0; i <= kNodes; ++i) nation.begins[i] = i;
  return nation;
}

// Whole numbers, whose sums are the same in every order.
Sums MakeWholeValues() {
  Sums values = MakeColumn(kNodes, 1);
  for (double& value : values) value = std::floor(value);
  return values;
}

}  // namespace

Peers::Peers()
    : nation_(MakeOneValueEach()),
      values_(MakeWholeValues()),
      boost_(nation_.forest, values_),
      igraph_(IgraphPeer::Make(nation_.forest, values_)),
      sqlite_(nation_.forest, values_) {}

ColumnRollUp Peers::RollUp() const {
  return ColumnRollUp::Make(nation_.forest, nation_.begins, {{values_}}, 1)
      .value();
}

Sums Peers::SumsOfZeren() const {
  const ColumnRollUp sums = RollUp();
  Sums result;
  for (std::uint32_t node = 0; node < kNodes; ++node) {
    result.push_back(*sums.value(0, node).number);
  }
  return result;
}

bool Peers::same() {
  const Sums sums = SumsOfZeren();
  const auto compare = [&](const char* who, const Sums& theirs) {
    if (theirs != sums) std::printf("DIFFERENT: %s\n", who);
    return theirs == sums;
  };
  if (!igraph_) std::printf("igraph is not there, and left out\n");
  return compare(kBoost, boost_.Find()) && compare(kSqlite, sqlite_.Find()) &&
         (!igraph_ || compare(kIgraph, igraph_->Find()));
}

void Peers::Time() {
  TimeMaking(kZeren, [this] { return RollUp(); });
  TimeMaking(kBoost, [this] { return boost_.Find(); });
  if (igraph_) TimeMaking(kIgraph, [this] { return igraph_->Find(); });
  TimeMaking(kSqlite, [this] { return sqlite_.Find(); });
}

void Peers::Judge(const Medians& medians, Bars& bars) const {
  const auto ours = medians.Seconds(kZeren);
  if (!ours) return;
  bars.Note(kZeren, *ours * 1e3, "ms");
  for (const char* const peer : {kBoost, kIgraph, kSqlite}) {
    const auto theirs = medians.Seconds(peer);
    if (theirs) bars.Note(peer + std::string(" / zeren"), *theirs / *ours, "");
  }
}

}  // namespace zeren::benchmarks
