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

// One post with so many seats, and three persons.
Records Board(int seats = 1) {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.posts = {
      {.id = "board", .unit = "school", .kind = "member", .seats = seats}};
  records.persons = {{.id = "ann"}, {.id = "bob"}, {.id = "cid"}};
  return records;
}

// Who holds the post from a day up to another.
void Appoint(Records& records, const char* person,
             std::optional<absl::CivilDay> from, Until to = {},
             AppointmentMode mode = AppointmentMode::kRegular) {
  records.appointments.push_back({.person = person,
                                  .post = "board",
                                  .mode = mode,
                                  .valid_from = from,
                                  .valid_to = to});
}

// -----------------------------------------------------------------
// seats_open

std::vector<std::string> Open(const Records& records, absl::CivilDay day,
                              int days = 0) {
  return Found(SnapshotOrDie(records, day), "seats_open", {{"days", days}});
}

TEST(SeatsOpenTest, FindsAPostWithFewerHoldersThanSeats) {
  Records records = Board(3);
  Appoint(records, "ann", Day(2020, 1, 1));
  Appoint(records, "bob", Day(2020, 1, 1), Day(2024, 3, 1));
  Appoint(records, "cid", Day(2020, 1, 1));
  EXPECT_THAT(Open(records, Day(2024, 2, 29)), IsEmpty());
  EXPECT_THAT(Open(records, Day(2024, 3, 1)),
              ElementsAre(R"(post:board {"holders":2,"seats":3,"days":0})"));
  EXPECT_THAT(Open(records, Day(2024, 5, 30)),
              ElementsAre(R"(post:board {"holders":2,"seats":3,"days":90})"));
}

TEST(SeatsOpenTest, WaitsAsLongAsItIsTold) {
  Records records = Board(2);
  Appoint(records, "ann", Day(2020, 1, 1));
  Appoint(records, "bob", Day(2020, 1, 1), Day(2024, 3, 1));
  EXPECT_THAT(Open(records, Day(2024, 5, 29), 90), IsEmpty());
  EXPECT_THAT(Open(records, Day(2024, 5, 30), 90),
              ElementsAre(R"(post:board {"holders":1,"seats":2,"days":90})"));
}

TEST(SeatsOpenTest, CountsFromTheDayOnWhichTheSeatsWereLastFull) {
  Records records = Board(2);
  Appoint(records, "ann", Day(2020, 1, 1), Day(2024, 1, 11));
  Appoint(records, "bob", Day(2020, 1, 1), Day(2024, 1, 1));
  // Who comes for who goes leaves the other seat as open as it was.
  Appoint(records, "cid", Day(2024, 1, 11));
  EXPECT_THAT(Open(records, Day(2024, 1, 21)),
              ElementsAre(R"(post:board {"holders":1,"seats":2,"days":20})"));
  // A day on which both were taken begins a new count.
  Appoint(records, "bob", Day(2024, 1, 15), Day(2024, 1, 16));
  EXPECT_THAT(Open(records, Day(2024, 1, 21)),
              ElementsAre(R"(post:board {"holders":1,"seats":2,"days":5})"));
}

TEST(SeatsOpenTest, CountsFromNoDayWhereAllSeatsNeverWereTaken) {
  Records records = Board(2);
  Appoint(records, "ann", Day(2020, 1, 1));
  EXPECT_THAT(Open(records, Day(2024, 1, 1), 1000),
              ElementsAre(R"(post:board {"holders":1,"seats":2,"days":null})"));
  records.units[0].valid_from = Day(2023, 12, 30);
  EXPECT_THAT(Open(records, Day(2024, 1, 1)),
              ElementsAre(R"(post:board {"holders":1,"seats":2,"days":2})"));
}

TEST(SeatsOpenTest, CountsEachPersonOnceAndNobodyWhoIsActing) {
  Records records = Board(2);
  Appoint(records, "ann", Day(2020, 1, 1));
  Appoint(records, "ann", Day(2022, 1, 1));
  Appoint(records, "bob", Day(2020, 1, 1), {}, AppointmentMode::kActing);
  EXPECT_THAT(Open(records, Day(2024, 1, 1)),
              ElementsAre(R"(post:board {"holders":1,"seats":2,"days":null})"));
  records.appointments.push_back(
      {.person = std::nullopt, .post = "board", .undisclosed = true});
  EXPECT_THAT(Open(records, Day(2024, 1, 1)), IsEmpty());
}

