// places.h -- where the carriers of measures sit on one day.

#ifndef ZEREN_MEASURE_INTERNAL_PLACES_H_
#define ZEREN_MEASURE_INTERNAL_PLACES_H_

#include <cstdint>
#include <span>
#include <vector>

#include "src/model/internal/organization_rep.h"
#include "zeren/core/forest.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/measure.h"

namespace zeren::internal {

// Places
//
// The nodes of one hierarchy, and which carriers of one sort sit in each. Nodes
// are indices of the forest. Carriers are those in force, each at most once in
// a node.
class Places {
 public:
  // REQUIRES: `SitsIn(carrier, hierarchy)`.
  Places(const Snapshot& snapshot, Carrier carrier, Hierarchy hierarchy);

  const Forest& forest() const { return *forest_; }
  Carrier carrier() const { return carrier_; }

  // Whether a carrier may sit in several nodes.
  bool several() const { return carrier_ == Carrier::kPerson; }
  // The nodes in which a person sits, maybe one of them twice.
  template <typename Visit>
  void ForEachPlace(PersonId person, Visit visit) const {
    for (const std::uint32_t row : snapshot_.people().membership_rows(person)) {
      visit(memberships().Get<&MembershipView::unit>()[row]);
    }
  }

  // Calls `visit(carrier)` for each carrier that sits in a node, in order of id
  // (memberships by their persons').
  template <typename Visit>
  void ForEachIn(std::uint32_t node, Visit visit) const {
    if (by_themselves_) {
      visit(node);
      return;
    }
    const UnitId unit{node};
    switch (carrier_) {
      case Carrier::kPerson:
        ForEachMember(unit, visit);
        break;
      case Carrier::kMembership:
        for (const std::uint32_t row : snapshot_.units().member_rows(unit)) {
          visit(row);
        }
        break;
      case Carrier::kPost:
        for (const PostId post : snapshot_.units().posts(unit)) {
          visit(Index(post));
        }
        break;
      case Carrier::kTask:
        for (const std::uint32_t task : TasksOf(unit)) visit(task);
        break;
    }
  }

  // Calls `visit(carrier)` for each carrier that sits in no node.
  template <typename Visit>
  void ForEachUnplaced(Visit visit) const {
    if (by_themselves_) return;
    const auto each = [&](std::uint32_t count, auto unplaced) {
      for (std::uint32_t i = 0; i < count; ++i) {
        if (unplaced(i)) visit(i);
      }
    };
    if (carrier_ == Carrier::kPerson) {
      const People& people = snapshot_.people();
      each(people.count(), [&](std::uint32_t i) {
        return people.in_force(PersonId{i}) &&
               people.membership_rows(PersonId{i}).empty();
      });
    } else if (carrier_ == Carrier::kPost) {
      const Posts& posts = snapshot_.posts();
      each(posts.count(), [&](std::uint32_t i) {
        return posts.in_force(PostId{i}) && !posts.unit(PostId{i});
      });
    } else if (carrier_ == Carrier::kTask) {
      for (const std::uint32_t task : tasks_nowhere_) visit(task);
    }
    // A membership in force has a unit in force.
  }

  // What to call a carrier: a membership by its person.
  Node NodeOf(std::uint32_t carrier) const;

 private:
  const Table<MembershipView>& memberships() const {
    return snapshot_.organization().rep().table<MembershipView>();
  }
  std::span<const std::uint32_t> TasksOf(UnitId unit) const {
    const std::uint32_t begin = task_begins_[Index(unit)];
    return std::span(tasks_).subspan(begin,
                                     task_begins_[Index(unit) + 1] - begin);
  }
  // Rows are in order of person, so that memberships of one follow one another.
  template <typename Visit>
  void ForEachMember(UnitId unit, Visit visit) const {
    const auto& persons = memberships().Get<&MembershipView::person>();
    std::uint32_t previous = kNoIndex;
    for (const std::uint32_t row : snapshot_.units().member_rows(unit)) {
      const std::uint32_t person = persons[row];
      if (person != previous) visit(person);
      previous = person;
    }
  }
  void PlaceTasks();

  const Snapshot snapshot_;
  const Carrier carrier_;
  const Forest* forest_;
  // Whether nodes are the carriers themselves.
  const bool by_themselves_;
  // The tasks of each unit in order of id; only where they are the carriers.
  std::vector<std::uint32_t> task_begins_;
  std::vector<std::uint32_t> tasks_;
  std::vector<std::uint32_t> tasks_nowhere_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_PLACES_H_
