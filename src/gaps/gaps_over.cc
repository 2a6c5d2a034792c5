#include "zeren/gaps/gaps_over.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "src/assign/internal/period_problem.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/core/internal/nearest_or_all.h"
#include "src/core/internal/quoted.h"
#include "src/gaps/internal/evaluate.h"
#include "src/gaps/internal/fingerprint.h"
#include "src/gaps/internal/follow.h"
#include "src/gaps/internal/locality.h"
#include "src/gaps/internal/report_order.h"
#include "src/gaps/internal/waivers.h"
#include "src/measure/internal/turns.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using internal::DayRange;
using internal::Followed;
using internal::FromDayNumber;
using internal::GapRun;
using internal::ToDayNumber;
using internal::Touch;

bool AnyContains(const std::vector<Period>& periods, absl::CivilDay day) {
  return std::any_of(periods.begin(), periods.end(), [&](const Period& period) {
    return period.Contains(day);
  });
}

// Finds cycles, for `complete`.
class CycleCheck final : public Check {
 public:
  std::string_view name() const override { return "cycle"; }
  Text meaning() const override { return "a cycle"; }
  std::vector<NodeKind> focus_kinds() const override {
    return {NodeKind::kUnit, NodeKind::kPost, NodeKind::kTask, NodeKind::kDuty};
  }
  Scope scope() const override { return {.reads = {}, .reach = Reach::kChain}; }
  void Evaluate(const CheckView& view, Node focus, const Params&,
                std::vector<Detection>& out) const override {
    if (!view.CycleAt(focus).empty()) out.push_back({.focus = focus});
  }
  Text Message(const Organization&, const Detection&,
               const Params&) const override {
    return "a cycle";
  }
};

// GapsOverFinder
//
//   1. All rules that are local are evaluated on a snapshot of the first day.
//   2. Where a fact turns in the period, or time alone makes a difference, they
//      are followed; elsewhere what was found holds throughout.
//   3. All other rules are followed at all their foci.
class GapsOverFinder {
 public:
  GapsOverFinder(const Organization& organization, const DayRange& days,
                 RuleSet& rules)
      : organization_(organization),
        days_(days),
        rules_(rules),
        live_(organization, days.from) {}

  std::vector<GapRun> Run() && {
    std::vector<std::uint32_t> local;
    for (std::uint32_t i = 0; i < rules_.size(); ++i) {
      if (internal::IsLocal(rules_[i])) {
        local.push_back(i);
      } else {
        FollowEverywhere(i);
      }
    }
    std::vector<GapRun> runs;
    if (!local.empty()) FindLocal(local, runs);
    internal::Follow(live_, rules_, followed_, days_, runs);
    return runs;
  }

 private:
  void FollowEverywhere(std::uint32_t rule) {
    for (const NodeKind kind : rules_[rule].check->focus_kinds()) {
      if (kind == NodeKind::kDocument) followed_.push_back({rule, Node()});
      for (std::uint32_t i = 0; i < organization_.count(kind); ++i) {
        followed_.push_back({rule, Node(kind, i)});
      }
    }
  }

  void FindLocal(const std::vector<std::uint32_t>& local,
                 std::vector<GapRun>& runs) {
    const std::vector<Node> touched = Touched();
    const Snapshot first = organization_.AsOf(FromDayNumber(days_.from));
    const CheckView view(first);
    for (const std::uint32_t rule : local) {
      for (const NodeKind kind : rules_[rule].check->focus_kinds()) {
        auto next =
            std::lower_bound(touched.begin(), touched.end(), Node(kind, 0));
        for (std::uint32_t i = 0; i < organization_.count(kind); ++i) {
          const Node focus(kind, i);
          if (next != touched.end() && *next == focus) {
            followed_.push_back({rule, focus});
            ++next;
          } else {
            FindAt(view, rule, focus, runs);
          }
        }
      }
    }
  }

  void FindAt(const CheckView& view, std::uint32_t rule, Node focus,
              std::vector<GapRun>& runs) {
    found_.clear();
    internal::EvaluateAt(view, rules_[rule], focus, found_);
    if (view.TakeNextTurn() < days_.to) {
      followed_.push_back({rule, focus});
      return;
    }
    std::stable_sort(found_.begin(), found_.end(), internal::ComesBefore);
    for (Detection& detection : found_) {
      runs.push_back({rule, std::move(detection), days_});
    }
  }

