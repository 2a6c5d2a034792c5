// The commands about work: who answers for it, and who could.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "src/command/internal/queries.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/advise/statement.h"
#include "zeren/assign/candidates.h"
#include "zeren/assign/matrix.h"
#include "zeren/assign/plan.h"
#include "zeren/assign/resolution.h"
#include "zeren/assign/responsibilities.h"
#include "zeren/assign/responsible_over.h"
#include "zeren/assign/why_not.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"
#include "zeren/report/pages.h"

namespace zeren::internal {
namespace {

// Shows a result as JSON or as a page, whatever was asked for.
template <typename Result>
void ShowResult(const Query& query, const Snapshot& snapshot,
                const Result& result, bool why = false) {
  if (query.options().json()) {
    query.Show(WriteJson(snapshot, result));
  } else {
    query.Show(MakePage(snapshot, result,
                        {.language = query.options().language, .why = why}));
  }
}

int ShowOver(const Query& query, const Snapshot& snapshot, Node work,
             const WhoArguments& arguments) {
  const std::optional<Period> period =
      query.ReadPeriod("--over", arguments.over);
  if (!period) return kUnusable;
  const Organization& org = snapshot.organization();
  const auto timeline =
      ResponsibleOver(org, work, *ParseEnum<Role>(arguments.role), *period);
  if (!timeline.ok()) {
    query.Explain(timeline.status(), arguments.work);
    return kUnusable;
  }
  if (query.options().json()) {
    query.Show(WriteJson(org, *timeline));
  } else {
    query.Show(
        MakePage(org, *timeline,
                 {.language = query.options().language, .why = arguments.why}));
  }
  for (const ResponsibleTimeline::Step& step : timeline->steps) {
    if (!step.who.answered()) return kFound;
  }
  return kFine;
}

// Reads what to plan, and for whom; nothing after it has said what is wrong.
std::optional<PlanProblem> ReadProblem(const Query& query,
                                       const Snapshot& snapshot,
                                       const AssignArguments& arguments) {
  PlanProblem problem;
  problem.max_tasks = arguments.max_tasks;
  for (const std::string& name : arguments.tasks) {
    const auto task = query.Find<TaskId>(snapshot, name);
    if (!task) return std::nullopt;
    problem.tasks.push_back(*task);
  }
  if (problem.tasks.empty()) problem.tasks = TasksToPlan(snapshot);
  if (arguments.scope == "all") {
    problem.candidates.whole_organization = true;
  } else if (!arguments.scope.empty()) {
    problem.candidates.scope = query.Find<UnitId>(snapshot, arguments.scope);
    if (!problem.candidates.scope) return std::nullopt;
  }
  return problem;
}

// Lists who could do one task.
int ShowCandidates(const Query& query, const Snapshot& snapshot,
                   const PlanProblem& problem) {
  const auto list =
      Candidates(snapshot, problem.tasks.front(), problem.candidates);
  if (!list.ok()) {
    query.Explain(list.status(), query.source());
    return kUnusable;
  }
  ShowResult(query, snapshot, *list);
  return list->candidates.empty() ? kFound : kFine;
}

// Says why somebody is no candidate for one task.
int ShowWhyNotPlanned(const Query& query, const Snapshot& snapshot,
                      const PlanProblem& problem, std::string_view name) {
  const auto person = query.Find<PersonId>(snapshot, name);
  if (!person) return kUnusable;
  const auto exclusion =
      WhyNotPlanned(snapshot, problem, problem.tasks.front(), *person);
  if (!exclusion.ok()) {
    query.Explain(exclusion.status(), query.source());
    return kUnusable;
  }
  const TaskId task = problem.tasks.front();
  if (query.options().json()) {
    query.Show(WriteJson(snapshot, task, *person, *exclusion));
  } else {
    query.Show(MakePage(snapshot, task, *person, *exclusion,
                        {.language = query.options().language}));
  }
  return kFine;
}

}  // namespace

int RunWho(const Console& console, const WhoArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const bool any_day = !arguments.over.empty() || !arguments.why_not.empty();
  const std::optional<Node> work =
      any_day ? query.Find(*snapshot, arguments.work)
              : query.FindInForce(*snapshot, arguments.work);
  if (!work) return kUnusable;
  if (work->kind() != NodeKind::kTask && work->kind() != NodeKind::kDuty) {
    query.Explain(Concat(arguments.work, " is neither a task nor a duty"));
    return kUnusable;
  }
  if (!arguments.over.empty()) {
    return ShowOver(query, *snapshot, *work, arguments);
  }
  const Role role = *ParseEnum<Role>(arguments.role);
  if (!arguments.why_not.empty()) {
    const auto person = query.Find<PersonId>(*snapshot, arguments.why_not);
    if (!person) return kUnusable;
    ShowResult(query, *snapshot, WhyNot(*snapshot, *work, role, *person));
    return kFine;
  }
  const Resolution resolution = ResolveResponsible(*snapshot, *work, role);
  ShowResult(query, *snapshot, resolution, arguments.why);
  return resolution.answered() ? kFine : kFound;
}

int RunDuties(const Console& console, const DutiesArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const std::optional<Node> node = query.FindInForce(*snapshot, arguments.node);
  if (!node) return kUnusable;
  std::optional<Role> role;
  if (!arguments.role.empty()) role = ParseEnum<Role>(arguments.role);
  const auto all = ResponsibilitiesOf(*snapshot, *node, role);
  if (!all.ok()) {
    query.Explain(all.status(), arguments.node);
    return kUnusable;
  }
  ShowResult(query, *snapshot, *all);
  return kFine;
}

int RunStatement(const Console& console, const StatementArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const std::optional<Node> node = query.FindInForce(*snapshot, arguments.node);
  if (!node) return kUnusable;
  const auto statement = StatementOf(*snapshot, *node);
  if (!statement.ok()) {
    query.Explain(statement.status(), arguments.node);
    return kUnusable;
  }
  ShowResult(query, *snapshot, *statement);
  return kFine;
}

int RunMatrix(const Console& console, const MatrixArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  if (!query.FindInForce(*snapshot, arguments.unit)) return kUnusable;
  const auto unit = query.Find<UnitId>(*snapshot, arguments.unit);
  if (!unit) return kUnusable;
  const auto matrix =
      MatrixOf(*snapshot, *unit,
               {.subtree = arguments.subtree, .finished = arguments.finished});
  if (!matrix.ok()) {
    query.Explain(matrix.status(), arguments.unit);
    return kUnusable;
  }
  ShowResult(query, *snapshot, *matrix);
  return kFine;
}

int RunAssign(const Console& console, const AssignArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const bool one_task = arguments.candidates || !arguments.why_not.empty();
  if (one_task && arguments.tasks.size() != 1) {
    query.Explain(Concat(arguments.candidates ? "--candidates" : "--why-not",
                         " is about one task; name it"));
    return kUnusable;
  }
  const auto problem = ReadProblem(query, *snapshot, arguments);
  if (!problem) return kUnusable;
  if (!arguments.why_not.empty()) {
    return ShowWhyNotPlanned(query, *snapshot, *problem, arguments.why_not);
  }
  if (arguments.candidates) return ShowCandidates(query, *snapshot, *problem);
  const auto plan = PlanAssignments(*snapshot, *problem);
  if (!plan.ok()) {
    query.Explain(plan.status(), query.source());
    return kUnusable;
  }
  ShowResult(query, *snapshot, *plan);
  return plan->unplaced.empty() ? kFine : kFound;
}

}  // namespace zeren::internal
