// future_gaps.h -- days ahead on which nobody will answer.
//
//   for (const FutureGap& gap : *FutureGaps(org, {today, today + 365})) {
//     std::cout << org.NameOf(gap.work) << " from " << gap.period.from << '\n';
//   }
//
// CASE STUDY: a term that ends. The appointment of a branch secretary ends on
// 30 June, and no successor, deputy or superior is there from 1 July. The gap
// is in the document today; it is a check of tomorrow's snapshots only if
// somebody makes them.

#ifndef ZEREN_ASSIGN_FUTURE_GAPS_H_
#define ZEREN_ASSIGN_FUTURE_GAPS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/model/organization.h"
#include "zeren/model/records.h"

namespace zeren {

// Days on which nobody answers for a piece of work.
struct FutureGap {
  Node work;
  Period period;
  // False if one of the answers is not complete: a way to nobody ended where a
  // cycle was cut, or records of the document were left out.
  bool complete = true;

  friend bool operator==(const FutureGap&, const FutureGap&) = default;
};

struct FutureGapOptions {
  // Behaviour: somebody has to answer in one of these roles. DEFAULT:
  // accountable or responsible.
  std::vector<Role> roles = {Role::kAccountable, Role::kResponsible};
};

// Returns the days of a period on which a duty is in force or a task open, and
// nobody answers, not even somebody whose name is withheld: what the check
// `answerer_missing` finds on the snapshots of these days. Ordered by work, as
// `Organization::Before` has it, then time; neighbouring days are one gap.
//
// Makes one snapshot, of the first day. Beyond that the cost follows the tasks
// and duties, and the changes of the facts on the way to those who answer, not
// the number of days. Errors: kInvalidArgument if the period has no day, or if
// there is no role.
absl::StatusOr<std::vector<FutureGap>> FutureGaps(
    const Organization& organization, const Period& period,
    const FutureGapOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_ASSIGN_FUTURE_GAPS_H_
