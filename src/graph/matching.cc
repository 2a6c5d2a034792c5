#include "zeren/graph/matching.h"

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "src/graph/internal/snapshot_rep.h"

namespace zeren {
namespace {

using internal::OrganizationRep;

bool Contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <typename T>
bool IsWithin(T value, const std::optional<T>& min,
              const std::optional<T>& max) {
  return (!min || *min <= value) && (!max || value <= *max);
}

// The word of the profile that says of which kind a node is; none for nodes
// without one.
std::optional<std::string_view> KindOf(const OrganizationRep& org, Node node) {
  const std::uint32_t word = [&] {
    switch (node.kind()) {
      case NodeKind::kUnit:
        return org.table<UnitView>().Get<&UnitView::kind>()[node.index()];
      case NodeKind::kPost:
        return org.table<PostView>().Get<&PostView::kind>()[node.index()];
      case NodeKind::kDuty:
        return org.table<DutyView>().Get<&DutyView::kind>()[node.index()];
      case NodeKind::kEvent:
        return org.table<EventView>().Get<&EventView::kind>()[node.index()];
      case NodeKind::kPerson:
      case NodeKind::kTask:
      case NodeKind::kFinding:
      case NodeKind::kDelegation:
      case NodeKind::kDocument:
        break;
    }
    return kNoIndex;
  }();
  if (word == kNoIndex) return std::nullopt;
  return org.names.words[word];
}

bool HasStanding(const Snapshot& snapshot, Node node,
                 const std::vector<std::string>& standings) {
  const std::optional<PersonId> person = node.As<PersonId>();
  if (!person) return false;
  const std::span<const std::uint32_t> rows =
      snapshot.people().membership_rows(*person);
  return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return Contains(standings, snapshot.membership(row).standing);
  });
}

bool HasLevel(const Snapshot& snapshot, Node node,
              const std::vector<std::int64_t>& levels) {
  const std::optional<UnitId> unit = node.As<UnitId>();
  if (!unit) return false;
  const std::optional<std::int32_t> level = snapshot.units().level(*unit);
  return level &&
         std::find(levels.begin(), levels.end(), *level) != levels.end();
}

bool HasCount(const Snapshot& snapshot, Node node,
              const Condition::Count& count) {
  const std::optional<UnitId> unit = node.As<UnitId>();
  return unit &&
         IsWithin(HeadCount(snapshot, *unit, count.of), count.min, count.max);
}

bool HasMember(const Snapshot& snapshot, UnitId unit, const Condition& member) {
  const auto rows = snapshot.units().member_rows(unit);
  return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return Matches(snapshot, snapshot.membership(row).person, member);
  });
}

bool HasWhatIsAsked(const Snapshot& snapshot, Node node,
                    const Condition::Has& has) {
  const OrganizationRep& org = snapshot.organization().rep();
  const auto any_of_kind = [&](const auto& nodes, std::string_view kind) {
    return std::any_of(nodes.begin(), nodes.end(),
                       [&](Node other) { return KindOf(org, other) == kind; });
  };
  if (const std::optional<PersonId> person = node.As<PersonId>()) {
    return has.post_kind && !has.unit_kind && has.member.empty() &&
           any_of_kind(snapshot.people().posts(*person), *has.post_kind);
  }
  const std::optional<UnitId> unit = node.As<UnitId>();
  if (!unit) return false;
  return (!has.post_kind ||
          any_of_kind(snapshot.units().posts(*unit), *has.post_kind)) &&
         (!has.unit_kind ||
          any_of_kind(snapshot.units().children(*unit), *has.unit_kind)) &&
         (has.member.empty() || HasMember(snapshot, *unit, has.member.front()));
}

// Returns the attributes of a node; nothing for kinds that have none.
std::optional<BasicAttributes<std::string_view>> AttributesOf(
    const OrganizationRep& org, Node node) {
  const std::uint32_t row = node.index();
  switch (node.kind()) {
    case NodeKind::kUnit:
      return org.table<UnitView>().Get<&UnitView::attributes>().Read(row,
                                                                     org.names);
    case NodeKind::kPost:
      return org.table<PostView>().Get<&PostView::attributes>().Read(row,
                                                                     org.names);
    case NodeKind::kPerson:
      return org.table<PersonView>().Get<&PersonView::attributes>().Read(
          row, org.names);
    case NodeKind::kTask:
      return org.table<TaskView>().Get<&TaskView::attributes>().Read(row,
                                                                     org.names);
    case NodeKind::kDuty:
    case NodeKind::kEvent:
    case NodeKind::kFinding:
    case NodeKind::kDelegation:
    case NodeKind::kDocument:
      break;
  }
  return std::nullopt;
}

using AttributeValue = decltype(BasicAttribute<std::string_view>::value);

std::optional<double> NumberOf(const Value& value) {
  if (const double* number = value.AsDouble()) return *number;
  if (const std::int64_t* number = value.AsInteger()) {
    return static_cast<double>(*number);
  }
  return std::nullopt;
}

