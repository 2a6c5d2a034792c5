#include "benchmarks/province/measure.h"
#include "benchmarks/support/heap_meter.h"
#include "benchmarks/support/timing.h"

namespace zeren::benchmarks {

void MeasureAsOf(const Snapshot& snapshot, double load_seconds, int runs,
                 Bars& bars) {
  const Organization& org = snapshot.organization();
  const double seconds =
      MedianCpuSeconds(runs, [&] { return org.AsOf(snapshot.day()); });
  bars.AtLeast("load / AsOf", 20, load_seconds / seconds, "");
  bars.Note("  AsOf", seconds * 1e3, "ms");
  const HeapMeter meter;
  const Snapshot another = org.AsOf(snapshot.day());
  Keep(&another);
  bars.Note("  snapshot", static_cast<double>(meter.live()) / 1e6, "MB");
}

}  // namespace zeren::benchmarks
