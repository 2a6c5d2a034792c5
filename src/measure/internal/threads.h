// threads.h -- how many threads a roll-up takes.

#ifndef ZEREN_MEASURE_INTERNAL_THREADS_H_
#define ZEREN_MEASURE_INTERNAL_THREADS_H_

#include <algorithm>
#include <cstddef>
#include <thread>

namespace zeren::internal {

// Those asked for; if that is 0, two if there are enough nodes and carriers to
// pay for a thread.
inline std::size_t ThreadsFor(int asked, std::size_t size) {
  constexpr std::size_t kWorthAThread = 200'000;
  if (asked > 0) return static_cast<std::size_t>(asked);
  return size < kWorthAThread ? 1
                              : std::clamp<std::size_t>(
                                    std::thread::hardware_concurrency(), 1, 2);
}

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_THREADS_H_
