// The pages of candidates and plans; see pages.h.

#include <cstddef>
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
using internal::PlainLine;
using internal::Wording;

// A column for each part of a cost that is not 0 throughout.
class CostColumns {
 public:
  explicit CostColumns(const Wording& words) {
    parts_ = {{words.Say("distance", "距离"), &CostParts::distance},
              {words.Say("load", "负荷"), &CostParts::load},
              {words.Say("change", "变更"), &CostParts::change},
              {words.Say("surplus", "技能富余"), &CostParts::surplus},
              {words.Say("term end", "临近届满"), &CostParts::term_end}};
  }

  void See(const CostParts& cost) {
    for (Part& part : parts_) part.used = part.used || cost.*part.member != 0;
  }
  void AddTitles(const Wording& words,
                 std::vector<Page::Column>& columns) const {
    columns.push_back({words.Say("cost", "成本"), Page::Align::kRight});
    for (const Part& part : parts_) {
      if (part.used) columns.push_back({part.title, Page::Align::kRight});
    }
  }
  void AddCells(const CostParts& cost, std::vector<Page::Line>& cells) const {
    cells.push_back(PlainLine(std::to_string(cost.total())));
    for (const Part& part : parts_) {
      if (!part.used) continue;
      cells.push_back(
          {{std::to_string(cost.*part.member), Page::Tone::kFaint}});
    }
  }

 private:
  struct Part {
    std::string title;
    std::int64_t CostParts::*member;
    bool used = false;
  };
  std::vector<Part> parts_;
};

class PlanPage {
 public:
  PlanPage(const Snapshot& snapshot, const AssignmentPlan& plan,
           const PageOptions& options)
      : snapshot_(snapshot),
        plan_(plan),
        language_(options.language),
        words_(snapshot, options.language) {}

  Page Make() const {
    Page page;
    page.title = words_.Title("who is given what", "任务分派方案");
    if (!plan_.assignments.empty()) {
      page.sections.push_back({"", {Assignments()}});
    }
    if (!plan_.unplaced.empty()) {
      page.sections.push_back(
          {words_.Say("Places that stay empty", "未能安排的名额"),
           {Unplaced()}});
    }
    if (!plan_.cuts.empty()) {
      page.sections.push_back({words_.Say("Why", "原因"), {Cuts()}});
    }
    page.sections.push_back(Summary());
    return page;
  }

