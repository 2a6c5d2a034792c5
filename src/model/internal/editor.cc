#include "src/model/internal/editor.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <type_traits>
#include <utility>

#include "src/model/internal/effective_period.h"
#include "src/model/internal/record_copy.h"
#include "src/model/internal/record_order.h"
#include "zeren/model/organization.h"

namespace zeren::internal {
namespace {

// How the facts of an array are kept.
template <typename View>
inline constexpr bool kKeptByOwner =
    std::is_same_v<View, UnitLineView> ||
    std::is_same_v<View, ReportingLineView> ||
    std::is_same_v<View, MembershipView> ||
    std::is_same_v<View, AppointmentView> ||
    std::is_same_v<View, AbsenceView> || std::is_same_v<View, AssignmentView> ||
    std::is_same_v<View, ProgressView>;

// The effective periods of an array, where it has some.
template <typename View>
inline constexpr bool kHasPeriods =
    std::is_same_v<View, PostView> || std::is_same_v<View, MembershipView> ||
    std::is_same_v<View, AppointmentView> || std::is_same_v<View, AbsenceView>;
template <typename View>
EffectivePeriods& PeriodsIn(OrganizationRep& rep) {
  static_assert(kHasPeriods<View>);
  if constexpr (std::is_same_v<View, PostView>) {
    return rep.post_periods;
  } else if constexpr (std::is_same_v<View, MembershipView>) {
    return rep.membership_periods;
  } else if constexpr (std::is_same_v<View, AppointmentView>) {
    return rep.appointment_periods;
  } else {
    return rep.absence_periods;
  }
}

template <typename View>
View RowAt(const OrganizationRep& rep, std::uint32_t row) {
  return Rows<View>(&rep, row, row + 1)[0];
}

// Facts of one owner come by start, then by what they say.
template <typename View>
bool ComesAfter(const View& a, const View& b) {
  const auto start = [](const View& record) {
    if constexpr (requires { record.valid_from; }) {
      return StartNumber(record.valid_from);
    } else {
      return StartNumber(record.day);
    }
  };
  if (start(a) != start(b)) return start(a) > start(b);
  return RecordOrder(a, b) > 0;
}

}  // namespace

void RowIndex::Insert(std::uint32_t owner, std::uint32_t row) {
  const std::uint32_t begin = groups.begin(owner);
  const std::uint32_t end = groups.end(owner);
  if (end == rows.size()) {
    rows.Push(row);
    groups.Set(owner, begin, end + 1);
  } else if (rows[end] == kNoIndex) {
    rows.Set(end, row);
    groups.Set(owner, begin, end + 1);
  } else {
    // The run moves to where it has room to double, so that many insertions
    // move each row but a few times.
    const auto moved = static_cast<std::uint32_t>(rows.size());
    const std::uint32_t size = end - begin;
    for (std::uint32_t i = begin; i < end; ++i) rows.Push(rows[i]);
    rows.Push(row);
    rows.PushRun(kNoIndex, size);
    groups.Set(owner, moved, moved + size + 1);
  }
}

void RowIndex::Erase(std::uint32_t owner, std::uint32_t row) {
  const std::uint32_t begin = groups.begin(owner);
  const std::uint32_t end = groups.end(owner);
  std::uint32_t i = begin;
  while (i < end && rows[i] != row) ++i;
  assert(i < end);
  for (; i + 1 < end; ++i) rows.Set(i, rows[i + 1]);
  rows.Set(end - 1, kNoIndex);
  groups.Set(owner, begin, end - 1);
}

Editor::Editor(const OrganizationRep& base, std::vector<Touch>* touches)
    : rep_(std::make_shared<OrganizationRep>(base)), touches_(touches) {}

// Owners have a run in each index; those that are new have none yet.
Groups& Editor::Grown(Groups& groups, NodeKind owner) {
  groups.PushEmpty(rep_->names.of(owner).size() - groups.size());
  return groups;
}
RowIndex& Editor::Grown(RowIndex& index, NodeKind owner) {
  Grown(index.groups, owner);
  return index;
}

// ------------------------------------------------------------------- Entities

template <typename View>
void Editor::AddEntity(const View& record) {
  constexpr NodeKind kKind = kEntityOf<View>;
  Table<View>& table = rep_->table<View>();
  const std::uint32_t number = rep_->names.of(kKind).Intern(record.id);
  // Ids that were only mentioned so far get rows that nobody sees.
  while (table.size() < number) {
    PushRow(record);
    KillRow<View>(table.size() - 1);
  }
  if (number == table.size()) {
    PushRow(record);
  } else {
    table.Set(number, record, rep_->names);
    table.Revive(number);
    List<View>(number);
    SetPeriod<View>(number);
    NoteTouch<View>(number);
  }
  constexpr auto kPlace = static_cast<std::size_t>(kKind);
  rep_->declared[kPlace] = table.size();
  rep_->has_dead[kPlace] = !table.dead().empty();
  Refresh(kKind, number);
}

// --------------------------------------------------------------------- Facts

// The runs that keep a fact, and its owner among them.
template <typename View>
Groups& Editor::RunsFor(const View& record, std::uint32_t& owner) {
  Names& names = rep_->names;
  const auto runs = [&](Groups& groups, NodeKind kind,
                        std::string_view id) -> Groups& {
    owner = names.of(kind).Intern(id);
    return Grown(groups, kind);
  };
  if constexpr (std::is_same_v<View, UnitLineView>) {
    return runs(rep_->lines_of_unit, NodeKind::kUnit, record.child);
  } else if constexpr (std::is_same_v<View, ReportingLineView>) {
    return runs(rep_->lines_of_post, NodeKind::kPost, record.post);
  } else if constexpr (std::is_same_v<View, MembershipView>) {
    return runs(rep_->memberships_of_person, NodeKind::kPerson, record.person);
  } else if constexpr (std::is_same_v<View, AppointmentView>) {
    return runs(rep_->appointments_of_post, NodeKind::kPost, record.post);
  } else if constexpr (std::is_same_v<View, AbsenceView>) {
    return runs(rep_->absences_of_person, NodeKind::kPerson, record.person);
  } else if constexpr (std::is_same_v<View, ProgressView>) {
    return runs(rep_->progress_of_task, NodeKind::kTask, record.task);
  } else {
    static_assert(std::is_same_v<View, AssignmentView>);
    return *record.work.kind == NodeKind::kTask
               ? runs(rep_->assignments_of_task, NodeKind::kTask,
                      record.work.id)
               : runs(rep_->assignments_of_duty, NodeKind::kDuty,
                      record.work.id);
  }
}

template <typename View>
void Editor::AddFact(const View& record) {
  if constexpr (kKeptByOwner<View>) {
    std::uint32_t owner = 0;
    Groups& runs = RunsFor(record, owner);
    const std::uint32_t begin = runs.begin(owner);
    const std::uint32_t end = runs.end(owner);
    std::uint32_t place = end;
    while (place > begin && ComesAfter(RowAt<View>(*rep_, place - 1), record)) {
      --place;
    }
    const std::uint32_t size = rep_->table<View>().size();
    if (begin == end || (place == end && end == size)) {
      PushRow(record);
      runs.Set(owner, begin == end ? size : begin, size + 1);
    } else {
      MoveRun(runs, owner, kNoIndex, &record, place);
    }
  } else {
    PushRow(record);
  }
}

// Moves the facts of an owner to the end of the table, without one of them and
// with another one before the row `place`.
template <typename View>
void Editor::MoveRun(Groups& runs, std::uint32_t owner, std::uint32_t skipped,
                     const View* added, std::uint32_t place) {
  std::vector<RecordOf<View>> records;
  const std::uint32_t begin = runs.begin(owner);
  const std::uint32_t end = runs.end(owner);
  for (std::uint32_t row = begin; row <= end; ++row) {
    if (row == place && added != nullptr) {
      records.push_back(CopyRecord<RecordOf<View>>(*added));
    }
    if (row < end && row != skipped) {
      records.push_back(CopyRecord<RecordOf<View>>(RowAt<View>(*rep_, row)));
    }
  }
  if (skipped != kNoIndex) NoteTouch<View>(skipped);
  // What only moves says what it said before.
  std::vector<Touch>* const touches = std::exchange(touches_, nullptr);
  for (std::uint32_t row = begin; row < end; ++row) KillRow<View>(row);
  const std::uint32_t moved = rep_->table<View>().size();
  for (const RecordOf<View>& record : records) {
    PushRow(CopyRecord<View>(record));
  }
  touches_ = touches;
  if (added != nullptr) NoteTouch<View>(moved + place - begin);
  runs.Set(owner, moved, rep_->table<View>().size());
}

// Whether a record may stand where a row of its owner stands.
template <typename View>
bool Editor::StaysInOrder(const Groups& runs, std::uint32_t owner,
                          std::uint32_t row, const View& record) const {
  const std::uint32_t begin = runs.begin(owner);
  const std::uint32_t end = runs.end(owner);
  return row >= begin && row < end &&
         (row == begin || !ComesAfter(RowAt<View>(*rep_, row - 1), record)) &&
         (row + 1 == end || !ComesAfter(record, RowAt<View>(*rep_, row + 1)));
}

template <typename View>
void Editor::ReplaceFact(std::uint32_t row, const View& record) {
  if constexpr (kKeptByOwner<View>) {
    std::uint32_t owner = 0;
    const Groups& runs = RunsFor(record, owner);
    if (!StaysInOrder(runs, owner, row, record)) {
      RemoveFact<View>(row);
      AddFact(record);
      return;
    }
  }
  SetRow(row, record);
}

template <typename View>
void Editor::RemoveFact(std::uint32_t row) {
  if constexpr (kKeptByOwner<View>) {
    std::uint32_t owner = 0;
    Groups& runs = RunsFor(RowAt<View>(*rep_, row), owner);
    const std::uint32_t begin = runs.begin(owner);
    const std::uint32_t end = runs.end(owner);
    if (row == begin || row + 1 == end) {
      KillRow<View>(row);
      runs.Set(owner, row == begin ? begin + 1 : begin,
               row == begin ? end : end - 1);
    } else {
      MoveRun<View>(runs, owner, row, nullptr, kNoIndex);
    }
  } else {
    KillRow<View>(row);
  }
}

// ------------------------------------------------------------------ Any array

template <typename View>
void Editor::Add(const View& record) {
  if constexpr (kEntityOf<View> != NodeKind::kDocument) {
    AddEntity(record);
  } else {
    AddFact(record);
  }
}

template <typename View>
void Editor::Replace(std::uint32_t row, const View& record) {
  assert(!rep_->table<View>().IsDead(row));
  if constexpr (kEntityOf<View> != NodeKind::kDocument) {
    SetRow(row, record);
    Refresh(kEntityOf<View>, row);
  } else {
    ReplaceFact(row, record);
  }
}

template <typename View>
void Editor::Remove(std::uint32_t row) {
  assert(!rep_->table<View>().IsDead(row));
  if constexpr (kEntityOf<View> != NodeKind::kDocument) {
    KillRow<View>(row);
    rep_->has_dead[static_cast<std::size_t>(kEntityOf<View>)] = 1;
    Refresh(kEntityOf<View>, row);
  } else {
    RemoveFact<View>(row);
  }
}

std::shared_ptr<const OrganizationRep> Editor::Finish() {
  OrganizationRep& rep = *rep_;
  Grown(rep.lines_of_unit, NodeKind::kUnit).Seal();
  Grown(rep.lines_of_post, NodeKind::kPost).Seal();
  Grown(rep.memberships_of_person, NodeKind::kPerson).Seal();
  Grown(rep.appointments_of_post, NodeKind::kPost).Seal();
  Grown(rep.absences_of_person, NodeKind::kPerson).Seal();
  Grown(rep.assignments_of_task, NodeKind::kTask).Seal();
  Grown(rep.assignments_of_duty, NodeKind::kDuty).Seal();
  Grown(rep.progress_of_task, NodeKind::kTask).Seal();
  Grown(rep.posts_of_unit, NodeKind::kUnit).Seal();
  Grown(rep.memberships_of_unit, NodeKind::kUnit).Seal();
  Grown(rep.appointments_of_person, NodeKind::kPerson).Seal();
  Grown(rep.delegations_of_post, NodeKind::kPost).Seal();
  Grown(rep.delegations_of_person, NodeKind::kPerson).Seal();
  rep.post_periods.Seal();
  rep.membership_periods.Seal();
  rep.appointment_periods.Seal();
  rep.absence_periods.Seal();
  std::apply([](auto&... table) { (table.Seal(), ...); }, rep.tables);
  for (IdTable& ids : rep.names.ids) ids.Seal();
  rep.names.words.Seal();
  return std::move(rep_);
}

// ----------------------------------------------------------------------- Rows

template <typename View>
void Editor::NoteTouch(std::uint32_t row) {
  if (touches_ == nullptr) return;
  ForEachTouch<View>(*rep_, row,
                     [&](const Touch& touch) { touches_->push_back(touch); });
}

template <typename View>
void Editor::PushRow(const View& record) {
  Table<View>& table = rep_->table<View>();
  table.Push(record, rep_->names);
  if constexpr (kHasPeriods<View>) PeriodsIn<View>(*rep_).Push(kNoDays);
  List<View>(table.size() - 1);
  SetPeriod<View>(table.size() - 1);
  NoteTouch<View>(table.size() - 1);
}

template <typename View>
void Editor::KillRow(std::uint32_t row) {
  NoteTouch<View>(row);
  Unlist<View>(row);
  rep_->table<View>().Kill(row);
  if constexpr (kHasPeriods<View>) PeriodsIn<View>(*rep_).Set(row, kNoDays);
}

namespace {

// Where a row is listed by another owner than the one that keeps it.
struct Listing {
  RowIndex* index = nullptr;  // Null: nowhere.
  NodeKind kind = NodeKind::kDocument;
  std::uint32_t owner = kNoIndex;

