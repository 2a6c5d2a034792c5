#include "zeren/core/period.h"

#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/core/internal/days.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;

constexpr absl::CivilDay Day(int day) { return absl::CivilDay(2024, 3, day); }

TEST(PeriodTest, DocumentationExample) {
  const Period term{absl::CivilDay(2024, 3, 1), absl::CivilDay(2027, 3, 1)};
  EXPECT_FALSE(term.Contains(absl::CivilDay(2027, 3, 1)));
  EXPECT_TRUE(term.Contains(absl::CivilDay(2027, 2, 28)));
  EXPECT_TRUE(term.Contains(absl::CivilDay(2024, 3, 1)));
  EXPECT_FALSE(term.Contains(absl::CivilDay(2024, 2, 29)));
}

TEST(PeriodTest, TheDefaultIsAllTime) {
  EXPECT_FALSE(Period().empty());
  EXPECT_TRUE(Period().Contains(absl::CivilDay(1, 1, 1)));
  EXPECT_TRUE(Period().Contains(absl::CivilDay(9999, 12, 31)));
}

TEST(PeriodTest, ATransferLeavesNoDayTwiceAndNoneOut) {
  const Period before{.to = Day(10)};
  const Period after{.from = Day(10)};
  EXPECT_FALSE(before.Overlaps(after));
  for (int day = 9; day <= 11; ++day) {
    EXPECT_NE(before.Contains(Day(day)), after.Contains(Day(day)));
  }
}

TEST(PeriodTest, IntersectionsHoldTheDaysThatAreInBoth) {
  for (int a = 1; a < 6; ++a) {
    for (int b = 1; b < 6; ++b) {
      for (int c = 1; c < 6; ++c) {
        for (int d = 1; d < 6; ++d) {
          const Period x{Day(a), Day(b)};
          const Period y{Day(c), Day(d)};
          const Period both = x.Intersection(y);
          int days = 0;
          for (int day = 1; day < 7; ++day) {
            const bool in_both = x.Contains(Day(day)) && y.Contains(Day(day));
            EXPECT_EQ(both.Contains(Day(day)), in_both);
            days += in_both ? 1 : 0;
          }
          EXPECT_EQ(both.empty(), days == 0);
          EXPECT_EQ(x.Overlaps(y), days > 0);
        }
      }
    }
  }
}

TEST(UntilTest, AnEndIsNotWrittenADayOrUnknown) {
  EXPECT_FALSE(Until().written());
  EXPECT_TRUE(Until(Day(1)).written());
  EXPECT_TRUE(Until::Unknown().written());
  EXPECT_NE(Until(), Until::Unknown());
  EXPECT_EQ(Until(Day(1)), Until(Day(1)));
}

TEST(ParseDayTest, ReadsWhatFormatDayWrites) {
  for (const char* text : {"0001-01-01", "2024-02-29", "2026-11-22",
                           "9999-12-31", "1900-02-28", "2000-02-29"}) {
    const std::optional<absl::CivilDay> day = ParseDay(text);
    ASSERT_TRUE(day) << text;
    EXPECT_EQ(FormatDay(*day), text);
  }
  EXPECT_EQ(ParseDay("2026-11-22"), absl::CivilDay(2026, 11, 22));
}

TEST(ParseDayTest, RefusesOtherShapesAndDaysThatNoCalendarHas) {
  for (const char* text : {"",
                           "2024",
                           "2024-2-29",
                           "2024-02-9",
                           "24-02-29",
                           "2024/02/29",
                           "2024-02-30",
                           "2023-02-29",
                           "1900-02-29",
                           "2024-13-01",
                           "2024-00-10",
                           "2024-01-00",
                           "0000-01-01",
                           "2024-04-31",
                           " 2024-02-29",
                           "2024-02-29 ",
                           "2024-02-29T00:00",
                           "-024-02-29",
                           "+024-02-29",
                           "2024-0x-01",
                           "20240229",
                           "unknown",
                           "٢٠٢٤-02-29"}) {
    EXPECT_EQ(ParseDay(text), std::nullopt) << text;
  }
}

