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

// A cashier, an accountant and an auditor in one unit, a second cashier in
// another, and Ann, who holds none of the posts.
Records Office() {
  Records records;
  records.units = {{.id = "a", .kind = "office"},
                   {.id = "b", .kind = "office"}};
  records.posts = {{.id = "accountant", .unit = "a", .kind = "accountant"},
                   {.id = "auditor", .unit = "a", .kind = "auditor"},
                   {.id = "cashier", .unit = "a", .kind = "cashier"},
                   {.id = "cashier-b", .unit = "b", .kind = "cashier"}};
  records.persons = {{.id = "ann"}};
  return records;
}

Records Holding(std::vector<const char*> posts) {
  Records records = Office();
  for (const char* post : posts) {
    records.appointments.push_back({.person = "ann", .post = post});
  }
  return records;
}

// ----------------------------------------------------------
// incompatible_posts

std::vector<std::string> Incompatible(const Records& records,
                                      Value::Record more = {}) {
  Value::Record params = {
      {"posts", Value::List{"cashier", "accountant", "auditor"}}};
  params.insert(params.end(), more.begin(), more.end());
  return Found(SnapshotOrDie(records), "incompatible_posts", params);
}

TEST(IncompatiblePostsTest, FindsWhoHoldsTwoOfTheKinds) {
  EXPECT_THAT(Incompatible(Holding({"cashier"})), IsEmpty());
  EXPECT_THAT(
      Incompatible(Holding({"cashier", "accountant"})),
      ElementsAre(
          R"(person:ann {"posts":["post:accountant","post:cashier"]})"));
  EXPECT_THAT(Found(SnapshotOrDie(Holding({"cashier", "accountant"})),
                    "incompatible_posts",
                    {{"posts", Value::List{"cashier", "auditor"}}}),
              IsEmpty());
}

TEST(IncompatiblePostsTest, CountsKindsAndNotPosts) {
  Records records = Holding({"cashier", "cashier-b", "cashier"});
  EXPECT_THAT(Incompatible(records), IsEmpty());
  records.appointments.push_back({.person = "ann", .post = "auditor"});
  EXPECT_THAT(
      Incompatible(records),
      ElementsAre(
          R"(person:ann {"posts":["post:auditor","post:cashier","post:cashier-b"]})"));
}

TEST(IncompatiblePostsTest, FindsAsManyAsItIsTold) {
  const Value::Record three = {{"n", 3}};
  EXPECT_THAT(Incompatible(Holding({"cashier", "accountant"}), three),
              IsEmpty());
  EXPECT_THAT(
      Incompatible(Holding({"cashier", "accountant", "auditor"}), three),
      ElementsAre(
          R"(person:ann {"posts":["post:accountant","post:auditor","post:cashier"]})"));
}

TEST(IncompatiblePostsTest, LooksWithinOneUnitIfAsked) {
  const Value::Record in_unit = {{"within", "unit"}};
  Records records = Holding({"accountant", "cashier-b"});
  EXPECT_THAT(Incompatible(records), SizeIs(1));
  EXPECT_THAT(Incompatible(records, in_unit), IsEmpty());
  records.appointments.push_back({.person = "ann", .post = "cashier"});
  EXPECT_THAT(
      Incompatible(records, in_unit),
      ElementsAre(
          R"(person:ann {"unit":"unit:a","posts":["post:accountant","post:cashier"]})"));
  // Posts in no unit are not in one together.
  records = Holding({"accountant", "cashier"});
  records.posts[0].unit = "ghost";
  records.posts[2].unit = "ghost";
  EXPECT_THAT(Incompatible(records, in_unit), IsEmpty());
}

TEST(IncompatiblePostsTest, FindsOneGapForEachUnit) {
  Records records = Holding({"accountant", "cashier", "cashier-b", "b"});
  records.posts.push_back({.id = "b", .unit = "b", .kind = "auditor"});
  const GapReport report =
      ReportOf(SnapshotOrDie(records), "incompatible_posts",
               {{"posts", Value::List{"cashier", "accountant", "auditor"}},
                {"within", "unit"}});
  ASSERT_THAT(report.gaps(), SizeIs(2));
  EXPECT_EQ(report.gaps()[0].detection.key, "a");
  EXPECT_EQ(report.gaps()[1].detection.key, "b");
}

TEST(IncompatiblePostsTest, CountsActingAndAbsentHoldersOnTheDay) {
  Records records = Holding({"cashier", "accountant"});
  records.appointments[0].mode = AppointmentMode::kActing;
  records.absences = {{.person = "ann"}};
  EXPECT_THAT(Incompatible(records), SizeIs(1));
  records.appointments[0].valid_to = Day(2026, 11, 22);
  EXPECT_THAT(Incompatible(records), IsEmpty());
}

