#include "zeren/measure/compare.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/measure/roll_up_fixtures.h"
#include "zeren/core/period.h"
#include "zeren/model/change.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::string Number(const std::optional<RollUpValue>& value) {
  if (!value) return "-";
  return value->number ? std::to_string(*value->number).substr(0, 4) : "none";
}

std::vector<std::string> Lines(const Comparison& comparison,
                               const Organization& org) {
  std::vector<std::string> lines;
  for (const Compared& row : comparison.rows) {
    lines.push_back(
        org.NameOf(row.node) + " " + Number(row.a) + " " + Number(row.b) + " " +
        (row.change ? std::to_string(*row.change).substr(0, 4) : "none"));
  }
  return lines;
}

TEST(CompareTest, DocumentationExample) {
  OrganizationBuilder builder = StaffedSchool();
  const Organization org = *builder.Build();
  const absl::StatusOr<RollUp> before =
      ComputeRollUp(org.AsOf(absl::CivilDay(2019, 1, 1)), "posts");
  const absl::StatusOr<RollUp> after = ComputeRollUp(org.AsOf(kToday), "posts");
  ASSERT_TRUE(before.ok() && after.ok());
  const Comparison change = *Compare(*before, *after);
  double of_school = 0;
  for (const Compared& row : change.rows) {
    if (org.NameOf(row.node) == "unit:school") of_school = *row.change;
  }
  EXPECT_EQ(of_school, -1);
  std::uint32_t ranked = 0;
  for (const Ranked& row : RankPeers(*after)) ranked += row.rank && row.peers;
  EXPECT_EQ(ranked, 4u);
}

TEST(CompareTest, SetsTwoDaysSideBySide) {
  OrganizationBuilder builder = StaffedSchool();
  builder.AddUnit({.id = "b3",
                   .kind = "branch",
                   .parent = "school",
                   .valid_from = absl::CivilDay(2026, 1, 1)});
  builder.AddPost({.id = "new", .unit = "b3", .kind = "clerk"});
  const Organization org = *builder.Build();
  const RollUp before =
      RollUpOrDie(org.AsOf(absl::CivilDay(2019, 1, 1)), "posts");
  const RollUp after = RollUpOrDie(org.AsOf(kToday), "posts");
  const absl::StatusOr<Comparison> change = Compare(before, after);
  ASSERT_TRUE(change.ok()) << change.status();
  EXPECT_TRUE(change->complete);
  EXPECT_THAT(Lines(*change, org),
              ElementsAre("unit:b1 3.00 2.00 -1.0", "unit:b2 1.00 1.00 0.00",
                          "unit:b3 - 1.00 none", "unit:g 1.00 1.00 0.00",
                          "unit:school 4.00 4.00 0.00"));
}

TEST(CompareTest, SetsAnOrganisationBesideTheOneThatChangesMade) {
  OrganizationBuilder builder = StaffedSchool();
  const Snapshot today = AsOfToday(builder);
  const std::vector<Change> changes = {
      Change::Add(UnitRecord{.id = "a", .kind = "branch", .parent = "school"}),
      Change::Add(PostRecord{.id = "x", .unit = "a", .kind = "clerk"})};
  const RollUp after = RollUpOrDie(*today.Apply(changes), "posts");
  const RollUp before = RollUpOrDie(today, "posts");
  const std::vector<std::string> there =
      Lines(*Compare(before, after), after.snapshot().organization());
  EXPECT_THAT(there,
              ElementsAre("unit:a - 1.00 none", "unit:b1 2.00 2.00 0.00",
                          "unit:b2 1.00 1.00 0.00", "unit:g 1.00 1.00 0.00",
                          "unit:school 3.00 4.00 1.00"));
  const std::vector<std::string> back =
      Lines(*Compare(after, before), after.snapshot().organization());
  EXPECT_EQ(back[0], "unit:a 1.00 - none");
  EXPECT_EQ(back[4], "unit:school 4.00 3.00 -1.0");
}

