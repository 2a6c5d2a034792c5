// holders.h -- who is on a post, as pages say it.

#ifndef ZEREN_REPORT_INTERNAL_HOLDERS_H_
#define ZEREN_REPORT_INTERNAL_HOLDERS_H_

#include "src/report/internal/wording.h"
#include "zeren/graph/snapshot.h"
#include "zeren/report/page.h"

namespace zeren::internal {

// Returns who is on a post, in the words of its state: "Li", "Li (acting)",
// "vacant".
Page::Line HoldersOf(const Snapshot& snapshot, PostId post,
                     const Wording& words);

}  // namespace zeren::internal

#endif  // ZEREN_REPORT_INTERNAL_HOLDERS_H_
