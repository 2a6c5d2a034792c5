#include "src/command/internal/queries.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/advise/diff.h"
#include "zeren/exchange/result_json.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/chain.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/condition.h"
#include "zeren/report/pages.h"

namespace zeren::internal {
namespace {

// Whether there are gaps of a severity at or above the one named.
bool FailsOn(const GapReport& report, std::string_view fail_on) {
  const std::optional<Severity> least = ParseSeverity(fail_on);
  if (!least) return false;  // "never"
  for (const Severity severity :
       {Severity::kViolation, Severity::kWarning, Severity::kInfo}) {
    if (report.count(severity) > 0) return true;
    if (severity == *least) break;
  }
  return false;
}

// Reads what the roll-up's options say; nothing after it has said what is
// wrong.
std::optional<RollUpOptions> OptionsOf(const Query& query,
                                       const Profile& profile,
                                       const RollUpArguments& arguments) {
  RollUpOptions options;
  options.by = *ParseHierarchy(arguments.by);
  if (arguments.where.empty()) return options;
  absl::StatusOr<Condition> where = ParseCondition(arguments.where, profile);
  if (!where.ok()) {
    query.Explain(where.status(), "--where");
    return std::nullopt;
  }
  options.where = *std::move(where);
  return options;
}

std::optional<std::vector<RollUp>> RollUpsOf(
    const Query& query, const Snapshot& snapshot,
    const std::vector<std::string>& measures, const RollUpOptions& options) {
  std::vector<RollUp> roll_ups;
  for (auto it = measures.begin(); it != measures.end(); ++it) {
    if (std::find(measures.begin(), it, *it) != it) {
      query.Explain(Concat("the measure ", *it, " is asked for twice"));
      return std::nullopt;
    }
    absl::StatusOr<RollUp> roll_up = ComputeRollUp(snapshot, *it, options);
    if (!roll_up.ok()) {
      query.Explain(roll_up.status(), *it);
      return std::nullopt;
    }
    roll_ups.push_back(*std::move(roll_up));
  }
  return roll_ups;
}

NodeKind KindOf(Hierarchy by) {
  switch (by) {
    case Hierarchy::kUnits:
      return NodeKind::kUnit;
    case Hierarchy::kPosts:
      return NodeKind::kPost;
    case Hierarchy::kTasks:
      break;
  }
  return NodeKind::kTask;
}

}  // namespace

int RunCheck(const Console& console, const CheckArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const absl::StatusOr<GapReport> report = FindGaps(*snapshot);
  if (!report.ok()) {
    query.Explain(report.status(), Concat("the profile of ", query.source()));
    return kUnusable;
  }
  if (query.options().json()) {
    query.Show(WriteJson(*report));
  } else {
    query.Show(MakePage(*report, {.language = query.options().language}));
  }
  return FailsOn(*report, arguments.fail_on) ? kFound : kFine;
}

int RunChain(const Console& console, const ChainArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const std::optional<Node> node = query.FindInForce(*snapshot, arguments.node);
  if (!node) return kUnusable;
  const absl::StatusOr<Chain> chain = ChainOf(*snapshot, *node);
  if (!chain.ok()) {
    query.Explain(chain.status(), arguments.node);
    return kUnusable;
  }
  if (query.options().json()) {
    query.Show(WriteJson(*snapshot, *chain));
  } else {
    query.Show(
        MakePage(*snapshot, *chain, {.language = query.options().language}));
  }
  return kFine;
}

int RunDiff(const Console& console, const DiffArguments& arguments) {
  const Query query(console, arguments.query);
  const auto from = query.ReadDay("--from", arguments.from);
  if (!from) return kUnusable;
  const std::optional<Organization> org = query.LoadOrganization();
  if (!org) return kUnusable;
  const auto to = query.ReadDayOr(*org, "--to", arguments.to);
  if (!to) return kUnusable;
  const StructureDiff diff = Diff(*org, *from, *to);
  if (query.options().json()) {
    query.Show(WriteJson(diff));
  } else {
    query.Show(MakePage(diff, {.language = query.options().language}));
  }
  return kFine;
}

int RunRollUp(const Console& console, const RollUpArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const std::optional<RollUpOptions> options =
      OptionsOf(query, snapshot->organization().profile(), arguments);
  if (!options) return kUnusable;
  std::optional<Node> within;
  if (!arguments.within.empty()) {
    within = query.FindInForce(*snapshot, arguments.within);
    if (!within) return kUnusable;
    const NodeKind kind = KindOf(options->by);
    if (within->kind() != kind) {
      query.Explain(Concat("--within ", arguments.within, " is no ",
                           NameOf(kind), ", but the roll-up is by ",
                           arguments.by));
      return kUnusable;
    }
  }
  const std::optional<std::vector<RollUp>> roll_ups =
      RollUpsOf(query, *snapshot, arguments.measures, *options);
  if (!roll_ups) return kUnusable;
  if (query.options().json()) {
    query.Show(WriteJson(*roll_ups, within));
  } else {
    query.Show(MakePage(
        *roll_ups, {.language = query.options().language, .within = within}));
  }
  return kFine;
}

}  // namespace zeren::internal
