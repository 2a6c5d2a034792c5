#include "src/work/internal/calendar.h"

#include <chrono>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace zeren::internal {
namespace {

constexpr int kDaysOf40Years = 14'610;

DayNumber Day(int year, unsigned month, unsigned day) {
  return static_cast<DayNumber>(std::chrono::sys_days{
      std::chrono::year{year} / std::chrono::month{month} /
      std::chrono::day{day}}.time_since_epoch()
                                    .count());
}

// Which period a day is in, counted on from day to day: it is another one if
// `begins` says that one begins.
template <typename Begins>
void ExpectCounted(CalendarUnit unit, const Begins& begins) {
  DayNumber from = Day(1990, 1, 1);  // A Monday.
  const DayNumber end = from + kDaysOf40Years;
  while (from < end) {
    ASSERT_TRUE(begins(from));
    DayNumber to = from + 1;
    while (!begins(to)) ++to;
    for (DayNumber day = from; day < to; ++day) {
      ASSERT_EQ(CalendarPeriodOf(unit, day), (DayRange{from, to})) << day;
    }
    from = to;
  }
}

std::chrono::year_month_day DateOf(DayNumber day) {
  return std::chrono::sys_days{std::chrono::days{day}};
}

TEST(CalendarTest, IsAsCountedDayByDay) {
  ExpectCounted(CalendarUnit::kWeek,
                [](DayNumber day) { return (day - Day(1990, 1, 1)) % 7 == 0; });
  const auto first_of = [](std::vector<unsigned> months) {
    return [months](DayNumber day) {
      const auto date = DateOf(day);
      for (const unsigned month : months) {
        if (unsigned{date.month()} == month && unsigned{date.day()} == 1) {
          return true;
        }
      }
      return false;
    };
  };
  ExpectCounted(CalendarUnit::kMonth,
                first_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
  ExpectCounted(CalendarUnit::kQuarter, first_of({1, 4, 7, 10}));
  ExpectCounted(CalendarUnit::kHalfYear, first_of({1, 7}));
  ExpectCounted(CalendarUnit::kYear, first_of({1}));
}

TEST(CalendarTest, KnowsDaysBeforeTheEpochAndAtTheEndsOfWrittenTime) {
  EXPECT_EQ(CalendarPeriodOf(CalendarUnit::kQuarter, Day(1, 1, 1)),
            (DayRange{Day(1, 1, 1), Day(1, 4, 1)}));
  EXPECT_EQ(CalendarPeriodOf(CalendarUnit::kHalfYear, Day(1969, 12, 31)),
            (DayRange{Day(1969, 7, 1), Day(1970, 1, 1)}));
  EXPECT_EQ(CalendarPeriodOf(CalendarUnit::kYear, Day(9999, 12, 31)),
            (DayRange{Day(9999, 1, 1), Day(10'000, 1, 1)}));
  // Where the year of the calendar begins is no matter of weeks.
  EXPECT_EQ(CalendarPeriodOf(CalendarUnit::kWeek, Day(2027, 1, 1)),
            (DayRange{Day(2026, 12, 28), Day(2027, 1, 4)}));
}

TEST(CalendarTest, TouchesMonthsAsEachDayDoes) {
  for (const std::vector<std::int64_t>& months :
       {std::vector<std::int64_t>{2}, {10, 11, 12}, {1}, {12, 1}}) {
    for (DayNumber from = Day(2023, 11, 20); from < Day(2024, 3, 10); ++from) {
      bool touches = false;
      for (DayNumber day = from; day < from + 80; ++day) {
        const unsigned month{DateOf(day).month()};
        for (const std::int64_t wanted : months) {
          touches = touches || wanted == month;
        }
        ASSERT_EQ(TouchesMonths({from, day + 1}, months), touches);
      }
    }
  }
}

TEST(CalendarTest, KnowsItsUnitsByName) {
  EXPECT_EQ(ParseCalendarUnit("half_year"), CalendarUnit::kHalfYear);
  EXPECT_EQ(ParseCalendarUnit("term"), std::nullopt);
}

}  // namespace
}  // namespace zeren::internal
