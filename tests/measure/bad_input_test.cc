// What a roll-up refuses, and what it says then.

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/measure/roll_up_fixtures.h"
#include "zeren/core/problem.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// A measure of units that reads nothing yet.
Measure OfUnits(Combiner combiner = Combiner::kSum) {
  return {.name = "mine",
          .unit = "points",
          .carrier = Carrier::kUnit,
          .combiner = combiner,
          .whole = false,
          .hierarchies = {Hierarchy::kUnits}};
}

// The dense id of a unit orders the column.
std::vector<double> Column(const Snapshot& today, double school, double b1,
                           double b2, double g) {
  std::vector<double> values(today.units().count());
  const auto set = [&](const char* name, double value) {
    values[today.Find(name)->index()] = value;
  };
  set("unit:school", school);
  set("unit:b1", b1);
  set("unit:b2", b2);
  set("unit:g", g);
  return values;
}

class BadInputTest : public ::testing::Test {
 protected:
  OrganizationBuilder builder_ = School();
  const Snapshot today_ = AsOfToday(builder_);
};

TEST_F(BadInputTest, AColumnOfTheCallersRollsUp) {
  const std::vector<double> values = Column(today_, 1, 2, 4, 8);
  const RollUp sum = *ComputeRollUp(today_, ColumnMeasure(OfUnits(), values));
  EXPECT_EQ(ValueAt(sum, "unit:school"), Fraction(15, 4));
  EXPECT_EQ(ValueAt(sum, "unit:b2"), Fraction(12, 2));
  const std::vector<std::uint8_t> known = {1, 1, 1, 0};
  const std::vector<double> weights = Column(today_, 1, 1, 3, 0);
  const RollUp mean = *ComputeRollUp(
      today_, ColumnMeasure(OfUnits(Combiner::kWeightedMean), values,
                            std::vector<std::uint8_t>(4, 1), weights));
  EXPECT_EQ(ValueAt(mean, "unit:school"), Fraction(15.0 / 5, 4));
  const RollUp partly =
      *ComputeRollUp(today_, ColumnMeasure(OfUnits(), values, known));
  EXPECT_EQ(ValueAt(partly, "unit:school").known, 3u);
  EXPECT_EQ(ValueAt(partly, "unit:school").unknown, 1u);
}

TEST_F(BadInputTest, ACallableRollsUp) {
  const Measure measure = CallableMeasure(
      OfUnits(Combiner::kMax),
      [](const Snapshot& of, Node unit) -> std::optional<double> {
        const std::string_view id = of.organization().id(unit);
        if (id == "g") return std::nullopt;
        return static_cast<double>(id.size());
      });
  const RollUp longest = *ComputeRollUp(today_, measure);
  EXPECT_EQ(ValueAt(longest, "unit:school"), Fraction(6, 3, 1));
  EXPECT_EQ(ValueAt(longest, "unit:g"), Fraction(std::nullopt, 0, 1));
}

TEST_F(BadInputTest, AColumnOfTheWrongLength) {
  const std::vector<double> values(3, 1.0);
  const absl::Status status =
      ComputeRollUp(today_, ColumnMeasure(OfUnits(), values)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            "measure \"mine\" has a column of 3 values, and there are 4 units; "
            "element i is about the one with dense id i");
  const std::vector<double> good(4, 1.0);
  const std::vector<std::uint8_t> known(5, 1);
  EXPECT_THAT(
      std::string(ComputeRollUp(today_, ColumnMeasure(OfUnits(), good, known))
                      .status()
                      .message()),
      StartsWith("measure \"mine\" has a column of 5 known,"));
}

TEST_F(BadInputTest, ANumberThatIsNone) {
  const double nan = std::nan("");
  const std::vector<double> values = Column(today_, 1, 2, 4, nan);
  for (const Combiner combiner :
       {Combiner::kSum, Combiner::kWeightedMean, Combiner::kMin}) {
    const absl::Status status =
        ComputeRollUp(today_, ColumnMeasure(OfUnits(combiner), values))
            .status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(status.message(),
              "measure \"mine\" reads nan of unit:g; a value is a finite "
              "number; say that it is not known where it is not");
  }
  const std::vector<double> good(4, 1.0);
  const std::vector<double> weights = Column(today_, 1, -2, 1, 1);
  const absl::Status status =
      ComputeRollUp(today_, ColumnMeasure(OfUnits(Combiner::kWeightedMean),
                                          good, {}, weights))
          .status();
  EXPECT_EQ(status.message(),
            "measure \"mine\" reads -2 of unit:b1; a weight is finite and not "
            "below 0");
}

TEST_F(BadInputTest, WhatIsNotWhole) {
  Measure measure = OfUnits();
  measure.whole = true;
  const std::vector<double> values = Column(today_, 1, 0.5, 4, 8);
  EXPECT_EQ(
      ComputeRollUp(today_, ColumnMeasure(measure, values)).status().message(),
      "measure \"mine\" reads 0.5 of unit:b1; values are whole numbers below "
      "2^53");
}

