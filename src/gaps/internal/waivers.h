// waivers.h -- which approvals let which gaps be.

#ifndef ZEREN_GAPS_INTERNAL_WAIVERS_H_
#define ZEREN_GAPS_INTERNAL_WAIVERS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/core/internal/days.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// The node that an approval was given by, or "document" if it does not say.
std::string GivenBy(const Organization& organization, std::uint32_t row);

// The reason that an approval gives.
std::string ReasonOf(const Organization& organization, std::uint32_t row);

// All that an approval says.
Waiver WaiverAt(const Organization& organization, std::uint32_t row);

// Waivers
//
// The approvals stated on the day of a snapshot, by rule and focus. Of several
// for one pair the one whose `GivenBy` is smallest counts, then the first of
// the array in the order of all its fields.
class Waivers {
 public:
  explicit Waivers(const Snapshot& snapshot);

  // The approval that waives gaps of this rule at this focus, as a row of the
  // array; `kNoIndex` if none does.
  std::uint32_t Find(std::string_view rule, Node focus) const;

 private:
  Organization organization_;
  // By the number of the word that names the rule.
  absl::flat_hash_map<std::pair<std::uint32_t, Node>, std::uint32_t> rows_;
};

// WaivedDays
//
// The days on which approvals waive gaps, and the approvals that do.
class WaivedDays {
 public:
  explicit WaivedDays(const Organization& organization);

  // Those of some periods, which follow one another, on which gaps of a rule at
  // a focus are waived.
  std::vector<Period> Of(std::string_view rule, Node focus,
                         const std::vector<Period>& periods) const;
  // The approvals, as rows of the array, that waive them on some day of these
  // periods.
  std::vector<std::uint32_t> RowsOf(std::string_view rule, Node focus,
                                    const std::vector<Period>& periods) const;

 private:
  struct Approved {
    std::vector<DayRange> days;
    std::vector<std::uint32_t> rows;
  };
  // Null if there are none.
  const Approved* Find(std::string_view rule, Node focus) const;

  const Organization& organization_;
  // By the number of the word that names the rule.
  absl::flat_hash_map<std::pair<std::uint32_t, Node>, Approved> approved_;
};

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_WAIVERS_H_
