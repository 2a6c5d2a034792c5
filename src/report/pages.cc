#include "zeren/report/pages.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/holders.h"
#include "src/report/internal/lines.h"
#include "src/report/internal/wording.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::PlainLine;
using internal::Wording;

std::string Describe(LineRule rule, const Wording& words) {
  switch (rule) {
    case LineRule::kNone:
      break;
    case LineRule::kParent:
      return words.Say("directly above", "直接上级");
    case LineRule::kSuperior:
      return words.Say("the duty it serves", "所属上级职责");
    case LineRule::kReportingLine:
      return words.Say("by a reporting line", "按汇报关系");
    case LineRule::kReportsTo:
      return words.Say("as the post says", "按岗位规定");
    case LineRule::kUnitHead:
      return words.Say("head of the unit", "本单位负责人");
    case LineRule::kAncestorHead:
      return words.Say("head of a unit above", "上级单位负责人");
  }
  return "";
}

std::vector<Page::Line> ChainRow(const Snapshot& snapshot, Node node,
                                 LineRule rule, const Wording& words) {
  Page::Line holders;
  if (const auto post = node.As<PostId>()) {
    holders = internal::HoldersOf(snapshot, *post, words);
  } else if (const auto duty = node.As<DutyId>()) {
    const std::optional<Node> bearer = snapshot.work().bearer(*duty);
    if (bearer) holders = PlainLine(words.Label(*bearer));
  }
  return {PlainLine(words.Label(node)),
          std::move(holders),
          {{Describe(rule, words), Page::Tone::kFaint}},
          {{words.Reference(node), Page::Tone::kFaint}}};
}

// Says who answers, one line for each; or that nobody does.
Page::Section Answer(const Snapshot& snapshot, const Resolution& resolution,
                     const Wording& words) {
  Page::Section section;
  for (const PersonId person : resolution.persons) {
    section.blocks.emplace_back(
        Page::Paragraph{{{words.Named(person), Page::Tone::kStrong}}});
  }
  for (const PostId post : resolution.posts) {
    const bool withheld =
        snapshot.posts().state(post) == PostState::kUndisclosed;
    Page::Line line = PlainLine(
        Concat(withheld ? "" : words.Say("as ", "职务："), words.Named(post)));
    if (withheld) {
      line.push_back({words.Say(": filled, the name is withheld",
                                "：已有人担任，姓名不公开"),
                      Page::Tone::kPlain});
    }
    section.blocks.emplace_back(Page::Paragraph{std::move(line)});
  }
  if (!resolution.answered()) {
    section.blocks.emplace_back(Page::Paragraph{
        {{words.Say("Nobody.", "无人负责。"), Page::Tone::kBad}}});
  }
  std::string how = resolution.assigned
                        ? words.Say("By assignment", "依据：分派")
                        : words.Say("Not assigned; by fallback",
                                    "未分派；依据：所属单位或承担者");
  if (!resolution.assigned && resolution.steps.size() <= 1) {
    how = words.Say("Not assigned", "未分派");
  }
  if (resolution.hops > 0) {
    how += Concat(words.Say(", ", "，"),
                  words.Count(resolution.hops, "step up the chain",
                              "steps up the chain", "级上溯"));
  }
  section.blocks.emplace_back(Page::Paragraph{
      {{Concat(how, words.Say(".", "。")), Page::Tone::kFaint}}});
  return section;
}

const Forest& ForestOf(const Snapshot& snapshot, Hierarchy by) {
  switch (by) {
    case Hierarchy::kUnits:
      return snapshot.units().forest();
    case Hierarchy::kPosts:
      return snapshot.posts().forest();
    case Hierarchy::kTasks:
      break;
  }
  return snapshot.work().tasks();
}

NodeKind KindOf(Hierarchy by) {
  switch (by) {
    case Hierarchy::kUnits:
      return NodeKind::kUnit;
    case Hierarchy::kPosts:
      return NodeKind::kPost;
    case Hierarchy::kTasks:
      break;
  }
  return NodeKind::kTask;
}

std::string TitleOf(const Measure& measure, const Wording& words) {
  const std::string_view title = measure.title.In(words.language());
  return title.empty() ? measure.name : std::string(title);
}

