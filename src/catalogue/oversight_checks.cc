// Work that is put to somebody outside the unit, and work that is overseen by
// who does it, or by who answers to them.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/expected_work.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

// --------------------------------------------------------------
// outside_chain

// Those who do the work. Who is asked, told or oversees it may be anywhere.
bool IsAssignee(Role role) {
  return role == Role::kAccountable || role == Role::kResponsible ||
         role == Role::kSupport;
}

// Where somebody is who is assigned: of a person the home or main unit; without
// any, wherever a post is held.
std::vector<UnitId> UnitsOfAssignee(const CheckView& view, Node assignee) {
  std::vector<UnitId> units;
  const auto add = [&](std::optional<UnitId> unit) {
    if (unit) units.push_back(*unit);
  };
  if (const std::optional<PersonId> person = assignee.As<PersonId>()) {
    add(view.main_unit(*person));
    if (!units.empty()) return units;
    for (const PostId post : view.posts(*person)) add(view.unit(post));
  } else {
    add(view.UnitOf(assignee));
  }
  return units;
}

void FindOutsideChain(const CheckView& view, Node focus, const Params&,
                      std::vector<Detection>& out) {
  const TaskId task = *focus.As<TaskId>();
  std::vector<Node> assignees;
  for (const Assigned& assigned : view.assignments(focus)) {
    if (IsAssignee(assigned.role)) assignees.push_back(assigned.to);
  }
  if (assignees.empty() || !view.open(task)) return;
  const std::optional<UnitId> top = view.unit(task);
  if (!top) return;
  std::erase_if(assignees, [&](Node assignee) {
    const std::vector<UnitId> units = UnitsOfAssignee(view, assignee);
    return units.empty() ||
           std::any_of(units.begin(), units.end(),
                       [&](UnitId unit) { return view.IsWithin(unit, *top); });
  });
  if (assignees.empty()) return;
  const Organization& organization = view.organization();
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"unit", organization.NameOf(*top)},
                     {"assignees", NamesInOrder(organization, assignees)}}});
}

Text SayOutsideChain(const Organization& organization,
                     const Detection& detection, const Params&) {
  const Node unit = NodeIn(organization, detection.value, "unit");
  return Say(
      Concat(InEnglish(organization, detection.focus), " of ",
             InEnglish(organization, unit),
             " is assigned to somebody outside it: ",
             InEnglish(organization, detection.value, "assignees")),
      Concat(InChinese(organization, unit), "的",
             InChinese(organization, detection.focus), "分配给了该单位以外的：",
             InChinese(organization, detection.value, "assignees")));
}

// -------------------------------------------------------------
// self_oversight

// By what somebody answers: a post, or as a person. Nobody is known of a post
// whose holder is withheld.
struct Answering {
  Node seat;
  Node who;
};

void AppendAnswering(const Resolution& resolution,
                     std::vector<Answering>& answering) {
  for (const ResolutionStep& step : resolution.steps) {
    switch (step.rule) {
      case ResolutionRule::kHolder:
      case ResolutionRule::kActingHolder:
      case ResolutionRule::kPerson:
      case ResolutionRule::kUndisclosed:
        answering.push_back({step.at, step.to});
        break;
      default:
        break;
    }
  }
}

// Whether the post is above a seat: it is further up the chain than a post, or
// the superior of a person or above that.
bool IsAbove(const CheckView& view, PostId post, Node seat) {
  if (const std::optional<PostId> below = seat.As<PostId>()) {
    return *below != post && view.IsWithin(*below, post);
  }
  const std::optional<PostId> superior = view.superior(*seat.As<PersonId>());
  return superior && view.IsWithin(*superior, post);
}

// Whether a seat answers to who does the work, by whichever post that one
// holds.
bool AnswersTo(const CheckView& view, Node seat, Node doer) {
  if (const std::optional<PostId> post = doer.As<PostId>()) {
    return IsAbove(view, *post, seat);
  }
  const IdRange<PostId> posts = view.posts(*doer.As<PersonId>());
  return std::any_of(posts.begin(), posts.end(),
                     [&](PostId post) { return IsAbove(view, post, seat); });
}

