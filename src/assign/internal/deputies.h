// deputies.h -- which post deputizes for which, for all posts at once.

#ifndef ZEREN_ASSIGN_INTERNAL_DEPUTIES_H_
#define ZEREN_ASSIGN_INTERNAL_DEPUTIES_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// DeputyKinds
//
// The kinds of posts that each kind stands in for, by the profile. Kinds are
// words of the document.
class DeputyKinds {
 public:
  // O(what the profile says). Keeps the organisation alive.
  explicit DeputyKinds(const Snapshot& snapshot);

  // Whether no kind of posts deputizes.
  bool empty() const { return deputized_.empty(); }
  std::uint32_t of(PostId post) const;
  // Empty for most kinds.
  std::span<const std::uint32_t> StandsInFor(std::uint32_t kind) const;
  bool StandsIn(PostId deputy, PostId post) const;

 private:
  Organization organization_;
  absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> deputized_;
};

// Returns, by post, the first post of the same unit that deputizes for it and
// that somebody present holds, `kNoIndex` where there is none. It says
// something only of posts that nobody present holds. Empty if no kind of posts
// deputizes.
//
// O(units + posts + appointments): each unit's posts are looked at twice and
// each of its kinds of deputies once, so that a unit with very many deputies
// costs no more than others.
std::vector<std::uint32_t> FirstDeputies(const Snapshot& snapshot);

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_DEPUTIES_H_
