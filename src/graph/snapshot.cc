#include "zeren/graph/snapshot.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "src/graph/internal/snapshot_rep.h"
#include "src/graph/internal/unit_of.h"
#include "zeren/model/change.h"
#include "zeren/model/records.h"

namespace zeren {

Snapshot::Snapshot(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

const Organization& Snapshot::organization() const {
  return rep_->organization;
}
absl::CivilDay Snapshot::day() const { return rep_->day; }
const Units& Snapshot::units() const { return rep_->structure->units; }
const Posts& Snapshot::posts() const { return rep_->structure->posts; }
const People& Snapshot::people() const { return rep_->structure->people; }
const Work& Snapshot::work() const { return *rep_->work; }

std::optional<Node> Snapshot::Find(std::string_view name) const {
  return rep_->organization.Find(name);
}

bool Snapshot::InForce(Node node) const {
  const internal::OrganizationRep& org = rep_->organization.rep();
  if (!org.Exists(node)) return node.kind() == NodeKind::kDocument;
  const std::uint32_t index = node.index();
  switch (node.kind()) {
    case NodeKind::kUnit:
      return units().in_force(UnitId{index});
    case NodeKind::kPost:
      return posts().in_force(PostId{index});
    case NodeKind::kPerson:
      return people().in_force(PersonId{index});
    case NodeKind::kDuty:
    case NodeKind::kDelegation:
      return org.Written(node).Contains(rep_->day_number);
    case NodeKind::kTask:
    case NodeKind::kEvent:
    case NodeKind::kFinding:
    case NodeKind::kDocument:
      break;
  }
  return true;
}

Membership Snapshot::membership(std::uint32_t row) const {
  const internal::OrganizationRep& org = rep_->organization.rep();
  const auto& table = org.table<MembershipView>();
  Membership membership;
  membership.person = PersonId{table.Get<&MembershipView::person>()[row]};
  membership.unit = UnitId{table.Get<&MembershipView::unit>()[row]};
  membership.home = table.Get<&MembershipView::home>()[row] != 0;
  const std::uint32_t standing = table.Get<&MembershipView::standing>()[row];
  if (standing != kNoIndex) membership.standing = org.names.words[standing];
  return membership;
}

namespace {

struct SnapshotDay {
  const Snapshot& snapshot;

  bool InForce(Node node) const { return snapshot.InForce(node); }
  std::optional<UnitId> unit(PostId post) const {
    return snapshot.posts().unit(post);
  }
  std::optional<UnitId> home(PersonId person) const {
    return snapshot.people().home(person);
  }
  std::optional<UnitId> unit(TaskId task) const {
    return snapshot.work().unit(task);
  }
  std::optional<Node> bearer(DutyId duty) const {
    return snapshot.work().bearer(duty);
  }
};

}  // namespace

std::optional<UnitId> Snapshot::UnitOf(Node node) const {
  SnapshotDay day{*this};
  return internal::UnitOfNode(rep_->organization.rep(), day, node);
}

bool Snapshot::has_all_records() const {
  return rep_->organization.left_out().empty();
}

absl::StatusOr<Snapshot> Snapshot::Apply(
    std::span<const Change> changes) const {
  absl::StatusOr<Organization> changed = organization().Apply(changes);
  if (!changed.ok()) return changed.status();
  return Snapshot(
      internal::SnapshotBuilder(*changed, day()).BuildFrom(*rep_, changes));
}

Snapshot Organization::AsOf(absl::CivilDay day) const {
  return Snapshot(internal::SnapshotBuilder(*this, day).Build());
}

namespace internal {
namespace {

template <typename... Records>
bool IsAnyOf(std::string_view array) {
  return ((array == Records::kArray) || ...);
}

// Whether the records of an array go into the structure of a day, or into its
// work; some, such as events, into neither.
bool IsOfStructure(std::string_view array) {
  return IsAnyOf<UnitRecord, UnitLineRecord, PostRecord, ReportingLineRecord,
                 PersonRecord, MembershipRecord, AppointmentRecord,
                 AbsenceRecord>(array);
}
bool IsOfWork(std::string_view array) {
  return IsAnyOf<DelegationRecord, DutyRecord, TaskRecord, AssignmentRecord>(
      array);
}

}  // namespace

SnapshotBuilder::SnapshotBuilder(const Organization& organization,
                                 absl::CivilDay day)
    : rep_(std::make_shared<Snapshot::Rep>(
          Snapshot::Rep{organization, day, ToDayNumber(day), {}, {}})),
      org_(organization.rep()),
      day_(rep_->day_number) {}

std::shared_ptr<const Snapshot::Rep> SnapshotBuilder::Build() {
  BuildStructure();
  BuildWork();
  return std::move(rep_);
}

std::shared_ptr<const Snapshot::Rep> SnapshotBuilder::BuildFrom(
    const Snapshot::Rep& base, std::span<const Change> changes) {
  const auto touch = [&](auto is_part_of) {
    return std::any_of(
        changes.begin(), changes.end(),
        [&](const Change& change) { return is_part_of(change.array()); });
  };
  const bool structure = touch(IsOfStructure);
  if (structure) {
    BuildStructure();
  } else {
    rep_->structure = base.structure;
  }
  // Who bears what depends on who is there.
  if (structure || touch(IsOfWork)) {
    BuildWork();
  } else {
    rep_->work = base.work;
  }
  return std::move(rep_);
}

void SnapshotBuilder::BuildStructure() {
  structure_ = std::make_shared<Structure>();
  rep_->structure = structure_;
  LinkUnits();
  RankUnits();
  PlacePersons();
  FindPosts();
  FindHeads();
  LinkPosts();
  FindHolders();
  JudgeStates();
  IndexPostsOfPersons();
}

void SnapshotBuilder::BuildWork() {
  work_ = std::make_shared<Work>();
  rep_->work = work_;
  LinkTasks();
  LinkDuties();
  IndexAssignments();
  IndexDelegations();
}

}  // namespace internal
}  // namespace zeren
