// measure.h -- the questions of the benchmark, one file for each.
//
// `Time...` registers what Google Benchmark is to run; `Judge...` holds what it
// measured against what is promised.

#ifndef ZEREN_BENCHMARKS_PROVINCE_MEASURE_H_
#define ZEREN_BENCHMARKS_PROVINCE_MEASURE_H_

#include "benchmarks/support/bars.h"
#include "benchmarks/support/medians.h"
#include "benchmarks/support/province.h"
#include "zeren/graph/snapshot.h"

namespace zeren::benchmarks {

// The names of benchmarks that more than one file asks for.
inline constexpr char kLoad[] = "load";

// How long loading takes beside the JSON library alone.
void TimeLoad(const Province& province);
void JudgeLoad(const Province& province, const Medians& medians, Bars& bars);

// What the organisation takes in memory, and what loading does on the way.
void JudgeMemory(const Province& province, Bars& bars);

// How long one day takes beside the load, and what it takes in memory.
void TimeAsOf(const Snapshot& snapshot);
void JudgeAsOf(const Snapshot& snapshot, const Medians& medians, Bars& bars);

// Chains and answers for random persons and works.
void TimeAnswers(const Province& province, const Snapshot& snapshot);
void JudgeAnswers(const Medians& medians, Bars& bars);

// What looks at the whole organisation: gaps and roll-ups.
void TimeWhole(const Snapshot& snapshot);
void JudgeWhole(const Province& province, const Medians& medians, Bars& bars);

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_PROVINCE_MEASURE_H_
