#include "zeren/measure/fold.h"

#include <algorithm>
#include <cstdint>
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
using ::testing::HasSubstr;

// The combiner of the header's example.
struct Skills {
  using Value = std::uint64_t;
  static constexpr bool kIdempotent = true;
  static constexpr bool kInvertible = false;
  Value Identity() const { return 0; }
  void Combine(Value& into, const Value& from) const { into |= from; }
};

// Adds whole numbers.
struct Points {
  using Value = std::int64_t;
  static constexpr bool kIdempotent = false;
  static constexpr bool kInvertible = true;
  Value Identity() const { return 0; }
  void Combine(Value& into, const Value& from) const { into += from; }
  void Remove(Value& into, const Value& from) const { into -= from; }
};

std::uint64_t SkillsOf(const Snapshot& snapshot, Node person) {
  const std::string_view id = snapshot.organization().id(person);
  return id == "ann" ? 1 : id == "bob" ? 2 : 4;
}

TEST(FoldTest, DocumentationExample) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  absl::StatusOr<Folded<Skills>> skills = FoldUp(
      today, {.kind = Carrier::kPerson}, Skills(),
      [&](Node person) { return std::optional(SkillsOf(today, person)); });
  ASSERT_TRUE(skills.ok()) << skills.status();
  EXPECT_EQ(skills->value(*today.Find("unit:school")).value, 7u);
  EXPECT_EQ(skills->value(*today.Find("unit:school")).known, 3u);
  EXPECT_EQ(skills->value(*today.Find("unit:b1")).value, 3u);
  EXPECT_EQ(skills->unplaced(), 1u);  // dee
  EXPECT_TRUE(skills->complete());
  EXPECT_EQ(skills->value(Node()).value, 0u);
}

TEST(FoldTest, AnInverseTakesBackWhatCameTwice) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  const absl::StatusOr<Folded<Points>> points =
      FoldUp(today, {.kind = Carrier::kPerson}, Points(),
             [](Node) { return std::optional<std::int64_t>(10); });
  ASSERT_TRUE(points.ok()) << points.status();
  EXPECT_EQ(points->value(*today.Find("unit:school")).value, 30);
  EXPECT_EQ(points->value(*today.Find("unit:b2")).value, 20);
  std::vector<std::int64_t> counted;
  for (const FoldedPart<Points>& part :
       points->Explain(*today.Find("unit:school"))) {
    counted.push_back(*part.counted.value);
  }
  EXPECT_THAT(counted, ElementsAre(20, 10));
}

TEST(FoldTest, WhatIsNotKnownIsCountedAndMayBePropagated) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  const auto fold = [&](Missing missing) {
    return FoldUp(today, {.kind = Carrier::kPerson}, Points(),
                  [&](Node person) -> std::optional<std::int64_t> {
                    if (today.organization().id(person) == "cy")
                      return std::nullopt;
                    return 1;
                  },
                  {.missing = missing});
  };
  const Node b2 = *today.Find("unit:b2");
  const absl::StatusOr<Folded<Points>> excluded = fold(Missing::kExclude);
  EXPECT_EQ(excluded->value(b2).value, 1);
  EXPECT_EQ(excluded->value(b2).unknown, 1u);
  const absl::StatusOr<Folded<Points>> propagated = fold(Missing::kPropagate);
  EXPECT_EQ(propagated->value(b2).value, std::nullopt);
  EXPECT_EQ(propagated->value(*today.Find("unit:b1")).value, 2);
  EXPECT_EQ(fold(Missing::kZero).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(FoldTest, AConditionPicksCarriers) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  RollUpOptions guests;
  guests.where.standings = {"guest"};
  const absl::StatusOr<Folded<Points>> points = FoldUp(
      today, {.kind = Carrier::kPerson}, Points(),
      [](Node) { return std::optional<std::int64_t>(1); }, guests);
  ASSERT_TRUE(points.ok()) << points.status();
  EXPECT_EQ(points->value(*today.Find("unit:school")).value, 1);
  EXPECT_EQ(points->value(*today.Find("unit:school")).known, 1u);
  EXPECT_EQ(points->Explain(*today.Find("unit:b1")).size(), 1u);
  EXPECT_EQ(points->unplaced(), 0u);
}

TEST(FoldTest, RefusesWhatItCannotFold) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  const auto fold = [&](Carrier carrier, const RollUpOptions& options) {
    return FoldUp(
               today, {.kind = carrier}, Skills(),
               [](Node) { return std::optional<std::uint64_t>(1); }, options)
        .status();
  };
  EXPECT_EQ(fold(Carrier::kMembership, {.by = Hierarchy::kPosts}).message(),
            "memberships do not sit in posts");
  EXPECT_THAT(
      std::string(
          fold(Carrier::kPost, {.policy = LinePolicy::kSplit}).message()),
      HasSubstr("can be split"));
}

}  // namespace
}  // namespace zeren
