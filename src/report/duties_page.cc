#include <string>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/lines.h"
#include "src/report/internal/wording.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FaintLine;
using internal::PlainLine;
using internal::Wording;

// How the work came to somebody.
std::string How(const Responsibility& one, const Wording& words) {
  std::string how = one.assigned ? words.Say("assigned", "分派")
                                 : words.Say("by fallback", "依单位或承担者");
  if (one.hops > 0) {
    how += Concat(words.Say(", ", "，"),
                  words.Count(one.hops, "step up the chain",
                              "steps up the chain", "级上溯"));
  }
  return how;
}

}  // namespace

Page MakePage(const Snapshot& snapshot,
              const Responsibilities& responsibilities,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  const std::string node = words.Named(responsibilities.node);
  Page page;
  page.title = words.Title(Concat("what ", node, " answers for"),
                           Concat(node, "的责任"));
  Page::Table table{.columns = {{words.Say("role", "角色")},
                                {words.Say("work", "工作")},
                                {words.Say("how", "依据")},
                                {}},
                    .rows = {}};
  for (const Responsibility& one : responsibilities.work) {
    table.rows.push_back(
        {PlainLine(words.In(one.role)), PlainLine(words.Label(one.work)),
         PlainLine(How(one, words)), FaintLine(words.Reference(one.work))});
  }
  Page::Section section;
  if (table.rows.empty()) {
    section.blocks.emplace_back(
        Page::Paragraph{PlainLine(words.Say("Nothing.", "无。"))});
  } else {
    section.blocks.emplace_back(std::move(table));
  }
  page.sections.push_back(std::move(section));
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(responsibilities.complete)}}});
  return page;
}

Page MakePage(const Snapshot& snapshot, const WhyNotAnswer& answer,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  const std::string person = words.Named(answer.person);
  const std::string work = words.Named(answer.work);
  const std::string role = words.In(answer.role);
  const bool answers = answer.obstacle == Obstacle::kNone;
  Page page;
  page.title =
      words.Title(Concat(answers ? "why " : "why not ", person, " is ", role,
                         " for ", work),
                  Concat(person, answers ? "为何就" : "为何不就", work, role));
  const Text text = Describe(snapshot, answer);
  page.sections.push_back(
      {"",
       {Page::Paragraph{PlainLine(std::string(text.In(options.language)))}}});
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(answer.complete)}}});
  return page;
}

}  // namespace zeren
