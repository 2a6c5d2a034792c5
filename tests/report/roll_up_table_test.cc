// Roll-ups as tables for programs, and how pages round the same numbers.

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/model/organization_builder.h"
#include "zeren/report/csv.h"
#include "zeren/report/pages.h"
#include "zeren/report/tables.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;

const absl::CivilDay kToday(2026, 11, 22);

// Two units below one, with numbers of their own; of the third none is known.
class RollUpTableTest : public ::testing::Test {
 protected:
  RollUpTableTest() {
    OrganizationBuilder builder;
    builder.AddUnit(
        {.id = "a", .kind = "office", .name = Text("Office, main")});
    builder.AddUnit({.id = "b",
                     .kind = "office",
                     .parent = "a",
                     .valid_from = absl::CivilDay(2026, 3, 1)});
    builder.AddUnit({.id = "c", .kind = "office", .parent = "a"});
    builder.AddPost({.id = "x",
                     .unit = "b",
                     .kind = "clerk",
                     .valid_from = absl::CivilDay(2026, 3, 1)});
    org_ = *builder.Build();
  }

  Measure Of(Combiner combiner) const {
    return CallableMeasure(
        {.name = "m",
         .carrier = Carrier::kUnit,
         .combiner = combiner,
         .whole = false,
         .edges = {0.5},
         .scale = {"good", "bad"},
         .top = 2,
         .hierarchies = {Hierarchy::kUnits}},
        [this, combiner](const Snapshot& snapshot,
                         Node unit) -> std::optional<double> {
          const std::string_view id = snapshot.organization().id(unit);
          if (id == "c") return std::nullopt;
          if (combiner == Combiner::kWorst) return id == "a" ? 0 : 1;
          return id == "a" ? first_ : 1.0 / 3;
        });
  }
  std::vector<RollUp> RollUpsOf(Combiner combiner) const {
    return *ComputeRollUps(org_.AsOf(kToday), std::vector{Of(combiner)});
  }
  std::string Csv(Combiner combiner) const {
    return WriteCsv(MakeTable(RollUpsOf(combiner)));
  }

  Organization org_;
  double first_ = 2;
};

TEST_F(RollUpTableTest, HasAllDigitsAndNothingWhereNothingIsKnown) {
  EXPECT_EQ(Csv(Combiner::kSum),
            "depth,node,label,m,m.known,m.unknown\r\n"
            "0,unit:a,\"Office, main\",2.3333333333333335,2,1\r\n"
            "1,unit:b,b,0.3333333333333333,1,0\r\n"
            "1,unit:c,c,,0,1\r\n");
}

TEST_F(RollUpTableTest, WritesClassesTopValuesAndScalesIntoACell) {
  EXPECT_THAT(Csv(Combiner::kHistogram), HasSubstr("\",1 | 1,2,1\r\n"));
  EXPECT_THAT(Csv(Combiner::kTop),
              HasSubstr("\",unit:a 2 | unit:b 0.3333333333333333,2,1\r\n"));
  EXPECT_THAT(Csv(Combiner::kWorst), HasSubstr("\",bad,2,1\r\n"));
  EXPECT_THAT(Csv(Combiner::kWorst), HasSubstr("\r\n1,unit:c,c,,0,1\r\n"));
}

TEST_F(RollUpTableTest, ExplainsANodeWithTheWholeLast) {
  EXPECT_EQ(WriteCsv(MakeExplanationTable(RollUpsOf(Combiner::kMax),
                                          *org_.Find("unit:a"))),
            "measure,node,part,value,counted,known,unknown\r\n"
            "m,unit:a,unit:a,2,2,1,0\r\n"
            "m,unit:a,unit:b,0.3333333333333333,0.3333333333333333,1,0\r\n"
            "m,unit:a,unit:c,,,0,1\r\n"
            "m,unit:a,unit:a,2,2,2,1\r\n");
}

TEST_F(RollUpTableTest, ListsPlacesWithTheirWays) {
  EXPECT_EQ(WriteCsv(MakeWorstTable(RollUpsOf(Combiner::kSum), 5)),
            "measure,rank,node,value,pull,path\r\n"
            "m,1,unit:b,0.3333333333333333,1.6666666666666667,"
            "unit:a > unit:b\r\n");
}

TEST_F(RollUpTableTest, LeavesDaysEmptyThatNothingBounds) {
  const std::vector<Measure> measures = {
      *MeasureRegistry::BuiltIn().Find(org_.AsOf(kToday), "posts")};
  const std::vector<Node> nodes = {*org_.Find("unit:b")};
  const auto timelines = RollUpOver(org_, measures, nodes, Period());
  ASSERT_TRUE(timelines.ok()) << timelines.status();
  EXPECT_EQ(WriteCsv(MakeTimelinesTable(org_, measures, *timelines)),
            "measure,node,from,before,value,known,unknown\r\n"
            "posts,unit:b,,2026-03-01,0,0,0\r\n"
            "posts,unit:b,2026-03-01,,1,1,0\r\n");
}

TEST_F(RollUpTableTest, PagesRoundToFourDecimalsOrTwoDigits) {
  first_ = 1.0 / 3;
  EXPECT_THAT(WriteText(MakePage(RollUpsOf(Combiner::kSum))),
              HasSubstr("0.6667"));
  first_ = 0.00001234;
  EXPECT_THAT(WriteText(MakePage(RollUpsOf(Combiner::kMin))),
              HasSubstr("1.2e-05"));
  first_ = 2;
  EXPECT_THAT(WriteText(MakePage(RollUpsOf(Combiner::kMax))), HasSubstr(" 2 "));
}

TEST_F(RollUpTableTest, PagesSayWhatHasNoBetterAndWorse) {
  EXPECT_THAT(WriteText(MakeWorstPage(RollUpsOf(Combiner::kHistogram), 3)),
              HasSubstr("no better and worse"));
}

}  // namespace
}  // namespace zeren
