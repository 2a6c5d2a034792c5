#include "src/exchange/internal/json_writing.h"

#include <algorithm>
#include <charconv>

#include "nlohmann/json.hpp"

namespace zeren::internal {
namespace {

template <typename Number>
std::string_view ToChars(Number value, char (&buffer)[32]) {
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value).ptr;
  return std::string_view(buffer, static_cast<std::size_t>(end - buffer));
}

// Whether a byte stands for itself within a JSON string, and for a character.
bool IsPlain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

}  // namespace

void AppendString(std::string_view text, std::string& out) {
  if (std::all_of(text.begin(), text.end(), IsPlain)) {
    out += '"';
    out += text;
    out += '"';
  } else {
    // Bytes that are not UTF-8 become U+FFFD.
    out += nlohmann::json(std::string(text))
               .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
}

void AppendInteger(std::int64_t value, std::string& out) {
  char buffer[32];
  out += ToChars(value, buffer);
}

void AppendDouble(double value, std::string& out) {
  char buffer[32];
  out += ToChars(value, buffer);
}

void AppendFraction(double value, std::string& out) {
  char buffer[32];
  const std::string_view text = ToChars(value, buffer);
  out += text;
  if (text.find_first_of(".e") == text.npos) out += ".0";
}

void AppendScalar(const Scalar& scalar, std::string& out) {
  char buffer[32];
  switch (scalar.type) {
    case Scalar::Type::kNull:
      out += "null";
      break;
    case Scalar::Type::kTruth:
      out += scalar.truth ? "true" : "false";
      break;
    case Scalar::Type::kInteger:
      AppendInteger(scalar.integer, out);
      break;
    case Scalar::Type::kBeyond:
      out += ToChars(scalar.beyond, buffer);
      break;
    case Scalar::Type::kDouble:
      AppendFraction(scalar.number, out);
      break;
    case Scalar::Type::kString:
      AppendString(scalar.text, out);
      break;
  }
}

void JsonCopier::Separate() {
  if (comma_) text_ += ',';
}

void JsonCopier::Key(std::string_view key) {
  Separate();
  AppendString(key, text_);
  text_ += ':';
  comma_ = false;
}

void JsonCopier::Value(const Scalar& scalar) {
  Separate();
  AppendScalar(scalar, text_);
  comma_ = true;
}

void JsonCopier::Open(bool is_object) {
  Separate();
  text_ += is_object ? '{' : '[';
  comma_ = false;
}

void JsonCopier::Close(bool is_object) {
  text_ += is_object ? '}' : ']';
  comma_ = true;
}

}  // namespace zeren::internal
