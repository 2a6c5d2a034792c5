#include "zeren/advise/what_if.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>

#include "src/assign/internal/answerers.h"
#include "src/assign/internal/task_load.h"
#include "zeren/gaps/gap_measure.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

// What is asked about the work of one side.
class WorkSide {
 public:
  explicit WorkSide(const Snapshot& snapshot)
      : snapshot_(snapshot), states_(snapshot), answerers_(snapshot) {}

  // Whether the work is there to be answered for.
  bool Has(Node work) const {
    if (const auto task = work.As<TaskId>()) {
      return snapshot_.work().tasks().Contains(Index(*task)) &&
             states_.open(*task);
    }
    return snapshot_.work().duties().Contains(work.index());
  }
  double WeightOf(Node work) const {
    const std::optional<TaskId> task = work.As<TaskId>();
    return task ? internal::EffortOf(snapshot_, *task) : 1;
  }
  WorkAnswer Ask(Node work, Role role) const {
    internal::Answer answer = answerers_.Of(work, role);
    return {std::move(answer.persons), std::move(answer.posts),
            answer.undisclosed, answer.complete};
  }

 private:
  const Snapshot& snapshot_;
  const TaskStates states_;
  const internal::Answerers answerers_;
};

template <typename Id>
bool HaveSameIds(std::vector<Id> a, std::vector<Id> b) {
  if (a == b) return true;
  if (a.size() != b.size()) return false;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

// Whether the same answer, in whatever order and however complete.
bool IsSameAnswer(const std::optional<WorkAnswer>& a,
                  const std::optional<WorkAnswer>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->undisclosed == b->undisclosed &&
         HaveSameIds(a->persons, b->persons) && HaveSameIds(a->posts, b->posts);
}

// How great the difference of two numbers is beside the greater one: at most 2.
double RelativeChange(double before, double after) {
  const double scale = std::max(std::abs(before), std::abs(after));
  return scale > 0 ? std::abs(after / scale - before / scale) : 0;
}

bool IsSameValue(const RollUpValue& a, const RollUpValue& b) {
  return a.number == b.number && a.classes == b.classes && a.top == b.top;
}

// WhatIfMaker
//
// Dense ids mean the same on both sides, and the side after the changes knows
// all of them, also those of what was removed.
class WhatIfMaker {
 public:
  WhatIfMaker(WhatIfResult& result, const WhatIfOptions& options)
      : result_(result),
        options_(options),
        org_(result.after.organization()),
        before_(result.before),
        after_(result.after) {}

  absl::Status Make() {
    result_.complete =
        result_.gaps.before.complete() && result_.gaps.after.complete();
    CompareReports();
    CompareAnswers();
    CompareSpans();
    return CompareValues();
  }

 private:
  // ---- Gaps

  void CompareReports() {
    WhatIfGaps& gaps = result_.gaps;
    const GapReport& before = gaps.before;
    const GapReport& after = gaps.after;
    GapDiff diff = CompareGaps(before, after);
    for (const std::size_t at : diff.added) {
      const Gap& gap = after.gaps()[at];
      if (!gap.waived()) ++Count(gaps.opened, after, gap);
    }
    for (const std::size_t at : diff.gone) {
      const Gap& gap = before.gaps()[at];
      if (!gap.waived()) ++Count(gaps.closed, before, gap);
    }
    std::vector<GapDiff::Still> waivers;
    for (const GapDiff::Still& still : diff.still) {
      const Gap& was = before.gaps()[still.before];
      const Gap& is = after.gaps()[still.after];
      if (IsSameWaiver(was, is)) continue;
      waivers.push_back(still);
      if (!is.waived()) ++Count(gaps.opened, after, is);
      if (!was.waived()) ++Count(gaps.closed, before, was);
    }
    gaps.added = Cut(std::move(diff.added));
    gaps.removed = Cut(std::move(diff.gone));
    gaps.waivers = Cut(std::move(waivers));
  }

  static std::size_t& Count(std::array<std::size_t, 3>& counts,
                            const GapReport& report, const Gap& gap) {
    const Severity severity = report.RuleOf(gap).rule.severity;
    return counts[static_cast<std::size_t>(severity)];
  }

  bool IsSameWaiver(const Gap& was, const Gap& is) const {
    if (!was.waived() || !is.waived()) return was.waived() == is.waived();
    const WhatIfGaps& gaps = result_.gaps;
    return gaps.before.WaivedBy(was) == gaps.after.WaivedBy(is) &&
           gaps.before.WaiverReasonOf(was) == gaps.after.WaiverReasonOf(is);
  }

  // ---- Answers

  void CompareAnswers() {
    const WorkSide before(before_);
    const WorkSide after(after_);
    std::vector<AnswerMove> moves;
    for (const NodeKind kind : {NodeKind::kTask, NodeKind::kDuty}) {
      for (std::uint32_t i = 0; i < org_.count(kind); ++i) {
        AddMoves(before, after, Node(kind, i), moves);
      }
    }
    std::sort(moves.begin(), moves.end(),
              [&](const AnswerMove& a, const AnswerMove& b) {
                if (a.unanswered() != b.unanswered()) return a.unanswered();
                if (a.weight != b.weight) return a.weight > b.weight;
                if (a.work != b.work) return org_.Before(a.work, b.work);
                return a.role < b.role;
              });
    result_.unanswered = static_cast<std::size_t>(std::count_if(
        moves.begin(), moves.end(),
        [](const AnswerMove& move) { return move.unanswered(); }));
    result_.answers = Cut(std::move(moves));
  }

  void AddMoves(const WorkSide& before, const WorkSide& after, Node work,
                std::vector<AnswerMove>& moves) {
    const bool was = before.Has(work);
    const bool is = after.Has(work);
    if (!was && !is) return;
    for (const Role role : options_.roles) {
      AnswerMove move;
      if (was) move.before = before.Ask(work, role);
      if (is) move.after = after.Ask(work, role);
      result_.complete = result_.complete &&
                         (!move.before || move.before->complete) &&
                         (!move.after || move.after->complete);
      if (IsSameAnswer(move.before, move.after)) continue;
      move.work = work;
      move.role = role;
      move.weight = (is ? after : before).WeightOf(work);
      moves.push_back(std::move(move));
    }
  }

  // ---- Spans

  void CompareSpans() {
    std::vector<SpanMove> moves;
    for (std::uint32_t i = 0; i < org_.count(NodeKind::kPost); ++i) {
      const SpanMove move = {PostId{i}, SpanOf(before_, PostId{i}),
                             SpanOf(after_, PostId{i})};
      if (move.change() != 0) moves.push_back(move);
    }
    std::sort(moves.begin(), moves.end(),
              [&](const SpanMove& a, const SpanMove& b) {
                const std::int64_t of_a = std::abs(a.change());
                const std::int64_t of_b = std::abs(b.change());
                if (of_a != of_b) return of_a > of_b;
                return org_.Before(a.post, b.post);
              });
    result_.spans = Cut(std::move(moves));
  }

  static std::optional<std::uint32_t> SpanOf(const Snapshot& snapshot,
                                             PostId post) {
    const Posts& posts = snapshot.posts();
    if (!posts.in_force(post)) return std::nullopt;
    return static_cast<std::uint32_t>(posts.direct_reports(post).size());
  }

  // ---- Values

  absl::Status CompareValues() {
    std::vector<Measure> of_before;
    std::vector<Measure> of_after;
    for (const std::string& name : options_.measures) {
      absl::StatusOr<Measure> was = Find(name, result_.gaps.before);
      absl::StatusOr<Measure> is = Find(name, result_.gaps.after);
      if (!was.ok() && !is.ok()) return was.status();
      // An attribute that nothing has yet, or nothing has any more.
      if (!was.ok()) was = is;
      if (!is.ok()) is = was;
      of_before.push_back(*std::move(was));
      of_after.push_back(*std::move(is));
    }
    const auto before = ComputeRollUps(before_, of_before, options_.roll_up);
    if (!before.ok()) return before.status();
    const auto after = ComputeRollUps(after_, of_after, options_.roll_up);
    if (!after.ok()) return after.status();
    for (std::size_t i = 0; i < of_after.size(); ++i) {
      const RollUp& was = (*before)[i];
      const RollUp& is = (*after)[i];
      result_.complete = result_.complete && was.complete() && is.complete();
      result_.roll_ups.push_back(
          {std::move(of_after[i]), Cut(MovesOf(was, is))});
    }
    return absl::OkStatus();
  }

  absl::StatusOr<Measure> Find(const std::string& name,
                               const GapReport& report) const {
    constexpr std::string_view kGaps = "gaps.";
    if (name.starts_with(kGaps)) {
      const auto severity = ParseSeverity(name.substr(kGaps.size()));
      if (severity) return GapMeasure(report, *severity);
    }
    const MeasureRegistry& registry = options_.registry != nullptr
                                          ? *options_.registry
                                          : MeasureRegistry::BuiltIn();
    return registry.Find(report.snapshot(), name);
  }

  std::vector<ValueMove> MovesOf(const RollUp& before,
                                 const RollUp& after) const {
    const Forest& old_nodes = ForestOf(before_, before.by());
    const Forest& new_nodes = ForestOf(after_, after.by());
    const NodeKind kind = NodeKindOf(after.by());
    // The document is in no hierarchy.
    const RollUpValue nothing = after.value(Node(NodeKind::kDocument, 0));
    std::vector<ValueMove> moves;
    for (std::uint32_t i = 0; i < org_.count(kind); ++i) {
      ValueMove move = {.node = Node(kind, i),
                        .before = std::nullopt,
                        .after = std::nullopt,
                        .change = std::nullopt};
      if (old_nodes.Contains(i)) move.before = before.value(move.node);
      if (new_nodes.Contains(i)) move.after = after.value(move.node);
      if (!move.before && !move.after) continue;
      const RollUpValue& was = move.before ? *move.before : nothing;
      const RollUpValue& is = move.after ? *move.after : nothing;
      if (IsSameValue(was, is)) continue;
      if (was.number && is.number) move.change = *is.number - *was.number;
      moves.push_back(std::move(move));
    }
    SortMoves(nothing, moves);
    return moves;
  }

  void SortMoves(const RollUpValue& nothing,
                 std::vector<ValueMove>& moves) const {
    const auto relative = [&](const ValueMove& move) {
      const RollUpValue& was = move.before ? *move.before : nothing;
      const RollUpValue& is = move.after ? *move.after : nothing;
      return RelativeChange(*was.number, *is.number);
    };
    std::sort(
        moves.begin(), moves.end(),
        [&](const ValueMove& a, const ValueMove& b) {
          if (a.change.has_value() != b.change.has_value()) {
            return a.change.has_value();
          }
          if (a.change) {
            const auto of_a = std::tuple(-std::abs(*a.change), -relative(a));
            const auto of_b = std::tuple(-std::abs(*b.change), -relative(b));
            if (of_a != of_b) return of_a < of_b;
          }
          return org_.Before(a.node, b.node);
        });
  }

  // ---- Lists

  template <typename Row>
  WhatIfList<Row> Cut(std::vector<Row> rows) const {
    WhatIfList<Row> list;
    if (options_.top && rows.size() > *options_.top) {
      list.left_out = rows.size() - *options_.top;
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(*options_.top),
                 rows.end());
    }
    list.rows = std::move(rows);
    return list;
  }

  WhatIfResult& result_;
  const WhatIfOptions& options_;
  const Organization& org_;
  const Snapshot& before_;
  const Snapshot& after_;
};

}  // namespace

bool WhatIfResult::empty() const {
  return gaps.added.empty() && gaps.removed.empty() && gaps.waivers.empty() &&
         answers.empty() && spans.empty() &&
         std::all_of(
             roll_ups.begin(), roll_ups.end(),
             [](const MeasureMoves& moves) { return moves.nodes.empty(); });
}

absl::StatusOr<WhatIfResult> WhatIf(const Snapshot& snapshot,
                                    std::span<const Change> changes,
                                    const WhatIfOptions& options) {
  absl::StatusOr<RuleSet> rules =
      options.rules ? absl::StatusOr<RuleSet>(*options.rules)
                    : BindRules(snapshot.organization().profile(),
                                CheckRegistry::BuiltIn());
  if (!rules.ok()) return rules.status();
  absl::StatusOr<Snapshot> after = snapshot.Apply(changes);
  if (!after.ok()) return after.status();
  WhatIfResult result = {.before = snapshot,
                         .after = *after,
                         .gaps = {.before = FindGaps(snapshot, *rules),
                                  .after = FindGaps(*after, *rules)}};
  if (absl::Status status = WhatIfMaker(result, options).Make(); !status.ok()) {
    return status;
  }
  return result;
}

}  // namespace zeren
