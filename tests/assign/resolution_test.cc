#include "zeren/assign/resolution.h"

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
      ElementsAre("neither “t” nor a task above it has an assignment of the "
                  "role; its unit “Branch” is asked",
                  "“head” heads “Branch”",
                  "nobody present holds “head”, and it has no superior: "
                  "nobody answers"));
  EXPECT_THAT(
      chinese,
      ElementsAre("“t”及其上级任务都没有该角色的分派，转由所属单位“支部”负责",
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
