// Roll-ups along several kinds of lines, and on several threads.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/measure/roll_up_fixtures.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Unit c answers to a by a tenth and to b by the rest; d to a alone. Each has a
// task.
OrganizationBuilder DualLeadership() {
  OrganizationBuilder builder;
  for (const char* id : {"a", "b", "c", "d"}) {
    builder.AddUnit({.id = id, .kind = "office"});
  }
  builder.AddUnitLine({.child = "c", .parent = "a", .weight = 0.1});
  builder.AddUnitLine(
      {.child = "c", .parent = "b", .kind = "guidance", .weight = 0.9});
  builder.AddUnitLine({.child = "d", .parent = "a"});
  const auto add = [&](const char* unit, double done) {
    builder.AddTask({.id = unit, .unit = unit});
    builder.AddProgress(
        {.task = unit, .day = absl::CivilDay(2026, 1, 1), .done = done});
  };
  add("c", 0.0);
  add("d", 1.0);
  return builder;
}

const RollUpOptions kSplit = {.lines = {"primary", "guidance"},
                              .policy = LinePolicy::kSplit};
const RollUpOptions kDistinct = {.lines = {"primary", "guidance"}};

std::vector<std::string> Names(const RollUp& roll_up,
                               const std::vector<Node>& nodes) {
  std::vector<std::string> names;
  for (const Node node : nodes) {
    names.push_back(roll_up.snapshot().organization().NameOf(node));
  }
  return names;
}

TEST(LinesTest, BuiltInMeasuresSplit) {
  OrganizationBuilder builder = DualLeadership();
  const Snapshot today = AsOfToday(builder);
  const RollUp progress = RollUpOrDie(today, "task_progress", kSplit);
  EXPECT_EQ(ValueAt(progress, "unit:a"), Fraction(1 / (0.1 + 1.0), 2));
  EXPECT_EQ(ValueAt(progress, "unit:b"), Fraction(0, 1));
  ExpectExplained(progress);
  for (const Measure& measure : MeasureRegistry::BuiltIn().measures()) {
    if (measure.carrier == Carrier::kPerson) continue;
    ExpectExplained(RollUpOrDie(today, measure.name, kSplit));
  }
}

// The example of hierarchy.h.
TEST(LinesTest, DocumentationExample) {
  OrganizationBuilder builder = DualLeadership();
  builder.AddUnit({.id = "e", .kind = "branch", .parent = "b"});
  builder.AddTask({.id = "e", .unit = "e"});
  const Snapshot today = AsOfToday(builder);
  RollUpOptions options;
  options.by = Hierarchy::kUnits;
  options.lines = {"primary", "guidance"};  // dual leadership
  const RollUp tasks = RollUpOrDie(today, "tasks.not_started", options);
  EXPECT_EQ(ValueAt(tasks, "unit:b").known, 2u);
  options.within.kinds = {"branch"};  // what sits in branches only
  const RollUp of_branches = RollUpOrDie(today, "tasks.not_started", options);
  EXPECT_EQ(ValueAt(of_branches, "unit:b").known, 1u);
}

TEST(LinesTest, AShareOfNothingLeavesNoMean) {
  OrganizationBuilder builder = DualLeadership();
  builder.AddUnit({.id = "e", .kind = "office"});
  builder.AddUnitLine({.child = "b", .parent = "e", .weight = 0});
  builder.AddUnitLine(
      {.child = "b", .parent = "d", .kind = "guidance", .weight = 1});
  const RollUp progress =
      RollUpOrDie(AsOfToday(builder), "task_progress", kSplit);
  EXPECT_EQ(ValueAt(progress, "unit:e"), Fraction(std::nullopt, 1));
}

TEST(LinesTest, WhatIsUnknownShowsHoweverManyWaysLeadToIt) {
  // 33 diamonds one below the other: 2^33 ways from the top to the bottom.
  OrganizationBuilder builder;
  const auto unit = [](int level, const char* side) {
    return "n" + std::to_string(level) + side;
  };
  builder.AddUnit({.id = unit(0, ""), .kind = "office"});
  for (int level = 1; level <= 33; ++level) {
    for (const char* side : {"a", "b"}) {
      builder.AddUnit({.id = unit(level, side),
                       .kind = "office",
                       .parent = unit(level - 1, "")});
    }
    builder.AddUnit({.id = unit(level, ""), .kind = "office"});
    builder.AddUnitLine(
        {.child = unit(level, ""), .parent = unit(level, "a"), .weight = 0.5});
    builder.AddUnitLine({.child = unit(level, ""),
                         .parent = unit(level, "b"),
                         .kind = "guidance",
                         .weight = 0.5});
  }
  builder.AddTask({.id = "t", .unit = unit(33, "")});
  RollUpOptions options = kSplit;
  options.missing = Missing::kPropagate;
  const RollUp progress =
      RollUpOrDie(AsOfToday(builder), "task_progress", options);
  EXPECT_EQ(ValueAt(progress, "unit:n0"), Fraction(std::nullopt, 0, 1));
}

