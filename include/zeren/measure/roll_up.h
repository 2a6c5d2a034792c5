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
#include <span>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/hierarchy.h"
#include "zeren/measure/measure.h"

namespace zeren {

// One of the greatest values below a node.
struct TopEntry {
  Node node;
  double value = 0;

  friend bool operator==(const TopEntry&, const TopEntry&) = default;
};

// The value of a node: a number, and how many carriers it rests on.
struct RollUpValue {
  // Nothing where a mean rests on no known carrier, where a ratio is over 0,
  // and where unknown values are propagated. Of a histogram how many values it
  // has, of top values the greatest.
  std::optional<double> number = {};
  bool whole = true;  // The number is a whole one.
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;  // Carriers whose value is not known.
  // Of histograms: how many values each class has.
  std::vector<double> classes = {};
  // Of top values: the greatest first, equal ones by id of their carrier.
  std::vector<TopEntry> top = {};

  friend bool operator==(const RollUpValue&, const RollUpValue&) = default;
};

// One part of a node's value: a carrier that sits in the node itself, or a
// child node.
struct Contribution {
  Node node;          // Of a membership, its person.
  RollUpValue value;  // Its own roll-up; of a carrier, its value.
  // The part over carriers that no earlier contribution holds; of a line that
  // passes on a share, that share.
  RollUpValue counted;
  // What `counted` is computed from: a mean cannot be made from means alone.
  std::vector<double> parts;
};

// Something at the bottom that a node's value owes to, see `RollUp::Worst`.
struct Pull {
  Node node;
  RollUpValue value;  // Over what sits in that node itself.
  double pull = 0;
  // The nodes from the one asked about down to this one, both included.
  std::vector<Node> path;
};

// RollUp
//
// The values of one measure for all nodes of a hierarchy. A value; copies share
// their data. Keeps the snapshot alive.
//
// Fractions are added in one order only: own carriers in order of id, then
// child nodes in order of id. So neither threads nor platforms nor the order of
// records change a bit.
//
// Thread-safety: immutable; where the measure's reader is not thread-safe,
// `Explain`, `Worst` and `unplaced`, which call it again, are for one thread at
// a time.
class RollUp {
 public:
  const Snapshot& snapshot() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const Measure& measure() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const RollUpOptions& options() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  Hierarchy by() const { return options().by; }
  // False if a cycle was cut in the hierarchy (or in one that decides where
  // carriers sit), or if records of the document were left out.
  bool complete() const;
  // Carriers that sit in no node of the hierarchy, and count nowhere.
  std::uint64_t unplaced() const;

  // The value of a node in force; for other nodes, those of another kind too,
  // the value of nothing. O(1).
  RollUpValue value(Node node) const;

  // All nodes in force, in order of id. O(n log n), as those below.
  std::vector<Node> nodes() const;
  // Whether each node has one above it at most: several kinds of unit lines may
  // give it more.
  bool is_forest() const;
  // The nodes that nothing is above, along the lines that were followed.
  std::vector<Node> roots() const;
  // A node and all below it along these lines; nothing for nodes that are not
  // in force.
  std::vector<Node> Below(Node node) const;
  // The same from the top down, for drawing: each node below the one above it,
  // roots and siblings in order of id. Without `within`, all nodes. A node with
  // several above it comes once, below the first of them. O(n), and O(n log n)
  // for the roots.
  std::vector<OutlineRow> Outline(std::optional<Node> within) const;

  // What makes up the value of a node: its own carriers in order of id, then
  // its child nodes in order of id. Nothing for nodes that are not in force.
  // O(own carriers and children); where carriers may sit in several places or
  // lines meet, O(carriers in the subtree).
  std::vector<Contribution> Explain(Node node) const;

  // Adds contributions up, in order: the value of the node that they explain,
  // to the same bits.
  RollUpValue Recombine(const std::vector<Contribution>& contributions) const;

  // Walks down from a node to the places that pull its value down most: at most
  // `k`, the strongest first, equal ones by id. `pull` is how much a place
  // takes from the value, positive only:
  //
  //   a mean        its share of the weight times what it lacks to the mean
  //                 (or exceeds it by, where less is better);
  //   a ratio       what it lacks to the ratio, in values;
  //   others        its own value where less is better; where more is better,
  //                 what it lacks to the greatest value of a place below.
  //
  // A place is a node that carriers sit in; unknown ones alone make one only if
  // they count as 0. Where its own ratio is over 0, its values pull alone.
  // Histograms and top values have no better and worse, hence no places.
  // O(subtree), plus sorting k paths.
  std::vector<Pull> Worst(Node node, std::size_t k) const;

  // ---------------------------------------------------------------- Low-level

  struct Rep;
  explicit RollUp(std::shared_ptr<const Rep> rep);
  const Rep& rep() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return *rep_; }

 private:
  std::shared_ptr<const Rep> rep_;
};

// The places that pull values down most below a node, or, where none is given,
// below all roots together: at most `k`, the strongest first. Together, roots
// come to what their values combine to, so that who sits below several of them
// counts for each.
std::vector<Pull> WorstPlaces(const RollUp& roll_up, std::optional<Node> within,
                              std::size_t k);

// Rolls a measure up. O(carriers + nodes); a carrier in several places adds
// O(log depth) for each, or, where fractions are added up or several lines
// followed, O(carriers below) for each node at which its ways meet.
//
// Errors: kNotFound for an unknown measure or kind of line, with the nearest
// name; kInvalidArgument if the measure does not roll up that hierarchy, is
// none (`CheckMeasure`) or reads what is no number, if a policy asks for what
// its combiner cannot do, or if the shares of a unit's lines do not sum to 1,
// with a `Problem` for each; kOutOfRange if a sum of whole numbers reaches
// 2^53, or one of fractions exceeds what doubles hold; kResourceExhausted if
// there is not enough memory.
absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     const Measure& measure,
                                     const RollUpOptions& options = {});
// The same for a built-in measure.
absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     std::string_view measure,
                                     const RollUpOptions& options = {});

// Rolls several measures up in one pass over each sort of carriers. Errors:
// also kInvalidArgument for two measures of one name, by which results tell
// them apart.
absl::StatusOr<std::vector<RollUp>> ComputeRollUps(
    const Snapshot& snapshot, std::span<const Measure> measures,
    const RollUpOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_MEASURE_ROLL_UP_H_
