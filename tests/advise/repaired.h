// repaired.h -- whether what is suggested does what it is suggested for.

#ifndef ZEREN_TESTS_ADVISE_REPAIRED_H_
#define ZEREN_TESTS_ADVISE_REPAIRED_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "zeren/advise/repair.h"
#include "zeren/exchange/changes.h"
#include "zeren/gaps/gaps.h"

namespace zeren::testing {

struct CountedGap {
  std::size_t count = 0;
  Severity severity = Severity::kInfo;
};

inline std::map<std::string, CountedGap> CountedGapsOf(
    const GapReport& report) {
  std::map<std::string, CountedGap> counted;
  for (const Gap& gap : report.gaps()) {
    CountedGap& one = counted[report.FingerprintOf(gap)];
    ++one.count;
    one.severity = report.RuleOf(gap).rule.severity;
  }
  return counted;
}

// Applies a repair of a gap to the organisation, after a journey through JSON,
// and looks at the day from scratch: the gap has to be gone, no gap as severe
// may have come, and the lists of the repair have to be true.
inline ::testing::AssertionResult Mends(const GapReport& report, const Gap& gap,
                                        const Repair& repair) {
  const auto fail = [&] {
    return ::testing::AssertionFailure() << repair.title.In("en") << ": ";
  };
  const absl::StatusOr<std::string> text = WriteChanges(repair.changes);
  if (!text.ok()) return fail() << text.status();
  const absl::StatusOr<std::vector<Change>> changes = LoadChanges(*text);
  if (!changes.ok()) return fail() << changes.status() << *text;
  const absl::StatusOr<Organization> next =
      report.snapshot().organization().Apply(*changes);
  if (!next.ok()) return fail() << next.status() << *text;
  const GapReport fresh =
      FindGaps(next->AsOf(report.snapshot().day()), report.rules());
  const auto before = CountedGapsOf(report);
  const auto after = CountedGapsOf(fresh);
  const std::string fingerprint = report.FingerprintOf(gap);
  if (after.contains(fingerprint)) return fail() << "the gap is left";
  std::set<std::string> mends;
  std::set<std::string> adds;
  for (const auto& [one, counted] : before) {
    if (!after.contains(one)) mends.insert(one);
  }
  for (const auto& [one, counted] : after) {
    const auto then = before.find(one);
    if (then != before.end() && then->second.count >= counted.count) continue;
    adds.insert(one);
    if (counted.severity <= report.RuleOf(gap).rule.severity) {
      return fail() << "a gap came that is as severe\n" << *text;
    }
  }
  if (std::vector<std::string>(mends.begin(), mends.end()) != repair.mends) {
    return fail() << "other gaps are mended than it says\n" << *text;
  }
  if (std::vector<std::string>(adds.begin(), adds.end()) != repair.adds) {
    return fail() << "other gaps are added than it says\n" << *text;
  }
  return ::testing::AssertionSuccess();
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_ADVISE_REPAIRED_H_
