#include "zeren/core/forest.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Numbers = std::vector<std::uint32_t>;

bool InOrder(std::uint32_t a, std::uint32_t b) { return a < b; }

Forest AllPresent(Numbers parents) {
  const std::vector<std::uint8_t> present(parents.size(), 1);
  return Forest(std::move(parents), present, InOrder);
}

// A forest the slow way: links and nothing else.
struct NaiveForest {
  Numbers parents;
  std::vector<std::uint8_t> present;
  Numbers ranks;  // The order among siblings.

  bool Less(std::uint32_t a, std::uint32_t b) const {
    return ranks[a] < ranks[b];
  }
  // Returns the circle on which a node lies, from its first member upwards.
  Numbers CycleOf(std::uint32_t node) const {
    Numbers cycle = {node};
    for (std::uint32_t up = parents[node]; up != node; up = parents[up]) {
      if (up == kNoIndex || cycle.size() > parents.size()) return {};
      cycle.push_back(up);
    }
    const auto first = std::min_element(
        cycle.begin(), cycle.end(),
        [&](std::uint32_t a, std::uint32_t b) { return Less(a, b); });
    std::rotate(cycle.begin(), first, cycle.end());
    return cycle;
  }
  std::vector<Numbers> CutCycles() {
    std::set<Numbers> cycles;
    for (std::uint32_t node = 0; node < parents.size(); ++node) {
      if (present[node]) cycles.insert(CycleOf(node));
    }
    cycles.erase(Numbers());
    std::vector<Numbers> sorted(cycles.begin(), cycles.end());
    std::sort(
        sorted.begin(), sorted.end(),
        [&](const Numbers& a, const Numbers& b) { return Less(a[0], b[0]); });
    for (const Numbers& cycle : sorted) parents[cycle[0]] = kNoIndex;
    return sorted;
  }
  // The present nodes below a node, or the roots, in order.
  Numbers Below(std::uint32_t parent) const {
    Numbers below;
    for (std::uint32_t node = 0; node < parents.size(); ++node) {
      if (present[node] && parents[node] == parent) below.push_back(node);
    }
    std::sort(below.begin(), below.end(),
              [&](std::uint32_t a, std::uint32_t b) { return Less(a, b); });
    return below;
  }
  // From a node up to its root.
  Numbers Chain(std::uint32_t node) const {
    Numbers chain;
    for (; node != kNoIndex; node = parents[node]) chain.push_back(node);
    return chain;
  }
};

NaiveForest RandomForest(std::mt19937_64& bits, std::uint32_t size) {
  NaiveForest forest;
  forest.ranks.resize(size);
  std::iota(forest.ranks.begin(), forest.ranks.end(), 0);
  if (bits() % 2 == 0) {
    std::shuffle(forest.ranks.begin(), forest.ranks.end(), bits);
  }
  forest.parents.assign(size, kNoIndex);
  const std::uint64_t absent_share = bits() % 3;
  for (std::uint32_t node = 0; node < size; ++node) {
    forest.present.push_back(bits() % 10 >= absent_share);
  }
  const bool deep = bits() % 2 == 0;
  for (std::uint32_t node = 0; node < size; ++node) {
    const auto parent = deep && node > 0 && bits() % 8 != 0
                            ? node - 1
                            : static_cast<std::uint32_t>(bits() % size);
    if (forest.present[node] && forest.present[parent] && parent != node &&
        bits() % 10 != 0) {
      forest.parents[node] = parent;
    }
  }
  return forest;
}

