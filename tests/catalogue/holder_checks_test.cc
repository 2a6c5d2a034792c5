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
using ::zeren::testing::ReportOf;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

// Ann is a member of the branch of a school, and its secretary.
Records OneHolder() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "branch", .kind = "branch", .parent = "school"}};
  records.posts = {{.id = "secretary", .unit = "branch", .kind = "secretary"}};
  records.persons = {{.id = "ann"}, {.id = "bob"}};
  records.memberships = {{.person = "ann",
                          .unit = "branch",
                          .standing = "full",
                          .valid_from = Day(2020, 3, 10)}};
  records.appointments = {{.person = "ann", .post = "secretary"}};
  return records;
}

// -----------------------------------------------------------
// ineligible_holder

std::vector<std::string> Ineligible(const Records& records, absl::CivilDay day,
                                    Value::Record params) {
  return Found(SnapshotOrDie(records, day), "ineligible_holder",
               std::move(params));
}

TEST(IneligibleHolderTest, FindsAHolderWithNoneOfTheStandings) {
  Records records = OneHolder();
  const Value::Record full = {{"standing", "full"}};
  EXPECT_THAT(Ineligible(records, Day(2024, 1, 1), full), IsEmpty());
  EXPECT_THAT(Ineligible(records, Day(2024, 1, 1),
                         {{"standing", Value::List{"voting", "full"}}}),
              IsEmpty());
  records.memberships[0].standing = "probationary";
  EXPECT_THAT(
      Ineligible(records, Day(2024, 1, 1), full),
      ElementsAre(
          R"(post:secretary {"person":"person:ann","standings":["probationary"]})"));
  // The standing may be had in any unit, but on this day.
  records.memberships.push_back({.person = "ann",
                                 .unit = "school",
                                 .standing = "full",
                                 .valid_from = Day(2024, 1, 1)});
  EXPECT_THAT(Ineligible(records, Day(2024, 1, 1), full), IsEmpty());
  EXPECT_THAT(Ineligible(records, Day(2023, 12, 31), full), SizeIs(1));
  records.memberships.clear();
  EXPECT_THAT(
      Ineligible(records, Day(2024, 1, 1), full),
      ElementsAre(R"(post:secretary {"person":"person:ann","standings":[]})"));
}

TEST(IneligibleHolderTest, FindsAHolderWhoIsTooYoung) {
  Records records = OneHolder();
  const Value::Record adult = {{"min_age", 18}};
  // An age that nobody knows will do.
  EXPECT_THAT(Ineligible(records, Day(2024, 2, 28), adult), IsEmpty());
  records.persons[0].birth_date = Day(2006, 3, 1);
  EXPECT_THAT(
      Ineligible(records, Day(2024, 2, 29), adult),
      ElementsAre(R"(post:secretary {"person":"person:ann","age":17})"));
  EXPECT_THAT(Ineligible(records, Day(2024, 3, 1), adult), IsEmpty());
}

TEST(IneligibleHolderTest, FindsAHolderWhoHasNotBeenAMemberForLongEnough) {
  Records records = OneHolder();
  const Value::Record three = {{"min_years", 3}};
  EXPECT_THAT(
      Ineligible(records, Day(2023, 3, 9), three),
      ElementsAre(R"(post:secretary {"person":"person:ann","years":2})"));
  EXPECT_THAT(Ineligible(records, Day(2023, 3, 10), three), IsEmpty());
  // It counts from the first membership, of whatever unit.
  records.memberships.push_back({.person = "ann",
                                 .unit = "school",
                                 .valid_from = Day(2015, 1, 1),
                                 .valid_to = Until::Unknown()});
  EXPECT_THAT(Ineligible(records, Day(2023, 3, 9), three), IsEmpty());
}

TEST(IneligibleHolderTest, TakesNoMembershipAsNoYearsAndAnUnknownStartAsMany) {
  Records records = OneHolder();
  const Value::Record three = {{"min_years", 3}};
  EXPECT_THAT(
      Ineligible(records, Day(2020, 3, 9), three),
      ElementsAre(R"(post:secretary {"person":"person:ann","years":null})"));
  records.memberships[0].valid_from.reset();
  EXPECT_THAT(Ineligible(records, Day(2020, 3, 9), three), IsEmpty());
  records.memberships[0].unit = "ghost";
  EXPECT_THAT(Ineligible(records, Day(2020, 3, 9), three), SizeIs(1));
}

