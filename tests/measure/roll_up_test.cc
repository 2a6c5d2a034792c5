#include "zeren/measure/roll_up.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/measure/roll_up_fixtures.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RollUpTest, DocumentationExample) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);

  absl::StatusOr<RollUp> members = ComputeRollUp(today, "members");
  ASSERT_TRUE(members.ok()) << members.status();
  EXPECT_EQ(members->value(*today.Find("unit:school")).number, 3);
  std::vector<std::string> lines;
  for (const Contribution& part :
       members->Explain(*today.Find("unit:school"))) {
    lines.push_back(today.organization().NameOf(part.node) + " " +
                    std::to_string(part.counted.known));
  }
  EXPECT_THAT(lines, ElementsAre("unit:b1 2", "unit:b2 1"));
}

TEST(RollUpTest, MembersCountAPersonOnceForEachUnitAbove) {
  OrganizationBuilder builder = PeopledSchool();
  const RollUp members = RollUpOrDie(AsOfToday(builder), "members");
  EXPECT_EQ(ValueAt(members, "unit:b1"), Whole(2, 2));
  EXPECT_EQ(ValueAt(members, "unit:g"), Whole(2, 2));
  EXPECT_EQ(ValueAt(members, "unit:b2"), Whole(2, 2));
  EXPECT_EQ(ValueAt(members, "unit:school"), Whole(3, 3));
  EXPECT_EQ(members.unplaced(), 1);  // dee
  EXPECT_TRUE(members.complete());
}

TEST(RollUpTest, MembersOfTwoTreesCountInBoth) {
  OrganizationBuilder builder;
  for (const char* id : {"a", "b"}) builder.AddUnit({.id = id, .kind = "team"});
  builder.AddPerson({.id = "ann"});
  builder.AddMembership({.person = "ann", .unit = "a"});
  builder.AddMembership({.person = "ann", .unit = "b"});
  const RollUp members = RollUpOrDie(AsOfToday(builder), "members");
  EXPECT_EQ(ValueAt(members, "unit:a"), Whole(1, 1));
  EXPECT_EQ(ValueAt(members, "unit:b"), Whole(1, 1));
}

TEST(RollUpTest, MembershipsCountEachOne) {
  OrganizationBuilder builder = PeopledSchool();
  const RollUp memberships = RollUpOrDie(AsOfToday(builder), "memberships");
  EXPECT_EQ(ValueAt(memberships, "unit:b1"), Whole(3, 3));
  EXPECT_EQ(ValueAt(memberships, "unit:g"), Whole(2, 2));
  EXPECT_EQ(ValueAt(memberships, "unit:b2"), Whole(3, 3));
  EXPECT_EQ(ValueAt(memberships, "unit:school"), Whole(6, 6));
  EXPECT_EQ(memberships.unplaced(), 0);
}

TEST(RollUpTest, ExplainCountsEachMemberWithTheFirstPartThatHoldsIt) {
  OrganizationBuilder builder = PeopledSchool();
  const RollUp members = RollUpOrDie(AsOfToday(builder), "members");
  EXPECT_THAT(Parts(members, "unit:school"),
              ElementsAre("unit:b1=2.00/2.00", "unit:b2=2.00/1.00"));
  EXPECT_THAT(Parts(members, "unit:b2"),
              ElementsAre("person:cy=1.00/1.00", "unit:g=2.00/1.00"));
  EXPECT_THAT(Parts(members, "unit:b1"),
              ElementsAre("person:ann=1.00/1.00", "person:bob=1.00/1.00"));
  ExpectExplained(members);

  const RollUp memberships = RollUpOrDie(members.snapshot(), "memberships");
  EXPECT_THAT(Parts(memberships, "unit:b1"),
              ElementsAre("person:ann=1.00/1.00", "person:bob=1.00/1.00",
                          "person:bob=1.00/1.00"));
  ExpectExplained(memberships);
}

