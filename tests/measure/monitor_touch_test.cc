// What a monitor looks at again after a change: how many nodes it adds up.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/measure/monitor_fixtures.h"
#include "tests/measure/roll_up_fixtures.h"

namespace zeren {
namespace {

// Applies a change, and returns how many nodes were added up anew.
std::size_t RefoldedBy(Monitor& monitor, const Change& change) {
  ApplyOrDie(monitor, change);
  return monitor.refolded();
}

TEST(Monitor, TouchesOnlyTheChainsAbove) {
  const Snapshot today = BigSchool().AsOf(kToday);
  // Unit 9999 is below 999, 99, 9 and 0; unit 5 below 0.
  Monitor members = MonitorOrDie(today, {"members", "members.all"});
  EXPECT_EQ(members.refolded(), 0u);
  // The unit and the four above it, for each of both sorts of carriers: also
  // if nobody has come yet of whom the membership is.
  const auto join = [](std::string unit) {
    return Change::Add(
        MembershipRecord{.person = "new", .unit = std::move(unit)});
  };
  EXPECT_EQ(RefoldedBy(members, join("u9999")), 10u);
  EXPECT_EQ(members.value(0, *today.Find("unit:u9999")).number, 1);
  EXPECT_EQ(RefoldedBy(members, Change::Add(PersonRecord{.id = "new"})), 10u);
  EXPECT_EQ(members.value(0, *today.Find("unit:u9999")).number, 2);
  EXPECT_EQ(members.value(0, *today.Find("unit:u0")).number, 10'001);
  // A second place, far from the first: a unit and the one above it, where the
  // ways of this person meet.
  EXPECT_EQ(RefoldedBy(members, join("u5")), 4u);
  EXPECT_EQ(members.value(0, *today.Find("unit:u0")).number, 10'001);
  EXPECT_EQ(members.value(0, *today.Find("unit:u5")).number,
            RollUpOrDie(members.snapshot(), "members")
                .value(*today.Find("unit:u5"))
                .number);
  EXPECT_EQ(members.value(0, *today.Find("unit:u0")).number, 10'001);

  Monitor posts = MonitorOrDie(today, {"fte", "vacancies"});
  const auto post = Partial<PostRecord>().With(&PostRecord::id, "u9999");
  EXPECT_EQ(RefoldedBy(posts, Change::Set(post, Partial<PostRecord>().With(
                                                    &PostRecord::fte, 0.7))),
            5u);
  EXPECT_EQ(RefoldedBy(posts, Change::Add(AbsenceRecord{.person = "pu9999",
                                                        .reason = "leave"})),
            5u);
  // Members change nothing here.
  EXPECT_EQ(RefoldedBy(posts, Change::Add(MembershipRecord{.person = "pu7",
                                                           .unit = "u9999"})),
            0u);
  EXPECT_TRUE(EqualsFresh(posts, {}));
}

TEST(Monitor, TouchesTwoChainsWhenAUnitMoves) {
  const Snapshot today = BigSchool().AsOf(kToday);
  Monitor monitor = MonitorOrDie(today, {"fte"});
  const auto unit = Partial<UnitRecord>().With(&UnitRecord::id, "u999");
  // From 99 (9, 0) to 5 (0). The unit that moves is as it was.
  EXPECT_EQ(
      RefoldedBy(monitor, Change::Set(unit, Partial<UnitRecord>().With(
                                                &UnitRecord::parent, "u5"))),
      4u);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  // It ends: those below become roots.
  EXPECT_EQ(RefoldedBy(monitor, Change::End(unit, absl::CivilDay(2026, 1, 1))),
            2u);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  // A unit more than there were.
  EXPECT_EQ(RefoldedBy(monitor,
                       Change::Add(UnitRecord{
                           .id = "new", .kind = "branch", .parent = "u9999"})),
            2u);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
}

// Post 9999 reports to 999, 99, 9 and 0; post 5 to 0.
TEST(Monitor, TouchesOnlyTheChainsOfPosts) {
  const Snapshot today = BigSchool().AsOf(kToday);
  const RollUpOptions by_posts = {.by = Hierarchy::kPosts};
  Monitor monitor = MonitorOrDie(today, {"fte", "members.all"}, by_posts);
  const auto post = Partial<PostRecord>().With(&PostRecord::id, "u9999");
  // The same for those who hold it, as a post may begin or end.
  EXPECT_EQ(RefoldedBy(monitor, Change::Set(post, Partial<PostRecord>().With(
                                                      &PostRecord::fte, 0.7))),
            10u);
  // A second post, far from the first: ways meet at the top.
  EXPECT_EQ(RefoldedBy(monitor, Change::Add(AppointmentRecord{
                                    .person = "pu9999", .post = "u5"})),
            2u + 6u);
  EXPECT_EQ(monitor.value(1, *today.Find("post:u5")).number, 1112);
  EXPECT_EQ(monitor.value(1, *today.Find("post:u0")).number, 10'000);
  // Another superior: from 999 to 5.
  EXPECT_EQ(RefoldedBy(monitor,
                       Change::Set(post, Partial<PostRecord>().With(
                                             &PostRecord::reports_to, "u5"))),
            2u * 6u);
  EXPECT_TRUE(EqualsFresh(monitor, by_posts));
}

// Where posts report to the head posts of units, they move with those.
TEST(Monitor, FollowsHeadPosts) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "a", .kind = "branch"});
  builder.AddUnit({.id = "b", .kind = "branch", .parent = "a"});
  builder.AddUnit({.id = "c", .kind = "branch", .parent = "b"});
  builder.AddUnit({.id = "d", .kind = "branch", .parent = "c"});
  for (const std::string unit : {"a", "b", "c", "d"}) {
    builder.AddPost({.id = "head-" + unit,
                     .unit = unit,
                     .kind = unit == "c" ? "clerk" : "head"});
    builder.AddPost({.id = "clerk-" + unit, .unit = unit, .kind = "clerk"});
  }
  const Snapshot today = AsOfToday(builder);
  const RollUpOptions by_posts = {.by = Hierarchy::kPosts};
  Monitor monitor = MonitorOrDie(today, {"posts"}, by_posts);
  EXPECT_EQ(monitor.value(0, *today.Find("post:head-b")).number, 6);
  const auto kind = [](const char* post, const char* word) {
    return Change::Set(Partial<PostRecord>().With(&PostRecord::id, post),
                       Partial<PostRecord>().With(&PostRecord::kind, word));
  };
  ApplyOrDie(monitor, kind("head-c", "head"));
  EXPECT_EQ(monitor.value(0, *today.Find("post:head-c")).number, 4);
  EXPECT_TRUE(EqualsFresh(monitor, by_posts));
  ApplyOrDie(monitor, kind("head-b", "clerk"));
  EXPECT_EQ(monitor.value(0, *today.Find("post:head-a")).number, 8);
  EXPECT_TRUE(EqualsFresh(monitor, by_posts));
}

TEST(Monitor, TouchesOnlyTheChainsOfTasks) {
  const Snapshot today = BigSchool().AsOf(kToday);
  const RollUpOptions by_tasks = {.by = Hierarchy::kTasks};
  Monitor monitor = MonitorOrDie(today, {"task_progress"}, by_tasks);
  const auto done = [](std::string task) {
    return Change::Add(
        ProgressRecord{.task = std::move(task), .day = kToday, .done = 0.5});
  };
  EXPECT_EQ(RefoldedBy(monitor, done("u9999")), 5u);
  EXPECT_EQ(monitor.value(0, *today.Find("task:u999")).number, 0.5);
  // A part of what was a leaf: both, and the four above.
  EXPECT_EQ(RefoldedBy(monitor,
                       Change::Add(TaskRecord{
                           .id = "new", .unit = "u9999", .parent = "u9999"})),
            6u);
  EXPECT_EQ(monitor.value(0, *today.Find("task:u999")).known, 0u);
  const auto part = Partial<TaskRecord>().With(&TaskRecord::id, "new");
  // From 9999 (999, 99, 9, 0) to 5 (0).
  EXPECT_EQ(
      RefoldedBy(monitor, Change::Set(part, Partial<TaskRecord>().With(
                                                &TaskRecord::parent, "u5"))),
      7u);
  EXPECT_TRUE(EqualsFresh(monitor, by_tasks));
}

TEST(Monitor, TouchesOnlyTheLinesAbove) {
  const auto guide = [](const char* child, const char* parent) {
    return Change::Add(
        UnitLineRecord{.child = child, .parent = parent, .kind = "guidance"});
  };
  const std::vector<Change> first = {guide("u3", "u4")};
  const Snapshot today = BigSchool().Apply(first)->AsOf(kToday);
  const RollUpOptions both = {.lines = {"primary", "guidance"}};
  Monitor monitor = MonitorOrDie(today, {"posts"}, both);
  // 999, 99, 9, 0, and now 5 as well.
  EXPECT_EQ(RefoldedBy(monitor, guide("u9999", "u5")), 5u);
  EXPECT_EQ(monitor.value(0, *today.Find("unit:u5")).number, 1112);
  EXPECT_EQ(monitor.value(0, *today.Find("unit:u0")).number, 10'000);
  EXPECT_EQ(
      RefoldedBy(monitor, Change::Add(PostRecord{
                              .id = "new", .unit = "u9999", .kind = "clerk"})),
      6u);
  EXPECT_EQ(monitor.value(0, *today.Find("unit:u0")).number, 10'001);
  EXPECT_TRUE(EqualsFresh(monitor, both));
  // What forms a cycle is rolled up anew, and so it is until the cycle is gone.
  EXPECT_EQ(RefoldedBy(monitor, guide("u5", "u9999")), 0u);
  EXPECT_FALSE(monitor.complete(0));
  EXPECT_TRUE(EqualsFresh(monitor, both));
  ApplyOrDie(monitor,
             Change::Remove(Partial<UnitLineRecord>()
                                .With(&UnitLineRecord::child, "u5")
                                .With(&UnitLineRecord::kind, "guidance")));
  EXPECT_TRUE(monitor.complete(0));
  EXPECT_EQ(RefoldedBy(monitor, guide("u7", "u5")), 2u);
  EXPECT_TRUE(EqualsFresh(monitor, both));
}

TEST(Monitor, TouchesOnlyWhereConditionsTurn) {
  const Snapshot today = BigSchool().AsOf(kToday);
  const RollUpOptions full = {.where = {.standings = {"full"}}};
  Monitor monitor = MonitorOrDie(today, {"members"}, full);
  const auto member =
      Partial<MembershipRecord>().With(&MembershipRecord::person, "pu9999");
  EXPECT_EQ(
      RefoldedBy(monitor,
                 Change::Set(member, Partial<MembershipRecord>().With(
                                         &MembershipRecord::standing, "full"))),
      5u);
  EXPECT_EQ(monitor.value(0, *today.Find("unit:u0")).number, 1);
  EXPECT_TRUE(EqualsFresh(monitor, full));

  const RollUpOptions large = {.within = {.count = Condition::Count{.min = 2}}};
  Monitor posts = MonitorOrDie(today, {"posts"}, large);
  const auto join = [](std::string unit) {
    return Change::Add(
        MembershipRecord{.person = "pu7", .unit = std::move(unit)});
  };
  EXPECT_EQ(RefoldedBy(posts, join("u9999")), 5u);
  EXPECT_EQ(posts.value(0, *today.Find("unit:u0")).number, 1);
  EXPECT_TRUE(EqualsFresh(posts, large));
}

// A unit is asked for its members once, and not for each of them: otherwise
// this would take many minutes.
TEST(Monitor, AsksLargeUnitsOnce) {
  constexpr int kMembers = 20'000;
  OrganizationBuilder builder;
  builder.AddUnit({.id = "all", .kind = "school"});
  builder.AddUnit({.id = "some", .kind = "branch", .parent = "all"});
  for (int i = 0; i < kMembers; ++i) {
    const std::string id = UnitIdOf(i);
    builder.AddPerson({.id = id});
    builder.AddMembership({.person = id, .unit = "all"});
    builder.AddMembership({.person = id, .unit = "some"});
  }
  builder.AddPerson({.id = "new"});
  const Snapshot today = AsOfToday(builder);
  const RollUpOptions large = {
      .within = {.count = Condition::Count{.min = kMembers + 1}}};
  Monitor monitor = MonitorOrDie(today, {"members"}, large);
  const Node all = *today.Find("unit:all");
  EXPECT_EQ(monitor.value(0, all).number, 0);
  for (const char* unit : {"some", "all"}) {
    ApplyOrDie(monitor,
               Change::Add(MembershipRecord{.person = "new", .unit = unit}));
    EXPECT_EQ(monitor.value(0, all).number, kMembers + 1) << unit;
  }
}

// The lists that a monitor keeps may all be empty when it begins.
TEST(Monitor, BeginsWithNothing) {
  OrganizationBuilder builder;
  Profile profile;
  profile.open = true;
  profile.line_kinds = {{.id = "guidance"}};
  builder.SetProfile(profile);
  builder.AddPerson({.id = "p"});
  const Snapshot today = AsOfToday(builder);
  for (const RollUpOptions& options : std::vector<RollUpOptions>{
           {},
           {.lines = {"primary", "guidance"}},
           {.within = {.count = Condition::Count{.min = 1}}},
           {.by = Hierarchy::kPosts}}) {
    Monitor monitor = MonitorOrDie(today, {"members.all"}, options);
    ApplyOrDie(monitor, Change::Add(UnitRecord{.id = "a", .kind = "school"}));
    ApplyOrDie(monitor, Change::Add(UnitRecord{
                            .id = "b", .kind = "branch", .parent = "a"}));
    for (const char* unit : {"a", "b"}) {
      ApplyOrDie(monitor,
                 Change::Add(MembershipRecord{.person = "p", .unit = unit}));
      ApplyOrDie(monitor, Change::Add(PostRecord{
                              .id = unit, .unit = unit, .kind = "head"}));
      ApplyOrDie(monitor,
                 Change::Add(AppointmentRecord{.person = "p", .post = unit}));
    }
    const char* const top =
        options.by == Hierarchy::kPosts ? "post:a" : "unit:a";
    EXPECT_EQ(monitor.value(0, *monitor.organization().Find(top)).number, 1);
    EXPECT_TRUE(EqualsFresh(monitor, options));
  }
}

}  // namespace
}  // namespace zeren
