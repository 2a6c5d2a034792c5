#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/lines.h"
#include "zeren/core/period.h"
#include "zeren/report/tables.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::PlainLine;
using Cells = std::vector<Page::Line>;

// The shortest text that reads as the same number.
std::string Exact(double number) {
  constexpr double kBound = 0x1p53;
  if (number == std::trunc(number) && std::abs(number) <= kBound) {
    return std::to_string(static_cast<std::int64_t>(number));
  }
  std::array<char, 32> text;
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return std::string(text.data(), end);
}

std::string Exact(const Organization& organization, const Measure& measure,
                  const RollUpValue& value) {
  if (!value.number) return "";
  std::string text;
  const auto append = [&](std::string_view part) {
    if (!text.empty()) text += " | ";
    text += part;
  };
  switch (measure.combiner) {
    case Combiner::kTop:
      for (const TopEntry& entry : value.top) {
        append(
            Concat(organization.NameOf(entry.node), " ", Exact(entry.value)));
      }
      return text;
    case Combiner::kHistogram:
      for (const double count : value.classes) append(Exact(count));
      return text;
    case Combiner::kWorst:
      return measure.scale[static_cast<std::size_t>(*value.number)];
    default:
      return Exact(*value.number);
  }
}
std::string Exact(const RollUp& roll_up, const RollUpValue& value) {
  return Exact(roll_up.snapshot().organization(), roll_up.measure(), value);
}

Page::Table TableOf(const std::vector<std::string>& titles) {
  Page::Table table;
  for (const std::string& title : titles) table.columns.push_back({title});
  return table;
}

Page PageOf(Page::Table table) {
  Page page;
  page.sections.push_back({"", {std::move(table)}});
  return page;
}

void AddCounts(Cells& row, const RollUpValue& value) {
  row.push_back(PlainLine(std::to_string(value.known)));
  row.push_back(PlainLine(std::to_string(value.unknown)));
}

// A bound of a period; empty if there is none.
std::string DayOf(absl::CivilDay day, absl::CivilDay none) {
  return day == none ? std::string() : FormatDay(day);
}

}  // namespace

Page MakeTable(const std::vector<RollUp>& roll_ups,
               std::optional<Node> within) {
  const RollUp& first = roll_ups.front();
  const Organization& org = first.snapshot().organization();
  std::vector<std::string> titles = {"depth", "node", "label"};
  for (const RollUp& roll_up : roll_ups) {
    const std::string& name = roll_up.measure().name;
    titles.insert(titles.end(), {name, name + ".known", name + ".unknown"});
  }
  Page::Table table = TableOf(titles);
  for (const auto& [node, depth] : first.Outline(within)) {
    Cells row = {PlainLine(std::to_string(depth)), PlainLine(org.NameOf(node)),
                 PlainLine(std::string(org.LabelOf(node)))};
    for (const RollUp& roll_up : roll_ups) {
      const RollUpValue value = roll_up.value(node);
      row.push_back(PlainLine(Exact(roll_up, value)));
      AddCounts(row, value);
    }
    table.rows.push_back(std::move(row));
  }
  return PageOf(std::move(table));
}

Page MakeExplanationTable(const std::vector<RollUp>& roll_ups, Node node) {
  const Organization& org = roll_ups.front().snapshot().organization();
  Page::Table table = TableOf(
      {"measure", "node", "part", "value", "counted", "known", "unknown"});
  for (const RollUp& roll_up : roll_ups) {
    const auto add = [&](Node part, const RollUpValue& value,
                         const RollUpValue& counted) {
      Cells row = {PlainLine(roll_up.measure().name),
                   PlainLine(org.NameOf(node)), PlainLine(org.NameOf(part)),
                   PlainLine(Exact(roll_up, value)),
                   PlainLine(Exact(roll_up, counted))};
      AddCounts(row, counted);
      table.rows.push_back(std::move(row));
    };
    for (const Contribution& part : roll_up.Explain(node)) {
      add(part.node, part.value, part.counted);
    }
    const RollUpValue whole = roll_up.value(node);
    add(node, whole, whole);
  }
  return PageOf(std::move(table));
}

Page MakeWorstTable(const std::vector<RollUp>& roll_ups, std::size_t k,
                    std::optional<Node> within) {
  const Organization& org = roll_ups.front().snapshot().organization();
  Page::Table table =
      TableOf({"measure", "rank", "node", "value", "pull", "path"});
  for (const RollUp& roll_up : roll_ups) {
    std::size_t rank = 0;
    for (const Pull& pull : WorstPlaces(roll_up, within, k)) {
      std::string path;
      for (const Node node : pull.path) {
        if (!path.empty()) path += " > ";
        path += org.NameOf(node);
      }
      table.rows.push_back(
          {PlainLine(roll_up.measure().name), PlainLine(std::to_string(++rank)),
           PlainLine(org.NameOf(pull.node)),
           PlainLine(Exact(roll_up, pull.value)), PlainLine(Exact(pull.pull)),
           PlainLine(std::move(path))});
    }
  }
  return PageOf(std::move(table));
}

Page MakeTimelinesTable(const Organization& organization,
                        const std::vector<Measure>& measures,
                        const std::vector<RollUpTimeline>& timelines) {
  Page::Table table = TableOf(
      {"measure", "node", "from", "before", "value", "known", "unknown"});
  for (const RollUpTimeline& timeline : timelines) {
    const Measure& measure = *std::find_if(
        measures.begin(), measures.end(),
        [&](const Measure& each) { return each.name == timeline.measure; });
    for (const RollUpTimeline::Step& step : timeline.steps) {
      Cells row = {PlainLine(measure.name),
                   PlainLine(organization.NameOf(timeline.node)),
                   PlainLine(DayOf(step.period.from, Period().from)),
                   PlainLine(DayOf(step.period.to, Period().to)),
                   PlainLine(Exact(organization, measure, step.value))};
      AddCounts(row, step.value);
      table.rows.push_back(std::move(row));
    }
  }
  return PageOf(std::move(table));
}

}  // namespace zeren
