#include "zeren/advise/diff.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "src/model/internal/related.h"

namespace zeren {
namespace {

using internal::OrganizationRep;

// The dense ids of a kind that either of two organisations has.
std::uint32_t CountOfEither(const Organization& a, const Organization& b,
                            NodeKind kind) {
  return std::max(a.count(kind), b.count(kind));
}

// Text without regard to the order in which its languages were written.
bool IsSameText(const TextView& a, const TextView& b) {
  auto of_a = a.translations();
  auto of_b = b.translations();
  std::sort(of_a.begin(), of_a.end());
  std::sort(of_b.begin(), of_b.end());
  return a.plain() == b.plain() && of_a == of_b;
}

bool HasCutCycle(const Snapshot& snapshot) {
  return !snapshot.units().forest().cycles().empty() ||
         !snapshot.posts().forest().cycles().empty();
}

// Whether a person in force is in the organisation; diff.h says when.
bool IsThere(const Snapshot& snapshot, PersonId person) {
  const People& people = snapshot.people();
  if (Index(person) >= people.count() || !people.in_force(person)) return false;
  return !people.membership_rows(person).empty() ||
         !people.posts(person).empty() ||
         snapshot.organization().rep().Written(person) != internal::DayRange();
}

// The different units of which a person is a member, by dense id.
void ReadUnits(const Snapshot& snapshot, PersonId person,
               std::vector<UnitId>& units) {
  units.clear();
  for (const std::uint32_t row : snapshot.people().membership_rows(person)) {
    units.push_back(snapshot.membership(row).unit);
  }
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
}

// Takes one person's holders off the front of those of a post, which come in
// order of the person's id, undisclosed ones last.
//
// REQUIRES: the first one is disclosed.
Difference<PersonId, Hold> TakeHold(std::span<const Holder>& holders) {
  const PersonId person = *holders.front().person();
  Hold hold = Hold::kNone;
  while (!holders.empty() && holders.front().person_index == Index(person)) {
    hold = std::max(
        hold, holders.front().acting() ? Hold::kActing : Hold::kInOwnRight);
    holders = holders.subspan(1);
  }
  return {.id = person, .before = hold, .after = Hold::kNone};
}

bool HasNames(std::span<const Holder> holders) {
  return !holders.empty() && !holders.front().undisclosed();
}

// DiffMaker
//
// Goes through the entities by dense id, which means the same on both sides,
// and puts what differs in order of id at the end.
class DiffMaker {
 public:
  DiffMaker(const Snapshot& from, const Snapshot& to)
      : diff_{.from = from, .to = to},
        from_(diff_.from),
        to_(diff_.to),
        old_(from_.organization().rep()),
        new_(to_.organization().rep()) {}
  DiffMaker(const DiffMaker&) = delete;
  DiffMaker& operator=(const DiffMaker&) = delete;

  StructureDiff Make() && {
    diff_.complete = from_.has_all_records() && to_.has_all_records() &&
                     !HasCutCycle(from_) && !HasCutCycle(to_);
    CompareUnits();
    ComparePosts();
    ComparePeople();
    SortLists();
    return std::move(diff_);
  }

 private:
  void CompareUnits() {
    UnitsDiff& diff = diff_.units;
    for (std::uint32_t i = 0; i < Count(NodeKind::kUnit); ++i) {
      const UnitId unit{i};
      if (!Keep(unit, from_.units().in_force(unit), to_.units().in_force(unit),
                diff.added, diff.gone)) {
        continue;
      }
      ++diff.kept;
      Compare(unit, from_.units().parent(unit), to_.units().parent(unit),
              diff.moved);
      Compare(unit, from_.units().head(unit), to_.units().head(unit),
              diff.other_head);
      CompareWords<UnitView, &UnitView::name>(unit, diff.renamed);
      CompareKinds<UnitView>(unit, diff.other_kind);
    }
  }

