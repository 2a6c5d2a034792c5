#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::ReportOf;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

// A committee, two branches, and a group below one of them. The plan goes to
// every branch.
Records Committee() {
  Records records;
  records.units = {{.id = "committee", .kind = "committee"},
                   {.id = "b1", .kind = "branch", .parent = "committee"},
                   {.id = "b2", .kind = "branch", .parent = "committee"},
                   {.id = "g1", .kind = "group", .parent = "b1"}};
  records.tasks = {{.id = "plan", .unit = "committee", .cascade = "branch"}};
  return records;
}

TEST(NotCascadedTest, FindsUnitsOfTheKindWithoutAPart) {
  Records records = Committee();
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "not_cascaded"),
              ElementsAre(R"(task:plan {"unit_kind":"branch","lacking":2,)"
                          R"("units":["unit:b1","unit:b2"]})"));
  EXPECT_THAT(Said(snapshot, "not_cascaded", "en"),
              ElementsAre("task:plan has not been taken down to 2 units of the "
                          "kind \"branch\" below it: unit:b1, unit:b2"));
  EXPECT_THAT(Said(snapshot, "not_cascaded", "zh"),
              ElementsAre("task:plan尚未分解到2个“branch”类下级单位："
                          "unit:b1、unit:b2"));
  records.tasks.push_back({.id = "t1", .unit = "b1", .parent = "plan"});
  records.tasks.push_back({.id = "t2", .unit = "b2", .parent = "t1"});
  EXPECT_THAT(Found(SnapshotOrDie(records), "not_cascaded"), IsEmpty());
}

TEST(NotCascadedTest, CountsNoPartThatIsCancelledOrElsewhere) {
  Records records = Committee();
  records.tasks.push_back({.id = "t1",
                           .unit = "committee",
                           .parent = "plan",
                           .cancelled = Day(2026, 11, 1)});
  records.tasks.push_back({.id = "t2", .unit = "b2", .parent = "t1"});
  records.tasks.push_back({.id = "t3", .unit = "b1"});
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 10, 31)), "not_cascaded"),
              ElementsAre(R"(task:plan {"unit_kind":"branch","lacking":1,)"
                          R"("units":["unit:b1"]})"));
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 1)), "not_cascaded"),
              ElementsAre(R"(task:plan {"unit_kind":"branch","lacking":2,)"
                          R"("units":["unit:b1","unit:b2"]})"));
}

TEST(NotCascadedTest, AsksForNothingAtTheUnitItselfOrAbove) {
  Records records = Committee();
  records.tasks[0].unit = "b2";
  EXPECT_THAT(Found(SnapshotOrDie(records), "not_cascaded"), IsEmpty());
  records.tasks[0].unit = "b1";
  records.tasks[0].cascade = "group";
  EXPECT_THAT(Found(SnapshotOrDie(records), "not_cascaded"),
              ElementsAre(R"(task:plan {"unit_kind":"group","lacking":1,)"
                          R"("units":["unit:g1"]})"));
}

TEST(NotCascadedTest, LooksAtOpenTasksOnly) {
  Records records = Committee();
  records.tasks[0].start = Day(2027, 1, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records), "not_cascaded"), IsEmpty());
  records.tasks[0].start = std::nullopt;
  records.progress = {{.task = "plan", .day = Day(2026, 1, 1), .done = 1}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "not_cascaded"), IsEmpty());
}

TEST(NotCascadedTest, CountsAllAndListsTheFirstHundred) {
  Records records = Committee();
  for (int i = 0; i < 200; ++i) {
    records.units.push_back({.id = "x" + std::to_string(1000 + i),
                             .kind = "branch",
                             .parent = "committee"});
  }
  const GapReport report = ReportOf(SnapshotOrDie(records), "not_cascaded");
  ASSERT_EQ(report.gaps().size(), 1u);
  const Value& value = report.gaps()[0].detection.value;
  EXPECT_EQ(*value.Find("lacking"), Value(202));
  EXPECT_EQ(value.Find("units")->AsList()->size(), 100u);
  EXPECT_EQ(value.Find("units")->AsList()->back(), Value("unit:x1097"));
  EXPECT_THAT(report.MessageOf(report.gaps()[0]).In("en"),
              AllOf(HasSubstr("down to 202 units"), EndsWith("and 197 more")));
  EXPECT_THAT(report.MessageOf(report.gaps()[0]).In("zh"), EndsWith("等202个"));
}

}  // namespace
}  // namespace zeren
