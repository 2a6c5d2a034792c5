// Superiors, cycles, head posts and holders on the oracle's day.

#include <algorithm>
#include <iterator>
#include <tuple>

#include "tests/support/oracle.h"

namespace zeren::testing {

// --- Lines and superiors ---

// Every stated line of the node, of any kind. `parent` of a unit is a primary
// line over the unit's own validity; `reports_to` of a post is one as long as
// no dated primary line is stated, and is otherwise not looked at.
std::vector<Oracle::Line> Oracle::StatedLines(const std::string& node) const {
  std::vector<Line> lines;
  if (!InForce(node)) return lines;
  const Json& record = Record(node);
  const std::string kind = KindOf(node);
  const auto add = [&](const Json& from, const std::string& field,
                       const std::string& line_kind, const std::string& rule) {
    const std::string written = Ref(kind, from, field);
    const std::string superior = written.empty() ? kNobody : written;
    const Verdict verdict = written.empty()      ? Verdict::kCandidate
                            : !Exists(superior)  ? Verdict::kAbsent
                            : superior == node   ? Verdict::kItself
                            : !InForce(superior) ? Verdict::kNotInForce
                                                 : Verdict::kCandidate;
    lines.push_back(
        {line_kind, Text(from, "valid_from"), superior, rule, verdict});
  };
  if (kind == "unit") {
    if (Field(record, "parent")) add(record, "parent", "primary", "parent");
    for (const Json& line : Rows("unit_lines")) {
      if (Ref("unit", line, "child") == node && IsStated(line)) {
        add(line, "parent", Text(line, "kind", "primary"), "parent");
      }
    }
  } else if (kind == "post") {
    bool dated = false;
    for (const Json& line : Rows("reporting_lines")) {
      if (Ref("post", line, "post") == node && IsStated(line)) {
        add(line, "reports_to", Text(line, "kind", "primary"),
            "reporting-line");
        dated = dated || lines.back().kind == "primary";
      }
    }
    // Null written out says "nobody", so the key itself counts here.
    if (!dated && record.contains("reports_to")) {
      add(record, "reports_to", "primary", "reports-to");
    }
  } else if (kind == "task") {
    if (Field(record, "parent")) add(record, "parent", "primary", "parent");
  } else if (kind == "duty") {
    if (Field(record, "superior")) {
      add(record, "superior", "primary", "superior");
    }
  }
  return lines;
}

// Returns the primary candidate with the latest written start, among equals the
// smaller id, where null is smaller than any; empty if there is none, or if it
// is nobody.
std::string Oracle::Choose(const std::vector<Line>& lines) {
  const Line* best = nullptr;
  for (const Line& line : lines) {
    if (line.kind != "primary" || line.verdict != Verdict::kCandidate) continue;
    if (best == nullptr || line.start > best->start ||
        (line.start == best->start && line.superior < best->superior)) {
      best = &line;
    }
  }
  return best == nullptr || best->superior == kNobody ? "" : best->superior;
}

std::string Oracle::FindHeadPost(const std::string& unit) const {
  if (!InForce(unit)) return "";
  // A written head that is not in force leaves the unit without one.
  const std::string written = Ref("post", Record(unit), "head");
  if (!written.empty()) return InForce(written) ? written : "";
  std::string only;
  for (const std::string& post : Nodes("post")) {
    const auto kind = post_kinds_.find(Text(Record(post), "kind"));
    if (Ref("unit", Record(post), "unit") != unit || !InForce(post) ||
        kind == post_kinds_.end() || !kind->second.head) {
      continue;
    }
    if (!only.empty()) return "";  // Two head posts: none is the head.
    only = post;
  }
  return only;
}

// Units come first: posts take superiors from them, with their cycles cut.
void Oracle::FindSuperiors() {
  for (const std::string& unit : Nodes("unit")) {
    heads_[unit] = FindHeadPost(unit);
  }
  for (const std::string kind : {"unit", "post", "task", "duty"}) {
    for (const std::string& node : Nodes(kind)) {
      if (!InForce(node)) continue;
      Up up;
      if (kind == "post") {
        up = SuperiorOfPost(node);
      } else {
        up.superior = Choose(StatedLines(node));
        if (!up.superior.empty()) {
          up.rule = kind == "duty" ? "superior" : "parent";
        }
      }
      ups_[node] = up;
    }
    CutCycles(kind);
  }
}

Oracle::Up Oracle::SuperiorOfPost(const std::string& post) const {
  // 1. What is written, if anything primary is: never replaced by the rule,
  // even if it names nobody who could be the superior.
  const std::vector<Line> lines = StatedLines(post);
  for (const Line& line : lines) {
    if (line.kind != "primary") continue;
    const std::string superior = Choose(lines);
    return {superior, superior.empty() ? "" : line.rule, false};
  }
  return SuperiorByUnits(post);
}

Oracle::Up Oracle::SuperiorByUnits(const std::string& post) const {
  // 2. The unit's head post, unless this is the head.
  const std::string unit = Ref("unit", Record(post), "unit");
  if (!Exists(unit)) return {};
  const std::string head = HeadPost(unit);
  if (!head.empty() && head != post) return {head, "unit-head", false};
  // 3. The head post of the nearest proper ancestor with one other than this.
  std::string at = unit;
  while (true) {
    const Up up = Ask(at);
    if (up.superior.empty()) return {"", "", up.cut};
    at = up.superior;
    const std::string above = HeadPost(at);
    if (!above.empty() && above != post) return {above, "ancestor-head", false};
  }
}

// A person answers to the head post of the unit or of the nearest ancestor with
// one; who holds that post answers as the post does, once. Only where no head
// is found is the person's own post asked.
Oracle::Up Oracle::SuperiorOfPerson(const std::string& person) const {
  const std::string unit = HomeUnit(person);
  bool cut = false;
  for (std::string at = unit; !at.empty();) {
    const std::string head = HeadPost(at);
    if (!head.empty()) {
      if (Holds(person, head)) return Ask(head);
      return {head, at == unit ? "unit-head" : "ancestor-head", false};
    }
    const Up up = Ask(at);
    cut = up.cut;
    at = up.superior;
  }
  // Not acting before acting, then the latest written start, then the smaller
  // post id.
  const Json* best = nullptr;
  for (const Json* record : appointments_) {
    if (Ref("person", *record, "person") != person) continue;
    if (best == nullptr) {
      best = record;
    } else if (IsActing(*record) != IsActing(*best)) {
      if (IsActing(*best)) best = record;
    } else if (Text(*record, "valid_from") != Text(*best, "valid_from")) {
      if (Text(*record, "valid_from") > Text(*best, "valid_from")) {
        best = record;
      }
    } else if (Text(*record, "post") < Text(*best, "post")) {
      best = record;
    }
  }
  if (best == nullptr) return {"", "", cut};
  Up up = Ask(Ref("post", *best, "post"));
  up.cut = up.cut || cut;  // A cut above the unit may hide its head.
  return up;
}

Oracle::Up Oracle::Ask(const std::string& node) const {
  if (KindOf(node) == "person") return SuperiorOfPerson(node);
  const auto it = ups_.find(node);
  return it == ups_.end() ? Up{} : it->second;
}

// Each node has at most one superior, so a walk up either ends, or meets an
// earlier walk, or meets itself: then it has found a cycle. The member with the
// smallest id becomes a root.
void Oracle::CutCycles(const std::string& kind) {
  std::map<std::string, std::string> walks;  // Node to the start of its walk.
  for (const std::string& start : Nodes(kind)) {
    std::string at = start;
    while (!at.empty() && !walks.contains(at)) {
      walks[at] = start;
      at = Ask(at).superior;
    }
    if (at.empty() || walks[at] != start) continue;
    std::vector<std::string> cycle = {at};
    while (Ask(cycle.back()).superior != at) {
      cycle.push_back(Ask(cycle.back()).superior);
    }
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()),
                cycle.end());
    ups_[cycle.front()] = {"", "", true};
    cycles_.push_back(cycle);
  }
}

