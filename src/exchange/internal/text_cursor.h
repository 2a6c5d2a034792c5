// text_cursor.h -- where in a JSON text the parser is.

#ifndef ZEREN_EXCHANGE_INTERNAL_TEXT_CURSOR_H_
#define ZEREN_EXCHANGE_INTERNAL_TEXT_CURSOR_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "src/exchange/internal/locate.h"
#include "zeren/core/problem.h"

namespace zeren::internal {

// Walks through the text token by token, in step with the parser, which does
// not say where it is.
class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : text_(text) {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  }

  // Steps over the next token and returns where it begins.
  std::size_t Next() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n,:", at_), text_.size());
    const std::size_t begin = at_;
    if (begin == text_.size()) return begin;
    switch (text_[begin]) {
      case '"':
        at_ = EndOfString(begin);
        break;
      case '{':
      case '}':
      case '[':
      case ']':
        ++at_;
        break;
      default:
        at_ = std::min(text_.find_first_of(" \t\r\n,:{}[]\"", begin),
                       text_.size());
    }
    return begin;
  }

 private:
  std::size_t EndOfString(std::size_t begin) const {
    std::size_t i = begin + 1;
    while (i < text_.size() && text_[i] != '"') i += text_[i] == '\\' ? 2 : 1;
    return std::min(i + 1, text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// Counts lines up to offsets that rise.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {
    if (text_.starts_with(kByteOrderMark)) begin_ = kByteOrderMark.size();
  }

  // The line of an offset, from 1.
  std::size_t LineOf(std::size_t offset) {
    for (std::size_t end = text_.find('\n', begin_);
         end != text_.npos && end < offset; end = text_.find('\n', begin_)) {
      begin_ = end + 1;
      ++line_;
    }
    return line_;
  }
  void Place(std::size_t offset, Problem& problem) {
    problem.line = LineOf(offset);
    problem.column = std::max(offset, begin_) - begin_ + 1;
  }

 private:
  std::string_view text_;
  std::size_t line_ = 1;
  std::size_t begin_ = 0;  // Of the line.
};

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_TEXT_CURSOR_H_
