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
using ::zeren::testing::SnapshotWith;

using Subject = BasicNodeRef<std::string>;

Profile WithTerms(double years) {
  Profile profile;
  profile.open = true;
  profile.unit_kinds = {{.id = "branch", .term_years = years}};
  profile.post_kinds = {{.id = "chair", .term_years = years}};
  return profile;
}

// A branch of 2020-05-10 and its chair, whom somebody holds from 2021-06-01.
Records Branch() {
  Records records;
  records.units = {
      {.id = "a", .kind = "branch", .valid_from = Day(2020, 5, 10)}};
  records.posts = {{.id = "chair", .unit = "a", .kind = "chair"}};
  records.persons = {{.id = "p"}, {.id = "q"}};
  records.appointments = {
      {.person = "p", .post = "chair", .valid_from = Day(2021, 6, 1)}};
  return records;
}

void Elect(Records& records, const char* id, NodeKind kind, const char* subject,
           absl::CivilDay day) {
  records.events.push_back({.id = id,
                            .kind = "election",
                            .subject = Subject{kind, subject},
                            .day = day});
}

std::vector<std::string> Expired(const Records& records, absl::CivilDay day,
                                 double years = 3, int lead_days = 0) {
  return Found(SnapshotWith(records, WithTerms(years), day), "term_expired",
               {{"lead_days", lead_days}});
}

TEST(TermExpiredTest, FindsAUnitWhoseTermHasEnded) {
  Records records = Branch();
  records.appointments.clear();
  EXPECT_THAT(
      Expired(records, Day(2023, 5, 10)),
      ElementsAre(
          R"(unit:a {"from":"2020-05-10","to":"2023-05-10","days":0})"));
  EXPECT_THAT(Expired(records, Day(2023, 5, 9)), IsEmpty());
}

TEST(TermExpiredTest, FindsATermThatEndsWithinTheLeadDays) {
  Records records = Branch();
  records.appointments.clear();
  EXPECT_THAT(
      Expired(records, Day(2023, 5, 1), 3, 9),
      ElementsAre(
          R"(unit:a {"from":"2020-05-10","to":"2023-05-10","days":-9})"));
  EXPECT_THAT(Expired(records, Day(2023, 5, 1), 3, 8), IsEmpty());
}

TEST(TermExpiredTest, BeginsWithTheNewestElectionUpToTheDay) {
  Records records = Branch();
  records.appointments.clear();
  Elect(records, "e1", NodeKind::kUnit, "a", Day(2022, 2, 1));
  Elect(records, "e2", NodeKind::kUnit, "a", Day(2021, 2, 1));
  Elect(records, "e3", NodeKind::kUnit, "a", Day(2026, 2, 1));
  Elect(records, "e4", NodeKind::kPost, "a", Day(2024, 2, 1));  // Of no post.
  EXPECT_THAT(
      Expired(records, Day(2026, 1, 31)),
      ElementsAre(
          R"(unit:a {"from":"2022-02-01","to":"2025-02-01","days":364})"));
  EXPECT_THAT(Expired(records, Day(2026, 2, 1)), IsEmpty());
}

TEST(TermExpiredTest, HeedsNoOtherKindOfEvent) {
  Records records = Branch();
  records.appointments.clear();
  Elect(records, "e", NodeKind::kUnit, "a", Day(2023, 1, 1));
  EXPECT_THAT(Expired(records, Day(2023, 6, 1)), IsEmpty());
  records.events[0].kind = "meeting";
  EXPECT_THAT(
      Expired(records, Day(2023, 6, 1)),
      ElementsAre(
          R"(unit:a {"from":"2020-05-10","to":"2023-05-10","days":22})"));
}

TEST(TermExpiredTest, OfAPostBeginsWithWhoHoldsIt) {
  Records records = Branch();
  records.units[0].valid_from.reset();
  EXPECT_THAT(
      Expired(records, Day(2024, 6, 1)),
      ElementsAre(
          R"(post:chair {"from":"2021-06-01","to":"2024-06-01","days":0})"));
  EXPECT_THAT(Expired(records, Day(2024, 5, 31)), IsEmpty());
  Elect(records, "e", NodeKind::kPost, "chair", Day(2021, 5, 20));
  EXPECT_THAT(
      Expired(records, Day(2024, 5, 31)),
      ElementsAre(
          R"(post:chair {"from":"2021-05-20","to":"2024-05-20","days":11})"));
}

