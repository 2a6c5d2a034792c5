#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <utility>

#include "src/model/internal/draft.h"
#include "src/model/internal/effective_period.h"
#include "src/model/internal/numbering.h"

namespace zeren::internal {
namespace {

Numbers Inverse(std::span<const std::uint32_t> order) {
  Numbers inverse(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) inverse[order[i]] = i;
  return inverse;
}

// The day by which facts of one owner are ordered.
template <typename View>
DayNumber StartOf(const Table<View>& table, std::uint32_t row) {
  if constexpr (requires { &View::valid_from; }) {
    return table.Written(row).from;
  } else if constexpr (requires { &View::day; }) {
    return table.template Get<&View::day>()[row];
  } else {
    return kDawn;
  }
}

// The rows of a table of facts by owner, start, and all their fields.
template <typename View, typename Owner>
Numbers FactOrder(const Draft& draft, const Renumbering& map, Owner owner_of,
                  std::size_t owners) {
  const Table<View>& table = draft.table<View>();
  Numbers begins(owners + 1, 0);
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (!draft.array<View>().IsDropped(row)) ++begins[owner_of(row) + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  Numbers order(begins.back());
  {
    Numbers next(begins.begin(), begins.end() - 1);
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      if (!draft.array<View>().IsDropped(row)) {
        order[next[owner_of(row)]++] = row;
      }
    }
  }
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    const DayNumber start_a = StartOf(table, a);
    const DayNumber start_b = StartOf(table, b);
    if (start_a != start_b) return start_a < start_b;
    return table.Order(a, b, map, draft.names) < 0;
  };
  for (std::size_t owner = 0; owner < owners; ++owner) {
    if (begins[owner + 1] - begins[owner] > 1) {
      std::sort(order.begin() + begins[owner],
                order.begin() + begins[owner + 1], less);
    }
  }
  return order;
}

// Assembler
//
// Turns a draft into the final form, one table after another.
class Assembler {
 public:
  explicit Assembler(Draft draft)
      : draft_(std::move(draft)), rep_(std::make_shared<OrganizationRep>()) {}

  std::shared_ptr<const OrganizationRep> Run() {
    Renumber();
    MoveEntities(static_cast<AllViews*>(nullptr));
    MoveFacts();
    MoveNames();
    GroupFacts();
    ComputePeriods();
    IndexOtherOwners();
    rep_->profile = std::move(draft_.profile);
    rep_->name = std::move(draft_.name);
    rep_->as_of = draft_.as_of;
    rep_->left_out = std::move(draft_.left_out);
    std::sort(rep_->left_out.begin(), rep_->left_out.end(),
              [](const Problem& a, const Problem& b) {
                return std::tie(a.pointer, a.message) <
                       std::tie(b.pointer, b.message);
              });
    return std::move(rep_);
  }

 private:
  void Renumber() {
    const DayNumber day = CanonicalDay(draft_);
    const auto set = [&](NodeKind kind, Numbering numbering) {
      const auto k = static_cast<std::size_t>(kind);
      map_.nodes[k] = Inverse(numbering.order);
      rep_->declared[k] = numbering.declared;
      orders_[k] = std::move(numbering.order);
    };
    set(NodeKind::kUnit, UnitsInPreOrder(draft_, day));
    set(NodeKind::kPerson, PersonsByHome(draft_, map_.nodes[0], day));
    set(NodeKind::kPost, PostsByUnit(draft_, map_.nodes[0]));
    for (const NodeKind kind :
         {NodeKind::kTask, NodeKind::kDuty, NodeKind::kEvent,
          NodeKind::kFinding, NodeKind::kDelegation}) {
      set(kind, ById(draft_, kind));
    }
    words_ = draft_.names.words.Sorted();
    map_.words = Inverse(words_);
  }

  template <typename... Views>
  void MoveEntities(std::tuple<Views...>*) {
    (MoveEntitiesOf<Views>(), ...);
  }
  template <typename View>
  void MoveEntitiesOf() {
    if constexpr (kEntityOf<View> != NodeKind::kDocument) {
      constexpr auto kKind = static_cast<std::size_t>(kEntityOf<View>);
      Numbers rows(orders_[kKind].begin(),
                   orders_[kKind].begin() + rep_->declared[kKind]);
      for (std::uint32_t& row : rows) row = draft_.row_of_number[kKind][row];
      Table<View>& table = rep_->table<View>();
      table.Gather(draft_.table<View>(), rows, map_);
      table.Seal();
      // Memberships still ask for the validity of what they need, but only
      // after this, of the new tables.
      draft_.table<View>() = Table<View>();
    }
  }

