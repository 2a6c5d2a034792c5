// number_combiners.h -- what each combiner does with numbers.
//
// Each has `width()` cells. `Put` adds a value, `Merge` the cells of another
// slot after these. `kRepeats`: what taking back a repeated value needs.
// `kShowsNan`: whether cells are unsound after a value that is no number.

#ifndef ZEREN_MEASURE_INTERNAL_NUMBER_COMBINERS_H_
#define ZEREN_MEASURE_INTERNAL_NUMBER_COMBINERS_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "src/measure/internal/number_source.h"

namespace zeren::internal::combiners {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kNoCarrier = -1;

// One value of a carrier.
struct ValueRead {
  double value;
  double weight;
  std::uint32_t carrier;
};

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
    const CarrierFacts& carriers = source.carriers();
    const Node a = carriers.NodeOf(static_cast<std::uint32_t>(carrier));
    const Node b = carriers.NodeOf(static_cast<std::uint32_t>(other));
    return a == b ? carrier < other : carriers.organization().Before(a, b);
  }

  const NumberSource& source;
};

}  // namespace zeren::internal::combiners

#endif  // ZEREN_MEASURE_INTERNAL_NUMBER_COMBINERS_H_
