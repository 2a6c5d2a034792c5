#include "zeren/gaps/check.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::zeren::testing::SnapshotOrDie;

// A check of a user: it does what it is told.
class TestCheck : public Check {
 public:
  using Evaluator =
      std::function<void(const CheckView&, Node, std::vector<Detection>&)>;

  TestCheck(
      std::string name, std::vector<NodeKind> kinds,
      std::vector<ParamSpec> params = {},
      Evaluator evaluator = [](const CheckView&, Node,
                               std::vector<Detection>&) {})
      : name_(std::move(name)),
        kinds_(std::move(kinds)),
        params_(std::move(params)),
        evaluator_(std::move(evaluator)) {}

  std::string_view name() const override { return name_; }
  Text meaning() const override { return "a test"; }
  std::vector<NodeKind> focus_kinds() const override { return kinds_; }
  std::vector<ParamSpec> params() const override { return params_; }
  Scope scope() const override { return {}; }
  void Evaluate(const CheckView& view, Node focus, const Params&,
                std::vector<Detection>& out) const override {
    evaluator_(view, focus, out);
  }
  Text Message(const Snapshot&, const Detection& detection,
               const Params&) const override {
    return "found " + detection.key;
  }

 private:
  std::string name_;
  std::vector<NodeKind> kinds_;
  std::vector<ParamSpec> params_;
  Evaluator evaluator_;
};

ParamSpec Spec(std::string name, ParamSpec::Type type,
               Value default_value = {}) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.type = type;
  spec.default_value = std::move(default_value);
  return spec;
}

Profile WithRule(std::string check, Value::Record params = {}) {
  Rule rule;
  rule.id = "mine";
  rule.check = std::move(check);
  rule.params = std::move(params);
  Profile profile;
  profile.open = true;  // Any kind will do.
  profile.rules = {rule};
  return profile;
}

std::vector<std::string> ProblemsOf(const Profile& profile,
                                    const CheckRegistry& registry) {
  const absl::Status status = BindRules(profile, registry).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> texts;
  for (const Problem& problem : Problems(status)) {
    texts.push_back(ToText(problem));
  }
  return texts;
}

// --------------------------------------------------------------- CheckRegistry

TEST(CheckRegistryTest, KeepsChecksInOrderOfName) {
  CheckRegistry registry;
  for (const char* name : {"b", "c", "a"}) {
    ASSERT_TRUE(registry
                    .Add(std::make_shared<TestCheck>(
                        name, std::vector{NodeKind::kUnit}))
                    .ok());
  }
  ASSERT_THAT(registry.checks(), SizeIs(3));
  EXPECT_EQ(registry.checks()[0]->name(), "a");
  EXPECT_EQ(registry.checks()[2]->name(), "c");
  EXPECT_EQ(registry.Find("b"), registry.checks()[1].get());
  EXPECT_EQ(registry.Find("d"), nullptr);
}

