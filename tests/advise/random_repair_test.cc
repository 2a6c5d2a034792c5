// Repairs of random documents do what they say, from scratch.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "tests/advise/repaired.h"
#include "tests/gaps/random_case.h"
#include "tests/support/effort.h"
#include "zeren/advise/repair.h"

namespace zeren {
namespace {

using testing::Mends;
using testing::RandomCase;
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

}  // namespace
}  // namespace zeren
