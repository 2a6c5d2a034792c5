// The page of a gap report; see pages.h.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/severity_words.h"
#include "src/report/internal/wording.h"
#include "zeren/core/period.h"
#include "zeren/gaps/baseline.h"
#include "zeren/gaps/gap_counts.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::kSeverities;
using internal::ToneOf;
using internal::Wording;

class GapPage {
 public:
  // `baseline` may be null.
  GapPage(const GapReport& report, const BaselineComparison* baseline,
          const PageOptions& options)
      : report_(report),
        baseline_(baseline),
        options_(options),
        words_(report.snapshot(), options.language) {}

  Page Make() {
    Page page;
    page.title = words_.Title("gaps", "的缺口");
    for (const Severity severity : kSeverities) {
      AddSection(page, Heading(severity, CountOf(severity)),
                 [&](std::size_t at) {
                   return StateOf(at) == BaselineState::kNew &&
                          SeverityOf(report_.gaps()[at]) == severity;
                 });
    }
    if (baseline_ != nullptr) {
      AddSection(
          page, Numbered(words_.Say("Accepted", "已接受"), baseline_->accepted),
          [&](std::size_t at) {
            return StateOf(at) == BaselineState::kAccepted;
          });
    }
    for (const Gap& gap : report_.gaps()) waived_ += gap.waived() ? 1 : 0;
    AddSection(
        page, Numbered(words_.Say("Waived", "已豁免"), waived_),
        [&](std::size_t at) { return StateOf(at) == BaselineState::kWaived; });
    if (baseline_ != nullptr) AddGone(page);
    AddUnits(page);
    page.sections.push_back({"", {Page::Paragraph{Summary()}}});
    if (baseline_ != nullptr) {
      page.sections.back().blocks.push_back(Page::Paragraph{AboutBaseline()});
    }
    if (options_.repairs != nullptr && options_.repairs->left_out > 0) {
      page.sections.back().blocks.push_back(Page::Paragraph{AboutLeftOut()});
    }
    return page;
  }

 private:
  Severity SeverityOf(const Gap& gap) const {
    return report_.RuleOf(gap).rule.severity;
  }

  BaselineState StateOf(std::size_t at) const {
    if (baseline_ != nullptr) return baseline_->states[at];
    return report_.gaps()[at].waived() ? BaselineState::kWaived
                                       : BaselineState::kNew;
  }

  // Of what counts.
  std::size_t CountOf(Severity severity) const {
    return baseline_ != nullptr ? baseline_->count(severity)
                                : report_.count(severity);
  }

  std::string Numbered(std::string_view what, std::size_t count) const {
    return internal::NumberedHeading(what, count, words_);
  }

  std::string Heading(Severity severity, std::size_t count) const {
    if (baseline_ == nullptr) {
      return internal::SeverityHeading(severity, count, words_);
    }
    switch (severity) {
      case Severity::kViolation:
        return Numbered(words_.Say("New violations", "新增违规"), count);
      case Severity::kWarning:
        return Numbered(words_.Say("New warnings", "新增警告"), count);
      case Severity::kInfo:
        break;
    }
    return Numbered(words_.Say("New info", "新增提示"), count);
  }

  // Adds the gaps that are `wanted`, by their places in the report, if there
  // are any. They come sorted by severity and rule, so those of one rule follow
  // one another.
  template <typename Wanted>
  void AddSection(Page& page, std::string title, Wanted wanted) {
    Page::Tree tree{.columns = {Page::Column{}}, .rows = {}};
    const BoundRule* last = nullptr;
    std::size_t rule_row = 0;
    std::size_t of_rule = 0;
    const auto end_rule = [&] {
      // One gap is seen to be one.
      if (of_rule < 2) return;
      tree.rows[rule_row].cells.front().insert(
          tree.rows[rule_row].cells.front().begin() + 1,
          {Numbered("", of_rule), Page::Tone::kPlain});
    };
    for (std::size_t at = 0; at < report_.gaps().size(); ++at) {
      if (!wanted(at)) continue;
      const Gap& gap = report_.gaps()[at];
      const BoundRule& rule = report_.RuleOf(gap);
      if (&rule != last) {
        end_rule();
        rule_row = tree.rows.size();
        of_rule = 0;
        tree.rows.push_back({0, {RuleLine(rule.rule)}});
      }
      last = &rule;
      ++of_rule;
      const std::string message(report_.MessageOf(gap).In(options_.language));
      tree.rows.push_back({1, {{{message, Page::Tone::kPlain}}}});
      std::string detail = Detail(gap);
      if (!detail.empty()) {
        tree.rows.push_back({2, {{{std::move(detail), Page::Tone::kFaint}}}});
      }
      AddRepairs(tree, at);
    }
    if (tree.rows.empty()) return;
    end_rule();
    page.sections.push_back({std::move(title), {std::move(tree)}});
  }

