// heap_meter.h -- how much of the heap a piece of code takes, and its peak.
//
//   HeapMeter meter;
//   absl::StatusOr<Organization> org = LoadDocument(json);
//   meter.live();  // bytes that the organisation holds
//   meter.peak();  // the most that was ever held on the way
//
// The program's `operator new` and `operator delete` are replaced by ones that
// count while a meter exists, in bytes that the allocator really sets aside.
// Without a meter they cost one well-predicted branch, so that times can be
// taken in the same program.

#ifndef ZEREN_BENCHMARKS_SUPPORT_HEAP_METER_H_
#define ZEREN_BENCHMARKS_SUPPORT_HEAP_METER_H_

#include <cstdint>

namespace zeren::benchmarks {

// HeapMeter
//
// Counts from its construction to its destruction; whatever was on the heap
// before is not counted. One at a time.
class HeapMeter {
 public:
  HeapMeter();
  ~HeapMeter();
  HeapMeter(const HeapMeter&) = delete;
  HeapMeter& operator=(const HeapMeter&) = delete;

  // Bytes allocated and not freed since; the most that this was; and the number
  // of allocations.
  std::int64_t live() const;
  std::int64_t peak() const;
  std::int64_t allocations() const;
};

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_SUPPORT_HEAP_METER_H_
