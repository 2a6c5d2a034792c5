// term.h -- how long terms of office last.

#ifndef ZEREN_WORK_INTERNAL_TERM_H_
#define ZEREN_WORK_INTERNAL_TERM_H_

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/time/civil_time.h"

namespace zeren::internal {

// The kind of the events with which terms begin.
inline constexpr std::string_view kElection = "election";

// The first day after a term: the same day of the month, so many whole months
// later; where that month has no such day, the first of the next. Nothing if
// no calendar has the day.
inline std::optional<absl::CivilDay> TermEnd(absl::CivilDay start,
                                             double years) {
  constexpr int kManyYears = 10'000;
  constexpr int kMonths = 12;
  if (years > kManyYears) return std::nullopt;
  const auto months = std::max<std::int64_t>(std::llround(years * kMonths), 1);
  const absl::CivilMonth month = absl::CivilMonth(start) + months;
  const absl::CivilDay end(month.year(), month.month(), start.day());
  const absl::CivilDay day =
      absl::CivilMonth(end) == month ? end : absl::CivilDay(month + 1);
  return day.year() < kManyYears ? std::optional(day) : std::nullopt;
}

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_TERM_H_