  // Adds what would mend a gap.
  void AddRepairs(Page::Tree& tree, std::size_t at) const {
    if (options_.repairs == nullptr) return;
    const std::optional<RepairAdvice>& advice = options_.repairs->of_gaps[at];
    if (!advice) return;
    for (const Repair& repair : advice->repairs) {
      tree.rows.push_back(
          {2,
           {{{words_.Say("repair: ", "修复："), Page::Tone::kGood},
             {std::string(repair.title.In(options_.language)),
              Page::Tone::kPlain}}}});
    }
    if (!advice->repairs.empty()) return;
    tree.rows.push_back({2,
                         {{{Concat(words_.Say("no repair: ", "无法修复："),
                                   advice->note.In(options_.language)),
                            Page::Tone::kFaint}}}});
  }

  // Adds the accepted gaps that are there no more, by rule.
  void AddGone(Page& page) {
    Page::Tree tree{.columns = {Page::Column{}}, .rows = {}};
    std::string_view last;
    for (const AcceptedGap& gap : baseline_->gone) {
      gone_ += gap.count;
      if (tree.rows.empty() || gap.rule != last) {
        tree.rows.push_back({0, {{{gap.rule, Page::Tone::kStrong}}}});
      }
      last = gap.rule;
      std::string what = gap.focus;
      if (!gap.key.empty()) what += Concat(words_.Say(": ", "："), gap.key);
      if (gap.count > 1) what = Numbered(what, gap.count);
      tree.rows.push_back({1, {{{std::move(what), Page::Tone::kPlain}}}});
    }
    if (tree.rows.empty()) return;
    page.sections.push_back(
        {Numbered(words_.Say("Accepted, and there no more", "已接受，现已消除"),
                  gone_),
         {std::move(tree)}});
  }

  // Adds how many gaps each unit has, unless they are all in one place.
  void AddUnits(Page& page) const {
    std::vector<UnitGapCounts> units = CountGapsByUnit(report_, baseline_);
    if (units.size() < 2) return;
    // They come by id, which decides last; those in no unit stay at the end.
    std::stable_sort(units.begin(), units.end(),
                     [](const UnitGapCounts& a, const UnitGapCounts& b) {
                       if (!a.unit || !b.unit) return a.unit && !b.unit;
                       return a.counts.open > b.counts.open;
                     });
    const auto right = Page::Align::kRight;
    Page::Table table;
    const bool is_new = baseline_ != nullptr;
    table.columns = {{words_.Say("unit", "单位")},
                     {is_new ? words_.Say("new violations", "新增违规")
                             : words_.Say("violations", "违规"),
                      right},
                     {is_new ? words_.Say("new warnings", "新增警告")
                             : words_.Say("warnings", "警告"),
                      right},
                     {is_new ? words_.Say("new info", "新增提示")
                             : words_.Say("info", "提示"),
                      right}};
    if (baseline_ != nullptr) {
      table.columns.push_back({words_.Say("accepted", "已接受"), right});
    }
    if (waived_ > 0) {
      table.columns.push_back({words_.Say("waived", "已豁免"), right});
    }
    for (const UnitGapCounts& unit : units) {
      const std::string name = unit.unit
                                   ? words_.Named(*unit.unit)
                                   : words_.Say("in no unit", "不属于任何单位");
      std::vector<Page::Line> row = {{{name}}};
      for (const Severity severity : kSeverities) {
        row.push_back(CountCell(unit.counts.count(severity), severity));
      }
      if (baseline_ != nullptr) {
        row.push_back({{std::to_string(unit.counts.accepted)}});
      }
      if (waived_ > 0) row.push_back({{std::to_string(unit.counts.waived)}});
      table.rows.push_back(std::move(row));
    }
    page.sections.push_back(
        {words_.Say("By unit", "按单位统计"), {std::move(table)}});
  }

  static Page::Line CountCell(std::size_t count, Severity severity) {
    return {{std::to_string(count),
             count > 0 ? ToneOf(severity) : Page::Tone::kFaint}};
  }

  static Page::Line RuleLine(const Rule& rule) {
    Page::Line line = {{rule.id, ToneOf(rule.severity)}};
    if (!rule.citation.empty()) {
      line.push_back({Concat("  ", rule.citation), Page::Tone::kFaint});
    }
    return line;
  }

