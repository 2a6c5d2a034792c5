#include "zeren/assign/plan.h"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/assign/plan_fixture.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PlanTest : public PlanFixture {
 protected:
  AssignmentPlan Plan(PlanProblem problem = {}) {
    if (problem.tasks.empty()) problem.tasks = TasksToPlan(Today());
    const auto plan = PlanAssignments(Today(), problem);
    EXPECT_TRUE(plan.ok()) << plan.status();
    return plan.ok() ? *plan : AssignmentPlan();
  }
  // "t1 p", one for each place that is filled.
  std::vector<std::string> Pairs(const AssignmentPlan& plan) {
    const Organization& org = Today().organization();
    std::vector<std::string> pairs;
    for (const PlannedAssignment& a : plan.assignments) {
      pairs.push_back(std::string(org.id(a.task)) + " " +
                      std::string(org.id(a.person)));
    }
    return pairs;
  }
  std::vector<TaskId> Tasks(const std::vector<std::string>& ids) {
    std::vector<TaskId> tasks;
    for (const std::string& id : ids) tasks.push_back(Task(id));
    return tasks;
  }
};

TEST_F(PlanTest, OfNothingIsEmptyAndOptimal) {
  const AssignmentPlan plan = Plan();
  EXPECT_THAT(plan.assignments, IsEmpty());
  EXPECT_THAT(plan.unplaced, IsEmpty());
  EXPECT_TRUE(plan.optimal);
  EXPECT_TRUE(plan.complete);
}

TEST_F(PlanTest, FillsAsManyPlacesAsPossibleBeforeItCountsCosts) {
  // The one who could do both is dear for t1 and the only one for t2.
  AddUnit("far", "whole");
  AddPerson("all", "whole", {.skills = {"law"}});
  AddPerson("some", "far");
  AddMarchTask("t1");
  AddMarchTask("t2", "law");
  const AssignmentPlan plan = Plan();
  EXPECT_THAT(Pairs(plan), ElementsAre("t1 some", "t2 all"));
  EXPECT_EQ(plan.cost, (50 + 10) + 50);
  EXPECT_TRUE(plan.optimal);
}

TEST_F(PlanTest, SpreadsTheLoadFairly) {
  AddPerson("a", "whole", {.capacity = 9});
  AddPerson("b", "whole", {.capacity = 9});
  for (int i = 0; i < 6; ++i) AddMarchTask("t" + std::to_string(i));
  const AssignmentPlan plan = Plan();
  // Three each make three pairs each.
  EXPECT_EQ(plan.cost, 6 * 50 + 2 * 3 * 100);
  std::int64_t load = 0;
  for (const PlannedAssignment& a : plan.assignments) load += a.cost.load;
  EXPECT_EQ(load, 600);
}

TEST_F(PlanTest, LeavesTasksWithThoseWhoBearThemAlready) {
  AddPerson("a", "whole");
  AddPerson("b", "whole");
  AddMarchTask("t1");
  AddMarchTask("t2");
  Assign("t1", "person:b", Role::kResponsible);
  Assign("t2", "person:a", Role::kResponsible);
  const AssignmentPlan plan = Plan();
  EXPECT_THAT(Pairs(plan), ElementsAre("t1 b", "t2 a"));
  EXPECT_EQ(plan.cost, 0);
}

TEST_F(PlanTest, GivesTheSeveralPlacesOfATaskToSeveralPersons) {
  AddPerson("a", "whole", {.capacity = 5});
  AddPerson("b", "whole", {.capacity = 5});
  AddMarchTask("t", "", 3);
  const AssignmentPlan plan = Plan();
  EXPECT_THAT(Pairs(plan), ElementsAre("t a", "t b"));
  ASSERT_EQ(plan.unplaced.size(), 1u);
  EXPECT_EQ(plan.unplaced[0].missing, 1);
  EXPECT_EQ(plan.unplaced[0].candidates, 2);
  EXPECT_EQ(Describe(Today(), plan.cuts.at(0)).In("en"),
            "1 task with 3 places in “whole” in 2026-03; 2 candidates");
}

TEST_F(PlanTest, SharesCapacityAmongTheTasksOfOneMonthOnly) {
  AddPerson("p", "whole");
  AddMarchTask("march");
  AddTask({.id = "april",
           .unit = "whole",
           .start = absl::CivilDay(2026, 4, 1),
           .due = absl::CivilDay(2026, 4, 30)});
  EXPECT_THAT(Pairs(Plan()), ElementsAre("april p", "march p"));
}