bool Oracle::HasCutCycle(const std::string& kind) const {
  return std::any_of(cycles_.begin(), cycles_.end(), [&](const auto& cycle) {
    return KindOf(cycle.front()) == kind;
  });
}

// --- The forest ---

std::vector<std::string> Oracle::Children(const std::string& node) const {
  std::vector<std::string> children;
  for (const auto& [child, up] : ups_) {
    if (up.superior == node) children.push_back(child);
  }
  return children;
}

// Returns the nodes in force of one kind, each after its superior.
std::vector<std::string> Oracle::ParentsFirst(const std::string& kind) const {
  std::vector<std::string> order;
  for (const std::string& node : Nodes(kind)) {
    if (InForce(node) && Ask(node).superior.empty()) order.push_back(node);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::vector<std::string> children = Children(order[i]);
    order.insert(order.end(), children.begin(), children.end());
  }
  return order;
}

std::string Oracle::Superior(const std::string& node) const {
  return Ask(node).superior;
}

std::string Oracle::HeadPost(const std::string& unit) const {
  const auto it = heads_.find(unit);
  return it == heads_.end() ? "" : it->second;
}

std::optional<int> Oracle::Depth(const std::string& node) const {
  if (!InForce(node)) return std::nullopt;
  int depth = 0;
  for (std::string at = Superior(node); !at.empty(); at = Superior(at)) ++depth;
  return depth;
}

