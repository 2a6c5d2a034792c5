// Whom work is assigned to, cycles on the way, and very long ways.

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "tests/assign/resolution_fixture.h"
#include "tests/support/effort.h"
#include "zeren/assign/resolution.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// ---- Assignments ------------------------------------------------------------

TEST_F(ResolutionTest, SeveralAssignmentsFollowByStartAndThenReference) {
  AddPerson("a");
  AddPerson("b");
  AddPerson("c");
  AddTask("t");
  Assign("task:t", "person:a", Role::kAccountable, absl::CivilDay(2024, 1, 1));
  Assign("task:t", "person:c");
  Assign("task:t", "person:b");
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons),
              ElementsAre("person:b", "person:c", "person:a"));
}

TEST_F(ResolutionTest, WhoAppearsOnSeveralWaysIsListedOnceWhereFirst) {
  AddReport("boss");
  AddReport("clerk", "boss");
  AddHolder("b", "boss");
  AddPerson("a");
  AddTask("t");
  Assign("task:t", "person:b");
  Assign("task:t", "post:boss");
  Assign("task:t", "post:clerk");
  Assign("task:t", "person:a", Role::kAccountable, absl::CivilDay(2024, 1, 1));
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:b", "person:a"));
  EXPECT_THAT(NamesOf(who.posts), ElementsAre("post:boss"));
  EXPECT_THAT(
      StepsOf(who),
      ElementsAre("task:t assignment person:b", "person:b person person:b",
                  "task:t assignment post:boss", "post:boss holder person:b",
                  "task:t assignment post:clerk",
                  "post:clerk superior post:boss", "post:boss holder person:b",
                  "task:t assignment person:a", "person:a person person:a"));
}

TEST_F(ResolutionTest, HopsAreThoseOfTheLongestWayEvenIfItEndsWithNobody) {
  AddReport("root");
  AddReport("middle", "root");
  AddReport("clerk", "middle");
  AddPerson("p");
  AddTask("t");
  Assign("task:t", "person:p");
  Assign("task:t", "post:clerk");
  const Resolution who = Who("task:t");
  EXPECT_TRUE(who.answered());
  EXPECT_EQ(who.hops, 2u);
}

TEST_F(ResolutionTest, OnlyAssignmentsOfTheRoleCount) {
  AddPerson("p");
  AddPerson("q");
  AddTask("t");
  Assign("task:t", "person:p", Role::kSupport);
  Assign("task:t", "person:q", Role::kOversight);
  EXPECT_THAT(NamesOf(Who("task:t", Role::kSupport).persons),
              ElementsAre("person:p"));
  EXPECT_THAT(NamesOf(Who("task:t", Role::kOversight).persons),
              ElementsAre("person:q"));
  EXPECT_THAT(Who("task:t", Role::kConsulted).persons, IsEmpty());
}

TEST_F(ResolutionTest, WithoutAnAssignmentTheParentTasksAreAsked) {
  AddPerson("p");
  AddTask("top");
  AddTask("middle", "absent-unit", "top");
  AddTask("leaf", "absent-unit", "middle");
  Assign("task:top", "person:p");
  Assign("task:middle", "person:p", Role::kInformed);
  const Resolution who = Who("task:leaf");
  EXPECT_THAT(StepsOf(who), ElementsAre("task:leaf parent-task task:middle",
                                        "task:middle parent-task task:top",
                                        "task:top assignment person:p",
                                        "person:p person person:p"));
  EXPECT_TRUE(who.assigned);
  EXPECT_EQ(who.hops, 0u);
}

TEST_F(ResolutionTest, AnAssignmentToNobodyHasNoFallback) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("h", "head");
  AddReport("vacant");
  AddTask("t", "u");
  Assign("task:t", "post:vacant");
  EXPECT_FALSE(Who("task:t").answered());
}

