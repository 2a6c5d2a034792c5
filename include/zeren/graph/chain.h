// chain.h -- who answers to whom, level by level.
//
//   Chain chain = ChainOf(today, *today.Find("person:p-017"));
//   for (const ChainHop& hop : chain.hops) {
//     std::cout << today.organization().NameOf(hop.node) << " by "
//               << NameOf(hop.rule) << '\n';
//   }
//   // post:b1-secretary by unit-head

#ifndef ZEREN_GRAPH_CHAIN_H_
#define ZEREN_GRAPH_CHAIN_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// One step up: the superior, and the rule that made it one.
struct ChainHop {
  Node node;
  LineRule rule = LineRule::kNone;

  friend bool operator==(const ChainHop&, const ChainHop&) = default;
};

// The superiors of a node, nearest first, up to a root.
struct Chain {
  Node node;
  std::vector<ChainHop> hops;
  // False if the last node has no superior only because a cycle was cut there,
  // or if records of the document were left out.
  bool complete = true;
};

// Returns the superior of a node: of a unit or task the one above, of a duty
// the superior duty, of a post and of a person a post. None for a root, for a
// node that is not in force, and for events, findings and delegations. O(1);
// O(posts of the person) for a person below no head post.
//
// A person's superior is the head post of the person's unit or of the nearest
// ancestor that has one; who holds that post answers as the post does. Where no
// unit above has a head post, a person answers as the post that he or she
// holds.
std::optional<ChainHop> SuperiorOf(const Snapshot& snapshot, Node node);

// Whether that answer depends on a cycle having been cut: there is no superior
// because the cut is here, or because it hides what is above the unit of a post
// or person. O(1).
bool SuperiorCut(const Snapshot& snapshot, Node node);

// Returns all superiors. O(length). Errors: kInvalidArgument for an event,
// finding, delegation or the document, which have no superiors;
// kFailedPrecondition if the node is not in force.
absl::StatusOr<Chain> ChainOf(const Snapshot& snapshot, Node node);

// Returns the unit by which a person's superior is found: that of the home
// membership in force, else of any membership in force (of several: latest
// written start, then smaller id). None if the person has none.
std::optional<UnitId> MainUnitOf(const Snapshot& snapshot, PersonId person);

// Returns the persons whose superior is a post, by id: `SuperiorOf` turned
// round, as `Posts::direct_reports` does for posts. O(1), but for the first
// call on a snapshot, which takes O(persons).
IdRange<PersonId> PersonsUnder(const Snapshot& snapshot, PostId post);

// Returns the lowest node that is at or above both; none if they are in
// different trees or not in force. O(log depth).
std::optional<UnitId> LowestCommonSuperior(const Snapshot& snapshot, UnitId a,
                                           UnitId b);
std::optional<PostId> LowestCommonSuperior(const Snapshot& snapshot, PostId a,
                                           PostId b);

}  // namespace zeren

#endif  // ZEREN_GRAPH_CHAIN_H_
