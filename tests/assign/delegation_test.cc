// Who stands in by delegation, and how far delegations are passed on.

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

// Posts `boss` and, below it, `clerk`, in no unit; `b` is the boss. The task
// `t` is assigned to the post `clerk`.
class DelegationTest : public ResolutionTest {
 protected:
  DelegationTest() {
    AddReport("boss");
    AddReport("clerk", "boss");
    AddHolder("b", "boss");
    AddTask("t");
    Assign("task:t", "post:clerk");
  }
  void AddAbsent(std::string_view person) {
    AddPerson(person);
    AddAbsence(person);
  }
  std::vector<std::string> Persons(std::string_view work = "task:t") {
    return NamesOf(Who(work).persons);
  }
};

TEST_F(DelegationTest, ThePostsOwnDelegateAnswersForAVacantPostWithoutAHop) {
  AddPerson("d");
  Delegate("d1", "post:clerk", "person:d");
  const Resolution who = Who("task:t");
  EXPECT_THAT(StepsOf(who), ElementsAre("task:t assignment post:clerk",
                                        "post:clerk delegate person:d",
                                        "person:d person person:d"));
  EXPECT_EQ(who.hops, 0u);
  EXPECT_THAT(who.posts, IsEmpty());
  EXPECT_TRUE(who.complete);
}

TEST_F(DelegationTest, WhoIsThereNeedsNoDelegate) {
  AddPerson("d");
  AddHolder("h", "clerk", AppointmentMode::kActing);
  Delegate("d1", "post:clerk", "person:d");
  EXPECT_THAT(Persons(), ElementsAre("person:h"));
}

TEST_F(DelegationTest, APostThatStandsInIsListedWithAllItsHolders) {
  AddReport("desk");
  AddHolder("x", "desk");
  AddHolder("y", "desk");
  Delegate("d1", "post:clerk", "post:desk");
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:x", "person:y"));
  EXPECT_THAT(NamesOf(who.posts), ElementsAre("post:desk"));
  EXPECT_EQ(StepsOf(who)[1], "post:clerk delegate post:desk");
}

TEST_F(DelegationTest, APostWithAWithheldNameStandsIn) {
  AddReport("desk");
  AddUndisclosed("desk");
  Delegate("d1", "post:clerk", "post:desk");
  const Resolution who = Who("task:t");
  EXPECT_TRUE(who.undisclosed);
  EXPECT_EQ(StepsOf(who).back(), "post:desk undisclosed post:desk");
}

TEST_F(DelegationTest, AnAbsentHolderDelegatesForThePost) {
  AddHolder("h", "clerk");
  AddAbsence("h");
  AddPerson("d");
  Delegate("d1", "person:h", "person:d");
  EXPECT_THAT(
      StepsOf(Who("task:t")),
      ElementsAre("task:t assignment post:clerk",
                  "post:clerk absent-holder person:h",
                  "person:h delegate person:d", "person:d person person:d"));
}

TEST_F(DelegationTest, WhoActsComesAfterThoseWhoHoldThePost) {
  for (const char* const id : {"a", "h", "z"}) AddAbsent(id);
  Appoint("a", "clerk", AppointmentMode::kActing);
  Appoint("h", "clerk");
  Appoint("z", "clerk");
  AddPerson("by-a");
  AddPerson("by-z");
  Delegate("1", "person:a", "person:by-a");
  Delegate("2", "person:z", "person:by-z");
  EXPECT_THAT(Persons(), ElementsAre("person:by-z"));
}

TEST_F(DelegationTest, TheOwnDelegationOfAPostGoesBeforeThatOfItsHolder) {
  AddHolder("h", "clerk");
  AddAbsence("h");
  AddPerson("by-h");
  AddPerson("by-post");
  Delegate("1", "person:h", "person:by-h");
  Delegate("2", "post:clerk", "person:by-post");
  EXPECT_THAT(Persons(), ElementsAre("person:by-post"));
}

