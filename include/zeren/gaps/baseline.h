// baseline.h -- gaps that are known and accepted, so that only new ones count.
//
// An organisation that begins to look at its gaps has many. A baseline accepts
// those of one day; from then on only what is new fails:
//
//   absl::StatusOr<Baseline> baseline =
//       AcceptGaps(*FindGaps(today), {.owner = "post:secretary"});
//   ...
//   absl::StatusOr<BaselineComparison> since =
//       CompareWithBaseline(*FindGaps(later), *baseline);
//   if (!since->conforms()) {  // There are new violations.
//
// zeren/exchange/baseline_json.h keeps baselines in files. An exception that is
// right, and not only known, is an approval of the document instead.

#ifndef ZEREN_GAPS_BASELINE_H_
#define ZEREN_GAPS_BASELINE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/text.h"
#include "zeren/gaps/gaps.h"
#include "zeren/model/profile.h"

namespace zeren {

// A gap that a baseline accepts. The fingerprint alone says which one it is;
// the rest is for those who read the baseline, and for reports that are
// narrowed to some rules or a unit.
struct AcceptedGap {
  std::string fingerprint;
  std::string rule;
  std::string focus;  // "post:secretary", or "document".
  std::string key;    // As in `Detection`.
  Severity severity = Severity::kViolation;
  std::size_t count = 1;  // How many gaps that have this fingerprint.

  friend bool operator==(const AcceptedGap&, const AcceptedGap&) = default;
};

// Baseline
//
// Plain data.
struct Baseline {
  Text organization;  // The name of the organisation; languages in byte order.
  absl::CivilDay taken;
  std::string owner;  // Who answers for accepting; empty if nobody is named.
  // The first day on which it accepts nothing any more; none: it never expires.
  std::optional<absl::CivilDay> expires;
  // In byte order of rule, focus, key and fingerprint.
  std::vector<AcceptedGap> accepted;

  bool ExpiredOn(absl::CivilDay day) const {
    return expires && *expires <= day;
  }

  friend bool operator==(const Baseline&, const Baseline&) = default;
};

struct AcceptOptions {
  // Behaviour: kept in the baseline. DEFAULT: nobody.
  std::string owner = {};
  // Behaviour: the first day on which the baseline accepts nothing any more.
  // DEFAULT: none.
  std::optional<absl::CivilDay> expires = {};
};

// Returns a baseline of the report's gaps that are not waived, taken on the
// report's day. Of a report that is narrowed only what is in it is accepted.
// O(gaps log gaps).
//
// Returns kInvalidArgument if it would expire on the day on which it is taken,
// or before.
absl::StatusOr<Baseline> AcceptGaps(const GapReport& report,
                                    const AcceptOptions& options = {});

// How a gap stands to a baseline.
enum class BaselineState : std::uint8_t {
  kNew,       // Not accepted.
  kAccepted,  // Known, and let be.
  kWaived,    // Waived by an approval; no baseline is needed.
};
std::string_view NameOf(BaselineState state);  // "new", "accepted", "waived"

// What is new since a baseline, and what is gone.
struct BaselineComparison {
  // Of the baseline.
  absl::CivilDay taken;
  std::string owner;
  std::optional<absl::CivilDay> expires;
  // Whether the baseline has expired on the report's day. It then accepts
  // nothing: every gap that is not waived is new.
  bool expired = false;

  // The state of each gap, in the order of `GapReport::gaps`.
  std::vector<BaselineState> states;
  // Accepted gaps that are there no more, in the order of the baseline; `count`
  // is how many of them.
  std::vector<AcceptedGap> gone;
  std::array<std::size_t, 3> new_counts = {};  // By severity.
  std::size_t accepted = 0;                    // How many gaps of the report.
  // Of each gap, in that order, whether it is new only because the baseline has
  // expired.
  std::vector<bool> lapsed;

  // New gaps of a severity.
  std::size_t count(Severity severity) const {
    return new_counts[static_cast<std::size_t>(severity)];
  }
  // No new violation.
  bool conforms() const { return count(Severity::kViolation) == 0; }
};

// Compares a report with a baseline. A gap is accepted if the baseline has its
// fingerprint, and its rule is no more severe now than it was. Where several
// gaps share a fingerprint, as many are accepted as there were, the first ones
// of the report. What a narrowed report leaves out is never called gone.
// O(gaps + accepted).
//
// The baseline may be of a later day than the report. Gaps that were mended in
// between are then new.
//
// Returns kInvalidArgument if the baseline is that of an organisation with
// another name. If neither has a name, also if the baseline has gaps at nodes
// and the organisation has none of these.
absl::StatusOr<BaselineComparison> CompareWithBaseline(
    const GapReport& report, const Baseline& baseline);

}  // namespace zeren

#endif  // ZEREN_GAPS_BASELINE_H_
