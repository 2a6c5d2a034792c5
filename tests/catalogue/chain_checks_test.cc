#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::kDay;
using ::zeren::testing::ReportOf;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

using Nobody = BasicReportsTo<std::string>;

// Units "a" to "d" and posts "p" to "s", the first of each gone.
Records SomeUnitsAndPosts() {
  Records records;
  for (const char* id : {"a", "b", "c", "d"}) {
    records.units.push_back({.id = id, .kind = "unit"});
  }
  for (const char* id : {"p", "q", "r", "s"}) {
    records.posts.push_back({.id = id, .unit = "b", .kind = "clerk"});
  }
  records.units[0].valid_to = kDay;
  records.posts[0].valid_to = kDay;
  return records;
}

// --------------------------------------------------------
// superior_not_in_force

TEST(SuperiorNotInForceTest, FindsAParentThatIsGone) {
  Records records = SomeUnitsAndPosts();
  records.units[1].parent = "a";
  EXPECT_THAT(Found(SnapshotOrDie(records), "superior_not_in_force"),
              ElementsAre(R"(unit:b {"superiors":["unit:a"]})"));
  EXPECT_THAT(Found(SnapshotOrDie(records, kDay - 1), "superior_not_in_force"),
              IsEmpty());
}

TEST(SuperiorNotInForceTest, ListsEverySuchSuperiorOfAnyLineOnce) {
  Records records = SomeUnitsAndPosts();
  records.units.push_back({.id = "A", .kind = "unit", .valid_to = kDay});
  records.units[1].parent = "a";
  records.unit_lines = {{.child = "b", .parent = "a", .kind = "guidance"},
                        {.child = "b", .parent = "A", .kind = "guidance"},
                        {.child = "b", .parent = "ghost"},
                        {.child = "b", .parent = "c"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "superior_not_in_force"),
              ElementsAre(R"(unit:b {"superiors":["unit:A","unit:a"]})"));
  EXPECT_THAT(Said(snapshot, "superior_not_in_force", "en"),
              ElementsAre("unit:b answers to unit:A, unit:a, which does not "
                          "exist on this day"));
  EXPECT_THAT(Said(snapshot, "superior_not_in_force", "zh"),
              ElementsAre("unit:b的上级unit:A、unit:a当日不存在"));
}

TEST(SuperiorNotInForceTest, AsksReportsToOnlyWhereNoPrimaryLineIsStated) {
  Records records = SomeUnitsAndPosts();
  records.posts[1].reports_to = "p";
  EXPECT_THAT(Found(SnapshotOrDie(records), "superior_not_in_force"),
              ElementsAre(R"(post:q {"superiors":["post:p"]})"));
  records.reporting_lines = {
      {.post = "q", .reports_to = "r", .kind = "guidance"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "superior_not_in_force"),
              ElementsAre(R"(post:q {"superiors":["post:p"]})"));
  records.reporting_lines = {
      {.post = "q", .reports_to = "r", .kind = "primary"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "superior_not_in_force"),
              IsEmpty());
}

// ------------------------------------------------------------
// several_superiors

TEST(SeveralSuperiorsTest, FindsTwoParentsOnOneKindOfLine) {
  Records records = SomeUnitsAndPosts();
  records.units[3].parent = "c";
  records.unit_lines = {{.child = "d", .parent = "b", .kind = "primary"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Found(snapshot, "several_superiors"),
      ElementsAre(
          R"(unit:d {"superiors":["unit:b","unit:c"],"kind":"primary"})"));
  EXPECT_THAT(Said(snapshot, "several_superiors", "en"),
              ElementsAre("unit:d has several superiors at once on the primary "
                          "line: unit:b, unit:c"));
  EXPECT_THAT(Said(snapshot, "several_superiors", "zh"),
              ElementsAre("unit:d在主线上同时有多个上级：unit:b、unit:c"));
}

TEST(SeveralSuperiorsTest, IsContentWithDualLeadershipOnDifferentLines) {
  Records records = SomeUnitsAndPosts();
  records.units[3].parent = "c";
  records.unit_lines = {{.child = "d", .parent = "b", .kind = "guidance"},
                        {.child = "d", .parent = "c"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "several_superiors"), IsEmpty());
}

TEST(SeveralSuperiorsTest, CountsCandidatesOnly) {
  Records records = SomeUnitsAndPosts();
  records.units[3].parent = "c";
  records.unit_lines = {
      {.child = "d", .parent = "d"},
      {.child = "d", .parent = "ghost"},
      {.child = "d", .parent = "a"},
      {.child = "d", .parent = "b", .valid_to = Day(2020, 1, 1)}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "several_superiors"), IsEmpty());
}

