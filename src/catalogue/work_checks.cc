// Work that nobody has been given, that nobody answers for, that too many
// answer for, or that is late.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/expected_work.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

// --------------------------------------------------------------
// work_unassigned

enum UnassignedParam : std::size_t { kRole, kKind };

bool TaskAssigned(const CheckView& view, TaskId task,
                  std::optional<Role> role) {
  if (role) return view.nearest_assigned(task, *role).has_value();
  for (std::size_t r = 0; r < kRoles; ++r) {
    if (view.nearest_assigned(task, static_cast<Role>(r))) return true;
  }
  return false;
}

// A bearer bears a duty in the two roles that fall back to it.
bool DutyAssigned(const CheckView& view, DutyId duty,
                  std::optional<Role> role) {
  const bool bearer_counts =
      !role || *role == Role::kAccountable || *role == Role::kResponsible;
  if (bearer_counts && view.bearer(duty)) return true;
  const std::span<const Assigned> assigned = view.assignments(duty);
  return std::any_of(assigned.begin(), assigned.end(), [&](const Assigned& a) {
    return !role || a.role == *role;
  });
}

void FindWorkUnassigned(const CheckView& view, Node focus, const Params& params,
                        std::vector<Detection>& out) {
  if (!Admits(params, kKind, NameOf(focus.kind()))) return;
  const std::optional<Role> role = RoleIn(params, kRole);
  const std::optional<TaskId> task = focus.As<TaskId>();
  const bool assigned = task ? TaskAssigned(view, *task, role)
                             : DutyAssigned(view, *focus.As<DutyId>(), role);
  if (assigned || !Expected(view, focus)) return;
  out.push_back({.focus = focus});
}

Text SayWorkUnassigned(const Organization& organization,
                       const Detection& detection, const Params& params) {
  const Text role = SayRole(RoleIn(params, kRole));
  const bool task = detection.focus.kind() == NodeKind::kTask;
  return Say(
      Concat(
          InEnglish(organization, detection.focus), " is assigned to nobody",
          role.In("en"),
          task ? ", and neither is any task above it" : ", and has no bearer"),
      Concat(InChinese(organization, detection.focus), "没有分配给任何人",
             role.In("zh"), task ? "，其上级任务也没有" : "，也没有承担者"));
}

// -------------------------------------------------------------
// answerer_missing

void FindAnswererMissing(const CheckView& view, Node focus,
                         const Params& params, std::vector<Detection>& out) {
  if (!Expected(view, focus)) return;
  const std::optional<Role> role = RoleIn(params, 0);
  const bool answered = role ? view.Answered(focus, *role)
                             : view.Answered(focus, Role::kAccountable) ||
                                   view.Answered(focus, Role::kResponsible);
  if (answered) return;
  out.push_back({.focus = focus});
}

Text SayAnswererMissing(const Organization& organization,
                        const Detection& detection, const Params& params) {
  const Text role = SayRole(RoleIn(params, 0));
  return Say(Concat("nobody answers for ",
                    InEnglish(organization, detection.focus), role.In("en")),
             Concat(InChinese(organization, detection.focus), "没有人负责",
                    role.In("zh")));
}

// -------------------------------------------------------------
// many_accountable

void FindManyAccountable(const CheckView& view, Node focus, const Params&,
                         std::vector<Detection>& out) {
  const std::span<const Assigned> assigned = view.assignments(focus);
  if (assigned.size() < 2 || !Expected(view, focus)) return;
  std::vector<Node> targets;
  for (const Assigned& assignment : assigned) {
    if (assignment.role == Role::kAccountable) targets.push_back(assignment.to);
  }
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  if (targets.size() < 2) return;
  std::vector<std::string> names;
  for (const Node target : targets) {
    names.push_back(view.organization().NameOf(target));
  }
  std::sort(names.begin(), names.end());
  out.push_back(
      {.focus = focus,
       .value = Value::Record{
           {"accountable", Value::List(names.begin(), names.end())}}});
}

