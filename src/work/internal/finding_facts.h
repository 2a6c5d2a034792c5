// finding_facts.h -- how a finding stands on a day.

#ifndef ZEREN_WORK_INTERNAL_FINDING_FACTS_H_
#define ZEREN_WORK_INTERNAL_FINDING_FACTS_H_

#include <algorithm>
#include <cstdint>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// FindingFacts
//
// The steps of one finding, in the order in which they were taken: by day,
// those of one day as they are written.
class FindingFacts {
 public:
  FindingFacts(const OrganizationRep& rep, std::uint32_t finding)
      : findings_(rep.table<FindingView>()), finding_(finding) {}

  DayNumber found() const {
    return findings_.Get<&FindingView::found>()[finding_];
  }
  // The last day in time; `kDawn` if none is written.
  DayNumber due() const { return findings_.Get<&FindingView::due>()[finding_]; }
  // The document if nobody is written.
  Node owner() const { return findings_.Get<&FindingView::owner>()[finding_]; }

  // The rows [begin, end) of its steps.
  std::uint32_t begin() const { return Steps().begin(finding_); }
  std::uint32_t end() const { return Steps().end(finding_); }
  FindingState state(std::uint32_t step) const {
    return static_cast<FindingState>(
        Steps().table().Get<&FindingStepView::state>()[step]);
  }
  DayNumber day(std::uint32_t step) const {
    return Steps().table().Get<&FindingStepView::day>()[step];
  }
  // The person who took a step; `kNoIndex` if it is not said.
  std::uint32_t by(std::uint32_t step) const {
    return Steps().table().Get<&FindingStepView::by>()[step];
  }

  // How it stands: the state of the newest step up to the day, of those of one
  // day the last; listed where there is none.
  struct Standing {
    bool found = false;  // By the day.
    FindingState state = FindingState::kListed;
    DayNumber until = kNever;  // The first later day on which it may change.

    bool open() const { return found && state != FindingState::kClosed; }
  };
  // O(steps).
  Standing On(DayNumber today) const {
    Standing standing;
    standing.found = found() <= today;
    if (!standing.found) {
      standing.until = found();
      return standing;
    }
    DayNumber newest = kDawn;
    for (std::uint32_t step = begin(); step < end(); ++step) {
      if (day(step) > today) {
        standing.until = std::min(standing.until, day(step));
      } else if (day(step) >= newest) {
        newest = day(step);
        standing.state = state(step);
      }
    }
    return standing;
  }

 private:
  using FindingStepView = BasicFindingStep<std::string_view>;

  const StepsColumn<FindingStepView>& Steps() const {
    return findings_.Get<&FindingView::steps>();
  }

  const Table<FindingView>& findings_;
  std::uint32_t finding_;
};

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_FINDING_FACTS_H_
