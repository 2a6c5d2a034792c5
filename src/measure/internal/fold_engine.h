// fold_engine.h -- folds the values of carriers up a ladder.

#ifndef ZEREN_MEASURE_INTERNAL_FOLD_ENGINE_H_
#define ZEREN_MEASURE_INTERNAL_FOLD_ENGINE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "src/measure/internal/ladder.h"
#include "src/measure/internal/placement.h"
#include "src/measure/internal/walker.h"
#include "zeren/measure/fold.h"

namespace zeren::internal {

// FoldEngine
//
// The value of a node is, in this order, that of its own carriers and those of
// its children, in order of id; a carrier or node that ways lead to from
// several of these counts with the first one only.
//
// How it comes about: nodes are taken from the bottom up, and each adds its
// carriers and the finished values of its children. Where carriers sit in
// several places, either one time too many is taken back where their ways meet
// (`FoldStates::RemoveRepeats`), or, as where lines meet, the node is folded
// anew from all that is below it (`Walker`).
class FoldEngine {
 public:
  // REQUIRES: all outlive the engine.
  FoldEngine(const Ladder& ladder, const Placement& placement)
      : ladder_(ladder), placement_(placement) {}

  // Folds tables of the same carriers in one pass. `states[i]` gets one slot
  // for each node.
  void Fold(std::span<FoldStates* const> states, std::size_t threads) const;

  // These nodes and all above them, each once, from the bottom up.
  //
  // REQUIRES: the ladder is a forest.
  std::vector<std::uint32_t> WithAllAbove(
      std::span<const std::uint32_t> nodes) const;
  // Folds such nodes again.
  //
  // REQUIRES: no carrier sits in several nodes.
  void Refold(std::span<const std::uint32_t> nodes, FoldStates& states) const;

  // See `Folding::Explain`. Parts are carriers, or nodes.
  struct Part {
    bool is_carrier;
    std::uint32_t index;
  };
  std::vector<Part> Explain(std::uint32_t node, const FoldStates& states,
                            FoldStates& values, FoldStates& counted) const;

 private:
  using Walker = internal::Walker<Ladder, Placement>;
  // The nodes of a table that are walked; empty for none.
  using Walked = std::vector<std::uint8_t>;

  template <typename Visit>
  void ForEachMeeting(const Visit& visit) const;
  void RemoveRepeats(FoldStates& states) const;
  Walked FindWalked(const FoldStates& states) const;
  // One for each table.
  std::vector<Walker> Walkers(std::size_t count) const;
  void FinishNode(std::uint32_t node, FoldStates& states, const Walked& walked,
                  Walker& walker) const;

  const Ladder& ladder_;
  const Placement& placement_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_FOLD_ENGINE_H_
