// The page of what changes would do.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/advise/what_if_case.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string TextOf(const WhatIfResult& result,
                   const std::string& language = "en") {
  return WriteText(MakePage(result, {.language = language}));
}

TEST(WhatIfPageTest, HasATableForEachListThatMoves) {
  EXPECT_EQ(
      TextOf(WhatIfOf({Leave("secretary"), Leave("clerk")},
                      {.roles = {Role::kAccountable},
                       .measures = {"vacancies", "members"}})),
      "What the changes would do on 2026-11-22\n"
      "\n"
      "Gaps added (2)\n"
      "severity   rule         gap\n"
      "violation  post-vacant  post \"Clerk\" (post:clerk) is "
      "vacant, and nobody is on record for it before\n"
      "violation  post-vacant  post \"Secretary\" "
      "(post:secretary) is vacant, and nobody is on record for it before\n"
      "\n"
      "Answers that change hands (2)\n"
      "work    role         before            after           "
      "weight\n"
      "report  accountable  Wang (Secretary)  Li (President)     "
      "  3  task:report\n"
      "files   accountable  Zhao (Clerk)      Li (President)     "
      "  1  duty:files\n"
      "\n"
      "vacancies (2)\n"
      "        before  after  change\n"
      "Branch       0      2      +2  unit:branch\n"
      "School       0      2      +2  unit:school\n"
      "\n"
      "Gaps opened: 2 violations, 0 warnings, 0 info; closed: 0 "
      "violations, 0 warnings, 0 info.\n"
      "The answer is complete.\n");
}

TEST(WhatIfPageTest, SpeaksChinese) {
  EXPECT_EQ(
      TextOf(WhatIfOf({Leave("clerk")}, {.measures = {"vacancies"}}), "zh"),
      "2026-11-22 变更的影响\n"
      "\n"
      "新增缺口（1）\n"
      "级别  规则         缺口\n"
      "违规  post-vacant  岗位“Clerk”（post:clerk）空缺，此前也没有任职记录\n"
      "\n"
      "责任人变动（2）\n"
      "工作   角色  原             现                 权重\n"
      "files  负责  Zhao（Clerk）  Wang（Secretary）     1  duty:files\n"
      "files  执行  Zhao（Clerk）  Wang（Secretary）     1  duty:files\n"
      "\n"
      "空缺岗位数（2）\n"
      "        原  现  变动\n"
      "Branch   0   1    +1  unit:branch\n"
      "School   0   1    +1  unit:school\n"
      "\n"
      "缺口新增 1 项违规、0 项警告、0 项提示；消除 0 项违规、0 项警告、0 "
      "项提示。\n"
      "结果完整。\n");
}

TEST(WhatIfPageTest, SaysWhatIsLeftOut) {
  const std::string text =
      TextOf(WhatIfOf({Leave("secretary"), Leave("clerk")},
                      {.measures = {"vacancies"}, .top = 1}));
  EXPECT_THAT(text, AllOf(HasSubstr("Answers that change hands (4)\n"),
                          HasSubstr("... 3 more are not listed.\n"),
                          HasSubstr("vacancies (2)\n"),
                          HasSubstr("... 1 more is not listed.\n")));
}

TEST(WhatIfPageTest, NobodyAndNamesWithheldAndWorkThatIsNotThere) {
  Records records = WhatIfSchool();
  records.posts[2].reports_to = BasicReportsTo<std::string>::Nobody();
  const std::string text = TextOf(WhatIfOrDie(
      testing::SnapshotOrDie(records),
      {Leave("clerk"), Leave("president"),
       Change::Add(AppointmentRecord{.post = "president", .undisclosed = true}),
       Change::Add(TaskRecord{.id = "new", .unit = "branch"})},
      {.roles = {Role::kAccountable}, .measures = {}}));
  EXPECT_THAT(text,
              AllOf(HasSubstr("Zhao (Clerk)    nobody "),
                    HasSubstr("Li (President)  name withheld (President)"),
                    HasSubstr("not to be done  Wang (Secretary)"),
                    HasSubstr("Answers that nobody gives: 1.")));
}

TEST(WhatIfPageTest, NothingThatMovesIsSaid) {
  const std::string text = TextOf(WhatIfOf({}));
  EXPECT_THAT(text, AllOf(HasSubstr("Nothing moves."),
                          HasSubstr("The answer is complete."),
                          Not(HasSubstr("Gaps added"))));
}

TEST(WhatIfPageTest, WaiversShowBothApprovals) {
  const absl::StatusOr<Profile> profile = ParseProfile(R"({
    "id": "own", "extends": "generic", "open": true, "rules": [
      {"id": "post-vacant", "check": "post_vacant", "severity": "warning",
       "waivable": true}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records = WhatIfSchool();
  records.appointments.pop_back();
  const Snapshot before = testing::SnapshotWith(records, *profile);
  const ApprovalRecord approval = {.rule = "post-vacant",
                                   .focus = "post:clerk",
                                   .by = "unit:school",
                                   .reason = "new"};
  const std::string text = TextOf(WhatIfOrDie(before, {Change::Add(approval)}));
  EXPECT_THAT(text,
              AllOf(HasSubstr("\nOther waivers (1)\n"),
                    HasSubstr("-                 unit:school\n"),
                    HasSubstr("closed: 0 violations, 1 warning, 0 info.")));
}

}  // namespace
}  // namespace zeren
