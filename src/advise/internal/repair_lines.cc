// What might mend lines that lead nowhere, to several superiors, or round in a
// circle.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "src/advise/internal/line_writer.h"
#include "src/advise/internal/repair_ideas.h"
#include "src/catalogue/internal/wording.h"

namespace zeren::internal {
namespace {

// Some lines that would have to go together.
struct LineBundle {
  std::vector<WrittenLine> lines;
  DayNumber from = kDawn;  // Of the youngest.
};

}  // namespace

// The youngest line first; of lines of one age that of the smallest id, where
// the circle is taken to end anyway.
void MendCycle(RepairIdeas& ideas) {
  const LineWriter writer(ideas);
  const std::vector<Node>& cycle = ideas.gap().detection.cycle;
  std::vector<LineBundle> bundles;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const Node next = cycle[i + 1 == cycle.size() ? 0 : i + 1];
    LineBundle bundle;
    for (const WrittenLine& line : writer.Stated(cycle[i])) {
      if (!line.primary() || line.superior != next.index()) continue;
      bundle.from = std::max(bundle.from, line.from);
      bundle.lines.push_back(line);
    }
    if (!bundle.lines.empty()) bundles.push_back(std::move(bundle));
  }
  const OrganizationRep& rep = ideas.rep();
  std::sort(bundles.begin(), bundles.end(),
            [&](const LineBundle& a, const LineBundle& b) {
              if (a.from != b.from) return a.from > b.from;
              return rep.id(a.lines[0].node) < rep.id(b.lines[0].node);
            });
  for (const LineBundle& bundle : bundles) {
    if (ideas.full()) return;
    writer.ThinkOfEnding(bundle.lines);
  }
  for (const LineBundle& bundle : bundles) {
    if (ideas.full()) return;
    if (const auto head = writer.ByHeads(bundle.lines[0].node)) {
      writer.ThinkOfLeading(bundle.lines, *head);
    }
  }
}

void MendSelfParent(RepairIdeas& ideas) {
  const LineWriter writer(ideas);
  std::vector<WrittenLine> lines = writer.Stated(ideas.focus());
  std::erase_if(lines, [&](const WrittenLine& line) {
    return line.superior != ideas.focus().index();
  });
  writer.ThinkOfEnding(lines);
  if (const auto head = writer.ByHeads(ideas.focus())) {
    writer.ThinkOfLeading(lines, *head);
  }
}

void MendSuperiorNotInForce(RepairIdeas& ideas) {
  const LineWriter writer(ideas);
  const NodeKind kind = ideas.focus().kind();
  std::vector<WrittenLine> lines = writer.Stated(ideas.focus());
  std::erase_if(lines, [&](const WrittenLine& line) {
    const Node superior(kind, line.superior);
    return line.superior >= kNobodyIndex || superior == ideas.focus() ||
           !ideas.rep().Exists(superior) || ideas.snapshot().InForce(superior);
  });
  if (lines.empty()) return;
  // Each line to the nearest superior that is left.
  RecordEdits edits = ideas.Edits();
  std::vector<Text> titles;
  for (const WrittenLine& line : lines) {
    const auto above = writer.NearestInForceAbove(Node(kind, line.superior));
    if (!above || *above == ideas.focus()) continue;
    writer.Lead(line, above->index(), edits);
    titles.push_back(writer.LeadTitle(line, *above));
  }
  if (titles.size() == lines.size()) {
    ideas.Add(edits, LineWriter::Join(titles));
  }
  if (const auto head = writer.ByHeads(ideas.focus())) {
    writer.ThinkOfLeading(lines, *head);
  }
  writer.ThinkOfEnding(lines);
}

// The superior that counts is kept, that of the youngest line; failing that
// another.
void MendSeveralSuperiors(RepairIdeas& ideas) {
  const LineWriter writer(ideas);
  const Node focus = ideas.focus();
  const std::string_view wanted = WordIn(ideas.gap().detection.value, "kind");
  std::vector<WrittenLine> lines = writer.Stated(focus);
  std::erase_if(lines, [&](const WrittenLine& line) {
    const std::string_view kind =
        line.primary() ? "primary" : ideas.rep().names.words[line.kind];
    const Node superior(focus.kind(), line.superior);
    const bool candidate = line.superior == kNobodyIndex ||
                           (ideas.rep().Exists(superior) && superior != focus &&
                            ideas.snapshot().InForce(superior));
    return kind != wanted || !candidate;
  });
  const auto id_of = [&](const WrittenLine& line) {
    // Nobody comes before every id.
    return line.superior == kNobodyIndex
               ? std::string_view()
               : ideas.rep().id(Node(focus.kind(), line.superior));
  };
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const WrittenLine& a, const WrittenLine& b) {
                     if (a.from != b.from) return a.from > b.from;
                     return id_of(a) < id_of(b);
                   });
  std::vector<std::uint32_t> kept;
  for (const WrittenLine& keep : lines) {
    if (std::find(kept.begin(), kept.end(), keep.superior) != kept.end()) {
      continue;
    }
    kept.push_back(keep.superior);
    std::vector<WrittenLine> others = lines;
    std::erase_if(others, [&](const WrittenLine& line) {
      return line.superior == keep.superior;
    });
    writer.ThinkOfEnding(others);
  }
}

}  // namespace zeren::internal