TEST(RollUpTest, PostsVacanciesSeatsAndFullTimeEquivalentsByUnits) {
  OrganizationBuilder builder = StaffedSchool();
  const Snapshot today = AsOfToday(builder);
  const RollUp posts = RollUpOrDie(today, "posts");
  EXPECT_EQ(ValueAt(posts, "unit:b1"), Whole(2, 2));
  EXPECT_EQ(ValueAt(posts, "unit:b2"), Whole(1, 1));
  EXPECT_EQ(ValueAt(posts, "unit:school"), Whole(3, 3));
  EXPECT_EQ(posts.unplaced(), 1);  // lost

  const RollUp vacancies = RollUpOrDie(today, "vacancies");
  EXPECT_EQ(ValueAt(vacancies, "unit:b1"), Whole(1, 2));
  EXPECT_EQ(ValueAt(vacancies, "unit:g"), Whole(0, 1));
  EXPECT_EQ(ValueAt(vacancies, "unit:school"), Whole(1, 3));

  const RollUp open_seats = RollUpOrDie(today, "open_seats");
  EXPECT_EQ(ValueAt(open_seats, "unit:b1"), Whole(3, 2));
  EXPECT_EQ(ValueAt(open_seats, "unit:g"), Whole(1, 1));
  EXPECT_EQ(ValueAt(open_seats, "unit:school"), Whole(4, 3));

  const RollUp fte = RollUpOrDie(today, "fte");
  EXPECT_EQ(ValueAt(fte, "unit:b1"), Fraction(3.5, 2));
  EXPECT_EQ(ValueAt(fte, "unit:school"), Fraction(4.5, 3));
  EXPECT_THAT(Parts(fte, "unit:b1"),
              ElementsAre("post:clerks=3.00/3.00", "post:head=0.50/0.50"));
  for (const RollUp& each : {posts, vacancies, open_seats, fte}) {
    ExpectExplained(each);
  }
}

TEST(RollUpTest, OverPostsAPostCombinesItsOwnWithThoseBelow) {
  OrganizationBuilder builder = StaffedSchool();
  const Snapshot today = AsOfToday(builder);
  const RollUpOptions by_posts = {.by = Hierarchy::kPosts};
  const RollUp posts = RollUpOrDie(today, "posts", by_posts);
  EXPECT_EQ(posts.by(), Hierarchy::kPosts);
  EXPECT_EQ(ValueAt(posts, "post:head"), Whole(3, 3));
  EXPECT_EQ(ValueAt(posts, "post:lost"), Whole(1, 1));
  EXPECT_EQ(ValueAt(posts, "post:gone"), Whole(0, 0));
  EXPECT_EQ(ValueAt(posts, "unit:school"), Whole(0, 0));
  EXPECT_EQ(posts.unplaced(), 0);

  const RollUp fte = RollUpOrDie(today, "fte", by_posts);
  EXPECT_EQ(ValueAt(fte, "post:head"), Fraction(4.5, 3));
  EXPECT_THAT(Parts(fte, "post:head"),
              ElementsAre("post:head=0.50/0.50", "post:clerks=3.00/3.00",
                          "post:lost=1.00/1.00"));
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "vacancies", by_posts), "post:head"),
            Whole(2, 3));
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "open_seats", by_posts), "post:head"),
            Whole(4, 3));
  ExpectExplained(fte);
}

TEST(RollUpTest, FractionsAreAddedInOrderOfIdAndNeverAcrossNodes) {
  // 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1, and neither is 0.1 + (0.2 + 0.3).
  OrganizationBuilder builder = School();
  builder.AddPost({.id = "3", .unit = "b1", .kind = "x", .fte = 0.3});
  builder.AddPost({.id = "1", .unit = "b1", .kind = "x", .fte = 0.1});
  builder.AddPost({.id = "2", .unit = "b1", .kind = "x", .fte = 0.2});
  builder.AddPost({.id = "4", .unit = "school", .kind = "x", .fte = 0.7});
  builder.AddPost({.id = "5", .unit = "b2", .kind = "x", .fte = 1.1});
  const RollUp fte = RollUpOrDie(AsOfToday(builder), "fte");
  const double branch = (0.1 + 0.2) + 0.3;
  EXPECT_NE(branch, (0.3 + 0.2) + 0.1);
  EXPECT_EQ(ValueAt(fte, "unit:b1"), Fraction(branch, 3));
  EXPECT_EQ(ValueAt(fte, "unit:school"), Fraction((0.7 + branch) + 1.1, 5));
  ExpectExplained(fte);
}

