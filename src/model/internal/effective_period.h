// effective_period.h -- the days on which a fact is in force: its own, and
// those of all that it needs.

#ifndef ZEREN_MODEL_INTERNAL_EFFECTIVE_PERIOD_H_
#define ZEREN_MODEL_INTERNAL_EFFECTIVE_PERIOD_H_

#include <cstdint>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

// What a fact has left of its own days when it needs that entity.
template <typename View>
DayRange NeededDays(const OrganizationRep& rep, std::uint32_t index) {
  return index < rep.table<View>().size() ? rep.table<View>().Written(index)
                                          : kNoDays;
}

// Of an appointment, the periods of posts have to be known.
template <typename View>
DayRange EffectivePeriodOf(const OrganizationRep& rep, std::uint32_t row);

template <>
inline DayRange EffectivePeriodOf<PostView>(const OrganizationRep& rep,
                                            std::uint32_t row) {
  const Table<PostView>& posts = rep.table<PostView>();
  const std::uint32_t unit = posts.Get<&PostView::unit>()[row];
  const DayRange own = posts.Written(row);
  // A post whose unit the document lacks stays in force.
  return rep.Exists(NodeKind::kUnit, unit)
             ? own.Within(NeededDays<UnitView>(rep, unit))
             : own;
}

template <>
inline DayRange EffectivePeriodOf<MembershipView>(const OrganizationRep& rep,
                                                  std::uint32_t row) {
  const Table<MembershipView>& rows = rep.table<MembershipView>();
  return rows.Written(row)
      .Within(
          NeededDays<PersonView>(rep, rows.Get<&MembershipView::person>()[row]))
      .Within(
          NeededDays<UnitView>(rep, rows.Get<&MembershipView::unit>()[row]));
}

template <>
inline DayRange EffectivePeriodOf<AppointmentView>(const OrganizationRep& rep,
                                                   std::uint32_t row) {
  const Table<AppointmentView>& rows = rep.table<AppointmentView>();
  const std::uint32_t post = rows.Get<&AppointmentView::post>()[row];
  const std::uint32_t person = rows.Get<&AppointmentView::person>()[row];
  const DayRange filled = rows.Written(row).Within(
      rep.Exists(NodeKind::kPost, post) ? rep.post_periods[post] : kNoDays);
  // A withheld name needs no person.
  return person == kNoIndex
             ? filled
             : filled.Within(NeededDays<PersonView>(rep, person));
}

template <>
inline DayRange EffectivePeriodOf<AbsenceView>(const OrganizationRep& rep,
                                               std::uint32_t row) {
  const Table<AbsenceView>& rows = rep.table<AbsenceView>();
  return rows.Written(row).Within(
      NeededDays<PersonView>(rep, rows.Get<&AbsenceView::person>()[row]));
}

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_EFFECTIVE_PERIOD_H_
