// gaps_over.h -- gaps over a period: when each began and ended, and which lie
// ahead.
//
//   absl::StatusOr<GapHistory> year = GapsOver(org, {jan_1, jan_1_next_year});
//   for (const DatedGap& gap : year->gaps()) {
//     std::cout << year->MessageOf(gap).In("en") << ": from "
//               << FormatDay(gap.periods.front().from) << '\n';
//   }
//
// CASE STUDY: a term that ends. Nothing is wrong today. From 1 March on the
// branch has no secretary, because the appointment ends and nobody was chosen.
// `ComingGaps(org, today, 180)` says so in September, when it can be mended.

#ifndef ZEREN_GAPS_GAPS_OVER_H_
#define ZEREN_GAPS_GAPS_OVER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/period.h"
#include "zeren/core/text.h"
#include "zeren/gaps/check.h"
#include "zeren/gaps/gaps.h"
#include "zeren/model/organization.h"
#include "zeren/model/profile.h"

namespace zeren {

// A gap, and the days of a period on which it holds.
struct DatedGap {
  std::uint32_t rule = 0;  // Of `GapHistory::rules`.
  // As it was on the first of its days.
  Detection detection;
  // Its unbroken runs of days, in order of time, cut off at the ends of the
  // period that was asked about.
  std::vector<Period> periods;
  // The days of these on which an approval waives it.
  std::vector<Period> waived;
  // The approvals that do, as rows of the array.
  std::vector<std::uint32_t> waivers;

  bool HoldsOn(absl::CivilDay day) const;
  bool WaivedOn(absl::CivilDay day) const;
  bool WaivedThroughout() const { return waived == periods; }
};

// What became of the gaps between two days of a history: places in
// `GapHistory::gaps`, rising. Each gap that holds on one of the days is in it
// once, waived or not.
struct DatedGapDiff {
  std::vector<std::size_t> added;  // On the later day only.
  std::vector<std::size_t> gone;   // On the earlier day only.
  std::vector<std::size_t> still;  // On both, whatever lies between.

  friend bool operator==(const DatedGapDiff&, const DatedGapDiff&) = default;
};

// GapHistory
//
// A value; copies share their data.
//
// Thread-safety: immutable.
class GapHistory {
 public:
  const Organization& organization() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const Period& period() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const RuleSet& rules() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // By severity, rule, focus and key, each gap once.
  const std::vector<DatedGap>& gaps() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // Whether only gaps are in it that do not hold on the first day of the
  // period: it comes from `ComingGaps`.
  bool coming() const;
  // Gaps of a severity that are not waived on all of their days. O(gaps).
  std::size_t count(Severity severity) const;
  // False if a cycle was cut on some of the days, or records were left out.
  bool complete() const;

  const BoundRule& RuleOf(const DatedGap& gap) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // What is wrong on the first of its days, in English and Chinese.
  Text MessageOf(const DatedGap& gap) const;
  // As `GapReport::FingerprintOf`, by which gaps of several days or reports are
  // compared.
  std::string FingerprintOf(const DatedGap& gap) const;

  // The approvals that waive it on some of its days, by their first days. Empty
  // for a gap that is never waived.
  std::vector<Waiver> WaiversOf(const DatedGap& gap) const;

  // Compares two days of the period, by fingerprint: with `GapsOver` from the
  // one to the other, at the cost of one day and of what turned since, where
  // `CompareGaps` takes the reports of both. O(gaps). Errors: kInvalidArgument
  // for a day that is not in the period.
  absl::StatusOr<DatedGapDiff> Compare(absl::CivilDay before,
                                       absl::CivilDay after) const;

  // Returns the gaps of some rules, and of foci within a unit, on the days on
  // which they sat there. A message stays that of the first day in the period,
  // on which its focus may have sat elsewhere. Errors: kInvalidArgument for
  // rules that there are not, and for a unit that the document does not have.
  absl::StatusOr<GapHistory> Select(const GapSelection& selection) const;

  // ---------------------------------------------------------------- Low-level

  struct Rep;
  explicit GapHistory(std::shared_ptr<const Rep> rep);

 private:
  std::shared_ptr<const Rep> rep_;
};

// Returns the gaps of a period: on each of its days, those of that day's
// report. Gaps of one rule, focus and key are one gap.
//
// Makes one snapshot, of the first day. Beyond that the cost follows the facts
// that start or end in the period, and not its days: rules of reach `kSelf` and
// `kRow` about units, posts and persons are evaluated again where such a fact
// turns, other rules at all their foci once, and again where something that
// they asked about turns.
//
// Errors: kInvalidArgument if the period has no day, or, of the first, if a
// rule of the profile does not bind.
absl::StatusOr<GapHistory> GapsOver(const Organization& organization,
                                    const Period& period);
absl::StatusOr<GapHistory> GapsOver(const Organization& organization,
                                    const Period& period, const RuleSet& rules);

// Returns the gaps that do not hold on a day, but will on one of the next
// `days`; their periods are cut off at the end of these. Errors: those of
// `GapsOver`; kInvalidArgument for less than one day.
absl::StatusOr<GapHistory> ComingGaps(const Organization& organization,
                                      absl::CivilDay day, int days);
absl::StatusOr<GapHistory> ComingGaps(const Organization& organization,
                                      absl::CivilDay day, int days,
                                      const RuleSet& rules);

}  // namespace zeren

#endif  // ZEREN_GAPS_GAPS_OVER_H_
