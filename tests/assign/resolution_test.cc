#include "zeren/assign/resolution.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "tests/assign/resolution_fixture.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The example at the top of resolution.h.
TEST_F(ResolutionTest, DocumentationExample) {
  AddUnit("school");
  AddPost("president", "school");
  AddHolder("lin", "president");
  AddTask("report");
  Assign("task:report", "unit:school");
  const Snapshot today = Today();

  Resolution who =
      ResolveResponsible(today, *today.Find("task:report"), Role::kAccountable);
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:lin"));
  EXPECT_THAT(StepsOf(who), ElementsAre("task:report assignment unit:school",
                                        "unit:school unit-head post:president",
                                        "post:president holder person:lin"));
  EXPECT_THAT(NamesOf(who.posts), ElementsAre("post:president"));
  EXPECT_EQ(who.work, *today.Find("task:report"));
  EXPECT_EQ(who.role, Role::kAccountable);
  EXPECT_TRUE(who.assigned);
  EXPECT_FALSE(who.undisclosed);
  EXPECT_EQ(who.hops, 0u);
  EXPECT_TRUE(who.complete);
}

// ---- Who holds the post -----------------------------------------------------

TEST_F(ResolutionTest, APostStandsForAllWhoHoldItInOrderOfId) {
  AddUnit("u");
  AddPost("chair", "u");
  AddHolder("b", "chair", AppointmentMode::kConcurrent);
  AddHolder("a", "chair");
  AddHolder("c", "chair", AppointmentMode::kActing);
  AddHolder("d", "chair");
  AddAbsence("d");
  AddUndisclosed("chair");
  AddTask("t");
  Assign("task:t", "post:chair");
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:a", "person:b"));
  EXPECT_THAT(StepsOf(who), ElementsAre("task:t assignment post:chair",
                                        "post:chair holder person:a",
                                        "post:chair holder person:b"));
  EXPECT_FALSE(who.undisclosed);
}

TEST_F(ResolutionTest, WhoHoldsTwoSeatsOfAPostAnswersOnce) {
  AddUnit("u");
  AddPost("chair", "u");
  AddHolder("a", "chair");
  Appoint("a", "chair", AppointmentMode::kConcurrent);
  AddTask("t");
  Assign("task:t", "post:chair");
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:a"));
  EXPECT_THAT(StepsOf(who), ElementsAre("task:t assignment post:chair",
                                        "post:chair holder person:a"));
}

TEST_F(ResolutionTest, AnUndisclosedPostAnswersForItselfBeforeThoseWhoAct) {
  AddUnit("u");
  AddPost("head", "u");
  AddUndisclosed("head");
  AddHolder("a", "head", AppointmentMode::kActing);
  AddTask("t", "u");
  const Resolution who = Who("task:t");
  EXPECT_TRUE(who.undisclosed);
  EXPECT_TRUE(who.answered());
  EXPECT_THAT(who.persons, IsEmpty());
  EXPECT_THAT(NamesOf(who.posts), ElementsAre("post:head"));
  EXPECT_EQ(StepsOf(who).back(), "post:head undisclosed post:head");
}

TEST_F(ResolutionTest, WhoActsAnswersWhereNobodyElseDoes) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("a", "head");
  AddAbsence("a");
  AddHolder("b", "head", AppointmentMode::kActing);
  AddTask("t", "u");
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:b"));
  EXPECT_EQ(StepsOf(who).back(), "post:head acting-holder person:b");
  EXPECT_EQ(who.hops, 0u);
}

// ---- Deputies ---------------------------------------------------------------

TEST_F(ResolutionTest, ADeputyOfTheUnitStandsInAndIsNoHop) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddHolder("v", "vice");
  AddTask("t", "u");
  const Resolution who = Who("task:t");
  EXPECT_THAT(
      StepsOf(who),
      ElementsAre("task:t unit-fallback unit:u", "unit:u unit-head post:head",
                  "post:head deputy post:vice", "post:vice holder person:v"));
  EXPECT_THAT(NamesOf(who.posts), ElementsAre("post:vice"));
  EXPECT_EQ(who.hops, 0u);
  EXPECT_FALSE(who.assigned);
}

