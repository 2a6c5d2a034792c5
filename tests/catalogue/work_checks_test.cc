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

// One unit with a vacant head post, one person, a task below a task, a duty.
Records SomeWork() {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.posts = {{.id = "head", .unit = "school", .kind = "head"}};
  records.persons = {{.id = "ann"}, {.id = "bob"}};
  records.tasks = {{.id = "big", .unit = "school"},
                   {.id = "small", .unit = "school", .parent = "big"}};
  records.duties = {{.id = "duty"}};
  return records;
}

// --------------------------------------------------------------
// work_unassigned

TEST(WorkUnassignedTest, FindsTasksAndDutiesThatNobodyHas) {
  const Snapshot snapshot = SnapshotOrDie(SomeWork());
  EXPECT_THAT(Found(snapshot, "work_unassigned"),
              ElementsAre("duty:duty", "task:big", "task:small"));
  EXPECT_THAT(Found(snapshot, "work_unassigned", {{"kind", "duty"}}),
              ElementsAre("duty:duty"));
  EXPECT_THAT(
      Said(snapshot, "work_unassigned", "en"),
      ElementsAre(
          "duty:duty is assigned to nobody, and has no bearer",
          "task:big is assigned to nobody, and neither is any task above it",
          "task:small is assigned to nobody, and neither is any task above "
          "it"));
  EXPECT_THAT(
      Said(snapshot, "work_unassigned", "zh", {{"role", "oversight"}}),
      ElementsAre(
          "duty:duty没有分配给任何人（角色：监督），也没有承担者",
          "task:big没有分配给任何人（角色：监督），其上级任务也没有",
          "task:small没有分配给任何人（角色：监督），其上级任务也没有"));
}

TEST(WorkUnassignedTest, IsContentWithAnAssignmentOfATaskAbove) {
  Records records = SomeWork();
  records.assignments = {
      {.work = "task:big", .role = Role::kInformed, .to = "person:ann"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "work_unassigned"),
              ElementsAre("duty:duty"));
  EXPECT_THAT(Found(SnapshotOrDie(records), "work_unassigned",
                    {{"role", "accountable"}, {"kind", "task"}}),
              ElementsAre("task:big", "task:small"));
}

TEST(WorkUnassignedTest, CountsNoAssignmentToSomebodyWhoHasLeft) {
  Records records = SomeWork();
  records.persons[0].valid_to = Day(2020, 1, 1);
  records.assignments = {
      {.work = "task:big", .role = Role::kAccountable, .to = "person:ann"}};
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "work_unassigned", {{"kind", "task"}}),
      ElementsAre("task:big", "task:small"));
}

TEST(WorkUnassignedTest, IsContentWithTheBearerOfADuty) {
  Records records = SomeWork();
  records.duties[0].bearer = "unit:school";
  const Snapshot snapshot = SnapshotOrDie(records);
  const auto found = [&](std::string_view role) {
    return Found(snapshot, "work_unassigned",
                 {{"kind", "duty"}, {"role", role}});
  };
  EXPECT_THAT(Found(snapshot, "work_unassigned", {{"kind", "duty"}}),
              IsEmpty());
  EXPECT_THAT(found("accountable"), IsEmpty());
  EXPECT_THAT(found("responsible"), IsEmpty());
  // Who bears a duty does not oversee it.
  EXPECT_THAT(found("oversight"), ElementsAre("duty:duty"));
}

TEST(WorkUnassignedTest, LooksAtOpenTasksOnly) {
  Records records = SomeWork();
  records.tasks[0].start = Day(2027, 1, 1);
  records.tasks[1].cancelled = Day(2026, 1, 1);
  records.tasks.push_back({.id = "done", .unit = "school"});
  records.progress = {{.task = "done", .day = Day(2026, 1, 1), .done = 1}};
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "work_unassigned", {{"kind", "task"}}),
      IsEmpty());
}

// -------------------------------------------------------------
// answerer_missing

TEST(AnswererMissingTest, FindsWorkThatEndsWithNobody) {
  const Snapshot snapshot = SnapshotOrDie(SomeWork());
  EXPECT_THAT(Found(snapshot, "answerer_missing"),
              ElementsAre("duty:duty", "task:big", "task:small"));
  EXPECT_EQ(Said(snapshot, "answerer_missing", "en")[0],
            "nobody answers for duty:duty");
  EXPECT_EQ(
      Said(snapshot, "answerer_missing", "en", {{"role", "consulted"}})[0],
      "nobody answers for duty:duty as consulted");
  EXPECT_EQ(Said(snapshot, "answerer_missing", "zh")[1], "task:big没有人负责");
}

