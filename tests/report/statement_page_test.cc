// The page of a statement.

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/report/csv.h"
#include "zeren/report/markdown.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::SnapshotOrDie;

// A school that Li heads, with a branch whose post is vacant; a report of the
// branch is late, and a plan of the school at risk.
Records School() {
  Records records;
  records.units.push_back({.id = "school", .kind = "unit"});
  records.units.push_back({.id = "branch", .kind = "unit", .parent = "school"});
  records.posts.push_back({.id = "head", .unit = "school", .kind = "head"});
  records.posts.push_back({.id = "chief", .unit = "branch", .kind = "head"});
  records.persons.push_back({.id = "li", .name = Text("Li")});
  records.appointments.push_back({.person = "li", .post = "head"});
  records.tasks.push_back({.id = "plan",
                           .unit = "school",
                           .start = absl::CivilDay(2026, 1, 1),
                           .due = absl::CivilDay(2026, 12, 2)});
  records.tasks.push_back(
      {.id = "report", .unit = "branch", .due = absl::CivilDay(2026, 11, 10)});
  records.progress.push_back(
      {.task = "report", .day = absl::CivilDay(2026, 11, 1), .done = 0.999});
  records.duties.push_back({.id = "building", .bearer = "post:head"});
  return records;
}

Page StatementPageOf(const Records& records, std::string_view node,
                     const PageOptions& options = {}) {
  const Snapshot today = SnapshotOrDie(records);
  const absl::StatusOr<Statement> statement =
      StatementOf(today, today.Find(node).value());
  EXPECT_TRUE(statement.ok()) << statement.status();
  return MakePage(today, *statement, options);
}

TEST(StatementPageTest, TellsWhatThereIsAndEachProblemWithItsChain) {
  EXPECT_EQ(
      WriteText(StatementPageOf(School(), "person:li")),
      "Statement of Li (person:li) on 2026-11-22\n"
      "\n"
      "Answers as\n"
      "post  held by  unit    node\n"
      "head  Li       school  post:head\n"
      "\n"
      "Below\n"
      "units         2: school, with all below\n"
      "posts         1, 1 vacant\n"
      "people        0\n"
      "own duties    1: building\n"
      "other duties  0\n"
      "\n"
      "Direct reports (1)\n"
      "post   held by  unit    node\n"
      "chief  vacant   branch  post:chief\n"
      "\n"
      "Tasks\n"
      "       all  done  in progress  not begun  at risk  overdue  planned  "
      "cancelled        progress\n"
      "own      2     0            0          0        1        1        0  "
      "        0  99%, 1 unknown\n"
      "below    0     0            0          0        0        0        0  "
      "        0               -\n"
      "all      2     0            0          0        1        1        0  "
      "        0  99%, 1 unknown\n"
      "\n"
      "Overdue (1)\n"
      "days late  task    progress  unit    accountable  chain                "
      "       node\n"
      "       12  report       99%  branch  Li           branch > chief > "
      "head > Li  task:report\n"
      "\n"
      "At risk (1)\n"
      "days left  task  progress  unit    accountable  chain               "
      "node\n"
      "       10  plan         -  school  Li           school > head > Li  "
      "task:plan\n"
      "\n"
      "Vacancies (1)\n"
      "post   vacant since  unit    chain      node\n"
      "chief  no record     branch  head > Li  post:chief\n"
      "\n"
      "1 task overdue, 1 at risk, 1 post vacant, 0 pieces of work without "
      "anybody who answers.\n"
      "The answer is complete.\n");
}

TEST(StatementPageTest, WhatIsNotThereIsSaidInAWordOrLeftOut) {
  Records records = School();
  records.persons.push_back({.id = "zhao"});
  records.absences.push_back({.person = "zhao"});
  EXPECT_EQ(WriteText(StatementPageOf(records, "person:zhao")),
            "Statement of person:zhao on 2026-11-22\n"
            "\n"
            "Answers as\n"
            "Absent on this day.\n"
            "Holds no post.\n"
            "\n"
            "Below\n"
            "units         0\n"
            "posts         0\n"
            "people        0\n"
            "own duties    0\n"
            "other duties  0\n"
            "\n"
            "Tasks\n"
            "None.\n"
            "\n"
            "0 tasks overdue, 0 at risk, 0 posts vacant, 0 pieces of work "
            "without anybody who answers.\n"
            "The answer is complete.\n");
}

TEST(StatementPageTest, WorkThatNobodyAnswersForHasATable) {
  Records records = School();
  records.absences.push_back({.person = "li"});
  const std::string text = WriteText(StatementPageOf(records, "post:head"));
  EXPECT_THAT(text, AllOf(HasSubstr("Nobody answers (3)\n"),
                          HasSubstr("  nobody  "), HasSubstr("\nPost\n"),
                          HasSubstr("report    branch  branch > chief > head"),
                          HasSubstr("3 pieces of work without")));
}

TEST(StatementPageTest, OfALongChainTheRestIsCounted) {
  EXPECT_THAT(
      WriteText(StatementPageOf(School(), "person:li", {.max_path = 2})),
      AllOf(HasSubstr("branch > chief > ... 2 more"),
            HasSubstr("school > head > ... 1 more"),
            Not(HasSubstr("chief > head"))));
}

TEST(StatementPageTest, ATaskWithPartsSaysSo) {
  Records records = School();
  records.tasks.push_back({.id = "part", .unit = "branch", .parent = "report"});
  EXPECT_THAT(WriteText(StatementPageOf(records, "person:li")),
              HasSubstr("report (with parts)"));
}

TEST(StatementPageTest, AWithheldNameIsNotSaid) {
  Records records = School();
  records.appointments.push_back({.post = "chief", .undisclosed = true});
  EXPECT_THAT(WriteText(StatementPageOf(records, "person:li")),
              AllOf(HasSubstr("posts         1, 1 withheld"),
                    HasSubstr("branch  name withheld  branch > chief")));
}

TEST(StatementPageTest, ChineseIsWrittenWhereItIsAskedFor) {
  EXPECT_THAT(
      WriteText(StatementPageOf(School(), "person:li", {.language = "zh"})),
      AllOf(HasSubstr("2026-11-22 Li（person:li）责任报告\n"),
            HasSubstr("\n任职\n"), HasSubstr("2：school及其下级"),
            HasSubstr("已逾期（1）"), HasSubstr("空缺岗位（1）"),
            HasSubstr("\n1 项任务已逾期，1 项有逾期风险，1 个岗位空缺，0 "
                      "项工作无人负责。\n结果完整。\n")));
}

TEST(StatementPageTest, MarkdownAndCsvHaveTheSameTables) {
  const Page page = StatementPageOf(School(), "person:li");
  EXPECT_THAT(WriteMarkdown(page),
              AllOf(HasSubstr("## Overdue (1)\n\n| days late | task |"),
                    HasSubstr("| **12** | report |")));
  EXPECT_THAT(WriteCsv(page), HasSubstr("\r\n12,report,99%,branch,Li,"));
}

}  // namespace
}  // namespace zeren
