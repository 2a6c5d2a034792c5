#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

// -----------------------------------------------------------------
// head_missing

TEST(HeadMissingTest, FindsAUnitWithoutAHeadPost) {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.posts = {{.id = "clerk", .unit = "school", .kind = "clerk"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "head_missing"),
              ElementsAre("unit:school"));
}

TEST(HeadMissingTest, IsContentWithAVacantHeadPost) {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.posts = {{.id = "rector", .unit = "school", .kind = "head"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "head_missing"), IsEmpty());
}

TEST(HeadMissingTest, CountsTwoPostsOfAHeadKindAsNone) {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.posts = {{.id = "rector", .unit = "school", .kind = "head"},
                   {.id = "second", .unit = "school", .kind = "head"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "head_missing"),
              ElementsAre("unit:school"));
  records.units[0].head = "second";
  EXPECT_THAT(Found(SnapshotOrDie(records), "head_missing"), IsEmpty());
}

TEST(HeadMissingTest, LooksAtOneKindOfUnitIfAsked) {
  Records records;
  records.units = {{.id = "a", .kind = "branch"}, {.id = "b", .kind = "group"}};
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "head_missing", {{"unit_kind", "group"}}),
      ElementsAre("unit:b"));
}

TEST(HeadMissingTest, DoesNotLookAtADissolvedUnit) {
  Records records;
  records.units = {
      {.id = "a", .kind = "branch", .valid_to = Day(2026, 11, 22)}};
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 21)), "head_missing"),
              ElementsAre("unit:a"));
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 22)), "head_missing"),
              IsEmpty());
}

TEST(HeadMissingTest, SaysSo) {
  Records records;
  records.units = {{.id = "a",
                    .kind = "branch",
                    .name = Text(std::vector<Text::Translation>{
                        {"en", "First branch"}, {"zh", "第一支部"}})},
                   {.id = "b", .kind = "branch"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Said(snapshot, "head_missing", "en"),
              ElementsAre("unit \"First branch\" (unit:a) has no head post",
                          "unit:b has no head post"));
  EXPECT_THAT(Said(snapshot, "head_missing", "zh"),
              ElementsAre("单位“第一支部”（unit:a）没有负责人岗位",
                          "unit:b没有负责人岗位"));
}

// -------------------------------------------------------------------
// unit_empty

// A unit with one post that nobody holds.
Records EmptyUnit() {
  Records records;
  records.units = {{.id = "a", .kind = "branch"}};
  records.posts = {{.id = "head", .unit = "a", .kind = "head"}};
  records.persons = {{.id = "p"}};
  return records;
}

TEST(UnitEmptyTest, FindsAUnitWithNobodyInIt) {
  EXPECT_THAT(Found(SnapshotOrDie(EmptyUnit()), "unit_empty"),
              ElementsAre("unit:a"));
}

TEST(UnitEmptyTest, IsContentWithAMember) {
  Records records = EmptyUnit();
  records.memberships = {{.person = "p", .unit = "a", .home = false}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unit_empty"), IsEmpty());
}

TEST(UnitEmptyTest, IsContentWithAUnitBelow) {
  Records records = EmptyUnit();
  records.units.push_back({.id = "b", .kind = "group", .parent = "a"});
  EXPECT_THAT(Found(SnapshotOrDie(records), "unit_empty"),
              ElementsAre("unit:b"));
}

TEST(UnitEmptyTest, IsContentWithAFilledPostWhoeverFillsIt) {
  Records records = EmptyUnit();
  records.appointments = {
      {.person = std::nullopt, .post = "head", .undisclosed = true}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unit_empty"), IsEmpty());
  records.appointments = {
      {.person = "p", .post = "head", .mode = AppointmentMode::kActing}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unit_empty"), IsEmpty());
  records.absences = {{.person = "p"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unit_empty"), IsEmpty());
}

TEST(UnitEmptyTest, CountsUnitsBelowAfterCyclesAreCut) {
  Records records;
  records.units = {{.id = "a", .kind = "branch", .parent = "b"},
                   {.id = "b", .kind = "branch", .parent = "a"}};
  // Cut above "a": "b" is below it and has nothing below itself.
  EXPECT_THAT(Found(SnapshotOrDie(records), "unit_empty"),
              ElementsAre("unit:b"));
}

TEST(UnitEmptyTest, SaysSo) {
  const Snapshot snapshot = SnapshotOrDie(EmptyUnit());
  EXPECT_THAT(
      Said(snapshot, "unit_empty", "en"),
      ElementsAre(
          "unit:a is empty: no members, no units below, and no post filled"));
  EXPECT_THAT(
      Said(snapshot, "unit_empty", "zh"),
      ElementsAre("unit:a是空的：没有成员，没有下级单位，岗位全部空缺"));
}

}  // namespace
}  // namespace zeren
