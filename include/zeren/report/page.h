// page.h -- a page for people, before any format: sections, tables and trees.
//
// Every result makes a `Page`; each format writes one. So a result knows no
// format, and a format knows no result.

#ifndef ZEREN_REPORT_PAGE_H_
#define ZEREN_REPORT_PAGE_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace zeren {

struct Page {
  // How a piece of text is meant; formats choose colours and marks.
  enum class Tone : std::uint8_t {
    kPlain,
    kStrong,
    kFaint,
    kGood,
    kWarning,
    kBad,
  };
  struct Span {
    std::string text;
    Tone tone = Tone::kPlain;
  };
  // Spans that follow one another.
  using Line = std::vector<Span>;

  struct Paragraph {
    Line line;
  };

  enum class Align : std::uint8_t { kLeft, kRight };
  struct Column {
    std::string title;
    Align align = Align::kLeft;
    // Instead of the title in formats that have no room for many long ones; the
    // page says what it stands for. May be empty.
    std::string brief = {};
  };
  struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Line>> rows;  // As many cells as columns.
  };
  // Rows with a depth, the first cell of which is drawn as a tree.
  struct Tree {
    struct Row {
      std::uint32_t depth = 0;
      std::vector<Line> cells;
    };
    std::vector<Column> columns;
    std::vector<Row> rows;  // In pre-order.
  };

  struct Section {
    std::string title;  // May be empty.
    std::vector<std::variant<Paragraph, Table, Tree>> blocks;
  };

  std::string title;
  std::vector<Section> sections;
};

}  // namespace zeren

#endif  // ZEREN_REPORT_PAGE_H_
