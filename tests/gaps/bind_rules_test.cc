// Rules as they are written, bound to checks.

#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/test_check.h"
#include "zeren/gaps/check.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::zeren::testing::ProblemsOf;
using ::zeren::testing::Spec;
using ::zeren::testing::TestCheck;
using ::zeren::testing::WithRule;

TEST(BindRulesTest, BindsEnabledRulesInOrderOfId) {
  Profile profile;
  for (const char* id : {"b", "c", "a"}) {
    Rule rule;
    rule.id = id;
    rule.check = "self_parent";
    rule.enabled = rule.id != "c";
    profile.rules.push_back(rule);
  }
  // Nobody reads a rule that is not enabled.
  profile.rules[1].check = "no_such_check";
  const absl::StatusOr<RuleSet> rules =
      BindRules(profile, CheckRegistry::BuiltIn());
  ASSERT_TRUE(rules.ok()) << rules.status();
  ASSERT_THAT(*rules, SizeIs(2));
  EXPECT_EQ((*rules)[0].rule.id, "a");
  EXPECT_EQ((*rules)[1].rule.id, "b");
  EXPECT_EQ((*rules)[1].check->name(), "self_parent");
}

TEST(BindRulesTest, RefusesTwoRulesWithOneId) {
  Profile profile = WithRule("self_parent");
  profile.rules.push_back(profile.rules[0]);
  profile.rules.push_back(profile.rules[0]);
  profile.rules[2].pointer = "/rules/7";
  EXPECT_THAT(ProblemsOf(profile, CheckRegistry::BuiltIn()),
              ElementsAre("/rules/1/id: rule \"mine\" is there already, at "
                          "/rules/0; write another id",
                          "/rules/7/id: rule \"mine\" is there already, at "
                          "/rules/0; write another id"));
  // Of rules that are not enabled there is none.
  profile.rules[1].enabled = false;
  profile.rules[2].enabled = false;
  EXPECT_TRUE(BindRules(profile, CheckRegistry::BuiltIn()).ok());
}

TEST(BindRulesTest, NamesTheNearestCheckAndParameter) {
  Profile profile = WithRule("post_vacent");
  profile.rules.push_back(profile.rules[0]);
  profile.rules[1].id = "other";
  profile.rules[1].check = "post_vacant";
  profile.rules[1].params = {{"day", 3}};
  profile.rules[1].pointer = "/rules/7";
  const std::vector<std::string> problems =
      ProblemsOf(profile, CheckRegistry::BuiltIn());
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_THAT(problems[0],
              HasSubstr("/rules/0/check: rule \"mine\": there is no check "
                        "\"post_vacent\"; did you mean \"post_vacant\"?"));
  EXPECT_THAT(
      problems[1],
      HasSubstr("/rules/7/params/day: rule \"other\": check "
                "\"post_vacant\" has no parameter \"day\"; did you mean "
                "\"days\"?"));
}

TEST(BindRulesTest, RefusesAnyParameterOfACheckThatHasNone) {
  EXPECT_THAT(
      ProblemsOf(WithRule("self_parent", {{"a/b~c", 1}}),
                 CheckRegistry::BuiltIn()),
      ElementsAre("/rules/0/params/a~1b~0c: rule \"mine\": check "
                  "\"self_parent\" has no parameter \"a/b~c\"; leave it out"));
}

TEST(BindRulesTest, RefusesWrongTypesAndValuesOutOfRange) {
  const auto problem = [](const char* check, const char* param, Value value) {
    const std::vector<std::string> problems = ProblemsOf(
        WithRule(check, {{param, std::move(value)}}), CheckRegistry::BuiltIn());
    return problems.size() == 1 ? problems[0] : std::string("not one problem");
  };
  const std::string days = "/rules/0/params/days: rule \"mine\": days is ";
  const std::string remedy = "; write a whole number of days, 0 or more";
  EXPECT_EQ(problem("post_vacant", "days", -1), days + "-1" + remedy);
  EXPECT_EQ(problem("post_vacant", "days", 1.5), days + "1.5" + remedy);
  EXPECT_EQ(problem("post_vacant", "days", 1e30), days + "1e+30" + remedy);
  EXPECT_EQ(problem("post_vacant", "days", "ten"), days + "\"ten\"" + remedy);
  EXPECT_EQ(problem("post_vacant", "post_kind", Value::List{"head"}),
            "/rules/0/params/post_kind: rule \"mine\": post_kind is "
            "[\"head\"]; write a string");
  EXPECT_EQ(problem("reporting_cycle", "kind", "unti"),
            "/rules/0/params/kind: rule \"mine\": kind is \"unti\"; did you "
            "mean \"unit\"? allowed: unit, post, task, duty");
  EXPECT_EQ(problem("reporting_cycle", "kind", true),
            "/rules/0/params/kind: rule \"mine\": kind is true; allowed: unit, "
            "post, task, duty");
}