 private:
  Page::Table Assignments() const {
    CostColumns costs(words_);
    for (const PlannedAssignment& a : plan_.assignments) costs.See(a.cost);
    Page::Table table{.columns = {{words_.Say("task", "任务")},
                                  {words_.Say("person", "人员")}},
                      .rows = {}};
    costs.AddTitles(words_, table.columns);
    for (const PlannedAssignment& a : plan_.assignments) {
      std::vector<Page::Line> row = {PlainLine(words_.Named(a.task)),
                                     PlainLine(words_.Named(a.person))};
      costs.AddCells(a.cost, row);
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  Page::Table Unplaced() const {
    Page::Table table{
        .columns = {{words_.Say("task", "任务")},
                    {words_.Say("empty", "空缺"), Page::Align::kRight},
                    {words_.Say("candidates", "候选人"), Page::Align::kRight},
                    {words_.Say("why", "原因"), Page::Align::kRight}},
        .rows = {}};
    for (const UnplacedTask& task : plan_.unplaced) {
      table.rows.push_back(
          {PlainLine(words_.Named(task.task)),
           {{std::to_string(task.missing), Page::Tone::kBad}},
           PlainLine(std::to_string(task.candidates)),
           PlainLine(task.cut ? Number(*task.cut) : std::string())});
    }
    return table;
  }

  // "[1]": how tasks refer to reasons.
  static std::string Number(std::size_t cut) {
    return Concat("[", std::to_string(cut + 1), "]");
  }

  Page::Tree Cuts() const {
    Page::Tree tree{.columns = {Page::Column{}}, .rows = {}};
    for (std::size_t i = 0; i < plan_.cuts.size(); ++i) {
      const PlanCut& cut = plan_.cuts[i];
      const Text text = Describe(snapshot_, cut);
      tree.rows.push_back(
          {0,
           {{{Concat(Number(i), " "), Page::Tone::kFaint},
             {std::string(text.In(language_)), Page::Tone::kWarning}}}});
      for (const Relaxation& relaxation : cut.relaxations) {
        tree.rows.push_back(
            {1,
             {PlainLine(
                 std::string(Describe(snapshot_, relaxation).In(language_)))}});
      }
    }
    return tree;
  }

  Page::Section Summary() const {
    const bool all = plan_.filled == plan_.places;
    Page::Line line = {
        {Concat(words_.Say("Filled ", "已安排 "), std::to_string(plan_.filled),
                words_.Say(" of ", " / "), std::to_string(plan_.places),
                words_.Say(" places at a cost of ", " 个名额，成本 "),
                std::to_string(plan_.cost), words_.Say(". ", "。")),
         all ? Page::Tone::kGood : Page::Tone::kBad}};
    if (plan_.optimal) {
      line.push_back({words_.Say("No plan is better. ", "没有更优的方案。"),
                      Page::Tone::kPlain});
    } else {
      line.push_back(
          {Concat(words_.Say("The best found; no plan fills more than ",
                             "这是找到的最优方案；任何方案最多安排 "),
                  std::to_string(plan_.most_filled),
                  words_.Say(" places, nor as many as this one for less than ",
                             " 个名额，安排同样多名额的成本不低于 "),
                  std::to_string(plan_.least_cost), words_.Say(". ", "。")),
           Page::Tone::kWarning});
    }
    for (Page::Span& span : words_.Completeness(plan_.complete)) {
      line.push_back(std::move(span));
    }
    return {"", {Page::Paragraph{std::move(line)}}};
  }

  const Snapshot& snapshot_;
  const AssignmentPlan& plan_;
  const std::string language_;
  const Wording words_;
};

}  // namespace

Page MakePage(const Snapshot& snapshot, TaskId task, PersonId person,
              const std::optional<Exclusion>& exclusion,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  const std::string who = words.Named(person);
  const std::string work = words.Named(task);
  Page page;
  page.title = words.Title(Concat("whether ", who, " could do ", work),
                           Concat(who, "能否承担", work));
  const std::string text =
      exclusion
          ? std::string(
                Describe(snapshot, person, *exclusion).In(options.language))
          : words.Say("No condition speaks against it.", "没有任何条件不符。");
  page.sections.push_back({"", {Page::Paragraph{PlainLine(text)}}});
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(snapshot.has_all_records())}}});
  return page;
}

Page MakePage(const Snapshot& snapshot, const AssignmentPlan& plan,
              const PageOptions& options) {
  return PlanPage(snapshot, plan, options).Make();
}

Page MakePage(const Snapshot& snapshot, const CandidateList& list,
              const PageOptions& options) {
  const Wording words(snapshot, options.language);
  const std::string task = words.Named(list.task);
  Page page;
  page.title =
      words.Title(Concat("who could do ", task), Concat("谁可以承担", task));
  CostColumns costs(words);
  for (const Candidate& candidate : list.candidates) costs.See(candidate.cost);
  Page::Table candidates{.columns = {{words.Say("candidate", "候选人")}},
                         .rows = {}};
  costs.AddTitles(words, candidates.columns);
  for (const Candidate& candidate : list.candidates) {
    std::vector<Page::Line> row = {
        {{words.Named(candidate.person), Page::Tone::kStrong}}};
    costs.AddCells(candidate.cost, row);
    candidates.rows.push_back(std::move(row));
  }
  if (candidates.rows.empty()) {
    page.sections.push_back({"",
                             {Page::Paragraph{{{words.Say("Nobody.", "无人。"),
                                                Page::Tone::kBad}}}}});
  } else {
    page.sections.push_back({"", {std::move(candidates)}});
  }
  if (!list.excluded.empty()) {
    Page::Table excluded{
        .columns = {{words.Say("who", "人员")}, {words.Say("why not", "原因")}},
        .rows = {}};
    for (const Excluded& e : list.excluded) {
      const Text text = Describe(snapshot, e.person, e.exclusion);
      excluded.rows.push_back(
          {PlainLine(words.Named(e.person)),
           PlainLine(std::string(text.In(options.language)))});
    }
    page.sections.push_back(
        {words.Say("Excluded", "已排除"), {std::move(excluded)}});
  }
  page.sections.push_back(
      {"", {Page::Paragraph{words.Completeness(list.complete)}}});
  return page;
}

}  // namespace zeren
