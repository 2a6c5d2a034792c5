#include "zeren/assign/why_not.h"

#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "tests/assign/resolution_fixture.h"

namespace zeren {
namespace {

class WhyNotTest : public ResolutionTest {
 protected:
  WhyNotAnswer Ask(std::string_view person, std::string_view work = "task:t",
                   Role role = Role::kAccountable) {
    return WhyNot(Today(), *Today().Find(work), role,
                  *Today().organization().FindId<PersonId>(person));
  }
  // "answered-before post:boss".
  std::string Why(std::string_view person, std::string_view work = "task:t",
                  Role role = Role::kAccountable) {
    const WhyNotAnswer why = Ask(person, work, role);
    return std::string(zeren::NameOf(why.obstacle)) + " " + NameOf(why.at);
  }
};

// The example at the top of why_not.h.
TEST_F(WhyNotTest, DocumentationExample) {
  AddReport("president");
  AddReport("head", "president");
  AddHolder("lin", "president");
  AddHolder("wu", "head");
  AddTask("report");
  Assign("task:report", "post:head");
  const Snapshot today = Today();
  const PersonId lin = *today.organization().FindId<PersonId>("lin");

  WhyNotAnswer why =
      WhyNot(today, *today.Find("task:report"), Role::kAccountable, lin);
  EXPECT_EQ(why.obstacle, Obstacle::kAnsweredBefore);
  EXPECT_EQ(today.organization().NameOf(why.at), "post:head");
  EXPECT_EQ(Describe(today, why).In("en"),
            "“head” answers before “lin” is asked");
  EXPECT_EQ(Describe(today, why).In("zh"), "在问到“lin”之前，已由“head”负责");
  EXPECT_EQ(why.work, *today.Find("task:report"));
  EXPECT_EQ(why.person, lin);
  EXPECT_TRUE(why.complete);
}

TEST_F(WhyNotTest, WhoAnswersMeetsNoObstacle) {
  AddPerson("p");
  AddTask("t");
  Assign("task:t", "person:p");
  EXPECT_EQ(Why("p"), "none person:p");
}

TEST_F(WhyNotTest, TheWorkItselfIsLookedAtFirst) {
  AddPerson("p");
  builder_.AddPerson({.id = "gone", .valid_to = kDay});
  builder_.AddDuty({.id = "d", .valid_to = kDay});
  AddTask("t");
  Assign("duty:d", "person:p");
  EXPECT_EQ(Why("p", "duty:d"), "work-not-in-force duty:d");
  EXPECT_EQ(Why("gone", "duty:d"), "work-not-in-force duty:d");
  EXPECT_EQ(Why("p"), "nobody-asked task:t");
  EXPECT_EQ(Why("gone"), "nobody-asked task:t");
}

TEST_F(WhyNotTest, ThenThePerson) {
  AddPerson("p");
  AddPerson("away");
  AddAbsence("away");
  builder_.AddPerson({.id = "gone", .valid_to = kDay});
  AddTask("t");
  Assign("task:t", "person:away");
  EXPECT_EQ(Why("gone"), "person-not-in-force person:gone");
  EXPECT_EQ(Why("away"), "absent person:away");
  EXPECT_EQ(Why("p"), "not-on-way task:t");
}

TEST_F(WhyNotTest, ADelegationMustCoverTheWork) {
  AddReport("desk");
  AddPerson("d");
  AddTask("t");
  AddTask("other");
  Assign("task:t", "post:desk");
  Delegate("1", "post:desk", "person:d", {.scope = {{"task:other"}}});
  EXPECT_EQ(Why("d"), "out-of-scope delegation:1");
}

TEST_F(WhyNotTest, ADelegationMustBePassedOn) {
  AddReport("desk");
  AddPerson("a");
  AddAbsence("a");
  AddPerson("d");
  AddTask("t");
  Assign("task:t", "post:desk");
  Delegate("1", "post:desk", "person:a");
  Delegate("2", "person:a", "person:d");
  EXPECT_EQ(Why("d"), "not-passed-on delegation:1");
}

TEST_F(WhyNotTest, WhatIsPassedOnMustAlsoBeCovered) {
  AddReport("desk");
  AddPerson("a");
  AddAbsence("a");
  AddPerson("d");
  AddTask("t");
  Assign("task:t", "post:desk");
  Delegate("1", "post:desk", "person:a");
  Delegate("2", "person:a", "person:d", {.scope = {{}}});
  EXPECT_EQ(Why("d"), "out-of-scope delegation:2");
}

TEST_F(WhyNotTest, WhoStandsInForSomebodyPresentIsNotAsked) {
  AddReport("desk");
  AddHolder("h", "desk");
  AddPerson("d");
  AddPerson("e");
  AddTask("t");
  Assign("task:t", "post:desk");
  AddTask("named");
  Assign("task:named", "person:h");
  Delegate("1", "post:desk", "person:d");
  Delegate("2", "person:h", "person:e");
  EXPECT_EQ(Why("d"), "answered-before post:desk");
  EXPECT_EQ(Why("e"), "answered-before post:desk");
  EXPECT_EQ(Why("e", "task:named"), "answered-before person:h");
}

TEST_F(WhyNotTest, WhoIsFurtherUpIsNotAsked) {
  AddUnit("top");
  AddUnit("team", "top");
  AddPost("top-head", "top");
  AddPost("head", "team");
  AddPost("vice", "top", "deputy");
  AddHolder("h", "head");
  AddHolder("t", "top-head");
  AddHolder("v", "vice");
  AddTask("t", "team");
  EXPECT_EQ(Why("t"), "answered-before post:head");
  EXPECT_EQ(Why("v"), "answered-before post:head");
}

TEST_F(WhyNotTest, WhoActsGivesWay) {
  AddReport("desk");
  AddHolder("h", "desk");
  AddHolder("a", "desk", AppointmentMode::kActing);
  AddReport("secret");
  AddUndisclosed("secret");
  AddHolder("b", "secret", AppointmentMode::kActing);
  AddReport("vacant");
  Delegate("1", "post:vacant", "post:desk");
  AddTask("t");
  AddTask("u");
  AddTask("v");
  Assign("task:t", "post:desk");
  Assign("task:u", "post:secret");
  Assign("task:v", "post:vacant");
  EXPECT_EQ(Why("a"), "acting post:desk");
  EXPECT_EQ(Why("b", "task:u"), "acting post:secret");
  EXPECT_EQ(Why("a", "task:v"), "acting post:desk");
}

TEST_F(WhyNotTest, OfSeveralDelegatesTheFirstCounts) {
  AddReport("desk");
  AddPerson("x");
  AddPerson("y");
  AddTask("t");
  Assign("task:t", "post:desk");
  Delegate("1", "post:desk", "person:x");
  Delegate("2", "post:desk", "person:y");
  EXPECT_EQ(Why("y"), "delegate-first person:x");
}

TEST_F(WhyNotTest, DeputiesComeAfterDelegatesAndOneAnother) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice-1", "u", "deputy");
  AddPost("vice-2", "u", "deputy");
  AddHolder("v", "vice-1");
  AddHolder("acting", "vice-1", AppointmentMode::kActing);
  AddHolder("w", "vice-2");
  AddPerson("d");
  AddTask("t", "u");
  AddTask("delegated", "u");
  Delegate("1", "post:head", "person:d", {.scope = {{"task:delegated"}}});
  EXPECT_EQ(Why("w"), "deputy-first post:vice-1");
  EXPECT_EQ(Why("acting"), "acting post:vice-1");
  EXPECT_EQ(Why("w", "task:delegated"), "delegate-first person:d");
}

TEST_F(WhyNotTest, ThePlaceThatComesClosestIsReported) {
  AddReport("boss");
  AddReport("desk", "boss");
  AddHolder("h", "desk");
  AddHolder("p", "desk", AppointmentMode::kActing);
  Appoint("p", "boss");
  AddTask("t");
  Assign("task:t", "post:desk");
  EXPECT_EQ(Why("p"), "acting post:desk");
}

TEST_F(WhyNotTest, EveryObstacleHasANameAndSentencesThatSayWhere) {
  AddPerson("{p}");
  AddTask("{at}");
  const PersonId person = *Today().organization().FindId<PersonId>("{p}");
  const Node at = *Today().Find("task:{at}");
  for (int i = 0; i <= static_cast<int>(Obstacle::kDeputyFirst); ++i) {
    const auto obstacle = static_cast<Obstacle>(i);
    SCOPED_TRACE(zeren::NameOf(obstacle));
    EXPECT_FALSE(zeren::NameOf(obstacle).empty());
    const Text text = Describe(
        Today(),
        {.work = at, .person = person, .obstacle = obstacle, .at = at});
    for (const std::string_view language : {"en", "zh"}) {
      EXPECT_THAT(std::string(text.In(language)),
                  ::testing::AnyOf(::testing::HasSubstr("“{at}”"),
                                   ::testing::HasSubstr("“{p}”")));
    }
  }
}

}  // namespace
}  // namespace zeren
