// The page of gaps over a period; see pages.h.

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/lines.h"
#include "src/report/internal/severity_words.h"
#include "src/report/internal/wording.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FaintLine;
using internal::PlainLine;
using internal::Wording;

// "2026-03-01 to before 2026-06-30, 2026-09-01 on".
std::string DaysIn(const std::vector<Period>& periods, const Wording& words) {
  std::string text;
  for (const Period& period : periods) {
    if (!text.empty()) text += words.Say(", ", "，");
    text += Concat(words.Start(period.from), words.Say(" to before ", " 至 "),
                   words.End(period.to), words.Say("", " 前"));
  }
  return text;
}

}  // namespace

Page MakePage(const GapHistory& history, const PageOptions& options) {
  const Wording words(history.organization(), history.period(),
                      options.language);
  Page page;
  page.title = words.Title("gaps", "的缺口");
  for (const Severity severity : internal::kSeverities) {
    Page::Tree tree{.columns = {Page::Column{}}, .rows = {}};
    const BoundRule* last = nullptr;
    std::size_t count = 0;
    for (const DatedGap& gap : history.gaps()) {
      const BoundRule& rule = history.RuleOf(gap);
      if (rule.rule.severity != severity) continue;
      ++count;
      if (&rule != last) {
        tree.rows.push_back(
            {0, {{{rule.rule.id, internal::ToneOf(severity)}}}});
      }
      last = &rule;
      tree.rows.push_back({1,
                           {PlainLine(std::string(
                               history.MessageOf(gap).In(options.language)))}});
      tree.rows.push_back({2, {FaintLine(DaysIn(gap.periods, words))}});
      if (!gap.waived.empty()) {
        tree.rows.push_back({2,
                             {FaintLine(Concat(words.Say("waived ", "豁免："),
                                               DaysIn(gap.waived, words)))}});
      }
    }
    if (count == 0) continue;
    page.sections.push_back(
        {internal::SeverityHeading(severity, count, words), {std::move(tree)}});
  }
  if (page.sections.empty()) {
    page.sections.push_back(
        {"",
         {Page::Paragraph{
             {{words.Say("No gaps.", "没有缺口。"), Page::Tone::kGood}}}}});
  }
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(history.complete())}}});
  return page;
}

}  // namespace zeren
