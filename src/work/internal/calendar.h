// calendar.h -- weeks, months, quarters and years as ranges of days.

#ifndef ZEREN_WORK_INTERNAL_CALENDAR_H_
#define ZEREN_WORK_INTERNAL_CALENDAR_H_

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/core/internal/days.h"

namespace zeren::internal {

// Weeks begin on Monday, as in ISO 8601; the others with the year.
enum class CalendarUnit : std::uint8_t {
  kWeek,
  kMonth,
  kQuarter,
  kHalfYear,
  kYear,
};

// By the names of the format; nothing for `term`, which no calendar has.
inline std::optional<CalendarUnit> ParseCalendarUnit(std::string_view name) {
  if (name == "week") return CalendarUnit::kWeek;
  if (name == "month") return CalendarUnit::kMonth;
  if (name == "quarter") return CalendarUnit::kQuarter;
  if (name == "half_year") return CalendarUnit::kHalfYear;
  if (name == "year") return CalendarUnit::kYear;
  return std::nullopt;
}

// The month of a day, counted from the beginning of time; 0 is a January.
inline int MonthNumber(DayNumber day) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{day}}};
  return int{date.year()} * 12 + static_cast<int>(unsigned{date.month()}) - 1;
}
inline DayNumber FirstDayOfMonth(int number) {
  const int year = number >= 0 ? number / 12 : (number - 11) / 12;
  const auto month = static_cast<unsigned>(number - year * 12 + 1);
  return static_cast<DayNumber>(std::chrono::sys_days{
      std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{1}}
                                    .time_since_epoch()
                                    .count());
}

// The week, month, ... that a day lies in. REQUIRES: a day that can be written.
inline DayRange CalendarPeriodOf(CalendarUnit unit, DayNumber day) {
  constexpr int kDaysOfWeek = 7;
  if (unit == CalendarUnit::kWeek) {
    const std::chrono::weekday weekday{
        std::chrono::sys_days{std::chrono::days{day}}};
    const auto since_monday =
        static_cast<DayNumber>(weekday.iso_encoding() - 1);
    return {day - since_monday, day - since_monday + kDaysOfWeek};
  }
  const int months = unit == CalendarUnit::kMonth      ? 1
                     : unit == CalendarUnit::kQuarter  ? 3
                     : unit == CalendarUnit::kHalfYear ? 6
                                                       : 12;
  const int month = MonthNumber(day);
  // Of years before the first the remainder is negative.
  const int first = month - (month % months + months) % months;
  return {FirstDayOfMonth(first), FirstDayOfMonth(first + months)};
}

// Whether some of these days lie in one of the months, which are 1 to 12.
inline bool TouchesMonths(const DayRange& days,
                          std::span<const std::int64_t> months) {
  const int first = MonthNumber(days.from);
  const int last = MonthNumber(days.to - 1);
  return std::any_of(months.begin(), months.end(), [&](std::int64_t month) {
    const int wanted = static_cast<int>(month) - 1;
    // The first such month that is not before the first.
    return first + ((wanted - first) % 12 + 12) % 12 <= last;
  });
}

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_CALENDAR_H_
