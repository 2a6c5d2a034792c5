// result_json.h -- results as JSON, for programs.
//
//   std::cout << WriteJson(*FindGaps(today));
//   // {"zeren_report":1,"as_of":"2026-11-22", ... ,"gaps":[
//   // {"rule":"post-vacant","check":"post_vacant", ... },
//   // ...
//   // ]}
//
// docs/format.md, "Results", explains every field. Each gap, step, hop or row
// has a line of its own, the text ends with a line feed, and the same result
// gives the same bytes. Bytes that are not UTF-8 become U+FFFD; texts in
// several languages have these in byte order.

#ifndef ZEREN_EXCHANGE_RESULT_JSON_H_
#define ZEREN_EXCHANGE_RESULT_JSON_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "zeren/advise/diff.h"
#include "zeren/advise/key_persons.h"
#include "zeren/advise/repair.h"
#include "zeren/advise/statement.h"
#include "zeren/advise/what_if.h"
#include "zeren/assign/candidates.h"
#include "zeren/assign/future_gaps.h"
#include "zeren/assign/matrix.h"
#include "zeren/assign/plan.h"
#include "zeren/assign/resolution.h"
#include "zeren/assign/responsibilities.h"
#include "zeren/assign/responsible_over.h"
#include "zeren/assign/why_not.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/gaps/baseline.h"
#include "zeren/gaps/gaps.h"
#include "zeren/gaps/gaps_over.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/roll_up.h"
#include "zeren/measure/roll_up_over.h"

namespace zeren {

// Paths with more entries than this in all are left out of a report.
inline constexpr std::size_t kMaxPathEntries = 1'000'000;

// Writes a report. Where its paths would have more than `kMaxPathEntries`
// entries in all, each is null and `paths_complete` false, as otherwise a deep
// hierarchy would give a report of the size of its square. O(gaps).
std::string WriteJson(const GapReport& report);
// The same beside a baseline: each gap says whether it is new or accepted.
//
// REQUIRES: the comparison is one of `report`.
std::string WriteJson(const GapReport& report,
                      const BaselineComparison& baseline);

struct GapJsonOptions {
  // Behaviour: beside this baseline. DEFAULT: none.
  const BaselineComparison* baseline = nullptr;
  // Behaviour: with what would mend each gap. DEFAULT: none.
  const ReportRepairs* repairs = nullptr;
};
// The same with more beside the gaps.
//
// REQUIRES: what the options name is of `report`.
std::string WriteJson(const GapReport& report, const GapJsonOptions& options);

// Writes the gaps of a period, or those to come, each with its runs of days and
// those on which it is waived, and what waives it. O(gaps and runs).
std::string WriteJson(const GapHistory& history);

// Writes who answers, with every step. O(derivation).
//
// REQUIRES: the resolution is one of `snapshot`.
std::string WriteJson(const Snapshot& snapshot, const Resolution& resolution);

// Writes what somebody answers for, a line for each piece of work and role.
//
// REQUIRES: the responsibilities are of `snapshot`.
std::string WriteJson(const Snapshot& snapshot,
                      const Responsibilities& responsibilities);

// Writes why somebody does not answer, or that they do.
//
// REQUIRES: the answer is one of `snapshot`.
std::string WriteJson(const Snapshot& snapshot, const WhyNotAnswer& answer);

// Writes who could do a task and who could not, why somebody could not, or that
// they could, and a plan. O(size).
//
// REQUIRES: they are of `snapshot`.
std::string WriteJson(const Snapshot& snapshot, const CandidateList& list);
std::string WriteJson(const Snapshot& snapshot, TaskId task, PersonId person,
                      const std::optional<Exclusion>& exclusion);
std::string WriteJson(const Snapshot& snapshot, const AssignmentPlan& plan);

// Writes who answers over a period, a line for each step, with its derivation.
// An end of time is null. O(derivations).
//
// REQUIRES: the timeline is one of `organization`.
std::string WriteJson(const Organization& organization,
                      const ResponsibleTimeline& timeline);

// Writes the days of a period on which nobody answers. O(gaps).
//
// REQUIRES: the gaps are of `organization`, over `period`.
std::string WriteJson(const Organization& organization, const Period& period,
                      const std::vector<FutureGap>& gaps);

// Writes a chain. O(length).
//
// REQUIRES: the chain is one of `snapshot`.
std::string WriteJson(const Snapshot& snapshot, const Chain& chain);

// Writes a matrix: its columns, and its rows with all marks. O(marks + rows +
// holders of the columns).
//
// REQUIRES: the matrix is one of `snapshot`.
std::string WriteJson(const Snapshot& snapshot,
                      const ResponsibilityMatrix& matrix);

// Writes what is different between two days: counts, and a line for each
// difference. O(differences).
std::string WriteJson(const StructureDiff& diff);

// Writes what changes would do: counts, and a line for each effect. Paths are
// as in reports. O(effects, and gaps followed as in reports).
std::string WriteJson(const WhatIfResult& result);

// Writes what somebody answers for with everything below, a line for each
// problem: overdue tasks, those at risk, vacancies, and work that nobody
// answers for, each with the chain up to who is asked about. Where the chains
// would have more than `kMaxPathEntries` entries in all, each is null and
// `chains_complete` false. O(size).
//
// REQUIRES: the statement is one of `snapshot`.
std::string WriteJson(const Snapshot& snapshot, const Statement& statement);

// Writes key persons, a line for each, and the fewest people without whom much
// work would be left, with a line for each piece of it. O(size).
//
// REQUIRES: they are of `snapshot`.
std::string WriteJson(const Snapshot& snapshot, const KeyPersons& key);
std::string WriteJson(const Snapshot& snapshot, const CriticalGroup& group);

// Writes roll-ups side by side, with a row for each node in force, in order of
// id; of `within` and the nodes below it, if that is given. O(n log n).
//
// REQUIRES: there is a roll-up, and all are of one snapshot and hierarchy;
// `within` is a node of that hierarchy in force.
std::string WriteJson(const std::vector<RollUp>& roll_ups,
                      std::optional<Node> within = std::nullopt);
// Writes what makes up the value of a node, a line for each part and measure.
// O(parts).
//
// REQUIRES: as above.
std::string WriteExplanationJson(const std::vector<RollUp>& roll_ups,
                                 Node node);
// Writes how values of nodes change over a period, a line for each measure and
// node. An end of time is null. O(steps).
//
// REQUIRES: there is a timeline; all are of `organization`, of these measures
// and of one period.
std::string WriteTimelinesJson(const Organization& organization,
                               const std::vector<Measure>& measures,
                               const std::vector<RollUpTimeline>& timelines);

// Writes what pulls values down most: `WorstPlaces` of each measure.
//
// REQUIRES: as above.
std::string WriteWorstJson(const std::vector<RollUp>& roll_ups, std::size_t k,
                           std::optional<Node> within = std::nullopt);

}  // namespace zeren

#endif  // ZEREN_EXCHANGE_RESULT_JSON_H_
