// line_writer.h -- lines from nodes to their superiors, read and written anew.

#ifndef ZEREN_ADVISE_INTERNAL_LINE_WRITER_H_
#define ZEREN_ADVISE_INTERNAL_LINE_WRITER_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/advise/internal/repair_ideas.h"
#include "src/advise/internal/row_order.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {

// A line as it is written: in a record of its own, or on the node.
struct WrittenLine {
  Node node;
  bool on_node = true;
  std::uint32_t row = 0;  // Of the array of lines, unless it is on the node.
  std::uint32_t superior = kNoIndex;  // May be `kNobodyIndex`.
  DayNumber from = kDawn;
  std::uint32_t kind = kNoIndex;  // A word; `kNoIndex` for primary lines.

  bool primary() const { return kind == kNoIndex; }
};

// LineWriter
//
// Reads the lines of nodes, and writes them anew.
class LineWriter {
 public:
  explicit LineWriter(RepairIdeas& ideas)
      : ideas_(ideas), rep_(ideas.rep()), snapshot_(ideas.snapshot()) {}

  // The lines that are stated and count: what is written on a post gives way to
  // a dated primary line.
  std::vector<WrittenLine> Stated(Node node) const {
    std::vector<WrittenLine> lines = Dated(node, /*stated=*/true);
    const bool primary =
        std::any_of(lines.begin(), lines.end(),
                    [](const WrittenLine& line) { return line.primary(); });
    const WrittenLine own = OnNode(node);
    if (own.superior != kNoIndex &&
        !(primary && node.kind() == NodeKind::kPost)) {
      lines.insert(lines.begin(), own);
    }
    return lines;
  }

  // Takes a line away from the day on; what is written on a node, altogether.
  void Unset(const WrittenLine& line, RecordEdits& edits) const {
    const std::uint32_t index = line.node.index();
    if (!line.on_node) {
      if (line.node.kind() == NodeKind::kUnit) {
        edits.End<UnitLineView>(line.row);
      } else {
        edits.End<ReportingLineView>(line.row);
      }
      return;
    }
    switch (line.node.kind()) {
      case NodeKind::kUnit:
        return edits.Set<UnitView>(
            index,
            Partial<UnitRecord>().With(&UnitRecord::parent, std::nullopt));
      case NodeKind::kPost:
        return edits.Set<PostView>(
            index,
            Partial<PostRecord>().With(&PostRecord::reports_to,
                                       BasicReportsTo<std::string>::Nobody()));
      case NodeKind::kTask:
        return edits.Set<TaskView>(
            index,
            Partial<TaskRecord>().With(&TaskRecord::parent, std::nullopt));
      case NodeKind::kDuty:
        return edits.Set<DutyView>(
            index,
            Partial<DutyRecord>().With(&DutyRecord::superior, std::nullopt));
      default:
        return;
    }
  }

  // Has a line lead to another superior from the day on; one that is written on
  // the node, altogether.
  void Lead(const WrittenLine& line, std::uint32_t superior,
            RecordEdits& edits) const {
    const std::uint32_t index = line.node.index();
    const std::string id(rep_.id(Node(line.node.kind(), superior)));
    if (!line.on_node) {
      if (line.node.kind() == NodeKind::kUnit) {
        Replace<UnitLineView, &UnitLineRecord::parent>(line, id, edits);
      } else {
        Replace<ReportingLineView, &ReportingLineRecord::reports_to>(line, id,
                                                                     edits);
      }
      return;
    }
    switch (line.node.kind()) {
      case NodeKind::kUnit:
        return edits.Set<UnitView>(
            index, Partial<UnitRecord>().With(&UnitRecord::parent, id));
      case NodeKind::kPost:
        return edits.Set<PostView>(
            index, Partial<PostRecord>().With(&PostRecord::reports_to, id));
      case NodeKind::kTask:
        return edits.Set<TaskView>(
            index, Partial<TaskRecord>().With(&TaskRecord::parent, id));
      case NodeKind::kDuty:
        return edits.Set<DutyView>(
            index, Partial<DutyRecord>().With(&DutyRecord::superior, id));
      default:
        return;
    }
  }