TEST(RollUpTest, TaskProgressIsTheMeanByWeightOfWhatIsKnown) {
  OrganizationBuilder builder = School();
  const auto add = [&](const char* id, const char* unit,
                       std::optional<double> weight,
                       std::optional<double> done) {
    builder.AddTask({.id = id, .unit = unit, .weight = weight});
    if (!done) return;
    builder.AddProgress(
        {.task = id, .day = absl::CivilDay(2026, 1, 1), .done = done});
  };
  add("b1-a", "b1", 3.0, 0.5);
  add("b1-b", "b1", std::nullopt, 1.0);  // Done ones count.
  add("b2-a", "b2", 0.0, 0.25);          // All weights 0: plain mean.
  add("b2-b", "b2", 0.0, 0.5);
  add("g-a", "g", 2.0, std::nullopt);  // Not known.
  add("lost", "nowhere", 1.0, 1.0);
  builder.AddTask(
      {.id = "later", .unit = "b1", .start = absl::CivilDay(2027, 1, 1)});
  builder.AddTask(
      {.id = "off", .unit = "b1", .cancelled = absl::CivilDay(2026, 1, 1)});
  builder.AddTask({.id = "whole", .unit = "school"});
  builder.AddTask({.id = "part", .unit = "g", .parent = "whole"});
  const RollUp progress = RollUpOrDie(AsOfToday(builder), "task_progress");

  EXPECT_EQ(ValueAt(progress, "unit:b1"), Fraction(2.5 / 4, 2));
  EXPECT_EQ(ValueAt(progress, "unit:b2"), Fraction(0.375, 2, 2));
  EXPECT_EQ(ValueAt(progress, "unit:g"), Fraction(std::nullopt, 0, 2));
  EXPECT_EQ(ValueAt(progress, "unit:school"), Fraction(2.5 / 4, 4, 2));
  EXPECT_EQ(progress.unplaced(), 1);  // lost
  EXPECT_THAT(Parts(progress, "unit:b2"),
              ElementsAre("task:b2-a=0.25/0.25", "task:b2-b=0.50/0.50",
                          "unit:g=none/none"));
  ExpectExplained(progress);
}

TEST(RollUpTest, AConditionPicksCarriers) {
  OrganizationBuilder builder = StaffedSchool();
  const Snapshot today = AsOfToday(builder);
  Condition clerks;
  clerks.kinds = {"clerk"};
  const RollUp posts = RollUpOrDie(today, "posts", {.where = clerks});
  EXPECT_EQ(ValueAt(posts, "unit:school"), Whole(1, 1));
  EXPECT_EQ(posts.unplaced(), 1);
  EXPECT_THAT(Parts(posts, "unit:b1"), ElementsAre("post:clerks=1.00/1.00"));
  ExpectExplained(posts);
  const RollUp over_posts =
      RollUpOrDie(today, "fte", {.by = Hierarchy::kPosts, .where = clerks});
  EXPECT_EQ(ValueAt(over_posts, "post:head"), Fraction(4, 2));
  ExpectExplained(over_posts);
}

TEST(RollUpTest, ProgressOfSomeTasksByBranchesWithYoungMembersIsOneCall) {
  OrganizationBuilder builder = School();
  builder.AddPerson({.id = "young", .birth_date = absl::CivilDay(2000, 1, 1)});
  builder.AddPerson({.id = "old", .birth_date = absl::CivilDay(1960, 1, 1)});
  builder.AddMembership({.person = "young", .unit = "b1"});
  builder.AddMembership({.person = "old", .unit = "b2"});
  builder.AddMembership({.person = "young", .unit = "g", .home = false});
  const auto add = [&](const char* id, const char* unit, const char* kind,
                       double done) {
    builder.AddTask({.id = id, .unit = unit, .attributes = {{"kind", kind}}});
    builder.AddProgress(
        {.task = id, .day = absl::CivilDay(2026, 1, 1), .done = done});
  };
  add("1", "b1", "study", 0.5);
  add("2", "b1", "audit", 1.0);
  add("3", "b2", "study", 1.0);
  add("4", "g", "study", 1.0);
  RollUpOptions options;
  options.where =
      *ParseCondition(R"({"attribute": {"name": "kind", "equals": "study"}})");
  options.within = *ParseCondition(
      R"({"kind": "branch", "has": {"member": {"age": {"max": 34}}}})");
  const RollUp progress =
      RollUpOrDie(AsOfToday(builder), "task_progress", options);
  EXPECT_EQ(ValueAt(progress, "unit:school"), Fraction(0.5, 1));
  EXPECT_EQ(ValueAt(progress, "unit:g"), Fraction(std::nullopt, 0));
  EXPECT_EQ(progress.unplaced(), 0u);
  ExpectExplained(progress);
}

