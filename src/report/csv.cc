#include "zeren/report/csv.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "src/report/internal/display_width.h"

namespace zeren {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes digits off the front; false if there is none.
bool TakeDigits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), IsDigit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count > 0;
}

// Whether the text is a number as JSON writes it: -1.5e+3.
bool IsNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!TakeDigits(text)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!TakeDigits(text)) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!TakeDigits(text)) return false;
  }
  return text.empty();
}

// Whether a spreadsheet might compute it.
bool MayBeFormula(std::string_view text) {
  if (text.empty() || IsNumber(text)) return false;
  if (std::string_view("\t\r\n").find(text.front()) != std::string_view::npos) {
    return true;
  }
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  if (text.empty()) return false;
  const char32_t first = internal::TakeCodePoint(text);
  if (text.empty()) return false;  // A sign alone computes nothing.
  switch (first) {
    case U'=':
    case U'+':
    case U'-':
    case U'@':
    case U'\uff1d':
    case U'\uff0b':
    case U'\uff0d':
    case U'\uff20':
      return true;
    default:
      return false;
  }
}

// Text as it is but for what is not safe; line breaks and tabs are.
std::string Safe(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size =
        std::min(text.find_first_of("\t\r\n"), text.size());
    out += internal::Printable(text.substr(0, size));
    text.remove_prefix(size);
    if (text.empty()) break;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

class CsvWriter {
 public:
  explicit CsvWriter(const CsvOptions& options) : options_(options) {
    if (options_.byte_order_mark) out_ += "\xef\xbb\xbf";
  }

  std::string Write(const Page& page) && {
    for (const Page::Section& section : page.sections) {
      for (const auto& block : section.blocks) {
        if (std::holds_alternative<Page::Paragraph>(block)) continue;
        if (!options_.table || *options_.table == tables_) Begin(block);
        ++tables_;
      }
    }
    return std::move(out_);
  }

 private:
  using Block = std::variant<Page::Paragraph, Page::Table, Page::Tree>;

  void Begin(const Block& block) {
    if (written_) out_ += kLineEnd;
    written_ = true;
    if (const auto* table = std::get_if<Page::Table>(&block)) Put(*table);
    if (const auto* tree = std::get_if<Page::Tree>(&block)) Put(*tree);
  }

  void Put(const Page::Table& table) {
    const std::size_t width = table.columns.size();
    if (Titled(table.columns)) PutTitles(table.columns, {});
    for (const std::vector<Page::Line>& row : table.rows) {
      PutRow(row, width, {});
    }
  }

  void Put(const Page::Tree& tree) {
    const std::size_t width = tree.columns.size();
    if (Titled(tree.columns)) PutTitles(tree.columns, "depth");
    for (const Page::Tree::Row& row : tree.rows) {
      PutRow(row.cells, width, std::to_string(row.depth));
    }
  }

  static bool Titled(const std::vector<Page::Column>& columns) {
    return std::any_of(
        columns.begin(), columns.end(),
        [](const Page::Column& column) { return !column.title.empty(); });
  }

  // `first` is a field before the others; empty: there is none.
  void PutTitles(const std::vector<Page::Column>& columns,
                 std::string_view first) {
    std::vector<Page::Line> titles;
    for (const Page::Column& column : columns) {
      titles.push_back({{column.title}});
    }
    PutRow(titles, columns.size(), first);
  }

  void PutRow(const std::vector<Page::Line>& cells, std::size_t width,
              std::string_view first) {
    const std::size_t begin = out_.size();
    if (!first.empty()) PutField(first);
    for (std::size_t c = 0; c < width; ++c) {
      if (c > 0 || !first.empty()) out_ += ',';
      std::string text;
      if (c < cells.size()) {
        for (const Page::Span& span : cells[c]) text += span.text;
      }
      PutField(text);
    }
    // An empty line would be no row of one empty field.
    if (out_.size() == begin) out_ += "\"\"";
    out_ += kLineEnd;
  }

  void PutField(std::string_view raw) {
    std::string text = Safe(raw);
    if (options_.guard_formulas && MayBeFormula(raw)) text.insert(0, 1, '\'');
    const bool quoted =
        text.find_first_of(",\"\r\n\t") != std::string::npos ||
        (!text.empty() && (text.front() == ' ' || text.back() == ' '));
    if (!quoted) {
      out_ += text;
      return;
    }
    out_ += '"';
    for (const char c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }

  const CsvOptions& options_;
  std::string out_;
  std::size_t tables_ = 0;  // Of the page that were passed.
  bool written_ = false;    // Whether there is one in `out_`.
};

}  // namespace

std::string WriteCsv(const Page& page, const CsvOptions& options) {
  return CsvWriter(options).Write(page);
}

}  // namespace zeren
