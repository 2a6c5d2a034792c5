#include "zeren/measure/roll_up.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "src/core/internal/absl_strings.h"
#include "src/measure/internal/carrier_reader.h"
#include "src/measure/internal/places.h"
#include "zeren/core/forest.h"

namespace zeren {
namespace {

using internal::CarrierReader;
using internal::CarrierStream;
using internal::Concat;
using internal::Places;
using internal::ToAbsl;

}  // namespace

// How a roll-up is made:
//   1. Each node gets the tally of its own carriers (`AddOwnCarriers`). Of a
//      distinct count, a carrier that sits in several nodes is added at each,
//      and taken off where the ways up from two of them meet
//      (`AddPersonsOnce`): so every node above counts it once.
//   2. Each node adds the tallies of its children, from below (`AddChildren`).
struct RollUp::Rep {
  Rep(const Snapshot& of_snapshot, const Measure& of_measure,
      const RollUpOptions& options)
      : snapshot(of_snapshot),
        measure(of_measure),
        by(options.by),
        places(snapshot, measure.carrier, by),
        reader(&places, measure.combiner, options.where,
               measure.open(snapshot)),
        tallies(places.forest().capacity()) {}
  Rep(const Rep&) = delete;
  Rep& operator=(const Rep&) = delete;

  const Forest& forest() const { return places.forest(); }
  bool Has(Node node) const {
    return node.kind() == NodeKindOf(by) && forest().Contains(node.index());
  }
  // Whether a carrier may reach a node by several ways and counts there once.
  bool merges() const {
    return measure.combiner == Combiner::kDistinctCount && places.several();
  }
  template <typename Take>
  CarrierStream<Take> Stream(Take take) const {
    return CarrierStream<Take>(snapshot, reader, std::move(take));
  }

  void AddOwnCarriers();
  void AddPersonsOnce();
  void AddChildren();

  void ExplainOwnCarriers(std::uint32_t node,
                          std::vector<Contribution>& out) const;
  void ExplainChildren(std::uint32_t node,
                       std::vector<Contribution>& out) const;
  void ExplainChildrenOnce(std::uint32_t node,
                           std::vector<Contribution>& out) const;

