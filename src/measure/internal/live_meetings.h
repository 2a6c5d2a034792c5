// live_meetings.h -- where the ways up of carriers meet, kept up to date.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_MEETINGS_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_MEETINGS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/measure/internal/live_forest.h"
#include "src/measure/internal/live_places.h"

namespace zeren::internal {

// LiveMeetings
//
// The nodes of a forest at which ways up of carriers meet: one that sits in n
// nodes of one tree meets n - 1 times.
class LiveMeetings {
 public:
  // REQUIRES: both outlive it; carriers may sit in several nodes.
  LiveMeetings(const LiveForest& forest, const LivePlaces& places);

  // Looks again at the ways of carriers that may sit elsewhere, and of those
  // below nodes that moved. Meetings begin and end only at or above nodes in
  // which something that sits there, or the list of children, is another than
  // before; so nobody needs to be told of them.
  void Update(std::span<const std::uint32_t> moving,
              std::span<const std::uint32_t> moved_nodes);

  // The carriers whose ways meet at a node, each as often as they do.
  std::span<const std::uint32_t> at(std::uint32_t node) const {
    const auto found = at_.find(node);
    if (found == at_.end()) return {};
    return found->second;
  }

 private:
  void Look(std::uint32_t carrier);

  const LiveForest& forest_;
  const LivePlaces& places_;
  // By carrier that sits in several nodes: where the ways meet.
  absl::flat_hash_map<std::uint32_t, Indices> of_;
  absl::flat_hash_map<std::uint32_t, Indices> at_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_MEETINGS_H_