TEST_F(BadInputTest, WholeNumbersThatOverflow) {
  Measure measure = OfUnits();
  measure.whole = true;
  const std::vector<double> values = Column(today_, 1, 0, 0x1p52, 0x1p52 - 1);
  const absl::Status status =
      ComputeRollUp(today_, ColumnMeasure(measure, values)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(status.message(),
            "measure \"mine\" sums to 2^53 or more at unit:school, where "
            "doubles no longer tell whole numbers apart; measure in larger "
            "units, such as thousands");
  const std::vector<double> just = Column(today_, 0, 0, 0x1p52, 0x1p52 - 1);
  EXPECT_EQ(ValueAt(*ComputeRollUp(today_, ColumnMeasure(measure, just)),
                    "unit:school")
                .number,
            0x1p53 - 1);
}

TEST_F(BadInputTest, FractionsThatOverflow) {
  const double most = std::numeric_limits<double>::max();
  const std::vector<double> values = Column(today_, 1, 0, most, most);
  const absl::Status status =
      ComputeRollUp(today_, ColumnMeasure(OfUnits(), values)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(status.message(),
            "measure \"mine\" sums to more than doubles hold at unit:b2; "
            "measure in larger units");
}

TEST_F(BadInputTest, NamesThatResultsCannotTellApart) {
  const std::vector<double> values = Column(today_, 1, 1, 1, 1);
  Measure measure = ColumnMeasure(OfUnits(), values);
  const std::vector<Measure> twice = {measure, measure};
  EXPECT_EQ(ComputeRollUps(today_, twice).status().message(),
            "two measures are named \"mine\"; results tell them apart by name, "
            "so rename one");
  measure.name = "node";
  EXPECT_EQ(
      ComputeRollUp(today_, measure).status().message(),
      "measure \"node\" needs another name: in results, node is the row's "
      "node");
}

TEST_F(BadInputTest, AnUnknownMeasureOrLine) {
  EXPECT_EQ(ComputeRollUp(today_, "membres").status().message(),
            "there is no measure \"membres\"; did you mean \"members\"?");
  EXPECT_EQ(
      ComputeRollUp(today_, "members.al").status().message(),
      "there is no measure \"members.al\"; did you mean \"members.all\"?");
  // Where none is near, all are told.
  EXPECT_THAT(std::string(ComputeRollUp(today_, "wombats").status().message()),
              AllOf(HasSubstr("\"wombats\"; there are effort, fte, members, "),
                    HasSubstr(", members.<head count>")));
  EXPECT_EQ(
      ComputeRollUp(today_, "posts", {.lines = {"wombats"}}).status().message(),
      "there are no unit lines of kind \"wombats\"; there are primary");
  const absl::Status line =
      ComputeRollUp(today_, "posts", {.lines = {"primry"}}).status();
  EXPECT_EQ(line.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(line.message(),
            "there are no unit lines of kind \"primry\"; did you mean "
            "\"primary\"?");
  EXPECT_EQ(ComputeRollUp(today_, "posts",
                          {.by = Hierarchy::kPosts, .lines = {"guidance"}})
                .status()
                .message(),
            "lines can be chosen and split over units, not over posts");
}

TEST_F(BadInputTest, SharesThatDoNotSumToOne) {
  OrganizationBuilder builder = School();
  builder.AddUnitLine(
      {.child = "g", .parent = "b1", .kind = "guidance", .weight = 0.25});
  builder.AddUnitLine(
      {.child = "b1", .parent = "b2", .kind = "guidance", .weight = 0.5});
  const Snapshot today = AsOfToday(builder);
  const absl::Status status = ComputeRollUp(today, "posts",
                                            {.lines = {"primary", "guidance"},
                                             .policy = LinePolicy::kSplit})
                                  .status();
  std::vector<std::string> messages;
  for (const Problem& problem : Problems(status)) {
    messages.push_back(problem.message);
    EXPECT_EQ(problem.remedy, "give each line the `weight` that it passes on");
  }
  EXPECT_THAT(
      messages,
      ElementsAre("the shares of the lines of unit:b1 sum to 1.5, not to 1",
                  "the shares of the lines of unit:g sum to 1.25, not to 1"));
}

TEST_F(BadInputTest, WhatCannotBeSplit) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  EXPECT_EQ(ComputeRollUp(today, "members", {.policy = LinePolicy::kSplit})
                .status()
                .message(),
            "persons that sit in several units cannot be split");
  const std::vector<double> values(4, 1.0);
  EXPECT_THAT(
      std::string(ComputeRollUp(today_,
                                ColumnMeasure(OfUnits(Combiner::kMin), values),
                                {.policy = LinePolicy::kSplit})
                      .status()
                      .message()),
      HasSubstr("can be split"));
}

TEST_F(BadInputTest, CombinersThatLackWhatTheyNeed) {
  const std::vector<double> values(4, 1.0);
  const auto message = [&](Combiner combiner, auto spoil) {
    Measure measure = OfUnits(combiner);
    spoil(measure);
    return std::string(ComputeRollUp(today_, ColumnMeasure(measure, values))
                           .status()
                           .message());
  };
  EXPECT_EQ(message(Combiner::kHistogram, [](Measure&) {}),
            "measure \"mine\" has no edges of classes");
  EXPECT_EQ(message(Combiner::kHistogram,
                    [](Measure& m) {
                      m.edges = {1, 1};
                    }),
            "measure \"mine\" has edges of classes that do not rise");
  EXPECT_EQ(message(Combiner::kWorst, [](Measure&) {}),
            "measure \"mine\" has no scale");
  EXPECT_EQ(message(Combiner::kTop, [](Measure& m) { m.top = 0; }),
            "measure \"mine\" asks for a top of none");
  EXPECT_EQ(message(Combiner::kWorst, [](Measure& m) { m.scale = {"good"}; }),
            "measure \"mine\" reads 1 of unit:school; a value is a place on "
            "the scale, counted from 0");
  EXPECT_EQ(
      message(Combiner::kSum, [](Measure& m) { m.carrier = Carrier::kListed; }),
      "measure \"mine\" has no list of carriers");
}

}  // namespace
}  // namespace zeren
