#include "zeren/gaps/gaps.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/gaps/internal/path.h"
#include "src/gaps/internal/sha256.h"
#include "src/gaps/internal/waivers.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/graph/matching.h"

namespace zeren {
namespace {

using internal::Concat;

constexpr std::size_t kSeverities = 3;
constexpr std::size_t kFingerprintDigits = 32;

// Detections that a check of the document placed where nothing is go to the
// document: what was found must not be lost, and nothing may point nowhere.
void Place(const internal::OrganizationRep& rep, Detection& detection) {
  if (!rep.Exists(detection.focus)) detection.focus = Node();
}

void TrimCycle(const internal::OrganizationRep& rep, Detection& detection) {
  std::vector<Node>& cycle = detection.cycle;
  cycle.erase(std::remove_if(cycle.begin(), cycle.end(),
                             [&](Node node) { return !rep.Exists(node); }),
              cycle.end());
}

// Returns everything that one rule finds, in no order.
std::vector<Detection> Detect(const CheckView& view, const BoundRule& rule) {
  const Snapshot& snapshot = view.snapshot();
  const Organization& organization = snapshot.organization();
  const internal::OrganizationRep& rep = organization.rep();
  std::vector<Detection> found;
  for (const NodeKind kind : rule.check->focus_kinds()) {
    if (kind == NodeKind::kDocument) {
      const std::size_t before = found.size();
      rule.check->Evaluate(view, Node(), rule.params, found);
      for (std::size_t i = before; i < found.size(); ++i) {
        Place(rep, found[i]);
      }
      continue;
    }
    for (std::uint32_t index = 0; index < organization.count(kind); ++index) {
      const Node focus(kind, index);
      if (!snapshot.InForce(focus)) continue;
      const std::size_t before = found.size();
      rule.check->Evaluate(view, focus, rule.params, found);
      for (std::size_t i = before; i < found.size(); ++i) {
        found[i].focus = focus;
      }
    }
  }
  // Few foci have gaps, so it is these that are asked whether they are meant.
  const Condition& where = rule.rule.where;
  std::erase_if(found, [&](const Detection& detection) {
    return !where.empty() && !Matches(snapshot, detection.focus, where);
  });
  for (Detection& detection : found) TrimCycle(rep, detection);
  return found;
}

std::string_view WordIn(const Value& value, std::string_view field) {
  const Value* found = value.Find(field);
  const std::string* word = found != nullptr ? found->AsString() : nullptr;
  return word != nullptr ? std::string_view(*word) : std::string_view();
}

// What orders detections of one rule and focus. The text of the value decides
// last, because the order in which they were found may be that of dense ids.
bool ComesBefore(const Detection& a, const Detection& b) {
  const auto order = [](const Detection& d) {
    return std::tuple(std::string_view(d.key), WordIn(d.value, "field"),
                      WordIn(d.value, "kind"));
  };
  const auto [x, y] = std::pair(order(a), order(b));
  if (x != y) return x < y;
  return ToText(a.value) < ToText(b.value);
}

// Returns the order of detections of one rule, by focus and key.
std::vector<std::size_t> OrderOf(const Organization& organization,
                                 const std::vector<Detection>& detections) {
  struct Row {
    std::string_view kind;
    std::string_view id;
    std::size_t at;
  };
  std::vector<Row> rows;
  rows.reserve(detections.size());
  for (std::size_t i = 0; i < detections.size(); ++i) {
    const Node focus = detections[i].focus;
    rows.push_back({NameOf(focus.kind()), organization.id(focus), i});
  }
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    if (a.kind != b.kind) return a.kind < b.kind;
    if (a.id != b.id) return a.id < b.id;
    const Detection& x = detections[a.at];
    const Detection& y = detections[b.at];
    if (ComesBefore(x, y)) return true;
    return !ComesBefore(y, x) && a.at < b.at;
  });
  std::vector<std::size_t> order;
  order.reserve(rows.size());
  for (const Row& row : rows) order.push_back(row.at);
  return order;
}

// The rules in the order in which a report lists their gaps.
std::vector<std::uint32_t> ReportOrder(const RuleSet& rules) {
  std::vector<std::uint32_t> order(rules.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return std::tie(rules[a].rule.severity, rules[a].rule.id) <
                            std::tie(rules[b].rule.severity, rules[b].rule.id);
                   });
  return order;
}

