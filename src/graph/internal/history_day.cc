#include "src/graph/internal/history_day.h"

#include <algorithm>
#include <utility>

#include "src/graph/internal/post_holders.h"
#include "src/model/internal/superior_choice.h"
#include "zeren/model/profile.h"

namespace zeren::internal {

void HistoryDay::MoveTo(DayNumber day) {
  until_ = kNever;
  const bool back = day < std::exchange(day_, day);
  if (!back) return;
  units_.Clear();
  posts_.Clear();
  tasks_.Clear();
  duties_.Clear();
  heads_.Clear();
  nearest_headed_.Clear();
  deputies_.Clear();
  holders_.Clear();
  delegates_of_post_.Clear();
  delegates_of_person_.Clear();
}

// ---- In force

bool HistoryDay::in_force(UnitId unit) {
  return org_.Exists(unit) &&
         Holds(org_.table<UnitView>().Written(Index(unit)));
}

bool HistoryDay::in_force(PostId post) {
  return org_.Exists(post) && Holds(org_.post_periods[Index(post)]);
}

bool HistoryDay::in_force(DutyId duty) {
  return org_.Exists(duty) &&
         Holds(org_.table<DutyView>().Written(Index(duty)));
}

bool HistoryDay::in_force(Node node) {
  if (const auto post = node.As<PostId>()) return in_force(*post);
  return org_.Exists(node) && Holds(org_.Written(node));
}

// ---- Units

std::uint32_t HistoryDay::ChooseParent(std::uint32_t unit) {
  const Table<UnitView>& units = org_.table<UnitView>();
  const DayRange own = units.Written(unit);
  if (!Holds(own)) return kNoIndex;
  const IdTable& ids = org_.names.of(NodeKind::kUnit);
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    return ids[a] < ids[b];
  };
  std::uint32_t best = kNoIndex;
  DayNumber best_start = kDawn;
  const auto offer = [&](std::uint32_t parent, DayNumber start) {
    if (parent == kNoIndex || parent == unit || !in_force(UnitId{parent})) {
      return;
    }
    if (IsBetterSuperior(parent, start, best, best_start, less)) {
      best = parent;
      best_start = start;
    }
  };
  offer(units.Get<&UnitView::parent>()[unit], own.from);
  const Table<UnitLineView>& lines = org_.table<UnitLineView>();
  for (std::uint32_t row = org_.lines_of_unit.begin(unit);
       row < org_.lines_of_unit.end(unit); ++row) {
    const std::uint32_t kind = lines.Get<&UnitLineView::kind>()[row];
    const DayRange written = lines.Written(row);
    if ((kind == kNoIndex || org_.names.words[kind] == "primary") &&
        Holds(written)) {
      offer(lines.Get<&UnitLineView::parent>()[row], written.from);
    }
  }
  return best;
}

