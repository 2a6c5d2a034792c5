// Compares gaps over periods with the reports of single days.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/gaps/random_case.h"
#include "tests/support/effort.h"
#include "zeren/gaps/gaps.h"
#include "zeren/gaps/gaps_over.h"

namespace zeren {
namespace {

using ::zeren::testing::RandomCase;
using ::zeren::testing::RuledDocument;
using Json = nlohmann::json;
using Names = std::set<std::string>;

const absl::CivilDay kFirstDay(2023, 10, 1);
constexpr int kDays = 700;

std::string NameOfGap(const Organization& organization, const RuleSet& rules,
                      std::uint32_t rule, const Detection& detection,
                      bool waived) {
  std::string name = rules[rule].rule.id;
  name += " " + organization.NameOf(detection.focus) + " " + detection.key;
  if (waived) name += " (waived)";
  return name;
}

Names OnDay(const GapReport& report) {
  Names names;
  for (const Gap& gap : report.gaps()) {
    names.insert(NameOfGap(report.snapshot().organization(), report.rules(),
                           gap.rule, gap.detection, gap.waived()));
  }
  return names;
}

Names OnDay(const GapHistory& history, absl::CivilDay day) {
  Names names;
  for (const DatedGap& gap : history.gaps()) {
    if (!gap.HoldsOn(day)) continue;
    names.insert(NameOfGap(history.organization(), history.rules(), gap.rule,
                           gap.detection, gap.WaivedOn(day)));
  }
  return names;
}

// The days on which and before which something may be otherwise, and some more.
std::vector<absl::CivilDay> DaysToAsk(std::mt19937_64& bits,
                                      const GapHistory& history, int more) {
  std::set<absl::CivilDay> days;
  for (const DatedGap& gap : history.gaps()) {
    for (const Period& period : gap.periods) {
      for (const absl::CivilDay day :
           {period.from - 1, period.from, period.to - 1, period.to}) {
        // Ends of time are no days.
        const bool written = day.year() > 0 && day.year() < 10'000;
        if (written && history.period().Contains(day)) days.insert(day);
      }
    }
  }
  std::vector<absl::CivilDay> chosen(days.begin(), days.end());
  std::shuffle(chosen.begin(), chosen.end(), bits);
  if (chosen.size() > 6) chosen.resize(6);
  for (int i = 0; i < more; ++i) {
    const absl::CivilDay day = kFirstDay + static_cast<int>(bits() % kDays);
    if (history.period().Contains(day)) chosen.push_back(day);
  }
  return chosen;
}

std::string Difference(const Names& expected, const Names& actual) {
  std::string text;
  for (const std::string& name : expected) {
    if (!actual.contains(name)) text += "\n  missing: " + name;
  }
  for (const std::string& name : actual) {
    if (!expected.contains(name)) text += "\n  too many: " + name;
  }
  return text;
}

// That each day's report has the same gaps.
void ExpectSameOnDays(const GapHistory& history,
                      const std::vector<absl::CivilDay>& days,
                      const Json& document) {
  for (const absl::CivilDay day : days) {
    const GapReport report =
        FindGaps(history.organization().AsOf(day), history.rules());
    const Names expected = OnDay(report);
    const Names actual = OnDay(history, day);
    ASSERT_TRUE(actual == expected)
        << FormatDay(day) << Difference(expected, actual) << "\n"
        << document.dump(1);
    ASSERT_TRUE(report.complete() || !history.complete()) << FormatDay(day);
  }
}

// That a report's gaps began and will end as the history of all time says.
void ExpectDaysOfGaps(const GapHistory& all, absl::CivilDay day,
                      const Json& document) {
  const GapReport report = FindGaps(all.organization().AsOf(day), all.rules());
  for (const Gap& gap : report.gaps()) {
    const auto dated = std::find_if(
        all.gaps().begin(), all.gaps().end(), [&](const DatedGap& other) {
          return other.rule == gap.rule &&
                 other.detection.focus == gap.detection.focus &&
                 other.detection.key == gap.detection.key;
        });
    ASSERT_NE(dated, all.gaps().end());
    const auto run = std::find_if(
        dated->periods.begin(), dated->periods.end(),
        [&](const Period& period) { return period.Contains(day); });
    ASSERT_NE(run, dated->periods.end());
    ASSERT_EQ(report.DaysOf(gap), *run)
        << NameOfGap(all.organization(), all.rules(), gap.rule, gap.detection,
                     false)
        << " on " << FormatDay(day) << "\n"
        << document.dump(1);
  }
}

TEST(OracleGapsOverTest, AgreesWithTheReportOfEachDay) {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < testing::kFollowedDocuments; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const RuledDocument tried = RandomCase(bits);
    const absl::CivilDay from = kFirstDay + static_cast<int>(bits() % kDays);
    const absl::StatusOr<GapHistory> history = GapsOver(
        tried.organization, {from, from + 1 + static_cast<int>(bits() % kDays)},
        tried.rules);
    ASSERT_TRUE(history.ok()) << history.status();
    ExpectSameOnDays(*history, DaysToAsk(bits, *history, 2), tried.document);
    if (::testing::Test::HasFatalFailure()) return;
    found += history->gaps().size();
  }
  EXPECT_GT(found, testing::kFollowedDocuments);
}

TEST(OracleGapsOverTest, AgreesOnEveryDay) {
  for (std::uint64_t seed = 0; seed < testing::kFollowedDocuments / 100;
       ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed + 1'000'000);
    const RuledDocument tried = RandomCase(bits);
    const absl::StatusOr<GapHistory> history = GapsOver(
        tried.organization, {kFirstDay, kFirstDay + kDays}, tried.rules);
    ASSERT_TRUE(history.ok()) << history.status();
    std::vector<absl::CivilDay> days;
    for (int i = 0; i < kDays; ++i) days.push_back(kFirstDay + i);
    ExpectSameOnDays(*history, days, tried.document);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

TEST(OracleGapsOverTest, TellsSinceWhenAndUntilWhen) {
  for (std::uint64_t seed = 0; seed < testing::kFollowedDocuments / 2; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed + 2'000'000);
    const RuledDocument tried = RandomCase(bits);
    const absl::StatusOr<GapHistory> all =
        GapsOver(tried.organization, Period(), tried.rules);
    ASSERT_TRUE(all.ok()) << all.status();
    ExpectSameOnDays(*all, DaysToAsk(bits, *all, 0), tried.document);
    if (::testing::Test::HasFatalFailure()) return;
    ExpectDaysOfGaps(*all, kFirstDay + static_cast<int>(bits() % kDays),
                     tried.document);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

// The gaps of these places, by fingerprint.
std::set<std::string> Fingerprints(const GapHistory& history,
                                   const std::vector<std::size_t>& places) {
  std::set<std::string> prints;
  for (const std::size_t at : places) {
    prints.insert(history.FingerprintOf(history.gaps()[at]));
  }
  EXPECT_EQ(prints.size(), places.size());
  return prints;
}

TEST(OracleGapsOverTest, ComparesTwoDaysAsTheirReports) {
  std::size_t changed = 0;
  for (std::uint64_t seed = 0; seed < testing::kFollowedDocuments / 10;
       ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed + 4'000'000);
    const RuledDocument tried = RandomCase(bits);
    const absl::CivilDay before = kFirstDay + static_cast<int>(bits() % kDays);
    const absl::CivilDay after = before + static_cast<int>(bits() % kDays);
    const absl::StatusOr<GapHistory> history =
        GapsOver(tried.organization, {before, after + 1}, tried.rules);
    ASSERT_TRUE(history.ok()) << history.status();
    const absl::StatusOr<DatedGapDiff> diff = history->Compare(before, after);
    ASSERT_TRUE(diff.ok()) << diff.status();
    std::set<std::string> was;
    std::set<std::string> is;
    for (const auto& [day, prints] : {std::pair(before, &was), {after, &is}}) {
      const GapReport report =
          FindGaps(tried.organization.AsOf(day), tried.rules);
      for (const Gap& gap : report.gaps()) {
        prints->insert(report.FingerprintOf(gap));
      }
    }
    std::set<std::string> added, gone, still;
    std::set_difference(is.begin(), is.end(), was.begin(), was.end(),
                        std::inserter(added, added.end()));
    std::set_difference(was.begin(), was.end(), is.begin(), is.end(),
                        std::inserter(gone, gone.end()));
    std::set_intersection(is.begin(), is.end(), was.begin(), was.end(),
                          std::inserter(still, still.end()));
    ASSERT_EQ(Fingerprints(*history, diff->added), added);
    ASSERT_EQ(Fingerprints(*history, diff->gone), gone);
    ASSERT_EQ(Fingerprints(*history, diff->still), still);
    changed += !added.empty() && !gone.empty() && !still.empty();
  }
  EXPECT_GT(changed, testing::kFollowedDocuments / 50);
}

TEST(OracleGapsOverTest, SelectsWithinAUnitAsEachDayDoes) {
  std::size_t cut = 0;
  for (std::uint64_t seed = 0; seed < testing::kFollowedDocuments / 10;
       ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed + 3'000'000);
    const RuledDocument tried = RandomCase(bits);
    const std::uint32_t units = tried.organization.count(NodeKind::kUnit);
    if (units == 0) continue;
    const absl::StatusOr<GapHistory> whole = GapsOver(
        tried.organization, {kFirstDay, kFirstDay + kDays}, tried.rules);
    ASSERT_TRUE(whole.ok()) << whole.status();
    const UnitId unit{static_cast<std::uint32_t>(bits() % units)};
    const absl::StatusOr<GapHistory> within = whole->Select({.within = unit});
    ASSERT_TRUE(within.ok()) << within.status();
    for (const absl::CivilDay day : DaysToAsk(bits, *whole, 1)) {
      // A unit that is not in force has nothing within it.
      const absl::StatusOr<GapReport> report =
          FindGaps(tried.organization.AsOf(day), tried.rules)
              .Select({.within = unit});
      const Names expected = report.ok() ? OnDay(*report) : Names();
      const Names actual = OnDay(*within, day);
      ASSERT_TRUE(actual == expected)
          << FormatDay(day) << tried.organization.NameOf(unit)
          << Difference(expected, actual) << "\n"
          << tried.document.dump(1);
      cut += actual != OnDay(*whole, day) && !actual.empty();
    }
  }
  EXPECT_GT(cut, testing::kFollowedDocuments / 20);
}

}  // namespace
}  // namespace zeren
