// live_places.h -- what sits in a unit on a day that may become another.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_PLACES_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_PLACES_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/measure/internal/live_day.h"
#include "src/measure/internal/live_units.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

// LivePlaces
//
// The carriers of one sort that sit in each unit, as `Placement` has them.
class LivePlaces {
 public:
  // REQUIRES: all outlive it; the carriers are not listed ones.
  LivePlaces(LiveDay& day, const LiveUnits& units, const CarrierSet& carriers)
      : day_(day), units_(units), carriers_(carriers) {}

  Carrier kind() const { return carriers_.kind; }

  // Appends what sits in a unit in force, in order of id; the slot is the unit.
  // O(n log n) for the n facts that name the unit.
  void AppendRuns(std::uint32_t unit, std::vector<CarrierRun>& runs) const;

  // Appends the units in which a touch may have changed something that sits
  // there. Moves of units are not looked at.
  void AppendTouched(const Touch& touch,
                     std::vector<std::uint32_t>& units) const;

  // The units that a person sits in, each once.
  std::vector<std::uint32_t> PlacesOf(std::uint32_t person) const;

 private:
  bool Counts(std::uint32_t membership) const;
  void AppendCarriersOf(std::uint32_t unit,
                        std::vector<std::uint32_t>& carriers) const;
  void AppendMemberUnits(std::uint32_t person,
                         std::vector<std::uint32_t>& units) const;
  void AppendPostUnits(std::uint32_t person,
                       std::vector<std::uint32_t>& units) const;
  void AppendPostUnit(std::uint32_t post,
                      std::vector<std::uint32_t>& units) const;
  void AppendTaskUnit(std::uint32_t task,
                      std::vector<std::uint32_t>& units) const;
  void AppendUnitsOfParts(std::uint32_t task,
                          std::vector<std::uint32_t>& units) const;

  LiveDay& day_;
  const LiveUnits& units_;
  const CarrierSet carriers_;
};

// LiveMeetings
//
// The units at which ways up of persons meet: a person who sits in n units of
// one tree meets n - 1 times.
class LiveMeetings {
 public:
  // REQUIRES: as of `LivePlaces`, whose carriers are persons.
  LiveMeetings(LiveDay& day, const LiveUnits& units, const LivePlaces& places);

  // Looks again at the ways of all persons concerned. Meetings begin and end
  // only at or above units in which something that sits there, or the list of
  // children, is another than before; so nobody needs to be told of them.
  void Update(std::span<const Touch> touches, const LiveUnits::Moves& moves);

  // The persons whose ways meet at a unit, each as often as they do.
  std::span<const std::uint32_t> at(std::uint32_t unit) const {
    const auto found = at_.find(unit);
    if (found == at_.end()) return {};
    return found->second;
  }

 private:
  void LookAgain(std::uint32_t person);
  // Calls `visit(person)` for all who have, or had, a membership in a unit.
  template <typename Visit>
  void ForEachMember(std::uint32_t unit, const Visit& visit) const;

  LiveDay& day_;
  const LiveUnits& units_;
  const LivePlaces& places_;
  // By person who sits in several units: where the ways meet.
  absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> of_;
  absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> at_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_PLACES_H_
