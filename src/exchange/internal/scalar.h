// scalar.h -- a JSON value that has no parts, as the parser gives it.

#ifndef ZEREN_EXCHANGE_INTERNAL_SCALAR_H_
#define ZEREN_EXCHANGE_INTERNAL_SCALAR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zeren::internal {

struct Scalar {
  enum class Type : std::uint8_t {
    kNull,
    kTruth,
    kInteger,
    kBeyond,  // An integer that only 64 bits without a sign can hold.
    kDouble,
    kString,
  };

  Type type = Type::kNull;
  union {  // As the type says.
    std::int64_t integer = 0;
    bool truth;
    std::uint64_t beyond;
    double number;
  };
  std::string_view text;  // Lives until the parser's next event.

  static Scalar Null() { return {}; }
  static Scalar Truth(bool value) {
    Scalar scalar;
    scalar.type = Type::kTruth;
    scalar.truth = value;
    return scalar;
  }
  static Scalar Integer(std::int64_t value) {
    Scalar scalar;
    scalar.type = Type::kInteger;
    scalar.integer = value;
    return scalar;
  }
  static Scalar Unsigned(std::uint64_t value) {
    if (value <= std::uint64_t{INT64_MAX}) {
      return Integer(static_cast<std::int64_t>(value));
    }
    Scalar scalar;
    scalar.type = Type::kBeyond;
    scalar.beyond = value;
    return scalar;
  }
  static Scalar Double(double value) {
    Scalar scalar;
    scalar.type = Type::kDouble;
    scalar.number = value;
    return scalar;
  }
  static Scalar String(std::string_view value) {
    Scalar scalar;
    scalar.type = Type::kString;
    scalar.text = value;
    return scalar;
  }

  bool is_null() const { return type == Type::kNull; }
  bool is_string() const { return type == Type::kString; }

  // Returns the number; nothing for what is none.
  std::optional<double> AsNumber() const;
  // Returns the number if it is whole, however it is written (2, 2.0, 2e0), and
  // fits 64 bits with a sign.
  std::optional<std::int64_t> AsWhole() const;
};

// Returns the scalar as people are told it, strings cut short: `a string
// "two"`, `1.5`, `null`.
std::string Describe(const Scalar& scalar);

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_SCALAR_H_
