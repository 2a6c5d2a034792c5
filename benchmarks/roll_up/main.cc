// Sums over a nation: 100 million persons in 5.25 million units, beside plain
// passes over the same values; updates after one change; and other libraries
// at a million nodes.
//
//   roll_up_benchmark [--scale=SHARE] [--strict] [--benchmark_...]
//
// --scale: of the nation; the peers' forest stays as it is. --strict: exits
// with 1 if a bar is missed. The rest are the options of Google Benchmark.
//
// A plain pass is `std::reduce` over each half of the values, on a thread of
// its own: two threads are held against two threads, and so by the clock on the
// wall; where the machine has other work, the ratio of the processor's times
// says more. Peers have one thread, and are timed by the processor's time. At
// full size the columns take 6.4 GB of memory, and the results 1.3 GB at most.

#include "benchmarks/support/main.h"

#include <cstdio>

#include "benchmarks/roll_up/measure.h"

namespace zeren::benchmarks {
namespace {

constexpr std::uint32_t kFlatChildren = 1'000'000;

Input MakeInput(double scale) {
  const auto scaled = [&](std::uint32_t number) {
    return static_cast<std::uint32_t>(scale * number);
  };
  const std::uint32_t persons = scaled(kNationPersons);
  Input input{MakeNation(scaled(kNationUnits), persons), {}};
  for (std::uint64_t column = 0; column < 8; ++column) {
    input.columns.push_back(MakeColumn(persons, column));
  }
  return input;
}

Input MakeFlatInput() {
  return {MakeFlat(kFlatChildren), {MakeColumn(kFlatChildren, 0)}};
}

int Run(const Flags& flags) {
  Input input = MakeInput(flags.scale);
  Input flat_input = MakeFlatInput();
  PrintWhere();
  std::printf("%zu units, %u persons, %zu columns\n",
              input.nation.forest.size(), input.nation.begins.back(),
              input.columns.size());

  const Passes passes(input);
  Updates updates("update", input);
  Updates flat_updates("flat update", flat_input);
  Peers peers;
  if (!passes.same() || !updates.same() || !flat_updates.same() ||
      !peers.same()) {
    return 1;
  }
  std::printf(
      "sums are those of the recursion, of any number of threads, of the "
      "plain\npasses and of the peers; updates leave those of a fresh "
      "roll-up\n\n");

  passes.Time();
  updates.Time();
  flat_updates.Time();
  peers.Time();
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);

  Bars bars;
  Passes::Judge(medians, bars);
  updates.Judge(medians, bars);
  flat_updates.Judge(medians, bars);
  peers.Judge(medians, bars);
  bars.Print();
  std::printf(
      "\nMedians of the repetitions: passes and updates by the clock on the "
      "wall, peers\nby the processor's time. An update may take 20 us, and 1 "
      "us for each 1,000\nsiblings on the path.\n");
  return flags.strict && bars.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace zeren::benchmarks

int main(int argc, char** argv) {
  return zeren::benchmarks::Main(argc, argv, {}, zeren::benchmarks::Run);
}
