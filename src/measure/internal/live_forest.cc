#include "src/measure/internal/live_forest.h"

#include <algorithm>
#include <optional>

#include "absl/container/flat_hash_set.h"

namespace zeren::internal {
namespace {

template <typename Id>
std::uint32_t IndexOf(std::optional<Id> id) {
  return id ? Index(*id) : kNoIndex;
}

}  // namespace

LiveForest::LiveForest(LiveDay& day, Hierarchy hierarchy, const Forest& first)
    : day_(day), hierarchy_(hierarchy), kind_(NodeKindOf(hierarchy)) {
  const std::size_t capacity = first.capacity();
  in_force_.resize(capacity, 0);
  is_cut_.resize(capacity, 0);
  parents_.resize(capacity, kNoIndex);
  children_.resize(capacity);
  for (const std::uint32_t node : first.pre_order()) {
    in_force_[node] = 1;
    parents_[node] = first.parent(node);
    const auto children = first.children(node);
    children_[node].assign(children.begin(), children.end());
    if (parents_[node] != kNoIndex) continue;
    is_cut_[node] = IsCutNow(node);
    cuts_ += is_cut_[node];
  }
}

bool LiveForest::IsInForceNow(std::uint32_t node) {
  return day_.facts().in_force(Node(kind_, node));
}

bool LiveForest::IsCutNow(std::uint32_t node) {
  switch (hierarchy_) {
    case Hierarchy::kUnits:
      return day_.facts().is_cut(UnitId{node});
    case Hierarchy::kPosts:
      return day_.facts().ends_at_cut(PostId{node});
    case Hierarchy::kTasks:
      return day_.facts().is_cut(TaskId{node});
  }
  return false;
}

std::uint32_t LiveForest::ParentNow(std::uint32_t node) {
  switch (hierarchy_) {
    case Hierarchy::kUnits:
      return IndexOf(day_.facts().parent(UnitId{node}));
    case Hierarchy::kPosts:
      return IndexOf(day_.facts().superior(PostId{node}));
    case Hierarchy::kTasks:
      return IndexOf(day_.facts().parent(TaskId{node}));
  }
  return kNoIndex;
}

std::span<const std::uint32_t> LiveForest::ThatMention(
    std::uint32_t node) const {
  switch (hierarchy_) {
    case Hierarchy::kUnits:
      return day_.units_below(node);
    case Hierarchy::kPosts:
      return day_.posts_below(node);
    case Hierarchy::kTasks:
      return day_.parts(node);
  }
  return {};
}

std::uint32_t LiveForest::OldTop(std::uint32_t node) const {
  while (parents_[node] != kNoIndex) node = parents_[node];
  return node;
}

std::uint32_t LiveForest::NewTop(std::uint32_t node) {
  for (std::uint32_t above = ParentNow(node); above != kNoIndex;
       above = ParentNow(above)) {
    node = above;
  }
  return node;
}

// 1. A node of which something changed is looked at again; one that is in force
//    now or no longer concerns all that name it as a superior.
// 2. Any cycle that opens or closes has one of these on it. The ways up from
//    them end where it was cut, and where it is cut now.
LiveForest::Moves LiveForest::Update(std::span<const std::uint32_t> nodes) {
  const std::size_t capacity = day_.rep().count(kind_);
  if (capacity > parents_.size()) {
    in_force_.resize(capacity, 0);
    is_cut_.resize(capacity, 0);
    parents_.resize(capacity, kNoIndex);
    children_.resize(capacity);
  }
  absl::flat_hash_set<std::uint32_t> seen;
  std::vector<std::uint32_t> concerned;
  const auto concern = [&](std::uint32_t node) {
    if (node < parents_.size() && seen.insert(node).second) {
      concerned.push_back(node);
    }
  };
  for (const std::uint32_t node : nodes) {
    if (node >= parents_.size()) continue;
    concern(node);
    if (in_force(node) == IsInForceNow(node)) continue;
    for (const std::uint32_t below : ThatMention(node)) concern(below);
  }
  const std::size_t named = concerned.size();
  for (std::size_t i = 0; i < named; ++i) {
    const std::uint32_t node = concerned[i];
    if (in_force(node)) {
      const std::uint32_t top = OldTop(node);
      if (is_cut_[top] != 0) concern(top);
    }
    if (IsInForceNow(node)) {
      const std::uint32_t top = NewTop(node);
      if (IsCutNow(top)) concern(top);
    }
  }
  Moves moves;
  for (const std::uint32_t node : concerned) LookAgain(node, moves);
  return moves;
}

void LiveForest::LookAgain(std::uint32_t node, Moves& moves) {
  const bool now = IsInForceNow(node);
  const bool is_cut = now && IsCutNow(node);
  const std::uint32_t parent = now ? ParentNow(node) : kNoIndex;
  if (is_cut != (is_cut_[node] != 0)) {
    cuts_ += is_cut ? 1 : 0;
    cuts_ -= is_cut_[node];
    is_cut_[node] = is_cut;
    moves.recut.push_back(node);
  }
  if (now != in_force(node)) {
    in_force_[node] = now;
    moves.switched.push_back(node);
    moves.changed.push_back(node);
  }
  const std::uint32_t before = parents_[node];
  if (parent == before) return;
  moves.moved.push_back(node);
  parents_[node] = parent;
  if (before != kNoIndex) {
    Unlink(node, before);
    moves.changed.push_back(before);
  }
  if (parent != kNoIndex) {
    Link(node, parent);
    moves.changed.push_back(parent);
  }
}

void LiveForest::Link(std::uint32_t node, std::uint32_t parent) {
  const IdTable& ids = day_.rep().names.of(kind_);
  std::vector<std::uint32_t>& children = children_[parent];
  children.insert(std::lower_bound(children.begin(), children.end(), node,
                                   [&](std::uint32_t a, std::uint32_t b) {
                                     return ids[a] < ids[b];
                                   }),
                  node);
}

void LiveForest::Unlink(std::uint32_t node, std::uint32_t parent) {
  std::vector<std::uint32_t>& children = children_[parent];
  children.erase(std::find(children.begin(), children.end(), node));
}

void AppendPostsBelow(LiveDay& day, const LiveForest& units,
                      std::span<const std::uint32_t> turned,
                      std::vector<std::uint32_t>& posts) {
  const RowIndex& posts_of = day.rep().posts_of_unit;
  const auto append_posts = [&](std::uint32_t unit) {
    for (std::uint32_t i = posts_of.groups.begin(unit);
         i < posts_of.groups.end(unit); ++i) {
      posts.push_back(posts_of.rows[i]);
    }
  };
  absl::flat_hash_set<std::uint32_t> seen;
  std::vector<std::uint32_t> rest;
  const auto look_below = [&](std::uint32_t unit) {
    if (!seen.insert(unit).second) return;
    append_posts(unit);
    rest.push_back(unit);
  };
  for (const std::uint32_t unit : turned) {
    if (unit < units.capacity()) look_below(unit);
  }
  while (!rest.empty()) {
    const std::uint32_t unit = rest.back();
    rest.pop_back();
    for (const std::uint32_t below : units.children(unit)) {
      if (const std::optional<PostId> head = day.facts().head(UnitId{below})) {
        posts.push_back(Index(*head));
      } else {
        look_below(below);
      }
    }
  }
}

std::vector<std::uint32_t> PostsToLookAt(LiveDay& day, const LiveForest& units,
                                         std::span<const Touch> touches,
                                         const LiveForest::Moves& moves) {
  std::vector<std::uint32_t> posts;
  std::vector<std::uint32_t> turned;
  const auto turn_where_head = [&](std::uint32_t post) {
    const auto headed = day.units_headed(post);
    turned.insert(turned.end(), headed.begin(), headed.end());
  };
  const RowIndex& posts_of = day.rep().posts_of_unit;
  for (const Touch& touch : touches) {
    if (touch.what == Touched::kPost) {
      posts.push_back(touch.index);
      turn_where_head(touch.index);
    } else if (touch.what == Touched::kUnitPosts) {
      turned.push_back(touch.index);
    } else if (touch.what == Touched::kUnit) {
      turned.push_back(touch.index);
      // Posts begin and end with their unit, and may head others.
      for (std::uint32_t i = posts_of.groups.begin(touch.index);
           i < posts_of.groups.end(touch.index); ++i) {
        turn_where_head(posts_of.rows[i]);
      }
    }
  }
  for (const std::vector<std::uint32_t>* moved : {&moves.moved, &moves.recut}) {
    turned.insert(turned.end(), moved->begin(), moved->end());
  }
  AppendPostsBelow(day, units, turned, posts);
  return posts;
}

}  // namespace zeren::internal
