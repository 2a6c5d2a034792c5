#include "zeren/gaps/gaps.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/core/internal/quoted.h"
#include "src/gaps/internal/evaluate.h"
#include "src/gaps/internal/fingerprint.h"
#include "src/gaps/internal/follow.h"
#include "src/gaps/internal/path.h"
#include "src/gaps/internal/report_order.h"
#include "src/gaps/internal/selected.h"
#include "src/gaps/internal/waivers.h"
#include "src/model/internal/organization_rep.h"

namespace zeren {
namespace {

constexpr std::size_t kSeverities = 3;
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
    if (internal::ComesBefore(x, y)) return true;
    return !internal::ComesBefore(y, x) && a.at < b.at;
  });
  std::vector<std::size_t> order;
  order.reserve(rows.size());
  for (const Row& row : rows) order.push_back(row.at);
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
  Rep(const Snapshot& of, const RuleSet& bound) : snapshot(of), rules(bound) {}

  Snapshot snapshot;
  RuleSet rules;
  std::vector<Gap> gaps;
  // The runs of days of the gaps, by gap; found at first use.
  mutable std::once_flag followed;
  mutable std::vector<internal::GapRun> runs;
  std::array<std::size_t, kSeverities> counts = {};  // Not waived.
  bool complete = true;
  internal::Selected selected = {};
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
  return internal::MessageOf(rep_->snapshot.organization(), RuleOf(gap),
                             gap.detection);
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

Period GapReport::DaysOf(const Gap& gap) const {
  const Organization& organization = rep_->snapshot.organization();
  const internal::DayNumber day = internal::ToDayNumber(rep_->snapshot.day());
  std::call_once(rep_->followed, [&] {
    std::vector<internal::Followed> followed;
    for (const Gap& one : rep_->gaps) {
      const bool document = internal::LooksAtDocument(*RuleOf(one).check);
      followed.push_back({one.rule, document ? Node() : one.detection.focus});
    }
    std::sort(followed.begin(), followed.end());
    followed.erase(std::unique(followed.begin(), followed.end()),
                   followed.end());
    internal::LiveView view(organization, internal::kDawn);
    internal::Follow(view, rep_->rules, followed, {}, rep_->runs);
    std::erase_if(rep_->runs, [&](const internal::GapRun& run) {
      return !run.days.Contains(day);
    });
  });
  const auto run =
      internal::FindRun(organization, rep_->runs, gap.rule, gap.detection);
  if (run == nullptr) return {snapshot().day(), snapshot().day() + 1};
  return {internal::FromDayNumber(run->days.from),
          internal::FromDayNumber(run->days.to)};
}

std::string GapReport::FingerprintOf(const Gap& gap) const {
  return internal::FingerprintOf(rep_->snapshot.organization(),
                                 RuleOf(gap).rule, gap.detection);
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
  auto rep = std::make_shared<GapReport::Rep>(snapshot, rules);
  const CheckView view(rep->snapshot);
  const internal::Waivers waivers(snapshot);
  for (const std::uint32_t number : internal::ReportOrder(rules)) {
    const Rule& rule = rules[number].rule;
    std::vector<Detection> found = internal::EvaluateAll(view, rules[number]);
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

std::vector<Problem> IdleApprovals(const Organization& organization,
                                   const RuleSet& rules, absl::CivilDay day) {
  std::map<std::string_view, bool> waivable;  // Of each rule, by id.
  for (const Rule& rule : organization.profile().rules) {
    waivable.emplace(rule.id, true);  // Not enabled, unless it comes below.
  }
  for (const BoundRule& bound : rules) {
    waivable[bound.rule.id] = bound.rule.waivable;
  }
  std::vector<std::string_view> ids;
  for (const auto& [id, may_waive] : waivable) ids.push_back(id);

  const internal::OrganizationRep& rep = organization.rep();
  const auto& approvals = rep.table<ApprovalView>();
  std::map<std::string, std::string> idle;  // Messages, and what to do.
  for (std::uint32_t row = 0; row < approvals.size(); ++row) {
    if (approvals.Written(row).to <= internal::ToDayNumber(day)) continue;
    const ApprovalView approval = approvals.Row(row, rep.names);
    const auto rule = waivable.find(approval.rule);
    if (rule != waivable.end() && rule->second) continue;
    const Node focus = approvals.Get<&ApprovalView::focus>()[row];
    const std::string message = internal::Concat(
        "the approval of ", internal::Quoted(approval.rule), " at ",
        organization.NameOf(focus), " waives nothing: ");
    if (rule != waivable.end()) {
      idle.try_emplace(message + "an approval cannot waive this rule",
                       "leave it out");
      continue;
    }
    const std::string_view nearest = NearestName(approval.rule, ids);
    idle.try_emplace(message + "there is no such rule",
                     nearest.empty()
                         ? "name a rule of the profile"
                         : internal::Concat("did you mean \"", nearest, "\"?"));
  }
  std::vector<Problem> problems;
  for (auto& [message, remedy] : idle) {
    problems.push_back(
        {.pointer = {}, .message = message, .remedy = std::move(remedy)});
  }
  return problems;
}

// ---------------------------------------------------------------- Selections

std::string GapReport::WaiverReasonOf(const Gap& gap) const {
  if (!gap.waived()) return {};
  return internal::ReasonOf(rep_->snapshot.organization(), gap.waiver);
}

std::optional<Waiver> GapReport::WaiverOf(const Gap& gap) const {
  if (!gap.waived()) return std::nullopt;
  return internal::WaiverAt(rep_->snapshot.organization(), gap.waiver);
}

absl::StatusOr<GapReport> GapReport::Select(
    const GapSelection& selection) const {
  absl::StatusOr<internal::Selected> selected =
      rep_->selected.Narrowed(rep_->snapshot, rep_->rules, selection);
  if (!selected.ok()) return selected.status();
  auto rep = std::make_shared<Rep>(rep_->snapshot, rep_->rules);
  rep->gaps = rep_->gaps;
  rep->complete = rep_->complete;
  rep->selected = *std::move(selected);
  const std::vector<std::uint32_t> numbers =
      rep->selected.KeepRules(rep->rules);
  std::erase_if(rep->gaps, [&](const Gap& gap) {
    return numbers[gap.rule] == kNoIndex ||
           !rep->selected.HasFocus(rep->snapshot, gap.detection.focus);
  });
  rep->counts = {};
  for (Gap& gap : rep->gaps) {
    gap.rule = numbers[gap.rule];
    if (gap.waived()) continue;
    ++rep->counts[static_cast<std::size_t>(rep->rules[gap.rule].rule.severity)];
  }
  return GapReport(std::move(rep));
}

bool GapReport::Covers(std::string_view rule, std::string_view focus) const {
  const internal::Selected& selected = rep_->selected;
  if (!selected.HasRule(rule)) return false;
  if (selected.within.empty()) return true;
  const std::optional<Node> node = rep_->snapshot.Find(focus);
  return node && selected.HasFocus(rep_->snapshot, *node);
}

}  // namespace zeren
