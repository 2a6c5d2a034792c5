#include "zeren/measure/roll_up.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <string>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/measure/internal/folding_rep.h"
#include "src/measure/internal/number_states.h"
#include "src/measure/internal/roll_up_rep.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::NumberSource;
using internal::NumberStates;
using internal::ToAbsl;

absl::Status CheckHierarchy(const Measure& measure, Hierarchy by) {
  if (std::find(measure.hierarchies.begin(), measure.hierarchies.end(), by) !=
      measure.hierarchies.end()) {
    return absl::OkStatus();
  }
  std::string list;
  for (const Hierarchy hierarchy : measure.hierarchies) {
    if (!list.empty()) list += ", ";
    list += NameOf(hierarchy);
  }
  return absl::InvalidArgumentError(
      ToAbsl(Concat("measure \"", measure.name, "\" does not roll up ",
                    NameOf(by), "; it rolls up ", list)));
}

// Opens a measure. The reader is shared by all that reads it.
absl::StatusOr<std::shared_ptr<const MeasureReader>> Open(
    const Snapshot& snapshot, const Measure& measure, Hierarchy by) {
  if (absl::Status status = CheckMeasure(measure); !status.ok()) return status;
  if (absl::Status status = CheckHierarchy(measure, by); !status.ok()) {
    return status;
  }
  absl::StatusOr<std::unique_ptr<MeasureReader>> reader =
      measure.open(snapshot);
  if (!reader.ok()) return reader.status();
  if (*reader == nullptr) {
    return absl::InvalidArgumentError(
        ToAbsl(Concat("measure \"", measure.name, "\" opened no reader")));
  }
  return std::shared_ptr<const MeasureReader>(*std::move(reader));
}

// What is wrong with the numbers of a faulty table.
absl::Status FaultOf(const Folding::Rep& rep, const NumberStates& states) {
  return internal::FaultOf(
      states.source(), *rep.placement, rep.ladder.top_down(),
      [&](std::uint32_t node) { return states.Exceeds(node); },
      [&](std::uint32_t node) {
        return rep.snapshot.organization().NameOf(
            Node(NodeKindOf(rep.options.by), node));
      });
}

// Folds measures of the same carriers, which are opened already.
absl::StatusOr<Folding> FoldTogether(
    const Snapshot& snapshot, const RollUpOptions& options,
    const std::vector<std::shared_ptr<const NumberSource>>& sources) {
  const Measure& first = sources[0]->measure();
  std::vector<std::unique_ptr<FoldStates>> states;
  for (const auto& source : sources) {
    states.push_back(NumberStates::Make(source));
  }
  absl::StatusOr<Folding> folding =
      Folding::Make(snapshot, first.carriers(), options, std::move(states));
  if (!folding.ok()) return folding;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (sources[i]->faulty()) {
      return FaultOf(folding->rep(),
                     static_cast<const NumberStates&>(folding->states(i)));
    }
  }
  return folding;
}

absl::StatusOr<std::vector<RollUp>> Compute(const Snapshot& snapshot,
                                            std::span<const Measure> measures,
                                            const RollUpOptions& options) {
  // Measures of the same carriers are folded together.
  struct Group {
    std::vector<std::size_t> members;
    std::vector<std::shared_ptr<const NumberSource>> sources;
  };
  std::vector<Group> groups;
  // Readers may keep references to it.
  const auto kept = std::make_shared<const Snapshot>(snapshot);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const Measure& measure = measures[i];
    for (std::size_t j = 0; j < i; ++j) {
      if (measures[j].name != measure.name) continue;
      return absl::InvalidArgumentError(
          ToAbsl(Concat("two measures are named \"", measure.name,
                        "\"; results tell them apart by name, so rename one")));
    }
    absl::StatusOr<std::shared_ptr<const MeasureReader>> reader =
        Open(*kept, measure, options.by);
    if (!reader.ok()) return reader.status();
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const Group& g) {
          return measures[g.members[0]].carriers() == measure.carriers();
        });
    if (group == groups.end()) group = groups.insert(groups.end(), Group());
    group->members.push_back(i);
    group->sources.push_back(std::make_shared<NumberSource>(
        std::make_shared<internal::SnapshotCarriers>(kept, measure.carriers(),
                                                     options.where),
        measure, options.missing, *reader));
  }
  std::vector<std::shared_ptr<const RollUp::Rep>> reps(measures.size());
  for (const Group& group : groups) {
    absl::StatusOr<Folding> folding =
        FoldTogether(snapshot, options, group.sources);
    if (!folding.ok()) return folding.status();
    std::optional<Folding> counts;
    if (options.policy == LinePolicy::kSplit) {
      RollUpOptions distinct = options;
      distinct.policy = LinePolicy::kDistinct;
      absl::StatusOr<Folding> counted =
          FoldTogether(snapshot, distinct, group.sources);
      if (!counted.ok()) return counted.status();
      counts = *std::move(counted);
    }
    for (std::size_t i = 0; i < group.members.size(); ++i) {
      reps[group.members[i]] = std::make_shared<RollUp::Rep>(
          RollUp::Rep{*folding, i, options, counts});
    }
  }
  std::vector<RollUp> roll_ups;
  roll_ups.reserve(reps.size());
  for (auto& rep : reps) roll_ups.emplace_back(std::move(rep));
  return roll_ups;
}

}  // namespace