TEST(IncompatiblePostsTest, SaysWhichAndWhere) {
  const Snapshot snapshot = SnapshotOrDie(Holding({"cashier", "accountant"}));
  const auto said = [&](const char* language, const char* within) {
    return Said(
        snapshot, "incompatible_posts", language,
        {{"posts", Value::List{"cashier", "accountant"}}, {"within", within}});
  };
  EXPECT_THAT(said("en", "anywhere"),
              ElementsAre("person:ann holds posts that nobody may hold "
                          "together: post:accountant, post:cashier"));
  EXPECT_THAT(said("zh", "anywhere"),
              ElementsAre("person:ann兼任了不得由同一人担任的岗位："
                          "post:accountant、post:cashier"));
  EXPECT_THAT(said("en", "unit"),
              ElementsAre("person:ann holds posts that nobody may hold "
                          "together in unit:a: post:accountant, post:cashier"));
  EXPECT_THAT(said("zh", "unit"),
              ElementsAre("person:ann在unit:a兼任了不得由同一人担任的岗位："
                          "post:accountant、post:cashier"));
}

// -----------------------------------------------------------
// person_overloaded

std::vector<std::string> Overloaded(const Records& records,
                                    Value::Record params) {
  return Found(SnapshotOrDie(records), "person_overloaded", std::move(params));
}

TEST(PersonOverloadedTest, FindsWhoHoldsTooManyPosts) {
  const Records records = Holding({"cashier", "accountant", "cashier"});
  EXPECT_THAT(Overloaded(records, {{"max_posts", 2}}), IsEmpty());
  EXPECT_THAT(
      Overloaded(records, {{"max_posts", 1}}),
      ElementsAre(
          R"(person:ann {"posts":2,"share":3.0,"max_posts":1,"max_share":null})"));
}

TEST(PersonOverloadedTest, FindsSharesThatAddUpToTooMuch) {
  Records records = Holding({"cashier", "accountant"});
  records.appointments[0].share = 0.7;
  records.appointments[1].share = 0.3;
  EXPECT_THAT(Overloaded(records, {{"max_share", 1}}), IsEmpty());
  records.appointments[1].share = 0.4;
  EXPECT_THAT(
      Overloaded(records, {{"max_share", 1}}),
      ElementsAre(
          R"(person:ann {"posts":2,"share":1.1,"max_posts":null,"max_share":1.0})"));
  // A share that is not written is full time.
  records.appointments[1].share.reset();
  EXPECT_THAT(Overloaded(records, {{"max_share", 1.6}}), SizeIs(1));
  EXPECT_THAT(Overloaded(records, {{"max_share", 1.7}}), IsEmpty());
}

TEST(PersonOverloadedTest, TakesSixSixthsAsOne) {
  Records records = Office();
  for (int i = 0; i < 6; ++i) {
    records.appointments.push_back(
        {.person = "ann", .post = "cashier", .share = 1.0 / 6});
  }
  EXPECT_THAT(Overloaded(records, {{"max_share", 1}}), IsEmpty());
  EXPECT_THAT(
      Overloaded(records, {{"max_share", 0.999999}}),
      ElementsAre(
          R"(person:ann {"posts":1,"share":1.0,"max_posts":null,"max_share":0.999999})"));
}

TEST(PersonOverloadedTest, LooksAtTheDayAndPassesByWhoHoldsNothing) {
  Records records = Holding({"cashier"});
  EXPECT_THAT(Overloaded(records, {{"max_posts", 0}}), SizeIs(1));
  records.appointments[0].valid_to = Day(2026, 11, 22);
  EXPECT_THAT(Overloaded(records, {{"max_posts", 0}}), IsEmpty());
}

TEST(PersonOverloadedTest, SaysByHowMuch) {
  Records records = Holding({"cashier", "accountant"});
  records.appointments[0].share = 0.25;
  const auto said = [&](Value::Record params, const char* language) {
    return Said(SnapshotOrDie(records), "person_overloaded", language,
                std::move(params));
  };
  EXPECT_THAT(said({{"max_posts", 1}}, "en"),
              ElementsAre("person:ann holds 2 posts, more than 1"));
  EXPECT_THAT(said({{"max_posts", 1}}, "zh"),
              ElementsAre("person:ann担任2个岗位，多于1个"));
  EXPECT_THAT(said({{"max_share", 1}}, "en"),
              ElementsAre("person:ann: the shares of full time add up to 1.25, "
                          "more than 1"));
  EXPECT_THAT(said({{"max_share", 1}}, "zh"),
              ElementsAre("person:ann的任职份额合计1.25，超过1"));
  EXPECT_THAT(said({{"max_posts", 1}, {"max_share", 1}}, "en"),
              ElementsAre("person:ann holds 2 posts, more than 1; the shares "
                          "of full time add up to 1.25, more than 1"));
  EXPECT_THAT(
      said({{"max_posts", 1}, {"max_share", 1}}, "zh"),
      ElementsAre("person:ann担任2个岗位，多于1个；任职份额合计1.25，超过1"));
}

}  // namespace
}  // namespace zeren
