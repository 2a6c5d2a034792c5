// handover.h -- a year in which one post changes hands.

#ifndef ZEREN_TESTS_ASSIGN_HANDOVER_H_
#define ZEREN_TESTS_ASSIGN_HANDOVER_H_

#include "zeren/core/period.h"
#include "zeren/model/records.h"

namespace zeren::testing {

inline constexpr Period kHandoverYear = {absl::CivilDay(2026, 1, 1),
                                         absl::CivilDay(2027, 1, 1)};

// `task:report` is assigned to the head post of a branch, below a school whose
// head post `boss` holds. Of the branch's post `first` is the holder until 1
// March, `second` is acting from 15 March to 1 June, and `third` holds it from
// then on, absent from 1 to 20 August: five changes.
inline Records Handover() {
  constexpr absl::CivilDay kLeaves(2026, 3, 1);
  constexpr absl::CivilDay kActs(2026, 3, 15);
  constexpr absl::CivilDay kComes(2026, 6, 1);
  Records records;
  records.units.push_back({.id = "school", .kind = "unit"});
  records.units.push_back({.id = "branch", .kind = "unit", .parent = "school"});
  records.posts.push_back({.id = "boss", .unit = "school", .kind = "head"});
  records.posts.push_back(
      {.id = "secretary", .unit = "branch", .kind = "head"});
  for (const char* const id : {"boss", "first", "second", "third"}) {
    records.persons.push_back({.id = id});
  }
  records.appointments.push_back({.person = "boss", .post = "boss"});
  records.appointments.push_back(
      {.person = "first", .post = "secretary", .valid_to = kLeaves});
  records.appointments.push_back({.person = "second",
                                  .post = "secretary",
                                  .mode = AppointmentMode::kActing,
                                  .valid_from = kActs,
                                  .valid_to = kComes});
  records.appointments.push_back(
      {.person = "third", .post = "secretary", .valid_from = kComes});
  records.absences.push_back({.person = "third",
                              .valid_from = absl::CivilDay(2026, 8, 1),
                              .valid_to = absl::CivilDay(2026, 8, 20)});
  records.tasks.push_back({.id = "report", .unit = "branch"});
  records.assignments.push_back({.work = {NodeKind::kTask, "report"},
                                 .role = Role::kAccountable,
                                 .to = {NodeKind::kPost, "secretary"}});
  return records;
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_ASSIGN_HANDOVER_H_
