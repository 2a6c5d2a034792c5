// Columns must give back what was put into them, whatever runs of equal rows
// and ends of blocks they meet, and say little of rows that are all equal.

#include "src/model/internal/column.h"

#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace zeren::internal {
namespace {

using Rows = std::vector<std::uint32_t>;

std::uint32_t Below(std::mt19937& bits, std::size_t bound) {
  return static_cast<std::uint32_t>(bits() % bound);
}

template <typename C, typename T>
void ExpectRows(const C& column, const std::vector<T>& rows) {
  ASSERT_EQ(column.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ASSERT_EQ(column[i], rows[i]) << "row " << i;
  }
}

// Runs of equal numbers, of lengths around that of a block and far below.
Rows Runs(std::mt19937& bits) {
  Rows rows;
  while (rows.size() < 3 * kBlockRows) {
    const std::size_t sizes[] = {
        1, 2, 50, kBlockRows - 1, kBlockRows, kBlockRows + 1};
    rows.insert(rows.end(), sizes[Below(bits, std::size(sizes))],
                Below(bits, 3));
  }
  return rows;
}

TEST(ColumnTest, KeepsRunsAndSingleRows) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 bits(seed);
    const Rows rows = Runs(bits);
    Column<std::uint32_t> column;
    for (const std::uint32_t row : rows) column.Push(row);
    ExpectRows(column, rows);
    column.Seal();
    ExpectRows(column, rows);
  }
}

TEST(ColumnTest, PushesRunsAsIfOneByOne) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 bits(seed);
    Rows rows;
    Column<std::uint32_t> column;
    for (int i = 0; i < 6; ++i) {
      const std::uint32_t value = Below(bits, 2);
      const std::size_t count = Below(bits, 2 * kBlockRows);
      column.PushRun(value, count);
      rows.insert(rows.end(), count, value);
      if (i % 2 == 0) {
        column.Push(7);
        rows.push_back(7);
      }
    }
    column.Seal();
    ExpectRows(column, rows);
  }
}

TEST(ColumnTest, GathersInAnyOrder) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    std::mt19937 bits(seed);
    const Rows source = Runs(bits);
    Column<std::uint32_t> from;
    for (const std::uint32_t row : source) from.Push(row);
    if (seed % 2 == 0) from.Seal();
    Column<std::uint32_t> to;
    Rows expected;
    for (int i = 0; i < 3; ++i) {
      to.Push(9);
      expected.push_back(9);
      Rows order(Below(bits, source.size()));
      for (std::uint32_t& row : order) row = Below(bits, source.size());
      to.Gather(from, order, [](std::uint32_t row) { return row + 1; });
      for (const std::uint32_t row : order) expected.push_back(source[row] + 1);
    }
    to.Seal();
    ExpectRows(to, expected);
  }
}

TEST(ColumnTest, EqualRowsTakeNoRoom) {
  Column<double> column;
  column.PushRun(std::numeric_limits<double>::quiet_NaN(), 5 * kBlockRows + 3);
  Column<double> gathered;
  Rows order(column.size());
  std::iota(order.rbegin(), order.rend(), 0u);
  gathered.Gather(column, order, [](double value) { return value; });
  for (Column<double>* each : {&column, &gathered}) {
    each->Seal();
    EXPECT_EQ(each->size(), 5 * kBlockRows + 3);
    EXPECT_LT(each->bytes(), 1000u);
  }
}

TEST(StringColumnTest, GathersRunsAndSingleRows) {
  std::mt19937 bits(3);
  std::vector<std::string> source;
  StringColumn from;
  // The third block is of empty strings only.
  for (std::size_t i = 0; i < 4 * kBlockRows; ++i) {
    const bool empty = i / kBlockRows == 2 || Below(bits, 4) == 0;
    source.push_back(empty ? "" : std::to_string(i));
    from.Push(source.back());
  }
  from.Seal();
  Rows order;
  while (order.size() < 3 * kBlockRows) {
    const auto first = Below(bits, source.size());
    const std::size_t size =
        Below(bits, 3) == 0 ? kBlockRows + 5 : Below(bits, 30);
    for (std::size_t i = first; i < source.size() && i < first + size; ++i) {
      order.push_back(static_cast<std::uint32_t>(i));
    }
  }
  StringColumn to;
  to.Push("first");
  to.Gather(from, order);
  to.Seal();
  std::vector<std::string> expected = {"first"};
  for (const std::uint32_t row : order) expected.push_back(source[row]);
  ExpectRows(to, expected);
}

}  // namespace
}  // namespace zeren::internal
