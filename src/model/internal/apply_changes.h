// apply_changes.h -- applies changes, and says what they touched.

#ifndef ZEREN_MODEL_INTERNAL_APPLY_CHANGES_H_
#define ZEREN_MODEL_INTERNAL_APPLY_CHANGES_H_

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "src/model/internal/touch.h"
#include "zeren/model/change.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

// As `Organization::Apply`. If `touches` is not null, what the rows that came,
// went or changed are about is appended, in no order and maybe repeatedly.
absl::StatusOr<Organization> ApplyChanges(const Organization& organization,
                                          std::span<const Change> changes,
                                          std::vector<Touch>* touches);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_APPLY_CHANGES_H_
