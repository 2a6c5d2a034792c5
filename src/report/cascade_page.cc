// The page of a cascade; see pages.h.

#include <string>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/holders.h"
#include "src/report/internal/wording.h"
#include "zeren/advise/cascade.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::Wording;

Page::Table Parts(const Snapshot& snapshot, const Cascade& cascade,
                  const Wording& words) {
  Page::Table table{.columns = {{words.Say("unit", "单位")},
                                {words.Say("new task", "新任务")},
                                {words.Say("part of", "上级任务")},
                                {words.Say("accountable", "负责岗位")},
                                {words.Say("held by", "任职")}},
                    .rows = {}};
  for (const CascadePart& part : cascade.parts) {
    Page::Line head = {
        {words.Say("no head post", "无负责岗位"), Page::Tone::kWarning}};
    Page::Line holders;
    if (part.head) {
      head = {{words.Label(*part.head)}};
      holders = internal::HoldersOf(snapshot, *part.head, words);
    }
    const Page::Tone tone =
        part.between ? Page::Tone::kFaint : Page::Tone::kPlain;
    table.rows.push_back({{{words.Label(part.unit), tone}},
                          {{part.task}},
                          {{part.parent, Page::Tone::kFaint}},
                          std::move(head),
                          std::move(holders)});
  }
  return table;
}

std::string Summary(const Cascade& cascade, const Wording& words) {
  const std::string comma = words.Say(", ", "，");
  return Concat(
      words.Count(cascade.parts.size(), "task is proposed",
                  "tasks are proposed", "项任务待新增"),
      comma,
      words.Count(cascade.headless.size(), "without a head post",
                  "without a head post", "项无负责岗位"),
      comma,
      words.Count(cascade.covered.size(), "unit has its part already",
                  "units have their parts already", "个单位已有相应任务"),
      words.Say(".", "。"));
}

}  // namespace

Page MakePage(const Snapshot& snapshot, const Cascade& cascade,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  const std::string task = words.Named(cascade.task);
  Page page;
  page.title = words.Title(
      Concat("how ", task, " goes down to units of kind ", cascade.unit_kind),
      Concat(task, "逐级分解到“", cascade.unit_kind, "”类单位"));
  if (!cascade.parts.empty()) {
    page.sections.push_back({"", {Parts(snapshot, cascade, words)}});
  }
  page.sections.push_back(
      {"",
       {Page::Paragraph{{{Summary(cascade, words),
                          cascade.headless.empty() ? Page::Tone::kGood
                                                   : Page::Tone::kWarning}}},
        Page::Paragraph{words.Completeness(cascade.complete)}}});
  return page;
}

}  // namespace zeren
