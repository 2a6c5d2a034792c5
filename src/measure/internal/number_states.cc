#include "src/measure/internal/number_states.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "src/core/internal/absl_strings.h"
#include "src/measure/internal/number_combiners.h"

namespace zeren::internal {
namespace {

using combiners::Repeats;
using combiners::ValueRead;

std::uint32_t SumOrMost(std::uint32_t a, std::uint32_t b) {
  return a + std::min(b, std::numeric_limits<std::uint32_t>::max() - a);
}

// The table of one combiner.
template <typename Op>
class States final : public NumberStates {
 public:
  States(std::shared_ptr<const NumberSource> source, Op op)
      : NumberStates(std::move(source), op.width()), op_(std::move(op)) {}

  std::unique_ptr<FoldStates> Another() const override {
    return std::make_unique<States>(source_, op_);
  }
  void Resize(std::size_t slots) override {
    cells_.resize(slots * op_.width());
    for (std::size_t slot = 0; slot < slots; ++slot) {
      op_.Clear(&cells_[slot * op_.width()]);
    }
    known_.assign(slots, 0);
    unknown_.assign(slots, 0);
  }
  void Clear(std::uint32_t slot) override {
    op_.Clear(Cells(slot));
    known_[slot] = 0;
    unknown_[slot] = 0;
  }

  void Add(std::span<const CarrierRun> runs) override {
    if constexpr (Op::kShowsNan) {
      const std::span<const double> column = source_->column();
      if (!column.empty()) {
        for (const CarrierRun& run : runs) AddOfColumn(run, column.data());
        return;
      }
    }
    ForEach(runs,
            [&](std::uint32_t slot, Taken taken, const ValueRead& reading) {
              ++(taken == Taken::kKnown ? known_ : unknown_)[slot];
              if (taken == Taken::kUnknown && !zero_) return;
              op_.Put(Cells(slot), reading);
              if (!op_.IsSound(Cells(slot))) source_->NoteFault();
            });
  }
  void Combine(std::uint32_t into,
               std::span<const std::uint32_t> from) override {
    std::uint32_t known = known_[into];
    std::uint32_t unknown = unknown_[into];
    for (const std::uint32_t slot : from) {
      known += known_[slot];
      unknown += unknown_[slot];
      op_.Merge(Cells(into), Cells(slot));
      // What was rounded once may look sound again in the end.
      if constexpr (Op::kRepeats == Repeats::kSubtract) {
        if (!op_.IsSound(Cells(into))) source_->NoteFault();
      }
    }
    known_[into] = known;
    unknown_[into] = unknown;
    if (!op_.IsSound(Cells(into))) source_->NoteFault();
  }
  void CombineFrom(std::uint32_t into, const FoldStates& other,
                   std::uint32_t from) override {
    const States& states = static_cast<const States&>(other);
    known_[into] += states.known_[from];
    unknown_[into] += states.unknown_[from];
    op_.Merge(Cells(into), states.Cells(from));
  }

  bool can_remove_repeats() const override {
    return Op::kRepeats != Repeats::kCannot;
  }
  void RemoveRepeats(std::span<const CarrierRun> runs) override {
    ForEach(runs,
            [&](std::uint32_t slot, Taken taken, const ValueRead& reading) {
              --(taken == Taken::kKnown ? known_ : unknown_)[slot];
              if constexpr (Op::kRepeats == Repeats::kSubtract) {
                if (taken == Taken::kKnown || zero_)
                  op_.Take(Cells(slot), reading);
              }
            });
  }

  bool divisible() const override { return Op::kDivisible; }
  void CombineShare(std::uint32_t into, const FoldStates& other,
                    std::uint32_t from, double share) override {
    const States& states = static_cast<const States&>(other);
    // Ways may be more than fit, and none must not come of many.
    known_[into] = SumOrMost(known_[into], states.known_[from]);
    unknown_[into] = SumOrMost(unknown_[into], states.unknown_[from]);
    op_.MergeShare(Cells(into), states.Cells(from), share);
    if (!op_.IsSound(Cells(into))) source_->NoteFault();
  }