TEST(RollUpTest, WithinPicksThePlacesOfWhoSitsInSeveral) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  RollUpOptions groups;
  groups.within.kinds = {"group"};
  const RollUp members = RollUpOrDie(today, "members", groups);
  EXPECT_EQ(ValueAt(members, "unit:school"), Whole(2, 2));
  EXPECT_EQ(ValueAt(members, "unit:b1"), Whole(0, 0));
  ExpectExplained(members);
}

TEST(RollUpTest, MembersOfAHeadCountSitWhereThatCountsThem) {
  OrganizationBuilder builder = PeopledSchool();
  Profile profile;
  profile.open = true;
  profile.standings = {{.id = "full", .counts_as = {"voting", "all"}},
                       {.id = "guest"}};
  builder.SetProfile(profile);
  const Snapshot today = AsOfToday(builder);
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "members.voting"), "unit:school"),
            Whole(1, 1));
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "members.guest"), "unit:b1"),
            Whole(1, 1));
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "members.guest"), "unit:g"),
            Whole(0, 0));
  EXPECT_EQ(ComputeRollUp(today, "members.votin").status().message(),
            "there is no measure \"members.votin\"; did you mean "
            "\"members.voting\"?");
}

TEST(RollUpTest, NumbersOfAttributesAreMeasures) {
  OrganizationBuilder builder = School();
  builder.AddPerson({.id = "ann", .attributes = {{"points", 3.5}}});
  builder.AddPerson({.id = "bob", .attributes = {{"points", std::int64_t{4}}}});
  builder.AddPerson({.id = "cy", .attributes = {{"points", "many"}}});
  for (const char* id : {"ann", "bob", "cy"}) {
    builder.AddMembership({.person = id, .unit = "b1"});
  }
  const Snapshot today = AsOfToday(builder);
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "sum(persons.points)"), "unit:school"),
            Fraction(7.5, 2, 1));
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "mean(persons.points)"), "unit:school"),
            Fraction(3.75, 2, 1));
  const RollUpValue top =
      ValueAt(RollUpOrDie(today, "top(persons.points)"), "unit:school");
  ASSERT_EQ(top.top.size(), 2u);
  EXPECT_EQ(today.organization().NameOf(top.top[0].node), "person:bob");
  EXPECT_EQ(ComputeRollUp(today, "sum(persons.point)").status().message(),
            "there is no measure \"sum(persons.point)\"; did you mean "
            "\"sum(persons.points)\"?");
}

TEST(RollUpTest, AConditionOnAMembershipIsOneOnItsPerson) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  Condition guests;
  guests.standings = {"guest"};
  const RollUp memberships =
      RollUpOrDie(today, "memberships", {.where = guests});
  EXPECT_EQ(ValueAt(memberships, "unit:b1"), Whole(2, 2));
  EXPECT_EQ(ValueAt(memberships, "unit:school"), Whole(3, 3));
  const RollUp members = RollUpOrDie(today, "members", {.where = guests});
  EXPECT_EQ(ValueAt(members, "unit:school"), Whole(1, 1));
  EXPECT_EQ(ValueAt(members, "unit:b2"), Whole(1, 1));
  EXPECT_EQ(members.unplaced(), 0);
  ExpectExplained(members);
}