TEST(CheckRegistryTest, RefusesANameThatIsTaken) {
  CheckRegistry registry = CheckRegistry::BuiltIn();
  const absl::Status added = registry.Add(
      std::make_shared<TestCheck>("post_vacant", std::vector{NodeKind::kUnit}));
  EXPECT_EQ(added.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(std::string(added.message()), HasSubstr("\"post_vacant\""));
  EXPECT_THAT(registry.checks(),
              SizeIs(CheckRegistry::BuiltIn().checks().size()));
}

TEST(CheckRegistryTest, RefusesWhatIsNoCheck) {
  CheckRegistry registry;
  const auto refuse = [&](std::shared_ptr<const Check> check,
                          const std::string& text) {
    const absl::Status added = registry.Add(std::move(check));
    EXPECT_EQ(added.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(added.message()), HasSubstr(text));
  };
  const std::vector<NodeKind> units = {NodeKind::kUnit};
  refuse(nullptr, "no check");
  refuse(std::make_shared<TestCheck>("", units), "has no name");
  refuse(std::make_shared<TestCheck>("mine", std::vector<NodeKind>()),
         "\"mine\" has no kind of focus");
  refuse(std::make_shared<TestCheck>(
             "mine", units,
             std::vector{Spec("n", ParamSpec::Type::kNumber),
                         Spec("n", ParamSpec::Type::kWord)}),
         "two parameters \"n\"");
  EXPECT_THAT(registry.checks(), IsEmpty());
}

TEST(CheckRegistryTest, LeavesTheBuiltInOneAloneWhenACopyGrows) {
  CheckRegistry registry = CheckRegistry::BuiltIn();
  ASSERT_TRUE(registry
                  .Add(std::make_shared<TestCheck>(
                      "mine", std::vector{NodeKind::kUnit}))
                  .ok());
  EXPECT_NE(registry.Find("mine"), nullptr);
  EXPECT_EQ(CheckRegistry::BuiltIn().Find("mine"), nullptr);
}

// ------------------------------------------------------------------- BindRules

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

TEST(BindRulesTest, NamesTheNearestCheckAndParameter) {
  Profile profile = WithRule("post_vacent");
  profile.rules.push_back(profile.rules[0]);
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
      HasSubstr("/rules/7/params/day: rule \"mine\": check "
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

// ------------------------------------------------------- a check of one's own

Snapshot TwoUnits() {
  Records records;
  records.units = {{.id = "a", .kind = "unit"},
                   {.id = "b", .kind = "unit", .parent = "a"}};
  return SnapshotOrDie(records);
}

GapReport RunMine(const Snapshot& snapshot, std::vector<NodeKind> kinds,
                  TestCheck::Evaluator evaluator, Condition where = {}) {
  CheckRegistry registry = CheckRegistry::BuiltIn();
  EXPECT_TRUE(registry
                  .Add(std::make_shared<TestCheck>("mine", std::move(kinds),
                                                   std::vector<ParamSpec>(),
                                                   std::move(evaluator)))
                  .ok());
  Profile profile = WithRule("mine");
  profile.rules[0].where = std::move(where);
  return FindGaps(snapshot, *BindRules(profile, registry));
}

TEST(OwnCheckTest, IsAskedAboutEachFocusInForce) {
  const Snapshot snapshot = TwoUnits();
  const GapReport report = RunMine(
      snapshot, {NodeKind::kUnit},
      [](const CheckView& view, Node focus, std::vector<Detection>& out) {
        out.push_back(
            {.focus = focus,
             .key = std::string(view.snapshot().organization().id(focus))});
      });
  ASSERT_THAT(report.gaps(), SizeIs(2));
  EXPECT_EQ(report.MessageOf(report.gaps()[0]).In("en"), "found a");
  EXPECT_EQ(report.MessageOf(report.gaps()[1]).In("en"), "found b");
}

TEST(OwnCheckTest, MayShareStateAmongItsFoci) {
  const Snapshot snapshot = TwoUnits();
  int made = 0;
  RunMine(snapshot, {NodeKind::kUnit},
          [&](const CheckView& view, Node, std::vector<Detection>&) {
            const int& shared = view.Shared<int>(&made, [&] {
              ++made;
              // State may be made from other state.
              return std::make_shared<const int>(view.Shared<int>(&view, [] {
                return std::make_shared<int>(6);
              }) + 1);
            });
            EXPECT_EQ(shared, 7);
          });
  EXPECT_EQ(made, 1);
}

TEST(OwnCheckTest, CannotPutADetectionOnAnotherFocusThanItsOwn) {
  const Snapshot snapshot = TwoUnits();
  const GapReport report =
      RunMine(snapshot, {NodeKind::kUnit},
              [](const CheckView&, Node, std::vector<Detection>& out) {
                out.push_back({.focus = Node(NodeKind::kPost, 12345)});
              });
  ASSERT_THAT(report.gaps(), SizeIs(2));
  EXPECT_EQ(report.gaps()[0].detection.focus, *snapshot.Find("unit:a"));
  EXPECT_EQ(report.gaps()[1].detection.focus, *snapshot.Find("unit:b"));
}

TEST(OwnCheckTest, ThatPointsNowherePointsToTheDocument) {
  const Snapshot snapshot = TwoUnits();
  const GapReport report =
      RunMine(snapshot, {NodeKind::kDocument},
              [&](const CheckView&, Node, std::vector<Detection>& out) {
                const Node nowhere(NodeKind::kUnit, 12345);
                out.push_back({.focus = nowhere,
                               .key = std::string("\0\xff", 2),
                               .value = Value::Record{{"field", 3}},
                               .cycle = {nowhere, *snapshot.Find("unit:b")}});
                out.push_back({.focus = Node(NodeKind::kDocument, 7),
                               .cycle = {nowhere}});
              });
  ASSERT_THAT(report.gaps(), SizeIs(2));
  for (const Gap& gap : report.gaps()) {
    EXPECT_EQ(gap.detection.focus, Node());
    EXPECT_THAT(report.FingerprintOf(gap), SizeIs(32));
    EXPECT_EQ(report.PathOf(gap).size(), report.PathLengthOf(gap));
  }
  EXPECT_THAT(report.PathOf(report.gaps()[0]), IsEmpty());
  EXPECT_THAT(report.PathOf(report.gaps()[1]),
              ElementsAre(*snapshot.Find("unit:b")));
}

TEST(OwnCheckTest, IsReportedInTheSameOrderHoweverItFinds) {
  const auto order = [](bool reversed) {
    const Snapshot snapshot = TwoUnits();
    const GapReport report =
        RunMine(snapshot, {NodeKind::kDocument},
                [&](const CheckView&, Node, std::vector<Detection>& out) {
                  for (const int i : {1, 2, 3, 4}) {
                    const int number = reversed ? 5 - i : i;
                    out.push_back({.focus = *snapshot.Find("unit:b"),
                                   .key = "same",
                                   .value = Value(number)});
                  }
                });
    std::string text;
    for (const Gap& gap : report.gaps()) text += ToText(gap.detection.value);
    return text;
  };
  EXPECT_EQ(order(false), "1234");
  EXPECT_EQ(order(true), "1234");
}

TEST(OwnCheckTest, IsNarrowedByTheConditionOfItsRule) {
  const Snapshot snapshot = TwoUnits();
  Condition where;
  where.has = Condition::Has{.post_kind = {}, .unit_kind = "unit"};
  const auto both = [&](const CheckView&, Node, std::vector<Detection>& out) {
    for (const char* name : {"unit:a", "unit:b"}) {
      out.push_back({.focus = *snapshot.Find(name)});
    }
  };
  const GapReport report =
      RunMine(snapshot, {NodeKind::kDocument}, both, where);
  ASSERT_THAT(report.gaps(), SizeIs(1));
  EXPECT_EQ(report.gaps()[0].detection.focus, *snapshot.Find("unit:a"));
}

}  // namespace
}  // namespace zeren
