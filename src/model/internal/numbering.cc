#include "src/model/internal/numbering.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "src/model/internal/superior_choice.h"
#include "zeren/core/forest.h"

namespace zeren::internal {
namespace {

// Puts the ids that only references know behind the others, by their bytes.
void AppendUndeclared(const Draft& draft, NodeKind kind, Numbering& numbering) {
  numbering.declared = static_cast<std::uint32_t>(numbering.order.size());
  const IdTable& ids = draft.names.of(kind);
  for (std::uint32_t number = 0; number < ids.size(); ++number) {
    if (draft.RowOf(kind, number) == kNoIndex) {
      numbering.order.push_back(number);
    }
  }
  std::sort(numbering.order.begin() + numbering.declared, numbering.order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return ids.Less(a, b); });
}

// Orders the entities of a kind by a place, then by id. `places[number]` is the
// place of a number.
Numbering ByPlace(const Draft& draft, NodeKind kind, const Numbers& places,
                  std::size_t place_count) {
  const IdTable& ids = draft.names.of(kind);
  Numbers begins(place_count + 1, 0);
  for (std::uint32_t number = 0; number < ids.size(); ++number) {
    if (draft.RowOf(kind, number) != kNoIndex) ++begins[places[number] + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  Numbering numbering;
  numbering.order.resize(begins.back());
  Numbers next(begins.begin(), begins.end() - 1);
  for (std::uint32_t number = 0; number < ids.size(); ++number) {
    if (draft.RowOf(kind, number) != kNoIndex) {
      numbering.order[next[places[number]]++] = number;
    }
  }
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    return ids.Less(a, b);
  };
  for (std::size_t place = 0; place < place_count; ++place) {
    const auto begin = numbering.order.begin() + begins[place];
    const auto end = numbering.order.begin() + begins[place + 1];
    if (!std::is_sorted(begin, end, less)) std::sort(begin, end, less);
  }
  AppendUndeclared(draft, kind, numbering);
  return numbering;
}

// Whether a line between units is one of the hierarchy, and not left out.
bool IsPrimary(const Draft& draft, std::uint32_t row) {
  if (draft.array<UnitLineView>().IsDropped(row)) return false;
  const std::uint32_t kind =
      draft.table<UnitLineView>().Get<&UnitLineView::kind>()[row];
  return kind == kNoIndex || draft.names.words[kind] == "primary";
}

}  // namespace

DayNumber CanonicalDay(const Draft& draft) {
  if (draft.as_of) return ToDayNumber(*draft.as_of);
  DayNumber latest = kDawn;
  const auto& lines = draft.table<UnitLineView>();
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    if (IsPrimary(draft, row)) {
      latest = std::max(latest, lines.Written(row).from);
    }
  }
  const auto& memberships = draft.table<MembershipView>();
  for (std::uint32_t row = 0; latest == kDawn && row < memberships.size();
       ++row) {
    if (!draft.array<MembershipView>().IsDropped(row)) {
      latest = std::max(latest, memberships.Written(row).from);
    }
  }
  return latest;
}

Numbering ById(const Draft& draft, NodeKind kind) {
  Numbering numbering;
  for (const std::uint32_t number : draft.names.of(kind).Sorted()) {
    if (draft.RowOf(kind, number) != kNoIndex) {
      numbering.order.push_back(number);
    }
  }
  AppendUndeclared(draft, kind, numbering);
  return numbering;
}

Numbering UnitsInPreOrder(const Draft& draft, DayNumber day) {
  const IdTable& ids = draft.names.of(NodeKind::kUnit);
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    return ids.Less(a, b);
  };
  std::vector<std::uint8_t> in_force(ids.size());
  for (std::uint32_t unit = 0; unit < ids.size(); ++unit) {
    in_force[unit] = draft.WrittenOf<UnitView>(unit).Contains(day);
  }
  SuperiorChoice choice(ids.size());
  const auto offer = [&](std::uint32_t child, std::uint32_t parent,
                         DayNumber start) {
    if (parent != kNoIndex && parent != child && in_force[parent] &&
        in_force[child]) {
      choice.Offer(child, parent, start, less);
    }
  };
  const auto& units = draft.table<UnitView>();
  for (std::uint32_t row = 0; row < units.size(); ++row) {
    if (draft.array<UnitView>().IsDropped(row)) continue;
    offer(draft.array<UnitView>().number_of_row[row],
          units.Get<&UnitView::parent>()[row], units.Written(row).from);
  }
  const auto& lines = draft.table<UnitLineView>();
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    if (IsPrimary(draft, row) && lines.Written(row).Contains(day)) {
      offer(lines.Get<&UnitLineView::child>()[row],
            lines.Get<&UnitLineView::parent>()[row], lines.Written(row).from);
    }
  }
  const Forest forest(std::move(choice.superiors()), in_force, less);
  Numbering numbering;
  numbering.order.assign(forest.pre_order().begin(), forest.pre_order().end());
  for (const std::uint32_t unit : ids.Sorted()) {
    if (!in_force[unit] && draft.RowOf(NodeKind::kUnit, unit) != kNoIndex) {
      numbering.order.push_back(unit);
    }
  }
  AppendUndeclared(draft, NodeKind::kUnit, numbering);
  return numbering;
}

Numbering PersonsByHome(const Draft& draft, const Numbers& new_units,
                        DayNumber day) {
  const std::size_t persons = draft.names.of(NodeKind::kPerson).size();
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    return draft.names.of(NodeKind::kUnit).Less(a, b);
  };
  SuperiorChoice homes(persons);
  const auto& memberships = draft.table<MembershipView>();
  for (std::uint32_t row = 0; row < memberships.size(); ++row) {
    const std::uint32_t unit = memberships.Get<&MembershipView::unit>()[row];
    const DayRange range =
        memberships.Written(row).Within(draft.WrittenOf<UnitView>(unit));
    if (!draft.array<MembershipView>().IsDropped(row) &&
        memberships.Get<&MembershipView::home>()[row] != 0 &&
        range.Contains(day)) {
      homes.Offer(memberships.Get<&MembershipView::person>()[row], unit,
                  memberships.Written(row).from, less);
    }
  }
  Numbers places = std::move(homes.superiors());
  const auto nowhere = static_cast<std::uint32_t>(new_units.size());
  for (std::uint32_t& place : places) {
    place = place == kNoIndex ? nowhere : new_units[place];
  }
  return ByPlace(draft, NodeKind::kPerson, places, nowhere + std::size_t{1});
}

Numbering PostsByUnit(const Draft& draft, const Numbers& new_units) {
  const auto& posts = draft.table<PostView>();
  Numbers places(draft.names.of(NodeKind::kPost).size(), 0);
  for (std::uint32_t row = 0; row < posts.size(); ++row) {
    if (draft.array<PostView>().IsDropped(row)) continue;
    places[draft.array<PostView>().number_of_row[row]] =
        new_units[posts.Get<&PostView::unit>()[row]];
  }
  return ByPlace(draft, NodeKind::kPost, places, new_units.size());
}

}  // namespace zeren::internal
