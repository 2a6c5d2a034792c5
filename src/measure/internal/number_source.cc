#include "src/measure/internal/number_source.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "absl/strings/str_format.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {

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
    if (asks_ && !carriers_->Takes(block.carriers[i])) {
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
  return absl::InvalidArgumentError(ToAbsl(Concat(
      "measure \"", measure_.name, "\" reads ",
      absl::StrFormat("%.17g", number), " of ",
      carriers_ ? carriers_->organization().NameOf(carriers_->NodeOf(carrier))
                : "carrier " + std::to_string(carrier),
      "; ", wanted)));
}

}  // namespace zeren::internal
