#include "zeren/graph/matching.h"

#include <algorithm>
#include <optional>
#include <type_traits>
#include <variant>

#include "src/graph/internal/matcher.h"
#include "src/graph/internal/snapshot_rep.h"

namespace zeren {
namespace internal {
namespace {

bool HasWord(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
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

}  // namespace

std::optional<std::int32_t> LevelOf(const OrganizationRep& org, UnitId unit) {
  const std::uint32_t kind =
      org.table<UnitView>().Get<&UnitView::kind>()[Index(unit)];
  if (kind == kNoIndex) return std::nullopt;
  const UnitKind* const known = org.profile.FindUnitKind(org.names.words[kind]);
  if (known == nullptr || !known->level) return std::nullopt;
  return static_cast<std::int32_t>(*known->level);
}

bool HasKind(const OrganizationRep& org, Node node, std::string_view kind) {
  return KindOf(org, node) == kind;
}

bool HasOneKindOf(const OrganizationRep& org, Node node,
                  const std::vector<std::string>& kinds) {
  const std::optional<std::string_view> kind = KindOf(org, node);
  return kind && HasWord(kinds, *kind);
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
  return number && IsInBounds(*number, asked.min, asked.max);
}

std::int64_t YearsBetween(absl::CivilDay from, absl::CivilDay day) {
  const bool before_anniversary =
      day.month() < from.month() ||
      (day.month() == from.month() && day.day() < from.day());
  return day.year() - from.year() - (before_anniversary ? 1 : 0);
}

namespace {

std::optional<absl::CivilDay> BirthOf(const OrganizationRep& org, Node node) {
  if (node.kind() != NodeKind::kPerson) return std::nullopt;
  return org.table<PersonView>().Get<&PersonView::birth_date>().Read(
      node.index(), org.names);
}

}  // namespace

std::optional<std::int64_t> AgeOf(const OrganizationRep& org, Node node,
                                  DayNumber day) {
  const std::optional<absl::CivilDay> birth = BirthOf(org, node);
  if (!birth || ToDayNumber(*birth) > day) return std::nullopt;
  return YearsBetween(*birth, FromDayNumber(day));
}

bool HasAge(const OrganizationRep& org, Node node, DayNumber day,
            const Condition::Age& age) {
  const std::optional<std::int64_t> years = AgeOf(org, node, day);
  return years && IsInBounds(*years, age.min, age.max);
}

DayNumber NextAgeTurn(const OrganizationRep& org, Node node, DayNumber day,
                      const Condition::Age& age) {
  // More years than there are days to write.
  constexpr std::int64_t kManyYears = 1'000'000;
  const std::optional<absl::CivilDay> birth = BirthOf(org, node);
  DayNumber next = kNever;
  const auto offer = [&](std::int64_t years) {
    if (!birth || years < 0 || years > kManyYears) return;
    // In years without 29 February, 1 March.
    const DayNumber birthday = ToDayNumber(
        absl::CivilDay(birth->year() + years, birth->month(), birth->day()));
    if (birthday > day) next = std::min(next, birthday);
  };
  offer(0);
  if (age.min) offer(*age.min);
  if (age.max && *age.max < kManyYears) offer(*age.max + 1);
  return next;
}

bool AsksMembers(const Condition& condition) {
  const auto asks = [](const std::vector<Condition>& parts) {
    return std::any_of(parts.begin(), parts.end(), AsksMembers);
  };
  return (condition.has && !condition.has->member.empty()) ||
         asks(condition.all) || asks(condition.none) ||
         (condition.any && asks(*condition.any));
}

bool HasStanding(const OrganizationRep& org, std::uint32_t membership,
                 const std::vector<std::string>& standings) {
  const std::uint32_t standing =
      org.table<MembershipView>().Get<&MembershipView::standing>()[membership];
  return HasWord(standings, standing == kNoIndex ? std::string_view()
                                                 : org.names.words[standing]);
}

bool IsCounted(const OrganizationRep& org, std::uint32_t membership,
               std::string_view head_count) {
  const std::uint32_t standing =
      org.table<MembershipView>().Get<&MembershipView::standing>()[membership];
  return org.profile.CountsAs(
      standing == kNoIndex ? std::string_view() : org.names.words[standing],
      head_count);
}

namespace {

// What a `Matcher` asks of a day, answered by a snapshot.
class SnapshotFacts {
 public:
  explicit SnapshotFacts(const Snapshot& snapshot) : snapshot_(snapshot) {}

  const OrganizationRep& rep() const { return snapshot_.organization().rep(); }
  bool HasAge(Node node, const Condition::Age& age) const {
    return internal::HasAge(rep(), node, ToDayNumber(snapshot_.day()), age);
  }
  std::optional<std::int32_t> level(UnitId unit) const {
    return snapshot_.units().level(unit);
  }
  std::int64_t head_count(UnitId unit, std::string_view of) const {
    return HeadCount(snapshot_, unit, of);
  }
  template <typename Visit>
  bool AnyMembershipOf(PersonId person, const Visit& visit) const {
    const auto rows = snapshot_.people().membership_rows(person);
    return std::any_of(rows.begin(), rows.end(), visit);
  }
  template <typename Visit>
  bool AnyMemberOf(UnitId unit, const Visit& visit) const {
    const auto& persons =
        rep().table<MembershipView>().Get<&MembershipView::person>();
    const auto rows = snapshot_.units().member_rows(unit);
    return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
      return visit(PersonId{persons[row]});
    });
  }
  template <typename Visit>
  bool AnyPostOf(PersonId person, const Visit& visit) const {
    return AnyOf(snapshot_.people().posts(person), visit);
  }
  template <typename Visit>
  bool AnyPostOf(UnitId unit, const Visit& visit) const {
    return AnyOf(snapshot_.units().posts(unit), visit);
  }
  template <typename Visit>
  bool AnyChildOf(UnitId unit, const Visit& visit) const {
    return AnyOf(snapshot_.units().children(unit), visit);
  }

 private:
  template <typename Nodes, typename Visit>
  static bool AnyOf(const Nodes& nodes, const Visit& visit) {
    return std::any_of(nodes.begin(), nodes.end(), visit);
  }

  const Snapshot& snapshot_;
};

}  // namespace
}  // namespace internal

using internal::OrganizationRep;

bool Matches(const Snapshot& snapshot, Node node, const Condition& condition) {
  return internal::Matcher(internal::SnapshotFacts(snapshot))
      .Matches(node, condition);
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
      counts = internal::IsCounted(org, row, head_count);
    }
    if (!counts || persons[row] == counted) continue;
    counted = persons[row];
    ++count;
  }
  return count;
}

}  // namespace zeren
