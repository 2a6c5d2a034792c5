#include "zeren/report/markdown.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "src/core/internal/absl_strings.h"
#include "src/report/internal/display_width.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

// Whether an address begins or goes on here, of which readers would make a link
// without reading the escapes in it: "://", or the point of "www.".
bool InAddress(std::string_view text, std::size_t at) {
  return text.substr(at, 3) == "://" ||
         (text[at] == '.' && at >= 3 &&
          absl::EqualsIgnoreCase(internal::ToAbsl(text.substr(at - 3, 3)),
                                 "www"));
}

// Makes marks of Markdown and HTML plain characters. `text` has no line breaks.
std::string Escaped(std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_[]<|~#$";
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    const bool entity =
        c == '&' && absl::ascii_isalpha(static_cast<unsigned char>(next));
    if (entity || kMarks.find(c) != std::string_view::npos ||
        InAddress(text, at)) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

// Text that is safe to show, escaped, with <br> for each line break.
std::string Inline(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t size = text.find_first_of("\r\n");
    out += Escaped(internal::Printable(text.substr(0, size)));
    if (size == std::string_view::npos) return out;
    out += "<br>";
    text.remove_prefix(size + (text.substr(size, 2) == "\r\n" ? 2 : 1));
  }
}

std::string_view MarkOf(Page::Tone tone) {
  switch (tone) {
    case Page::Tone::kStrong:
    case Page::Tone::kBad:
      return "**";
    case Page::Tone::kWarning:
      return "*";
    case Page::Tone::kPlain:
    case Page::Tone::kFaint:
    case Page::Tone::kGood:
      break;
  }
  return {};
}

// Whether text begins or ends with one of Unicode's spaces, beside which a mark
// is none.
bool HasOuterSpace(std::string_view text) {
  const auto is_space = [](char32_t c) {
    return c == U' ' || c == U'\u00a0' || c == U'\u1680' ||
           (c >= U'\u2000' && c <= U'\u200a') || c == U'\u202f' ||
           c == U'\u205f' || c == U'\u3000';
  };
  bool outer = false;
  for (bool first = true; !text.empty(); first = false) {
    const bool space = is_space(internal::TakeCodePoint(text));
    outer = outer || (space && (first || text.empty()));
  }
  return outer;
}

// A line with the marks of its tones. Marks count as such only beside a space
// or an end of the line, or by rules that readers of Chinese text get wrong.
std::string Inline(const Page::Line& line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string text = Inline(line[i].text);
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string::npos) {
      out += text;
      continue;
    }
    const std::size_t end = text.find_last_not_of(' ') + 1;
    out += text.substr(0, begin);
    const bool opens = out.empty() || out.back() == ' ';
    std::string_view next;
    for (std::size_t n = i + 1; n < line.size() && next.empty(); ++n) {
      next = line[n].text;
    }
    const bool closes =
        end < text.size() || next.empty() || next.front() == ' ';
    const std::string_view bare =
        std::string_view(text).substr(begin, end - begin);
    const bool marked = opens && closes && !HasOuterSpace(bare);
    const std::string_view mark =
        marked ? MarkOf(line[i].tone) : std::string_view();
    out.append(mark).append(bare).append(mark);
    out += text.substr(end);
  }
  // Spaces at the ends mean something, or nothing.
  const std::size_t first = std::min(out.find_first_not_of(' '), out.size());
  out.erase(0, first);
  out.erase(out.find_last_not_of(' ') + 1);
  return out;
}

// The same where a block begins: what would make it a list, a quotation or a
// rule is escaped.
std::string BlockLine(const Page::Line& line) {
  std::string out = Inline(line);
  const auto ends = [&](std::size_t at) {
    return at >= out.size() || out[at] == ' ';
  };
  if (out.empty()) return out;
  const char first = out.front();
  const bool bullet = (first == '-' || first == '+') && ends(1);
  if (first == '>' || bullet || out.starts_with("--")) {
    out.insert(0, 1, '\\');
    return out;
  }
  const std::size_t digits = out.find_first_not_of("0123456789");
  if (digits > 0 && digits < out.size() &&
      (out[digits] == '.' || out[digits] == ')') && ends(digits + 1)) {
    out.insert(digits, 1, '\\');
  }
  return out;
}

