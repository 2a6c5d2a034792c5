#include "zeren/model/condition.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;

// The problems of a condition, as text; checks the code on the way.
std::vector<std::string> ProblemsOf(std::string_view json) {
  const absl::Status status = ParseCondition(json).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << json;
  std::vector<std::string> texts;
  for (const Problem& problem : Problems(status)) {
    texts.push_back(ToText(problem));
  }
  return texts;
}

Condition ParseOrDie(std::string_view json) {
  absl::StatusOr<Condition> condition = ParseCondition(json);
  EXPECT_TRUE(condition.ok()) << condition.status();
  return condition.ok() ? *condition : Condition();
}

TEST(ConditionTest, DocumentationExample) {
  const Condition condition = ParseOrDie(
      R"({"kind": ["branch", "group"], "count": {"of": "full", "min": 7}})");
  EXPECT_THAT(condition.kinds, ElementsAre("branch", "group"));
  ASSERT_TRUE(condition.count);
  EXPECT_EQ(condition.count->of, "full");
  EXPECT_THAT(condition.count->min, Optional(7));
  EXPECT_EQ(condition.count->max, std::nullopt);
}

TEST(ConditionTest, AnEmptyObjectAsksNothing) {
  EXPECT_TRUE(Condition().empty());
  EXPECT_TRUE(ParseOrDie("{}").empty());
}

TEST(ConditionTest, WithAnyPartItIsNotEmpty) {
  for (const std::string_view json :
       {R"({"kind": "branch"})", R"({"standing": "full"})", R"({"level": 0})",
        R"({"count": {"min": 1}})", R"({"has": {"post_kind": "head"}})",
        R"({"attribute": {"name": "a", "present": false}})",
        R"({"age": {"max": 60}})", R"({"all": [{}]})", R"({"any": []})",
        R"({"not": {}})"}) {
    EXPECT_FALSE(ParseOrDie(json).empty()) << json;
  }
}

TEST(ConditionTest, KindStandingAndLevelAreAValueOrAList) {
  const Condition one =
      ParseOrDie(R"({"kind": "branch", "standing": "full", "level": 3})");
  EXPECT_THAT(one.kinds, ElementsAre("branch"));
  EXPECT_THAT(one.standings, ElementsAre("full"));
  EXPECT_THAT(one.levels, ElementsAre(3));
  const Condition several = ParseOrDie(
      R"({"kind": ["a", "b"], "standing": ["c", "d"], "level": [1, 2.0]})");
  EXPECT_THAT(several.kinds, ElementsAre("a", "b"));
  EXPECT_THAT(several.standings, ElementsAre("c", "d"));
  EXPECT_THAT(several.levels, ElementsAre(1, 2));
}

TEST(ConditionTest, AnAttributeIsComparedWithValuesOfItsOwnType) {
  const Condition condition = ParseOrDie(
      R"({"attribute": {"name": "rank", "in": ["a", 1, 0.5, true],
          "equals": 2, "min": -1.5, "max": 7, "present": true}})");
  ASSERT_TRUE(condition.attribute);
  EXPECT_EQ(condition.attribute->name, "rank");
  EXPECT_THAT(
      condition.attribute->in,
      Optional(ElementsAre(Value("a"), Value(1), Value(0.5), Value(true))));
  EXPECT_THAT(condition.attribute->equals, Optional(Value(2)));
  EXPECT_THAT(condition.attribute->min, Optional(-1.5));
  EXPECT_THAT(condition.attribute->max, Optional(7.0));
  EXPECT_THAT(condition.attribute->present, Optional(true));
}

TEST(ConditionTest, ConditionsNest) {
  const Condition condition = ParseOrDie(
      R"({"all": [{"kind": "a"}, {"any": [{"level": 1}, {"level": 2}]}],
          "any": [],
          "not": {"age": {"min": 18, "max": 60}}})");
  ASSERT_THAT(condition.all, SizeIs(2));
  EXPECT_THAT(condition.all[0].kinds, ElementsAre("a"));
  EXPECT_THAT(condition.all[1].any, Optional(SizeIs(2)));
  EXPECT_THAT(condition.any, Optional(IsEmpty()));
  ASSERT_THAT(condition.none, SizeIs(1));
  ASSERT_TRUE(condition.none[0].age);
  EXPECT_THAT(condition.none[0].age->min, Optional(18));
  EXPECT_THAT(condition.none[0].age->max, Optional(60));
}

TEST(ConditionTest, NotIsAConditionOrAList) {
  EXPECT_THAT(ParseOrDie(R"({"not": [{"kind": "a"}, {"kind": "b"}]})").none,
              SizeIs(2));
}

TEST(ConditionTest, AnyHeadCountIsAccepted) {
  EXPECT_EQ(ParseOrDie(R"({"count": {"of": "retired", "max": 3}})").count->of,
            "retired");
  EXPECT_EQ(ParseOrDie(R"({"count": {"max": 3}})").count->of, "all");
}

