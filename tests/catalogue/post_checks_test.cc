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

// One post of one unit, and two persons who do not hold it.
Records OnePost() {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.posts = {{.id = "clerk", .unit = "school", .kind = "clerk"}};
  records.persons = {{.id = "ann"}, {.id = "bob"}};
  return records;
}

// ------------------------------------------------------------------
// post_vacant

TEST(PostVacantTest, FindsAPostThatNobodyEverHeld) {
  EXPECT_THAT(Found(SnapshotOrDie(OnePost()), "post_vacant"),
              ElementsAre(R"(post:clerk {"days":null})"));
}

TEST(PostVacantTest, IsContentWithAnyHolder) {
  Records records = OnePost();
  records.appointments = {{.person = "ann", .post = "clerk"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_vacant"), IsEmpty());
  records.appointments[0].mode = AppointmentMode::kActing;
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_vacant"), IsEmpty());
  records.absences = {{.person = "ann"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_vacant"), IsEmpty());
  records.appointments = {
      {.person = std::nullopt, .post = "clerk", .undisclosed = true}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_vacant"), IsEmpty());
}

TEST(PostVacantTest, CountsFromTheDayAfterTheLastHolder) {
  Records records = OnePost();
  records.appointments = {
      {.person = "ann", .post = "clerk", .valid_to = Day(2024, 3, 1)},
      {.person = "bob", .post = "clerk", .valid_to = Day(2024, 2, 1)}};
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 2, 29)), "post_vacant"),
              IsEmpty());
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 3, 1)), "post_vacant"),
              ElementsAre(R"(post:clerk {"days":0})"));
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 5, 30)), "post_vacant"),
              ElementsAre(R"(post:clerk {"days":90})"));
}

TEST(PostVacantTest, CountsFromTheFirstDayOfANewPost) {
  Records records = OnePost();
  records.posts[0].valid_from = Day(2024, 1, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 1, 11)), "post_vacant"),
              ElementsAre(R"(post:clerk {"days":10})"));
  // The post is there no longer than its unit is.
  records.units[0].valid_from = Day(2024, 1, 6);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 1, 11)), "post_vacant"),
              ElementsAre(R"(post:clerk {"days":5})"));
}

TEST(PostVacantTest, CountsFromTheDayThatTheHolderLeftTheOrganisation) {
  Records records = OnePost();
  records.persons[0].valid_to = Day(2024, 1, 1);
  records.appointments = {
      {.person = "ann", .post = "clerk", .valid_to = Day(2025, 1, 1)}};
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 1, 4)), "post_vacant"),
              ElementsAre(R"(post:clerk {"days":3})"));
}

TEST(PostVacantTest, CountsFromNoDayWhereTheEndOfAnAppointmentIsUnknown) {
  Records records = OnePost();
  records.appointments = {{.person = "ann",
                           .post = "clerk",
                           .valid_from = Day(2020, 1, 1),
                           .valid_to = Until::Unknown()}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_vacant"),
              ElementsAre(R"(post:clerk {"days":null})"));
}

TEST(PostVacantTest, WaitsAsLongAsItIsTold) {
  Records records = OnePost();
  records.appointments = {
      {.person = "ann", .post = "clerk", .valid_to = Day(2024, 3, 1)}};
  const Value::Record ninety = {{"days", 90}};
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2024, 5, 29)), "post_vacant", ninety),
      IsEmpty());
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2024, 5, 30)), "post_vacant", ninety),
      ElementsAre(R"(post:clerk {"days":90})"));
  // Vacant since ever is long enough.
  EXPECT_THAT(Found(SnapshotOrDie(OnePost()), "post_vacant", ninety),
              ElementsAre(R"(post:clerk {"days":null})"));
}

TEST(PostVacantTest, LooksAtOneKindOfPostIfAsked) {
  Records records = OnePost();
  records.posts.push_back({.id = "rector", .unit = "school", .kind = "head"});
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "post_vacant", {{"post_kind", "head"}}),
      ElementsAre(R"(post:rector {"days":null})"));
}

