// live_forest.h -- the forests of a snapshot, kept up to date.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_FOREST_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_FOREST_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "src/measure/internal/live_day.h"
#include "src/measure/internal/live_ladder.h"
#include "zeren/core/forest.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

// LiveForest
//
// The same forest as `ForestOf` a snapshot of the day.
class LiveForest final : public LiveLadder {
 public:
  // REQUIRES: `first` is that of the organisation and day of `day`, which
  // outlives this. O(nodes).
  LiveForest(LiveDay& day, Hierarchy hierarchy, const Forest& first);

  bool in_force(std::uint32_t node) const override {
    return node < in_force_.size() && in_force_[node] != 0;
  }
  std::size_t capacity() const override { return parents_.size(); }
  // `kNoIndex`: none.
  std::uint32_t parent(std::uint32_t node) const { return parents_[node]; }
  std::span<const std::uint32_t> parents(std::uint32_t node) const override {
    return std::span(&parents_[node], parents_[node] == kNoIndex ? 0 : 1);
  }
  std::span<const std::uint32_t> children(std::uint32_t node) const override {
    return children_[node];
  }
  bool cut() const override { return cuts_ > 0; }

  // What became otherwise; nodes may come twice.
  struct Moves {
    std::vector<std::uint32_t> changed;   // In force, or with other children.
    std::vector<std::uint32_t> moved;     // Has another parent.
    std::vector<std::uint32_t> switched;  // In force now, or no longer.
    std::vector<std::uint32_t> recut;     // Cut from a cycle, or no longer.
  };
  // Takes over what the day now says of some nodes, and of all that mention
  // those. O(depth * nodes concerned).
  Moves Update(std::span<const std::uint32_t> nodes);

 private:
  void LookAgain(std::uint32_t node, Moves& moves);
  void Link(std::uint32_t node, std::uint32_t parent);
  void Unlink(std::uint32_t node, std::uint32_t parent);
  // Where the way up from a node ends, as it was before and as it is now.
  std::uint32_t OldTop(std::uint32_t node) const;
  std::uint32_t NewTop(std::uint32_t node);

  // What the day says now.
  bool IsInForceNow(std::uint32_t node);
  bool IsCutNow(std::uint32_t node);
  std::uint32_t ParentNow(std::uint32_t node);
  std::span<const std::uint32_t> ThatMention(std::uint32_t node) const;

  LiveDay& day_;
  const Hierarchy hierarchy_;
  const NodeKind kind_;
  std::vector<std::uint8_t> in_force_;
  std::vector<std::uint8_t> is_cut_;
  std::vector<std::uint32_t> parents_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::size_t cuts_ = 0;
};

// Appends the posts whose superior may be another one, now that units turned:
// those of these units, and those below up to the next head posts, who look
// further up. O(units come by, and their posts).
void AppendPostsBelow(LiveDay& day, const LiveForest& units,
                      std::span<const std::uint32_t> turned,
                      std::vector<std::uint32_t>& posts);

// Returns the posts whose superior may be another one after some facts turned,
// and units moved as said. O(units come by, and their posts).
std::vector<std::uint32_t> PostsToLookAt(LiveDay& day, const LiveForest& units,
                                         std::span<const Touch> touches,
                                         const LiveForest::Moves& moves);

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_FOREST_H_
