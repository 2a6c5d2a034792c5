// The page of a statement; see pages.h.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/holders.h"
#include "src/report/internal/lines.h"
#include "src/report/internal/wording.h"
#include "zeren/advise/statement.h"
#include "zeren/core/period.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FaintLine;
using internal::PlainLine;
using internal::Wording;

constexpr Page::Align kRight = Page::Align::kRight;

// Whole per cent, downwards, so that nothing looks done before it is.
std::string PerCent(double share) {
  return Concat(
      std::to_string(static_cast<int>(std::floor(share * 100 + 1e-9))), "%");
}

class StatementPage {
 public:
  StatementPage(const Snapshot& snapshot, const Statement& statement,
                const PageOptions& options)
      : snapshot_(snapshot),
        statement_(statement),
        options_(options),
        words_(snapshot, options.language) {}

  Page Make() {
    const std::string node = words_.Named(statement_.node);
    page_.title =
        words_.Title(Concat("statement of ", node), Concat(node, "责任报告"));
    AddAs();
    AddScope();
    AddReports();
    AddTasks();
    AddLate(words_.Say("Overdue", "已逾期"), statement_.overdue, true);
    AddLate(words_.Say("At risk", "有逾期风险"), statement_.at_risk, false);
    AddVacancies();
    AddUnanswered();
    AddSummary();
    return std::move(page_);
  }

 private:
  std::string Say(std::string_view english, std::string_view chinese) const {
    return words_.Say(english, chinese);
  }

  Page::Section& AddSection(std::string title) {
    page_.sections.push_back({std::move(title), {}});
    return page_.sections.back();
  }
  std::string Heading(std::string_view title, std::size_t count) const {
    return Concat(title, Say(" (", "（"), std::to_string(count),
                  Say(")", "）"));
  }
  static void AddTable(Page::Section& section, Page::Table table) {
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  }

  Page::Line UnitCell(std::optional<UnitId> unit) const {
    return unit ? PlainLine(words_.Label(*unit)) : Page::Line();
  }
  Page::Line NodeCell(Node node) const {
    return FaintLine(words_.Reference(node));
  }

  // ---- What there is

  // By which posts, and whether the person is there.
  void AddAs() {
    const bool person = statement_.node.kind() == NodeKind::kPerson;
    Page::Section& section =
        AddSection(person ? Say("Answers as", "任职") : Say("Post", "岗位"));
    if (statement_.absent) {
      section.blocks.emplace_back(
          Page::Paragraph{{{Say("Absent on this day.", "当日不在岗。"),
                            Page::Tone::kWarning}}});
    }
    if (statement_.posts.empty()) {
      section.blocks.emplace_back(
          Page::Paragraph{PlainLine(Say("Holds no post.", "没有任职。"))});
    }
    AddTable(section, Posts(statement_.posts));
  }

  Page::Table Posts(const std::vector<StatementPost>& posts) const {
    Page::Table table{.columns = {{Say("post", "岗位")},
                                  {Say("held by", "任职")},
                                  {Say("unit", "单位")},
                                  {Say("node", "标识")}},
                      .rows = {}};
    for (const StatementPost& post : posts) {
      table.rows.push_back({PlainLine(words_.Label(post.post)),
                            internal::HoldersOf(snapshot_, post.post, words_),
                            UnitCell(snapshot_.posts().unit(post.post)),
                            NodeCell(post.post)});
    }
    return table;
  }

  void AddScope() {
    Page::Section& section = AddSection(Say("Below", "所辖"));
    std::string posts = std::to_string(statement_.posts_below_count());
    const auto add = [&](PostState state, std::string_view english,
                         std::string_view chinese) {
      if (statement_.count(state) == 0) return;
      posts += Concat(Say(", ", "，"), std::to_string(statement_.count(state)),
                      " ", Say(english, chinese));
    };
    add(PostState::kVacant, "vacant", "个空缺");
    add(PostState::kActing, "acting", "个代理");
    add(PostState::kAbsent, "absent", "个不在岗");
    add(PostState::kUndisclosed, "withheld", "个姓名不公开");
    Page::Table table{.columns = {{}, {}}, .rows = {}};
    const auto row = [&](std::string name, std::string value) {
      table.rows.push_back(
          {PlainLine(std::move(name)), PlainLine(std::move(value))});
    };
    row(Say("units", "单位"), Units());
    row(Say("posts", "岗位"), std::move(posts));
    row(Say("people", "人员"), std::to_string(statement_.people));
    row(Say("own duties", "直接职责"), Duties());
    row(Say("other duties", "其他职责"),
        std::to_string(statement_.duties_below));
    AddTable(section, std::move(table));
  }

