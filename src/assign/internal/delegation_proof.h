// delegation_proof.h -- is this the first way by which delegations lead to
// somebody, and do they lead to nobody?

#ifndef ZEREN_ASSIGN_INTERNAL_DELEGATION_PROOF_H_
#define ZEREN_ASSIGN_INTERNAL_DELEGATION_PROOF_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// DelegationProof
//
// Judges ways, and never searches for one: a way is the first if every step is
// a delegation that counts, and all that comes before it in some list leads to
// nobody but through the way itself.
class DelegationProof {
 public:
  DelegationProof(const Snapshot& snapshot, Node work);

  // Each returns what is wrong, empty if nothing is. `way` is connected and not
  // empty; it starts at a post that nobody present holds or an absent person.
  std::string JudgeWay(const std::vector<ResolutionStep>& way);
  std::string JudgeNobody(Node from);

  // False once a circle was met, or a cut on which a list depends.
  bool complete() const { return complete_; }

 private:
  struct Edge {
    ResolutionRule rule;
    Node to;
    bool covers;
    bool passes_on;
  };

  std::vector<Edge> EdgesOf(Node node) const;
  bool Counts(const Edge& edge);
  bool Stands(Node node) const;
  bool LeadsNowhere(const Edge& edge);
  void FindCircle();
  std::uint32_t NumberOf(Node node);
  void Begin();

  const Snapshot& snapshot_;
  const Node work_;
  bool below_cut_ = false;
  bool complete_ = true;
  // Those from which delegations lead to nobody.
  absl::flat_hash_set<Node> nowhere_;
  // Of the judgement at hand: what is on the way, and what was looked at beside
  // it, with the lines between.
  absl::flat_hash_set<Node> on_way_;
  absl::flat_hash_map<Node, std::uint32_t> beside_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lines_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_DELEGATION_PROOF_H_
