// delegate_reach.h -- whether delegations could lead to somebody, and what is
// in the way.

#ifndef ZEREN_ASSIGN_INTERNAL_DELEGATE_REACH_H_
#define ZEREN_ASSIGN_INTERNAL_DELEGATE_REACH_H_

#include <cstdint>
#include <optional>
#include <span>

#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// How far delegations lead towards a person, if nobody on the way answers
// before.
struct DelegateReach {
  enum class Level : std::uint8_t {
    kNone,         // Nowhere near.
    kOutOfScope,   // Only by a delegation that does not cover the work.
    kNotPassedOn,  // Only by one that would have to be passed on and may not.
    kReached,
  };
  Level level = Level::kNone;
  std::optional<DelegationId> fault;  // The first such delegation.
};

// Returns how far those of `from` lead, the best of them. `from` are posts and
// persons; a post passes on by its own delegations and those of its holders. To
// reach a post that the person holds is to reach the person. O(delegations).
DelegateReach ReachOfDelegates(const Snapshot& snapshot,
                               std::span<const Node> from, Node work,
                               PersonId person);

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_DELEGATE_REACH_H_