  bool operator==(const Listing&) const = default;
};

template <typename View>
Listing ListingOf(OrganizationRep& rep, std::uint32_t row) {
  const Table<View>& table = rep.table<View>();
  if constexpr (std::is_same_v<View, PostView>) {
    return {&rep.posts_of_unit, NodeKind::kUnit,
            table.template Get<&PostView::unit>()[row]};
  } else if constexpr (std::is_same_v<View, MembershipView>) {
    return {&rep.memberships_of_unit, NodeKind::kUnit,
            table.template Get<&MembershipView::unit>()[row]};
  } else if constexpr (std::is_same_v<View, AppointmentView>) {
    const std::uint32_t person =
        table.template Get<&AppointmentView::person>()[row];
    if (person == kNoIndex) return {};  // The name is withheld.
    return {&rep.appointments_of_person, NodeKind::kPerson, person};
  } else if constexpr (std::is_same_v<View, DelegationView>) {
    const Node from = table.template Get<&DelegationView::from>()[row];
    return {from.kind() == NodeKind::kPost ? &rep.delegations_of_post
                                           : &rep.delegations_of_person,
            from.kind(), from.index()};
  } else {
    return {};
  }
}

}  // namespace

template <typename View>
void Editor::List(std::uint32_t row) {
  const Listing listing = ListingOf<View>(*rep_, row);
  if (listing.index == nullptr) return;
  Grown(*listing.index, listing.kind).Insert(listing.owner, row);
}

template <typename View>
void Editor::Unlist(std::uint32_t row) {
  const Listing listing = ListingOf<View>(*rep_, row);
  if (listing.index == nullptr) return;
  listing.index->Erase(listing.owner, row);
}

// Where its other owner stays, the row stays in that one's list.
template <typename View>
void Editor::SetRow(std::uint32_t row, const View& record) {
  Table<View>& table = rep_->table<View>();
  const Listing before = ListingOf<View>(*rep_, row);
  NoteTouch<View>(row);
  table.Set(row, record, rep_->names);
  const Listing after = ListingOf<View>(*rep_, row);
  if (before != after) {
    if (before.index != nullptr) before.index->Erase(before.owner, row);
    List<View>(row);
  }
  SetPeriod<View>(row);
  NoteTouch<View>(row);
}

// -------------------------------------------------------------------- Periods

template <typename View>
void Editor::SetPeriod(std::uint32_t row) {
  if constexpr (kHasPeriods<View>) {
    PeriodsIn<View>(*rep_).Set(row, EffectivePeriodOf<View>(*rep_, row));
  }
}

void Editor::RefreshPost(std::uint32_t post) {
  if (rep_->Exists(NodeKind::kPost, post)) SetPeriod<PostView>(post);
  const Groups& runs = Grown(rep_->appointments_of_post, NodeKind::kPost);
  for (std::uint32_t row = runs.begin(post); row < runs.end(post); ++row) {
    SetPeriod<AppointmentView>(row);
  }
}

void Editor::Refresh(NodeKind kind, std::uint32_t index) {
  const auto refresh_listed = [&](RowIndex& listed, auto refresh) {
    const Groups& groups = Grown(listed, kind).groups;
    for (std::uint32_t i = groups.begin(index); i < groups.end(index); ++i) {
      refresh(listed.rows[i]);
    }
  };
  if (kind == NodeKind::kUnit) {
    refresh_listed(rep_->posts_of_unit,
                   [&](std::uint32_t post) { RefreshPost(post); });
    refresh_listed(rep_->memberships_of_unit,
                   [&](std::uint32_t row) { SetPeriod<MembershipView>(row); });
  } else if (kind == NodeKind::kPost) {
    RefreshPost(index);
  } else if (kind == NodeKind::kPerson) {
    refresh_listed(rep_->appointments_of_person,
                   [&](std::uint32_t row) { SetPeriod<AppointmentView>(row); });
    const Groups& memberships = Grown(rep_->memberships_of_person, kind);
    for (std::uint32_t row = memberships.begin(index);
         row < memberships.end(index); ++row) {
      SetPeriod<MembershipView>(row);
    }
    const Groups& absences = Grown(rep_->absences_of_person, kind);
    for (std::uint32_t row = absences.begin(index); row < absences.end(index);
         ++row) {
      SetPeriod<AbsenceView>(row);
    }
  }
}

#define ZEREN_INSTANTIATE(View)                                        \
  template void Editor::Add<View>(const View&);                        \
  template void Editor::Replace<View>(std::uint32_t row, const View&); \
  template void Editor::Remove<View>(std::uint32_t row);
ZEREN_FOR_EACH_VIEW(ZEREN_INSTANTIATE)
#undef ZEREN_INSTANTIATE

}  // namespace zeren::internal
