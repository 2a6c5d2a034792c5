#include "zeren/model/history.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"

namespace zeren {
namespace {

using testing::BuildOrDie;
using ::testing::ElementsAre;

constexpr absl::CivilDay kEarly(2020, 1, 1);
constexpr absl::CivilDay kLate(2024, 1, 1);

// What tells a record from the others of its array.
std::string KeyOf(const UnitView& r) { return std::string(r.id); }
std::string KeyOf(const PostView& r) { return std::string(r.id); }
std::string KeyOf(const PersonView& r) { return std::string(r.id); }
std::string KeyOf(const UnitLineView& r) {
  return std::string(r.child) + " below " + std::string(r.parent);
}
std::string KeyOf(const ReportingLineView& r) {
  return std::string(r.post) + " to " +
         std::string(r.reports_to.post().value_or("nobody"));
}
std::string KeyOf(const MembershipView& r) {
  return std::string(r.person) + " in " + std::string(r.unit);
}
std::string KeyOf(const AppointmentView& r) {
  return std::string(r.person.value_or("nobody named")) + " on " +
         std::string(r.post);
}
std::string KeyOf(const AbsenceView& r) { return std::string(r.person); }

// Each fact as "2020-01-01 memberships: ann in b1".
std::vector<std::string> HistoryText(const Organization& organization,
                                     std::string_view name) {
  const auto history = HistoryOf(organization, *organization.Find(name));
  EXPECT_TRUE(history.ok()) << history.status();
  std::vector<std::string> text;
  for (const HistoryFact& fact : *history) {
    text.push_back(
        (fact.from ? FormatDay(*fact.from) : "-") + " " +
        std::string(fact.array()) + ": " +
        std::visit([](const auto& r) { return KeyOf(r); }, fact.record));
  }
  return text;
}

Records Sample() {
  Records records;
  records.units = {{.id = "top", .kind = "unit"},
                   {.id = "b1", .kind = "unit", .valid_from = kEarly},
                   {.id = "b2", .kind = "unit"}};
  records.unit_lines = {{.child = "b1", .parent = "top", .valid_from = kLate},
                        {.child = "b2", .parent = "b1"},
                        {.child = "b2", .parent = "top"}};
  records.posts = {{.id = "head", .unit = "b1", .kind = "head"},
                   {.id = "clerk", .unit = "b1", .kind = "post"}};
  records.reporting_lines = {
      {.post = "clerk", .reports_to = "head", .valid_from = kLate},
      {.post = "head", .reports_to = BasicReportsTo<std::string>::Nobody()},
      {.post = "head", .reports_to = "head", .valid_from = kEarly}};
  records.persons = {{.id = "ann"}, {.id = "bea"}};
  records.memberships = {
      {.person = "ann", .unit = "b1", .valid_from = kLate},
      {.person = "ann", .unit = "b2", .valid_to = kLate},
      {.person = "bea", .unit = "b1", .valid_from = kLate},
      {.person = "bea", .unit = "top", .valid_to = Until::Unknown()}};
  records.appointments = {
      {.person = "ann", .post = "head", .valid_from = kLate},
      {.person = std::nullopt, .post = "head", .undisclosed = true}};
  records.absences = {{.person = "ann", .reason = "ill", .valid_from = kEarly}};
  return records;
}

TEST(HistoryTest, OfAPersonItListsMembershipsAppointmentsAndAbsences) {
  EXPECT_THAT(HistoryText(BuildOrDie(Sample()), "person:ann"),
              ElementsAre("- persons: ann", "- memberships: ann in b2",
                          "2020-01-01 absences: ann",
                          "2024-01-01 memberships: ann in b1",
                          "2024-01-01 appointments: ann on head"));
}

TEST(HistoryTest, OfAPostItListsLinesAtBothEndsOnceAndAppointments) {
  EXPECT_THAT(HistoryText(BuildOrDie(Sample()), "post:head"),
              ElementsAre("- posts: head", "- reporting_lines: head to nobody",
                          "- appointments: nobody named on head",
                          "2020-01-01 reporting_lines: head to head",
                          "2024-01-01 reporting_lines: clerk to head",
                          "2024-01-01 appointments: ann on head"));
}

TEST(HistoryTest, OfAUnitItListsLinesAtBothEndsPostsAndMemberships) {
  EXPECT_THAT(HistoryText(BuildOrDie(Sample()), "unit:b1"),
              ElementsAre("- unit_lines: b2 below b1", "- posts: clerk",
                          "- posts: head", "2020-01-01 units: b1",
                          "2024-01-01 unit_lines: b1 below top",
                          "2024-01-01 memberships: ann in b1",
                          "2024-01-01 memberships: bea in b1"));
}

TEST(HistoryTest, FactsCarryTheDaysForWhichTheyWereWritten) {
  const Organization organization = BuildOrDie(Sample());
  const auto history =
      HistoryOf(organization, *organization.Find("person:bea"));
  ASSERT_TRUE(history.ok()) << history.status();
  ASSERT_EQ(history->size(), 3u);
  EXPECT_EQ((*history)[1].from, std::nullopt);
  EXPECT_EQ((*history)[1].to, Until::Unknown());
  EXPECT_EQ((*history)[2].from, kLate);
  EXPECT_EQ((*history)[2].to, Until());
}

TEST(HistoryTest, TiesGoByWhatTheRecordsSayAndNotByTheirOrder) {
  // Dense ids follow the tree, in which z comes before a.
  Records records;
  records.units = {{.id = "top", .kind = "unit"},
                   {.id = "a", .kind = "unit", .parent = "z"},
                   {.id = "z", .kind = "unit", .parent = "top"}};
  records.persons = {{.id = "ann"}};
  records.memberships = {
      {.person = "ann", .unit = "z", .home = false, .valid_from = kLate},
      {.person = "ann", .unit = "a", .valid_from = kLate},
      {.person = "ann", .unit = "z", .valid_from = kLate}};
  const std::vector<std::string> expected = {
      "- persons: ann", "2024-01-01 memberships: ann in a",
      "2024-01-01 memberships: ann in z", "2024-01-01 memberships: ann in z"};
  EXPECT_EQ(HistoryText(BuildOrDie(records), "person:ann"), expected);
  std::reverse(records.memberships.begin(), records.memberships.end());
  EXPECT_EQ(HistoryText(BuildOrDie(records), "person:ann"), expected);
}

TEST(HistoryTest, OtherNodesHaveNone) {
  Records records = Sample();
  records.tasks = {{.id = "t", .unit = "b1"}};
  const Organization organization = BuildOrDie(records);
  const absl::Status of_task =
      HistoryOf(organization, *organization.Find("task:t")).status();
  EXPECT_EQ(of_task.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(of_task.message(),
            "\"task:t\" has no history; ask for a unit, post or person");
  const absl::Status of_document = HistoryOf(organization, Node()).status();
  EXPECT_EQ(of_document.code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace zeren
