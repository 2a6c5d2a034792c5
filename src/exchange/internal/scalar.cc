#include "src/exchange/internal/scalar.h"

#include <cmath>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/exchange/internal/json_writing.h"

namespace zeren::internal {
std::optional<double> Scalar::AsNumber() const {
  switch (type) {
    case Type::kInteger:
      return static_cast<double>(integer);
    case Type::kBeyond:
      return static_cast<double>(beyond);
    case Type::kDouble:
      return number;
    case Type::kNull:
    case Type::kTruth:
    case Type::kString:
      break;
  }
  return std::nullopt;
}

std::optional<std::int64_t> Scalar::AsWhole() const {
  constexpr double kMost = 9007199254740992;  // 2^53: exact in a double.
  if (type == Type::kInteger) return integer;
  if (type == Type::kDouble && std::trunc(number) == number &&
      std::abs(number) <= kMost) {
    return static_cast<std::int64_t>(number);
  }
  return std::nullopt;
}

std::string Describe(const Scalar& scalar) {
  if (scalar.is_string()) return Concat("a string ", Quoted(scalar.text));
  std::string out;
  AppendScalar(scalar, out);
  return out;
}

}  // namespace zeren::internal
