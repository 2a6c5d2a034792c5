#include "zeren/measure/measure.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The reader of the header's example.
class Seats : public MeasureReader {
 public:
  explicit Seats(const Snapshot& snapshot) : posts_(snapshot.posts()) {}
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      out.values[i] = posts_.seats(PostId{carriers[i]});
    }
  }

 private:
  const Posts& posts_;
};

Measure SeatsMeasure() {
  return {.name = "seats",
          .unit = "seats",
          .carrier = Carrier::kPost,
          .combiner = Combiner::kSum,
          .hierarchies = {Hierarchy::kUnits, Hierarchy::kPosts},
          .open = [](const Snapshot& snapshot) {
            return std::make_unique<Seats>(snapshot);
          }};
}

TEST(MeasureTest, DocumentationExample) {
  MeasureRegistry registry = MeasureRegistry::BuiltIn();
  ASSERT_TRUE(registry.Add(SeatsMeasure()).ok());

  OrganizationBuilder builder;
  builder.AddUnit({.id = "school", .kind = "school"});
  builder.AddUnit({.id = "branch", .kind = "branch", .parent = "school"});
  builder.AddPost({.id = "head", .unit = "school", .kind = "head"});
  builder.AddPost(
      {.id = "chairs", .unit = "branch", .kind = "chair", .seats = 2});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const Snapshot today = org->AsOf(absl::CivilDay(2026, 11, 22));

  const absl::StatusOr<Measure> seats = registry.Find(today, "seats");
  ASSERT_TRUE(seats.ok()) << seats.status();
  const absl::StatusOr<RollUp> by_units = ComputeRollUp(today, *seats);
  ASSERT_TRUE(by_units.ok()) << by_units.status();
  EXPECT_EQ(by_units->value(*today.Find("unit:school")).number, 3);
  EXPECT_EQ(by_units->value(*today.Find("unit:branch")).number, 2);
  const absl::StatusOr<RollUp> by_posts =
      ComputeRollUp(today, *seats, {.by = Hierarchy::kPosts});
  ASSERT_TRUE(by_posts.ok()) << by_posts.status();
  EXPECT_EQ(by_posts->value(*today.Find("post:head")).number, 3);
}

TEST(MeasureTest, HierarchiesAndCarriersHaveNames) {
  for (const Hierarchy hierarchy :
       {Hierarchy::kUnits, Hierarchy::kPosts, Hierarchy::kTasks}) {
    EXPECT_EQ(ParseHierarchy(NameOf(hierarchy)), hierarchy);
  }
  EXPECT_EQ(ParseHierarchy("unit"), std::nullopt);
  EXPECT_EQ(NodeKindOf(Hierarchy::kUnits), NodeKind::kUnit);
  EXPECT_EQ(NodeKindOf(Hierarchy::kPosts), NodeKind::kPost);
  EXPECT_EQ(NodeKindOf(Hierarchy::kTasks), NodeKind::kTask);
  EXPECT_EQ(NameOf(Carrier::kMembership), "memberships");
}

TEST(MeasureTest, TheBuiltInOnesAreInOrderOfNameAndSayWhatTheyAre) {
  std::vector<std::string> names;
  for (const Measure& measure : MeasureRegistry::BuiltIn().measures()) {
    names.push_back(measure.name);
    EXPECT_TRUE(CheckMeasure(measure).ok()) << measure.name;
    EXPECT_FALSE(measure.unit.empty()) << measure.name;
    for (const char* language : {"en", "zh"}) {
      EXPECT_NE(measure.title.In(language), "") << measure.name;
      EXPECT_NE(measure.meaning.In(language), "") << measure.name;
    }
    EXPECT_NE(measure.title.In("en"), measure.title.In("zh")) << measure.name;
  }
  EXPECT_THAT(
      names,
      ElementsAre("effort", "fte", "members", "memberships", "open_seats",
                  "posts", "task_progress", "tasks.at_risk", "tasks.cancelled",
                  "tasks.done", "tasks.in_progress", "tasks.not_started",
                  "tasks.overdue", "vacancies"));
}

TEST(MeasureTest, AnUnknownNameGetsTheNearestOne) {
  const Snapshot today = Organization().AsOf(absl::CivilDay(2026, 11, 22));
  const absl::Status near =
      MeasureRegistry::BuiltIn().Find(today, "vacences").status();
  EXPECT_EQ(near.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(near.message(),
            "there is no measure \"vacences\"; did you mean \"vacancies\"?");
  const absl::Status far =
      MeasureRegistry::BuiltIn().Find(today, "happiness").status();
  EXPECT_EQ(far.code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(std::string(far.message())
                  .starts_with("there is no measure \"happiness\"; there are "
                               "effort, fte, "));
}

TEST(MeasureTest, ATakenNameIsRefused) {
  MeasureRegistry registry = MeasureRegistry::BuiltIn();
  Measure measure = SeatsMeasure();
  measure.name = "posts";
  const absl::Status status = registry.Add(std::move(measure));
  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(std::string(status.message()), HasSubstr("\"posts\""));
  EXPECT_EQ(registry.measures().size(),
            MeasureRegistry::BuiltIn().measures().size());
}

TEST(MeasureTest, WhatIsNoMeasureIsRefusedWithTheReason) {
  const auto reason = [](auto spoil) {
    Measure measure = SeatsMeasure();
    spoil(measure);
    MeasureRegistry registry;
    const absl::Status status = registry.Add(std::move(measure));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_TRUE(registry.measures().empty());
    return std::string(status.message());
  };
  EXPECT_EQ(reason([](Measure& m) { m.name.clear(); }),
            "a measure has no name");
  EXPECT_EQ(reason([](Measure& m) { m.hierarchies.clear(); }),
            "measure \"seats\" rolls up no hierarchy");
  EXPECT_EQ(reason([](Measure& m) { m.open = nullptr; }),
            "measure \"seats\" has no reader");
  EXPECT_EQ(reason([](Measure& m) { m.hierarchies = {Hierarchy::kTasks}; }),
            "measure \"seats\" cannot roll up tasks: posts do not sit there");
}

}  // namespace
}  // namespace zeren
