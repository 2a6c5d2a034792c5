// Compares roll-ups with those of the oracle, to the last bit.

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/measure/roll_up.h"

namespace zeren {
namespace {

using ::zeren::testing::ForEachSmallOrganization;
using ::zeren::testing::Oracle;
using ::zeren::testing::RandomDocument;
using ::zeren::testing::RandomDocumentOptions;
using ::zeren::testing::ShuffledText;
using Json = nlohmann::json;

// What people see of the roll-ups, as the format writes it. Doubles are kept as
// they are, so that comparing is exact.
Json RowsOf(const Snapshot& snapshot, const std::vector<std::string>& measures,
            Hierarchy by) {
  std::map<std::string, Json> rows;
  bool complete = true;
  std::vector<Measure> found;
  for (const std::string& name : measures) {
    found.push_back(*MeasureRegistry::BuiltIn().Find(snapshot, name));
  }
  const absl::StatusOr<std::vector<RollUp>> roll_ups =
      ComputeRollUps(snapshot, found, {.by = by});
  if (!roll_ups.ok()) return std::string(roll_ups.status().message());
  for (auto roll_up = roll_ups->begin(); roll_up != roll_ups->end();
       ++roll_up) {
    const std::string& name = roll_up->measure().name;
    complete = complete && roll_up->complete();
    for (const Node node : roll_up->nodes()) {
      const RollUpValue value = roll_up->value(node);
      const std::string node_name = snapshot.organization().NameOf(node);
      Json number = nullptr;
      if (value.number && value.whole) {
        number = static_cast<std::int64_t>(*value.number);
      } else if (value.number) {
        number = *value.number;
      }
      rows[node_name]["node"] = node_name;
      rows[node_name][name] = {{"value", number},
                               {"known", value.known},
                               {"unknown", value.unknown}};
      if (roll_up->Recombine(roll_up->Explain(node)) != value) {
        rows[node_name][name]["explained"] = false;
      }
    }
  }
  Json list = Json::array();
  for (const auto& [node, row] : rows) list.push_back(row);
  return {{"as_of", FormatDay(snapshot.day())},
          {"by", NameOf(by)},
          {"complete", complete},
          {"measures", measures},
          {"rows", list}};
}

const std::vector<std::string>& MeasuresOver(Hierarchy by) {
  static const auto* const tasks = new std::vector<std::string>{
      "task_progress",     "effort",           "tasks.cancelled",
      "tasks.done",        "tasks.overdue",    "tasks.at_risk",
      "tasks.in_progress", "tasks.not_started"};
  static const auto* const posts = [] {
    auto* names = new std::vector<std::string>{"members", "posts", "fte",
                                               "vacancies", "open_seats"};
    names->insert(names->end(), tasks->begin(), tasks->end());
    return names;
  }();
  static const auto* const units = [] {
    auto* names = new std::vector<std::string>(*posts);
    names->push_back("memberships");
    return names;
  }();
  return by == Hierarchy::kUnits   ? *units
         : by == Hierarchy::kPosts ? *posts
                                   : *tasks;
}

const std::vector<Hierarchy> kAll = {Hierarchy::kUnits, Hierarchy::kPosts,
                                     Hierarchy::kTasks};

// Whether the library and the oracle agree on a day.
::testing::AssertionResult Agrees(const Organization& organization,
                                  const Json& document, const std::string& day,
                                  const std::vector<Hierarchy>& hierarchies) {
  const Snapshot snapshot = organization.AsOf(*ParseDay(day));
  const Oracle oracle(document, day);
  for (const Hierarchy by : hierarchies) {
    const std::vector<std::string>& measures = MeasuresOver(by);
    const Json expected = oracle.RollUp(measures, std::string(NameOf(by)));
    const Json actual = RowsOf(snapshot, measures, by);
    if (actual != expected) {
      return ::testing::AssertionFailure()
             << "on " << day << "\n"
             << Json::diff(expected, actual).dump(1) << "\nof "
             << document.dump(1);
    }
  }
  return ::testing::AssertionSuccess();
}

TEST(OracleRollUpTest, AgreesOnSmallOrganisations) {
  std::size_t visited = 0;
  ForEachSmallOrganization([&](const Json& document) {
    ++visited;
    if (::testing::Test::HasFatalFailure()) return;
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    // Their posts and tasks have few shapes, which come again and again.
    ASSERT_TRUE(
        Agrees(*organization, document, "2024-06-01",
               visited % 8 == 1 ? kAll : std::vector{Hierarchy::kUnits}));
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
}

TEST(OracleRollUpTest, AgreesOnRandomDocuments) {
  std::vector<std::string> days = RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = RandomDocument(bits);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    ASSERT_TRUE(
        Agrees(*organization, document, days[bits() % days.size()], kAll))
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace zeren
