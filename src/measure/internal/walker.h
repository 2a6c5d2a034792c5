// walker.h -- folds nodes: from the values of those below, or, where ways meet,
// anew from all that is below.

#ifndef ZEREN_MEASURE_INTERNAL_WALKER_H_
#define ZEREN_MEASURE_INTERNAL_WALKER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "zeren/measure/fold.h"

namespace zeren::internal {

// Adds the finished values of its children, or the shares of them, to a node
// that has its carriers.
inline void CombineChildren(std::uint32_t node,
                            std::span<const std::uint32_t> children,
                            std::span<const double> shares,
                            FoldStates& states) {
  if (shares.empty()) {
    states.Combine(node, children);
    return;
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    states.CombineShare(node, states, children[i], shares[i]);
  }
}

// Walker
//
// Folds all that is at and below nodes, each carrier and node that ways lead to
// several times once. A `Ladder` says `children(node)`, and `is_forest()` if no
// way leads to a node twice; a `Placement` appends runs of carriers and says
// which of them `sits_in_several` nodes. One thread at a time.
template <typename Ladder, typename Placement>
class Walker {
 public:
  // REQUIRES: both outlive the walker.
  Walker(const Ladder& ladder, const Placement& placement)
      : ladder_(&ladder), placement_(&placement) {}

  // Folds a node of a table anew.
  void FoldAnew(std::uint32_t node, FoldStates& states) {
    Prepare(states);
    Walk(node);
    states.Clear(node);
    states.CombineFrom(node, *levels_, 0);
  }

  // Forgets what was seen. Values will be of the sort of `like`.
  void Prepare(const FoldStates& like) {
    seen_nodes_.clear();
    seen_carriers_.clear();
    if (levels_) return;
    levels_ = like.Another();
    slots_ = 16;
    levels_->Resize(slots_);
  }
  // Whether a node is seen for the first time.
  bool SeeNode(std::uint32_t node) {
    return ladder_->is_forest() || seen_nodes_.insert(node).second;
  }
  bool SeeCarrier(std::uint32_t carrier) {
    return !placement_->sits_in_several(carrier) ||
           seen_carriers_.insert(carrier).second;
  }

  // Folds all that is at and below a node and was not seen yet, nested as the
  // values of nodes are. Returns a table with the value in slot 0, which is
  // there until the next walk.
  const FoldStates& Walk(std::uint32_t node) {
    levels_->Clear(0);
    if (!SeeNode(node)) return *levels_;
    Enter(node);
    while (true) {
      Frame& frame = path_.back();
      const std::span<const std::uint32_t> children =
          ladder_->children(frame.node);
      if (frame.next_child < children.size()) {
        const std::uint32_t child = children[frame.next_child++];
        if (SeeNode(child)) Enter(child);
        continue;
      }
      path_.pop_back();
      if (path_.empty()) return *levels_;
      const auto level = static_cast<std::uint32_t>(path_.size());
      levels_->Combine(level - 1, std::span(&level, 1));
    }
  }

 private:
  struct Frame {
    std::uint32_t node;
    std::uint32_t next_child = 0;
  };

  void Enter(std::uint32_t node) {
    const auto level = static_cast<std::uint32_t>(path_.size());
    path_.push_back({node});
    if (level == slots_) Grow();
    levels_->Clear(level);
    runs_.clear();
    fresh_.clear();
    placement_->AppendRuns(std::span(&node, 1), runs_);
    for (const CarrierRun& run : runs_) {
      for (std::uint32_t i = 0; i < run.count; ++i) {
        const std::uint32_t carrier = run.first + i;
        if (SeeCarrier(carrier)) fresh_.push_back({level, carrier, 1});
      }
    }
    levels_->Add(fresh_);
  }
  // Makes room for twice as many levels; what those in use hold is kept.
  void Grow() {
    std::unique_ptr<FoldStates> more = levels_->Another();
    more->Resize(2 * slots_);
    for (std::uint32_t i = 0; i < slots_; ++i) {
      more->CombineFrom(i, *levels_, i);
    }
    levels_ = std::move(more);
    slots_ *= 2;
  }

  const Ladder* ladder_;
  const Placement* placement_;
  // The values of the nodes that the walk is in, one slot for each level.
  std::unique_ptr<FoldStates> levels_;
  std::size_t slots_ = 0;
  absl::flat_hash_set<std::uint32_t> seen_nodes_;     // Where lines meet.
  absl::flat_hash_set<std::uint32_t> seen_carriers_;  // Those with many places.
  std::vector<CarrierRun> runs_;
  std::vector<CarrierRun> fresh_;
  std::vector<Frame> path_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_WALKER_H_
