#include "benchmarks/roll_up/nation.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <random>
#include <utility>

namespace zeren::benchmarks {
namespace {

// The levels above the branches, at full size.
constexpr std::uint32_t kLevels[] = {1, 31, 372, 2'976, 119'040, 714'240};

Forest MakeForest(std::vector<std::uint32_t> parents) {
  const std::vector<std::uint8_t> present(parents.size(), 1);
  return Forest(std::move(parents), present,
                [](std::uint32_t a, std::uint32_t b) { return a < b; });
}

// How many units each level has: none fewer than the one above.
std::vector<std::uint32_t> SizesOfLevels(std::uint32_t units) {
  std::vector<std::uint32_t> sizes;
  std::uint32_t rest = units;
  for (const std::uint32_t size : kLevels) {
    const auto share =
        static_cast<std::uint32_t>(std::uint64_t{size} * units / kNationUnits);
    const std::uint32_t least = sizes.size() < 2 ? size : sizes.back();
    sizes.push_back(std::max(share, least));
    rest -= sizes.back();
  }
  sizes.push_back(rest);
  return sizes;
}

// The parents of all units, level by level.
std::vector<std::uint32_t> ParentsByLevel(std::uint32_t units,
                                          std::mt19937_64& bits) {
  std::vector<std::uint32_t> parents = {kNoIndex};
  std::uint32_t above = 0;  // Where the level above begins.
  std::uint32_t width = 0;
  for (const std::uint32_t size : SizesOfLevels(units)) {
    if (width > 0) {
      const std::size_t begin = parents.size();
      for (std::uint32_t i = 0; i < size; ++i) {
        parents.push_back(above + static_cast<std::uint32_t>(bits() % width));
      }
      std::sort(parents.begin() + static_cast<std::ptrdiff_t>(begin),
                parents.end());
      above += width;
    }
    width = size;
  }
  return parents;
}

// The same forest, with units numbered in pre-order.
std::vector<std::uint32_t> InPreOrder(
    const std::vector<std::uint32_t>& parents) {
  const std::size_t units = parents.size();
  std::vector<std::uint32_t> sizes(units, 1);
  for (std::size_t i = units - 1; i > 0; --i) sizes[parents[i]] += sizes[i];
  std::vector<std::uint32_t> numbers(units, 0);
  std::vector<std::uint32_t> next(units, 1);  // Where the next child begins.
  std::vector<std::uint32_t> result(units, kNoIndex);
  for (std::size_t i = 1; i < units; ++i) {
    const std::uint32_t parent = parents[i];
    numbers[i] = next[parent];
    next[i] = numbers[i] + 1;
    next[parent] += sizes[i];
    result[numbers[i]] = numbers[parent];
  }
  return result;
}

}  // namespace

Nation MakeNation(std::uint32_t units, std::uint32_t persons) {
  std::mt19937_64 bits(20241231);
  Nation nation{MakeForest(InPreOrder(ParentsByLevel(units, bits))), {}};
  // Shares of all units before each, of which persons are then given out.
  std::vector<std::uint64_t> shares = {0};
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    const bool is_branch = nation.forest.depth(unit) == std::size(kLevels);
    shares.push_back(shares.back() +
                     (is_branch ? 3 + bits() % 20 + bits() % 20 : 1));
  }
  for (const std::uint64_t before : shares) {
    nation.begins.push_back(
        static_cast<std::uint32_t>(before * persons / shares.back()));
  }
  return nation;
}

Nation MakeFlat(std::uint32_t children) {
  std::vector<std::uint32_t> parents(children + 1, 0);
  parents[0] = kNoIndex;
  Nation flat{MakeForest(std::move(parents)), {0}};
  for (std::uint32_t i = 0; i <= children; ++i) flat.begins.push_back(i);
  return flat;
}

std::vector<double> MakeColumn(std::uint32_t persons, std::uint64_t seed) {
  std::vector<double> values(persons);
  std::uint64_t state = seed;
  for (double& value : values) {
    state = state * 6364136223846793005 + 1442695040888963407;
    value = static_cast<double>(state >> 11) * 0x1p-53 * 100;
  }
  return values;
}

}  // namespace zeren::benchmarks