  // The post that the rule by heads would give.
  std::optional<PostId> ByHeads(Node node) const {
    const std::optional<PostId> post = node.As<PostId>();
    if (!post) return std::nullopt;
    const std::optional<UnitId> unit = snapshot_.posts().unit(*post);
    if (!unit) return std::nullopt;
    for (const PostId head : HeadsFrom(snapshot_, *unit)) {
      if (head != *post) return head;
    }
    return std::nullopt;
  }

  // The nearest superior in force that is written above a node, on whatever
  // day.
  std::optional<Node> NearestInForceAbove(Node node) const {
    constexpr int kMostSteps = 64;
    Node at = node;
    for (int step = 0; step < kMostSteps; ++step) {
      std::optional<WrittenLine> best;
      std::vector<WrittenLine> lines = Dated(at, /*stated=*/false);
      lines.push_back(OnNode(at));
      for (const WrittenLine& line : lines) {
        if (!line.primary() || line.superior >= kNobodyIndex) continue;
        const Node superior(at.kind(), line.superior);
        if (!rep_.Exists(superior) || superior == node) continue;
        if (!best || line.from > best->from ||
            (line.from == best->from &&
             rep_.id(superior) < rep_.id(Node(at.kind(), best->superior)))) {
          best = line;
        }
      }
      if (!best) return std::nullopt;
      at = Node(at.kind(), best->superior);
      if (snapshot_.InForce(at)) return at;
    }
    return std::nullopt;
  }

  // "unit:a answers to unit:b".
  Text Title(std::string_view verb, std::string_view verb_zh,
             const WrittenLine& line) const {
    const Organization& org = ideas_.organization();
    const bool nobody = line.superior == kNobodyIndex;
    const Node superior(line.node.kind(), line.superior);
    const std::string to =
        nobody ? std::string("nobody") : InEnglish(org, superior);
    const std::string to_zh =
        nobody ? std::string("“无”") : InChinese(org, superior);
    const std::string when =
        line.on_node ? std::string() : Concat(" on ", FormatDay(ideas_.day()));
    const std::string when_zh =
        line.on_node ? std::string()
                     : Concat("自", FormatDay(ideas_.day()), "起");
    return Say(Concat(verb, " ", InEnglish(org, line.node), " to ", to, when),
               Concat(when_zh, verb_zh, InChinese(org, line.node), "与上级",
                      to_zh, "的关系"));
  }
  // "end the line from unit:a to unit:b on 2026-11-22".
  Text EndTitle(const WrittenLine& line) const {
    return line.on_node ? Title("take away the line from", "取消", line)
                        : Title("end the line from", "终止", line);
  }
  Text LeadTitle(const WrittenLine& line, Node superior) const {
    const Organization& org = ideas_.organization();
    const std::string when = line.on_node
                                 ? std::string()
                                 : Concat(" from ", FormatDay(ideas_.day()));
    const std::string when_zh =
        line.on_node ? std::string()
                     : Concat("自", FormatDay(ideas_.day()), "起");
    return Say(Concat("have ", InEnglish(org, line.node), " answer to ",
                      InEnglish(org, superior), when),
               Concat(when_zh, "将", InChinese(org, line.node), "的上级改为",
                      InChinese(org, superior)));
  }
  // Titles of several lines, one after another.
  static Text Join(const std::vector<Text>& titles) {
    std::string english;
    std::string chinese;
    for (const Text& title : titles) {
      if (!english.empty()) english += "; ";
      if (!chinese.empty()) chinese += "；";
      english += title.In("en");
      chinese += title.In("zh");
    }
    return Say(std::move(english), std::move(chinese));
  }

