#include "benchmarks/support/medians.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace zeren::benchmarks {
namespace {

// A name that no counter has.
constexpr char kWall[] = "(wall)";

std::string CounterKey(const std::string& name, const std::string& counter) {
  return name + "." + counter;
}

std::optional<double> MedianAt(
    const std::map<std::string, std::vector<double>>& values,
    const std::string& key) {
  const auto found = values.find(key);
  if (found == values.end()) return std::nullopt;
  return MedianOf(found->second);
}

}  // namespace

void Medians::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
    const std::string& name = run.run_name.function_name;
    values_[name].push_back(run.cpu_accumulated_time /
                            static_cast<double>(run.iterations));
    values_[CounterKey(name, kWall)].push_back(
        run.real_accumulated_time / static_cast<double>(run.iterations));
    for (const auto& [counter, value] : run.counters) {
      values_[CounterKey(name, counter)].push_back(value);
    }
  }
  ConsoleReporter::ReportRuns(runs);
}

std::optional<double> Medians::Seconds(const std::string& name) const {
  return MedianAt(values_, name);
}
std::optional<double> Medians::WallSeconds(const std::string& name) const {
  return Counter(name, kWall);
}
std::optional<double> Medians::Counter(const std::string& name,
                                       const std::string& counter) const {
  return MedianAt(values_, CounterKey(name, counter));
}

double MedianOf(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace zeren::benchmarks
