// Compares all gaps of the profile `generic` with those of the oracle.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::zeren::testing::ForEachSmallOrganization;
using ::zeren::testing::Oracle;
using ::zeren::testing::RandomDocument;
using ::zeren::testing::RandomDocumentOptions;
using ::zeren::testing::ShuffledText;
using Json = nlohmann::json;

Json GapsOf(const Snapshot& snapshot) {
  const absl::StatusOr<GapReport> report = FindGaps(snapshot);
  if (!report.ok()) return std::string(report.status().message());
  Json list = Json::array();
  for (const Gap& gap : report->gaps()) {
    const Rule& rule = report->RuleOf(gap).rule;
    Json path = Json::array();
    for (const Node node : report->PathOf(gap)) {
      path.push_back(snapshot.organization().NameOf(node));
    }
    if (path.size() != report->PathLengthOf(gap)) path = "of another length";
    list.push_back(
        {{"rule", rule.id},
         {"check", rule.check},
         {"severity", NameOf(rule.severity)},
         {"focus", snapshot.organization().NameOf(gap.detection.focus)},
         {"path", path},
         {"value", Json::parse(ToText(gap.detection.value))}});
  }
  return list;
}

// Whether the library and the oracle agree on a day.
::testing::AssertionResult Agrees(const Organization& organization,
                                  const Json& document,
                                  const std::string& day) {
  const Json expected = Oracle(document, day).Gaps();
  const Json actual = GapsOf(organization.AsOf(*ParseDay(day)));
  if (actual == expected) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << "on " << day << "\n"
         << Json::diff(expected, actual).dump(1) << "\nof " << document.dump(1);
}

TEST(OracleGapsTest, AgreesOnSmallOrganisations) {
  std::size_t visited = 0;
  ForEachSmallOrganization([&](const Json& document) {
    ++visited;
    if (::testing::Test::HasFatalFailure()) return;
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    ASSERT_TRUE(Agrees(*organization, document, "2024-06-01"));
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
}

TEST(OracleGapsTest, AgreesOnRandomDocuments) {
  std::vector<std::string> days = RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = RandomDocument(bits);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    ASSERT_TRUE(Agrees(*organization, document, days[bits() % days.size()]))
        << "seed " << seed;
  }
}

// References to what is not there are what goes wrong most, and what the checks
// of references are for.
TEST(OracleGapsTest, AgreesOnRandomDocumentsFullOfSlips) {
  RandomDocumentOptions options;
  options.dangling = 0.5;
  options.deep_chain = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 5; ++seed) {
    std::mt19937_64 bits(seed + 1'000'000);
    const Json document = RandomDocument(bits, options);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    for (const std::string& day : options.days) {
      ASSERT_TRUE(Agrees(*organization, document, day)) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace zeren
