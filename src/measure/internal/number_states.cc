#include "src/measure/internal/number_states.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/graph/matching.h"

namespace zeren::internal {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNoCarrier = -1;

// One value of a carrier.
struct ValueRead {
  double value;
  double weight;
  std::uint32_t carrier;
};

// ------------------------------------------------------- What combiners do
//
// Each has `width()` cells. `Put` adds a value, `Merge` the cells of another
// slot after these. `kRepeats`: what taking back a repeated value needs.
// `kShowsNan`: whether cells are unsound after a value that is no number.

enum class Repeats {
  kSubtract,  // `Take` undoes `Put`.
  kIgnore,    // Repeating changes no cell.
  kCannot,
};

// Sums of one cell or several, all of which `Put` adds to.
template <std::size_t kWidth>
struct Additive {
  static constexpr std::size_t width() { return kWidth; }
  static void Clear(double* cells) { std::fill_n(cells, kWidth, 0.0); }
  static void Merge(double* cells, const double* from) {
    for (std::size_t i = 0; i < kWidth; ++i) cells[i] += from[i];
  }
  static constexpr bool kDivisible = true;
  static void MergeShare(double* cells, const double* from, double share) {
    for (std::size_t i = 0; i < kWidth; ++i) cells[i] += share * from[i];
  }
};

template <bool kWhole>
struct Sum : Additive<1> {
  static constexpr Repeats kRepeats =
      kWhole ? Repeats::kSubtract : Repeats::kCannot;
  static constexpr bool kShowsNan = !kWhole;
  static constexpr double kLimit =
      kWhole ? kWholeLimit : std::numeric_limits<double>::max();
  static void Put(double* cells, const ValueRead& reading) {
    cells[0] += reading.value;
  }
  static void Take(double* cells, const ValueRead& reading) {
    cells[0] -= reading.value;
  }
  static bool IsSound(const double* cells) {
    return std::abs(cells[0]) <= kLimit;
  }
};

// How many values are other than 0.
struct Count : Additive<1> {
  static constexpr bool kShowsNan = false;
  static constexpr Repeats kRepeats = Repeats::kSubtract;
  static void Put(double* cells, const ValueRead& reading) {
    cells[0] += reading.value != 0 ? 1 : 0;
  }
  static void Take(double* cells, const ValueRead& reading) {
    cells[0] -= reading.value != 0 ? 1 : 0;
  }
  static bool IsSound(const double*) { return true; }
};

// Whether some or all are other than 0: no share of an answer is one.
struct Flags : Count {
  static constexpr bool kDivisible = false;
};

// Weight times value, weight, value, 1.
struct Mean : Additive<4> {
  static constexpr Repeats kRepeats = Repeats::kCannot;
  static constexpr bool kShowsNan = true;
  static void Put(double* cells, const ValueRead& reading) {
    cells[0] += reading.weight * reading.value;
    cells[1] += reading.weight;
    cells[2] += reading.value;
    cells[3] += 1;
  }
  static void Take(double*, const ValueRead&) {}
  static bool IsSound(const double* cells) {
    return std::isfinite(cells[0]) && std::isfinite(cells[1]) &&
           std::isfinite(cells[2]);
  }
};

// Value, weight.
struct Ratio : Additive<2> {
  static constexpr Repeats kRepeats = Repeats::kCannot;
  static constexpr bool kShowsNan = true;
  static void Put(double* cells, const ValueRead& reading) {
    cells[0] += reading.value;
    cells[1] += reading.weight;
  }
  static void Take(double*, const ValueRead&) {}
  static bool IsSound(const double* cells) {
    return std::isfinite(cells[0]) && std::isfinite(cells[1]);
  }
};

// The value that comes first.
template <bool kGreatest>
struct Extreme {
  static constexpr bool kShowsNan = false;
  static constexpr std::size_t width() { return 1; }
  static constexpr Repeats kRepeats = Repeats::kIgnore;
  static constexpr bool kDivisible = false;
  static void Clear(double* cells) {
    cells[0] = kGreatest ? -kInfinity : kInfinity;
  }
  static void Put(double* cells, const ValueRead& reading) {
    Merge(cells, &reading.value);
  }
  static void Take(double*, const ValueRead&) {}
  // 0 comes before -0, so that their order leaves no trace.
  static void Merge(double* cells, const double* from) {
    const bool first = kGreatest ? *from > *cells : *from < *cells;
    if (first || (*from == *cells && std::signbit(*cells))) *cells = *from;
  }
  static void MergeShare(double*, const double*, double) {}
  static bool IsSound(const double*) { return true; }
};

struct Histogram {
  static constexpr bool kShowsNan = false;
  explicit Histogram(const NumberSource& source)
      : edges(source.measure().edges) {}
  std::size_t width() const { return edges.size() + 1; }
  static constexpr Repeats kRepeats = Repeats::kSubtract;
  static constexpr bool kDivisible = true;
  void Clear(double* cells) const { std::fill_n(cells, width(), 0.0); }
  void Put(double* cells, const ValueRead& reading) const {
    cells[ClassOf(reading.value)] += 1;
  }
  void Take(double* cells, const ValueRead& reading) const {
    cells[ClassOf(reading.value)] -= 1;
  }
  void Merge(double* cells, const double* from) const {
    for (std::size_t i = 0; i < width(); ++i) cells[i] += from[i];
  }
  void MergeShare(double* cells, const double* from, double share) const {
    for (std::size_t i = 0; i < width(); ++i) cells[i] += share * from[i];
  }
  bool IsSound(const double*) const { return true; }
  std::size_t ClassOf(double value) const {
    return static_cast<std::size_t>(
        std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
  }

  const std::vector<double>& edges;
};

// Pairs of value and carrier, the greatest first; the rest have no carrier.
struct Top {
  static constexpr bool kShowsNan = false;
  explicit Top(const NumberSource& of) : source(of) {}
  std::size_t width() const { return 2 * std::size_t{source.measure().top}; }
  static constexpr Repeats kRepeats = Repeats::kIgnore;
  static constexpr bool kDivisible = false;
  void Clear(double* cells) const {
    for (std::size_t i = 0; i < width(); i += 2) {
      cells[i] = -kInfinity;
      cells[i + 1] = kNoCarrier;
    }
  }
  void Put(double* cells, const ValueRead& reading) const {
    Insert(cells, reading.value, reading.carrier);
  }
  void Take(double*, const ValueRead&) const {}
  void Merge(double* cells, const double* from) const {
    for (std::size_t i = 0; i < width() && from[i + 1] != kNoCarrier; i += 2) {
      Insert(cells, from[i], from[i + 1]);
    }
  }
  void MergeShare(double*, const double*, double) const {}
  bool IsSound(const double*) const { return true; }

