// Key persons and critical groups, case by case.

#include "zeren/advise/key_persons.h"

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SnapshotOrDie;
using testing::SnapshotWith;

// Each key person with his or her work: "person:ann duty:d task:t".
std::vector<std::string> Key(const Snapshot& snapshot,
                             const KeyPersonOptions& options = {}) {
  std::vector<std::string> lines;
  for (const KeyPerson& one : FindKeyPersons(snapshot, options).persons) {
    std::string line = snapshot.organization().NameOf(one.person);
    for (const Node work : one.work) {
      line += " " + snapshot.organization().NameOf(work);
    }
    lines.push_back(line);
  }
  return lines;
}

template <typename Id>
std::vector<std::string> Names(const Snapshot& snapshot,
                               const std::vector<Id>& ids) {
  std::vector<std::string> names;
  for (const Id id : ids) names.push_back(snapshot.organization().NameOf(id));
  return names;
}

// A school that Ann heads, with a branch that Bob heads; a task and a duty of
// each.
Records School() {
  Records records;
  records.units = {{.id = "school", .kind = "unit"},
                   {.id = "branch", .kind = "unit", .parent = "school"}};
  records.posts = {{.id = "head", .unit = "school", .kind = "head"},
                   {.id = "chief", .unit = "branch", .kind = "head"}};
  records.persons = {{.id = "ann"}, {.id = "bob"}, {.id = "cai"}};
  records.appointments = {{.person = "ann", .post = "head"},
                          {.person = "bob", .post = "chief"}};
  records.tasks = {{.id = "plan", .unit = "school"},
                   {.id = "report", .unit = "branch"}};
  records.duties = {{.id = "gate", .bearer = "post:chief"},
                    {.id = "law", .bearer = "unit:school"}};
  return records;
}

TEST(KeyPersonsTest, WhoeverIsAloneOnAPostIsKeyToWhatIsAskedOfIt) {
  const Snapshot snapshot = SnapshotOrDie(School());
  EXPECT_THAT(Key(snapshot), ElementsAre("person:ann duty:law task:plan",
                                         "person:bob duty:gate task:report"));
  const KeyPersons key = FindKeyPersons(snapshot);
  EXPECT_EQ(key.work, 4u);
  EXPECT_EQ(key.answered(), 4u);
  EXPECT_EQ(key.answered_weight, 4);
  EXPECT_EQ(key.key_weight, 4);
  EXPECT_TRUE(key.complete);
  EXPECT_THAT(key.roles, ElementsAre(Role::kAccountable, Role::kResponsible));
}

TEST(KeyPersonsTest, ASecondHolderActingOneOrDelegateIsEnough) {
  for (const AppointmentMode mode :
       {AppointmentMode::kRegular, AppointmentMode::kActing}) {
    Records records = School();
    records.appointments.push_back(
        {.person = "cai", .post = "head", .mode = mode});
    EXPECT_THAT(Key(SnapshotOrDie(records)),
                ElementsAre("person:bob duty:gate task:report"));
  }
  for (const char* from : {"post:head", "person:ann"}) {
    Records records = School();
    records.delegations = {{.id = "d", .from = from, .to = "person:cai"}};
    EXPECT_THAT(Key(SnapshotOrDie(records)),
                ElementsAre("person:bob duty:gate task:report"))
        << from;
  }
}

TEST(KeyPersonsTest, WhoIsAbsentIsNoHelp) {
  Records records = School();
  records.appointments.push_back({.person = "cai", .post = "head"});
  records.absences = {{.person = "cai"}};
  EXPECT_THAT(Key(SnapshotOrDie(records)),
              ElementsAre("person:ann duty:law task:plan",
                          "person:bob duty:gate task:report"));
}

TEST(KeyPersonsTest, ADelegationOfOneTaskHelpsWithThatTask) {
  Records records = School();
  records.delegations = {{.id = "d",
                          .from = "post:head",
                          .to = "person:cai",
                          .scope = {{"task:plan"}}}};
  EXPECT_THAT(
      Key(SnapshotOrDie(records)),
      ElementsAre("person:bob duty:gate task:report", "person:ann duty:law"));
}

TEST(KeyPersonsTest, WhoeverIsDelegatedToMayPassOnOnlyIfAllowed) {
  for (const bool may : {false, true}) {
    Records records = School();
    records.persons.push_back({.id = "dan"});
    records.absences = {{.person = "cai"}};
    records.delegations = {
        {.id = "d1",
         .from = "post:head",
         .to = "person:cai",
         .may_redelegate = may},
        {.id = "d2", .from = "person:cai", .to = "person:dan"}};
    EXPECT_EQ(Key(SnapshotOrDie(records)).size(), may ? 1u : 2u);
  }
}

