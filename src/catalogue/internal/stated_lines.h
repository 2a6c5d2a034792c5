// stated_lines.h -- what is written, on a day, about whom a node answers to.

#ifndef ZEREN_CATALOGUE_INTERNAL_STATED_LINES_H_
#define ZEREN_CATALOGUE_INTERNAL_STATED_LINES_H_

#include <cstdint>
#include <string_view>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/gaps/check_view.h"

namespace zeren::internal {

// How a written superior stands to the node that it is written for.
enum class Verdict : std::uint8_t {
  kCandidate,  // It can be the superior; nobody, written out, can too.
  kAbsent,     // The document does not have it.
  kItself,
  kNotInForce,
};

struct StatedLine {
  // A word; `kNoIndex` for `primary`, written or not.
  std::uint32_t kind = kNoIndex;
  // Of the node's own kind; `kNobodyIndex` for nobody.
  std::uint32_t superior = kNoIndex;
  Verdict verdict = Verdict::kCandidate;
};

// Calls `visit(line)` for each stated line of a unit, post, task or duty in
// force. O(lines of the node).
template <typename Visit>
class LineVisitor {
 public:
  LineVisitor(const CheckView& view, Visit visit)
      : view_(view), rep_(view.organization().rep()), visit_(visit) {}

  void Run(Node node) {
    const std::uint32_t index = node.index();
    switch (node.kind()) {
      case NodeKind::kUnit:
        Judge(node, kNoIndex,
              rep_.table<UnitView>().Get<&UnitView::parent>()[index]);
        JudgeRows<UnitLineView, &UnitLineView::parent>(node,
                                                       rep_.lines_of_unit);
        break;
      case NodeKind::kPost:
        // What is written on the post itself gives way to a dated line.
        if (!JudgeRows<ReportingLineView, &ReportingLineView::reports_to>(
                node, rep_.lines_of_post)) {
          Judge(node, kNoIndex,
                rep_.table<PostView>().Get<&PostView::reports_to>()[index]);
        }
        break;
      case NodeKind::kTask:
        Judge(node, kNoIndex,
              rep_.table<TaskView>().Get<&TaskView::parent>()[index]);
        break;
      case NodeKind::kDuty:
        Judge(node, kNoIndex,
              rep_.table<DutyView>().Get<&DutyView::superior>()[index]);
        break;
      default:
        break;
    }
  }

 private:
  // Returns whether a primary line is stated.
  template <typename View, auto kSuperior>
  bool JudgeRows(Node node, const Groups& rows) {
    const Table<View>& lines = rep_.template table<View>();
    bool primary = false;
    for (std::uint32_t row = rows.begin(node.index());
         row < rows.end(node.index()); ++row) {
      if (!view_.Holds(lines.Written(row))) continue;
      const std::uint32_t kind = KindOf(lines.template Get<&View::kind>()[row]);
      primary = primary || kind == kNoIndex;
      Judge(node, kind, lines.template Get<kSuperior>()[row]);
    }
    return primary;
  }

  std::uint32_t KindOf(std::uint32_t word) const {
    return word != kNoIndex && rep_.names.words[word] == "primary" ? kNoIndex
                                                                   : word;
  }

  void Judge(Node node, std::uint32_t kind, std::uint32_t superior) {
    if (superior == kNoIndex) return;  // Not written.
    visit_(StatedLine{kind, superior, VerdictOn(node, superior)});
  }
  Verdict VerdictOn(Node node, std::uint32_t superior) const {
    if (superior == kNobodyIndex) return Verdict::kCandidate;
    if (!rep_.Exists(node.kind(), superior)) return Verdict::kAbsent;
    if (superior == node.index()) return Verdict::kItself;
    return view_.InForce(Node(node.kind(), superior)) ? Verdict::kCandidate
                                                      : Verdict::kNotInForce;
  }

  const CheckView& view_;
  const OrganizationRep& rep_;
  Visit visit_;
};

template <typename Visit>
void ForEachStatedLine(const CheckView& view, Node node, Visit visit) {
  LineVisitor<Visit>(view, visit).Run(node);
}

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_STATED_LINES_H_
