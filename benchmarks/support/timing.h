// timing.h -- how long something takes on a machine that is not idle.

#ifndef ZEREN_BENCHMARKS_SUPPORT_TIMING_H_
#define ZEREN_BENCHMARKS_SUPPORT_TIMING_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <vector>

namespace zeren::benchmarks {

// Keeps the compiler from leaving out what computes `value`.
template <typename T>
void Keep(const T& value) {
  asm volatile("" : : "r,m"(value) : "memory");
}

inline double MedianOf(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The processor's time that `run` takes, of all threads together, in seconds.
// Other programs on the machine are not counted, which is what makes ratios
// repeatable; a library that hid its work in threads would gain nothing.
template <typename Run>
double CpuSeconds(const Run& run) {
  const std::clock_t start = std::clock();
  run();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// The median of several runs. What `run` returns is destroyed off the clock.
template <typename Run>
double MedianCpuSeconds(int runs, const Run& run) {
  std::vector<double> seconds;
  for (int i = 0; i < runs; ++i) {
    const std::clock_t start = std::clock();
    const auto result = run();
    const std::clock_t end = std::clock();
    Keep(&result);
    seconds.push_back(static_cast<double>(end - start) / CLOCKS_PER_SEC);
  }
  return MedianOf(std::move(seconds));
}

// What single calls of a fast function take, in seconds.
struct Latency {
  double median = 0;
  double p99 = 0;  // The 99th percentile.
};

// Calls `run(i)` for i from 0 to `calls` - 1. The clock is read around batches
// of 16 calls, and what a batch of empty calls takes at the median is
// subtracted, so that reading the clock does not count; a batch divided by 16
// stands for each of its calls.
template <typename Run>
Latency LatencyOf(std::size_t calls, const Run& run) {
  constexpr std::size_t kBatch = 16;
  using Clock = std::chrono::steady_clock;
  const auto batches = [calls](const auto& call) {
    std::vector<double> seconds;
    for (std::size_t i = 0; i + kBatch <= calls; i += kBatch) {
      const Clock::time_point start = Clock::now();
      for (std::size_t k = i; k < i + kBatch; ++k) call(k);
      const std::chrono::duration<double> took = Clock::now() - start;
      seconds.push_back(took.count());
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds;
  };
  const std::vector<double> empty = batches([](std::size_t k) { Keep(k); });
  const std::vector<double> full = batches(run);
  const auto at = [&](double share) {
    const auto i =
        static_cast<std::size_t>(share * static_cast<double>(full.size() - 1));
    return (full[i] - empty[empty.size() / 2]) / kBatch;
  };
  return {at(0.5), at(0.99)};
}

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_SUPPORT_TIMING_H_
