#include "zeren/graph/work.h"

#include <optional>
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
