#include "zeren/graph/snapshot.h"

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/snapshot_text.h"
#include "tests/support/build.h"
#include "tests/support/random_document.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using testing::BuildOrDie;
using ::testing::ElementsAre;
using testing::Get;
using testing::IdOf;
using testing::IdsOf;
using testing::kDay;
using testing::SnapshotOrDie;

constexpr absl::CivilDay kEarly(2020, 1, 1);
constexpr absl::CivilDay kLate(2024, 1, 1);

TEST(SnapshotTest, DocumentationExample) {
  Records records;
  records.tasks = {{.id = "report", .unit = "u"}};
  const Organization org = BuildOrDie(records);
  const Snapshot today = org.AsOf(absl::CivilDay(2026, 11, 22));
  EXPECT_EQ(today.day(), absl::CivilDay(2026, 11, 22));
  EXPECT_TRUE(today.Find("task:report").has_value());
  EXPECT_EQ(today.Find("task:other"), std::nullopt);
  EXPECT_EQ(today.Find("report"), std::nullopt);
}

TEST(SnapshotTest, CopiesOutliveTheOriginalAndTheOrganisation) {
  std::optional<Snapshot> copy;
  {
    Records records;
    records.units = {{.id = "u", .kind = "k"}};
    const Snapshot snapshot = SnapshotOrDie(records);
    copy = snapshot;
  }
  EXPECT_EQ(copy->organization().id(UnitId{0}), "u");
}

TEST(SnapshotTest, AnEmptyOrganisationHasEmptyTables) {
  const Snapshot nothing = Organization().AsOf(kDay);
  EXPECT_EQ(nothing.units().count(), 0u);
  EXPECT_EQ(nothing.posts().count(), 0u);
  EXPECT_EQ(nothing.people().count(), 0u);
  EXPECT_EQ(nothing.work().tasks().size(), 0u);
  EXPECT_TRUE(nothing.has_all_records());
}

TEST(SnapshotTest, AUnitIsInForceOnItsDaysTheLastOneExcluded) {
  Records records;
  records.units = {
      {.id = "u", .kind = "k", .valid_from = kEarly, .valid_to = kLate}};
  const Organization org = BuildOrDie(records);
  const auto in_force = [&](absl::CivilDay day) {
    return org.AsOf(day).InForce(UnitId{0});
  };
  EXPECT_FALSE(in_force(kEarly - 1));
  EXPECT_TRUE(in_force(kEarly));
  EXPECT_TRUE(in_force(kLate - 1));
  EXPECT_FALSE(in_force(kLate));
}

