// repeat.h -- how a function that makes something large is timed.

#ifndef ZEREN_BENCHMARKS_SUPPORT_REPEAT_H_
#define ZEREN_BENCHMARKS_SUPPORT_REPEAT_H_

#include <optional>

#include "benchmark/benchmark.h"

namespace zeren::benchmarks {

// Registers `make()` as a benchmark; what it returns is destroyed off the
// clock.
template <typename Make>
benchmark::internal::Benchmark* RepeatMaking(const char* name,
                                             const Make& make) {
  return benchmark::RegisterBenchmark(name,
                                      [make](benchmark::State& state) {
                                        for (auto _ : state) {
                                          std::optional made(make());
                                          benchmark::DoNotOptimize(made);
                                          state.PauseTiming();
                                          made.reset();
                                          state.ResumeTiming();
                                        }
                                      })
      ->Unit(benchmark::kMillisecond);
}

// Counts the processor's time of all threads together: other programs on the
// machine are left out, which is what makes ratios repeatable, and a library
// that hid its work in threads would gain nothing.
template <typename Make>
void TimeMaking(const char* name, const Make& make) {
  RepeatMaking(name, make)->MeasureProcessCPUTime();
}

// Goes by the clock on the wall, for contenders that all have as many threads.
template <typename Make>
void TimeMakingOnTheWall(const char* name, const Make& make) {
  RepeatMaking(name, make)->MeasureProcessCPUTime()->UseRealTime();
}

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_SUPPORT_REPEAT_H_
