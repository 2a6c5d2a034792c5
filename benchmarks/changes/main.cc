// One change of a province, beside a build of all of it.
//
//   changes_benchmark [--scale=SHARE] [--strict] [--benchmark_...]
//
// --strict: exits with 1 if a bar is missed. The rest are the options of Google
// Benchmark.

#include "benchmarks/support/main.h"

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/support/bars.h"
#include "benchmarks/support/medians.h"
#include "benchmarks/support/province.h"
#include "benchmarks/support/repeat.h"
#include "zeren/exchange/document.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/change.h"

namespace zeren::benchmarks {
namespace {

constexpr absl::CivilDay kDay(kProvinceYear, kProvinceMonth, kProvinceDay);
constexpr char kBuild[] = "build all";
constexpr char kAsOf[] = "AsOf";
constexpr char kSnapshot[] = "Snapshot::Apply";

// One change of each sort, in the middle of the arrays.
std::vector<std::pair<std::string, Change>> ChangesOf(const Organization& org) {
  const auto middle = [&](NodeKind kind) {
    return std::string(org.id(Node(kind, org.count(kind) / 2)));
  };
  const std::string person = middle(NodeKind::kPerson);
  const std::string unit = middle(NodeKind::kUnit);
  const Rows<AppointmentView> appointments = org.rows<AppointmentView>();
  const AppointmentView appointment = appointments[appointments.size() / 2];
  return {
      {"add a person", Change::Add(PersonRecord{.id = "new", .name = "New"})},
      {"add a membership",
       Change::Add(MembershipRecord{.person = person, .unit = unit})},
      {"end an appointment",
       Change::End(
           Partial<AppointmentRecord>()
               .With(&AppointmentRecord::person,
                     std::string(*appointment.person))
               .With(&AppointmentRecord::post, std::string(appointment.post)),
           kDay)},
      {"rename a person",
       Change::Set(
           Partial<PersonRecord>().With(&PersonRecord::id, person),
           Partial<PersonRecord>().With(&PersonRecord::name, Text("Renamed")))},
      {"move a unit",
       Change::Set(Partial<UnitRecord>().With(&UnitRecord::id, unit),
                   Partial<UnitRecord>().With(&UnitRecord::parent,
                                              std::string(org.id(UnitId{0}))))},
      {"remove a person",
       Change::Remove(Partial<PersonRecord>().With(&PersonRecord::id, person))},
  };
}

// Whether an organisation that a change has made is the one that is built from
// its records.
bool IsAsBuilt(const Organization& changed) {
  const std::string document = WriteDocument(changed);
  const absl::StatusOr<Organization> built = LoadDocument(document);
  return built.ok() && WriteDocument(*built) == document;
}

int Run(const Flags& flags) {
  const Province province = GenerateProvince({.scale = flags.scale});
  const absl::StatusOr<Organization> org = LoadDocument(province.json);
  if (!org.ok()) return 1;
  const std::string before = WriteDocument(*org);
  PrintWhere();
  std::printf("%u units, %u persons\n", province.units, province.persons);

  const auto changes = ChangesOf(*org);
  for (const auto& [name, change] : changes) {
    const absl::StatusOr<Organization> changed = org->Apply({{change}});
    if (!changed.ok() || WriteDocument(*changed) == before ||
        !IsAsBuilt(*changed)) {
      std::printf("DIFFERENT: %s\n", name.c_str());
      return 1;
    }
  }
  std::printf("each change leaves what a build from its records gives\n\n");

  for (const auto& [name, change] : changes) {
    const std::vector<Change> one = {change};
    TimeMaking(name.c_str(), [&org, one] { return org->Apply(one); });
  }
  const Snapshot snapshot = org->AsOf(kDay);
  const std::vector<Change> one = {changes[2].second};
  TimeMaking(kSnapshot, [&] { return snapshot.Apply(one); });
  TimeMaking(kAsOf, [&] { return org->AsOf(kDay); });
  TimeMaking(kBuild, [&] { return LoadDocument(province.json); });
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);

  Bars bars;
  for (const auto& [name, change] : changes) {
    const auto seconds = medians.Seconds(name);
    if (seconds) bars.AtMost(name, 1, *seconds * 1e3, "ms");
  }
  const auto build = medians.Seconds(kBuild);
  const auto add = medians.Seconds(changes.front().first);
  if (build && add) bars.Note("build all / add a person", *build / *add, "");
  const auto as_of = medians.Seconds(kAsOf);
  const auto apply = medians.Seconds(kSnapshot);
  if (as_of && apply) bars.Note("Snapshot::Apply / AsOf", *apply / *as_of, "");
  bars.Print();
  return flags.strict && bars.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace zeren::benchmarks

int main(int argc, char** argv) {
  return zeren::benchmarks::Main(argc, argv, {}, zeren::benchmarks::Run);
}
