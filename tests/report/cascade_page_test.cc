// The page of a cascade.

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::SnapshotOrDie;
using ::testing::StartsWith;

// A school whose two departments have teams, and a plan of which the teams of
// department b have a part.
Records School() {
  Records records;
  records.units.push_back({.id = "school", .kind = "school"});
  records.units.push_back({.id = "a", .kind = "dept", .parent = "school"});
  records.units.push_back({.id = "b", .kind = "dept", .parent = "school"});
  records.units.push_back({.id = "a-1", .kind = "team", .parent = "a"});
  records.units.push_back({.id = "b-1", .kind = "team", .parent = "b"});
  records.posts.push_back({.id = "a-head", .unit = "a", .kind = "head"});
  records.tasks.push_back({.id = "plan", .unit = "school"});
  records.tasks.push_back({.id = "b-part", .unit = "b-1", .parent = "plan"});
  return records;
}

std::string CascadeText(std::string_view kind, const PageOptions& options) {
  const Snapshot today = SnapshotOrDie(School());
  const absl::StatusOr<Cascade> cascade = CascadeTask(
      today, today.organization().FindId<TaskId>("plan").value(), kind);
  EXPECT_TRUE(cascade.ok()) << cascade.status();
  return WriteText(MakePage(today, *cascade, options));
}

TEST(CascadePageTest, ListsTheProposedTasksAndWhoWouldBeAccountable) {
  EXPECT_EQ(CascadeText("team", {}),
            "How task:plan goes down to units of kind team on 2026-11-22\n"
            "\n"
            "unit  new task  part of  accountable   held by\n"
            "a     plan/a    plan     a-head        vacant\n"
            "a-1   plan/a-1  plan/a   no head post\n"
            "\n"
            "2 tasks are proposed, 1 without a head post, 1 unit has its part "
            "already.\n"
            "The answer is complete.\n");
}

TEST(CascadePageTest, WithoutProposalsThereIsNoTable) {
  EXPECT_THAT(CascadeText("school", {}),
              HasSubstr("on 2026-11-22\n\n0 tasks are proposed, "));
}

TEST(CascadePageTest, ChineseIsWrittenWhereItIsAskedFor) {
  EXPECT_THAT(
      CascadeText("team", {.language = "zh"}),
      AllOf(StartsWith("2026-11-22 task:plan逐级分解到“team”类单位\n"),
            HasSubstr("\n2 项任务待新增，1 项无负责岗位，1 个单位已有相应任务。"
                      "\n")));
}

}  // namespace
}  // namespace zeren
