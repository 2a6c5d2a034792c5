#include "zeren/assign/candidates.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/assign/plan_fixture.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class CandidatesTest : public PlanFixture {
 protected:
  CandidateList List(std::string_view task,
                     const CandidateOptions& options = {}) {
    const auto list = Candidates(Today(), Task(task), options);
    EXPECT_TRUE(list.ok()) << list.status();
    return list.ok() ? *list : CandidateList();
  }
  std::vector<std::string> Names(const CandidateList& list) {
    std::vector<std::string> names;
    for (const Candidate& c : list.candidates) {
      names.emplace_back(Today().organization().id(c.person));
    }
    return names;
  }
  std::map<std::string, std::string> Why(const CandidateList& list) {
    std::map<std::string, std::string> why;
    for (const Excluded& e : list.excluded) {
      why[std::string(Today().organization().id(e.person))] =
          NameOf(e.exclusion.reason);
    }
    return why;
  }
  // The only exclusion, in words.
  std::string Said(const CandidateList& list, std::string_view language) {
    EXPECT_EQ(list.excluded.size(), 1u);
    const Excluded& e = list.excluded.at(0);
    return std::string(Describe(Today(), e.person, e.exclusion).In(language));
  }
  static std::vector<std::string> PlacesOfProblems(const absl::Status& status) {
    std::vector<std::string> places;
    for (const Problem& problem : Problems(status)) {
      places.push_back(problem.pointer);
    }
    return places;
  }
};

TEST_F(CandidatesTest, AreThoseBelowTheUnitOfTheTask) {
  AddUnit("branch", "whole");
  AddUnit("other", "whole");
  AddPerson("above", "whole");
  AddPerson("here", "branch");
  AddPerson("there", "other");
  AddTask({.id = "t", .unit = "branch"});
  EXPECT_THAT(Names(List("t")), ElementsAre("here"));
  EXPECT_THAT(List("t").excluded, IsEmpty());
  EXPECT_THAT(Names(List("t", {.scope = Unit("other")})), ElementsAre("there"));
  EXPECT_THAT(Names(List("t", {.whole_organization = true})),
              UnorderedElementsAre("above", "here", "there"));
  const auto why = WhyNotCandidate(Today(), Task("t"), Person("there"));
  ASSERT_TRUE(why.ok() && *why);
  EXPECT_EQ((*why)->reason, ExclusionReason::kOutOfScope);
  EXPECT_EQ(*WhyNotCandidate(Today(), Task("t"), Person("here")), std::nullopt);
}

TEST_F(CandidatesTest, CanBeHoldersOfSomeKindsOfPostsOrOfSomeLevels) {
  Profile profile = *BuiltInProfile("generic");
  profile.unit_kinds.push_back({.id = "office", .level = 1});
  builder_.SetProfile(profile);
  builder_.AddUnit({.id = "office", .kind = "office", .parent = "whole"});
  AddPerson("member", "whole");
  AddPerson("clerk", "whole");
  AddPerson("official", "office");
  builder_.AddPost({.id = "desk", .unit = "whole", .kind = "clerk"});
  builder_.AddAppointment({.person = "clerk", .post = "desk"});
  AddTask({.id = "t", .unit = "whole"});
  EXPECT_THAT(Names(List("t", {.post_kinds = {"clerk"}})),
              ElementsAre("clerk"));
  EXPECT_THAT(Names(List("t", {.levels = {1}})), ElementsAre("official"));
}

TEST_F(CandidatesTest, AreThereOnEveryDayOfTheTask) {
  const absl::CivilDay april(2026, 4, 1);
  AddPerson("stays", "whole");
  AddPerson("leaves", "whole", {.valid_to = absl::CivilDay(2026, 4, 20)});
  AddPerson("away", "whole");
  builder_.AddAbsence({.person = "away",
                       .valid_from = absl::CivilDay(2026, 4, 30),
                       .valid_to = absl::CivilDay(2026, 5, 9)});
  AddTask({.id = "april",
           .unit = "whole",
           .start = april,
           .due = absl::CivilDay(2026, 4, 30)});
  AddTask({.id = "early",
           .unit = "whole",
           .start = april,
           .due = absl::CivilDay(2026, 4, 19)});
  AddTask({.id = "endless", .unit = "whole"});
  EXPECT_THAT(Names(List("april")), ElementsAre("stays"));
  EXPECT_THAT(Why(List("april")), ElementsAre(Pair("away", "absent"),
                                              Pair("leaves", "not-in-force")));
  EXPECT_EQ(List("april").excluded[0].exclusion.day,
            absl::CivilDay(2026, 4, 30));
  EXPECT_EQ(List("april").excluded[1].exclusion.day,
            absl::CivilDay(2026, 4, 20));
  EXPECT_THAT(Names(List("early")),
              UnorderedElementsAre("stays", "leaves", "away"));
  EXPECT_THAT(Names(List("endless")), ElementsAre("stays"));
}

