// stored.h -- how a field of each role lies in columns.
//
// `Stored<Role, Member>` keeps the values of one field for all rows of a table.
// Every specialisation can
//   Push(value, names)        append a value, interning what it names
//   Gather(other, rows, map)  append rows of another column, renumbered
//   Read(row, names)          give the value back as it was pushed
//   Order(a, b, map, names)   compare two rows, as they will be renumbered
//   Set(row, value, names)    replace a row
//   Seal(), bytes()
// and those that queries read have `operator[]` for the bare number.

#ifndef ZEREN_MODEL_INTERNAL_STORED_H_
#define ZEREN_MODEL_INTERNAL_STORED_H_

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/model/internal/codecs.h"
#include "src/model/internal/column.h"
#include "src/model/internal/node_columns.h"

namespace zeren::internal {

template <typename Codec, typename Member>
class Coded {
 public:
  void Push(const Member& value, Names& names) {
    numbers_.Push(Encode(value, names));
  }
  void Set(std::size_t row, const Member& value, Names& names) {
    numbers_.Set(row, Encode(value, names));
  }
  void Gather(const Coded& other, std::span<const std::uint32_t> rows,
              const Renumbering& map) {
    numbers_.Gather(other.numbers_, rows, [&](std::uint32_t number) {
      return Codec::Map(number, map);
    });
  }
  Member Read(std::size_t row, const Names& names) const {
    const std::uint32_t number = numbers_[row];
    if constexpr (std::is_same_v<Member, S>) {
      return Codec::Decode(number, names);
    } else {
      if (number == kNoIndex) return Member();
      if constexpr (std::is_same_v<Member, BasicReportsTo<S>>) {
        if (number == kNobodyIndex) return Member::Nobody();
      }
      return Member(Codec::Decode(number, names));
    }
  }
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names&) const {
    return Codec::Map(numbers_[a], map) <=> Codec::Map(numbers_[b], map);
  }
  std::uint32_t operator[](std::size_t row) const { return numbers_[row]; }
  void Seal() { numbers_.Seal(); }
  std::size_t bytes() const { return numbers_.bytes(); }

 private:
  static std::uint32_t Encode(const Member& value, Names& names) {
    if constexpr (std::is_same_v<Member, S>) {
      return Codec::Encode(value, names);
    } else if constexpr (std::is_same_v<Member, BasicReportsTo<S>>) {
      if (!value.written()) return kNoIndex;
      return value.post() ? Codec::Encode(*value.post(), names) : kNobodyIndex;
    } else {
      return value ? Codec::Encode(*value, names) : kNoIndex;
    }
  }

  Column<std::uint32_t> numbers_;
};

template <typename Codec>
class CodedList {
 public:
  using Member = std::vector<S>;

  void Push(const Member& values, Names& names) {
    const std::uint32_t begin = Append(values, names);
    rows_.Push(begin, size());
  }
  void Set(std::size_t row, const Member& values, Names& names) {
    if (Read(row, names) == values) return;
    const std::uint32_t begin = Append(values, names);
    rows_.Set(row, begin, size());
  }
  void Gather(const CodedList& other, std::span<const std::uint32_t> rows,
              const Renumbering& map) {
    if (other.empty()) {
      rows_.PushEmpty(rows.size());
      return;
    }
    for (const std::uint32_t row : rows) {
      const std::uint32_t begin = size();
      for (std::uint32_t i = other.begin(row); i < other.end(row); ++i) {
        numbers_.Push(Codec::Map(other.numbers_[i], map));
      }
      rows_.Push(begin, size());
    }
  }
  Member Read(std::size_t row, const Names& names) const {
    Member values;
    for (std::uint32_t i = begin(row); i < end(row); ++i) {
      values.push_back(Codec::Decode(numbers_[i], names));
    }
    return values;
  }
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names&) const {
    std::uint32_t i = begin(a);
    std::uint32_t j = begin(b);
    for (; i < end(a) && j < end(b); ++i, ++j) {
      const auto order =
          Codec::Map(numbers_[i], map) <=> Codec::Map(numbers_[j], map);
      if (order != 0) return order;
    }
    return end(a) - i <=> end(b) - j;
  }
  // The numbers of a row are [begin(row), end(row)) of `number`.
  std::uint32_t begin(std::size_t row) const { return rows_.begin(row); }
  std::uint32_t end(std::size_t row) const { return rows_.end(row); }
  std::uint32_t number(std::uint32_t i) const { return numbers_[i]; }
  bool empty() const { return numbers_.size() == 0; }
  void Seal() {
    numbers_.Seal();
    rows_.Seal();
  }
  std::size_t bytes() const { return numbers_.bytes() + rows_.bytes(); }

 private:
  std::uint32_t size() const {
    return static_cast<std::uint32_t>(numbers_.size());
  }
  // Appends numbers and returns where they begin.
  std::uint32_t Append(const Member& values, Names& names) {
    const std::uint32_t begin = size();
    for (const S value : values) numbers_.Push(Codec::Encode(value, names));
    return begin;
  }

  Column<std::uint32_t> numbers_;
  Groups rows_;
};

