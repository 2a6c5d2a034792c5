#include "src/core/internal/quoted.h"

#include <cstddef>

#include "nlohmann/json.hpp"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

// Returns the beginning of a string, without half a character at its end.
std::string Excerpt(std::string_view text) {
  constexpr std::size_t kMost = 60;
  if (text.size() <= kMost) return std::string(text);
  std::size_t end = kMost;
  // UTF-8 continues with bytes 10xxxxxx.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return Concat(text.substr(0, end), "...");
}

}  // namespace

std::string Quoted(std::string_view text) {
  using Json = nlohmann::json;
  return Json(Excerpt(text))
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace zeren::internal
