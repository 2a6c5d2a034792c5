#include <cmath>
#include <cstdio>

#include "benchmark/benchmark.h"
#include "benchmarks/roll_up/measure.h"
#include "benchmarks/support/repeat.h"

namespace zeren::benchmarks {
namespace {

constexpr int kThreads = 2;
constexpr std::size_t kEight = 8;
constexpr char kOneSum[] = "zeren: one sum";
constexpr char kEightSums[] = "zeren: eight sums";
constexpr char kOnePass[] = "std::reduce: one plain pass";
constexpr char kEightPasses[] = "std::reduce: eight plain passes";

std::vector<double> PlainSums(const Input& input, std::size_t count) {
  std::vector<double> sums;
  for (std::size_t i = 0; i < count; ++i) {
    sums.push_back(PlainSum(input.columns[i]));
  }
  return sums;
}

// The slow, obvious recursion; the nation is seven levels deep.
double SumBelow(const Nation& nation, std::span<const double> values,
                std::uint32_t unit) {
  double sum = 0;
  for (std::uint32_t i = nation.begins[unit]; i < nation.begins[unit + 1];
       ++i) {
    sum += values[i];
  }
  for (const std::uint32_t child : nation.forest.children(unit)) {
    sum += SumBelow(nation, values, child);
  }
  return sum;
}

// Whether two ways to add up all values agree. Each of n - 1 additions rounds
// by at most 2^-53 of the whole sum, as no value is below 0; no value takes
// part in more than half of them either way.
bool IsSumOfAll(double sum, double plain, std::size_t n) {
  return std::abs(sum - plain) <= static_cast<double>(n) * 0x1p-53 * plain;
}

}  // namespace

ColumnRollUp Input::Sums(std::size_t count, int threads) const {
  std::vector<ValueColumn> sums;
  for (std::size_t i = 0; i < count; ++i) {
    sums.push_back({.values = columns[i]});
  }
  return ColumnRollUp::Make(nation.forest, nation.begins, sums, threads)
      .value();
}

bool Passes::same() const {
  const ColumnRollUp one = input_.Sums(kEight, 1);
  const ColumnRollUp two = input_.Sums(kEight, kThreads);
  const ColumnRollUp alone = input_.Sums(1, kThreads);
  const auto units = static_cast<std::uint32_t>(input_.nation.forest.size());
  const std::vector<double> plain = PlainSums(input_, kEight);
  for (std::size_t column = 0; column < kEight; ++column) {
    const std::vector<double>& values = input_.columns[column];
    const auto is_recursion = [&](std::uint32_t unit) {
      return *two.value(column, unit).number ==
             SumBelow(input_.nation, values, unit);
    };
    bool same = is_recursion(0) && IsSumOfAll(*two.value(column, 0).number,
                                              plain[column], values.size());
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      const RollUpValue value = two.value(column, unit);
      same = same && value == one.value(column, unit) &&
             (column > 0 || value == alone.value(0, unit)) &&
             (unit % 1'000 != 7 || is_recursion(unit));
    }
    if (!same) {
      std::printf("DIFFERENT: sums of column %zu\n", column);
      return false;
    }
  }
  return true;
}

void Passes::Time() const {
  TimeMakingOnTheWall(kOneSum, [this] { return input_.Sums(1, kThreads); });
  TimeMakingOnTheWall(kOnePass, [this] { return PlainSums(input_, 1); });
  TimeMakingOnTheWall(kEightSums,
                      [this] { return input_.Sums(kEight, kThreads); });
  TimeMakingOnTheWall(kEightPasses,
                      [this] { return PlainSums(input_, kEight); });
}

void Passes::Judge(const Medians& medians, Bars& bars) {
  const auto judge = [&](const char* ours, const char* plain, double bar) {
    const auto sums = medians.WallSeconds(ours);
    const auto passes = medians.WallSeconds(plain);
    if (!sums || !passes) return;
    bars.AtMost(ours + std::string(" / as many plain passes"), bar,
                *sums / *passes, "");
    bars.Note("  the same of the processor's time",
              *medians.Seconds(ours) / *medians.Seconds(plain), "");
    bars.Note(std::string("  ") + ours, *sums * 1e3, "ms");
    bars.Note(std::string("  ") + plain, *passes * 1e3, "ms");
  };
  judge(kOneSum, kOnePass, 2);
  judge(kEightSums, kEightPasses, 1.5);
}

}  // namespace zeren::benchmarks