// A value that fits a number of its own, with one number for "not written".
template <typename Codec>
class Plain {
 public:
  using Member = typename Codec::Member;
  using Number = typename Codec::Number;

  void Push(const Member& value, Names&) {
    numbers_.Push(Codec::Encode(value));
  }
  void Set(std::size_t row, const Member& value, Names&) {
    numbers_.Set(row, Codec::Encode(value));
  }
  void SetNumber(std::size_t row, Number number) { numbers_.Set(row, number); }
  void Gather(const Plain& other, std::span<const std::uint32_t> rows,
              const Renumbering&) {
    numbers_.Gather(other.numbers_, rows, std::identity());
  }
  Member Read(std::size_t row, const Names&) const {
    return Codec::Decode(numbers_[row]);
  }
  std::strong_ordering Order(std::size_t a, std::size_t b, const Renumbering&,
                             const Names&) const {
    if constexpr (std::is_same_v<Number, double>) {
      return std::bit_cast<std::int64_t>(numbers_[a]) <=>
             std::bit_cast<std::int64_t>(numbers_[b]);
    } else {
      return numbers_[a] <=> numbers_[b];
    }
  }
  Number operator[](std::size_t row) const { return numbers_[row]; }
  const Column<Number>& column() const { return numbers_; }
  void Seal() { numbers_.Seal(); }
  std::size_t bytes() const { return numbers_.bytes(); }

 private:
  Column<Number> numbers_;
};

// Text, of a `Line` (one language, not said) or of a `Title`.
template <typename M>
class TextColumn {
 public:
  using Member = M;  // S or TextView, or an optional one.

  void Push(const Member& value, Names&) {
    if constexpr (std::is_same_v<Member, S>) {
      PushText(value);
    } else if (value) {
      PushText(*value);
    } else {
      strings_.Push({});
    }
  }
  void Set(std::size_t row, const Member& value, Names&) {
    if constexpr (std::is_same_v<Member, S>) {
      strings_.Set(row, EncodeText(value));
    } else {
      strings_.Set(row, value ? EncodeText(*value) : std::string());
    }
  }
  void Gather(const TextColumn& other, std::span<const std::uint32_t> rows,
              const Renumbering&) {
    strings_.Gather(other.strings_, rows);
  }
  Member Read(std::size_t row, const Names&) const {
    const S encoded = strings_[row];
    if constexpr (std::is_same_v<Member, S>) {
      return DecodeText(encoded).plain();
    } else {
      if (encoded.empty()) return std::nullopt;
      if constexpr (std::is_same_v<Member, std::optional<S>>) {
        return DecodeText(encoded).plain();
      } else {
        return DecodeText(encoded);
      }
    }
  }
  std::strong_ordering Order(std::size_t a, std::size_t b, const Renumbering&,
                             const Names&) const {
    return strings_[a] <=> strings_[b];
  }
  S operator[](std::size_t row) const { return strings_[row]; }
  void Seal() { strings_.Seal(); }
  std::size_t bytes() const { return strings_.bytes(); }

 private:
  void PushText(const TextView& text) {
    if (IsStoredAsItIs(text)) {
      strings_.Push(text.plain());
    } else {
      strings_.Push(EncodeText(text));
    }
  }

  StringColumn strings_;
};

// The record's own id needs no column: the row is its number.
class NoColumn {
 public:
  void Push(const S&, Names&) {}
  void Set(std::size_t, const S&, Names&) {}
  void Gather(const NoColumn&, std::span<const std::uint32_t>,
              const Renumbering&) {}
  std::strong_ordering Order(std::size_t, std::size_t, const Renumbering&,
                             const Names&) const {
    return std::strong_ordering::equal;
  }
  void Seal() {}
  std::size_t bytes() const { return 0; }
};

