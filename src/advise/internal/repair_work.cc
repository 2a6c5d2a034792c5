// What might mend work that nobody answers for, or too many.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "src/advise/internal/repair_ideas.h"
#include "src/advise/internal/row_order.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/advise/cascade.h"
#include "zeren/assign/candidates.h"

namespace zeren::internal {
namespace {

// How many of one sort are tried.
constexpr std::size_t kMostOfOneSort = 3;

// The role in which somebody has to answer, by the rule.
Role RoleAskedFor(const RepairIdeas& ideas) {
  const Rule& rule = ideas.report().RuleOf(ideas.gap()).rule;
  for (const auto& [name, value] : rule.params) {
    const std::string* word = value.AsString();
    if (name != "role" || word == nullptr) continue;
    return ParseEnum<Role>(*word).value_or(Role::kAccountable);
  }
  return Role::kAccountable;
}

// The rows of the assignments in force of a piece of work, in one role, in
// order of what they say.
std::vector<std::uint32_t> RowsAssigned(const RepairIdeas& ideas, Node work,
                                        Role role) {
  const OrganizationRep& rep = ideas.rep();
  const Table<AssignmentView>& table = rep.table<AssignmentView>();
  const Groups& groups = work.kind() == NodeKind::kTask
                             ? rep.assignments_of_task
                             : rep.assignments_of_duty;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = groups.begin(work.index());
       row < groups.end(work.index()); ++row) {
    const Node to = table.Get<&AssignmentView::to>()[row];
    if (ideas.Holds(table.Written(row)) && rep.Exists(to) &&
        ideas.snapshot().InForce(to) &&
        Rows<AssignmentView>(&rep, row, row + 1)[0].role == role) {
      rows.push_back(row);
    }
  }
  SortByRecord<AssignmentView>(rep, rows);
  return rows;
}

// The units in which whoever answers for work is looked for: its own, and those
// of whoever it is assigned to; else that of a superior duty, or the only one
// at the top.
std::vector<UnitId> UnitsOfWork(const Snapshot& snapshot, Node work,
                                const std::vector<Node>& assigned) {
  std::vector<UnitId> units;
  const auto take = [&](Node node) {
    const std::optional<UnitId> unit = snapshot.UnitOf(node);
    if (unit && std::find(units.begin(), units.end(), *unit) == units.end()) {
      units.push_back(*unit);
    }
  };
  take(work);
  for (const Node node : assigned) take(node);
  for (std::optional<DutyId> at = work.As<DutyId>(); at && units.empty();) {
    at = snapshot.work().superior(*at);
    if (at) take(*at);
  }
  const auto roots = snapshot.units().forest().roots();
  if (units.empty() && roots.size() == 1) take(UnitId{roots.front()});
  return units;
}

// AnswererSearch
//
// Ideas of who might answer for the work of the gap.
class AnswererSearch {
 public:
  explicit AnswererSearch(RepairIdeas& ideas)
      : ideas_(ideas),
        org_(ideas.organization()),
        work_(ideas.focus()),
        role_(RoleAskedFor(ideas)),
        assigned_(RowsAssigned(ideas, work_, role_)) {}

  void Run() {
    const Snapshot& snapshot = ideas_.snapshot();
    const std::vector<UnitId> units = UnitsOfWork(snapshot, work_, Assignees());
    std::vector<PostId> heads;
    for (const UnitId unit : units) {
      for (const PostId head : HeadsFrom(snapshot, unit)) {
        if (std::find(heads.begin(), heads.end(), head) == heads.end()) {
          heads.push_back(head);
        }
      }
    }
    // Whom escalation would reach: heads who are there, nearest first.
    for (const PostId head : heads) {
      if (HasHolderPresent(snapshot, head)) Give(head);
    }
    // Vacant heads on the way, with somebody on them.
    std::size_t filled = 0;
    for (const PostId head : heads) {
      if (snapshot.posts().state(head) != PostState::kVacant) continue;
      if (++filled > kMostOfOneSort) break;
      Fill(head);
    }
    // Others who are there.
    for (const UnitId unit : units) GiveToOtherPosts(unit, heads);
    if (const auto task = work_.As<TaskId>()) {
      GiveToCandidates(*task);
    } else {
      for (const UnitId unit : units) GiveToPersonsNear(unit);
    }
    ideas_.SayNothing(
        Say("nobody was found in its units or above who could "
            "answer for it",
            "在有关单位及其上级未找到可以负责的人"));
  }

