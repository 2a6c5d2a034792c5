#include "zeren/graph/chain.h"

#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kDay;
using testing::SnapshotOrDie;

// The chain as text: "post:a by unit-head", and "(cut)" if it is not complete.
std::vector<std::string> ChainText(const Snapshot& snapshot,
                                   std::string_view name) {
  const absl::StatusOr<Chain> chain = ChainOf(snapshot, *snapshot.Find(name));
  EXPECT_TRUE(chain.ok()) << chain.status();
  std::vector<std::string> text;
  for (const ChainHop& hop : chain->hops) {
    text.push_back(snapshot.organization().NameOf(hop.node) + " by " +
                   std::string(NameOf(hop.rule)));
  }
  if (!chain->complete) text.push_back("(cut)");
  return text;
}

std::vector<std::string> PersonsUnderText(const Snapshot& snapshot,
                                          std::string_view post) {
  std::vector<std::string> ids;
  for (const PersonId person :
       PersonsUnder(snapshot, *snapshot.Find(post)->As<PostId>())) {
    ids.emplace_back(snapshot.organization().id(person));
  }
  return ids;
}

// A school above a department above a branch; school and branch have a head.
Records School() {
  Records records;
  records.units = {
      {.id = "school", .kind = "school"},
      {.id = "department", .kind = "department", .parent = "school"},
      {.id = "branch", .kind = "branch", .parent = "department"}};
  records.posts = {{.id = "rector", .unit = "school", .kind = "head"},
                   {.id = "secretary", .unit = "branch", .kind = "head"},
                   {.id = "clerk", .unit = "branch", .kind = "clerk"},
                   {.id = "porter", .unit = "department", .kind = "porter"}};
  records.persons = {{.id = "ann"}, {.id = "bea"}, {.id = "cyd"}};
  return records;
}