TEST(SeatsOpenTest, CountsWhoIsAbsentButAsksThatSomebodyBeThere) {
  Records records = Board(3);
  Appoint(records, "ann", {});
  Appoint(records, "bob", {});
  records.absences = {{.person = "bob"}};
  EXPECT_THAT(Open(records, Day(2024, 1, 1)),
              ElementsAre(R"(post:board {"holders":2,"seats":3,"days":null})"));
  records.absences.push_back({.person = "ann"});
  EXPECT_THAT(Open(records, Day(2024, 1, 1)), IsEmpty());
  records.appointments.clear();  // That is a vacancy.
  EXPECT_THAT(Open(records, Day(2024, 1, 1)), IsEmpty());
}

TEST(SeatsOpenTest, LooksAtOneKindOfPostIfAsked) {
  Records records = Board(2);
  Appoint(records, "ann", {});
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "seats_open", {{"post_kind", "chair"}}),
              IsEmpty());
  EXPECT_THAT(Found(snapshot, "seats_open", {{"post_kind", "member"}}),
              ElementsAre(R"(post:board {"holders":1,"seats":2,"days":null})"));
}

TEST(SeatsOpenTest, SaysHowManyForHowLong) {
  Records records = Board(3);
  Appoint(records, "ann", Day(2020, 1, 1));
  const auto said = [&](absl::CivilDay day, const char* language) {
    return Said(SnapshotOrDie(records, day), "seats_open", language);
  };
  EXPECT_THAT(said(Day(2024, 3, 1), "en"),
              ElementsAre("2 of the 3 seats of post:board are open: nobody is "
                          "on record for all of them before"));
  EXPECT_THAT(said(Day(2024, 3, 1), "zh"),
              ElementsAre("post:board共3个职数，空缺2个，此前没有满员记录"));
  Appoint(records, "bob", Day(2020, 1, 1));
  Appoint(records, "cid", Day(2020, 1, 1), Day(2024, 3, 1));
  EXPECT_THAT(
      said(Day(2024, 3, 1), "en"),
      ElementsAre("1 of the 3 seats of post:board is open, from today"));
  EXPECT_THAT(said(Day(2024, 3, 1), "zh"),
              ElementsAre("post:board共3个职数，空缺1个，自今日起未满员"));
  EXPECT_THAT(said(Day(2024, 3, 2), "en"),
              ElementsAre("1 of the 3 seats of post:board is open; not all "
                          "have been taken for 1 day"));
  EXPECT_THAT(said(Day(2024, 3, 3), "zh"),
              ElementsAre("post:board共3个职数，空缺1个，已有2天未满员"));
}

// ------------------------------------------------------------
// acting_too_long

std::vector<std::string> Acting(const Records& records, absl::CivilDay day,
                                int days = 0) {
  return Found(SnapshotOrDie(records, day), "acting_too_long",
               {{"days", days}});
}

TEST(ActingTooLongTest, FindsAPostInWhichSomebodyActsForLonger) {
  Records records = Board();
  Appoint(records, "ann", Day(2024, 1, 1), {}, AppointmentMode::kActing);
  EXPECT_THAT(Acting(records, Day(2024, 3, 31), 90), IsEmpty());
  EXPECT_THAT(Acting(records, Day(2024, 4, 1), 90),
              ElementsAre(R"(post:board {"days":91})"));
}

TEST(ActingTooLongTest, CountsThoseWhoFollowEachOtherTogether) {
  Records records = Board();
  Appoint(records, "cid", {}, Day(2024, 1, 1));
  Appoint(records, "ann", Day(2024, 1, 1), Day(2024, 2, 1),
          AppointmentMode::kActing);
  Appoint(records, "bob", Day(2024, 2, 1), {}, AppointmentMode::kActing);
  EXPECT_THAT(Acting(records, Day(2024, 2, 11)),
              ElementsAre(R"(post:board {"days":41})"));
  // A vacancy of one day begins a new count.
  records.appointments[1].valid_to = Day(2024, 1, 31);
  EXPECT_THAT(Acting(records, Day(2024, 2, 11)),
              ElementsAre(R"(post:board {"days":10})"));
}

