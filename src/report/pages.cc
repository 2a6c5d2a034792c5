#include "zeren/report/pages.h"

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

}  // namespace zeren
