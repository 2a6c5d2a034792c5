#include "zeren/measure/column_roll_up.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/core/forest.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;

// A forest in which each node is below an earlier one: any, so that some are
// absent, or one on the path to the node before, which numbers them in
// pre-order.
Forest RandomForest(std::mt19937_64& bits, std::uint32_t nodes,
                    bool in_pre_order) {
  std::vector<std::uint32_t> parents(nodes, kNoIndex);
  std::vector<std::uint8_t> present(nodes, 1);
  for (std::uint32_t node = 1; node < nodes; ++node) {
    if (bits() % 16 == 0) continue;
    auto above = static_cast<std::uint32_t>(bits() % node);
    if (in_pre_order) {
      above = node - 1;
      while (bits() % 2 == 0 && parents[above] != kNoIndex) {
        above = parents[above];
      }
    } else if (bits() % 16 == 0) {
      present[node] = 0;
    }
    if (present[above] != 0) parents[node] = above;
  }
  return Forest(std::move(parents), present,
                [](std::uint32_t a, std::uint32_t b) { return a < b; });
}

// Most nodes have few carriers, and some have many.
std::vector<std::uint32_t> RandomBegins(std::mt19937_64& bits,
                                        std::uint32_t nodes) {
  std::vector<std::uint32_t> begins = {0};
  for (std::uint32_t node = 0; node < nodes; ++node) {
    const std::uint64_t most = bits() % 50 == 0 ? 200 : 4;
    begins.push_back(begins.back() + static_cast<std::uint32_t>(bits() % most));
  }
  return begins;
}

TEST(ColumnRollUpTest, DocumentationExample) {
  const std::vector<std::uint32_t> parents = {kNoIndex, 0, 0};
  const Forest forest(parents, {1, 1, 1},
                      [](std::uint32_t a, std::uint32_t b) { return a < b; });
  const std::vector<std::uint32_t> begins = {0, 1, 3, 8};
  std::vector<double> hours = {1, 2, 3, 4, 5, 6, 7, 8};
  absl::StatusOr<ColumnRollUp> sums =
      ColumnRollUp::Make(forest, begins, {{.values = hours}});
  ASSERT_TRUE(sums.ok()) << sums.status();
  EXPECT_EQ(sums->value(0, 0).number, 36);
  EXPECT_EQ(sums->value(0, 2).number, 30);
  hours[7] = 12;
  const std::vector<std::uint32_t> node_of_7 = {2};
  ASSERT_TRUE(sums->Update(node_of_7).ok());
  EXPECT_EQ(sums->value(0, 0).number, 40);
  EXPECT_EQ(sums->value(0, 1).number, 5);
}

// The same with the slow, obvious recursion.
struct Below {
  double sum = 0;
  std::uint64_t carriers = 0;
};

Below SumBelow(const Forest& forest, const std::vector<std::uint32_t>& begins,
               const ValueColumn& column, std::uint32_t node) {
  Below all = {.carriers = begins[node + 1] - begins[node]};
  for (std::uint32_t i = begins[node]; i < begins[node + 1]; ++i) {
    all.sum += column.values[i];
  }
  for (const std::uint32_t child : forest.children(node)) {
    const Below below = SumBelow(forest, begins, column, child);
    all.sum += below.sum;
    all.carriers += below.carriers;
  }
  return all;
}

