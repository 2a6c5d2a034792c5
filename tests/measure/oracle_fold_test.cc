// Compares every way to roll up with the oracle, to the last bit: all
// combiners, policies, hierarchies, carriers and ways to treat what is missing,
// over several lines, cycles and dates.

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/measure/fold_questions.h"
#include "tests/support/effort.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/measure/roll_up.h"

namespace zeren {
namespace {

using ::zeren::testing::Oracle;
using Json = nlohmann::json;

// How often what is rare came up.
struct Met {
  int split = 0;    // Contributions that are shares.
  int ordered = 0;  // Questions of which the order was compared, too.
};

// Compares what the library says with what the oracle says.
void Compare(const Organization& organization, const Json& document,
             const std::string& day, Question question, std::uint64_t seed,
             Met& met) {
  const Snapshot snapshot = organization.AsOf(*ParseDay(day));
  const Oracle oracle(document, day);
  Json expected = oracle.Fold(question.oracle);
  question.measure.open = [&](const Snapshot& of) {
    return std::make_unique<Told>(of, question);
  };
  question.options.threads = 1 + static_cast<int>(seed % 3);
  const absl::StatusOr<RollUp> roll_up =
      ComputeRollUp(snapshot, question.measure, question.options);
  const bool is_split = question.oracle.policy == "split";
  if (!roll_up.ok()) {
    ASSERT_TRUE(MayBeRefused(question, roll_up.status(),
                             expected["sums_to_one"].get<bool>()))
        << seed << ": " << roll_up.status() << document.dump(1);
    return;
  }
  if (is_split) {
    for (const Node node : roll_up->nodes()) {
      for (const Contribution& part : roll_up->Explain(node)) {
        if (part.value.number && part.value != part.counted) ++met.split;
      }
    }
    ASSERT_TRUE(expected["sums_to_one"].get<bool>()) << seed;
  }
  for (auto& [name, row] : expected["rows"].items()) row.erase("order");
  const auto tell = [&](const Json& actual) {
    return Json::diff(expected["rows"], actual).dump(1) +
           TextOf(question, seed, day) + document.dump(1);
  };
  const Json actual = RowsOf(*roll_up, false);
  ASSERT_EQ(actual, expected["rows"]) << tell(actual);
  const Json explained = RowsOf(*roll_up, true);
  ASSERT_EQ(explained, actual) << tell(explained);
  ASSERT_EQ(roll_up->complete(), expected["complete"].get<bool>())
      << tell(actual);
  if (is_split || question.oracle.missing == "zero") return;
  Oracle::FoldQuestion all = question.oracle;
  all.takes = [](const std::string&) { return true; };
  ++met.ordered;
  CompareOrder(snapshot, question, oracle.Fold(all)["rows"]);
  ASSERT_FALSE(::testing::Test::HasFatalFailure()) << tell(actual);
}

// One question after the other is asked of one organisation after the other.
TEST(OracleFoldTest, AgreesOnSmallOrganisations) {
  std::uint64_t visited = 0;
  Met met;
  testing::ForEachSmallOrganization([&](const Json& document) {
    if (HasFatalFailure()) return;
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    std::mt19937_64 bits(visited);
    Compare(*organization, document, "2024-06-01",
            RandomQuestion(bits, visited), visited, met);
    ++visited;
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
  EXPECT_GT(met.ordered, static_cast<int>(visited / 4));
}

TEST(OracleFoldTest, AgreesOnRandomQuestions) {
  std::vector<std::string> days = testing::RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  Met met;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = testing::RandomDocument(bits);
    const Question question = RandomQuestion(bits, seed);
    if (question.oracle.policy == "split") {
      ShareLines(bits, question.oracle.lines, document);
    }
    const absl::StatusOr<Organization> organization =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    Compare(*organization, document, days[bits() % days.size()], question, seed,
            met);
    ASSERT_FALSE(HasFatalFailure());
  }
  EXPECT_GT(met.split, static_cast<int>(testing::kRandomDocuments / 100));
  EXPECT_GT(met.ordered, static_cast<int>(testing::kRandomDocuments / 4));
}

}  // namespace
}  // namespace zeren
