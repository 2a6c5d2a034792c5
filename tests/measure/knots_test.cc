#include "src/measure/internal/knots.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/effort.h"

namespace zeren::internal {
namespace {

// Cuts one knot after the other, with the closure of the links for each.
std::vector<std::uint8_t> SlowCuts(const std::vector<Link>& links,
                                   std::size_t nodes) {
  std::vector<std::uint8_t> cuts(links.size(), 0);
  for (std::uint32_t first = 0; first < nodes; ++first) {
    std::vector<std::vector<bool>> above(nodes, std::vector<bool>(nodes));
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (cuts[i] == 0) above[links[i].parent][links[i].child] = true;
    }
    for (std::size_t k = 0; k < nodes; ++k) {
      for (std::size_t a = 0; a < nodes; ++a) {
        for (std::size_t b = 0; b < nodes; ++b) {
          if (above[a][k] && above[k][b]) above[a][b] = true;
        }
      }
    }
    // All nodes before it are above themselves no more.
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (links[i].child == first && above[first][links[i].parent]) cuts[i] = 1;
      if (links[i].child == first && links[i].parent == first) cuts[i] = 1;
    }
  }
  return cuts;
}

TEST(KnotsTest, AgreesOnAllGraphsOfFourNodes) {
  for (std::uint32_t graph = 0; graph < 1u << 16;
       graph += testing::kSmallOrganizationStride) {
    std::vector<Link> links;
    for (std::uint32_t pair = 0; pair < 16; ++pair) {
      if ((graph >> pair & 1) != 0) links.push_back({pair / 4, pair % 4});
    }
    ASSERT_EQ(FindCuts(links, 4), SlowCuts(links, 4)) << graph;
  }
}

TEST(KnotsTest, AgreesOnRandomGraphs) {
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    const std::size_t nodes = 1 + bits() % 12;
    std::vector<Link> links;
    for (std::size_t i = bits() % (3 * nodes); i > 0; --i) {
      links.push_back({static_cast<std::uint32_t>(bits() % nodes),
                       static_cast<std::uint32_t>(bits() % nodes)});
    }
    ASSERT_EQ(FindCuts(links, nodes), SlowCuts(links, nodes)) << seed;
  }
}

TEST(KnotsTest, AMillionKnotsWithinEachOtherAreNoMatter) {
  // Each node is above the next one, and below it.
  constexpr std::uint32_t kNodes = testing::kManyKnots;
  std::vector<Link> links;
  for (std::uint32_t i = 0; i + 1 < kNodes; ++i) {
    links.push_back({i, i + 1});
    links.push_back({i + 1, i});
  }
  const std::vector<std::uint8_t> cuts = FindCuts(links, kNodes);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < links.size(); ++i) wrong += cuts[i] != i % 2;
  EXPECT_EQ(wrong, 0u);
}

}  // namespace
}  // namespace zeren::internal
