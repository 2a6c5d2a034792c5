// Persons who sit nowhere, in two homes or none, or twice in one place.

#include <algorithm>
#include <span>
#include <string>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

// The units of some memberships in force of a person, in order of their
// numbers; a unit of two memberships is there twice.
template <typename Want>
std::vector<std::uint32_t> UnitsOf(const CheckView& view, PersonId person,
                                   Want want) {
  const auto& memberships = view.organization().rep().table<MembershipView>();
  std::vector<std::uint32_t> units;
  for (const std::uint32_t row : view.membership_rows(person)) {
    if (want(row)) {
      units.push_back(memberships.Get<&MembershipView::unit>()[row]);
    }
  }
  std::sort(units.begin(), units.end());
  return units;
}

void FindMembershipOverlap(const CheckView& view, Node focus, const Params&,
                           std::vector<Detection>& out) {
  const PersonId person = *focus.As<PersonId>();
  if (view.membership_rows(person).size() < 2) return;
  const std::vector<std::uint32_t> units =
      UnitsOf(view, person, [](std::uint32_t) { return true; });
  for (std::size_t i = 0; i < units.size();) {
    std::size_t end = i + 1;
    while (end < units.size() && units[end] == units[i]) ++end;
    if (end - i > 1) {
      const UnitId unit{units[i]};
      const Organization& organization = view.organization();
      out.push_back({.focus = focus,
                     .key = std::string(organization.id(unit)),
                     .value = Value::Record{
                         {"unit", organization.NameOf(unit)},
                         {"count", static_cast<std::int64_t>(end - i)}}});
    }
    i = end;
  }
}

Text SayMembershipOverlap(const Organization& organization,
                          const Detection& detection, const Params&) {
  const std::string_view name = WordIn(detection.value, "unit");
  const Node unit = organization.Find(name).value_or(Node());
  const std::string count =
      std::to_string(IntegerIn(detection.value, "count").value_or(0));
  return Say(
      Concat(InEnglish(organization, detection.focus), " has ", count,
             " memberships in ", InEnglish(organization, unit), " at once"),
      Concat(InChinese(organization, detection.focus), "同时在",
             InChinese(organization, unit), "有", count, "条成员记录"));
}

void FindTwoHomeUnits(const CheckView& view, Node focus, const Params&,
                      std::vector<Detection>& out) {
  const PersonId person = *focus.As<PersonId>();
  if (view.membership_rows(person).size() < 2) return;
  const auto& homes = view.organization()
                          .rep()
                          .table<MembershipView>()
                          .Get<&MembershipView::home>();
  // A membership that does not say so is a home.
  std::vector<std::uint32_t> units =
      UnitsOf(view, person, [&](std::uint32_t row) { return homes[row] != 0; });
  units.erase(std::unique(units.begin(), units.end()), units.end());
  if (units.size() < 2) return;
  std::vector<std::string> names;
  for (const std::uint32_t unit : units) {
    names.push_back(view.organization().NameOf(UnitId{unit}));
  }
  std::sort(names.begin(), names.end());
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"units", Value::List(names.begin(), names.end())}}});
}

Text SayTwoHomeUnits(const Organization& organization,
                     const Detection& detection, const Params&) {
  return Say(
      Concat(InEnglish(organization, detection.focus),
             " has more than one home unit: ",
             InEnglish(organization, detection.value, "units")),
      Concat(InChinese(organization, detection.focus), "有不止一个所属单位：",
             InChinese(organization, detection.value, "units")));
}

void FindNoHomeUnit(const CheckView& view, Node focus, const Params&,
                    std::vector<Detection>& out) {
  const PersonId person = *focus.As<PersonId>();
  const std::span<const std::uint32_t> rows = view.membership_rows(person);
  const auto& homes = view.organization()
                          .rep()
                          .table<MembershipView>()
                          .Get<&MembershipView::home>();
  if (rows.empty() ||
      std::any_of(rows.begin(), rows.end(),
                  [&](std::uint32_t row) { return homes[row] != 0; })) {
    return;
  }
  std::vector<std::string> names;
  for (const std::uint32_t unit :
       UnitsOf(view, person, [](std::uint32_t) { return true; })) {
    names.push_back(view.organization().NameOf(UnitId{unit}));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"units", Value::List(names.begin(), names.end())}}});
}

