#include <utility>
#include <vector>

#include "benchmarks/province/measure.h"
#include "benchmarks/province/sax_baseline.h"
#include "benchmarks/support/heap_meter.h"
#include "benchmarks/support/timing.h"
#include "zeren/exchange/document.h"

namespace zeren::benchmarks {

double MeasureLoad(const Province& province, int runs, Bars& bars) {
  // In turns, so that both see the same machine.
  std::vector<double> parse;
  std::vector<double> load;
  for (int i = 0; i < runs; ++i) {
    parse.push_back(
        MedianCpuSeconds(1, [&] { return ParseAndForget(province.json); }));
    load.push_back(
        MedianCpuSeconds(1, [&] { return LoadDocument(province.json); }));
  }
  const double parse_seconds = MedianOf(std::move(parse));
  const double load_seconds = MedianOf(std::move(load));
  const double megabytes = static_cast<double>(province.json.size()) / 1e6;
  const double records = static_cast<double>(province.records());
  bars.AtMost("load / sax_parse with an empty handler", 2,
              load_seconds / parse_seconds, "");
  bars.Note("  sax_parse", parse_seconds * 1e3, "ms");
  bars.Note("  sax_parse", megabytes / parse_seconds, "MB/s");
  bars.Note("  load", load_seconds * 1e3, "ms");
  bars.Note("  load", megabytes / load_seconds, "MB/s");
  bars.Note("  load", records / load_seconds / 1e6, "M records/s");
  return load_seconds;
}

void MeasureMemory(const Province& province, Bars& bars) {
  const HeapMeter meter;
  const absl::StatusOr<Organization> org = LoadDocument(province.json);
  const auto live = static_cast<double>(meter.live());
  const auto peak = static_cast<double>(meter.peak());
  const auto persons = static_cast<double>(province.persons);
  const auto said = static_cast<double>(org->bytes());
  bars.AtMost("organisation for each person: heap", 100, live / persons, "B");
  bars.AtMost("organisation for each person: bytes()", 100, said / persons,
              "B");
  bars.AtMost("peak heap while loading / organisation", 3, peak / live, "");
  bars.Note("  organisation", live / 1e6, "MB");
  bars.Note("  peak heap while loading", peak / 1e6, "MB");
  bars.Note("  allocations", static_cast<double>(meter.allocations()), "");
}

}  // namespace zeren::benchmarks
