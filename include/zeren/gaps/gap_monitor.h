// gap_monitor.h -- a day's gaps, kept up to date while records change.
//
//   absl::StatusOr<GapMonitor> monitor = GapMonitor::Make(today);
//   const std::vector<Change> appoint = {
//       Change::Add(AppointmentRecord{.person = "p-9", .post = "b1-head"})};
//   absl::StatusOr<GapChanges> changes = monitor->Apply(appoint);
//   for (const GapChanges::Item& item : changes->removed) {
//     std::cout << "mended: " << monitor->FingerprintOf(item) << '\n';
//   }

#ifndef ZEREN_GAPS_GAP_MONITOR_H_
#define ZEREN_GAPS_GAP_MONITOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/text.h"
#include "zeren/gaps/check.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/change.h"
#include "zeren/model/organization.h"

namespace zeren {

// What a change did to the gaps of a day. Waivers make no difference.
struct GapChanges {
  struct Item {
    std::uint32_t rule = 0;  // Of `GapMonitor::rules`.
    Detection detection;

    friend bool operator==(const Item&, const Item&) = default;
  };
  // By severity, rule, focus and key. A gap whose value alone became another
  // one, such as a cycle with other members, is in neither.
  std::vector<Item> added;
  std::vector<Item> removed;
};

// GapMonitor
//
// The gaps of an organisation on a day, which follow changes of its records:
// they are those of `FindGaps` on the same organisation and day.
//
// A change has the rules evaluated again where something changed that an
// evaluation rests on, which the monitor keeps a list of for all rules but
// those that look at the facts of their focus alone. Rules of global scope,
// which may rest on anything (in the catalogue `bad_record`,
// `dangling_reference`, `delegation`, `dual_duty`, `finding_unverified`,
// `future_answerer_missing`, `key_person` and `outside_validity`), are
// evaluated anew as a whole. Where a duty changes, those about duties are; and
// with each change those that asked about very many nodes.
//
// Errors: a function that returns a status leaves the monitor as it was when it
// fails.
//
// Thread-safety: like `std::vector`.
class GapMonitor {
 public:
  struct Options {
    // Behaviour: leave rules of global scope out, for speed. DEFAULT: false.
    bool without_global = false;
  };

  // Finds the gaps of the snapshot's day by the rules of its profile, or
  // others. O(organisation). Errors: kInvalidArgument if a rule does not bind.
  static absl::StatusOr<GapMonitor> Make(const Snapshot& snapshot);
  static GapMonitor Make(const Snapshot& snapshot, const RuleSet& rules,
                         const Options& options);

  GapMonitor(GapMonitor&&) noexcept;
  GapMonitor& operator=(GapMonitor&&) noexcept;
  ~GapMonitor();

  // Applies changes in their order, all of them or none, and tells which gaps
  // came and went. What `Organization::Apply` takes, and the evaluations
  // described above. Errors: those of `Organization::Apply`.
  absl::StatusOr<GapChanges> Apply(std::span<const Change> changes);

  const Organization& organization() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  absl::CivilDay day() const;
  const RuleSet& rules() const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // The number of gaps, waived or not. O(1).
  std::size_t size() const;
  // All gaps by severity, rule, focus and key. O(n log n).
  std::vector<GapChanges::Item> gaps() const;
  Text MessageOf(const GapChanges::Item& item) const;
  // As `GapReport::FingerprintOf`.
  std::string FingerprintOf(const GapChanges::Item& item) const;

  // ---------------------------------------------------------------- Low-level

  // How many times a rule was evaluated at a focus by the last `Apply`, those
  // of global scope left out.
  std::size_t evaluated() const;

 private:
  struct Rep;
  explicit GapMonitor(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace zeren

#endif  // ZEREN_GAPS_GAP_MONITOR_H_
