// codecs.h -- how the values of fields become numbers, and back.

#ifndef ZEREN_MODEL_INTERNAL_CODECS_H_
#define ZEREN_MODEL_INTERNAL_CODECS_H_

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "src/core/internal/days.h"
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

using S = std::string_view;

// Text with or without languages as one string; empty stands for "not written".
// Plain text stands as it is, unless it begins with a mark or is empty.
std::string EncodeText(const TextView& text);
bool IsStoredAsItIs(const TextView& text);
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
  static constexpr std::int64_t kMax = std::numeric_limits<std::int32_t>::max();
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

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_CODECS_H_
