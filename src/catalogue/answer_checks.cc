// Work for which somebody far up answers, and work for which nobody soon will.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/assign/internal/answers_over.h"
#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/expected_work.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/gaps/internal/live_tasks.h"
#include "src/graph/internal/history_day.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

// ----------------------------------------------------------
// answerer_escalated

enum EscalatedParam : std::size_t { kEscalatedRole, kMaxHops };

// Who answers: persons, and posts of which it is not said who holds them.
std::vector<Node> AnswerersOf(const Resolution& who) {
  std::vector<Node> nodes(who.persons.begin(), who.persons.end());
  for (const ResolutionStep& step : who.steps) {
    if (step.rule == ResolutionRule::kUndisclosed) nodes.push_back(step.at);
  }
  return nodes;
}

void FindAnswererEscalated(const CheckView& view, Node focus,
                           const Params& params, std::vector<Detection>& out) {
  if (!Expected(view, focus)) return;
  const Role role = RoleIn(params, kEscalatedRole).value_or(Role::kAccountable);
  const Resolution who = view.Resolve(focus, role);
  // That nobody answers, however far the question went, is another gap.
  if (!who.answered() || std::int64_t{who.hops} <= params.integer(kMaxHops)) {
    return;
  }
  out.push_back(
      {.focus = focus,
       .value = Value::Record{{"hops", std::int64_t{who.hops}},
                              {"answerers", NamesInOrder(view.organization(),
                                                         AnswerersOf(who))}}});
}

Text SayAnswererEscalated(const Organization& organization,
                          const Detection& detection, const Params& params) {
  const std::int64_t hops = IntegerIn(detection.value, "hops").value_or(0);
  const Text role =
      SayRole(RoleIn(params, kEscalatedRole).value_or(Role::kAccountable));
  return Say(Concat(InEnglish(organization, detection.value, "answerers"),
                    " answers for ", InEnglish(organization, detection.focus),
                    role.In("en"),
                    " only because nobody nearer does: ", std::to_string(hops),
                    hops == 1 ? " step" : " steps", " further up"),
             Concat(InChinese(organization, detection.focus), "逐级上推",
                    std::to_string(hops), "级才有人承担", role.In("zh"), "：",
                    InChinese(organization, detection.value, "answerers")));
}

// -----------------------------------------------------
// future_answerer_missing

enum FutureParam : std::size_t { kFutureRole, kLeadDays };

// The progress of tasks on days to come. What is found out is remembered, which
// nobody outside can tell.
struct TasksAhead {
  explicit TasksAhead(const OrganizationRep& rep) : tree(rep) {}
  mutable LiveTaskTree tree;
};

// Whether somebody has to answer on a day: the task is open, or the duty in
// force; and the first day after it on which that may be otherwise.
struct Expectation {
  bool holds = false;
  DayNumber until = kNever;
};

Expectation ExpectedOn(const CheckView& view, Node work, DayNumber day) {
  static constexpr char kKey = 0;
  const OrganizationRep& rep = view.organization().rep();
  if (work.kind() == NodeKind::kDuty) {
    const DayRange written = rep.Written(work);
    return {written.Contains(day), written.NextChange(day)};
  }
  const std::uint32_t task = work.index();
  const DayNumber start = rep.table<TaskView>().Get<&TaskView::start>()[task];
  if (start > day) return {false, start};
  LiveTaskTree& tasks =
      view.SharedByDays<TasksAhead>(
              &kKey, [&] { return std::make_shared<const TasksAhead>(rep); })
          .tree;
  const DayNumber cancelled = tasks.cancelled_from(task);
  if (cancelled <= day) return {false, kNever};
  const LiveTaskTree::Standing standing = tasks.On(task, day);
  return {standing.progress < 1, std::min(standing.until, cancelled)};
}