Text SayNoHomeUnit(const Organization& organization, const Detection& detection,
                   const Params&) {
  return Say(Concat(InEnglish(organization, detection.focus),
                    " is a member, but none of the units is the home: ",
                    InEnglish(organization, detection.value, "units")),
             Concat(InChinese(organization, detection.focus),
                    "是成员，但没有一个是所属单位：",
                    InChinese(organization, detection.value, "units")));
}

// Whether some of these facts had begun by the day, however they ended, and
// whether or not the document has the unit or post.
template <typename View>
bool AnyBegun(const CheckView& view, std::uint32_t begin, std::uint32_t end,
              const auto& row_at) {
  const Table<View>& table = view.organization().rep().table<View>();
  const DayNumber day = ToDayNumber(view.day());
  for (std::uint32_t i = begin; i < end; ++i) {
    const DayNumber from = table.Written(row_at(i)).from;
    if (from <= day) return true;
    view.TurnsOn(FromDayNumber(from));
  }
  return false;
}

// An undated person who once had a place and has none now has left.
bool HadPlace(const CheckView& view, std::uint32_t person) {
  const OrganizationRep& rep = view.organization().rep();
  const Groups& memberships = rep.memberships_of_person;
  const RowIndex& appointments = rep.appointments_of_person;
  return AnyBegun<MembershipView>(view, memberships.begin(person),
                                  memberships.end(person),
                                  [](std::uint32_t row) { return row; }) ||
         AnyBegun<AppointmentView>(
             view, appointments.groups.begin(person),
             appointments.groups.end(person),
             [&](std::uint32_t i) { return appointments.rows[i]; });
}

void FindUnplacedPerson(const CheckView& view, Node focus, const Params&,
                        std::vector<Detection>& out) {
  const PersonId person = *focus.As<PersonId>();
  if (!view.membership_rows(person).empty() || !view.posts(person).empty()) {
    return;
  }
  const OrganizationRep& rep = view.organization().rep();
  const DayRange written = rep.Written(focus);
  const bool dated = written.from != kDawn || written.to != kNever;
  if (!dated && HadPlace(view, focus.index())) return;
  out.push_back({.focus = focus});
}

Text SayUnplacedPerson(const Organization& organization,
                       const Detection& detection, const Params&) {
  return Say(Concat(InEnglish(organization, detection.focus),
                    " is in no unit and holds no post"),
             Concat(InChinese(organization, detection.focus),
                    "不在任何单位，也没有担任任何岗位"));
}

}  // namespace

CheckSpec MembershipOverlap() {
  return {.name = "membership_overlap",
          .meaning = Say("a person has two memberships in one unit at once",
                         "一人在同一单位同时有两条成员记录"),
          .focus_kinds = {NodeKind::kPerson},
          .scope = {.reads = {FactKind::kUnits, FactKind::kPersons,
                              FactKind::kMemberships},
                    .reach = Reach::kRow},
          .evaluate = FindMembershipOverlap,
          .message = SayMembershipOverlap};
}

CheckSpec TwoHomeUnits() {
  return {.name = "two_home_units",
          .meaning = Say("a person has more than one home unit",
                         "一人有不止一个所属单位"),
          .focus_kinds = {NodeKind::kPerson},
          .scope = {.reads = {FactKind::kUnits, FactKind::kPersons,
                              FactKind::kMemberships},
                    .reach = Reach::kRow},
          .evaluate = FindTwoHomeUnits,
          .message = SayTwoHomeUnits};
}

CheckSpec NoHomeUnit() {
  return {.name = "no_home_unit",
          .meaning = Say("a person has memberships, and none of them is a home",
                         "人员有成员记录，但没有一条是所属单位"),
          .focus_kinds = {NodeKind::kPerson},
          .scope = {.reads = {FactKind::kUnits, FactKind::kPersons,
                              FactKind::kMemberships},
                    .reach = Reach::kRow},
          .evaluate = FindNoHomeUnit,
          .message = SayNoHomeUnit};
}

CheckSpec UnplacedPerson() {
  return {
      .name = "unplaced_person",
      .meaning = Say(
          "a person has neither a membership nor a post; one whose "
          "membership of the organisation is not dated counts only if he or "
          "she never had either",
          "人员不在任何单位，也没有岗位；未写起止日期的，只在从未有过时才算"),
      .focus_kinds = {NodeKind::kPerson},
      .scope = {.reads = {FactKind::kUnits, FactKind::kPosts,
                          FactKind::kPersons, FactKind::kMemberships,
                          FactKind::kAppointments},
                .reach = Reach::kRow},
      .evaluate = FindUnplacedPerson,
      .message = SayUnplacedPerson};
}

}  // namespace zeren::internal
