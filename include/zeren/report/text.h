// text.h -- a page as plain text, for terminals and logs.
//
//   std::cout << WriteText(MakePage(*report));
//
// Columns are aligned by what characters take on a screen: those of Chinese,
// Japanese and Korean take two columns, combining marks none.

#ifndef ZEREN_REPORT_TEXT_H_
#define ZEREN_REPORT_TEXT_H_

#include <cstddef>
#include <string>

#include "zeren/report/page.h"

namespace zeren {

struct TextOptions {
  // Behaviour: tones become ANSI colours. DEFAULT: none, for files and pipes.
  bool colour = false;
  // Behaviour: lines wider than this go on below, paragraphs from the margin,
  // the last cell of a row below its beginning. Breaks are between words and
  // beside wide characters; a longer word stays whole. DEFAULT: 0, no limit.
  std::size_t width = 0;
};

// Writes the page. Nothing of it is left out. O(text), however deep the trees:
// rows below depth `kMaxTreeIndent` of a tree are indented no further and say
// their depth instead.
//
// What could confuse a terminal does not reach it: control characters and those
// that turn the direction of writing are written as "\u{1b}", and bytes that
// are not UTF-8 as U+FFFD.
std::string WriteText(const Page& page, const TextOptions& options = {});

inline constexpr std::size_t kMaxTreeIndent = 32;

}  // namespace zeren

#endif  // ZEREN_REPORT_TEXT_H_
