// live_places.h -- what sits in a node on a day that may become another.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_PLACES_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_PLACES_H_

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "src/measure/internal/live_conditions.h"
#include "src/measure/internal/live_day.h"
#include "src/model/internal/touch.h"
#include "zeren/core/node.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

using Indices = std::vector<std::uint32_t>;

// LivePlaces
//
// The carriers of one sort that sit in each node, as `Placement` has them.
// "Ever" is on whatever day, and may name more than was: what was there before
// a change is named by the touches of that change.
class LivePlaces {
 public:
  // REQUIRES: day and conditions outlive it; the carriers are not listed ones,
  // and sit in the hierarchy.
  static std::unique_ptr<LivePlaces> Make(LiveDay& day,
                                          const LiveConditions& conditions,
                                          Hierarchy hierarchy,
                                          const CarrierSet& carriers);
  virtual ~LivePlaces() = default;

  // Appends what sits in nodes in force, in order of id; slots are nodes.
  // O(n log n) for the n facts that name a node.
  void AppendRuns(std::span<const std::uint32_t> nodes,
                  std::vector<CarrierRun>& runs) const;
  // The nodes that a carrier sits in, each once. All: whether kept or not.
  Indices AllPlacesOf(std::uint32_t carrier) const;
  Indices PlacesOf(std::uint32_t carrier) const;
  bool sits_in_several(std::uint32_t carrier) const {
    return may_sit_in_several() && PlacesOf(carrier).size() > 1;
  }

  // Takes over another day, or an organisation that changes made, and appends
  // the nodes in which something that sits there may be otherwise, and the
  // carriers that may sit elsewhere.
  virtual void Update(std::span<const Touch> touches, Indices& nodes,
                      Indices& moving) = 0;

  // Whether carriers may sit in several nodes at all, and how many of them
  // there are then.
  virtual bool may_sit_in_several() const { return false; }
  virtual std::uint32_t carrier_count() const { return 0; }
  // Appends the nodes that the carriers who are this node ever sit in.
  virtual void AppendNodesOf(Node who, Indices& nodes) const = 0;
  // Appends the carriers that ever sit in a node, if they may sit in several.
  virtual void AppendEver(std::uint32_t /*node*/, Indices& /*carriers*/) const {
  }

 protected:
  LivePlaces(LiveDay& day, const LiveConditions& conditions)
      : day_(day), conditions_(conditions) {}

  // Appends what sits in a node in force, in order of id.
  virtual void AppendCarriers(std::uint32_t node, Indices& carriers) const = 0;
  // Appends where a carrier that may sit in several nodes does; nodes may come
  // twice.
  virtual void AppendPlaces(std::uint32_t /*carrier*/,
                            Indices& /*nodes*/) const {}

  void SortById(NodeKind kind, Indices& nodes) const;

  LiveDay& day_;

 private:
  const LiveConditions& conditions_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_PLACES_H_
