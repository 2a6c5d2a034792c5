// Compares what the checks of structure find with the oracle, each with random
// parameters.

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "tests/support/random_structure.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::zeren::testing::AddStructure;
using ::zeren::testing::ForEachSmallOrganization;
using ::zeren::testing::Oracle;
using ::zeren::testing::RandomDocument;
using ::zeren::testing::RandomDocumentOptions;
using ::zeren::testing::RandomParams;
using ::zeren::testing::ShuffledText;
using ::zeren::testing::StructureChecks;
using Json = nlohmann::json;

// How many foci a check found something at, and at how many others it did not.
struct Tally {
  std::size_t found = 0;
  std::size_t passed = 0;
};
using Tallies = std::map<std::string, Tally>;

// Writes one rule for each check into the document's profile, by the name of
// the check.
Json AddRules(std::mt19937_64& bits, Json& document) {
  Json& profile = document["profile"];
  if (!profile.is_object()) profile = {{"id", "test"}, {"extends", "generic"}};
  Json rules = Json::array();
  for (const std::string& check : StructureChecks()) {
    rules.push_back({{"id", check},
                     {"check", check},
                     {"params", RandomParams(bits, check)}});
  }
  profile["rules"] = rules;
  return rules;
}

Json FoundBy(const BoundRule& rule, const Snapshot& snapshot) {
  Json found = Json::array();
  const GapReport report = FindGaps(snapshot, {rule});
  for (const Gap& gap : report.gaps()) {
    found.push_back(
        {{"focus", snapshot.organization().NameOf(gap.detection.focus)},
         {"value", Json::parse(ToText(gap.detection.value))}});
  }
  return found;
}

std::size_t CountFoci(const Check& check, const Snapshot& snapshot) {
  std::size_t count = 0;
  for (const NodeKind kind : check.focus_kinds()) {
    count += kind == NodeKind::kUnit ? snapshot.units().forest().size()
                                     : snapshot.posts().forest().size();
  }
  return count;
}

// Whether the library and the oracle agree on a day.
::testing::AssertionResult Agrees(const Organization& organization,
                                  const Json& document, const Json& rules,
                                  const std::string& day, Tallies& tallies) {
  const Snapshot snapshot = organization.AsOf(*ParseDay(day));
  const absl::StatusOr<RuleSet> bound =
      BindRules(organization.profile(), CheckRegistry::BuiltIn());
  if (!bound.ok()) return ::testing::AssertionFailure() << bound.status();
  const Oracle oracle(document, day);
  for (const BoundRule& rule : *bound) {
    for (const Json& written : rules) {
      if (written["id"] != rule.rule.id) continue;
      const Json expected = oracle.Found(rule.rule.check, written["params"]);
      const Json actual = FoundBy(rule, snapshot);
      if (actual != expected) {
        return ::testing::AssertionFailure()
               << rule.rule.check << " " << written["params"] << " on " << day
               << "\n"
               << Json::diff(expected, actual).dump(1) << "\nof "
               << document.dump(1);
      }
      Tally& tally = tallies[rule.rule.check];
      tally.found += actual.size();
      tally.passed += CountFoci(*rule.check, snapshot) - actual.size();
    }
  }
  return ::testing::AssertionSuccess();
}

// Each check has to have something to find, and something to pass by.
void ExpectBothOften(const Tallies& tallies, std::size_t often) {
  EXPECT_EQ(tallies.size(), StructureChecks().size());
  for (const auto& [check, tally] : tallies) {
    EXPECT_GT(tally.found, often) << check;
    EXPECT_GT(tally.passed, often) << check;
    ::testing::Test::RecordProperty(check + " found",
                                    std::to_string(tally.found));
    ::testing::Test::RecordProperty(check + " passed",
                                    std::to_string(tally.passed));
  }
}

// The ways in which up to four units can stand, each with kinds of units and
// superiors of posts by chance. One of seven, which is a multiple of no number
// of choices: each profile has to be read.
TEST(OracleStructureChecksTest, AgreesOnSmallOrganisations) {
  std::size_t visited = 0;
  Tallies tallies;
  ForEachSmallOrganization([&](const Json& small) {
    if (::testing::Test::HasFatalFailure()) return;
    if (visited++ % 7 != 0 || !small.contains("posts")) return;
    std::mt19937_64 bits(visited);
    Json document = small;
    for (Json& post : document["posts"]) {
      const std::size_t choice = bits() % 8;
      if (choice == 0) post["reports_to"] = nullptr;
      if (choice == 1) post["reports_to"] = "ghost";
      if (choice > 1 && choice < 6) {
        const Json& posts = document["posts"];
        post["reports_to"] = posts[bits() % posts.size()]["id"];
      }
    }
    AddStructure(bits, document);
    const Json rules = AddRules(bits, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    ASSERT_TRUE(Agrees(*organization, document, rules, "2024-06-01", tallies));
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
  ExpectBothOften(tallies, 400 / testing::kSmallOrganizationStride);
}

TEST(OracleStructureChecksTest, AgreesOnRandomDocuments) {
  std::vector<std::string> days = RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  days.push_back("2026-02-28");
  Tallies tallies;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = RandomDocument(bits);
    AddStructure(bits, document);
    const Json rules = AddRules(bits, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    ASSERT_TRUE(Agrees(*organization, document, rules,
                       days[bits() % days.size()], tallies))
        << "seed " << seed;
  }
  ExpectBothOften(tallies, testing::kRandomDocuments / 20);
}

}  // namespace
}  // namespace zeren
