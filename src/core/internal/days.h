// days.h -- days as columns store them: 32-bit numbers.

#ifndef ZEREN_CORE_INTERNAL_DAYS_H_
#define ZEREN_CORE_INTERNAL_DAYS_H_

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

#include "zeren/core/period.h"

namespace zeren::internal {

// Days since 1970-01-01.
using DayNumber = std::int32_t;

// A start that is not written, and an end that is not.
inline constexpr DayNumber kDawn = std::numeric_limits<DayNumber>::min();
inline constexpr DayNumber kNever = std::numeric_limits<DayNumber>::max();
// An end that nobody knows. As the smallest number it lies before every day,
// so that `from <= d && d < to` is false on each of them without a special
// case.
inline constexpr DayNumber kUnknownEnd = std::numeric_limits<DayNumber>::min();

inline DayNumber ToDayNumber(absl::CivilDay day) {
  constexpr absl::CivilDay kEpoch(1970, 1, 1);
  // Days are compared before they are subtracted: the distance to the ends of
  // time is no number.
  if (day <= kEpoch + kDawn) return kDawn;
  if (day >= kEpoch + kNever) return kNever;
  return static_cast<DayNumber>(day - kEpoch);
}
inline absl::CivilDay FromDayNumber(DayNumber day) {
  if (day == kDawn) return (absl::CivilDay::min)();
  if (day == kNever) return (absl::CivilDay::max)();
  // Adding to a civil day goes through years one by one. The years of the
  // standard library are fewer, but enough for every day that can be written.
  constexpr DayNumber kManyDays = 10'000'000;
  if (day < -kManyDays || day > kManyDays) {
    return absl::CivilDay(1970, 1, 1) + day;
  }
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{day}}};
  return absl::CivilDay(int{date.year()}, unsigned{date.month()},
                        unsigned{date.day()});
}

// The day so many days after another, at most the end of time.
inline absl::CivilDay DaysAfter(DayNumber day, std::int64_t days) {
  const std::int64_t room = std::int64_t{kNever} - day;
  return FromDayNumber(static_cast<DayNumber>(
      day +
      std::min(std::max<std::int64_t>(days, std::int64_t{kDawn} - day), room)));
}

inline DayNumber StartNumber(const std::optional<absl::CivilDay>& from) {
  return from ? ToDayNumber(*from) : kDawn;
}
inline DayNumber EndNumber(const Until& to) {
  if (to.unknown) return kUnknownEnd;
  return to.day ? ToDayNumber(*to.day) : kNever;
}

// The days [from, to) of a fact. `to` may be `kUnknownEnd`.
struct DayRange {
  DayNumber from = kDawn;
  DayNumber to = kNever;

  bool Contains(DayNumber day) const { return from <= day && day < to; }

  // The first day after `day` on which `Contains` changes; `kNever` if none.
  DayNumber NextChange(DayNumber day) const {
    if (Contains(day)) return to;
    return day < from && from < to ? from : kNever;
  }

  // Whether the fact held on some day up to `day`. One that ended on an
  // unknown day did, if it had begun.
  bool HeldBy(DayNumber day) const {
    return from <= day && (to == kUnknownEnd || from < to);
  }

  // The days of a fact that needs another one. The end is unknown if one of
  // the two is, unless the known days leave nothing anyway.
  DayRange Within(const DayRange& needed) const {
    const DayNumber start = std::max(from, needed.from);
    const DayNumber known_end =
        std::min(to == kUnknownEnd ? kNever : to,
                 needed.to == kUnknownEnd ? kNever : needed.to);
    if (known_end <= start) return {start, start};
    const bool unknown = to == kUnknownEnd || needed.to == kUnknownEnd;
    return {start, unknown ? kUnknownEnd : known_end};
  }

  friend bool operator==(const DayRange&, const DayRange&) = default;
};

// The range of a fact that is never in force, such as a membership in a unit
// that the document does not have.
inline constexpr DayRange kNoDays = {kNever, kNever};

}  // namespace zeren::internal

#endif  // ZEREN_CORE_INTERNAL_DAYS_H_