  template <typename View, typename Owner>
  void Move(Owner owner_of, std::size_t owners) {
    const Numbers order = FactOrder<View>(draft_, map_, owner_of, owners);
    Table<View>& table = rep_->table<View>();
    table.Gather(draft_.table<View>(), order, map_);
    table.Seal();
    draft_.table<View>() = Table<View>();
  }
  // Facts whose owner is the node that a field refers to.
  template <typename View, auto kMember, NodeKind kKind>
  void MoveByOwner() {
    const auto& owners = draft_.table<View>().template Get<kMember>();
    Move<View>([&](std::uint32_t row) { return map_.node(kKind, owners[row]); },
               draft_.names.of(kKind).size());
  }
  // Facts in the order of all their fields.
  template <typename View>
  void MoveByFields() {
    Move<View>([](std::uint32_t) { return 0u; }, 1);
  }

  void MoveFacts() {
    MoveByOwner<UnitLineView, &UnitLineView::child, NodeKind::kUnit>();
    MoveByOwner<ReportingLineView, &ReportingLineView::post, NodeKind::kPost>();
    MoveByOwner<MembershipView, &MembershipView::person, NodeKind::kPerson>();
    MoveByOwner<AppointmentView, &AppointmentView::post, NodeKind::kPost>();
    MoveByOwner<AbsenceView, &AbsenceView::person, NodeKind::kPerson>();
    // Assignments of tasks come before those of duties.
    const std::size_t tasks = draft_.names.of(NodeKind::kTask).size();
    const auto& works =
        draft_.table<AssignmentView>().Get<&AssignmentView::work>();
    Move<AssignmentView>(
        [&](std::uint32_t row) {
          const Node work = works.Mapped(row, map_);
          return work.kind() == NodeKind::kTask
                     ? work.index()
                     : static_cast<std::uint32_t>(tasks) + work.index();
        },
        tasks + draft_.names.of(NodeKind::kDuty).size());
    MoveByOwner<ProgressView, &ProgressView::task, NodeKind::kTask>();
    MoveByOwner<TrainingView, &TrainingView::person, NodeKind::kPerson>();
    MoveByOwner<StageView, &StageView::person, NodeKind::kPerson>();
    MoveByFields<ScoreView>();
    MoveByFields<GradeView>();
    MoveByFields<ApprovalView>();
  }

  void MoveNames() {
    for (std::size_t kind = 0; kind < kNodeKinds; ++kind) {
      rep_->names.ids[kind] = draft_.names.ids[kind].Reordered(orders_[kind]);
      draft_.names.ids[kind] = IdTable();
      orders_[kind] = {};
      map_.nodes[kind] = {};
      draft_.row_of_number[kind] = {};
    }
    rep_->names.words = draft_.names.words.Reordered(words_);
    draft_.names.words = IdTable();
  }

  template <typename View, auto kMember, NodeKind kKind>
  Groups GroupBy() const {
    const auto& owners = rep_->table<View>().template Get<kMember>();
    return Groups::Of(
        rep_->names.of(kKind).size(),
        [&](std::uint32_t row) { return owners[row]; }, 0,
        rep_->table<View>().size());
  }

  void GroupFacts() {
    OrganizationRep& rep = *rep_;
    rep.lines_of_unit =
        GroupBy<UnitLineView, &UnitLineView::child, NodeKind::kUnit>();
    rep.lines_of_post =
        GroupBy<ReportingLineView, &ReportingLineView::post, NodeKind::kPost>();
    rep.memberships_of_person =
        GroupBy<MembershipView, &MembershipView::person, NodeKind::kPerson>();
    rep.appointments_of_post =
        GroupBy<AppointmentView, &AppointmentView::post, NodeKind::kPost>();
    rep.absences_of_person =
        GroupBy<AbsenceView, &AbsenceView::person, NodeKind::kPerson>();
    rep.progress_of_task =
        GroupBy<ProgressView, &ProgressView::task, NodeKind::kTask>();
    const auto& works =
        rep.table<AssignmentView>().Get<&AssignmentView::work>();
    const std::uint32_t rows = rep.table<AssignmentView>().size();
    std::uint32_t duties_begin = 0;
    while (duties_begin < rows &&
           works[duties_begin].kind() == NodeKind::kTask) {
      ++duties_begin;
    }
    const auto owner = [&](std::uint32_t row) { return works[row].index(); };
    rep.assignments_of_task = Groups::Of(rep.names.of(NodeKind::kTask).size(),
                                         owner, 0, duties_begin);
    rep.assignments_of_duty = Groups::Of(rep.names.of(NodeKind::kDuty).size(),
                                         owner, duties_begin, rows);
  }

  template <typename View>
  EffectivePeriods PeriodsOf() const {
    const Table<View>& table = rep_->table<View>();
    EffectivePeriods periods;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      periods.Push(EffectivePeriodOf<View>(*rep_, row));
    }
    periods.Seal();
    periods.from.ShareBlocksOf(
        table.template Get<&View::valid_from>().column());
    periods.to.ShareBlocksOf(table.template Get<&View::valid_to>().column());
    return periods;
  }

