// person_lines.h -- the persons under each post, found when first asked for.

#ifndef ZEREN_GRAPH_INTERNAL_PERSON_LINES_H_
#define ZEREN_GRAPH_INTERNAL_PERSON_LINES_H_

#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "zeren/core/node.h"

namespace zeren {

class Snapshot;

namespace internal {

// PersonLines
//
// The lines from persons to posts, turned round. Few questions go down from a
// post to persons, so that a snapshot finds them only when one does.
//
// Thread-safety: like that of the snapshot it belongs to. Of several threads
// that ask first, one does the work and the others wait.
class PersonLines {
 public:
  // Returns the persons whose superior on `snapshot` is the post, by id. The
  // snapshot must always be the same, or one that shares its structure.
  std::span<const std::uint32_t> Under(const Snapshot& snapshot,
                                       PostId post) const;

 private:
  void Find(const Snapshot& snapshot) const;

  mutable std::once_flag found_;
  mutable std::vector<std::uint32_t> begins_;
  mutable std::vector<std::uint32_t> persons_;
};

}  // namespace internal
}  // namespace zeren

#endif  // ZEREN_GRAPH_INTERNAL_PERSON_LINES_H_
