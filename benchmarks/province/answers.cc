#include <cstddef>
#include <memory>
#include <random>
#include <vector>

#include "benchmarks/province/measure.h"
#include "benchmarks/support/single_calls.h"
#include "zeren/assign/resolution.h"
#include "zeren/graph/chain.h"

namespace zeren::benchmarks {
namespace {

constexpr std::size_t kCalls = 100'000;
constexpr char kChain[] = "chain of a member";
constexpr char kResponsible[] = "who answers for a task or duty";

// Registers `ask(node)`; each repetition asks about nodes drawn anew, so that
// none finds the last one's in the processor's caches.
template <typename Draw, typename Ask>
void TimeAsking(const char* name, const Draw& draw, const Ask& ask) {
  const auto bits = std::make_shared<std::mt19937_64>(1);
  benchmark::RegisterBenchmark(name, [=](benchmark::State& state) {
    std::vector<Node> nodes;
    for (std::size_t i = 0; i < kCalls; ++i) nodes.push_back(draw((*bits)()));
    TimeSingleCalls(state, [&](std::size_t i) { return ask(nodes[i]); });
  })->Iterations(kCalls / kBatch);
}

void Judge(const char* name, const Medians& medians, Bars& bars) {
  const auto median = medians.Counter(name, "median_ns");
  const auto p99 = medians.Counter(name, "p99_ns");
  if (!median || !p99) return;
  bars.AtMost(name, 1, *median / 1e3, "us");
  bars.Note("  99th percentile", *p99 / 1e3, "us");
  bars.Note("  calls a second, at the median", 1e3 / *median, "M");
}

}  // namespace

void TimeAnswers(const Province& province, const Snapshot& snapshot) {
  TimeAsking(
      kChain,
      [&](std::uint64_t bits) {
        return Node(
            PersonId{static_cast<std::uint32_t>(bits % province.persons)});
      },
      [&](Node person) { return ChainOf(snapshot, person); });
  TimeAsking(
      kResponsible,
      [&](std::uint64_t bits) {
        const std::size_t work = bits % province.works.size();
        return *snapshot.Find(province.works[work].name);
      },
      [&](Node work) {
        return ResolveResponsible(snapshot, work, Role::kAccountable);
      });
}

void JudgeAnswers(const Medians& medians, Bars& bars) {
  Judge(kChain, medians, bars);
  Judge(kResponsible, medians, bars);
}

}  // namespace zeren::benchmarks