TEST_F(PlanTest, SaysWhichTasksCompeteForWhom) {
  AddUnit("branch-2", "whole");
  AddPerson("p1", "branch-2", {.skills = {"finance"}});
  AddPerson("p2", "branch-2");
  for (const char* id : {"t1", "t2", "t3"}) {
    AddTask({.id = id,
             .unit = "branch-2",
             .start = absl::CivilDay(2026, 3, 1),
             .due = absl::CivilDay(2026, 3, 31),
             .requires_ = {"finance"}});
  }
  AddTask({.id = "u",
           .unit = "branch-2",
           .start = absl::CivilDay(2026, 3, 1),
           .due = absl::CivilDay(2026, 3, 31)});
  const AssignmentPlan plan = Plan();
  EXPECT_EQ(plan.filled, 2);
  ASSERT_EQ(plan.cuts.size(), 1u);
  const PlanCut& cut = plan.cuts[0];
  EXPECT_EQ(cut.tasks, Tasks({"t1", "t2", "t3"}));
  EXPECT_THAT(cut.persons, ElementsAre(Person("p1")));
  EXPECT_EQ(cut.places, 3);
  EXPECT_EQ(cut.room, 1);
  EXPECT_EQ(Describe(Today(), cut).In("en"),
            "3 tasks need skill “finance” in “branch-2” in 2026-03; 1 "
            "candidate has it");
  EXPECT_EQ(
      Describe(Today(), cut).In("zh"),
      "2026-03，“branch-2”有 3 项任务需要技能“finance”；符合条件的有 1 人");
  ASSERT_EQ(plan.unplaced.size(), 2u);
  EXPECT_EQ(plan.unplaced[0].cut, 0u);
  EXPECT_EQ(plan.unplaced[1].cut, 0u);
}

TEST_F(PlanTest, SaysWhatWouldHelpAtTheLeastCost) {
  AddPerson("idle", "whole", {.capacity = 2});
  AddPerson("skilled", "whole", {.skills = {"finance"}});
  AddMarchTask("t1", "finance");
  AddMarchTask("t2", "finance");
  const AssignmentPlan plan = Plan();
  ASSERT_EQ(plan.cuts.size(), 1u);
  const std::vector<Relaxation>& relaxations = plan.cuts[0].relaxations;
  ASSERT_EQ(relaxations.size(), 2u);
  // To learn costs a change; a second task besides, a pair.
  EXPECT_EQ(relaxations[0].kind, RelaxationKind::kSkill);
  EXPECT_EQ(relaxations[0].person, Person("idle"));
  EXPECT_EQ(relaxations[0].cost, 50);
  EXPECT_EQ(Describe(Today(), relaxations[0]).In("en"),
            "one more place could be filled if “idle” had skill “finance”");
  EXPECT_EQ(relaxations[1].kind, RelaxationKind::kCapacity);
  EXPECT_EQ(relaxations[1].person, Person("skilled"));
  EXPECT_EQ(relaxations[1].capacity, 2);
  EXPECT_EQ(relaxations[1].cost, 150);
  EXPECT_EQ(Describe(Today(), relaxations[1]).In("zh"),
            "若“skilled”的承载量为 2，可多安排一个名额");
}

TEST_F(PlanTest, KeepsExclusionSetsForbiddenPairsAndLimits) {
  AddPerson("a", "whole", {.capacity = 9});
  AddPerson("b", "whole", {.capacity = 9});
  AddMarchTask("buy");
  AddMarchTask("pay");
  AddMarchTask("walk");
  const PlanProblem separated = {
      .tasks = TasksToPlan(Today()),
      .exclusion_sets = {{.name = "money", .tasks = Tasks({"buy", "pay"})}},
      .forbidden = {{Task("buy"), Person("a")}}};
  const AssignmentPlan plan = Plan(separated);
  EXPECT_EQ(plan.filled, 3);
  EXPECT_THAT(Pairs(plan), ::testing::Contains("buy b"));
  EXPECT_THAT(Pairs(plan), ::testing::Contains("pay a"));
  EXPECT_EQ(
      (*WhyNotPlanned(Today(), separated, Task("buy"), Person("a")))->reason,
      ExclusionReason::kForbidden);
  EXPECT_EQ(Plan({.max_tasks = 1}).filled, 2);
  EXPECT_EQ(Plan({.max_tasks = 0}).filled, 0);
}

