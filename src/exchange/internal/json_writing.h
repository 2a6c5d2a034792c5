// json_writing.h -- the smallest pieces of JSON text, appended to a string.

#ifndef ZEREN_EXCHANGE_INTERNAL_JSON_WRITING_H_
#define ZEREN_EXCHANGE_INTERNAL_JSON_WRITING_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "src/exchange/internal/scalar.h"

namespace zeren::internal {

// Each appends a value. Doubles are as short as reading them back allows.
void AppendString(std::string_view text, std::string& out);
void AppendInteger(std::int64_t value, std::string& out);
void AppendDouble(double value, std::string& out);
// The same, but with a fraction even if it is whole ("2.0"), so that it is read
// back as a double.
void AppendFraction(double value, std::string& out);
void AppendScalar(const Scalar& scalar, std::string& out);

// JsonCopier
//
// Turns the parser's events back into compact text. It keeps no stack, so that
// no depth is too much.
class JsonCopier {
 public:
  void Clear() {
    text_.clear();
    comma_ = false;
  }
  void Key(std::string_view key);
  void Value(const Scalar& scalar);
  void Open(bool is_object);
  void Close(bool is_object);

  const std::string& text() const { return text_; }

 private:
  void Separate();

  std::string text_;
  bool comma_ = false;  // Whether what comes next follows a value.
};

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_JSON_WRITING_H_