  void ComputePeriods() {
    rep_->post_periods = PeriodsOf<PostView>();
    rep_->membership_periods = PeriodsOf<MembershipView>();
    rep_->appointment_periods = PeriodsOf<AppointmentView>();
    rep_->absence_periods = PeriodsOf<AbsenceView>();
  }

  // Rows in their order, grouped by another owner than the one that sorts them.
  template <typename Owner>
  static RowIndex IndexBy(std::uint32_t rows, std::size_t owners,
                          Owner owner_of) {
    Numbers begins(owners + 1, 0);
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (owner_of(row) != kNoIndex) ++begins[owner_of(row) + 1];
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    Numbers sorted(begins.back());
    Numbers next(begins.begin(), begins.end() - 1);
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (owner_of(row) != kNoIndex) sorted[next[owner_of(row)]++] = row;
    }
    RowIndex index;
    for (const std::uint32_t row : sorted) index.rows.Push(row);
    index.rows.Seal();
    index.groups = Groups::Of(
        owners, [&](std::uint32_t i) { return owner_of(sorted[i]); }, 0,
        static_cast<std::uint32_t>(sorted.size()));
    return index;
  }

  void IndexOtherOwners() {
    OrganizationRep& rep = *rep_;
    const auto& post_units = rep.table<PostView>().Get<&PostView::unit>();
    rep.posts_of_unit = IndexBy(
        rep.table<PostView>().size(), rep.names.of(NodeKind::kUnit).size(),
        [&](std::uint32_t post) { return post_units[post]; });
    const auto& units =
        rep.table<MembershipView>().Get<&MembershipView::unit>();
    rep.memberships_of_unit =
        IndexBy(rep.table<MembershipView>().size(),
                rep.names.of(NodeKind::kUnit).size(),
                [&](std::uint32_t row) { return units[row]; });
    const auto& persons =
        rep.table<AppointmentView>().Get<&AppointmentView::person>();
    rep.appointments_of_person =
        IndexBy(rep.table<AppointmentView>().size(),
                rep.names.of(NodeKind::kPerson).size(),
                [&](std::uint32_t row) { return persons[row]; });
    rep.delegations_of_post = DelegationsFrom(NodeKind::kPost);
    rep.delegations_of_person = DelegationsFrom(NodeKind::kPerson);
  }
  RowIndex DelegationsFrom(NodeKind kind) const {
    const auto& from =
        rep_->table<DelegationView>().Get<&DelegationView::from>();
    return IndexBy(rep_->table<DelegationView>().size(),
                   rep_->names.of(kind).size(), [&](std::uint32_t row) {
                     return from[row].kind() == kind ? from[row].index()
                                                     : kNoIndex;
                   });
  }

  Draft draft_;
  std::shared_ptr<OrganizationRep> rep_;
  std::array<Numbers, kNodeKinds> orders_;
  Numbers words_;
  Renumbering map_;
};

}  // namespace

std::shared_ptr<const OrganizationRep> Assemble(Draft draft) {
  return Assembler(std::move(draft)).Run();
}

DayRange OrganizationRep::Written(Node node) const {
  const std::uint32_t index = node.index();
  switch (node.kind()) {
    case NodeKind::kUnit:
      return table<UnitView>().Written(index);
    case NodeKind::kPost:
      return table<PostView>().Written(index);
    case NodeKind::kPerson:
      return table<PersonView>().Written(index);
    case NodeKind::kDuty:
      return table<DutyView>().Written(index);
    case NodeKind::kDelegation:
      return table<DelegationView>().Written(index);
    case NodeKind::kTask:
    case NodeKind::kEvent:
    case NodeKind::kFinding:
    case NodeKind::kDocument:
      break;
  }
  return {};
}

bool OrganizationRep::IsDead(NodeKind kind, std::uint32_t index) const {
  bool dead = false;
  std::apply(
      [&]<typename... Views>(const Table<Views>&... table) {
        ((kEntityOf<Views> == kind ? void(dead = table.IsDead(index)) : void()),
         ...);
      },
      tables);
  return dead;
}

std::size_t OrganizationRep::bytes() const {
  std::size_t bytes = sizeof(*this);
  std::apply([&](const auto&... table) { ((bytes += table.bytes()), ...); },
             tables);
  for (const IdTable& ids : names.ids) bytes += ids.bytes();
  bytes += names.words.bytes();
  for (const Groups* groups :
       {&lines_of_unit, &lines_of_post, &memberships_of_person,
        &appointments_of_post, &absences_of_person, &assignments_of_task,
        &assignments_of_duty, &progress_of_task}) {
    bytes += groups->bytes();
  }
  for (const RowIndex* index :
       {&posts_of_unit, &memberships_of_unit, &appointments_of_person,
        &delegations_of_post, &delegations_of_person}) {
    bytes += index->bytes();
  }
  for (const EffectivePeriods* periods :
       {&post_periods, &membership_periods, &appointment_periods,
        &absence_periods}) {
    bytes += periods->bytes();
  }
  return bytes;
}

}  // namespace zeren::internal
