// touch.h -- what a row of a table is about, for those who keep answers up to
// date while rows come and go.

#ifndef ZEREN_MODEL_INTERNAL_TOUCH_H_
#define ZEREN_MODEL_INTERNAL_TOUCH_H_

#include <cstdint>
#include <type_traits>

#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

enum class Touched : std::uint8_t {
  kUnit,          // A unit itself, or a line up from it.
  kUnitMembers,   // The memberships in a unit.
  kUnitPosts,     // The posts of a unit.
  kUnitTasks,     // The tasks of a unit.
  kPost,          // A post itself, an appointment to it, or a line up from it.
  kPerson,        // A person.
  kMember,        // The memberships of a person.
  kHolder,        // The appointments of a person.
  kAbsentee,      // The absences of a person.
  kTask,          // A task itself.
  kWhole,         // The parts of a task.
  kTaskStanding,  // How far a task is; not which parts it has, or where it is.
  kTaskWork,      // The assignments of a task.
  kDuty,          // A duty itself, or its assignments.
  kPostDelegate,  // The delegations of a post.
  kPersonDelegate,  // The delegations of a person.
  kDelegation,      // A delegation itself.
  kFinding,         // A finding itself.
  kEvent,           // An event itself.
  kOther,           // Anything else that a snapshot shows.
};

// Something that a row is about: the index of a unit, post, person or task,
// which the document may lack.
struct Touch {
  Touched what = Touched::kOther;
  std::uint32_t index = kNoIndex;

  friend auto operator<=>(const Touch&, const Touch&) = default;
};

// Calls `visit(touch)` for all that a row is about: what may have another
// answer when the row comes, goes or changes. Of a change both the row before
// and the one after count.
template <typename View, typename Visit>
void ForEachTouch(const OrganizationRep& rep, std::uint32_t row, Visit visit) {
  const Table<View>& table = rep.table<View>();
  if constexpr (std::is_same_v<View, UnitView>) {
    visit(Touch{Touched::kUnit, row});
  } else if constexpr (std::is_same_v<View, UnitLineView>) {
    visit(
        Touch{Touched::kUnit, table.template Get<&UnitLineView::child>()[row]});
  } else if constexpr (std::is_same_v<View, PostView>) {
    visit(Touch{Touched::kPost, row});
    visit(
        Touch{Touched::kUnitPosts, table.template Get<&PostView::unit>()[row]});
  } else if constexpr (std::is_same_v<View, ReportingLineView>) {
    visit(Touch{Touched::kPost,
                table.template Get<&ReportingLineView::post>()[row]});
  } else if constexpr (std::is_same_v<View, PersonView>) {
    visit(Touch{Touched::kPerson, row});
  } else if constexpr (std::is_same_v<View, MembershipView>) {
    visit(Touch{Touched::kMember,
                table.template Get<&MembershipView::person>()[row]});
    visit(Touch{Touched::kUnitMembers,
                table.template Get<&MembershipView::unit>()[row]});
  } else if constexpr (std::is_same_v<View, AppointmentView>) {
    visit(Touch{Touched::kPost,
                table.template Get<&AppointmentView::post>()[row]});
    visit(Touch{Touched::kHolder,
                table.template Get<&AppointmentView::person>()[row]});
  } else if constexpr (std::is_same_v<View, AbsenceView>) {
    visit(Touch{Touched::kAbsentee,
                table.template Get<&AbsenceView::person>()[row]});
  } else if constexpr (std::is_same_v<View, TaskView>) {
    visit(Touch{Touched::kTask, row});
    visit(
        Touch{Touched::kUnitTasks, table.template Get<&TaskView::unit>()[row]});
    visit(Touch{Touched::kWhole, table.template Get<&TaskView::parent>()[row]});
  } else if constexpr (std::is_same_v<View, ProgressView>) {
    visit(Touch{Touched::kTaskStanding,
                table.template Get<&ProgressView::task>()[row]});
  } else {
    if constexpr (std::is_same_v<View, AssignmentView>) {
      const Node work = table.template Get<&AssignmentView::work>()[row];
      visit(Touch{
          work.kind() == NodeKind::kTask ? Touched::kTaskWork : Touched::kDuty,
          work.index()});
    } else if constexpr (std::is_same_v<View, DutyView>) {
      visit(Touch{Touched::kDuty, row});
    } else if constexpr (std::is_same_v<View, DelegationView>) {
      const Node from = table.template Get<&DelegationView::from>()[row];
      visit(Touch{from.kind() == NodeKind::kPost ? Touched::kPostDelegate
                                                 : Touched::kPersonDelegate,
                  from.index()});
      visit(Touch{Touched::kDelegation, row});
    } else if constexpr (std::is_same_v<View, FindingView>) {
      visit(Touch{Touched::kFinding, row});
    } else if constexpr (std::is_same_v<View, EventView>) {
      visit(Touch{Touched::kEvent, row});
    }
    visit(Touch{});
  }
}

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_TOUCH_H_