TEST_F(PlanTest, CountsWhatIsBorneOfAnExclusionSetAlready) {
  AddPerson("a", "whole", {.capacity = 9});
  AddMarchTask("buy");
  AddMarchTask("pay");
  Assign("buy", "person:a", Role::kResponsible);
  builder_.AddProgress(
      {.task = "buy", .day = absl::CivilDay(2026, 2, 1), .done = 1});
  const PlanProblem problem = {
      .tasks = Tasks({"pay"}),
      .exclusion_sets = {{.name = "money", .tasks = Tasks({"buy", "pay"})}}};
  // Who bought must not pay, even when that is done.
  EXPECT_EQ(Plan(problem).filled, 0);
  const auto why = WhyNotPlanned(Today(), problem, Task("pay"), Person("a"));
  ASSERT_TRUE(why.ok() && *why);
  EXPECT_EQ(Describe(Today(), Person("a"), **why).In("en"),
            "“a” bears as many tasks of the set “money” as allowed");
}

TEST_F(PlanTest, IsExactByFlowWhereSetsAreNested) {
  AddPerson("a", "whole", {.capacity = 9});
  AddPerson("b", "whole", {.capacity = 9});
  for (const char* id : {"t1", "t2", "t3", "t4", "t5"}) AddMarchTask(id);
  const auto with = [&](std::vector<ExclusionSet> sets) {
    return Plan({.tasks = TasksToPlan(Today()),
                 .exclusion_sets = std::move(sets),
                 .max_search = 0});
  };
  const AssignmentPlan nested =
      with({{.tasks = Tasks({"t1", "t2", "t3"}), .at_most = 2},
            {.tasks = Tasks({"t1", "t2"})},
            {.tasks = Tasks({"t4", "t5"})}});
  EXPECT_TRUE(nested.optimal);
  EXPECT_EQ(nested.filled, 5);
  EXPECT_EQ(with({{.tasks = TasksToPlan(Today()), .at_most = 2}}).filled, 4);
  // Sets that cross are no matter of a flow, but the search may still find and
  // prove the best.
  const AssignmentPlan crossing =
      Plan({.tasks = TasksToPlan(Today()),
            .exclusion_sets = {{.tasks = Tasks({"t1", "t2", "t3"})},
                               {.tasks = Tasks({"t3", "t4", "t5"})}}});
  EXPECT_TRUE(crossing.optimal);
  EXPECT_EQ(crossing.filled, 4);
}

TEST_F(PlanTest, PacksTasksOfDifferentEfforts) {
  AddPerson("a", "whole", {.capacity = 1});
  AddPerson("b", "whole", {.capacity = 1});
  double effort = 0.2;
  for (const char* id : {"t1", "t2", "t3", "t4"}) {
    AddTask({.id = id,
             .unit = "whole",
             .start = absl::CivilDay(2026, 3, 1),
             .due = absl::CivilDay(2026, 3, 31),
             .effort = effort});
    effort += 0.2;
  }
  const AssignmentPlan plan = Plan();
  EXPECT_TRUE(plan.optimal);
  EXPECT_EQ(plan.filled, 4);  // 0.2 with 0.8, and 0.4 with 0.6.
  EXPECT_EQ(plan.cost, 4 * 50 + 16 + 24);
}

TEST_F(PlanTest, GivesAProvenBoundWhereItHasNoTimeToProveItself) {
  for (int p = 0; p < 6; ++p) {
    AddPerson("p" + std::to_string(p), "whole", {.capacity = 1});
  }
  // Only the small one fits with another, but to a flow it does for everybody.
  for (int t = 0; t < 12; ++t) {
    AddTask({.id = "t" + std::to_string(t),
             .unit = "whole",
             .effort = t == 0 ? 0.2 : 0.75});
  }
  const AssignmentPlan plan = Plan({.max_search = 0});
  EXPECT_FALSE(plan.optimal);
  EXPECT_EQ(plan.filled, 7);
  EXPECT_EQ(plan.most_filled, 12);
  EXPECT_LE(plan.least_cost, plan.cost);
  EXPECT_EQ(plan.unplaced.size(), 5u);
  EXPECT_THAT(plan.cuts, IsEmpty());
}

TEST_F(PlanTest, PlansTasksWithoutEffortForAnybody) {
  AddPerson("p", "whole", {.capacity = 0});
  AddTask({.id = "free", .unit = "whole", .effort = 0});
  AddTask({.id = "work", .unit = "whole"});
  const AssignmentPlan plan = Plan();
  EXPECT_THAT(Pairs(plan), ElementsAre("free p"));
  EXPECT_TRUE(plan.optimal);
  // Capacity for it is what is missing.
  ASSERT_EQ(plan.cuts.size(), 1u);
  ASSERT_EQ(plan.cuts[0].relaxations.size(), 1u);
  EXPECT_EQ(plan.cuts[0].relaxations[0].capacity, 1);
}

