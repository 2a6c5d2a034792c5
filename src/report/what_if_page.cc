// The page of what changes would do; see pages.h.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/lines.h"
#include "src/report/internal/severity_words.h"
#include "src/report/internal/value_words.h"
#include "src/report/internal/wording.h"
#include "zeren/advise/what_if.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FaintLine;
using internal::PlainLine;
using internal::Wording;

// WhatIfPage
//
// What was before, and what is gone, is called what it was called then.
class WhatIfPage {
 public:
  WhatIfPage(const WhatIfResult& result, std::string_view language)
      : result_(result),
        language_(language),
        old_(result.before, language),
        new_(result.after, language) {}

  Page Make() {
    page_.title = new_.Title("what the changes would do", "变更的影响");
    AddGaps();
    AddAnswers();
    AddSpans();
    for (const MeasureMoves& moves : result_.roll_ups) AddValues(moves);
    if (result_.empty()) {
      page_.sections.push_back(
          {"",
           {Page::Paragraph{PlainLine(Say("Nothing moves.", "无影响。"))}}});
    }
    page_.sections.push_back(
        {"",
         {Page::Paragraph{Summary()},
          Page::Paragraph{new_.Completeness(result_.complete)}}});
    return std::move(page_);
  }

 private:
  static constexpr Page::Align kToTheRight = Page::Align::kRight;

  std::string Say(std::string_view english, std::string_view chinese) const {
    return new_.Say(english, chinese);
  }
  // The wording of the side that has a node.
  const Wording& Of(Node node) const {
    return result_.after.organization().Has(node) ? new_ : old_;
  }
  Page::Line LabelCell(Node node) const {
    return PlainLine(Of(node).Label(node));
  }
  Page::Line NodeCell(Node node) const {
    return FaintLine(Of(node).Reference(node));
  }

  // Adds a list if there is anything in it, and says how much was left out.
  template <typename Row>
  void AddList(std::string_view title, const WhatIfList<Row>& list,
               Page::Table table) {
    if (list.empty()) return;
    Page::Section section{internal::NumberedHeading(title, list.total(), new_),
                          {}};
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
    if (list.left_out > 0) {
      section.blocks.emplace_back(Page::Paragraph{FaintLine(
          Concat("... ", new_.Count(list.left_out, "more is not listed.",
                                    "more are not listed.", "项未列出。")))});
    }
    page_.sections.push_back(std::move(section));
  }

  // -------------------------------------------------------------------- Gaps

  void AddGaps() {
    const WhatIfGaps& gaps = result_.gaps;
    Page::Table added = GapTable();
    for (const std::size_t at : gaps.added.rows) {
      added.rows.push_back(GapRow(gaps.after, at));
    }
    AddList(Say("Gaps added", "新增缺口"), gaps.added, std::move(added));
    Page::Table removed = GapTable();
    for (const std::size_t at : gaps.removed.rows) {
      removed.rows.push_back(GapRow(gaps.before, at));
    }
    AddList(Say("Gaps removed", "消除缺口"), gaps.removed, std::move(removed));
    Page::Table waivers = GapTable();
    waivers.columns.push_back({Say("waived by before", "原豁免")});
    waivers.columns.push_back({Say("after", "现豁免")});
    for (const GapDiff::Still& still : gaps.waivers.rows) {
      std::vector<Page::Line> row = GapRow(gaps.after, still.after, false);
      row.push_back(WaiverCell(gaps.before, gaps.before.gaps()[still.before]));
      row.push_back(WaiverCell(gaps.after, gaps.after.gaps()[still.after]));
      waivers.rows.push_back(std::move(row));
    }
    AddList(Say("Other waivers", "豁免变动"), gaps.waivers, std::move(waivers));
  }

  Page::Table GapTable() const {
    return {.columns = {{Say("severity", "级别")},
                        {Say("rule", "规则")},
                        {Say("gap", "缺口")}},
            .rows = {}};
  }
  std::vector<Page::Line> GapRow(const GapReport& report, std::size_t at,
                                 bool say_waived = true) const {
    const Gap& gap = report.gaps()[at];
    const Rule& rule = report.RuleOf(gap).rule;
    Page::Line message =
        PlainLine(std::string(report.MessageOf(gap).In(language_)));
    const std::optional<Waiver> waiver = report.WaiverOf(gap);
    if (say_waived && waiver) {
      message.push_back({Concat(Say(" (", "（"),
                                internal::WaiverText(*waiver, Of(waiver->by)),
                                Say(")", "）")),
                         Page::Tone::kFaint});
    }
    return {{{SeverityName(rule.severity), internal::ToneOf(rule.severity)}},
            PlainLine(rule.id),
            std::move(message)};
  }
  std::string SeverityName(Severity severity) const {
    switch (severity) {
      case Severity::kViolation:
        return Say("violation", "违规");
      case Severity::kWarning:
        return Say("warning", "警告");
      case Severity::kInfo:
        break;
    }
    return Say("info", "提示");
  }
  Page::Line WaiverCell(const GapReport& report, const Gap& gap) const {
    const std::optional<Waiver> waiver = report.WaiverOf(gap);
    if (!waiver) return PlainLine("-");
    if (waiver->by.kind() == NodeKind::kDocument) {
      return PlainLine(Say("not said by whom", "未写批准者"));
    }
    return PlainLine(report.WaivedBy(gap));
  }

