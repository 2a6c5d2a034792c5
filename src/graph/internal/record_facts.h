// record_facts.h -- what a `Matcher` asks of a day, read from the records.

#ifndef ZEREN_GRAPH_INTERNAL_RECORD_FACTS_H_
#define ZEREN_GRAPH_INTERNAL_RECORD_FACTS_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/matcher.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"
#include "zeren/model/condition.h"

namespace zeren::internal {

// RecordFacts
//
// The facts of a `Day`, which has
//
//   const OrganizationRep& rep();
//   bool Holds(const DayRange& days);  // whether the day is one of these
//   bool HasAge(Node node, const Condition::Age& age);
//   bool AnyChildOf(UnitId unit, visit(UnitId));
//
// and is told of all that is asked.
template <typename Day>
class RecordFacts {
 public:
  explicit RecordFacts(Day day) : day_(std::move(day)) {}

  const OrganizationRep& rep() const { return day_.rep(); }
  bool HasAge(Node node, const Condition::Age& age) {
    return day_.HasAge(node, age);
  }
  std::optional<std::int32_t> level(UnitId unit) const {
    return LevelOf(rep(), unit);
  }
  std::int64_t head_count(UnitId unit, std::string_view of) {
    const auto& person_of = rep()
                                .template table<MembershipView>()
                                .template Get<&MembershipView::person>();
    absl::flat_hash_set<std::uint32_t> persons;
    ForEachRow(rep().memberships_of_unit, Index(unit), [&](std::uint32_t row) {
      if (day_.Holds(rep().membership_periods[row]) &&
          IsCounted(rep(), row, of)) {
        persons.insert(person_of[row]);
      }
    });
    return static_cast<std::int64_t>(persons.size());
  }
  template <typename Visit>
  bool AnyMembershipOf(PersonId person, const Visit& visit) {
    const Groups& groups = rep().memberships_of_person;
    for (std::uint32_t row = groups.begin(Index(person));
         row < groups.end(Index(person)); ++row) {
      if (day_.Holds(rep().membership_periods[row]) && visit(row)) return true;
    }
    return false;
  }
  template <typename Visit>
  bool AnyMemberOf(UnitId unit, const Visit& visit) {
    const auto& persons = rep()
                              .template table<MembershipView>()
                              .template Get<&MembershipView::person>();
    return AnyRow(rep().memberships_of_unit, Index(unit),
                  [&](std::uint32_t row) {
                    return day_.Holds(rep().membership_periods[row]) &&
                           visit(PersonId{persons[row]});
                  });
  }
  template <typename Visit>
  bool AnyPostOf(PersonId person, const Visit& visit) {
    const auto& posts = rep()
                            .template table<AppointmentView>()
                            .template Get<&AppointmentView::post>();
    return AnyRow(rep().appointments_of_person, Index(person),
                  [&](std::uint32_t row) {
                    return day_.Holds(rep().appointment_periods[row]) &&
                           visit(PostId{posts[row]});
                  });
  }
  template <typename Visit>
  bool AnyPostOf(UnitId unit, const Visit& visit) {
    return AnyRow(rep().posts_of_unit, Index(unit), [&](std::uint32_t post) {
      return day_.Holds(rep().post_periods[post]) && visit(PostId{post});
    });
  }
  template <typename Visit>
  bool AnyChildOf(UnitId unit, const Visit& visit) {
    return day_.AnyChildOf(unit, visit);
  }

 private:
  Day day_;
};

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_RECORD_FACTS_H_
