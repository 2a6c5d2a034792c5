// condition_value.h -- conditions as they would be written.

#ifndef ZEREN_MODEL_INTERNAL_CONDITION_VALUE_H_
#define ZEREN_MODEL_INTERNAL_CONDITION_VALUE_H_

#include "zeren/core/value.h"
#include "zeren/model/condition.h"

namespace zeren::internal {

// Returns the record that reads back as this condition; one word instead of a
// list of one. Null where nothing is asked.
Value ToValue(const Condition& condition);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_CONDITION_VALUE_H_
