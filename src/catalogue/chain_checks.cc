// Lines that lead nowhere, to several superiors, or round in a circle.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/stated_lines.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

// The names of superiors of one kind, each once, in order of their bytes.
// Nobody, "nobody", comes before every post.
Value::List NamesOfSuperiors(const Organization& organization, NodeKind kind,
                             const std::vector<std::uint32_t>& superiors) {
  std::vector<std::string> names;
  for (const std::uint32_t superior : superiors) {
    names.push_back(superior == kNobodyIndex
                        ? "nobody"
                        : organization.NameOf(Node(kind, superior)));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Value::List(names.begin(), names.end());
}

// --------------------------------------------------------
// superior_not_in_force

void FindSuperiorNotInForce(const CheckView& view, Node focus, const Params&,
                            std::vector<Detection>& out) {
  std::vector<std::uint32_t> superiors;
  ForEachStatedLine(view, focus, [&](const StatedLine& line) {
    if (line.verdict == Verdict::kNotInForce)
      superiors.push_back(line.superior);
  });
  if (superiors.empty()) return;
  out.push_back(
      {.focus = focus,
       .value = Value::Record{
           {"superiors",
            NamesOfSuperiors(view.organization(), focus.kind(), superiors)}}});
}

Text SaySuperiorNotInForce(const Organization& organization,
                           const Detection& detection, const Params&) {
  return Say(Concat(InEnglish(organization, detection.focus), " answers to ",
                    InEnglish(organization, detection.value, "superiors"),
                    ", which does not exist on this day"),
             Concat(InChinese(organization, detection.focus), "的上级",
                    InChinese(organization, detection.value, "superiors"),
                    "当日不存在"));
}

// ------------------------------------------------------------
// several_superiors

// Kinds of lines by name, and superiors on them, each pair once.
using Candidates = std::vector<std::pair<std::string_view, std::uint32_t>>;

Candidates CandidatesOf(const CheckView& view, Node focus,
                        const Params& params) {
  const IdTable& words = view.organization().rep().names.words;
  Candidates candidates;
  ForEachStatedLine(view, focus, [&](const StatedLine& line) {
    if (line.verdict != Verdict::kCandidate) return;
    const std::string_view kind =
        line.kind == kNoIndex ? "primary" : words[line.kind];
    if (Admits(params, 0, kind)) candidates.emplace_back(kind, line.superior);
  });
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()),
                   candidates.end());
  return candidates;
}

// Each kind of line is a contradiction of its own, told apart by the key.
void FindSeveralSuperiors(const CheckView& view, Node focus,
                          const Params& params, std::vector<Detection>& out) {
  const Candidates candidates = CandidatesOf(view, focus, params);
  for (auto first = candidates.begin(); first != candidates.end();) {
    const std::string_view kind = first->first;
    std::vector<std::uint32_t> superiors;
    for (; first != candidates.end() && first->first == kind; ++first) {
      superiors.push_back(first->second);
    }
    if (superiors.size() < 2) continue;
    out.push_back({.focus = focus,
                   .key = std::string(kind),
                   .value = Value::Record{
                       {"superiors", NamesOfSuperiors(view.organization(),
                                                      focus.kind(), superiors)},
                       {"kind", kind}}});
  }
}

Text SaySeveralSuperiors(const Organization& organization,
                         const Detection& detection, const Params&) {
  const std::string_view kind = WordIn(detection.value, "kind");
  // A line without a kind, which no profile has to list.
  const bool primary = kind == "primary";
  const std::string en =
      primary ? std::string(kind)
              : InEnglish(organization, Vocabulary::kLineKinds, kind);
  const std::string zh =
      primary ? std::string("主")
              : InChinese(organization, Vocabulary::kLineKinds, kind);
  return Say(Concat(InEnglish(organization, detection.focus),
                    " has several superiors at once on the ", en, " line: ",
                    InEnglish(organization, detection.value, "superiors")),
             Concat(InChinese(organization, detection.focus), "在", zh,
                    "线上同时有多个上级：",
                    InChinese(organization, detection.value, "superiors")));
}

// --------------------------------------------------------------
// reporting_cycle

