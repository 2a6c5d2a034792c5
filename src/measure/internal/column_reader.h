// column_reader.h -- reads the values of carriers from columns.

#ifndef ZEREN_MEASURE_INTERNAL_COLUMN_READER_H_
#define ZEREN_MEASURE_INTERNAL_COLUMN_READER_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "zeren/measure/measure.h"

namespace zeren::internal {

// `known` and `weights` may be empty: all known, all 1.
class ColumnReader : public MeasureReader {
 public:
  ColumnReader(std::span<const double> values,
               std::span<const std::uint8_t> known,
               std::span<const double> weights)
      : values_(values), known_(known), weights_(weights) {}

  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      const std::uint32_t carrier = carriers[i];
      if (!known_.empty() && known_[carrier] == 0) {
        out.taken[i] = Taken::kUnknown;
      }
      out.values[i] = values_[carrier];
      if (!weights_.empty() && !out.weights.empty()) {
        out.weights[i] = weights_[carrier];
      }
    }
  }
  std::span<const double> column() const override {
    return known_.empty() && weights_.empty() ? values_
                                              : std::span<const double>();
  }

 private:
  const std::span<const double> values_;
  const std::span<const std::uint8_t> known_;
  const std::span<const double> weights_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_COLUMN_READER_H_
