#include "zeren/report/text.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "src/report/internal/display_width.h"

namespace zeren {
namespace {

using internal::DisplayWidth;
using internal::Printable;
using internal::TakeCodePoint;

using Lines = std::vector<Page::Line>;

std::string_view ColourOf(Page::Tone tone) {
  switch (tone) {
    case Page::Tone::kPlain:
      break;
    case Page::Tone::kStrong:
      return "\x1b[1m";
    case Page::Tone::kFaint:
      return "\x1b[2m";
    case Page::Tone::kGood:
      return "\x1b[32m";
    case Page::Tone::kWarning:
      return "\x1b[33m";
    case Page::Tone::kBad:
      return "\x1b[31m";
  }
  return {};
}

// The same spans, safe to show.
Page::Line Printable(const Page::Line& line) {
  Page::Line safe;
  safe.reserve(line.size());
  for (const Page::Span& span : line) {
    safe.push_back({internal::Printable(span.text), span.tone});
  }
  return safe;
}

std::size_t WidthOf(const Page::Line& line) {
  std::size_t width = 0;
  for (const Page::Span& span : line) width += DisplayWidth(span.text);
  return width;
}

const std::string& TitleOf(const Page::Column& column) {
  return column.brief.empty() ? column.title : column.brief;
}

// Splits text where a line may break: after spaces and beside wide characters.
std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  std::string_view rest = text;
  const char* begin = text.data();
  bool break_before = false;
  while (!rest.empty()) {
    const char* at = rest.data();
    const char32_t c = TakeCodePoint(rest);
    const bool wide = DisplayWidth(c) == 2;
    // Full stops and commas of Chinese stay with the word before them.
    const bool closes = c == 0x3001 || c == 0x3002 || c == 0xff0c ||
                        c == 0xff1a || c == 0xff1b || c == 0xff09;
    if ((break_before || wide) && at != begin && c != ' ' && !closes) {
      words.emplace_back(begin, static_cast<std::size_t>(at - begin));
      begin = at;
    }
    break_before = wide || c == ' ';
  }
  const char* end = text.data() + text.size();
  if (begin != end) {
    words.emplace_back(begin, static_cast<std::size_t>(end - begin));
  }
  return words;
}

// Breaks a line into lines of at most `width` columns; 0: it stays one line.
Lines Wrap(const Page::Line& line, std::size_t width) {
  if (width == 0 || WidthOf(line) <= width) return {line};
  Lines lines(1);
  std::size_t used = 0;
  for (const Page::Span& span : line) {
    for (std::string_view word : Words(span.text)) {
      const std::size_t blank = word.find_last_not_of(' ');
      const std::string_view bare =
          word.substr(0, blank == std::string_view::npos ? 0 : blank + 1);
      if (used > 0 && used + DisplayWidth(bare) > width) {
        lines.emplace_back();
        used = 0;
      }
      if (used == 0 && lines.size() > 1) {
        word.remove_prefix(std::min(word.find_first_not_of(' '), word.size()));
      }
      Page::Line& last = lines.back();
      if (last.empty() || last.back().tone != span.tone) {
        last.push_back({"", span.tone});
      }
      last.back().text += word;
      used += DisplayWidth(word);
    }
  }
  return lines;
}

// Where the lines of a tree's row begin.
struct Branch {
  std::string first;
  std::string others;
};

// Draws the lines that lead from row to row.
//
// Invariant: `continues_[d]` tells whether the last row at depth d + 1 that was
// drawn has a later sibling, in which case its line goes on downwards.
class Branches {
 public:
  explicit Branches(const std::vector<Page::Tree::Row>& rows)
      : rows_(rows), last_(rows.size()) {
    // From below: a row is the last of its siblings unless one of them was seen
    // since the row above both.
    std::vector<bool> seen;
    for (std::size_t i = rows.size(); i-- > 0;) {
      const std::size_t depth = rows[i].depth;
      last_[i] = seen.size() <= depth || !seen[depth];
      seen.resize(depth + 1);
      seen[depth] = true;
    }
  }

  // Returns the beginnings of row `i`. To be called for each row in turn.
  Branch Next(std::size_t i) {
    const std::size_t depth = rows_[i].depth;
    continues_.resize(depth);
    if (depth > 0) continues_[depth - 1] = !last_[i];

    Branch branch;
    const std::size_t drawn = std::min(depth, kMaxTreeIndent);
    for (std::size_t d = 0; d + 1 < drawn; ++d) {
      branch.first += continues_[d] ? "│  " : "   ";
    }
    branch.others = branch.first;
    if (drawn > 0) {
      branch.first += last_[i] ? "└─ " : "├─ ";
      branch.others += last_[i] ? "   " : "│  ";
    }
    if (drawn < depth) {
      branch.first += "[" + std::to_string(depth) + "] ";
    }
    return branch;
  }

 private:
  const std::vector<Page::Tree::Row>& rows_;
  std::vector<bool> last_;
  std::vector<bool> continues_;
};

class Writer {
 public:
  explicit Writer(const TextOptions& options) : options_(options) {}