void ExpectSame(const Forest& forest, const NaiveForest& naive) {
  const auto size = static_cast<std::uint32_t>(naive.parents.size());
  ASSERT_EQ(forest.capacity(), size);
  EXPECT_THAT(forest.roots(),
              ::testing::ElementsAreArray(naive.Below(kNoIndex)));
  Numbers present;
  for (std::uint32_t a = 0; a < size; ++a) {
    ASSERT_EQ(forest.Contains(a), naive.present[a] != 0);
    if (!naive.present[a]) continue;
    present.push_back(a);
    ASSERT_EQ(forest.parent(a), naive.parents[a]);
    const Numbers chain = naive.Chain(a);
    EXPECT_EQ(forest.depth(a), chain.size() - 1);
    EXPECT_EQ(forest.root(a), chain.back());
    EXPECT_THAT(forest.children(a),
                ::testing::ElementsAreArray(naive.Below(a)));
    EXPECT_EQ(forest.at(forest.position(a)), a);
    std::uint32_t within = 0;
    for (std::uint32_t b = 0; b < size; ++b) {
      if (!naive.present[b]) continue;
      const Numbers other = naive.Chain(b);
      const bool below =
          std::find(other.begin(), other.end(), a) != other.end();
      EXPECT_EQ(forest.IsWithin(b, a), below);
      within += below ? 1 : 0;
      const auto common = std::find_first_of(chain.begin(), chain.end(),
                                             other.begin(), other.end());
      EXPECT_EQ(forest.LowestCommonAncestor(a, b),
                common == chain.end() ? kNoIndex : *common);
    }
    EXPECT_EQ(forest.subtree_size(a), within);
    for (const std::uint32_t b : forest.subtree(a)) {
      EXPECT_TRUE(forest.IsWithin(b, a));
    }
  }
  Numbers listed(forest.pre_order().begin(), forest.pre_order().end());
  std::sort(listed.begin(), listed.end());
  EXPECT_EQ(listed, present);
}

TEST(ForestTest, TheDefaultIsEmpty) {
  const Forest forest;
  EXPECT_EQ(forest.size(), 0u);
  EXPECT_FALSE(forest.Contains(0));
  EXPECT_THAT(forest.pre_order(), IsEmpty());
}

TEST(ForestTest, PreOrderVisitsSiblingsInTheOrderGiven) {
  // 3 is above 2 and 1, 2 is above 0; 4 is alone; the order is falling.
  const Forest forest({2, 3, 3, kNoIndex, kNoIndex}, {1, 1, 1, 1, 1},
                      [](std::uint32_t a, std::uint32_t b) { return a > b; });
  EXPECT_THAT(forest.pre_order(), ElementsAre(4, 3, 2, 0, 1));
  EXPECT_THAT(forest.roots(), ElementsAre(4, 3));
  EXPECT_THAT(forest.children(3), ElementsAre(2, 1));
  EXPECT_THAT(forest.subtree(2), ElementsAre(2, 0));
  EXPECT_EQ(forest.depth(0), 2u);
  EXPECT_FALSE(forest.numbered_in_pre_order());
}

TEST(ForestTest, KnowsWhetherNodesAreNumberedInPreOrder) {
  EXPECT_TRUE(Forest().numbered_in_pre_order());
  const std::vector<std::uint32_t> parents = {kNoIndex, 0, 1, 0, kNoIndex};
  EXPECT_TRUE(
      Forest(parents, {1, 1, 1, 1, 1}, InOrder).numbered_in_pre_order());
  // The last is absent, the first siblings are apart.
  EXPECT_FALSE(
      Forest(parents, {1, 1, 1, 1, 0}, InOrder).numbered_in_pre_order());
  EXPECT_FALSE(Forest({kNoIndex, 0, 0, 1}, {1, 1, 1, 1}, InOrder)
                   .numbered_in_pre_order());
}

TEST(ForestTest, AbsentNodesAreNowhere) {
  const Forest forest({kNoIndex, kNoIndex, 0}, {1, 0, 1}, InOrder);
  EXPECT_EQ(forest.size(), 2u);
  EXPECT_EQ(forest.capacity(), 3u);
  EXPECT_FALSE(forest.Contains(1));
  EXPECT_FALSE(forest.Contains(3));
  EXPECT_THAT(forest.pre_order(), ElementsAre(0, 2));
}

