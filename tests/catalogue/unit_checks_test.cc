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
using ::zeren::testing::SnapshotWith;

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

// --------------------------------------------------------
// unit_size

// Two full members and a cadet, one of the full ones a member twice, and a
// member of the unit below.
Records UnitOfThree() {
  Records records;
  records.units = {{.id = "a", .kind = "branch"},
                   {.id = "b", .kind = "group", .parent = "a"}};
  records.persons = {{.id = "p"}, {.id = "q"}, {.id = "r"}, {.id = "s"}};
  records.memberships = {
      {.person = "p", .unit = "a", .standing = "full"},
      {.person = "p", .unit = "a", .standing = "full", .home = false},
      {.person = "q", .unit = "a", .standing = "full"},
      {.person = "r", .unit = "a", .standing = "cadet"},
      {.person = "s", .unit = "b", .standing = "full"}};
  return records;
}

Profile WithStandings() {
  Profile profile;
  profile.open = true;
  profile.standings = {{.id = "full", .counts_as = {"all"}},
                       {.id = "cadet", .counts_as = {"all"}}};
  return profile;
}

std::vector<std::string> OfSize(Value::Record params) {
  params.emplace_back("unit_kind", "branch");
  return Found(SnapshotWith(UnitOfThree(), WithStandings()), "unit_size",
               std::move(params));
}

TEST(UnitSizeTest, FindsAUnitWithTooFewMembers) {
  EXPECT_THAT(OfSize({{"min", 4}}),
              ElementsAre(R"(unit:a {"members":3,"min":4,"max":null})"));
  EXPECT_THAT(OfSize({{"min", 3}}), IsEmpty());
}

TEST(UnitSizeTest, FindsAUnitWithTooManyMembers) {
  EXPECT_THAT(OfSize({{"max", 2}}),
              ElementsAre(R"(unit:a {"members":3,"min":null,"max":2})"));
  EXPECT_THAT(OfSize({{"max", 3}}), IsEmpty());
  EXPECT_THAT(OfSize({{"min", 3}, {"max", 3}}), IsEmpty());
}

TEST(UnitSizeTest, CountsOneHeadCountIfAsked) {
  EXPECT_THAT(OfSize({{"count", "full"}, {"min", 3}}),
              ElementsAre(R"(unit:a {"members":2,"min":3,"max":null})"));
  EXPECT_THAT(OfSize({{"count", "full"}, {"min", 2}}), IsEmpty());
}

TEST(UnitSizeTest, LooksAtOneKindOfUnitIfAsked) {
  const Snapshot snapshot = SnapshotWith(UnitOfThree(), WithStandings());
  EXPECT_THAT(
      Found(snapshot, "unit_size", {{"min", 2}, {"unit_kind", "group"}}),
      ElementsAre(R"(unit:b {"members":1,"min":2,"max":null})"));
  EXPECT_THAT(Found(snapshot, "unit_size", {{"min", 2}, {"unit_kind", "team"}}),
              IsEmpty());
}

TEST(UnitSizeTest, CountsWhoIsInForce) {
  Records records = UnitOfThree();
  records.persons[0].valid_to = Day(2026, 11, 22);
  EXPECT_THAT(Found(SnapshotOrDie(records), "unit_size",
                    {{"min", 3}, {"unit_kind", "branch"}}),
              ElementsAre(R"(unit:a {"members":2,"min":3,"max":null})"));
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 21)), "unit_size",
                    {{"min", 3}, {"unit_kind", "branch"}}),
              IsEmpty());
}

TEST(UnitSizeTest, SaysSo) {
  const Snapshot snapshot = SnapshotWith(UnitOfThree(), WithStandings());
  const Value::Record few = {
      {"unit_kind", "group"}, {"count", "full"}, {"min", 2}};
  EXPECT_THAT(Said(snapshot, "unit_size", "en", few),
              ElementsAre("unit:b has 1 member (full), fewer than 2"));
  EXPECT_THAT(Said(snapshot, "unit_size", "zh", few),
              ElementsAre("unit:b有1名成员（full），少于2名"));
  EXPECT_THAT(Said(snapshot, "unit_size", "en", {{"max", 2}}),
              ElementsAre("unit:a has 3 members, more than 2"));
  EXPECT_THAT(Said(snapshot, "unit_size", "zh", {{"max", 2}}),
              ElementsAre("unit:a有3名成员，多于2名"));
}

// --------------------------------------------------------
// coverage

// A ward and a site of three people each, the site with a safety group.
Records WardAndSite() {
  Records records;
  records.units = {{.id = "site", .kind = "site"},
                   {.id = "ward", .kind = "ward"},
                   {.id = "safety", .kind = "safety", .parent = "site"},
                   {.id = "team", .kind = "team", .parent = "ward"},
                   {.id = "deep", .kind = "safety", .parent = "team"}};
  records.persons = {{.id = "p"}};
  records.memberships = {{.person = "p", .unit = "ward"}};
  return records;
}

TEST(CoverageTest, FindsUnitsWithoutTheRequiredKindDirectlyBelow) {
  EXPECT_THAT(
      Found(SnapshotOrDie(WardAndSite()), "coverage", {{"requires", "team"}}),
      ElementsAre(R"(unit:deep {"requires":"team"})",
                  R"(unit:safety {"requires":"team"})",
                  R"(unit:site {"requires":"team"})",
                  R"(unit:team {"requires":"team"})"));
}

TEST(CoverageTest, LooksAtOneKindOfUnitIfAsked) {
  const Snapshot snapshot = SnapshotOrDie(WardAndSite());
  // What is further below does not count.
  EXPECT_THAT(Found(snapshot, "coverage",
                    {{"unit_kind", "ward"}, {"requires", "safety"}}),
              ElementsAre(R"(unit:ward {"requires":"safety"})"));
  EXPECT_THAT(Found(snapshot, "coverage",
                    {{"unit_kind", "site"}, {"requires", "safety"}}),
              IsEmpty());
}

TEST(CoverageTest, LooksAtUnitsThatMeetTheCondition) {
  const Snapshot snapshot = SnapshotOrDie(WardAndSite());
  const auto with_members = [&](int min) {
    return Found(
        snapshot, "coverage",
        {{"when", Value::Record{{"count", Value::Record{{"min", min}}}}},
         {"requires", "safety"}});
  };
  EXPECT_THAT(with_members(1),
              ElementsAre(R"(unit:ward {"requires":"safety"})"));
  EXPECT_THAT(with_members(2), IsEmpty());
}

TEST(CoverageTest, DoesNotCountWhatIsNotInForce) {
  Records records = WardAndSite();
  records.units[2].valid_to = Day(2026, 11, 22);
  const Value::Record params = {{"unit_kind", "site"}, {"requires", "safety"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "coverage", params),
              ElementsAre(R"(unit:site {"requires":"safety"})"));
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2026, 11, 21)), "coverage", params),
      IsEmpty());
}

TEST(CoverageTest, SaysSo) {
  const Snapshot snapshot = SnapshotOrDie(WardAndSite());
  const Value::Record params = {{"unit_kind", "ward"}, {"requires", "safety"}};
  EXPECT_THAT(
      Said(snapshot, "coverage", "en", params),
      ElementsAre("unit:ward has no unit of kind \"safety\" directly below"));
  EXPECT_THAT(Said(snapshot, "coverage", "zh", params),
              ElementsAre("unit:ward没有“safety”类的直接下级单位"));
}

}  // namespace
}  // namespace zeren
