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
  // Behaviour: only carriers that meet this condition (the person, post or
  // task; the person of a membership). DEFAULT: all.
  Condition where = {};
};

// Tally
//
// What values are computed from. The tally of a node is the sum of those of its
// own carriers, in order of id, and then of its child nodes, in order of id:
// fractions are added in no other order, so that every platform gives the same
// bits.
struct Tally {
  std::uint64_t known = 0;    // Carriers whose value is known.
  std::uint64_t unknown = 0;  // Carriers left out for want of a value.
  double sum = 0;             // Of values.
  double weighted = 0;        // Of weight times value; only for means,
  double weight = 0;          // and so is the sum of weights.

  Tally& operator+=(const Tally& other) {
    known += other.known;
    unknown += other.unknown;
    sum += other.sum;
    weighted += other.weighted;
    weight += other.weight;
    return *this;
  }
  friend bool operator==(const Tally&, const Tally&) = default;
};

// The value of a node: a number, and how many carriers it rests on.
struct RollUpValue {
  // Nothing where a mean rests on no known carrier.
  std::optional<double> number = {};
  bool whole = true;  // The number is a whole one.
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;  // Carriers left out for want of a value.

  friend bool operator==(const RollUpValue&, const RollUpValue&) = default;
};

// Returns the value that a tally comes to.
RollUpValue ValueOf(const Measure& measure, const Tally& tally);

// One part of a node's value: a carrier that sits in the node itself, or a
// child node.
struct Contribution {
  Node node;          // Of a membership, its person.
  RollUpValue value;  // Its own roll-up; of a carrier, its value.
  // The part over carriers that no earlier contribution holds.
  RollUpValue counted;
  // What `counted` is computed from. The tallies of all contributions add up,
  // in order, to that of the node, to the same bits; a mean cannot be made from
  // means alone.
  Tally tally;
};

// Adds the contributions up, in order: the value of the node that they explain.
RollUpValue Recombine(const Measure& measure,
                      const std::vector<Contribution>& contributions);

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

  // The value of a node in force; for other nodes, those of another kind too,
  // the value of nothing. O(1).
  RollUpValue value(Node node) const;

  // All nodes in force, in order of id. O(n log n).
  std::vector<Node> nodes() const;

  // What makes up the value of a node: its own carriers in order of id, then
  // its child nodes in order of id. Nothing for nodes that are not in force.
  // O(carriers in the subtree) for distinct counts, O(own carriers and
  // children) for others.
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
// kInvalidArgument if the measure does not roll up that hierarchy, or is none
// (`CheckMeasure`); kResourceExhausted if there is not enough memory.
absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     const Measure& measure,
                                     const RollUpOptions& options = {});
// The same for a built-in measure.
absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     std::string_view measure,
                                     const RollUpOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_MEASURE_ROLL_UP_H_
