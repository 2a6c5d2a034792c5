#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;
using ::zeren::testing::BuildOrDie;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::kDay;
using ::zeren::testing::ReportOf;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

// The gap of one absent id that resembles no other.
std::string Absent(std::string_view focus, std::string_view field,
                   std::string_view kind) {
  return std::string(focus) + " {\"field\":\"" + std::string(field) +
         "\",\"kind\":\"" + std::string(kind) +
         "\",\"id\":\"ghost\",\"nearest\":null}";
}

Records OnePerson() {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.persons = {{.id = "ann"}};
  return records;
}

TEST(DanglingReferenceTest, FindsWhatTheDocumentLacks) {
  Records records = OnePerson();
  records.memberships = {{.person = "ann", .unit = "ghost"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "dangling_reference"),
              ElementsAre(Absent("person:ann", "memberships.unit", "unit")));
  EXPECT_EQ(ReportOf(snapshot, "dangling_reference").gaps()[0].detection.key,
            "ghost");
  EXPECT_THAT(
      Said(snapshot, "dangling_reference", "en"),
      ElementsAre("person:ann: memberships.unit names unit:ghost, which "
                  "the document does not have"));
  EXPECT_THAT(
      Said(snapshot, "dangling_reference", "zh"),
      ElementsAre(
          "person:ann：memberships.unit所指的unit:ghost在文档中不存在"));
}

TEST(DanglingReferenceTest, IsContentWithADocumentThatHasAllItNames) {
  Records records = OnePerson();
  records.memberships = {{.person = "ann", .unit = "school"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "dangling_reference"), IsEmpty());
}

TEST(DanglingReferenceTest, LooksAtEveryReferenceFieldOfTheFormat) {
  Records records = OnePerson();
  records.units.push_back(
      {.id = "u", .kind = "unit", .parent = "ghost", .head = "ghost"});
  records.unit_lines = {{.child = "ghost", .parent = "school"},
                        {.child = "school", .parent = "ghost"}};
  records.posts = {
      {.id = "p", .unit = "ghost", .kind = "k", .reports_to = "ghost"}};
  records.reporting_lines = {{.post = "ghost", .reports_to = "p"},
                             {.post = "p", .reports_to = "ghost"}};
  records.memberships = {{.person = "ghost", .unit = "school"}};
  records.appointments = {
      {.person = "ghost", .post = "p"},
      {.person = "ann", .post = "ghost", .approved_by = "ghost"}};
  records.absences = {{.person = "ghost"}};
  records.delegations = {
      {.id = "g",
       .from = "post:ghost",
       .to = "person:ghost",
       .scope =
           std::vector<BasicNodeRef<std::string>>{"task:ghost", "duty:ghost"},
       .set_by = "ghost"}};
  records.duties = {{.id = "d", .bearer = "unit:ghost", .superior = "ghost"}};
  records.tasks = {{.id = "t", .unit = "ghost", .parent = "ghost"}};
  records.assignments = {{.work = "task:ghost", .to = "person:ann"},
                         {.work = "task:t", .to = "post:ghost"}};
  records.progress = {{.task = "ghost", .day = kDay, .done = 1, .by = "ann"},
                      {.task = "t", .day = kDay, .done = 1, .by = "ghost"}};
  records.events = {{.id = "e",
                     .kind = "k",
                     .subject = "unit:ghost",
                     .day = kDay,
                     .participants = {"ann", "ghost"}}};
  records.findings = {
      {.id = "f",
       .subject = "event:ghost",
       .source = "audit",
       .found = kDay,
       .owner = "post:ghost",
       .steps = {
           {.state = FindingState::kListed, .day = kDay, .by = "ghost"}}}};
  records.training = {{.person = "ghost", .day = kDay, .hours = 1}};
  records.stages = {
      {.person = "ann", .stage = "s", .day = kDay, .unit = "ghost"}};
  records.scores = {
      {.cycle = "c", .indicator = "i", .subject = "unit:ghost", .score = 1}};
  records.grades = {{.cycle = "c",
                     .subject = "unit:school",
                     .grade = "A",
                     .follow_up = "ghost"}};
  records.approvals = {
      {.rule = "r", .focus = "finding:ghost", .reason = "x"},
      {.rule = "r", .focus = "delegation:ghost", .by = "post:p", .reason = "x"},
      {.rule = "r", .focus = "unit:u", .by = "unit:ghost", .reason = "x"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "dangling_reference"),
              UnorderedElementsAre(
                  Absent("unit:u", "units.parent", "unit"),
                  Absent("unit:u", "units.head", "post"),
                  Absent("unit:school", "unit_lines.child", "unit"),
                  Absent("unit:school", "unit_lines.parent", "unit"),
                  Absent("post:p", "posts.unit", "unit"),
                  Absent("post:p", "posts.reports_to", "post"),
                  Absent("post:p", "reporting_lines.post", "post"),
                  Absent("post:p", "reporting_lines.reports_to", "post"),
                  Absent("unit:school", "memberships.person", "person"),
                  Absent("post:p", "appointments.person", "person"),
                  Absent("person:ann", "appointments.post", "post"),
                  Absent("person:ann", "appointments.approved_by", "unit"),
                  Absent("document", "absences.person", "person"),
                  Absent("delegation:g", "delegations.from", "post"),
                  Absent("delegation:g", "delegations.to", "person"),
                  Absent("delegation:g", "delegations.scope", "task"),
                  Absent("delegation:g", "delegations.scope", "duty"),
                  Absent("delegation:g", "delegations.set_by", "person"),
                  Absent("duty:d", "duties.bearer", "unit"),
                  Absent("duty:d", "duties.superior", "duty"),
                  Absent("task:t", "tasks.unit", "unit"),
                  Absent("task:t", "tasks.parent", "task"),
                  Absent("person:ann", "assignments.work", "task"),
                  Absent("task:t", "assignments.to", "post"),
                  Absent("person:ann", "progress.task", "task"),
                  Absent("task:t", "progress.by", "person"),
                  Absent("event:e", "events.subject", "unit"),
                  Absent("event:e", "events.participants", "person"),
                  Absent("finding:f", "findings.subject", "event"),
                  Absent("finding:f", "findings.owner", "post"),
                  Absent("finding:f", "findings.steps.by", "person"),
                  Absent("document", "training.person", "person"),
                  Absent("person:ann", "stages.unit", "unit"),
                  Absent("document", "scores.subject", "unit"),
                  Absent("unit:school", "grades.follow_up", "event"),
                  Absent("document", "approvals.focus", "finding"),
                  Absent("post:p", "approvals.focus", "delegation"),
                  Absent("unit:u", "approvals.by", "unit")));
}

