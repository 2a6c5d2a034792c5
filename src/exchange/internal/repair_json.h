// repair_json.h -- what would mend a gap, in the JSON of a report.

#ifndef ZEREN_EXCHANGE_INTERNAL_REPAIR_JSON_H_
#define ZEREN_EXCHANGE_INTERNAL_REPAIR_JSON_H_

#include <optional>

#include "src/exchange/internal/result_writing.h"
#include "zeren/advise/repair.h"

namespace zeren::internal {

// Puts `repairs` and `repair_note` into the JSON of a gap.
void AddRepairs(const std::optional<RepairAdvice>& advice, ResultJson& gap);

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_REPAIR_JSON_H_
