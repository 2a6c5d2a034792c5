// roll_up_value_json.h -- numbers and values of roll-ups in the JSON of
// results.

#ifndef ZEREN_EXCHANGE_INTERNAL_ROLL_UP_VALUE_JSON_H_
#define ZEREN_EXCHANGE_INTERNAL_ROLL_UP_VALUE_JSON_H_

#include "src/exchange/internal/result_writing.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

// A number that is whole is written without a point, however it was computed.
ResultJson NumberToJson(double number, bool whole);

// The value of a node of that organisation.
ResultJson ValueToJson(const Organization& org, const Measure& measure,
                       const RollUpValue& value);

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_ROLL_UP_VALUE_JSON_H_