 private:
  std::vector<Node> Assignees() const {
    const auto& to =
        ideas_.rep().table<AssignmentView>().Get<&AssignmentView::to>();
    std::vector<Node> nodes;
    for (const std::uint32_t row : assigned_) nodes.push_back(to[row]);
    return nodes;
  }

  // Assigns the work; whoever it is assigned to in that role answers no more.
  void Give(Node to) {
    RecordEdits edits = ideas_.Edits();
    for (const std::uint32_t row : assigned_) edits.End<AssignmentView>(row);
    AssignmentRecord assignment;
    assignment.work = {work_.kind(), std::string(org_.id(work_))};
    assignment.role = role_;
    assignment.to = {to.kind(), std::string(org_.id(to))};
    assignment.valid_from = ideas_.day();
    edits.Add(std::move(assignment));
    const std::string day = FormatDay(ideas_.day());
    const bool instead = !assigned_.empty();
    ideas_.Add(edits,
               Say(Concat("assign ", InEnglish(org_, work_), " to ",
                          InEnglish(org_, to), " as ", NameOf(role_), " from ",
                          day, instead ? ", and to nobody else" : ""),
                   Concat("自", day, "起将", InChinese(org_, work_), "分配给",
                          InChinese(org_, to), "（角色：", InChinese(role_),
                          "）", instead ? "，并终止原有分配" : "")));
  }

  void Fill(PostId head) {
    const std::string day = FormatDay(ideas_.day());
    for (const PersonId person : BestPersonsFor(
             ideas_.snapshot(), org_.row(head).unit, kMostOfOneSort)) {
      RecordEdits edits = ideas_.Edits();
      Appoint(ideas_, person, org_.id(head), edits);
      ideas_.Add(edits, Say(Concat("appoint ", InEnglish(org_, person), " to ",
                                   InEnglish(org_, head), " from ", day),
                            Concat("自", day, "起任命", InChinese(org_, person),
                                   "担任", InChinese(org_, head))));
    }
  }

  void GiveToOtherPosts(UnitId unit, const std::vector<PostId>& heads) {
    std::size_t given = 0;
    for (const PostId post : ideas_.snapshot().units().posts(unit)) {
      if (!HasHolderPresent(ideas_.snapshot(), post) ||
          std::find(heads.begin(), heads.end(), post) != heads.end()) {
        continue;
      }
      if (++given > kMostOfOneSort) break;
      Give(post);
    }
  }

  void GiveToPersonsNear(UnitId unit) {
    for (const PersonId person :
         BestPersonsFor(ideas_.snapshot(), org_.id(unit), kMostOfOneSort)) {
      Give(person);
    }
  }

  // Those to whom a plan would give the task.
  void GiveToCandidates(TaskId task) {
    const absl::StatusOr<CandidateList> list =
        Candidates(ideas_.snapshot(), task);
    if (!list.ok()) return;
    const std::size_t count = std::min(list->candidates.size(), kMostOfOneSort);
    for (std::size_t i = 0; i < count; ++i) {
      Give(list->candidates[i].person);
    }
  }

  RepairIdeas& ideas_;
  const Organization& org_;
  const Node work_;
  const Role role_;
  const std::vector<std::uint32_t> assigned_;
};

}  // namespace

void MendUnansweredWork(RepairIdeas& ideas) { AnswererSearch(ideas).Run(); }

