// gaps.h -- where the chain is broken: nobody responsible, nobody above, work
// that nobody does.
//
//   absl::StatusOr<GapReport> report = FindGaps(today);
//   if (!report->conforms()) {
//     for (const Gap& gap : report->gaps()) {
//       std::cout << report->MessageOf(gap).In("en") << '\n';
//     }
//   }

#ifndef ZEREN_GAPS_GAPS_H_
#define ZEREN_GAPS_GAPS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/core/problem.h"
#include "zeren/core/text.h"
#include "zeren/core/value.h"
#include "zeren/gaps/check.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// One gap: a small row. Messages, paths and fingerprints are made on demand by
// the report that it is in.
struct Gap {
  std::uint32_t rule = 0;  // Of `GapReport::rules`.
  Detection detection;
  // The approval that waives it, as a row of the array; `kNoIndex` if none.
  std::uint32_t waiver = kNoIndex;
  bool waived() const { return waiver != kNoIndex; }
};

// An approval that waives gaps.
struct Waiver {
  Node by;  // Who gave it; the document if it does not say.
  std::string reason;
  Period days;  // On which it waives.

  friend bool operator==(const Waiver&, const Waiver&) = default;
};

// Which gaps a report is narrowed to.
struct GapSelection {
  // Behaviour: only gaps of these rules, by id. DEFAULT: all.
  std::vector<std::string> rules = {};
  // Behaviour: only gaps whose focus sits (`Snapshot::UnitOf`) in this unit or
  // below it. Gaps of the document itself sit in no unit. DEFAULT: all.
  std::optional<UnitId> within = {};
};

// GapReport
//
// A value; copies share their data. Keeps the snapshot alive.
//
// Thread-safety: immutable.
class GapReport {
 public:
  const Snapshot& snapshot() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const RuleSet& rules() const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // All gaps by severity, rule, focus and key; the last by the fields `field`
  // and `kind` of their values, where these have them.
  const std::vector<Gap>& gaps() const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // No violation that is not waived.
  bool conforms() const;
  // False if a cycle was cut anywhere, or records were left out: checks that go
  // up the chain then saw only part of it.
  bool complete() const;
  // Gaps of a severity that are not waived.
  std::size_t count(Severity severity) const;

  const BoundRule& RuleOf(const Gap& gap) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // What is wrong, in English and Chinese.
  Text MessageOf(const Gap& gap) const;
  // The ancestors of a unit, the superiors of a post, the units of a person or
  // of work, nearest first; a cycle once around from its focus. Of a longer
  // path the first `limit` nodes. O(nodes returned).
  std::vector<Node> PathOf(
      const Gap& gap,
      std::size_t limit = std::numeric_limits<std::size_t>::max()) const;
  // The number of nodes in that path, without making it.
  std::size_t PathLengthOf(const Gap& gap) const;
  // The unbroken run of days around the report's on which the gap holds, over
  // all history and all that is known to come: since when, and the first day on
  // which it will not hold. All gaps are followed through the years at the
  // first call, which takes time linear in the facts that turn for their foci,
  // and not in days (but for checks of the document that cannot tell, see
  // `Check::EvaluateOver`).
  Period DaysOf(const Gap& gap) const;
  // 32 hexadecimal digits that stay the same as long as rule, focus and key do.
  std::string FingerprintOf(const Gap& gap) const;
  // The node that waived it, or "document" if the approval does not say. Of
  // several approvals the one by the first node in order of bytes counts. Empty
  // for a gap that is not waived.
  std::string WaivedBy(const Gap& gap) const;
  // The reason that this approval gives. Empty for a gap that is not waived.
  std::string WaiverReasonOf(const Gap& gap) const;
  // All that it says. None for a gap that is not waived.
  std::optional<Waiver> WaiverOf(const Gap& gap) const;

  // Returns the report with only the gaps that are selected, and only the rules
  // that are; counts and `conforms()` follow, `complete()` stays. A selection
  // from a selection keeps to both. O(gaps).
  //
  // Errors: kInvalidArgument with a `Problem` for each rule that the report
  // does not have, with the nearest name, and for a unit that is not in force.
  absl::StatusOr<GapReport> Select(const GapSelection& selection) const;
  // Whether a gap of this rule at this focus ("post:secretary") would be in the
  // report; false only for what `Select` left out. A focus that sits in no unit
  // is in no selection of one.
  bool Covers(std::string_view rule, std::string_view focus) const;

  // ---------------------------------------------------------------- Low-level

  struct Rep;
  explicit GapReport(std::shared_ptr<const Rep> rep);

 private:
  std::shared_ptr<const Rep> rep_;
};

// Evaluates the rules of the snapshot's profile, bound to the built-in
// registry. O(entities + facts), but for checks that say otherwise in the
// catalogue. Errors: kInvalidArgument if a rule does not bind.
absl::StatusOr<GapReport> FindGaps(const Snapshot& snapshot);
// The same with rules of your own.
GapReport FindGaps(const Snapshot& snapshot, const RuleSet& rules);

// Returns a `Problem` without a place for each rule and focus of which there is
// an approval that ends after `day`, and that can waive nothing: there is no
// such rule, or an approval cannot waive it. The nearest id is named. Rules of
// the organisation's profile that are not among these, such as those that are
// not enabled, are left alone. In order of the messages. O(approvals * log
// rules), and for each slip O(rules).
std::vector<Problem> IdleApprovals(const Organization& organization,
                                   const RuleSet& rules, absl::CivilDay day);

}  // namespace zeren

#endif  // ZEREN_GAPS_GAPS_H_
