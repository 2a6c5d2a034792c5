// Pages of answers over a period.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/assign/handover.h"
#include "tests/support/build.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using testing::BuildOrDie;
using testing::Handover;
using ::testing::HasSubstr;
using testing::kHandoverYear;
using ::testing::Not;
using ::testing::StartsWith;

std::string OverText(const Records& records, const PageOptions& options = {},
                     const Period& period = kHandoverYear) {
  const Organization org = BuildOrDie(records);
  const auto timeline = ResponsibleOver(org, *org.Find("task:report"),
                                        Role::kAccountable, period);
  EXPECT_TRUE(timeline.ok()) << timeline.status();
  return WriteText(MakePage(org, *timeline, options));
}

TEST(OverTimePage, ATimelineHasARowForEachStep) {
  const std::string text = OverText(Handover());
  EXPECT_THAT(
      text,
      AllOf(StartsWith("Who is accountable for task:report from 2026-01-01 to "
                       "2027-01-01\n"),
            HasSubstr("2026-01-01  2026-03-01  first   secretary  assigned\n"),
            HasSubstr("2026-03-01  2026-03-15  boss    boss       assigned, 1 "
                      "step up\n"),
            HasSubstr("The answer is complete.")));
  EXPECT_THAT(text, Not(HasSubstr("Why")));
}

TEST(OverTimePage, SaysWhyOfEachStepIfAsked) {
  EXPECT_THAT(OverText(Handover(), {.why = true}),
              AllOf(HasSubstr("Why, from 2026-03-01"),
                    HasSubstr("nobody present holds “secretary”; its superior "
                              "“boss” is asked"),
                    HasSubstr("Why, from 2026-08-20")));
}

TEST(OverTimePage, SaysWhoIsMissingAndWhoseNameIsWithheld) {
  Records records = Handover();
  records.appointments.clear();
  records.appointments.push_back({.person = std::nullopt,
                                  .post = "secretary",
                                  .undisclosed = true,
                                  .valid_from = absl::CivilDay(2026, 7, 1)});
  EXPECT_THAT(OverText(records),
              AllOf(HasSubstr("2026-01-01  2026-07-01  nobody"),
                    HasSubstr("2026-07-01  2027-01-01  name withheld")));
}

TEST(OverTimePage, SpeaksChineseAndOfAllTime) {
  EXPECT_THAT(OverText(Handover(), {.language = "zh"}, {}),
              AllOf(StartsWith("最初 至 以后 task:report由谁负责\n"),
                    HasSubstr("最初        2026-03-01")));
}

TEST(OverTimePage, FutureGapsHaveARowForEachGap) {
  Records records = Handover();
  records.appointments.erase(records.appointments.begin());
  const Organization org = BuildOrDie(records);
  const auto gaps = FutureGaps(org, kHandoverYear);
  ASSERT_TRUE(gaps.ok()) << gaps.status();
  EXPECT_THAT(
      WriteText(MakePage(org, kHandoverYear, *gaps)),
      AllOf(StartsWith("Days on which nobody answers from 2026-01-01 to "
                       "2027-01-01\n"),
            HasSubstr("2026-03-01  2026-03-15  task:report\n"),
            HasSubstr("The answer is complete.")));
  EXPECT_THAT(WriteText(MakePage(org, kHandoverYear, std::vector<FutureGap>())),
              HasSubstr("Somebody answers for all work."));
}

}  // namespace
}  // namespace zeren
