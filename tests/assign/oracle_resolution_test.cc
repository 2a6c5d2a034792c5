// Who answers, by the library and by the oracle, for all work and all roles.

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/assign/internal/answerability.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/assign/resolution.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using Json = nlohmann::json;
using testing::Oracle;

template <typename Id>
Json NamesOf(const Organization& org, const std::vector<Id>& ids) {
  Json names = Json::array();
  for (const Id id : ids) names.push_back(org.NameOf(id));
  return names;
}

// The answer as the oracle writes it.
Json Written(const Snapshot& snapshot, const Resolution& who) {
  const Organization& org = snapshot.organization();
  return {{"work", org.NameOf(who.work)},
          {"role", NameOf(who.role)},
          {"as_of", FormatDay(snapshot.day())},
          {"persons", NamesOf(org, who.persons)},
          {"posts", NamesOf(org, who.posts)},
          {"assigned", who.assigned},
          {"undisclosed", who.undisclosed},
          {"hops", who.hops},
          {"complete", who.complete}};
}

// What the steps alone tell must be what the answer says.
void CheckSteps(const Snapshot& snapshot, const Resolution& who) {
  using Rule = ResolutionRule;
  ASSERT_FALSE(who.steps.empty());
  bool answered = false;
  for (std::size_t i = 0; i < who.steps.size(); ++i) {
    const ResolutionStep& step = who.steps[i];
    const bool answers =
        step.rule == Rule::kHolder || step.rule == Rule::kActingHolder ||
        step.rule == Rule::kPerson || step.rule == Rule::kUndisclosed;
    answered = answered || answers;
    // A step that leads somewhere is followed by one from there, but that a
    // search for assignments may come back to the work.
    if (!answers && step.rule != Rule::kNobody) {
      ASSERT_LT(i + 1, who.steps.size());
      EXPECT_TRUE(
          who.steps[i + 1].at == step.to ||
          (step.rule == Rule::kParentTask && who.steps[i + 1].at == who.work));
    }
    EXPECT_TRUE(snapshot.InForce(step.to) || step.to == who.work);
  }
  EXPECT_EQ(answered, who.answered());
}

// How often each rule was met, to know that the comparison meets them all.
using Met = std::map<ResolutionRule, std::uint64_t>;

void Compare(const Snapshot& snapshot, const Oracle& oracle, Met& met) {
  const internal::Answerability answerability(snapshot);
  for (const char* const kind : {"task", "duty"}) {
    for (const std::string& work : oracle.Nodes(kind)) {
      for (std::size_t i = 0; i < kRoles; ++i) {
        const Role role = static_cast<Role>(i);
        const Node node = *snapshot.Find(work);
        const Resolution who = ResolveResponsible(snapshot, node, role);
        ASSERT_EQ(Written(snapshot, who),
                  oracle.Who(work, std::string(NameOf(role))));
        ASSERT_EQ(answerability.Answered(node, role), who.answered())
            << work << " " << NameOf(role);
        CheckSteps(snapshot, who);
        for (const ResolutionStep& step : who.steps) ++met[step.rule];
      }
    }
  }
}

TEST(OracleResolution, AgreesOnEverySmallOrganization) {
  Met met;
  std::size_t visited = 0;
  testing::ForEachSmallOrganization([&](const Json& document) {
    if (visited++ % testing::kSmallOrganizationStride != 0) return;
    if (HasFatalFailure()) return;
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    constexpr absl::CivilDay kDay(2024, 7, 1);
    Compare(org->AsOf(kDay), Oracle(document, FormatDay(kDay)), met);
    if (HasFailure()) FAIL() << document;
  });
  EXPECT_GT(visited, 100'000u);
}

TEST(OracleResolution, AgreesOnRandomDocuments) {
  const std::vector<std::string> days = testing::RandomDocumentOptions().days;
  Met met;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = testing::RandomDocument(bits);
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status() << " " << document;
    const std::string& day = days[seed % days.size()];
    Compare(org->AsOf(*ParseDay(day)), Oracle(document, day), met);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << document;
  }
  for (int i = 0; i <= static_cast<int>(ResolutionRule::kNobody); ++i) {
    const auto rule = static_cast<ResolutionRule>(i);
    EXPECT_GE(met[rule], testing::kRandomDocuments / 100) << NameOf(rule);
  }
}

}  // namespace
}  // namespace zeren
