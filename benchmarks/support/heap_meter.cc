#include "benchmarks/support/heap_meter.h"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace zeren::benchmarks {
namespace {

std::atomic<bool> metering = false;
std::atomic<std::int64_t> live_bytes = 0;
std::atomic<std::int64_t> peak_bytes = 0;
std::atomic<std::int64_t> allocation_count = 0;

void* Count(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  if (metering.load(std::memory_order_relaxed)) {
    const auto size = static_cast<std::int64_t>(malloc_usable_size(block));
    const std::int64_t live = live_bytes.fetch_add(size) + size;
    std::int64_t peak = peak_bytes.load();
    while (live > peak && !peak_bytes.compare_exchange_weak(peak, live)) {
    }
    ++allocation_count;
  }
  return block;
}

void* Allocate(std::size_t size) {
  return Count(std::malloc(std::max<std::size_t>(size, 1)));
}

void* Allocate(std::size_t size, std::align_val_t alignment) {
  const auto unit = static_cast<std::size_t>(alignment);
  return Count(std::aligned_alloc(unit, (size + unit - 1) / unit * unit));
}

void Free(void* block) noexcept {
  if (block != nullptr && metering.load(std::memory_order_relaxed)) {
    live_bytes -= static_cast<std::int64_t>(malloc_usable_size(block));
  }
  std::free(block);
}

}  // namespace

HeapMeter::HeapMeter() {
  assert(!metering);
  live_bytes = 0;
  peak_bytes = 0;
  allocation_count = 0;
  metering = true;
}
HeapMeter::~HeapMeter() { metering = false; }

std::int64_t HeapMeter::live() const { return live_bytes; }
std::int64_t HeapMeter::peak() const { return peak_bytes; }
std::int64_t HeapMeter::allocations() const { return allocation_count; }

}  // namespace zeren::benchmarks

// The forms for arrays, and those that do not throw, call these.
void* operator new(std::size_t size) {
  return zeren::benchmarks::Allocate(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return zeren::benchmarks::Allocate(size, alignment);
}
void operator delete(void* block) noexcept { zeren::benchmarks::Free(block); }
void operator delete(void* block, std::size_t) noexcept {
  zeren::benchmarks::Free(block);
}
void operator delete(void* block, std::align_val_t) noexcept {
  zeren::benchmarks::Free(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
  zeren::benchmarks::Free(block);
}
