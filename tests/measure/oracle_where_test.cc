// Compares roll-ups of some carriers, and of what sits in some nodes, with the
// oracle, to the last bit: both by random conditions, together with all other
// options.

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/measure/fold_questions.h"
#include "tests/support/effort.h"
#include "tests/support/oracle.h"
#include "tests/support/random_condition.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/measure/roll_up.h"

namespace zeren {
namespace {

using ::zeren::testing::Oracle;
using Json = nlohmann::json;

// How many of those asked about meet a condition, and how many do not.
using Met = std::map<bool, int>;

bool IsTelling(const Met& met) { return met.size() == 2; }

TEST(OracleWhereTest, AgreesOnCarriersAndNodesThatMeetConditions) {
  std::vector<std::string> days = testing::RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  // Questions whose condition leaves out some and not all, by what is asked.
  std::map<std::string, int> telling;
  int both = 0, unplaced = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = testing::RandomDocument(bits);
    testing::AddTraits(bits, document);
    Question question = RandomQuestion(bits, seed);
    if (bits() % 4 != 0) {
      // Most documents lack other lines, and would be refused.
      question.oracle.lines = question.options.lines = {"primary"};
    }
    if (question.oracle.policy == "split") {
      ShareLines(bits, question.oracle.lines, document);
    }
    AskForSome(bits, question);
    const absl::StatusOr<Organization> organization =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    const std::string day = days[bits() % days.size()];
    const Snapshot snapshot = organization->AsOf(*ParseDay(day));
    const Oracle oracle(document, day);
    const auto tell = [&](const Json& difference) {
      return difference.dump(1) + TextOf(question, seed, day) +
             document.dump(1);
    };

    Met carriers, nodes;
    const Oracle::FoldQuestion some = WithConditions(question, oracle);
    Oracle::FoldQuestion asked = some;
    asked.takes = [&](const std::string& name) {
      ++carriers[oracle.Meets(name, question.where)];
      return some.takes(name);
    };
    asked.keeps = [&](const std::string& name) {
      const bool keeps = some.keeps(name);
      if (oracle.InForce(name)) ++nodes[keeps];
      return keeps;
    };
    Json expected = oracle.Fold(asked);
    for (auto& [name, row] : expected["rows"].items()) row.erase("order");

    question.measure.open = [&](const Snapshot& of) {
      return std::make_unique<Told>(of, question);
    };
    question.options.threads = 1 + static_cast<int>(seed % 3);
    const absl::StatusOr<RollUp> roll_up =
        ComputeRollUp(snapshot, question.measure, question.options);
    if (!roll_up.ok()) {
      ASSERT_TRUE(MayBeRefused(question, roll_up.status(),
                               expected["sums_to_one"].get<bool>()))
          << roll_up.status() << tell({});
      continue;
    }
    const Json actual = RowsOf(*roll_up, false);
    ASSERT_EQ(actual, expected["rows"])
        << tell(Json::diff(expected["rows"], actual));
    const Json explained = RowsOf(*roll_up, true);
    ASSERT_EQ(explained, actual) << tell(Json::diff(actual, explained));
    ASSERT_EQ(roll_up->complete(), expected["complete"].get<bool>())
        << tell({});
    ASSERT_EQ(roll_up->unplaced(), expected["unplaced"].get<std::uint64_t>())
        << tell({});
    if (IsTelling(carriers)) ++telling["where " + question.oracle.carriers];
    if (IsTelling(nodes)) ++telling["within " + question.oracle.by];
    if (IsTelling(carriers) && IsTelling(nodes)) ++both;
    if (IsTelling(carriers) && roll_up->unplaced() > 0) ++unplaced;

    // The same by the caller's own combiner, to which no measure says who
    // takes part.
    if (question.oracle.policy == "split" ||
        question.oracle.missing == "zero") {
      continue;
    }
    asked.takes = [&](const std::string& name) {
      return oracle.Meets(name, question.where);
    };
    CompareOrder(snapshot, question, oracle.Fold(asked)["rows"]);
    ASSERT_FALSE(HasFatalFailure()) << tell({});
  }
  const int enough = static_cast<int>(testing::kRandomDocuments / 400);
  for (const char* what :
       {"where persons", "where memberships", "where units", "where posts",
        "where tasks", "within units", "within posts", "within tasks"}) {
    EXPECT_GT(telling[what], enough) << what;
  }
  EXPECT_GT(both, enough);
  EXPECT_GT(unplaced, enough);
}

}  // namespace
}  // namespace zeren
