// The table of ids must number like a map, in whatever order names come.

#include "src/model/internal/id_table.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace zeren::internal {
namespace {

std::uint32_t Below(std::mt19937& bits, std::size_t bound) {
  return static_cast<std::uint32_t>(bits() % bound);
}

// Names as documents give them: in order, again from the start, at random.
std::vector<std::string> Mentions(std::mt19937& bits, bool sorted_first) {
  std::vector<std::string> mentions;
  const auto name = [](std::size_t i) {
    std::string text = std::to_string(i);
    return "id" + std::string(7 - text.size(), '0') + text;
  };
  for (std::size_t i = 0; sorted_first && i < 3000; ++i) {
    mentions.push_back(name(2 * i));
    if (Below(bits, 3) == 0) mentions.push_back(mentions.back());
  }
  for (int i = 0; i < 5000; ++i) mentions.push_back(name(Below(bits, 7000)));
  for (std::size_t i = 0; i < 1000; ++i) mentions.push_back(name(i));
  return mentions;
}

TEST(IdTableTest, NumbersLikeAMap) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 bits(seed);
    IdTable table;
    std::map<std::string, std::uint32_t> map;
    for (const std::string& name : Mentions(bits, seed % 2 == 0)) {
      if (Below(bits, 2) == 0) table.Expect(name);
      const auto number = static_cast<std::uint32_t>(map.size());
      const auto [entry, added] = map.emplace(name, number);
      ASSERT_EQ(table.Intern(name), entry->second) << name;
      ASSERT_EQ(table.size(), map.size());
    }
    for (const auto& [name, number] : map) ASSERT_EQ(table[number], name);
  }
}

TEST(IdTableTest, SortsByBytes) {
  for (const bool sorted : {false, true}) {
    IdTable table;
    std::vector<std::string> names;
    std::mt19937 bits(1);
    for (int i = 0; i < 2000; ++i) {
      names.push_back(std::to_string(sorted ? 10'000u + static_cast<unsigned>(i)
                                            : Below(bits, 100'000)));
      table.Intern(names.back());
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const std::vector<std::uint32_t> order = table.Sorted();
    ASSERT_EQ(order.size(), names.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      ASSERT_EQ(table[order[i]], names[i]);
      ASSERT_TRUE(i == 0 || table.Less(order[i - 1], order[i]));
    }
  }
}

TEST(IdTableTest, FindsInAnotherOrder) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    std::mt19937 bits(seed);
    IdTable table;
    for (const std::string& name : Mentions(bits, seed % 2 == 0)) {
      table.Intern(name);
      // Only sorted names: the table never has an index.
      if (seed == 4 && table.size() == 500) break;
    }
    std::vector<std::uint32_t> order(table.size());
    std::iota(order.begin(), order.end(), 0u);
    std::shuffle(order.begin(), order.end(), bits);
    const IdTable other = table.Reordered(order);
    ASSERT_EQ(other.size(), table.size());
    for (std::uint32_t i = 0; i < other.size(); ++i) {
      ASSERT_EQ(other[i], table[order[i]]);
      ASSERT_EQ(other.Find(other[i]), i);
    }
    EXPECT_EQ(other.Find("id"), kNoIndex);
    EXPECT_EQ(other.Find(""), kNoIndex);
  }
  EXPECT_EQ(IdTable().Reordered({}).Find("id"), kNoIndex);
}

TEST(IdTableTest, CopiesOfAReorderedTableGrowApart) {
  std::mt19937 bits(7);
  IdTable first;
  for (const std::string& name : Mentions(bits, false)) first.Intern(name);
  std::vector<std::uint32_t> order(first.size());
  std::iota(order.rbegin(), order.rend(), 0u);
  const IdTable base = first.Reordered(order);
  IdTable copy = base;
  for (std::uint32_t i = 0; i < 300; ++i) {
    const std::string name = "new" + std::to_string(i * 7 % 300);
    ASSERT_EQ(copy.Intern(name), base.size() + i);
    ASSERT_EQ(copy.Intern(name), base.size() + i);
    ASSERT_EQ(copy.Intern(std::string(base[i])), i);
  }
  copy.Seal();
  IdTable other = copy;
  EXPECT_EQ(other.Intern("newer"), base.size() + 300);
  EXPECT_EQ(copy.Find("newer"), kNoIndex);
  EXPECT_EQ(base.Find("new5"), kNoIndex);
  for (std::uint32_t i = 0; i < other.size(); ++i) {
    ASSERT_EQ(other.Find(other[i]), i);
  }
}

}  // namespace
}  // namespace zeren::internal