TEST_F(ResolutionTest, TheFirstDeputyInOrderOfIdWithSomebodyPresentServes) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice-1", "u", "deputy");  // Vacant.
  AddPost("vice-2", "u", "deputy");
  AddUndisclosed("vice-2");
  AddPost("vice-3", "u", "deputy");
  AddHolder("c", "vice-3", AppointmentMode::kActing);
  AddPost("vice-4", "u", "deputy");
  AddHolder("d", "vice-4");
  AddTask("t", "u");
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:c"));
  EXPECT_EQ(StepsOf(who).back(), "post:vice-3 acting-holder person:c");
}

TEST_F(ResolutionTest, OfADeputyWithAWithheldNameOnlyWhoActsIsKnown) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddUndisclosed("vice");
  AddHolder("a", "vice", AppointmentMode::kActing);
  AddTask("t", "u");
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:a"));
  EXPECT_FALSE(who.undisclosed);
}

TEST_F(ResolutionTest, ADeputyServesOnlyTheKindsAndTheUnitThatItIsFor) {
  AddUnit("u");
  AddUnit("other", "u");
  AddPost("head", "u", "clerk");  // Not a kind that `deputy` is for.
  AddPost("vice", "u", "deputy");
  AddHolder("v", "vice");
  AddPost("other-head", "other");
  AddTask("clerk's");
  Assign("task:clerk's", "post:head");
  AddTask("other's", "other");
  EXPECT_FALSE(Who("task:clerk's").answered());
  EXPECT_FALSE(Who("task:other's").answered());
}

TEST_F(ResolutionTest, APostInNoUnitHasNoDeputies) {
  AddPost("head", "absent-unit");
  AddPost("vice", "absent-unit", "deputy");
  AddHolder("v", "vice");
  AddTask("t");
  Assign("task:t", "post:head");
  EXPECT_THAT(
      StepsOf(Who("task:t")),
      ElementsAre("task:t assignment post:head", "post:head nobody post:head"));
}

// ---- Up the chain -----------------------------------------------------------

TEST_F(ResolutionTest, AVacantPostIsAnsweredForByItsSuperior) {
  AddReport("boss");
  AddReport("middle", "boss");
  AddReport("clerk", "middle");
  AddHolder("b", "boss");
  AddTask("t");
  Assign("task:t", "post:clerk");
  const Resolution who = Who("task:t");
  EXPECT_THAT(StepsOf(who), ElementsAre("task:t assignment post:clerk",
                                        "post:clerk superior post:middle",
                                        "post:middle superior post:boss",
                                        "post:boss holder person:b"));
  EXPECT_EQ(who.hops, 2u);
  EXPECT_THAT(NamesOf(who.posts), ElementsAre("post:boss"));
}

TEST_F(ResolutionTest, AUnitWithoutAHeadIsAnsweredForByTheUnitAbove) {
  AddUnit("top");
  AddPost("head", "top");
  AddHolder("h", "head");
  AddUnit("middle", "top");
  AddUnit("team", "middle");
  AddTask("t");
  Assign("task:t", "unit:team");
  const Resolution who = Who("task:t");
  EXPECT_THAT(StepsOf(who), ElementsAre("task:t assignment unit:team",
                                        "unit:team parent-unit unit:middle",
                                        "unit:middle parent-unit unit:top",
                                        "unit:top unit-head post:head",
                                        "post:head holder person:h"));
  EXPECT_EQ(who.hops, 2u);
}

TEST_F(ResolutionTest, ARootWithoutAnyoneIsAnsweredByNobody) {
  AddUnit("u");
  AddPost("head", "u");
  AddUnit("headless");
  AddTask("t");
  Assign("task:t", "unit:u");
  AddTask("h");
  Assign("task:h", "unit:headless");
  const Resolution who = Who("task:t");
  EXPECT_FALSE(who.answered());
  EXPECT_TRUE(who.assigned);
  EXPECT_TRUE(who.complete);
  EXPECT_EQ(who.hops, 0u);
  EXPECT_THAT(who.posts, IsEmpty());
  EXPECT_EQ(StepsOf(who).back(), "post:head nobody post:head");
  EXPECT_THAT(StepsOf(Who("task:h")),
              ElementsAre("task:h assignment unit:headless",
                          "unit:headless nobody unit:headless"));
}