TEST(SnapshotTest, WhatEndedOnAnUnknownDayIsInForceOnNone) {
  Records records;
  records.units = {{.id = "u", .kind = "k", .valid_to = Until::Unknown()}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  const Organization org = BuildOrDie(records);
  for (const absl::CivilDay day : {absl::CivilDay(1, 1, 1), kDay}) {
    EXPECT_FALSE(org.AsOf(day).InForce(UnitId{0}));
    EXPECT_FALSE(org.AsOf(day).InForce(PostId{0}));
  }
}

TEST(SnapshotTest, APostNeedsItsUnitUnlessTheDocumentLacksIt) {
  Records records;
  records.units = {{.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "in", .unit = "closed", .kind = "k"},
                   {.id = "out", .unit = "ghost", .kind = "k"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_FALSE(s.InForce(Get<PostId>(s, "in")));
  EXPECT_TRUE(s.InForce(Get<PostId>(s, "out")));
  EXPECT_EQ(IdOf(s, s.posts().unit(Get<PostId>(s, "out"))), "none");
}

TEST(SnapshotTest, MembershipsAndAppointmentsNeedBothTheirEnds) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"},
                   {.id = "q", .unit = "closed", .kind = "k"}};
  records.persons = {{.id = "here"}, {.id = "gone", .valid_to = kLate}};
  for (const char* person : {"here", "gone", "ghost"}) {
    for (const char* unit : {"u", "closed", "ghost"}) {
      records.memberships.push_back({.person = person, .unit = unit});
    }
    for (const char* post : {"p", "q", "ghost"}) {
      records.appointments.push_back({.person = person, .post = post});
    }
  }
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(s.people().membership_rows(Get<PersonId>(s, "here")).size(), 1u);
  EXPECT_EQ(s.people().membership_rows(Get<PersonId>(s, "gone")).size(), 0u);
  EXPECT_EQ(s.units().member_rows(Get<UnitId>(s, "u")).size(), 1u);
  EXPECT_EQ(s.units().member_rows(Get<UnitId>(s, "closed")).size(), 0u);
  EXPECT_THAT(IdsOf(s, s.people().posts(Get<PersonId>(s, "here"))),
              ElementsAre("p"));
  EXPECT_EQ(s.posts().holders(Get<PostId>(s, "p")).size(), 1u);
  EXPECT_EQ(s.posts().holders(Get<PostId>(s, "q")).size(), 0u);
}

TEST(SnapshotTest, TasksEventsAndFindingsAreAlwaysInForceDutiesWhenStated) {
  Records records;
  records.tasks = {
      {.id = "t", .unit = "u", .start = absl::CivilDay(2099, 1, 1)}};
  records.events = {{.id = "e", .kind = "k", .subject = "unit:u", .day = kDay}};
  records.findings = {
      {.id = "f", .subject = "unit:u", .source = "audit", .found = kDay}};
  records.duties = {{.id = "d"}, {.id = "old", .valid_to = kLate}};
  records.delegations = {
      {.id = "g", .from = "post:p", .to = "post:q", .valid_from = kLate},
      {.id = "later",
       .from = "post:p",
       .to = "post:q",
       .valid_from = kDay + 1}};
  const Snapshot s = SnapshotOrDie(records);
  for (const char* node :
       {"task:t", "event:e", "finding:f", "duty:d", "delegation:g"}) {
    EXPECT_TRUE(s.InForce(*s.Find(node))) << node;
  }
  EXPECT_FALSE(s.InForce(*s.Find("duty:old")));
  EXPECT_FALSE(s.InForce(*s.Find("delegation:later")));
  EXPECT_TRUE(s.InForce(Node()));
}

TEST(SnapshotTest, WhoIsAbsentIsInTheOrganisationAndNotPresent) {
  Records records;
  records.persons = {{.id = "ann"}, {.id = "bea"}, {.id = "cyd"}};
  records.absences = {{.person = "ann"},
                      {.person = "bea", .valid_to = kLate},
                      {.person = "cyd", .valid_to = Until::Unknown()},
                      {.person = "ghost"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_TRUE(s.people().in_force(Get<PersonId>(s, "ann")));
  EXPECT_TRUE(s.people().absent(Get<PersonId>(s, "ann")));
  EXPECT_FALSE(s.people().present(Get<PersonId>(s, "ann")));
  EXPECT_TRUE(s.people().present(Get<PersonId>(s, "bea")));
  EXPECT_TRUE(s.people().present(Get<PersonId>(s, "cyd")));
}

TEST(SnapshotTest, EveryNodeBelongsToTheUnitOfWhatItIsAbout) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  records.persons = {{.id = "n"}, {.id = "homeless"}};
  records.memberships = {{.person = "n", .unit = "u"}};
  records.tasks = {{.id = "t", .unit = "u"}};
  records.duties = {{.id = "d", .bearer = "post:p"}};
  records.delegations = {{.id = "g", .from = "person:n", .to = "post:p"}};
  const auto event = [&](const char* id, const char* subject) {
    records.events.push_back(
        {.id = id, .kind = "k", .subject = subject, .day = kDay});
  };
  const auto finding = [&](const char* id, const char* subject) {
    records.findings.push_back(
        {.id = id, .subject = subject, .source = "audit", .found = kDay});
  };
  event("e", "person:n");
  event("lost", "unit:ghost");
  finding("about-event", "event:e");
  finding("about-finding", "finding:about-event");
  finding("about-itself", "finding:about-itself");
  finding("round-1", "finding:round-2");
  finding("round-2", "finding:round-1");
  const Snapshot s = SnapshotOrDie(records);
  for (const char* node :
       {"unit:u", "post:p", "person:n", "task:t", "duty:d", "delegation:g",
        "event:e", "finding:about-event", "finding:about-finding"}) {
    EXPECT_EQ(IdOf(s, s.UnitOf(*s.Find(node))), "u") << node;
  }
  for (const char* node : {"unit:closed", "person:homeless", "event:lost",
                           "finding:about-itself", "finding:round-1"}) {
    EXPECT_EQ(IdOf(s, s.UnitOf(*s.Find(node))), "none") << node;
  }
  EXPECT_EQ(s.UnitOf(Node()), std::nullopt);
}

// The probe says what the snapshot of each day says, and its `until` is the
// first day on which that is otherwise.
TEST(SnapshotTest, AgreesWithTheProbeOfEachDay) {
  constexpr absl::CivilDay kFirst(2023, 12, 29);
  constexpr int kDays = 380;  // Past every day that the documents mention.
  int changes = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::mt19937_64 bits(seed);
    const absl::StatusOr<Organization> org =
        LoadDocument(testing::RandomDocument(bits).dump());
    ASSERT_TRUE(org.ok()) << org.status();
    std::map<Node, Probe> last;
    for (absl::CivilDay day = kFirst; day < kFirst + kDays; ++day) {
      const Snapshot snapshot = org->AsOf(day);
      for (std::size_t kind = 0; kind < kNodeKinds; ++kind) {
        const auto k = static_cast<NodeKind>(kind);
        for (std::uint32_t i = 0; i < org->count(k); ++i) {
          const Node node(k, i);
          const Probe probe = org->InForce(node, day);
          ASSERT_EQ(probe.in_force, snapshot.InForce(node))
              << seed << " " << org->NameOf(node) << " " << day;
          ASSERT_TRUE(!probe.until || *probe.until > day);
          if (day > kFirst) {
            const Probe& before = last[node];
            const bool changed = before.in_force != probe.in_force;
            ASSERT_EQ(changed, before.until == day)
                << seed << " " << org->NameOf(node) << " " << day;
            changes += changed ? 1 : 0;
          }
          last[node] = probe;
        }
      }
    }
  }
  EXPECT_GT(changes, 100);
}

}  // namespace
}  // namespace zeren