TEST(BindRulesTest, ReportsAParameterThatIsWrittenTwice) {
  EXPECT_THAT(ProblemsOf(WithRule("post_vacant", {{"days", 1}, {"days", 2}}),
                         CheckRegistry::BuiltIn()),
              ElementsAre("/rules/0/params/days: rule \"mine\": written twice; "
                          "keep one of them"));
}

TEST(BindRulesTest, FillsInDefaultsAndTakesNullAsNotWritten) {
  const auto params = [](Value::Record written) {
    const absl::StatusOr<RuleSet> rules = BindRules(
        WithRule("post_vacant", std::move(written)), CheckRegistry::BuiltIn());
    EXPECT_TRUE(rules.ok()) << rules.status();
    return (*rules)[0].params;
  };
  EXPECT_EQ(params({}).word(0), std::nullopt);
  EXPECT_EQ(params({}).integer(1), 0);
  EXPECT_EQ(params({{"days", Value()}}).integer(1), 0);
  EXPECT_EQ(params({{"days", 90.0}, {"post_kind", "head"}}).integer(1), 90);
  EXPECT_EQ(params({{"days", 90}, {"post_kind", "head"}}).word(0), "head");
}

TEST(BindRulesTest, TakesNumbersOfEitherTypeDownToTheLeast) {
  ParamSpec share = Spec("share", ParamSpec::Type::kNumber, 0.5);
  share.min = 0.25;
  CheckRegistry registry;
  ASSERT_TRUE(registry
                  .Add(std::make_shared<TestCheck>(
                      "mine", std::vector{NodeKind::kUnit}, std::vector{share}))
                  .ok());
  const auto bound = [&](Value value) {
    return BindRules(WithRule("mine", {{"share", std::move(value)}}), registry);
  };
  EXPECT_EQ(*(*bound(1))[0].params.at(0).AsDouble(), 1.0);
  EXPECT_EQ(*(*bound(0.25))[0].params.at(0).AsDouble(), 0.25);
  EXPECT_THAT(ProblemsOf(WithRule("mine", {{"share", 0}}), registry),
              ElementsAre("/rules/0/params/share: rule \"mine\": share is 0; "
                          "write a number, 0.25 or more"));
}

TEST(BindRulesTest, RefusesSharesOfMoreThanTheWhole) {
  const auto problems = [](const char* check, Value::Record params) {
    return ProblemsOf(WithRule(check, std::move(params)),
                      CheckRegistry::BuiltIn());
  };
  EXPECT_THAT(problems("task_at_risk", {{"margin", 5}}),
              ElementsAre("/rules/0/params/margin: rule \"mine\": margin is 5; "
                          "write a number from 0 to 1"));
  EXPECT_THAT(
      problems("team_balance", {{"measure", "participation"}, {"min", 50}}),
      ElementsAre("/rules/0/params/min: rule \"mine\": min is 50.0, and "
                  "measure is \"participation\"; write 1 or less"));
  EXPECT_THAT(problems("team_balance", {{"measure", "turnover"}, {"max", 1.5}}),
              ElementsAre("/rules/0/params/max: rule \"mine\": max is 1.5, and "
                          "measure is \"turnover\"; write 1 or less"));
  const std::vector<std::pair<const char*, Value::Record>> fine = {
      {"task_at_risk", {{"margin", 1}}},
      {"team_balance", {{"measure", "participation"}, {"min", 1}}},
      {"team_balance", {{"measure", "age"}, {"min", 28}, {"max", 50}}},
      {"person_overloaded", {{"max_share", 1.5}}}};
  for (const auto& [check, params] : fine) {
    const absl::StatusOr<RuleSet> rules =
        BindRules(WithRule(check, params), CheckRegistry::BuiltIn());
    EXPECT_TRUE(rules.ok()) << rules.status();
  }
}

