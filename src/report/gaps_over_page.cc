// The page of gaps over a period; see pages.h.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/lines.h"
#include "src/report/internal/severity_words.h"
#include "src/report/internal/wording.h"
#include "zeren/core/period.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FaintLine;
using internal::PlainLine;
using internal::Wording;

class GapsOverPage {
 public:
  GapsOverPage(const GapHistory& history, const PageOptions& options)
      : history_(history),
        options_(options),
        words_(history.organization(), history.period(), options.language) {}

  Page Make() {
    Page page;
    page.title = words_.TitleOf(Subject());
    page.sections.push_back({"", {Page::Paragraph{About()}}});
    for (const Severity severity : internal::kSeverities) {
      AddSection(
          page,
          internal::SeverityHeading(severity, history_.count(severity), words_),
          [&](const DatedGap& gap) {
            return !gap.WaivedThroughout() && SeverityOf(gap) == severity;
          });
    }
    for (const DatedGap& gap : history_.gaps()) {
      waived_ += gap.WaivedThroughout() ? 1 : 0;
    }
    AddSection(page,
               internal::NumberedHeading(words_.Say("Waived", "已豁免"),
                                         waived_, words_),
               [](const DatedGap& gap) { return gap.WaivedThroughout(); });
    page.sections.push_back({"", {Page::Paragraph{Summary()}}});
    return page;
  }

 private:
  Severity SeverityOf(const DatedGap& gap) const {
    return history_.RuleOf(gap).rule.severity;
  }

  std::string LastDay() const { return FormatDay(history_.period().to - 1); }

  std::string Subject() const {
    if (history_.coming()) {
      return words_.Say(Concat("gaps to come by ", LastDay()),
                        Concat("至 ", LastDay(), " 将出现的缺口"));
    }
    const std::string days = words_.Days(history_.period());
    if (days.empty()) return words_.Say("all gaps", "所有缺口");
    return words_.Say(Concat("gaps ", days), Concat(days, " 的缺口"));
  }

  // How the page is to be read; that there is nothing to read, if so.
  Page::Line About() const {
    if (history_.gaps().empty()) {
      return {{history_.coming()
                   ? words_.Say(Concat("No gap will come by ", LastDay(), "."),
                                Concat("至 ", LastDay(), " 不会出现新的缺口。"))
                   : words_.Say("No gaps.", "没有缺口。"),
               Page::Tone::kGood}};
    }
    std::string text;
    if (history_.coming()) {
      const std::string today = FormatDay(history_.period().from);
      text = words_.Say(
          Concat("Gaps that are there on ", today, " already are left out. "),
          Concat(today, " 已有的缺口不列。"));
    }
    text += words_.Say(
        "Messages are as of the first day of each gap. Days without a first or "
        "last one reach the bounds of the period, or beyond.",
        "说明以各缺口的首日为准。未写起日或止日的，延续至期间边界或之外。");
    return FaintLine(std::move(text));
  }

  // Adds the gaps that are `wanted`, if there are any. Those of one rule follow
  // one another.
  template <typename Wanted>
  void AddSection(Page& page, std::string title, Wanted wanted) const {
    Page::Tree tree{.columns = {Page::Column{}}, .rows = {}};
    const BoundRule* last = nullptr;
    for (const DatedGap& gap : history_.gaps()) {
      if (!wanted(gap)) continue;
      const BoundRule& rule = history_.RuleOf(gap);
      if (&rule != last) {
        tree.rows.push_back(
            {0, {{{rule.rule.id, internal::ToneOf(rule.rule.severity)}}}});
      }
      last = &rule;
      tree.rows.push_back({1,
                           {PlainLine(std::string(history_.MessageOf(gap).In(
                               options_.language)))}});
      tree.rows.push_back({2, {FaintLine(DaysIn(gap.periods))}});
      for (const Waiver& waiver : history_.WaiversOf(gap)) {
        tree.rows.push_back(
            {2, {FaintLine(internal::WaiverText(waiver, words_))}});
      }
    }
    if (tree.rows.empty()) return;
    page.sections.push_back({std::move(title), {std::move(tree)}});
  }

  // "from 2026-03-01 to 2026-06-30, from 2026-11-01 on". Where the period cuts
  // a run, whether it begins or ends there is not known.
  std::string DaysIn(const std::vector<Period>& periods) const {
    const Period& asked = history_.period();
    std::string text;
    for (const Period& period : periods) {
      Period known;
      if (period.from != asked.from) known.from = period.from;
      if (period.to != asked.to) known.to = period.to;
      const std::string days = words_.Days(known);
      if (!text.empty()) text += words_.Say(", ", "，");
      text +=
          days.empty() ? words_.Say("throughout the period", "整个期间") : days;
    }
    return text;
  }

  Page::Line Summary() const {
    const std::size_t violations = history_.count(Severity::kViolation);
    std::string counts = Concat(
        internal::SeverityCounts(violations, history_.count(Severity::kWarning),
                                 history_.count(Severity::kInfo), words_),
        words_.Say(", ", "，"),
        words_.Count(waived_, "waived", "waived", "项已豁免"),
        words_.Say(". ", "。"));
    Page::Line line = {{std::move(counts),
                        violations > 0 ? Page::Tone::kBad : Page::Tone::kGood}};
    for (Page::Span& span : words_.Completeness(history_.complete())) {
      line.push_back(std::move(span));
    }
    return line;
  }

  const GapHistory& history_;
  const PageOptions& options_;
  const Wording words_;
  std::size_t waived_ = 0;  // On all of their days.
};

}  // namespace

Page MakePage(const GapHistory& history, const PageOptions& options) {
  return GapsOverPage(history, options).Make();
}

}  // namespace zeren