LineUp HistoryDay::LineOf(UnitId unit) {
  const IdTable& ids = org_.names.of(NodeKind::kUnit);
  const LineUp line = units_.Above(
      Index(unit), day_,
      [&](std::uint32_t at) {
        LineUp above;
        above.until = UntilOf([&] { above.superior = ChooseParent(at); });
        return above;
      },
      [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  Count(line.until);
  return line;
}

std::optional<UnitId> HistoryDay::parent(UnitId unit) {
  return OptionalId<UnitId>(LineOf(unit).superior);
}

const PostKind* HistoryDay::KindOf(std::uint32_t post) const {
  const std::uint32_t kind =
      org_.table<PostView>().Get<&PostView::kind>()[post];
  return org_.profile.FindPostKind(org_.names.words[kind]);
}

// The one that is written, if in force; where none is, the only one of a head
// kind.
std::uint32_t HistoryDay::FindHead(UnitId unit) {
  if (!in_force(unit)) return kNoIndex;
  const std::uint32_t written =
      org_.table<UnitView>().Get<&UnitView::head>()[Index(unit)];
  if (written != kNoIndex) {
    return in_force(PostId{written}) ? written : kNoIndex;
  }
  std::uint32_t head = kNoIndex;
  std::uint32_t candidates = 0;
  const Groups& groups = org_.posts_of_unit.groups;
  const std::uint32_t end = groups.end(Index(unit));
  for (std::uint32_t i = groups.begin(Index(unit)); i < end; ++i) {
    const std::uint32_t post = org_.posts_of_unit.rows[i];
    const PostKind* const kind = KindOf(post);
    if (kind == nullptr || !kind->head || !in_force(PostId{post})) continue;
    head = post;
    ++candidates;
  }
  return candidates == 1 ? head : kNoIndex;
}

std::optional<PostId> HistoryDay::head(UnitId unit) {
  Found& found = heads_.At(Index(unit));
  if (!StillHolds(found)) {
    found.until = UntilOf([&] { found.node = FindHead(unit); });
  }
  Count(found.until);
  return OptionalId<PostId>(found.node);
}

std::optional<UnitId> HistoryDay::nearest_headed(UnitId unit) {
  passed_.clear();
  Found nearest{kNoIndex, kNever};
  std::optional<UnitId> at = unit;
  while (at) {
    const Found* const known = nearest_headed_.Find(Index(*at));
    if (known != nullptr && StillHolds(*known)) {
      nearest = *known;
      break;
    }
    const UnitId here = *at;
    const DayNumber until = UntilOf([&] {
      if (head(here)) {
        nearest.node = Index(here);
        at.reset();
      } else {
        at = parent(here);
      }
    });
    passed_.push_back({Index(here), until});
  }
  while (!passed_.empty()) {
    nearest.until = std::min(nearest.until, passed_.back().until);
    nearest_headed_.At(passed_.back().node) = nearest;
    passed_.pop_back();
  }
  Count(nearest.until);
  return OptionalId<UnitId>(nearest.node);
}

std::span<const PostId> HistoryDay::deputies(UnitId unit) {
  KnownList<PostId>& list = deputies_.At(Index(unit));
  if (!StillHolds(list)) {
    list.items.clear();
    list.until = UntilOf([&] {
      const Groups& groups = org_.posts_of_unit.groups;
      const std::uint32_t end = groups.end(Index(unit));
      for (std::uint32_t i = groups.begin(Index(unit)); i < end; ++i) {
        const std::uint32_t post = org_.posts_of_unit.rows[i];
        const PostKind* const kind = KindOf(post);
        if (kind == nullptr || kind->deputizes_for.empty()) continue;
        if (in_force(PostId{post})) list.items.push_back(PostId{post});
      }
    });
    const IdTable& ids = org_.names.of(NodeKind::kPost);
    std::sort(list.items.begin(), list.items.end(), [&](PostId a, PostId b) {
      return ids[Index(a)] < ids[Index(b)];
    });
  }
  Count(list.until);
  return list.items;
}

// ---- Posts

std::optional<UnitId> HistoryDay::unit(PostId post) {
  const std::uint32_t unit =
      org_.table<PostView>().Get<&PostView::unit>()[Index(post)];
  // A post in force whose unit the document has is in a unit in force.
  if (!org_.Exists(NodeKind::kUnit, unit) || !in_force(post)) {
    return std::nullopt;
  }
  return UnitId{unit};
}

std::span<const Holder> HistoryDay::holders(PostId post) {
  KnownList<Holder>& list = holders_.At(Index(post));
  if (!StillHolds(list)) {
    list.items.clear();
    list.until = UntilOf([&] {
      const std::uint32_t end = org_.appointments_of_post.end(Index(post));
      for (std::uint32_t row = org_.appointments_of_post.begin(Index(post));
           row < end; ++row) {
        if (!Holds(org_.appointment_periods[row])) continue;
        list.items.push_back(HolderAt(
            org_, row, [&](PersonId person) { return present(person); }));
      }
    });
    if (list.items.size() > 1) SortHolders(org_, list.items);
  }
  Count(list.until);
  return list.items;
}

PostState HistoryDay::state(PostId post) {
  return in_force(post) ? StateBy(holders(post)) : PostState::kAbolished;
}

LineUp HistoryDay::LineOf(PostId post) {
  const IdTable& ids = org_.names.of(NodeKind::kPost);
  const LineUp line = posts_.Above(
      Index(post), day_,
      [&](std::uint32_t at) {
        PostSuperior superior;
        LineUp above;
        above.until = UntilOf([&] {
          if (in_force(PostId{at})) {
            superior = SuperiorOfPost(org_, *this, PostId{at});
          }
        });
        above.superior = superior.post;
        above.rule = superior.rule;
        above.cut = superior.ends_at_cut;
        return above;
      },
      [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  Count(line.until);
  return line;
}

std::optional<PostId> HistoryDay::superior(PostId post) {
  return OptionalId<PostId>(LineOf(post).superior);
}

SuperiorAnswer HistoryDay::answer_of(PostId post) {
  const LineUp line = LineOf(post);
  if (line.superior == kNoIndex) return {std::nullopt, line.cut};
  return {ChainHop{PostId{line.superior}, line.rule}, false};
}

// ---- Persons

bool HistoryDay::present(PersonId person) {
  if (!Holds(org_.table<PersonView>().Written(Index(person)))) return false;
  const std::uint32_t end = org_.absences_of_person.end(Index(person));
  for (std::uint32_t row = org_.absences_of_person.begin(Index(person));
       row < end; ++row) {
    if (Holds(org_.absence_periods[row])) return false;
  }
  return true;
}

// A home before any other unit.
std::optional<UnitId> HistoryDay::main_unit(PersonId person) {
  const Table<MembershipView>& memberships = org_.table<MembershipView>();
  const IdTable& ids = org_.names.of(NodeKind::kUnit);
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    return ids[a] < ids[b];
  };
  std::uint32_t best = kNoIndex;
  DayNumber best_start = kDawn;
  bool best_is_home = false;
  const std::uint32_t end = org_.memberships_of_person.end(Index(person));
  for (std::uint32_t row = org_.memberships_of_person.begin(Index(person));
       row < end; ++row) {
    if (!Holds(org_.membership_periods[row])) continue;
    const std::uint32_t unit = memberships.Get<&MembershipView::unit>()[row];
    const bool is_home = memberships.Get<&MembershipView::home>()[row] != 0;
    const DayNumber start = memberships.Written(row).from;
    if (is_home != best_is_home
            ? is_home
            : IsBetterSuperior(unit, start, best, best_start, less)) {
      best = unit;
      best_start = start;
      best_is_home = is_home;
    }
  }
  return OptionalId<UnitId>(best);
}

bool HistoryDay::holds(PersonId person, PostId post) {
  const std::uint32_t end = org_.appointments_of_post.end(Index(post));
  const auto& persons =
      org_.table<AppointmentView>().Get<&AppointmentView::person>();
  for (std::uint32_t row = org_.appointments_of_post.begin(Index(post));
       row < end; ++row) {
    if (persons[row] == Index(person) && Holds(org_.appointment_periods[row])) {
      return true;
    }
  }
  return false;
}

std::optional<PostId> HistoryDay::own_post(PersonId person) {
  return OwnPost(org_, person, [&](std::uint32_t row) {
    return Holds(org_.appointment_periods[row]);
  });
}

}  // namespace zeren::internal
