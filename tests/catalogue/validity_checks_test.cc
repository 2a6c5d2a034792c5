#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::kDay;
using ::zeren::testing::ReportOf;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

// A unit and a person of the years 2020 to 2029.
Records Decade() {
  Records records;
  records.units = {{.id = "u",
                    .kind = "unit",
                    .valid_from = Day(2020, 1, 1),
                    .valid_to = Day(2030, 1, 1)}};
  records.persons = {{.id = "ann",
                      .valid_from = Day(2020, 1, 1),
                      .valid_to = Day(2030, 1, 1)}};
  return records;
}

std::string Outside(std::string_view focus, std::string_view field,
                    std::string_view referent, std::string_view day) {
  return std::string(focus) + " {\"field\":\"" + std::string(field) +
         "\",\"referent\":\"" + std::string(referent) + "\",\"day\":\"" +
         std::string(day) + "\"}";
}

TEST(OutsideValidityTest, FindsADayBeforeTheFirstAndOneAfterTheLast) {
  Records records = Decade();
  records.memberships = {{.person = "ann",
                          .unit = "u",
                          .valid_from = Day(2020, 1, 1),
                          .valid_to = Day(2030, 1, 1)}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"), IsEmpty());
  records.units[0].valid_from = Day(2020, 1, 2);
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"),
              ElementsAre(Outside("person:ann", "memberships.unit", "unit:u",
                                  "2020-01-01")));
  records.units[0].valid_from = Day(2020, 1, 1);
  records.persons[0].valid_to = Day(2029, 12, 31);
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "outside_validity"),
              ElementsAre(Outside("person:ann", "memberships.person",
                                  "person:ann", "2029-12-31")));
  EXPECT_EQ(ReportOf(snapshot, "outside_validity").gaps()[0].detection.key,
            "person:ann");
  EXPECT_THAT(Said(snapshot, "outside_validity", "en"),
              ElementsAre("person:ann: memberships.person binds person:ann on "
                          "2029-12-31, when it does not exist"));
  EXPECT_THAT(
      Said(snapshot, "outside_validity", "zh"),
      ElementsAre("person:ann：memberships.person涉及person:ann的2029-12-"
                  "31，当日它不存在"));
}

TEST(OutsideValidityTest, TakesAnEndThatIsNotWrittenAsInherited) {
  Records records = Decade();
  records.memberships = {{.person = "ann", .unit = "u"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"), IsEmpty());
}

TEST(OutsideValidityTest, FindsOneGapForEachReferentWithTheEarliestDay) {
  Records records = Decade();
  records.memberships = {
      {.person = "ann", .unit = "u", .valid_to = Day(2031, 1, 1)},
      {.person = "ann",
       .unit = "u",
       .valid_from = Day(2019, 6, 1),
       .valid_to = Day(2031, 1, 1)},
      {.person = "ann", .unit = "u", .valid_from = Day(2019, 7, 1)}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"),
              ElementsAre(Outside("person:ann", "memberships.person",
                                  "person:ann", "2019-06-01"),
                          Outside("person:ann", "memberships.unit", "unit:u",
                                  "2019-06-01")));
}

TEST(OutsideValidityTest, ToleratesAsManyDaysAsItIsTold) {
  Records records = Decade();
  records.persons[0] = {.id = "ann"};
  records.memberships = {{.person = "ann",
                          .unit = "u",
                          .valid_from = Day(2019, 12, 1),
                          .valid_to = Day(2030, 2, 1)}};
  const Snapshot snapshot = SnapshotOrDie(records);
  const auto found = [&](std::int64_t days) {
    return Found(snapshot, "outside_validity", {{"tolerance_days", days}});
  };
  EXPECT_THAT(found(30), ElementsAre(Outside("person:ann", "memberships.unit",
                                             "unit:u", "2019-12-01")));
  EXPECT_THAT(found(31), IsEmpty());
  EXPECT_THAT(found(std::numeric_limits<std::int64_t>::max()), IsEmpty());
}

TEST(OutsideValidityTest, JudgesOnlyTheStartOfAReferentThatEndedSomeDay) {
  Records records = Decade();
  records.units = {{.id = "u",
                    .kind = "unit",
                    .valid_from = Day(2024, 1, 1),
                    .valid_to = Until::Unknown()}};
  records.memberships = {{.person = "ann",
                          .unit = "u",
                          .valid_from = Day(2024, 1, 1),
                          .valid_to = Day(2029, 1, 1)}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"), IsEmpty());
  records.memberships[0].valid_from = Day(2023, 12, 31);
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"),
              ElementsAre(Outside("person:ann", "memberships.unit", "unit:u",
                                  "2023-12-31")));
}

TEST(OutsideValidityTest, LooksAtStatedFactsWhoseFocusIsInForce) {
  Records records = Decade();
  records.memberships = {{.person = "ann",
                          .unit = "u",
                          .valid_from = Day(2019, 1, 1),
                          .valid_to = Day(2025, 1, 1)}};
  // On 2026-11-22 it is no longer stated, in 2019 Ann is not there.
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"), IsEmpty());
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2019, 6, 1)), "outside_validity"),
      IsEmpty());
}