TEST_F(PlanTest, ExplainsAPersonExcludedFromEverything) {
  AddPerson("p", "whole", {.capacity = 9});
  AddMarchTask("t1");
  AddMarchTask("t2");
  const AssignmentPlan plan = Plan(
      {.tasks = TasksToPlan(Today()),
       .forbidden = {{Task("t1"), Person("p")}, {Task("t2"), Person("p")}}});
  EXPECT_EQ(plan.filled, 0);
  ASSERT_EQ(plan.unplaced.size(), 2u);
  for (const UnplacedTask& task : plan.unplaced) {
    EXPECT_EQ(task.candidates, 0);
    ASSERT_TRUE(task.cut);
    EXPECT_EQ(Describe(Today(), plan.cuts[*task.cut]).In("en"),
              "1 task in “whole” in 2026-03; there is no candidate");
    EXPECT_THAT(plan.cuts[*task.cut].relaxations, IsEmpty());
  }
}

TEST_F(PlanTest, IsTheSameForTasksInAnyOrder) {
  for (const char* id : {"p1", "p2", "p3"}) AddPerson(id, "whole");
  for (const char* id : {"t1", "t2", "t3"}) AddMarchTask(id);
  const auto forwards = Pairs(Plan({.tasks = Tasks({"t1", "t2", "t3"})}));
  EXPECT_EQ(Pairs(Plan({.tasks = Tasks({"t3", "t1", "t2"})})), forwards);
}

TEST_F(PlanTest, RefusesProblemsWithAllThatIsWrong) {
  AddPerson("p", "whole");
  AddMarchTask("t");
  AddTask(
      {.id = "gone", .unit = "whole", .cancelled = absl::CivilDay(2026, 1, 1)});
  const auto plan = PlanAssignments(
      Today(), {.tasks = {Task("t"), Task("t"), Task("gone"), TaskId{99}},
                .exclusion_sets = {{.tasks = {TaskId{98}}, .at_most = -1}},
                .forbidden = {{Task("t"), PersonId{97}}},
                .max_tasks = -1,
                .max_search = -1});
  EXPECT_EQ(plan.status().code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> places;
  for (const Problem& problem : Problems(plan.status())) {
    places.push_back(problem.pointer);
  }
  EXPECT_THAT(
      places,
      ElementsAre("/tasks/1", "/tasks/2", "/tasks/3",
                  "/exclusion_sets/0/at_most", "/exclusion_sets/0/tasks/0",
                  "/forbidden/0/person", "/max_tasks", "/max_search"));
  EXPECT_EQ(WhyNotPlanned(Today(), {}, Task("t"), Person("p")).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(PlanTest, RefusesCostsThatCouldOverflowWithTheBound) {
  AddPerson("p", "whole", {.capacity = 1e9});
  for (const char* id : {"t1", "t2", "t3"}) {
    AddTask({.id = id, .unit = "whole", .effort = 3e8});
  }
  const auto plan =
      PlanAssignments(Today(), {.tasks = TasksToPlan(Today()),
                                .candidates = {.weights = {.load = 1000}}});
  EXPECT_EQ(plan.status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_THAT(std::string(plan.status().message()),
              HasSubstr(std::to_string(kMaxPlanCost)));
}

TEST_F(PlanTest, TakesTasksThatAreOpenAndHaveNoParts) {
  AddTask({.id = "whole-task", .unit = "whole"});
  AddTask({.id = "part", .unit = "whole", .parent = "whole-task"});
  AddTask({.id = "done", .unit = "whole"});
  builder_.AddProgress(
      {.task = "done", .day = absl::CivilDay(2026, 1, 1), .done = 1});
  AddTask(
      {.id = "gone", .unit = "whole", .cancelled = absl::CivilDay(2026, 1, 1)});
  AddTask({.id = "late", .unit = "whole", .due = absl::CivilDay(2026, 1, 1)});
  EXPECT_EQ(TasksToPlan(Today()), Tasks({"late", "part"}));
}

TEST_F(PlanTest, GivesOverdueTasksTheDayOfTheSnapshot) {
  AddPerson("p", "whole");
  AddTask({.id = "late1", .unit = "whole", .due = absl::CivilDay(2026, 1, 1)});
  AddTask({.id = "late2", .unit = "whole", .due = absl::CivilDay(2026, 2, 1)});
  AddMarchTask("next");
  const AssignmentPlan plan = Plan();
  EXPECT_EQ(plan.filled, 2);
  EXPECT_THAT(Pairs(plan), ::testing::Contains("next p"));
}

}  // namespace
}  // namespace zeren
