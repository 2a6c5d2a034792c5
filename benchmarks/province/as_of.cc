#include "benchmarks/province/measure.h"
#include "benchmarks/support/heap_meter.h"
#include "benchmarks/support/repeat.h"

namespace zeren::benchmarks {
namespace {

constexpr char kAsOf[] = "as of a day";

}  // namespace

void TimeAsOf(const Snapshot& snapshot) {
  TimeMaking(kAsOf,
             [&] { return snapshot.organization().AsOf(snapshot.day()); });
}

void JudgeAsOf(const Snapshot& snapshot, const Medians& medians, Bars& bars) {
  const auto load = medians.Seconds(kLoad);
  const auto as_of = medians.Seconds(kAsOf);
  if (load && as_of) {
    bars.AtLeast("load / AsOf", 20, *load / *as_of, "");
    bars.Note("  AsOf", *as_of * 1e3, "ms");
  }
  const HeapMeter meter;
  const Snapshot another = snapshot.organization().AsOf(snapshot.day());
  benchmark::DoNotOptimize(&another);
  bars.Note("a snapshot", static_cast<double>(meter.live()) / 1e6, "MB");
}

}  // namespace zeren::benchmarks