  void ComparePosts() {
    PostsDiff& diff = diff_.posts;
    for (std::uint32_t i = 0; i < Count(NodeKind::kPost); ++i) {
      const PostId post{i};
      if (!Keep(post, from_.posts().in_force(post), to_.posts().in_force(post),
                diff.added, diff.gone)) {
        continue;
      }
      ++diff.kept;
      Compare(post, from_.posts().unit(post), to_.posts().unit(post),
              diff.moved);
      Compare(post, from_.posts().superior(post), to_.posts().superior(post),
              diff.other_superior);
      CompareWords<PostView, &PostView::title>(post, diff.renamed);
      CompareKinds<PostView>(post, diff.other_kind);
      CompareHolders(post);
    }
  }

  void CompareHolders(PostId post) {
    HoldersDifference holders{
        .id = post, .before = {}, .after = {}, .persons = {}};
    std::span<const Holder> old = from_.posts().holders(post);
    std::span<const Holder> now = to_.posts().holders(post);
    // Both come in order of id, so they are merged.
    while (HasNames(old) || HasNames(now)) {
      const int order = OrderOfFirst(old, now);
      Difference<PersonId, Hold> person;
      if (order <= 0) person = TakeHold(old);
      if (order >= 0) {
        const Difference<PersonId, Hold> taken = TakeHold(now);
        person = {
            .id = taken.id, .before = person.before, .after = taken.before};
      }
      if (person.before != person.after) holders.persons.push_back(person);
    }
    holders.before = {from_.posts().state(post),
                      static_cast<std::uint32_t>(old.size())};
    holders.after = {to_.posts().state(post),
                     static_cast<std::uint32_t>(now.size())};
    if (holders.before != holders.after || !holders.persons.empty()) {
      diff_.posts.holders.push_back(std::move(holders));
    }
  }

  // Whether the first person of `old` comes before that of `now` (negative),
  // is the same (0), or comes after.
  int OrderOfFirst(std::span<const Holder> old,
                   std::span<const Holder> now) const {
    if (!HasNames(now)) return -1;
    if (!HasNames(old)) return 1;
    if (old.front().person_index == now.front().person_index) return 0;
    return IsBefore(*old.front().person(), *now.front().person()) ? -1 : 1;
  }

  void ComparePeople() {
    PeopleDiff& diff = diff_.people;
    for (std::uint32_t i = 0; i < Count(NodeKind::kPerson); ++i) {
      const PersonId person{i};
      if (!Keep(person, IsThere(from_, person), IsThere(to_, person),
                diff.joined, diff.left)) {
        continue;
      }
      ++diff.kept;
      CompareWords<PersonView, &PersonView::name>(person, diff.renamed);
      CompareMemberships(person);
    }
  }

  void CompareMemberships(PersonId person) {
    ReadUnits(from_, person, old_units_);
    ReadUnits(to_, person, new_units_);
    PersonMove move{.id = person,
                    .before = from_.people().home(person),
                    .after = to_.people().home(person),
                    .into = {},
                    .out_of = {}};
    if (old_units_ == new_units_ && move.before == move.after) return;
    std::set_difference(new_units_.begin(), new_units_.end(),
                        old_units_.begin(), old_units_.end(),
                        std::back_inserter(move.into));
    std::set_difference(old_units_.begin(), old_units_.end(),
                        new_units_.begin(), new_units_.end(),
                        std::back_inserter(move.out_of));
    Sort(move.into);
    Sort(move.out_of);
    diff_.people.moved.push_back(std::move(move));
  }

  // Whether something is there on both days; what is not goes into a list.
  template <typename Id>
  static bool Keep(Id id, bool was, bool is, std::vector<Id>& added,
                   std::vector<Id>& gone) {
    if (is && !was) added.push_back(id);
    if (was && !is) gone.push_back(id);
    return was && is;
  }

  template <typename Id, typename Value>
  static void Compare(Id id, const Value& before, const Value& after,
                      std::vector<Difference<Id, Value>>& list) {
    if (before != after) list.push_back({id, before, after});
  }