bool AnyCycleCut(const Snapshot& snapshot) {
  return !snapshot.units().forest().cycles().empty() ||
         !snapshot.posts().forest().cycles().empty() ||
         !snapshot.work().tasks().cycles().empty() ||
         !snapshot.work().duties().cycles().empty();
}

}  // namespace

struct GapReport::Rep {
  Snapshot snapshot;
  RuleSet rules;
  std::vector<Gap> gaps;
  std::array<std::size_t, kSeverities> counts = {};  // Not waived.
  bool complete = true;
};

GapReport::GapReport(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

const Snapshot& GapReport::snapshot() const { return rep_->snapshot; }
const RuleSet& GapReport::rules() const { return rep_->rules; }
const std::vector<Gap>& GapReport::gaps() const { return rep_->gaps; }
bool GapReport::conforms() const { return count(Severity::kViolation) == 0; }
bool GapReport::complete() const { return rep_->complete; }
std::size_t GapReport::count(Severity severity) const {
  return rep_->counts[static_cast<std::size_t>(severity)];
}

const BoundRule& GapReport::RuleOf(const Gap& gap) const {
  return rep_->rules[gap.rule];
}

Text GapReport::MessageOf(const Gap& gap) const {
  const BoundRule& rule = RuleOf(gap);
  if (rule.rule.message) return *rule.rule.message;
  return rule.check->Message(rep_->snapshot.organization(), gap.detection,
                             rule.params);
}

std::vector<Node> GapReport::PathOf(const Gap& gap, std::size_t limit) const {
  const std::vector<Node>& cycle = gap.detection.cycle;
  if (!cycle.empty()) {
    const std::size_t size = std::min(limit, cycle.size());
    return {cycle.begin(), cycle.begin() + static_cast<std::ptrdiff_t>(size)};
  }
  return internal::PathOf(rep_->snapshot, gap.detection.focus, limit);
}

std::size_t GapReport::PathLengthOf(const Gap& gap) const {
  if (!gap.detection.cycle.empty()) return gap.detection.cycle.size();
  return internal::PathLengthOf(rep_->snapshot, gap.detection.focus);
}

std::string GapReport::FingerprintOf(const Gap& gap) const {
  const std::string focus =
      rep_->snapshot.organization().NameOf(gap.detection.focus);
  return internal::Sha256Hex(
             Concat(RuleOf(gap).rule.id, "\n", focus, "\n", gap.detection.key))
      .substr(0, kFingerprintDigits);
}

std::string GapReport::WaivedBy(const Gap& gap) const {
  if (!gap.waived()) return {};
  return internal::GivenBy(rep_->snapshot.organization(), gap.waiver);
}

absl::StatusOr<GapReport> FindGaps(const Snapshot& snapshot) {
  absl::StatusOr<RuleSet> rules =
      BindRules(snapshot.organization().profile(), CheckRegistry::BuiltIn());
  if (!rules.ok()) return rules.status();
  return FindGaps(snapshot, *rules);
}

GapReport FindGaps(const Snapshot& snapshot, const RuleSet& rules) {
  auto rep = std::make_shared<GapReport::Rep>(
      GapReport::Rep{.snapshot = snapshot, .rules = rules, .gaps = {}});
  const CheckView view(rep->snapshot);
  const internal::Waivers waivers(snapshot);
  for (const std::uint32_t number : ReportOrder(rules)) {
    const Rule& rule = rules[number].rule;
    std::vector<Detection> found = Detect(view, rules[number]);
    for (const std::size_t at : OrderOf(snapshot.organization(), found)) {
      Gap gap;
      gap.rule = number;
      gap.detection = std::move(found[at]);
      if (rule.waivable) {
        gap.waiver = waivers.Find(rule.id, gap.detection.focus);
      }
      if (!gap.waived()) {
        ++rep->counts[static_cast<std::size_t>(rule.severity)];
      }
      rep->gaps.push_back(std::move(gap));
    }
  }
  rep->complete = snapshot.has_all_records() && !AnyCycleCut(snapshot);
  return GapReport(std::move(rep));
}

}  // namespace zeren
