// found.h -- what one check finds, as text.

#ifndef ZEREN_TESTS_CATALOGUE_FOUND_H_
#define ZEREN_TESTS_CATALOGUE_FOUND_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/gaps/gaps.h"

namespace zeren::testing {

// The report of one rule alone.
inline GapReport ReportOf(const Snapshot& snapshot, std::string_view check,
                          Value::Record params = {}) {
  Rule rule;
  rule.id = "rule";
  rule.check = check;
  rule.params = std::move(params);
  Profile profile;
  profile.open = true;  // Any kind will do.
  profile.rules = {rule};
  const absl::StatusOr<RuleSet> rules =
      BindRules(profile, CheckRegistry::BuiltIn());
  EXPECT_TRUE(rules.ok()) << rules.status();
  return FindGaps(snapshot, rules.ok() ? *rules : RuleSet());
}

// Each gap as its focus and, if it has one, its value: "post:b1 {"days":120}".
inline std::vector<std::string> Found(const Snapshot& snapshot,
                                      std::string_view check,
                                      Value::Record params = {}) {
  const GapReport report = ReportOf(snapshot, check, std::move(params));
  std::vector<std::string> found;
  for (const Gap& gap : report.gaps()) {
    found.push_back(snapshot.organization().NameOf(gap.detection.focus));
    if (!gap.detection.value.is_null()) {
      found.back() += " " + ToText(gap.detection.value);
    }
  }
  return found;
}

// The messages of all gaps in a language.
inline std::vector<std::string> Said(const Snapshot& snapshot,
                                     std::string_view check,
                                     std::string_view language,
                                     Value::Record params = {}) {
  const GapReport report = ReportOf(snapshot, check, std::move(params));
  std::vector<std::string> said;
  for (const Gap& gap : report.gaps()) {
    said.emplace_back(report.MessageOf(gap).In(language));
  }
  return said;
}

inline absl::CivilDay Day(int year, int month, int day) {
  return absl::CivilDay(year, month, day);
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_CATALOGUE_FOUND_H_