TEST(ForestTest, ACycleIsCutAboveItsFirstMember) {
  // 3 -> 1 -> 2 -> 3, and 0 below 2.
  const Forest forest = AllPresent({2, 2, 3, 1});
  EXPECT_THAT(forest.cycles(), ElementsAre(ElementsAre(1, 2, 3)));
  EXPECT_TRUE(forest.is_cut(1));
  EXPECT_FALSE(forest.is_cut(2));
  EXPECT_THAT(forest.pre_order(), ElementsAre(1, 3, 2, 0));
}

TEST(ForestTest, CyclesComeInOrderOfTheirFirstMembers) {
  const Forest forest({1, 0, 3, 2}, {1, 1, 1, 1},
                      [](std::uint32_t a, std::uint32_t b) { return a > b; });
  EXPECT_THAT(forest.cycles(),
              ElementsAre(ElementsAre(3, 2), ElementsAre(1, 0)));
}

TEST(ForestTest, WithoutCyclesNothingIsCut) {
  const Forest forest = AllPresent({kNoIndex, 0});
  EXPECT_THAT(forest.cycles(), IsEmpty());
  EXPECT_FALSE(forest.is_cut(0));
}

TEST(ForestTest, AgreesWithTheNaiveForestOnRandomLinks) {
  std::mt19937_64 bits(20261122);
  for (int trial = 0; trial < 1500; ++trial) {
    SCOPED_TRACE(trial);
    NaiveForest naive =
        RandomForest(bits, 1 + static_cast<std::uint32_t>(bits() % 24));
    const Forest forest(
        naive.parents, naive.present,
        [&](std::uint32_t a, std::uint32_t b) { return naive.Less(a, b); });
    EXPECT_EQ(forest.cycles(), naive.CutCycles());
    ExpectSame(forest, naive);
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(ForestTest, AMillionLevelsAreNoMatter) {
  constexpr std::uint32_t kLevels = 1'000'000;
  Numbers parents(kLevels);
  for (std::uint32_t i = 0; i < kLevels; ++i) parents[i] = i - 1;  // 0: none.
  const Forest forest = AllPresent(parents);
  EXPECT_EQ(forest.depth(kLevels - 1), kLevels - 1);
  EXPECT_EQ(forest.subtree_size(0), kLevels);
  EXPECT_EQ(forest.LowestCommonAncestor(kLevels - 1, 17), 17u);
  EXPECT_TRUE(forest.IsWithin(kLevels - 1, 0));
}

TEST(ForestTest, ACycleOfAMillionIsCutOnce) {
  constexpr std::uint32_t kLevels = 1'000'000;
  Numbers parents(kLevels);
  for (std::uint32_t i = 0; i < kLevels; ++i) parents[i] = (i + 1) % kLevels;
  const Forest forest = AllPresent(parents);
  ASSERT_EQ(forest.cycles().size(), 1u);
  EXPECT_EQ(forest.cycles()[0].size(), kLevels);
  EXPECT_EQ(forest.cycles()[0][1], 1u);
  EXPECT_THAT(forest.roots(), ElementsAre(0));
  EXPECT_EQ(forest.depth(1), kLevels - 1);
}

// Two deep branches of one tree: a search that walked would take a billion
// steps.
TEST(ForestTest, LowestCommonAncestorsAreFoundInLogarithmicTime) {
  constexpr std::uint32_t kLevels = 500'000;
  Numbers parents(2 * kLevels);
  for (std::uint32_t i = 0; i < 2 * kLevels; ++i) parents[i] = i - 1;
  parents[kLevels] = 10;
  const Forest forest = AllPresent(parents);
  std::mt19937_64 bits(1);
  for (int trial = 0; trial < 100'000; ++trial) {
    const auto a = static_cast<std::uint32_t>(100 + bits() % (kLevels - 100));
    const auto b = static_cast<std::uint32_t>(kLevels + bits() % kLevels);
    ASSERT_EQ(forest.LowestCommonAncestor(a, b), 10u);
    ASSERT_EQ(forest.LowestCommonAncestor(b, a), 10u);
  }
}

}  // namespace
}  // namespace zeren