  // Adds the idea to take lines away.
  void ThinkOfEnding(const std::vector<WrittenLine>& lines) const {
    RecordEdits edits = ideas_.Edits();
    std::vector<Text> titles;
    for (const WrittenLine& line : lines) {
      Unset(line, edits);
      titles.push_back(EndTitle(line));
    }
    ideas_.Add(edits, Join(titles));
  }
  // Adds the idea that lines lead somewhere else.
  void ThinkOfLeading(const std::vector<WrittenLine>& lines,
                      Node superior) const {
    RecordEdits edits = ideas_.Edits();
    std::vector<Text> titles;
    for (const WrittenLine& line : lines) {
      if (superior == line.node || line.superior == superior.index()) return;
      Lead(line, superior.index(), edits);
      titles.push_back(LeadTitle(line, superior));
    }
    ideas_.Add(edits, Join(titles));
  }

 private:
  std::uint32_t KindOf(std::uint32_t word) const {
    return word != kNoIndex && rep_.names.words[word] == "primary" ? kNoIndex
                                                                   : word;
  }

  WrittenLine OnNode(Node node) const {
    WrittenLine line{.node = node, .from = rep_.Written(node).from};
    const std::uint32_t index = node.index();
    switch (node.kind()) {
      case NodeKind::kUnit:
        line.superior = rep_.table<UnitView>().Get<&UnitView::parent>()[index];
        break;
      case NodeKind::kPost:
        line.superior =
            rep_.table<PostView>().Get<&PostView::reports_to>()[index];
        break;
      case NodeKind::kTask:
        line.superior = rep_.table<TaskView>().Get<&TaskView::parent>()[index];
        break;
      case NodeKind::kDuty:
        line.superior =
            rep_.table<DutyView>().Get<&DutyView::superior>()[index];
        break;
      default:
        break;
    }
    return line;
  }

  std::vector<WrittenLine> Dated(Node node, bool stated) const {
    if (node.kind() == NodeKind::kUnit) {
      return DatedOf<UnitLineView, &UnitLineView::parent>(
          node, rep_.lines_of_unit, stated);
    }
    if (node.kind() == NodeKind::kPost) {
      return DatedOf<ReportingLineView, &ReportingLineView::reports_to>(
          node, rep_.lines_of_post, stated);
    }
    return {};
  }
  template <typename View, auto kSuperior>
  std::vector<WrittenLine> DatedOf(Node node, const Groups& groups,
                                   bool stated) const {
    const Table<View>& table = rep_.table<View>();
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = groups.begin(node.index());
         row < groups.end(node.index()); ++row) {
      if (!stated || ideas_.Holds(table.Written(row))) rows.push_back(row);
    }
    SortByRecord<View>(rep_, rows);
    std::vector<WrittenLine> lines;
    for (const std::uint32_t row : rows) {
      lines.push_back({.node = node,
                       .on_node = false,
                       .row = row,
                       .superior = table.template Get<kSuperior>()[row],
                       .from = table.Written(row).from,
                       .kind = KindOf(table.template Get<&View::kind>()[row])});
    }
    return lines;
  }

  // A line that leads elsewhere from the day on; one that begins only then is
  // written anew.
  template <typename View, auto kSuperior>
  void Replace(const WrittenLine& line, const std::string& id,
               RecordEdits& edits) const {
    using Record = RecordOf<View>;
    if (line.from >= ToDayNumber(ideas_.day())) {
      edits.Set<View>(line.row, Partial<Record>().With(kSuperior, id));
      return;
    }
    Record next = edits.RecordAt<View>(line.row);
    edits.End<View>(line.row);
    next.*kSuperior = id;
    next.valid_from = ideas_.day();
    edits.Add(std::move(next));
  }

  RepairIdeas& ideas_;
  const OrganizationRep& rep_;
  const Snapshot& snapshot_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ADVISE_INTERNAL_LINE_WRITER_H_
