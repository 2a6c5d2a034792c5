#include "zeren/graph/matching.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kDay;

Profile TestProfile() {
  const absl::StatusOr<Profile> profile = ParseProfile(R"({
    "id": "test", "extends": "generic",
    "unit_kinds": [{"id": "school", "level": 0}, {"id": "branch", "level": 2}],
    "standings": [{"id": "full", "counts_as": ["all", "voting"]},
                  {"id": "probationary", "counts_as": ["all"]},
                  {"id": "guest"}]})");
  EXPECT_TRUE(profile.ok()) << profile.status();
  return profile.ok() ? *profile : Profile();
}

// A bit of everything: one node of each kind, and two of some.
Snapshot Sample() {
  Records records;
  records.units = {
      {.id = "school", .kind = "school", .attributes = {{"beds", {}}}},
      {.id = "b1",
       .kind = "branch",
       .parent = "school",
       .attributes = {{"beds", std::int64_t{3}},
                      {"rate", 3.0},
                      {"town", std::string("北京")},
                      {"open", true},
                      {"rooms", BasicJson<std::string>{"[1,2]"}},
                      {"gone", BasicJson<std::string>{"null"}}}},
      {.id = "b2", .kind = "odd", .parent = "school"}};
  records.units[0].attributes[0].value = std::int64_t{12};
  records.posts = {{.id = "head", .unit = "b1", .kind = "head"},
                   {.id = "old",
                    .unit = "b1",
                    .kind = "clerk",
                    .valid_to = absl::CivilDay(2026, 1, 1)}};
  records.persons = {{.id = "ann", .birth_date = absl::CivilDay(1996, 11, 22)},
                     {.id = "bea", .birth_date = absl::CivilDay(1996, 11, 23)},
                     {.id = "cyd"},
                     {.id = "dee", .birth_date = absl::CivilDay(2027, 1, 1)}};
  const auto join = [&](const char* person, std::optional<std::string> standing,
                        Until to = {}) {
    records.memberships.push_back({.person = person,
                                   .unit = "b1",
                                   .standing = std::move(standing),
                                   .valid_to = to});
  };
  join("ann", "full");
  join("bea", "probationary");
  join("cyd", std::nullopt);
  join("dee", "guest");
  join("cyd", "full", absl::CivilDay(2026, 1, 1));
  records.duties = {{.id = "d1", .kind = "principal"}, {.id = "d2"}};
  records.tasks = {{.id = "t", .unit = "b1"}};
  records.events = {{.id = "e",
                     .kind = "meeting",
                     .subject = "unit:b1",
                     .day = absl::CivilDay(2026, 1, 1)}};
  const absl::StatusOr<Organization> organization =
      BuildOrganization(records, TestProfile());
  EXPECT_TRUE(organization.ok()) << organization.status();
  return (organization.ok() ? *organization : Organization()).AsOf(kDay);
}

// The names of all nodes that meet a condition, by kind and id.
std::vector<std::string> MatchesOf(const Snapshot& snapshot,
                                   std::string_view json) {
  const absl::StatusOr<Condition> condition = ParseCondition(json);
  EXPECT_TRUE(condition.ok()) << condition.status();
  std::vector<Node> nodes;
  for (std::size_t k = 0; k < kNodeKinds; ++k) {
    const auto kind = static_cast<NodeKind>(k);
    for (std::uint32_t i = 0; i < snapshot.organization().count(kind); ++i) {
      if (Matches(snapshot, Node(kind, i), *condition)) {
        nodes.emplace_back(kind, i);
      }
    }
  }
  std::sort(nodes.begin(), nodes.end(), [&](Node a, Node b) {
    return snapshot.organization().Before(a, b);
  });
  std::vector<std::string> names;
  for (const Node node : nodes) {
    names.push_back(snapshot.organization().NameOf(node));
  }
  return names;
}

TEST(MatchingTest, AnEmptyConditionHoldsOfEverything) {
  EXPECT_THAT(
      MatchesOf(Sample(), "{}"),
      ElementsAre("duty:d1", "duty:d2", "event:e", "person:ann", "person:bea",
                  "person:cyd", "person:dee", "post:head", "post:old", "task:t",
                  "unit:b1", "unit:b2", "unit:school"));
}

TEST(MatchingTest, KindIsThatOfAUnitPostDutyOrEvent) {
  const Snapshot sample = Sample();
  EXPECT_THAT(MatchesOf(sample, R"({"kind": ["branch", "head", "principal"]})"),
              ElementsAre("duty:d1", "post:head", "unit:b1"));
  EXPECT_THAT(MatchesOf(sample, R"({"kind": "meeting"})"),
              ElementsAre("event:e"));
}

TEST(MatchingTest, StandingIsThatOfAMembershipInForce) {
  const Snapshot sample = Sample();
  EXPECT_THAT(MatchesOf(sample, R"({"standing": "full"})"),
              ElementsAre("person:ann"));
  EXPECT_THAT(MatchesOf(sample, R"({"standing": ["full", "guest"]})"),
              ElementsAre("person:ann", "person:dee"));
}

