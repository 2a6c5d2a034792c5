#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::ReportOf;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

Records TwoUnits() {
  Records records;
  records.units = {{.id = "a", .kind = "unit"}, {.id = "b", .kind = "unit"}};
  records.persons = {{.id = "ann"}};
  return records;
}

// -----------------------------------------------------------
// membership_overlap

TEST(MembershipOverlapTest, FindsTwoMembershipsInOneUnitAtOnce) {
  Records records = TwoUnits();
  records.memberships = {
      {.person = "ann", .unit = "a", .valid_to = Day(2024, 7, 1)},
      {.person = "ann", .unit = "a", .valid_from = Day(2024, 6, 30)}};
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2024, 6, 30)), "membership_overlap"),
      ElementsAre(R"(person:ann {"unit":"unit:a","count":2})"));
  // On the day of a transfer one has ended and the other begun.
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2024, 7, 1)), "membership_overlap"),
      IsEmpty());
}

TEST(MembershipOverlapTest, FindsOneGapForEachUnit) {
  Records records = TwoUnits();
  records.memberships = {{.person = "ann", .unit = "b"},
                         {.person = "ann", .unit = "b", .home = false},
                         {.person = "ann", .unit = "a"},
                         {.person = "ann", .unit = "a", .standing = "full"},
                         {.person = "ann", .unit = "b", .standing = "full"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "membership_overlap"),
              ElementsAre(R"(person:ann {"unit":"unit:a","count":2})",
                          R"(person:ann {"unit":"unit:b","count":3})"));
  EXPECT_EQ(ReportOf(snapshot, "membership_overlap").gaps()[0].detection.key,
            "a");
  EXPECT_THAT(Said(snapshot, "membership_overlap", "en"),
              ElementsAre("person:ann has 2 memberships in unit:a at once",
                          "person:ann has 3 memberships in unit:b at once"));
  EXPECT_THAT(Said(snapshot, "membership_overlap", "zh"),
              ElementsAre("person:ann同时在unit:a有2条成员记录",
                          "person:ann同时在unit:b有3条成员记录"));
}

// ---------------------------------------------------------------
// two_home_units

TEST(TwoHomeUnitsTest, FindsDifferentHomes) {
  Records records = TwoUnits();
  records.memberships = {{.person = "ann", .unit = "b"},
                         {.person = "ann", .unit = "a", .home = true}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "two_home_units"),
              ElementsAre(R"(person:ann {"units":["unit:a","unit:b"]})"));
  EXPECT_THAT(
      Said(snapshot, "two_home_units", "en"),
      ElementsAre("person:ann has more than one home unit: unit:a, unit:b"));
  EXPECT_THAT(Said(snapshot, "two_home_units", "zh"),
              ElementsAre("person:ann有不止一个所属单位：unit:a、unit:b"));
}

TEST(TwoHomeUnitsTest, IsContentWithOneHomeHoweverOften) {
  Records records = TwoUnits();
  records.memberships = {{.person = "ann", .unit = "a"},
                         {.person = "ann", .unit = "a", .standing = "full"},
                         {.person = "ann", .unit = "b", .home = false}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "two_home_units"), IsEmpty());
}

// -------------------------------------------------------------
// no_home_unit

TEST(NoHomeUnitTest, FindsMembershipsOfWhichNoneIsAHome) {
  Records records = TwoUnits();
  records.memberships = {
      {.person = "ann", .unit = "b", .home = false},
      {.person = "ann", .unit = "a", .standing = "full", .home = false},
      {.person = "ann", .unit = "a", .home = false}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "no_home_unit"),
              ElementsAre(R"(person:ann {"units":["unit:a","unit:b"]})"));
  EXPECT_THAT(Said(snapshot, "no_home_unit", "en"),
              ElementsAre("person:ann is a member, but none of the units is "
                          "the home: unit:a, unit:b"));
  EXPECT_THAT(
      Said(snapshot, "no_home_unit", "zh"),
      ElementsAre("person:ann是成员，但没有一个是所属单位：unit:a、unit:b"));
}

TEST(NoHomeUnitTest, IsContentWithAHomeOrWithoutAnyMembership) {
  Records records = TwoUnits();
  EXPECT_THAT(Found(SnapshotOrDie(records), "no_home_unit"), IsEmpty());
  // A membership that does not say so is a home.
  records.memberships = {{.person = "ann", .unit = "b", .home = false},
                         {.person = "ann",
                          .unit = "a",
                          .valid_from = Day(2024, 1, 1),
                          .valid_to = Day(2024, 7, 1)}};
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 6, 30)), "no_home_unit"),
              IsEmpty());
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 7, 1)), "no_home_unit"),
              ElementsAre(R"(person:ann {"units":["unit:b"]})"));
}

// --------------------------------------------------------------
// unplaced_person

TEST(UnplacedPersonTest, FindsWhoNeverHadAPlace) {
  EXPECT_THAT(Found(SnapshotOrDie(TwoUnits()), "unplaced_person"),
              ElementsAre("person:ann"));
}

TEST(UnplacedPersonTest, IsContentWithAMembershipOrAPost) {
  Records records = TwoUnits();
  records.memberships = {{.person = "ann", .unit = "a", .home = false}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unplaced_person"), IsEmpty());
  records.memberships.clear();
  records.posts = {{.id = "clerk", .unit = "a", .kind = "clerk"}};
  records.appointments = {{.person = "ann", .post = "clerk"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unplaced_person"), IsEmpty());
}

TEST(UnplacedPersonTest, TakesAnUndatedPersonWithoutAPlaceAsGone) {
  Records records = TwoUnits();
  records.memberships = {{.person = "ann",
                          .unit = "a",
                          .valid_from = Day(2024, 1, 1),
                          .valid_to = Day(2024, 7, 1)}};
  // Before the first place there was none, after it she has left.
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2023, 12, 31)), "unplaced_person"),
      ElementsAre("person:ann"));
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 7, 1)), "unplaced_person"),
              IsEmpty());
  records.persons[0].valid_from = Day(2020, 1, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 7, 1)), "unplaced_person"),
              ElementsAre("person:ann"));
}

TEST(UnplacedPersonTest, CountsPlacesThatTheDocumentLacksAsHistory) {
  Records records = TwoUnits();
  records.memberships = {{.person = "ann", .unit = "ghost"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unplaced_person"), IsEmpty());
  records.memberships = {
      {.person = "ann", .unit = "a", .valid_to = Until::Unknown()}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unplaced_person"), IsEmpty());
  records.memberships.clear();
  records.appointments = {{.person = "ann", .post = "ghost"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "unplaced_person"), IsEmpty());
}

TEST(UnplacedPersonTest, SaysSo) {
  const Snapshot snapshot = SnapshotOrDie(TwoUnits());
  EXPECT_THAT(Said(snapshot, "unplaced_person", "en"),
              ElementsAre("person:ann is in no unit and holds no post"));
  EXPECT_THAT(Said(snapshot, "unplaced_person", "zh"),
              ElementsAre("person:ann不在任何单位，也没有担任任何岗位"));
}

}  // namespace
}  // namespace zeren