 private:
  double* Cells(std::uint32_t slot) { return &cells_[slot * op_.width()]; }
  const double* Cells(std::uint32_t slot) const {
    return &cells_[slot * op_.width()];
  }

  // Values are added up without a look at each: one that is no number shows in
  // the sum. The compiler keeps the few cells in registers.
  void AddOfColumn(const CarrierRun& run, const double* column) {
    known_[run.slot] += run.count;
    double* const cells = Cells(run.slot);
    std::array<double, Op::width()> local;
    std::copy_n(cells, local.size(), local.begin());
    for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
      op_.Put(local.data(), {column[i], 1, i});
    }
    std::copy_n(local.begin(), local.size(), cells);
    if (!op_.IsSound(cells)) source_->NoteFault();
  }

  // Calls `visit(slot, taken, reading)` for each carrier that takes part.
  template <typename Visit>
  void ForEach(std::span<const CarrierRun> runs, const Visit& visit) const {
    CarrierBlock block;
    const auto flush = [&] {
      if (block.size == 0) return;
      source_->Read(block);
      for (std::size_t i = 0; i < block.size; ++i) {
        if (block.taken[i] == Taken::kNot) continue;
        visit(block.slots[i], block.taken[i],
              ValueRead{block.values[i], block.weights[i], block.carriers[i]});
      }
      block.size = 0;
    };
    for (const CarrierRun& run : runs) {
      for (std::uint32_t i = 0; i < run.count; ++i) {
        block.carriers[block.size] = run.first + i;
        block.slots[block.size] = run.slot;
        if (++block.size == kReadBlock) flush();
      }
    }
    flush();
  }

  Op op_;
  const bool zero_ = source_->missing() == Missing::kZero;
};

}  // namespace

std::unique_ptr<NumberStates> NumberStates::Make(
    std::shared_ptr<const NumberSource> source) {
  const NumberSource& of = *source;
  const auto make = [&](auto op) -> std::unique_ptr<NumberStates> {
    return std::make_unique<States<decltype(op)>>(std::move(source),
                                                  std::move(op));
  };
  switch (of.measure().combiner) {
    case Combiner::kSum:
      if (of.measure().whole) return make(combiners::Sum<true>());
      return make(combiners::Sum<false>());
    case Combiner::kMin:
      return make(combiners::Extreme<false>());
    case Combiner::kMax:
    case Combiner::kWorst:
      return make(combiners::Extreme<true>());
    case Combiner::kWeightedMean:
      return make(combiners::Mean());
    case Combiner::kRatio:
      return make(combiners::Ratio());
    case Combiner::kHistogram:
      return make(combiners::Histogram(of));
    case Combiner::kTop:
      return make(combiners::Top(of));
    case Combiner::kAny:
    case Combiner::kAll:
      return make(combiners::Flags());
    case Combiner::kCount:
    case Combiner::kDistinctCount:
      break;
  }
  return make(combiners::Count());
}

