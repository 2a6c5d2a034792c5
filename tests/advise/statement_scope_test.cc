// What a statement covers: posts, units, people, and the work put to them.

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/advise/statement_school.h"
#include "tests/support/build.h"
#include "zeren/advise/statement.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using testing::IdsOf;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::SnapshotOrDie;
using testing::StatementOrDie;
using testing::StatementSchool;
using testing::Way;

TEST(StatementScopeTest, TwoPostsWhoseScopesOverlapCountOnce) {
  Records records = StatementSchool();
  records.appointments.push_back({.person = "li", .post = "chief"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement li = StatementOrDie(today, "person:li");
  EXPECT_THAT(IdsOf(today, li.posts, &StatementPost::post),
              ElementsAre("chief", "head"));
  EXPECT_THAT(IdsOf(today, li.direct_reports, &StatementPost::post),
              ElementsAre("clerk"));
  EXPECT_EQ(li.units, 2u);
  EXPECT_THAT(li.top_units, SizeIs(1));
  EXPECT_EQ(li.posts_below_count(), 1u);
  EXPECT_EQ(li.people, 1u);
  EXPECT_EQ(li.all.total(), 2u);
  // The way ends at the nearest of the own posts.
  EXPECT_EQ(Way(today, li, li.overdue[0].way),
            "unit unit:branch, unit-head post:chief, holder person:li");
}

TEST(StatementScopeTest, TwoSeatsOfOnePostAreOnePost) {
  Records records = StatementSchool();
  records.appointments.push_back(
      {.person = "li", .post = "head", .mode = AppointmentMode::kActing});
  const Statement li = StatementOrDie(SnapshotOrDie(records), "person:li");
  ASSERT_THAT(li.posts, SizeIs(1));
  EXPECT_FALSE(li.posts[0].acting);
  EXPECT_THAT(li.direct_reports, SizeIs(1));
}

TEST(StatementScopeTest, WhoIsOnlyActingAnswersForAllOfIt) {
  Records records = StatementSchool();
  records.appointments[0].mode = AppointmentMode::kActing;
  const Statement li = StatementOrDie(SnapshotOrDie(records), "person:li");
  EXPECT_TRUE(li.posts[0].acting);
  EXPECT_EQ(li.posts[0].state, PostState::kActing);
  EXPECT_EQ(li.units, 2u);
}

TEST(StatementScopeTest, WhoIsAbsentKeepsTheScopeButAnswersForNothingNow) {
  Records records = StatementSchool();
  records.absences.push_back({.person = "li"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement li = StatementOrDie(today, "person:li");
  EXPECT_TRUE(li.absent);
  EXPECT_EQ(li.own.total(), 0u);
  EXPECT_EQ(li.all.total(), 2u);
  // Nobody is above the head of the school.
  ASSERT_THAT(li.unanswered, SizeIs(1));
  EXPECT_EQ(today.organization().NameOf(li.unanswered[0].work), "task:plan");
  EXPECT_EQ(Way(today, li, li.unanswered[0].way),
            "unit unit:school, unit-head post:head, holder person:li");
}

TEST(StatementScopeTest, APersonWithoutAPostHasTheWorkThatIsAssignedByName) {
  Records records = StatementSchool();
  records.persons.push_back({.id = "zhao"});
  records.assignments.push_back(
      {.work = "task:report", .role = Role::kAccountable, .to = "person:zhao"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement zhao = StatementOrDie(today, "person:zhao");
  EXPECT_THAT(zhao.posts, IsEmpty());
  EXPECT_EQ(zhao.units, 0u);
  EXPECT_EQ(zhao.people, 0u);
  EXPECT_EQ(zhao.own.total(), 1u);
  EXPECT_TRUE(zhao.overdue[0].own);
  EXPECT_EQ(Way(today, zhao, zhao.overdue[0].way), "assignment person:zhao");
}

TEST(StatementScopeTest, AnAbsentPersonWithoutAPostHasItToo) {
  Records records = StatementSchool();
  records.persons.push_back({.id = "zhao"});
  records.absences.push_back({.person = "zhao"});
  records.assignments.push_back(
      {.work = "task:report", .role = Role::kAccountable, .to = "person:zhao"});
  const Statement zhao = StatementOrDie(SnapshotOrDie(records), "person:zhao");
  EXPECT_EQ(zhao.own.total(), 0u);
  EXPECT_EQ(zhao.below.total(), 1u);
  EXPECT_THAT(zhao.unanswered, SizeIs(1));
}

TEST(StatementScopeTest, ARootThatNobodyReportsToHasNothingBelow) {
  Records records = StatementSchool();
  records.posts.push_back({.id = "lonely", .unit = "nowhere", .kind = "clerk"});
  const Statement lonely =
      StatementOrDie(SnapshotOrDie(records), "post:lonely");
  EXPECT_EQ(lonely.posts[0].state, PostState::kVacant);
  EXPECT_THAT(lonely.vacancies, IsEmpty());
  EXPECT_EQ(lonely.posts_below_count(), 0u);
  EXPECT_EQ(lonely.all.total(), 0u);
}

TEST(StatementScopeTest,
     APostThatReportsElsewhereIsBelowTheHeadOfItsUnitAlone) {
  Records records = StatementSchool();
  records.units.push_back({.id = "abroad", .kind = "unit"});
  records.posts.push_back(
      {.id = "envoy", .unit = "branch", .kind = "clerk", .reports_to = "none"});
  records.posts.push_back({.id = "aide",
                           .unit = "nowhere",
                           .kind = "clerk",
                           .reports_to = "envoy"});
  records.units.back().head = "envoy";
  const Snapshot today = SnapshotOrDie(records);
  const Statement wang = StatementOrDie(today, "person:wang");
  EXPECT_THAT(IdsOf(today, wang.vacancies, &StatementVacancy::post),
              ElementsAre("clerk", "envoy"));
  EXPECT_EQ(Way(today, wang, wang.vacancies[1].way),
            "unit unit:branch, unit-head post:chief, holder person:wang");
  EXPECT_EQ(wang.units, 1u);
  EXPECT_EQ(StatementOrDie(today, "post:envoy").units, 1u);
}

TEST(StatementScopeTest, WhoIsAboveIsNotBelow) {
  Records records = StatementSchool();
  // The secretary sits in the school that Li heads, and Li reports to it.
  records.posts.push_back({.id = "secretary",
                           .unit = "school",
                           .kind = "clerk",
                           .reports_to = "none"});
  records.posts[0].reports_to = "secretary";
  records.persons.push_back({.id = "zhang"});
  records.appointments.push_back({.person = "zhang", .post = "secretary"});
  records.memberships.push_back({.person = "zhang", .unit = "branch"});
  records.tasks.push_back({.id = "lead", .unit = "nowhere"});
  records.assignments.push_back(
      {.work = "task:lead", .role = Role::kAccountable, .to = "person:zhang"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement li = StatementOrDie(today, "person:li");
  EXPECT_EQ(li.posts_below_count(), 2u);
  EXPECT_EQ(li.all.total(), 2u);
  EXPECT_EQ(StatementOrDie(today, "post:secretary").all.total(), 2u);
  EXPECT_EQ(StatementOrDie(today, "person:zhang").all.total(), 3u);
}

TEST(StatementScopeTest, PartsAreRolledUpWhoeverHasThem) {
  Records records = StatementSchool();
  records.units.push_back({.id = "other", .kind = "unit"});
  records.tasks.push_back({.id = "part",
                           .unit = "other",
                           .parent = "report",
                           .due = absl::CivilDay(2026, 11, 1)});
  records.posts.push_back({.id = "far", .unit = "other", .kind = "head"});
  records.assignments.push_back(
      {.work = "task:part", .role = Role::kAccountable, .to = "post:far"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement wang = StatementOrDie(today, "person:wang");
  EXPECT_THAT(IdsOf(today, wang.overdue, &StatementTask::task),
              ElementsAre("part", "report"));
  EXPECT_EQ(Way(today, wang, wang.overdue[0].way),
            "parent task:report, unit unit:branch, unit-head post:chief, "
            "holder person:wang");
  EXPECT_THAT(StatementOrDie(today, "post:far").overdue, SizeIs(1));
}

TEST(StatementScopeTest, ATaskInNoUnitFollowsWhomItIsAssignedTo) {
  Records records = StatementSchool();
  records.persons.push_back({.id = "ma"});
  records.memberships.push_back({.person = "ma", .unit = "branch"});
  for (const char* id : {"x", "y", "z"}) {
    records.tasks.push_back(
        {.id = id, .unit = "nowhere", .due = absl::CivilDay(2026, 1, 1)});
  }
  records.assignments.push_back(
      {.work = "task:x", .role = Role::kAccountable, .to = "person:ma"});
  records.assignments.push_back(
      {.work = "task:y", .role = Role::kAccountable, .to = "post:clerk"});
  records.assignments.push_back(
      {.work = "task:z", .role = Role::kSupport, .to = "post:clerk"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement li = StatementOrDie(today, "person:li");
  ASSERT_THAT(IdsOf(today, li.overdue, &StatementTask::task),
              ElementsAre("x", "y", "report"));
  EXPECT_EQ(Way(today, li, li.overdue[0].way),
            "assignment person:ma, unit-head post:chief, ancestor-head "
            "post:head, holder person:li");
  EXPECT_EQ(Way(today, li, li.overdue[1].way),
            "assignment post:clerk, unit-head post:chief, ancestor-head "
            "post:head, holder person:li");
  // Nobody holds the clerk's post, so its superior answers.
  EXPECT_THAT(li.overdue[1].persons,
              ElementsAre(*today.organization().FindId<PersonId>("wang")));
}

TEST(StatementScopeTest, WorkThatCameByDelegationLeadsHereAtOnce) {
  Records records = StatementSchool();
  records.persons.push_back({.id = "zhao"});
  records.absences.push_back({.person = "wang"});
  records.delegations.push_back(
      {.id = "d", .from = "post:chief", .to = "person:zhao"});
  const Snapshot today = SnapshotOrDie(records);
  const Statement zhao = StatementOrDie(today, "person:zhao");
  ASSERT_THAT(zhao.overdue, SizeIs(1));
  EXPECT_EQ(Way(today, zhao, zhao.overdue[0].way), "answers person:zhao");
}

TEST(StatementScopeTest, AWithheldNameIsNobodysAndIsNoVacancy) {
  Records records = StatementSchool();
  records.appointments[1] = {.post = "chief", .undisclosed = true};
  const Snapshot today = SnapshotOrDie(records);
  const Statement li = StatementOrDie(today, "person:li");
  EXPECT_EQ(li.count(PostState::kUndisclosed), 1u);
  EXPECT_TRUE(li.overdue[0].undisclosed);
  EXPECT_THAT(li.overdue[0].persons, IsEmpty());
  EXPECT_THAT(li.unanswered, IsEmpty());
  const Statement chief = StatementOrDie(today, "post:chief");
  EXPECT_EQ(chief.own.total(), 1u);
  EXPECT_EQ(chief.people, 1u);  // Wang is a member still.
}

}  // namespace
}  // namespace zeren
