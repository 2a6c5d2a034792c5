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

// A school with a head and an inspector, a branch with a secretary and a clerk,
// and a task of the school that the head does.
Records School() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "branch", .kind = "branch", .parent = "school"},
                   {.id = "office", .kind = "office"}};
  records.posts = {{.id = "head", .unit = "school", .kind = "head"},
                   {.id = "inspector", .unit = "school", .kind = "inspector"},
                   {.id = "secretary", .unit = "branch", .kind = "head"},
                   {.id = "clerk", .unit = "branch", .kind = "clerk"},
                   {.id = "auditor", .unit = "office", .kind = "auditor"}};
  records.persons = {
      {.id = "p1"}, {.id = "p2"}, {.id = "p3"}, {.id = "p4"}, {.id = "p5"}};
  records.appointments = {{.person = "p1", .post = "head"},
                          {.person = "p2", .post = "inspector"},
                          {.person = "p3", .post = "secretary"},
                          {.person = "p4", .post = "clerk"},
                          {.person = "p5", .post = "auditor"}};
  records.tasks = {{.id = "task", .unit = "branch"}};
  return records;
}

AssignmentRecord Assign(Role role, BasicNodeRef<std::string> to) {
  return {.work = {NodeKind::kTask, "task"}, .role = role, .to = std::move(to)};
}

// --------------------------------------------------------------
// outside_chain

TEST(OutsideChainTest, FindsWhoSitsNeitherInTheUnitNorBelow) {
  Records records = School();
  records.tasks[0].unit = "branch";
  records.assignments = {Assign(Role::kAccountable, "post:secretary"),
                         Assign(Role::kResponsible, "post:head"),
                         Assign(Role::kSupport, "unit:office"),
                         Assign(Role::kConsulted, "post:auditor"),
                         Assign(Role::kInformed, "post:auditor"),
                         Assign(Role::kOversight, "post:auditor")};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "outside_chain"),
              ElementsAre(R"(task:task {"unit":"unit:branch",)"
                          R"("assignees":["post:head","unit:office"]})"));
  EXPECT_THAT(Said(snapshot, "outside_chain", "en"),
              ElementsAre("task:task of unit:branch is assigned to somebody "
                          "outside it: post:head, unit:office"));
  EXPECT_THAT(Said(snapshot, "outside_chain", "zh"),
              ElementsAre("unit:branch的task:task分配给了该单位以外的："
                          "post:head、unit:office"));
  records.tasks[0].unit = "school";
  records.assignments.erase(records.assignments.begin() + 2);
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_chain"), IsEmpty());
}

TEST(OutsideChainTest, GoesByTheHomeOfAPersonOrElseByThePosts) {
  Records records = School();
  records.assignments = {Assign(Role::kResponsible, "person:p3")};
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_chain"), IsEmpty());
  records.memberships = {{.person = "p3", .unit = "office"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_chain"),
              ElementsAre(R"(task:task {"unit":"unit:branch",)"
                          R"("assignees":["person:p3"]})"));
  records.memberships[0].home = false;
  records.memberships.push_back({.person = "p3", .unit = "branch"});
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_chain"), IsEmpty());
  // Of somebody who is nowhere nothing can be said.
  records.memberships.clear();
  records.appointments.erase(records.appointments.begin() + 2);
  EXPECT_THAT(Found(SnapshotOrDie(records), "outside_chain"), IsEmpty());
}

TEST(OutsideChainTest, LooksAtOpenTasksOfAUnitInForce) {
  Records records = School();
  records.assignments = {Assign(Role::kResponsible, "post:head")};
  records.tasks[0].start = Day(2026, 12, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 30)), "outside_chain"),
              IsEmpty());
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 12, 1)), "outside_chain"),
              ElementsAre(R"(task:task {"unit":"unit:branch",)"
                          R"("assignees":["post:head"]})"));
  records.units[1].valid_to = Day(2026, 12, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 12, 1)), "outside_chain"),
              IsEmpty());
}

// -------------------------------------------------------------
// self_oversight

TEST(SelfOversightTest, FindsAnOverseerWhoDoesIt) {
  Records records = School();
  // By the fallback, the secretary is accountable.
  records.assignments = {Assign(Role::kOversight, "person:p3")};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Found(snapshot, "self_oversight"),
      ElementsAre(R"(task:task {"overseer":"person:p3","answers_to":null})"));
  EXPECT_THAT(Said(snapshot, "self_oversight", "en"),
              ElementsAre("person:p3 oversees task:task and also does it"));
  EXPECT_THAT(Said(snapshot, "self_oversight", "zh"),
              ElementsAre("person:p3监督task:task，同时又负责执行"));
  records.assignments.push_back(Assign(Role::kAccountable, "post:auditor"));
  records.assignments.push_back(Assign(Role::kResponsible, "post:clerk"));
  EXPECT_THAT(Found(SnapshotOrDie(records), "self_oversight"), IsEmpty());
}

TEST(SelfOversightTest, FindsAnOverseerWhoAnswersToWhoDoesIt) {
  Records records = School();
  records.assignments = {Assign(Role::kAccountable, "post:head"),
                         Assign(Role::kOversight, "post:clerk"),
                         Assign(Role::kOversight, "post:auditor")};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Found(snapshot, "self_oversight"),
      ElementsAre(
          R"(task:task {"overseer":"person:p4","answers_to":"person:p1"})"));
  EXPECT_THAT(Said(snapshot, "self_oversight", "en"),
              ElementsAre("person:p4 oversees task:task and answers to "
                          "person:p1, who does it"));
  EXPECT_THAT(Said(snapshot, "self_oversight", "zh"),
              ElementsAre("person:p4监督task:task，"
                          "却受负责执行的person:p1领导"));
}

TEST(SelfOversightTest, GoesByThePostAsWhichTheTaskIsOverseen) {
  Records records = School();
  // As a member of the branch the auditor answers to its secretary, as auditor
  // to nobody.
  records.memberships = {{.person = "p5", .unit = "branch"}};
  records.assignments = {Assign(Role::kAccountable, "post:secretary"),
                         Assign(Role::kOversight, "post:auditor")};
  EXPECT_THAT(Found(SnapshotOrDie(records), "self_oversight"), IsEmpty());
  records.assignments[1].to = "person:p5";
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "self_oversight"),
      ElementsAre(
          R"(task:task {"overseer":"person:p5","answers_to":"person:p3"})"));
}

TEST(SelfOversightTest, FindsAPostWhoseHolderIsWithheld) {
  Records records = School();
  records.appointments[0] = {
      .person = std::nullopt, .post = "head", .undisclosed = true};
  records.assignments = {Assign(Role::kAccountable, "post:head"),
                         Assign(Role::kOversight, "unit:school"),
                         Assign(Role::kOversight, "post:inspector")};
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "self_oversight"),
      ElementsAre(
          R"(task:task {"overseer":"person:p2","answers_to":"post:head"})",
          R"(task:task {"overseer":"post:head","answers_to":null})"));
}

TEST(SelfOversightTest, LooksAtOpenTasksOnly) {
  Records records = School();
  records.assignments = {Assign(Role::kOversight, "person:p3")};
  records.tasks[0].cancelled = Day(2026, 1, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records), "self_oversight"), IsEmpty());
}

}  // namespace
}  // namespace zeren