TEST_F(CandidatesTest, HaveEverySkill) {
  AddPerson("both", "whole", {.skills = {"law", "finance"}});
  AddPerson("one", "whole", {.skills = {"law"}});
  AddTask({.id = "t", .unit = "whole", .requires_ = {"finance", "law"}});
  EXPECT_THAT(Names(List("t")), ElementsAre("both"));
  EXPECT_EQ(Said(List("t"), "en"), "“one” lacks the skill “finance”");
  EXPECT_EQ(Said(List("t"), "zh"), "“one”缺少技能“finance”");
}

TEST_F(CandidatesTest, DoNotOverseeTheTaskNorTheirOwnOverseer) {
  AddPost("boss-post", "whole", "head");
  builder_.AddPost({.id = "audit", .unit = "whole", .kind = "auditor"});
  AddPerson("auditor", "whole");
  AddPerson("boss", "whole");
  AddPerson("doer", "whole");
  builder_.AddAppointment({.person = "auditor", .post = "audit"});
  builder_.AddAppointment({.person = "boss", .post = "boss-post"});
  AddTask({.id = "t", .unit = "whole"});
  Assign("t", "post:audit", Role::kOversight);
  EXPECT_THAT(Names(List("t")), ElementsAre("doer"));
  EXPECT_THAT(Why(List("t")), ElementsAre(Pair("auditor", "incompatible-role"),
                                          Pair("boss", "oversight-line")));
  EXPECT_THAT(Names(List("t", {.incompatible_roles = {}})),
              UnorderedElementsAre("auditor", "boss", "doer"));
}

TEST_F(CandidatesTest, HoldNoMorePostsThanTheProfileAllows) {
  Profile profile = *BuiltInProfile("generic");
  profile.post_kinds.push_back({.id = "chair", .max_per_person = 1});
  builder_.SetProfile(profile);
  AddPerson("busy", "whole");
  for (const char* post : {"c1", "c2"}) {
    builder_.AddPost({.id = post, .unit = "whole", .kind = "chair"});
    builder_.AddAppointment({.person = "busy", .post = post});
  }
  AddTask({.id = "t", .unit = "whole"});
  EXPECT_EQ(Said(List("t"), "en"),
            "“busy” holds more posts of kind “chair” than allowed");
}

TEST_F(CandidatesTest, HaveCapacityOnEveryDayForWhatTheyBearAlready) {
  AddPerson("p", "whole", {.capacity = 2});
  AddTask({.id = "march",
           .unit = "whole",
           .start = absl::CivilDay(2026, 3, 1),
           .due = absl::CivilDay(2026, 3, 31)});
  AddTask({.id = "late-march",
           .unit = "whole",
           .start = absl::CivilDay(2026, 3, 20),
           .due = absl::CivilDay(2026, 3, 31)});
  Assign("march", "person:p", Role::kResponsible);
  Assign("late-march", "person:p", Role::kResponsible);
  AddTask({.id = "early",
           .unit = "whole",
           .start = absl::CivilDay(2026, 3, 1),
           .due = absl::CivilDay(2026, 3, 19)});
  AddTask({.id = "all",
           .unit = "whole",
           .start = absl::CivilDay(2026, 3, 1),
           .due = absl::CivilDay(2026, 4, 30)});
  EXPECT_THAT(Names(List("early")), ElementsAre("p"));
  // One task that is borne already makes one pair with it.
  EXPECT_EQ(List("early").candidates[0].cost.load, 100);
  EXPECT_THAT(Why(List("all")), ElementsAre(Pair("p", "no-capacity")));
  EXPECT_EQ(List("all").excluded[0].exclusion.day, absl::CivilDay(2026, 3, 20));
  // The task itself is no load.
  EXPECT_THAT(Names(List("march")), ElementsAre("p"));
  EXPECT_EQ(List("march").candidates[0].cost.change, 0);
}

TEST_F(CandidatesTest, BearNothingForTasksThatAreDoneCancelledOrParents) {
  AddPerson("p", "whole");
  for (const char* task : {"done", "cancelled", "parent"}) {
    TaskView view{.id = task, .unit = "whole"};
    if (std::string_view(task) == "cancelled") {
      view.cancelled = absl::CivilDay(2026, 1, 1);
    }
    AddTask(view);
    Assign(task, "person:p", Role::kResponsible);
  }
  AddTask({.id = "part", .unit = "whole", .parent = "parent", .effort = 0});
  builder_.AddProgress(
      {.task = "done", .day = absl::CivilDay(2026, 1, 1), .done = 1});
  AddTask({.id = "t", .unit = "whole"});
  EXPECT_THAT(Names(List("t")), ElementsAre("p"));
}

