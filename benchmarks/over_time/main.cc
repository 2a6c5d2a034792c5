// Who answers over a year with five changes, beside one answer on a snapshot
// that is ready: an organisation of 1,000,000 persons.
//
//   over_time_benchmark [--scale=SHARE] [--strict] [--benchmark_...]
//
// --strict: exits with 1 if a bar is missed. The rest are the options of Google
// Benchmark.

#include "benchmarks/support/main.h"

#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/over_time/handovers.h"
#include "benchmarks/support/bars.h"
#include "benchmarks/support/medians.h"
#include "benchmarks/support/single_calls.h"
#include "zeren/assign/future_gaps.h"
#include "zeren/assign/responsible_over.h"
#include "zeren/graph/snapshot.h"

namespace zeren::benchmarks {
namespace {

constexpr std::size_t kCalls = 20'000;
constexpr std::size_t kCompared = 500;
constexpr char kOnce[] = "who answers on a day, its snapshot ready";
constexpr char kOver[] = "who answers over a year with five changes";
constexpr char kGaps[] = "days of the year on which nobody answers";

// Compares some timelines with the snapshot of each day of the year.
bool AreAsOnEachDay(const Handovers& handovers) {
  const Organization& org = handovers.organization;
  std::vector<ResponsibleTimeline> timelines;
  std::mt19937_64 bits(1);
  for (std::size_t i = 0; i < kCompared; ++i) {
    const TaskId task = handovers.tasks[bits() % handovers.tasks.size()];
    auto timeline = ResponsibleOver(org, task, Role::kAccountable, kYear);
    if (!timeline.ok() || timeline->steps.size() != kRuns) return false;
    timelines.push_back(*std::move(timeline));
  }
  for (absl::CivilDay day = kYear.from; day < kYear.to; ++day) {
    const Snapshot snapshot = org.AsOf(day);
    for (const ResponsibleTimeline& timeline : timelines) {
      if (!(timeline.At(day) ==
            ResolveResponsible(snapshot, timeline.work, timeline.role))) {
        return false;
      }
    }
  }
  return true;
}

// Registers `ask(task, repetition)`; each repetition asks about tasks drawn
// anew, so that none finds the last one's in the processor's caches.
template <typename Ask>
void TimeAsking(const char* name, const Handovers& handovers, const Ask& ask) {
  const auto bits = std::make_shared<std::mt19937_64>(1);
  const auto repetitions = std::make_shared<std::size_t>(0);
  benchmark::RegisterBenchmark(name, [=, &handovers](benchmark::State& state) {
    std::vector<TaskId> tasks;
    for (std::size_t i = 0; i < kCalls; ++i) {
      tasks.push_back(handovers.tasks[(*bits)() % handovers.tasks.size()]);
    }
    const std::size_t repetition = (*repetitions)++;
    TimeSingleCalls(state,
                    [&](std::size_t i) { return ask(tasks[i], repetition); });
  })->Iterations(kCalls / kBatch);
}

void Judge(const Medians& medians, Bars& bars) {
  const auto once = medians.Counter(kOnce, "median_ns");
  const auto over = medians.Counter(kOver, "median_ns");
  if (once && over) {
    bars.AtMost("a year with five changes / one day", 20, *over / *once, "");
  }
  if (once) bars.Note("  one day", *once / 1e3, "us");
  if (over) bars.Note("  a year with five changes", *over / 1e3, "us");
  if (const auto gaps = medians.Seconds(kGaps)) {
    bars.Note("all days of the year on which nobody answers", *gaps * 1e3,
              "ms");
  }
}

int Run(const Flags& flags) {
  PrintWhere();
  const absl::StatusOr<Handovers> handovers = PlantHandovers(flags.scale);
  if (!handovers.ok()) return 1;
  const Organization& org = handovers->organization;
  std::printf("%u units, %u persons, %zu branches that change hands\n",
              org.count(NodeKind::kUnit), org.count(NodeKind::kPerson),
              handovers->tasks.size());
  if (!AreAsOnEachDay(*handovers)) {
    std::fprintf(stderr, "an answer over the year is not that of the day\n");
    return 1;
  }
  std::printf("%zu timelines are as the snapshots of each day have it\n\n",
              kCompared);

  // Days on which all the answers of the year are met, one for each
  // repetition.
  std::vector<Snapshot> snapshots;
  for (const int month : {1, 3, 5, 7, 9, 11}) {
    snapshots.push_back(org.AsOf(absl::CivilDay(2026, month, 15)));
  }
  TimeAsking(kOnce, *handovers, [&](TaskId task, std::size_t repetition) {
    return ResolveResponsible(snapshots[repetition % snapshots.size()], task,
                              Role::kAccountable);
  });
  TimeAsking(kOver, *handovers, [&](TaskId task, std::size_t) {
    return ResponsibleOver(org, task, Role::kAccountable, kYear);
  });
  benchmark::RegisterBenchmark(kGaps, [&](benchmark::State& state) {
    for (auto _ : state) {
      benchmark::DoNotOptimize(FutureGaps(org, kYear));
    }
  })->Unit(benchmark::kMillisecond);
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  Bars bars;
  Judge(medians, bars);
  bars.Print();
  return flags.strict && bars.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace zeren::benchmarks

int main(int argc, char** argv) {
  return zeren::benchmarks::Main(argc, argv, {.repetitions = 12},
                                 zeren::benchmarks::Run);
}