TEST_F(DelegationTest, TheEarliestCountsThenTheSmallestId) {
  for (const char* const id : {"x", "y", "z"}) AddPerson(id);
  Delegate("1", "post:clerk", "person:x", {.from = kDay - 1});
  Delegate("3", "post:clerk", "person:y", {.from = kDay - 2});
  Delegate("2", "post:clerk", "person:z", {.from = kDay - 2});
  EXPECT_THAT(Persons(), ElementsAre("person:z"));
}

TEST_F(DelegationTest, OnlyDelegationsOfTheDayCount) {
  AddPerson("d");
  builder_.AddPerson({.id = "gone", .valid_to = kDay});
  Delegate("1", "post:clerk", "person:d", {.to = kDay});
  Delegate("2", "post:clerk", "person:d", {.from = kDay + 1});
  Delegate("3", "post:clerk", "person:gone");
  Delegate("4", "post:clerk", "person:ghost");
  EXPECT_THAT(Persons(), ElementsAre("person:b"));
}

TEST_F(DelegationTest, AListCoversATaskAndAllBelowIt) {
  AddPerson("d");
  AddTask("top");
  AddTask("middle", "absent-unit", "top");
  AddTask("leaf", "absent-unit", "middle");
  Assign("task:top", "post:clerk");
  builder_.AddDuty({.id = "named", .bearer = "post:clerk"});
  builder_.AddDuty(
      {.id = "under", .bearer = "post:clerk", .superior = "named"});
  Delegate(
      "1", "post:clerk", "person:d",
      {.scope = {{"task:leaf", "task:middle", "duty:named", "task:gone"}}});
  EXPECT_THAT(Persons("task:top"), ElementsAre("person:b"));
  EXPECT_THAT(Persons("task:middle"), ElementsAre("person:d"));
  EXPECT_THAT(Persons("task:leaf"), ElementsAre("person:d"));
  EXPECT_THAT(Persons("duty:named"), ElementsAre("person:d"));
  EXPECT_THAT(Persons("duty:under"), ElementsAre("person:b"));
}

TEST_F(DelegationTest, AnEmptyListCoversNothing) {
  AddPerson("d");
  Delegate("1", "post:clerk", "person:d", {.scope = {{}}});
  EXPECT_THAT(Persons(), ElementsAre("person:b"));
  EXPECT_TRUE(Who("task:t").complete);
}

TEST_F(DelegationTest, WhetherAListCoversWhatLiesBelowACutIsNotCertain) {
  AddPerson("d");
  AddTask("x", "absent-unit", "y");
  AddTask("y", "absent-unit", "x");
  Assign("task:x", "post:clerk");
  Delegate("1", "post:clerk", "person:d", {.scope = {{"task:y"}}});
  const Resolution who = Who("task:x");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:b"));
  EXPECT_FALSE(who.complete);
}

TEST_F(DelegationTest, AnAbsentDelegatePassesOnOnlyWhatMayBePassedOn) {
  AddAbsent("a");
  AddPerson("d");
  AddTask("may");
  AddReport("other", "boss");
  Assign("task:may", "post:other");
  Delegate("1", "post:clerk", "person:a");
  Delegate("2", "post:other", "person:a", {.may_redelegate = true});
  Delegate("3", "person:a", "person:d");
  EXPECT_THAT(Persons("task:t"), ElementsAre("person:b"));
  EXPECT_THAT(
      StepsOf(Who("task:may")),
      ElementsAre("task:may assignment post:other",
                  "post:other delegate person:a", "person:a delegate person:d",
                  "person:d person person:d"));
}

TEST_F(DelegationTest, APostThatNobodyFillsPassesOnAlsoByItsAbsentHolders) {
  AddReport("desk");
  AddHolder("h", "desk");
  AddAbsence("h");
  AddPerson("d");
  Delegate("1", "post:clerk", "post:desk", {.may_redelegate = true});
  Delegate("2", "person:h", "person:d");
  EXPECT_THAT(
      StepsOf(Who("task:t")),
      ElementsAre("task:t assignment post:clerk",
                  "post:clerk delegate post:desk",
                  "post:desk absent-holder person:h",
                  "person:h delegate person:d", "person:d person person:d"));
}

TEST_F(DelegationTest, APostThatStandsInCallsNeitherItsDeputyNorItsSuperior) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddHolder("v", "vice");
  Delegate("1", "post:clerk", "post:head", {.may_redelegate = true});
  EXPECT_THAT(Persons(), ElementsAre("person:b"));
}

