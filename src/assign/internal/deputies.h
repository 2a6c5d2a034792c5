// deputies.h -- which post deputizes for which, for all posts at once.

#ifndef ZEREN_ASSIGN_INTERNAL_DEPUTIES_H_
#define ZEREN_ASSIGN_INTERNAL_DEPUTIES_H_

#include <cstdint>
#include <vector>

#include "zeren/graph/snapshot.h"

namespace zeren::internal {

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
