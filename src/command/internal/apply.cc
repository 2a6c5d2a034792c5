// The command that changes a document.

#include <optional>

#include "absl/status/statusor.h"
#include "src/command/internal/queries.h"
#include "src/command/internal/read_changes.h"
#include "zeren/exchange/document.h"

namespace zeren::internal {

int RunApply(const Console& console, const ApplyArguments& arguments) {
  const Query query(console, arguments.query);
  if (BothAreStandardInput(query, arguments.changes)) return kUnusable;
  const std::optional<Organization> org = query.LoadOrganization();
  if (!org) return kUnusable;
  const auto changes = ReadChangesFrom(query, console, arguments.changes);
  if (!changes) return kUnusable;
  const absl::StatusOr<Organization> changed = org->Apply(changes->changes);
  if (!changed.ok()) {
    ExplainChanges(query, *changes, changed.status());
    return kUnusable;
  }
  if (arguments.output.empty()) {
    query.Show(WriteDocument(*changed));
    return kFine;
  }
  const absl::Status written = WriteDocumentFile(*changed, arguments.output);
  if (!written.ok()) {
    query.Explain(written, arguments.output);
    return kUnusable;
  }
  return kFine;
}

}  // namespace zeren::internal
