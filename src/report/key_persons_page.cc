// The pages of key persons and critical groups; see pages.h.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_format.h"
#include "src/core/internal/absl_strings.h"
#include "src/report/internal/lines.h"
#include "src/report/internal/wording.h"
#include "zeren/advise/key_persons.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FaintLine;
using internal::PlainLine;
using internal::Wording;

std::string Percent(double part, double whole) {
  return absl::StrFormat("%.0f%%", whole > 0 ? 100 * part / whole : 0.0);
}

std::string Amount(double weight) { return absl::StrFormat("%.6g", weight); }

// "accountable or responsible"
std::string RolesOf(const std::vector<Role>& roles, const Wording& words) {
  std::string list;
  for (const Role role : roles) {
    if (!list.empty()) list += words.Say(" or ", "或");
    list += words.In(role);
  }
  return list;
}

// The first few pieces of work, and how many more there are.
Page::Line FirstOf(const std::vector<Node>& work, std::size_t limit,
                   const Wording& words) {
  std::string list;
  for (std::size_t i = 0; i < std::min(limit, work.size()); ++i) {
    if (i > 0) list += words.Say(", ", "、");
    list += words.Label(work[i]);
  }
  Page::Line line = PlainLine(std::move(list));
  if (work.size() > limit) {
    line.push_back(
        {Concat(words.Say(" and ", "，另有 "),
                std::to_string(work.size() - limit), words.Say(" more", " 项")),
         Page::Tone::kFaint});
  }
  return line;
}

void AddLine(Page::Section& section, std::string text,
             Page::Tone tone = Page::Tone::kPlain) {
  section.blocks.emplace_back(Page::Paragraph{{{std::move(text), tone}}});
}

std::string PiecesOfWork(std::size_t count, const Wording& words) {
  return words.Count(count, "piece of work", "pieces of work", "项工作");
}

}  // namespace

Page MakePage(const Snapshot& snapshot, const KeyPersons& key,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  const bool efforts = key.measure == WorkWeight::kEffort;
  Page page;
  page.title = words.Title("key persons", "关键人员");
  Page::Table table{
      .columns = {{words.Say("person", "人员")},
                  {words.Say("work", "工作项数"), Page::Align::kRight}},
      .rows = {}};
  if (efforts) {
    table.columns.push_back(
        {words.Say("effort", "工作量"), Page::Align::kRight});
  }
  table.columns.push_back({words.Say("share", "占比"), Page::Align::kRight});
  table.columns.push_back({words.Say("node", "标识")});
  table.columns.push_back(
      {words.Say("only they are there for", "仅其在岗负责")});
  for (const KeyPerson& one : key.persons) {
    std::vector<Page::Line> row = {PlainLine(words.Label(one.person)),
                                   PlainLine(std::to_string(one.work.size()))};
    if (efforts) row.push_back(PlainLine(Amount(one.weight)));
    row.push_back(PlainLine(Percent(one.weight, key.answered_weight)));
    row.push_back(FaintLine(words.Reference(one.person)));
    row.push_back(FirstOf(one.work, options.max_path, words));
    table.rows.push_back(std::move(row));
  }
  Page::Section list;
  if (table.rows.empty()) {
    AddLine(list, words.Say("Nobody.", "无。"), Page::Tone::kGood);
  } else {
    list.blocks.emplace_back(std::move(table));
  }
  if (key.not_listed > 0) {
    AddLine(list,
            Concat(words.Count(key.not_listed, "other key person is not listed",
                               "other key persons are not listed",
                               "名关键人员未列出"),
                   words.Say(".", "。")),
            Page::Tone::kFaint);
  }
  page.sections.push_back(std::move(list));

  Page::Section summary;
  AddLine(
      summary,
      words.Say(
          Concat(PiecesOfWork(key.answered(), words),
                 " answered for on the spot (", RolesOf(key.roles, words),
                 "), ", Percent(key.key_weight, key.answered_weight),
                 efforts ? " of the effort" : "", " by one person alone."),
          Concat(PiecesOfWork(key.answered(), words), "有人就地",
                 RolesOf(key.roles, words), "，",
                 efforts ? "其中工作量的 " : "其中 ",
                 Percent(key.key_weight, key.answered_weight), " 仅靠一人。")),
      key.key_weight > 0 ? Page::Tone::kWarning : Page::Tone::kGood);
  if (!key.unanswered.empty()) {
    AddLine(summary,
            words.Say(Concat(PiecesOfWork(key.unanswered.size(), words),
                             " with nobody on the spot already now."),
                      Concat(PiecesOfWork(key.unanswered.size(), words),
                             "目前已无人就地负责。")),
            Page::Tone::kBad);
  }
  summary.blocks.emplace_back(
      Page::Paragraph{words.Completeness(key.complete)});
  page.sections.push_back(std::move(summary));
  return page;
}

Page MakePage(const Snapshot& snapshot, const CriticalGroup& group,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  const std::string share = Amount(100 * group.share);
  Page page;
  page.title = words.Title(
      Concat("the fewest people without whom more than ", share,
             "% would be left unanswered"),
      Concat("缺席即致 ", share, "% 以上工作无人就地负责的最少人员"));
  Page::Section list;
  if (!group.found) {
    AddLine(list,
            words.Say("There are none: even all of them together would leave "
                      "less.",
                      "没有：即使全部缺席也达不到。"),
            Page::Tone::kGood);
  } else {
    Page::Table table{
        .columns = {{words.Say("person", "人员")}, {words.Say("node", "标识")}},
        .rows = {}};
    for (const PersonId person : group.persons) {
      table.rows.push_back(
          {PlainLine(words.Label(person)), FaintLine(words.Reference(person))});
    }
    list.blocks.emplace_back(std::move(table));
  }
  page.sections.push_back(std::move(list));

  Page::Section summary;
  if (group.found) {
    const std::string left =
        Percent(group.orphaned_weight, group.answered_weight);
    AddLine(
        summary,
        words.Say(
            Concat(words.Count(group.persons.size(), "person", "persons", "人"),
                   ", ", PiecesOfWork(group.orphaned.size(), words), " (", left,
                   group.measure == WorkWeight::kEffort ? " of the effort" : "",
                   "): "),
            Concat(words.Count(group.persons.size(), "", "", "人"), "，",
                   PiecesOfWork(group.orphaned.size(), words), "（",
                   group.measure == WorkWeight::kEffort ? "工作量的 " : "",
                   left, "）：")));
    auto& line = std::get<Page::Paragraph>(summary.blocks.back()).line;
    const Page::Line work = FirstOf(group.orphaned, options.max_path, words);
    line.insert(line.end(), work.begin(), work.end());
    line.push_back({words.Say(".", "。")});
    AddLine(summary,
            group.exact
                ? words.Say("No smaller group does.", "没有更小的一组。")
                : words.Say("Nobody of them can be spared, but there may be a "
                            "smaller group.",
                            "其中缺一不可，但可能有更小的一组。"),
            Page::Tone::kFaint);
  }
  summary.blocks.emplace_back(
      Page::Paragraph{words.Completeness(group.complete)});
  page.sections.push_back(std::move(summary));
  return page;
}

}  // namespace zeren
