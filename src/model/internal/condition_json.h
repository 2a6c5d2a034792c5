// condition_json.h -- conditions from JSON, wherever they stand.

#ifndef ZEREN_MODEL_INTERNAL_CONDITION_JSON_H_
#define ZEREN_MODEL_INTERNAL_CONDITION_JSON_H_

#include <optional>

#include "src/model/internal/json_node.h"
#include "zeren/model/condition.h"

namespace zeren::internal {

// Reads a condition. It counts as a whole: one that is written replaces one
// that is inherited, because otherwise no part of that could be dropped.
std::optional<Condition> ReadCondition(const JsonNode& node, Reading& reading);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_CONDITION_JSON_H_
