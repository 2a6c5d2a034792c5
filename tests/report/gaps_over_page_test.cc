// The page of the gaps of a period, and of those to come.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/year_of_gaps.h"
#include "zeren/report/markdown.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::zeren::testing::kGapYear;
using ::zeren::testing::SchoolOfGaps;

GapHistory Year(const Period& period = kGapYear) {
  return GapsOver(SchoolOfGaps(), period).value();
}

GapHistory Coming(int days) {
  return ComingGaps(SchoolOfGaps(), absl::CivilDay(2026, 10, 1), days).value();
}

TEST(GapsOverPage, EachGapHasItsDaysAndWaiversAndIsCounted) {
  EXPECT_EQ(
      WriteText(MakePage(Year())),
      "Gaps from 2026-01-01 to 2026-12-31\n"
      "\n"
      "Messages are as of the first day of each gap. Days without a first or "
      "last one reach the bounds of the period, or beyond.\n"
      "\n"
      "Violations (1)\n"
      "vacant\n"
      "└─ post:secretary is vacant from today\n"
      "   ├─ from 2026-03-01 to 2026-06-30, from 2026-11-01 on\n"
      "   └─ waived from 2026-04-01 to 2026-06-30 by Party school "
      "(unit:school): election\n"
      "\n"
      "Warnings (1)\n"
      "headless\n"
      "└─ unit:office has no head post\n"
      "   └─ to 2026-04-30\n"
      "\n"
      "Waived (1)\n"
      "vacant\n"
      "└─ post:clerk is vacant, and nobody is on record for it before\n"
      "   ├─ throughout the period\n"
      "   └─ waived: known\n"
      "\n"
      "1 violation, 1 warning, 0 info, 1 waived. The answer is complete.\n");
}

TEST(GapsOverPage, SpeaksChinese) {
  EXPECT_EQ(WriteText(MakePage(Year(), {.language = "zh"})),
            "2026-01-01 至 2026-12-31 的缺口\n"
            "\n"
            "说明以各缺口的首日为准。未写起日或止日的，延续至期间边界或之外。\n"
            "\n"
            "违规（1）\n"
            "vacant\n"
            "└─ post:secretary自今日起空缺\n"
            "   ├─ 2026-03-01 至 2026-06-30，自 2026-11-01 起\n"
            "   └─ 豁免 2026-04-01 至 2026-06-30，批准：Party "
            "school（unit:school），理由：election\n"
            "\n"
            "警告（1）\n"
            "headless\n"
            "└─ unit:office没有负责人岗位\n"
            "   └─ 至 2026-04-30\n"
            "\n"
            "已豁免（1）\n"
            "vacant\n"
            "└─ post:clerk空缺，此前也没有任职记录\n"
            "   ├─ 整个期间\n"
            "   └─ 豁免，理由：known\n"
            "\n"
            "1 项违规，1 项警告，0 项提示，1 项已豁免。结果完整。\n");
}

TEST(GapsOverPage, IsWrittenAsMarkdown) {
  EXPECT_EQ(WriteMarkdown(MakePage(Year())),
            "# Gaps from 2026-01-01 to 2026-12-31\n"
            "\n"
            "Messages are as of the first day of each gap. Days without a "
            "first or last one reach the bounds of the period, or beyond.\n"
            "\n"
            "## Violations (1)\n"
            "\n"
            "- **vacant**\n"
            "  - post:secretary is vacant from today\n"
            "    - from 2026-03-01 to 2026-06-30, from 2026-11-01 on\n"
            "    - waived from 2026-04-01 to 2026-06-30 by Party school "
            "(unit:school): election\n"
            "\n"
            "## Warnings (1)\n"
            "\n"
            "- *headless*\n"
            "  - unit:office has no head post\n"
            "    - to 2026-04-30\n"
            "\n"
            "## Waived (1)\n"
            "\n"
            "- **vacant**\n"
            "  - post:clerk is vacant, and nobody is on record for it before\n"
            "    - throughout the period\n"
            "    - waived: known\n"
            "\n"
            "**1 violation, 1 warning, 0 info, 1 waived.** The answer is "
            "complete.\n");
}

TEST(GapsOverPage, WhatIsToComeIsNotTakenForAllGaps) {
  EXPECT_EQ(
      WriteText(MakePage(Coming(60))),
      "Gaps to come by 2026-11-30\n"
      "\n"
      "Gaps that are there on 2026-10-01 already are left out. Messages are as "
      "of the first day of each gap. Days without a first or last one reach "
      "the bounds of the period, or beyond.\n"
      "\n"
      "Violations (1)\n"
      "vacant\n"
      "└─ post:secretary is vacant from today\n"
      "   └─ from 2026-11-01 on\n"
      "\n"
      "1 violation, 0 warnings, 0 info, 0 waived. The answer is complete.\n");
  EXPECT_EQ(WriteText(MakePage(Coming(60), {.language = "zh"})),
            "至 2026-11-30 将出现的缺口\n"
            "\n"
            "2026-10-01 "
            "已有的缺口不列。说明以各缺口的首日为准。未写起日或止日的，延续至期"
            "间边界或之外。\n"
            "\n"
            "违规（1）\n"
            "vacant\n"
            "└─ post:secretary自今日起空缺\n"
            "   └─ 自 2026-11-01 起\n"
            "\n"
            "1 项违规，0 项警告，0 项提示，0 项已豁免。结果完整。\n");
}

TEST(GapsOverPage, SaysThatNothingIsThere) {
  const GapHistory none = Coming(30);
  EXPECT_EQ(
      WriteText(MakePage(none)),
      "Gaps to come by 2026-10-31\n"
      "\n"
      "No gap will come by 2026-10-31.\n"
      "\n"
      "0 violations, 0 warnings, 0 info, 0 waived. The answer is complete.\n");
  EXPECT_EQ(WriteText(MakePage(none, {.language = "zh"})),
            "至 2026-10-31 将出现的缺口\n"
            "\n"
            "至 2026-10-31 不会出现新的缺口。\n"
            "\n"
            "0 项违规，0 项警告，0 项提示，0 项已豁免。结果完整。\n");
  EXPECT_EQ(
      WriteText(MakePage(GapsOver(Organization(), kGapYear).value())),
      "Gaps from 2026-01-01 to 2026-12-31\n"
      "\n"
      "No gaps.\n"
      "\n"
      "0 violations, 0 warnings, 0 info, 0 waived. The answer is complete.\n");
}

}  // namespace
}  // namespace zeren
