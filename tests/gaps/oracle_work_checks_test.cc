// Compares what the checks of responsibility, tasks and findings find with the
// oracle, each with random parameters.

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "tests/support/random_work.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::zeren::testing::AddWork;
using ::zeren::testing::ForEachSmallDelegation;
using ::zeren::testing::ForEachSmallOrganization;
using ::zeren::testing::Oracle;
using ::zeren::testing::RandomDocument;
using ::zeren::testing::RandomDocumentOptions;
using ::zeren::testing::RandomWorkParams;
using ::zeren::testing::ShuffledText;
using ::zeren::testing::WorkChecks;
using Json = nlohmann::json;

// How many gaps a check found, and how many foci it passed by. Of delegations,
// how many of each kind.
struct Tally {
  std::size_t found = 0;
  std::size_t passed = 0;
};
using Tallies = std::map<std::string, Tally>;

Json AddRules(std::mt19937_64& bits, const std::vector<std::string>& checks,
              Json& document) {
  Json& profile = document["profile"];
  if (!profile.is_object()) profile = {{"id", "test"}, {"extends", "generic"}};
  Json rules = Json::array();
  for (const std::string& check : checks) {
    rules.push_back({{"id", check},
                     {"check", check},
                     {"params", RandomWorkParams(bits, check)}});
  }
  profile["rules"] = rules;
  return rules;
}

Json FoundBy(const BoundRule& rule, const Snapshot& snapshot) {
  Json found = Json::array();
  const GapReport report = FindGaps(snapshot, {rule});
  for (const Gap& gap : report.gaps()) {
    const Detection& detection = gap.detection;
    found.push_back({{"focus", snapshot.organization().NameOf(detection.focus)},
                     {"value", Json::parse(ToText(detection.value))}});
    if (!detection.key.empty()) found.back()["key"] = detection.key;
    // Whatever is found can be said.
    EXPECT_NE(report.MessageOf(gap).In("en"), report.MessageOf(gap).In("zh"));
  }
  return found;
}

std::size_t CountFoci(const Check& check, const Organization& organization) {
  std::size_t count = 0;
  for (const NodeKind kind : check.focus_kinds()) {
    count += organization.count(kind);
  }
  return count;
}

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
      const std::string& check = rule.rule.check;
      const Json expected = oracle.FoundOfWork(check, written["params"]);
      const Json actual = FoundBy(rule, snapshot);
      if (actual != expected) {
        return ::testing::AssertionFailure()
               << check << " " << written["params"] << " on " << day << "\n"
               << Json::diff(expected, actual).dump(1) << "\nof "
               << document.dump(1);
      }
      Tally& tally = tallies[check];
      tally.found += actual.size();
      const std::size_t foci = CountFoci(*rule.check, organization);
      tally.passed += foci - std::min(foci, actual.size());
      if (check != "delegation") continue;
      for (const Json& gap : actual) {
        ++tallies[gap["key"]].found;
        ++tallies[gap["key"]].passed;
      }
    }
  }
  return ::testing::AssertionSuccess();
}

// Each check has to have something to find, and something to pass by.
void ExpectBothOften(const Tallies& tallies, std::size_t checks,
                     std::size_t often) {
  EXPECT_EQ(tallies.size(), checks);
  for (const auto& [check, tally] : tallies) {
    EXPECT_GT(tally.found, often) << check;
    EXPECT_GT(tally.passed, often) << check;
    ::testing::Test::RecordProperty(check + " found",
                                    std::to_string(tally.found));
    ::testing::Test::RecordProperty(check + " passed",
                                    std::to_string(tally.passed));
  }
}

constexpr std::size_t kKindsOfDelegationGaps = 4;

// Of all small documents, those that are visited: one of so many. Prime, so
// that it is a multiple of no number of choices.
constexpr std::size_t OneOf(std::size_t prime) {
  return testing::kSmallOrganizationStride == 1 ? prime : 7;
}

TEST(OracleWorkChecksTest, AgreesOnRandomDocuments) {
  std::vector<std::string> days = RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  days.push_back("2026-02-28");
  Tallies tallies;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = RandomDocument(bits);
    AddWork(bits, document);
    const Json rules = AddRules(bits, WorkChecks(), document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    ASSERT_TRUE(Agrees(*organization, document, rules,
                       days[bits() % days.size()], tallies))
        << "seed " << seed;
  }
  ExpectBothOften(tallies, WorkChecks().size() + kKindsOfDelegationGaps,
                  testing::kRandomDocuments / 150);
}

// Some of the ways in which up to four units can stand, each with tasks to be
// taken down and duties, now and then with a day on which a head leaves.
TEST(OracleWorkChecksTest, AgreesOnSmallOrganisations) {
  const std::vector<std::string> checks = {
      "answerer_escalated",      "dual_duty",     "duty_bearer",
      "duty_chain_broken",       "not_cascaded",  "outside_chain",
      "future_answerer_missing", "self_oversight"};
  std::size_t visited = 0;
  Tallies tallies;
  ForEachSmallOrganization([&](const Json& small) {
    if (::testing::Test::HasFatalFailure()) return;
    if (visited++ % OneOf(41) != 0) return;
    std::mt19937_64 bits(visited);
    Json document = small;
    AddWork(bits, document);
    if (document.contains("appointments")) {
      for (Json& record : document["appointments"]) {
        if (bits() % 3 == 0) record["valid_to"] = "2024-06-15";
      }
    }
    const Json rules = AddRules(bits, checks, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    ASSERT_TRUE(Agrees(*organization, document, rules, "2024-06-01", tallies));
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
  ExpectBothOften(tallies, checks.size(),
                  50 / testing::kSmallOrganizationStride);
}

// Some of the ways in which two posts and two persons can delegate to one
// another.
TEST(OracleWorkChecksTest, AgreesOnSmallDelegations) {
  std::size_t visited = 0;
  Tallies tallies;
  ForEachSmallDelegation([&](const Json& small) {
    if (::testing::Test::HasFatalFailure()) return;
    if (visited++ % OneOf(61) != 0 || !small.contains("delegations")) return;
    std::mt19937_64 bits(visited);
    Json document = small;
    // Lists of work, and who oversees it.
    for (Json& record : document["delegations"]) {
      if (bits() % 2 == 0) continue;
      const Json& tasks = document["tasks"];
      const std::string id = tasks[bits() % tasks.size()]["id"];
      record["scope"] = Json::array({"task:" + id});
      if (bits() % 2 == 0) {
        document["assignments"].push_back({{"work", "task:" + id},
                                           {"role", "oversight"},
                                           {"to", record["to"]}});
      }
    }
    const Json rules = AddRules(bits, {"delegation"}, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    ASSERT_TRUE(Agrees(*organization, document, rules, "2024-06-01", tallies));
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
  ExpectBothOften(tallies, 1 + kKindsOfDelegationGaps,
                  20 / testing::kSmallOrganizationStride);
}

}  // namespace
}  // namespace zeren
