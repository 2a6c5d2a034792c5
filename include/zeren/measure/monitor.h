// monitor.h -- a day's roll-ups, kept up to date while records change.
//
//   const std::vector<Measure> measures = {
//       *MeasureRegistry::BuiltIn().Find(today, "members")};
//   absl::StatusOr<Monitor> monitor = Monitor::Make(today, measures);
//   monitor->value(0, school).number;  // 61
//   absl::Status applied = monitor->Apply(
//       {{Change::Add(MembershipRecord{.person = "p-9", .unit = "b1"})}});
//   monitor->value(0, school).number;  // 62
//
// How values were and will be on other days, with the organisation as it is,
// says zeren/measure/roll_up_over.h.

#ifndef ZEREN_MEASURE_MONITOR_H_
#define ZEREN_MEASURE_MONITOR_H_

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/change.h"
#include "zeren/model/organization.h"

namespace zeren {

// Returns whether values of a measure can be followed: brought up to date where
// something changed, and nowhere else. So can be all built-in measures, over
// every hierarchy, along all lines and with conditions; not measures that list
// their carriers, as those of gaps do, nor those that are read by a column,
// callable or class of the caller's, of which nothing is known but their values
// on one day. They are rolled up anew.
bool CanFollow(const Measure& measure);

// Monitor
//
// An organisation on a day, and roll-ups of measures, which follow changes of
// its records. Each value equals, to the last bit, that of a `RollUp` computed
// from the same organisation and day.
//
// A change of measures that can be followed touches the nodes in which it
// changes something, those in which ways of the carriers concerned meet, and
// all above them: each is added up anew from what sits in it, from its child
// nodes and from the carriers whose ways meet there. More takes
//
//   * a unit that moves: looking through what sits below it, and over posts
//     through the posts below it, down to the next head posts;
//   * a node where lines meet, or carriers whose sums and means cannot be taken
//     back: adding up all below it, as a fresh roll-up does there;
//   * tasks over posts: asking again who answers for each task;
//   * a cycle of tasks, where there is one: looking at all tasks;
//   * kinds of lines that the profile does not list: looking through all lines;
//   * a cycle that lines of several kinds form: a fresh roll-up.
//
// Errors: functions that return a status leave the monitor as it was when they
// fail; after kResourceExhausted it may only be assigned to or destroyed.
//
// Thread-safety: like `std::vector`.
class Monitor {
 public:
  // Rolls the measures up on the snapshot's day. O(organisation). Errors: those
  // of `ComputeRollUps`.
  static absl::StatusOr<Monitor> Make(const Snapshot& snapshot,
                                      std::span<const Measure> measures,
                                      const RollUpOptions& options = {});

  Monitor(Monitor&&) noexcept;
  Monitor& operator=(Monitor&&) noexcept;
  ~Monitor();

  // Applies changes, in their order: all of them or none.
  //
  // What `Organization::Apply` takes, and the update described above; with
  // measures that cannot be followed `Snapshot::Apply` and a roll-up of them,
  // O(organisation).
  //
  // Errors: those of `Organization::Apply`, and of `ComputeRollUps` on the
  // changed organisation.
  absl::Status Apply(std::span<const Change> changes);

  // Turns to another day. O(facts) to find what differs between the days, and
  // the update described above; with measures that cannot be followed a
  // snapshot and a roll-up of them.
  //
  // Errors: those of `ComputeRollUps` on that day.
  absl::Status MoveTo(absl::CivilDay day);

  const Organization& organization() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  absl::CivilDay day() const;
  std::span<const Measure> measures() const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // The value of measure i for a node, as `RollUp::value`. O(1).
  RollUpValue value(std::size_t measure, Node node) const;
  // As `RollUp::complete`. O(1).
  bool complete(std::size_t measure) const;

  // Makes the snapshot of the organisation and day. O(entities and facts), but
  // O(1) if some measure cannot be followed, as it is at hand then.
  Snapshot snapshot() const;

  // ---------------------------------------------------------------- Low-level

  // How many nodes the last `Apply` or `MoveTo` added up anew, of the measures
  // that can be followed; each counts once for each sort of carriers. 0 before,
  // and where a fresh roll-up was made.
  std::size_t refolded() const;

 private:
  struct Rep;
  explicit Monitor(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace zeren

#endif  // ZEREN_MEASURE_MONITOR_H_
