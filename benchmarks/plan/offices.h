// offices.h -- a generated organisation with tasks to hand out.

#ifndef ZEREN_BENCHMARKS_PLAN_OFFICES_H_
#define ZEREN_BENCHMARKS_PLAN_OFFICES_H_

#include "absl/status/statusor.h"
#include "zeren/graph/snapshot.h"

namespace zeren::benchmarks {

// At scale 1: 20 districts of 10 offices with 100 persons each, everybody with
// 5 or 6 of 50 skills and room for 13 tasks; and 100,000 tasks of one month and
// effort, a third each of the whole, asking for 3 skills, of a district, asking
// for 2, and of an office, asking for 1: about 10 candidates a task at every
// level, some of whom are far away, hold too many skills or leave soon. One
// task in ten is borne by one of its office already.
//
// Scale changes the number of districts, and of tasks with it.
absl::StatusOr<Snapshot> MakeOffices(double scale);

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_PLAN_OFFICES_H_
