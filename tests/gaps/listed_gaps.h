// listed_gaps.h -- reports of gaps that a test lists, whatever the facts.

#ifndef ZEREN_TESTS_GAPS_LISTED_GAPS_H_
#define ZEREN_TESTS_GAPS_LISTED_GAPS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/gaps/test_check.h"
#include "tests/support/build.h"
#include "zeren/gaps/gaps.h"

namespace zeren::testing {

struct ListedGap {
  std::string focus;  // "post:rector", or "document".
  std::string key = {};
  Value value = {};
};

struct ListedRule {
  std::string id;
  Severity severity = Severity::kViolation;
  std::vector<ListedGap> gaps = {};
};

// School, committee below it, branch below that, and an office beside the
// committee; each with a head. A task of the branch.
inline Records ListedSchool() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "committee", .kind = "committee", .parent = "school"},
                   {.id = "branch", .kind = "branch", .parent = "committee"},
                   {.id = "office", .kind = "office", .parent = "school"}};
  records.posts = {{.id = "rector", .unit = "school", .kind = "head"},
                   {.id = "chair", .unit = "committee", .kind = "head"},
                   {.id = "secretary", .unit = "branch", .kind = "head"},
                   {.id = "clerk", .unit = "office", .kind = "head"}};
  records.tasks = {{.id = "report", .unit = "branch"}};
  return records;
}

// Rules that find just what they list. All are waivable.
inline RuleSet ListedRules(const std::vector<ListedRule>& rules) {
  RuleSet set;
  for (const ListedRule& listed : rules) {
    Rule rule;
    rule.id = listed.id;
    rule.check = "listed";
    rule.severity = listed.severity;
    rule.waivable = true;
    auto check = std::make_shared<TestCheck>(
        "listed", std::vector<NodeKind>{NodeKind::kDocument},
        std::vector<ParamSpec>{},
        [gaps = listed.gaps](const CheckView& view, Node,
                             std::vector<Detection>& out) {
          for (const ListedGap& gap : gaps) {
            const auto focus = view.snapshot().Find(gap.focus);
            out.push_back({.focus = focus.value_or(Node()),
                           .key = gap.key,
                           .value = gap.value,
                           .cycle = {}});
          }
        });
    set.push_back({std::move(rule), std::move(check), Params()});
  }
  return set;
}

inline GapReport ReportOf(const std::vector<ListedRule>& rules,
                          const Records& records = ListedSchool(),
                          absl::CivilDay day = kDay) {
  return FindGaps(BuildOrDie(records).AsOf(day), ListedRules(rules));
}

// A gap as "rule focus key".
inline std::string GapText(const GapReport& report, const Gap& gap) {
  std::string text = report.RuleOf(gap).rule.id;
  text.append(" ").append(
      report.snapshot().organization().NameOf(gap.detection.focus));
  if (!gap.detection.key.empty()) text.append(" ").append(gap.detection.key);
  return text;
}
inline std::vector<std::string> GapTexts(const GapReport& report) {
  std::vector<std::string> texts;
  for (const Gap& gap : report.gaps()) texts.push_back(GapText(report, gap));
  return texts;
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_GAPS_LISTED_GAPS_H_
