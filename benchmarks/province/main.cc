// A province: 52,500 units and 1,000,000 persons, and what the README promises
// about them.
//
//   province_benchmark [--scale=SHARE] [--strict] [--write=FILE]
//                      [--benchmark_...]
//
// --strict: exits with 1 if a bar is missed. --write: also writes the document.
// The rest are the options of Google Benchmark.

#include "benchmarks/support/main.h"

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/province/compare.h"
#include "benchmarks/province/measure.h"
#include "benchmarks/province/sax_baseline.h"
#include "benchmarks/support/single_calls.h"
#include "zeren/exchange/document.h"

namespace zeren::benchmarks {
namespace {

// Loads the province once and compares; nothing if it is not the one planted.
absl::StatusOr<Snapshot> LoadAndCompare(const Province& province) {
  const absl::StatusOr<Organization> org = LoadDocument(province.json);
  if (!org.ok()) return org.status();
  const Snapshot snapshot =
      org->AsOf(absl::CivilDay(kProvinceYear, kProvinceMonth, kProvinceDay));
  if (!IsAsPlanted(province, snapshot) ||
      CountRecords(province.json) != province.records()) {
    return absl::InternalError("this is not the province that was planted");
  }
  return snapshot;
}

int Run(const Flags& flags) {
  const Province province = GenerateProvince({.scale = flags.scale});
  if (!flags.write.empty()) std::ofstream(flags.write) << province.json;
  PrintWhere();
  std::printf("%u units, %u persons, %zu records, %.1f MB of text\n",
              province.units, province.persons, province.records(),
              static_cast<double>(province.json.size()) / 1e6);

  const absl::StatusOr<Snapshot> snapshot = LoadAndCompare(province);
  if (!snapshot.ok()) {
    std::fprintf(stderr, "%s\n",
                 std::string(snapshot.status().message()).c_str());
    return 1;
  }
  std::printf("counts, %u chains and %zu answers are as planted\n\n",
              province.persons, province.works.size());

  TimeLoad(province);
  TimeAsOf(*snapshot);
  TimeAnswers(province, *snapshot);
  TimeWhole(*snapshot);
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);

  Bars bars;
  JudgeLoad(province, medians, bars);
  JudgeMemory(province, bars);
  JudgeAsOf(*snapshot, medians, bars);
  JudgeAnswers(medians, bars);
  JudgeWhole(province, medians, bars);
  bars.Print();
  std::printf(
      "\nMedians of the repetitions; times are the processor's, those of "
      "single "
      "calls\nfrom batches of %zu.\n",
      kBatch);
  return flags.strict && bars.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace zeren::benchmarks

int main(int argc, char** argv) {
  return zeren::benchmarks::Main(argc, argv, {.repetitions = 3, .writes = true},
                                 zeren::benchmarks::Run);
}