  template <typename Id>
  std::string Labels(const std::vector<Id>& ids) const {
    std::string labels;
    for (const Id id : ids) {
      if (!labels.empty()) labels += Say(", ", "、");
      labels += words_.Label(id);
    }
    return labels;
  }
  // "3: School, with all below".
  std::string Units() const {
    std::string units = std::to_string(statement_.units);
    if (statement_.units == 0) return units;
    units += Concat(Say(": ", "："), Labels(statement_.top_units));
    if (statement_.units > statement_.top_units.size()) {
      units += Say(", with all below", "及其下级");
    }
    return units;
  }
  std::string Duties() const {
    std::string duties = std::to_string(statement_.duties.size());
    if (!statement_.duties.empty()) {
      duties += Concat(Say(": ", "："), Labels(statement_.duties));
    }
    return duties;
  }

  void AddReports() {
    if (statement_.direct_reports.empty()) return;
    AddTable(AddSection(Heading(Say("Direct reports", "直接下级"),
                                statement_.direct_reports.size())),
             Posts(statement_.direct_reports));
  }

  // ---- Tasks

  void AddTasks() {
    Page::Section& section = AddSection(Say("Tasks", "任务"));
    if (statement_.all.total() == 0) {
      section.blocks.emplace_back(
          Page::Paragraph{PlainLine(Say("None.", "无。"))});
      return;
    }
    Page::Table table{.columns = {{},
                                  {Say("all", "合计"), kRight},
                                  {Say("done", "已完成"), kRight},
                                  {Say("in progress", "进行中"), kRight},
                                  {Say("not begun", "未开始"), kRight},
                                  {Say("at risk", "有风险"), kRight},
                                  {Say("overdue", "已逾期"), kRight},
                                  {Say("planned", "计划中"), kRight},
                                  {Say("cancelled", "已取消"), kRight},
                                  {Say("progress", "进度"), kRight}},
                      .rows = {}};
    const auto row = [&](std::string name, const TaskTally& tally) {
      std::vector<Page::Line> cells = {
          PlainLine(std::move(name)), PlainLine(std::to_string(tally.total()))};
      for (const TaskState state :
           {TaskState::kDone, TaskState::kInProgress, TaskState::kNotStarted,
            TaskState::kAtRisk, TaskState::kOverdue}) {
        cells.push_back(
            {{std::to_string(tally.count(state)),
              tally.count(state) > 0 ? ToneOf(state) : Page::Tone::kPlain}});
      }
      cells.push_back(PlainLine(std::to_string(tally.planned)));
      cells.push_back(
          PlainLine(std::to_string(tally.count(TaskState::kCancelled))));
      cells.push_back(PlainLine(Progress(tally)));
      table.rows.push_back(std::move(cells));
    };
    row(Say("own", "直接"), statement_.own);
    row(Say("below", "所辖"), statement_.below);
    row(Say("all", "合计"), statement_.all);
    AddTable(section, std::move(table));
  }

  static Page::Tone ToneOf(TaskState state) {
    switch (state) {
      case TaskState::kOverdue:
        return Page::Tone::kBad;
      case TaskState::kAtRisk:
        return Page::Tone::kWarning;
      default:
        return Page::Tone::kPlain;
    }
  }

  // "62%, 3 unknown".
  std::string Progress(const TaskTally& tally) const {
    std::string progress = tally.progress ? PerCent(*tally.progress) : "-";
    if (tally.unknown > 0) {
      progress += Concat(Say(", ", "，"), std::to_string(tally.unknown),
                         Say(" unknown", " 项不明"));
    }
    return progress;
  }

  // ---- Problems

  void AddLate(const std::string& title,
               const std::vector<StatementTask>& tasks, bool overdue) {
    if (tasks.empty()) return;
    Page::Table table{.columns = {{overdue ? Say("days late", "逾期天数")
                                           : Say("days left", "剩余天数"),
                                   kRight},
                                  {Say("task", "任务")},
                                  {Say("progress", "进度"), kRight},
                                  {Say("unit", "单位")},
                                  {Say("accountable", "负责")},
                                  {Say("chain", "责任链")},
                                  {Say("node", "标识")}},
                      .rows = {}};
    for (const StatementTask& task : tasks) {
      Page::Line name = PlainLine(words_.Label(task.task));
      if (!task.leaf) {
        name.push_back(
            {Say(" (with parts)", "（含子任务）"), Page::Tone::kFaint});
      }
      table.rows.push_back(
          {{{std::to_string(std::abs(task.days_late)),
             overdue ? Page::Tone::kBad : Page::Tone::kWarning}},
           std::move(name),
           PlainLine(task.known ? PerCent(task.progress) : "-"),
           UnitCell(task.unit),
           Accountable(task),
           Chain(task.way),
           NodeCell(task.task)});
    }
    AddTable(AddSection(Heading(title, tasks.size())), std::move(table));
  }