TEST(KeyPersonsTest, DelegationsThatGoRoundInACircleHelpNobody) {
  Records records = School();
  records.absences = {{.person = "cai"}};
  records.delegations = {{.id = "d1",
                          .from = "person:ann",
                          .to = "person:cai",
                          .may_redelegate = true},
                         {.id = "d2",
                          .from = "person:cai",
                          .to = "person:ann",
                          .may_redelegate = true}};
  EXPECT_THAT(Key(SnapshotOrDie(records)),
              ElementsAre("person:ann duty:law task:plan",
                          "person:bob duty:gate task:report"));
}

TEST(KeyPersonsTest, ADeputyOfTheUnitIsEnough) {
  Profile profile;
  profile.open = true;
  PostKind head;
  head.id = "head";
  head.head = true;
  PostKind deputy;
  deputy.id = "deputy";
  deputy.deputizes_for = {"head"};
  profile.post_kinds = {deputy, head};
  Records records = School();
  records.posts.push_back({.id = "second", .unit = "school", .kind = "deputy"});
  EXPECT_EQ(Key(SnapshotWith(records, profile)).size(), 2u);
  records.appointments.push_back({.person = "cai", .post = "second"});
  EXPECT_THAT(Key(SnapshotWith(records, profile)),
              ElementsAre("person:bob duty:gate task:report"));
}

TEST(KeyPersonsTest, NobodyIsKeyWhereANameIsWithheld) {
  Records records = School();
  records.appointments.push_back({.post = "head", .undisclosed = true});
  EXPECT_THAT(Key(SnapshotOrDie(records)),
              ElementsAre("person:bob duty:gate task:report"));
}

TEST(KeyPersonsTest, SuperiorsAreNotAskedAndWhatNobodyIsThereForIsCounted) {
  Records records = School();
  records.appointments.pop_back();
  records.units.push_back({.id = "wing", .kind = "unit", .parent = "school"});
  records.tasks.push_back({.id = "walls", .unit = "wing"});
  const Snapshot snapshot = SnapshotOrDie(records);
  const KeyPersons key = FindKeyPersons(snapshot);
  EXPECT_THAT(Names(snapshot, key.unanswered),
              ElementsAre("duty:gate", "task:report", "task:walls"));
  EXPECT_EQ(key.work, 5u);
  EXPECT_EQ(key.answered_weight, 2);
  EXPECT_THAT(Key(snapshot), ElementsAre("person:ann duty:law task:plan"));
}

TEST(KeyPersonsTest, WorkThatIsDoneNotBegunOrCancelledIsLeftOut) {
  Records records = School();
  records.tasks[0].start = absl::CivilDay(2027, 1, 1);
  records.tasks[1].cancelled = absl::CivilDay(2026, 1, 1);
  records.duties[0].valid_to = absl::CivilDay(2026, 1, 1);
  EXPECT_THAT(Key(SnapshotOrDie(records)), ElementsAre("person:ann duty:law"));
}

// Somebody else in the other role is enough, unless one role is asked about.
TEST(KeyPersonsTest, AnyOfTheRolesIsEnough) {
  Records records = School();
  records.assignments = {
      {.work = "task:plan", .role = Role::kAccountable, .to = "person:ann"},
      {.work = "task:plan", .role = Role::kResponsible, .to = "person:cai"}};
  EXPECT_THAT(
      Key(SnapshotOrDie(records)),
      ElementsAre("person:bob duty:gate task:report", "person:ann duty:law"));
  EXPECT_THAT(Key(SnapshotOrDie(records), {.roles = {Role::kResponsible}}),
              ElementsAre("person:bob duty:gate task:report",
                          "person:ann duty:law", "person:cai task:plan"));
  EXPECT_THAT(Key(SnapshotOrDie(records), {.roles = {Role::kOversight}}),
              IsEmpty());
}

TEST(KeyPersonsTest, ByEffortTheLeavesOfTasksWeigh) {
  Records records = School();
  records.tasks[1].effort = 2.5;
  records.tasks.push_back(
      {.id = "part", .unit = "school", .parent = "plan", .effort = 7});
  const KeyPersons key =
      FindKeyPersons(SnapshotOrDie(records), {.weight = WorkWeight::kEffort});
  ASSERT_EQ(key.persons.size(), 2u);
  EXPECT_EQ(key.persons[0].weight, 7);
  EXPECT_EQ(key.persons[0].work.size(), 3u);
  EXPECT_EQ(key.persons[1].weight, 2.5);
  EXPECT_EQ(key.answered_weight, 9.5);
}