TEST(ActingTooLongTest, IsContentWhereSomebodyHoldsThePost) {
  Records records = Board();
  Appoint(records, "ann", Day(2020, 1, 1), {}, AppointmentMode::kActing);
  Appoint(records, "bob", Day(2024, 1, 1), Day(2024, 1, 2));
  // Be it one who is away: that is why somebody acts.
  records.absences = {{.person = "bob"}};
  EXPECT_THAT(Acting(records, Day(2024, 1, 1)), IsEmpty());
  EXPECT_THAT(Acting(records, Day(2024, 1, 3)),
              ElementsAre(R"(post:board {"days":1})"));
  records.appointments.clear();
  EXPECT_THAT(Acting(records, Day(2024, 1, 1)), IsEmpty());
}

TEST(ActingTooLongTest, CountsOnThroughTheLeaveOfWhoIsActing) {
  Records records = Board();
  Appoint(records, "ann", Day(2024, 1, 1), {}, AppointmentMode::kActing);
  records.absences = {{.person = "ann", .valid_from = Day(2024, 1, 5)}};
  EXPECT_THAT(Acting(records, Day(2024, 1, 11)),
              ElementsAre(R"(post:board {"days":10})"));
}

TEST(ActingTooLongTest, SaysHowLong) {
  Records records = Board();
  Appoint(records, "ann", Day(2024, 1, 1), {}, AppointmentMode::kActing);
  const auto said = [&](const char* language) {
    return Said(SnapshotOrDie(records, Day(2024, 1, 11)), "acting_too_long",
                language, {{"days", 1}});
  };
  EXPECT_THAT(said("en"),
              ElementsAre("post:board has had only acting holders for 10 "
                          "days, longer than 1 day"));
  EXPECT_THAT(said("zh"), ElementsAre("post:board由人代理已有10天，超过1天"));
  records.appointments[0].valid_from.reset();
  EXPECT_THAT(said("en"),
              ElementsAre("nobody but acting holders is on record for "
                          "post:board"));
  EXPECT_THAT(said("zh"), ElementsAre("post:board只有代理者的记录"));
}

// -----------------------------------------------------------------
// succession

std::vector<std::string> Leaving(const Records& records, absl::CivilDay day,
                                 int lead_days = 30) {
  return Found(SnapshotOrDie(records, day), "succession",
               {{"lead_days", lead_days}});
}

TEST(SuccessionTest, FindsAPostThatWillFallVacant) {
  Records records = Board();
  Appoint(records, "ann", {}, Day(2024, 7, 1));
  EXPECT_THAT(Leaving(records, Day(2024, 5, 31)), IsEmpty());
  EXPECT_THAT(
      Leaving(records, Day(2024, 6, 1)),
      ElementsAre(
          R"(post:board {"to":"2024-07-01","days":30,"holders":["person:ann"]})"));
  // Then it is a vacancy.
  EXPECT_THAT(Leaving(records, Day(2024, 7, 1)), IsEmpty());
}

TEST(SuccessionTest, IsContentWithASuccessorWhoIsThereInTime) {
  Records records = Board();
  Appoint(records, "ann", {}, Day(2024, 7, 1));
  Appoint(records, "bob", Day(2024, 7, 1));
  EXPECT_THAT(Leaving(records, Day(2024, 6, 1)), IsEmpty());
  records.appointments[1].valid_from = Day(2024, 7, 2);
  EXPECT_THAT(
      Leaving(records, Day(2024, 6, 1)),
      ElementsAre(
          R"(post:board {"to":"2024-07-01","days":30,"holders":["person:ann"]})"));
}

