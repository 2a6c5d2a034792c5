// period_problem.h -- periods that questions over time are asked about.

#ifndef ZEREN_ASSIGN_INTERNAL_PERIOD_PROBLEM_H_
#define ZEREN_ASSIGN_INTERNAL_PERIOD_PROBLEM_H_

#include "absl/status/status.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "zeren/core/period.h"

namespace zeren::internal {

inline DayRange DaysOf(const Period& period) {
  return {ToDayNumber(period.from), ToDayNumber(period.to)};
}

// Errors: kInvalidArgument if the period has no day.
inline absl::Status CheckPeriod(const Period& period) {
  const DayRange days = DaysOf(period);
  if (days.from < days.to) return absl::OkStatus();
  return absl::InvalidArgumentError(ToAbsl(Concat(
      "the period from ", FormatDay(period.from), " to ", FormatDay(period.to),
      " has no day; its end is the first day after it, and must be "
      "later than its start")));
}

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_PERIOD_PROBLEM_H_