// ---- Persons ----------------------------------------------------------------

TEST_F(ResolutionTest, APersonWhoIsPresentAnswersWithoutAnyPost) {
  AddPerson("p");
  AddTask("t");
  Assign("task:t", "person:p");
  const Resolution who = Who("task:t");
  EXPECT_THAT(StepsOf(who), ElementsAre("task:t assignment person:p",
                                        "person:p person person:p"));
  EXPECT_THAT(who.posts, IsEmpty());
}

TEST_F(ResolutionTest, AnAbsentPersonIsAnsweredForByTheSuperior) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("h", "head");
  AddPerson("p");
  builder_.AddMembership({.person = "p", .unit = "u"});
  AddAbsence("p");
  AddTask("t");
  Assign("task:t", "person:p");
  const Resolution who = Who("task:t");
  EXPECT_THAT(StepsOf(who), ElementsAre("task:t assignment person:p",
                                        "person:p absent-person post:head",
                                        "post:head holder person:h"));
  EXPECT_EQ(who.hops, 1u);
}

TEST_F(ResolutionTest, AnAbsentPersonWithoutASuperiorIsAnsweredForByNobody) {
  AddPerson("p");
  AddAbsence("p");
  AddTask("t");
  Assign("task:t", "person:p");
  const Resolution who = Who("task:t");
  EXPECT_FALSE(who.answered());
  EXPECT_THAT(StepsOf(who), ElementsAre("task:t assignment person:p",
                                        "person:p nobody person:p"));
  EXPECT_EQ(who.hops, 0u);
}

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
  constexpr std::uint32_t kLevels = 1'000'000;
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
  constexpr std::uint32_t kLevels = 1'000'000;
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

// ---- Words ------------------------------------------------------------------

TEST_F(ResolutionTest, EachStepIsSaidInEnglishAndChinese) {
  builder_.AddUnit({.id = "u",
                    .kind = "unit",
                    .name = TextView({{"en", "Branch"}, {"zh", "支部"}})});
  AddPost("head", "u");
  AddTask("t", "u");
  const Resolution who = Who("task:t");
  std::vector<std::string> english;
  std::vector<std::string> chinese;
  for (const ResolutionStep& step : who.steps) {
    const Text text = Describe(Today(), step);
    english.emplace_back(text.In("en"));
    chinese.emplace_back(text.In("zh"));
  }
  EXPECT_THAT(
      english,
      ElementsAre("nobody is assigned to “t” or above; its unit “Branch” "
                  "answers",
                  "“head” heads “Branch”",
                  "nobody present holds “head”, and it has no superior: "
                  "nobody answers"));
  EXPECT_THAT(chinese,
              ElementsAre("“t”及其上级任务均未分派，由所属单位“支部”负责",
                          "“支部”的负责岗位是“head”",
                          "“head”无人在岗，也没有上级：无人负责"));
}

TEST_F(ResolutionTest, EveryRuleHasANameAndASentence) {
  AddUnit("{to}");
  AddTask("{at}", "{to}");
  const Node at = *Today().Find("task:{at}");
  const Node to = *Today().Find("unit:{to}");
  for (int i = 0; i <= static_cast<int>(ResolutionRule::kNobody); ++i) {
    const auto rule = static_cast<ResolutionRule>(i);
    SCOPED_TRACE(zeren::NameOf(rule));
    EXPECT_FALSE(zeren::NameOf(rule).empty());
    const Text text = Describe(Today(), {at, rule, to});
    for (const std::string_view language : {"en", "zh"}) {
      const std::string said(text.In(language));
      EXPECT_THAT(said, ::testing::AnyOf(::testing::HasSubstr("“{at}”"),
                                         ::testing::HasSubstr("“{to}”")));
    }
  }
}

}  // namespace
}  // namespace zeren
