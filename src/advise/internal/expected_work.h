// expected_work.h -- the work that somebody has to answer for, and its weight.

#ifndef ZEREN_ADVISE_INTERNAL_EXPECTED_WORK_H_
#define ZEREN_ADVISE_INTERNAL_EXPECTED_WORK_H_

#include <vector>

#include "zeren/advise/key_persons.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

struct ExpectedWork {
  Node work;
  double weight = 0;
};

// Returns the open tasks and the duties in force, in order of id.
// O(n log n).
std::vector<ExpectedWork> ListExpectedWork(const Snapshot& snapshot,
                                           const KeyPersonOptions& options);

}  // namespace zeren::internal

#endif  // ZEREN_ADVISE_INTERNAL_EXPECTED_WORK_H_
