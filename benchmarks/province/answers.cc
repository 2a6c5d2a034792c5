#include <cstddef>
#include <random>
#include <vector>

#include "benchmarks/province/measure.h"
#include "benchmarks/support/timing.h"
#include "zeren/assign/resolution.h"
#include "zeren/graph/chain.h"

namespace zeren::benchmarks {
namespace {

constexpr std::size_t kCalls = 100'000;

void Add(const char* what, const Latency& latency, Bars& bars) {
  bars.AtMost(what, 1, latency.median * 1e6, "us");
  bars.Note("  99th percentile", latency.p99 * 1e6, "us");
  bars.Note("  calls a second, at the median", 1e-6 / latency.median, "M");
}

}  // namespace

void MeasureAnswers(const Province& province, const Snapshot& snapshot,
                    Bars& bars) {
  std::mt19937_64 bits(1);
  std::vector<Node> persons;
  std::vector<Node> works;
  for (std::size_t i = 0; i < kCalls; ++i) {
    persons.emplace_back(
        PersonId{static_cast<std::uint32_t>(bits() % province.persons)});
    works.push_back(
        *snapshot.Find(province.works[bits() % province.works.size()].name));
  }
  Add("chain of a member",
      LatencyOf(kCalls,
                [&](std::size_t i) {
                  const absl::StatusOr<Chain> chain =
                      ChainOf(snapshot, persons[i]);
                  Keep(&chain);
                }),
      bars);
  Add("who answers for a task or duty",
      LatencyOf(kCalls,
                [&](std::size_t i) {
                  const Resolution who = ResolveResponsible(snapshot, works[i],
                                                            Role::kAccountable);
                  Keep(&who);
                }),
      bars);
}

}  // namespace zeren::benchmarks
