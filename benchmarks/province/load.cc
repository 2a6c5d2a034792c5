#include "benchmarks/province/measure.h"
#include "benchmarks/province/sax_baseline.h"
#include "benchmarks/support/heap_meter.h"
#include "benchmarks/support/repeat.h"
#include "zeren/exchange/document.h"

namespace zeren::benchmarks {
namespace {

constexpr char kParse[] = "sax_parse with an empty handler";

}  // namespace

void TimeLoad(const Province& province) {
  TimeMaking(kParse, [&] { return ParseAndForget(province.json); });
  TimeMaking(kLoad, [&] { return LoadDocument(province.json); });
}

void JudgeLoad(const Province& province, const Medians& medians, Bars& bars) {
  const auto parse = medians.Seconds(kParse);
  const auto load = medians.Seconds(kLoad);
  if (!parse || !load) return;
  const double megabytes = static_cast<double>(province.json.size()) / 1e6;
  const double records = static_cast<double>(province.records());
  bars.AtMost("load / sax_parse with an empty handler", 2, *load / *parse, "");
  bars.Note("  sax_parse", *parse * 1e3, "ms");
  bars.Note("  sax_parse", megabytes / *parse, "MB/s");
  bars.Note("  load", *load * 1e3, "ms");
  bars.Note("  load", megabytes / *load, "MB/s");
  bars.Note("  load", records / *load / 1e6, "M records/s");
}

void JudgeMemory(const Province& province, Bars& bars) {
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
