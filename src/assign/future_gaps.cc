#include "zeren/assign/future_gaps.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include "src/assign/internal/answers_over.h"
#include "src/assign/internal/period_problem.h"
#include "src/graph/internal/history_day.h"
#include "src/model/internal/organization_rep.h"
#include "src/work/internal/open_days.h"

namespace zeren {
namespace {

using internal::DayNumber;
using internal::DayRange;
using internal::FromDayNumber;
using internal::HistoryDay;
using internal::OrganizationRep;

// FutureGapFinder
//
// Goes through the days on which some answer may change, and on each asks again
// about the work concerned, so that all of it shares what is found out about
// the superiors and heads of the day.
class FutureGapFinder {
 public:
  FutureGapFinder(const Organization& organization, const DayRange& days,
                  const std::vector<Role>& roles)
      : organization_(organization),
        roles_(roles),
        days_(days),
        day_(organization, days.from) {}

  void AddTasks(std::vector<std::vector<DayRange>> open) {
    for (std::uint32_t task = 0; task < open.size(); ++task) {
      Add(TaskId{task}, std::move(open[task]));
    }
  }
  void AddDuties() {
    const OrganizationRep& org = organization_.rep();
    for (std::uint32_t i = 0; i < org.count(NodeKind::kDuty); ++i) {
      const DayRange written = org.Written(DutyId{i});
      const DayRange expected = {std::max(written.from, days_.from),
                                 std::min(written.to, days_.to)};
      if (expected.from < expected.to) Add(DutyId{i}, {expected});
    }
  }

  std::vector<FutureGap> Run() && {
    while (!due_.empty()) {
      const auto first = due_.begin();
      const std::vector<std::uint32_t> watched = std::move(first->second);
      day_.MoveTo(first->first);
      due_.erase(first);
      for (const std::uint32_t i : watched) Look(i);
    }
    return Sorted();
  }

 private:
  // Work, and the days on which somebody has to answer for it.
  struct Watched {
    Node work;
    std::vector<DayRange> expected;
    std::size_t at = 0;  // The one of these that is being looked at.
  };

  void Add(Node work, std::vector<DayRange> expected) {
    if (expected.empty()) return;
    const auto i = static_cast<std::uint32_t>(watched_.size());
    due_[expected.front().from].push_back(i);
    watched_.push_back({work, std::move(expected)});
  }

  // Judges work on the present day, and says when to look at it again.
  void Look(std::uint32_t i) {
    Watched& watched = watched_[i];
    day_.Restart();
    bool complete = true;
    const bool answered =
        std::any_of(roles_.begin(), roles_.end(), [&](Role role) {
          const Resolution who = internal::ResolveOn(day_, watched.work, role);
          complete = complete && who.complete;
          return who.answered();
        });
    const DayRange& expected = watched.expected[watched.at];
    const DayNumber until = std::min(day_.until(), expected.to);
    if (!answered) {
      gaps_.push_back({watched.work,
                       {FromDayNumber(day_.day()), FromDayNumber(until)},
                       complete});
    }
    if (until < expected.to) {
      due_[until].push_back(i);
    } else if (++watched.at < watched.expected.size()) {
      due_[watched.expected[watched.at].from].push_back(i);
    }
  }

  // By work and time; runs of days that follow one another become one.
  std::vector<FutureGap> Sorted() {
    std::sort(gaps_.begin(), gaps_.end(),
              [&](const FutureGap& a, const FutureGap& b) {
                if (a.work != b.work)
                  return organization_.Before(a.work, b.work);
                return a.period.from < b.period.from;
              });
    std::vector<FutureGap> merged;
    for (const FutureGap& gap : gaps_) {
      if (!merged.empty() && merged.back().work == gap.work &&
          merged.back().period.to == gap.period.from) {
        merged.back().period.to = gap.period.to;
        merged.back().complete = merged.back().complete && gap.complete;
      } else {
        merged.push_back(gap);
      }
    }
    return merged;
  }

  const Organization& organization_;
  const std::vector<Role>& roles_;
  const DayRange days_;
  HistoryDay day_;
  std::vector<Watched> watched_;
  // What to look at on which day.
  std::map<DayNumber, std::vector<std::uint32_t>> due_;
  std::vector<FutureGap> gaps_;
};

}  // namespace

absl::StatusOr<std::vector<FutureGap>> FutureGaps(
    const Organization& organization, const Period& period,
    const FutureGapOptions& options) {
  if (const absl::Status status = internal::CheckPeriod(period); !status.ok()) {
    return status;
  }
  if (options.roles.empty()) {
    return absl::InvalidArgumentError(
        "there is no role in which somebody has to answer; name at least one");
  }
  const DayRange days = internal::DaysOf(period);
  FutureGapFinder finder(organization, days, options.roles);
  finder.AddTasks(internal::OpenDays(organization.AsOf(period.from), days.to));
  finder.AddDuties();
  return std::move(finder).Run();
}

}  // namespace zeren
