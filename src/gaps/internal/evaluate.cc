#include "src/gaps/internal/evaluate.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

std::string_view WordOf(const Value& value, std::string_view field) {
  const Value* found = value.Find(field);
  const std::string* word = found != nullptr ? found->AsString() : nullptr;
  return word != nullptr ? std::string_view(*word) : std::string_view();
}

void TrimCycle(const OrganizationRep& rep, Detection& detection) {
  std::erase_if(detection.cycle, [&](Node node) { return !rep.Exists(node); });
}

}  // namespace

bool LooksAtDocument(const Check& check) {
  const std::vector<NodeKind> kinds = check.focus_kinds();
  return std::find(kinds.begin(), kinds.end(), NodeKind::kDocument) !=
         kinds.end();
}

void PutRight(const Organization& organization, Detection& detection) {
  if (!organization.rep().Exists(detection.focus)) detection.focus = Node();
  TrimCycle(organization.rep(), detection);
}

void EvaluateAt(const CheckView& view, const BoundRule& rule, Node focus,
                std::vector<Detection>& out) {
  const bool document = focus.kind() == NodeKind::kDocument;
  if (!document && !view.InForce(focus)) return;
  const std::size_t before = out.size();
  rule.check->Evaluate(view, focus, rule.params, out);
  if (out.size() == before) return;
  for (std::size_t i = before; i < out.size(); ++i) {
    if (!document) out[i].focus = focus;
    PutRight(view.organization(), out[i]);
  }
  // Few foci have gaps, so it is these that are asked whether they are meant.
  const Condition& where = rule.rule.where;
  if (where.empty()) return;
  const auto begin = out.begin() + static_cast<std::ptrdiff_t>(before);
  if (!document) {
    if (!view.Matches(focus, where)) out.erase(begin, out.end());
    return;
  }
  out.erase(std::remove_if(begin, out.end(),
                           [&](const Detection& detection) {
                             return !view.Matches(detection.focus, where);
                           }),
            out.end());
}

std::vector<Detection> EvaluateAll(const CheckView& view,
                                   const BoundRule& rule) {
  std::vector<Detection> found;
  for (const NodeKind kind : rule.check->focus_kinds()) {
    if (kind == NodeKind::kDocument) {
      EvaluateAt(view, rule, Node(), found);
      continue;
    }
    const std::uint32_t count = view.organization().count(kind);
    for (std::uint32_t index = 0; index < count; ++index) {
      EvaluateAt(view, rule, Node(kind, index), found);
    }
  }
  return found;
}

bool ComesBefore(const Detection& a, const Detection& b) {
  const auto order = [](const Detection& d) {
    return std::tuple(std::string_view(d.key), WordOf(d.value, "field"),
                      WordOf(d.value, "kind"));
  };
  const auto [x, y] = std::pair(order(a), order(b));
  if (x != y) return x < y;
  return ToText(a.value) < ToText(b.value);
}

}  // namespace zeren::internal