  // Where the gap is, its first and last days, and what waives it.
  std::string Detail(const Gap& gap) const {
    std::vector<std::string> parts;
    const std::string path = PathText(gap);
    if (!path.empty()) parts.push_back(path);
    const Period days = report_.DaysOf(gap);
    const std::optional<absl::CivilDay> since = WrittenStart(days);
    if (since && !WrittenEnd(days)) {
      parts.push_back(Concat(words_.Say("since ", "始于 "), FormatDay(*since)));
    } else if (std::string when = words_.Days(days); !when.empty()) {
      parts.push_back(std::move(when));
    }
    if (const std::optional<Waiver> waiver = report_.WaiverOf(gap)) {
      parts.push_back(internal::WaiverText(*waiver, words_));
    }
    std::string out;
    for (const std::string& part : parts) {
      if (!out.empty()) out += words_.Say("; ", "；");
      out += part;
    }
    return out;
  }

  // "school > branch-1": from the top down to the focus; a cycle from its focus
  // once around.
  std::string PathText(const Gap& gap) const {
    const std::size_t length = report_.PathLengthOf(gap);
    if (length == 0) return "";
    const std::vector<Node> shown = report_.PathOf(gap, options_.max_path);
    const std::size_t more = length - shown.size();
    const std::string rest =
        more == 0 ? ""
                  : Concat("... ", words_.Count(more, "more", "more", "级"));
    if (!gap.detection.cycle.empty()) {
      std::string out = words_.Say("cycle: ", "循环：");
      for (const Node node : shown) {
        out += Concat(words_.Label(node), " > ");
      }
      if (more > 0) out += Concat(rest, " > ");
      return out + words_.Label(gap.detection.cycle.front());
    }
    std::string out = rest;
    for (std::size_t i = shown.size(); i-- > 0;) {
      if (!out.empty()) out += " > ";
      out += words_.Label(shown[i]);
    }
    return out;
  }

  Page::Line Summary() const {
    const std::size_t violations = CountOf(Severity::kViolation);
    const std::size_t warnings = CountOf(Severity::kWarning);
    const std::size_t infos = CountOf(Severity::kInfo);
    const std::string comma = words_.Say(", ", "，");
    std::string counts = Concat(
        baseline_ != nullptr ? words_.Say("New: ", "新增：") : std::string(),
        internal::SeverityCounts(violations, warnings, infos, words_));
    if (baseline_ != nullptr) {
      counts += Concat(
          words_.Say("; ", "；"),
          words_.Count(baseline_->accepted, "accepted", "accepted", "项已接受"),
          comma, words_.Count(gone_, "gone", "gone", "项已消除"));
    }
    counts +=
        Concat(comma, words_.Count(waived_, "waived", "waived", "项已豁免"),
               words_.Say(". ", "。"));
    Page::Line line = {
        {counts, violations > 0 ? Page::Tone::kBad : Page::Tone::kGood}};
    for (Page::Span& span : words_.Completeness(report_.complete())) {
      line.push_back(std::move(span));
    }
    return line;
  }

  // "Compared with the baseline of 2026-01-01 (owner: ...), which expires on
  // 2027-01-01."
  Page::Line AboutBaseline() const {
    std::string text =
        Concat(words_.Say("Compared with the baseline of ", "对照基线："),
               FormatDay(baseline_->taken));
    if (!baseline_->owner.empty()) {
      text += Concat(words_.Say(" (owner: ", "（责任人："), baseline_->owner,
                     words_.Say(")", "）"));
    }
    if (baseline_->expired) {
      text += Concat(words_.Say(". It expired on ", "。该基线已于 "),
                     FormatDay(*baseline_->expires),
                     words_.Say(" and accepts nothing any more.",
                                " 失效，不再接受任何缺口。"));
      return {{std::move(text), Page::Tone::kWarning}};
    }
    if (baseline_->expires) {
      text += Concat(words_.Say(", which expires on ", "，失效日："),
                     FormatDay(*baseline_->expires));
    }
    return {{text + words_.Say(".", "。"), Page::Tone::kFaint}};
  }

  // "No repairs were sought for 12 more gaps."
  Page::Line AboutLeftOut() const {
    return {{Concat(words_.Say("No repairs were sought for ", "另有"),
                    words_.Count(options_.repairs->left_out, "more gap",
                                 "more gaps", "项缺口未查找修复办法"),
                    words_.Say(".", "。")),
             Page::Tone::kFaint}};
  }

  const GapReport& report_;
  const BaselineComparison* baseline_;
  const PageOptions& options_;
  const Wording words_;
  std::size_t waived_ = 0;
  std::size_t gone_ = 0;
};

}  // namespace

Page MakePage(const GapReport& report, const PageOptions& options) {
  return GapPage(report, nullptr, options).Make();
}

Page MakePage(const GapReport& report, const BaselineComparison& baseline,
              const PageOptions& options) {
  return GapPage(report, &baseline, options).Make();
}

}  // namespace zeren
