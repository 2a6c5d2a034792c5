// Repairs of random documents do what they say, from scratch.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/advise/repaired.h"
#include "tests/gaps/random_case.h"
#include "tests/support/effort.h"
#include "tests/support/random_changes.h"
#include "zeren/advise/repair.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using testing::Mends;
using testing::RandomCase;
using testing::RandomChanges;
using testing::RuledDocument;

TEST(RandomRepairTest, MendsTheGapAndBringsNoneAsSevere) {
  constexpr std::uint64_t kDocuments = testing::kFollowedDocuments / 20;
  std::map<std::string, std::size_t> mended;  // By check.
  std::size_t without = 0;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const RuledDocument tried = RandomCase(bits);
    const absl::CivilDay day =
        absl::CivilDay(2023, 12, 1) + static_cast<int>(bits() % 500);
    const GapReport report =
        FindGaps(tried.organization.AsOf(day), tried.rules);
    const ReportRepairs repairs = SuggestAllRepairs(report, report);
    std::size_t looked_at = 0;
    for (std::size_t at = 0; at < report.gaps().size(); ++at) {
      const Gap& gap = report.gaps()[at];
      const std::optional<RepairAdvice>& advice = repairs.of_gaps[at];
      ASSERT_EQ(advice.has_value(), !gap.waived() && looked_at < 100);
      if (!advice) continue;
      ++looked_at;
      ASSERT_EQ(advice->repairs.empty(), advice->note != Text());
      if (advice->repairs.empty()) ++without;
      for (const Repair& repair : advice->repairs) {
        ASSERT_TRUE(Mends(report, gap, repair))
            << report.MessageOf(gap).In("en") << FormatDay(day)
            << tried.document.dump(1);
        ++mended[report.RuleOf(gap).rule.check];
      }
    }
  }
  EXPECT_GT(without, kDocuments);
  // So few as under the sanitizers need not have a gap of each sort.
  if (kDocuments < 100) return;
  for (const char* const check :
       {"acting_too_long", "answerer_missing", "dangling_reference",
        "finding_unowned", "head_missing", "many_accountable",
        "membership_overlap", "post_overfilled", "post_vacant",
        "reporting_cycle", "seats_open", "self_parent", "several_superiors",
        "superior_not_in_force", "two_home_units", "work_unassigned"}) {
    EXPECT_GT(mended[check], kDocuments / 100) << check;
  }
}

// What is suggested for all gaps, one line each.
std::vector<std::string> Suggested(const Organization& organization,
                                   const RuleSet& rules, absl::CivilDay day) {
  const GapReport report = FindGaps(organization.AsOf(day), rules);
  const ReportRepairs repairs = SuggestAllRepairs(report, report);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < report.gaps().size(); ++at) {
    if (!repairs.of_gaps[at]) continue;
    for (const Repair& repair : repairs.of_gaps[at]->repairs) {
      const auto changes = WriteChanges(repair.changes);
      EXPECT_TRUE(changes.ok()) << changes.status();
      std::ostringstream line;
      line << report.MessageOf(report.gaps()[at]).In("en") << ": "
           << repair.title.In("en") << changes.value_or("");
      lines.push_back(line.str());
    }
  }
  return lines;
}

// What an organisation has come to by changes, it suggests the same as one that
// was loaded so.
TEST(RandomRepairTest, DoesNotDependOnHowTheRecordsCame) {
  constexpr std::uint64_t kDocuments = testing::kFollowedDocuments / 20;
  std::size_t changed = 0;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed + 1'000'000);
    const RuledDocument tried = RandomCase(bits);
    Organization evolved = tried.organization;
    for (int batch = 0; batch < 8; ++batch) {
      const absl::StatusOr<std::vector<Change>> changes = LoadChanges(
          RandomChanges(bits, nlohmann::json::parse(WriteDocument(evolved)), 4)
              .dump());
      ASSERT_TRUE(changes.ok()) << changes.status();
      absl::StatusOr<Organization> next = evolved.Apply(*changes);
      if (!next.ok()) continue;
      evolved = *std::move(next);
      ++changed;
    }
    const absl::StatusOr<Organization> loaded =
        LoadDocument(WriteDocument(evolved));
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    const absl::CivilDay day =
        absl::CivilDay(2023, 12, 1) + static_cast<int>(bits() % 500);
    ASSERT_EQ(Suggested(evolved, tried.rules, day),
              Suggested(*loaded, tried.rules, day))
        << FormatDay(day) << WriteDocument(evolved);
  }
  EXPECT_GT(changed, kDocuments);
}

}  // namespace
}  // namespace zeren
