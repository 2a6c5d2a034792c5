#include "src/core/internal/days.h"

#include "gtest/gtest.h"

namespace zeren::internal {
namespace {

constexpr absl::CivilDay kEpoch(1970, 1, 1);

TEST(Days, GoToNumbersAndBack) {
  // Every day of the years 1 to 9999, and some far beyond them.
  constexpr absl::CivilDay kFirst(1, 1, 1);
  constexpr absl::CivilDay kLast(9999, 12, 31);
  absl::CivilDay day = kFirst;
  for (DayNumber number = ToDayNumber(kFirst); day <= kLast; ++day, ++number) {
    ASSERT_EQ(ToDayNumber(day), number);
    ASSERT_EQ(FromDayNumber(number), day);
  }
  for (const DayNumber number :
       {kDawn + 1, -10'000'001, -10'000'000, -9'999'999, 9'999'999, 10'000'000,
        10'000'001, kNever - 1}) {
    EXPECT_EQ(FromDayNumber(number), kEpoch + number);
    EXPECT_EQ(ToDayNumber(FromDayNumber(number)), number);
  }
}

TEST(Days, HaveNumbersForTheEndsOfTime) {
  EXPECT_EQ(ToDayNumber((absl::CivilDay::min)()), kDawn);
  EXPECT_EQ(ToDayNumber((absl::CivilDay::max)()), kNever);
  EXPECT_EQ(FromDayNumber(kDawn), (absl::CivilDay::min)());
  EXPECT_EQ(FromDayNumber(kNever), (absl::CivilDay::max)());
}

}  // namespace
}  // namespace zeren::internal