std::vector<Answering> DoersOf(const CheckView& view, Node work) {
  std::vector<Answering> doers;
  AppendAnswering(view.Resolve(work, Role::kAccountable), doers);
  AppendAnswering(view.Resolve(work, Role::kResponsible), doers);
  return doers;
}

void FindSelfOversight(const CheckView& view, Node focus, const Params&,
                       std::vector<Detection>& out) {
  const TaskId task = *focus.As<TaskId>();
  if (!view.nearest_assigned(task, Role::kOversight) || !view.open(task)) {
    return;
  }
  std::vector<Answering> overseers;
  AppendAnswering(view.Resolve(focus, Role::kOversight), overseers);
  if (overseers.empty()) return;
  const Organization& organization = view.organization();
  const std::vector<Answering> doers = DoersOf(view, focus);

  // All seats of one overseer together.
  std::sort(overseers.begin(), overseers.end(),
            [&](const Answering& a, const Answering& b) {
              return a.who != b.who && organization.Before(a.who, b.who);
            });
  for (std::size_t i = 0; i < overseers.size();) {
    const Node who = overseers[i].who;
    bool same = false;
    std::vector<Node> above;
    for (; i < overseers.size() && overseers[i].who == who; ++i) {
      for (const Answering& doer : doers) {
        same = same || doer.who == who;
        if (AnswersTo(view, overseers[i].seat, doer.who)) {
          above.push_back(doer.who);
        }
      }
    }
    if (!same && above.empty()) continue;
    std::string name = organization.NameOf(who);
    Value answers_to;
    if (!same) answers_to = NamesInOrder(organization, above).front();
    out.push_back(
        {.focus = focus,
         .key = name,
         .value = Value::Record{{"overseer", name},
                                {"answers_to", std::move(answers_to)}}});
  }
}

Text SaySelfOversight(const Organization& organization,
                      const Detection& detection, const Params&) {
  const Node overseer = NodeIn(organization, detection.value, "overseer");
  const Node doer = NodeIn(organization, detection.value, "answers_to");
  const std::string en = Concat(InEnglish(organization, overseer), " oversees ",
                                InEnglish(organization, detection.focus));
  const std::string zh = Concat(InChinese(organization, overseer), "监督",
                                InChinese(organization, detection.focus));
  if (doer.kind() == NodeKind::kDocument) {
    return Say(Concat(en, " and also does it"), Concat(zh, "，同时又负责执行"));
  }
  return Say(
      Concat(en, " and answers to ", InEnglish(organization, doer),
             ", who does it"),
      Concat(zh, "，却受负责执行的", InChinese(organization, doer), "领导"));
}

}  // namespace

CheckSpec OutsideChain() {
  return {.name = "outside_chain",
          .meaning =
              Say("an open task is assigned, as accountable, responsible or "
                  "in support, to somebody who is neither in its unit nor "
                  "in one below",
                  "未完成的任务的负责、执行或支持者不在任务所属单位及其下级"),
          .focus_kinds = {NodeKind::kTask},
          .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                              FactKind::kPosts, FactKind::kPersons,
                              FactKind::kMemberships, FactKind::kAppointments,
                              FactKind::kTasks, FactKind::kAssignments,
                              FactKind::kProgress},
                    .reach = Reach::kChain},
          .evaluate = FindOutsideChain,
          .message = SayOutsideChain};
}

CheckSpec SelfOversight() {
  return {.name = "self_oversight",
          .meaning = Say("who oversees an open task is also accountable or "
                         "responsible for it, or answers, at whatever "
                         "distance, to somebody who is",
                         "未完成任务的监督者同时负责或执行该任务，"
                         "或处于负责、执行者的领导之下"),
          .focus_kinds = {NodeKind::kTask},
          .scope = ScopeOfWork(Reach::kChain),
          .evaluate = FindSelfOversight,
          .message = SaySelfOversight};
}

}  // namespace zeren::internal
