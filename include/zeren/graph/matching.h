// matching.h -- which nodes meet a condition on a day.

#ifndef ZEREN_GRAPH_MATCHING_H_
#define ZEREN_GRAPH_MATCHING_H_

#include <cstdint>
#include <string_view>

#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/condition.h"

namespace zeren {

// Returns whether a node meets a condition. Time linear in the condition and,
// for head counts and standings, in the memberships of the node.
//
// What is asked of a unit (`level`, `count`, `has`) is, for a post or a task,
// not met: conditions speak of the node itself.
bool Matches(const Snapshot& snapshot, Node node, const Condition& condition);

// Returns how many persons have a membership in force in a unit, itself alone,
// that a head count such as `all`, `full` or `voting` includes.
std::int64_t HeadCount(const Snapshot& snapshot, UnitId unit,
                       std::string_view head_count);

}  // namespace zeren

#endif  // ZEREN_GRAPH_MATCHING_H_
