// Key persons and critical groups, by the library and by taking people away:
// the oracle is asked again of the document in which they are absent.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/assign/internal/on_the_spot.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/advise/key_persons.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using Json = nlohmann::json;
using testing::Oracle;
using Names = std::vector<std::string>;

// The document with some people absent for good.
Json Without(Json document, const Names& persons) {
  for (const std::string& person : persons) {
    document["absences"].push_back(
        {{"person", person.substr(std::string("person:").size())}});
  }
  return document;
}

// What nobody answers for on the spot.
std::set<std::string> Unanswered(const Oracle& oracle, const Names& roles) {
  std::set<std::string> unanswered;
  for (const std::string& work : oracle.ExpectedWork()) {
    if (!oracle.AnsweredOnTheSpot(work, roles)) unanswered.insert(work);
  }
  return unanswered;
}

Names Without(const std::set<std::string>& after,
              const std::set<std::string>& before) {
  Names difference;
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(difference));
  return difference;
}

template <typename Id>
Names NamesOf(const Organization& org, const std::vector<Id>& ids) {
  Names names;
  for (const Id id : ids) names.push_back(org.NameOf(id));
  return names;
}

const std::vector<std::vector<Role>>& RoleSets() {
  static const std::vector<std::vector<Role>> sets = {
      {Role::kAccountable, Role::kResponsible},
      {Role::kResponsible},
      {Role::kSupport, Role::kAccountable},
      {Role::kOversight}};
  return sets;
}

Names NamesOf(const std::vector<Role>& roles) {
  Names names;
  for (const Role role : roles) names.emplace_back(NameOf(role));
  return names;
}

struct Tally {
  std::size_t key = 0;         // Pieces of work with a key person.
  std::size_t shared = 0;      // Answered, and nobody is key.
  std::size_t unanswered = 0;  // Even now.
};

void Compare(const Snapshot& snapshot, const Json& document,
             const std::string& day, const std::vector<Role>& roles,
             Tally& tally) {
  const Organization& org = snapshot.organization();
  const Names role_names = NamesOf(roles);
  const Oracle oracle(document, day);
  const std::set<std::string> before = Unanswered(oracle, role_names);
  std::map<std::string, Names> expected;
  for (const std::string& person : oracle.Nodes("person")) {
    const Oracle without(Without(document, {person}), day);
    Names orphaned = Without(Unanswered(without, role_names), before);
    if (!orphaned.empty()) expected[person] = std::move(orphaned);
  }

  const KeyPersons key = FindKeyPersons(snapshot, {.roles = roles});
  std::map<std::string, Names> actual;
  std::size_t work = 0;
  for (const KeyPerson& one : key.persons) {
    actual[org.NameOf(one.person)] = NamesOf(org, one.work);
    work += one.work.size();
    EXPECT_EQ(one.weight, static_cast<double>(one.work.size()));
  }
  ASSERT_EQ(actual, expected);
  ASSERT_EQ(actual.size(), key.persons.size());
  ASSERT_EQ(NamesOf(org, key.unanswered), Names(before.begin(), before.end()));
  ASSERT_EQ(key.work, oracle.ExpectedWork().size());
  EXPECT_EQ(key.key_weight, static_cast<double>(work));
  EXPECT_TRUE(std::is_sorted(key.persons.begin(), key.persons.end(),
                             [&](const KeyPerson& a, const KeyPerson& b) {
                               if (a.work.size() != b.work.size()) {
                                 return a.work.size() > b.work.size();
                               }
                               return org.Before(a.person, b.person);
                             }));
  tally.key += work;
  tally.shared += key.answered() - work;
  tally.unanswered += before.size();

  // The quick answer, and the search piece by piece, say the same.
  const internal::OnTheSpot on_the_spot(snapshot, roles);
  for (const std::string& name : oracle.ExpectedWork()) {
    const Node node = *snapshot.Find(name);
    const internal::OnTheSpot::All all = on_the_spot.AllOf(node);
    const internal::WaysFrom ways = on_the_spot.Of(node);
    ASSERT_EQ(ways.nobody(), all.persons.empty() && !all.undisclosed) << name;
    const bool one = all.persons.size() == 1 && !all.undisclosed;
    ASSERT_EQ(ways.only(),
              one ? std::optional(all.persons.front()) : std::nullopt)
        << name;
  }
}

