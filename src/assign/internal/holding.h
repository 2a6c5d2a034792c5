// holding.h -- who of the holders of a post can answer for it.

#ifndef ZEREN_ASSIGN_INTERNAL_HOLDING_H_
#define ZEREN_ASSIGN_INTERNAL_HOLDING_H_

#include <cstdint>
#include <optional>
#include <span>

#include "zeren/graph/posts.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// How somebody present, and known by name, holds a post.
enum class Holding : std::uint8_t { kInOwnRight, kActing };

// Returns the better way in which somebody present holds a post; nothing if
// nobody does. Who acts gives way to who holds it in their own right.
inline std::optional<Holding> PresentHolding(std::span<const Holder> holders) {
  std::optional<Holding> holding;
  for (const Holder& holder : holders) {
    if (!holder.present || holder.undisclosed()) continue;
    if (!holder.acting()) return Holding::kInOwnRight;
    holding = Holding::kActing;
  }
  return holding;
}

// Whether a post in this state answers without a deputy.
inline bool StandsItself(PostState state) {
  return state == PostState::kOccupied || state == PostState::kUndisclosed ||
         state == PostState::kActing;
}

// Whether work that nobody is assigned to in this role falls back on the task's
// unit or the duty's bearer.
inline bool HasFallback(Role role) {
  return role == Role::kAccountable || role == Role::kResponsible;
}

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_HOLDING_H_
