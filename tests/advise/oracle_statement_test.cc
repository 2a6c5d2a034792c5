// Statements, by the library and by the oracle, of every person and post.

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/assign/internal/answerers.h"
#include "tests/support/effort.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/advise/statement.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using Json = nlohmann::json;
using testing::Oracle;

// How often each rule, and each kind of problem, was met, to know that the
// comparison meets them all.
struct Met {
  std::map<std::string, std::uint64_t> rules;
  std::map<std::string, std::uint64_t> problems;
  std::uint64_t incomplete = 0;
};

void Compare(const Snapshot& snapshot, const Oracle& oracle, Met& met) {
  for (const auto& [node, expected] : oracle.Statements()) {
    const auto statement = StatementOf(snapshot, *snapshot.Find(node));
    ASSERT_TRUE(statement.ok()) << statement.status();
    const Json actual = Json::parse(WriteJson(snapshot, *statement));
    ASSERT_EQ(actual, expected) << node << "\n"
                                << Json::diff(expected, actual).dump(1);
    met.incomplete += statement->complete ? 0 : 1;
    for (const Json& problem : actual["problems"]) {
      ++met.problems[problem["problem"]];
      for (const Json& hop : problem["chain"]) ++met.rules[hop["rule"]];
    }
  }
}

// Answerers say what resolutions say, for all work and all roles.
void CompareAnswerers(const Snapshot& snapshot, const Oracle& oracle) {
  const internal::Answerers answerers(snapshot);
  for (const char* const kind : {"task", "duty"}) {
    for (const std::string& work : oracle.Nodes(kind)) {
      for (std::size_t i = 0; i < kRoles; ++i) {
        const Role role = static_cast<Role>(i);
        const Node node = *snapshot.Find(work);
        const Resolution who = ResolveResponsible(snapshot, node, role);
        const internal::Answer answer = answerers.Of(node, role);
        ASSERT_EQ(answer.persons, who.persons) << work;
        ASSERT_EQ(answer.posts, who.posts) << work;
        ASSERT_EQ(answer.undisclosed, who.undisclosed) << work;
        ASSERT_EQ(answer.complete, who.complete) << work;
      }
    }
  }
}

TEST(OracleStatementTest, AgreesOnRandomDocuments) {
  constexpr std::uint64_t kDocuments = testing::kRandomDocuments / 4;
  std::vector<std::string> days = testing::RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  Met met;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = testing::RandomDocument(bits);
    const absl::StatusOr<Organization> org =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(org.ok()) << org.status() << " " << document;
    const std::string& day = days[seed % days.size()];
    const Snapshot snapshot = org->AsOf(*ParseDay(day));
    const Oracle oracle(document, day);
    Compare(snapshot, oracle, met);
    CompareAnswerers(snapshot, oracle);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << document;
  }
  for (int i = 0; i <= static_cast<int>(StatementRule::kReportsTo); ++i) {
    const std::string rule(NameOf(static_cast<StatementRule>(i)));
    EXPECT_GE(met.rules[rule], kDocuments / 100) << rule;
  }
  for (const char* const problem :
       {"overdue", "at_risk", "vacancy", "unanswered"}) {
    EXPECT_GE(met.problems[problem], kDocuments / 50) << problem;
  }
  EXPECT_GE(met.incomplete, kDocuments / 50);
}

TEST(OracleStatementTest, AgreesOnSmallOrganizations) {
  // One of so many is enough where the random ones say the most.
  constexpr std::size_t kStride = 29;
  Met met;
  std::size_t visited = 0;
  testing::ForEachSmallOrganization([&](const Json& document) {
    if (visited++ % kStride != 0 || HasFatalFailure()) return;
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    constexpr absl::CivilDay kDay(2024, 7, 1);
    Compare(org->AsOf(kDay), Oracle(document, FormatDay(kDay)), met);
    if (HasFailure()) FAIL() << document;
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
}

}  // namespace
}  // namespace zeren
