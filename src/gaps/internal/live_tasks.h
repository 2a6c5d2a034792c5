// live_tasks.h -- how far tasks are, one by one, on days that go by.

#ifndef ZEREN_GAPS_INTERNAL_LIVE_TASKS_H_
#define ZEREN_GAPS_INTERNAL_LIVE_TASKS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/forest.h"

namespace zeren::internal {

// LiveTaskTree
//
// The tasks of one organisation, which are the same on each day, and their
// progress as `TaskStates` has it, remembered as long as it holds.
class LiveTaskTree {
 public:
  struct Standing {
    double progress = 0;
    DayNumber from = kDawn;   // The day on which it was found out.
    DayNumber until = kDawn;  // The first day on which it may be another one.
  };

  // O(tasks). REQUIRES: `rep` outlives it.
  explicit LiveTaskTree(const OrganizationRep& rep);
  // Turns to an organisation with the same tasks, of which these, and no
  // others, may stand otherwise. O(tasks above them).
  void Rebase(const OrganizationRep& rep,
              std::span<const std::uint32_t> standing);

  const Forest& forest() const { return forest_; }
  // The day from which on a task, or one above it, is cancelled; `kNever`.
  DayNumber cancelled_from(std::uint32_t task) const {
    return cancelled_from_[task];
  }
  // O(parts of the tasks whose progress may have changed since they were asked
  // about, and their entries), however deep.
  Standing On(std::uint32_t task, DayNumber day);

 private:
  bool IsKnown(std::uint32_t task, DayNumber day) const;
  Standing Find(std::uint32_t task, DayNumber day);

  const OrganizationRep* rep_;
  Forest forest_;
  std::vector<DayNumber> cancelled_from_;
  absl::flat_hash_map<std::uint32_t, Standing> known_;
};

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_LIVE_TASKS_H_
