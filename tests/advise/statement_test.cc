#include "zeren/advise/statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/advise/statement_school.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::IdsOf;
using ::testing::IsEmpty;
using testing::kDay;
using ::testing::SizeIs;
using testing::SnapshotOrDie;
using testing::StatementOrDie;
using testing::StatementSchool;
using testing::Way;

// --------------------------------------------------------------- What it says

// The example at the top of statement.h.
TEST(StatementTest, DocumentationExample) {
  const Snapshot today = SnapshotOrDie(StatementSchool());
  absl::StatusOr<Statement> statement =
      StatementOf(today, *today.Find("person:li"));
  ASSERT_TRUE(statement.ok()) << statement.status();
  EXPECT_EQ(statement->all.count(TaskState::kOverdue), 1u);
  ASSERT_THAT(statement->overdue, SizeIs(1));
  EXPECT_EQ(statement->overdue[0].days_late, 12);
  EXPECT_EQ(Way(today, *statement, statement->overdue[0].way),
            "unit unit:branch, unit-head post:chief, ancestor-head post:head, "
            "holder person:li");
  EXPECT_TRUE(statement->complete);
}

TEST(StatementTest, CountsWhatIsBelow) {
  Records records = StatementSchool();
  records.persons.push_back({.id = "guest"});
  records.memberships.push_back({.person = "guest", .unit = "branch"});
  records.memberships.push_back(
      {.person = "guest", .unit = "school", .home = false});
  records.duties.push_back({.id = "own", .bearer = "unit:school"});
  records.duties.push_back({.id = "other", .bearer = "post:chief"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement li = StatementOrDie(today, "person:li");
  EXPECT_THAT(IdsOf(today, li.posts, &StatementPost::post),
              ElementsAre("head"));
  EXPECT_THAT(IdsOf(today, li.direct_reports, &StatementPost::post),
              ElementsAre("chief"));
  EXPECT_EQ(li.units, 2u);
  EXPECT_THAT(li.top_units,
              ElementsAre(*today.organization().FindId<UnitId>("school")));
  EXPECT_EQ(li.posts_below_count(), 2u);
  EXPECT_EQ(li.count(PostState::kOccupied), 1u);
  EXPECT_EQ(li.count(PostState::kVacant), 1u);
  EXPECT_EQ(li.people, 2u);
  EXPECT_THAT(li.duties, SizeIs(1));
  EXPECT_EQ(li.duties_below, 1u);
  EXPECT_EQ(li.own.total(), 1u);
  EXPECT_EQ(li.below.total(), 1u);
  EXPECT_EQ(li.all.total(), 2u);
}

TEST(StatementTest, ThePostSaysWhatItsHolderSaysButHasNoHolderAbove) {
  const Snapshot today = SnapshotOrDie(StatementSchool());
  const Statement head = StatementOrDie(today, "post:head");
  EXPECT_EQ(head.people, 1u);  // Without Li.
  EXPECT_EQ(head.all, StatementOrDie(today, "person:li").all);
  EXPECT_EQ(Way(today, head, head.vacancies[0].way),
            "unit-head post:chief, ancestor-head post:head");
}

TEST(StatementTest, WhatIsLatestComesFirst) {
  Records records = StatementSchool();
  for (const auto& [id, day] : {std::pair("a", 1), {"b", 9}, {"c", 1}}) {
    records.tasks.push_back(
        {.id = id, .unit = "branch", .due = absl::CivilDay(2026, 10, day)});
  }
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(IdsOf(today, StatementOrDie(today, "person:li").overdue,
                    &StatementTask::task),
              ElementsAre("a", "c", "b", "report"));
}

TEST(StatementTest, ProgressIsTheMeanOfWhatIsKnown) {
  Records records = StatementSchool();
  records.tasks.push_back({.id = "x", .unit = "branch", .weight = 3});
  records.progress.push_back(
      {.task = "x", .day = absl::CivilDay(2026, 5, 1), .done = 1});
  records.progress.push_back(
      {.task = "plan", .day = absl::CivilDay(2026, 5, 1), .done = 0.2});
  const Statement li = StatementOrDie(SnapshotOrDie(records), "person:li");
  EXPECT_DOUBLE_EQ(li.all.progress.value(), 0.8);
  EXPECT_EQ(li.all.known, 2u);
  EXPECT_EQ(li.all.unknown, 1u);
  EXPECT_DOUBLE_EQ(li.own.progress.value(), 0.2);
  EXPECT_EQ(li.all.count(TaskState::kDone), 1u);
}

TEST(StatementTest, ALateTaskWithPartsIsListedAndNotCounted) {
  Records records = StatementSchool();
  records.tasks.push_back({.id = "part", .unit = "branch", .parent = "report"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement li = StatementOrDie(today, "person:li");
  EXPECT_EQ(li.all.count(TaskState::kOverdue), 0u);
  EXPECT_EQ(li.all.total(), 2u);  // The plan, and the part.
  ASSERT_THAT(li.overdue, SizeIs(1));
  EXPECT_FALSE(li.overdue[0].leaf);
}

TEST(StatementTest, CancelledAndPlannedTasksAreNoProblems) {
  Records records = StatementSchool();
  records.tasks[1].cancelled = absl::CivilDay(2026, 11, 1);
  records.tasks.push_back({.id = "later",
                           .unit = "branch",
                           .start = absl::CivilDay(2027, 1, 1),
                           .due = absl::CivilDay(2027, 2, 1)});
  const Statement li = StatementOrDie(SnapshotOrDie(records), "person:li");
  EXPECT_THAT(li.overdue, IsEmpty());
  EXPECT_EQ(li.all.count(TaskState::kCancelled), 1u);
  EXPECT_EQ(li.all.planned, 1u);
  EXPECT_EQ(li.all.unknown, 1u);
}

TEST(StatementTest, TheRiskMarginIsAnOption) {
  Records records = StatementSchool();
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(StatementOrDie(today, "person:li").at_risk, SizeIs(1));
  const auto statement = StatementOf(today, *today.Find("person:li"),
                                     {.tasks = {.risk_margin = 0.9}});
  ASSERT_TRUE(statement.ok());
  EXPECT_THAT(statement->at_risk, IsEmpty());
}

TEST(StatementTest, AVacancyHasItsFirstDayAndAWay) {
  Records records = StatementSchool();
  records.appointments.push_back({.person = "li",
                                  .post = "clerk",
                                  .valid_to = absl::CivilDay(2026, 10, 1)});
  const Snapshot today = SnapshotOrDie(records);
  const Statement wang = StatementOrDie(today, "person:wang");
  ASSERT_THAT(wang.vacancies, SizeIs(1));
  EXPECT_EQ(wang.vacancies[0].since, absl::CivilDay(2026, 10, 1));
  EXPECT_EQ(Way(today, wang, wang.vacancies[0].way),
            "unit-head post:chief, holder person:wang");
  EXPECT_EQ(StatementOrDie(SnapshotOrDie(StatementSchool()), "person:li")
                .vacancies[0]
                .since,
            std::nullopt);
}

// --------------------------------------------------------------------- Cycles

TEST(StatementTest, ACycleOfPostsAboveMakesItIncomplete) {
  Records records = StatementSchool();
  records.posts[0].reports_to = "chief";
  records.posts[1].reports_to = "head";
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_FALSE(StatementOrDie(today, "person:li").complete);
  EXPECT_FALSE(StatementOrDie(today, "person:wang").complete);
  EXPECT_FALSE(StatementOrDie(today, "post:clerk").complete);
}

TEST(StatementTest, ACycleOfUnitsMakesItIncomplete) {
  Records records = StatementSchool();
  records.units[0].parent = "branch";
  EXPECT_FALSE(StatementOrDie(SnapshotOrDie(records), "person:li").complete);
}

TEST(StatementTest, ACycleElsewhereLeavesItComplete) {
  Records records = StatementSchool();
  records.units.push_back({.id = "x", .kind = "unit", .parent = "y"});
  records.units.push_back({.id = "y", .kind = "unit", .parent = "x"});
  EXPECT_TRUE(StatementOrDie(SnapshotOrDie(records), "person:li").complete);
}

TEST(StatementTest, ACycleOfTasksMakesItIncomplete) {
  Records records = StatementSchool();
  records.tasks[0].parent = "report";
  records.tasks[1].parent = "plan";
  EXPECT_FALSE(StatementOrDie(SnapshotOrDie(records), "person:li").complete);
}

// --------------------------------------------------------------------- Errors

TEST(StatementTest, OnlyPersonsAndPostsCanBeAskedAbout) {
  const Snapshot today = SnapshotOrDie(StatementSchool());
  const absl::Status status =
      StatementOf(today, *today.Find("unit:school")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("\"unit:school\""));
}

TEST(StatementTest, WhatIsNotInForceIsRefused) {
  Records records = StatementSchool();
  records.persons[0].valid_to = kDay;
  const Snapshot today = SnapshotOrDie(records);
  const absl::Status status =
      StatementOf(today, *today.Find("person:li")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(std::string(status.message()),
            "\"person:li\" is not in force on 2026-11-22");
}

// ---------------------------------------------------------------------- Depth

// Units one below the other, each with a vacant head post and a task that is
// overdue: every problem has a way as long as its depth, and all of them
// together take no more places than there are nodes.
TEST(StatementTest, ADeepHierarchyIsLinear) {
  constexpr std::uint32_t kLevels = testing::kManyLevels / 10;
  OrganizationBuilder builder;
  builder.AddPerson({.id = "top"});
  builder.AddAppointment({.person = "top", .post = "p0"});
  for (std::uint32_t level = 0; level < kLevels; ++level) {
    const std::string id = "u" + std::to_string(level);
    const std::string above = "u" + std::to_string(level - 1);
    const std::string post = "p" + std::to_string(level);
    const std::string task = "t" + std::to_string(level);
    UnitView unit{.id = id, .kind = "unit"};
    if (level > 0) unit.parent = above;
    builder.AddUnit(unit);
    builder.AddPost({.id = post, .unit = id, .kind = "head"});
    builder.AddTask(
        {.id = task, .unit = id, .due = absl::CivilDay(2026, 1, 1)});
  }
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const Snapshot today = org->AsOf(kDay);
  const Statement top = StatementOrDie(today, "person:top");
  EXPECT_EQ(top.units, kLevels);
  EXPECT_THAT(top.overdue, SizeIs(kLevels));
  EXPECT_THAT(top.vacancies, SizeIs(kLevels - 1));
  EXPECT_EQ(top.own.total(), kLevels);  // Nobody else is there.
  EXPECT_THAT(top.overdue.back().persons, SizeIs(1));
  EXPECT_THAT(top.places, SizeIs(3 * kLevels + 1));
  const auto deepest =
      *today.organization().FindId<PostId>("p" + std::to_string(kLevels - 1));
  for (const StatementVacancy& vacancy : top.vacancies) {
    if (vacancy.post != deepest) continue;
    EXPECT_THAT(top.WayUp(vacancy.way), SizeIs(kLevels));
  }
}

}  // namespace
}  // namespace zeren