bool AnsweredOn(HistoryDay& day, Node work, std::optional<Role> role) {
  if (role) return ResolveOn(day, work, *role).answered();
  return ResolveOn(day, work, Role::kAccountable).answered() ||
         ResolveOn(day, work, Role::kResponsible).answered();
}

// Goes from one day on which the answer may change to the next, as far as the
// lead goes.
void FindFutureAnswererMissing(const CheckView& view, Node focus,
                               const Params& params,
                               std::vector<Detection>& out) {
  const std::int64_t lead = params.integer(kLeadDays);
  if (lead == 0) return;
  const std::optional<Role> role = RoleIn(params, kFutureRole);
  const DayNumber today = ToDayNumber(view.day());
  const DayNumber last = ToDayNumber(DaysAfter(today, lead));
  HistoryDay day(view.organization(), today);
  while (true) {
    const Expectation expected = ExpectedOn(view, focus, day.day());
    bool missing = false;
    DayNumber until = expected.until;
    if (expected.holds) {
      day.Restart();
      missing = !AnsweredOn(day, focus, role);
      until = std::min(until, day.until());
    }
    if (missing && day.day() == today) {
      // Not ahead, but here already.
      view.TurnsOn(FromDayNumber(until));
      return;
    }
    if (missing) {
      const absl::CivilDay from = FromDayNumber(day.day());
      view.TurnsOn(from);
      out.push_back(
          {.focus = focus, .value = Value::Record{{"from", FormatDay(from)}}});
      return;
    }
    if (until > last || until == kNever) {
      // What turns then comes within the lead on an earlier day.
      if (until != kNever) view.TurnsOn(DaysAfter(until, -lead));
      return;
    }
    day.MoveTo(until);
  }
}

Text SayFutureAnswererMissing(const Organization& organization,
                              const Detection& detection,
                              const Params& params) {
  const Text role = SayRole(RoleIn(params, kFutureRole));
  const std::string_view from = WordIn(detection.value, "from");
  return Say(Concat("from ", from, " on nobody will answer for ",
                    InEnglish(organization, detection.focus), role.In("en")),
             Concat(InChinese(organization, detection.focus), "自", from,
                    "起将没有人负责", role.In("zh")));
}

}  // namespace

CheckSpec AnswererEscalated() {
  ParamSpec role =
      RoleParam(Say("the role in which somebody answers", "所检查的角色"));
  role.default_value = NameOf(Role::kAccountable);
  ParamSpec hops;
  hops.name = "max_hops";
  hops.unit = "steps";
  hops.default_value = 0;
  hops.meaning = Say("how many steps up are in order", "允许上推的级数");
  return {.name = "answerer_escalated",
          .meaning = Say("somebody answers for an open task or a duty only "
                         "after the question went up more than `max_hops` "
                         "steps past posts, units and persons that could not",
                         "未完成的任务或职责逐级上推超过规定级数才有人承担"),
          .focus_kinds = {NodeKind::kTask, NodeKind::kDuty},
          .params = {std::move(role), std::move(hops)},
          .scope = ScopeOfWork(Reach::kChain),
          .evaluate = FindAnswererEscalated,
          .message = SayAnswererEscalated};
}

CheckSpec FutureAnswererMissing() {
  return {
      .name = "future_answerer_missing",
      .meaning = Say("nobody will answer for a task or duty on a day within "
                     "`lead_days` on which it is open or in force; that "
                     "nobody answers today is another gap",
                     "任务或职责在规定天数内将出现没有人负责的情况"),
      .focus_kinds = {NodeKind::kTask, NodeKind::kDuty},
      .params = {RoleParam(Say("the role in which somebody has to answer; if "
                               "not set, accountable or responsible",
                               "须有人承担的角色；不写则为负责或执行")),
                 DaysParam("lead_days", 90,
                           Say("how many days to look ahead", "提前的天数"))},
      .scope = ScopeOfWork(Reach::kGlobal),
      .evaluate = FindFutureAnswererMissing,
      .message = SayFutureAnswererMissing};
}

}  // namespace zeren::internal