bool Oracle::IsWithin(const std::string& unit,
                      const std::string& ancestor) const {
  if (!InForce(unit) || !InForce(ancestor)) return false;
  for (std::string at = unit; !at.empty(); at = Superior(at)) {
    if (at == ancestor) return true;
  }
  return false;
}

std::string Oracle::LowestCommonSuperior(const std::string& a,
                                         const std::string& b) const {
  for (std::string at = a; !at.empty(); at = Superior(at)) {
    if (IsWithin(b, at)) return at;
  }
  return "";
}

std::vector<std::string> Oracle::DirectReports(const std::string& post) const {
  return Children(post);
}

// --- Who sits where ---

// The unit of the home membership in force, of several the latest written
// start, then the smaller unit id; without one, of any membership in force.
std::string Oracle::HomeUnit(const std::string& person) const {
  const Json* best = nullptr;
  const auto is_home = [](const Json& record) {
    const Json* home = Field(record, "home");
    return home == nullptr || home->get<bool>();
  };
  for (const Json* record : memberships_) {
    if (Ref("person", *record, "person") != person) continue;
    if (best == nullptr) {
      best = record;
    } else if (is_home(*record) != is_home(*best)) {
      if (is_home(*record)) best = record;
    } else if (Text(*record, "valid_from") != Text(*best, "valid_from")) {
      if (Text(*record, "valid_from") > Text(*best, "valid_from")) {
        best = record;
      }
    } else if (Text(*record, "unit") < Text(*best, "unit")) {
      best = record;
    }
  }
  return best == nullptr ? "" : Ref("unit", *best, "unit");
}

bool Oracle::Holds(const std::string& person, const std::string& post) const {
  return std::any_of(appointments_.begin(), appointments_.end(),
                     [&](const Json* record) {
                       return Ref("person", *record, "person") == person &&
                              Ref("post", *record, "post") == post;
                     });
}

std::set<std::string> Oracle::PresentHolders(const std::string& post,
                                             bool acting) const {
  std::set<std::string> holders;
  for (const Json* record : appointments_) {
    if (Ref("post", *record, "post") == post && !IsUndisclosed(*record) &&
        IsActing(*record) == acting &&
        IsPresent(Ref("person", *record, "person"))) {
      holders.insert(Ref("person", *record, "person"));
    }
  }
  return holders;
}

// Whatever the mode of the appointment.
bool Oracle::HasUndisclosedHolder(const std::string& post) const {
  return std::any_of(
      appointments_.begin(), appointments_.end(), [&](const Json* record) {
        return Ref("post", *record, "post") == post && IsUndisclosed(*record);
      });
}

// The first state that applies.
std::string Oracle::PostState(const std::string& post) const {
  if (!InForce(post)) return "abolished";
  if (!PresentHolders(post, /*acting=*/false).empty()) return "occupied";
  if (HasUndisclosedHolder(post)) return "undisclosed";
  if (!PresentHolders(post, /*acting=*/true).empty()) return "acting";
  for (const Json* record : appointments_) {
    if (Ref("post", *record, "post") == post) return "absent";
  }
  return "vacant";
}

// Absent holders count, acting ones do not. Each undisclosed appointment is a
// person of its own; who holds the post in full and in part holds it in full.
Oracle::Sitting Oracle::CountSitting(const std::string& post) const {
  std::set<std::string> full_time, part_time;
  int undisclosed = 0;
  for (const Json* record : appointments_) {
    if (Ref("post", *record, "post") != post || IsActing(*record)) continue;
    const std::string who = IsUndisclosed(*record)
                                ? std::to_string(++undisclosed)
                                : Ref("person", *record, "person");
    (Number(*record, "share", 1) < 1 ? part_time : full_time).insert(who);
  }
  for (const std::string& who : full_time) part_time.erase(who);
  return {static_cast<int>(full_time.size()),
          static_cast<int>(part_time.size())};
}

}  // namespace zeren::testing