  // Names. Within one organisation they are the same on all days.
  template <typename View, auto kMember, typename Id>
  void CompareWords(Id id, std::vector<Difference<Id, TextView>>& list) const {
    if (&old_ == &new_) return;
    const auto before = old_.table<View>().template Get<kMember>()[Index(id)];
    const auto after = new_.table<View>().template Get<kMember>()[Index(id)];
    if (before == after) return;
    const TextView old_text = internal::DecodeText(before);
    const TextView new_text = internal::DecodeText(after);
    if (!IsSameText(old_text, new_text)) {
      list.push_back({id, old_text, new_text});
    }
  }
  template <typename View, typename Id>
  void CompareKinds(Id id,
                    std::vector<Difference<Id, std::string_view>>& list) const {
    if (&old_ == &new_) return;
    const auto kind = [&](const OrganizationRep& org) {
      const auto& kinds = org.table<View>().template Get<&View::kind>();
      return org.names.words[kinds[Index(id)]];
    };
    Compare(id, kind(old_), kind(new_), list);
  }

  std::uint32_t Count(NodeKind kind) const {
    return CountOfEither(from_.organization(), to_.organization(), kind);
  }

  // Whether a comes before b by the bytes of their ids. One of the sides has
  // both, as one has all that the other has.
  template <typename Id>
  bool IsBefore(Id a, Id b) const {
    constexpr NodeKind kKind = kKindOf<Id>;
    const OrganizationRep& larger =
        old_.count(kKind) > new_.count(kKind) ? old_ : new_;
    return larger.id(a) < larger.id(b);
  }

  template <typename Id>
  requires std::is_enum_v<Id>
  static Id IdOf(Id id) { return id; }
  template <typename Entry>
  requires std::is_class_v<Entry>
  static auto IdOf(const Entry& entry) { return entry.id; }

  template <typename Entry>
  void Sort(std::vector<Entry>& list) const {
    std::sort(list.begin(), list.end(), [&](const Entry& a, const Entry& b) {
      return IsBefore(IdOf(a), IdOf(b));
    });
  }

  void SortLists() {
    const auto sort = [&](auto&... lists) { (Sort(lists), ...); };
    UnitsDiff& units = diff_.units;
    sort(units.added, units.gone, units.moved, units.renamed, units.other_kind,
         units.other_head);
    PostsDiff& posts = diff_.posts;
    sort(posts.added, posts.gone, posts.moved, posts.renamed, posts.other_kind,
         posts.other_superior, posts.holders);
    PeopleDiff& people = diff_.people;
    sort(people.joined, people.left, people.moved, people.renamed);
  }

  StructureDiff diff_;
  const Snapshot& from_;
  const Snapshot& to_;
  const OrganizationRep& old_;
  const OrganizationRep& new_;
  std::vector<UnitId> old_units_;
  std::vector<UnitId> new_units_;
};

template <typename... Lists>
std::size_t SizesOf(const Lists&... lists) {
  return (lists.size() + ... + 0);
}

}  // namespace

std::string_view NameOf(Hold hold) {
  static constexpr std::array<std::string_view, 3> kNames = {"none", "acting",
                                                             "own-right"};
  return kNames[static_cast<std::size_t>(hold)];
}

std::size_t UnitsDiff::size() const {
  return SizesOf(added, gone, moved, renamed, other_kind, other_head);
}
std::size_t PostsDiff::size() const {
  return SizesOf(added, gone, moved, renamed, other_kind, other_superior,
                 holders);
}
std::size_t PeopleDiff::size() const {
  return SizesOf(joined, left, moved, renamed);
}

absl::StatusOr<StructureDiff> Diff(const Snapshot& from, const Snapshot& to) {
  constexpr NodeKind kKinds[] = {NodeKind::kUnit, NodeKind::kPost,
                                 NodeKind::kPerson};
  const absl::Status related =
      internal::CheckRelated(from.organization(), to.organization(), kKinds);
  if (!related.ok()) return related;
  return DiffMaker(from, to).Make();
}

StructureDiff Diff(const Organization& organization, absl::CivilDay from,
                   absl::CivilDay to) {
  return DiffMaker(organization.AsOf(from), organization.AsOf(to)).Make();
}

}  // namespace zeren