TEST(BindRulesTest, SaysTheRangeOfANumberInWords) {
  ParamSpec most = Spec("most", ParamSpec::Type::kInteger);
  most.unit = "days";
  most.max = 7;
  ParamSpec any = Spec("any", ParamSpec::Type::kNumber);
  any.min = -std::numeric_limits<double>::infinity();
  ParamSpec low = any;
  low.name = "low";
  low.max = 0.5;
  CheckRegistry registry;
  ASSERT_TRUE(
      registry
          .Add(std::make_shared<TestCheck>("mine", std::vector{NodeKind::kUnit},
                                           std::vector{most, any, low}))
          .ok());
  EXPECT_THAT(
      ProblemsOf(WithRule("mine", {{"most", 8}, {"any", "x"}, {"low", 1}}),
                 registry),
      ElementsAre("/rules/0/params/most: rule \"mine\": most is 8; write a "
                  "whole number of days from 0 to 7",
                  "/rules/0/params/any: rule \"mine\": any is \"x\"; write a "
                  "number",
                  "/rules/0/params/low: rule \"mine\": low is 1; write a "
                  "number, 0.5 or less"));
}

TEST(BindRulesTest, RefusesARangeWithoutEndsOrWithEndsTheWrongWayRound) {
  const auto problems = [](const char* check, Value::Record params) {
    return ProblemsOf(WithRule(check, std::move(params)),
                      CheckRegistry::BuiltIn());
  };
  EXPECT_THAT(problems("span_of_control", {}),
              ElementsAre("/rules/0: rule \"mine\": check \"span_of_control\" "
                          "is asked nothing; write min, max or both"));
  EXPECT_THAT(problems("unit_size", {{"count", "full"}, {"min", Value()}}),
              ElementsAre("/rules/0/params: rule \"mine\": check \"unit_size\" "
                          "is asked nothing; write min, max or both"));
  EXPECT_THAT(
      problems("unit_size", {{"min", 3}, {"max", 2}}),
      ElementsAre("/rules/0/params/max: rule \"mine\": min is 3 and max "
                  "is 2; write a max of 3 or more"));
  // What is wrong by itself is said once.
  EXPECT_THAT(problems("unit_size", {{"mim", 3}}),
              ElementsAre(HasSubstr("did you mean \"min\"?")));
  EXPECT_THAT(problems("unit_size", {{"max", -1}}),
              ElementsAre("/rules/0/params/max: rule \"mine\": max is -1; "
                          "write a whole number of persons, 0 or more"));
}

TEST(BindRulesTest, TakesARangeWithOneEndOrTwo) {
  for (const Value::Record& params :
       {Value::Record{{"min", 3}}, Value::Record{{"max", 3}},
        Value::Record{{"min", 3}, {"max", 3.0}}}) {
    const absl::StatusOr<RuleSet> rules =
        BindRules(WithRule("unit_size", params), CheckRegistry::BuiltIn());
    EXPECT_TRUE(rules.ok()) << rules.status();
  }
}

TEST(BindRulesTest, RefusesARuleWithoutWhatItsCheckNeeds) {
  EXPECT_THAT(ProblemsOf(WithRule("coverage"), CheckRegistry::BuiltIn()),
              ElementsAre("/rules/0: rule \"mine\": requires is missing; check "
                          "\"coverage\" needs it"));
  EXPECT_THAT(
      ProblemsOf(WithRule("coverage",
                          {{"unit_kind", "school"}, {"requires", Value()}}),
                 CheckRegistry::BuiltIn()),
      ElementsAre("/rules/0/params: rule \"mine\": requires is missing; check "
                  "\"coverage\" needs it"));
}

