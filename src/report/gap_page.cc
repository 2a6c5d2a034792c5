// The page of a gap report; see pages.h.

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/wording.h"
#include "zeren/core/period.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::Wording;

constexpr std::array kSeverities = {Severity::kViolation, Severity::kWarning,
                                    Severity::kInfo};

Page::Tone ToneOf(Severity severity) {
  switch (severity) {
    case Severity::kViolation:
      return Page::Tone::kBad;
    case Severity::kWarning:
      return Page::Tone::kWarning;
    case Severity::kInfo:
      break;
  }
  return Page::Tone::kStrong;
}

class GapPage {
 public:
  GapPage(const GapReport& report, const PageOptions& options)
      : report_(report),
        options_(options),
        words_(report.snapshot(), options.language) {}

  Page Make() {
    Page page;
    page.title = words_.Title("gaps", "的缺口");
    for (const Severity severity : kSeverities) {
      const std::size_t count = report_.count(severity);
      AddSection(page, Heading(severity, count), [&](const Gap& gap) {
        return !gap.waived() && SeverityOf(gap) == severity;
      });
    }
    for (const Gap& gap : report_.gaps()) waived_ += gap.waived() ? 1 : 0;
    AddSection(page,
               Concat(words_.Say("Waived (", "已豁免（"),
                      std::to_string(waived_), words_.Say(")", "）")),
               [](const Gap& gap) { return gap.waived(); });
    page.sections.push_back({"", {Page::Paragraph{Summary()}}});
    return page;
  }

 private:
  Severity SeverityOf(const Gap& gap) const {
    return report_.RuleOf(gap).rule.severity;
  }

  std::string Heading(Severity severity, std::size_t count) const {
    const std::string number = std::to_string(count);
    switch (severity) {
      case Severity::kViolation:
        return Concat(words_.Say("Violations (", "违规（"), number,
                      words_.Say(")", "）"));
      case Severity::kWarning:
        return Concat(words_.Say("Warnings (", "警告（"), number,
                      words_.Say(")", "）"));
      case Severity::kInfo:
        break;
    }
    return Concat(words_.Say("Info (", "提示（"), number,
                  words_.Say(")", "）"));
  }

  // Adds the gaps that are `wanted`, if there are any. They come sorted by
  // severity and rule, so those of one rule follow one another.
  template <typename Wanted>
  void AddSection(Page& page, std::string title, Wanted wanted) {
    Page::Tree tree{.columns = {Page::Column{}}, .rows = {}};
    const BoundRule* last = nullptr;
    for (const Gap& gap : report_.gaps()) {
      if (!wanted(gap)) continue;
      const BoundRule& rule = report_.RuleOf(gap);
      if (&rule != last) tree.rows.push_back({0, {RuleLine(rule.rule)}});
      last = &rule;
      const std::string message(report_.MessageOf(gap).In(options_.language));
      tree.rows.push_back({1, {{{message, Page::Tone::kPlain}}}});
      std::string detail = Detail(gap);
      if (!detail.empty()) {
        tree.rows.push_back({2, {{{std::move(detail), Page::Tone::kFaint}}}});
      }
    }
    if (tree.rows.empty()) return;
    page.sections.push_back({std::move(title), {std::move(tree)}});
  }

  static Page::Line RuleLine(const Rule& rule) {
    Page::Line line = {{rule.id, ToneOf(rule.severity)}};
    if (!rule.citation.empty()) {
      line.push_back({Concat("  ", rule.citation), Page::Tone::kFaint});
    }
    return line;
  }

  // Where the gap is, since when and until when, and who waived it.
  std::string Detail(const Gap& gap) const {
    std::vector<std::string> parts;
    const std::string path = PathText(gap);
    if (!path.empty()) parts.push_back(path);
    const Period days = report_.DaysOf(gap);
    if (const std::optional<absl::CivilDay> since = WrittenStart(days)) {
      parts.push_back(Concat(words_.Say("since ", "始于 "), FormatDay(*since)));
    }
    if (const std::optional<absl::CivilDay> until = WrittenEnd(days)) {
      parts.push_back(Concat(words_.Say("until ", "止于 "), FormatDay(*until)));
    }
    if (gap.waived()) {
      parts.push_back(
          Concat(words_.Say("waived by ", "豁免："), report_.WaivedBy(gap)));
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
    const std::size_t violations = report_.count(Severity::kViolation);
    const std::size_t warnings = report_.count(Severity::kWarning);
    const std::size_t infos = report_.count(Severity::kInfo);
    const std::string comma = words_.Say(", ", "，");
    const std::string counts =
        Concat(words_.Count(violations, "violation", "violations", "项违规"),
               comma, words_.Count(warnings, "warning", "warnings", "项警告"),
               comma, words_.Count(infos, "info", "info", "项提示"), comma,
               words_.Count(waived_, "waived", "waived", "项已豁免"),
               words_.Say(". ", "。"));
    Page::Line line = {
        {counts, violations > 0 ? Page::Tone::kBad : Page::Tone::kGood}};
    for (Page::Span& span : words_.Completeness(report_.complete())) {
      line.push_back(std::move(span));
    }
    return line;
  }

  const GapReport& report_;
  const PageOptions& options_;
  const Wording words_;
  std::size_t waived_ = 0;
};

}  // namespace

Page MakePage(const GapReport& report, const PageOptions& options) {
  return GapPage(report, options).Make();
}

}  // namespace zeren