TEST(RollUpTest, NodesAreThoseInForceInOrderOfId) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "z", .kind = "team"});
  builder.AddUnit({.id = "m", .kind = "team", .parent = "z"});
  builder.AddUnit({.id = "a", .kind = "team", .parent = "m"});
  builder.AddUnit({.id = "B", .kind = "team"});
  builder.AddUnit(
      {.id = "gone", .kind = "team", .valid_to = absl::CivilDay(2020, 1, 1)});
  const RollUp members = RollUpOrDie(AsOfToday(builder), "members");
  std::vector<std::string> names;
  for (const Node node : members.nodes()) {
    names.push_back(members.snapshot().organization().NameOf(node));
  }
  EXPECT_THAT(names, ElementsAre("unit:B", "unit:a", "unit:m", "unit:z"));
}

TEST(RollUpTest, ANodeThatIsNotInForceHasTheValueOfNothing) {
  OrganizationBuilder builder = School();
  builder.AddUnit({.id = "gone",
                   .kind = "branch",
                   .parent = "school",
                   .valid_to = absl::CivilDay(2020, 1, 1)});
  builder.AddPost({.id = "clerk", .unit = "gone", .kind = "clerk"});
  const Snapshot today = AsOfToday(builder);
  const RollUp posts = RollUpOrDie(today, "posts");
  EXPECT_EQ(ValueAt(posts, "unit:gone"), Whole(0, 0));
  EXPECT_THAT(Parts(posts, "unit:gone"), IsEmpty());
  EXPECT_EQ(ValueAt(posts, "unit:school"), Whole(0, 0));
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "task_progress"), "unit:gone"),
            Fraction(std::nullopt, 0));
  EXPECT_EQ(posts.value(Node()), Whole(0, 0));
}

TEST(RollUpTest, AnOrganisationWithoutAnythingHasNoNodes) {
  const Snapshot today = Organization().AsOf(kToday);
  for (const Measure& measure : MeasureRegistry::BuiltIn().measures()) {
    const RollUp roll_up = RollUpOrDie(today, measure.name);
    EXPECT_THAT(roll_up.nodes(), IsEmpty());
    EXPECT_TRUE(roll_up.complete());
  }
}

TEST(RollUpTest, ACutCycleMakesWhatItTouchesIncomplete) {
  OrganizationBuilder units;
  units.AddUnit({.id = "a", .kind = "team", .parent = "b"});
  units.AddUnit({.id = "b", .kind = "team", .parent = "a"});
  units.AddPost({.id = "p", .unit = "b", .kind = "clerk"});
  Snapshot today = AsOfToday(units);
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "posts"), "unit:a"), Whole(1, 1));
  EXPECT_FALSE(RollUpOrDie(today, "posts").complete());
  EXPECT_FALSE(
      RollUpOrDie(today, "posts", {.by = Hierarchy::kPosts}).complete());

  OrganizationBuilder posts = School();
  posts.AddPost({.id = "p", .unit = "b1", .kind = "x", .reports_to = "q"});
  posts.AddPost({.id = "q", .unit = "b1", .kind = "x", .reports_to = "p"});
  today = AsOfToday(posts);
  const RollUp by_posts =
      RollUpOrDie(today, "posts", {.by = Hierarchy::kPosts});
  EXPECT_FALSE(by_posts.complete());
  EXPECT_EQ(ValueAt(by_posts, "post:p"), Whole(2, 2));
  EXPECT_EQ(ValueAt(by_posts, "post:q"), Whole(1, 1));
  EXPECT_TRUE(RollUpOrDie(today, "posts").complete());

  OrganizationBuilder tasks = School();
  tasks.AddTask({.id = "s", .unit = "b1", .parent = "t"});
  tasks.AddTask({.id = "t", .unit = "b1", .parent = "s"});
  today = AsOfToday(tasks);
  EXPECT_FALSE(RollUpOrDie(today, "task_progress").complete());
  EXPECT_TRUE(RollUpOrDie(today, "posts").complete());
}

TEST(RollUpTest, RecordsLeftOutMakeItIncomplete) {
  OrganizationBuilder builder({.lenient = true});
  builder.AddUnit({.id = "a", .kind = "team"});
  builder.AddUnit({.id = "", .kind = "team"});
  EXPECT_FALSE(RollUpOrDie(AsOfToday(builder), "members").complete());
}

