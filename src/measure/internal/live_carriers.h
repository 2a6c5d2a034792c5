// live_carriers.h -- the sorts of carriers whose places are followed, and what
// they share.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_CARRIERS_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_CARRIERS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "src/graph/internal/matcher.h"
#include "src/measure/internal/live_day.h"
#include "src/measure/internal/live_places.h"

namespace zeren::internal {

// Persons, memberships, posts and tasks in units.
std::unique_ptr<LivePlaces> PlacesOverUnits(LiveDay& day,
                                            const LiveConditions& conditions,
                                            const CarrierSet& carriers);
// Persons in the posts that they hold, tasks in those that answer for them.
std::unique_ptr<LivePlaces> PlacesOverPosts(LiveDay& day,
                                            const LiveConditions& conditions,
                                            const CarrierSet& carriers);

inline void SortAndUnique(Indices& indices) {
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
}

// Which memberships of the day a head count includes.
class LiveHeadCount {
 public:
  LiveHeadCount(const LiveDay& day, std::string head_count)
      : day_(day), head_count_(std::move(head_count)) {}

  bool all() const { return head_count_.empty(); }
  bool Counts(std::uint32_t membership) const {
    const OrganizationRep& org = day_.rep();
    if (!org.membership_periods[membership].Contains(day_.day())) return false;
    return all() || IsCounted(org, membership, head_count_);
  }

 private:
  const LiveDay& day_;
  const std::string head_count_;
};

// The task, and all that are parts of it. Cancelling is inherited downwards.
inline Indices TaskAndParts(const LiveDay& day, std::uint32_t task) {
  Indices found = {task};
  absl::flat_hash_set<std::uint32_t> seen = {task};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const std::uint32_t part : day.parts(found[i])) {
      if (seen.insert(part).second) found.push_back(part);
    }
  }
  return found;
}

// Calls `visit(task)` for each task that may stand otherwise after a touch.
template <typename Visit>
void ForEachTouchedTask(const LiveDay& day, const Touch& touch,
                        const Visit& visit) {
  if (touch.what == Touched::kWhole || touch.what == Touched::kTaskStanding) {
    visit(touch.index);
  } else if (touch.what == Touched::kTask) {
    for (const std::uint32_t task : TaskAndParts(day, touch.index)) visit(task);
  }
}

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_CARRIERS_H_