TEST(OracleKeyPersonsTest, AgreesOnEverySmallWebOfDelegations) {
  Tally tally;
  std::size_t visited = 0;
  testing::ForEachSmallDelegation([&](const Json& document) {
    // A number that no count of choices divides.
    if (visited++ % 11 != 0 || HasFatalFailure()) return;
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    const std::string day = "2024-07-01";
    Compare(org->AsOf(*ParseDay(day)), document, day, RoleSets().front(),
            tally);
    if (HasFailure()) FAIL() << document;
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
  EXPECT_GT(tally.key, visited / 44);
  EXPECT_GT(tally.shared, visited / 44);
  EXPECT_GT(tally.unanswered, visited / 44);
}

TEST(OracleKeyPersonsTest, AgreesOnRandomDocuments) {
  const Names days = testing::RandomDocumentOptions().days;
  Tally tally;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = testing::RandomDocument(bits);
    const absl::StatusOr<Organization> org =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(org.ok()) << org.status() << " " << document;
    const std::string& day = days[seed % days.size()];
    Compare(org->AsOf(*ParseDay(day)), document, day,
            RoleSets()[bits() % RoleSets().size()], tally);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << document;
  }
  EXPECT_GT(tally.key, testing::kRandomDocuments / 4);
  EXPECT_GT(tally.shared, testing::kRandomDocuments / 20);
  EXPECT_GT(tally.unanswered, testing::kRandomDocuments / 2);
}

// All groups are tried; the best is the smallest, then the one that leaves
// most, then the one whose ids come first.
void CompareGroups(const Snapshot& snapshot, const Json& document,
                   const std::string& day, double share, std::size_t& several,
                   std::size_t& found) {
  const Names roles = NamesOf(RoleSets().front());
  const Oracle oracle(document, day);
  const std::set<std::string> before = Unanswered(oracle, roles);
  const std::size_t answered = oracle.ExpectedWork().size() - before.size();
  const Names persons = oracle.Nodes("person");
  Names best;
  Names best_orphaned;
  for (std::uint32_t set = 1; set < (1u << persons.size()); ++set) {
    const auto size = static_cast<std::size_t>(std::popcount(set));
    if (!best.empty() && size > best.size()) continue;
    Names group;
    for (std::size_t i = 0; i < persons.size(); ++i) {
      if ((set >> i & 1) != 0) group.push_back(persons[i]);
    }
    const Oracle without(Without(document, group), day);
    const Names orphaned = Without(Unanswered(without, roles), before);
    if (!(static_cast<double>(orphaned.size()) >
          share * static_cast<double>(answered))) {
      continue;
    }
    if (best.empty() || size < best.size() ||
        orphaned.size() > best_orphaned.size() ||
        (orphaned.size() == best_orphaned.size() && group < best)) {
      best = group;
      best_orphaned = orphaned;
    }
  }
  const auto group = FindCriticalGroup(snapshot, share);
  ASSERT_TRUE(group.ok()) << group.status();
  const Organization& org = snapshot.organization();
  ASSERT_EQ(NamesOf(org, group->persons), best);
  ASSERT_EQ(NamesOf(org, group->orphaned), best_orphaned);
  ASSERT_EQ(group->found, !best.empty());
  EXPECT_TRUE(group->exact);
  several += best.size() > 1 ? 1 : 0;
  found += best.empty() ? 0 : 1;
}

TEST(OracleKeyPersonsTest, FindsTheBestGroupOfRandomDocuments) {
  testing::RandomDocumentOptions options;
  options.max_persons = 5;
  constexpr std::array kShares = {0.0, 0.25, 0.5, 2.0 / 3, 0.9};
  std::size_t several = 0;
  std::size_t found = 0;
  const std::uint64_t documents = testing::kRandomDocuments / 10;
  for (std::uint64_t seed = 0; seed < documents; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = testing::RandomDocument(bits, options);
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    const std::string day = options.days[bits() % options.days.size()];
    CompareGroups(org->AsOf(*ParseDay(day)), document, day,
                  kShares[bits() % kShares.size()], several, found);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << document;
  }
  EXPECT_GT(found, documents / 4);
  EXPECT_GT(several, documents / 40);
}

}  // namespace
}  // namespace zeren
