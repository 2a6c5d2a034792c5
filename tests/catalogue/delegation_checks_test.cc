#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

// Four persons, a task with a part, and another task.
Records SomePeople() {
  Records records;
  records.units = {{.id = "unit", .kind = "unit"}};
  records.persons = {{.id = "p1"}, {.id = "p2"}, {.id = "p3"}, {.id = "p4"}};
  records.tasks = {{.id = "big", .unit = "unit"},
                   {.id = "part", .unit = "unit", .parent = "big"},
                   {.id = "other", .unit = "unit"}};
  return records;
}

DelegationRecord From(std::string id, std::string from, std::string to,
                      bool may_redelegate,
                      std::vector<std::string> works = {}) {
  DelegationRecord record;
  record.id = std::move(id);
  record.from = {NodeKind::kPerson, std::move(from)};
  record.to = {NodeKind::kPerson, std::move(to)};
  record.may_redelegate = may_redelegate;
  if (!works.empty()) {
    record.scope.emplace();
    for (std::string& work : works) {
      record.scope->push_back({NodeKind::kTask, std::move(work)});
    }
  }
  return record;
}

TEST(DelegationTest, FindsACircleOfThoseThatMayBePassedOn) {
  Records records = SomePeople();
  records.delegations = {From("d1", "p1", "p2", true),
                         From("d2", "p2", "p1", true)};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "delegation"),
              ElementsAre(R"(delegation:d1 {"kind":"cycle","length":2})",
                          R"(delegation:d2 {"kind":"cycle","length":2})"));
  EXPECT_EQ(Said(snapshot, "delegation", "en")[0],
            "delegation:d1 from person:p1 to person:p2 comes back to who made "
            "it, in a circle of 2");
  EXPECT_EQ(Said(snapshot, "delegation", "zh")[0],
            "person:p1对person:p2的授权（delegation:d1）经2次授权又回到授权人");
  // Two who stand in for one another, and for nobody else.
  records.delegations[0].may_redelegate = false;
  records.delegations[1].may_redelegate = false;
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation"), IsEmpty());
}

TEST(DelegationTest, FindsACircleOnlyWhereSomeWorkGoesAllTheWay) {
  Records records = SomePeople();
  records.delegations = {From("d1", "p1", "p2", true, {"big"}),
                         From("d2", "p2", "p3", true, {"part", "other"}),
                         From("d3", "p3", "p1", true, {"other"})};
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation"), IsEmpty());
  // The part of a task goes wherever the task goes.
  records.delegations[2].scope->push_back({NodeKind::kTask, "part"});
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation"),
              ElementsAre(R"(delegation:d1 {"kind":"cycle","length":3})",
                          R"(delegation:d2 {"kind":"cycle","length":3})",
                          R"(delegation:d3 {"kind":"cycle","length":3})"));
}

TEST(DelegationTest, FindsWhatWasPassedOnTooOften) {
  Records records = SomePeople();
  records.delegations = {From("d1", "p1", "p2", true),
                         From("d2", "p2", "p3", true),
                         From("d3", "p3", "p4", false)};
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation"), IsEmpty());
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "delegation", {{"max_depth", 2}}),
              ElementsAre(R"(delegation:d3 {"kind":"depth","max_depth":2})"));
  EXPECT_THAT(Found(snapshot, "delegation", {{"max_depth", 1}}),
              ElementsAre(R"(delegation:d2 {"kind":"depth","max_depth":1})",
                          R"(delegation:d3 {"kind":"depth","max_depth":1})"));
  EXPECT_THAT(Said(snapshot, "delegation", "en", {{"max_depth", 2}}),
              ElementsAre("delegation:d3 from person:p3 to person:p4 passes on "
                          "what has been delegated 2 times already"));
  EXPECT_THAT(Said(snapshot, "delegation", "zh", {{"max_depth", 2}}),
              ElementsAre("person:p3对person:p4的授权（delegation:d3）"
                          "所转授的内容已经过2次授权"));
  // Each with a list of its own.
  records.delegations[0].scope = {{NodeKind::kTask, "big"}};
  records.delegations[2].scope = {{NodeKind::kTask, "other"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation", {{"max_depth", 2}}),
              IsEmpty());
}

TEST(DelegationTest, FindsWhatWasPassedOnWithoutLeave) {
  Records records = SomePeople();
  records.delegations = {From("d1", "p1", "p2", false, {"part"}),
                         From("d2", "p2", "p3", false, {"big"})};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "delegation"),
              ElementsAre(R"(delegation:d2 {"kind":"not_allowed",)"
                          R"("given_by":["delegation:d1"]})"));
  EXPECT_THAT(Said(snapshot, "delegation", "en"),
              ElementsAre("delegation:d2 from person:p2 to person:p3 passes on "
                          "what was given without leave to do so by "
                          "delegation:d1"));
  EXPECT_THAT(Said(snapshot, "delegation", "zh"),
              ElementsAre("person:p2对person:p3的授权（delegation:d2）"
                          "转授了不得转授的授权：delegation:d1"));
  records.delegations[1].scope = {{NodeKind::kTask, "other"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation"), IsEmpty());
  records.delegations[1].scope = std::nullopt;
  records.delegations[0].may_redelegate = true;
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation"), IsEmpty());
}

TEST(DelegationTest, FindsListedWorkGivenToTheOtherSide) {
  Records records = SomePeople();
  records.posts = {{.id = "inspector", .unit = "unit", .kind = "inspector"}};
  records.appointments = {{.person = "p2", .post = "inspector"}};
  records.assignments = {
      {.work = "task:big", .role = Role::kAccountable, .to = "person:p1"},
      {.work = "task:big", .role = Role::kOversight, .to = "post:inspector"}};
  records.delegations = {From("d1", "p1", "p2", false, {"part"})};
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Found(snapshot, "delegation"),
              ElementsAre(R"(delegation:d1 {"kind":"excluded",)"
                          R"("work":["task:part"]})"));
  EXPECT_THAT(Said(snapshot, "delegation", "en"),
              ElementsAre("delegation:d1 from person:p1 to person:p2 makes one "
                          "side of both who does and who oversees task:part"));
  EXPECT_THAT(Said(snapshot, "delegation", "zh"),
              ElementsAre("person:p1对person:p2的授权（delegation:d1）"
                          "使监督者与执行者合为一方：task:part"));
  // The other way round as well; but one overseer may stand in for another.
  records.delegations = {From("d1", "p2", "p1", false, {"part"})};
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation"),
              ElementsAre(R"(delegation:d1 {"kind":"excluded",)"
                          R"("work":["task:part"]})"));
  records.appointments.push_back({.person = "p1", .post = "inspector"});
  EXPECT_THAT(Found(SnapshotOrDie(records), "delegation"), IsEmpty());
}

TEST(DelegationTest, LooksAtDelegationsWhoseEndsAreThere) {
  Records records = SomePeople();
  records.delegations = {From("d1", "p1", "p2", true),
                         From("d2", "p2", "p1", true)};
  records.persons[0].valid_to = Day(2026, 11, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 1)), "delegation"),
              IsEmpty());
  records.persons[0].valid_to = {};
  records.delegations[1].valid_to = Day(2026, 11, 1);
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 11, 1)), "delegation"),
              IsEmpty());
}

}  // namespace
}  // namespace zeren
