// random_case.h -- a random organisation, and rules of every check.

#ifndef ZEREN_TESTS_GAPS_RANDOM_CASE_H_
#define ZEREN_TESTS_GAPS_RANDOM_CASE_H_

#include <random>
#include <utility>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/random_document.h"
#include "tests/support/random_obligations.h"
#include "tests/support/random_rules.h"
#include "tests/support/random_structure.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/check.h"

namespace zeren::testing {

struct RuledDocument {
  nlohmann::json document;
  Organization organization;
  RuleSet rules;
};

inline RuledDocument RandomCase(std::mt19937_64& bits) {
  RuledDocument result;
  result.document = RandomDocument(bits);
  AddStructure(bits, result.document);
  AddObligations(bits, result.document);
  nlohmann::json& profile = result.document["profile"];
  if (!profile.is_object()) profile = {{"id", "test"}, {"extends", "generic"}};
  profile["rules"] = RandomRules(bits);
  absl::StatusOr<Organization> organization =
      LoadDocument(ShuffledText(bits, result.document));
  EXPECT_TRUE(organization.ok()) << organization.status();
  if (!organization.ok()) return result;
  result.organization = *std::move(organization);
  absl::StatusOr<RuleSet> rules =
      BindRules(result.organization.profile(), CheckRegistry::BuiltIn());
  EXPECT_TRUE(rules.ok()) << rules.status();
  if (rules.ok()) result.rules = *std::move(rules);
  return result;
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_GAPS_RANDOM_CASE_H_
