// repair.h -- changes that would mend a gap, each tried before it is told.
//
//   const absl::StatusOr<GapReport> report = FindGaps(today);
//   const Gap& gap = report->gaps().front();
//   const RepairAdvice advice = SuggestRepairs(*report, gap);
//   for (const Repair& repair : advice.repairs) {
//     std::cout << repair.title.In("en") << '\n';
//     // appoint person:p-9 to post:b1-head from 2026-11-22
//   }
//   absl::StatusOr<Organization> next =
//       org.Apply(advice.repairs.front().changes);
//
// What is tried depends on the check: a vacant post is offered the best
// candidates, a circle loses its youngest line, work goes to whom escalation
// would reach. docs/decisions.md, "Repairs", lists all.

#ifndef ZEREN_ADVISE_REPAIR_H_
#define ZEREN_ADVISE_REPAIR_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "zeren/core/text.h"
#include "zeren/gaps/gaps.h"
#include "zeren/model/change.h"

namespace zeren {

struct RepairOptions {
  // Behaviour: how many repairs are told of one gap. DEFAULT: 3.
  std::size_t max = 3;
  // Performance: how many are tried for one gap. DEFAULT: 24.
  std::size_t max_tries = 24;
  // Performance, of `SuggestAllRepairs`: how many gaps are looked at, the most
  // severe first. DEFAULT: 100.
  std::size_t max_gaps = 100;
};

// One way to mend a gap.
struct Repair {
  // To be applied together. None of their matches or values is one that JSON
  // cannot say.
  std::vector<Change> changes = {};
  // What they do, in English and Chinese.
  Text title = {};
  // The fingerprints of all gaps that are gone after them, rising; that of the
  // gap is among them.
  std::vector<std::string> mends = {};
  // The fingerprints of gaps that come of them, rising. All are less severe
  // than the gap.
  std::vector<std::string> adds = {};
};

struct RepairAdvice {
  std::vector<Repair> repairs;  // Best first.
  std::size_t tried = 0;
  // Why there is none, in English and Chinese; empty where there is one.
  Text note;
};

// Suggests how to mend a gap of a report. Every repair has been tried: the
// changes, applied to the organisation, remove all gaps with the gap's
// fingerprint on that day, and add none that is as severe or more, by the
// report's rules. A gap counts as added if it is there after the changes, or
// is there more often, waived or not; one whose value alone becomes another one
// does not. There being none means that none of those that are tried will do,
// not that no change could. What is suggested depends on nothing but the
// records, the day and the rules.
//
// A report that `GapReport::Select` has narrowed knows only some of the rules,
// so that what is suggested may break the others: ask the whole one.
//
// O(organisation), and for each try what `GapMonitor::Apply` takes twice.
//
// REQUIRES: the gap is one of `report`.
RepairAdvice SuggestRepairs(const GapReport& report, const Gap& gap,
                            const RepairOptions& options = {});

// What is suggested for the gaps of a report.
struct ReportRepairs {
  // By the places of the gaps; nothing for a gap that is waived, or was not
  // looked at because there are too many.
  std::vector<std::optional<RepairAdvice>> of_gaps;
  // How many gaps were not looked at because there are too many.
  std::size_t left_out = 0;
};

// The same for all gaps of a report that are not waived, at the cost of one
// gap, and its tries for each. `shown` is `report` or what `GapReport::Select`
// has made of it, and tells which gaps are meant; what is suggested is judged
// by all rules of `report`.
ReportRepairs SuggestAllRepairs(const GapReport& report, const GapReport& shown,
                                const RepairOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_ADVISE_REPAIR_H_