// The value of an attribute as a neutral one. What nests is no scalar, and
// stands for nothing here, because nothing can be asked of it but that it is
// there.
Value ScalarOf(const AttributeValue& value) {
  return std::visit(
      [](const auto& v) {
        using T = std::remove_cvref_t<decltype(v)>;
        if constexpr (std::is_same_v<T, BasicJson<std::string_view>>) {
          return Value();
        } else {
          return Value(v);
        }
      },
      value);
}

// Whole numbers equal those that are written with a point.
bool AreEqual(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return false;
  if (a == b) return true;
  if (a.AsInteger() && b.AsInteger()) return false;
  const std::optional<double> x = NumberOf(a);
  return x && x == NumberOf(b);
}

// A value that is null is not written, as everywhere in a document.
bool IsWritten(const AttributeValue& value) {
  const auto* json = std::get_if<BasicJson<std::string_view>>(&value);
  return json == nullptr || json->text != "null";
}

bool HasAttribute(const OrganizationRep& org, Node node,
                  const Condition::Attribute& asked) {
  const auto attributes = AttributesOf(org, node);
  if (!attributes) return false;
  const auto found =
      std::find_if(attributes->begin(), attributes->end(), [&](const auto& a) {
        return a.name == asked.name && IsWritten(a.value);
      });
  const bool present = found != attributes->end();
  if (asked.present && *asked.present != present) return false;
  if (!asked.equals && !asked.in && !asked.min && !asked.max) return true;
  if (!present) return false;
  const Value value = ScalarOf(found->value);
  const auto equals = [&](const Value& other) {
    return AreEqual(value, other);
  };
  if (asked.equals && !equals(*asked.equals)) return false;
  if (asked.in && std::none_of(asked.in->begin(), asked.in->end(), equals)) {
    return false;
  }
  if (!asked.min && !asked.max) return true;
  const std::optional<double> number = NumberOf(value);
  return number && IsWithin(*number, asked.min, asked.max);
}

// The whole years from a day of birth. Who was born on 29 February has the
// birthday on 1 March in other years.
std::int64_t YearsBetween(absl::CivilDay birth, absl::CivilDay day) {
  const bool before_birthday =
      day.month() < birth.month() ||
      (day.month() == birth.month() && day.day() < birth.day());
  return day.year() - birth.year() - (before_birthday ? 1 : 0);
}

bool HasAge(const Snapshot& snapshot, Node node, const Condition::Age& age) {
  if (node.kind() != NodeKind::kPerson) return false;
  const OrganizationRep& org = snapshot.organization().rep();
  const std::optional<absl::CivilDay> birth =
      org.table<PersonView>().Get<&PersonView::birth_date>().Read(node.index(),
                                                                  org.names);
  // The age of the unborn is as little known as an unwritten one.
  return birth && *birth <= snapshot.day() &&
         IsWithin(YearsBetween(*birth, snapshot.day()), age.min, age.max);
}

}  // namespace

// Recurses over the condition, whose depth the parser bounds, and not over the
// organisation.
bool Matches(const Snapshot& snapshot, Node node, const Condition& condition) {
  const OrganizationRep& org = snapshot.organization().rep();
  if (!condition.kinds.empty()) {
    const std::optional<std::string_view> kind = KindOf(org, node);
    if (!kind || !Contains(condition.kinds, *kind)) return false;
  }
  if (!condition.standings.empty() &&
      !HasStanding(snapshot, node, condition.standings)) {
    return false;
  }
  if (!condition.levels.empty() &&
      !HasLevel(snapshot, node, condition.levels)) {
    return false;
  }
  if (condition.count && !HasCount(snapshot, node, *condition.count)) {
    return false;
  }
  if (condition.has && !HasWhatIsAsked(snapshot, node, *condition.has)) {
    return false;
  }
  if (condition.attribute && !HasAttribute(org, node, *condition.attribute)) {
    return false;
  }
  if (condition.age && !HasAge(snapshot, node, *condition.age)) return false;

  const auto matches = [&](const Condition& part) {
    return Matches(snapshot, node, part);
  };
  return std::all_of(condition.all.begin(), condition.all.end(), matches) &&
         (!condition.any ||
          std::any_of(condition.any->begin(), condition.any->end(), matches)) &&
         std::none_of(condition.none.begin(), condition.none.end(), matches);
}

std::int64_t HeadCount(const Snapshot& snapshot, UnitId unit,
                       std::string_view head_count) {
  const OrganizationRep& org = snapshot.organization().rep();
  const auto& standings =
      org.table<MembershipView>().Get<&MembershipView::standing>();
  const auto& persons =
      org.table<MembershipView>().Get<&MembershipView::person>();
  std::int64_t count = 0;
  // Memberships of one person are neighbours, and count as one.
  std::optional<std::uint32_t> counted;
  // Standings are few, and members of one standing mostly come together.
  std::optional<std::uint32_t> last;
  bool counts = false;
  for (const std::uint32_t row : snapshot.units().member_rows(unit)) {
    const std::uint32_t standing = standings[row];
    if (standing != last) {
      last = standing;
      counts = org.profile.CountsAs(
          standing == kNoIndex ? std::string_view() : org.names.words[standing],
          head_count);
    }
    if (!counts || persons[row] == counted) continue;
    counted = persons[row];
    ++count;
  }
  return count;
}

}  // namespace zeren
