#include <cstdio>

#include "benchmarks/province/measure.h"
#include "benchmarks/support/timing.h"
#include "zeren/gaps/gaps.h"
#include "zeren/measure/roll_up.h"

namespace zeren::benchmarks {
namespace {

// Prints what differs from what was planted.
bool IsAsPlanted(const Province& province, const Snapshot& snapshot,
                 const absl::StatusOr<RollUp>& members,
                 const absl::StatusOr<GapReport>& gaps) {
  const Node root = *snapshot.Find("unit:" + IdOf('u', 0));
  std::size_t vacant = 0;
  if (gaps.ok()) {
    for (const Gap& gap : gaps->gaps()) {
      vacant += gaps->RuleOf(gap).rule.id.starts_with("post-vacant") ? 1 : 0;
    }
  }
  const bool same = members.ok() && gaps.ok() &&
                    members->value(root).number == province.persons &&
                    vacant == province.vacant_posts;
  if (!same) std::printf("DIFFERENT: members of the whole, or vacant posts\n");
  return same;
}

}  // namespace

void MeasureWhole(const Province& province, const Snapshot& snapshot, int runs,
                  Bars& bars) {
  const auto roll_up = [&] { return ComputeRollUp(snapshot, "members"); };
  const auto find_gaps = [&] { return FindGaps(snapshot); };
  if (!IsAsPlanted(province, snapshot, roll_up(), find_gaps())) return;
  const auto persons = static_cast<double>(province.persons);
  const double rolling = MedianCpuSeconds(runs, roll_up);
  const double finding = MedianCpuSeconds(runs, find_gaps);
  bars.Note("roll-up of members over all units", rolling * 1e3, "ms");
  bars.Note("  persons", persons / rolling / 1e6, "M/s");
  bars.Note("all gaps", finding * 1e3, "ms");
  bars.Note("  persons", persons / finding / 1e6, "M/s");
}

}  // namespace zeren::benchmarks
