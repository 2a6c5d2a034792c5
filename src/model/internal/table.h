// table.h -- the rows of one array of the document, column by column.

#ifndef ZEREN_MODEL_INTERNAL_TABLE_H_
#define ZEREN_MODEL_INTERNAL_TABLE_H_

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/model/internal/stored.h"

namespace zeren::internal {

template <typename T>
struct MemberOf;
template <typename R, typename M>
struct MemberOf<M R::*> {
  using type = M;
};

// Calls `visit(field)` for each field of a record type, in order.
template <typename View, typename Visit>
constexpr void ForEachField(Visit visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); },
             View::Fields());
}

template <typename Fields>
struct ColumnsOf;
template <typename... Fields>
struct ColumnsOf<std::tuple<Fields...>> {
  using type = std::tuple<
      Stored<typename Fields::Role, typename MemberOf<std::remove_const_t<
                                        decltype(Fields::member)>>::type>...>;
};

// The position of a member in the list of fields.
template <typename View, auto kMember, std::size_t... kI>
constexpr std::size_t FieldIndexImpl(std::index_sequence<kI...>) {
  using Fields = decltype(View::Fields());
  std::size_t index = sizeof...(kI);
  const auto look = [&]<std::size_t I>() {
    constexpr auto member = std::tuple_element_t<I, Fields>::member;
    if constexpr (std::is_same_v<decltype(member), decltype(kMember)> ||
                  std::is_same_v<std::remove_const_t<decltype(member)>,
                                 std::remove_const_t<decltype(kMember)>>) {
      if (member == kMember) index = I;
    }
  };
  (look.template operator()<kI>(), ...);
  return index;
}
template <typename View, auto kMember>
inline constexpr std::size_t kFieldIndex = FieldIndexImpl<View, kMember>(
    std::make_index_sequence<std::tuple_size_v<decltype(View::Fields())>>());

// Table
//
// Whether rows are owned by a node, and how they are ordered, is the business
// of whoever fills the table.
template <typename V>
class Table {
 public:
  using View = V;
  static constexpr std::size_t kFields =
      std::tuple_size_v<decltype(View::Fields())>;

  std::uint32_t size() const { return size_; }

  void Push(const View& record, Names& names) {
    ForEachColumn([&](auto& column, const auto& field) {
      column.Push(record.*field.member, names);
    });
    ++size_;
  }
  // Replaces a row.
  void Set(std::size_t row, const View& record, Names& names) {
    ForEachColumn([&](auto& column, const auto& field) {
      column.Set(row, record.*field.member, names);
    });
  }
  // Marks a row as dead: it is no record any more. From then on it is stated on
  // no day. O(dead rows), like `Revive`.
  void Kill(std::uint32_t row) {
    if constexpr (requires { &View::valid_from; }) {
      std::get<kFieldIndex<View, &View::valid_from>>(columns_).SetNumber(
          row, kNoDays.from);
      std::get<kFieldIndex<View, &View::valid_to>>(columns_).SetNumber(
          row, kNoDays.to);
    }
    dead_.insert(std::lower_bound(dead_.begin(), dead_.end(), row), row);
  }
  void Revive(std::uint32_t row) {
    dead_.erase(std::lower_bound(dead_.begin(), dead_.end(), row));
  }
  bool IsDead(std::uint32_t row) const {
    return !dead_.empty() &&
           std::binary_search(dead_.begin(), dead_.end(), row);
  }
  // The dead rows, rising.
  std::span<const std::uint32_t> dead() const { return dead_; }