TEST(RollUpTest, SaysWhichHierarchiesAMeasureRollsUp) {
  const Snapshot today = Organization().AsOf(kToday);
  const absl::Status status =
      ComputeRollUp(today, "memberships", {.by = Hierarchy::kPosts}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(
      status.message(),
      "measure \"memberships\" does not roll up posts; it rolls up units");
  const absl::Status unknown = ComputeRollUp(today, "member").status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(unknown.message(),
            "there is no measure \"member\"; did you mean \"members\"?");
  const absl::Status none = ComputeRollUp(today, Measure()).status();
  EXPECT_EQ(none.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(none.message(), "a measure has no name");
}

// Counts tasks that have a parent; the others it does not know.
class HasParent : public MeasureReader {
 public:
  explicit HasParent(const Snapshot& snapshot) : snapshot_(snapshot) {}
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      if (!snapshot_.work().parent(TaskId{carriers[i]})) {
        out.taken[i] = Taken::kUnknown;
      }
    }
  }

 private:
  const Snapshot& snapshot_;  // Lives as long as the roll-up.
};

TEST(RollUpTest, AMeasureOfYourOwnMayRollUpTasks) {
  OrganizationBuilder builder = School();
  builder.AddTask({.id = "whole", .unit = "school"});
  builder.AddTask({.id = "part", .unit = "b1", .parent = "whole"});
  builder.AddTask({.id = "piece", .unit = "b1", .parent = "part"});
  const Measure measure = {.name = "subtasks",
                           .unit = "tasks",
                           .carrier = Carrier::kTask,
                           .combiner = Combiner::kCount,
                           .hierarchies = {Hierarchy::kTasks},
                           .open = [](const Snapshot& snapshot) {
                             return std::make_unique<HasParent>(snapshot);
                           }};
  const absl::StatusOr<RollUp> roll_up =
      ComputeRollUp(AsOfToday(builder), measure, {.by = Hierarchy::kTasks});
  ASSERT_TRUE(roll_up.ok()) << roll_up.status();
  const RollUpValue whole = ValueAt(*roll_up, "task:whole");
  EXPECT_EQ(whole.number, 2);
  EXPECT_EQ(whole.known, 2);
  EXPECT_EQ(whole.unknown, 1);
  EXPECT_EQ(ValueAt(*roll_up, "task:part"), Whole(2, 2));
  EXPECT_THAT(Parts(*roll_up, "task:whole"),
              ElementsAre("task:whole=none/none", "task:part=2.00/2.00"));
  ExpectExplained(*roll_up);
}

TEST(RollUpTest, ANullReaderIsRefused) {
  const Measure measure = {.name = "none",
                           .hierarchies = {Hierarchy::kUnits},
                           .open = [](const Snapshot&) { return nullptr; }};
  const absl::Status status =
      ComputeRollUp(Organization().AsOf(kToday), measure).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "measure \"none\" opened no reader");
}

TEST(RollUpTest, AMillionLevelsWork) {
  constexpr int kDepth = 1'000'000;
  OrganizationBuilder builder;
  const auto id = [](int i) {
    const std::string digits = std::to_string(i);
    return "u" + std::string(7 - digits.size(), '0') + digits;
  };
  builder.AddUnit({.id = id(0), .kind = "x"});
  for (int i = 1; i < kDepth; ++i) {
    builder.AddUnit({.id = id(i), .kind = "x", .parent = id(i - 1)});
  }
  builder.AddPerson({.id = "ann"});
  for (const int place : {10, 500'000, kDepth - 1}) {
    builder.AddMembership({.person = "ann", .unit = id(place)});
  }
  builder.AddPost({.id = "p", .unit = id(kDepth - 1), .kind = "y"});
  const Snapshot today = AsOfToday(builder);
  const RollUp members = RollUpOrDie(today, "members");
  for (const int at : {0, 10, 11, 500'001, kDepth - 1}) {
    EXPECT_EQ(ValueAt(members, "unit:" + id(at)), Whole(1, 1)) << at;
  }
  EXPECT_EQ(ValueAt(RollUpOrDie(today, "fte"), "unit:" + id(0)),
            Fraction(1, 1));
  EXPECT_THAT(Parts(members, "unit:" + id(9)),
              ElementsAre("unit:" + id(10) + "=1.00/1.00"));
}

}  // namespace
}  // namespace zeren
