// display_width.h -- how wide text is on a screen, and what is safe to show.

#ifndef ZEREN_REPORT_INTERNAL_DISPLAY_WIDTH_H_
#define ZEREN_REPORT_INTERNAL_DISPLAY_WIDTH_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace zeren::internal {

// Takes the first code point off `text`. A byte that begins none is taken alone
// and stands for U+FFFD.
//
// REQUIRES: `text` is not empty.
char32_t TakeCodePoint(std::string_view& text);

// The columns that a code point takes: 0, 1 or 2.
std::size_t DisplayWidth(char32_t code_point);
// The columns that text takes.
std::size_t DisplayWidth(std::string_view text);

// Returns text that moves no cursor: control characters and directional
// formatting as "\u{1b}", wrong bytes as U+FFFD, everything else as it is.
std::string Printable(std::string_view text);

}  // namespace zeren::internal

#endif  // ZEREN_REPORT_INTERNAL_DISPLAY_WIDTH_H_