TEST(BindRulesTest, RefusesARuleWithNoneOfTheParametersOfWhichItNeedsOne) {
  const std::string remedy = "is asked nothing; write at least one of ";
  EXPECT_THAT(
      ProblemsOf(WithRule("ineligible_holder"), CheckRegistry::BuiltIn()),
      ElementsAre("/rules/0: rule \"mine\": check \"ineligible_holder\" " +
                  remedy + "standing, min_age, min_years"));
  EXPECT_THAT(
      ProblemsOf(WithRule("person_overloaded", {{"max_share", Value()}}),
                 CheckRegistry::BuiltIn()),
      ElementsAre(
          "/rules/0/params: rule \"mine\": check \"person_overloaded\" " +
          remedy + "max_posts, max_share"));
  // What is wrong by itself is said once.
  EXPECT_THAT(ProblemsOf(WithRule("person_overloaded", {{"max_post", 1}}),
                         CheckRegistry::BuiltIn()),
              ElementsAre(HasSubstr("did you mean \"max_posts\"?")));
  for (const Value::Record& params :
       {Value::Record{{"max_posts", 0}}, Value::Record{{"max_share", 1.5}}}) {
    const absl::StatusOr<RuleSet> rules = BindRules(
        WithRule("person_overloaded", params), CheckRegistry::BuiltIn());
    EXPECT_TRUE(rules.ok()) << rules.status();
  }
}

// ------------------------------------------------------ lists of words

TEST(BindRulesTest, ReadsListsOfWordsAndOneByItself) {
  const auto standings = [](Value value) {
    const absl::StatusOr<RuleSet> rules =
        BindRules(WithRule("ineligible_holder",
                           {{"standing", std::move(value)}, {"min_age", 18}}),
                  CheckRegistry::BuiltIn());
    EXPECT_TRUE(rules.ok()) << rules.status();
    std::vector<std::string> words;
    for (const std::string_view word : (*rules)[0].params.words(0)) {
      words.emplace_back(word);
    }
    return words;
  };
  EXPECT_THAT(standings(Value::List{"full", "voting"}),
              ElementsAre("full", "voting"));
  EXPECT_THAT(standings("full"), ElementsAre("full"));
  EXPECT_THAT(standings(Value()), SizeIs(0));
}

TEST(BindRulesTest, RefusesListsThatAreTooShortOrOfOtherThings) {
  const auto problems = [](const char* check, const char* param, Value value) {
    return ProblemsOf(WithRule(check, {{param, std::move(value)}}),
                      CheckRegistry::BuiltIn());
  };
  const std::string posts = "/rules/0/params/posts: rule \"mine\": posts is ";
  const std::string two = "; write a list of 2 strings or more";
  EXPECT_THAT(problems("incompatible_posts", "posts", "cashier"),
              ElementsAre(posts + "\"cashier\"" + two));
  EXPECT_THAT(problems("incompatible_posts", "posts", Value::List{"cashier"}),
              ElementsAre(posts + "[\"cashier\"]" + two));
  EXPECT_THAT(problems("incompatible_posts", "posts", Value::List{"a", 1}),
              ElementsAre(posts + "[\"a\",1]" + two));
  const std::string standing =
      "/rules/0/params/standing: rule \"mine\": standing is ";
  const std::string one = "; write a string or a list of strings";
  EXPECT_THAT(problems("ineligible_holder", "standing", Value::List{}),
              ElementsAre(standing + "[]" + one));
  EXPECT_THAT(problems("ineligible_holder", "standing", 1),
              ElementsAre(standing + "1" + one));
}

TEST(BindRulesTest, PointsToWordsOfListsThatAreWrong) {
  Profile profile = WithRule(
      "incompatible_posts",
      {{"posts", Value::List{"cashier", "acountant", "cashier", "zzz"}}});
  profile.open = false;
  profile.post_kinds = {{.id = "cashier"}, {.id = "accountant"}};
  EXPECT_THAT(
      ProblemsOf(profile, CheckRegistry::BuiltIn()),
      ElementsAre("/rules/0/params/posts/1: rule \"mine\": posts has "
                  "\"acountant\"; did you mean \"accountant\"? else list it "
                  "in post_kinds",
                  "/rules/0/params/posts/2: rule \"mine\": posts has "
                  "\"cashier\" twice; keep one of them",
                  "/rules/0/params/posts/3: rule \"mine\": posts has \"zzz\"; "
                  "list it in post_kinds"));
  profile.rules[0].params = {{"posts", Value::List{"cashier", "accountant"}}};
  EXPECT_TRUE(BindRules(profile, CheckRegistry::BuiltIn()).ok());

  profile.rules[0].check = "ineligible_holder";
  profile.rules[0].params = {{"standing", "ful"}};
  profile.standings = {{.id = "full"}};
  EXPECT_THAT(ProblemsOf(profile, CheckRegistry::BuiltIn()),
              ElementsAre("/rules/0/params/standing: rule \"mine\": standing "
                          "has \"ful\"; did you mean \"full\"? else list it "
                          "in standings"));
}

