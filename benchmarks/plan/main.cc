// Handing out 100,000 tasks to 20,000 persons, and what the README promises
// about it: the optimum of LEMON's network simplex, in little more time than
// that takes on the network alone.
//
//   plan_benchmark [--scale=SHARE] [--strict] [--benchmark_...]
//
// --strict: exits with 1 if a bar is missed. The rest are the options of Google
// Benchmark.

#include "benchmarks/support/main.h"

#include <cstdio>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/plan/lemon.h"
#include "benchmarks/plan/offices.h"
#include "benchmarks/support/bars.h"
#include "benchmarks/support/medians.h"
#include "benchmarks/support/repeat.h"
#include "src/assign/internal/plan_network.h"
#include "zeren/assign/plan.h"

namespace zeren::benchmarks {
namespace {

constexpr char kPlan[] = "PlanAssignments, from the snapshot to the plan";
constexpr char kLemon[] = "LEMON's NetworkSimplex, the network being there";

// The network that the plan is made with.
internal::PlanNetwork NetworkOf(const Snapshot& snapshot,
                                const PlanProblem& problem) {
  const TaskStates states(snapshot);
  const internal::CandidateRules rules(snapshot, problem, states);
  std::vector<internal::TaskNeeds> needs;
  for (const TaskId task : problem.tasks) needs.push_back(rules.NeedsOf(task));
  const internal::PlanModel model = BuildPlanModel(rules, needs);
  return BuildPlanNetwork(model, FindPlanLimits(model));
}

// Whether the plan is the cheapest flow: empty places have their price there.
bool IsSame(const AssignmentPlan& plan, const internal::PlanNetwork& network,
            std::int64_t cost) {
  std::int64_t places = 0;
  for (const std::int32_t supply : network.flow.supplies) {
    if (supply > 0) places += supply;
  }
  return plan.optimal &&
         cost == plan.cost + (places - plan.filled) * (network.bound + 1);
}

int Run(const Flags& flags) {
  const absl::StatusOr<Snapshot> snapshot = MakeOffices(flags.scale);
  if (!snapshot.ok()) return 1;
  const PlanProblem problem{.tasks = TasksToPlan(*snapshot)};
  const internal::PlanNetwork network = NetworkOf(*snapshot, problem);
  const LemonPeer peer(network.flow);
  const absl::StatusOr<AssignmentPlan> plan =
      PlanAssignments(*snapshot, problem);
  PrintWhere();
  std::printf("%zu tasks, %u persons, %zu arcs, %zu of them candidates\n",
              problem.tasks.size(),
              snapshot->organization().count(NodeKind::kPerson),
              network.flow.arcs(), network.arc_of.size());
  if (!plan.ok() || !IsSame(*plan, network, peer.Solve())) {
    std::fprintf(stderr, "DIFFERENT: the plan is not the cheapest flow\n");
    return 1;
  }
  std::printf(
      "%lld of %lld places filled at a cost of %lld, as LEMON has it\n\n",
      static_cast<long long>(plan->filled),
      static_cast<long long>(plan->places), static_cast<long long>(plan->cost));

  TimeMaking(kPlan, [&] { return PlanAssignments(*snapshot, problem); });
  TimeMaking(kLemon, [&] { return peer.Solve(); });
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);

  Bars bars;
  const auto ours = medians.Seconds(kPlan);
  const auto lemon = medians.Seconds(kLemon);
  if (ours && lemon) {
    bars.AtMost("PlanAssignments / LEMON's NetworkSimplex", 1.3, *ours / *lemon,
                "");
    bars.Note("  PlanAssignments", *ours * 1e3, "ms");
    bars.Note("  NetworkSimplex", *lemon * 1e3, "ms");
  }
  bars.Print();
  return flags.strict && bars.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace zeren::benchmarks

int main(int argc, char** argv) {
  return zeren::benchmarks::Main(argc, argv, {.least_scale = 1e-4},
                                 zeren::benchmarks::Run);
}
