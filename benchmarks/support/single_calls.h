// single_calls.h -- the median and the tail of calls that take less than a
// microsecond.

#ifndef ZEREN_BENCHMARKS_SUPPORT_SINGLE_CALLS_H_
#define ZEREN_BENCHMARKS_SUPPORT_SINGLE_CALLS_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

#include "benchmark/benchmark.h"

namespace zeren::benchmarks {

// Calls in one iteration of the benchmark. The clock is read around these, and
// their mean stands for each of them; of it, reading the clock takes about two
// nanoseconds.
inline constexpr std::size_t kBatch = 16;

// Times `call(i)` for i from 0 up, each once, and sets the counters `median_ns`
// and `p99_ns`, the 99th percentile.
template <typename Call>
void TimeSingleCalls(benchmark::State& state, const Call& call) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> nanoseconds;
  std::size_t i = 0;
  for (auto _ : state) {
    const Clock::time_point start = Clock::now();
    for (std::size_t k = 0; k < kBatch; ++k) {
      benchmark::DoNotOptimize(call(i++));
    }
    const std::chrono::duration<double, std::nano> took = Clock::now() - start;
    nanoseconds.push_back(took.count() / kBatch);
  }
  std::sort(nanoseconds.begin(), nanoseconds.end());
  const auto at = [&](double share) {
    const auto last = static_cast<double>(nanoseconds.size() - 1);
    return nanoseconds[static_cast<std::size_t>(share * last)];
  };
  state.counters["median_ns"] = at(0.5);
  state.counters["p99_ns"] = at(0.99);
}

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_SUPPORT_SINGLE_CALLS_H_
