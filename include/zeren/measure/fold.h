// fold.h -- roll values up with a combiner of your own.
//
// `ComputeRollUp` combines numbers in the usual ways. Anything else that is
// associative (sets of skills, the longest of something, intervals that grow)
// is folded up the same hierarchies by a type that says how:
//
//   struct Skills {  // Which of 64 skills somebody below has.
//     using Value = std::uint64_t;
//     static constexpr bool kIdempotent = true;
//     static constexpr bool kInvertible = false;
//     Value Identity() const { return 0; }
//     void Combine(Value& into, const Value& from) const { into |= from; }
//   };
//   absl::StatusOr<Folded<Skills>> skills = FoldUp(
//       today, {.kind = Carrier::kPerson}, Skills(),
//       [&](Node person) { return std::optional(SkillsOf(person)); });
//   skills->value(*today.Find("unit:school"));

#ifndef ZEREN_MEASURE_FOLD_H_
#define ZEREN_MEASURE_FOLD_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/graph/matching.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/hierarchy.h"

namespace zeren {

// AssociativeCombiner
//
// How values combine: `Combine(a, b)` lets `a` be "a, then b". It must be
// associative, and `Identity()` its neutral value; it need not be commutative,
// as values always combine in one order: own carriers in order of id, then
// child nodes in order of id. Two traits are declared:
//
//   kIdempotent   combining a carrier once more changes nothing (a maximum);
//   kInvertible   `Remove(a, b)` undoes a combination with `b` exactly,
//                 whatever comes in between, and even if it is yet to come:
//                 values are a group, as whole numbers are.
//
// A carrier that sits in several places counts once for each node above. With
// one of the two traits this costs next to nothing; with none, nodes at which
// such carriers meet are folded anew from all that is below them.
template <typename C>
concept AssociativeCombiner = std::copyable<C> &&
    std::copyable<typename C::Value> &&
    requires(const C combiner, typename C::Value into,
             const typename C::Value from) {
  { combiner.Identity() } -> std::convertible_to<typename C::Value>;
  combiner.Combine(into, from);
  { C::kIdempotent } -> std::convertible_to<bool>;
  { C::kInvertible } -> std::convertible_to<bool>;
} &&(!C::kInvertible ||
     requires(const C combiner, typename C::Value into,
              const typename C::Value from) { combiner.Remove(into, from); });

// ------------------------------------------------------------------ Low-level

// Carriers `first` to `first + count - 1`, which sit in the node of a slot.
struct CarrierRun {
  std::uint32_t slot;
  std::uint32_t first;
  std::uint32_t count;
};

// FoldStates
//
// The values of many nodes, by slot, of a type that only the subclass knows.
// All that the fold does with them is here. Distinct slots may be changed from
// distinct threads.
class FoldStates {
 public:
  virtual ~FoldStates() = default;

  // Returns an empty table of the same sort, for results in between.
  virtual std::unique_ptr<FoldStates> Another() const = 0;
  // Lets there be `slots` slots, each with the value of nothing.
  virtual void Resize(std::size_t slots) = 0;
  virtual void Clear(std::uint32_t slot) = 0;
  // Combines carriers into slots, in order.
  virtual void Add(std::span<const CarrierRun> runs) = 0;
  // Combines other slots into one, in order.
  virtual void Combine(std::uint32_t into,
                       std::span<const std::uint32_t> from) = 0;
  // Combines a slot of another table of the same sort.
  virtual void CombineFrom(std::uint32_t into, const FoldStates& other,
                           std::uint32_t from) = 0;

  // Whether `RemoveRepeats` is possible.
  virtual bool can_remove_repeats() const = 0;
  // Takes back one of several times that each carrier was, or will be, combined
  // into a slot.
  virtual void RemoveRepeats(std::span<const CarrierRun> runs) = 0;

  // Whether `CombineShare` is possible.
  virtual bool divisible() const { return false; }
  // Combines a share of a slot of another table, or of this one.
  virtual void CombineShare(std::uint32_t /*into*/, const FoldStates& /*other*/,
                            std::uint32_t /*from*/, double /*share*/) {}

  // Whether carriers may be added from several threads.
  virtual bool thread_safe() const { return true; }
};

// The node that a carrier is: of a membership, its person.
Node CarrierNode(const Snapshot& snapshot, const CarrierSet& carriers,
                 std::uint32_t index);

// Folding
//
// Values that were folded up a hierarchy. Copies share their data.
class Folding {
 public:
  // Folds all that `states` read of the carriers up the hierarchy that the
  // options name. Errors: see `ComputeRollUp`.
  static absl::StatusOr<Folding> Make(
      const Snapshot& snapshot, const CarrierSet& carriers,
      const RollUpOptions& options,
      std::vector<std::unique_ptr<FoldStates>> states);

