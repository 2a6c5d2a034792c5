// handovers.h -- a generated organisation in which every branch changes hands
// in the course of one year.
//
// At scale 1 there are 50,000 units of 20 members each, in a tree of ten below
// each. Each has a head post and a task assigned to it. The heads of the upper
// units stay; each branch at the bottom has five changes in the year: its
// secretary leaves, somebody acts, a new one comes, is absent, and is back. The
// days differ from branch to branch.

#ifndef ZEREN_BENCHMARKS_OVER_TIME_HANDOVERS_H_
#define ZEREN_BENCHMARKS_OVER_TIME_HANDOVERS_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/period.h"
#include "zeren/model/organization.h"

namespace zeren::benchmarks {

inline constexpr Period kYear = {absl::CivilDay(2026, 1, 1),
                                 absl::CivilDay(2027, 1, 1)};
// The runs of days in a year with five changes.
inline constexpr std::size_t kRuns = 6;

struct Handovers {
  Organization organization;
  std::vector<TaskId> tasks;  // Of the branches at the bottom.
};

absl::StatusOr<Handovers> PlantHandovers(double scale);

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_OVER_TIME_HANDOVERS_H_