TEST_F(ResolutionTest, AnAssignmentToSomebodyGoneCountsAsNone) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("h", "head");
  builder_.AddPerson({.id = "gone", .valid_to = kDay});
  AddTask("t", "u");
  Assign("task:t", "person:gone");
  const Resolution who = Who("task:t");
  EXPECT_FALSE(who.assigned);
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:h"));
}

TEST_F(ResolutionTest, OnlyTwoRolesFallBackOnTheUnitOfTheTask) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("h", "head");
  AddTask("top", "u");
  AddTask("t", "u", "top");
  for (const Role role : {Role::kAccountable, Role::kResponsible}) {
    const Resolution who = Who("task:t", role);
    EXPECT_FALSE(who.assigned);
    EXPECT_THAT(StepsOf(who), ElementsAre("task:t parent-task task:top",
                                          "task:t unit-fallback unit:u",
                                          "unit:u unit-head post:head",
                                          "post:head holder person:h"));
  }
  for (const Role role :
       {Role::kSupport, Role::kConsulted, Role::kInformed, Role::kOversight}) {
    EXPECT_THAT(
        StepsOf(Who("task:t", role)),
        ElementsAre("task:t parent-task task:top", "task:t nobody task:t"));
  }
}

TEST_F(ResolutionTest, ATaskOfAnAbsentUnitHasNoFallback) {
  AddTask("t");
  EXPECT_THAT(StepsOf(Who("task:t")), ElementsAre("task:t nobody task:t"));
}

// ---- Duties -----------------------------------------------------------------

TEST_F(ResolutionTest, ADutyFallsBackOnItsBearer) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("h", "head");
  AddPerson("p");
  builder_.AddDuty({.id = "borne", .bearer = "unit:u"});
  builder_.AddDuty({.id = "assigned", .bearer = "unit:u"});
  Assign("duty:assigned", "person:p");
  builder_.AddDuty({.id = "loose", .superior = "borne"});
  const Resolution who = Who("duty:borne");
  EXPECT_FALSE(who.assigned);
  EXPECT_THAT(StepsOf(who), ElementsAre("duty:borne bearer unit:u",
                                        "unit:u unit-head post:head",
                                        "post:head holder person:h"));
  EXPECT_THAT(NamesOf(Who("duty:assigned").persons), ElementsAre("person:p"));
  // The superior duty is somebody else's.
  EXPECT_FALSE(Who("duty:loose").answered());
  EXPECT_FALSE(Who("duty:borne", Role::kSupport).answered());
}

TEST_F(ResolutionTest, NobodyAnswersForADutyThatIsNotInForce) {
  AddPerson("p");
  builder_.AddDuty({.id = "d", .valid_to = kDay});
  Assign("duty:d", "person:p");
  const Resolution who = Who("duty:d");
  EXPECT_THAT(StepsOf(who), ElementsAre("duty:d nobody duty:d"));
  EXPECT_FALSE(who.assigned);
}

// ---- Cycles, and what is left out -------------------------------------------

TEST_F(ResolutionTest, AWayThatEndsAtACutCycleIsNotComplete) {
  AddReport("a", "b");
  AddReport("b", "a");
  AddHolder("h", "a");
  AddTask("met");
  Assign("task:met", "post:b");
  AddReport("x", "y");
  AddReport("y", "x");
  AddTask("unmet");
  Assign("task:unmet", "post:y");
  EXPECT_TRUE(Who("task:met").complete);
  const Resolution who = Who("task:unmet");
  EXPECT_FALSE(who.complete);
  EXPECT_EQ(who.hops, 1u);
  EXPECT_EQ(StepsOf(who).back(), "post:x nobody post:x");
}

TEST_F(ResolutionTest, ACycleOfUnitsMakesTheirAnswersIncomplete) {
  AddUnit("a", "b");
  AddUnit("b", "a");
  AddTask("t", "b");
  const Resolution who = Who("task:t");
  EXPECT_FALSE(who.complete);
  EXPECT_EQ(who.hops, 1u);
}

