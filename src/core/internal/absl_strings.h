// absl_strings.h -- the one place that converts to Abseil's string_view.
//
// Debian's Abseil has a string_view of its own; elsewhere it is the standard
// one. Nothing but this file depends on which.

#ifndef ZEREN_CORE_INTERNAL_ABSL_STRINGS_H_
#define ZEREN_CORE_INTERNAL_ABSL_STRINGS_H_

#include <string>
#include <string_view>

#include "absl/strings/string_view.h"

namespace zeren::internal {

inline absl::string_view ToAbsl(std::string_view text) {
  return absl::string_view(text.data(), text.size());
}
inline std::string_view FromAbsl(absl::string_view text) {
  return std::string_view(text.data(), text.size());
}

// Concatenates; every part is a string_view, a string, a literal or a char.
template <typename... Parts>
std::string Concat(const Parts&... parts) {
  std::string out;
  out.reserve((std::string_view(parts).size() + ... + 0));
  (out.append(std::string_view(parts)), ...);
  return out;
}

}  // namespace zeren::internal

#endif  // ZEREN_CORE_INTERNAL_ABSL_STRINGS_H_