TEST(TermExpiredTest, OfSeveralHoldersTheFirstCountsAndActingOnesDoNot) {
  Records records = Branch();
  records.units[0].valid_from.reset();
  records.posts[0].seats = 2;
  records.appointments.push_back(
      {.person = "q", .post = "chair", .valid_from = Day(2020, 1, 1)});
  EXPECT_THAT(
      Expired(records, Day(2023, 1, 1)),
      ElementsAre(
          R"(post:chair {"from":"2020-01-01","to":"2023-01-01","days":0})"));
  records.appointments[1].mode = AppointmentMode::kActing;
  EXPECT_THAT(Expired(records, Day(2023, 1, 1)), IsEmpty());
}

TEST(TermExpiredTest, SaysNothingWhereNoStartIsKnown) {
  Records records = Branch();
  records.units[0].valid_from.reset();
  records.appointments[0].valid_from.reset();
  EXPECT_THAT(Expired(records, Day(2099, 1, 1)), IsEmpty());
  records.appointments.clear();
  records.posts[0].valid_from = Day(1990, 1, 1);
  EXPECT_THAT(Expired(records, Day(2099, 1, 1)), IsEmpty());
}

TEST(TermExpiredTest, SaysNothingOfKindsWithoutATerm) {
  Records records = Branch();
  records.units[0].kind = "team";
  records.posts[0].kind = "clerk";
  EXPECT_THAT(Expired(records, Day(2099, 1, 1)), IsEmpty());
}

// A leap day, parts of years, and a term that outlives the calendar.
TEST(TermExpiredTest, CountsWholeMonths) {
  const auto end = [](absl::CivilDay start, double years) {
    Records records = Branch();
    records.appointments.clear();
    records.units[0].valid_from = start;
    std::vector<std::string> found = Expired(records, Day(9999, 12, 31), years);
    return found.empty() ? std::string("never") : found[0].substr(34, 10);
  };
  EXPECT_EQ(end(Day(2020, 2, 29), 4), "2024-02-29");
  EXPECT_EQ(end(Day(2020, 2, 29), 3), "2023-03-01");
  EXPECT_EQ(end(Day(2020, 8, 31), 0.5), "2021-03-01");
  EXPECT_EQ(end(Day(2020, 8, 31), 2.5), "2023-03-01");
  EXPECT_EQ(end(Day(2020, 1, 31), 0.25), "2020-05-01");
  EXPECT_EQ(end(Day(2020, 1, 15), 0.001), "2020-02-15");
  EXPECT_EQ(end(Day(2020, 1, 15), 7979), "9999-01-15");
  EXPECT_EQ(end(Day(2020, 1, 15), 7980), "never");
  EXPECT_EQ(end(Day(2020, 1, 15), 1e300), "never");
}

TEST(TermExpiredTest, SaysSo) {
  Records records = Branch();
  records.appointments.clear();
  const auto said = [&](absl::CivilDay day, const char* language) {
    return Said(SnapshotWith(records, WithTerms(3), day), "term_expired",
                language, {{"lead_days", 100}});
  };
  EXPECT_THAT(said(Day(2024, 1, 1), "en"),
              ElementsAre("the term of unit:a that began on 2020-05-10 has "
                          "been over since 2023-05-10"));
  EXPECT_THAT(said(Day(2024, 1, 1), "zh"),
              ElementsAre("unit:a自2020-05-10开始的任期已于2023-05-10届满"));
  EXPECT_THAT(said(Day(2023, 5, 9), "en"),
              ElementsAre("the term of unit:a that began on 2020-05-10 will be "
                          "over on 2023-05-10, in 1 day"));
  EXPECT_THAT(said(Day(2023, 5, 8), "zh"),
              ElementsAre("unit:a自2020-05-10开始的任期将于2023-05-10届满，"
                          "还有2天"));
}

}  // namespace
}  // namespace zeren