TEST(MatchingTest, LevelIsTheRankOfAUnitsKind) {
  const Snapshot sample = Sample();
  EXPECT_THAT(MatchesOf(sample, R"({"level": 0})"), ElementsAre("unit:school"));
  EXPECT_THAT(MatchesOf(sample, R"({"level": [1, 2]})"),
              ElementsAre("unit:b1"));
}

TEST(MatchingTest, WhoIsAMemberTwiceCountsOnce) {
  Records records;
  records.units = {{.id = "u", .kind = "k"}};
  records.persons = {{.id = "ann"}, {.id = "bea"}};
  for (const char* standing : {"full", "guest", "full"}) {
    records.memberships.push_back(
        {.person = "ann", .unit = "u", .standing = standing});
  }
  records.memberships.push_back({.person = "bea", .unit = "u"});
  const absl::StatusOr<Organization> org =
      BuildOrganization(records, TestProfile());
  ASSERT_TRUE(org.ok()) << org.status();
  const Snapshot today = org->AsOf(absl::CivilDay(2026, 11, 22));
  EXPECT_EQ(HeadCount(today, UnitId{0}, "all"), 2);
  EXPECT_EQ(HeadCount(today, UnitId{0}, "voting"), 1);
  EXPECT_EQ(HeadCount(today, UnitId{0}, "guest"), 1);
}

TEST(MatchingTest, CountsAreOfMembersThatTheHeadCountIncludes) {
  const Snapshot sample = Sample();
  const UnitId b1 = *sample.organization().FindId<UnitId>("b1");
  EXPECT_EQ(HeadCount(sample, b1, "all"), 3);  // Without a standing: in all.
  EXPECT_EQ(HeadCount(sample, b1, "voting"), 1);
  EXPECT_EQ(HeadCount(sample, b1, "probationary"), 1);
  EXPECT_EQ(HeadCount(sample, b1, "guest"), 1);
  EXPECT_EQ(HeadCount(sample, b1, "nonsense"), 0);
  EXPECT_THAT(MatchesOf(sample, R"({"count": {"min": 3}})"),
              ElementsAre("unit:b1"));
  EXPECT_THAT(MatchesOf(sample, R"({"count": {"min": 4}})"), IsEmpty());
  EXPECT_THAT(MatchesOf(sample, R"({"count": {"of": "voting", "max": 0}})"),
              ElementsAre("unit:b2", "unit:school"));
}

TEST(MatchingTest, HasAsksForPostsInForceAndForChildren) {
  const Snapshot sample = Sample();
  EXPECT_THAT(MatchesOf(sample, R"({"has": {"post_kind": "head"}})"),
              ElementsAre("unit:b1"));
  EXPECT_THAT(MatchesOf(sample, R"({"has": {"post_kind": "clerk"}})"),
              IsEmpty());
  EXPECT_THAT(MatchesOf(sample, R"({"has": {"unit_kind": "branch"}})"),
              ElementsAre("unit:school"));
  EXPECT_THAT(
      MatchesOf(sample,
                R"({"has": {"unit_kind": "branch", "post_kind": "head"}})"),
      IsEmpty());
}

TEST(MatchingTest, HasAsksForAMemberWhoMeetsACondition) {
  const Snapshot sample = Sample();
  EXPECT_THAT(
      MatchesOf(sample, R"({"has": {"member": {"standing": "guest"}}})"),
      ElementsAre("unit:b1"));
  EXPECT_THAT(MatchesOf(sample, R"({"has": {"member": {"age": {"max": 29}}}})"),
              ElementsAre("unit:b1"));
  EXPECT_THAT(MatchesOf(sample, R"({"has": {"member": {"age": {"max": 28}}}})"),
              IsEmpty());
  EXPECT_THAT(
      MatchesOf(sample, R"({"has": {"member": {}, "unit_kind": "branch"}})"),
      IsEmpty());
}

TEST(MatchingTest, HasAsksAPersonForThePostsHeld) {
  Records records;
  records.units = {{.id = "u", .kind = "k"}};
  records.posts = {{.id = "head", .unit = "u", .kind = "head"}};
  records.persons = {{.id = "ann"}, {.id = "bea"}};
  records.appointments = {{.person = "ann", .post = "head"},
                          {.person = "bea",
                           .post = "head",
                           .valid_to = absl::CivilDay(2026, 1, 1)}};
  const Snapshot sample = testing::SnapshotOrDie(records);
  EXPECT_THAT(MatchesOf(sample, R"({"has": {"post_kind": "head"}})"),
              ElementsAre("person:ann", "unit:u"));
  EXPECT_THAT(
      MatchesOf(sample, R"({"has": {"post_kind": "head", "unit_kind": "k"}})"),
      IsEmpty());
}