  // The foci of which a fact turns within the period, in order of number.
  std::vector<Node> Touched() const {
    std::vector<Touch> touches;
    for (const internal::Turn& turn : internal::TurnsBetween(
             organization_.rep(), {}, days_.from, days_.to - 1)) {
      touches.push_back(turn.touch);
    }
    return internal::FociOf(live_.live_day(), touches);
  }

  const Organization& organization_;
  const DayRange days_;
  const RuleSet& rules_;
  internal::LiveView live_;
  std::vector<Followed> followed_;
  std::vector<Detection> found_;
};

}  // namespace

bool DatedGap::HoldsOn(absl::CivilDay day) const {
  return AnyContains(periods, day);
}
bool DatedGap::WaivedOn(absl::CivilDay day) const {
  return AnyContains(waived, day);
}

struct GapHistory::Rep {
  Organization organization;
  Period period;
  RuleSet rules;
  std::vector<DatedGap> gaps;
  bool complete = true;
  bool coming = false;
};

GapHistory::GapHistory(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

const Organization& GapHistory::organization() const {
  return rep_->organization;
}
const Period& GapHistory::period() const { return rep_->period; }
const RuleSet& GapHistory::rules() const { return rep_->rules; }
const std::vector<DatedGap>& GapHistory::gaps() const { return rep_->gaps; }
bool GapHistory::coming() const { return rep_->coming; }
bool GapHistory::complete() const { return rep_->complete; }

std::size_t GapHistory::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(gaps().begin(), gaps().end(), [&](const DatedGap& gap) {
        return RuleOf(gap).rule.severity == severity && !gap.WaivedThroughout();
      }));
}

const BoundRule& GapHistory::RuleOf(const DatedGap& gap) const {
  return rep_->rules[gap.rule];
}

Text GapHistory::MessageOf(const DatedGap& gap) const {
  return internal::MessageOf(rep_->organization, RuleOf(gap), gap.detection);
}

std::string GapHistory::FingerprintOf(const DatedGap& gap) const {
  return internal::FingerprintOf(rep_->organization, RuleOf(gap).rule,
                                 gap.detection);
}

std::vector<Waiver> GapHistory::WaiversOf(const DatedGap& gap) const {
  std::vector<Waiver> waivers;
  for (const std::uint32_t row : gap.waivers) {
    waivers.push_back(internal::WaiverAt(organization(), row));
  }
  // Rows are ordered by dense ids too, which must not decide.
  std::sort(waivers.begin(), waivers.end(),
            [&](const Waiver& a, const Waiver& b) {
              const auto key = [&](const Waiver& waiver) {
                return std::tuple(waiver.days.from, waiver.days.to,
                                  organization().NameOf(waiver.by),
                                  std::string_view(waiver.reason));
              };
              return key(a) < key(b);
            });
  return waivers;
}

absl::StatusOr<DatedGapDiff> GapHistory::Compare(absl::CivilDay before,
                                                 absl::CivilDay after) const {
  for (const absl::CivilDay day : {before, after}) {
    if (period().Contains(day)) continue;
    return absl::InvalidArgumentError(
        FormatDay(day) + " is not one of the days that were looked at");
  }
  DatedGapDiff diff;
  for (std::size_t i = 0; i < gaps().size(); ++i) {
    const bool held = gaps()[i].HoldsOn(before);
    const bool holds = gaps()[i].HoldsOn(after);
    if (held && holds) {
      diff.still.push_back(i);
    } else if (holds) {
      diff.added.push_back(i);
    } else if (held) {
      diff.gone.push_back(i);
    }
  }
  return diff;
}

absl::StatusOr<GapHistory> GapHistory::Select(
    const GapSelection& selection) const {
  ProblemList problems;
  std::vector<std::string_view> ids;
  for (const BoundRule& rule : rules()) ids.push_back(rule.rule.id);
  for (const std::string& id : selection.rules) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    problems.Add(
        {.pointer = {},
         .message = internal::Concat("there is no rule ", internal::Quoted(id),
                                     internal::NearestOrAll(id, ids)),
         .remedy = {}});
  }
  if (selection.within && !organization().Has(*selection.within)) {
    problems.Add({.pointer = {},
                  .message = "the unit is not one of the document",
                  .remedy = {}});
  }
  if (!problems.empty()) return problems.ToStatus();
  auto rep = std::make_shared<Rep>(*rep_);
  if (!selection.rules.empty()) {
    const std::set<std::string_view> kept(selection.rules.begin(),
                                          selection.rules.end());
    std::erase_if(rep->gaps, [&](const DatedGap& gap) {
      return !kept.contains(RuleOf(gap).rule.id);
    });
  }
  if (selection.within) {
    internal::LiveView view(organization(), ToDayNumber(period().from));
    const internal::WaivedDays waived(organization());
    for (DatedGap& gap : rep->gaps) {
      const Node focus = gap.detection.focus;
      std::vector<Period> within;
      for (const Period& period : gap.periods) {
        for (const DayRange& days : internal::DaysOn(
                 view, internal::DaysOf(period), [&](internal::LiveView& day) {
                   const std::optional<UnitId> unit = day.UnitOf(focus);
                   return unit && day.IsWithin(*unit, *selection.within);
                 })) {
          within.push_back({FromDayNumber(days.from), FromDayNumber(days.to)});
        }
      }
      gap.periods = std::move(within);
      if (!gap.waived.empty()) {
        const std::string& rule = RuleOf(gap).rule.id;
        gap.waived = waived.Of(rule, focus, gap.periods);
        gap.waivers = waived.RowsOf(rule, focus, gap.periods);
      }
    }
    std::erase_if(rep->gaps,
                  [](const DatedGap& gap) { return gap.periods.empty(); });
  }
  return GapHistory(std::move(rep));
}