void FindReportingCycle(const CheckView& view, Node focus, const Params& params,
                        std::vector<Detection>& out) {
  if (!Admits(params, 0, NameOf(focus.kind()))) return;
  std::vector<Node> cycle = view.CycleAt(focus);
  if (cycle.empty()) return;
  out.push_back({.focus = focus, .cycle = std::move(cycle)});
}

Text SayReportingCycle(const Organization& organization,
                       const Detection& detection, const Params&) {
  constexpr std::size_t kMaxSaid = 5;
  const std::vector<Node>& cycle = detection.cycle;
  std::string way;
  for (std::size_t i = 0; i < cycle.size() && i < kMaxSaid; ++i) {
    way += Concat(organization.NameOf(cycle[i]), " -> ");
  }
  if (cycle.size() > kMaxSaid) way += "... -> ";
  way += organization.NameOf(detection.focus);
  return Say(
      Concat(InEnglish(organization, detection.focus),
             " answers to itself by a circle of ", std::to_string(cycle.size()),
             ": ", way),
      Concat(InChinese(organization, detection.focus), "处于",
             std::to_string(cycle.size()), "个节点的上下级循环中：", way));
}

// ------------------------------------------------------------------
// self_parent

void FindSelfParent(const CheckView& view, Node focus, const Params&,
                    std::vector<Detection>& out) {
  bool itself = false;
  ForEachStatedLine(view, focus, [&](const StatedLine& line) {
    itself = itself || line.verdict == Verdict::kItself;
  });
  if (!itself) return;
  out.push_back({.focus = focus});
}

Text SaySelfParent(const Organization& organization, const Detection& detection,
                   const Params&) {
  return Say(
      Concat(InEnglish(organization, detection.focus),
             " is written as its own superior"),
      Concat(InChinese(organization, detection.focus), "被写成自己的上级"));
}

Scope ScopeOfLines(Reach reach) {
  return {
      .reads = {FactKind::kUnits, FactKind::kUnitLines, FactKind::kPosts,
                FactKind::kReportingLines, FactKind::kTasks, FactKind::kDuties},
      .reach = reach};
}

}  // namespace

CheckSpec SuperiorNotInForce() {
  return {
      .name = "superior_not_in_force",
      .meaning = Say("the written superior of a unit or post exists, but not "
                     "on this day",
                     "单位或岗位所写的上级存在，但当日不在存续期内"),
      .focus_kinds = {NodeKind::kUnit, NodeKind::kPost},
      .scope = ScopeOfLines(Reach::kRow),
      .evaluate = FindSuperiorNotInForce,
      .message = SaySuperiorNotInForce};
}

CheckSpec SeveralSuperiors() {
  return {
      .name = "several_superiors",
      .meaning = Say("a unit or post has several different superiors on one "
                     "kind of line at once",
                     "单位或岗位在同一类线上同时有多个不同的上级"),
      .focus_kinds = {NodeKind::kUnit, NodeKind::kPost},
      .params = {WordParam("kind", "line_kinds",
                           Say("only lines of this kind", "只检查这一类线"))},
      .scope = ScopeOfLines(Reach::kRow),
      .evaluate = FindSeveralSuperiors,
      .message = SaySeveralSuperiors};
}

CheckSpec ReportingCycle() {
  return {.name = "reporting_cycle",
          .meaning = Say(
              "a unit, post, task or duty answers to itself by a circle; one "
              "gap for each circle, at the member with the smallest id",
              "上下级关系形成循环；每个循环报一次，报在编号最小的成员上"),
          .focus_kinds = {NodeKind::kUnit, NodeKind::kPost, NodeKind::kTask,
                          NodeKind::kDuty},
          .params = {ChoiceParam(
              "kind", {"unit", "post", "task", "duty"},
              Say("only circles of these", "只检查这一类节点的循环"))},
          .scope = ScopeOfLines(Reach::kChain),
          .evaluate = FindReportingCycle,
          .message = SayReportingCycle};
}

CheckSpec SelfParent() {
  return {.name = "self_parent",
          .meaning = Say("a unit, post, task or duty is written as its own "
                         "superior",
                         "单位、岗位、任务或职责被写成自己的上级"),
          .focus_kinds = {NodeKind::kUnit, NodeKind::kPost, NodeKind::kTask,
                          NodeKind::kDuty},
          .scope = ScopeOfLines(Reach::kRow),
          .evaluate = FindSelfParent,
          .message = SaySelfParent};
}

}  // namespace zeren::internal
