#include "zeren/graph/work.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/snapshot_text.h"
#include "tests/support/build.h"
#include "zeren/graph/snapshot.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using testing::Get;
using testing::IdOf;
using ::testing::IsEmpty;
using testing::kDay;
using testing::SnapshotOrDie;

constexpr absl::CivilDay kEarly(2020, 1, 1);
constexpr absl::CivilDay kLate(2024, 1, 1);

TEST(WorkTest, TasksAndDutiesFormForestsCyclesCut) {
  Records records;
  records.tasks = {{.id = "plan", .unit = "u"},
                   {.id = "step", .unit = "u", .parent = "plan"},
                   {.id = "lost", .unit = "u", .parent = "ghost"},
                   {.id = "self", .unit = "u", .parent = "self"},
                   {.id = "x", .unit = "u", .parent = "y"},
                   {.id = "y", .unit = "u", .parent = "x"}};
  records.duties = {{.id = "top"},
                    {.id = "under", .superior = "top"},
                    {.id = "old", .valid_to = kLate},
                    {.id = "orphan", .superior = "old"}};
  const Snapshot s = SnapshotOrDie(records);
  const auto parent = [&](std::string_view task) {
    return IdOf(s, s.work().parent(Get<TaskId>(s, task)));
  };
  EXPECT_EQ(parent("step"), "plan");
  EXPECT_EQ(parent("lost"), "none");
  EXPECT_EQ(parent("self"), "none");
  EXPECT_EQ(parent("x"), "none");
  EXPECT_EQ(parent("y"), "x");
  EXPECT_EQ(s.work().tasks().cycles().size(), 1u);
  const auto superior = [&](std::string_view duty) {
    return IdOf(s, s.work().superior(Get<DutyId>(s, duty)));
  };
  EXPECT_EQ(superior("under"), "top");
  EXPECT_EQ(superior("orphan"), "none");
  EXPECT_FALSE(s.work().in_force(Get<DutyId>(s, "old")));
}

TEST(WorkTest, AssignmentsInForceComeByStartThenReference) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  records.persons = {{.id = "n"}, {.id = "m"}};
  records.tasks = {{.id = "t", .unit = "u"}};
  const auto assign = [&](const char* to,
                          std::optional<absl::CivilDay> from = {}) {
    records.assignments.push_back({.work = "task:t",
                                   .role = Role::kResponsible,
                                   .to = to,
                                   .valid_from = from});
  };
  assign("unit:u", kEarly);
  assign("person:n");
  assign("person:m");
  assign("post:p");
  assign("unit:closed");
  assign("person:ghost");
  assign("unit:u", kDay + 1);
  const Snapshot s = SnapshotOrDie(records);
  std::vector<std::string> targets;
  for (const Assigned& assigned : s.work().assignments(Get<TaskId>(s, "t"))) {
    EXPECT_EQ(assigned.role, Role::kResponsible);
    targets.push_back(s.organization().NameOf(assigned.to));
  }
  EXPECT_THAT(targets, ElementsAre("person:m", "person:n", "post:p", "unit:u"));
}

TEST(WorkTest, TheNearestAssignedTaskIsFoundForEachRole) {
  Records records;
  records.persons = {{.id = "n"}};
  records.tasks = {{.id = "top", .unit = "u"},
                   {.id = "mid", .unit = "u", .parent = "top"},
                   {.id = "low", .unit = "u", .parent = "mid"}};
  records.assignments = {
      {.work = "task:top", .role = Role::kAccountable, .to = "person:n"},
      {.work = "task:mid", .role = Role::kSupport, .to = "person:n"},
      {.work = "task:low", .role = Role::kInformed, .to = "person:ghost"}};
  const Snapshot s = SnapshotOrDie(records);
  const auto nearest = [&](Role role) {
    return IdOf(s, s.work().nearest_assigned(Get<TaskId>(s, "low"), role));
  };
  EXPECT_EQ(nearest(Role::kAccountable), "top");
  EXPECT_EQ(nearest(Role::kSupport), "mid");
  EXPECT_EQ(nearest(Role::kInformed), "none");
}

