// Measures whose values are at hand.

#include <cmath>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/measure/internal/column_reader.h"
#include "src/measure/internal/placement.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/measure.h"

namespace zeren {
namespace {

using internal::ColumnReader;
using internal::Concat;
using internal::ToAbsl;

class CallableReader : public MeasureReader {
 public:
  CallableReader(
      const Snapshot& snapshot, const Measure& measure,
      std::function<std::optional<double>(const Snapshot&, Node)> value)
      : snapshot_(snapshot),
        carriers_(measure.carriers()),
        value_(std::move(value)) {}

  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      const Node node = CarrierNode(snapshot_, carriers_, carriers[i]);
      const std::optional<double> value = value_(snapshot_, node);
      out.taken[i] = value ? Taken::kKnown : Taken::kUnknown;
      out.values[i] = value.value_or(0);
    }
  }

 private:
  const Snapshot snapshot_;
  const CarrierSet carriers_;
  const std::function<std::optional<double>(const Snapshot&, Node)> value_;
};

}  // namespace

Measure ColumnMeasure(Measure measure, std::span<const double> values,
                      std::span<const std::uint8_t> known,
                      std::span<const double> weights) {
  measure.open = [name = measure.name, set = measure.carriers(), values, known,
                  weights](const Snapshot& snapshot)
      -> absl::StatusOr<std::unique_ptr<MeasureReader>> {
    const std::size_t carriers = internal::CountCarriers(snapshot, set);
    const auto fits = [&](std::size_t size) { return size == carriers; };
    const bool known_fits = known.empty() || fits(known.size());
    if (!fits(values.size()) || !known_fits ||
        !(weights.empty() || fits(weights.size()))) {
      const std::string_view what = !fits(values.size()) ? "values"
                                    : !known_fits        ? "known"
                                                         : "weights";
      const std::size_t size = !fits(values.size()) ? values.size()
                               : !known_fits        ? known.size()
                                                    : weights.size();
      return absl::InvalidArgumentError(ToAbsl(Concat(
          "measure \"", name, "\" has a column of ", std::to_string(size), " ",
          what, ", and there are ", std::to_string(carriers), " ",
          NameOf(set.kind), "; element i is about the one with dense id i")));
    }
    return std::make_unique<ColumnReader>(values, known, weights);
  };
  return measure;
}

Measure CallableMeasure(
    Measure measure,
    std::function<std::optional<double>(const Snapshot&, Node)> value) {
  measure.thread_safe = false;
  Measure described = measure;
  measure.open = [described = std::move(described),
                  value = std::move(value)](const Snapshot& snapshot)
      -> absl::StatusOr<std::unique_ptr<MeasureReader>> {
    return std::make_unique<CallableReader>(snapshot, described, value);
  };
  return measure;
}

}  // namespace zeren