  void Insert(double* cells, double value, double carrier) const {
    std::size_t at = 0;
    for (; at < width(); at += 2) {
      if (cells[at + 1] == carrier) return;
      if (ComesBefore(value, carrier, cells[at], cells[at + 1])) break;
    }
    if (at == width()) return;
    std::move_backward(cells + at, cells + width() - 2, cells + width());
    cells[at] = value;
    cells[at + 1] = carrier;
  }
  bool ComesBefore(double value, double carrier, double other_value,
                   double other) const {
    if (other == kNoCarrier || value != other_value) {
      return other == kNoCarrier || value > other_value;
    }
    const Organization& org = source.snapshot().organization();
    const Node a = source.NodeOf(static_cast<std::uint32_t>(carrier));
    const Node b = source.NodeOf(static_cast<std::uint32_t>(other));
    return a == b ? carrier < other : org.Before(a, b);
  }

  const NumberSource& source;
};

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
    known_[into] += states.known_[from];
    unknown_[into] += states.unknown_[from];
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

// --- NumberSource ---

void NumberSource::Read(CarrierBlock& block) const {
  const std::size_t size = block.size;
  std::fill_n(block.taken.begin(), size, Taken::kKnown);
  std::fill_n(block.values.begin(), size, 1.0);
  std::fill_n(block.weights.begin(), size, 1.0);
  reader_->Read(
      std::span(block.carriers).first(size),
      Readings{
          .taken = std::span(block.taken).first(size),
          .values = std::span(block.values).first(size),
          .weights = std::span(block.weights).first(weighted_ ? size : 0)});
  for (std::size_t i = 0; i < size; ++i) {
    Taken& taken = block.taken[i];
    if (taken == Taken::kNot) continue;
    if (asks_ && !Matches(*snapshot_, NodeOf(block.carriers[i]), where_)) {
      taken = Taken::kNot;
      continue;
    }
    if (taken == Taken::kUnknown) block.values[i] = 0;
    if (!IsSound(block.values[i], block.weights[i])) NoteFault();
  }
}

bool NumberSource::IsSound(double value, double weight) const {
  const bool sum_of_whole =
      measure_.whole && measure_.combiner == Combiner::kSum;
  return std::isfinite(value) && weight >= 0 && std::isfinite(weight) &&
         (!sum_of_whole ||
          (std::abs(value) <= kWholeLimit && value == std::trunc(value))) &&
         (measure_.combiner != Combiner::kWorst ||
          (value == std::trunc(value) && value >= 0 &&
           value < static_cast<double>(measure_.scale.size())));
}

Node NumberSource::NodeOf(std::uint32_t carrier) const {
  return CarrierNode(*snapshot_, carriers_, carrier);
}

absl::Status NumberSource::Judge(std::uint32_t carrier) const {
  CarrierBlock block;
  block.carriers[0] = carrier;
  block.size = 1;
  const bool was_faulty = faulty_;
  Read(block);
  faulty_ = was_faulty;
  if (block.taken[0] == Taken::kNot ||
      IsSound(block.values[0], block.weights[0])) {
    return absl::OkStatus();
  }
  const bool weight =
      !(block.weights[0] >= 0) || !std::isfinite(block.weights[0]);
  const double number = weight ? block.weights[0] : block.values[0];
  const std::string_view wanted =
      weight                   ? "a weight is finite and not below 0"
      : !std::isfinite(number) ? "a value is a finite number; say that it is "
                                 "not known where it is not"
      : measure_.combiner == Combiner::kWorst
          ? "a value is a place on the scale, counted from 0"
          : "values are whole numbers below 2^53";
  return absl::InvalidArgumentError(ToAbsl(
      Concat("measure \"", measure_.name, "\" reads ",
             absl::StrFormat("%.17g", number), " of ",
             snapshot_ ? snapshot_->organization().NameOf(NodeOf(carrier))
                       : "carrier " + std::to_string(carrier),
             "; ", wanted)));
}

// --- NumberStates ---

std::unique_ptr<NumberStates> NumberStates::Make(
    std::shared_ptr<const NumberSource> source) {
  const NumberSource& of = *source;
  const auto make = [&](auto op) -> std::unique_ptr<NumberStates> {
    return std::make_unique<States<decltype(op)>>(std::move(source),
                                                  std::move(op));
  };
  switch (of.measure().combiner) {
    case Combiner::kSum:
      if (of.measure().whole) return make(Sum<true>());
      return make(Sum<false>());
    case Combiner::kMin:
      return make(Extreme<false>());
    case Combiner::kMax:
    case Combiner::kWorst:
      return make(Extreme<true>());
    case Combiner::kWeightedMean:
      return make(Mean());
    case Combiner::kRatio:
      return make(Ratio());
    case Combiner::kHistogram:
      return make(Histogram(of));
    case Combiner::kTop:
      return make(Top(of));
    case Combiner::kAny:
    case Combiner::kAll:
      return make(Flags());
    case Combiner::kCount:
    case Combiner::kDistinctCount:
      break;
  }
  return make(Count());
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
      for (std::size_t i = 0; i < width_ && cells[i + 1] != kNoCarrier;
           i += 2) {
        const auto carrier = static_cast<std::uint32_t>(cells[i + 1]);
        value.top.push_back({source_->NodeOf(carrier), cells[i]});
      }
      if (!value.top.empty()) value.number = value.top[0].value;
      break;
  }
  if (source_->missing() == Missing::kPropagate && value.unknown > 0) {
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
      measure.whole ? ", where doubles no longer tell whole numbers apart"
                    : "")));
}

}  // namespace zeren::internal
