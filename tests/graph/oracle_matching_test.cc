// Compares conditions with the oracle: all that the language has, of nodes of
// all kinds.

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/effort.h"
#include "tests/support/oracle.h"
#include "tests/support/random_condition.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/graph/matching.h"

namespace zeren {
namespace {

using ::zeren::testing::Oracle;
using Json = nlohmann::json;

TEST(OracleMatchingTest, AgreesOnRandomConditions) {
  const std::vector<std::string> kinds = {"unit",    "post",      "person",
                                          "task",    "duty",      "event",
                                          "finding", "delegation"};
  std::vector<std::string> days = testing::RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  // How many nodes meet each part of the language, and how many do not.
  std::map<std::string, std::map<bool, int>> met;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = testing::RandomDocument(bits);
    testing::AddTraits(bits, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    const std::string day = days[bits() % days.size()];
    const Snapshot snapshot = organization->AsOf(*ParseDay(day));
    const Oracle oracle(document, day);
    for (const std::string& asked_of : kinds) {
      const Json asked = testing::RandomCondition(bits, asked_of);
      const absl::StatusOr<Condition> condition = ParseCondition(asked.dump());
      ASSERT_TRUE(condition.ok()) << condition.status() << asked.dump(1);
      for (const std::string& kind : kinds) {
        for (const std::string& name : oracle.Nodes(kind)) {
          const bool meets = oracle.Meets(name, asked);
          ASSERT_EQ(Matches(snapshot, *organization->Find(name), *condition),
                    meets)
              << "seed " << seed << " on " << day << " " << name << " "
              << asked.dump(1) << document.dump(1);
          if (kind != asked_of) continue;
          if (asked.size() == 1) ++met[asked.begin().key()][meets];
        }
      }
    }
  }
  const int enough = static_cast<int>(testing::kRandomDocuments / 20);
  for (const char* part : {"kind", "standing", "level", "count", "has",
                           "attribute", "age", "all", "any", "not"}) {
    EXPECT_GT(met[part][true], enough) << part;
    EXPECT_GT(met[part][false], enough) << part;
  }
}

}  // namespace
}  // namespace zeren
