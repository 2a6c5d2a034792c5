// expected_work.h -- what checks of who answers for work have in common.

#ifndef ZEREN_CATALOGUE_INTERNAL_EXPECTED_WORK_H_
#define ZEREN_CATALOGUE_INTERNAL_EXPECTED_WORK_H_

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/gaps/check.h"

namespace zeren::internal {

// Tasks that are open, and duties, which are in force if they are looked at.
inline bool Expected(const CheckView& view, Node work) {
  const std::optional<TaskId> task = work.As<TaskId>();
  return !task || view.open(*task);
}

// The names of nodes as a list, in order of bytes, each once.
inline Value::List NamesInOrder(const Organization& organization,
                                const std::vector<Node>& nodes) {
  std::vector<std::string> names;
  for (const Node node : nodes) names.push_back(organization.NameOf(node));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Value::List(names.begin(), names.end());
}

// Everything by which it is found who answers.
inline Scope ScopeOfWork(Reach reach) {
  return {
      .reads = {FactKind::kUnits, FactKind::kUnitLines, FactKind::kPosts,
                FactKind::kReportingLines, FactKind::kPersons,
                FactKind::kMemberships, FactKind::kAppointments,
                FactKind::kAbsences, FactKind::kDelegations, FactKind::kDuties,
                FactKind::kTasks, FactKind::kAssignments, FactKind::kProgress},
      .reach = reach};
}

// " as accountable", the same in Chinese, and nothing for no role.
inline Text SayRole(std::optional<Role> role) {
  if (!role) return Say("", "");
  return Say(Concat(" as ", NameOf(*role)),
             Concat("（角色：", InChinese(*role), "）"));
}

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_EXPECTED_WORK_H_