TEST(BindRulesTest, RefusesToCountMoreWordsThanThereAre) {
  const Value::List three = {"a", "b", "c"};
  const auto problems = [&](Value n) {
    return ProblemsOf(
        WithRule("incompatible_posts", {{"posts", three}, {"n", std::move(n)}}),
        CheckRegistry::BuiltIn());
  };
  EXPECT_THAT(problems(4),
              ElementsAre("/rules/0/params/n: rule \"mine\": n is 4, and posts "
                          "has 3; write 3 or less"));
  EXPECT_THAT(problems(1),
              ElementsAre("/rules/0/params/n: rule \"mine\": n is 1; write a "
                          "whole number of kinds, 2 or more"));
  for (const int n : {2, 3}) {
    const absl::StatusOr<RuleSet> rules =
        BindRules(WithRule("incompatible_posts", {{"posts", three}, {"n", n}}),
                  CheckRegistry::BuiltIn());
    EXPECT_TRUE(rules.ok()) << rules.status();
  }
}

// ------------------------------------------------- conditions as parameters

Value::Record CoverageWhen(Value when) {
  return {{"when", std::move(when)}, {"requires", "branch"}};
}

TEST(BindRulesTest, ReadsConditions) {
  const auto when = [](Value::Record params) {
    const absl::StatusOr<RuleSet> rules = BindRules(
        WithRule("coverage", std::move(params)), CheckRegistry::BuiltIn());
    EXPECT_TRUE(rules.ok()) << rules.status();
    return (*rules)[0].params.condition(1);
  };
  const Condition full = when(CoverageWhen(
      Value::Record{{"count", Value::Record{{"of", "full"}, {"min", 3}}}}));
  ASSERT_TRUE(full.count);
  EXPECT_EQ(full.count->of, "full");
  EXPECT_EQ(full.count->min, 3);
  EXPECT_TRUE(when(CoverageWhen(Value::Record())).empty());
  EXPECT_TRUE(when({{"requires", "branch"}}).empty());
}

TEST(BindRulesTest, PointsIntoConditionsThatAreWrong) {
  const auto problems = [](Value when) {
    return ProblemsOf(WithRule("coverage", CoverageWhen(std::move(when))),
                      CheckRegistry::BuiltIn());
  };
  EXPECT_THAT(problems("full"),
              ElementsAre("/rules/0/params/when: rule \"mine\": when is "
                          "\"full\"; write an object"));
  EXPECT_THAT(
      problems(Value::Record{{"cuont", 3}}),
      ElementsAre(HasSubstr("/rules/0/params/when/cuont: rule \"mine\": "
                            "unknown field \"cuont\"; did you mean "
                            "\"count\"?")));
  EXPECT_THAT(problems(Value::Record{{"count", Value::Record{{"min", -1}}},
                                     {"level", "top"}}),
              ElementsAre(HasSubstr("/rules/0/params/when/level: "),
                          HasSubstr("/rules/0/params/when/count/min: rule "
                                    "\"mine\": min is -1; write")));
}

TEST(BindRulesTest, JudgesWordsWithinConditionsByAClosedProfile) {
  Profile profile = WithRule(
      "coverage",
      CoverageWhen(Value::Record{{"not", Value::Record{{"kind", "brunch"}}}}));
  profile.open = false;
  profile.unit_kinds = {{.id = "branch"}};
  const std::vector<std::string> problems =
      ProblemsOf(profile, CheckRegistry::BuiltIn());
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0],
              HasSubstr("/rules/0/params/when/not/kind: rule \"mine\": kind is "
                        "\"brunch\""));
  EXPECT_THAT(problems[0], HasSubstr("did you mean \"branch\"?"));
  profile.unit_kinds.push_back({.id = "brunch"});
  EXPECT_TRUE(BindRules(profile, CheckRegistry::BuiltIn()).ok());
}

}  // namespace
}  // namespace zeren
