#include "src/measure/internal/live_lines.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"

namespace zeren::internal {

LiveLines::LiveLines(LiveDay& day, const LiveForest& units, const Ladder& first,
                     const RollUpOptions& options)
    : day_(day),
      units_(units),
      lines_(options.lines),
      split_(options.policy == LinePolicy::kSplit),
      cut_(first.cuts_knots()) {
  KindsAreThere();  // They are, as there is a ladder.
  MakeRoom();
  const std::span<const std::uint32_t> order = first.top_down();
  for (const std::uint32_t unit : order) {
    up_[unit] = LinesNow(unit);
    const auto children = first.children(unit);
    children_[unit].assign(children.begin(), children.end());
    const auto shares = first.shares(unit);
    shares_[unit].assign(shares.begin(), shares.end());
    for (const std::uint32_t child : children) parents_[child].push_back(unit);
  }
  FindMeetings(std::vector(order.rbegin(), order.rend()));
}

void LiveLines::MakeRoom() {
  const std::size_t capacity = units_.capacity();
  if (capacity <= up_.size()) return;
  up_.resize(capacity);
  parents_.resize(capacity);
  children_.resize(capacity);
  shares_.resize(capacity);
  ways_meet_.resize(capacity, 0);
}

bool LiveLines::KindsAreThere() {
  absl::StatusOr<LineKinds> kinds = FindLineKinds(day_.rep(), lines_);
  if (!kinds.ok()) return false;
  kinds_ = *std::move(kinds);
  return true;
}

std::vector<LineEdge> LiveLines::LinesNow(std::uint32_t unit) const {
  if (!units_.in_force(unit)) return {};
  return LinesUp(day_.rep(), day_.day(), kinds_, unit, units_.parent(unit),
                 [&](std::uint32_t above) { return units_.in_force(above); });
}

bool LiveLines::Update(std::span<const std::uint32_t> units,
                       const LiveForest::Moves& moves,
                       std::vector<std::uint32_t>& changed) {
  if (units.empty()) return true;
  MakeRoom();
  if (!KindsAreThere()) return false;
  absl::flat_hash_set<std::uint32_t> seen;
  std::vector<std::uint32_t> moved;
  const auto look_at = [&](std::uint32_t unit) {
    if (unit >= up_.size() || !seen.insert(unit).second) return;
    if (LinesNow(unit) != up_[unit]) moved.push_back(unit);
  };
  for (const std::uint32_t unit : units) look_at(unit);
  for (const std::uint32_t unit : moves.moved) look_at(unit);
  for (const std::uint32_t unit : moves.switched) {
    look_at(unit);
    for (const std::uint32_t below : day_.units_below(unit)) look_at(below);
  }
  if (moved.empty()) return true;
  if (cut_) return false;
  std::vector<std::uint32_t> touched;
  for (const std::uint32_t unit : moved) {
    for (const std::uint32_t parent : parents_[unit]) {
      Unlink(unit, parent);
      touched.push_back(parent);
    }
    up_[unit] = LinesNow(unit);
    parents_[unit].clear();
    for (const LineEdge& line : up_[unit]) {
      parents_[unit].push_back(line.parent);
    }
    if (split_ && !up_[unit].empty() && !IsWhole(SumOfShares(up_[unit]))) {
      return false;
    }
  }
  // Once all are known, as shares are looked up there.
  for (const std::uint32_t unit : moved) {
    for (const std::uint32_t parent : parents_[unit]) {
      Link(unit, parent);
      touched.push_back(parent);
    }
  }
  for (const std::uint32_t unit : moved) {
    if (IsAboveItself(unit)) return false;
  }
  for (const std::uint32_t unit : moves.switched) ways_meet_[unit] = 0;
  FindMeetings(WithAllAbove(touched));
  changed.insert(changed.end(), touched.begin(), touched.end());
  return true;
}

void LiveLines::Link(std::uint32_t unit, std::uint32_t parent) {
  const IdTable& ids = day_.rep().names.of(NodeKind::kUnit);
  std::vector<std::uint32_t>& children = children_[parent];
  const auto at = std::lower_bound(
      children.begin(), children.end(), unit,
      [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  if (split_) {
    const auto line =
        std::find_if(up_[unit].begin(), up_[unit].end(),
                     [&](const LineEdge& l) { return l.parent == parent; });
    shares_[parent].insert(shares_[parent].begin() + (at - children.begin()),
                           line->weight);
  }
  children.insert(at, unit);
}

void LiveLines::Unlink(std::uint32_t unit, std::uint32_t parent) {
  std::vector<std::uint32_t>& children = children_[parent];
  const auto at = std::find(children.begin(), children.end(), unit);
  if (split_) {
    shares_[parent].erase(shares_[parent].begin() + (at - children.begin()));
  }
  children.erase(at);
}

bool LiveLines::IsAboveItself(std::uint32_t unit) const {
  absl::flat_hash_set<std::uint32_t> seen;
  std::vector<std::uint32_t> above = {unit};
  for (std::size_t i = 0; i < above.size(); ++i) {
    for (const std::uint32_t parent : parents_[above[i]]) {
      if (parent == unit) return true;
      if (seen.insert(parent).second) above.push_back(parent);
    }
  }
  return false;
}

// Ways that part can meet again only above a unit with several above it.
void LiveLines::FindMeetings(std::span<const std::uint32_t> units) {
  for (const std::uint32_t unit : units) {
    ways_meet_[unit] = std::any_of(
        children_[unit].begin(), children_[unit].end(),
        [&](std::uint32_t child) {
          return parents_[child].size() > 1 || ways_meet_[child] != 0;
        });
  }
}

}  // namespace zeren::internal
