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

// A task of ten days.
Records TenDays() {
  Records records;
  records.units = {{.id = "unit", .kind = "unit"}};
  records.tasks = {{.id = "task",
                    .unit = "unit",
                    .start = Day(2026, 11, 1),
                    .due = Day(2026, 11, 10)}};
  return records;
}

// ---------------------------------------------------------------
// task_at_risk

TEST(TaskAtRiskTest, FindsATaskThatIsBehindByMoreThanTheMargin) {
  Records records = TenDays();
  const auto found = [&](int day, Value::Record params = {}) {
    return Found(SnapshotOrDie(records, Day(2026, 11, day)), "task_at_risk",
                 std::move(params));
  };
  EXPECT_THAT(found(3), IsEmpty());
  EXPECT_THAT(
      found(4),
      ElementsAre(R"(task:task {"days_used":3,"days":10,"progress":0.0})"));
  EXPECT_THAT(
      found(2, {{"margin", 0}}),
      ElementsAre(R"(task:task {"days_used":1,"days":10,"progress":0.0})"));
  EXPECT_THAT(found(1, {{"margin", 0}}), IsEmpty());
  EXPECT_THAT(found(6, {{"margin", 0.5}}), IsEmpty());
  EXPECT_THAT(
      found(7, {{"margin", 0.5}}),
      ElementsAre(R"(task:task {"days_used":6,"days":10,"progress":0.0})"));
  // On its last day it is at risk, on the next it is late.
  EXPECT_THAT(
      found(10),
      ElementsAre(R"(task:task {"days_used":9,"days":10,"progress":0.0})"));
  EXPECT_THAT(found(11), IsEmpty());
}

TEST(TaskAtRiskTest, LooksAtTheProgress) {
  Records records = TenDays();
  records.progress = {{.task = "task", .day = Day(2026, 11, 2), .done = 0.25}};
  const Snapshot snapshot = SnapshotOrDie(records, Day(2026, 11, 6));
  EXPECT_THAT(
      Found(snapshot, "task_at_risk"),
      ElementsAre(R"(task:task {"days_used":5,"days":10,"progress":0.25})"));
  EXPECT_THAT(Said(snapshot, "task_at_risk", "en"),
              ElementsAre("task:task may come too late: 50% of its time is "
                          "used, and 25% of the work done"));
  EXPECT_THAT(Said(snapshot, "task_at_risk", "zh"),
              ElementsAre("task:task有逾期风险：时间已过50%，进度为25%"));
  records.progress[0].done = 0.3;
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 6)), "task_at_risk"),
              IsEmpty());
  records.progress[0].done = 1;
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 10)), "task_at_risk"),
              IsEmpty());
}

TEST(TaskAtRiskTest, JudgesNoTaskWithoutBothDaysOrCancelled) {
  Records records = TenDays();
  records.tasks[0].start = std::nullopt;
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 10)), "task_at_risk"),
              IsEmpty());
  records = TenDays();
  records.tasks[0].cancelled = Day(2026, 11, 10);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 10)), "task_at_risk"),
              IsEmpty());
}

// ---------------------------------------------------------------
// task_stalled

TEST(TaskStalledTest, CountsFromTheStartOrTheNewestReport) {
  Records records = TenDays();
  const auto found = [&](int month, int day, Value::Record params = {}) {
    return Found(SnapshotOrDie(records, Day(2026, month, day)), "task_stalled",
                 std::move(params));
  };
  EXPECT_THAT(found(11, 30), IsEmpty());
  EXPECT_THAT(found(12, 1), ElementsAre(R"(task:task {"days":30})"));
  EXPECT_THAT(found(11, 7, {{"days", 7}}), IsEmpty());
  EXPECT_THAT(found(11, 8, {{"days", 7}}),
              ElementsAre(R"(task:task {"days":7})"));
  records.progress = {{.task = "task", .day = Day(2026, 11, 5), .done = 0.1},
                      {.task = "task",
                       .day = Day(2026, 11, 6),
                       .done = 0.2,
                       .state = ProgressState::kRejected},
                      {.task = "task", .day = Day(2026, 12, 2), .done = 0.1}};
  EXPECT_THAT(found(11, 11, {{"days", 7}}), IsEmpty());
  EXPECT_THAT(found(11, 12, {{"days", 7}}),
              ElementsAre(R"(task:task {"days":7})"));
  EXPECT_THAT(found(12, 2, {{"days", 1}}), IsEmpty());
  // What was reported before the start does not count against it.
  records.progress = {{.task = "task", .day = Day(2026, 10, 1), .done = 0.1}};
  EXPECT_THAT(found(11, 8, {{"days", 8}}), IsEmpty());
}

TEST(TaskStalledTest, FindsATaskOfWhichNothingWasEverHeard) {
  Records records = TenDays();
  records.tasks[0].start = std::nullopt;
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "task_stalled"),
              ElementsAre(R"(task:task {"days":null})"));
  EXPECT_THAT(Said(snapshot, "task_stalled", "en"),
              ElementsAre("no progress of task:task was ever reported"));
  EXPECT_THAT(Said(snapshot, "task_stalled", "zh"),
              ElementsAre("task:task从未报告过进度"));
  records.tasks[0].start = Day(2026, 11, 1);
  const Snapshot later = SnapshotOrDie(records, Day(2026, 12, 11));
  EXPECT_THAT(
      Said(later, "task_stalled", "en"),
      ElementsAre("no progress of task:task has been reported for 40 days"));
  EXPECT_THAT(Said(later, "task_stalled", "zh"),
              ElementsAre("task:task已有40天没有报告进度"));
}

TEST(TaskStalledTest, LeavesATaskToItsParts) {
  Records records = TenDays();
  records.tasks.push_back({.id = "part", .unit = "unit", .parent = "task"});
  records.progress = {{.task = "part", .day = Day(2027, 1, 1), .done = 0.1}};
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2027, 1, 1)), "task_stalled"),
              IsEmpty());
  records.tasks[1].cancelled = Day(2026, 12, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2027, 1, 1)), "task_stalled"),
              ElementsAre(R"(task:task {"days":61})"));
}

}  // namespace
}  // namespace zeren
