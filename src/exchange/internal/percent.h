// percent.h -- text within URIs.

#ifndef ZEREN_EXCHANGE_INTERNAL_PERCENT_H_
#define ZEREN_EXCHANGE_INTERNAL_PERCENT_H_

#include <string>
#include <string_view>

namespace zeren::internal {

// Appends text with each byte escaped that RFC 3986 does not call unreserved,
// and that is not in `kept`.
inline void AppendPercentEncoded(std::string_view text, std::string_view kept,
                                 std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                            c == '_' || c == '~';
    if (unreserved || kept.find(c) != kept.npos) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte / 16];
      out += kDigits[byte % 16];
    }
  }
}

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_PERCENT_H_