// Four digits after the point are enough for people; JSON has them all.
std::string Digits(const RollUpValue& value) {
  if (!value.number) return "-";
  constexpr double kBound = 0x1p63;
  if (value.whole && std::abs(*value.number) < kBound) {
    return std::to_string(static_cast<std::int64_t>(*value.number));
  }
  std::string digits = std::to_string(*value.number);  // Six of them.
  if (!std::isfinite(*value.number)) return digits;
  digits.resize(digits.size() - 2);
  digits.resize(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

// Whether any value of the measure rests on fewer carriers than there are.
bool HasUnknown(const RollUp& roll_up, NodeKind kind,
                std::span<const std::uint32_t> nodes) {
  for (const std::uint32_t node : nodes) {
    if (roll_up.value(Node(kind, node)).unknown > 0) return true;
  }
  return false;
}

}  // namespace

Page MakePage(const Snapshot& snapshot, const Chain& chain,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  Page page;
  page.title =
      words.Title(Concat("the chain above ", words.Reference(chain.node)),
                  Concat(words.Reference(chain.node), " 的责任链"));
  Page::Table table{.columns = {{words.Say("who", "节点")},
                                {words.Say("held by", "任职")},
                                {words.Say("how", "依据")},
                                {words.Say("node", "标识")}},
                    .rows = {}};
  table.rows.push_back(ChainRow(snapshot, chain.node, LineRule::kNone, words));
  for (const ChainHop& hop : chain.hops) {
    table.rows.push_back(ChainRow(snapshot, hop.node, hop.rule, words));
  }
  page.sections.push_back({"", {std::move(table)}});
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(chain.complete)}}});
  return page;
}

Page MakePage(const Snapshot& snapshot, const Resolution& resolution,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  const std::string role = words.In(resolution.role);
  const std::string work = words.Named(resolution.work);
  Page page;
  page.title = words.Title(Concat("who is ", role, " for ", work),
                           Concat(work, "由谁", role));
  page.sections.push_back(Answer(snapshot, resolution, words));
  if (options.why) {
    Page::Table steps{.columns = {{"", Page::Align::kRight}, {}}, .rows = {}};
    for (const ResolutionStep& step : resolution.steps) {
      const Text text = zeren::Describe(snapshot, step);
      steps.rows.push_back(
          {{{std::to_string(steps.rows.size() + 1), Page::Tone::kFaint}},
           PlainLine(std::string(text.In(options.language)))});
    }
    page.sections.push_back({words.Say("Why", "推导过程"), {std::move(steps)}});
  }
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(resolution.complete)}}});
  return page;
}

Page MakePage(const std::vector<RollUp>& roll_ups, const PageOptions& options) {
  const RollUp& first = roll_ups.front();
  const Snapshot& snapshot = first.snapshot();
  const Wording words(snapshot, options.language);
  const Forest& forest = ForestOf(snapshot, first.by());
  const NodeKind kind = KindOf(first.by());
  const std::span<const std::uint32_t> nodes =
      options.within ? forest.subtree(options.within->index())
                     : forest.pre_order();

  Page page;
  page.title = words.Title("how every level stands", "各级情况");
  Page::Tree tree{.columns = {{}}, .rows = {}};
  std::vector<bool> with_unknown;
  bool complete = true;
  for (const RollUp& roll_up : roll_ups) {
    tree.columns.push_back(
        {TitleOf(roll_up.measure(), words), Page::Align::kRight});
    with_unknown.push_back(HasUnknown(roll_up, kind, nodes));
    if (with_unknown.back()) {
      tree.columns.push_back(
          {words.Say("unknown", "未知"), Page::Align::kRight});
    }
    complete = complete && roll_up.complete();
  }
  const std::uint32_t top =
      options.within ? forest.depth(options.within->index()) : 0;
  for (const std::uint32_t index : nodes) {
    const Node node(kind, index);
    Page::Tree::Row row{forest.depth(index) - top,
                        {PlainLine(words.Named(node))}};
    for (std::size_t i = 0; i < roll_ups.size(); ++i) {
      const RollUpValue value = roll_ups[i].value(node);
      row.cells.push_back(PlainLine(Digits(value)));
      if (!with_unknown[i]) continue;
      row.cells.push_back(
          {{value.unknown > 0 ? std::to_string(value.unknown) : std::string(),
            Page::Tone::kFaint}});
    }
    tree.rows.push_back(std::move(row));
  }
  page.sections.push_back({"", {std::move(tree)}});

  Page::Section notes;
  for (const RollUp& roll_up : roll_ups) {
    if (roll_up.unplaced() == 0) continue;
    notes.blocks.emplace_back(Page::Paragraph{
        {{Concat(TitleOf(roll_up.measure(), words), words.Say(": ", "："),
                 words.Count(roll_up.unplaced(),
                             "belongs to no level and is not counted.",
                             "belong to no level and are not counted.",
                             "项不属于任何一级，未计入。")),
          Page::Tone::kWarning}}});
  }
  notes.blocks.emplace_back(Page::Paragraph{words.Completeness(complete)});
  page.sections.push_back(std::move(notes));
  return page;
}

}  // namespace zeren
