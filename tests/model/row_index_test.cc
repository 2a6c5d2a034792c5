// Rows by owner, against lists that say the same.

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

using Numbers = std::vector<std::uint32_t>;

Numbers RowsOf(const RowIndex& index, std::uint32_t owner) {
  Numbers rows;
  for (std::uint32_t i = index.groups.begin(owner); i < index.groups.end(owner);
       ++i) {
    rows.push_back(index.rows[i]);
  }
  return rows;
}

std::uint32_t Below(std::mt19937& bits, std::size_t limit) {
  return static_cast<std::uint32_t>(bits() % limit);
}

// An index of `owners` that have one row each: 0, 1, 2 and so on.
RowIndex OneEach(std::uint32_t owners) {
  RowIndex index;
  for (std::uint32_t owner = 0; owner < owners; ++owner) {
    index.rows.Push(owner);
    index.groups.Push(owner, owner + 1);
  }
  index.Seal();
  return index;
}

TEST(RowIndexTest, KeepsTheRowsOfEachOwnerInTheOrderOfTheirComing) {
  constexpr std::uint32_t kOwners = 5;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    std::mt19937 bits(seed);
    RowIndex index = OneEach(kOwners);
    std::vector<Numbers> expected;
    for (std::uint32_t owner = 0; owner < kOwners; ++owner) {
      expected.push_back({owner});
    }
    for (std::uint32_t step = 0; step < 60; ++step) {
      const std::uint32_t owner = Below(bits, kOwners);
      Numbers& rows = expected[owner];
      if (rows.empty() || Below(bits, 3) > 0) {
        index.Insert(owner, 100 + step);
        rows.push_back(100 + step);
      } else {
        const std::uint32_t row = rows[Below(bits, rows.size())];
        index.Erase(owner, row);
        std::erase(rows, row);
      }
      if (Below(bits, 8) == 0) index.Seal();
      for (std::uint32_t i = 0; i < kOwners; ++i) {
        ASSERT_EQ(RowsOf(index, i), expected[i]) << "seed " << seed;
      }
    }
  }
}

// However many rows two owners get by turns, the room taken stays in proportion
// to them.
TEST(RowIndexTest, TakesRoomInProportionToItsRows) {
  RowIndex index = OneEach(2);
  constexpr std::uint32_t kRows = 10'000;
  for (std::uint32_t i = 0; i < kRows; ++i) index.Insert(i % 2, i);
  EXPECT_LT(index.rows.size(), 5 * kRows);
}

// What comes and goes by turns takes the same room again.
TEST(RowIndexTest, TakesTheRoomOfWhatWasErased) {
  RowIndex index = OneEach(2);
  for (std::uint32_t i = 0; i < 1'000; ++i) {
    index.Erase(0, i == 0 ? 0 : 10 + i - 1);
    index.Insert(0, 10 + i);
  }
  EXPECT_EQ(index.rows.size(), 2u);
}

}  // namespace
}  // namespace zeren::internal
