// bound_days.h -- the days on which a node is there and meets a condition.

#ifndef ZEREN_WORK_INTERNAL_BOUND_DAYS_H_
#define ZEREN_WORK_INTERNAL_BOUND_DAYS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "src/core/internal/days.h"
#include "src/graph/internal/history_day.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"
#include "zeren/model/condition.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

// The days on which a unit, post or person is in force.
DayRange DaysThere(const OrganizationRep& rep, Node node);

// BoundDays
//
// Thread-safety: none. Lifetime: keeps a reference to the organisation.
class BoundDays {
 public:
  explicit BoundDays(const Organization& organization)
      : organization_(organization) {}

  // The longest runs of days within `days` on which a unit, post or person is
  // in force and meets the condition, in order. O(facts of the node, for each
  // day on which one of them turns); where units below are asked for, also once
  // O(units and lines).
  std::vector<DayRange> Of(Node node, const Condition& condition,
                           const DayRange& days);

  // The first later day on which it turns whether the node is in force and
  // meets the condition; `kNever` if there is none. O(facts of the node, for
  // each day until then on which one of them turns).
  DayNumber NextTurn(Node node, const Condition& condition, DayNumber day);

 private:
  class Day;
  bool Meets(Node node, const Condition& condition, DayNumber day,
             DayNumber& until);
  void ListChildren();

  const Organization& organization_;
  // Where units below are asked for: who is above them on a day, and the units
  // of which a line, of any day, leads to a unit, as a list for each.
  std::optional<HistoryDay> lines_;
  std::vector<std::vector<std::uint32_t>> below_;
};

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_BOUND_DAYS_H_