TEST(PostVacantTest, SaysForHowLong) {
  Records records = OnePost();
  records.posts[0].title = Text("Secretary");
  EXPECT_THAT(
      Said(SnapshotOrDie(records), "post_vacant", "en"),
      ElementsAre("post \"Secretary\" (post:clerk) is vacant, and nobody is on "
                  "record for it before"));
  records.appointments = {
      {.person = "ann", .post = "clerk", .valid_to = Day(2024, 3, 1)}};
  const auto said = [&](absl::CivilDay day, std::string_view language) {
    return Said(SnapshotOrDie(records, day), "post_vacant", language);
  };
  EXPECT_THAT(
      said(Day(2024, 3, 1), "en"),
      ElementsAre("post \"Secretary\" (post:clerk) is vacant from today"));
  EXPECT_THAT(said(Day(2024, 3, 2), "en"),
              ElementsAre("post \"Secretary\" (post:clerk) has been vacant for "
                          "1 day"));
  EXPECT_THAT(said(Day(2024, 6, 29), "en"),
              ElementsAre("post \"Secretary\" (post:clerk) has been vacant for "
                          "120 days"));
  EXPECT_THAT(said(Day(2024, 6, 29), "zh"),
              ElementsAre("岗位“Secretary”（post:clerk）已空缺120天"));
}

// --------------------------------------------------------------
// post_overfilled

TEST(PostOverfilledTest, FindsMoreHoldersThanSeats) {
  Records records = OnePost();
  records.appointments = {{.person = "ann", .post = "clerk"},
                          {.person = "bob", .post = "clerk"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"),
              ElementsAre(R"(post:clerk {"holders":2,"seats":1})"));
  records.posts[0].seats = 2;
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"), IsEmpty());
}

TEST(PostOverfilledTest, LetsPartTimersShareASeat) {
  Records records = OnePost();
  records.persons.push_back({.id = "cid"});
  records.appointments = {{.person = "ann", .post = "clerk", .share = 0.6},
                          {.person = "bob", .post = "clerk", .share = 0.6},
                          {.person = "cid", .post = "clerk", .share = 0.6}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"), IsEmpty());
  records.appointments[0].share = 1;
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"),
              ElementsAre(R"(post:clerk {"holders":3,"seats":1})"));
}

TEST(PostOverfilledTest, TakesAShareNearlyFullAsAPart) {
  Records records = OnePost();
  records.appointments = {
      {.person = "ann", .post = "clerk", .share = 0.999999999999},
      {.person = "bob", .post = "clerk", .share = 0.999999999999}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"), IsEmpty());
}

TEST(PostOverfilledTest, CountsEachPersonOnceAndInFullIfInFullAnywhere) {
  Records records = OnePost();
  records.appointments = {{.person = "ann", .post = "clerk", .share = 0.5},
                          {.person = "ann", .post = "clerk"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"), IsEmpty());
  records.appointments.push_back(
      {.person = "bob", .post = "clerk", .share = 0.5});
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"),
              ElementsAre(R"(post:clerk {"holders":2,"seats":1})"));
}

TEST(PostOverfilledTest, CountsAbsentAndUndisclosedHoldersAndNoActingOnes) {
  Records records = OnePost();
  records.absences = {{.person = "ann"}};
  records.appointments = {
      {.person = "ann", .post = "clerk"},
      {.person = "bob", .post = "clerk", .mode = AppointmentMode::kActing}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"), IsEmpty());
  records.appointments.push_back(
      {.person = std::nullopt, .post = "clerk", .undisclosed = true});
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"),
              ElementsAre(R"(post:clerk {"holders":2,"seats":1})"));
  records.appointments.push_back(
      {.person = std::nullopt, .post = "clerk", .undisclosed = true});
  EXPECT_THAT(Found(SnapshotOrDie(records), "post_overfilled"),
              ElementsAre(R"(post:clerk {"holders":3,"seats":1})"));
}

TEST(PostOverfilledTest, SaysHowManyForHowMany) {
  Records records = OnePost();
  records.appointments = {{.person = "ann", .post = "clerk"},
                          {.person = "bob", .post = "clerk"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Said(snapshot, "post_overfilled", "en"),
              ElementsAre("post:clerk has 2 holders for 1 seat"));
  EXPECT_THAT(Said(snapshot, "post_overfilled", "zh"),
              ElementsAre("post:clerk有2人任职，职数为1"));
}

}  // namespace
}  // namespace zeren