TEST_F(DelegationTest, ADelegateGoesBeforeADeputy) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddHolder("v", "vice");
  AddPerson("d");
  AddTask("of-unit", "u");
  Delegate("1", "post:head", "person:d");
  EXPECT_THAT(Persons("task:of-unit"), ElementsAre("person:d"));
}

TEST_F(DelegationTest, ADeputyIsAskedWhereDelegationsLeadToNobody) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddHolder("v", "vice");
  AddAbsent("a");
  AddTask("of-unit", "u");
  Delegate("1", "post:head", "person:a", {.may_redelegate = true});
  EXPECT_THAT(Persons("task:of-unit"), ElementsAre("person:v"));
}

TEST_F(DelegationTest, TheNextDelegateIsAskedWhereAWayLeadsNowhere) {
  AddAbsent("a");
  AddAbsent("dead-end");
  AddPerson("d");
  Delegate("1", "post:clerk", "person:a", {.may_redelegate = true});
  Delegate("2", "person:a", "person:dead-end", {.may_redelegate = true});
  Delegate("3", "post:clerk", "person:d");
  EXPECT_THAT(
      StepsOf(Who("task:t")),
      ElementsAre("task:t assignment post:clerk",
                  "post:clerk delegate person:d", "person:d person person:d"));
  EXPECT_TRUE(Who("task:t").complete);
}

TEST_F(DelegationTest, ANamedAbsentPersonIsAnsweredForByADelegate) {
  AddAbsent("a");
  AddPerson("d");
  AddTask("own");
  Assign("task:own", "person:a");
  Delegate("1", "person:a", "person:d");
  const Resolution who = Who("task:own");
  EXPECT_THAT(StepsOf(who), ElementsAre("task:own assignment person:a",
                                        "person:a delegate person:d",
                                        "person:d person person:d"));
  EXPECT_EQ(who.hops, 0u);
}

TEST_F(DelegationTest, WhoIsAbsentAndHasNoDelegateIsAnsweredForByTheSuperior) {
  AddAbsent("a");
  Appoint("a", "clerk");
  AddTask("own");
  Assign("task:own", "person:a");
  AddAbsent("x");
  Delegate("1", "person:a", "person:x");
  EXPECT_THAT(StepsOf(Who("task:own")),
              ElementsAre("task:own assignment person:a",
                          "person:a absent-person post:boss",
                          "post:boss holder person:b"));
}

TEST_F(DelegationTest, EachPostOnTheWayUpIsAskedForItsDelegates) {
  AddReport("middle", "boss");
  AddReport("low", "middle");
  AddPerson("d");
  AddTask("far");
  Assign("task:far", "post:low");
  Delegate("1", "post:middle", "person:d");
  const Resolution who = Who("task:far");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:d"));
  EXPECT_EQ(who.hops, 1u);
}

// ---- Circles ----------------------------------------------------------------

TEST_F(DelegationTest, ACircleStopsThereAndTheSearchGoesOn) {
  AddAbsent("a");
  AddAbsent("c");
  AddPerson("d");
  Delegate("1", "post:clerk", "person:a", {.may_redelegate = true});
  Delegate("2", "person:a", "person:c", {.may_redelegate = true});
  Delegate("3", "person:c", "person:a", {.may_redelegate = true});
  Delegate("4", "person:c", "person:d");
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:d"));
  EXPECT_FALSE(who.complete);
}

TEST_F(DelegationTest, ACircleThatLeadsToNobodyEndsWithTheSuperior) {
  AddAbsent("a");
  Delegate("1", "post:clerk", "person:a", {.may_redelegate = true});
  Delegate("2", "person:a", "post:clerk", {.may_redelegate = true});
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:b"));
  EXPECT_FALSE(who.complete);
  EXPECT_EQ(who.hops, 1u);
}

TEST_F(DelegationTest, AWayThatMayNotBePassedOnEndsBeforeItCanBeACircle) {
  AddAbsent("a");
  Delegate("1", "post:clerk", "person:a", {.may_redelegate = true});
  Delegate("2", "person:a", "post:clerk");
  EXPECT_TRUE(Who("task:t").complete);
}

