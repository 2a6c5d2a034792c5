#include "zeren/gaps/check.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/test_check.h"
#include "tests/support/build.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::zeren::testing::SnapshotOrDie;
using ::zeren::testing::Spec;
using ::zeren::testing::TestCheck;
using ::zeren::testing::WithRule;

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
             "mine",
             std::vector{NodeKind::kUnit, NodeKind::kPost, NodeKind::kUnit}),
         "\"mine\" has the kind of focus \"unit\" twice");
  refuse(std::make_shared<TestCheck>(
             "mine", units,
             std::vector{Spec("n", ParamSpec::Type::kNumber),
                         Spec("n", ParamSpec::Type::kWord)}),
         "two parameters \"n\"");
  ParamSpec max = Spec("max", ParamSpec::Type::kInteger);
  for (const char* from : {"min", "max"}) {
    max.range_from = from;
    refuse(std::make_shared<TestCheck>("mine", units, std::vector{max}),
           "has a range from \"" + max.range_from + "\"");
  }
  ParamSpec n = Spec("n", ParamSpec::Type::kInteger);
  n.words_counted = "posts";
  for (const ParamSpec::Type type :
       {ParamSpec::Type::kWord, ParamSpec::Type::kWords}) {
    const ParamSpec posts = Spec("posts", type);
    const bool before = type == ParamSpec::Type::kWord;
    refuse(std::make_shared<TestCheck>(
               "mine", units,
               before ? std::vector{posts, n} : std::vector{n, posts}),
           "counts words of \"posts\", which is no list of words before it");
  }
  ParamSpec share = Spec("share", ParamSpec::Type::kNumber);
  share.max = -1;
  refuse(std::make_shared<TestCheck>("mine", units, std::vector{share}),
         "\"share\" whose max is below its min");
  share.max = 1;
  share.max_only_with = {.param = "of", .words = {"x"}};
  ParamSpec of = Spec("of", ParamSpec::Type::kChoice);
  of.choices = {"x"};
  refuse(std::make_shared<TestCheck>("mine", units, std::vector{share, of}),
         "a greatest \"share\" with \"of\", which is no choice before it");
  of.type = ParamSpec::Type::kWord;
  refuse(std::make_shared<TestCheck>("mine", units, std::vector{of, share}),
         "which is no choice before it");
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