  // Appends rows of another table, renumbered.
  void Gather(const Table& other, std::span<const std::uint32_t> rows,
              const Renumbering& map) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (std::get<I>(columns_).Gather(std::get<I>(other.columns_), rows, map),
       ...);
    }
    (std::make_index_sequence<kFields>());
    size_ += static_cast<std::uint32_t>(rows.size());
  }

  // Returns the row as a record whose strings live as long as the tables. The
  // id of an entity is that of its row.
  View Row(std::size_t row, const Names& names) const {
    View record;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (ReadInto<I>(row, names, record), ...);
    }
    (std::make_index_sequence<kFields>());
    return record;
  }

  // The column of a field: `table.Get<&UnitView::parent>()`.
  template <auto kMember>
  const auto& Get() const {
    return std::get<kFieldIndex<View, kMember>>(columns_);
  }

  // Compares two rows by all their fields in order, as they will be numbered.
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names& names) const {
    return std::apply(
        [&](const auto&... column) {
          std::strong_ordering order = std::strong_ordering::equal;
          static_cast<void>(
              ((order = column.Order(a, b, map, names), order == 0) && ...));
          return order;
        },
        columns_);
  }

  void Seal() {
    std::apply([](auto&... column) { (column.Seal(), ...); }, columns_);
  }
  std::size_t bytes() const {
    return std::apply(
        [](const auto&... column) { return (column.bytes() + ... + 0); },
        columns_);
  }

  // The written validity of a row; all time where the table has none, and no
  // days of a dead row.
  DayRange Written(std::size_t row) const {
    if constexpr (requires { &View::valid_from; }) {
      return {Get<&View::valid_from>()[row], Get<&View::valid_to>()[row]};
    } else {
      return IsDead(static_cast<std::uint32_t>(row)) ? kNoDays : DayRange();
    }
  }

 private:
  template <std::size_t I>
  void ReadInto(std::size_t row, const Names& names, View& record) const {
    using FieldType = std::tuple_element_t<I, decltype(View::Fields())>;
    if constexpr (!std::is_same_v<typename FieldType::Role, role::Id>) {
      record.*FieldType::member = std::get<I>(columns_).Read(row, names);
    }
  }
  template <typename Visit>
  void ForEachColumn(Visit visit) {
    const auto fields = View::Fields();
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (visit(std::get<I>(columns_), std::get<I>(fields)), ...);
    }
    (std::make_index_sequence<kFields>());
  }

  typename ColumnsOf<decltype(View::Fields())>::type columns_;
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> dead_;
};

// Records within a record, such as the steps of a finding.
template <typename View>
class StepsColumn {
 public:
  using Member = std::vector<View>;

  void Push(const Member& steps, Names& names) {
    const std::uint32_t begin = Append(steps, names);
    rows_.Push(begin, table_.size());
  }
  void Set(std::size_t row, const Member& steps, Names& names) {
    if (Read(row, names) == steps) return;
    const std::uint32_t begin = Append(steps, names);
    rows_.Set(row, begin, table_.size());
  }
  void Gather(const StepsColumn& other, std::span<const std::uint32_t> rows,
              const Renumbering& map) {
    std::vector<std::uint32_t> steps;
    std::uint32_t begin = table_.size();
    for (const std::uint32_t row : rows) {
      for (std::uint32_t i = other.begin(row); i < other.end(row); ++i) {
        steps.push_back(i);
      }
      const std::uint32_t end = begin + other.end(row) - other.begin(row);
      rows_.Push(begin, end);
      begin = end;
    }
    table_.Gather(other.table_, steps, map);
  }
  Member Read(std::size_t row, const Names& names) const {
    Member steps;
    for (std::uint32_t i = begin(row); i < end(row); ++i) {
      steps.push_back(table_.Row(i, names));
    }
    return steps;
  }
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names& names) const {
    std::uint32_t i = begin(a);
    std::uint32_t j = begin(b);
    for (; i < end(a) && j < end(b); ++i, ++j) {
      const auto order = table_.Order(i, j, map, names);
      if (order != 0) return order;
    }
    return end(a) - i <=> end(b) - j;
  }
  // The steps of a row are rows [begin(row), end(row)) of `table`.
  std::uint32_t begin(std::size_t row) const { return rows_.begin(row); }
  std::uint32_t end(std::size_t row) const { return rows_.end(row); }
  const Table<View>& table() const { return table_; }
  void Seal() {
    table_.Seal();
    rows_.Seal();
  }
  std::size_t bytes() const { return table_.bytes() + rows_.bytes(); }

 private:
  // Appends steps and returns where they begin.
  std::uint32_t Append(const Member& steps, Names& names) {
    const std::uint32_t begin = table_.size();
    for (const View& step : steps) table_.Push(step, names);
    return begin;
  }

  Table<View> table_;
  Groups rows_;
};

template <typename View>
struct StoredAs<role::Steps, std::vector<View>> {
  using type = StepsColumn<View>;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_TABLE_H_
