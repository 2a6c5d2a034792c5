#include "zeren/graph/people.h"

#include <utility>

#include "src/graph/internal/snapshot_rep.h"
#include "src/model/internal/superior_choice.h"

namespace zeren::internal {

void SnapshotBuilder::PlacePersons() {
  const std::uint32_t count = org_.count(NodeKind::kPerson);
  const Table<PersonView>& persons = org_.table<PersonView>();
  People& table = structure_->people;
  table.flags_.resize(count);
  for (std::uint32_t person = 0; person < count; ++person) {
    table.flags_[person] =
        persons.Written(person).Contains(day_) ? People::kInForce : 0;
  }
  MarkAbsences();
  IndexMembers();
}

void SnapshotBuilder::MarkAbsences() {
  const auto& absent = org_.table<AbsenceView>().Get<&AbsenceView::person>();
  for (std::uint32_t row = 0; row < org_.table<AbsenceView>().size(); ++row) {
    if (org_.absence_periods[row].Contains(day_)) {
      structure_->people.flags_[absent[row]] |= People::kAbsent;
    }
  }
}

// One pass over the memberships finds those in force, and homes with them; a
// second one sorts them by unit.
void SnapshotBuilder::IndexMembers() {
  const Table<MembershipView>& memberships = org_.table<MembershipView>();
  const auto& persons = memberships.Get<&MembershipView::person>();
  const auto& units = memberships.Get<&MembershipView::unit>();
  const auto& homes = memberships.Get<&MembershipView::home>();
  const std::uint32_t count = org_.count(NodeKind::kPerson);

  People& table = structure_->people;
  Lists of_unit(org_.count(NodeKind::kUnit));
  SuperiorChoice home(count);
  const auto less = ById<NodeKind::kUnit>();
  table.membership_begins_.reserve(count + std::size_t{1});
  table.membership_rows_.reserve(memberships.size());
  for (std::uint32_t person = 0; person < count; ++person) {
    table.membership_begins_.push_back(
        static_cast<std::uint32_t>(table.membership_rows_.size()));
    const std::uint32_t end = org_.memberships_of_person.end(person);
    for (std::uint32_t row = org_.memberships_of_person.begin(person);
         row < end; ++row) {
      if (!org_.membership_periods[row].Contains(day_)) continue;
      table.membership_rows_.push_back(row);
      const std::uint32_t unit = units[row];
      of_unit.Count(unit);
      // Not written means home.
      if (homes[row] != 0) {
        home.Offer(person, unit, memberships.Written(row).from, less);
      }
    }
  }
  table.membership_begins_.push_back(
      static_cast<std::uint32_t>(table.membership_rows_.size()));
  table.homes_ = std::move(home.superiors());

  of_unit.EndCounting();
  for (const std::uint32_t row : table.membership_rows_) {
    of_unit.Add(units[row], row);
  }
  const IdTable& ids = org_.names.of(NodeKind::kPerson);
  of_unit.Sort([&](std::uint32_t a, std::uint32_t b) {
    return persons[a] != persons[b] && ids[persons[a]] < ids[persons[b]];
  });
  of_unit.MoveTo(structure_->units.member_begins_,
                 structure_->units.member_rows_);
}

void SnapshotBuilder::IndexPostsOfPersons() {
  const auto& appointments = org_.table<AppointmentView>();
  const auto& persons = appointments.Get<&AppointmentView::person>();
  const auto& posts = appointments.Get<&AppointmentView::post>();
  Lists of_person(org_.count(NodeKind::kPerson));
  const auto for_each_in_force = [&](auto visit) {
    for (std::uint32_t row = 0; row < appointments.size(); ++row) {
      if (persons[row] != kNoIndex &&
          org_.appointment_periods[row].Contains(day_)) {
        visit(persons[row], posts[row]);
      }
    }
  };
  for_each_in_force(
      [&](std::uint32_t person, std::uint32_t) { of_person.Count(person); });
  of_person.EndCounting();
  for_each_in_force([&](std::uint32_t person, std::uint32_t post) {
    of_person.Add(person, post);
  });
  of_person.Sort(ById<NodeKind::kPost>());
  of_person.MoveTo(structure_->people.post_begins_, structure_->people.posts_);
}

}  // namespace zeren::internal