  const Snapshot& snapshot() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  Hierarchy by() const;
  bool complete() const;
  // Carriers that sit in no node, folded into slot 0 of a table of the sort of
  // `states(i)`.
  std::unique_ptr<FoldStates> Unplaced(std::size_t i) const;
  const FoldStates& states(std::size_t i) const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // The slot of a node; none if it is not in the hierarchy.
  std::optional<std::uint32_t> slot(Node node) const;
  std::vector<Node> nodes() const;
  // Whether each node has one above it at most.
  bool is_forest() const;
  // The nodes that nothing is above, in order of id.
  std::vector<Node> roots() const;
  // A node and all below it, each once, in order of id.
  std::vector<Node> Below(Node node) const;
  // See `RollUp::Outline`.
  std::vector<OutlineRow> Outline(std::optional<Node> within) const;
  // First carriers, then child nodes.
  struct Parts {
    std::vector<Node> nodes;
    std::size_t carriers = 0;
  };
  // Returns what makes up a node's value, and puts the value of part i into
  // slot i of `values`, what counts of it into slot i of `counted`: both empty
  // tables of the sort of `states(i)`.
  Parts Explain(std::size_t i, Node node, FoldStates& values,
                FoldStates& counted) const;

  struct Rep;
  const Rep& rep() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return *rep_; }

 private:
  explicit Folding(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}
  std::vector<Node> Sorted(std::span<const std::uint32_t> nodes) const;
  std::shared_ptr<const Rep> rep_;
};

namespace internal {

// The values of a combiner of the caller's.
template <AssociativeCombiner C, typename Read>
class CombinerStates final : public FoldStates {
 public:
  using Value = typename C::Value;
  struct State {
    Value value;
    std::uint64_t known = 0;
    std::uint64_t unknown = 0;
  };

  // `read(carrier)`: the value of a carrier by its index, if it is known.
  // `takes(carrier)`: whether it takes part; empty: all do.
  CombinerStates(C combiner, Read read,
                 std::function<bool(std::uint32_t)> takes)
      : combiner_(std::move(combiner)),
        read_(std::move(read)),
        takes_(std::move(takes)) {}

  const State& state(std::uint32_t slot) const { return states_[slot]; }

  std::unique_ptr<FoldStates> Another() const override {
    return std::make_unique<CombinerStates>(combiner_, read_, takes_);
  }
  void Resize(std::size_t slots) override {
    states_.assign(slots, State{combiner_.Identity()});
  }
  void Clear(std::uint32_t slot) override {
    states_[slot] = State{combiner_.Identity()};
  }
  void Add(std::span<const CarrierRun> runs) override {
    ForEach(runs, [&](State& state, const std::optional<Value>& value) {
      ++(value ? state.known : state.unknown);
      if (value) combiner_.Combine(state.value, *value);
    });
  }
  void Combine(std::uint32_t into,
               std::span<const std::uint32_t> from) override {
    for (const std::uint32_t slot : from) Merge(states_[into], states_[slot]);
  }
  void CombineFrom(std::uint32_t into, const FoldStates& other,
                   std::uint32_t from) override {
    Merge(states_[into], static_cast<const CombinerStates&>(other).state(from));
  }
  bool can_remove_repeats() const override {
    return C::kIdempotent || C::kInvertible;
  }
  void RemoveRepeats(std::span<const CarrierRun> runs) override {
    ForEach(runs, [&](State& state, const std::optional<Value>& value) {
      --(value ? state.known : state.unknown);
      if constexpr (C::kInvertible && !C::kIdempotent) {
        if (value) combiner_.Remove(state.value, *value);
      }
    });
  }
  // Nothing is known of the callable.
  bool thread_safe() const override { return false; }

 private:
  template <typename Visit>
  void ForEach(std::span<const CarrierRun> runs, const Visit& visit) {
    for (const CarrierRun& run : runs) {
      for (std::uint32_t i = 0; i < run.count; ++i) {
        const std::uint32_t carrier = run.first + i;
        if (takes_ && !takes_(carrier)) continue;
        visit(states_[run.slot], read_(carrier));
      }
    }
  }
  void Merge(State& into, const State& from) const {
    combiner_.Combine(into.value, from.value);
    into.known += from.known;
    into.unknown += from.unknown;
  }

  C combiner_;
  Read read_;
  std::function<bool(std::uint32_t)> takes_;
  std::vector<State> states_;
};

}  // namespace internal

// ----------------------------------------------------------------- Interface

// The value of a node, and how many carriers it rests on.
template <AssociativeCombiner C>
struct FoldedValue {
  // The value of nothing where there are no carriers; nothing where unknown
  // ones are propagated.
  std::optional<typename C::Value> value;
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;
};

template <AssociativeCombiner C>
struct FoldedPart {
  Node node;               // Of a membership, its person.
  FoldedValue<C> value;    // Its own.
  FoldedValue<C> counted;  // Over carriers that no earlier part holds.
};

