// stored.h -- how a field of each role lies in columns.
//
// `Stored<Role, Member>` keeps the values of one field for all rows of a table.
// Every specialisation can
//   Push(value, names)        append a value, interning what it names
//   PushFrom(other, row, map) append a row of another column, renumbered
//   Read(row, names)          give the value back as it was pushed
//   Order(a, b, map, names)   compare two rows, as they will be renumbered
//   Seal(), bytes()
// and those that queries read have `operator[]` for the bare number.

#ifndef ZEREN_MODEL_INTERNAL_STORED_H_
#define ZEREN_MODEL_INTERNAL_STORED_H_

#include <array>
#include <bit>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "src/core/internal/days.h"
#include "src/model/internal/column.h"
#include "src/model/internal/id_table.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// Stands for "nobody, written out" among references.
inline constexpr std::uint32_t kNobodyIndex = kNoIndex - 1;

// Everything that rows name by number.
struct Names {
  std::array<IdTable, kNodeKinds> ids;
  IdTable words;

  IdTable& of(NodeKind kind) { return ids[static_cast<std::size_t>(kind)]; }
  const IdTable& of(NodeKind kind) const {
    return ids[static_cast<std::size_t>(kind)];
  }
};

// New numbers for old ones.
struct Renumbering {
  std::array<std::vector<std::uint32_t>, kNodeKinds> nodes;
  std::vector<std::uint32_t> words;

  std::uint32_t node(NodeKind kind, std::uint32_t index) const {
    if (index >= kNobodyIndex) return index;
    return nodes[static_cast<std::size_t>(kind)][index];
  }
  std::uint32_t word(std::uint32_t number) const {
    return number == kNoIndex ? number : words[number];
  }
};

// Text with or without languages as one string; empty stands for "not written".
// Plain text stands as it is, unless it begins with a mark or is empty.
std::string EncodeText(const TextView& text);
TextView DecodeText(std::string_view encoded);
// The string in a language, without taking the text apart.
std::string_view EncodedTextIn(std::string_view encoded,
                               std::string_view language);

// Codecs
//
// References and words both are strings that a table numbers.
template <NodeKind kKind>
struct ReferenceCodec {
  static std::uint32_t Encode(std::string_view id, Names& names) {
    return names.of(kKind).Intern(id);
  }
  static std::string_view Decode(std::uint32_t number, const Names& names) {
    return names.of(kKind)[number];
  }
  static std::uint32_t Map(std::uint32_t number, const Renumbering& map) {
    return map.node(kKind, number);
  }
};
struct WordCodec {
  static std::uint32_t Encode(std::string_view word, Names& names) {
    return names.words.Intern(word);
  }
  static std::string_view Decode(std::uint32_t number, const Names& names) {
    return names.words[number];
  }
  static std::uint32_t Map(std::uint32_t number, const Renumbering& map) {
    return map.word(number);
  }
};

using S = std::string_view;

template <typename Codec, typename Member>
class Coded {
 public:
  void Push(const Member& value, Names& names) {
    numbers_.Push(Encode(value, names));
  }
  void PushFrom(const Coded& other, std::size_t row, const Renumbering& map) {
    numbers_.Push(Codec::Map(other.numbers_[row], map));
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
    for (const S value : values) numbers_.Push(Codec::Encode(value, names));
    PushEnd();
  }
  void PushFrom(const CodedList& other, std::size_t row,
                const Renumbering& map) {
    for (std::uint32_t i = other.begin(row); i < other.end(row); ++i) {
      numbers_.Push(Codec::Map(other.numbers_[i], map));
    }
    PushEnd();
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
      const auto order = Codec::Map(numbers_[i], map) <=>
                         Codec::Map(numbers_[j], map);
      if (order != 0) return order;
    }
    return end(a) - i <=> end(b) - j;
  }
  // The numbers of a row are [begin(row), end(row)) of `number`.
  std::uint32_t begin(std::size_t row) const {
    return row == 0 ? 0 : ends_[row - 1];
  }
  std::uint32_t end(std::size_t row) const { return ends_[row]; }
  std::uint32_t number(std::uint32_t i) const { return numbers_[i]; }
  bool empty() const { return numbers_.size() == 0; }
  void Seal() {
    numbers_.Seal();
    ends_.Seal();
  }
  std::size_t bytes() const { return numbers_.bytes() + ends_.bytes(); }

 private:
  void PushEnd() { ends_.Push(static_cast<std::uint32_t>(numbers_.size())); }

  Column<std::uint32_t> numbers_;
  Column<std::uint32_t> ends_;
};

