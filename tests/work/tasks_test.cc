#include "zeren/work/tasks.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/effort.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

// The 50th of the 100 days that a task of these tests has.
const absl::CivilDay kStart(2024, 1, 1);
const absl::CivilDay kDay(2024, 2, 20);
const absl::CivilDay kDue(2024, 4, 9);

class TasksTest : public ::testing::Test {
 protected:
  TasksTest() { builder_.AddUnit({.id = "school", .kind = "school"}); }

  void AddTask(std::string_view id, TaskView task = {}) {
    task.id = id;
    task.unit = "school";
    builder_.AddTask(task);
  }
  void AddProgress(std::string_view task, absl::CivilDay day, double done,
                   std::optional<ProgressState> state = std::nullopt) {
    builder_.AddProgress(
        {.task = task, .day = day, .done = done, .state = state});
  }

  // Builds and judges everything; ask with `Task` from then on.
  TaskStates Judge(const TaskOptions& options = {}, absl::CivilDay day = kDay) {
    absl::StatusOr<Organization> org = builder_.Build();
    EXPECT_TRUE(org.ok()) << org.status();
    org_ = *org;
    return TaskStates(org_.AsOf(day), options);
  }
  TaskId Task(std::string_view id) const { return *org_.FindId<TaskId>(id); }

  OrganizationBuilder builder_;
  Organization org_;
};

TEST_F(TasksTest, StatesAreNamed) {
  EXPECT_EQ(NameOf(TaskState::kCancelled), "cancelled");
  EXPECT_EQ(NameOf(TaskState::kDone), "done");
  EXPECT_EQ(NameOf(TaskState::kOverdue), "overdue");
  EXPECT_EQ(NameOf(TaskState::kAtRisk), "at_risk");
  EXPECT_EQ(NameOf(TaskState::kInProgress), "in_progress");
  EXPECT_EQ(NameOf(TaskState::kNotStarted), "not_started");
}

// ---- Progress ---------------------------------------------------------------

TEST_F(TasksTest, ProgressIsThatOfTheNewestEntryUpToTheDay) {
  AddTask("t");
  AddProgress("t", kStart, 0.5);
  AddProgress("t", kDay, 0.25);
  AddProgress("t", kDay + 1, 0.75);
  EXPECT_EQ(Judge().progress(Task("t")), 0.25);
}

TEST_F(TasksTest, OfSeveralEntriesOfOneDayTheLowestCounts) {
  AddTask("t");
  AddProgress("t", kDay, 0.5);
  AddProgress("t", kDay, 0.25);
  AddProgress("t", kDay, 0.75);
  EXPECT_EQ(Judge().progress(Task("t")), 0.25);
}

TEST_F(TasksTest, RejectedEntriesDoNotCount) {
  AddTask("t");
  AddProgress("t", kStart, 0.25, ProgressState::kReported);
  AddProgress("t", kDay, 0.75, ProgressState::kRejected);
  EXPECT_EQ(Judge().progress(Task("t")), 0.25);
}

TEST_F(TasksTest, VerifiedOnlyLeavesReportsOut) {
  AddTask("t");
  AddProgress("t", kStart, 0.25, ProgressState::kVerified);
  AddProgress("t", kDay, 0.75);
  EXPECT_EQ(Judge({.verified_only = true}).progress(Task("t")), 0.25);
}

TEST_F(TasksTest, WithoutAnEntryProgressIsZeroAndUnknown) {
  AddTask("reported");
  AddProgress("reported", kDay, 0);
  AddTask("silent");
  AddTask("too-late");
  AddProgress("too-late", kDay + 1, 1);
  const TaskStates states = Judge();
  EXPECT_TRUE(states.known(Task("reported")));
  EXPECT_FALSE(states.known(Task("silent")));
  EXPECT_EQ(states.progress(Task("silent")), 0);
  EXPECT_FALSE(states.known(Task("too-late")));
}

