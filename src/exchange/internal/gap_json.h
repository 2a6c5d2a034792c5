// gap_json.h -- a gap in the JSON of results.

#ifndef ZEREN_EXCHANGE_INTERNAL_GAP_JSON_H_
#define ZEREN_EXCHANGE_INTERNAL_GAP_JSON_H_

#include "src/exchange/internal/result_writing.h"
#include "zeren/gaps/gaps.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

// The fields of a gap, as reports have them; its path is null if left out.
ResultJson GapToJson(const GapReport& report, const Gap& gap, bool with_path);

// An approval that waives a gap; `by` is null if it does not say.
ResultJson WaiverToJson(const Organization& organization, const Waiver& waiver);

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_GAP_JSON_H_