// A value that fits a number of its own, with one number for "not written".
template <typename Codec>
class Plain {
 public:
  using Member = typename Codec::Member;
  using Number = typename Codec::Number;

  void Push(const Member& value, Names&) { numbers_.Push(Codec::Encode(value)); }
  void PushFrom(const Plain& other, std::size_t row, const Renumbering&) {
    numbers_.Push(other.numbers_[row]);
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

struct DayCodec {
  using Member = std::optional<absl::CivilDay>;
  using Number = DayNumber;
  static Number Encode(const Member& day) { return StartNumber(day); }
  static Member Decode(Number number) {
    if (number == kDawn) return std::nullopt;
    return FromDayNumber(number);
  }
};
struct EndCodec {
  using Member = Until;
  using Number = DayNumber;
  static Number Encode(const Member& until) { return EndNumber(until); }
  static Member Decode(Number number) {
    if (number == kNever) return Until();
    if (number == kUnknownEnd) return Until::Unknown();
    return Until(FromDayNumber(number));
  }
};
struct NumberCodec {
  using Member = std::optional<double>;
  using Number = double;
  static Number Encode(const Member& value) {
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
  }
  static Member Decode(Number number) {
    return std::isnan(number) ? std::nullopt : Member(number);
  }
};
struct CountCodec {
  using Member = std::optional<std::int64_t>;
  using Number = std::int32_t;
  static constexpr std::int64_t kMax =
      std::numeric_limits<std::int32_t>::max();
  static Number Encode(const Member& value) {
    return value ? static_cast<Number>(*value) : -1;
  }
  static Member Decode(Number number) {
    return number < 0 ? std::nullopt : Member(number);
  }
};
struct TruthCodec {
  using Member = std::optional<bool>;
  using Number = std::uint8_t;
  static constexpr Number kNotWritten = 2;
  static Number Encode(const Member& value) {
    return value ? (*value ? 1 : 0) : kNotWritten;
  }
  static Member Decode(Number number) {
    return number == kNotWritten ? std::nullopt : Member(number == 1);
  }
};
inline constexpr std::uint8_t kNoChoice = 255;
template <typename M>
struct ChoiceCodec;
template <typename Enum>
  requires std::is_enum_v<Enum>
struct ChoiceCodec<Enum> {
  using Member = Enum;
  using Number = std::uint8_t;
  static Number Encode(Enum value) { return static_cast<Number>(value); }
  static Enum Decode(Number number) { return static_cast<Enum>(number); }
};
template <typename Enum>
struct ChoiceCodec<std::optional<Enum>> {
  using Member = std::optional<Enum>;
  using Number = std::uint8_t;
  static Number Encode(const Member& value) {
    return value ? static_cast<Number>(*value) : kNoChoice;
  }
  static Member Decode(Number number) {
    if (number == kNoChoice) return std::nullopt;
    return static_cast<Enum>(number);
  }
};

// "kind:id" as a kind and a number. The document stands for "not written".
template <typename M>
class NodeColumn {
 public:
  using Member = M;  // BasicNodeRef<S>, or an optional one.

  void Push(const Member& value, Names& names) {
    if constexpr (std::is_same_v<Member, BasicNodeRef<S>>) {
      PushRef(value, names);
    } else if (value) {
      PushRef(*value, names);
    } else {
      PushNode(Node());
    }
  }
  void PushRef(const BasicNodeRef<S>& ref, Names& names) {
    PushNode(Node(*ref.kind, names.of(*ref.kind).Intern(ref.id)));
  }
  void PushNode(Node node) {
    kinds_.Push(static_cast<std::uint8_t>(node.kind()));
    indices_.Push(node.index());
  }
  void PushFrom(const NodeColumn& other, std::size_t row,
                const Renumbering& map) {
    PushNode(other.Mapped(row, map));
  }
  Member Read(std::size_t row, const Names& names) const {
    const Node node = (*this)[row];
    if (node.kind() == NodeKind::kDocument) return Member();
    return BasicNodeRef<S>(node.kind(), names.of(node.kind())[node.index()]);
  }
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names&) const {
    return Mapped(a, map) <=> Mapped(b, map);
  }
  Node operator[](std::size_t row) const {
    return Node(static_cast<NodeKind>(kinds_[row]), indices_[row]);
  }
  Node Mapped(std::size_t row, const Renumbering& map) const {
    const Node node = (*this)[row];
    if (node.kind() == NodeKind::kDocument) return node;
    return Node(node.kind(), map.node(node.kind(), node.index()));
  }
  std::size_t size() const { return kinds_.size(); }
  void Seal() {
    kinds_.Seal();
    indices_.Seal();
  }
  std::size_t bytes() const { return kinds_.bytes() + indices_.bytes(); }

 private:
  Column<std::uint8_t> kinds_;
  Column<std::uint32_t> indices_;
};

// A list of nodes that may not be written at all.
class NodeListColumn {
 public:
  using Member = std::optional<std::vector<BasicNodeRef<S>>>;