TEST(CompareTest, RefusesDifferentHierarchies) {
  OrganizationBuilder builder = StaffedSchool();
  const Snapshot today = AsOfToday(builder);
  const absl::Status status =
      Compare(RollUpOrDie(today, "posts"),
              RollUpOrDie(today, "posts", {.by = Hierarchy::kPosts}))
          .status();
  EXPECT_EQ(status.message(),
            "one roll-up is over units, the other over posts");
}

TEST(CompareTest, RefusesOrganisationsThatHaveNothingToDoWithEachOther) {
  OrganizationBuilder builder = StaffedSchool();
  OrganizationBuilder other;
  other.AddUnit({.id = "clinic", .kind = "clinic"});
  const RollUp school = RollUpOrDie(AsOfToday(builder), "posts");
  const RollUp clinic = RollUpOrDie(AsOfToday(other), "posts");
  const absl::Status status = Compare(school, clinic).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              StartsWith("the snapshots are of different organisations: in "
                         "place of unit \"school\" of the first the second "
                         "has \"clinic\"; "));
}

// "node rank(tied)/peers".
std::vector<std::string> Ranks(const RollUp& roll_up) {
  std::vector<std::string> lines;
  for (const Ranked& row : RankPeers(roll_up)) {
    lines.push_back(roll_up.snapshot().organization().NameOf(row.node) + " " +
                    (row.rank ? std::to_string(*row.rank) : "-") + "(" +
                    std::to_string(row.tied) + ")/" +
                    std::to_string(row.peers));
  }
  return lines;
}

TEST(CompareTest, RanksPeersAndLetsTiesShareTheBetterRank) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "top", .kind = "school"});
  // A group is no peer of branches.
  for (const char* id : {"a", "b", "c", "d"}) {
    builder.AddUnit({.id = id, .kind = "branch", .parent = "top"});
  }
  builder.AddUnit({.id = "g", .kind = "group", .parent = "top"});
  const auto posts = [&](const std::string& unit, int count) {
    for (int i = 0; i < count; ++i) {
      builder.AddPost(
          {.id = unit + std::to_string(i), .unit = unit, .kind = "clerk"});
    }
  };
  posts("a", 2);
  posts("b", 3);
  posts("c", 2);
  posts("d", 1);
  posts("g", 9);
  const Snapshot today = AsOfToday(builder);
  EXPECT_THAT(Ranks(RollUpOrDie(today, "posts")),
              ElementsAre("unit:a 2(1)/4", "unit:b 1(0)/4", "unit:c 2(1)/4",
                          "unit:d 4(0)/4", "unit:g 1(0)/1", "unit:top 1(0)/1"));
  // All of them vacant: fewer are better.
  EXPECT_THAT(Ranks(RollUpOrDie(today, "vacancies")),
              ElementsAre("unit:a 2(1)/4", "unit:b 4(0)/4", "unit:c 2(1)/4",
                          "unit:d 1(0)/4", "unit:g 1(0)/1", "unit:top 1(0)/1"));
  // Without a number there is no rank.
  EXPECT_THAT(Ranks(RollUpOrDie(today, "task_progress"))[0], "unit:a -(0)/0");
}

// ------------------------------------------------------------------- Worst

std::vector<std::string> Pulls(const RollUp& roll_up, const char* node,
                               std::size_t k) {
  const Organization& org = roll_up.snapshot().organization();
  std::vector<std::string> lines;
  for (const Pull& pull : roll_up.Worst(*roll_up.snapshot().Find(node), k)) {
    std::string path;
    for (const Node at : pull.path) path += " " + org.NameOf(at);
    EXPECT_EQ(pull.path.back(), pull.node);
    lines.push_back(std::to_string(pull.pull).substr(0, 6) + path);
  }
  return lines;
}

