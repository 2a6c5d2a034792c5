// random_organization.h -- organisations from random documents, some of them
// changed after they were built.

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_ORGANIZATION_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_ORGANIZATION_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

#include "gtest/gtest.h"
#include "tests/support/random_changes.h"
#include "tests/support/random_document.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"
#include "zeren/model/organization.h"

namespace zeren::testing {

// Returns the organisation of `RandomDocument`. Every third one has had random
// changes applied, those that can be, each by itself: it has dead rows, and
// facts out of their first order.
inline Organization RandomOrganization(
    std::uint64_t seed, const RandomDocumentOptions& options = {}) {
  std::mt19937_64 bits(seed);
  const nlohmann::json document = RandomDocument(bits, options);
  absl::StatusOr<Organization> org = LoadDocument(document.dump());
  EXPECT_TRUE(org.ok()) << org.status();
  if (!org.ok()) return Organization();
  if (seed % 3 != 2) return *std::move(org);
  const nlohmann::json all = RandomChanges(bits, document, 12);
  for (const nlohmann::json& change : all["changes"]) {
    const nlohmann::json one = {{"zeren_changes", 1}, {"changes", {change}}};
    const auto changes = LoadChanges(one.dump());
    if (!changes.ok()) continue;
    absl::StatusOr<Organization> changed = org->Apply(*changes);
    if (changed.ok()) org = std::move(changed);
  }
  return *std::move(org);
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_ORGANIZATION_H_
