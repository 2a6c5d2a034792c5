#include "zeren/advise/cascade.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/advise/applied.h"
#include "tests/support/build.h"
#include "zeren/assign/resolution.h"

namespace zeren {
namespace {

using testing::BuildOrDie;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kDay;
using ::testing::SizeIs;

// A school with two departments, each of two teams, one of them below a group;
// and a plan of the school. Only departments and team-a1 have head posts.
Records School() {
  Records records;
  const auto unit = [&](const char* id, const char* kind, const char* parent) {
    UnitRecord record{.id = id, .kind = kind};
    if (*parent != '\0') record.parent = parent;
    records.units.push_back(std::move(record));
  };
  unit("school", "school", "");
  unit("dept-a", "department", "school");
  unit("dept-b", "department", "school");
  unit("team-a1", "team", "dept-a");
  unit("group", "group", "dept-a");
  unit("team-a2", "team", "group");
  unit("team-b1", "team", "dept-b");
  unit("idle", "department", "school");
  for (const char* id : {"dept-a", "dept-b", "team-a1"}) {
    records.posts.push_back(
        {.id = std::string(id) + "-head", .unit = id, .kind = "head"});
  }
  records.tasks.push_back({.id = "plan",
                           .title = Text({{"en", "Plan"}, {"zh", "计划"}}),
                           .unit = "school",
                           .start = absl::CivilDay(2026, 1, 5),
                           .due = absl::CivilDay(2026, 12, 31),
                           .weight = 3,
                           .effort = 7,
                           .requires_ = {"law"},
                           .cascade = "team"});
  return records;
}

absl::StatusOr<Cascade> TryCascade(const Snapshot& today, std::string_view task,
                                   std::string_view kind,
                                   const CascadeOptions& options = {}) {
  return CascadeTask(today, today.organization().FindId<TaskId>(task).value(),
                     kind, options);
}

Cascade CascadeOrDie(const Snapshot& today, std::string_view task,
                     std::string_view kind,
                     const CascadeOptions& options = {}) {
  absl::StatusOr<Cascade> cascade = TryCascade(today, task, kind, options);
  EXPECT_TRUE(cascade.ok()) << cascade.status();
  return cascade.ok() ? *std::move(cascade) : Cascade();
}

// "plan/dept-a < plan: dept-a-head", and "..." around what lies between.
std::vector<std::string> PartsOf(const Snapshot& today,
                                 const Cascade& cascade) {
  std::vector<std::string> parts;
  for (const CascadePart& part : cascade.parts) {
    std::string text = part.task + " < " + part.parent + ": ";
    text += part.head ? today.organization().id(*part.head) : "nobody";
    parts.push_back(part.between ? "(" + text + ")" : text);
  }
  return parts;
}

std::vector<std::string> IdsOf(const Snapshot& today,
                               const std::vector<UnitId>& units) {
  std::vector<std::string> ids;
  for (const UnitId unit : units) {
    ids.emplace_back(today.organization().id(unit));
  }
  return ids;
}

// ------------------------------------------------------------------- Proposals

TEST(CascadeTest, GoesDownLevelByLevelThroughTheUnitsBetween) {
  const Snapshot today = BuildOrDie(School()).AsOf(kDay);
  const Cascade cascade = CascadeOrDie(today, "plan", "team");
  EXPECT_THAT(PartsOf(today, cascade),
              ElementsAre("(plan/dept-a < plan: dept-a-head)",
                          "(plan/group < plan/dept-a: nobody)",
                          "plan/team-a2 < plan/group: nobody",
                          "plan/team-a1 < plan/dept-a: team-a1-head",
                          "(plan/dept-b < plan: dept-b-head)",
                          "plan/team-b1 < plan/dept-b: nobody"));
  EXPECT_THAT(IdsOf(today, cascade.headless),
              ElementsAre("group", "team-a2", "team-b1"));
  EXPECT_THAT(cascade.covered, IsEmpty());
  EXPECT_TRUE(cascade.complete);
}

TEST(CascadeTest, FlatMakesEveryPartOneOfTheTaskItself) {
  const Snapshot today = BuildOrDie(School()).AsOf(kDay);
  EXPECT_THAT(
      PartsOf(today, CascadeOrDie(today, "plan", "team", {.flat = true})),
      ElementsAre("plan/team-a2 < plan: nobody",
                  "plan/team-a1 < plan: team-a1-head",
                  "plan/team-b1 < plan: nobody"));
}

TEST(CascadeTest, APartHasTheTitleDaysAndSkillsButItsOwnWeight) {
  const Snapshot today = BuildOrDie(School()).AsOf(kDay);
  const Records after =
      Applied(School(), CascadeOrDie(today, "plan", "department"));
  ASSERT_THAT(after.tasks, SizeIs(4));
  EXPECT_EQ(after.tasks[1],
            (TaskRecord{.id = "plan/dept-a",
                        .title = Text({{"en", "Plan"}, {"zh", "计划"}}),
                        .unit = "dept-a",
                        .parent = "plan",
                        .start = absl::CivilDay(2026, 1, 5),
                        .due = absl::CivilDay(2026, 12, 31),
                        .requires_ = {"law"}}));
}

TEST(CascadeTest, TheHeadPostIsAccountableFromTheDayOn) {
  const Snapshot today = BuildOrDie(School()).AsOf(kDay);
  const Records after =
      Applied(School(), CascadeOrDie(today, "plan", "department"));
  ASSERT_THAT(after.assignments, SizeIs(2));
  EXPECT_EQ(after.assignments[0], (AssignmentRecord{.work = "task:plan/dept-a",
                                                    .role = Role::kAccountable,
                                                    .to = "post:dept-a-head",
                                                    .valid_from = kDay}));
}

TEST(CascadeTest, WithoutAHeadTheQuestionGoesUp) {
  Records records = School();
  records.persons.push_back({.id = "p"});
  records.appointments.push_back({.person = "p", .post = "dept-b-head"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  const Snapshot after =
      BuildOrDie(Applied(records, CascadeOrDie(today, "plan", "team")))
          .AsOf(kDay);
  const Resolution who = ResolveResponsible(
      after, after.Find("task:plan/team-b1").value(), Role::kAccountable);
  ASSERT_THAT(who.persons, SizeIs(1));
  EXPECT_EQ(after.organization().id(who.persons[0]), "p");
}

TEST(CascadeTest, NestedUnitsOfTheKindHandDownToOneAnother) {
  Records records = School();
  records.units.push_back(
      {.id = "sub", .kind = "department", .parent = "dept-b"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  EXPECT_THAT(PartsOf(today, CascadeOrDie(today, "plan", "department")),
              ElementsAre("plan/dept-a < plan: dept-a-head",
                          "plan/dept-b < plan: dept-b-head",
                          "plan/sub < plan/dept-b: nobody",
                          "plan/idle < plan: nobody"));
}

TEST(CascadeTest, TheTasksOwnUnitAndThoseBesideItGetNothing) {
  Records records = School();
  records.tasks.push_back({.id = "own", .unit = "dept-a"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  EXPECT_THAT(CascadeOrDie(today, "own", "department").parts, IsEmpty());
  EXPECT_THAT(PartsOf(today, CascadeOrDie(today, "own", "team")),
              ElementsAre("(own/group < own: nobody)",
                          "own/team-a2 < own/group: nobody",
                          "own/team-a1 < own: team-a1-head"));
}

// ---------------------------------------------------------- What is there
// already

TEST(CascadeTest, PartsThatAreThereAreKeptAndBuiltUpon) {
  Records records = School();
  records.tasks.push_back({.id = "a", .unit = "dept-a", .parent = "plan"});
  records.tasks.push_back({.id = "a1", .unit = "team-a1", .parent = "a"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  const Cascade cascade = CascadeOrDie(today, "plan", "team");
  EXPECT_THAT(PartsOf(today, cascade),
              ElementsAre("(plan/group < a: nobody)",
                          "plan/team-a2 < plan/group: nobody",
                          "(plan/dept-b < plan: dept-b-head)",
                          "plan/team-b1 < plan/dept-b: nobody"));
  EXPECT_THAT(IdsOf(today, cascade.covered), ElementsAre("team-a1"));
}

TEST(CascadeTest, APartAtAnyDepthCountsAndNeedsNoUnitBetween) {
  Records records = School();
  records.tasks.push_back({.id = "x", .unit = "school", .parent = "plan"});
  records.tasks.push_back({.id = "b1", .unit = "team-b1", .parent = "x"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  const Cascade cascade = CascadeOrDie(today, "plan", "team");
  EXPECT_THAT(IdsOf(today, cascade.covered), ElementsAre("team-b1"));
  for (const CascadePart& part : cascade.parts) {
    EXPECT_NE(part.task, "plan/dept-b");
  }
}

TEST(CascadeTest, OfSeveralPartsTheOneHandedDownIsBuiltUpon) {
  Records records = School();
  records.tasks.push_back({.id = "a-aside", .unit = "group", .parent = "plan"});
  records.tasks.push_back({.id = "dept", .unit = "dept-a", .parent = "plan"});
  records.tasks.push_back({.id = "down", .unit = "group", .parent = "dept"});
  records.tasks.push_back({.id = "x", .unit = "group", .parent = "down"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  EXPECT_EQ(PartsOf(today, CascadeOrDie(today, "plan", "team"))[0],
            "plan/team-a2 < down: nobody");
}

TEST(CascadeTest, ACancelledPartIsNone) {
  Records records = School();
  records.tasks.push_back({.id = "b",
                           .unit = "dept-b",
                           .parent = "plan",
                           .cancelled = absl::CivilDay(2026, 5, 1)});
  records.tasks.push_back({.id = "b1", .unit = "team-b1", .parent = "b"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  EXPECT_EQ(PartsOf(today, CascadeOrDie(today, "plan", "team")).back(),
            "plan/team-b1 < plan/dept-b: nobody");
}

TEST(CascadeTest, UnitsThatAreNotInForceGetNothing) {
  Records records = School();
  records.units[2].valid_to = absl::CivilDay(2026, 1, 1);
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  // What was below it is a root now, and so not below the school.
  EXPECT_THAT(PartsOf(today, CascadeOrDie(today, "plan", "team")), SizeIs(4));
}

TEST(CascadeTest, WhatWasAppliedLeavesNothingToPropose) {
  for (const bool flat : {false, true}) {
    const Snapshot today = BuildOrDie(School()).AsOf(kDay);
    const Snapshot after =
        BuildOrDie(Applied(School(),
                           CascadeOrDie(today, "plan", "team", {.flat = flat})))
            .AsOf(kDay);
    for (const bool again : {false, true}) {
      const Cascade cascade =
          CascadeOrDie(after, "plan", "team", {.flat = again});
      EXPECT_THAT(cascade.parts, IsEmpty());
      EXPECT_THAT(cascade.changes, IsEmpty());
      EXPECT_THAT(cascade.covered, SizeIs(3));
    }
  }
}

// ------------------------------------------------------------------------ Ids

TEST(CascadeTest, AnIdThatIsTakenOrOnlyReferredToIsNotUsed) {
  Records records = School();
  records.tasks.push_back({.id = "plan/dept-a", .unit = "school"});
  records.tasks.push_back(
      {.id = "lost", .unit = "school", .parent = "plan/dept-b"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  EXPECT_THAT(PartsOf(today, CascadeOrDie(today, "plan", "department")),
              ElementsAre("plan/dept-a~2 < plan: dept-a-head",
                          "plan/dept-b~2 < plan: dept-b-head",
                          "plan/idle < plan: nobody"));
}

TEST(CascadeTest, LongIdsAreCutBetweenCharactersAndStayUnique) {
  Records records;
  records.units.push_back({.id = "top", .kind = "top"});
  for (const char* end : {"a", "b", "c"}) {
    records.units.push_back(
        {.id = std::string(200, 'u') + end, .kind = "team", .parent = "top"});
  }
  std::string id = "xx";
  while (id.size() < 254) id += "党";
  records.tasks.push_back({.id = id, .unit = "top"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  const Cascade cascade = CascadeOrDie(today, id, "team");
  ASSERT_THAT(cascade.parts, SizeIs(3));
  EXPECT_EQ(cascade.parts[0].task, id + "/");
  EXPECT_EQ(cascade.parts[1].task, id.substr(0, 251) + "~2");
  EXPECT_EQ(cascade.parts[2].task, id.substr(0, 251) + "~3");
  BuildOrDie(Applied(records, cascade));
}

// --------------------------------------------------------------------- Errors

TEST(CascadeTest, AnUnknownKindIsRefusedWithTheNearest) {
  const Snapshot today = BuildOrDie(School()).AsOf(kDay);
  const absl::Status status = TryCascade(today, "plan", "taem").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(std::string(status.message()),
            "there is no unit kind \"taem\"; did you mean \"team\"?");
}

TEST(CascadeTest, AKindOfTheProfileThatNoUnitHasIsFine) {
  absl::StatusOr<Profile> profile = BuiltInProfile("generic");
  ASSERT_TRUE(profile.ok()) << profile.status();
  profile->unit_kinds.push_back({.id = "section"});
  const absl::StatusOr<Organization> org =
      BuildOrganization(School(), *std::move(profile));
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_THAT(CascadeOrDie(org->AsOf(kDay), "plan", "section").parts,
              IsEmpty());
}

TEST(CascadeTest, ATaskWithoutAUnitInForceIsRefused) {
  Records records = School();
  records.tasks.push_back({.id = "lost", .unit = "nowhere"});
  records.units.push_back(
      {.id = "gone", .kind = "team", .valid_to = absl::CivilDay(2026, 1, 1)});
  records.tasks.push_back({.id = "late", .unit = "gone"});
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  for (const char* task : {"lost", "late"}) {
    const absl::Status status = TryCascade(today, task, "team").status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("is not in force on 2026-11-22"));
  }
}

TEST(CascadeTest, ACancelledTaskIsRefused) {
  Records records = School();
  records.tasks[0].cancelled = absl::CivilDay(2026, 2, 1);
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  const absl::Status status = TryCascade(today, "plan", "team").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("\"task:plan\" is cancelled on 2026-11-22"));
}

TEST(CascadeTest, ACycleThatWasCutMakesItIncomplete) {
  Records records = School();
  records.units[0].parent = "team-b1";
  const Snapshot today = BuildOrDie(records).AsOf(kDay);
  EXPECT_FALSE(CascadeOrDie(today, "plan", "team").complete);
}

TEST(CascadeTest, ADeepHierarchyIsLinear) {
  OrganizationBuilder builder;
  constexpr int kLevels = 100'000;
  for (int level = 0; level < kLevels; ++level) {
    const std::string id = "u" + std::to_string(level);
    const std::string above = "u" + std::to_string(level - 1);
    UnitView unit{.id = id, .kind = level + 1 < kLevels ? "unit" : "team"};
    if (level > 0) unit.parent = above;
    builder.AddUnit(unit);
  }
  builder.AddTask({.id = "plan", .unit = "u0"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const Cascade cascade = CascadeOrDie(org->AsOf(kDay), "plan", "team");
  EXPECT_EQ(cascade.parts.size(), std::size_t{kLevels} - 1);
  EXPECT_EQ(cascade.parts.back().parent, "plan/u99998");
}

}  // namespace
}  // namespace zeren
