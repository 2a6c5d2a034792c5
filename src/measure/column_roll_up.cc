#include "zeren/measure/column_roll_up.h"

#include <algorithm>
#include <new>
#include <string>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/measure/internal/column_reader.h"
#include "src/measure/internal/fold_engine.h"
#include "src/measure/internal/number_states.h"
#include "src/measure/internal/threads.h"

namespace zeren {
namespace internal {

// Carriers that follow one another in the order of the nodes' indices.
class Consecutive : public Placement {
 public:
  explicit Consecutive(std::span<const std::uint32_t> begins)
      : begins_(begins) {}

 private:
  void AppendRunsOf(std::uint32_t node,
                    std::vector<CarrierRun>& runs) const override {
    const std::uint32_t count = begins_[node + 1] - begins_[node];
    if (count > 0) runs.push_back({node, begins_[node], count});
  }

  const std::span<const std::uint32_t> begins_;
};

}  // namespace internal
namespace {

using internal::ColumnReader;
using internal::Concat;
using internal::NumberSource;
using internal::NumberStates;
using internal::ToAbsl;

absl::Status Refuse(std::size_t column, std::string_view why) {
  return absl::InvalidArgumentError(
      ToAbsl(Concat("column ", std::to_string(column), " ", why)));
}

absl::Status CheckBegins(const Forest& forest,
                         std::span<const std::uint32_t> begins) {
  if (begins.size() != forest.capacity() + 1) {
    return absl::InvalidArgumentError(ToAbsl(
        Concat("begins has ", std::to_string(begins.size()),
               " elements; the forest has ", std::to_string(forest.capacity()),
               " indices, and one more is needed")));
  }
  if (begins[0] != 0 || !std::is_sorted(begins.begin(), begins.end())) {
    return absl::InvalidArgumentError("begins must rise from 0");
  }
  return absl::OkStatus();
}

absl::Status CheckColumn(const ValueColumn& column, std::size_t i,
                         std::size_t carriers) {
  const auto fits = [&](std::size_t size) { return size == carriers; };
  if (!fits(column.values.size()) ||
      !(column.known.empty() || fits(column.known.size())) ||
      !(column.weights.empty() || fits(column.weights.size()))) {
    return Refuse(
        i, Concat("has values, known or weights of another length "
                  "than the ",
                  std::to_string(carriers), " carriers that begins ends at"));
  }
  if (column.combiner == Combiner::kTop ||
      column.combiner == Combiner::kWorst) {
    return Refuse(i, Concat("cannot be combined by ", NameOf(column.combiner),
                            ", which names what columns do not have"));
  }
  return absl::OkStatus();
}

// What the engine asks of a measure.
Measure MeasureOf(const ValueColumn& column, std::size_t i) {
  return {.name = "column " + std::to_string(i),
          .combiner = column.combiner,
          .whole = column.whole,
          .edges = column.edges,
          .hierarchies = {Hierarchy::kPosts},
          .open = [](const Snapshot&) { return nullptr; }};
}

}  // namespace

struct ColumnRollUp::Rep {
  Rep(const Forest& forest, std::span<const std::uint32_t> begins)
      : ladder(&forest), placement(begins), engine(ladder, placement) {}
  Rep(const Rep&) = delete;
  Rep& operator=(const Rep&) = delete;

  absl::Status Fault(const std::vector<std::uint32_t>& nodes) const {
    for (const auto& table : states) {
      if (table->source().faulty()) {
        absl::Status status = internal::FaultOf(
            *table, placement, nodes,
            [](std::uint32_t node) { return "node " + std::to_string(node); });
        table->source().ForgetFault();
        return status;
      }
    }
    return absl::OkStatus();
  }

  internal::Ladder ladder;
  internal::Consecutive placement;
  internal::FoldEngine engine;
  std::vector<std::unique_ptr<NumberStates>> states;
};

ColumnRollUp::ColumnRollUp(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
ColumnRollUp::ColumnRollUp(ColumnRollUp&&) = default;
ColumnRollUp& ColumnRollUp::operator=(ColumnRollUp&&) = default;
ColumnRollUp::~ColumnRollUp() = default;

absl::StatusOr<ColumnRollUp> ColumnRollUp::Make(
    const Forest& forest, std::span<const std::uint32_t> begins,
    const std::vector<ValueColumn>& columns, int threads) {
  if (absl::Status status = CheckBegins(forest, begins); !status.ok()) {
    return status;
  }
  const std::size_t carriers = begins.back();
  try {
    auto rep = std::make_unique<Rep>(forest, begins);
    std::vector<FoldStates*> tables;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      absl::Status status = CheckColumn(columns[i], i, carriers);
      if (!status.ok()) return status;
      Measure measure = MeasureOf(columns[i], i);
      status = CheckMeasure(measure);
      if (!status.ok()) return status;
      rep->states.push_back(NumberStates::Make(std::make_shared<NumberSource>(
          nullptr, std::move(measure), columns[i].missing, Condition(),
          std::make_shared<ColumnReader>(columns[i].values, columns[i].known,
                                         columns[i].weights))));
      tables.push_back(rep->states.back().get());
    }
    rep->engine.Fold(tables,
                     internal::ThreadsFor(threads, carriers + forest.size()));
    const std::span<const std::uint32_t> all = forest.pre_order();
    if (absl::Status status = rep->Fault({all.begin(), all.end()});
        !status.ok()) {
      return status;
    }
    return ColumnRollUp(std::move(rep));
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("roll-up: out of memory");
  }
}

RollUpValue ColumnRollUp::value(std::size_t column, std::uint32_t node) const {
  return rep_->states[column]->ValueAt(node);
}

absl::Status ColumnRollUp::Update(std::span<const std::uint32_t> nodes) {
  const std::vector<std::uint32_t> changed = rep_->engine.WithAllAbove(nodes);
  for (const auto& table : rep_->states) rep_->engine.Refold(changed, *table);
  // From the top down, as faults are looked for.
  return rep_->Fault({changed.rbegin(), changed.rend()});
}

}  // namespace zeren