TEST(OutsideValidityTest, ComparesAPostWithItsOwnDaysNotItsUnits) {
  Records records = Decade();
  records.persons[0] = {.id = "ann"};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  records.appointments = {
      {.person = "ann", .post = "p", .valid_from = Day(2010, 1, 1)}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"), IsEmpty());
  records.posts[0].valid_from = Day(2011, 1, 1);
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "outside_validity"),
      ElementsAre(
          Outside("person:ann", "appointments.post", "post:p", "2010-01-01"),
          Outside("post:p", "posts.unit", "unit:u", "2011-01-01")));
}

TEST(OutsideValidityTest, JudgesWhatARecordBindsOverTheDaysThatItWrites) {
  const absl::CivilDay early(2010, 1, 1);
  Records records = Decade();
  records.units.push_back(
      {.id = "v", .kind = "unit", .parent = "u", .valid_from = early});
  records.unit_lines = {
      {.child = "u", .parent = "v", .kind = "guidance", .valid_from = early},
      {.child = "v", .parent = "u", .kind = "guidance", .valid_from = early}};
  records.posts = {
      {.id = "p", .unit = "v", .kind = "k"},
      {.id = "q", .unit = "v", .kind = "k", .valid_from = Day(2020, 1, 1)}};
  records.reporting_lines = {
      {.post = "p", .reports_to = "q", .valid_from = early}};
  records.absences = {{.person = "ann", .valid_from = early}};
  records.delegations = {
      {.id = "g", .from = "post:q", .to = "person:ann", .valid_from = early}};
  records.duties = {{.id = "d", .bearer = "unit:u", .valid_from = early},
                    {.id = "late", .valid_from = Day(2020, 1, 1)}};
  records.tasks = {
      {.id = "t", .unit = "u", .start = early, .due = Day(2026, 1, 1)},
      {.id = "s", .unit = "u", .due = Day(2031, 1, 1)}};
  records.assignments = {
      {.work = "duty:late", .to = "person:ann", .valid_from = early},
      {.work = "task:t", .to = "post:q", .valid_from = early}};
  records.events = {
      {.id = "e", .kind = "k", .subject = "unit:u", .day = early}};
  records.findings = {{.id = "f",
                       .subject = "person:ann",
                       .source = "audit",
                       .found = early,
                       .due = Day(2040, 1, 1)}};
  records.training = {{.person = "ann", .day = early, .hours = 1}};
  records.stages = {{.person = "ann", .stage = "s", .day = early, .unit = "u"}};
  records.scores = {{.cycle = "c",
                     .indicator = "i",
                     .subject = "unit:u",
                     .score = 1,
                     .day = early}};
  records.approvals = {
      {.rule = "r", .focus = "unit:u", .reason = "x", .valid_from = early}};
  const std::string day = "2010-01-01";
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "outside_validity"),
      UnorderedElementsAre(
          Outside("unit:v", "units.parent", "unit:u", day),
          Outside("unit:u", "unit_lines.child", "unit:u", day),
          Outside("unit:v", "unit_lines.parent", "unit:u", day),
          Outside("post:p", "reporting_lines.reports_to", "post:q", day),
          Outside("person:ann", "absences.person", "person:ann", day),
          Outside("delegation:g", "delegations.from", "post:q", day),
          Outside("delegation:g", "delegations.to", "person:ann", day),
          Outside("duty:d", "duties.bearer", "unit:u", day),
          Outside("task:t", "tasks.unit", "unit:u", day),
          Outside("task:s", "tasks.unit", "unit:u", "2031-01-01"),
          Outside("duty:late", "assignments.work", "duty:late", day),
          Outside("duty:late", "assignments.to", "person:ann", day),
          Outside("task:t", "assignments.to", "post:q", day),
          Outside("event:e", "events.subject", "unit:u", day),
          Outside("finding:f", "findings.subject", "person:ann", day),
          Outside("person:ann", "training.person", "person:ann", day),
          Outside("person:ann", "stages.person", "person:ann", day),
          Outside("person:ann", "stages.unit", "unit:u", day),
          Outside("unit:u", "scores.subject", "unit:u", day),
          Outside("unit:u", "approvals.focus", "unit:u", day)));
}

TEST(OutsideValidityTest, LeavesAloneWhatOnlyActedOrStandsWithoutADate) {
  Records records = Decade();
  records.units.push_back(
      {.id = "v", .kind = "unit", .head = "p", .valid_from = Day(2010, 1, 1)});
  records.posts = {
      {.id = "p", .unit = "v", .kind = "k", .valid_from = Day(2020, 1, 1)},
      {.id = "q",
       .unit = "v",
       .kind = "k",
       .reports_to = "p",
       .valid_from = Day(2010, 1, 1)}};
  records.persons.push_back({.id = "bob"});
  records.appointments = {{.person = "bob",
                           .post = "q",
                           .approved_by = "u",
                           .valid_from = Day(2010, 1, 1)}};
  records.tasks = {{.id = "t", .unit = "v"}};
  records.progress = {
      {.task = "t", .day = Day(2010, 1, 1), .done = 0.5, .by = "ann"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_validity"), IsEmpty());
}

}  // namespace
}  // namespace zeren