  std::string Write(const Page& page) {
    if (!page.title.empty()) {
      Put(Page::Paragraph{{{page.title, Page::Tone::kStrong}}});
    }
    for (const Page::Section& section : page.sections) {
      StartBlock();
      if (!section.title.empty()) {
        Put(Page::Paragraph{{{section.title, Page::Tone::kStrong}}});
      }
      for (std::size_t i = 0; i < section.blocks.size(); ++i) {
        const auto& block = section.blocks[i];
        // Paragraphs follow one another; tables and trees stand apart.
        const bool paragraphs =
            i > 0 && std::holds_alternative<Page::Paragraph>(block) &&
            std::holds_alternative<Page::Paragraph>(section.blocks[i - 1]);
        if (i > 0 && !paragraphs) StartBlock();
        std::visit([&](const auto& b) { Put(b); }, block);
      }
    }
    return std::move(out_);
  }

 private:
  void StartBlock() {
    if (!out_.empty()) out_ += '\n';
  }

  void Put(const Page::Paragraph& paragraph) {
    for (const Page::Line& line :
         Wrap(Printable(paragraph.line), options_.width)) {
      Put(line);
      EndLine();
    }
  }

  void Put(const Page::Table& table) {
    std::vector<Branch> branches(table.rows.size());
    PutRows(table.columns, branches,
            [&](std::size_t i) -> const Lines& { return table.rows[i]; });
  }

  void Put(const Page::Tree& tree) {
    Branches drawing(tree.rows);
    std::vector<Branch> branches;
    branches.reserve(tree.rows.size());
    for (std::size_t i = 0; i < tree.rows.size(); ++i) {
      branches.push_back(drawing.Next(i));
    }
    PutRows(tree.columns, branches,
            [&](std::size_t i) -> const Lines& { return tree.rows[i].cells; });
  }

  // Writes rows in aligned columns; `cells_of(i)` are those of row i, the first
  // of which begins with `branches[i]`.
  template <typename CellsOf>
  void PutRows(const std::vector<Page::Column>& columns,
               const std::vector<Branch>& branches, CellsOf cells_of) {
    std::vector<std::size_t> widths;
    bool titled = false;
    for (const Page::Column& column : columns) {
      widths.push_back(DisplayWidth(Printable(TitleOf(column))));
      titled = titled || !TitleOf(column).empty();
    }
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const Lines& cells = cells_of(i);
      for (std::size_t c = 0; c < columns.size() && c < cells.size(); ++c) {
        const std::size_t branch = c == 0 ? DisplayWidth(branches[i].first) : 0;
        widths[c] = std::max(widths[c], branch + WidthOf(Printable(cells[c])));
      }
    }
    if (titled) {
      Lines titles;
      for (const Page::Column& column : columns) {
        titles.push_back({{TitleOf(column), Page::Tone::kStrong}});
      }
      PutRow(columns, widths, Branch(), titles);
    }
    for (std::size_t i = 0; i < branches.size(); ++i) {
      PutRow(columns, widths, branches[i], cells_of(i));
    }
  }

  void PutRow(const std::vector<Page::Column>& columns,
              const std::vector<std::size_t>& widths, const Branch& branch,
              const Lines& cells) {
    std::size_t begin = 0;  // Of the cell, in columns of the screen.
    Put(Page::Line{{branch.first, Page::Tone::kFaint}});
    for (std::size_t c = 0; c < columns.size() && c < cells.size(); ++c) {
      const std::size_t indent = c == 0 ? DisplayWidth(branch.first) : 0;
      const bool is_last = c + 1 == columns.size();
      const Page::Line cell = Printable(cells[c]);
      if (is_last && columns[c].align == Page::Align::kLeft) {
        PutLastCell(cell, begin + indent, c == 0 ? branch.others : "");
        return;
      }
      const std::size_t space = widths[c] - indent - WidthOf(cell);
      if (columns[c].align == Page::Align::kRight) out_.append(space, ' ');
      Put(cell);
      if (columns[c].align == Page::Align::kLeft) out_.append(space, ' ');
      if (!is_last) out_ += "  ";
      begin += widths[c] + 2;
    }
    EndLine();
  }

  // Writes a cell with nothing to its right, which may take several lines. The
  // lines after the first begin with `margin`, up to column `begin`.
  void PutLastCell(const Page::Line& cell, std::size_t begin,
                   const std::string& margin) {
    // A cell that begins near the right edge is not squeezed into a sliver.
    constexpr std::size_t kLeast = 20;
    const bool wraps = options_.width >= begin + kLeast;
    const Lines lines = Wrap(cell, wraps ? options_.width - begin : 0);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0) {
        Put(Page::Line{{margin, Page::Tone::kFaint}});
        const std::size_t drawn = DisplayWidth(margin);
        out_.append(begin > drawn ? begin - drawn : 0, ' ');
      }
      Put(lines[i]);
      EndLine();
    }
  }

  void Put(const Page::Line& line) {
    for (const Page::Span& span : line) {
      const std::string_view colour =
          options_.colour ? ColourOf(span.tone) : std::string_view();
      if (colour.empty() || span.text.empty()) {
        out_ += span.text;
      } else {
        out_.append(colour).append(span.text).append("\x1b[0m");
      }
    }
  }

  // No line ends with spaces.
  void EndLine() {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += '\n';
  }

  const TextOptions& options_;
  std::string out_;
};

}  // namespace

std::string WriteText(const Page& page, const TextOptions& options) {
  return Writer(options).Write(page);
}

}  // namespace zeren