// Free named values: one sparse column for each name and type of value. Strings
// and nested values are words, so that equal ones are kept once. Rows that an
// edit has replaced are kept beside the columns.
class AttributeColumns {
 public:
  using Member = BasicAttributes<S>;

  void Push(const Member& attributes, Names& names);
  void Set(std::size_t row, const Member& attributes, Names& names);
  void Gather(const AttributeColumns& other,
              std::span<const std::uint32_t> rows, const Renumbering& map);
  // In order of name.
  Member Read(std::size_t row, const Names& names) const;
  // The number that a row has under a name; truth is 1 or 0. Nothing for text.
  std::optional<double> Number(std::size_t row, std::uint32_t name) const;
  // The names of all numbers, as words.
  std::set<std::uint32_t> NumberNames() const;
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names& names) const;
  void Seal();
  std::size_t bytes() const;

 private:
  enum class Type : std::uint8_t { kTruth, kInteger, kDouble, kString, kJson };
  struct Key {
    std::uint32_t name;  // A word.
    Type type;
  };
  struct Cell {
    Key key;
    std::uint64_t value;  // Bits, or the number of a word.
  };
  struct Sparse {
    Key key;
    Column<std::uint32_t> rows;
    Column<std::uint64_t> values;
  };

  static Cell Encode(const BasicAttribute<S>& attribute, Names& names);
  Sparse& At(const Key& key);
  // Calls `visit(key, value)` for each value of a row.
  template <typename Visit>
  void ForEach(std::size_t row, Visit visit) const;

  std::vector<Sparse> columns_;
  // Where each column is, while rows are still being added.
  absl::flat_hash_map<std::pair<std::uint32_t, Type>, std::size_t> places_;
  absl::flat_hash_map<std::uint32_t, std::vector<Cell>> replaced_;
  std::uint32_t rows_ = 0;
};

// Which column keeps a field.
template <typename Role, typename Member>
struct StoredAs;
template <typename Role, typename Member>
using Stored = typename StoredAs<Role, Member>::type;

template <>
struct StoredAs<role::Id, S> {
  using type = NoColumn;
};
template <NodeKind kKind, typename Member>
struct StoredAs<role::Reference<kKind>, Member> {
  using type = Coded<ReferenceCodec<kKind>, Member>;
};
template <NodeKind kKind>
struct StoredAs<role::Reference<kKind>, std::vector<S>> {
  using type = CodedList<ReferenceCodec<kKind>>;
};
template <typename Member>
struct StoredAs<role::Word, Member> {
  using type = Coded<WordCodec, Member>;
};
template <>
struct StoredAs<role::Word, std::vector<S>> {
  using type = CodedList<WordCodec>;
};
template <NodeKind... kKinds, typename Member>
struct StoredAs<role::NodeReference<kKinds...>, Member> {
  using type = NodeColumn<Member>;
};
template <NodeKind... kKinds>
struct StoredAs<role::NodeReference<kKinds...>,
                std::optional<std::vector<BasicNodeRef<S>>>> {
  using type = NodeListColumn;
};
template <typename Member>
struct StoredAs<role::Line, Member> {
  using type = TextColumn<Member>;
};
template <typename Member>
struct StoredAs<role::Title, Member> {
  using type = TextColumn<Member>;
};
template <typename Member>
struct StoredAs<role::Day, Member> {
  using type = Plain<DayCodec>;
};
template <typename Member>
struct StoredAs<role::End, Member> {
  using type = Plain<EndCodec>;
};
template <typename Member>
struct StoredAs<role::Number, Member> {
  using type = Plain<NumberCodec>;
};
template <typename Member>
struct StoredAs<role::Count, Member> {
  using type = Plain<CountCodec>;
};
template <typename Member>
struct StoredAs<role::Truth, Member> {
  using type = Plain<TruthCodec>;
};
template <typename Member>
struct StoredAs<role::Choice, Member> {
  using type = Plain<ChoiceCodec<Member>>;
};
template <typename Member>
struct StoredAs<role::Attributes, Member> {
  using type = AttributeColumns;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_STORED_H_
