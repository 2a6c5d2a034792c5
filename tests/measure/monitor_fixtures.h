// monitor_fixtures.h -- monitors, and whether they are right.

#ifndef ZEREN_TESTS_MEASURE_MONITOR_FIXTURES_H_
#define ZEREN_TESTS_MEASURE_MONITOR_FIXTURES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/measure/follow_fixtures.h"
#include "zeren/measure/monitor.h"

namespace zeren {

inline Measure BuiltIn(const Snapshot& snapshot, std::string_view name) {
  return *MeasureRegistry::BuiltIn().Find(snapshot, name);
}

// A monitor of built-in measures.
inline Monitor MonitorOrDie(const Snapshot& snapshot,
                            const std::vector<std::string>& names,
                            const RollUpOptions& options = {}) {
  std::vector<Measure> measures;
  for (const std::string& name : names) {
    measures.push_back(BuiltIn(snapshot, name));
  }
  absl::StatusOr<Monitor> monitor = Monitor::Make(snapshot, measures, options);
  EXPECT_TRUE(monitor.ok()) << monitor.status();
  return *std::move(monitor);
}

// Whether a monitor says what fresh roll-ups of its organisation and day say.
inline ::testing::AssertionResult EqualsFresh(const Monitor& monitor,
                                              const RollUpOptions& options) {
  const Organization& org = monitor.organization();
  const absl::StatusOr<std::vector<RollUp>> fresh =
      ComputeRollUps(org.AsOf(monitor.day()), monitor.measures(), options);
  if (!fresh.ok()) return ::testing::AssertionFailure() << fresh.status();
  const NodeKind kind = NodeKindOf(options.by);
  for (std::size_t m = 0; m < fresh->size(); ++m) {
    const RollUp& roll_up = (*fresh)[m];
    if (monitor.complete(m) != roll_up.complete()) {
      return ::testing::AssertionFailure()
             << roll_up.measure().name << " complete: " << monitor.complete(m);
    }
    for (std::uint32_t i = 0; i < org.count(kind) + 2; ++i) {
      const Node node(kind, i);
      const auto same = IsSame(monitor.value(m, node), roll_up.value(node));
      if (!same) {
        return ::testing::AssertionFailure()
               << roll_up.measure().name << " of node " << i << ": "
               << same.message();
      }
    }
  }
  return ::testing::AssertionSuccess();
}

// Applies a change that must succeed.
inline void ApplyOrDie(Monitor& monitor, const Change& change) {
  const absl::Status status = monitor.Apply(std::span(&change, 1));
  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace zeren

#endif  // ZEREN_TESTS_MEASURE_MONITOR_FIXTURES_H_
