// read_changes.h -- the changes that a command is given, and what is wrong with
// them.

#ifndef ZEREN_COMMAND_INTERNAL_READ_CHANGES_H_
#define ZEREN_COMMAND_INTERNAL_READ_CHANGES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "src/command/internal/query.h"
#include "zeren/model/change.h"

namespace zeren::internal {

struct ReadChanges {
  std::string text;
  std::string source;  // What messages call it.
  std::vector<Change> changes;
};

// Whether the document and the changes would both be standard input, which it
// then says.
bool BothAreStandardInput(const Query& query, const std::string& changes);

// Reads changes from a file, or "-" from standard input; nothing after it has
// said what is wrong.
std::optional<ReadChanges> ReadChangesFrom(const Query& query,
                                           const Console& console,
                                           const std::string& path);

// Says why changes could not be applied, each with its line.
void ExplainChanges(const Query& query, const ReadChanges& changes,
                    const absl::Status& status);

}  // namespace zeren::internal

#endif  // ZEREN_COMMAND_INTERNAL_READ_CHANGES_H_
