// measure.h -- the questions of the benchmark, one file for each.

#ifndef ZEREN_BENCHMARKS_PROVINCE_MEASURE_H_
#define ZEREN_BENCHMARKS_PROVINCE_MEASURE_H_

#include "benchmarks/support/bars.h"
#include "benchmarks/support/province.h"
#include "zeren/graph/snapshot.h"

namespace zeren::benchmarks {

// How long loading takes beside the JSON library alone. Returns the seconds.
double MeasureLoad(const Province& province, int runs, Bars& bars);

// What the organisation takes in memory, and what loading does on the way.
void MeasureMemory(const Province& province, Bars& bars);

// How long one day takes beside the load; what it takes in memory.
void MeasureAsOf(const Snapshot& snapshot, double load_seconds, int runs,
                 Bars& bars);

// Chains and answers for random persons and works.
void MeasureAnswers(const Province& province, const Snapshot& snapshot,
                    Bars& bars);

// What looks at the whole organisation: gaps and roll-ups.
void MeasureWhole(const Province& province, const Snapshot& snapshot, int runs,
                  Bars& bars);

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_PROVINCE_MEASURE_H_
