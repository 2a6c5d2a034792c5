#include "src/exchange/internal/judge_rules.h"

#include <utility>
#include <vector>

#include "zeren/gaps/check.h"

namespace zeren::internal {

absl::Status JudgeRules(const Profile& profile, ProblemList& problems) {
  const absl::Status status =
      BindRules(profile, CheckRegistry::BuiltIn()).status();
  std::vector<Problem> found = Problems(status);
  if (found.empty()) return status;
  const std::size_t more = ProblemCount(status) - found.size();
  for (Problem& problem : found) problems.Add(std::move(problem));
  problems.Count(more);
  return absl::OkStatus();
}

}  // namespace zeren::internal
