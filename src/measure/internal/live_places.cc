#include "src/measure/internal/live_places.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "zeren/model/profile.h"

namespace zeren::internal {

bool LivePlaces::Counts(std::uint32_t membership) const {
  const OrganizationRep& org = day_.rep();
  if (!org.membership_periods[membership].Contains(day_.day())) return false;
  if (carriers_.head_count.empty()) return true;
  const std::uint32_t standing =
      org.table<MembershipView>().Get<&MembershipView::standing>()[membership];
  return org.profile.CountsAs(
      standing == kNoIndex ? std::string_view() : org.names.words[standing],
      carriers_.head_count);
}

void LivePlaces::AppendCarriersOf(std::uint32_t unit,
                                  std::vector<std::uint32_t>& carriers) const {
  const OrganizationRep& org = day_.rep();
  const auto for_each_row = [&](const RowIndex& index, const auto& visit) {
    for (std::uint32_t i = index.groups.begin(unit); i < index.groups.end(unit);
         ++i) {
      visit(index.rows[i]);
    }
  };
  const auto sort_by_id = [&](NodeKind kind) {
    const IdTable& ids = org.names.of(kind);
    std::sort(
        carriers.begin(), carriers.end(),
        [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  };
  const auto& persons =
      org.table<MembershipView>().Get<&MembershipView::person>();
  switch (carriers_.kind) {
    case Carrier::kPerson:
      for_each_row(org.memberships_of_unit, [&](std::uint32_t row) {
        if (Counts(row)) carriers.push_back(persons[row]);
      });
      sort_by_id(NodeKind::kPerson);
      carriers.erase(std::unique(carriers.begin(), carriers.end()),
                     carriers.end());
      break;
    case Carrier::kMembership: {
      for_each_row(org.memberships_of_unit, [&](std::uint32_t row) {
        if (Counts(row)) carriers.push_back(row);
      });
      const IdTable& ids = org.names.of(NodeKind::kPerson);
      std::sort(carriers.begin(), carriers.end(),
                [&](std::uint32_t a, std::uint32_t b) {
                  return persons[a] == persons[b]
                             ? a < b
                             : ids[persons[a]] < ids[persons[b]];
                });
      break;
    }
    case Carrier::kPost:
      for_each_row(org.posts_of_unit, [&](std::uint32_t post) {
        if (org.post_periods[post].Contains(day_.day())) {
          carriers.push_back(post);
        }
      });
      sort_by_id(NodeKind::kPost);
      break;
    case Carrier::kTask: {
      const auto& units = org.table<TaskView>().Get<&TaskView::unit>();
      for (const std::uint32_t task : day_.tasks_of(unit)) {
        if (org.Exists(NodeKind::kTask, task) && units[task] == unit) {
          carriers.push_back(task);
        }
      }
      sort_by_id(NodeKind::kTask);
      break;
    }
    case Carrier::kUnit:
      carriers.push_back(unit);
      break;
    case Carrier::kListed:
      break;
  }
}

void LivePlaces::AppendRuns(std::uint32_t unit,
                            std::vector<CarrierRun>& runs) const {
  std::vector<std::uint32_t> carriers;
  AppendCarriersOf(unit, carriers);
  for (const std::uint32_t carrier : carriers) {
    runs.push_back({unit, carrier, 1});
  }
}

std::vector<std::uint32_t> LivePlaces::PlacesOf(std::uint32_t person) const {
  const OrganizationRep& org = day_.rep();
  const auto& units = org.table<MembershipView>().Get<&MembershipView::unit>();
  std::vector<std::uint32_t> places;
  for (std::uint32_t row = org.memberships_of_person.begin(person);
       row < org.memberships_of_person.end(person); ++row) {
    if (Counts(row)) places.push_back(units[row]);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

// ---- What a touch reaches

void LivePlaces::AppendTouched(const Touch& touch,
                               std::vector<std::uint32_t>& units) const {
  const std::uint32_t index = touch.index;
  switch (carriers_.kind) {
    case Carrier::kPerson:
    case Carrier::kMembership:
      if (touch.what == Touched::kUnitMembers) units.push_back(index);
      if (touch.what == Touched::kPerson) AppendMemberUnits(index, units);
      break;
    case Carrier::kPost:
      if (touch.what == Touched::kUnitPosts) units.push_back(index);
      if (touch.what == Touched::kPost) AppendPostUnit(index, units);
      if (touch.what == Touched::kPerson || touch.what == Touched::kAbsentee) {
        AppendPostUnits(index, units);
      }
      break;
    case Carrier::kTask:
      if (touch.what == Touched::kUnitTasks) units.push_back(index);
      if (touch.what == Touched::kTask) AppendUnitsOfParts(index, units);
      if (touch.what == Touched::kWhole ||
          touch.what == Touched::kTaskStanding) {
        AppendTaskUnit(index, units);
      }
      break;
    case Carrier::kUnit:
      if (touch.what == Touched::kUnit) units.push_back(index);
      break;
    case Carrier::kListed:
      break;
  }
}

// In force or not: what a person brings to a unit may have ended just now.
void LivePlaces::AppendMemberUnits(std::uint32_t person,
                                   std::vector<std::uint32_t>& units) const {
  const OrganizationRep& org = day_.rep();
  const auto& of = org.table<MembershipView>().Get<&MembershipView::unit>();
  for (std::uint32_t row = org.memberships_of_person.begin(person);
       row < org.memberships_of_person.end(person); ++row) {
    units.push_back(of[row]);
  }
}

void LivePlaces::AppendPostUnits(std::uint32_t person,
                                 std::vector<std::uint32_t>& units) const {
  const OrganizationRep& org = day_.rep();
  const auto& posts =
      org.table<AppointmentView>().Get<&AppointmentView::post>();
  const RowIndex& index = org.appointments_of_person;
  for (std::uint32_t i = index.groups.begin(person);
       i < index.groups.end(person); ++i) {
    AppendPostUnit(posts[index.rows[i]], units);
  }
}

void LivePlaces::AppendPostUnit(std::uint32_t post,
                                std::vector<std::uint32_t>& units) const {
  if (!day_.rep().Exists(NodeKind::kPost, post)) return;
  units.push_back(day_.rep().table<PostView>().Get<&PostView::unit>()[post]);
}

void LivePlaces::AppendTaskUnit(std::uint32_t task,
                                std::vector<std::uint32_t>& units) const {
  if (!day_.rep().Exists(NodeKind::kTask, task)) return;
  units.push_back(day_.rep().table<TaskView>().Get<&TaskView::unit>()[task]);
}

// Cancelling is inherited downwards.
void LivePlaces::AppendUnitsOfParts(std::uint32_t task,
                                    std::vector<std::uint32_t>& units) const {
  std::vector<std::uint32_t> found = {task};
  absl::flat_hash_set<std::uint32_t> seen = {task};
  for (std::size_t i = 0; i < found.size(); ++i) {
    AppendTaskUnit(found[i], units);
    for (const std::uint32_t part : day_.parts(found[i])) {
      if (seen.insert(part).second) found.push_back(part);
    }
  }
}

// ---- LiveMeetings

LiveMeetings::LiveMeetings(LiveDay& day, const LiveUnits& units,
                           const LivePlaces& places)
    : day_(day), units_(units), places_(places) {
  const OrganizationRep& org = day_.rep();
  for (std::uint32_t person = 0; person < org.count(NodeKind::kPerson);
       ++person) {
    const Groups& rows = org.memberships_of_person;
    if (rows.end(person) - rows.begin(person) > 1) LookAgain(person);
  }
}

template <typename Visit>
void LiveMeetings::ForEachMember(std::uint32_t unit, const Visit& visit) const {
  const OrganizationRep& org = day_.rep();
  const auto& persons =
      org.table<MembershipView>().Get<&MembershipView::person>();
  const RowIndex& index = org.memberships_of_unit;
  for (std::uint32_t i = index.groups.begin(unit); i < index.groups.end(unit);
       ++i) {
    visit(persons[index.rows[i]]);
  }
}

void LiveMeetings::Update(std::span<const Touch> touches,
                          const LiveUnits::Moves& moves) {
  absl::flat_hash_set<std::uint32_t> seen;
  std::vector<std::uint32_t> persons;
  const auto concern = [&](std::uint32_t person) {
    if (seen.insert(person).second) persons.push_back(person);
  };
  for (const Touch& touch : touches) {
    if (touch.what == Touched::kMember || touch.what == Touched::kPerson) {
      concern(touch.index);
    }
  }
  for (const std::uint32_t unit : moves.switched) ForEachMember(unit, concern);
  // Who sits below a unit that moved, and elsewhere.
  if (!of_.empty()) {
    std::vector<std::uint32_t> below;
    absl::flat_hash_set<std::uint32_t> listed;
    for (const std::uint32_t unit : moves.moved) {
      if (units_.in_force(unit) && listed.insert(unit).second) {
        below.push_back(unit);
      }
    }
    for (std::size_t i = 0; i < below.size(); ++i) {
      ForEachMember(below[i], [&](std::uint32_t person) {
        if (of_.contains(person)) concern(person);
      });
      for (const std::uint32_t child : units_.children(below[i])) {
        if (listed.insert(child).second) below.push_back(child);
      }
    }
  }
  for (const std::uint32_t person : persons) LookAgain(person);
}

// The way up from each place ends where one of the others has come by.
void LiveMeetings::LookAgain(std::uint32_t person) {
  if (const auto known = of_.find(person); known != of_.end()) {
    for (const std::uint32_t unit : known->second) {
      std::vector<std::uint32_t>& here = at_[unit];
      *std::find(here.begin(), here.end(), person) = here.back();
      here.pop_back();
      if (here.empty()) at_.erase(unit);
    }
    of_.erase(known);
  }
  const std::vector<std::uint32_t> places = places_.PlacesOf(person);
  if (places.size() < 2) return;
  std::vector<std::uint32_t>& meetings = of_[person];
  absl::flat_hash_set<std::uint32_t> passed;
  for (std::uint32_t unit : places) {
    while (unit != kNoIndex && passed.insert(unit).second) {
      unit = units_.parent(unit);
    }
    if (unit == kNoIndex) continue;
    meetings.push_back(unit);
    at_[unit].push_back(person);
  }
}

}  // namespace zeren::internal