RollUp::RollUp(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

const Snapshot& RollUp::snapshot() const { return rep_->folding.snapshot(); }
const Measure& RollUp::measure() const {
  return rep_->states().source().measure();
}
const RollUpOptions& RollUp::options() const { return rep_->options; }
bool RollUp::complete() const { return rep_->folding.complete(); }

std::uint64_t RollUp::unplaced() const {
  const std::unique_ptr<FoldStates> table = rep_->folding.Unplaced(rep_->table);
  const RollUpValue value = static_cast<const NumberStates&>(*table).ValueAt(0);
  return value.known + value.unknown;
}

RollUpValue RollUp::value(Node node) const {
  const std::optional<std::uint32_t> slot = rep_->folding.slot(node);
  if (!slot) {
    const std::unique_ptr<FoldStates> nothing = rep_->states().Another();
    nothing->Resize(1);
    return static_cast<const NumberStates&>(*nothing).ValueAt(0);
  }
  RollUpValue value = rep_->states().ValueAt(*slot);
  if (rep_->counts) {
    const RollUpValue counts =
        static_cast<const NumberStates&>(rep_->counts->states(rep_->table))
            .ValueAt(*slot);
    value.known = counts.known;
    value.unknown = counts.unknown;
  }
  return value;
}

std::vector<Node> RollUp::nodes() const { return rep_->folding.nodes(); }
bool RollUp::is_forest() const { return rep_->folding.is_forest(); }
std::vector<Node> RollUp::roots() const { return rep_->folding.roots(); }
std::vector<Node> RollUp::Below(Node node) const {
  return rep_->folding.Below(node);
}
std::vector<OutlineRow> RollUp::Outline(std::optional<Node> within) const {
  return rep_->folding.Outline(within);
}

std::vector<Contribution> RollUp::Explain(Node node) const {
  // Calls `visit(i, node, is_carrier, values, counted)` for each part.
  const auto explain = [&](const Folding& folding, auto visit) {
    const FoldStates& states = folding.states(rep_->table);
    const std::unique_ptr<FoldStates> values = states.Another();
    const std::unique_ptr<FoldStates> counted = states.Another();
    const Folding::Parts parts =
        folding.Explain(rep_->table, node, *values, *counted);
    for (std::uint32_t i = 0; i < parts.nodes.size(); ++i) {
      visit(i, parts.nodes[i], i < parts.carriers,
            static_cast<const NumberStates&>(*values),
            static_cast<const NumberStates&>(*counted));
    }
  };
  std::vector<Contribution> contributions;
  std::vector<bool> carriers;
  explain(rep_->folding, [&](std::uint32_t i, Node part, bool is_carrier,
                             const auto& values, const auto& counted) {
    contributions.push_back(
        {part, values.ValueAt(i), counted.ValueAt(i), counted.PartsAt(i)});
    carriers.push_back(is_carrier);
  });
  if (rep_->counts) {
    const auto take_counts = [](RollUpValue& into, const RollUpValue& from) {
      into.known = from.known;
      into.unknown = from.unknown;
    };
    explain(*rep_->counts, [&](std::uint32_t i, Node, bool, const auto& values,
                               const auto& counted) {
      take_counts(contributions[i].value, values.ValueAt(i));
      take_counts(contributions[i].counted, counted.ValueAt(i));
      contributions[i].parts[0] = counted.PartsAt(i)[0];
      contributions[i].parts[1] = counted.PartsAt(i)[1];
    });
  }
  // Carriers that take no part contribute nothing.
  std::vector<Contribution> taken;
  for (std::size_t i = 0; i < contributions.size(); ++i) {
    const RollUpValue& value = contributions[i].value;
    if (carriers[i] && value.known + value.unknown == 0) continue;
    taken.push_back(std::move(contributions[i]));
  }
  return taken;
}

RollUpValue RollUp::Recombine(
    const std::vector<Contribution>& contributions) const {
  const std::unique_ptr<FoldStates> table = rep_->states().Another();
  table->Resize(contributions.size() + 1);
  auto& states = static_cast<NumberStates&>(*table);
  for (std::uint32_t i = 0; i < contributions.size(); ++i) {
    states.SetParts(i + 1, contributions[i].parts);
    const std::uint32_t from = i + 1;
    states.Combine(0, std::span(&from, 1));
  }
  return states.ValueAt(0);
}

absl::StatusOr<std::vector<RollUp>> ComputeRollUps(
    const Snapshot& snapshot, std::span<const Measure> measures,
    const RollUpOptions& options) {
  try {
    return Compute(snapshot, measures, options);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("roll-up: out of memory");
  }
}

absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     const Measure& measure,
                                     const RollUpOptions& options) {
  absl::StatusOr<std::vector<RollUp>> roll_ups =
      ComputeRollUps(snapshot, std::span(&measure, 1), options);
  if (!roll_ups.ok()) return roll_ups.status();
  return std::move((*roll_ups)[0]);
}

absl::StatusOr<RollUp> ComputeRollUp(const Snapshot& snapshot,
                                     std::string_view measure,
                                     const RollUpOptions& options) {
  const absl::StatusOr<Measure> found =
      MeasureRegistry::BuiltIn().Find(snapshot, measure);
  if (!found.ok()) return found.status();
  return ComputeRollUp(snapshot, *found, options);
}

}  // namespace zeren