TEST(ConditionTest, RefusesUnknownKeysWithTheNearestName) {
  EXPECT_THAT(ProblemsOf(R"({"kinds": "branch", "measure": "members"})"),
              ElementsAre("/kinds: unknown field \"kinds\"; did you mean "
                          "\"kind\"? allowed: kind, standing, level, count, "
                          "has, attribute, age, all, any, not",
                          HasSubstr("/measure: unknown field \"measure\"")));
  EXPECT_THAT(ProblemsOf(R"({"any": [{"count": {"off": "full", "min": 1}}]})"),
              ElementsAre("/any/0/count/off: unknown field \"off\"; did you "
                          "mean \"of\"? allowed: of, min, max"));
}

TEST(ConditionTest, RefusesWrongTypesAllAtOnce) {
  EXPECT_THAT(
      ProblemsOf(R"({"kind": 5, "standing": ["full", null], "level": [1.5, -1],
                     "count": [], "has": {"post_kind": ""}, "all": {},
                     "not": "x"})"),
      ElementsAre(
          "/kind: kind is 5; write a string of 1 to 255 bytes",
          "/standing/1: an entry of standing is null; write a string of 1 to "
          "255 bytes",
          "/level/0: an entry of level is 1.5; write a whole number, 0 or more",
          "/level/1: an entry of level is -1; write a whole number, 0 or more",
          "/count: count is []; write an object",
          "/has/post_kind: post_kind is \"\"; write a string of 1 to 255 bytes",
          "/all: all is {}; write a list",
          "/not: not is \"x\"; write an object"));
}

TEST(ConditionTest, RefusesRangesTheWrongWayRound) {
  EXPECT_THAT(
      ProblemsOf(R"({"count": {"min": 7, "max": 3}, "age": {"min": 2, "max": 1},
                     "attribute": {"name": "a", "min": 0.5, "max": 0.25}})"),
      ElementsAre(
          "/count/max: min is 7 and max is 3; write a max of 7 or more",
          "/attribute/max: min is 0.5 and max is 0.25; write a max of 0.5 or "
          "more",
          "/age/max: min is 2 and max is 1; write a max of 2 or more"));
}

TEST(ConditionTest, RefusesPartsThatAskNothing) {
  EXPECT_THAT(
      ProblemsOf(R"({"kind": [], "count": {"of": "full"}, "has": {}, "age": {},
                     "attribute": {"name": "a"}})"),
      ElementsAre(
          "/kind: kind is []; write a string, or a list of one or more",
          "/count: count asks nothing; write min, max or both",
          "/has: has asks nothing; write post_kind, unit_kind or member",
          "/attribute: attribute asks nothing; write equals, in, min, max or "
          "present",
          "/age: age asks nothing; write min, max or both"));
}

TEST(ConditionTest, RefusesAnAttributeWithoutName) {
  EXPECT_THAT(ProblemsOf(R"({"attribute": {"equals": 1, "in": [[]]}})"),
              ElementsAre("/attribute/in/0: an entry of in is []; write a "
                          "string, a number, true or false",
                          "/attribute: name is missing; needed here: name"));
}

TEST(ConditionTest, RefusesDuplicateKeys) {
  EXPECT_THAT(ProblemsOf(R"({"not": {"kind": "a", "kind": "b"}})"),
              ElementsAre("/not/kind: \"kind\" is written twice; keep one of "
                          "them"));
}

TEST(ConditionTest, RefusesWhatIsNoObject) {
  EXPECT_THAT(ProblemsOf("[]"),
              ElementsAre("the condition is []; write an object"));
}

TEST(ConditionTest, ASyntaxErrorHasLineAndColumn) {
  EXPECT_THAT(ProblemsOf("{\"kind\":\n  }"),
              ElementsAre(HasSubstr("2:3: this is not JSON: unexpected '}'")));
  EXPECT_THAT(ProblemsOf(""),
              ElementsAre(HasSubstr("1:1: this is not JSON: unexpected end of "
                                    "input")));
  EXPECT_THAT(ProblemsOf("{} {}"),
              ElementsAre("1:4: this is not JSON: unexpected '{'; end the text "
                          "here"));
  EXPECT_THAT(ProblemsOf("{\"kind\": \"\xFF\"}"),
              ElementsAre("1:11: this is not JSON: invalid string: ill-formed "
                          "UTF-8 byte"));
  EXPECT_THAT(ProblemsOf("{\"level\": 1e999}"),
              ElementsAre(HasSubstr("this is not JSON: number overflow")));
}

TEST(ConditionTest, RefusesNestingBeyondAnyUse) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "{\"not\":";
  EXPECT_THAT(ProblemsOf(deep),
              ElementsAre(HasSubstr("values nest more than 100 levels deep")));
}

TEST(ConditionTest, CutsLongValuesInMessages) {
  std::string json = "{\"level\": \"";
  for (int i = 0; i < 100; ++i) json += "责";
  json += "\"}";
  const std::vector<std::string> problems = ProblemsOf(json);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0], HasSubstr("责...; write a whole number, 0 or more"));
  EXPECT_LT(problems[0].size(), 150u);
}

}  // namespace
}  // namespace zeren
