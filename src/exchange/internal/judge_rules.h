// judge_rules.h -- whether the rules of a document's profile can be run.

#ifndef ZEREN_EXCHANGE_INTERNAL_JUDGE_RULES_H_
#define ZEREN_EXCHANGE_INTERNAL_JUDGE_RULES_H_

#include "absl/status/status.h"
#include "zeren/core/problem.h"
#include "zeren/model/profile.h"

namespace zeren::internal {

// Adds a problem for each rule that the built-in checks cannot run, with its
// pointer within the profile ("/rules/3/params/days"). Errors: only what is not
// about the rules, such as kResourceExhausted.
absl::Status JudgeRules(const Profile& profile, ProblemList& problems);

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_JUDGE_RULES_H_