TEST_F(TasksTest, AParentHasTheMeanOfItsChildrenByWeight) {
  AddTask("parent");
  AddProgress("parent", kDay, 1);  // Of no account: it has children.
  AddTask("a", {.parent = "parent", .weight = 3});
  AddProgress("a", kDay, 1);
  AddTask("b", {.parent = "parent"});
  const TaskStates states = Judge();
  EXPECT_EQ(states.progress(Task("parent")), 0.75);
  EXPECT_TRUE(states.known(Task("parent")));
  EXPECT_FALSE(states.is_leaf(Task("parent")));
  EXPECT_TRUE(states.is_leaf(Task("a")));
}

TEST_F(TasksTest, ChildrenWithoutAnyWeightCountAlike) {
  AddTask("parent");
  AddTask("a", {.parent = "parent", .weight = 0});
  AddProgress("a", kDay, 0.5);
  AddTask("b", {.parent = "parent", .weight = 0});
  EXPECT_EQ(Judge().progress(Task("parent")), 0.25);
}

TEST_F(TasksTest, WeightsOfAnySizeGiveAMean) {
  AddTask("huge");
  AddTask("tiny");
  for (const std::string parent : {"huge", "tiny"}) {
    const double weight = parent == "huge" ? 1e15 : 5e-324;
    for (const std::string child : {"-a", "-b"}) {
      AddTask(parent + child, {.parent = parent, .weight = weight});
      AddProgress(parent + child, kDay, child == "-a" ? 0.25 : 0.75);
    }
  }
  const TaskStates states = Judge();
  EXPECT_EQ(states.progress(Task("huge")), 0.5);
  EXPECT_EQ(states.progress(Task("tiny")), 0.5);
}

// ---- Cancelling -------------------------------------------------------------

TEST_F(TasksTest, CancellingHoldsFromItsDayOnAndIsInherited) {
  AddTask("parent", {.cancelled = kDay});
  AddTask("child", {.parent = "parent"});
  AddTask("grandchild", {.parent = "child"});
  AddTask("later", {.cancelled = kDay + 1});
  const TaskStates states = Judge();
  EXPECT_EQ(states.state(Task("parent")), TaskState::kCancelled);
  EXPECT_EQ(states.state(Task("child")), TaskState::kCancelled);
  EXPECT_EQ(states.state(Task("grandchild")), TaskState::kCancelled);
  EXPECT_EQ(states.state(Task("later")), TaskState::kNotStarted);
}

TEST_F(TasksTest, CancelledChildrenAreLeftOutOfTheMean) {
  AddTask("parent");
  AddTask("live", {.parent = "parent"});
  AddProgress("live", kDay, 1);
  AddTask("dead", {.parent = "parent", .cancelled = kStart});
  EXPECT_EQ(Judge().state(Task("parent")), TaskState::kDone);
}

TEST_F(TasksTest, ATaskWhoseChildrenAreAllCancelledReportsForItself) {
  AddTask("parent");
  AddProgress("parent", kDay, 0.5);
  AddTask("dead", {.parent = "parent", .cancelled = kStart});
  const TaskStates states = Judge();
  EXPECT_TRUE(states.is_leaf(Task("parent")));
  EXPECT_EQ(states.progress(Task("parent")), 0.5);
}

// ---- States -----------------------------------------------------------------

TEST_F(TasksTest, TheFirstStateThatAppliesCounts) {
  AddTask("cancelled", {.due = kStart, .cancelled = kDay});
  AddProgress("cancelled", kDay, 1);
  AddTask("done", {.due = kStart});
  AddProgress("done", kDay, 1);
  AddTask("overdue", {.start = kStart, .due = kDay - 1});
  AddProgress("overdue", kDay, 0.99);
  AddTask("at-risk", {.start = kStart, .due = kDue});
  AddProgress("at-risk", kDay, 0.25);
  AddTask("in-progress", {.start = kStart, .due = kDue});
  AddProgress("in-progress", kDay, 0.5);
  AddTask("not-started", {.start = kDay, .due = kDue});
  const TaskStates states = Judge();
  EXPECT_EQ(states.state(Task("cancelled")), TaskState::kCancelled);
  EXPECT_EQ(states.state(Task("done")), TaskState::kDone);
  EXPECT_EQ(states.state(Task("overdue")), TaskState::kOverdue);
  EXPECT_EQ(states.state(Task("at-risk")), TaskState::kAtRisk);
  EXPECT_EQ(states.state(Task("in-progress")), TaskState::kInProgress);
  EXPECT_EQ(states.state(Task("not-started")), TaskState::kNotStarted);
}

