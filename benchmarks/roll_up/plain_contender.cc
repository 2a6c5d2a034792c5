#include <numeric>
#include <thread>

#include "benchmarks/roll_up/contenders.h"

namespace zeren::benchmarks {

double PlainSum(std::span<const double> values) {
  const std::span<const double> first = values.first(values.size() / 2);
  const std::span<const double> second = values.subspan(first.size());
  double sum_of_first = 0;
  double sum_of_second = 0;
  {
    const std::jthread a(
        [&] { sum_of_first = std::reduce(first.begin(), first.end()); });
    const std::jthread b(
        [&] { sum_of_second = std::reduce(second.begin(), second.end()); });
  }
  return sum_of_first + sum_of_second;
}

}  // namespace zeren::benchmarks