absl::StatusOr<GapHistory> GapsOver(const Organization& organization,
                                    const Period& period) {
  absl::StatusOr<RuleSet> rules =
      BindRules(organization.profile(), CheckRegistry::BuiltIn());
  if (!rules.ok()) return rules.status();
  return GapsOver(organization, period, *rules);
}

absl::StatusOr<GapHistory> GapsOver(const Organization& organization,
                                    const Period& period,
                                    const RuleSet& rules) {
  if (const absl::Status status = internal::CheckPeriod(period); !status.ok()) {
    return status;
  }
  auto rep = std::make_shared<GapHistory::Rep>(
      GapHistory::Rep{organization, period, rules, {}});
  RuleSet followed = rules;
  const auto cycles = static_cast<std::uint32_t>(followed.size());
  followed.push_back({Rule(), std::make_shared<CycleCheck>(), Params()});
  std::vector<GapRun> runs =
      GapsOverFinder(organization, internal::DaysOf(period), followed).Run();

  rep->complete = organization.left_out().empty();
  const internal::WaivedDays waived(organization);
  // Of a rule runs are in order already.
  std::vector<std::vector<DatedGap>> by_rule(rules.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    GapRun& run = runs[i];
    if (run.rule == cycles) {
      rep->complete = false;
      continue;
    }
    std::vector<DatedGap>& gaps = by_rule[run.rule];
    const bool same = !gaps.empty() &&
                      gaps.back().detection.focus == run.detection.focus &&
                      gaps.back().detection.key == run.detection.key;
    if (!same) {
      gaps.push_back({run.rule, std::move(run.detection), {}, {}, {}});
    }
    gaps.back().periods.push_back(
        {FromDayNumber(run.days.from), FromDayNumber(run.days.to)});
  }
  for (const std::uint32_t rule : internal::ReportOrder(rules)) {
    for (DatedGap& gap : by_rule[rule]) {
      if (rules[rule].rule.waivable) {
        gap.waived =
            waived.Of(rules[rule].rule.id, gap.detection.focus, gap.periods);
        gap.waivers = waived.RowsOf(rules[rule].rule.id, gap.detection.focus,
                                    gap.periods);
      }
      rep->gaps.push_back(std::move(gap));
    }
  }
  return GapHistory(std::move(rep));
}

absl::StatusOr<GapHistory> ComingGaps(const Organization& organization,
                                      absl::CivilDay day, int days) {
  absl::StatusOr<RuleSet> rules =
      BindRules(organization.profile(), CheckRegistry::BuiltIn());
  if (!rules.ok()) return rules.status();
  return ComingGaps(organization, day, days, *rules);
}

absl::StatusOr<GapHistory> ComingGaps(const Organization& organization,
                                      absl::CivilDay day, int days,
                                      const RuleSet& rules) {
  if (days < 1) {
    return absl::InvalidArgumentError(
        "gaps are looked for on no day; ask for at least one day ahead");
  }
  absl::StatusOr<GapHistory> over =
      GapsOver(organization, {day, day + days + 1}, rules);
  if (!over.ok()) return over.status();
  auto rep = std::make_shared<GapHistory::Rep>(GapHistory::Rep{
      organization, over->period(), rules, {}, over->complete(), true});
  for (const DatedGap& gap : over->gaps()) {
    if (!gap.HoldsOn(day)) rep->gaps.push_back(gap);
  }
  return GapHistory(std::move(rep));
}

}  // namespace zeren
