// Tasks that may come too late, and tasks of which nothing is heard.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "src/work/internal/risk_day.h"
#include "src/work/internal/task_facts.h"

namespace zeren::internal {
namespace {

// ---------------------------------------------------------------
// task_at_risk

void FindTaskAtRisk(const CheckView& view, Node focus, const Params& params,
                    std::vector<Detection>& out) {
  const OrganizationRep& rep = view.organization().rep();
  const Table<TaskView>& tasks = rep.table<TaskView>();
  const std::uint32_t index = focus.index();
  const DayNumber start = tasks.Get<&TaskView::start>()[index];
  const DayNumber due = tasks.Get<&TaskView::due>()[index];
  const DayNumber today = ToDayNumber(view.day());
  // From the day after it is due a task is overdue, which is another gap.
  if (start == kDawn || due == kDawn || due < today) return;
  view.TurnsOn(DaysAfter(due, 1));
  if (start > today) view.TurnsOn(FromDayNumber(start));
  const TaskId task = *focus.As<TaskId>();
  if (view.cancelled(task)) return;
  const double progress = view.progress(task);
  if (progress >= 1) return;
  const TaskOptions options = {.risk_margin = *params.at(0).AsDouble()};
  if (!TaskFacts(rep, today, options).AtRisk(index, progress)) {
    view.TurnsOn(FromDayNumber(
        FirstRiskDay(rep, index, progress, today + 1, due + 1, options)));
    return;
  }
  const std::int64_t used = std::int64_t{today} - start;
  const std::int64_t all = std::int64_t{due} - start + 1;
  out.push_back(
      {.focus = focus,
       .value = Value::Record{
           {"days_used", used}, {"days", all}, {"progress", progress}}});
}

std::string Percent(double share) {
  return Concat(std::to_string(std::lround(share * 100)), "%");
}

Text SayTaskAtRisk(const Organization& organization, const Detection& detection,
                   const Params&) {
  const auto days = [&](const char* field) {
    return static_cast<double>(IntegerIn(detection.value, field).value_or(1));
  };
  const Value* progress = detection.value.Find("progress");
  const double* done = progress != nullptr ? progress->AsDouble() : nullptr;
  const std::string used = Percent(days("days_used") / days("days"));
  const std::string reached = Percent(done != nullptr ? *done : 0);
  return Say(Concat(InEnglish(organization, detection.focus),
                    " may come too late: ", used, " of its time is used, and ",
                    reached, " of the work done"),
             Concat(InChinese(organization, detection.focus),
                    "有逾期风险：时间已过", used, "，进度为", reached));
}

// ---------------------------------------------------------------
// task_stalled

// Whether a task has parts that are not cancelled, whose progress is its own.
bool HasLiveParts(const CheckView& view, TaskId task) {
  const IdRange<TaskId> parts = view.children(task);
  return std::any_of(parts.begin(), parts.end(),
                     [&](TaskId part) { return !view.cancelled(part); });
}

// The day of the newest entry that was not rejected, or of the start if that is
// later; `kDawn` if there is neither.
DayNumber LastHeardOf(const CheckView& view, std::uint32_t task) {
  const OrganizationRep& rep = view.organization().rep();
  const Table<ProgressView>& entries = rep.table<ProgressView>();
  const DayNumber today = ToDayNumber(view.day());
  DayNumber last = rep.table<TaskView>().Get<&TaskView::start>()[task];
  for (std::uint32_t row = rep.progress_of_task.begin(task);
       row < rep.progress_of_task.end(task); ++row) {
    const DayNumber day = entries.Get<&ProgressView::day>()[row];
    const auto state = ChoiceCodec<std::optional<ProgressState>>::Decode(
        entries.Get<&ProgressView::state>()[row]);
    if (state == ProgressState::kRejected) continue;
    if (day > today) {
      view.TurnsOn(FromDayNumber(day));
    } else {
      last = std::max(last, day);
    }
  }
  return last;
}

void FindTaskStalled(const CheckView& view, Node focus, const Params& params,
                     std::vector<Detection>& out) {
  const TaskId task = *focus.As<TaskId>();
  if (!view.open(task) || HasLiveParts(view, task)) return;
  const DayNumber last = LastHeardOf(view, focus.index());
  Value days;
  if (last != kDawn) {
    const std::int64_t passed = std::int64_t{ToDayNumber(view.day())} - last;
    if (passed < params.integer(0)) {
      view.TurnsOn(DaysAfter(last, params.integer(0)));
      return;
    }
    days = passed;
  }
  out.push_back(
      {.focus = focus, .value = Value::Record{{"days", std::move(days)}}});
}

Text SayTaskStalled(const Organization& organization,
                    const Detection& detection, const Params&) {
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const std::optional<std::int64_t> days = IntegerIn(detection.value, "days");
  if (!days) {
    return Say(Concat("no progress of ", en, " was ever reported"),
               Concat(zh, "从未报告过进度"));
  }
  return Say(
      Concat("no progress of ", en, " has been reported for ", Days(*days)),
      Concat(zh, "已有", std::to_string(*days), "天没有报告进度"));
}

Scope ScopeOfTasks() {
  return {.reads = {FactKind::kTasks, FactKind::kProgress},
          .reach = Reach::kSubtree};
}

}  // namespace

CheckSpec TaskAtRisk() {
  ParamSpec margin;
  margin.name = "margin";
  margin.type = ParamSpec::Type::kNumber;
  margin.default_value = 0.2;
  margin.max = 1;
  margin.meaning =
      Say("by how much the share of time used may exceed the progress, 1 at "
          "most",
          "已用时间的比例可超过进度多少，至多 1");
  return {.name = "task_at_risk",
          .meaning = Say("a task is neither done nor overdue, and more of its "
                         "time is used than of its work done, by more than "
                         "`margin`",
                         "任务未完成也未逾期，但已用时间的比例超过进度达到"
                         "规定幅度"),
          .focus_kinds = {NodeKind::kTask},
          .params = {std::move(margin)},
          .scope = ScopeOfTasks(),
          .evaluate = FindTaskAtRisk,
          .message = SayTaskAtRisk};
}

CheckSpec TaskStalled() {
  return {.name = "task_stalled",
          .meaning = Say("nothing has been reported of an open task without "
                         "parts for at least `days`, since its start or the "
                         "newest report; a rejected one does not count",
                         "没有子任务的未完成任务自开始或最近一次报告起"
                         "达到规定天数没有报告进度；被退回的报告不计"),
          .focus_kinds = {NodeKind::kTask},
          .params = {DaysParam("days", 30,
                               Say("for how long nothing has been reported at "
                                   "least",
                                   "至少没有报告的天数"))},
          .scope = ScopeOfTasks(),
          .evaluate = FindTaskStalled,
          .message = SayTaskStalled};
}

}  // namespace zeren::internal
