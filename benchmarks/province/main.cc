// A province: 52,500 units and 1,000,000 persons, and what the README promises
// about them.
//
//   province_benchmark [--scale=SHARE] [--runs=N] [--strict] [--write=FILE]
//
// --strict: exits with 1 if a bar is missed. --write: also writes the document.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "benchmarks/province/compare.h"
#include "benchmarks/province/measure.h"
#include "benchmarks/province/sax_baseline.h"
#include "zeren/exchange/document.h"

namespace zeren::benchmarks {
namespace {

struct Flags {
  double scale = 1;
  int runs = 3;
  bool strict = false;
  std::string write;
};

bool Parse(int argc, char** argv, Flags& flags) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    const auto value = [&](std::string_view name) -> const char* {
      return flag.starts_with(name) ? argv[i] + name.size() : nullptr;
    };
    if (const char* scale = value("--scale=")) {
      flags.scale = std::atof(scale);
    } else if (const char* runs = value("--runs=")) {
      flags.runs = std::atoi(runs);
    } else if (const char* path = value("--write=")) {
      flags.write = path;
    } else if (flag == "--strict") {
      flags.strict = true;
    } else {
      return false;
    }
  }
  return flags.scale >= 0.002 && flags.scale <= 10 && flags.runs > 0;
}

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

  Bars bars;
  const absl::StatusOr<Snapshot> snapshot = LoadAndCompare(province);
  if (!snapshot.ok()) {
    std::fprintf(stderr, "%s\n",
                 std::string(snapshot.status().message()).c_str());
    return 1;
  }
  std::printf("counts, %u chains and %zu answers are as planted\n\n",
              province.persons, province.works.size());
  const double load_seconds = MeasureLoad(province, flags.runs, bars);
  MeasureMemory(province, bars);
  MeasureAsOf(*snapshot, load_seconds, flags.runs, bars);
  MeasureAnswers(province, *snapshot, bars);
  MeasureWhole(province, *snapshot, flags.runs, bars);
  bars.Print();
  std::printf(
      "\nTimes are the processor's, the median of %d runs; those of single "
      "calls\nare from batches of 16.\n",
      flags.runs);
  return flags.strict && bars.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace zeren::benchmarks

int main(int argc, char** argv) {
  zeren::benchmarks::Flags flags;
  if (!zeren::benchmarks::Parse(argc, argv, flags)) {
    std::fprintf(stderr,
                 "usage: %s [--scale=SHARE] [--runs=N] [--strict] "
                 "[--write=FILE]\n",
                 argv[0]);
    return 2;
  }
  return zeren::benchmarks::Run(flags);
}
