// Differences that changes make, and which snapshots may be compared.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/advise/diff_text.h"
#include "tests/support/build.h"
#include "zeren/advise/diff.h"
#include "zeren/model/change.h"

namespace zeren {
namespace {

using testing::BuildOrDie;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kDay;
using ::testing::StartsWith;

TEST(DiffOfChangesTest, NamesKindsAndUnitsOfPostsDifferAfterChanges) {
  const auto match = [](const char* id) {
    return Partial<PostRecord>().With(&PostRecord::id, id);
  };
  const StructureDiff diff = DiffOf(
      School(),
      {Change::Set(Partial<UnitRecord>().With(&UnitRecord::id, "team"),
                   Partial<UnitRecord>()
                       .With(&UnitRecord::name, Text("Crew"))
                       .With(&UnitRecord::kind, "crew")),
       Change::Set(match("b-head"), Partial<PostRecord>()
                                        .With(&PostRecord::title, Text("Chief"))
                                        .With(&PostRecord::kind, "chief")),
       Change::Set(match("team-head"),
                   Partial<PostRecord>().With(&PostRecord::unit, "b")),
       Change::Set(
           Partial<PersonRecord>().With(&PersonRecord::id, "li"),
           Partial<PersonRecord>().With(&PersonRecord::name, Text("Li")))});
  EXPECT_THAT(TextsOf(diff, diff.units.renamed), ElementsAre("team:  -> Crew"));
  EXPECT_THAT(TextsOf(diff, diff.units.other_kind),
              ElementsAre("team: team -> crew"));
  EXPECT_THAT(TextsOf(diff, diff.posts.renamed),
              ElementsAre("b-head:  -> Chief"));
  EXPECT_THAT(TextsOf(diff, diff.posts.other_kind),
              ElementsAre("b-head: head -> chief"));
  EXPECT_THAT(TextsOf(diff, diff.posts.moved),
              ElementsAre("team-head: team -> b"));
  EXPECT_THAT(TextsOf(diff, diff.people.renamed), ElementsAre("li:  -> Li"));
}

TEST(DiffOfChangesTest, TheOrderOfLanguagesIsNoName) {
  Records records = School();
  records.units[0].name = Text({{"en", "School"}, {"zh", "党校"}});
  const auto rename = [&](Text name) {
    return DiffOf(
        records,
        {Change::Set(
            Partial<UnitRecord>().With(&UnitRecord::id, "school"),
            Partial<UnitRecord>().With(&UnitRecord::name, std::move(name)))});
  };
  EXPECT_TRUE(rename(Text({{"zh", "党校"}, {"en", "School"}})).empty());
  EXPECT_EQ(rename(Text(std::vector<Text::Translation>{{"zh", "党校"}}))
                .units.renamed.size(),
            1u);
}

TEST(DiffOfChangesTest, WhatChangesAddAndRemoveIsNewAndGone) {
  const StructureDiff diff = DiffOf(
      School(),
      {Change::Add(UnitRecord{.id = "c", .kind = "dept", .parent = "school"}),
       Change::Add(PersonRecord{.id = "zhao"}),
       Change::Add(MembershipRecord{.person = "zhao", .unit = "c"}),
       Change::Remove(Partial<PostRecord>().With(&PostRecord::id, "a-head"))});
  EXPECT_THAT(IdsOf(diff, diff.units.added), ElementsAre("c"));
  EXPECT_THAT(IdsOf(diff, diff.people.joined), ElementsAre("zhao"));
  EXPECT_THAT(IdsOf(diff, diff.posts.gone), ElementsAre("a-head"));
  EXPECT_THAT(TextsOf(diff, diff.posts.other_superior),
              ElementsAre("team-head: a-head -> school-head"));

  // The other way round the second side is the smaller one.
  const StructureDiff back = DiffOrDie(diff.to, diff.from);
  EXPECT_THAT(IdsOf(back, back.units.gone), ElementsAre("c"));
  EXPECT_THAT(IdsOf(back, back.people.left), ElementsAre("zhao"));
  EXPECT_THAT(IdsOf(back, back.posts.added), ElementsAre("a-head"));
}

// What is called the same and numbered the same is the same, wherever it is
// from; anything else is refused.
TEST(DiffOfChangesTest, RefusesSnapshotsOfUnrelatedOrganizations) {
  const Snapshot school = BuildOrDie(School()).AsOf(kDay);
  EXPECT_TRUE(Diff(school, BuildOrDie(School()).AsOf(kDay)).ok());
  Records other = School();
  other.units[1].id = "other";
  other.posts[1].unit = "other";
  other.unit_lines[0].parent = "other";
  other.memberships[0].unit = "other";
  const absl::Status status =
      Diff(school, BuildOrDie(other).AsOf(kDay)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              StartsWith("the snapshots are of different organisations: "));
  EXPECT_THAT(std::string(status.message()), HasSubstr("compare snapshots of"));
}

TEST(DiffOfChangesTest, DepthHasNoBound) {
  const Snapshot deep = testing::DeepChainOrDie(100'000);
  const std::vector<Change> changes = {Change::Set(
      Partial<UnitRecord>().With(&UnitRecord::id, testing::DeepId(50'000)),
      Partial<UnitRecord>().With(&UnitRecord::parent, std::nullopt))};
  const absl::StatusOr<Snapshot> cut = deep.Apply(changes);
  ASSERT_TRUE(cut.ok()) << cut.status();
  EXPECT_EQ(DiffOrDie(deep, *cut).size(), 1u);
}

}  // namespace
}  // namespace zeren
