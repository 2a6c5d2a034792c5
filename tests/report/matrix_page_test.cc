// The page of a responsibility matrix, in every format.

#include <string>
#include <utility>

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
using ::testing::StartsWith;

Text Both(std::string en, std::string zh) {
  return Text({{"zh", std::move(zh)}, {"en", std::move(en)}});
}

void Assign(Records& records, const char* work, Role role, const char* to) {
  records.assignments.push_back({.work = work, .role = role, .to = to});
}

// A branch whose secretary's post is vacant, below a school with a president;
// a plan of the branch with two parts.
Records Branch() {
  Records records;
  records.units.push_back({.id = "school", .kind = "unit"});
  records.units.push_back({.id = "branch",
                           .kind = "unit",
                           .name = Both("Branch 1", "第一支部"),
                           .parent = "school"});
  records.posts.push_back({.id = "president",
                           .unit = "school",
                           .kind = "head",
                           .title = Both("President", "校长")});
  records.posts.push_back({.id = "secretary",
                           .unit = "branch",
                           .kind = "head",
                           .title = Both("Secretary", "书记")});
  records.posts.push_back({.id = "clerk", .unit = "branch", .kind = "clerk"});
  records.persons.push_back({.id = "p-1", .name = Both("Li", "李")});
  records.persons.push_back({.id = "p-2", .name = Both("Wang", "王")});
  records.appointments.push_back({.person = "p-1", .post = "president"});
  records.appointments.push_back({.person = "p-2", .post = "clerk"});
  records.tasks.push_back(
      {.id = "plan", .title = Both("The plan", "计划"), .unit = "branch"});
  records.tasks.push_back({.id = "study", .unit = "branch", .parent = "plan"});
  records.tasks.push_back(
      {.id = "old", .unit = "branch", .cancelled = absl::CivilDay(2026, 1, 1)});
  Assign(records, "task:plan", Role::kAccountable, "post:secretary");
  Assign(records, "task:plan", Role::kOversight, "post:president");
  Assign(records, "task:study", Role::kAccountable, "post:clerk");
  Assign(records, "task:study", Role::kResponsible, "post:clerk");
  Assign(records, "task:study", Role::kConsulted, "person:p-1");
  return records;
}

Page MatrixPageOf(const Records& records, const PageOptions& options = {}) {
  const Snapshot today = SnapshotOrDie(records);
  const absl::StatusOr<ResponsibilityMatrix> matrix =
      MatrixOf(today, today.organization().FindId<UnitId>("branch").value());
  EXPECT_TRUE(matrix.ok()) << matrix.status();
  return MakePage(today, *matrix, options);
}

TEST(MatrixPageTest, TextHasNumberedColumnsAndSaysWhoTheyAre) {
  EXPECT_EQ(
      WriteText(MatrixPageOf(Branch())),
      "Responsibility matrix of Branch 1 (unit:branch) on 2026-11-22\n"
      "\n"
      "work      1   2    3          node\n"
      "The plan  A?       (A) (R) O  task:plan\n"
      "└─ study      A R  C O        task:study\n"
      "\n"
      "Posts\n"
      "   post or person  held by  unit      node\n"
      "1  Secretary       vacant   Branch 1  post:secretary\n"
      "2  clerk           Wang     Branch 1  post:clerk\n"
      "3  President       Li       school    post:president\n"
      "\n"
      "A accountable, R responsible, S support, C consulted, I informed, O "
      "oversight. In brackets: answers for who is assigned, or because nobody "
      "is. With a question mark: assigned, and does not answer.\n"
      "2 pieces of work, 0 with nobody accountable, 0 with several "
      "accountable.\n"
      "1 task is done or cancelled and is not shown.\n"
      "The answer is complete.\n");
}

TEST(MatrixPageTest, ChineseIsWrittenWhereItIsAskedFor) {
  EXPECT_THAT(
      WriteText(MatrixPageOf(Branch(), {.language = "zh"})),
      AllOf(StartsWith("2026-11-22 第一支部（unit:branch）的责任分配矩阵\n"),
            HasSubstr("\n岗位\n"), HasSubstr("1  书记        空缺  第一支部"),
            HasSubstr("\nA 负责，R 执行，S 支持，C 咨询，I 知会，O 监督。"),
            HasSubstr("\n2 项工作，0 项无人负责，0 项多方负责。\n"),
            HasSubstr("\n1 项已完成或取消的任务未列出。\n")));
}

TEST(MatrixPageTest, MarkdownNamesThePostsAboveTheirColumns) {
  EXPECT_THAT(
      WriteMarkdown(MatrixPageOf(Branch())),
      AllOf(StartsWith("# Responsibility matrix of Branch 1 (unit:branch) on "
                       "2026-11-22\n\n"),
            HasSubstr("| work | Secretary (post:secretary), vacant | "
                      "post:clerk | President (post:president) | node |\n"
                      "| --- | --- | --- | --- | --- |\n"
                      "| The plan | **A?** | | (A) (R) **O** | task:plan |\n"
                      "| &emsp;study | | **A** **R** | **C** **O** | "
                      "task:study |\n"),
            HasSubstr("\n## Posts\n\n|")));
}

TEST(MatrixPageTest, CsvHasTheMatrixAsItsFirstTable) {
  EXPECT_EQ(WriteCsv(MatrixPageOf(Branch()), {.table = 0}),
            "depth,work,\"Secretary (post:secretary), vacant\",post:clerk,"
            "President (post:president),node\r\n"
            "0,The plan,A?,,(A) (R) O,task:plan\r\n"
            "1,study,,A R,C O,task:study\r\n");
}

TEST(MatrixPageTest, RowsThatBreakTheRulesSaySo) {
  Records records = Branch();
  Assign(records, "task:study", Role::kAccountable, "post:secretary");
  records.duties.push_back({.id = "duty", .bearer = {"post:secretary"}});
  records.appointments.clear();
  EXPECT_THAT(
      WriteText(MatrixPageOf(records)),
      AllOf(HasSubstr("remarks"),
            HasSubstr("nobody accountable; nobody responsible  "),
            HasSubstr("nobody accountable; 2 accountable; nobody responsible"),
            HasSubstr("\n3 pieces of work, 3 with nobody accountable, 1 with "
                      "several accountable.\n")));
}

TEST(MatrixPageTest, AUnitWithoutWorkShowsItsPosts) {
  Records records = Branch();
  records.tasks.clear();
  records.assignments.clear();
  EXPECT_THAT(
      WriteText(MatrixPageOf(records)),
      AllOf(HasSubstr("\nPosts\n"), Not(HasSubstr("oversight")),
            HasSubstr("\n0 pieces of work, 0 with nobody accountable, ")));
}

TEST(MatrixPageTest, ANameThatIsAFormulaStaysText) {
  Records records = Branch();
  records.tasks[0].title = Text("=HYPERLINK(1)");
  EXPECT_THAT(WriteCsv(MatrixPageOf(records)),
              HasSubstr("\r\n0,'=HYPERLINK(1),A?,"));
}

}  // namespace
}  // namespace zeren