TEST(ColumnRollUpTest, EqualsTheRecursionOnAnyNumberOfThreadsAndAfterUpdates) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    std::mt19937_64 bits(seed);
    // Some are larger than what one step takes.
    const auto nodes =
        static_cast<std::uint32_t>(1 + bits() % (seed % 10 < 2 ? 40'000 : 60));
    const Forest forest = RandomForest(bits, nodes, seed % 2 == 0);
    EXPECT_TRUE(seed % 2 == 1 || forest.numbered_in_pre_order());
    const std::vector<std::uint32_t> begins = RandomBegins(bits, nodes);
    std::vector<double> values(begins.back());
    std::vector<double> weights(begins.back());
    std::vector<std::uint8_t> known(begins.back());
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = static_cast<double>(bits() % 1000) / 7 - 50;
      weights[i] = static_cast<double>(bits() % 3);
      known[i] = bits() % 5 != 0;
    }
    std::vector<ValueColumn> columns = {
        {.values = values},
        {.values = values,
         .known = known,
         .weights = weights,
         .combiner = Combiner::kWeightedMean},
        {.values = values, .combiner = Combiner::kMax},
        {.values = values, .combiner = Combiner::kHistogram, .edges = {0, 9}}};
    // Sums of several columns are added up in groups of these.
    for (std::uint64_t i = 0; i < seed % 16; ++i) {
      columns.push_back({.values = i % 2 == 0 ? weights : values});
    }
    absl::StatusOr<ColumnRollUp> kept =
        ColumnRollUp::Make(forest, begins, columns, 1);
    ASSERT_TRUE(kept.ok()) << kept.status();
    for (std::uint32_t node = 0; node < nodes; ++node) {
      if (!forest.Contains(node) || (nodes > 100 && node % 97 != 0)) continue;
      for (std::size_t column = 0; column < columns.size(); ++column) {
        if (column > 0 && column < 4) continue;
        const RollUpValue value = kept->value(column, node);
        const Below below = SumBelow(forest, begins, columns[column], node);
        ASSERT_EQ(value.number, below.sum) << seed << " " << column;
        ASSERT_EQ(value.known, below.carriers) << seed << " " << column;
      }
    }
    // One carrier after the other gets another value.
    for (int round = 0; round < 5 && begins.back() > 0; ++round) {
      const auto node = static_cast<std::uint32_t>(bits() % nodes);
      if (!forest.Contains(node) || begins[node] == begins[node + 1]) continue;
      values[begins[node]] += 0.1;
      known[begins[node]] ^= 1;
      const std::vector<std::uint32_t> changed = {node, node};
      ASSERT_TRUE(kept->Update(changed).ok());
    }
    for (const int threads : {1, 2, 5}) {
      const absl::StatusOr<ColumnRollUp> fresh =
          ColumnRollUp::Make(forest, begins, columns, threads);
      for (const std::uint32_t node : forest.pre_order()) {
        for (std::size_t column = 0; column < columns.size(); ++column) {
          ASSERT_EQ(kept->value(column, node), fresh->value(column, node))
              << seed << " " << column << " " << threads;
        }
      }
    }
  }
}

TEST(ColumnRollUpTest, SaysWhatIsWrong) {
  const Forest forest({kNoIndex, 0}, {1, 1},
                      [](std::uint32_t a, std::uint32_t b) { return a < b; });
  const std::vector<std::uint32_t> begins = {0, 2, 3};
  std::vector<double> values = {1, 2, 3};
  const auto message = [&](const std::vector<std::uint32_t>& at,
                           const ValueColumn& column) {
    return std::string(
        ColumnRollUp::Make(forest, at, {column}).status().message());
  };
  EXPECT_EQ(message({0, 1}, {.values = values}),
            "begins has 2 elements; the forest has 2 indices, and one more is "
            "needed");
  EXPECT_EQ(message({0, 2, 1}, {.values = values}), "begins must rise from 0");
  EXPECT_EQ(message({0, 1, 2}, {.values = values}),
            "column 0 has values, known or weights of another length than the "
            "2 carriers that begins ends at");
  EXPECT_THAT(message(begins, {.values = values, .combiner = Combiner::kTop}),
              HasSubstr("cannot be combined by top"));
  EXPECT_THAT(
      message(begins, {.values = values, .combiner = Combiner::kHistogram}),
      HasSubstr("has no edges"));
  absl::StatusOr<ColumnRollUp> sums =
      ColumnRollUp::Make(forest, begins, {{.values = values}});
  ASSERT_TRUE(sums.ok());
  values[2] = std::nan("");
  const std::vector<std::uint32_t> changed = {1};
  EXPECT_THAT(std::string(sums->Update(changed).message()),
              HasSubstr("reads nan of carrier 2"));
  values[2] = 4;
  EXPECT_TRUE(sums->Update(changed).ok());
  EXPECT_EQ(sums->value(0, 0).number, 7);
}

TEST(ColumnRollUpTest, ForgetsWhatIsMendedInEveryColumn) {
  const Forest forest({kNoIndex, 0}, {1, 1},
                      [](std::uint32_t a, std::uint32_t b) { return a < b; });
  const std::vector<std::uint32_t> begins = {0, 1, 2};
  std::vector<double> values = {1, 2};
  absl::StatusOr<ColumnRollUp> greatest =
      ColumnRollUp::Make(forest, begins,
                         {{.values = values, .combiner = Combiner::kMax},
                          {.values = values, .combiner = Combiner::kMax}});
  ASSERT_TRUE(greatest.ok());
  values[1] = std::nan("");
  const std::vector<std::uint32_t> changed = {1};
  EXPECT_FALSE(greatest->Update(changed).ok());
  values[1] = 3;
  EXPECT_TRUE(greatest->Update(changed).ok());
  EXPECT_EQ(greatest->value(1, 0).number, 3);
}

}  // namespace
}  // namespace zeren
