// placement.h -- which carriers sit in which node of a hierarchy.

#ifndef ZEREN_MEASURE_INTERNAL_PLACEMENT_H_
#define ZEREN_MEASURE_INTERNAL_PLACEMENT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "src/model/internal/organization_rep.h"
#include "zeren/core/forest.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

// Lists of numbers, one for each owner.
struct Lists {
  std::vector<std::uint32_t> begins;  // One more than owners.
  std::vector<std::uint32_t> values;

  std::span<const std::uint32_t> operator[](std::uint32_t owner) const {
    return std::span(values).subspan(begins[owner],
                                     begins[owner + 1] - begins[owner]);
  }
};

// Placement
//
// The carriers of one sort that sit in each node, each at most once, in order
// of id. Nodes are the indices of dense ids.
class Placement {
 public:
  virtual ~Placement() = default;

  // Appends what sits in each node, one after the other, as runs of carriers
  // whose indices follow one another; slots are nodes.
  virtual void AppendRuns(std::span<const std::uint32_t> nodes,
                          std::vector<CarrierRun>& runs) const {
    for (const std::uint32_t node : nodes) {
      if (keep_.empty() || keep_[node] != 0) AppendRunsOf(node, runs);
    }
  }

  // The carriers that sit in several nodes, and these nodes.
  struct Several {
    std::vector<std::uint32_t> carriers;
    Lists nodes;  // By place in `carriers`.
  };
  const Several& several() const { return several_; }
  bool sits_in_several(std::uint32_t carrier) const {
    return !in_several_.empty() && in_several_[carrier];
  }
  // Carriers that sit in no node.
  const std::vector<std::uint32_t>& nowhere() const { return nowhere_; }

  // Leaves out what sits in nodes of which `keep[node]` is 0.
  void Keep(const std::vector<std::uint8_t>& keep);

 protected:
  virtual void AppendRunsOf(std::uint32_t node,
                            std::vector<CarrierRun>& runs) const = 0;
  // Notes the places of a carrier, which may come twice. `nodes` is changed.
  void Note(std::uint32_t carrier, std::vector<std::uint32_t>& nodes);

  Several several_;
  std::vector<bool> in_several_;  // By carrier; may be empty.
  std::vector<std::uint32_t> nowhere_;
  std::vector<std::uint8_t> keep_;  // By node; empty: all.
};

// The placement of the carriers of a snapshot that are in force.
//
// REQUIRES: `SitsIn(carriers.kind, hierarchy)`; the snapshot outlives it.
std::unique_ptr<Placement> PlaceCarriers(const Snapshot& snapshot,
                                         const CarrierSet& carriers,
                                         Hierarchy hierarchy);

// How many carriers there are: the bound of their indices.
std::size_t CountCarriers(const Snapshot& snapshot, const CarrierSet& carriers);

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_PLACEMENT_H_
