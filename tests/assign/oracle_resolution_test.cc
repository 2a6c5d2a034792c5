// Who answers, by the library and by the oracle, for all work and all roles;
// and the same turned round, verified, and asked of everybody else.

#include <algorithm>
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
#include "zeren/assign/derivation.h"
#include "zeren/assign/resolution.h"
#include "zeren/assign/responsibilities.h"
#include "zeren/assign/why_not.h"
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

// How often each rule and obstacle was met, to know that the comparison meets
// them all.
struct Met {
  std::map<ResolutionRule, std::uint64_t> rules;
  std::map<Obstacle, std::uint64_t> obstacles;
};

// Who is among those who answer meets no obstacle, and nobody else.
void CheckObstacles(const Snapshot& snapshot, const Resolution& who, Met& met) {
  for (std::uint32_t i = 0; i < snapshot.people().count(); ++i) {
    const PersonId person{i};
    const bool answers = std::find(who.persons.begin(), who.persons.end(),
                                   person) != who.persons.end();
    const WhyNotAnswer why = WhyNot(snapshot, who.work, who.role, person);
    ASSERT_EQ(why.obstacle == Obstacle::kNone, answers)
        << snapshot.organization().NameOf(who.work) << " "
        << snapshot.organization().NameOf(person);
    EXPECT_EQ(why.complete, who.complete);
    ++met.obstacles[why.obstacle];
  }
}

// All that a person or post answers for, as the oracle writes it.
Json Written(const Snapshot& snapshot, const Responsibilities& all) {
  Json written = Json::array();
  for (const Responsibility& one : all.work) {
    written.push_back({{"work", snapshot.organization().NameOf(one.work)},
                       {"role", NameOf(one.role)},
                       {"assigned", one.assigned},
                       {"hops", one.hops},
                       {"complete", one.complete}});
  }
  return written;
}

// Everybody's responsibilities are the answers turned round.
void CompareResponsibilities(const Snapshot& snapshot, const Oracle& oracle,
                             bool complete) {
  const std::map<std::string, Json> expected = oracle.Responsibilities();
  for (const char* const kind : {"post", "person"}) {
    for (const std::string& node : oracle.Nodes(kind)) {
      const auto all = ResponsibilitiesOf(snapshot, *snapshot.Find(node));
      ASSERT_TRUE(all.ok()) << all.status();
      const auto of = expected.find(node);
      ASSERT_EQ(Written(snapshot, *all),
                of == expected.end() ? Json::array() : of->second)
          << node;
      EXPECT_EQ(all->complete, complete) << node;
    }
  }
}

void Compare(const Snapshot& snapshot, const Oracle& oracle, Met& met) {
  const internal::Answerability answerability(snapshot);
  bool complete = true;
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
        const absl::Status verified = VerifyDerivation(snapshot, who);
        ASSERT_TRUE(verified.ok()) << verified;
        CheckObstacles(snapshot, who, met);
        complete = complete && who.complete;
        for (const ResolutionStep& step : who.steps) ++met.rules[step.rule];
      }
    }
  }
  CompareResponsibilities(snapshot, oracle, complete);
}

TEST(OracleResolution, AgreesOnEverySmallOrganization) {
  Met met;
  std::size_t visited = 0;
  testing::ForEachSmallOrganization([&](const Json& document) {
    ++visited;
    if (HasFatalFailure()) return;
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    constexpr absl::CivilDay kDay(2024, 7, 1);
    Compare(org->AsOf(kDay), Oracle(document, FormatDay(kDay)), met);
    if (HasFailure()) FAIL() << document;
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
}

TEST(OracleResolution, AgreesOnEverySmallWebOfDelegations) {
  Met met;
  std::size_t visited = 0;
  testing::ForEachSmallDelegation([&](const Json& document) {
    ++visited;
    if (HasFatalFailure()) return;
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    constexpr absl::CivilDay kDay(2024, 7, 1);
    Compare(org->AsOf(kDay), Oracle(document, FormatDay(kDay)), met);
    if (HasFailure()) FAIL() << document;
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
  EXPECT_GT(met.rules[ResolutionRule::kDelegate], visited / 10);
  EXPECT_GT(met.rules[ResolutionRule::kAbsentHolder], visited / 100);
}

// Posts and persons, hardly anybody present, with twice as many delegations
// among them: full of ways that split, meet again and go round in circles.
// There is a task for each.
Json RandomWeb(std::mt19937_64& bits) {
  const auto below = [&](std::size_t limit) { return bits() % limit; };
  Json document = {{"zeren", 1}, {"as_of", "2024-06-30"}};
  std::vector<std::string> nodes;
  for (int i = 0; i < 6; ++i) {
    const std::string id(1, static_cast<char>('a' + i));
    document["persons"].push_back({{"id", id}});
    nodes.push_back("person:" + id);
    if (below(6) > 0) document["absences"].push_back({{"person", id}});
    if (i >= 3) continue;
    document["posts"].push_back(
        {{"id", id}, {"unit", "ghost"}, {"kind", "x"}, {"reports_to", "c"}});
    nodes.push_back("post:" + id);
    for (std::size_t n = below(3); n > 0; --n) {
      document["appointments"].push_back(
          {{"post", id}, {"person", std::string(1, "abcdef"[below(6)])}});
    }
  }
  for (std::size_t i = 0; i < 2 * nodes.size(); ++i) {
    document["delegations"].push_back({{"id", "d" + std::to_string(i)},
                                       {"from", nodes[below(nodes.size())]},
                                       {"to", nodes[below(nodes.size())]},
                                       {"may_redelegate", below(6) > 0}});
    if (below(8) == 0) {
      document["delegations"].back()["scope"] = {"task:" +
                                                 nodes[below(nodes.size())]};
    }
  }
  for (const std::string& node : nodes) {
    document["tasks"].push_back({{"id", node}, {"unit", "ghost"}});
    document["assignments"].push_back(
        {{"work", "task:" + node}, {"role", "accountable"}, {"to", node}});
  }
  return document;
}

TEST(OracleResolution, AgreesOnRandomWebsOfDelegations) {
  Met met;
  constexpr absl::CivilDay kDay(2024, 6, 30);
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 4; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = RandomWeb(bits);
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status() << " " << document;
    Compare(org->AsOf(kDay), Oracle(document, FormatDay(kDay)), met);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << document;
  }
  EXPECT_GT(met.rules[ResolutionRule::kDelegate],
            met.rules[ResolutionRule::kAssignment] / 2);
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
    EXPECT_GE(met.rules[rule], testing::kRandomDocuments / 100) << NameOf(rule);
  }
  for (int i = 0; i <= static_cast<int>(Obstacle::kDeputyFirst); ++i) {
    const auto obstacle = static_cast<Obstacle>(i);
    EXPECT_GE(met.obstacles[obstacle], testing::kRandomDocuments / 5000)
        << NameOf(obstacle);
  }
}

}  // namespace
}  // namespace zeren
