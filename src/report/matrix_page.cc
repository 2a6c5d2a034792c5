// The page of a responsibility matrix; see pages.h.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/holders.h"
#include "src/report/internal/wording.h"
#include "zeren/assign/matrix.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::Wording;

// The letter as it stands: "A"; in place of another "(A)"; without an answer
// "A?".
Page::Span SpanOf(const MatrixMark& mark) {
  const std::string letter(1, LetterOf(mark.role));
  switch (mark.standing) {
    case MatrixStanding::kAssigned:
      return {letter, Page::Tone::kStrong};
    case MatrixStanding::kStandIn:
      return {Concat("(", letter, ")"), Page::Tone::kPlain};
    case MatrixStanding::kUnanswered:
      break;
  }
  return {Concat(letter, "?"), Page::Tone::kBad};
}

class MatrixPage {
 public:
  MatrixPage(const Snapshot& snapshot, const ResponsibilityMatrix& matrix,
             const PageOptions& options)
      : snapshot_(snapshot),
        matrix_(matrix),
        words_(snapshot, options.language) {
    for (const MatrixRow& row : matrix.rows) {
      nobody_ += row.nobody_accountable() ? 1 : 0;
      many_ += row.many_accountable() ? 1 : 0;
      remarks_ = remarks_ || !RemarksOn(row).empty();
    }
  }

  Page Make() const {
    const std::string unit = words_.Named(matrix_.unit);
    Page page;
    page.title = words_.Title(Concat("responsibility matrix of ", unit),
                              Concat(unit, "的责任分配矩阵"));
    if (!matrix_.rows.empty()) page.sections.push_back({"", {Marks()}});
    if (!matrix_.columns.empty()) {
      page.sections.push_back({words_.Say("Posts", "岗位"), {Columns()}});
    }
    page.sections.push_back(Summary());
    return page;
  }

 private:
  // ---- The matrix

  Page::Tree Marks() const {
    Page::Tree tree{.columns = {{words_.Say("work", "工作")}}, .rows = {}};
    for (std::size_t i = 0; i < matrix_.columns.size(); ++i) {
      tree.columns.push_back(
          {.title = TitleOf(matrix_.columns[i]), .brief = NumberOf(i)});
    }
    if (remarks_) tree.columns.push_back({words_.Say("remarks", "备注")});
    tree.columns.push_back({words_.Say("node", "标识")});
    for (const MatrixRow& row : matrix_.rows) {
      Page::Tree::Row& out = tree.rows.emplace_back();
      out.depth = row.depth;
      out.cells.resize(1 + matrix_.columns.size());
      out.cells[0] = {{words_.Label(row.work)}};
      for (const MatrixMark& mark : row.marks) {
        Page::Line& cell = out.cells[1 + mark.column];
        if (!cell.empty()) cell.push_back({" "});
        cell.push_back(SpanOf(mark));
      }
      if (remarks_) out.cells.push_back(RemarksOn(row));
      out.cells.push_back({{words_.Reference(row.work), Page::Tone::kFaint}});
    }
    return tree;
  }

  static std::string NumberOf(std::size_t column) {
    return std::to_string(column + 1);
  }

  // Titles of posts repeat from unit to unit, so the node is named, too.
  std::string TitleOf(const MatrixColumn& column) const {
    std::string title = words_.Named(column.node);
    const auto post = column.node.As<PostId>();
    if (post && snapshot_.posts().state(*post) == PostState::kVacant) {
      title += words_.Say(", vacant", "，空缺");
    }
    return title;
  }

  Page::Line RemarksOn(const MatrixRow& row) const {
    Page::Line line;
    const auto add = [&](std::string text, Page::Tone tone) {
      if (!line.empty()) line.push_back({words_.Say("; ", "；")});
      line.push_back({std::move(text), tone});
    };
    if (row.nobody_accountable()) {
      add(words_.Say("nobody accountable", "无人负责"), Page::Tone::kBad);
    }
    if (row.many_accountable()) {
      add(words_.Count(row.answer(Role::kAccountable).targets, "accountable",
                       "accountable", "方负责"),
          Page::Tone::kWarning);
    }
    if (row.nobody_responsible()) {
      add(words_.Say("nobody responsible", "无人执行"), Page::Tone::kWarning);
    }
    return line;
  }

  // ---- What the numbers and letters stand for

  Page::Table Columns() const {
    Page::Table table{.columns = {{.title = "", .align = Page::Align::kRight},
                                  {words_.Say("post or person", "岗位或人员")},
                                  {words_.Say("held by", "任职")},
                                  {words_.Say("unit", "单位")},
                                  {words_.Say("node", "标识")}},
                      .rows = {}};
    for (std::size_t i = 0; i < matrix_.columns.size(); ++i) {
      const Node node = matrix_.columns[i].node;
      Page::Line holders;
      Page::Line unit;
      if (const auto post = node.As<PostId>()) {
        holders = internal::HoldersOf(snapshot_, *post, words_);
      }
      if (const auto of = snapshot_.UnitOf(node)) unit = {{words_.Label(*of)}};
      table.rows.push_back({{{NumberOf(i), Page::Tone::kFaint}},
                            {{words_.Label(node)}},
                            std::move(holders),
                            std::move(unit),
                            {{words_.Reference(node), Page::Tone::kFaint}}});
    }
    return table;
  }

  std::string Letters() const {
    return words_.Say(
        "A accountable, R responsible, S support, C consulted, I informed, O "
        "oversight. In brackets: answers for who is assigned, or because "
        "nobody is. With a question mark: assigned, and does not answer.",
        "A 负责，R 执行，S 支持，C 咨询，I 知会，O 监督。括号：代被分派者或因"
        "无人被分派而承担；问号：已分派但无人履行。");
  }

  Page::Section Summary() const {
    Page::Section section;
    const auto say = [&](std::string text, Page::Tone tone) {
      section.blocks.emplace_back(Page::Paragraph{{{std::move(text), tone}}});
    };
    if (!matrix_.rows.empty()) say(Letters(), Page::Tone::kFaint);
    const std::string end = words_.Say(".", "。");
    const std::string comma = words_.Say(", ", "，");
    say(Concat(words_.Count(matrix_.rows.size(), "piece of work",
                            "pieces of work", "项工作"),
               comma,
               words_.Count(nobody_, "with nobody accountable",
                            "with nobody accountable", "项无人负责"),
               comma,
               words_.Count(many_, "with several accountable",
                            "with several accountable", "项多方负责"),
               end),
        nobody_ > 0 ? Page::Tone::kBad
        : many_ > 0 ? Page::Tone::kWarning
                    : Page::Tone::kGood);
    if (matrix_.finished_left_out > 0) {
      say(words_.Count(matrix_.finished_left_out,
                       "task is done or cancelled and is not shown.",
                       "tasks are done or cancelled and are not shown.",
                       "项已完成或取消的任务未列出。"),
          Page::Tone::kFaint);
    }
    section.blocks.emplace_back(
        Page::Paragraph{words_.Completeness(matrix_.complete)});
    return section;
  }

  const Snapshot& snapshot_;
  const ResponsibilityMatrix& matrix_;
  const Wording words_;
  std::size_t nobody_ = 0;
  std::size_t many_ = 0;
  bool remarks_ = false;
};

}  // namespace

Page MakePage(const Snapshot& snapshot, const ResponsibilityMatrix& matrix,
              const PageOptions& options) {
  return MatrixPage(snapshot, matrix, options).Make();
}

}  // namespace zeren