TEST(MatchingTest, AttributesAreComparedByValue) {
  const Snapshot sample = Sample();
  const auto units = [&](const std::string& test) {
    return MatchesOf(sample, R"({"attribute": {"name": )" + test + "}}");
  };
  EXPECT_THAT(units(R"("town", "equals": "北京")"), ElementsAre("unit:b1"));
  EXPECT_THAT(units(R"("town", "equals": "北")"), IsEmpty());
  EXPECT_THAT(units(R"("open", "equals": true)"), ElementsAre("unit:b1"));
  EXPECT_THAT(units(R"("open", "equals": 1)"), IsEmpty());
  EXPECT_THAT(units(R"("beds", "in": [3, "x"])"), ElementsAre("unit:b1"));
  EXPECT_THAT(units(R"("beds", "min": 3, "max": 12)"),
              ElementsAre("unit:b1", "unit:school"));
  EXPECT_THAT(units(R"("beds", "min": 3.5)"), ElementsAre("unit:school"));
  EXPECT_THAT(units(R"("town", "min": 0)"), IsEmpty());
  EXPECT_THAT(units(R"("rooms", "equals": 1)"), IsEmpty());
}

TEST(MatchingTest, WholeNumbersEqualThoseWithAPoint) {
  const Snapshot sample = Sample();
  for (const char* name : {"beds", "rate"}) {
    for (const char* number : {"3", "3.0"}) {
      EXPECT_THAT(
          MatchesOf(sample, std::string(R"({"attribute": {"name": ")") + name +
                                R"(", "equals": )" + number + "}}"),
          ElementsAre("unit:b1"));
    }
  }
}

TEST(MatchingTest, PresenceIsAskedOfNodesThatCanHaveAttributes) {
  const Snapshot sample = Sample();
  EXPECT_THAT(
      MatchesOf(sample, R"({"attribute": {"name": "rooms", "present": true}})"),
      ElementsAre("unit:b1"));
  // Null is the same as not written; a duty has no attributes.
  EXPECT_THAT(
      MatchesOf(sample, R"({"attribute": {"name": "gone", "present": true}})"),
      IsEmpty());
  EXPECT_THAT(
      MatchesOf(sample, R"({"attribute": {"name": "beds", "present": false}})"),
      ElementsAre("person:ann", "person:bea", "person:cyd", "person:dee",
                  "post:head", "post:old", "task:t", "unit:b2"));
}

TEST(MatchingTest, AgeIsInWholeYearsBothBoundsIncluded) {
  const Snapshot sample = Sample();
  EXPECT_THAT(MatchesOf(sample, R"({"age": {"min": 30}})"),
              ElementsAre("person:ann"));
  EXPECT_THAT(MatchesOf(sample, R"({"age": {"min": 29, "max": 29}})"),
              ElementsAre("person:bea"));
  // Not who is of unknown age, or not born yet.
  EXPECT_THAT(MatchesOf(sample, R"({"age": {"max": 100}})"),
              ElementsAre("person:ann", "person:bea"));
}

TEST(MatchingTest, WhoIsBornOn29FebruaryIsAYearOlderOn1March) {
  Records records;
  records.persons = {{.id = "leap", .birth_date = absl::CivilDay(2000, 2, 29)}};
  const Organization organization = testing::BuildOrDie(records);
  Condition adult;
  adult.age = Condition::Age{.min = 18, .max = {}};
  const Node leap = *organization.Find("person:leap");
  EXPECT_FALSE(
      Matches(organization.AsOf(absl::CivilDay(2018, 2, 28)), leap, adult));
  EXPECT_TRUE(
      Matches(organization.AsOf(absl::CivilDay(2018, 3, 1)), leap, adult));
}

TEST(MatchingTest, SeveralPartsMustAllHold) {
  const Snapshot sample = Sample();
  EXPECT_THAT(MatchesOf(sample, R"({"kind": ["branch", "odd"], "level": 2})"),
              ElementsAre("unit:b1"));
}

TEST(MatchingTest, AllAnyAndNotCombineConditions) {
  const Snapshot sample = Sample();
  EXPECT_THAT(
      MatchesOf(sample,
                R"({"all": [{"kind": ["branch", "odd"]}, {"level": 2}]})"),
      ElementsAre("unit:b1"));
  EXPECT_THAT(MatchesOf(sample, R"({"any": [{"kind": "odd"}, {"level": 0}]})"),
              ElementsAre("unit:b2", "unit:school"));
  EXPECT_THAT(MatchesOf(sample, R"({"any": []})"), IsEmpty());
  EXPECT_THAT(MatchesOf(sample, R"({"all": []})").size(), 13u);
  EXPECT_THAT(MatchesOf(sample, R"({"kind": ["branch", "odd", "school"],
                                    "not": [{"level": 0}, {"level": 2}]})"),
              ElementsAre("unit:b2"));
}

}  // namespace
}  // namespace zeren