TEST_F(DelegationTest, WhoDelegatesToAnAbsentSelfGoesRoundInACircle) {
  AddAbsent("a");
  AddTask("own");
  Assign("task:own", "person:a");
  Delegate("1", "person:a", "person:a", {.may_redelegate = true});
  EXPECT_FALSE(Who("task:own").complete);
}

TEST_F(DelegationTest, SeveralAssignmentsMayMeetTheSameCircle) {
  for (const char* const id : {"a", "c"}) AddAbsent(id);
  AddPerson("d");
  AddTask("both");
  Assign("task:both", "person:a");
  Assign("task:both", "person:c");
  Delegate("1", "person:a", "person:c", {.may_redelegate = true});
  Delegate("2", "person:c", "person:a", {.may_redelegate = true});
  Delegate("3", "person:a", "person:d");
  const Resolution who = Who("task:both");
  EXPECT_THAT(
      StepsOf(who),
      ElementsAre("task:both assignment person:a", "person:a delegate person:d",
                  "person:d person person:d", "task:both assignment person:c",
                  "person:c delegate person:a", "person:a delegate person:d",
                  "person:d person person:d"));
}

// ---- Size -------------------------------------------------------------------

TEST_F(DelegationTest, AMillionAbsentDelegatesAreFollowedToTheOneWhoIsThere) {
  constexpr std::uint32_t kLength = testing::kManyLevels;
  Delegate("to-0", "post:clerk", "person:0", {.may_redelegate = true});
  for (std::uint32_t i = 0; i < kLength; ++i) {
    const std::string id = std::to_string(i);
    const std::string next = "person:" + std::to_string(i + 1);
    AddAbsent(id);
    Delegate(id, "person:" + id, next, {.may_redelegate = true});
  }
  AddPerson(std::to_string(kLength));
  const Resolution who = Who("task:t");
  EXPECT_THAT(NamesOf(who.persons),
              ElementsAre("person:" + std::to_string(kLength)));
  EXPECT_EQ(who.steps.size(), kLength + std::size_t{3});
  EXPECT_EQ(who.hops, 0u);
}

// Each of many posts on the chain delegates into one long chain of absent
// persons that leads to nobody: it is followed once.
TEST_F(DelegationTest, ALongWayToNobodyIsFollowedOnceForAWholeChainOfPosts) {
  constexpr std::uint32_t kLength = testing::kManyLevels / 4;
  std::string above = "boss";
  for (std::uint32_t i = 0; i < kLength; ++i) {
    const std::string id = std::to_string(i);
    AddReport(id, above);
    AddAbsent(id);
    Delegate("of-post-" + id, "post:" + id, "person:0",
             {.may_redelegate = true});
    Delegate("of-person-" + id, "person:" + id,
             "person:" + std::to_string(i + 1), {.may_redelegate = true});
    above = id;
  }
  AddAbsent(std::to_string(kLength));
  AddTask("low");
  Assign("task:low", "post:" + above);
  const Resolution who = Who("task:low");
  EXPECT_THAT(NamesOf(who.persons), ElementsAre("person:b"));
  EXPECT_EQ(who.hops, kLength);
}

TEST_F(DelegationTest, ADelegationIsSaidInEnglishAndChinese) {
  AddHolder("h", "clerk");
  AddAbsence("h");
  AddPerson("d");
  Delegate("1", "person:h", "person:d");
  const Resolution who = Who("task:t");
  EXPECT_EQ(Describe(Today(), who.steps[1]).In("en"),
            "“h” holds “clerk” and is absent; their delegation is asked");
  EXPECT_EQ(Describe(Today(), who.steps[1]).In("zh"),
            "“clerk”由“h”担任，不在岗，改看其委托");
  EXPECT_EQ(Describe(Today(), who.steps[2]).In("en"),
            "“d” stands in for “h” by delegation");
  EXPECT_EQ(Describe(Today(), who.steps[2]).In("zh"), "“h”委托“d”代行职责");
}

}  // namespace
}  // namespace zeren
