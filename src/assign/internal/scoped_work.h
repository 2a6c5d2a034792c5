// scoped_work.h -- the work that delegations with a list may bear on.

#ifndef ZEREN_ASSIGN_INTERNAL_SCOPED_WORK_H_
#define ZEREN_ASSIGN_INTERNAL_SCOPED_WORK_H_

#include <cstdint>
#include <vector>

#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// ScopedWork
//
// For all other work the same delegations count, those of everything, so that
// what is found out about a post or person serves all of it. Work in here has
// to be resolved by itself.
class ScopedWork {
 public:
  // O(tasks + duties + lists); O(1) where no delegation has a list.
  explicit ScopedWork(const Snapshot& snapshot);

  // Whether some delegation in force lists the duty, the task or a task above
  // it; or whether that hangs on where a cycle of tasks was cut.
  bool Contains(Node work) const {
    const std::vector<std::uint8_t>& marks =
        work.kind() == NodeKind::kTask ? tasks_ : duties_;
    return !marks.empty() && marks[work.index()] != 0;
  }

 private:
  std::vector<std::uint8_t> tasks_;
  std::vector<std::uint8_t> duties_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_SCOPED_WORK_H_
