// locality.h -- which rules look no further than the facts of their focus, and
// where such rules may see something new.

#ifndef ZEREN_GAPS_INTERNAL_LOCALITY_H_
#define ZEREN_GAPS_INTERNAL_LOCALITY_H_

#include <span>
#include <vector>

#include "src/measure/internal/live_day.h"
#include "src/model/internal/touch.h"
#include "zeren/core/forest.h"
#include "zeren/core/node.h"
#include "zeren/gaps/check.h"

namespace zeren::internal {

// Whether what a rule finds at a focus rests on the facts that name the focus,
// and on whether nodes are there that these name; and its foci are units, posts
// and persons.
bool IsLocal(const BoundRule& rule);

// The units, posts and persons at which local rules may find something else
// when these facts turn, in order of number, each once. O(nodes that the facts
// name, on whatever day).
std::vector<Node> FociOf(const LiveDay& day, std::span<const Touch> touches);

// The nodes of every kind of which what a `LiveView` says rests on these facts
// when a change adds, takes away or rewrites them, but for who is above whom,
// which `LiveForest` says. Appended in no order, maybe repeatedly; `tasks` has
// those of the organisation. O(nodes that the facts name, the tasks above and
// below, and all duties if one is concerned).
void AppendChanged(const LiveDay& day, const Forest& tasks,
                   std::span<const Touch> touches, std::vector<Node>& nodes);

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_LOCALITY_H_