TEST(SeveralSuperiorsTest, TellsOfEachKindOfLine) {
  Records records = SomeUnitsAndPosts();
  records.unit_lines = {{.child = "d", .parent = "b", .kind = "support"},
                        {.child = "d", .parent = "c", .kind = "support"},
                        {.child = "d", .parent = "b", .kind = "guidance"},
                        {.child = "d", .parent = "c", .kind = "guidance"}};
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "several_superiors"),
      ElementsAre(
          R"(unit:d {"superiors":["unit:b","unit:c"],"kind":"guidance"})",
          R"(unit:d {"superiors":["unit:b","unit:c"],"kind":"support"})"));
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "several_superiors", {{"kind", "support"}}),
      ElementsAre(
          R"(unit:d {"superiors":["unit:b","unit:c"],"kind":"support"})"));
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "several_superiors", {{"kind", "primary"}}),
      IsEmpty());
  records.unit_lines.push_back({.child = "d", .parent = "b"});
  records.unit_lines.push_back({.child = "d", .parent = "c"});
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "several_superiors", {{"kind", "primary"}}),
      ElementsAre(
          R"(unit:d {"superiors":["unit:b","unit:c"],"kind":"primary"})"));
}

TEST(SeveralSuperiorsTest, CountsNobodyAsASuperiorOfItsOwn) {
  Records records = SomeUnitsAndPosts();
  records.reporting_lines = {{.post = "q", .reports_to = "r"},
                             {.post = "q", .reports_to = Nobody::Nobody()}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Found(snapshot, "several_superiors"),
      ElementsAre(
          R"(post:q {"superiors":["nobody","post:r"],"kind":"primary"})"));
  EXPECT_THAT(Said(snapshot, "several_superiors", "zh"),
              ElementsAre("post:q在主线上同时有多个上级：无上级、post:r"));
}

// --------------------------------------------------------------
// reporting_cycle

