// snapshot.h -- an organisation as it stood on one day.
//
// A `Snapshot` holds the day's facts in four tables: `units()`, `posts()`,
// `people()` and `work()`. All questions are free functions on it:
//
//   Snapshot today = org.AsOf(absl::CivilDay(2026, 11, 22));
//   Resolution who = ResolveResponsible(today, *today.Find("task:report"),
//                                       Role::kAccountable);
//
// docs/concepts.md says what "in force" means.

#ifndef ZEREN_GRAPH_SNAPSHOT_H_
#define ZEREN_GRAPH_SNAPSHOT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/graph/people.h"
#include "zeren/graph/posts.h"
#include "zeren/graph/units.h"
#include "zeren/graph/work.h"
#include "zeren/model/organization.h"

namespace zeren {

// One membership, by the row that `Units` and `People` give.
struct Membership {
  PersonId person;
  UnitId unit;
  bool home = true;
  std::string_view standing;  // Empty if none is written.
};

// Snapshot
//
// Copying is cheap (one reference count). A moved-from snapshot may only be
// assigned to or destroyed.
//
// Thread-safety: immutable, so any number of threads may use one object, or
// copies of it, without synchronization.
//
// Lifetime: tables, spans and views live as long as any copy of the snapshot.
class Snapshot {
 public:
  const Organization& organization() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // The day that it shows.
  absl::CivilDay day() const;

  const Units& units() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const Posts& posts() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const People& people() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const Work& work() const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // Returns the entity with that name ("unit:branch-1") if the document has it,
  // in force or not. Expected O(length).
  std::optional<Node> Find(std::string_view name) const;
  // Whether the entity is in force. Tasks, events and findings always are.
  bool InForce(Node node) const;

  // Returns the membership at a row. O(1).
  Membership membership(std::uint32_t row) const;

  // Returns the unit in force to which a node belongs: the unit itself, a
  // post's unit, a person's home unit, a task's unit, the unit of a duty's
  // bearer, of an event's or finding's subject, of a delegation's `from`. None
  // if there is none. O(1), but for findings about findings.
  std::optional<UnitId> UnitOf(Node node) const;

  // Whether every record of the document is in it: none was left out.
  bool has_all_records() const;

  // Returns the same day as the changes leave it, or says which of them cannot
  // be applied: `organization().Apply(changes)`, on that day. Dense ids mean
  // the same as before. The records that no change touches are shared, and so
  // are units, posts and people where all changes are of work, and work too
  // where they are of none of it (events, progress, findings). What is not
  // shared is made anew, as `AsOf` does.
  absl::StatusOr<Snapshot> Apply(std::span<const Change> changes) const;

  // ---------------------------------------------------------------- Low-level

  struct Rep;
  explicit Snapshot(std::shared_ptr<const Rep> rep);
  const Rep& rep() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return *rep_; }

 private:
  std::shared_ptr<const Rep> rep_;  // Never null.
};

}  // namespace zeren

#endif  // ZEREN_GRAPH_SNAPSHOT_H_
