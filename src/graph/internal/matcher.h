// matcher.h -- whether a node meets a condition, for whatever knows one day:
// the tables of a snapshot, or the facts themselves.

#ifndef ZEREN_GRAPH_INTERNAL_MATCHER_H_
#define ZEREN_GRAPH_INTERNAL_MATCHER_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"
#include "zeren/model/condition.h"

namespace zeren::internal {

// ---- What the records alone say

// The level of the unit's kind, if the profile gives it one.
std::optional<std::int32_t> LevelOf(const OrganizationRep& org, UnitId unit);
bool HasKind(const OrganizationRep& org, Node node, std::string_view kind);
bool HasOneKindOf(const OrganizationRep& org, Node node,
                  const std::vector<std::string>& kinds);
bool HasAttribute(const OrganizationRep& org, Node node,
                  const Condition::Attribute& asked);
// The whole years from a day to one that is not before it. The anniversary of
// 29 February is 1 March in other years.
std::int64_t YearsBetween(absl::CivilDay from, absl::CivilDay day);
// Of a person on a day. The age of other nodes, of the unborn and of those
// whose day of birth is not written is not known.
std::optional<std::int64_t> AgeOf(const OrganizationRep& org, Node node,
                                  DayNumber day);
bool HasAge(const OrganizationRep& org, Node node, DayNumber day,
            const Condition::Age& age);
// The first day after this one on which `HasAge` may be otherwise; `kNever` if
// there is none.
DayNumber NextAgeTurn(const OrganizationRep& org, Node node, DayNumber day,
                      const Condition::Age& age);
// Whether a condition, or a part of it, asks for the members of units.
bool AsksMembers(const Condition& condition);
// Whether a membership has one of these standings.
bool HasStanding(const OrganizationRep& org, std::uint32_t membership,
                 const std::vector<std::string>& standings);

// Whether a head count includes a membership.
bool IsCounted(const OrganizationRep& org, std::uint32_t membership,
               std::string_view head_count);

template <typename T>
bool IsInBounds(T value, const std::optional<T>& min,
                const std::optional<T>& max) {
  return (!min || *min <= value) && (!max || value <= *max);
}

// ---- What a day says as well

// Matcher
//
// `Matches` for a `Facts`, which has
//
//   const OrganizationRep& rep();
//   DayNumber day();
//   std::optional<std::int32_t> level(UnitId unit);
//   std::int64_t head_count(UnitId unit, std::string_view of);
//   bool AnyMembershipOf(PersonId person, visit(row));  // in force
//   bool AnyMemberOf(UnitId unit, visit(PersonId));     // in force
//   bool AnyPostOf(PersonId person, visit(PostId));     // held
//   bool AnyPostOf(UnitId unit, visit(PostId));         // in force
//   bool AnyChildOf(UnitId unit, visit(UnitId));
//
// where the last five say whether some visit is true. Recurses over the
// condition, whose depth the parser bounds, and not over the organisation.
template <typename Facts>
class Matcher {
 public:
  explicit Matcher(Facts facts) : facts_(facts) {}

  bool Matches(Node node, const Condition& condition) {
    const OrganizationRep& org = facts_.rep();
    const auto matches = [&](const Condition& part) {
      return Matches(node, part);
    };
    return (condition.kinds.empty() ||
            HasOneKindOf(org, node, condition.kinds)) &&
           (condition.standings.empty() ||
            StandsAs(node, condition.standings)) &&
           (condition.levels.empty() || IsAtLevel(node, condition.levels)) &&
           (!condition.count || HasCount(node, *condition.count)) &&
           (!condition.has || HasWhatIsAsked(node, *condition.has)) &&
           (!condition.attribute ||
            HasAttribute(org, node, *condition.attribute)) &&
           (!condition.age || facts_.HasAge(node, *condition.age)) &&
           std::all_of(condition.all.begin(), condition.all.end(), matches) &&
           (!condition.any || std::any_of(condition.any->begin(),
                                          condition.any->end(), matches)) &&
           std::none_of(condition.none.begin(), condition.none.end(), matches);
  }

 private:
  bool StandsAs(Node node, const std::vector<std::string>& standings) {
    const std::optional<PersonId> person = node.As<PersonId>();
    return person && facts_.AnyMembershipOf(*person, [&](std::uint32_t row) {
      return HasStanding(facts_.rep(), row, standings);
    });
  }
  bool IsAtLevel(Node node, const std::vector<std::int64_t>& levels) {
    const std::optional<UnitId> unit = node.As<UnitId>();
    if (!unit) return false;
    const std::optional<std::int32_t> level = facts_.level(*unit);
    return level &&
           std::find(levels.begin(), levels.end(), *level) != levels.end();
  }
  bool HasCount(Node node, const Condition::Count& count) {
    const std::optional<UnitId> unit = node.As<UnitId>();
    return unit &&
           IsInBounds(facts_.head_count(*unit, count.of), count.min, count.max);
  }
  bool HasWhatIsAsked(Node node, const Condition::Has& has) {
    const auto has_kind = [&](const std::string& kind) {
      return [&](Node other) { return HasKind(facts_.rep(), other, kind); };
    };
    if (const std::optional<PersonId> person = node.As<PersonId>()) {
      return has.post_kind && !has.unit_kind && has.member.empty() &&
             facts_.AnyPostOf(*person, has_kind(*has.post_kind));
    }
    const std::optional<UnitId> unit = node.As<UnitId>();
    if (!unit) return false;
    return (!has.post_kind ||
            facts_.AnyPostOf(*unit, has_kind(*has.post_kind))) &&
           (!has.unit_kind ||
            facts_.AnyChildOf(*unit, has_kind(*has.unit_kind))) &&
           (has.member.empty() ||
            facts_.AnyMemberOf(*unit, [&](PersonId person) {
              return Matches(person, has.member.front());
            }));
  }

  Facts facts_;
};

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_MATCHER_H_