TEST(KeyPersonsTest, ThoseNotListedAreCounted) {
  const KeyPersons key = FindKeyPersons(SnapshotOrDie(School()), {.limit = 1});
  EXPECT_EQ(key.persons.size(), 1u);
  EXPECT_EQ(key.not_listed, 1u);
  EXPECT_EQ(key.count(), 2u);
  EXPECT_EQ(key.key_weight, 4);
}

TEST(KeyPersonsTest, IsNotCompleteWhereACycleOfTasksWasCut) {
  Records records = School();
  records.tasks[0].parent = "report";
  records.tasks[1].parent = "plan";
  EXPECT_FALSE(FindKeyPersons(SnapshotOrDie(records)).complete);
  for (const Role role : {Role::kAccountable, Role::kResponsible}) {
    for (const char* work : {"task:plan", "task:report"}) {
      records.assignments.push_back(
          {.work = work, .role = role, .to = "person:cai"});
    }
  }
  EXPECT_TRUE(FindKeyPersons(SnapshotOrDie(records)).complete);
}

// A delegation may be passed on a million times, and a circle at the end.
TEST(KeyPersonsTest, LongWaysOfDelegationsAreFollowed) {
  const int levels = testing::kManyLevels / 4;
  OrganizationBuilder builder;
  builder.AddUnit({.id = "u", .kind = "unit"});
  std::string last;
  for (int i = 0; i < levels; ++i) {
    const std::string id = testing::DeepId(i);
    builder.AddPerson({.id = id});
    if (i + 1 < levels) builder.AddAbsence({.person = id});
    if (i > 0) {
      const std::string from = "person:" + last;
      const std::string to = "person:" + id;
      builder.AddDelegation({.id = id,
                             .from = std::string_view(from),
                             .to = std::string_view(to),
                             .may_redelegate = true});
    }
    last = id;
  }
  builder.AddTask({.id = "t", .unit = "u"});
  const std::string first = "person:" + testing::DeepId(0);
  builder.AddAssignment({.work = "task:t",
                         .role = Role::kAccountable,
                         .to = std::string_view(first)});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const Snapshot snapshot = org->AsOf(testing::kDay);
  EXPECT_THAT(Key(snapshot), ElementsAre("person:" + last + " task:t"));
  const auto group = FindCriticalGroup(snapshot, 0);
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_THAT(Names(snapshot, group->persons), ElementsAre("person:" + last));
}

// ----------------------------------------------------------- Critical groups

TEST(CriticalGroupTest, TakesTheFewestWhoLeaveMoreThanTheShare) {
  Records records = School();
  records.tasks.push_back({.id = "walls", .unit = "branch"});
  const Snapshot snapshot = SnapshotOrDie(records);
  const auto most = FindCriticalGroup(snapshot, 0.5);
  ASSERT_TRUE(most.ok()) << most.status();
  EXPECT_THAT(Names(snapshot, most->persons), ElementsAre("person:bob"));
  EXPECT_THAT(Names(snapshot, most->orphaned),
              ElementsAre("duty:gate", "task:report", "task:walls"));
  EXPECT_EQ(most->orphaned_weight, 3);
  EXPECT_EQ(most->answered_weight, 5);
  EXPECT_EQ(most->candidates, 2u);
  EXPECT_TRUE(most->found);
  EXPECT_TRUE(most->exact);
  // Three of five are not more than three of five.
  EXPECT_EQ(FindCriticalGroup(snapshot, 0.6)->persons.size(), 2u);
}

TEST(CriticalGroupTest, FindsThoseWhoCoverForEachOther) {
  Records records = School();
  records.appointments.push_back({.person = "cai", .post = "head"});
  const Snapshot snapshot = SnapshotOrDie(records);
  const auto group = FindCriticalGroup(snapshot, 0.6);
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_THAT(Names(snapshot, group->persons),
              ElementsAre("person:ann", "person:bob", "person:cai"));
}

