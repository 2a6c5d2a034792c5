// Compares all gaps of the profile `generic`, with its parameters and others,
// waived or not, with those of the oracle.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"
#include "zeren/model/profile.h"

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
         {"value", Json::parse(ToText(gap.detection.value))},
         {"waived_by", gap.waived() ? Json(report->WaivedBy(gap)) : Json()}});
  }
  return list;
}

// Whether the library and the oracle agree on a day.
::testing::AssertionResult Agrees(const Organization& organization,
                                  const Json& document, const std::string& day,
                                  const Json& params = Json::object()) {
  const Json expected = Oracle(document, day).Gaps(params);
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

// Each of the parameters that `generic` leaves open, or none.
Json RandomParams(std::mt19937_64& bits) {
  static const auto* const kChoices =
      new std::map<std::string, std::map<std::string, std::vector<Json>>>{
          {"outside_validity", {{"tolerance_days", {1, 30, 124, 400}}}},
          {"reporting_cycle", {{"kind", {"unit", "post", "task", "duty"}}}},
          {"several_superiors", {{"kind", {"primary", "guidance"}}}},
          {"unit_empty", {{"unit_kind", {"office", "branch"}}}},
          {"head_missing", {{"unit_kind", {"office", "branch"}}}},
          {"post_vacant",
           {{"post_kind", {"head", "deputy", "clerk"}},
            {"days", {1, 30, 61, 121, 400}}}},
          {"work_unassigned",
           {{"kind", {"task", "duty"}},
            {"role",
             {"accountable", "responsible", "consulted", "informed",
              "oversight"}}}},
          {"answerer_missing",
           {{"role",
             {"accountable", "responsible", "consulted", "informed",
              "oversight"}}}}};
  Json params = Json::object();
  for (const auto& [check, choices] : *kChoices) {
    for (const auto& [param, values] : choices) {
      if (bits() % 3 == 0) continue;
      params[check][param] = values[bits() % values.size()];
    }
  }
  return params;
}

// Writes the rules of `generic` into the document's profile, with these
// parameters of their checks.
void WriteRules(const Json& params, Json& document) {
  Json& profile = document["profile"];
  if (!profile.is_object()) profile = {{"id", "test"}, {"extends", "generic"}};
  const Profile generic = BuiltInProfile("generic").value();
  for (const Rule& rule : generic.rules) {
    if (!params.contains(rule.check)) continue;
    profile["rules"].push_back({{"id", rule.id},
                                {"check", rule.check},
                                {"params", params[rule.check]},
                                {"severity", NameOf(rule.severity)},
                                {"waivable", rule.waivable}});
  }
}

TEST(OracleGapsTest, AgreesOnRandomParameters) {
  const std::vector<std::string> days = RandomDocumentOptions().days;
  std::map<std::string, std::size_t> found;
  std::size_t waived = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed + 2'000'000);
    Json document = RandomDocument(bits);
    const Json params = RandomParams(bits);
    WriteRules(params, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    const std::string day = days[bits() % days.size()];
    ASSERT_TRUE(Agrees(*organization, document, day, params))
        << "seed " << seed << " " << params;
    for (const Json& gap : GapsOf(organization->AsOf(*ParseDay(day)))) {
      if (params.contains(gap["check"])) ++found[gap["check"]];
      if (!gap["waived_by"].is_null()) ++waived;
    }
  }
  EXPECT_EQ(found.size(), 8u);
  for (const auto& [check, often] : found) {
    EXPECT_GT(often, testing::kRandomDocuments / 50) << check;
  }
  EXPECT_GT(waived, testing::kRandomDocuments / 100);
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

// Spoils some records, and returns the pointers to what is wrong in them, in
// order of bytes. What is left without them goes to `rest`.
std::vector<std::string> Spoil(std::mt19937_64& bits, Json& document,
                               Json& rest) {
  static const std::vector<std::string> kFields = {
      "id",   "person", "unit", "post",    "child",      "from",
      "to",   "work",   "task", "subject", "valid_from", "valid_to",
      "rule", "focus",  "kind", "day"};
  rest = document;
  std::vector<std::string> pointers;
  for (auto& [array, records] : document.items()) {
    if (!records.is_array()) continue;
    for (std::size_t i = records.size(); i-- > 0;) {
      const std::string& field = kFields[bits() % kFields.size()];
      if (bits() % 4 != 0 || !records[i].contains(field)) continue;
      records[i][field] = 7;  // None of them is a number.
      rest[array].erase(i);
      pointers.push_back("/" + array + "/" + std::to_string(i) + "/" + field);
    }
  }
  std::sort(pointers.begin(), pointers.end());
  return pointers;
}

TEST(OracleGapsTest, AgreesOnWhatLenientLoadingLeaves) {
  std::size_t left_out = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 5; ++seed) {
    std::mt19937_64 bits(seed + 3'000'000);
    Json document = RandomDocument(bits);
    Json rest;
    const std::vector<std::string> expected = Spoil(bits, document, rest);
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump(), {.lenient = true});
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    std::vector<std::string> pointers;
    Json others = Json::array();
    for (Json& gap : GapsOf(organization->AsOf(*ParseDay("2024-03-01")))) {
      if (gap["check"] != "bad_record") {
        others.push_back(std::move(gap));
        continue;
      }
      EXPECT_EQ(gap["focus"], "document");
      EXPECT_EQ(gap["severity"], "violation");
      EXPECT_NE(gap["value"]["problem"], "");
      pointers.push_back(gap["value"]["at"]);
    }
    ASSERT_EQ(pointers, expected) << "seed " << seed;
    ASSERT_EQ(others, Oracle(rest, "2024-03-01").Gaps())
        << "seed " << seed << "\n"
        << document.dump(1);
    left_out += pointers.size();
  }
  EXPECT_GT(left_out, testing::kRandomDocuments / 5);
}

}  // namespace
}  // namespace zeren