TEST(IneligibleHolderTest, FindsOneGapForEachHolderAndNoneForWithheldNames) {
  Records records = OneHolder();
  records.memberships.clear();
  records.appointments.push_back({.person = "bob", .post = "secretary"});
  records.appointments.push_back(
      {.person = "bob", .post = "secretary", .mode = AppointmentMode::kActing});
  records.appointments.push_back(
      {.person = std::nullopt, .post = "secretary", .undisclosed = true});
  const GapReport report =
      ReportOf(SnapshotOrDie(records), "ineligible_holder", {{"min_years", 1}});
  ASSERT_THAT(report.gaps(), SizeIs(2));
  EXPECT_EQ(report.gaps()[0].detection.key, "ann");
  EXPECT_EQ(report.gaps()[1].detection.key, "bob");
}

TEST(IneligibleHolderTest, SaysAllThatFails) {
  Records records = OneHolder();
  records.persons[0].birth_date = Day(2006, 3, 1);
  const auto said = [&](Value::Record params, const char* language) {
    return Said(SnapshotOrDie(records, Day(2021, 3, 10)), "ineligible_holder",
                language, std::move(params));
  };
  const Value::Record all = {{"standing", Value::List{"voting", "honorary"}},
                             {"min_age", 18},
                             {"min_years", 3}};
  EXPECT_THAT(
      said(all, "en"),
      ElementsAre("person:ann, who holds post:secretary, is not of standing "
                  "\"voting\" or \"honorary\", is 15 years old, under 18, and "
                  "has been a member for 1 year, under 3"));
  EXPECT_THAT(
      said(all, "zh"),
      ElementsAre("person:ann担任post:secretary，身份不是“voting”或“"
                  "honorary”，年龄15岁，不足18岁，成员年限1年，不足3年"));
  EXPECT_THAT(said({{"min_age", 16}}, "en"),
              ElementsAre("person:ann, who holds post:secretary, is 15 years "
                          "old, under 16"));
  records.memberships.clear();
  EXPECT_THAT(said({{"min_years", 2}}, "en"),
              ElementsAre("person:ann, who holds post:secretary, has never "
                          "been a member, and 2 years are asked"));
  EXPECT_THAT(
      said({{"min_years", 2}}, "zh"),
      ElementsAre("person:ann担任post:secretary，从未是成员，要求满2年"));
}

// --------------------------------------------------------
// holder_outside_unit

TEST(HolderOutsideUnitTest, FindsAHolderWhoIsNoMember) {
  Records records = OneHolder();
  records.appointments.push_back({.person = "bob", .post = "secretary"});
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Found(snapshot, "holder_outside_unit"),
      ElementsAre(
          R"(post:secretary {"person":"person:bob","unit":"unit:branch"})"));
  EXPECT_EQ(ReportOf(snapshot, "holder_outside_unit").gaps()[0].detection.key,
            "bob");
}

TEST(HolderOutsideUnitTest, TakesMembersOfUnitsBelowAndNotOfThoseAbove) {
  Records records = OneHolder();
  records.posts[0].unit = "school";
  EXPECT_THAT(Found(SnapshotOrDie(records), "holder_outside_unit"), IsEmpty());
  records.posts[0].unit = "branch";
  records.memberships[0].unit = "school";
  EXPECT_THAT(Found(SnapshotOrDie(records), "holder_outside_unit"), SizeIs(1));
}

TEST(HolderOutsideUnitTest, LooksAtTheDay) {
  Records records = OneHolder();
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2020, 3, 9)), "holder_outside_unit"),
      SizeIs(1));
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2020, 3, 10)), "holder_outside_unit"),
      IsEmpty());
}

TEST(HolderOutsideUnitTest, AsksNothingOfWithheldNamesAndPostsInNoUnit) {
  Records records = OneHolder();
  records.appointments = {
      {.person = std::nullopt, .post = "secretary", .undisclosed = true}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "holder_outside_unit"), IsEmpty());
  records.appointments = {{.person = "bob", .post = "secretary"}};
  records.posts[0].unit = "ghost";
  EXPECT_THAT(Found(SnapshotOrDie(records), "holder_outside_unit"), IsEmpty());
}

TEST(HolderOutsideUnitTest, SaysSo) {
  Records records = OneHolder();
  records.memberships.clear();
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Said(snapshot, "holder_outside_unit", "en"),
              ElementsAre("person:ann holds post:secretary and is no member of "
                          "unit:branch or of a unit below it"));
  EXPECT_THAT(Said(snapshot, "holder_outside_unit", "zh"),
              ElementsAre("person:ann担任post:secretary，却不是unit:branch及其"
                          "下级单位的成员"));
}

}  // namespace
}  // namespace zeren
