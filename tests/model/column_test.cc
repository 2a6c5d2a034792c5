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

// Copies that are appended to and replaced in, again and again, leave each
// other alone.
template <typename AColumn, typename Value>
void EditCopies(const std::vector<Value>& values, std::size_t rows) {
  std::mt19937 bits(5);
  const auto any = [&] { return values[Below(bits, values.size())]; };
  std::vector<AColumn> columns(1);
  std::vector<std::vector<Value>> expected(1);
  for (std::size_t i = 0; i < rows; ++i) {
    expected[0].push_back(i < kBlockRows ? values[0] : any());
    columns[0].Push(expected[0].back());
  }
  columns[0].Seal();
  for (int copy = 1; copy < 6; ++copy) {
    const std::size_t from = Below(bits, columns.size());
    AColumn column = columns[from];
    std::vector<Value> rows_of_copy = expected[from];
    for (int edit = 0; edit < 20; ++edit) {
      if (Below(bits, 2) == 0) {
        rows_of_copy.push_back(any());
        column.Push(rows_of_copy.back());
      } else {
        const std::size_t row = Below(bits, rows_of_copy.size());
        rows_of_copy[row] = any();
        column.Set(row, rows_of_copy[row]);
        ASSERT_EQ(column[row], rows_of_copy[row]);
      }
    }
    column.Seal();
    columns.push_back(column);
    expected.push_back(rows_of_copy);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ExpectRows(columns[i], expected[i]);
  }
}

TEST(ColumnTest, CopiesAreEditedApart) {
  for (const std::size_t rows :
       {std::size_t{1}, kBlockRows - 3, kBlockRows, 2 * kBlockRows + 7}) {
    EditCopies<Column<std::uint32_t>>(std::vector<std::uint32_t>{1, 2, 3},
                                      rows);
    EditCopies<StringColumn>(std::vector<std::string>{"", "a", "bc"}, rows);
  }
}

TEST(GroupsTest, RunsMoveAndOwnersAreAdded) {
  Groups groups = Groups::Of(
      4, [](std::uint32_t row) { return (row - 10) / 3; }, 10, 22);
  groups.Set(1, 30, 34);
  groups.PushEmpty(2);
  groups.Set(5, 40, 41);
  groups.Push(50, 52);
  groups.Push(52, 52);
  groups.Seal();
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> expected = {
      {10, 13}, {30, 34}, {16, 19}, {19, 22},
      {22, 22}, {40, 41}, {50, 52}, {52, 52}};
  ASSERT_EQ(groups.size(), expected.size());
  for (std::size_t owner = 0; owner < expected.size(); ++owner) {
    EXPECT_EQ(groups.begin(owner), expected[owner].first) << owner;
    EXPECT_EQ(groups.end(owner), expected[owner].second) << owner;
  }
}

}  // namespace
}  // namespace zeren::internal
