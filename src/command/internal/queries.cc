#include "src/command/internal/queries.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/advise/diff.h"
#include "zeren/exchange/result_json.h"
#include "zeren/graph/chain.h"
#include "zeren/model/condition.h"
#include "zeren/report/pages.h"

namespace zeren::internal {

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

}  // namespace zeren::internal
