// Pages of answers over a period.

#include <algorithm>
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
using internal::Wording;

// The labels of persons or posts, one after another.
template <typename Id>
std::string Labels(const std::vector<Id>& ids, const Wording& words) {
  std::string labels;
  for (const Id id : ids) {
    if (!labels.empty()) labels += ", ";
    labels += words.Label(id);
  }
  return labels;
}

Page::Line Persons(const Resolution& who, const Wording& words) {
  if (!who.answered()) {
    return {{words.Say("nobody", "无人负责"), Page::Tone::kBad}};
  }
  Page::Line line;
  if (!who.persons.empty()) {
    line.push_back({Labels(who.persons, words), Page::Tone::kStrong});
  }
  if (who.undisclosed) {
    const std::string withheld = words.Say("name withheld", "姓名不公开");
    line.push_back({who.persons.empty() ? withheld : Concat(", ", withheld),
                    Page::Tone::kFaint});
  }
  return line;
}

// How the answer was found, as far as it fits a table.
std::string How(const Resolution& who, const Wording& words) {
  std::string how = who.assigned ? words.Say("assigned", "分派")
                                 : words.Say("not assigned", "未分派");
  if (who.hops > 0) {
    how += Concat(words.Say(", ", "，"),
                  words.Count(who.hops, "step up", "steps up", "级上溯"));
  }
  return how;
}

std::vector<Page::Line> Row(const ResponsibleTimeline::Step& step,
                            const Wording& words) {
  return {{{words.Start(step.period.from), Page::Tone::kPlain}},
          {{words.End(step.period.to), Page::Tone::kPlain}},
          Persons(step.who, words),
          {{Labels(step.who.posts, words), Page::Tone::kPlain}},
          FaintLine(How(step.who, words))};
}

// The derivation of one step.
Page::Section Why(const Organization& organization,
                  const ResponsibleTimeline::Step& step, const Wording& words) {
  Page::Table table{.columns = {{"", Page::Align::kRight}, {}}, .rows = {}};
  for (const ResolutionStep& way : step.who.steps) {
    const Text text = Describe(organization, step.period.from, way);
    table.rows.push_back(
        {FaintLine(std::to_string(table.rows.size() + 1)),
         {{std::string(text.In(words.language())), Page::Tone::kPlain}}});
  }
  const std::string from = words.Start(step.period.from);
  return {words.Say(Concat("Why, from ", from), Concat(from, " 起的推导过程")),
          {std::move(table)}};
}

}  // namespace

Page MakePage(const Organization& organization,
              const ResponsibleTimeline& timeline, const PageOptions& options) {
  const Wording words(organization, timeline.period, options.language);
  const std::string role = words.In(timeline.role);
  const std::string work = words.Named(timeline.work);
  Page page;
  page.title = words.Title(Concat("who is ", role, " for ", work),
                           Concat(work, "由谁", role));
  Page::Table table{.columns = {{words.Say("from", "自")},
                                {words.Say("before", "至（不含）")},
                                {words.Say("who", "负责人")},
                                {words.Say("as", "职务")},
                                {words.Say("how", "依据")}},
                    .rows = {}};
  for (const ResponsibleTimeline::Step& step : timeline.steps) {
    table.rows.push_back(Row(step, words));
  }
  page.sections.push_back({"", {std::move(table)}});
  bool complete = true;
  for (const ResponsibleTimeline::Step& step : timeline.steps) {
    if (options.why) page.sections.push_back(Why(organization, step, words));
    complete = complete && step.who.complete;
  }
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(complete)}}});
  return page;
}

Page MakePage(const Organization& organization, const Period& period,
              const std::vector<FutureGap>& gaps, const PageOptions& options) {
  const Wording words(organization, period, options.language);
  Page page;
  page.title = words.Title("days on which nobody answers", "无人负责的日子");
  bool complete = true;
  if (gaps.empty()) {
    page.sections.push_back(
        {"",
         {Page::Paragraph{{{words.Say("Somebody answers for all work.",
                                      "所有工作都有人负责。"),
                            Page::Tone::kGood}}}}});
  } else {
    Page::Table table{.columns = {{words.Say("from", "自")},
                                  {words.Say("before", "至（不含）")},
                                  {words.Say("work", "工作")}},
                      .rows = {}};
    for (const FutureGap& gap : gaps) {
      table.rows.push_back(
          {{{words.Start(gap.period.from), Page::Tone::kPlain}},
           {{words.End(gap.period.to), Page::Tone::kPlain}},
           {{words.Named(gap.work), Page::Tone::kBad}}});
      complete = complete && gap.complete;
    }
    page.sections.push_back({"", {std::move(table)}});
  }
  complete = complete && organization.left_out().empty();
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(complete)}}});
  return page;
}

}  // namespace zeren
