#include "zeren/graph/units.h"

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
using testing::IdsOf;
using ::testing::IsEmpty;
using testing::kDay;
using testing::SnapshotOrDie;

constexpr absl::CivilDay kEarly(2020, 1, 1);
constexpr absl::CivilDay kLate(2024, 1, 1);

std::string ParentOf(const Snapshot& s, std::string_view unit) {
  return IdOf(s, s.units().parent(Get<UnitId>(s, unit)));
}
std::string HeadOf(const Snapshot& s, std::string_view unit) {
  return IdOf(s, s.units().head(Get<UnitId>(s, unit)));
}

TEST(UnitsTest, TheLatestPrimaryLineCountsThenTheSmallerId) {
  Records records;
  records.units = {
      {.id = "a", .kind = "k"},
      {.id = "b", .kind = "k"},
      {.id = "later", .kind = "k", .parent = "a"},
      {.id = "equal", .kind = "k", .parent = "b"},
      {.id = "own", .kind = "k", .parent = "b", .valid_from = kLate}};
  records.unit_lines = {
      {.child = "later", .parent = "b", .valid_from = kEarly},
      {.child = "later", .parent = "a", .valid_from = kDay + 1},
      {.child = "later",
       .parent = "a",
       .kind = "guidance",
       .valid_from = kLate},
      {.child = "equal", .parent = "a", .kind = "primary"},
      // `parent` is a line from the unit's own start.
      {.child = "own", .parent = "a", .valid_from = kEarly}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(ParentOf(s, "later"), "b");
  EXPECT_EQ(ParentOf(s, "equal"), "a");
  EXPECT_EQ(ParentOf(s, "own"), "b");
  EXPECT_EQ(ParentOf(s, "a"), "none");
}

TEST(UnitsTest, WhatIsNoCandidateIsPassedOver) {
  Records records;
  records.units = {{.id = "top", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate},
                   {.id = "u", .kind = "k", .parent = "top"},
                   {.id = "self", .kind = "k", .parent = "self"},
                   {.id = "lost", .kind = "k", .parent = "ghost"}};
  records.unit_lines = {
      {.child = "u", .parent = "closed", .valid_from = kEarly},
      {.child = "u", .parent = "ghost", .valid_from = kEarly},
      {.child = "u", .parent = "u", .valid_from = kEarly}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(ParentOf(s, "u"), "top");
  EXPECT_EQ(ParentOf(s, "self"), "none");
  EXPECT_EQ(ParentOf(s, "lost"), "none");
  EXPECT_THAT(s.units().forest().cycles(), IsEmpty());
}

TEST(UnitsTest, ChildrenAndRootsComeById) {
  Records records;
  records.units = {{.id = "z", .kind = "k"},
                   {.id = "Z", .kind = "k"},
                   {.id = "ä", .kind = "k"},
                   {.id = "2", .kind = "k", .parent = "z"},
                   {.id = "10", .kind = "k", .parent = "z"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_THAT(IdsOf(s, s.units().children(Get<UnitId>(s, "z"))),
              ElementsAre("10", "2"));
  EXPECT_THAT(IdsOf(s, IdRange<UnitId>(s.units().forest().roots())),
              ElementsAre("Z", "z", "ä"));
}

TEST(UnitsTest, ACycleIsCutAboveItsSmallestId) {
  Records records;
  records.units = {{.id = "c", .kind = "k", .parent = "b"},
                   {.id = "b", .kind = "k", .parent = "a"},
                   {.id = "a", .kind = "k", .parent = "c"},
                   {.id = "tail", .kind = "k", .parent = "c"}};
  const Snapshot s = SnapshotOrDie(records);
  ASSERT_EQ(s.units().forest().cycles().size(), 1u);
  std::vector<std::string> cycle;
  for (const std::uint32_t unit : s.units().forest().cycles()[0]) {
    cycle.push_back(IdOf(s, OptionalId<UnitId>(unit)));
  }
  EXPECT_THAT(cycle, ElementsAre("a", "c", "b"));
  EXPECT_EQ(ParentOf(s, "a"), "none");
  EXPECT_EQ(ParentOf(s, "tail"), "c");
  EXPECT_TRUE(s.units().IsWithin(Get<UnitId>(s, "tail"), Get<UnitId>(s, "a")));
}

TEST(UnitsTest, TheHeadIsTheWrittenOneElseTheOnlyPostOfAHeadKind) {
  Records records;
  records.units = {{.id = "written", .kind = "k", .head = "elsewhere"},
                   {.id = "ended", .kind = "k", .head = "old"},
                   {.id = "ghost", .kind = "k", .head = "nothing"},
                   {.id = "one", .kind = "k"},
                   {.id = "two", .kind = "k"},
                   {.id = "none", .kind = "k", .parent = "one"}};
  records.posts = {
      {.id = "elsewhere", .unit = "one", .kind = "clerk"},
      {.id = "old", .unit = "ended", .kind = "clerk", .valid_to = kLate},
      {.id = "h0", .unit = "written", .kind = "head"},
      {.id = "h1", .unit = "ended", .kind = "head"},
      {.id = "h2", .unit = "ghost", .kind = "head"},
      {.id = "h3", .unit = "one", .kind = "head"},
      {.id = "h4", .unit = "one", .kind = "head", .valid_to = kLate},
      {.id = "h5", .unit = "two", .kind = "head"},
      {.id = "h6", .unit = "two", .kind = "head"},
      {.id = "c", .unit = "none", .kind = "clerk"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(HeadOf(s, "written"), "elsewhere");
  EXPECT_EQ(HeadOf(s, "ended"), "none");
  EXPECT_EQ(HeadOf(s, "ghost"), "none");
  EXPECT_EQ(HeadOf(s, "one"), "h3");
  EXPECT_EQ(HeadOf(s, "two"), "none");
  EXPECT_EQ(HeadOf(s, "none"), "none");
  EXPECT_EQ(IdOf(s, s.units().nearest_headed(Get<UnitId>(s, "none"))), "one");
  EXPECT_EQ(IdOf(s, s.units().nearest_headed(Get<UnitId>(s, "two"))), "none");
}

TEST(UnitsTest, PostsAndMembersComeByIdAPersonTwiceWithTwoMemberships) {
  Records records;
  records.units = {{.id = "u", .kind = "k"}};
  records.posts = {{.id = "q", .unit = "u", .kind = "k"},
                   {.id = "P", .unit = "u", .kind = "k"},
                   {.id = "gone", .unit = "u", .kind = "k", .valid_to = kLate}};
  records.persons = {{.id = "b"}, {.id = "a"}};
  records.memberships = {{.person = "b", .unit = "u"},
                         {.person = "a", .unit = "u", .standing = "full"},
                         {.person = "b", .unit = "u", .home = false}};
  const Snapshot s = SnapshotOrDie(records);
  const UnitId u = Get<UnitId>(s, "u");
  EXPECT_THAT(IdsOf(s, s.units().posts(u)), ElementsAre("P", "q"));
  std::vector<std::string> members;
  for (const std::uint32_t row : s.units().member_rows(u)) {
    const Membership m = s.membership(row);
    EXPECT_EQ(m.unit, u);
    members.push_back(IdOf(s, std::optional(m.person)) + " " +
                      std::string(m.standing) + (m.home ? " home" : ""));
  }
  EXPECT_EQ(members[0], "a full home");
  EXPECT_THAT(members,
              ::testing::UnorderedElementsAre("a full home", "b ", "b  home"));
}

TEST(UnitsTest, LevelsAndDeputiesComeFromTheProfile) {
  const absl::StatusOr<Profile> profile = ParseProfile(
      R"({"id": "p", "extends": "generic",
          "unit_kinds": [{"id": "school", "level": 0}, {"id": "odd"}],
          "post_kinds": [{"id": "deputy", "deputizes_for": ["head"]}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records;
  records.units = {{.id = "a", .kind = "school"},
                   {.id = "b", .kind = "odd"},
                   {.id = "c", .kind = "unlisted"}};
  records.posts = {{.id = "head", .unit = "a", .kind = "head"},
                   {.id = "d2", .unit = "a", .kind = "deputy"},
                   {.id = "d1", .unit = "a", .kind = "deputy"}};
  const auto org = BuildOrganization(records, *profile);
  ASSERT_TRUE(org.ok()) << org.status();
  const Snapshot s = org->AsOf(kDay);
  EXPECT_EQ(s.units().level(Get<UnitId>(s, "a")), 0);
  EXPECT_EQ(s.units().level(Get<UnitId>(s, "b")), std::nullopt);
  EXPECT_EQ(s.units().level(Get<UnitId>(s, "c")), std::nullopt);
  EXPECT_THAT(IdsOf(s, s.units().deputies(Get<UnitId>(s, "a"))),
              ElementsAre("d1", "d2"));
}

}  // namespace
}  // namespace zeren
