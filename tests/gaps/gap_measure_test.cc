#include "zeren/gaps/gap_measure.h"

#include <cstddef>

#include "gtest/gtest.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

const absl::CivilDay kToday(2026, 11, 22);

// Both branches have a vacant head; that of b2 is waived.
Snapshot School() {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "school", .kind = "school"});
  for (const char* id : {"b1", "b2"}) {
    builder.AddUnit({.id = id, .kind = "branch", .parent = "school"});
    builder.AddPost({.id = id, .unit = id, .kind = "head"});
    builder.AddPerson({.id = id});
    builder.AddMembership({.person = id, .unit = id});
  }
  builder.AddPost({.id = "clerk", .unit = "b1", .kind = "clerk"});
  builder.AddApproval(
      {.rule = "post-vacant",
       .focus = BasicNodeRef<std::string_view>{NodeKind::kPost, "b2"},
       .reason = "by design"});
  return builder.Build().value().AsOf(kToday);
}

TEST(GapMeasureTest, DocumentationExample) {
  const Snapshot today = School();
  absl::StatusOr<GapReport> report = FindGaps(today);
  ASSERT_TRUE(report.ok()) << report.status();
  absl::StatusOr<RollUp> violations =
      ComputeRollUp(today, GapMeasure(*report, Severity::kViolation));
  ASSERT_TRUE(violations.ok()) << violations.status();
  const auto at = [&](const char* node) {
    return violations->value(*today.Find(node)).number;
  };
  EXPECT_EQ(violations->measure().name, "gaps.violation");
  EXPECT_EQ(at("unit:b1"), 2);
  EXPECT_EQ(at("unit:b2"), 0);
  EXPECT_EQ(at("unit:school"),
            static_cast<double>(report->count(Severity::kViolation)));
}

TEST(GapMeasureTest, OverPostsAGapSitsInThePostOfItsFocus) {
  const Snapshot today = School();
  const absl::StatusOr<GapReport> report = FindGaps(today);
  const absl::StatusOr<RollUp> over_posts =
      ComputeRollUp(today, GapMeasure(*report, Severity::kViolation),
                    {.by = Hierarchy::kPosts});
  ASSERT_TRUE(over_posts.ok()) << over_posts.status();
  // The clerk reports to the head of b1.
  EXPECT_EQ(over_posts->value(*today.Find("post:b1")).number, 2);
  EXPECT_EQ(over_posts->value(*today.Find("post:clerk")).number, 1);
  EXPECT_EQ(over_posts->value(*today.Find("post:b2")).number, 0);
}

}  // namespace
}  // namespace zeren
