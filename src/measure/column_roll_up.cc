#include "zeren/measure/column_roll_up.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <string>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/measure/internal/column_reader.h"
#include "src/measure/internal/fold_engine.h"
#include "src/measure/internal/number_states.h"
#include "src/measure/internal/plain_sums.h"
#include "src/measure/internal/threads.h"

namespace zeren {
namespace internal {

// Carriers that follow one another in the order of the nodes' indices.
class Consecutive final : public Placement {
 public:
  explicit Consecutive(std::span<const std::uint32_t> begins)
      : begins_(begins) {}

  void AppendRuns(std::span<const std::uint32_t> nodes,
                  std::vector<CarrierRun>& runs) const override {
    runs.reserve(runs.size() + nodes.size());
    for (const std::uint32_t node : nodes) AppendRunsOf(node, runs);
  }

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
using internal::PlainSums;
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
  // Compared to the end whatever comes, many can be compared at once.
  bool rises = begins[0] == 0;
  for (std::size_t i = 1; i < begins.size(); ++i) {
    rises &= begins[i - 1] <= begins[i];
  }
  if (!rises) {
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

// Whether a column is one of sums whose values are all known.
bool IsPlain(const NumberSource& source) {
  const Measure& measure = source.measure();
  return measure.combiner == Combiner::kSum && !measure.whole &&
         !source.column().empty();
}

}  // namespace

struct ColumnRollUp::Rep {
  struct Column {
    std::shared_ptr<const NumberSource> source;
    std::unique_ptr<NumberStates> states;  // Null for a plain column,
    std::size_t place = 0;                 // which has this place among them.
  };

  Rep(const Forest& forest, std::span<const std::uint32_t> begins)
      : ladder(&forest),
        placement(begins),
        engine(ladder, placement),
        carriers_before(begins) {
    if (forest.numbered_in_pre_order()) return;
    counted.push_back(0);
    for (const std::uint32_t node : forest.pre_order()) {
      counted.push_back(counted.back() + begins[node + 1] - begins[node]);
    }
    carriers_before = counted;
  }
  Rep(const Rep&) = delete;
  Rep& operator=(const Rep&) = delete;

  std::uint32_t CarriersBelow(std::uint32_t node) const {
    const Forest& forest = *ladder.forest();
    const std::uint32_t position = forest.position(node);
    return carriers_before[position + forest.subtree_size(node)] -
           carriers_before[position];
  }
  bool Exceeds(const Column& column, std::uint32_t node) const {
    return column.states ? column.states->Exceeds(node)
                         : !std::isfinite(sums->sum(node, column.place));
  }
  // What is wrong after `nodes`, from the top down, were folded; `tops` has
  // those of them that are highest.
  absl::Status Fault(std::span<const std::uint32_t> tops,
                     std::span<const std::uint32_t> nodes) const {
    const absl::Status status = FirstFault(tops, nodes);
    // What is mended by the next update must not be told again.
    for (const Column& column : columns) column.source->ForgetFault();
    return status;
  }
  absl::Status FirstFault(std::span<const std::uint32_t> tops,
                          std::span<const std::uint32_t> nodes) const {
    for (const Column& column : columns) {
      const auto exceeds = [&](std::uint32_t node) {
        return Exceeds(column, node);
      };
      if (column.states ? !column.source->faulty()
                        : std::none_of(tops.begin(), tops.end(), exceeds)) {
        continue;
      }
      return internal::FaultOf(
          *column.source, placement, nodes, exceeds,
          [](std::uint32_t node) { return "node " + std::to_string(node); });
    }
    return absl::OkStatus();
  }

  internal::Ladder ladder;
  internal::Consecutive placement;
  internal::FoldEngine engine;
  // By position in pre-order: how many carriers sit in all nodes before. They
  // are counted where nodes are not numbered so.
  std::span<const std::uint32_t> carriers_before;
  std::vector<std::uint32_t> counted;
  std::vector<Column> columns;
  std::unique_ptr<PlainSums> sums;  // Of all plain columns.
  std::vector<FoldStates*> tables;  // Of all others.
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
    std::vector<const double*> plain;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      absl::Status status = CheckColumn(columns[i], i, carriers);
      if (!status.ok()) return status;
      Measure measure = MeasureOf(columns[i], i);
      status = CheckMeasure(measure);
      if (!status.ok()) return status;
      Rep::Column column{std::make_shared<NumberSource>(
          nullptr, std::move(measure), columns[i].missing,
          std::make_shared<ColumnReader>(columns[i].values, columns[i].known,
                                         columns[i].weights))};
      if (IsPlain(*column.source)) {
        column.place = plain.size();
        plain.push_back(columns[i].values.data());
      } else {
        column.states = NumberStates::Make(column.source);
        rep->tables.push_back(column.states.get());
      }
      rep->columns.push_back(std::move(column));
    }
    const std::size_t workers =
        internal::ThreadsFor(threads, carriers + forest.size());
    rep->engine.Fold(rep->tables, workers);
    if (!plain.empty()) {
      rep->sums = std::make_unique<PlainSums>(forest, begins, std::move(plain));
      rep->sums->Fold(workers);
    }
    if (absl::Status status = rep->Fault(forest.roots(), forest.pre_order());
        !status.ok()) {
      return status;
    }
    return ColumnRollUp(std::move(rep));
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("roll-up: out of memory");
  }
}

RollUpValue ColumnRollUp::value(std::size_t column, std::uint32_t node) const {
  const Rep::Column& of = rep_->columns[column];
  if (of.states) return of.states->ValueAt(node);
  RollUpValue value;
  value.number = rep_->sums->sum(node, of.place);
  value.whole = false;
  value.known = rep_->CarriersBelow(node);
  return value;
}

absl::Status ColumnRollUp::Update(std::span<const std::uint32_t> nodes) {
  const std::vector<std::uint32_t> changed = rep_->engine.WithAllAbove(nodes);
  for (FoldStates* const table : rep_->tables) {
    rep_->engine.Refold(changed, *table);
  }
  if (rep_->sums) rep_->sums->Refold(changed);
  // From the top down, as faults are looked for.
  const std::vector<std::uint32_t> top_down(changed.rbegin(), changed.rend());
  return rep_->Fault(top_down, top_down);
}

}  // namespace zeren