TEST_F(CandidatesTest, CostWhatEachPartSays) {
  AddUnit("branch", "whole");
  AddUnit("group", "branch");
  AddPerson("p", "group", {.skills = {"a", "b", "c"}});
  builder_.AddPost({.id = "desk", .unit = "group", .kind = "clerk"});
  builder_.AddAppointment(
      {.person = "p", .post = "desk", .valid_to = absl::CivilDay(2026, 6, 30)});
  AddTask({.id = "t",
           .unit = "whole",
           .due = absl::CivilDay(2026, 4, 1),
           .requires_ = {"b"}});
  const CandidateList list = List("t");
  ASSERT_EQ(list.candidates.size(), 1u);
  const CostParts& cost = list.candidates[0].cost;
  EXPECT_EQ(cost, (CostParts{.distance = 2 * 10,
                             .load = 0,
                             .change = 50,
                             .surplus = 2,
                             .term_end = 20}));
  EXPECT_EQ(cost.total(), 92);
  // 90 days after 1 April is 30 June; one day fewer is before it.
  EXPECT_EQ(List("t", {.term_days = 88}).candidates[0].cost.term_end, 0);
  EXPECT_EQ(List("t", {.weights = {.distance = 7}}).candidates[0].cost.distance,
            14);
}

TEST_F(CandidatesTest, OfATaskWithoutUnitAreNobody) {
  AddPerson("p", "whole");
  AddTask({.id = "t", .unit = "absent"});
  EXPECT_THAT(Names(List("t")), IsEmpty());
  EXPECT_THAT(Names(List("t", {.whole_organization = true})), ElementsAre("p"));
}

TEST_F(CandidatesTest, AreNotSoughtForAProblemThatIsNone) {
  AddPerson("p", "whole");
  AddTask(
      {.id = "t", .unit = "whole", .cancelled = absl::CivilDay(2026, 1, 1)});
  AddUnit("ended", "whole", absl::CivilDay(2025, 1, 1));
  const CandidateOptions options = {
      .scope = Unit("ended"),
      .post_kinds = {"", "clerk"},
      .levels = {-1},
      .incompatible_roles = {static_cast<Role>(77), Role::kResponsible},
      .weights = {.distance = -1, .load = kMaxWeight + 1},
      .term_days = -5};
  const auto list = Candidates(Today(), Task("t"), options);
  EXPECT_EQ(list.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(
      PlacesOfProblems(list.status()),
      ElementsAre(
          "/tasks/0", "/candidates/scope", "/candidates/incompatible_roles/0",
          "/candidates/incompatible_roles/1", "/candidates/post_kinds/0",
          "/candidates/levels/0", "/candidates/term_days",
          "/candidates/weights/distance", "/candidates/weights/load"));
  EXPECT_EQ(Candidates(Today(), TaskId{99}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(WhyNotCandidate(Today(), Task("t"), PersonId{99}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(CandidatesTest, WithCapacitiesBeyondRangeAreRefusedByName) {
  AddPerson("p", "whole", {.capacity = 2e9});
  AddTask({.id = "t", .unit = "whole", .effort = 3e9});
  const auto list = Candidates(Today(), Task("t"));
  EXPECT_THAT(std::string(list.status().message()),
              HasSubstr("the effort of task:t is above 1e9"));
  ASSERT_EQ(Problems(list.status()).size(), 2u);
  EXPECT_THAT(Problems(list.status())[1].message, HasSubstr("person:p"));
}

TEST_F(CandidatesTest, WhoseCostOverflowsAreRefusedWithTheBound) {
  AddPerson("p", "whole", {.capacity = 1e9});
  AddTask({.id = "held", .unit = "whole", .effort = 4e8});
  Assign("held", "person:p", Role::kResponsible);
  AddTask({.id = "t", .unit = "whole", .effort = 4e8});
  const auto list =
      Candidates(Today(), Task("t"), {.weights = {.load = kMaxWeight}});
  EXPECT_EQ(list.status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_THAT(std::string(list.status().message()),
              HasSubstr("288230376151711744"));
}

TEST_F(CandidatesTest, KnowWhetherRecordsWereLeftOut) {
  builder_ = OrganizationBuilder({.lenient = true});
  builder_.AddUnit({.id = "whole", .kind = "unit"});
  AddPerson("p", "whole");
  AddTask({.id = "t", .unit = "whole"});
  AddTask({.id = "bad", .unit = "whole", .effort = -1});
  EXPECT_THAT(Names(List("t")), ElementsAre("p"));
  EXPECT_FALSE(List("t").complete);
  EXPECT_FALSE(PlanAssignments(Today(), {.tasks = {Task("t")}})->complete);
}

}  // namespace
}  // namespace zeren
