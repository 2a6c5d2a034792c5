// history.h -- everything that was ever recorded of one person, post or unit.

#ifndef ZEREN_MODEL_HISTORY_H_
#define ZEREN_MODEL_HISTORY_H_

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/period.h"
#include "zeren/model/organization.h"

namespace zeren {

// One fact: a record, and the days for which it was written.
struct HistoryFact {
  std::variant<UnitView, UnitLineView, PostView, ReportingLineView, PersonView,
               MembershipView, AppointmentView, AbsenceView>
      record;
  std::optional<absl::CivilDay> from;
  Until to;

  // The array of the document that the record is from ("memberships").
  std::string_view array() const;
};

// Returns the facts about a person (itself, memberships, appointments,
// absences), a post (itself, reporting lines at both ends, appointments) or a
// unit (itself, lines at both ends, posts, memberships), in order of time: by
// written start, those without one first, then by array in the order of the
// format. Strings live as long as the organisation. Errors: kInvalidArgument
// for nodes of other kinds.
absl::StatusOr<std::vector<HistoryFact>> HistoryOf(
    const Organization& organization, Node node);

}  // namespace zeren

#endif  // ZEREN_MODEL_HISTORY_H_
