// vacant_since.h -- since when a post has been vacant.

#ifndef ZEREN_GRAPH_INTERNAL_VACANT_SINCE_H_
#define ZEREN_GRAPH_INTERNAL_VACANT_SINCE_H_

#include <algorithm>
#include <cstdint>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

// Returns the first day of the vacancy: the day after the last appointment that
// was in force, or the post's first day. `kDawn` if it was vacant ever since.
//
// Only for a post that is vacant on `day`: then all its appointments that were
// ever in force before have ended by it.
inline DayNumber VacantSince(const OrganizationRep& rep, std::uint32_t post,
                             DayNumber day) {
  DayNumber since = rep.post_periods[post].from;
  for (std::uint32_t row = rep.appointments_of_post.begin(post);
       row < rep.appointments_of_post.end(post); ++row) {
    const DayRange held = rep.appointment_periods[row];
    if (held.from < held.to && held.to <= day) since = std::max(since, held.to);
  }
  return since;
}

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_VACANT_SINCE_H_
