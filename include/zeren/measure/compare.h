// compare.h -- roll-ups side by side: two of them, or a node and its peers.
//
//   Comparison change = *Compare(*before, *after);
//   for (const Compared& row : change.rows) { row.node; row.change; }
//   for (const Ranked& row : RankPeers(*progress)) { row.rank; row.peers; }

#ifndef ZEREN_MEASURE_COMPARE_H_
#define ZEREN_MEASURE_COMPARE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/measure/roll_up.h"

namespace zeren {

// One node in two roll-ups.
struct Compared {
  Node node;
  // Nothing where the node is not in force.
  std::optional<RollUpValue> a;
  std::optional<RollUpValue> b;
  // `b` minus `a`, where both are numbers.
  std::optional<double> change;
};

struct Comparison {
  // All nodes of either roll-up, in order of id.
  std::vector<Compared> rows;
  bool complete = true;  // Both roll-ups are.
};

// Sets two roll-ups side by side: of two days, of two measures, or before and
// after changes. O(n log n).
//
// Errors: kInvalidArgument if they run up different hierarchies, or are neither
// of one organisation nor of what changes made of it.
absl::StatusOr<Comparison> Compare(const RollUp& a, const RollUp& b);

// The place of a node among its peers: those of the same kind (of units and
// posts) below the same node, roots among roots.
struct Ranked {
  Node node;
  RollUpValue value;
  // From 1, the best first (`Measure::more_is_better`). Equal values share the
  // better rank, and the ranks after it are left out: 1, 2, 2, 4. Nothing for a
  // node without a number.
  std::optional<std::uint32_t> rank;
  std::uint32_t tied = 0;   // Peers of the same rank, this one excluded.
  std::uint32_t peers = 0;  // Nodes that are ranked, this one included.
};

// Ranks every node among its peers, in order of id. Where several lines are
// followed, peers are those of the primary forest. O(n log n).
std::vector<Ranked> RankPeers(const RollUp& roll_up);

}  // namespace zeren

#endif  // ZEREN_MEASURE_COMPARE_H_
