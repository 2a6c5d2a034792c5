// lines.h -- the lines of one span that most cells of pages are.

#ifndef ZEREN_REPORT_INTERNAL_LINES_H_
#define ZEREN_REPORT_INTERNAL_LINES_H_

#include <string>
#include <utility>

#include "zeren/report/page.h"

namespace zeren::internal {

inline Page::Line PlainLine(std::string text) {
  return {{std::move(text), Page::Tone::kPlain}};
}
inline Page::Line FaintLine(std::string text) {
  return {{std::move(text), Page::Tone::kFaint}};
}

}  // namespace zeren::internal

#endif  // ZEREN_REPORT_INTERNAL_LINES_H_