TEST(TimelineTest, IsTheSameOnEachDayUntilSomethingIsAppended) {
  const Timeline<int> timeline(5);
  EXPECT_EQ(timeline.At(absl::CivilDay(1, 1, 1)), 5);
  EXPECT_EQ(timeline.At(absl::CivilDay(9999, 1, 1)), 5);
  EXPECT_EQ(timeline.steps().size(), 1u);
  EXPECT_EQ(timeline.steps()[0].from, (absl::CivilDay::min)());
}

TEST(TimelineTest, AStepHoldsFromItsDay) {
  Timeline<std::string> timeline("a");
  timeline.Append(Day(5), "b");
  EXPECT_EQ(timeline.At(Day(4)), "a");
  EXPECT_EQ(timeline.At(Day(5)), "b");
  EXPECT_EQ(timeline.At(Day(6)), "b");
}

TEST(TimelineTest, StepsThatChangeNothingAreNotKept) {
  Timeline<int> timeline(1);
  timeline.Append(Day(5), 1);
  EXPECT_EQ(timeline, Timeline<int>(1));
  timeline.Append(Day(6), 2);
  timeline.Append(Day(6), 1);
  EXPECT_EQ(timeline, Timeline<int>(1));
  timeline.Append(Day(7), 2);
  timeline.Append(Day(7), 3);
  EXPECT_EQ(timeline.steps().size(), 2u);
  EXPECT_EQ(timeline.At(Day(7)), 3);
}

TEST(TimelineTest, TheFirstStepMayBeReplaced) {
  Timeline<int> timeline(1);
  timeline.Append((absl::CivilDay::min)(), 2);
  EXPECT_EQ(timeline, Timeline<int>(2));
}

TEST(TimelineTest, AgreesWithAnArrayOfDaysAndIsMinimal) {
  std::mt19937_64 bits(1);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<int> days(31, 0);
    Timeline<int> timeline(0);
    for (int day = 1; day <= 30;) {
      const int value = static_cast<int>(bits() % 3);
      timeline.Append(Day(day), value);
      std::fill(days.begin() + day, days.end(), value);
      day += static_cast<int>(bits() % 4);
    }
    for (int day = 1; day <= 30; ++day) {
      ASSERT_EQ(timeline.At(Day(day)), days[static_cast<std::size_t>(day)]);
    }
    for (std::size_t i = 1; i < timeline.steps().size(); ++i) {
      EXPECT_NE(timeline.steps()[i - 1].value, timeline.steps()[i].value);
      EXPECT_LT(timeline.steps()[i - 1].from, timeline.steps()[i].from);
    }
  }
}

TEST(DayRangeTest, AnUnknownEndHoldsOnNoDay) {
  const internal::DayRange range{5, internal::kUnknownEnd};
  for (const internal::DayNumber day : {-1000, 4, 5, 6, 1000}) {
    EXPECT_FALSE(range.Contains(day));
  }
  EXPECT_FALSE(range.HeldBy(4));
  EXPECT_TRUE(range.HeldBy(5));
}

TEST(DayRangeTest, WhatNeedsAFactHasItsDaysTheUnknownEndIncluded) {
  using internal::DayRange;
  using internal::kUnknownEnd;
  EXPECT_EQ((DayRange{1, 9}).Within({3, 20}), (DayRange{3, 9}));
  EXPECT_EQ((DayRange{1, 9}).Within({3, kUnknownEnd}),
            (DayRange{3, kUnknownEnd}));
  EXPECT_EQ((DayRange{1, kUnknownEnd}).Within({3, 9}),
            (DayRange{3, kUnknownEnd}));
  // Known days that leave nothing leave nothing whatever the end.
  EXPECT_FALSE((DayRange{10, kUnknownEnd}).Within({3, 9}).HeldBy(100));
  EXPECT_FALSE((DayRange{1, 9}).Within(internal::kNoDays).HeldBy(100));
}

TEST(DayNumberTest, KeepsDaysAndTheEndsOfTime) {
  for (const absl::CivilDay day :
       {absl::CivilDay(1, 1, 1), absl::CivilDay(1970, 1, 1),
        absl::CivilDay(9999, 12, 31), (absl::CivilDay::min)(),
        (absl::CivilDay::max)()}) {
    EXPECT_EQ(internal::FromDayNumber(internal::ToDayNumber(day)), day);
  }
}

}  // namespace
}  // namespace zeren