// Whoever was assigned first is kept; failing that, another.
void MendManyAccountable(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const Table<AssignmentView>& table = ideas.rep().table<AssignmentView>();
  const auto& to = table.Get<&AssignmentView::to>();
  std::vector<std::tuple<DayNumber, std::string, std::uint32_t>> ranked;
  for (const std::uint32_t row :
       RowsAssigned(ideas, ideas.focus(), Role::kAccountable)) {
    ranked.emplace_back(table.Written(row).from, org.NameOf(to[row]), row);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) {
                     return std::tie(std::get<0>(a), std::get<1>(a)) <
                            std::tie(std::get<0>(b), std::get<1>(b));
                   });
  std::vector<Node> kept;
  for (const auto& [from, name, row] : ranked) {
    const Node keep = to[row];
    if (std::find(kept.begin(), kept.end(), keep) != kept.end()) continue;
    kept.push_back(keep);
    RecordEdits edits = ideas.Edits();
    for (const auto& other : ranked) {
      const std::uint32_t other_row = std::get<std::uint32_t>(other);
      if (to[other_row] != keep) edits.End<AssignmentView>(other_row);
    }
    const std::string day = FormatDay(ideas.day());
    ideas.Add(edits, Say(Concat("let ", InEnglish(org, keep),
                                " alone be accountable for ",
                                InEnglish(org, ideas.focus()), " from ", day),
                         Concat("自", day, "起只由", InChinese(org, keep), "对",
                                InChinese(org, ideas.focus()), "负责")));
  }
}

// The missing parts, level by level, or else all directly below the task.
void MendNotCascaded(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const TaskId task = *ideas.focus().As<TaskId>();
  const std::string kind(org.row(task).cascade.value_or(""));
  for (const bool flat : {false, true}) {
    const absl::StatusOr<Cascade> cascade =
        CascadeTask(ideas.snapshot(), task, kind, {.flat = flat});
    if (!cascade.ok()) continue;
    RecordEdits edits = ideas.Edits();
    for (const Change& change : cascade->changes) {
      std::visit(
          [&](const auto& any) {
            if (any.op == ChangeOp::kAdd) edits.Add(any.fields.record());
          },
          change.any());
    }
    const std::string count = std::to_string(cascade->parts.size());
    ideas.Add(
        edits,
        Say(Concat("take ", InEnglish(org, task),
                   " down to the units of kind "
                   "\"",
                   kind, "\" by ", count, " new ",
                   cascade->parts.size() == 1 ? "task" : "tasks",
                   flat ? ", all directly below it" : ", level by level"),
            Concat("将", InChinese(org, task), "分解到“", kind, "”类单位，新增",
                   count, "项任务", flat ? "，均直接隶属于它" : "，逐级分解")));
  }
}

// The head of the unit that the finding is about, or of one above; those who
// are there first.
void MendUnownedFinding(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const Snapshot& snapshot = ideas.snapshot();
  const std::optional<UnitId> unit = snapshot.UnitOf(ideas.focus());
  if (!unit) {
    ideas.SayNothing(
        Say("what it is about belongs to no unit", "所涉对象不属于任何单位"));
    return;
  }
  const std::vector<PostId> heads = HeadsFrom(snapshot, *unit);
  for (const bool present : {true, false}) {
    for (const PostId head : heads) {
      if (HasHolderPresent(snapshot, head) != present) continue;
      RecordEdits edits = ideas.Edits();
      edits.Set<FindingView>(
          ideas.focus().index(),
          Partial<FindingRecord>().With(
              &FindingRecord::owner,
              BasicNodeRef<std::string>(NodeKind::kPost,
                                        std::string(org.id(head)))));
      ideas.Add(edits,
                Say(Concat("make ", InEnglish(org, head), " the owner of ",
                           InEnglish(org, ideas.focus())),
                    Concat("由", InChinese(org, head), "作为",
                           InChinese(org, ideas.focus()), "的责任人")));
    }
  }
  ideas.SayNothing(Say("no unit there has a head post", "没有负责人岗位"));
}

}  // namespace zeren::internal
