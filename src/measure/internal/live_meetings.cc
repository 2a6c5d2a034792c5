#include "src/measure/internal/live_meetings.h"

#include <algorithm>
#include <cstddef>

#include "absl/container/flat_hash_set.h"

namespace zeren::internal {

LiveMeetings::LiveMeetings(const LiveForest& forest, const LivePlaces& places)
    : forest_(forest), places_(places) {
  for (std::uint32_t i = 0; i < places.carrier_count(); ++i) Look(i);
}

void LiveMeetings::Update(std::span<const std::uint32_t> moving,
                          std::span<const std::uint32_t> moved_nodes) {
  absl::flat_hash_set<std::uint32_t> concerned(moving.begin(), moving.end());
  // Who sits below a node that moved, and elsewhere.
  if (!of_.empty()) {
    Indices below;
    absl::flat_hash_set<std::uint32_t> listed;
    const auto list = [&](std::uint32_t node) {
      if (listed.insert(node).second) below.push_back(node);
    };
    for (const std::uint32_t node : moved_nodes) {
      if (forest_.in_force(node)) list(node);
    }
    Indices carriers;
    for (std::size_t i = 0; i < below.size(); ++i) {
      carriers.clear();
      places_.AppendEver(below[i], carriers);
      for (const std::uint32_t carrier : carriers) {
        if (of_.contains(carrier)) concerned.insert(carrier);
      }
      for (const std::uint32_t child : forest_.children(below[i])) list(child);
    }
  }
  // Each node is gone through once, however many met there.
  absl::flat_hash_set<std::uint32_t> left;
  for (const std::uint32_t carrier : concerned) {
    const auto known = of_.find(carrier);
    if (known == of_.end()) continue;
    left.insert(known->second.begin(), known->second.end());
    of_.erase(known);
  }
  for (const std::uint32_t node : left) {
    Indices& here = at_[node];
    std::erase_if(here, [&](std::uint32_t carrier) {
      return concerned.contains(carrier);
    });
    if (here.empty()) at_.erase(node);
  }
  for (const std::uint32_t carrier : concerned) Look(carrier);
}

// The way up from each place ends where one of the others has come by.
void LiveMeetings::Look(std::uint32_t carrier) {
  const Indices places = places_.PlacesOf(carrier);
  if (places.size() < 2) return;
  Indices& meetings = of_[carrier];
  absl::flat_hash_set<std::uint32_t> passed;
  for (std::uint32_t node : places) {
    while (node != kNoIndex && passed.insert(node).second) {
      node = forest_.parent(node);
    }
    if (node == kNoIndex) continue;
    meetings.push_back(node);
    at_[node].push_back(carrier);
  }
}

}  // namespace zeren::internal