TEST(ChainTest, DocumentationExample) {
  Records records = School();
  records.memberships = {{.person = "ann", .unit = "branch"}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(ChainText(today, "person:ann"),
              ElementsAre("post:secretary by unit-head",
                          "post:rector by ancestor-head"));
}

TEST(ChainTest, UnitsTasksAndDutiesGoUpByTheirOwnLines) {
  Records records = School();
  records.tasks = {{.id = "plan", .unit = "school"},
                   {.id = "step", .unit = "branch", .parent = "plan"}};
  records.duties = {{.id = "safety"}, {.id = "fire", .superior = "safety"}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(
      ChainText(today, "unit:branch"),
      ElementsAre("unit:department by parent", "unit:school by parent"));
  EXPECT_THAT(ChainText(today, "task:step"),
              ElementsAre("task:plan by parent"));
  EXPECT_THAT(ChainText(today, "duty:fire"),
              ElementsAre("duty:safety by superior"));
  EXPECT_THAT(ChainText(today, "unit:school"), IsEmpty());
}

TEST(ChainTest, PostsNameTheRuleOfEachHop) {
  Records records = School();
  records.posts.push_back(
      {.id = "aide", .unit = "branch", .kind = "aide", .reports_to = "clerk"});
  records.reporting_lines = {{.post = "porter", .reports_to = "aide"}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(
      ChainText(today, "post:porter"),
      ElementsAre("post:aide by reporting-line", "post:clerk by reports-to",
                  "post:secretary by unit-head",
                  "post:rector by ancestor-head"));
}

TEST(ChainTest, APersonAnswersToTheHeadOfTheUnitOrOfTheNearestAncestor) {
  Records records = School();
  records.memberships = {{.person = "ann", .unit = "branch"},
                         {.person = "bea", .unit = "department"}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(ChainText(today, "person:ann"),
              ElementsAre("post:secretary by unit-head",
                          "post:rector by ancestor-head"));
  EXPECT_THAT(ChainText(today, "person:bea"),
              ElementsAre("post:rector by ancestor-head"));
}

TEST(ChainTest, WhoHoldsTheHeadPostAnswersAsThePostDoes) {
  Records records = School();
  records.memberships = {{.person = "ann", .unit = "branch"},
                         {.person = "bea", .unit = "department"}};
  records.appointments = {{.person = "ann", .post = "secretary"},
                          {.person = "bea", .post = "rector"}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(ChainText(today, "person:ann"),
              ElementsAre("post:rector by ancestor-head"));
  EXPECT_THAT(ChainText(today, "person:bea"), IsEmpty());
}

TEST(ChainTest, ActingAndAbsentHoldersOfTheHeadPostHoldIt) {
  Records records = School();
  records.memberships = {{.person = "ann", .unit = "branch"},
                         {.person = "bea", .unit = "branch"}};
  records.appointments = {
      {.person = "ann", .post = "secretary", .mode = AppointmentMode::kActing},
      {.person = "bea", .post = "secretary"}};
  records.absences = {{.person = "bea"}};
  const Snapshot today = SnapshotOrDie(records);
  for (const char* person : {"person:ann", "person:bea"}) {
    EXPECT_THAT(ChainText(today, person),
                ElementsAre("post:rector by ancestor-head"));
  }
}

TEST(ChainTest, AHomeMembershipGoesBeforeOthersHoweverLateTheyBegan) {
  Records records = School();
  records.memberships = {{.person = "ann", .unit = "department"},
                         {.person = "ann",
                          .unit = "branch",
                          .home = false,
                          .valid_from = absl::CivilDay(2026, 1, 1)}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_EQ(MainUnitOf(today, *today.Find("person:ann")->As<PersonId>()),
            today.Find("unit:department")->As<UnitId>());
}

TEST(ChainTest, OfSeveralMembershipsTheLatestStartCountsThenTheSmallerId) {
  for (const bool home : {true, false}) {
    Records records = School();
    const absl::CivilDay early(2025, 1, 1);
    const absl::CivilDay late(2026, 1, 1);
    const auto join = [&](const char* person, const char* unit,
                          std::optional<absl::CivilDay> from) {
      records.memberships.push_back(
          {.person = person, .unit = unit, .home = home, .valid_from = from});
    };
    join("ann", "branch", std::nullopt);
    join("ann", "school", early);
    join("ann", "department", late);
    join("bea", "school", late);
    join("bea", "department", late);
    join("cyd", "department", absl::CivilDay(2027, 1, 1));  // Not yet.
    const Snapshot today = SnapshotOrDie(records);
    const auto main_unit = [&](std::string_view person) -> std::string {
      const std::optional<UnitId> unit =
          MainUnitOf(today, *today.Find(person)->As<PersonId>());
      return unit ? today.organization().NameOf(*unit) : "none";
    };
    EXPECT_EQ(main_unit("person:ann"), "unit:department");
    EXPECT_EQ(main_unit("person:bea"), "unit:department");
    EXPECT_EQ(main_unit("person:cyd"), "none");
  }
}

TEST(ChainTest, WithoutAnyHeadAPersonAnswersAsTheOwnPostDoes) {
  Records records;
  records.units = {{.id = "u", .kind = "unit"}};
  records.persons = {
      {.id = "ann"}, {.id = "bea"}, {.id = "cyd"}, {.id = "dee"}};
  for (const char* boss : {"boss-1", "boss-2", "boss-3"}) {
    records.posts.push_back({.id = boss, .unit = "u", .kind = "post"});
  }
  records.posts.push_back(
      {.id = "p1", .unit = "u", .kind = "post", .reports_to = "boss-1"});
  records.posts.push_back(
      {.id = "p2", .unit = "u", .kind = "post", .reports_to = "boss-2"});
  records.posts.push_back(
      {.id = "p3", .unit = "u", .kind = "post", .reports_to = "boss-3"});
  const absl::CivilDay late(2026, 1, 1);
  // Ann is in a unit without a head; the others are placed nowhere.
  records.memberships = {{.person = "ann", .unit = "u"}};
  records.appointments = {// Not acting before acting, however late.
                          {.person = "ann", .post = "p2"},
                          {.person = "ann",
                           .post = "p1",
                           .mode = AppointmentMode::kActing,
                           .valid_from = late},
                          // The latest start.
                          {.person = "bea", .post = "p1"},
                          {.person = "bea", .post = "p3", .valid_from = late},
                          // The smaller id.
                          {.person = "cyd", .post = "p3"},
                          {.person = "cyd", .post = "p2"},
                          // One that is over does not count.
                          {.person = "dee", .post = "p1", .valid_to = late}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(ChainText(today, "person:ann"),
              ElementsAre("post:boss-2 by reports-to"));
  EXPECT_THAT(ChainText(today, "person:bea"),
              ElementsAre("post:boss-3 by reports-to"));
  EXPECT_THAT(ChainText(today, "person:cyd"),
              ElementsAre("post:boss-2 by reports-to"));
  EXPECT_THAT(ChainText(today, "person:dee"), IsEmpty());
}

TEST(ChainTest, AChainThatEndsAtACutIsNotComplete) {
  Records records;
  records.units = {{.id = "a", .kind = "unit", .parent = "b"},
                   {.id = "b", .kind = "unit", .parent = "a"},
                   {.id = "c", .kind = "unit", .parent = "b"},
                   {.id = "alone", .kind = "unit"}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(ChainText(today, "unit:c"),
              ElementsAre("unit:b by parent", "unit:a by parent", "(cut)"));
  EXPECT_THAT(ChainText(today, "unit:alone"), IsEmpty());
  EXPECT_TRUE(SuperiorCut(today, *today.Find("unit:a")));
  EXPECT_FALSE(SuperiorCut(today, *today.Find("unit:b")));
}

TEST(ChainTest, AChainThatEndsBelowACutIsComplete) {
  Records records;
  records.units = {{.id = "a", .kind = "unit", .parent = "b"},
                   {.id = "b", .kind = "unit", .parent = "a"},
                   {.id = "c", .kind = "unit", .parent = "b"}};
  records.posts = {{.id = "head", .unit = "c", .kind = "head"}};
  records.persons = {{.id = "ann"}, {.id = "bea"}};
  records.memberships = {{.person = "ann", .unit = "c"},
                         {.person = "bea", .unit = "b"}};
  const Snapshot today = SnapshotOrDie(records);
  // Ann's superior was found before the cut; the head post's was not.
  EXPECT_THAT(ChainText(today, "person:ann"),
              ElementsAre("post:head by unit-head", "(cut)"));
  EXPECT_FALSE(SuperiorCut(today, *today.Find("person:ann")));
  EXPECT_TRUE(SuperiorCut(today, *today.Find("post:head")));
  EXPECT_THAT(ChainText(today, "person:bea"), ElementsAre("(cut)"));

  records.posts.front().reports_to = BasicReportsTo<std::string>::Nobody();
  const Snapshot written = SnapshotOrDie(records);
  EXPECT_THAT(ChainText(written, "person:ann"),
              ElementsAre("post:head by unit-head"));
}

TEST(ChainTest, ACutThatMayHideAHeadMakesTheOwnPostsAnswerIncomplete) {
  Records records;
  records.units = {{.id = "a", .kind = "unit", .parent = "b"},
                   {.id = "b", .kind = "unit", .parent = "a"}};
  records.posts = {
      {.id = "boss", .unit = "absent", .kind = "post"},
      {.id = "own", .unit = "a", .kind = "post", .reports_to = "boss"}};
  records.persons = {{.id = "ann"}};
  records.memberships = {{.person = "ann", .unit = "b"}};
  records.appointments = {{.person = "ann", .post = "own"}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(ChainText(today, "person:ann"),
              ElementsAre("post:boss by reports-to", "(cut)"));
  EXPECT_TRUE(SuperiorCut(today, *today.Find("person:ann")));
}

TEST(ChainTest, RecordsLeftOutMakeEveryChainIncomplete) {
  Records records = School();
  records.units.push_back({.id = "", .kind = "unit"});
  const absl::StatusOr<Organization> organization =
      BuildOrganization(records, *BuiltInProfile("generic"), {.lenient = true});
  ASSERT_TRUE(organization.ok()) << organization.status();
  EXPECT_THAT(ChainText(organization->AsOf(kDay), "unit:school"),
              ElementsAre("(cut)"));
}

TEST(ChainTest, WhatIsNotInForceHasNoSuperior) {
  Records records = School();
  records.units.push_back({.id = "closed",
                           .kind = "unit",
                           .parent = "school",
                           .valid_to = absl::CivilDay(2026, 11, 22)});
  const Snapshot today = SnapshotOrDie(records);
  const Node closed = *today.Find("unit:closed");
  EXPECT_EQ(SuperiorOf(today, closed), std::nullopt);
  EXPECT_FALSE(SuperiorCut(today, closed));
  const absl::Status status = ChainOf(today, closed).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "\"unit:closed\" is not in force on 2026-11-22");
}

TEST(ChainTest, EventsFindingsDelegationsAndTheDocumentHaveNoSuperiors) {
  Records records = School();
  records.events = {{.id = "e",
                     .kind = "meeting",
                     .subject = "unit:school",
                     .day = absl::CivilDay(2026, 1, 1)}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_EQ(SuperiorOf(today, *today.Find("event:e")), std::nullopt);
  const absl::Status of_event = ChainOf(today, *today.Find("event:e")).status();
  EXPECT_EQ(of_event.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(of_event.message(),
            "\"event:e\" has no superiors; ask for a unit, post, person, task "
            "or duty");
  const absl::Status of_document = ChainOf(today, Node()).status();
  EXPECT_EQ(of_document.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(of_document.message(),
            "\"document\" has no superiors; ask for a unit, post, person, task "
            "or duty");
}

TEST(ChainTest, LowestCommonSuperiorsAreOfOneTree) {
  Records records = School();
  records.units.push_back(
      {.id = "second", .kind = "branch", .parent = "department"});
  records.units.push_back({.id = "other", .kind = "school"});
  records.units.push_back({.id = "closed",
                           .kind = "unit",
                           .parent = "school",
                           .valid_to = absl::CivilDay(2026, 1, 1)});
  const Snapshot today = SnapshotOrDie(records);
  const auto units = [&](std::string_view a, std::string_view b) {
    const std::optional<UnitId> lowest =
        LowestCommonSuperior(today, *today.organization().FindId<UnitId>(a),
                             *today.organization().FindId<UnitId>(b));
    return lowest ? today.organization().id(*lowest) : "none";
  };
  EXPECT_EQ(units("branch", "second"), "department");
  EXPECT_EQ(units("branch", "department"), "department");
  EXPECT_EQ(units("branch", "branch"), "branch");
  EXPECT_EQ(units("branch", "other"), "none");
  EXPECT_EQ(units("branch", "closed"), "none");
  EXPECT_EQ(LowestCommonSuperior(today, *today.Find("post:clerk")->As<PostId>(),
                                 *today.Find("post:porter")->As<PostId>()),
            today.Find("post:rector")->As<PostId>());
}

TEST(ChainTest, PersonsUnderAPostComeById) {
  Records records = School();
  records.persons.push_back({.id = "Zoe"});
  records.memberships = {{.person = "cyd", .unit = "branch"},
                         {.person = "Zoe", .unit = "department"},
                         {.person = "ann", .unit = "school"},
                         {.person = "bea", .unit = "branch"}};
  records.appointments = {{.person = "bea", .post = "secretary"}};
  const Snapshot today = SnapshotOrDie(records);
  EXPECT_THAT(PersonsUnderText(today, "post:rector"),
              ElementsAre("Zoe", "ann", "bea"));
  EXPECT_THAT(PersonsUnderText(today, "post:secretary"), ElementsAre("cyd"));
  EXPECT_THAT(PersonsUnderText(today, "post:clerk"), IsEmpty());
}

TEST(ChainTest, SeveralThreadsMayAskForPersonsFirst) {
  Records records = School();
  records.memberships = {{.person = "ann", .unit = "branch"}};
  const Snapshot today = SnapshotOrDie(records);
  const PostId secretary = *today.Find("post:secretary")->As<PostId>();
  std::vector<std::size_t> sizes(4);
  std::vector<std::thread> threads;
  for (std::size_t& size : sizes) {
    threads.emplace_back([&] { size = PersonsUnder(today, secretary).size(); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(sizes, ElementsAre(1, 1, 1, 1));
}

TEST(ChainTest, AChainMayHaveAMillionLevels) {
  const Snapshot today = testing::DeepChainOrDie(1'000'000);
  const absl::StatusOr<Chain> chain =
      ChainOf(today, *today.Find("unit:u0999999"));
  ASSERT_TRUE(chain.ok()) << chain.status();
  ASSERT_EQ(chain->hops.size(), 999'999u);
  EXPECT_EQ(today.organization().NameOf(chain->hops.back().node),
            "unit:u0000000");
  EXPECT_TRUE(chain->complete);
}

}  // namespace
}  // namespace zeren