Text SayManyAccountable(const Organization& organization,
                        const Detection& detection, const Params&) {
  return Say(
      Concat(InEnglish(organization, detection.focus),
             " has more than one accountable: ",
             InEnglish(organization, detection.value, "accountable")),
      Concat(InChinese(organization, detection.focus), "有不止一个负责者：",
             InChinese(organization, detection.value, "accountable")));
}

// -----------------------------------------------------------------
// task_overdue

void FindTaskOverdue(const CheckView& view, Node focus, const Params&,
                     std::vector<Detection>& out) {
  const DayNumber due = view.organization()
                            .rep()
                            .table<TaskView>()
                            .Get<&TaskView::due>()[focus.index()];
  const std::int64_t days = std::int64_t{ToDayNumber(view.day())} - due;
  // In time until it is due, whatever else there is to know of it.
  if (days <= 0) {
    if (due < kNever) view.TurnsOn(FromDayNumber(due + 1));
    return;
  }
  if (view.state(*focus.As<TaskId>()) != TaskState::kOverdue) return;
  out.push_back({.focus = focus, .value = Value::Record{{"days", days}}});
}

Text SayTaskOverdue(const Organization& organization,
                    const Detection& detection, const Params&) {
  const std::int64_t days = IntegerIn(detection.value, "days").value_or(0);
  return Say(Concat(InEnglish(organization, detection.focus), " is ",
                    Days(days), " overdue"),
             Concat(InChinese(organization, detection.focus), "已逾期",
                    std::to_string(days), "天"));
}

}  // namespace

CheckSpec WorkUnassigned() {
  return {.name = "work_unassigned",
          .meaning = Say("an open task that nobody is assigned to, neither "
                         "itself nor by a task above it; a duty with neither "
                         "assignment nor bearer",
                         "未完成的任务及其上级任务都没有分配给任何人；"
                         "职责既没有分配也没有承担者"),
          .focus_kinds = {NodeKind::kTask, NodeKind::kDuty},
          .params = {RoleParam(Say("only assignments of this role count; a "
                                   "bearer counts as accountable and "
                                   "responsible",
                                   "只计这一角色的分配；承担者视为负责和执行")),
                     ChoiceParam("kind", {"task", "duty"},
                                 Say("only work of this kind",
                                     "只检查任务或只检查职责"))},
          .scope = ScopeOfWork(Reach::kChain),
          .evaluate = FindWorkUnassigned,
          .message = SayWorkUnassigned};
}

CheckSpec AnswererMissing() {
  return {
      .name = "answerer_missing",
      .meaning = Say("nobody answers for an open task or a duty: whoever is "
                     "asked, the chain ends with nobody; somebody whose name "
                     "is withheld does answer",
                     "未完成的任务或职责最终没有人负责；姓名未公开的视为有人"),
      .focus_kinds = {NodeKind::kTask, NodeKind::kDuty},
      .params = {RoleParam(Say("the role in which somebody has to answer; if "
                               "not set, accountable or responsible",
                               "须有人承担的角色；不写则为负责或执行"))},
      .scope = ScopeOfWork(Reach::kChain),
      .evaluate = FindAnswererMissing,
      .message = SayAnswererMissing};
}

CheckSpec ManyAccountable() {
  return {
      .name = "many_accountable",
      .meaning = Say("an open task is assigned to more than one accountable",
                     "未完成的任务有不止一个负责者"),
      .focus_kinds = {NodeKind::kTask},
      .scope = ScopeOfWork(Reach::kRow),
      .evaluate = FindManyAccountable,
      .message = SayManyAccountable};
}

CheckSpec TaskOverdue() {
  return {.name = "task_overdue",
          .meaning = Say("a task is not done, and its last day in time is past",
                         "任务未完成且已过截止日期"),
          .focus_kinds = {NodeKind::kTask},
          .scope = {.reads = {FactKind::kTasks, FactKind::kProgress},
                    .reach = Reach::kSubtree},
          .evaluate = FindTaskOverdue,
          .message = SayTaskOverdue};
}

}  // namespace zeren::internal