// Folded
//
// The values of all nodes of a hierarchy. Copies share their data.
//
// Thread-safety: immutable, but `Explain` and `unplaced` call the `read` that
// it was made with, of which they keep a copy.
template <AssociativeCombiner C>
class Folded {
 public:
  // The value of a node in force; for others that of nothing. O(1).
  FoldedValue<C> value(Node node) const {
    const std::optional<std::uint32_t> slot = folding_.slot(node);
    return slot ? value_of_(folding_.states(0), *slot)
                : FoldedValue<C>{identity_};
  }
  // What makes up the value of a node, in order: the `counted` of all parts
  // combine to it. As `RollUp::Explain`.
  std::vector<FoldedPart<C>> Explain(Node node) const {
    const std::unique_ptr<FoldStates> values = folding_.states(0).Another();
    const std::unique_ptr<FoldStates> counted = folding_.states(0).Another();
    const Folding::Parts found = folding_.Explain(0, node, *values, *counted);
    std::vector<FoldedPart<C>> parts;
    for (std::uint32_t i = 0; i < found.nodes.size(); ++i) {
      FoldedPart<C> part = {found.nodes[i], value_of_(*values, i),
                            value_of_(*counted, i)};
      // Carriers that take no part contribute nothing.
      if (i < found.carriers && part.value.known + part.value.unknown == 0) {
        continue;
      }
      parts.push_back(std::move(part));
    }
    return parts;
  }

  const Snapshot& snapshot() const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return folding_.snapshot();
  }
  bool complete() const { return folding_.complete(); }
  // Carriers that sit in no node, and count nowhere.
  std::uint64_t unplaced() const {
    const FoldedValue<C> value = value_of_(*folding_.Unplaced(0), 0);
    return value.known + value.unknown;
  }
  std::vector<Node> nodes() const { return folding_.nodes(); }

 private:
  template <AssociativeCombiner Combiner, typename Read>
  friend absl::StatusOr<Folded<Combiner>> FoldUp(const Snapshot&,
                                                 const CarrierSet&, Combiner,
                                                 Read, const RollUpOptions&);
  // Reads a slot of a table whose whole type only `FoldUp` knows.
  using ValueOf = FoldedValue<C> (*)(const FoldStates&, std::uint32_t, Missing);

  Folded(Folding folding, typename C::Value identity, ValueOf value_of,
         Missing missing)
      : folding_(std::move(folding)),
        identity_(std::move(identity)),
        value_of_(
            [value_of, missing](const FoldStates& states, std::uint32_t slot) {
              return value_of(states, slot, missing);
            }) {}

  Folding folding_;
  typename C::Value identity_;
  std::function<FoldedValue<C>(const FoldStates&, std::uint32_t)> value_of_;
};

// Folds values up a hierarchy, on the calling thread. `read(node)` gives the
// value of a carrier (of a membership, for its person), or nothing where it is
// not known. O(carriers + nodes), but where carriers meet (see above).
//
// Errors: as `ComputeRollUp`; kInvalidArgument for `Missing::kZero` and
// `LinePolicy::kSplit`, which only numbers have.
template <AssociativeCombiner C, typename Read>
absl::StatusOr<Folded<C>> FoldUp(const Snapshot& snapshot,
                                 const CarrierSet& carriers, C combiner,
                                 Read read, const RollUpOptions& options = {}) {
  if (options.missing == Missing::kZero) {
    return absl::InvalidArgumentError(
        "values of a combiner have no zero; exclude or propagate what is "
        "missing");
  }
  auto read_index = [read = std::move(read), snapshot,
                     carriers](std::uint32_t index) {
    return read(CarrierNode(snapshot, carriers, index));
  };
  using States = internal::CombinerStates<C, decltype(read_index)>;
  typename C::Value identity = combiner.Identity();
  std::function<bool(std::uint32_t)> takes;
  if (!options.where.empty()) {
    takes = [snapshot, carriers, where = options.where](std::uint32_t index) {
      return Matches(snapshot, CarrierNode(snapshot, carriers, index), where);
    };
  }
  std::vector<std::unique_ptr<FoldStates>> states;
  states.push_back(std::make_unique<States>(
      std::move(combiner), std::move(read_index), std::move(takes)));
  absl::StatusOr<Folding> folding =
      Folding::Make(snapshot, carriers, options, std::move(states));
  if (!folding.ok()) return folding.status();
  return Folded<C>(
      *std::move(folding), std::move(identity),
      [](const FoldStates& table, std::uint32_t slot, Missing missing) {
        const auto& state = static_cast<const States&>(table).state(slot);
        FoldedValue<C> value{state.value, state.known, state.unknown};
        if (missing == Missing::kPropagate && state.unknown > 0) {
          value.value.reset();
        }
        return value;
      },
      options.missing);
}

}  // namespace zeren

#endif  // ZEREN_MEASURE_FOLD_H_