  void Push(const Member& value, Names& names) {
    if (value) {
      for (const BasicNodeRef<S>& ref : *value) nodes_.PushRef(ref, names);
    }
    PushEnd(value.has_value());
  }
  void PushFrom(const NodeListColumn& other, std::size_t row,
                const Renumbering& map) {
    for (std::uint32_t i = other.begin(row); i < other.end(row); ++i) {
      nodes_.PushNode(other.nodes_.Mapped(i, map));
    }
    PushEnd(other.written_[row] != 0);
  }
  Member Read(std::size_t row, const Names& names) const {
    if (written_[row] == 0) return std::nullopt;
    Member value(std::in_place);
    for (std::uint32_t i = begin(row); i < end(row); ++i) {
      value->push_back(nodes_.Read(i, names));
    }
    return value;
  }
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names&) const {
    if (const auto order = written_[a] <=> written_[b]; order != 0) {
      return order;
    }
    std::uint32_t i = begin(a);
    std::uint32_t j = begin(b);
    for (; i < end(a) && j < end(b); ++i, ++j) {
      const auto order = nodes_.Mapped(i, map) <=> nodes_.Mapped(j, map);
      if (order != 0) return order;
    }
    return end(a) - i <=> end(b) - j;
  }
  std::uint32_t begin(std::size_t row) const {
    return row == 0 ? 0 : ends_[row - 1];
  }
  std::uint32_t end(std::size_t row) const { return ends_[row]; }
  Node node(std::uint32_t i) const { return nodes_[i]; }
  void Seal() {
    nodes_.Seal();
    written_.Seal();
    ends_.Seal();
  }
  std::size_t bytes() const {
    return nodes_.bytes() + written_.bytes() + ends_.bytes();
  }

 private:
  void PushEnd(bool written) {
    written_.Push(written ? 1 : 0);
    ends_.Push(static_cast<std::uint32_t>(nodes_.size()));
  }

  NodeColumn<BasicNodeRef<S>> nodes_;
  Column<std::uint8_t> written_;
  Column<std::uint32_t> ends_;
};

// Text, of a `Line` (one language, not said) or of a `Title`.
template <typename M>
class TextColumn {
 public:
  using Member = M;  // S or TextView, or an optional one.

  void Push(const Member& value, Names&) {
    if constexpr (std::is_same_v<Member, S>) {
      strings_.Push(EncodeText(value));
    } else {
      strings_.Push(value ? EncodeText(*value) : std::string());
    }
  }
  void PushFrom(const TextColumn& other, std::size_t row, const Renumbering&) {
    strings_.Push(other.strings_[row]);
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
  StringColumn strings_;
};

// The record's own id needs no column: the row is its number.
class NoColumn {
 public:
  void Push(const S&, Names&) {}
  void PushFrom(const NoColumn&, std::size_t, const Renumbering&) {}
  std::strong_ordering Order(std::size_t, std::size_t, const Renumbering&,
                             const Names&) const {
    return std::strong_ordering::equal;
  }
  void Seal() {}
  std::size_t bytes() const { return 0; }
};

// Free named values: one sparse column for each name and type of value. Strings
// and nested values are words, so that equal ones are kept once.
class AttributeColumns {
 public:
  using Member = BasicAttributes<S>;

  void Push(const Member& attributes, Names& names);
  void PushFrom(const AttributeColumns& other, std::size_t row,
                const Renumbering& map);
  // In order of name.
  Member Read(std::size_t row, const Names& names) const;
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names& names) const;
  void Seal();
  std::size_t bytes() const;

 private:
  enum class Type : std::uint8_t { kTruth, kInteger, kDouble, kString, kJson };
  struct Sparse {
    std::uint32_t name;  // A word.
    Type type;
    Column<std::uint32_t> rows;
    Column<std::uint64_t> values;  // Bits, or the number of a word.
  };

  Sparse& At(std::uint32_t name, Type type);
  // Calls `visit(sparse, value)` for each value of a row.
  template <typename Visit>
  void ForEach(std::size_t row, Visit visit) const;

  std::vector<Sparse> columns_;
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
