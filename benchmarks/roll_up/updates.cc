#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdio>
#include <random>
#include <utility>

#include "benchmark/benchmark.h"
#include "benchmarks/roll_up/measure.h"

namespace zeren::benchmarks {
namespace {

constexpr std::size_t kChangedNodes = 50'000;
constexpr std::size_t kChangesCompared = 1'000;
// Siblings from which on a class begins.
constexpr std::uint32_t kClasses[] = {0, 75, 100, 125, 1'000};

std::uint32_t SiblingsOnPath(const Forest& forest, std::uint32_t node) {
  std::size_t siblings = 0;
  while ((node = forest.parent(node)) != kNoIndex) {
    siblings += forest.children(node).size();
  }
  return static_cast<std::uint32_t>(siblings);
}

double At(std::vector<double>& values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(
      share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

}  // namespace

Updates::Updates(std::string name, Input& input)
    : name_(std::move(name)), input_(input), sums_(input.Sums(1, 2)) {
  const Forest& forest = input_.nation.forest;
  for (const std::uint32_t from : kClasses) {
    classes_.push_back({name_ + ", siblings from " + std::to_string(from)});
  }
  std::mt19937_64 bits(1);
  for (std::size_t i = 0; i < kChangedNodes;) {
    const auto node = static_cast<std::uint32_t>(bits() % forest.size());
    if (!forest.children(node).empty()) continue;
    const auto after = std::upper_bound(
        std::begin(kClasses), std::end(kClasses), SiblingsOnPath(forest, node));
    classes_[static_cast<std::size_t>(after - kClasses - 1)].nodes.push_back(
        node);
    ++i;
  }
  std::erase_if(classes_, [](const Class& c) { return c.nodes.empty(); });
}

void Updates::Change(std::uint32_t node) {
  double& value = input_.columns[0][input_.nation.begins[node]];
  value = value < 50 ? value + 0.1 : value - 49.9;
}

double Updates::AllowanceFor(std::uint32_t node) const {
  return 20 + SiblingsOnPath(input_.nation.forest, node) / 1e3;
}

bool Updates::same() {
  for (const Class& c : classes_) {
    const std::size_t changes =
        std::min(c.nodes.size(), kChangesCompared / classes_.size());
    for (std::size_t i = 0; i < changes; ++i) {
      Change(c.nodes[i]);
      if (!sums_.Update({&c.nodes[i], 1}).ok()) return false;
    }
  }
  const ColumnRollUp fresh = input_.Sums(1, 2);
  for (const std::uint32_t node : input_.nation.forest.pre_order()) {
    if (sums_.value(0, node) != fresh.value(0, node)) {
      std::printf("DIFFERENT: %s after updates\n", name_.c_str());
      return false;
    }
  }
  return true;
}

// The clock is read around each update; the change itself is not on it.
void Updates::Time() {
  using Clock = std::chrono::steady_clock;
  for (Class& c : classes_) {
    benchmark::RegisterBenchmark(c.name.c_str(), [this,
                                                  &c](benchmark::State& state) {
      std::vector<double> microseconds;
      std::vector<double> shares;
      for (auto _ : state) {
        const std::uint32_t node = c.nodes[c.next++ % c.nodes.size()];
        Change(node);
        const Clock::time_point start = Clock::now();
        const bool ok = sums_.Update({&node, 1}).ok();
        const std::chrono::duration<double, std::micro> took =
            Clock::now() - start;
        assert(ok);
        benchmark::DoNotOptimize(ok);
        microseconds.push_back(took.count());
        shares.push_back(took.count() / AllowanceFor(node));
      }
      state.counters["median_us"] = At(microseconds, 0.5);
      state.counters["p99_us"] = At(microseconds, 0.99);
      state.counters["of_allowance"] = At(shares, 0.5);
    })->Unit(benchmark::kMicrosecond);
  }
}

void Updates::Judge(const Medians& medians, Bars& bars) const {
  std::optional<double> largest;
  for (const Class& c : classes_) {
    const auto share = medians.Counter(c.name, "of_allowance");
    if (share) largest = std::max(largest.value_or(0), *share);
  }
  if (!largest) return;
  bars.AtMost(name_ + ": median / allowance, worst class", 1, *largest, "");
  for (const Class& c : classes_) {
    const auto median = medians.Counter(c.name, "median_us");
    const auto tail = medians.Counter(c.name, "p99_us");
    if (median) bars.Note("  " + c.name, *median, "us");
    if (tail) bars.Note("    99 % within", *tail, "us");
  }
}

}  // namespace zeren::benchmarks