TEST(LinesTest, WorstTakesTheSharesThatArrive) {
  OrganizationBuilder builder = DualLeadership();
  const RollUp progress =
      RollUpOrDie(AsOfToday(builder), "task_progress", kSplit);
  const std::vector<Pull> pulls =
      progress.Worst(*progress.snapshot().Find("unit:a"), 5);
  ASSERT_EQ(pulls.size(), 1u);
  EXPECT_EQ(progress.snapshot().organization().NameOf(pulls[0].node), "unit:c");
  // A tenth of a task of 1.1 lacks the mean.
  EXPECT_DOUBLE_EQ(pulls[0].pull, 0.1 / 1.1 * (1 / 1.1));
}

TEST(LinesTest, RootsAndWhatIsBelowFollowTheLines) {
  OrganizationBuilder builder = DualLeadership();
  const RollUp tasks =
      RollUpOrDie(AsOfToday(builder), "tasks.not_started", kDistinct);
  EXPECT_FALSE(tasks.is_forest());
  EXPECT_THAT(Names(tasks, tasks.roots()), ElementsAre("unit:a", "unit:b"));
  EXPECT_THAT(Names(tasks, tasks.Below(*tasks.snapshot().Find("unit:b"))),
              ElementsAre("unit:b", "unit:c"));
  EXPECT_THAT(tasks.Below(Node()), IsEmpty());
  // c lies below both roots, and is named once.
  const std::vector<Pull> places = WorstPlaces(tasks, std::nullopt, 5);
  ASSERT_EQ(places.size(), 1u);
  EXPECT_THAT(Names(tasks, places[0].path), ElementsAre("unit:a", "unit:c"));
  const RollUp primary = RollUpOrDie(tasks.snapshot(), "tasks.not_started");
  EXPECT_TRUE(primary.is_forest());
  EXPECT_THAT(Names(primary, primary.roots()), ElementsAre("unit:a", "unit:b"));
}

// Points of persons, in fractions.
class Points : public MeasureReader {
 public:
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      out.values[i] = 0.1 * (carriers[i] % 17);
      if (carriers[i] % 23 == 0) out.taken[i] = Taken::kUnknown;
    }
  }
};

// 10,000 units in three levels, 30,000 persons, a tenth of them in two units.
Snapshot ManyUnits() {
  OrganizationBuilder builder;
  const auto unit = [](int i) { return "u" + std::to_string(100'000 + i); };
  constexpr int kUnits = 10'000;
  for (int i = 0; i < kUnits; ++i) {
    const std::string id = unit(i);
    const std::string parent = unit(i < 100 ? 0 : i % 100);
    UnitRecord record = {.id = id, .kind = "office"};
    if (i > 0) record.parent = parent;
    builder.AddUnit(UnitView{
        .id = record.id, .kind = record.kind, .parent = record.parent});
  }
  for (int i = 0; i < 3 * kUnits; ++i) {
    const std::string id = "p" + std::to_string(100'000 + i);
    builder.AddPerson({.id = id});
    const std::string home = unit(i % kUnits);
    builder.AddMembership({.person = id, .unit = home});
    if (i % 10 != 0) continue;
    const std::string other = unit(i * 7 % kUnits);
    builder.AddMembership({.person = id, .unit = other, .home = false});
  }
  return AsOfToday(builder);
}

TEST(LinesTest, OneThreadAndManyGiveTheSameBits) {
  const Snapshot many = ManyUnits();
  const auto points = [](Combiner combiner, const char* name) {
    return Measure{.name = name,
                   .carrier = Carrier::kPerson,
                   .combiner = combiner,
                   .whole = false,
                   .hierarchies = {Hierarchy::kUnits},
                   .open = [](const Snapshot&)
                       -> absl::StatusOr<std::unique_ptr<MeasureReader>> {
                     return std::make_unique<Points>();
                   }};
  };
  const std::vector<Measure> measures = {
      *MeasureRegistry::BuiltIn().Find(many, "members"),
      points(Combiner::kSum, "sum"), points(Combiner::kMax, "max"),
      points(Combiner::kWeightedMean, "mean"), points(Combiner::kTop, "top")};
  const std::vector<RollUp> one =
      *ComputeRollUps(many, measures, {.threads = 1});
  for (const int threads : {2, 5}) {
    const std::vector<RollUp> several =
        *ComputeRollUps(many, measures, {.threads = threads});
    for (std::size_t i = 0; i < measures.size(); ++i) {
      for (const Node node : one[i].nodes()) {
        ASSERT_EQ(several[i].value(node), one[i].value(node))
            << measures[i].name << " " << many.organization().NameOf(node)
            << " " << threads;
      }
    }
  }
  EXPECT_EQ(ValueAt(one[0], "unit:u100000"), Whole(30'000, 30'000));
}

}  // namespace
}  // namespace zeren
