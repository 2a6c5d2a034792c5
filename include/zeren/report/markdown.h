// markdown.h -- a page as Markdown, for wikis, issues and notes.
//
//   std::ofstream("matrix.md") << WriteMarkdown(MakePage(today, *matrix));
//
// GitHub Flavored Markdown (https://github.github.com/gfm/): CommonMark with
// tables.

#ifndef ZEREN_REPORT_MARKDOWN_H_
#define ZEREN_REPORT_MARKDOWN_H_

#include <string>

#include "zeren/report/page.h"

namespace zeren {

// Writes the page. Nothing of it is left out. O(text).
//
// Titles become headings. A tree becomes a nested list; where it has several
// columns, a table whose first cells are indented. Rows below depth
// `kMaxTreeIndent` are indented no further and say their depth instead. A
// heading is put over every table, as the format asks for one; it is empty
// where no column has a title.
//
// Text stays text: what Markdown or HTML would read as marks is escaped, line
// breaks become <br>, and what is not safe to show is written as
// `WriteText` writes it. Web addresses do not become links. Of the tones, what
// is strong or bad is bold, and a warning italic, where it stands between
// spaces; elsewhere marks would not be read everywhere as such.
std::string WriteMarkdown(const Page& page);

}  // namespace zeren

#endif  // ZEREN_REPORT_MARKDOWN_H_
