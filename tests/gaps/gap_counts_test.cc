#include "zeren/gaps/gap_counts.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/listed_gaps.h"
#include "zeren/gaps/baseline.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::zeren::testing::ListedSchool;
using ::zeren::testing::ReportOf;

// Counts as "violations/warnings/infos accepted waived".
std::string Said(const GapCounts& counts) {
  std::string text;
  for (const std::size_t open : counts.open) {
    text.append(text.empty() ? "" : "/").append(std::to_string(open));
  }
  text.append(" ").append(std::to_string(counts.accepted));
  return text.append(" ").append(std::to_string(counts.waived));
}

std::vector<std::string> ByUnit(const GapReport& report,
                                const BaselineComparison* baseline = nullptr) {
  std::vector<std::string> texts;
  for (const UnitGapCounts& unit : CountGapsByUnit(report, baseline)) {
    const Organization& org = report.snapshot().organization();
    texts.push_back(
        (unit.unit ? std::string(org.id(*unit.unit)) : std::string("-")) +
        ": " + Said(unit.counts));
  }
  return texts;
}

GapReport Report() {
  Records records = ListedSchool();
  ApprovalRecord approval;
  approval.rule = "vacant";
  approval.focus = {NodeKind::kPost, "clerk"};
  approval.reason = "known";
  records.approvals = {approval};
  return ReportOf(
      {{"empty", Severity::kInfo, {}},
       {"lost", Severity::kWarning, {{"task:report"}, {"unit:branch"}, {"no"}}},
       {"vacant",
        Severity::kViolation,
        {{"post:secretary"}, {"post:chair"}, {"post:clerk"}}}},
      records);
}

TEST(GapCountsTest, CountsByRule) {
  std::vector<std::string> texts;
  for (const GapCounts& counts : CountGapsByRule(Report())) {
    texts.push_back(Said(counts));
  }
  EXPECT_THAT(texts, ElementsAre("0/0/0 0 0", "0/3/0 0 0", "2/0/0 0 1"));
}

TEST(GapCountsTest, CountsByTheUnitOfTheFocus) {
  EXPECT_THAT(ByUnit(Report()),
              ElementsAre("branch: 1/2/0 0 0", "committee: 1/0/0 0 0",
                          "office: 0/0/0 0 1", "-: 0/1/0 0 0"));
}

TEST(GapCountsTest, KnowsWhatABaselineAccepts) {
  const GapReport report = Report();
  const absl::StatusOr<Baseline> baseline =
      AcceptGaps(*report.Select({.rules = {"vacant"}}));
  ASSERT_TRUE(baseline.ok()) << baseline.status();
  const BaselineComparison compared = *CompareWithBaseline(report, *baseline);
  EXPECT_THAT(ByUnit(report, &compared),
              ElementsAre("branch: 0/2/0 1 0", "committee: 0/0/0 1 0",
                          "office: 0/0/0 0 1", "-: 0/1/0 0 0"));
  EXPECT_EQ(Said(CountGapsByRule(report, &compared)[2]), "0/0/0 2 1");
}

}  // namespace
}  // namespace zeren