RollUpValue NumberStates::ValueAt(std::uint32_t slot) const {
  const Measure& measure = source_->measure();
  RollUpValue value;
  value.whole = measure.whole;
  value.known = known_[slot];
  value.unknown = unknown_[slot];
  const double* const cells = this->cells(slot);
  const bool zero = source_->missing() == Missing::kZero;
  // How many values the cells hold.
  const std::uint64_t count = value.known + (zero ? value.unknown : 0);
  switch (measure.combiner) {
    case Combiner::kCount:
    case Combiner::kDistinctCount:
    case Combiner::kSum:
      value.number = cells[0];
      break;
    case Combiner::kMin:
    case Combiner::kMax:
    case Combiner::kWorst:
      if (count > 0) value.number = cells[0];
      break;
    case Combiner::kWeightedMean:
      // A share of 0 leaves nothing of a value that is known.
      if (cells[1] > 0) {
        value.number = cells[0] / cells[1];
      } else if (cells[3] > 0) {
        value.number = cells[2] / cells[3];
      }
      break;
    case Combiner::kRatio:
      if (cells[1] > 0) value.number = cells[0] / cells[1];
      break;
    case Combiner::kAny:
      value.number = cells[0] > 0 ? 1 : 0;
      break;
    case Combiner::kAll:
      value.number = cells[0] == static_cast<double>(count) ? 1 : 0;
      break;
    case Combiner::kHistogram:
      value.classes.assign(cells, cells + width_);
      value.number = 0;
      for (const double in_class : value.classes) *value.number += in_class;
      break;
    case Combiner::kTop:
      for (std::size_t i = 0;
           i < width_ && cells[i + 1] != combiners::kNoCarrier; i += 2) {
        const auto carrier = static_cast<std::uint32_t>(cells[i + 1]);
        value.top.push_back({source_->carriers().NodeOf(carrier), cells[i]});
      }
      if (!value.top.empty()) value.number = value.top[0].value;
      break;
  }
  // Without a known value there is none, unless unknown ones count as 0.
  const bool rests_on_unknown = source_->missing() == Missing::kPropagate
                                    ? value.unknown > 0
                                    : value.known == 0 && value.unknown > 0;
  if (rests_on_unknown && !zero) {
    value.number.reset();
    value.classes.clear();
    value.top.clear();
  }
  return value;
}

std::vector<double> NumberStates::PartsAt(std::uint32_t slot) const {
  std::vector<double> parts = {static_cast<double>(known_[slot]),
                               static_cast<double>(unknown_[slot])};
  parts.insert(parts.end(), cells(slot), cells(slot) + width_);
  return parts;
}

void NumberStates::SetParts(std::uint32_t slot,
                            const std::vector<double>& parts) {
  known_[slot] = static_cast<std::uint32_t>(parts[0]);
  unknown_[slot] = static_cast<std::uint32_t>(parts[1]);
  std::copy(parts.begin() + 2, parts.end(), cells(slot));
}

bool NumberStates::Exceeds(std::uint32_t slot) const {
  const Combiner combiner = source_->measure().combiner;
  if (combiner == Combiner::kSum) {
    return source_->measure().whole ? !(std::abs(*cells(slot)) <= kWholeLimit)
                                    : !std::isfinite(*cells(slot));
  }
  if (combiner != Combiner::kWeightedMean && combiner != Combiner::kRatio) {
    return false;
  }
  return std::any_of(cells(slot), cells(slot) + width_,
                     [](double cell) { return !std::isfinite(cell); });
}

absl::Status FaultOf(
    const NumberSource& source, const Placement& placement,
    std::span<const std::uint32_t> nodes,
    const std::function<bool(std::uint32_t node)>& exceeds,
    const std::function<std::string(std::uint32_t node)>& name_of) {
  std::vector<CarrierRun> runs;
  for (const std::uint32_t node : nodes) {
    runs.clear();
    placement.AppendRuns(std::span(&node, 1), runs);
    for (const CarrierRun& run : runs) {
      for (std::uint32_t i = 0; i < run.count; ++i) {
        absl::Status status = source.Judge(run.first + i);
        if (!status.ok()) return status;
      }
    }
  }
  const Measure& measure = source.measure();
  std::string where;
  for (auto node = nodes.rbegin(); node != nodes.rend() && where.empty();
       ++node) {
    if (exceeds(*node)) where = " at " + name_of(*node);
  }
  return absl::OutOfRangeError(ToAbsl(Concat(
      "measure \"", measure.name, "\" sums to ",
      measure.whole ? "2^53 or more" : "more than doubles hold", where,
      measure.whole ? ", where doubles no longer tell whole numbers apart; "
                      "measure in larger units, such as thousands"
                    : "; measure in larger units")));
}

}  // namespace zeren::internal