TEST_F(ResolutionTest, AnUnassignedTaskBelowACutCycleIsNotComplete) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("h", "head");
  AddTask("a", "u", "b");
  AddTask("b", "u", "a");
  AddTask("leaf", "u", "b");
  Assign("task:b", "post:head", Role::kSupport);
  const Resolution accountable = Who("task:leaf");
  EXPECT_TRUE(accountable.answered());
  EXPECT_FALSE(accountable.complete);
  EXPECT_FALSE(Who("task:leaf", Role::kInformed).complete);
  EXPECT_TRUE(Who("task:leaf", Role::kSupport).complete);
}

TEST_F(ResolutionTest, NothingIsCompleteWhereRecordsWereLeftOut) {
  OrganizationBuilder builder({.lenient = true});
  builder.AddPerson({.id = "p"});
  builder.AddPerson({.id = ""});
  builder.AddTask({.id = "t", .unit = "u"});
  builder.AddAssignment(
      {.work = "task:t", .role = Role::kAccountable, .to = "person:p"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const Snapshot today = org->AsOf(kDay);
  const Resolution who =
      ResolveResponsible(today, *today.Find("task:t"), Role::kAccountable);
  EXPECT_TRUE(who.answered());
  EXPECT_FALSE(who.complete);
}

// ---- Size -------------------------------------------------------------------

TEST_F(ResolutionTest, AMillionVacantPostsAreWalkedToTheOneThatIsHeld) {
  constexpr std::uint32_t kLevels = testing::kManyLevels;
  AddReport("0");
  AddHolder("h", "0");
  for (std::uint32_t level = 1; level < kLevels; ++level) {
    AddReport(std::to_string(level), std::to_string(level - 1));
  }
  AddTask("t");
  Assign("task:t", "post:" + std::to_string(kLevels - 1));
  const Resolution who = Who("task:t");
  EXPECT_EQ(who.hops, kLevels - 1);
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:h"));
}

// Each of a million tasks, each below the one before, falls back on a unit of a
// chain of a million without any heads: one pass has to do.
TEST_F(ResolutionTest, AMillionUnansweredTasksAreFoundInOnePass) {
  constexpr std::uint32_t kLevels = testing::kManyLevels;
  AddUnit("0");
  AddTask("0", "0");
  for (std::uint32_t level = 1; level < kLevels; ++level) {
    const std::string above = std::to_string(level - 1);
    const std::string id = std::to_string(level);
    AddUnit(id, above);
    AddTask(id, id, above);
  }
  const internal::Answerability answerability(Today());
  for (std::uint32_t task = 0; task < kLevels; ++task) {
    ASSERT_FALSE(answerability.Answered(TaskId{task}, Role::kAccountable));
  }
}

TEST_F(ResolutionTest, ThousandsOnSeveralWaysAreListedOnceAndInOrder) {
  constexpr int kHolders = 20'000;
  AddUnit("u");
  AddPost("a", "u");
  AddPost("b", "u");
  for (int i = 0; i < kHolders; ++i) {
    const std::string id = std::to_string(i);
    AddHolder(id, "a");
    Appoint(id, "b");
  }
  AddTask("t");
  Assign("task:t", "person:7");
  Assign("task:t", "post:b");
  Assign("task:t", "post:a", Role::kAccountable, absl::CivilDay(2024, 1, 1));
  const Resolution who = Who("task:t");
  ASSERT_EQ(who.persons.size(), static_cast<std::size_t>(kHolders));
  EXPECT_EQ(NameOf(who.persons[0]), "person:7");
  EXPECT_EQ(NameOf(who.persons[1]), "person:0");
  EXPECT_EQ(NameOf(who.persons.back()), "person:9999");
  EXPECT_THAT(NamesOf(who.posts), ElementsAre("post:b", "post:a"));
}

}  // namespace
}  // namespace zeren
