// selected.h -- what a narrowed report keeps.

#ifndef ZEREN_GAPS_INTERNAL_SELECTED_H_
#define ZEREN_GAPS_INTERNAL_SELECTED_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/gaps/check.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// Selected
//
// All selections that made a report, one after another. The default keeps
// everything.
struct Selected {
  std::optional<std::vector<std::string>> rules;  // Rising. None: all.
  std::vector<UnitId> within;  // A focus must sit within each of them.

  // Returns this and one more selection, of a report with these rules.
  absl::StatusOr<Selected> Narrowed(const Snapshot& snapshot,
                                    const RuleSet& set,
                                    const GapSelection& selection) const;

  bool HasRule(std::string_view rule) const;
  bool HasFocus(const Snapshot& snapshot, Node focus) const;

  // Drops the rules that are not selected. Returns the new number of each old
  // one, `kNoIndex` for those dropped.
  std::vector<std::uint32_t> KeepRules(RuleSet& set) const;
};

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_SELECTED_H_
