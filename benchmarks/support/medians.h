// medians.h -- what Google Benchmark measured, to be held against promises.

#ifndef ZEREN_BENCHMARKS_SUPPORT_MEDIANS_H_
#define ZEREN_BENCHMARKS_SUPPORT_MEDIANS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"

namespace zeren::benchmarks {

// Medians
//
// Prints as the console reporter does, and keeps the median of all repetitions
// of each benchmark. What did not run, because of a filter, has none.
class Medians : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override;

  // The processor's time for one iteration, in seconds.
  std::optional<double> Seconds(const std::string& name) const;
  // The same by the clock on the wall.
  std::optional<double> WallSeconds(const std::string& name) const;
  std::optional<double> Counter(const std::string& name,
                                const std::string& counter) const;

 private:
  std::map<std::string, std::vector<double>> values_;
};

// The upper one of two in the middle. `values` is not empty.
double MedianOf(std::vector<double> values);

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_SUPPORT_MEDIANS_H_
