// Compares what the checks of obligations find with the oracle, each with
// random parameters.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/oracle_obligations.h"
#include "tests/support/random_condition.h"
#include "tests/support/random_document.h"
#include "tests/support/random_obligations.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::zeren::testing::AddObligations;
using ::zeren::testing::AddTraits;
using ::zeren::testing::DueOracle;
using ::zeren::testing::RandomDocument;
using ::zeren::testing::RandomDocumentOptions;
using ::zeren::testing::ShuffledText;
using Json = nlohmann::json;

const std::vector<std::string>& Checks() {
  static const auto* const kChecks = new std::vector<std::string>{
      "obligation_missed", "obligation_off_window", "quorum"};
  return *kChecks;
}

// Writes one rule for each check into the document's profile, by the name of
// the check.
void AddRules(std::mt19937_64& bits, Json& document) {
  for (const std::string& check : Checks()) {
    Json params = Json::object();
    if (bits() % 3 == 0) params["obligation"] = "o1";
    if (check != "obligation_missed" && bits() % 2 == 0) {
      params["within_days"] = bits() % 100;
    }
    document["profile"]["rules"].push_back(
        {{"id", check}, {"check", check}, {"params", params}});
  }
}

Json FoundBy(const GapReport& report, const std::string& check) {
  Json found = Json::array();
  for (const Gap& gap : report.gaps()) {
    if (report.RuleOf(gap).rule.id != check) continue;
    found.push_back({{"focus", report.snapshot().organization().NameOf(
                                   gap.detection.focus)},
                     {"key", gap.detection.key},
                     {"value", Json::parse(ToText(gap.detection.value))}});
  }
  return found;
}

TEST(OracleObligationChecksTest, AgreesOnRandomDocuments) {
  constexpr std::uint64_t kDocuments = testing::kRandomDocuments / 20;
  std::map<std::string, std::size_t> found;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed + 1'000'000);
    RandomDocumentOptions options;
    options.deep_chain = 0;
    Json document = RandomDocument(bits, options);
    AddTraits(bits, document);
    AddObligations(bits, document);
    AddRules(bits, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << organization.status();
    const absl::CivilDay day =
        absl::CivilDay(2023, 12, 1) + static_cast<int>(bits() % 500);
    const absl::StatusOr<GapReport> report = FindGaps(organization->AsOf(day));
    ASSERT_TRUE(report.ok()) << report.status();
    DueOracle oracle(document, FormatDay(day));
    for (const Json& rule : document["profile"]["rules"]) {
      const std::string check = rule["check"];
      if (std::find(Checks().begin(), Checks().end(), check) ==
          Checks().end()) {
        continue;
      }
      const Json expected = oracle.Found(check, rule["params"]);
      ASSERT_EQ(FoundBy(*report, check), expected)
          << FormatDay(day) << rule << document.dump(1);
      found[check] += expected.size();
    }
  }
  // So few as under the sanitizers need not have some of each.
  if (kDocuments < 100) return;
  for (const std::string& check : Checks()) {
    EXPECT_GT(found[check], kDocuments / 2) << check;
  }
}

}  // namespace
}  // namespace zeren
