// parallel_for.h -- a loop whose steps several threads share.

#ifndef ZEREN_CORE_INTERNAL_PARALLEL_FOR_H_
#define ZEREN_CORE_INTERNAL_PARALLEL_FOR_H_

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace zeren::internal {

// Calls `step(i)` for each i below `count`, from up to `threads` threads, the
// calling one among them, in any order. Where steps throw, one of the
// exceptions is thrown again after all threads have ended; steps that have not
// begun by then are left out.
template <typename Step>
void ParallelFor(std::size_t count, std::size_t threads, const Step& step) {
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) step(i);
    return;
  }
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex mutex;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) step(i);
    } catch (...) {
      next = count;
      const std::lock_guard<std::mutex> lock(mutex);
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads && i < count; ++i) {
      others.emplace_back(work);
    }
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace zeren::internal

#endif  // ZEREN_CORE_INTERNAL_PARALLEL_FOR_H_
