// field_reading.h -- how a field of each role is read from a scalar.
//
// `ReadScalar(role, member, scalar, strings)` sets a member and returns whether
// the role can hold the scalar. `ExpectedFor<Role, Member>()` says what to
// write instead.

#ifndef ZEREN_EXCHANGE_INTERNAL_FIELD_READING_H_
#define ZEREN_EXCHANGE_INTERNAL_FIELD_READING_H_

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/short_strings.h"
#include "src/exchange/internal/fields_reader.h"
#include "src/exchange/internal/scalar.h"
#include "src/model/internal/json_node.h"
#include "zeren/core/period.h"
#include "zeren/model/records.h"

namespace zeren::internal {

using S = std::string_view;

template <typename Member>
inline constexpr bool kIsList = false;
template <typename Member>
inline constexpr bool kIsList<std::vector<Member>> = true;
template <typename Member>
inline constexpr bool kIsList<std::optional<std::vector<Member>>> = true;

template <typename Role, typename Member>
constexpr Shape ShapeFor() {
  if (std::is_same_v<Role, role::Title>) return Shape::kText;
  if (std::is_same_v<Role, role::Attributes>) return Shape::kAttributes;
  if (std::is_same_v<Role, role::Steps>) return Shape::kObjects;
  return kIsList<Member> ? Shape::kList : Shape::kScalar;
}

// The kind of entity that a field refers to; the document for other fields.
template <typename Role>
inline constexpr NodeKind kReferenced = NodeKind::kDocument;
template <NodeKind kKind>
inline constexpr NodeKind kReferenced<role::Reference<kKind>> = kKind;

template <typename Enum>
struct EnumOf {
  using type = Enum;
};
template <typename Enum>
struct EnumOf<std::optional<Enum>> {
  using type = Enum;
};

// ----------------------------------------------------------------- ReadScalar

// What is read as a whole, by its parts.
template <typename Role, typename Member>
bool ReadScalar(Role, Member&, const Scalar&, ReadBuffers&) {
  return false;
}

// Strings of all sorts.
template <typename Role, typename Member>
requires(
    std::constructible_from<Member, S> && !kIsList<Member> &&
    !std::same_as<Role, role::Choice>) bool ReadScalar(Role, Member& member,
                                                       const Scalar& scalar,
                                                       ReadBuffers& buffers) {
  if (!scalar.is_string()) return false;
  member = Member(buffers.Keep(scalar.text));
  return true;
}

// Whose work a delegation covers: all of it, or a list.
template <NodeKind... kKinds>
bool ReadScalar(role::NodeReference<kKinds...>,
                std::optional<std::vector<BasicNodeRef<S>>>&,
                const Scalar& scalar, ReadBuffers&) {
  return scalar.is_string() && scalar.text == "all";
}

inline bool ReadScalar(role::Day, std::optional<absl::CivilDay>& day,
                       const Scalar& scalar, ReadBuffers&) {
  if (scalar.is_string()) day = ParseDay(scalar.text);
  return day.has_value();
}
inline bool ReadScalar(role::End, Until& until, const Scalar& scalar,
                       ReadBuffers&) {
  if (!scalar.is_string()) return false;
  if (scalar.text == "unknown") {
    until = Until::Unknown();
  } else {
    until.day = ParseDay(scalar.text);
  }
  return until.written();
}
inline bool ReadScalar(role::Number, std::optional<double>& number,
                       const Scalar& scalar, ReadBuffers&) {
  number = scalar.AsNumber();
  return number.has_value();
}
inline bool ReadScalar(role::Count, std::optional<std::int64_t>& count,
                       const Scalar& scalar, ReadBuffers&) {
  count = scalar.AsWhole();
  return count.has_value();
}
inline bool ReadScalar(role::Truth, std::optional<bool>& truth,
                       const Scalar& scalar, ReadBuffers&) {
  if (scalar.type != Scalar::Type::kTruth) return false;
  truth = scalar.truth;
  return true;
}
template <typename Member>
bool ReadScalar(role::Choice, Member& choice, const Scalar& scalar,
                ReadBuffers&) {
  using Enum = typename EnumOf<Member>::type;
  static const std::vector<std::string_view> names = NamesOf<Enum>();
  if (!scalar.is_string()) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (SameBytes(names[i], scalar.text)) {
      choice = static_cast<Enum>(i);
      return true;
    }
  }
  return false;
}

// ---------------------------------------------------------------- ExpectedFor

template <typename Role>
struct Expectation {
  static std::string Text() { return "a string"; }
};
template <NodeKind kKind>
struct Expectation<role::Reference<kKind>> {
  static std::string Text() { return Concat("the id of a ", NameOf(kKind)); }
};
template <NodeKind... kKinds>
struct Expectation<role::NodeReference<kKinds...>> {
  static std::string Text() {
    std::string out = sizeof...(kKinds) > 1 ? "one of " : "";
    const std::size_t begin = out.size();
    ((out +=
      Concat(out.size() > begin ? ", " : "", "\"", NameOf(kKinds), ":ID\"")),
     ...);
    return out;
  }
};
template <>
struct Expectation<role::Title> {
  static std::string Text() {
    return "a string, or an object of language to string";
  }
};
template <>
struct Expectation<role::Day> {
  static std::string Text() { return "a day, YYYY-MM-DD"; }
};
template <>
struct Expectation<role::End> {
  static std::string Text() { return "a day, YYYY-MM-DD, or \"unknown\""; }
};
template <>
struct Expectation<role::Number> {
  static std::string Text() { return "a number"; }
};
template <>
struct Expectation<role::Count> {
  static std::string Text() { return "a whole number"; }
};
template <>
struct Expectation<role::Truth> {
  static std::string Text() { return "true or false"; }
};
template <>
struct Expectation<role::Attributes> {
  static std::string Text() { return "an object"; }
};
template <>
struct Expectation<role::Steps> {
  static std::string Text() { return "a list of objects"; }
};

template <typename Role, typename Member>
std::string ExpectedFor() {
  if constexpr (std::is_same_v<Role, role::Choice>) {
    return Suggestion("", NamesOf<typename EnumOf<Member>::type>());
  } else if constexpr (std::is_same_v<Member, BasicReportsTo<S>>) {
    return Concat("write ", Expectation<Role>::Text(), ", or null for nobody");
  } else if constexpr (std::is_same_v<Member, std::vector<S>>) {
    return "write a list of strings";
  } else if constexpr (kIsList<Member> &&
                       !std::is_same_v<Role, role::Attributes> &&
                       !std::is_same_v<Role, role::Steps>) {
    return "write \"all\", or a list of tasks and duties";
  } else {
    return Concat("write ", Expectation<Role>::Text());
  }
}

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_FIELD_READING_H_
