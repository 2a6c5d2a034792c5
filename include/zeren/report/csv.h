// csv.h -- the tables of a page as CSV, for spreadsheets and programs.
//
//   std::ofstream("matrix.csv") << WriteCsv(MakePage(today, *matrix),
//                                           {.table = 0});
//
// RFC 4180: UTF-8, a comma between fields, CRLF at the end of each line, quotes
// around a field where it needs them, each line of a table with as many fields.

#ifndef ZEREN_REPORT_CSV_H_
#define ZEREN_REPORT_CSV_H_

#include <cstddef>
#include <optional>
#include <string>

#include "zeren/report/page.h"

namespace zeren {

struct CsvOptions {
  // Behaviour: only this table of the page, counted from 0, trees among them.
  // DEFAULT: all, with an empty line between them.
  std::optional<std::size_t> table = {};
  // Behaviour: a spreadsheet would compute a field that begins with =, +, - or
  // @ (after spaces, and also in full width), and the names of an organisation
  // are not to be trusted with that. Such a field, and one that begins with a
  // tab or line break, gets a ' in front, unless it is a plain number such as
  // -1.5 or a sign alone. DEFAULT: true; false for programs that need every
  // byte as it is.
  bool guard_formulas = true;
  // Behaviour: begins with U+FEFF, without which Excel misreads Chinese.
  // DEFAULT: false, as RFC 4180 knows none.
  bool byte_order_mark = false;
};

// Writes the tables. O(text). Titles, paragraphs and tones of the page have no
// place in CSV. The first line of a table has the titles of its columns, unless
// none has one. A tree gets a first column `depth`.
//
// Line breaks and tabs within a field are kept, other control characters and
// bytes that are not UTF-8 written as `WriteText` writes them. A `table` that
// the page does not have is written as nothing.
std::string WriteCsv(const Page& page, const CsvOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_REPORT_CSV_H_
