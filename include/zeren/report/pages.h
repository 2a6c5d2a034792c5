// pages.h -- every result as a page for people.
//
//   const absl::StatusOr<GapReport> report = FindGaps(today);
//   std::cout << WriteText(MakePage(*report, {.language = "zh"}));
//
// zeren/report/text.h, markdown.h and csv.h write pages.

#ifndef ZEREN_REPORT_PAGES_H_
#define ZEREN_REPORT_PAGES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "zeren/advise/cascade.h"
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
#include "zeren/core/period.h"
#include "zeren/gaps/baseline.h"
#include "zeren/gaps/gaps.h"
#include "zeren/gaps/gaps_over.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/roll_up.h"
#include "zeren/measure/roll_up_over.h"
#include "zeren/report/page.h"

namespace zeren {

struct PageOptions {
  // Behaviour: the language of headings, messages and labels, "en" or "zh".
  // Labels that lack it are shown as `Organization::LabelOf` falls back.
  // DEFAULT: "en".
  std::string language = "en";
  // Behaviour: how many nodes of a gap's path are shown, the nearest to its
  // focus, or of a chain of a statement, or how many pieces of work of a key
  // person; the rest are counted. A full path for each gap of a deep hierarchy
  // would take the square of its depth. DEFAULT: 8.
  std::size_t max_path = 8;
  // Behaviour, of resolutions and timelines: all steps. DEFAULT: false.
  bool why = false;
  // Behaviour, of roll-ups: only this node and what is below it. DEFAULT: all.
  std::optional<Node> within = {};
  // Behaviour, of roll-ups: beside each number a bar of its share of the
  // greatest one of its column, or of 1 where numbers are shares. DEFAULT:
  // false.
  bool bars = false;
  // Behaviour, of gap reports: below each gap what would mend it, or why
  // nothing is known to. They have to be repairs of the report that is shown,
  // and live as long as the options. DEFAULT: none.
  const ReportRepairs* repairs = nullptr;
};

// All gaps by severity, then rule; those that are waived last. Then, if they
// sit in several units, how many each unit has, those with the most violations
// first. The last line counts them all and says whether the answer is complete.
// O(gaps log gaps).
Page MakePage(const GapReport& report, const PageOptions& options = {});
// The same beside a baseline: what is new comes first and is counted by unit,
// then what is accepted, waived, or gone.
//
// REQUIRES: the comparison is one of `report`.
Page MakePage(const GapReport& report, const BaselineComparison& baseline,
              const PageOptions& options = {});

// The gaps of a period by severity, then rule, each with its days; those that
// are waived on all of these last. A page of gaps to come says so. O(gaps and
// runs of days).
Page MakePage(const GapHistory& history, const PageOptions& options = {});

// The superiors, nearest first, and who holds each post. O(chain).
//
// REQUIRES: the chain is one of `snapshot`.
Page MakePage(const Snapshot& snapshot, const Chain& chain,
              const PageOptions& options = {});

// Who answers, or that nobody does. O(derivation).
//
// REQUIRES: the resolution is one of `snapshot`.
Page MakePage(const Snapshot& snapshot, const Resolution& resolution,
              const PageOptions& options = {});

// What somebody answers for, a row for each piece of work and role. O(work).
//
// REQUIRES: the responsibilities are of `snapshot`.
Page MakePage(const Snapshot& snapshot,
              const Responsibilities& responsibilities,
              const PageOptions& options = {});

// Why somebody does not answer, or that they do.
//
// REQUIRES: the answer is one of `snapshot`.
Page MakePage(const Snapshot& snapshot, const WhyNotAnswer& answer,
              const PageOptions& options = {});

// The matrix with a column for each post, what is wrong with a row beside it,
// and below it who is on each post. O(rows * columns).
//
// REQUIRES: the matrix is one of `snapshot`.
Page MakePage(const Snapshot& snapshot, const ResponsibilityMatrix& matrix,
              const PageOptions& options = {});

// The tasks that would be added, and who would be accountable for each.
// O(parts).
//
// REQUIRES: the cascade is one of `snapshot`.
Page MakePage(const Snapshot& snapshot, const Cascade& cascade,
              const PageOptions& options = {});

// What is different between two days: a table each for units, posts and people,
// with a row for each difference, and then the numbers. O(differences, with the
// memberships and posts of the people in them).
Page MakePage(const StructureDiff& diff, const PageOptions& options = {});

// What changes would do: gaps added and removed, answers that change hands,
// spans and values that move, each weightiest first; last what that comes to.
// O(rows listed).
Page MakePage(const WhatIfResult& result, const PageOptions& options = {});

// What somebody answers for with everything below: what there is, how its tasks
// stand, and each problem with its chain. O(size), and `options.max_path` nodes
// of each chain.
//
// REQUIRES: the statement is one of `snapshot`.
Page MakePage(const Snapshot& snapshot, const Statement& statement,
              const PageOptions& options = {});

// Key persons, and the first `options.max_path` pieces of work that each is key
// to; the fewest people without whom much work would be left. O(size).
//
// REQUIRES: they are of `snapshot`.
Page MakePage(const Snapshot& snapshot, const KeyPersons& key,
              const PageOptions& options = {});
Page MakePage(const Snapshot& snapshot, const CriticalGroup& group,
              const PageOptions& options = {});

// Who could do a task, cheapest first, and who could not and why. O(n).
//
// REQUIRES: the list is one of `snapshot`.
Page MakePage(const Snapshot& snapshot, const CandidateList& list,
              const PageOptions& options = {});

// Why somebody could not do a task, or that they could.
//
// REQUIRES: all are of `snapshot`.
Page MakePage(const Snapshot& snapshot, TaskId task, PersonId person,
              const std::optional<Exclusion>& exclusion,
              const PageOptions& options = {});

// Who is given what, which places stay empty, why, and what would help. O(n).
//
// REQUIRES: the plan is one of `snapshot`.
Page MakePage(const Snapshot& snapshot, const AssignmentPlan& plan,
              const PageOptions& options = {});

// Who answers over a period, a row for each step; with `options.why` the steps
// of each derivation. O(derivations).
//
// REQUIRES: the timeline is one of `organization`.
Page MakePage(const Organization& organization,
              const ResponsibleTimeline& timeline,
              const PageOptions& options = {});

// The days of a period on which nobody answers. O(gaps).
//
// REQUIRES: the gaps are of `organization`, over `period`.
Page MakePage(const Organization& organization, const Period& period,
              const std::vector<FutureGap>& gaps,
              const PageOptions& options = {});

// The hierarchy as a tree, with a column for each measure. Where a node has
// several above it, it is drawn once, below the first. O(nodes).
//
// REQUIRES: there is a roll-up, and all are of one snapshot and hierarchy.
// `options.within` is a node of that hierarchy in force.
Page MakePage(const std::vector<RollUp>& roll_ups,
              const PageOptions& options = {});
// What makes up the value of a node: a table for each measure, with what counts
// of each part. O(parts).
//
// REQUIRES: there is a roll-up, and all are of one snapshot and hierarchy.
Page MakeExplanationPage(const std::vector<RollUp>& roll_ups, Node node,
                         const PageOptions& options = {});
// How values of nodes change over a period: a table for each measure and node,
// with a row for each step. O(steps).
//
// REQUIRES: there is a timeline; all are of `organization`, of these measures
// and of one period.
Page MakeTimelinesPage(const Organization& organization,
                       const std::vector<Measure>& measures,
                       const std::vector<RollUpTimeline>& timelines,
                       const PageOptions& options = {});

// What pulls values down most: for each measure the `k` strongest places below
// `options.within`, or below all roots together. O(subtree).
//
// REQUIRES: there is a roll-up, and all are of one snapshot and hierarchy.
Page MakeWorstPage(const std::vector<RollUp>& roll_ups, std::size_t k,
                   const PageOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_REPORT_PAGES_H_
