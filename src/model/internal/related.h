// related.h -- whether dense ids of two organisations mean the same.

#ifndef ZEREN_MODEL_INTERNAL_RELATED_H_
#define ZEREN_MODEL_INTERNAL_RELATED_H_

#include <span>

#include "absl/status/status.h"
#include "zeren/core/node.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

// Says which nodes of these kinds have one dense id and two external ids:
// kInvalidArgument. OK for one organisation, and for what changes made of it.
// O(nodes of these kinds), and O(1) for copies of one organisation.
absl::Status CheckRelated(const Organization& a, const Organization& b,
                          std::span<const NodeKind> kinds);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_RELATED_H_