  // ----------------------------------------------------------------- Answers

  void AddAnswers() {
    Page::Table table{.columns = {{Say("work", "工作")},
                                  {Say("role", "角色")},
                                  {Say("before", "原")},
                                  {Say("after", "现")},
                                  {Say("weight", "权重"), kToTheRight},
                                  {}},
                      .rows = {}};
    for (const AnswerMove& move : result_.answers.rows) {
      table.rows.push_back({LabelCell(move.work), PlainLine(new_.In(move.role)),
                            AnswerCell(old_, move.before),
                            AnswerCell(new_, move.after),
                            PlainLine(internal::Digits(move.weight, true)),
                            NodeCell(move.work)});
    }
    AddList(Say("Answers that change hands", "责任人变动"), result_.answers,
            std::move(table));
  }

  // "Li, Wang (Secretary)".
  Page::Line AnswerCell(const Wording& words,
                        const std::optional<WorkAnswer>& answer) const {
    if (!answer) {
      return FaintLine(Say("not to be done", "无须办理"));
    }
    if (!answer->answered()) {
      return {{Say("nobody", "无人"), Page::Tone::kBad}};
    }
    std::string text;
    for (const PersonId person : answer->persons) {
      Append(text, words.Label(person));
    }
    if (answer->undisclosed) Append(text, Say("name withheld", "姓名不公开"));
    std::string posts;
    for (const PostId post : answer->posts) Append(posts, words.Label(post));
    if (!posts.empty()) text += Concat(Say(" (", "（"), posts, Say(")", "）"));
    return PlainLine(std::move(text));
  }
  void Append(std::string& list, std::string_view item) const {
    if (!list.empty()) list += Say(", ", "、");
    list += item;
  }

  // ----------------------------------------------------- Spans and values

  Page::Table NumberTable(std::string first) const {
    return {.columns = {{std::move(first)},
                        {Say("before", "原"), kToTheRight},
                        {Say("after", "现"), kToTheRight},
                        {Say("change", "变动"), kToTheRight},
                        {}},
            .rows = {}};
  }

  void AddSpans() {
    Page::Table table = NumberTable(Say("post", "岗位"));
    const auto number = [](std::optional<std::uint32_t> reports) {
      return PlainLine(reports ? std::to_string(*reports) : "-");
    };
    for (const SpanMove& move : result_.spans.rows) {
      table.rows.push_back(
          {LabelCell(move.post), number(move.before), number(move.after),
           ChangeCell(static_cast<double>(move.change()), true),
           NodeCell(move.post)});
    }
    AddList(Say("Direct reports", "直接下级数"), result_.spans,
            std::move(table));
  }

  void AddValues(const MeasureMoves& moves) {
    const Measure& measure = moves.measure;
    Page::Table table = NumberTable("");
    for (const ValueMove& move : moves.nodes.rows) {
      const bool whole = (!move.before || move.before->whole) &&
                         (!move.after || move.after->whole);
      table.rows.push_back(
          {LabelCell(move.node), ValueCell(old_, measure, move.before),
           ValueCell(new_, measure, move.after),
           move.change ? ChangeCell(*move.change, whole) : PlainLine("-"),
           NodeCell(move.node)});
    }
    AddList(internal::TitleOf(measure, new_), moves.nodes, std::move(table));
  }

  static Page::Line ValueCell(const Wording& words, const Measure& measure,
                              const std::optional<RollUpValue>& value) {
    return PlainLine(value ? internal::Shown(measure, *value, words) : "-");
  }
  static Page::Line ChangeCell(double change, bool whole) {
    return PlainLine(
        Concat(change > 0 ? "+" : "", internal::Digits(change, whole)));
  }

  // --------------------------------------------------------------- The end

  Page::Line Summary() const {
    const WhatIfGaps& gaps = result_.gaps;
    const bool worse = gaps.opened_of(Severity::kViolation) > 0;
    Page::Line line = {
        {Concat(Say("Gaps opened: ", "缺口新增 "), Counts(gaps.opened),
                Say("; closed: ", "；消除 "), Counts(gaps.closed),
                Say(".", "。")),
         worse ? Page::Tone::kBad : Page::Tone::kGood}};
    if (result_.unanswered > 0) {
      line.push_back(
          {Concat(Say(" Answers that nobody gives: ", " 无人承担："),
                  std::to_string(result_.unanswered), Say(".", "。")),
           Page::Tone::kBad});
    }
    return line;
  }
  // "1 violation, 0 warnings, 2 info".
  std::string Counts(const std::array<std::size_t, 3>& counts) const {
    const std::string comma = Say(", ", "、");
    return Concat(new_.Count(counts[0], "violation", "violations", "项违规"),
                  comma, new_.Count(counts[1], "warning", "warnings", "项警告"),
                  comma, new_.Count(counts[2], "info", "info", "项提示"));
  }

  const WhatIfResult& result_;
  const std::string_view language_;
  const Wording old_;
  const Wording new_;
  Page page_;
};

}  // namespace

Page MakePage(const WhatIfResult& result, const PageOptions& options) {
  return WhatIfPage(result, options.language).Make();
}

}  // namespace zeren
