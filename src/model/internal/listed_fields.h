// listed_fields.h -- which fields of records hold words that the profile lists.

#ifndef ZEREN_MODEL_INTERNAL_LISTED_FIELDS_H_
#define ZEREN_MODEL_INTERNAL_LISTED_FIELDS_H_

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "zeren/core/problem.h"
#include "zeren/model/profile.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// Calls `visit.operator()<View, kMember>(field, vocabulary, entries)` for each
// such field.
template <typename Visit>
void ForEachListedField(const Profile& profile, Visit visit) {
  visit.template operator()<UnitView, &UnitView::kind>("kind", "unit_kinds",
                                                       profile.unit_kinds);
  visit.template operator()<UnitLineView, &UnitLineView::kind>(
      "kind", "line_kinds", profile.line_kinds);
  visit.template operator()<PostView, &PostView::kind>("kind", "post_kinds",
                                                       profile.post_kinds);
  visit.template operator()<ReportingLineView, &ReportingLineView::kind>(
      "kind", "line_kinds", profile.line_kinds);
  visit.template operator()<MembershipView, &MembershipView::standing>(
      "standing", "standings", profile.standings);
  visit.template operator()<DutyView, &DutyView::kind>("kind", "duty_kinds",
                                                       profile.duty_kinds);
  visit.template operator()<TaskView, &TaskView::cascade>(
      "cascade", "unit_kinds", profile.unit_kinds);
  visit.template operator()<EventView, &EventView::kind>("kind", "event_kinds",
                                                         profile.event_kinds);
  visit.template operator()<TrainingView, &TrainingView::class_>(
      "class", "course_classes", profile.course_classes);
}

// Returns what to say of a word that is not among the entries, without its
// place.
inline std::optional<Problem> JudgeListedWord(std::string_view word,
                                              std::string_view field,
                                              std::string_view vocabulary,
                                              const auto& entries,
                                              const Profile& profile) {
  std::vector<std::string_view> listed;
  for (const auto& entry : entries) listed.push_back(entry.id);
  if (std::find(listed.begin(), listed.end(), word) != listed.end()) {
    return std::nullopt;
  }
  const std::string_view nearest = NearestName(word, listed);
  return Problem{
      .message = Concat(field, " ", Quoted(word), " is not one of the ",
                        vocabulary, " of profile ", Quoted(profile.id)),
      .remedy = nearest.empty() ? Concat("add it to `", vocabulary, "`")
                                : Concat("did you mean \"", nearest, "\"?")};
}

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_LISTED_FIELDS_H_
