// roll_up.h -- how every level stands: a measure combined up the chain.
//
//   absl::StatusOr<RollUp> members = ComputeRollUp(today, "members");
//   members->value(*today.Find("unit:school")).number;  // 61
//   for (const Contribution& part :
//        members->Explain(*today.Find("unit:school"))) { ... }

#ifndef ZEREN_MEASURE_ROLL_UP_H_
#define ZEREN_MEASURE_ROLL_UP_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/measure.h"
#include "zeren/model/condition.h"

namespace zeren {

struct RollUpOptions {
  // Behaviour: which hierarchy to run up. DEFAULT: units.
  Hierarchy by = Hierarchy::kUnits;
  // Behaviour: only carriers that meet this condition (the person, post or task;
  // the person of a membership). DEFAULT: all.
  Condition where;
};

// The value of a node: a number, and how many carriers it rests on.
struct RollUpValue {
  // Nothing where a mean rests on no known carrier.
  std::optional<double> number;
  bool whole = true;  // The number is a whole one.
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;  // Carriers left out for want of a value.

  friend bool operator==(const RollUpValue&, const RollUpValue&) = default;
};

// One part of a node's value: a carrier that sits in the node itself, or a
// child node.
struct Contribution {
  Node node;
  RollUpValue value;    // Its own roll-up; of a carrier, its value.
  // The part over carriers that no earlier contribution holds. These combine to
  // the value of the node, to the same bits.
  RollUpValue counted;
};

// RollUp
//
// The values of one measure for all nodes of a hierarchy. A value; copies share
// their data. Keeps the snapshot alive.
//
// Thread-safety: immutable.
class RollUp {
 public:
  const Snapshot& snapshot() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const Measure& measure() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  Hierarchy by() const;
  // False if a cycle was cut in the hierarchy (or in one that decides where
  // carriers sit), or if records of the document were left out.
  bool complete() const;
  // Carriers that sit in no node of the hierarchy, and count nowhere.
  std::uint64_t unplaced() const;

  // The value of a node in force; the value of nothing for other nodes. O(1).
  RollUpValue value(Node node) const;

  // All nodes in force, in order of id.
  std::vector<Node> nodes() const;

  // What makes up the value of a node: its own carriers in order of id, then
  // its child nodes in order of id. O(carriers in the subtree) for distinct
  // counts, O(own carriers and children) for others.
  std::vector<Contribution> Explain(Node node) const;

  // ---------------------------------------------------------------- Low-level

  struct Rep;
  explicit RollUp(std::shared_ptr<const Rep> rep);

 private:
  std::shared_ptr<const Rep> rep_;
};

// Rolls a measure up. O(carriers + nodes); distinct counts add O(log depth) for
// each further place of a carrier.
//
// Errors: kNotFound for an unknown measure, with the nearest name;
// kInvalidArgument if the measure does not roll up that hierarchy.
absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     std::string_view measure,
                                     const RollUpOptions& options = {});
absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     const Measure& measure,
                                     const RollUpOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_MEASURE_ROLL_UP_H_