TEST_F(TasksTest, OnTheDueDayATaskIsStillInTime) {
  AddTask("t", {.due = kDay});
  EXPECT_EQ(Judge().state(Task("t")), TaskState::kNotStarted);
}

// Half of the 100 days have passed.
TEST_F(TasksTest,
       RiskBeginsWhereTheShareOfTimeExceedsProgressByMoreThanTheMargin) {
  AddTask("at-margin", {.start = kStart, .due = kDue});
  AddProgress("at-margin", kDay, 0.3);
  AddTask("below", {.start = kStart, .due = kDue});
  AddProgress("below", kDay, 0.29);
  const TaskStates states = Judge();
  EXPECT_EQ(states.state(Task("at-margin")), TaskState::kInProgress);
  EXPECT_EQ(states.state(Task("below")), TaskState::kAtRisk);
}

// 0.9 - 0.7 is a little more than 0.2 in binary.
TEST_F(TasksTest, RoundingPutsNoTaskAtRisk) {
  AddTask("t", {.start = kDay - 9, .due = kDay});
  AddProgress("t", kDay, 0.7);
  EXPECT_EQ(Judge({.risk_margin = 0.2}).state(Task("t")),
            TaskState::kInProgress);
}

TEST_F(TasksTest, RiskNeedsBothDays) {
  AddTask("no-start", {.due = kDay});
  AddTask("no-due", {.start = kStart});
  AddTask("ahead", {.start = kDay + 1, .due = kDue});
  const TaskStates states = Judge({.risk_margin = 0});
  EXPECT_EQ(states.state(Task("no-start")), TaskState::kNotStarted);
  EXPECT_EQ(states.state(Task("no-due")), TaskState::kNotStarted);
  EXPECT_EQ(states.state(Task("ahead")), TaskState::kNotStarted);
}

TEST_F(TasksTest, AnOverdueTaskIsOpenAndADoneOneIsNot) {
  AddTask("overdue", {.start = kStart, .due = kStart});
  AddTask("undated");
  AddTask("future", {.start = kDay + 1});
  AddTask("done");
  AddProgress("done", kDay, 1);
  AddTask("cancelled", {.cancelled = kDay});
  const TaskStates states = Judge();
  EXPECT_TRUE(states.open(Task("overdue")));
  EXPECT_TRUE(states.open(Task("undated")));
  EXPECT_FALSE(states.open(Task("future")));
  EXPECT_FALSE(states.started(Task("future")));
  EXPECT_FALSE(states.open(Task("done")));
  EXPECT_FALSE(states.open(Task("cancelled")));
}

// ---- Shape ------------------------------------------------------------------

// The cycle is cut above "a", the member with the smallest id.
TEST_F(TasksTest, ACycleOfParentsIsCut) {
  AddTask("a", {.parent = "b"});
  AddTask("b", {.parent = "a", .cancelled = kDay});
  const TaskStates states = Judge();
  EXPECT_EQ(states.state(Task("a")), TaskState::kNotStarted);
  EXPECT_EQ(states.state(Task("b")), TaskState::kCancelled);
  EXPECT_TRUE(states.is_leaf(Task("a")));
}

TEST_F(TasksTest, ProgressRisesThroughAMillionLevels) {
  constexpr int kLevels = testing::kManyLevels;
  std::string above;
  for (int level = 0; level < kLevels; ++level) {
    const std::string id = "t" + std::to_string(level);
    TaskView task;
    if (!above.empty()) task.parent = above;
    AddTask(id, task);
    above = id;
  }
  AddProgress(above, kDay, 0.5);
  EXPECT_EQ(Judge().progress(Task("t0")), 0.5);
}

}  // namespace
}  // namespace zeren
