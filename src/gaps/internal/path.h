// path.h -- the way up from the focus of a gap, for whoever has to mend it.

#ifndef ZEREN_GAPS_INTERNAL_PATH_H_
#define ZEREN_GAPS_INTERNAL_PATH_H_

#include <cstddef>
#include <vector>

#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// Returns the proper ancestors of a unit; the superiors of a post; the unit of
// a person, of a task or of a duty's bearer, and its ancestors; of an event or
// finding the path of its subject, of a delegation that of its `from`. Nearest
// first, `limit` of them at most. Empty for the document and where nothing of
// it is in force. O(length), and O(findings) for findings about findings.
std::vector<Node> PathOf(const Snapshot& snapshot, Node focus,
                         std::size_t limit);

// The number of nodes in that path. O(1), but for findings about findings.
std::size_t PathLengthOf(const Snapshot& snapshot, Node focus);

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_PATH_H_
