#include "src/measure/internal/live_units.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "zeren/core/forest.h"

namespace zeren::internal {

LiveUnits::LiveUnits(LiveDay& day, const Snapshot& first) : day_(day) {
  const Forest& forest = first.units().forest();
  const std::size_t capacity = forest.capacity();
  in_force_.resize(capacity, 0);
  is_cut_.resize(capacity, 0);
  parents_.resize(capacity, kNoIndex);
  children_.resize(capacity);
  for (const std::uint32_t unit : forest.pre_order()) {
    in_force_[unit] = 1;
    parents_[unit] = forest.parent(unit);
    const auto children = forest.children(unit);
    children_[unit].assign(children.begin(), children.end());
    // A cycle is cut at a root; most forests have none.
    if (forest.cycles().empty() || parents_[unit] != kNoIndex) continue;
    is_cut_[unit] = day_.facts().is_cut(UnitId{unit});
    cuts_ += is_cut_[unit];
  }
}

bool LiveUnits::IsInForceNow(std::uint32_t unit) {
  return day_.facts().in_force(UnitId{unit});
}

std::uint32_t LiveUnits::OldTop(std::uint32_t unit) const {
  while (parents_[unit] != kNoIndex) unit = parents_[unit];
  return unit;
}

std::uint32_t LiveUnits::NewTop(std::uint32_t unit) {
  std::optional<UnitId> above = day_.facts().parent(UnitId{unit});
  while (above) {
    unit = Index(*above);
    above = day_.facts().parent(*above);
  }
  return unit;
}

// 1. A unit whose days or lines changed is looked at again; one that is in
//    force now or no longer concerns all that name it as a superior.
// 2. Any cycle that opens or closes has one of these on it. The ways up from
//    them end where it was cut, and where it is cut now.
LiveUnits::Moves LiveUnits::Update(std::span<const std::uint32_t> units) {
  const std::size_t capacity = day_.rep().count(NodeKind::kUnit);
  if (capacity > parents_.size()) {
    in_force_.resize(capacity, 0);
    is_cut_.resize(capacity, 0);
    parents_.resize(capacity, kNoIndex);
    children_.resize(capacity);
  }
  absl::flat_hash_set<std::uint32_t> seen;
  std::vector<std::uint32_t> concerned;
  const auto concern = [&](std::uint32_t unit) {
    if (unit < parents_.size() && seen.insert(unit).second) {
      concerned.push_back(unit);
    }
  };
  for (const std::uint32_t unit : units) {
    if (unit >= parents_.size()) continue;
    concern(unit);
    if (in_force(unit) == IsInForceNow(unit)) continue;
    for (const std::uint32_t below : day_.units_below(unit)) concern(below);
  }
  const std::size_t named = concerned.size();
  for (std::size_t i = 0; i < named; ++i) {
    const std::uint32_t unit = concerned[i];
    if (in_force(unit)) {
      const std::uint32_t top = OldTop(unit);
      if (is_cut_[top] != 0) concern(top);
    }
    if (IsInForceNow(unit)) {
      const std::uint32_t top = NewTop(unit);
      if (day_.facts().is_cut(UnitId{top})) concern(top);
    }
  }
  Moves moves;
  for (const std::uint32_t unit : concerned) LookAgain(unit, moves);
  return moves;
}

void LiveUnits::LookAgain(std::uint32_t unit, Moves& moves) {
  const bool now = IsInForceNow(unit);
  const bool is_cut = now && day_.facts().is_cut(UnitId{unit});
  const std::optional<UnitId> above =
      now ? day_.facts().parent(UnitId{unit}) : std::nullopt;
  const std::uint32_t parent = above ? Index(*above) : kNoIndex;
  cuts_ += is_cut ? 1 : 0;
  cuts_ -= is_cut_[unit];
  is_cut_[unit] = is_cut;
  if (now != in_force(unit)) {
    in_force_[unit] = now;
    moves.switched.push_back(unit);
    moves.changed.push_back(unit);
  }
  const std::uint32_t before = parents_[unit];
  if (parent == before) return;
  moves.moved.push_back(unit);
  parents_[unit] = parent;
  if (before != kNoIndex) {
    Unlink(unit, before);
    moves.changed.push_back(before);
  }
  if (parent != kNoIndex) {
    Link(unit, parent);
    moves.changed.push_back(parent);
  }
}

void LiveUnits::Link(std::uint32_t unit, std::uint32_t parent) {
  const IdTable& ids = day_.rep().names.of(NodeKind::kUnit);
  std::vector<std::uint32_t>& children = children_[parent];
  children.insert(std::lower_bound(children.begin(), children.end(), unit,
                                   [&](std::uint32_t a, std::uint32_t b) {
                                     return ids[a] < ids[b];
                                   }),
                  unit);
}

void LiveUnits::Unlink(std::uint32_t unit, std::uint32_t parent) {
  std::vector<std::uint32_t>& children = children_[parent];
  children.erase(std::find(children.begin(), children.end(), unit));
}

std::vector<std::uint32_t> LiveUnits::WithAllAbove(
    std::span<const std::uint32_t> units) const {
  // How many of the children of each are still to come.
  absl::flat_hash_map<std::uint32_t, std::uint32_t> waits;
  std::vector<std::uint32_t> found;
  for (std::uint32_t unit : units) {
    while (in_force(unit) && waits.try_emplace(unit, 0).second) {
      found.push_back(unit);
      unit = parents_[unit];
    }
  }
  for (const std::uint32_t unit : found) {
    if (parents_[unit] != kNoIndex) ++waits[parents_[unit]];
  }
  std::vector<std::uint32_t> order;
  order.reserve(found.size());
  for (std::uint32_t unit : found) {
    if (waits[unit] != 0) continue;
    // As far up as nothing else is waited for.
    while (true) {
      order.push_back(unit);
      waits[unit] = kNoIndex;  // Done.
      unit = parents_[unit];
      if (unit == kNoIndex || --waits[unit] != 0) break;
    }
  }
  return order;
}

}  // namespace zeren::internal