TEST(SuccessionTest, IsContentWhereAnotherHoldsThePostBeyond) {
  Records records = Board(2);
  Appoint(records, "ann", {}, Day(2024, 7, 1));
  Appoint(records, "bob", {});
  EXPECT_THAT(Leaving(records, Day(2024, 6, 1)), IsEmpty());
  records.appointments[1].valid_to = Day(2024, 7, 1);
  records.appointments.push_back({.person = std::nullopt,
                                  .post = "board",
                                  .undisclosed = true,
                                  .valid_to = Day(2024, 6, 15)});
  EXPECT_THAT(
      Leaving(records, Day(2024, 6, 1)),
      ElementsAre(
          R"(post:board {"to":"2024-07-01","days":30,"holders":["person:ann","person:bob"]})"));
}

TEST(SuccessionTest, LooksPastSuccessorsWhoWillLeaveAsWell) {
  Records records = Board();
  Appoint(records, "ann", {}, Day(2024, 7, 1));
  Appoint(records, "bob", Day(2024, 6, 15), Day(2024, 7, 11));
  EXPECT_THAT(Leaving(records, Day(2024, 6, 10)), IsEmpty());
  EXPECT_THAT(
      Leaving(records, Day(2024, 6, 11)),
      ElementsAre(
          R"(post:board {"to":"2024-07-11","days":30,"holders":["person:bob"]})"));
}

TEST(SuccessionTest, CountsTheDayOnWhichAHolderLeavesTheOrganisation) {
  Records records = Board();
  Appoint(records, "ann", {}, Day(2030, 1, 1));
  records.persons[0].valid_to = Day(2024, 7, 1);
  EXPECT_THAT(
      Leaving(records, Day(2024, 6, 30)),
      ElementsAre(
          R"(post:board {"to":"2024-07-01","days":1,"holders":["person:ann"]})"));
}

TEST(SuccessionTest, WantsNobodyForAPostThatIsAbolished) {
  Records records = Board();
  Appoint(records, "ann", {}, Day(2024, 7, 1));
  records.posts[0].valid_to = Day(2024, 7, 1);
  EXPECT_THAT(Leaving(records, Day(2024, 6, 30)), IsEmpty());
  records.posts[0].valid_to = Day(2024, 7, 2);
  EXPECT_THAT(
      Leaving(records, Day(2024, 6, 30)),
      ElementsAre(
          R"(post:board {"to":"2024-07-01","days":1,"holders":["person:ann"]})"));
}

TEST(SuccessionTest, LooksAheadForAQuarterAndAtOneKindIfAsked) {
  Records records = Board();
  Appoint(records, "ann", {}, Day(2024, 7, 1));
  const Snapshot snapshot = SnapshotOrDie(records, Day(2024, 4, 2));
  EXPECT_THAT(
      Found(snapshot, "succession", {{"post_kind", "member"}}),
      ElementsAre(
          R"(post:board {"to":"2024-07-01","days":90,"holders":["person:ann"]})"));
  EXPECT_THAT(Found(snapshot, "succession", {{"post_kind", "chair"}}),
              IsEmpty());
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2024, 4, 1)), "succession"),
              IsEmpty());
}

TEST(SuccessionTest, SaysWhoLeavesWhen) {
  Records records = Board();
  Appoint(records, "ann", {}, Day(2024, 7, 1));
  const auto said = [&](const char* language) {
    return Said(SnapshotOrDie(records, Day(2024, 6, 30)), "succession",
                language);
  };
  EXPECT_THAT(said("en"),
              ElementsAre("nobody is on record to hold post:board from "
                          "2024-07-01, in 1 day, after person:ann"));
  EXPECT_THAT(said("zh"), ElementsAre("post:board自2024-07-01起（1天后）没有继"
                                      "任者，届时离任的是person:ann"));
  records.appointments[0].person = std::nullopt;
  records.appointments[0].undisclosed = true;
  EXPECT_THAT(said("en"), ElementsAre("nobody is on record to hold post:board "
                                      "from 2024-07-01, in 1 day"));
  EXPECT_THAT(said("zh"),
              ElementsAre("post:board自2024-07-01起（1天后）没有继任者"));
}

}  // namespace
}  // namespace zeren