TEST(DanglingReferenceTest, FindsOneGapForEachFocusFieldAndTarget) {
  Records records = OnePerson();
  records.memberships = {
      {.person = "ann", .unit = "ghost"},
      {.person = "ann", .unit = "ghost", .standing = "full"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "dangling_reference"),
              ElementsAre(Absent("person:ann", "memberships.unit", "unit")));
}

TEST(DanglingReferenceTest, LooksAtStatedFactsOnly) {
  Records records = OnePerson();
  records.memberships = {{.person = "ann",
                          .unit = "ghost",
                          .valid_from = Day(2024, 1, 1),
                          .valid_to = Day(2024, 7, 1)}};
  const Organization org = BuildOrDie(records);
  EXPECT_THAT(Found(org.AsOf(Day(2023, 12, 31)), "dangling_reference"),
              IsEmpty());
  EXPECT_THAT(Found(org.AsOf(Day(2024, 6, 30)), "dangling_reference"),
              ElementsAre(Absent("person:ann", "memberships.unit", "unit")));
  EXPECT_THAT(Found(org.AsOf(Day(2024, 7, 1)), "dangling_reference"),
              IsEmpty());
}

TEST(DanglingReferenceTest, HoldsWhileItsFocusIsInForce) {
  Records records = OnePerson();
  records.persons[0].valid_to = Day(2024, 7, 1);
  records.appointments = {
      {.person = "ann", .post = "ghost", .approved_by = "school"}};
  const Organization org = BuildOrDie(records);
  EXPECT_THAT(Found(org.AsOf(Day(2024, 6, 30)), "dangling_reference"),
              ElementsAre(Absent("person:ann", "appointments.post", "post")));
  // The school, which is in force, is not asked instead.
  EXPECT_THAT(Found(org.AsOf(Day(2024, 7, 1)), "dangling_reference"),
              IsEmpty());
}

TEST(DanglingReferenceTest, NamesTheNearestIdOfTheSameKind) {
  Records records = OnePerson();
  records.units = {{.id = "School-1", .kind = "school"},
                   {.id = "SCHOOL 1", .kind = "school"},
                   {.id = "校-2", .kind = "school"}};
  records.persons.push_back({.id = "school_2"});
  records.memberships = {{.person = "ann", .unit = "school_1"},
                         {.person = "ann", .unit = "校2"},
                         {.person = "ann", .unit = "school2"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  const std::string field = R"(person:ann {"field":"memberships.unit",)";
  EXPECT_THAT(
      Found(snapshot, "dangling_reference"),
      ElementsAre(
          field + R"("kind":"unit","id":"school2","nearest":null})",
          field + R"("kind":"unit","id":"school_1","nearest":"SCHOOL 1"})",
          field + R"("kind":"unit","id":"校2","nearest":"校-2"})"));
  EXPECT_EQ(Said(snapshot, "dangling_reference", "en")[1],
            "person:ann: memberships.unit names unit:school_1, which the "
            "document does not have; did you mean unit:SCHOOL 1?");
  EXPECT_EQ(Said(snapshot, "dangling_reference", "zh")[1],
            "person:ann：memberships.unit所指的unit:school_1在文档中不存在；"
            "是否应为unit:SCHOOL 1？");
}

TEST(DanglingReferenceTest, CountsNobodyAndAWithheldNameAsNoReference) {
  Records records = OnePerson();
  records.posts = {{.id = "p",
                    .unit = "school",
                    .kind = "k",
                    .reports_to = BasicReportsTo<std::string>::Nobody()}};
  records.appointments = {
      {.person = std::nullopt, .post = "p", .undisclosed = true}};
  // An absent person, so that the column is looked at.
  records.absences = {{.person = "ghost"}};
  records.reporting_lines = {
      {.post = "p", .reports_to = BasicReportsTo<std::string>::Nobody()},
      {.post = "p", .reports_to = "ghost", .kind = "guidance"}};
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "dangling_reference"),
      ElementsAre(Absent("document", "absences.person", "person"),
                  Absent("post:p", "reporting_lines.reports_to", "post")));
}

}  // namespace
}  // namespace zeren
