// Counts in the page of gaps, and the page beside a baseline.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/listed_gaps.h"
#include "zeren/gaps/baseline.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::zeren::testing::kDay;
using ::zeren::testing::ListedRule;
using ::zeren::testing::ListedSchool;
using ::zeren::testing::ReportOf;

std::vector<ListedRule> Rules() {
  return {{"lost", Severity::kWarning, {{"task:report"}, {"nowhere"}}},
          {"vacant",
           Severity::kViolation,
           {{"post:chair"}, {"post:clerk"}, {"post:rector"}, {"unit:office"}}}};
}

Records Waived() {
  Records records = ListedSchool();
  ApprovalRecord approval;
  approval.rule = "vacant";
  approval.focus = {NodeKind::kPost, "chair"};
  approval.reason = "known";
  records.approvals = {approval};
  records.units[3].name = Text("The office");
  return records;
}

TEST(GapPageCountsTest, CountsByRuleAndByUnit) {
  const std::string text = WriteText(MakePage(ReportOf(Rules(), Waived())));
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("\nViolations (3)\nvacant (3)\n"),
            HasSubstr("\nWarnings (2)\nlost (2)\n"),
            // One gap is seen to be one.
            HasSubstr("\nWaived (1)\nvacant\n"),
            HasSubstr("\nBy unit\n"
                      "unit                      violations  warnings  info  "
                      "waived\n"
                      "The office (unit:office)           2         0     0  "
                      "     0\n"
                      "unit:school                        1         0     0  "
                      "     0\n"
                      "unit:branch                        0         1     0  "
                      "     0\n"
                      "unit:committee                     0         0     0  "
                      "     1\n"
                      "in no unit                         0         1     0  "
                      "     0\n"),
            EndsWith("\n3 violations, 2 warnings, 0 info, 1 waived. The answer "
                     "is complete.\n")));
}

TEST(GapPageCountsTest, GapsOfOneUnitNeedNoTable) {
  EXPECT_THAT(
      WriteText(MakePage(ReportOf({{"vacant",
                                    Severity::kViolation,
                                    {{"post:clerk"}, {"unit:office"}}}}))),
      AllOf(HasSubstr("vacant (2)"), Not(HasSubstr("By unit"))));
}

TEST(GapPageCountsTest, SpeaksChinese) {
  EXPECT_THAT(
      WriteText(MakePage(ReportOf(Rules(), Waived()), {.language = "zh"})),
      AllOf(HasSubstr("\n违规（3）\nvacant（3）\n"),
            HasSubstr("\n按单位统计\n"), HasSubstr("不属于任何单位")));
}

// ----------------------------------------------------------------- Baselines

Baseline Accepted(const std::vector<ListedRule>& rules,
                  const AcceptOptions& options = {}) {
  return AcceptGaps(ReportOf(rules), options).value();
}

std::string TextBeside(const GapReport& report, const Baseline& baseline,
                       const PageOptions& options = {}) {
  const BaselineComparison compared =
      CompareWithBaseline(report, baseline).value();
  return WriteText(MakePage(report, compared, options));
}

TEST(GapPageBaselineTest, WhatIsNewComesFirst) {
  const Baseline baseline = Accepted(
      {{"vacant",
        Severity::kViolation,
        {{"post:clerk"}, {"post:secretary", "", 1}, {"post:secretary", "", 2}}},
       {"was", Severity::kInfo, {{"unit:school", "k"}}}},
      {.owner = "post:rector", .expires = kDay + 40});
  EXPECT_THAT(
      TextBeside(ReportOf(Rules(), Waived()), baseline),
      AllOf(HasSubstr("\nNew violations (2)\nvacant (2)\n"),
            HasSubstr("\nNew warnings (2)\nlost (2)\n"),
            HasSubstr("\nAccepted (1)\nvacant\n└─ found\n"),
            HasSubstr("\nWaived (1)\n"),
            HasSubstr("\nAccepted, and there no more (3)\n"
                      "vacant\n"
                      "└─ post:secretary (2)\n"
                      "was\n"
                      "└─ unit:school: k\n"),
            HasSubstr("unit                      new violations  new warnings  "
                      "new info  accepted  waived\n"),
            HasSubstr("The office (unit:office)               1             0  "
                      "       0         1       0\n"),
            EndsWith("\nNew: 2 violations, 2 warnings, 0 info; 1 accepted, "
                     "3 gone, 1 waived. The answer is complete.\n"
                     "Compared with the baseline of 2026-11-22 (owner: "
                     "post:rector), which expires on 2027-01-01.\n")));
}

TEST(GapPageBaselineTest, AnExpiredOneSaysSo) {
  const Baseline baseline = Accepted(Rules(), {.expires = kDay + 1});
  const GapReport later = ReportOf(Rules(), ListedSchool(), kDay + 1);
  EXPECT_THAT(
      TextBeside(later, baseline),
      AllOf(HasSubstr("New violations (4)"), Not(HasSubstr("\nAccepted")),
            EndsWith("Compared with the baseline of 2026-11-22. It "
                     "expired on 2026-11-23 and accepts nothing any "
                     "more.\n")));
  EXPECT_THAT(TextBeside(later, baseline, {.language = "zh"}),
              EndsWith("对照基线：2026-11-22。该基线已于 2026-11-23 "
                       "失效，不再接受任何缺口。\n"));
}

TEST(GapPageBaselineTest, SpeaksChinese) {
  EXPECT_THAT(
      TextBeside(ReportOf(Rules()),
                 Accepted({{"vacant", Severity::kViolation, {{"post:chair"}}},
                           {"was", Severity::kInfo, {{"unit:school"}}}},
                          {.owner = "办公室"}),
                 {.language = "zh"}),
      AllOf(HasSubstr("\n新增违规（3）\n"), HasSubstr("\n已接受（1）\n"),
            HasSubstr("\n已接受，现已消除（1）\n"),
            HasSubstr("\n新增：3 项违规，2 项警告，0 项提示；1 项已接受，"
                      "1 项已消除，0 项已豁免。"),
            EndsWith("\n对照基线：2026-11-22（责任人：办公室）。\n")));
}

}  // namespace
}  // namespace zeren
