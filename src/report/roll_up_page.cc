#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "src/core/internal/absl_strings.h"
#include "src/report/internal/lines.h"
#include "src/report/internal/value_words.h"
#include "src/report/internal/wording.h"
#include "zeren/measure/hierarchy.h"
#include "zeren/report/pages.h"

namespace zeren {

namespace internal {

std::string TitleOf(const Measure& measure, const Wording& words) {
  const std::string_view title = measure.title.In(words.language());
  return title.empty() ? measure.name : std::string(title);
}

std::string Digits(double number, bool whole) {
  constexpr double kBound = 0x1p63;
  if (whole && std::abs(number) < kBound && number == std::trunc(number)) {
    return std::to_string(static_cast<std::int64_t>(number));
  }
  if (!std::isfinite(number)) return absl::StrFormat("%f", number);
  if (number != 0 && std::abs(number) < 0.00005) {
    return absl::StrFormat("%.2g", number);
  }
  std::string digits = absl::StrFormat("%.4f", number);
  digits.resize(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

std::string Shown(const Measure& measure, const RollUpValue& value,
                  const Wording& words) {
  if (!value.number) return "-";
  std::string text;
  switch (measure.combiner) {
    case Combiner::kTop:
      for (const TopEntry& entry : value.top) {
        if (!text.empty()) text += ", ";
        text += Concat(words.Label(entry.node), " ",
                       Digits(entry.value, value.whole));
      }
      return text;
    case Combiner::kHistogram:
      for (const double count : value.classes) {
        if (!text.empty()) text += " | ";
        text += Digits(count, true);
      }
      return text;
    case Combiner::kWorst:
      return measure.scale[static_cast<std::size_t>(*value.number)];
    default:
      return Digits(*value.number, value.whole);
  }
}

}  // namespace internal

namespace {

using internal::Concat;
using internal::Digits;
using internal::FaintLine;
using internal::PlainLine;
using internal::Shown;
using internal::TitleOf;
using internal::Wording;

// A bar of eight letters at most, which eighths of a letter make up.
std::string Bar(double share) {
  constexpr std::array<std::string_view, 8> kEighths = {"",  "▏", "▎", "▍",
                                                        "▌", "▋", "▊", "▉"};
  const auto eighths =
      static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * 64));
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
  return bar.append(kEighths[eighths % 8]);
}

// What a measure shows of the nodes of a page.
struct Column {
  const RollUp& roll_up;
  bool unknown = false;  // Whether any value rests on less than there is.
  double full = 0;       // The number that a whole bar stands for; 0: no bars.
};

Column ColumnOf(const RollUp& roll_up, const std::vector<OutlineRow>& nodes,
                bool bars) {
  Column column{roll_up};
  const Measure& measure = roll_up.measure();
  const bool is_number = measure.combiner != Combiner::kTop &&
                         measure.combiner != Combiner::kHistogram &&
                         measure.combiner != Combiner::kWorst;
  double greatest = measure.unit == "share" ? 1 : 0;
  for (const auto& [node, depth] : nodes) {
    const RollUpValue value = roll_up.value(node);
    column.unknown = column.unknown || value.unknown > 0;
    if (value.number) greatest = std::max(greatest, *value.number);
  }
  if (bars && is_number) column.full = greatest;
  return column;
}

void AddHeads(const Column& column, const Wording& words,
              std::vector<Page::Column>& heads) {
  heads.push_back(
      {TitleOf(column.roll_up.measure(), words), Page::Align::kRight});
  if (column.full > 0) heads.push_back({});
  if (column.unknown) {
    heads.push_back({words.Say("unknown", "未知"), Page::Align::kRight});
  }
}

void AddCells(const Column& column, Node node, const Wording& words,
              std::vector<Page::Line>& cells) {
  const RollUpValue value = column.roll_up.value(node);
  cells.push_back(PlainLine(Shown(column.roll_up.measure(), value, words)));
  if (column.full > 0) {
    cells.push_back(FaintLine(Bar(value.number.value_or(0) / column.full)));
  }
  if (column.unknown) {
    cells.push_back(FaintLine(value.unknown > 0 ? std::to_string(value.unknown)
                                                : std::string()));
  }
}

// What counts nowhere, and whether all is there.
Page::Section NotesOn(const std::vector<RollUp>& roll_ups,
                      const Wording& words) {
  Page::Section notes;
  bool complete = true;
  for (const RollUp& roll_up : roll_ups) {
    complete = complete && roll_up.complete();
    const std::uint64_t unplaced = roll_up.unplaced();
    if (unplaced == 0) continue;
    notes.blocks.emplace_back(Page::Paragraph{
        {{Concat(
              TitleOf(roll_up.measure(), words), words.Say(": ", "："),
              words.Count(unplaced, "belongs to no level and is not counted.",
                          "belong to no level and are not counted.",
                          "项不属于任何一级，未计入。")),
          Page::Tone::kWarning}}});
  }
  notes.blocks.emplace_back(Page::Paragraph{words.Completeness(complete)});
  return notes;
}

}  // namespace

Page MakePage(const std::vector<RollUp>& roll_ups, const PageOptions& options) {
  const RollUp& first = roll_ups.front();
  const Snapshot& snapshot = first.snapshot();
  const Wording words(snapshot, options.language);
  const std::vector<OutlineRow> nodes = first.Outline(options.within);

  Page page;
  page.title = words.Title("how every level stands", "各级情况");
  Page::Tree tree{.columns = {{}}, .rows = {}};
  std::vector<Column> columns;
  for (const RollUp& roll_up : roll_ups) {
    columns.push_back(ColumnOf(roll_up, nodes, options.bars));
    AddHeads(columns.back(), words, tree.columns);
  }
  for (const auto& [node, depth] : nodes) {
    Page::Tree::Row row{depth, {PlainLine(words.Named(node))}};
    for (const Column& column : columns) {
      AddCells(column, node, words, row.cells);
    }
    tree.rows.push_back(std::move(row));
  }
  page.sections.push_back({"", {std::move(tree)}});
  page.sections.push_back(NotesOn(roll_ups, words));
  if (!first.is_forest()) {
    page.sections.back().blocks.emplace_back(Page::Paragraph{PlainLine(
        words.Say("Who has several superiors is shown once, below the first.",
                  "有多个上级的只显示一次，列在第一个上级之下。"))});
  }
  return page;
}

Page MakeExplanationPage(const std::vector<RollUp>& roll_ups, Node node,
                         const PageOptions& options) {
  const Wording words(roll_ups.front().snapshot(), options.language);
  Page page;
  page.title = words.Title(Concat("what makes up ", words.Named(node)),
                           Concat(words.Named(node), " 的构成"));
  for (const RollUp& roll_up : roll_ups) {
    const Measure& measure = roll_up.measure();
    const RollUpValue whole = roll_up.value(node);
    Page::Table table{
        .columns = {{words.Say("part", "组成")},
                    {words.Say("value", "数值"), Page::Align::kRight},
                    {words.Say("counted", "计入"), Page::Align::kRight},
                    {words.Say("known", "已知"), Page::Align::kRight},
                    {words.Say("unknown", "未知"), Page::Align::kRight}},
        .rows = {}};
    for (const Contribution& part : roll_up.Explain(node)) {
      table.rows.push_back({PlainLine(words.Named(part.node)),
                            PlainLine(Shown(measure, part.value, words)),
                            PlainLine(Shown(measure, part.counted, words)),
                            FaintLine(std::to_string(part.counted.known)),
                            FaintLine(std::to_string(part.counted.unknown))});
    }
    table.rows.push_back(
        {{{words.Say("all together", "合计"), Page::Tone::kStrong}},
         {},
         {{Shown(measure, whole, words), Page::Tone::kStrong}},
         FaintLine(std::to_string(whole.known)),
         FaintLine(std::to_string(whole.unknown))});
    page.sections.push_back(
        {TitleOf(roll_up.measure(), words), {std::move(table)}});
  }
  page.sections.push_back(NotesOn(roll_ups, words));
  return page;
}

Page MakeWorstPage(const std::vector<RollUp>& roll_ups, std::size_t k,
                   const PageOptions& options) {
  const RollUp& first = roll_ups.front();
  const Wording words(first.snapshot(), options.language);
  Page page;
  page.title = words.Title("what pulls values down most", "主要短板");
  for (const RollUp& roll_up : roll_ups) {
    Page::Table table{
        .columns = {{"", Page::Align::kRight},
                    {words.Say("place", "位置")},
                    {words.Say("its value", "自身数值"), Page::Align::kRight},
                    {words.Say("takes", "影响"), Page::Align::kRight},
                    {words.Say("below", "路径")}},
        .rows = {}};
    for (const Pull& pull : WorstPlaces(roll_up, options.within, k)) {
      std::string path;
      for (std::size_t i = 0; i + 1 < pull.path.size(); ++i) {
        if (!path.empty()) path += " > ";
        path += words.Label(pull.path[i]);
      }
      table.rows.push_back(
          {FaintLine(std::to_string(table.rows.size() + 1)),
           PlainLine(words.Named(pull.node)),
           PlainLine(Shown(roll_up.measure(), pull.value, words)),
           PlainLine(Digits(pull.pull, roll_up.measure().whole)),
           FaintLine(std::move(path))});
    }
    Page::Section section{TitleOf(roll_up.measure(), words), {}};
    const Combiner combiner = roll_up.measure().combiner;
    if (combiner == Combiner::kHistogram || combiner == Combiner::kTop) {
      section.blocks.emplace_back(Page::Paragraph{PlainLine(
          words.Say("It has no better and worse, so nothing pulls it down.",
                    "此项没有好坏之分，因此没有短板。"))});
    } else if (table.rows.empty()) {
      section.blocks.emplace_back(Page::Paragraph{
          PlainLine(words.Say("Nothing pulls it down.", "没有短板。"))});
    } else {
      section.blocks.emplace_back(std::move(table));
    }
    page.sections.push_back(std::move(section));
  }
  page.sections.push_back(NotesOn(roll_ups, words));
  return page;
}

Page MakeTimelinesPage(const Organization& organization,
                       const std::vector<Measure>& measures,
                       const std::vector<RollUpTimeline>& timelines,
                       const PageOptions& options) {
  const Period period = timelines.front().period;
  const Wording words(organization, period, options.language);
  Page page;
  page.title = words.Title("how levels stand over time", "各级情况的变化");
  bool complete = organization.left_out().empty();
  for (const RollUpTimeline& timeline : timelines) {
    complete = complete && timeline.complete;
    const Measure& measure = *std::find_if(
        measures.begin(), measures.end(),
        [&](const Measure& each) { return each.name == timeline.measure; });
    Page::Table table{
        .columns = {{words.Say("from", "自")},
                    {words.Say("before", "至（不含）")},
                    {words.Say("value", "数值"), Page::Align::kRight},
                    {words.Say("known", "已知"), Page::Align::kRight},
                    {words.Say("unknown", "未知"), Page::Align::kRight}},
        .rows = {}};
    for (const RollUpTimeline::Step& step : timeline.steps) {
      table.rows.push_back({PlainLine(words.Start(step.period.from)),
                            PlainLine(words.End(step.period.to)),
                            PlainLine(Shown(measure, step.value, words)),
                            FaintLine(std::to_string(step.value.known)),
                            FaintLine(std::to_string(step.value.unknown))});
    }
    page.sections.push_back(
        {Concat(TitleOf(measure, words), words.Say(": ", "："),
                words.Named(timeline.node)),
         {std::move(table)}});
  }
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(complete)}}});
  return page;
}

}  // namespace zeren