  Page::Line Accountable(const StatementTask& task) const {
    Page::Line line;
    if (!task.persons.empty()) line = PlainLine(Labels(task.persons));
    if (task.undisclosed) {
      if (!line.empty()) line.push_back({Say(", ", "、")});
      line.push_back({Say("name withheld", "姓名不公开"), Page::Tone::kFaint});
    }
    if (line.empty()) {
      return {{Say("nobody", "无人"), Page::Tone::kBad}};
    }
    return line;
  }

  void AddVacancies() {
    if (statement_.vacancies.empty()) return;
    Page::Table table{.columns = {{Say("post", "岗位")},
                                  {Say("vacant since", "空缺起始")},
                                  {Say("unit", "单位")},
                                  {Say("chain", "责任链")},
                                  {Say("node", "标识")}},
                      .rows = {}};
    for (const StatementVacancy& vacancy : statement_.vacancies) {
      table.rows.push_back(
          {{{words_.Label(vacancy.post), Page::Tone::kBad}},
           PlainLine(vacancy.since ? FormatDay(*vacancy.since)
                                   : Say("no record", "无任职记录")),
           UnitCell(vacancy.unit),
           Chain(vacancy.way),
           NodeCell(vacancy.post)});
    }
    AddTable(AddSection(Heading(Say("Vacancies", "空缺岗位"),
                                statement_.vacancies.size())),
             std::move(table));
  }

  void AddUnanswered() {
    if (statement_.unanswered.empty()) return;
    Page::Table table{.columns = {{Say("work", "工作")},
                                  {Say("unit", "单位")},
                                  {Say("chain", "责任链")},
                                  {Say("node", "标识")}},
                      .rows = {}};
    for (const StatementUnanswered& one : statement_.unanswered) {
      table.rows.push_back({{{words_.Label(one.work), Page::Tone::kBad}},
                            UnitCell(one.unit),
                            Chain(one.way),
                            NodeCell(one.work)});
    }
    AddTable(AddSection(Heading(Say("Nobody answers", "无人负责的工作"),
                                statement_.unanswered.size())),
             std::move(table));
  }

  // "Branch 1 > Secretary > Li": what comes after the problem itself. The last
  // one is the same for all, and the nearest matter most, so of a long chain
  // what lies before the end is counted.
  Page::Line Chain(std::uint32_t way) const {
    std::string text;
    std::size_t shown = 0;
    std::size_t more = 0;
    for (std::uint32_t at = statement_.places[way].next; at != kNoIndex;
         at = statement_.places[at].next) {
      if (shown < options_.max_path) {
        if (!text.empty()) text += " > ";
        text += words_.Label(statement_.places[at].node);
        ++shown;
      } else {
        ++more;
      }
    }
    if (more > 0) {
      text += Concat(" > ... ", words_.Count(more, "more", "more", "级"));
    }
    return FaintLine(std::move(text));
  }

  // ---- The end

  void AddSummary() {
    const std::size_t overdue = statement_.overdue.size();
    const std::size_t vacancies = statement_.vacancies.size();
    const std::size_t unanswered = statement_.unanswered.size();
    const std::string comma = Say(", ", "，");
    const std::string counts = Concat(
        words_.Count(overdue, "task overdue", "tasks overdue", "项任务已逾期"),
        comma,
        words_.Count(statement_.at_risk.size(), "at risk", "at risk",
                     "项有逾期风险"),
        comma,
        words_.Count(vacancies, "post vacant", "posts vacant", "个岗位空缺"),
        comma,
        words_.Count(unanswered, "piece of work without anybody who answers",
                     "pieces of work without anybody who answers",
                     "项工作无人负责"),
        Say(".", "。"));
    const Page::Tone tone = overdue + unanswered > 0 ? Page::Tone::kBad
                            : vacancies + statement_.at_risk.size() > 0
                                ? Page::Tone::kWarning
                                : Page::Tone::kGood;
    Page::Section& section = AddSection("");
    section.blocks.emplace_back(Page::Paragraph{{{counts, tone}}});
    section.blocks.emplace_back(
        Page::Paragraph{words_.Completeness(statement_.complete)});
  }

  const Snapshot& snapshot_;
  const Statement& statement_;
  const PageOptions& options_;
  const Wording words_;
  Page page_;
};

}  // namespace

Page MakePage(const Snapshot& snapshot, const Statement& statement,
              const PageOptions& options) {
  return StatementPage(snapshot, statement, options).Make();
}

}  // namespace zeren
