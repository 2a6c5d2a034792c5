// compare.h -- is the loaded organisation the one that was planted? Asked
// before any clock starts.

#ifndef ZEREN_BENCHMARKS_PROVINCE_COMPARE_H_
#define ZEREN_BENCHMARKS_PROVINCE_COMPARE_H_

#include "benchmarks/support/province.h"
#include "zeren/graph/snapshot.h"

namespace zeren::benchmarks {

// Compares all counts, the chain of every person, and who answers for every
// piece of work. Prints what differs; whether nothing does.
bool IsAsPlanted(const Province& province, const Snapshot& snapshot);

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_PROVINCE_COMPARE_H_
