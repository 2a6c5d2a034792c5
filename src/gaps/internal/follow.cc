#include "src/gaps/internal/follow.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "src/gaps/internal/evaluate.h"

namespace zeren::internal {
namespace {

// Whether the check can tell by itself what it finds in a period.
bool FindsOver(const Organization& organization, const BoundRule& rule,
               std::uint32_t number, LiveView& view, const DayRange& days,
               std::vector<GapRun>& runs);

// Follower
//
// Goes through the days on which some evaluation may have another outcome, so
// that all of them share what is found out about a day.
class Follower {
 public:
  Follower(LiveView& view, const RuleSet& rules, const DayRange& days,
           std::vector<GapRun>& runs)
      : live_(view), view_(view), rules_(rules), days_(days), runs_(runs) {}

  void Add(const Followed& followed) { followed_.push_back(followed); }

  void Run() && {
    has_open_.resize(followed_.size());
    live_.MoveTo(days_.from);
    for (std::uint32_t i = 0; i < followed_.size(); ++i) Look(i);
    while (!due_.empty()) {
      const auto first = due_.begin();
      const std::vector<std::uint32_t> now = std::move(first->second);
      live_.MoveTo(first->first);
      due_.erase(first);
      for (const std::uint32_t i : now) Look(i);
    }
    for (auto& [i, open] : open_) {
      for (GapRun& run : open) End(std::move(run), days_.to);
    }
  }

 private:
  void Look(std::uint32_t i) {
    const Followed& followed = followed_[i];
    live_.Restart();
    found_.clear();
    EvaluateAt(view_, rules_[followed.rule], followed.focus, found_);
    const DayNumber until = live_.until();
    if (until < days_.to) due_[until].push_back(i);
    // Most foci have no gap on any day, and cost nothing more.
    if (found_.empty() && !has_open_[i]) return;
    if (found_.size() > 1) SortFound();
    std::vector<GapRun> now;
    if (has_open_[i]) {
      for (GapRun& run : open_[i]) {
        const bool goes_on = std::any_of(
            found_.begin(), found_.end(),
            [&](const Detection& detection) { return IsOf(run, detection); });
        if (goes_on) {
          now.push_back(std::move(run));
        } else {
          End(std::move(run), live_.day());
        }
      }
    }
    for (Detection& detection : found_) {
      if (std::none_of(now.begin(), now.end(), [&](const GapRun& run) {
            return IsOf(run, detection);
          })) {
        now.push_back(
            {followed.rule, std::move(detection), {live_.day(), kNever}});
      }
    }
    has_open_[i] = !now.empty();
    if (now.empty()) {
      open_.erase(i);
    } else {
      open_[i] = std::move(now);
    }
  }

  static bool IsOf(const GapRun& run, const Detection& detection) {
    return run.detection.focus == detection.focus &&
           run.detection.key == detection.key;
  }
  // Of several with one key the first in this order stands for all.
  void SortFound() {
    std::stable_sort(found_.begin(), found_.end(), ComesBefore);
  }
  void End(GapRun run, DayNumber day) {
    run.days.to = day;
    runs_.push_back(std::move(run));
  }

  LiveView& live_;
  const CheckView view_;
  const RuleSet& rules_;
  const DayRange days_;
  std::vector<Followed> followed_;
  std::map<DayNumber, std::vector<std::uint32_t>> due_;
  // The gaps that are there, by who is followed, where there are any.
  std::vector<bool> has_open_;
  absl::flat_hash_map<std::uint32_t, std::vector<GapRun>> open_;
  std::vector<Detection> found_;
  std::vector<GapRun>& runs_;
};

bool FindsOver(const Organization& organization, const BoundRule& rule,
               std::uint32_t number, LiveView& view, const DayRange& days,
               std::vector<GapRun>& runs) {
  std::vector<DatedDetection> found;
  if (!rule.check->EvaluateOver(
          organization, {FromDayNumber(days.from), FromDayNumber(days.to)},
          rule.params, found)) {
    return false;
  }
  for (DatedDetection& dated : found) {
    PutRight(organization, dated.detection);
    const DayRange within = {std::max(days.from, ToDayNumber(dated.days.from)),
                             std::min(days.to, ToDayNumber(dated.days.to))};
    if (within.from >= within.to) continue;
    const Node focus = dated.detection.focus;
    const Condition& where = rule.rule.where;
    const auto meets = [&](LiveView& day) { return day.Matches(focus, where); };
    for (const DayRange& met : where.empty() ? std::vector<DayRange>{within}
                                             : DaysOn(view, within, meets)) {
      runs.push_back({number, dated.detection, met});
    }
  }
  return true;
}

// Less than, equal to or greater than 0 as gap a comes before gap b or not.
int CompareGap(const Organization& organization, std::uint32_t rule_a,
               const Detection& a, std::uint32_t rule_b, const Detection& b) {
  if (rule_a != rule_b) return rule_a < rule_b ? -1 : 1;
  if (a.focus != b.focus) {
    return organization.Before(a.focus, b.focus) ? -1 : 1;
  }
  return a.key.compare(b.key);
}

// Sorts runs by gap and day, and joins those of one gap that meet or overlap.
void JoinRuns(const Organization& organization, std::vector<GapRun>& runs) {
  const auto before = [&](const GapRun& a, const GapRun& b) {
    const int order =
        CompareGap(organization, a.rule, a.detection, b.rule, b.detection);
    if (order != 0) return order < 0;
    if (a.days.from != b.days.from) return a.days.from < b.days.from;
    return ComesBefore(a.detection, b.detection);
  };
  std::stable_sort(runs.begin(), runs.end(), before);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (kept > 0 && IsSameGap(runs[kept - 1], runs[i]) &&
        runs[i].days.from <= runs[kept - 1].days.to) {
      runs[kept - 1].days.to =
          std::max(runs[kept - 1].days.to, runs[i].days.to);
    } else {
      if (kept != i) runs[kept] = std::move(runs[i]);
      ++kept;
    }
  }
  runs.resize(kept);
}

}  // namespace

void Follow(LiveView& view, const RuleSet& rules,
            const std::vector<Followed>& followed, const DayRange& days,
            std::vector<GapRun>& runs) {
  if (days.from >= days.to) return;
  Follower follower(view, rules, days, runs);
  for (const Followed& one : followed) {
    if (one.focus.kind() != NodeKind::kDocument ||
        !FindsOver(view.organization(), rules[one.rule], one.rule, view, days,
                   runs)) {
      follower.Add(one);
    }
  }
  std::move(follower).Run();
  JoinRuns(view.organization(), runs);
}

const GapRun* FindRun(const Organization& organization,
                      const std::vector<GapRun>& runs, std::uint32_t rule,
                      const Detection& detection) {
  const auto compare = [&](const GapRun& run) {
    return CompareGap(organization, run.rule, run.detection, rule, detection);
  };
  const auto run =
      std::partition_point(runs.begin(), runs.end(),
                           [&](const GapRun& one) { return compare(one) < 0; });
  return run != runs.end() && compare(*run) == 0 ? &*run : nullptr;
}

}  // namespace zeren::internal
