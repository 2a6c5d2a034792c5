#include "zeren/assign/responsible_over.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "src/assign/internal/answers_over.h"
#include "src/assign/internal/period_problem.h"
#include "src/core/internal/absl_strings.h"

namespace zeren {

using internal::DayRange;
using internal::FromDayNumber;

const Resolution& ResponsibleTimeline::At(absl::CivilDay day) const {
  assert(period.Contains(day) && "a day of the period");
  const auto after = std::upper_bound(
      steps.begin() + 1, steps.end(), day,
      [](absl::CivilDay d, const Step& step) { return d < step.period.from; });
  return (after - 1)->who;
}

absl::StatusOr<ResponsibleTimeline> ResponsibleOver(
    const Organization& organization, Node work, Role role,
    const Period& period) {
  if (const absl::Status status = internal::CheckPeriod(period); !status.ok()) {
    return status;
  }
  const bool is_work =
      work.kind() == NodeKind::kTask || work.kind() == NodeKind::kDuty;
  if (!is_work || !organization.rep().Exists(work)) {
    return absl::InvalidArgumentError(internal::ToAbsl(
        internal::Concat("nobody answers for a ", NameOf(work.kind()),
                         "; ask for a task or duty of the document")));
  }
  ResponsibleTimeline timeline{work, role, period, {}};
  std::vector<ResponsibleTimeline::Step>& steps = timeline.steps;
  steps.reserve(6);  // Most periods have no more.
  internal::ForEachAnswer(
      organization, work, role, internal::DaysOf(period),
      [&](const DayRange& run, Resolution who) {
        if (!steps.empty() && steps.back().who == who) return;
        const absl::CivilDay from = FromDayNumber(run.from);
        if (!steps.empty()) steps.back().period.to = from;
        steps.push_back({{from, period.to}, std::move(who)});
      });
  steps.front().period.from = period.from;
  return timeline;
}

}  // namespace zeren
