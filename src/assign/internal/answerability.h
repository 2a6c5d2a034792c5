// answerability.h -- whether anybody answers, for all work at once.
//
// `ResolveResponsible` walks up the chain, which is as it should be for one
// question. Asked for every task of an organisation whose posts are all vacant
// it would walk the same long chain again and again. An `Answerability` walks
// every chain once. Work that delegations with a list may bear on is still
// resolved piece by piece.

#ifndef ZEREN_ASSIGN_INTERNAL_ANSWERABILITY_H_
#define ZEREN_ASSIGN_INTERNAL_ANSWERABILITY_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/assign/internal/delegation_search.h"
#include "src/assign/internal/scoped_work.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// Thread-safety: none, as what is found out is remembered.
class Answerability {
 public:
  // O(units + posts + appointments + delegations).
  explicit Answerability(const Snapshot& snapshot);
  Answerability(const Answerability&) = delete;  // It points into itself.
  Answerability& operator=(const Answerability&) = delete;

  // Whether `ResolveResponsible(snapshot, work, role).answered()`.
  // O(assignments of the work, or of the nearest task above that has some, the
  // first time that these are asked about); as `ResolveResponsible` where a
  // delegation with a list covers the work.
  //
  // REQUIRES: `work` is a task or duty of the document.
  bool Answered(Node work, Role role) const;

 private:
  bool AnyAnswers(std::span<const Assigned> assignments, Role role) const;
  bool Answers(Node target) const;

  Snapshot snapshot_;
  ScopedWork scoped_;
  mutable DelegationSearch delegations_;  // Of work that no list covers.
  // Whether somebody answers who is asked for at this post, here or above.
  std::vector<std::uint8_t> answered_at_post_;
  // Whether somebody answers by the assignments of a task in a role.
  mutable absl::flat_hash_map<std::pair<TaskId, Role>, bool> answered_by_task_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_ANSWERABILITY_H_
