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
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

using Subject = BasicNodeRef<std::string>;

// A unit and four members, who always were.
Records Team() {
  Records records;
  records.units = {{.id = "team", .kind = "team"},
                   {.id = "below", .kind = "team", .parent = "team"}};
  for (const char* id : {"ann", "bob", "cid", "dee"}) {
    records.persons.push_back({.id = id});
    records.memberships.push_back({.person = id, .unit = "team"});
  }
  return records;
}

std::vector<std::string> Unbalanced(const Records& records, absl::CivilDay day,
                                    const char* measure, Value::Record range) {
  range.emplace_back("measure", measure);
  return Found(SnapshotOrDie(records, day), "team_balance", range);
}

// ------------------------------------------------------------- age

TEST(TeamBalanceTest, FindsATeamThatIsTooOldOrTooYoung) {
  Records records = Team();
  records.persons[0].birth_date = Day(1984, 7, 1);
  records.persons[1].birth_date = Day(1990, 1, 1);
  // 39 and 34; the ages of the others are not known.
  const absl::CivilDay day = Day(2024, 6, 30);
  EXPECT_THAT(
      Unbalanced(records, day, "age", {{"max", 36}}),
      ElementsAre(
          R"(unit:team {"measure":"age","value":36.5,"persons":2,"min":null,"max":36.0})"));
  EXPECT_THAT(Unbalanced(records, day, "age", {{"max", 36.5}}), IsEmpty());
  EXPECT_THAT(Unbalanced(records, day, "age", {{"min", 36.5}}), IsEmpty());
  EXPECT_THAT(
      Unbalanced(records, day, "age", {{"min", 37}, {"max", 50}}),
      ElementsAre(
          R"(unit:team {"measure":"age","value":36.5,"persons":2,"min":37.0,"max":50.0})"));
  EXPECT_THAT(Unbalanced(records, day + 1, "age", {{"min", 37}}), IsEmpty());
}

TEST(TeamBalanceTest, SaysNothingOfAgesThatNobodyKnows) {
  EXPECT_THAT(Unbalanced(Team(), Day(2024, 1, 1), "age", {{"min", 100}}),
              IsEmpty());
}

TEST(TeamBalanceTest, CountsEachMemberOfTheUnitItselfOnce) {
  Records records = Team();
  for (int i = 0; i < 3; ++i) {
    records.persons[i].birth_date = Day(1990 - 10 * i, 1, 1);
  }
  records.memberships[2].unit = "below";
  records.memberships.push_back({.person = "ann", .unit = "team"});
  EXPECT_THAT(
      Unbalanced(records, Day(2024, 1, 1), "age", {{"min", 40}}),
      ElementsAre(
          R"(unit:team {"measure":"age","value":39.0,"persons":2,"min":40.0,"max":null})"));
}

// -------------------------------------------------------- turnover

TEST(TeamBalanceTest, FindsMembersWhoCameOrWentWithinAYear) {
  Records records = Team();
  records.memberships[0].valid_to = Day(2024, 1, 1);
  records.memberships[1].valid_from = Day(2024, 3, 1);
  const Value::Record quarter = {{"max", 0.25}};
  EXPECT_THAT(
      Unbalanced(records, Day(2024, 3, 1), "turnover", quarter),
      ElementsAre(
          R"(unit:team {"measure":"turnover","value":0.5,"persons":4,"min":null,"max":0.25})"));
  EXPECT_THAT(
      Unbalanced(records, Day(2024, 2, 29), "turnover", quarter),
      ElementsAre(
          R"(unit:team {"measure":"turnover","value":0.3333333333333333,"persons":3,"min":null,"max":0.25})"));
  // 365 days after she went, she is no more counted.
  EXPECT_THAT(Unbalanced(records, Day(2024, 12, 30), "turnover", quarter),
              SizeIs(1));
  EXPECT_THAT(
      Unbalanced(records, Day(2024, 12, 31), "turnover", {{"max", 0.3}}),
      ElementsAre(
          R"(unit:team {"measure":"turnover","value":0.3333333333333333,"persons":3,"min":null,"max":0.3})"));
  EXPECT_THAT(Unbalanced(records, Day(2025, 2, 28), "turnover", {{"max", 0.3}}),
              SizeIs(1));
  EXPECT_THAT(Unbalanced(records, Day(2025, 3, 1), "turnover", {{"max", 0.3}}),
              IsEmpty());
}

TEST(TeamBalanceTest, TakesOneMembershipAfterTheOtherAsStaying) {
  Records records = Team();
  records.memberships[0].valid_to = Day(2024, 1, 1);
  records.memberships.push_back(
      {.person = "ann", .unit = "team", .valid_from = Day(2024, 1, 1)});
  const Value::Record none = {{"max", 0}};
  EXPECT_THAT(Unbalanced(records, Day(2024, 3, 1), "turnover", none),
              IsEmpty());
  // Who was away for a day has left and joined, and is one person.
  records.memberships.back().valid_from = Day(2024, 1, 2);
  EXPECT_THAT(
      Unbalanced(records, Day(2024, 3, 1), "turnover", none),
      ElementsAre(
          R"(unit:team {"measure":"turnover","value":0.25,"persons":4,"min":null,"max":0.0})"));
}