  const Snapshot snapshot;
  const Measure measure;
  const Hierarchy by;
  const Places places;
  const CarrierReader reader;
  std::vector<Tally> tallies;  // By index of the node.
  std::uint64_t unplaced = 0;
};

void RollUp::Rep::AddOwnCarriers() {
  auto own = Stream([&](std::uint32_t node, std::uint32_t, const Tally& tally) {
    tallies[node] += tally;
  });
  for (const std::uint32_t node : forest().pre_order()) {
    places.ForEachIn(node,
                     [&](std::uint32_t carrier) { own.Add(node, carrier); });
  }
  own.Finish();
  auto nowhere =
      Stream([&](std::uint32_t, std::uint32_t, const Tally&) { ++unplaced; });
  places.ForEachUnplaced(
      [&](std::uint32_t carrier) { nowhere.Add(kNoIndex, carrier); });
  nowhere.Finish();
}

// Nodes that a person sits in are taken in pre-order. Those of them that lie
// below some node follow one another, n of them with n - 1 meeting points
// between neighbours that lie there too: n - (n - 1) = 1.
void RollUp::Rep::AddPersonsOnce() {
  const auto take_off = [](Tally& tally, const Tally& part) {
    tally.known -= part.known;
    tally.unknown -= part.unknown;
    tally.sum -= part.sum;
  };
  std::vector<std::uint32_t> nodes;
  const auto in_pre_order = [&](std::uint32_t a, std::uint32_t b) {
    return forest().position(a) < forest().position(b);
  };
  auto stream =
      Stream([&](std::uint32_t, std::uint32_t person, const Tally& tally) {
        nodes.clear();
        places.ForEachPlace(PersonId{person},
                            [&](std::uint32_t node) { nodes.push_back(node); });
        if (nodes.empty()) {
          ++unplaced;
          return;
        }
        // Most persons sit in one place, for which this costs nothing.
        std::sort(nodes.begin(), nodes.end(), in_pre_order);
        tallies[nodes[0]] += tally;
        for (std::size_t i = 1; i < nodes.size(); ++i) {
          if (nodes[i] == nodes[i - 1]) continue;
          tallies[nodes[i]] += tally;
          const std::uint32_t meet =
              forest().LowestCommonAncestor(nodes[i - 1], nodes[i]);
          if (meet != kNoIndex) take_off(tallies[meet], tally);
        }
      });
  const People& people = snapshot.people();
  for (std::uint32_t person = 0; person < people.count(); ++person) {
    if (people.in_force(PersonId{person})) stream.Add(kNoIndex, person);
  }
  stream.Finish();
}

void RollUp::Rep::AddChildren() {
  const std::span<const std::uint32_t> order = forest().pre_order();
  for (std::size_t i = order.size(); i-- > 0;) {
    Tally& tally = tallies[order[i]];
    for (const std::uint32_t child : forest().children(order[i])) {
      tally += tallies[child];
    }
  }
}

void RollUp::Rep::ExplainOwnCarriers(std::uint32_t node,
                                     std::vector<Contribution>& out) const {
  auto stream =
      Stream([&](std::uint32_t, std::uint32_t carrier, const Tally& tally) {
        const RollUpValue value = ValueOf(measure, tally);
        out.push_back({places.NodeOf(carrier), value, value, tally});
      });
  places.ForEachIn(node,
                   [&](std::uint32_t carrier) { stream.Add(node, carrier); });
  stream.Finish();
}

void RollUp::Rep::ExplainChildren(std::uint32_t node,
                                  std::vector<Contribution>& out) const {
  for (const std::uint32_t child : forest().children(node)) {
    const Tally& tally = tallies[child];
    const RollUpValue value = ValueOf(measure, tally);
    out.push_back({Node(NodeKindOf(by), child), value, value, tally});
  }
}

void RollUp::Rep::ExplainChildrenOnce(std::uint32_t node,
                                      std::vector<Contribution>& out) const {
  // Persons who may come again. Most sit in one place, and cannot.
  absl::flat_hash_set<std::uint32_t> seen;
  const auto is_new = [&](std::uint32_t person) {
    return snapshot.people().membership_rows(PersonId{person}).size() < 2 ||
           seen.insert(person).second;
  };
  places.ForEachIn(node, is_new);
  for (const std::uint32_t child : forest().children(node)) {
    Tally counted;
    auto stream = Stream([&](std::uint32_t, std::uint32_t, const Tally& tally) {
      counted += tally;
    });
    for (const std::uint32_t below : forest().subtree(child)) {
      places.ForEachIn(below, [&](std::uint32_t person) {
        if (is_new(person)) stream.Add(child, person);
      });
    }
    stream.Finish();
    out.push_back({Node(NodeKindOf(by), child),
                   ValueOf(measure, tallies[child]), ValueOf(measure, counted),
                   counted});
  }
}

RollUpValue ValueOf(const Measure& measure, const Tally& tally) {
  RollUpValue value;
  value.whole = measure.whole;
  value.known = tally.known;
  value.unknown = tally.unknown;
  if (measure.combiner != Combiner::kWeightedMean) {
    value.number = tally.sum;
  } else if (tally.known > 0) {
    value.number = tally.weight > 0
                       ? tally.weighted / tally.weight
                       : tally.sum / static_cast<double>(tally.known);
  }
  return value;
}

RollUpValue Recombine(const Measure& measure,
                      const std::vector<Contribution>& contributions) {
  Tally tally;
  for (const Contribution& part : contributions) tally += part.tally;
  return ValueOf(measure, tally);
}

RollUp::RollUp(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

const Snapshot& RollUp::snapshot() const { return rep_->snapshot; }
const Measure& RollUp::measure() const { return rep_->measure; }
Hierarchy RollUp::by() const { return rep_->by; }
std::uint64_t RollUp::unplaced() const { return rep_->unplaced; }

bool RollUp::complete() const {
  const Snapshot& of = rep_->snapshot;
  // Over posts as well, which take their superiors from units.
  const bool units_matter = rep_->by != Hierarchy::kTasks;
  const bool tasks_matter = rep_->measure.carrier == Carrier::kTask;
  return of.has_all_records() && rep_->forest().cycles().empty() &&
         !(units_matter && !of.units().forest().cycles().empty()) &&
         !(tasks_matter && !of.work().tasks().cycles().empty());
}

RollUpValue RollUp::value(Node node) const {
  return ValueOf(rep_->measure,
                 rep_->Has(node) ? rep_->tallies[node.index()] : Tally());
}

std::vector<Node> RollUp::nodes() const {
  const Organization& organization = rep_->snapshot.organization();
  const NodeKind kind = NodeKindOf(rep_->by);
  std::vector<std::pair<std::string_view, std::uint32_t>> by_id;
  by_id.reserve(rep_->forest().size());
  for (const std::uint32_t node : rep_->forest().pre_order()) {
    by_id.emplace_back(organization.id(Node(kind, node)), node);
  }
  std::sort(by_id.begin(), by_id.end());
  std::vector<Node> nodes;
  nodes.reserve(by_id.size());
  for (const auto& [id, node] : by_id) nodes.emplace_back(kind, node);
  return nodes;
}

std::vector<Contribution> RollUp::Explain(Node node) const {
  std::vector<Contribution> contributions;
  if (!rep_->Has(node)) return contributions;
  rep_->ExplainOwnCarriers(node.index(), contributions);
  if (rep_->merges()) {
    rep_->ExplainChildrenOnce(node.index(), contributions);
  } else {
    rep_->ExplainChildren(node.index(), contributions);
  }
  return contributions;
}

absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     const Measure& measure,
                                     const RollUpOptions& options) {
  if (absl::Status status = CheckMeasure(measure); !status.ok()) return status;
  if (std::find(measure.hierarchies.begin(), measure.hierarchies.end(),
                options.by) == measure.hierarchies.end()) {
    std::string list;
    for (const Hierarchy hierarchy : measure.hierarchies) {
      if (!list.empty()) list += ", ";
      list += NameOf(hierarchy);
    }
    return absl::InvalidArgumentError(
        ToAbsl(Concat("measure \"", measure.name, "\" does not roll up ",
                      NameOf(options.by), "; it rolls up ", list)));
  }
  try {
    auto rep = std::make_shared<RollUp::Rep>(snapshot, measure, options);
    if (!rep->reader.opened()) {
      return absl::InvalidArgumentError(
          ToAbsl(Concat("measure \"", measure.name, "\" opened no reader")));
    }
    if (rep->merges()) {
      rep->AddPersonsOnce();
    } else {
      rep->AddOwnCarriers();
    }
    rep->AddChildren();
    return RollUp(std::move(rep));
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("roll-up: out of memory");
  }
}

absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     std::string_view measure,
                                     const RollUpOptions& options) {
  const absl::StatusOr<const Measure*> found =
      MeasureRegistry::BuiltIn().Find(measure);
  if (!found.ok()) return found.status();
  return ComputeRollUp(snapshot, **found, options);
}

}  // namespace zeren
