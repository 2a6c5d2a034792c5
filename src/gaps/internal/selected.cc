#include "src/gaps/internal/selected.h"

#include <algorithm>
#include <set>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/nearest_or_all.h"
#include "src/core/internal/quoted.h"
#include "zeren/core/period.h"
#include "zeren/core/problem.h"

namespace zeren::internal {

absl::StatusOr<Selected> Selected::Narrowed(
    const Snapshot& snapshot, const RuleSet& set,
    const GapSelection& selection) const {
  ProblemList problems;
  Selected narrowed = *this;
  if (!selection.rules.empty()) {
    std::vector<std::string_view> ids;
    for (const BoundRule& bound : set) ids.push_back(bound.rule.id);
    const std::set<std::string_view> known(ids.begin(), ids.end());
    const std::set<std::string> asked(selection.rules.begin(),
                                      selection.rules.end());
    for (const std::string& id : asked) {
      if (known.contains(id)) continue;
      problems.Add({.pointer = {},
                    .message = Concat("there is no rule ", Quoted(id),
                                      NearestOrAll(id, ids)),
                    .remedy = {}});
    }
    narrowed.rules.emplace(asked.begin(), asked.end());
  }
  if (selection.within) {
    const UnitId unit = *selection.within;
    if (!snapshot.units().in_force(unit)) {
      const Organization& org = snapshot.organization();
      const bool exists = org.Has(unit);
      problems.Add(
          {.pointer = {},
           .message = Concat(exists ? org.NameOf(unit) : "the unit",
                             exists ? " is not in force on "
                                    : " is not one of the document, on ",
                             FormatDay(snapshot.day())),
           .remedy = {}});
    }
    narrowed.within.push_back(unit);
  }
  if (!problems.empty()) return problems.ToStatus();
  return narrowed;
}

bool Selected::HasRule(std::string_view rule) const {
  return !rules || std::binary_search(rules->begin(), rules->end(), rule);
}

bool Selected::HasFocus(const Snapshot& snapshot, Node focus) const {
  if (within.empty()) return true;
  const std::optional<UnitId> unit = snapshot.UnitOf(focus);
  if (!unit || !snapshot.units().in_force(*unit)) return false;
  return std::all_of(within.begin(), within.end(), [&](UnitId above) {
    return snapshot.units().IsWithin(*unit, above);
  });
}

std::vector<std::uint32_t> Selected::KeepRules(RuleSet& set) const {
  std::vector<std::uint32_t> numbers(set.size(), kNoIndex);
  RuleSet kept;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (!HasRule(set[i].rule.id)) continue;
    numbers[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(set[i]));
  }
  set = std::move(kept);
  return numbers;
}

}  // namespace zeren::internal