TEST(CriticalGroupTest, SaysWhenThereIsNone) {
  Records records = School();
  records.appointments.push_back({.post = "head", .undisclosed = true});
  const Snapshot snapshot = SnapshotOrDie(records);
  const auto group = FindCriticalGroup(snapshot, 0.5);
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_FALSE(group->found);
  EXPECT_THAT(group->persons, IsEmpty());
  EXPECT_EQ(group->candidates, 1u);
  EXPECT_TRUE(FindCriticalGroup(snapshot, 0.4)->found);
  EXPECT_FALSE(FindCriticalGroup(SnapshotOrDie({}), 0)->found);
}

TEST(CriticalGroupTest, RefusesWhatIsNoShare) {
  for (const double share : {-0.1, 1.0, std::nan("")}) {
    const auto group = FindCriticalGroup(SnapshotOrDie(School()), share);
    EXPECT_EQ(group.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(group.status().message()), HasSubstr("share"));
  }
}

// Pairs who cover for each other, of whom each has its own number of tasks,
// and one who has tasks alone: beyond what is tried out.
TEST(CriticalGroupTest, GrowsLargeGroupsByWhatLeavesMostPerHead) {
  Records records;
  const int pairs = 30;
  for (int i = 0; i < pairs; ++i) {
    const std::string id = testing::DeepId(i);
    records.posts.push_back(
        {.id = id, .unit = "nowhere", .kind = "post", .seats = 2});
    for (const char* which : {"a", "b"}) {
      records.persons.push_back({.id = id + which});
      records.appointments.push_back({.person = id + which, .post = id});
    }
    for (int task = 0; task <= i; ++task) {
      const std::string name = id + "-" + std::to_string(task);
      records.tasks.push_back({.id = name, .unit = "nowhere"});
      records.assignments.push_back({.work = "task:" + name,
                                     .role = Role::kAccountable,
                                     .to = "post:" + id});
    }
  }
  const Snapshot snapshot = SnapshotOrDie(records);
  // 465 tasks; the last three pairs have 30 + 29 + 28 = 87 of them.
  const auto group = FindCriticalGroup(snapshot, 80.0 / 465);
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_THAT(
      Names(snapshot, group->persons),
      ElementsAre("person:u0000027a", "person:u0000027b", "person:u0000028a",
                  "person:u0000028b", "person:u0000029a", "person:u0000029b"));
  EXPECT_EQ(group->orphaned.size(), 87u);
  EXPECT_EQ(group->candidates, 60u);
  EXPECT_FALSE(group->exact);
}

// Whoever was taken in on the way and is not needed in the end is let go, and
// one who is enough alone is the answer.
TEST(CriticalGroupTest, KeepsNobodyWhoCanBeSpared) {
  Records records;
  const auto give = [&](const std::string& person, int tasks) {
    records.persons.push_back({.id = person});
    for (int i = 0; i < tasks; ++i) {
      const std::string name = person + "-" + std::to_string(i);
      records.tasks.push_back({.id = name, .unit = "nowhere"});
      records.assignments.push_back({.work = "task:" + name,
                                     .role = Role::kAccountable,
                                     .to = "person:" + person});
    }
  };
  for (int i = 0; i < 25; ++i) give("p" + std::to_string(10 + i), 2);
  give("boss", 60);
  const Snapshot snapshot = SnapshotOrDie(records);
  const auto one = FindCriticalGroup(snapshot, 0.5);  // Of 110.
  ASSERT_TRUE(one.ok()) << one.status();
  EXPECT_THAT(Names(snapshot, one->persons), ElementsAre("person:boss"));
  EXPECT_TRUE(one->exact);
  const auto more = FindCriticalGroup(snapshot, 61.0 / 110);
  ASSERT_TRUE(more.ok()) << more.status();
  EXPECT_THAT(Names(snapshot, more->persons),
              ElementsAre("person:boss", "person:p10"));
  EXPECT_FALSE(more->exact);
}

TEST(KeyPersonsTest, DocumentationExample) {
  const Snapshot today = SnapshotOrDie(School());
  KeyPersons key = FindKeyPersons(today);
  std::string said;
  for (const KeyPerson& one : key.persons) {
    said += today.organization().NameOf(one.person);
    said += " " + std::to_string(one.work.size()) + ";";
  }
  EXPECT_EQ(said, "person:ann 2;person:bob 2;");
  absl::StatusOr<CriticalGroup> group = FindCriticalGroup(today, 0.5);
  ASSERT_TRUE(group.ok()) << group.status();
  // One of them is half of it, and no more.
  EXPECT_EQ(group->persons.size(), 2u);
}

}  // namespace
}  // namespace zeren