TEST(WorkTest, DelegationsInForceComeByStartThenId) {
  Records records;
  records.posts = {{.id = "p", .unit = "u", .kind = "k"},
                   {.id = "old", .unit = "u", .kind = "k", .valid_to = kLate}};
  records.persons = {{.id = "n"}, {.id = "m"}};
  const auto delegate = [&](const char* id, const char* from, const char* to,
                            std::optional<absl::CivilDay> start = {}) {
    records.delegations.push_back(
        {.id = id, .from = from, .to = to, .valid_from = start});
  };
  delegate("late", "post:p", "person:n", kLate);
  delegate("b", "post:p", "person:n", kEarly);
  delegate("a", "post:p", "person:m", kEarly);
  delegate("any", "post:p", "post:p");
  delegate("not-yet", "post:p", "person:n", kDay + 1);
  delegate("to-old", "post:p", "post:old");
  delegate("to-ghost", "post:p", "person:ghost");
  delegate("from-old", "post:old", "person:n");
  delegate("of-person", "person:n", "post:p");
  records.delegations.back().may_redelegate = true;
  const Snapshot s = SnapshotOrDie(records);
  const auto ids = [&](std::span<const Delegate> delegates) {
    std::vector<std::string> names;
    for (const Delegate& one : delegates) {
      names.emplace_back(s.organization().id(one.delegation));
      EXPECT_FALSE(one.scoped);
    }
    return names;
  };
  EXPECT_TRUE(s.work().has_delegations());
  EXPECT_FALSE(s.work().has_scoped_delegations());
  EXPECT_THAT(ids(s.work().delegations(Get<PostId>(s, "p"))),
              ElementsAre("any", "a", "b", "late"));
  EXPECT_THAT(ids(s.work().delegations(Get<PostId>(s, "old"))), IsEmpty());
  const auto of_person = s.work().delegations(Get<PersonId>(s, "n"));
  EXPECT_THAT(ids(of_person), ElementsAre("of-person"));
  EXPECT_TRUE(of_person[0].may_redelegate);
  EXPECT_EQ(of_person[0].to, *s.Find("post:p"));
  EXPECT_THAT(ids(s.work().delegations(Get<PersonId>(s, "m"))), IsEmpty());
}

TEST(WorkTest, AListCoversItsDutiesAndItsTasksWithAllBelow) {
  Records records;
  records.persons = {{.id = "n"}, {.id = "m"}};
  records.tasks = {{.id = "a", .unit = "u"},
                   {.id = "b", .unit = "u", .parent = "a"},
                   {.id = "c", .unit = "u", .parent = "b"},
                   {.id = "d", .unit = "u", .parent = "a"},
                   {.id = "e", .unit = "u"}};
  records.duties = {{.id = "x"}, {.id = "y"}, {.id = "z", .superior = "x"}};
  records.delegations = {
      {.id = "some",
       .from = "person:n",
       .to = "person:m",
       .scope = {{"duty:x", "task:c", "task:b", "task:e", "duty:x",
                  "task:ghost"}}},
      {.id = "none", .from = "person:n", .to = "person:m", .scope = {{}}},
      {.id = "zall", .from = "person:n", .to = "person:m"}};
  const Snapshot s = SnapshotOrDie(records);
  const auto delegates = s.work().delegations(Get<PersonId>(s, "n"));
  ASSERT_EQ(delegates.size(), 3u);
  const auto covered = [&](const Delegate& delegate) {
    std::vector<std::string> names;
    for (const char* name : {"task:a", "task:b", "task:c", "task:d", "task:e",
                             "duty:x", "duty:y", "duty:z"}) {
      if (s.work().Covers(delegate, *s.Find(name))) names.emplace_back(name);
    }
    return names;
  };
  EXPECT_THAT(covered(delegates[0]), IsEmpty());
  EXPECT_THAT(covered(delegates[1]),
              ElementsAre("task:b", "task:c", "task:e", "duty:x"));
  EXPECT_EQ(covered(delegates[2]).size(), 8u);
  EXPECT_TRUE(s.work().has_scoped_delegations());
  std::vector<std::string> listed;
  for (const Node node : s.work().listed()) {
    listed.push_back(s.organization().NameOf(node));
  }
  EXPECT_THAT(listed, ElementsAre("task:b", "task:e", "duty:x"));
}

TEST(WorkTest, UnitsAndBearersCountOnlyInForce) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  records.tasks = {{.id = "t1", .unit = "u"},
                   {.id = "t2", .unit = "closed"},
                   {.id = "t3", .unit = "ghost"}};
  records.duties = {{.id = "d1", .bearer = "post:p"},
                    {.id = "d2", .bearer = "unit:closed"},
                    {.id = "d3", .bearer = "post:ghost"},
                    {.id = "d4"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(IdOf(s, s.work().unit(Get<TaskId>(s, "t1"))), "u");
  EXPECT_EQ(IdOf(s, s.work().unit(Get<TaskId>(s, "t2"))), "none");
  EXPECT_EQ(IdOf(s, s.work().unit(Get<TaskId>(s, "t3"))), "none");
  EXPECT_EQ(s.work().bearer(Get<DutyId>(s, "d1")), s.Find("post:p"));
  for (const char* duty : {"d2", "d3", "d4"}) {
    EXPECT_EQ(s.work().bearer(Get<DutyId>(s, duty)), std::nullopt);
  }
}

}  // namespace
}  // namespace zeren
