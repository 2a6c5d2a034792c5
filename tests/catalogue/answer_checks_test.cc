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

// A school with a head, a branch with a head of its own and a task, both posts
// held, and a duty of the branch.
Records TwoLevels() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "branch", .kind = "branch", .parent = "school"}};
  records.posts = {{.id = "head", .unit = "school", .kind = "head"},
                   {.id = "secretary", .unit = "branch", .kind = "head"}};
  records.persons = {{.id = "p1"}, {.id = "p2"}};
  records.appointments = {{.person = "p1", .post = "head"},
                          {.person = "p2", .post = "secretary"}};
  records.tasks = {{.id = "report", .unit = "branch"}};
  records.duties = {{.id = "duty", .bearer = "post:secretary"}};
  return records;
}

// ----------------------------------------------------------
// answerer_escalated

TEST(AnswererEscalatedTest, FindsWorkThatWentUpPastAVacancy) {
  Records records = TwoLevels();
  EXPECT_THAT(Found(SnapshotOrDie(records), "answerer_escalated"), IsEmpty());
  records.appointments.pop_back();
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Found(snapshot, "answerer_escalated"),
      ElementsAre(R"(duty:duty {"hops":1,"answerers":["person:p1"]})",
                  R"(task:report {"hops":1,"answerers":["person:p1"]})"));
  EXPECT_THAT(Found(snapshot, "answerer_escalated", {{"max_hops", 1}}),
              IsEmpty());
  EXPECT_EQ(Said(snapshot, "answerer_escalated", "en")[1],
            "person:p1 answers for task:report as accountable only because "
            "nobody nearer does: 1 step further up");
  EXPECT_EQ(Said(snapshot, "answerer_escalated", "zh")[1],
            "task:report逐级上推1级才有人承担（角色：负责）：person:p1");
}

TEST(AnswererEscalatedTest, LooksAtTheRoleAndNotAtWorkWithoutAnybody) {
  Records records = TwoLevels();
  records.appointments.pop_back();
  records.assignments = {
      {.work = "task:report", .role = Role::kSupport, .to = "post:head"},
      {.work = "task:report", .role = Role::kOversight, .to = "unit:branch"}};
  const auto found = [&](std::string_view role) {
    return Found(SnapshotOrDie(records), "answerer_escalated",
                 {{"role", role}});
  };
  EXPECT_THAT(found("support"), IsEmpty());
  EXPECT_THAT(
      found("oversight"),
      ElementsAre(R"(task:report {"hops":1,"answerers":["person:p1"]})"));
  // Nobody at all is another gap.
  records.appointments.clear();
  EXPECT_THAT(found("oversight"), IsEmpty());
}

TEST(AnswererEscalatedTest, NamesAPostWhoseHolderIsWithheld) {
  Records records = TwoLevels();
  records.appointments = {
      {.person = std::nullopt, .post = "head", .undisclosed = true}};
  EXPECT_EQ(Found(SnapshotOrDie(records), "answerer_escalated")[1],
            R"(task:report {"hops":1,"answerers":["post:head"]})");
}

TEST(AnswererEscalatedTest, LooksAtOpenTasksOnly) {
  Records records = TwoLevels();
  records.appointments.pop_back();
  records.duties.clear();
  records.tasks[0].start = Day(2027, 1, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records), "answerer_escalated"), IsEmpty());
}

// -----------------------------------------------------
// future_answerer_missing

TEST(FutureAnswererMissingTest, FindsTheFirstDayWithinTheLead) {
  Records records = TwoLevels();
  records.appointments[0].valid_to = Day(2026, 12, 31);
  records.appointments[1].valid_to = Day(2026, 12, 1);
  const auto found = [&](int month, int day, Value::Record params) {
    return Found(SnapshotOrDie(records, Day(2026, month, day)),
                 "future_answerer_missing", std::move(params));
  };
  EXPECT_THAT(found(12, 1, {{"lead_days", 30}}),
              ElementsAre(R"(duty:duty {"from":"2026-12-31"})",
                          R"(task:report {"from":"2026-12-31"})"));
  EXPECT_THAT(found(12, 1, {{"lead_days", 29}}), IsEmpty());
  EXPECT_THAT(found(12, 30, {{"lead_days", 0}}), IsEmpty());
  EXPECT_THAT(found(10, 2, {}), SizeIs(2));
  EXPECT_THAT(found(10, 1, {}), IsEmpty());
}

TEST(FutureAnswererMissingTest, LeavesTodayToAnotherCheck) {
  Records records = TwoLevels();
  records.appointments.clear();
  EXPECT_THAT(Found(SnapshotOrDie(records), "future_answerer_missing"),
              IsEmpty());
  // Somebody comes, and goes again.
  records.appointments = {{.person = "p1",
                           .post = "head",
                           .valid_from = Day(2026, 12, 1),
                           .valid_to = Day(2026, 12, 5)}};
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 30)),
                    "future_answerer_missing"),
              IsEmpty());
  EXPECT_EQ(Found(SnapshotOrDie(records, Day(2026, 12, 4)),
                  "future_answerer_missing")[1],
            R"(task:report {"from":"2026-12-05"})");
}

TEST(FutureAnswererMissingTest, LooksAtDaysOnWhichTheWorkIsThere) {
  Records records = TwoLevels();
  for (AppointmentRecord& held : records.appointments) {
    held.valid_to = Day(2026, 12, 1);
  }
  records.tasks[0].cancelled = Day(2026, 12, 1);
  records.duties[0].valid_to = Day(2026, 12, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records), "future_answerer_missing"),
              IsEmpty());
  // One that has not begun yet and will have nobody.
  records.tasks[0].cancelled = std::nullopt;
  records.tasks[0].start = Day(2026, 12, 24);
  EXPECT_THAT(Found(SnapshotOrDie(records), "future_answerer_missing"),
              ElementsAre(R"(task:report {"from":"2026-12-24"})"));
  // Done by then, and no longer done on a later day.
  records.progress = {{.task = "report", .day = Day(2026, 12, 1), .done = 1},
                      {.task = "report", .day = Day(2027, 1, 10), .done = 0.5}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "future_answerer_missing"),
              ElementsAre(R"(task:report {"from":"2027-01-10"})"));
}

TEST(FutureAnswererMissingTest, AsksForOneRoleOrForEitherOfTwo) {
  Records records = TwoLevels();
  records.duties.clear();
  records.assignments = {
      {.work = "task:report", .role = Role::kAccountable, .to = "person:p1"},
      {.work = "task:report", .role = Role::kResponsible, .to = "person:p2"}};
  records.persons[0].valid_to = Day(2026, 12, 1);
  records.units[0].head = "nobody";
  records.units[1].head = "nobody";
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "future_answerer_missing"), IsEmpty());
  EXPECT_THAT(
      Found(snapshot, "future_answerer_missing", {{"role", "accountable"}}),
      ElementsAre(R"(task:report {"from":"2026-12-01"})"));
  EXPECT_THAT(
      Said(snapshot, "future_answerer_missing", "en",
           {{"role", "accountable"}}),
      ElementsAre("from 2026-12-01 on nobody will answer for task:report as "
                  "accountable"));
  EXPECT_THAT(Said(snapshot, "future_answerer_missing", "zh",
                   {{"role", "accountable"}}),
              ElementsAre("task:report自2026-12-01起将没有人负责"
                          "（角色：负责）"));
}

}  // namespace
}  // namespace zeren