TEST(WorstTest, OfAMeanWhatLacksMostByWeight) {
  OrganizationBuilder builder = School();
  const auto add = [&](const char* unit, double weight, double done) {
    builder.AddTask({.id = unit, .unit = unit, .weight = weight});
    builder.AddProgress(
        {.task = unit, .day = absl::CivilDay(2026, 1, 1), .done = done});
  };
  add("b1", 1, 0.0);
  add("b2", 2, 1.0);
  add("g", 5, 0.6);
  const Snapshot today = AsOfToday(builder);
  const RollUp progress = RollUpOrDie(today, "task_progress");
  // The mean is 5/8; b1 takes 1/8 * 5/8, g 5/8 * 1/40.
  EXPECT_EQ(ValueAt(progress, "unit:school").number, 0.625);
  EXPECT_THAT(Pulls(progress, "unit:school", 5),
              ElementsAre("0.0781 unit:school unit:b1",
                          "0.0156 unit:school unit:b2 unit:g"));
  EXPECT_THAT(Pulls(progress, "unit:school", 1),
              ElementsAre("0.0781 unit:school unit:b1"));
  EXPECT_THAT(Pulls(progress, "unit:b2", 5),
              ElementsAre("0.0816 unit:b2 unit:g"));
  EXPECT_THAT(Pulls(progress, "unit:b1", 5), IsEmpty());
  EXPECT_THAT(progress.Worst(Node(), 5), IsEmpty());
}

TEST(WorstTest, OfACountWhereThereIsMostOfWhatIsBad) {
  OrganizationBuilder builder = StaffedSchool();
  const Snapshot today = AsOfToday(builder);
  EXPECT_THAT(Pulls(RollUpOrDie(today, "vacancies"), "unit:school", 5),
              ElementsAre("1.0000 unit:school unit:b1"));
  // More posts are better: g has one less than b1.
  EXPECT_THAT(Pulls(RollUpOrDie(today, "posts"), "unit:school", 5),
              ElementsAre("1.0000 unit:school unit:b2 unit:g"));
}

TEST(WorstTest, WhatCountsAsZeroLacksAllOfAMean) {
  OrganizationBuilder builder = School();
  builder.AddTask({.id = "b1", .unit = "b1"});
  builder.AddTask({.id = "b2", .unit = "b2"});
  builder.AddProgress(
      {.task = "b2", .day = absl::CivilDay(2026, 1, 1), .done = 1.0});
  const Snapshot today = AsOfToday(builder);
  EXPECT_THAT(Pulls(RollUpOrDie(today, "task_progress"), "unit:school", 5),
              IsEmpty());
  EXPECT_THAT(
      Pulls(RollUpOrDie(today, "task_progress", {.missing = Missing::kZero}),
            "unit:school", 5),
      ElementsAre("0.2500 unit:school unit:b1"));
}

// How many findings there are for each post: one without posts has the most.
TEST(WorstTest, OfARatioAlsoWhatHasNoWeight) {
  OrganizationBuilder builder = School();
  for (const char* unit : {"b1", "b2"}) {
    builder.AddTask({.id = unit, .unit = unit});
  }
  const Snapshot today = AsOfToday(builder);
  const Measure findings = {.name = "findings",
                            .carrier = Carrier::kTask,
                            .combiner = Combiner::kRatio,
                            .whole = false,
                            .more_is_better = false,
                            .hierarchies = {Hierarchy::kUnits}};
  const std::vector<double> values = {3, 1}, weights = {0, 4};
  const absl::StatusOr<RollUp> ratio =
      ComputeRollUp(today, ColumnMeasure(findings, values, {}, weights));
  ASSERT_TRUE(ratio.ok()) << ratio.status();
  EXPECT_EQ(ValueAt(*ratio, "unit:school").number, 1);
  EXPECT_THAT(Pulls(*ratio, "unit:school", 5),
              ElementsAre("3.0000 unit:school unit:b1"));
}

}  // namespace
}  // namespace zeren