class MarkdownWriter {
 public:
  std::string Write(const Page& page) && {
    PutHeading("# ", page.title);
    for (const Page::Section& section : page.sections) {
      PutHeading("## ", section.title);
      for (const auto& block : section.blocks) {
        std::visit([&](const auto& b) { Put(b); }, block);
      }
    }
    return std::move(out_);
  }

 private:
  void StartBlock() {
    if (!out_.empty()) out_ += '\n';
  }

  void PutHeading(std::string_view mark, const std::string& title) {
    if (title.empty()) return;
    StartBlock();
    out_.append(mark).append(Inline(Page::Line{{title}})).append("\n");
    after_list_ = false;
  }

  void Put(const Page::Paragraph& paragraph) {
    const std::string text = BlockLine(paragraph.line);
    if (text.empty()) return;
    StartBlock();
    out_.append(text).append("\n");
    after_list_ = false;
  }

  void Put(const Page::Table& table) {
    if (table.columns.empty()) return;
    PutTitles(table.columns);
    for (const std::vector<Page::Line>& row : table.rows) {
      PutRow(table.columns.size(), row, "");
    }
  }

  void Put(const Page::Tree& tree) {
    if (tree.columns.empty()) return;
    if (tree.columns.size() == 1) {
      PutList(tree);
      return;
    }
    PutTitles(tree.columns);
    for (const Page::Tree::Row& row : tree.rows) {
      std::string indent;
      const std::size_t drawn =
          std::min<std::size_t>(row.depth, kMaxTreeIndent);
      for (std::size_t d = 0; d < drawn; ++d) indent += "&emsp;";
      PutRow(tree.columns.size(), row.cells, indent + DepthNote(row.depth));
    }
  }

  // Said of rows that are deeper than they are drawn.
  static std::string DepthNote(std::uint32_t depth) {
    if (depth <= kMaxTreeIndent) return "";
    return "\\[" + std::to_string(depth) + "\\] ";
  }

  void PutList(const Page::Tree& tree) {
    const std::string& title = tree.columns.front().title;
    if (!title.empty()) {
      Put(Page::Paragraph{{{title, Page::Tone::kStrong}}});
    }
    StartBlock();
    // Two lists after one another are two only if their bullets differ.
    bullet_ = after_list_ && bullet_ == '-' ? '*' : '-';
    after_list_ = true;
    std::size_t next = 0;  // The greatest depth that the next row may have.
    for (const Page::Tree::Row& row : tree.rows) {
      const std::size_t drawn =
          std::min<std::size_t>({row.depth, kMaxTreeIndent, next});
      next = drawn + 1;
      out_.append(2 * drawn, ' ') += bullet_;
      const std::string text =
          DepthNote(row.depth) +
          (row.cells.empty() ? std::string() : BlockLine(row.cells.front()));
      // A bullet alone could be the line under a heading.
      out_.append(" ").append(text.empty() ? "&nbsp;" : text).append("\n");
    }
  }

  void PutTitles(const std::vector<Page::Column>& columns) {
    StartBlock();
    after_list_ = false;
    std::vector<Page::Line> titles;
    for (const Page::Column& column : columns) {
      titles.push_back({{column.title}});
    }
    PutRow(columns.size(), titles, "");
    out_ += '|';
    for (const Page::Column& column : columns) {
      out_ += column.align == Page::Align::kRight ? " ---: |" : " --- |";
    }
    out_ += '\n';
  }

  // `first` is Markdown to be put before the first cell.
  void PutRow(std::size_t width, const std::vector<Page::Line>& cells,
              const std::string& first) {
    out_ += '|';
    for (std::size_t c = 0; c < width; ++c) {
      std::string text = c == 0 ? first : "";
      if (c < cells.size()) text += Inline(cells[c]);
      out_ += ' ';
      if (!text.empty()) out_.append(text).append(" ");
      out_ += '|';
    }
    out_ += '\n';
  }

  std::string out_;
  bool after_list_ = false;  // Whether the last block is a list ...
  char bullet_ = '-';        // ... and of which bullets.
};

}  // namespace

std::string WriteMarkdown(const Page& page) {
  return MarkdownWriter().Write(page);
}

}  // namespace zeren
