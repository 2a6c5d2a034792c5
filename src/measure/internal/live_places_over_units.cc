// What sits in units.

#include "src/measure/internal/live_carriers.h"

namespace zeren::internal {
namespace {

// What persons bring to units: themselves, or their memberships.
class MembersOfUnits : public LivePlaces {
 public:
  MembersOfUnits(LiveDay& day, const LiveConditions& conditions,
                 const CarrierSet& carriers)
      : LivePlaces(day, conditions),
        counted_(day, carriers.head_count),
        persons_(carriers.kind == Carrier::kPerson) {}

  void Update(std::span<const Touch> touches, Indices& nodes,
              Indices& moving) override {
    for (const Touch& touch : touches) {
      if (touch.what == Touched::kUnitMembers) nodes.push_back(touch.index);
      if (touch.what == Touched::kPerson) {
        AppendNodesOf(PersonId{touch.index}, nodes);
      }
      if (persons_ &&
          (touch.what == Touched::kPerson || touch.what == Touched::kMember)) {
        moving.push_back(touch.index);
      }
    }
  }
  bool may_sit_in_several() const override { return persons_; }
  std::uint32_t carrier_count() const override {
    return day_.rep().count(NodeKind::kPerson);
  }
  void AppendNodesOf(Node who, Indices& nodes) const override {
    if (who.kind() != NodeKind::kPerson) return;
    ForEachMembership(who.index(), [&](std::uint32_t row) {
      nodes.push_back(Memberships().Get<&MembershipView::unit>()[row]);
    });
  }
  void AppendEver(std::uint32_t unit, Indices& carriers) const override {
    if (!persons_) return;
    ForEachRow(day_.rep().memberships_of_unit, unit,
               [&](std::uint32_t row) { carriers.push_back(PersonOf(row)); });
  }

 private:
  void AppendCarriers(std::uint32_t unit, Indices& carriers) const override {
    ForEachRow(day_.rep().memberships_of_unit, unit, [&](std::uint32_t row) {
      if (counted_.Counts(row)) {
        carriers.push_back(persons_ ? PersonOf(row) : row);
      }
    });
    if (persons_) {
      SortById(NodeKind::kPerson, carriers);
      carriers.erase(std::unique(carriers.begin(), carriers.end()),
                     carriers.end());
      return;
    }
    const IdTable& ids = day_.rep().names.of(NodeKind::kPerson);
    std::sort(carriers.begin(), carriers.end(),
              [&](std::uint32_t a, std::uint32_t b) {
                return PersonOf(a) == PersonOf(b)
                           ? a < b
                           : ids[PersonOf(a)] < ids[PersonOf(b)];
              });
  }
  void AppendPlaces(std::uint32_t person, Indices& nodes) const override {
    ForEachMembership(person, [&](std::uint32_t row) {
      if (counted_.Counts(row)) {
        nodes.push_back(Memberships().Get<&MembershipView::unit>()[row]);
      }
    });
  }

  const Table<MembershipView>& Memberships() const {
    return day_.rep().table<MembershipView>();
  }
  std::uint32_t PersonOf(std::uint32_t row) const {
    return Memberships().Get<&MembershipView::person>()[row];
  }
  template <typename Visit>
  void ForEachMembership(std::uint32_t person, const Visit& visit) const {
    const Groups& groups = day_.rep().memberships_of_person;
    for (std::uint32_t row = groups.begin(person); row < groups.end(person);
         ++row) {
      visit(row);
    }
  }

  const LiveHeadCount counted_;
  const bool persons_;
};

class PostsOfUnits : public LivePlaces {
 public:
  PostsOfUnits(LiveDay& day, const LiveConditions& conditions)
      : LivePlaces(day, conditions) {}

  void Update(std::span<const Touch> touches, Indices& nodes,
              Indices&) override {
    for (const Touch& touch : touches) {
      if (touch.what == Touched::kUnitPosts) nodes.push_back(touch.index);
      if (touch.what == Touched::kPost) {
        AppendNodesOf(PostId{touch.index}, nodes);
      }
      if (touch.what == Touched::kPerson || touch.what == Touched::kAbsentee) {
        AppendUnitsOfHolder(touch.index, nodes);
      }
    }
  }
  void AppendNodesOf(Node who, Indices& nodes) const override {
    if (who.kind() == NodeKind::kPost && day_.rep().Exists(who)) {
      nodes.push_back(
          day_.rep().table<PostView>().Get<&PostView::unit>()[who.index()]);
    }
  }

 private:
  void AppendUnitsOfHolder(std::uint32_t person, Indices& nodes) const {
    const OrganizationRep& org = day_.rep();
    ForEachRow(org.appointments_of_person, person, [&](std::uint32_t row) {
      AppendNodesOf(
          PostId{
              org.table<AppointmentView>().Get<&AppointmentView::post>()[row]},
          nodes);
    });
  }
  void AppendCarriers(std::uint32_t unit, Indices& carriers) const override {
    ForEachRow(day_.rep().posts_of_unit, unit, [&](std::uint32_t post) {
      if (day_.rep().post_periods[post].Contains(day_.day())) {
        carriers.push_back(post);
      }
    });
    SortById(NodeKind::kPost, carriers);
  }
};

class TasksOfUnits : public LivePlaces {
 public:
  TasksOfUnits(LiveDay& day, const LiveConditions& conditions)
      : LivePlaces(day, conditions) {}

  void Update(std::span<const Touch> touches, Indices& nodes,
              Indices&) override {
    for (const Touch& touch : touches) {
      if (touch.what == Touched::kUnitTasks) nodes.push_back(touch.index);
      ForEachTouchedTask(day_, touch, [&](std::uint32_t task) {
        AppendNodesOf(TaskId{task}, nodes);
      });
    }
  }
  void AppendNodesOf(Node who, Indices& nodes) const override {
    if (who.kind() == NodeKind::kTask && day_.rep().Exists(who)) {
      nodes.push_back(UnitOf(who.index()));
    }
  }

 private:
  std::uint32_t UnitOf(std::uint32_t task) const {
    return day_.rep().table<TaskView>().Get<&TaskView::unit>()[task];
  }
  void AppendCarriers(std::uint32_t unit, Indices& carriers) const override {
    for (const std::uint32_t task : day_.tasks_of(unit)) {
      if (day_.rep().Exists(NodeKind::kTask, task) && UnitOf(task) == unit) {
        carriers.push_back(task);
      }
    }
    SortById(NodeKind::kTask, carriers);
  }
};

}  // namespace

std::unique_ptr<LivePlaces> PlacesOverUnits(LiveDay& day,
                                            const LiveConditions& conditions,
                                            const CarrierSet& carriers) {
  if (carriers.kind == Carrier::kPost) {
    return std::make_unique<PostsOfUnits>(day, conditions);
  }
  if (carriers.kind == Carrier::kTask) {
    return std::make_unique<TasksOfUnits>(day, conditions);
  }
  return std::make_unique<MembersOfUnits>(day, conditions, carriers);
}

}  // namespace zeren::internal