TEST(AnswererMissingTest, IsContentWithTheHeadOfTheUnit) {
  Records records = SomeWork();
  records.appointments = {{.person = "ann", .post = "head"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "answerer_missing"),
              ElementsAre("duty:duty"));
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "answerer_missing", {{"role", "support"}}),
      ElementsAre("duty:duty", "task:big", "task:small"));
}

TEST(AnswererMissingTest, IsContentWithAWithheldName) {
  Records records = SomeWork();
  records.appointments = {
      {.person = std::nullopt, .post = "head", .undisclosed = true}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "answerer_missing"),
              ElementsAre("duty:duty"));
}

TEST(AnswererMissingTest, IsContentWithWhoeverIsResponsible) {
  Records records = SomeWork();
  records.assignments = {
      {.work = "duty:duty", .role = Role::kAccountable, .to = "post:head"},
      {.work = "duty:duty", .role = Role::kResponsible, .to = "person:ann"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "answerer_missing"),
              ElementsAre("task:big", "task:small"));
  EXPECT_THAT(Found(SnapshotOrDie(records), "answerer_missing",
                    {{"role", "accountable"}}),
              ElementsAre("duty:duty", "task:big", "task:small"));
}

// -------------------------------------------------------------
// many_accountable

TEST(ManyAccountableTest, FindsDifferentAccountableOfTheTaskItself) {
  Records records = SomeWork();
  records.assignments = {
      {.work = "task:big", .role = Role::kAccountable, .to = "unit:school"},
      {.work = "task:big", .role = Role::kAccountable, .to = "person:ann"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Found(snapshot, "many_accountable"),
      ElementsAre(R"(task:big {"accountable":["person:ann","unit:school"]})"));
  EXPECT_THAT(Said(snapshot, "many_accountable", "en"),
              ElementsAre("task:big has more than one accountable: person:ann, "
                          "unit:school"));
  EXPECT_THAT(Said(snapshot, "many_accountable", "zh"),
              ElementsAre("task:big有不止一个负责者：person:ann、unit:school"));
}

TEST(ManyAccountableTest, CountsOneTargetOnceAndOneRoleOnly) {
  Records records = SomeWork();
  records.assignments = {
      {.work = "task:big", .role = Role::kAccountable, .to = "person:ann"},
      {.work = "task:big",
       .role = Role::kAccountable,
       .to = "person:ann",
       .valid_from = Day(2020, 1, 1)},
      {.work = "task:big", .role = Role::kResponsible, .to = "person:bob"},
      {.work = "task:small", .role = Role::kAccountable, .to = "person:bob"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "many_accountable"), IsEmpty());
}

// -----------------------------------------------------------------
// task_overdue

TEST(TaskOverdueTest, FindsATaskFromTheDayAfterItsLast) {
  Records records = SomeWork();
  records.tasks[0].due = Day(2026, 11, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 1)), "task_overdue"),
              IsEmpty());
  const Snapshot snapshot = SnapshotOrDie(records, Day(2026, 11, 2));
  EXPECT_THAT(Found(snapshot, "task_overdue"),
              ElementsAre(R"(task:big {"days":1})"));
  EXPECT_THAT(Said(snapshot, "task_overdue", "en"),
              ElementsAre("task:big is 1 day overdue"));
  EXPECT_THAT(Said(snapshot, "task_overdue", "zh"),
              ElementsAre("task:big已逾期1天"));
}

TEST(TaskOverdueTest, IsContentWithATaskThatIsDoneOrCancelled) {
  Records records = SomeWork();
  records.tasks[0].due = Day(2026, 11, 1);
  records.tasks[0].cancelled = Day(2026, 10, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records), "task_overdue"), IsEmpty());
  records.tasks[0].cancelled = std::nullopt;
  records.progress = {{.task = "small", .day = Day(2026, 11, 20), .done = 1}};
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 19)), "task_overdue"),
              ElementsAre(R"(task:big {"days":18})"));
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 20)), "task_overdue"),
              IsEmpty());
}

}  // namespace
}  // namespace zeren