TEST(ReportingCycleTest, FindsOneGapForEachCycleAtItsSmallestMember) {
  Records records;
  records.units = {{.id = "c", .kind = "unit", .parent = "a"},
                   {.id = "a", .kind = "unit", .parent = "b"},
                   {.id = "b", .kind = "unit", .parent = "c"},
                   {.id = "below", .kind = "unit", .parent = "c"},
                   {.id = "y", .kind = "unit", .parent = "x"},
                   {.id = "x", .kind = "unit", .parent = "y"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  const GapReport report = ReportOf(snapshot, "reporting_cycle");
  EXPECT_THAT(Found(snapshot, "reporting_cycle"),
              ElementsAre("unit:a", "unit:x"));
  const auto unit = [&](std::string_view id) {
    return Node(*snapshot.organization().FindId<UnitId>(id));
  };
  EXPECT_THAT(report.PathOf(report.gaps()[0]),
              ElementsAre(unit("a"), unit("b"), unit("c")));
  EXPECT_EQ(report.PathLengthOf(report.gaps()[0]), 3u);
  EXPECT_FALSE(report.complete());
  EXPECT_THAT(
      Said(snapshot, "reporting_cycle", "en"),
      ElementsAre("unit:a answers to itself by a circle of 3: unit:a -> "
                  "unit:b -> unit:c -> unit:a",
                  "unit:x answers to itself by a circle of 2: unit:x -> "
                  "unit:y -> unit:x"));
  EXPECT_THAT(
      Said(snapshot, "reporting_cycle", "zh"),
      ElementsAre("unit:a处于3个节点的上下级循环中：unit:a -> unit:b -> unit:c "
                  "-> unit:a",
                  "unit:x处于2个节点的上下级循环中：unit:x -> unit:y -> "
                  "unit:x"));
}

TEST(ReportingCycleTest, FindsCyclesOfPostsTasksAndDuties) {
  Records records;
  records.units = {{.id = "u", .kind = "unit"}};
  records.posts = {
      {.id = "p", .unit = "u", .kind = "clerk", .reports_to = "q"},
      {.id = "q", .unit = "u", .kind = "clerk", .reports_to = "p"}};
  records.tasks = {{.id = "s", .unit = "u", .parent = "t"},
                   {.id = "t", .unit = "u", .parent = "s"}};
  records.duties = {{.id = "d", .superior = "e"}, {.id = "e", .superior = "d"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "reporting_cycle"),
              ElementsAre("duty:d", "post:p", "task:s"));
  EXPECT_THAT(Found(snapshot, "reporting_cycle", {{"kind", "task"}}),
              ElementsAre("task:s"));
}

TEST(ReportingCycleTest, IsContentWithAUnitThatIsItsOwnParent) {
  Records records;
  records.units = {{.id = "a", .kind = "unit", .parent = "a"},
                   {.id = "b", .kind = "unit", .parent = "a"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "reporting_cycle"), IsEmpty());
  EXPECT_TRUE(ReportOf(snapshot, "reporting_cycle").complete());
}

TEST(ReportingCycleTest, SaysOnlyTheBeginningOfALongOne) {
  Records records;
  for (int i = 10; i < 30; ++i) {
    records.units.push_back({.id = std::to_string(i),
                             .kind = "unit",
                             .parent = std::to_string(i == 29 ? 10 : i + 1)});
  }
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Said(snapshot, "reporting_cycle", "en"),
      ElementsAre("unit:10 answers to itself by a circle of 20: unit:10 "
                  "-> unit:11 -> unit:12 -> unit:13 -> unit:14 -> ... "
                  "-> unit:10"));
  const GapReport report = ReportOf(snapshot, "reporting_cycle");
  EXPECT_THAT(report.PathOf(report.gaps()[0]), SizeIs(20));
}

// ------------------------------------------------------------------
// self_parent

TEST(SelfParentTest, FindsWhateverIsItsOwnSuperiorOnAnyLine) {
  Records records;
  records.units = {{.id = "a", .kind = "unit", .parent = "a"},
                   {.id = "b", .kind = "unit"},
                   {.id = "c", .kind = "unit", .parent = "b"}};
  records.unit_lines = {{.child = "b", .parent = "b", .kind = "guidance"}};
  records.posts = {
      {.id = "p", .unit = "a", .kind = "clerk", .reports_to = "p"},
      {.id = "q", .unit = "a", .kind = "clerk", .reports_to = "p"}};
  records.tasks = {{.id = "t", .unit = "a", .parent = "t"}};
  records.duties = {{.id = "d", .superior = "d"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "self_parent"),
              ElementsAre("duty:d", "post:p", "task:t", "unit:a", "unit:b"));
  EXPECT_EQ(Said(snapshot, "self_parent", "en")[0],
            "duty:d is written as its own superior");
  EXPECT_EQ(Said(snapshot, "self_parent", "zh")[0], "duty:d被写成自己的上级");
}

TEST(SelfParentTest, IsContentWithAReportsToThatIsNotUsed) {
  Records records;
  records.units = {{.id = "a", .kind = "unit"}};
  records.posts = {
      {.id = "p", .unit = "a", .kind = "clerk", .reports_to = "p"}};
  records.reporting_lines = {{.post = "p", .reports_to = Nobody::Nobody()}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "self_parent"), IsEmpty());
}

}  // namespace
}  // namespace zeren
