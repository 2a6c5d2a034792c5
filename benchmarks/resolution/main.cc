// Who answers for all work of a province, beside the same as one recursive
// query of SQLite.
//
//   resolution_benchmark [--scale=SHARE] [--strict] [--benchmark_...]
//
// --strict: exits with 1 if a bar is missed. The rest are the options of Google
// Benchmark.

#include "benchmarks/support/main.h"

#include <cstdio>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/resolution/contenders.h"
#include "benchmarks/support/bars.h"
#include "benchmarks/support/medians.h"
#include "benchmarks/support/province.h"
#include "benchmarks/support/repeat.h"
#include "zeren/exchange/document.h"

namespace zeren::benchmarks {
namespace {

constexpr char kZeren[] = "zeren: all work, piece by piece";
constexpr char kSqlite[] = "SQLite: all work, in one recursive query";

// Whether both contenders find the one person whom the generator planted.
bool IsAsPlanted(const Province& province, const Snapshot& snapshot,
                 const std::vector<Node>& works, const Answers& answers,
                 const char* who) {
  const Organization& org = snapshot.organization();
  std::size_t different = 0;
  std::size_t i = 0;
  for (const Node work : works) {
    const std::vector<std::uint32_t>& persons = answers[i];
    // Tasks and duties are planted in the order of their ids, as they are here.
    const Province::Work& planted = province.works[i++];
    const bool same =
        org.NameOf(work) == planted.name && persons.size() == 1 &&
        org.id(PersonId{persons[0]}) == IdOf('p', planted.answerer);
    different += same ? 0 : 1;
  }
  if (different > 0) {
    std::printf("DIFFERENT: %s: %zu answers of %zu\n", who, different,
                works.size());
  }
  return different == 0;
}

int Run(const Flags& flags) {
  const Province province =
      GenerateProvince({.scale = flags.scale, .work_everywhere = true});
  const absl::StatusOr<Organization> org = LoadDocument(province.json);
  if (!org.ok()) return 1;
  const Snapshot snapshot =
      org->AsOf(absl::CivilDay(kProvinceYear, kProvinceMonth, kProvinceDay));
  const std::vector<Node> works = AllWork(snapshot);
  PrintWhere();
  std::printf("%u units, %u persons, %zu pieces of work\n", province.units,
              province.persons, works.size());

  SqliteContender sqlite(snapshot);
  if (works.size() != province.works.size() ||
      !IsAsPlanted(province, snapshot, works, AnswersOfZeren(snapshot, works),
                   "zeren") ||
      !IsAsPlanted(province, snapshot, works, sqlite.Find(), "SQLite")) {
    return 1;
  }
  std::printf("both find the answers that were planted\n\n");

  TimeMaking(kZeren, [&] { return CountByZeren(snapshot, works); });
  TimeMaking(kSqlite, [&] { return sqlite.Count(); });
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);

  Bars bars;
  const auto ours = medians.Seconds(kZeren);
  const auto theirs = medians.Seconds(kSqlite);
  const auto count = static_cast<double>(works.size());
  if (ours) bars.AtLeast("zeren: resolutions", 2, count / *ours / 1e6, "M/s");
  if (theirs) bars.Note("SQLite: resolutions", count / *theirs / 1e6, "M/s");
  if (ours && theirs) bars.Note("SQLite / zeren", *theirs / *ours, "");
  bars.Print();
  std::printf(
      "\nMedians of the repetitions, of the processor's time on one core. "
      "zeren "
      "gives the\nwhole derivation of each answer, SQLite the persons only.\n");
  return flags.strict && bars.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace zeren::benchmarks

int main(int argc, char** argv) {
  return zeren::benchmarks::Main(argc, argv, {}, zeren::benchmarks::Run);
}