TEST(TeamBalanceTest, AsksNoTurnoverOfAUnitYoungerThanAYear) {
  Records records = Team();
  records.units[0].valid_from = Day(2024, 1, 1);
  records.memberships[0].valid_from = Day(2024, 12, 1);
  const Value::Record none = {{"max", 0}};
  EXPECT_THAT(Unbalanced(records, Day(2024, 12, 30), "turnover", none),
              IsEmpty());
  EXPECT_THAT(Unbalanced(records, Day(2024, 12, 31), "turnover", none),
              SizeIs(1));
  records.memberships.clear();
  EXPECT_THAT(Unbalanced(records, Day(2024, 12, 31), "turnover", {{"min", 1}}),
              IsEmpty());
}

// --------------------------------------------------- participation

Records WithEvent(std::vector<std::string> participants) {
  Records records = Team();
  records.events = {{.id = "e",
                     .kind = "meeting",
                     .subject = Subject{NodeKind::kUnit, "team"},
                     .day = Day(2024, 1, 1),
                     .participants = std::move(participants)}};
  return records;
}

TEST(TeamBalanceTest, FindsThatTooFewTakePart) {
  Records records = WithEvent({"ann", "stranger", "ann"});
  const Value::Record half = {{"min", 0.5}};
  EXPECT_THAT(
      Unbalanced(records, Day(2024, 1, 1), "participation", half),
      ElementsAre(
          R"(unit:team {"measure":"participation","value":0.25,"persons":4,"min":0.5,"max":null})"));
  records.events.push_back(records.events[0]);
  records.events[1].id = "f";
  records.events[1].participants = {"bob", "ann"};
  EXPECT_THAT(Unbalanced(records, Day(2024, 1, 1), "participation", half),
              IsEmpty());
  records.events[1].subject = Subject{NodeKind::kUnit, "below"};
  EXPECT_THAT(Unbalanced(records, Day(2024, 1, 1), "participation", half),
              SizeIs(1));
}

TEST(TeamBalanceTest, LooksBackAYearAndNotAhead) {
  const Records records = WithEvent({"ann"});
  const Value::Record half = {{"min", 0.5}};
  const auto found = [&](absl::CivilDay day) {
    return Unbalanced(records, day, "participation", half);
  };
  EXPECT_THAT(found(Day(2023, 12, 31)), IsEmpty());
  EXPECT_THAT(found(Day(2024, 1, 1)), SizeIs(1));
  EXPECT_THAT(found(Day(2024, 12, 30)), SizeIs(1));
  // Where no participants are on record, nothing is known.
  EXPECT_THAT(found(Day(2024, 12, 31)), IsEmpty());
  EXPECT_THAT(Unbalanced(WithEvent({}), Day(2024, 1, 1), "participation", half),
              IsEmpty());
}

TEST(TeamBalanceTest, SaysWhatIsOutOfBalance) {
  Records records = WithEvent({"ann"});
  records.persons[0].birth_date = Day(1984, 7, 1);
  records.memberships[1].valid_from = Day(2024, 1, 1);
  const auto said = [&](const char* measure, Value::Record params,
                        const char* language) {
    params.emplace_back("measure", measure);
    return Said(SnapshotOrDie(records, Day(2024, 3, 1)), "team_balance",
                language, params);
  };
  EXPECT_THAT(
      said("age", {{"max", 35.5}}, "en"),
      ElementsAre(
          "the mean age of the members of unit:team is 39, more than 35.5"));
  EXPECT_THAT(said("age", {{"max", 35.5}}, "zh"),
              ElementsAre("unit:team成员的平均年龄为39岁，高于35.5岁"));
  EXPECT_THAT(
      said("turnover", {{"max", 0.125}}, "en"),
      ElementsAre("25% of those who were members of unit:team within the last "
                  "year joined or left, more than 12.5%"));
  EXPECT_THAT(said("turnover", {{"max", 0.125}}, "zh"),
              ElementsAre("unit:team近一年的成员中有25%加入或离开，高于12.5%"));
  EXPECT_THAT(said("participation", {{"min", 0.6}}, "en"),
              ElementsAre("25% of the members of unit:team took part in its "
                          "events of the last year, less than 60%"));
  EXPECT_THAT(said("participation", {{"min", 0.6}}, "zh"),
              ElementsAre("unit:team的成员中有25%参加了近一年的活动，低于60%"));
}

}  // namespace
}  // namespace zeren
