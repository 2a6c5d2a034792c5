#include "zeren/gaps/gap_diff.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/listed_gaps.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::ListedGap;
using ::zeren::testing::ListedRule;
using ::zeren::testing::ListedSchool;
using ::zeren::testing::ReportOf;

using Still = GapDiff::Still;

TEST(GapDiffTest, TellsAddedGoneAndStill) {
  const GapReport before =
      ReportOf({{"a", Severity::kViolation, {{"post:chair"}, {"post:rector"}}},
                {"b", Severity::kViolation, {{"post:chair"}}}});
  const GapReport after =
      ReportOf({{"a", Severity::kViolation, {{"post:clerk"}, {"post:rector"}}},
                {"c", Severity::kViolation, {{"post:chair"}}}});
  EXPECT_EQ(CompareGaps(before, after),
            (GapDiff{.added = {0, 2}, .gone = {0, 2}, .still = {{1, 1}}}));
  EXPECT_EQ(
      CompareGaps(before, before),
      (GapDiff{.added = {}, .gone = {}, .still = {{0, 0}, {1, 1}, {2, 2}}}));
}

TEST(GapDiffTest, SeverityValueAndWaiverDoNotMatter) {
  Records waived = ListedSchool();
  ApprovalRecord approval;
  approval.rule = "a";
  approval.focus = {NodeKind::kPost, "chair"};
  approval.reason = "known";
  waived.approvals = {approval};
  const GapReport before =
      ReportOf({{"a", Severity::kWarning, {{"post:chair", "k", 1}}}}, waived);
  const GapReport after =
      ReportOf({{"a", Severity::kViolation, {{"post:chair", "k", 2}}}});
  ASSERT_TRUE(before.gaps()[0].waived());
  EXPECT_THAT(CompareGaps(before, after).still, ElementsAre(Still{0, 0}));
}

// Of gaps with one fingerprint those with the same value belong together.
TEST(GapDiffTest, MatchesEqualValuesFirst) {
  const auto report = [](const std::vector<int>& values) {
    ListedRule rule{.id = "r"};
    for (const int value : values) {
      rule.gaps.push_back({"post:chair", "k", value});
    }
    return ReportOf({rule});
  };
  const GapDiff fewer = CompareGaps(report({1, 2, 3}), report({3}));
  EXPECT_THAT(fewer.still, ElementsAre(Still{2, 0}));
  EXPECT_THAT(fewer.gone, ElementsAre(0, 1));
  EXPECT_THAT(fewer.added, IsEmpty());
  // 2 stays 2, 1 becomes 4, 5 is new.
  const GapDiff more = CompareGaps(report({1, 2}), report({2, 4, 5}));
  EXPECT_THAT(more.still, ElementsAre(Still{1, 0}, Still{0, 1}));
  EXPECT_THAT(more.added, ElementsAre(2));
  EXPECT_THAT(more.gone, IsEmpty());
}

// Against counting: of each fingerprint as many stay as both have.
TEST(GapDiffTest, CountsEachFingerprint) {
  std::mt19937 bits(3);
  for (int round = 0; round < 200; ++round) {
    const auto draw = [&] {
      std::vector<ListedGap> gaps;
      for (std::uint32_t n = bits() % 8; n > 0; --n) {
        gaps.push_back({bits() % 2 == 0 ? "post:chair" : "post:clerk",
                        bits() % 2 == 0 ? "x" : "y",
                        static_cast<int>(bits() % 3)});
      }
      return ReportOf({{.id = "r", .gaps = gaps}});
    };
    const GapReport before = draw();
    const GapReport after = draw();
    const GapDiff diff = CompareGaps(before, after);
    std::map<std::string, int> balance;
    for (const Gap& gap : before.gaps()) --balance[before.FingerprintOf(gap)];
    for (const Gap& gap : after.gaps()) ++balance[after.FingerprintOf(gap)];
    for (const std::size_t i : diff.added) {
      EXPECT_GT(balance[after.FingerprintOf(after.gaps()[i])]--, 0);
    }
    for (const std::size_t i : diff.gone) {
      EXPECT_LT(balance[before.FingerprintOf(before.gaps()[i])]++, 0);
    }
    for (const auto& [fingerprint, rest] : balance) EXPECT_EQ(rest, 0);
    for (const Still& still : diff.still) {
      EXPECT_EQ(before.FingerprintOf(before.gaps()[still.before]),
                after.FingerprintOf(after.gaps()[still.after]));
    }
    EXPECT_EQ(diff.gone.size() + diff.still.size(), before.gaps().size());
    EXPECT_EQ(diff.added.size() + diff.still.size(), after.gaps().size());
    EXPECT_TRUE(std::is_sorted(diff.added.begin(), diff.added.end()));
    EXPECT_TRUE(std::is_sorted(diff.gone.begin(), diff.gone.end()));
  }
}

}  // namespace
}  // namespace zeren
