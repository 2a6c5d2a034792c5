#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/catalogue/found.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::zeren::testing::Found;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;
using Json = nlohmann::json;

// A unit that Ann heads, with two tasks and a duty; Bob is there, too.
Records OneHead() {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.posts = {{.id = "head", .unit = "school", .kind = "head"}};
  records.persons = {{.id = "ann"}, {.id = "bob"}};
  records.appointments = {{.person = "ann", .post = "head"}};
  records.tasks = {{.id = "plan", .unit = "school"},
                   {.id = "report", .unit = "school"}};
  records.duties = {{.id = "law", .bearer = "unit:school"}};
  return records;
}

TEST(KeyPersonTest, FindsWhoIsAloneWithThatMuchWork) {
  const Snapshot snapshot = SnapshotOrDie(OneHead());
  EXPECT_THAT(Found(snapshot, "key_person", {{"n", 3}}),
              ElementsAre("person:ann {\"count\":3,\"work\":[\"duty:law\","
                          "\"task:plan\",\"task:report\"]}"));
  EXPECT_THAT(Found(snapshot, "key_person", {{"n", 4}}), IsEmpty());
  EXPECT_THAT(Said(snapshot, "key_person", "en", {{"n", 1}}),
              ElementsAre("nobody but person:ann is there for 3 pieces of "
                          "work: duty:law, task:plan, task:report"));
  EXPECT_THAT(
      Said(snapshot, "key_person", "zh", {{"n", 1}}),
      ElementsAre("除person:ann外，3项工作无人可就地负责：duty:law、task:"
                  "plan、task:report"));
}

TEST(KeyPersonTest, IsContentWithASecondOneWhoIsPresent) {
  Records records = OneHead();
  records.appointments.push_back({.person = "bob", .post = "head"});
  EXPECT_THAT(Found(SnapshotOrDie(records), "key_person", {{"n", 1}}),
              IsEmpty());
  records.absences = {{.person = "bob"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "key_person", {{"n", 1}}).size(),
              1u);
}

TEST(KeyPersonTest, CountsNoTaskThatIsDone) {
  Records records = OneHead();
  records.progress = {
      {.task = "plan", .day = testing::Day(2026, 11, 1), .done = 1}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "key_person", {{"n", 3}}),
              IsEmpty());
}

TEST(KeyPersonTest, AsksForANumberOfOneOrMore) {
  Rule rule;
  rule.id = "key";
  rule.check = "key_person";
  Profile profile;
  profile.rules = {rule};
  EXPECT_THAT(
      std::string(
          BindRules(profile, CheckRegistry::BuiltIn()).status().message()),
      HasSubstr("n is missing"));
  profile.rules[0].params = {{"n", 0}};
  EXPECT_THAT(
      std::string(
          BindRules(profile, CheckRegistry::BuiltIn()).status().message()),
      HasSubstr("n is 0"));
}

// The oracle takes each person away and asks again.
TEST(KeyPersonTest, AgreesWithTakingPeopleAway) {
  const std::vector<std::string> days = testing::RandomDocumentOptions().days;
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 5; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = testing::RandomDocument(bits);
    const std::string& day = days[bits() % days.size()];
    const auto n = static_cast<std::int64_t>(1 + bits() % 3);
    const std::vector<std::string> roles = {"accountable", "responsible"};
    const auto unanswered = [&](const Json& asked) {
      const testing::Oracle oracle(asked, day);
      std::set<std::string> work;
      for (const std::string& one : oracle.ExpectedWork()) {
        if (!oracle.AnsweredOnTheSpot(one, roles)) work.insert(one);
      }
      return work;
    };
    const testing::Oracle oracle(document, day);
    const std::set<std::string> now = unanswered(document);
    std::vector<std::string> expected;
    for (const std::string& person : oracle.Nodes("person")) {
      if (!oracle.InForce(person)) continue;
      Json without = document;
      without["absences"].push_back({{"person", person.substr(7)}});
      Json work = Json::array();
      for (const std::string& one : unanswered(without)) {
        if (!now.contains(one)) work.push_back(one);
      }
      if (work.size() < static_cast<std::size_t>(n)) continue;
      expected.push_back(person + " " +
                         Json({{"count", work.size()}, {"work", work}}).dump());
    }
    const absl::StatusOr<Organization> org =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(org.ok()) << org.status();
    ASSERT_EQ(Found(org->AsOf(*ParseDay(day)), "key_person", {{"n", n}}),
              expected)
        << "seed " << seed << ": " << document;
    found += expected.size();
  }
  EXPECT_GT(found, testing::kRandomDocuments / 100);
}

}  // namespace
}  // namespace zeren
