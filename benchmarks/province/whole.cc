#include "benchmarks/province/measure.h"
#include "benchmarks/support/repeat.h"
#include "zeren/gaps/gaps.h"
#include "zeren/measure/roll_up.h"

namespace zeren::benchmarks {
namespace {

constexpr char kRollUp[] = "roll-up of members over all units";
constexpr char kGaps[] = "all gaps";

void Judge(const char* name, double persons, const Medians& medians,
           Bars& bars) {
  const auto seconds = medians.Seconds(name);
  if (!seconds) return;
  bars.Note(name, *seconds * 1e3, "ms");
  bars.Note("  persons", persons / *seconds / 1e6, "M/s");
}

}  // namespace

void TimeWhole(const Snapshot& snapshot) {
  TimeMaking(kRollUp, [&] { return ComputeRollUp(snapshot, "members"); });
  TimeMaking(kGaps, [&] { return FindGaps(snapshot); });
}

void JudgeWhole(const Province& province, const Medians& medians, Bars& bars) {
  const auto persons = static_cast<double>(province.persons);
  Judge(kRollUp, persons, medians, bars);
  Judge(kGaps, persons, medians, bars);
}

}  // namespace zeren::benchmarks
