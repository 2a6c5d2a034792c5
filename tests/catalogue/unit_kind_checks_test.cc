#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::zeren::testing::Found;
using ::zeren::testing::kDay;
using ::zeren::testing::ReportOf;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotWith;

// A school of branches of groups, and what the profile knows nothing of.
Profile SchoolProfile() {
  Profile profile;
  profile.open = true;
  profile.unit_kinds = {
      {.id = "school", .level = 1},
      {.id = "branch", .level = 2, .parents = {"school", "committee"}},
      {.id = "group", .level = 3, .parents = {"branch"}},
      {.id = "team", .parents = {"school"}}};
  return profile;
}

Records Below(const char* kind, const char* parent_kind) {
  Records records;
  records.units = {{.id = "a", .kind = parent_kind},
                   {.id = "b", .kind = kind, .parent = "a"}};
  return records;
}

// --------------------------------------------------------
// wrong_parent_kind

std::vector<std::string> WrongParents(const Records& records) {
  return Found(SnapshotWith(records, SchoolProfile()), "wrong_parent_kind");
}

TEST(WrongParentKindTest, FindsAParentOfAKindThatIsNotAllowed) {
  EXPECT_THAT(WrongParents(Below("branch", "branch")),
              ElementsAre(R"(unit:b {"parent":"unit:a","parent_kind":"branch",)"
                          R"("allowed":["school","committee"]})"));
  EXPECT_THAT(WrongParents(Below("branch", "school")), IsEmpty());
}

TEST(WrongParentKindTest, AllowsOnlyWhatIsListedEvenOfUnlistedKinds) {
  EXPECT_THAT(WrongParents(Below("branch", "committee")), IsEmpty());
  EXPECT_THAT(WrongParents(Below("branch", "party")),
              ElementsAre(R"(unit:b {"parent":"unit:a","parent_kind":"party",)"
                          R"("allowed":["school","committee"]})"));
}

TEST(WrongParentKindTest, LetsKindsWithoutParentsStandAnywhere) {
  EXPECT_THAT(WrongParents(Below("school", "group")), IsEmpty());
  EXPECT_THAT(WrongParents(Below("party", "group")), IsEmpty());
}

TEST(WrongParentKindTest, AsksNothingOfARoot) {
  Records records = Below("group", "group");
  EXPECT_THAT(WrongParents(records), SizeIs(1));
  records.units[0].valid_to = kDay;
  EXPECT_THAT(WrongParents(records), IsEmpty());
}

TEST(WrongParentKindTest, LooksAtTheParentThatCounts) {
  Records records = Below("branch", "school");
  records.units.push_back({.id = "c", .kind = "group"});
  records.unit_lines = {{.child = "b", .parent = "c", .kind = "guidance"}};
  EXPECT_THAT(WrongParents(records), IsEmpty());
  records.unit_lines = {{.child = "b", .parent = "c", .valid_from = kDay - 1}};
  EXPECT_THAT(WrongParents(records),
              ElementsAre(R"(unit:b {"parent":"unit:c","parent_kind":"group",)"
                          R"("allowed":["school","committee"]})"));
}

TEST(WrongParentKindTest, LooksAtParentsAfterCyclesAreCut) {
  Records records = Below("group", "group");
  records.units[0].parent = "b";
  // Cut above "a".
  EXPECT_THAT(WrongParents(records),
              ElementsAre(R"(unit:b {"parent":"unit:a","parent_kind":"group",)"
                          R"("allowed":["branch"]})"));
}

TEST(WrongParentKindTest, SaysSo) {
  Records records = Below("branch", "group");
  records.units[0].name = Text("First");
  const Snapshot snapshot = SnapshotWith(records, SchoolProfile());
  EXPECT_THAT(Said(snapshot, "wrong_parent_kind", "en"),
              ElementsAre("unit:b is below unit \"First\" (unit:a) of kind "
                          "\"group\"; kinds allowed there: \"school\", "
                          "\"committee\""));
  EXPECT_THAT(Said(snapshot, "wrong_parent_kind", "zh"),
              ElementsAre("unit:b的上级单位“First”（unit:a）属于“group”类；"
                          "允许的类别：“school”、“committee”"));
}

// --------------------------------------------------------
// level_skipped

std::vector<std::string> Skipped(const Records& records) {
  return Found(SnapshotWith(records, SchoolProfile()), "level_skipped");
}

TEST(LevelSkippedTest, FindsAUnitTwoLevelsBelowItsParent) {
  EXPECT_THAT(
      Skipped(Below("group", "school")),
      ElementsAre(R"(unit:b {"level":3,"parent":"unit:a","parent_level":1})"));
  EXPECT_THAT(Skipped(Below("group", "branch")), IsEmpty());
}

TEST(LevelSkippedTest, IsContentWithTheSameLevelOrAHigherOne) {
  EXPECT_THAT(Skipped(Below("group", "group")), IsEmpty());
  EXPECT_THAT(Skipped(Below("school", "group")), IsEmpty());
}

TEST(LevelSkippedTest, DoesNotGuessLevelsThatTheProfileDoesNotGive) {
  EXPECT_THAT(Skipped(Below("group", "team")), IsEmpty());
  EXPECT_THAT(Skipped(Below("team", "school")), IsEmpty());
  EXPECT_THAT(Skipped(Below("group", "party")), IsEmpty());
}

TEST(LevelSkippedTest, AsksNothingOfARoot) {
  Records records = Below("group", "school");
  records.units[0].valid_to = kDay;
  EXPECT_THAT(Skipped(records), IsEmpty());
}

TEST(LevelSkippedTest, SaysSo) {
  const Snapshot snapshot =
      SnapshotWith(Below("group", "school"), SchoolProfile());
  EXPECT_THAT(
      Said(snapshot, "level_skipped", "en"),
      ElementsAre("unit:b of level 3 is directly below unit:a of level 1"));
  EXPECT_THAT(
      Said(snapshot, "level_skipped", "zh"),
      ElementsAre("unit:b（层级3）直接隶属于unit:a（层级1），中间缺级"));
}

TEST(WrongParentKindTest, CallsKindsByTheirTitles) {
  Profile profile = SchoolProfile();
  profile.unit_kinds[0].title = Text({{"zh", "党校"}, {"en", "Party school"}});
  profile.unit_kinds[2].title =
      Text(std::vector<Text::Translation>{{"zh", "党小组"}});
  const Snapshot snapshot = SnapshotWith(Below("branch", "group"), profile);
  EXPECT_THAT(Said(snapshot, "wrong_parent_kind", "en"),
              ElementsAre("unit:b is below unit:a of kind \"group\"; kinds "
                          "allowed there: \"Party school\", \"committee\""));
  EXPECT_THAT(Said(snapshot, "wrong_parent_kind", "zh"),
              ElementsAre("unit:b的上级unit:a属于“党小组”类；"
                          "允许的类别：“党校”、“committee”"));
  // A title whose language is not said is good for both.
  profile.unit_kinds[2].title = Text("党小组");
  EXPECT_THAT(Said(SnapshotWith(Below("branch", "group"), profile),
                   "wrong_parent_kind", "en"),
              ElementsAre(::testing::HasSubstr("of kind \"党小组\"; ")));
}

// --------------------------------------------------------
// mandatory_post

// A branch of so many full members, with so many posts of two kinds.
Records Branch(int members, int secretaries, int clerks) {
  Records records;
  records.units = {{.id = "a", .kind = "branch"}};
  for (int i = 0; i < members; ++i) {
    const std::string id = "p" + std::string(1, static_cast<char>('a' + i));
    records.persons.push_back({.id = id});
    records.memberships.push_back(
        {.person = id, .unit = "a", .standing = "full"});
  }
  for (int i = 0; i < secretaries + clerks; ++i) {
    records.posts.push_back({.id = std::string(1, static_cast<char>('a' + i)),
                             .unit = "a",
                             .kind = i < secretaries ? "secretary" : "clerk"});
  }
  return records;
}

// One or two secretaries; where there are three members, a clerk.
Profile WithPosts() {
  Profile profile;
  profile.open = true;
  profile.standings = {{.id = "full"}};
  PostRule secretary = {.kind = "secretary", .min = 1, .max = 2, .when = {}};
  PostRule clerk = {.kind = "clerk", .min = 1, .max = {}, .when = {}};
  clerk.when.count = Condition::Count{.of = "full", .min = 3, .max = {}};
  profile.unit_kinds = {{.id = "branch", .posts = {secretary, clerk}}};
  return profile;
}

std::vector<std::string> PostsAmiss(const Records& records) {
  return Found(SnapshotWith(records, WithPosts()), "mandatory_post");
}

TEST(MandatoryPostTest, FindsTooFewAndTooManyPostsOfAKind) {
  EXPECT_THAT(
      PostsAmiss(Branch(0, 0, 0)),
      ElementsAre(
          R"(unit:a {"post_kind":"secretary","posts":0,"min":1,"max":2})"));
  EXPECT_THAT(PostsAmiss(Branch(0, 1, 0)), IsEmpty());
  EXPECT_THAT(PostsAmiss(Branch(0, 2, 9)), IsEmpty());
  EXPECT_THAT(
      PostsAmiss(Branch(0, 3, 0)),
      ElementsAre(
          R"(unit:a {"post_kind":"secretary","posts":3,"min":1,"max":2})"));
}

TEST(MandatoryPostTest, AsksOnlyWhereTheConditionIsMet) {
  EXPECT_THAT(PostsAmiss(Branch(2, 1, 0)), IsEmpty());
  EXPECT_THAT(
      PostsAmiss(Branch(3, 1, 0)),
      ElementsAre(
          R"(unit:a {"post_kind":"clerk","posts":0,"min":1,"max":null})"));
  EXPECT_THAT(PostsAmiss(Branch(3, 1, 1)), IsEmpty());
}

TEST(MandatoryPostTest, FindsOneGapForEachKindOfPost) {
  const GapReport report =
      ReportOf(SnapshotWith(Branch(3, 0, 0), WithPosts()), "mandatory_post");
  ASSERT_THAT(report.gaps(), SizeIs(2));
  EXPECT_EQ(report.gaps()[0].detection.key, "clerk");
  EXPECT_EQ(report.gaps()[1].detection.key, "secretary");
}

TEST(MandatoryPostTest, CountsPostsInForceOfTheUnitItselfHeldOrNot) {
  Records records = Branch(0, 1, 0);
  records.posts[0].valid_to = kDay;
  EXPECT_THAT(PostsAmiss(records), SizeIs(1));
  records.posts[0].valid_to = {};
  records.units.push_back({.id = "b", .kind = "team", .parent = "a"});
  records.posts[0].unit = "b";
  EXPECT_THAT(PostsAmiss(records), SizeIs(1));
}

TEST(MandatoryPostTest, AsksNothingOfKindsThatTheProfileDoesNotList) {
  Records records = Branch(0, 0, 0);
  records.units[0].kind = "team";
  EXPECT_THAT(PostsAmiss(records), IsEmpty());
}

TEST(MandatoryPostTest, SaysSo) {
  const auto said = [](const Records& records, const char* language) {
    return Said(SnapshotWith(records, WithPosts()), "mandatory_post", language);
  };
  EXPECT_THAT(said(Branch(0, 0, 0), "en"),
              ElementsAre("unit:a has no posts of kind \"secretary\"; units of "
                          "its kind need at least 1"));
  EXPECT_THAT(said(Branch(0, 0, 0), "zh"),
              ElementsAre("unit:a没有“secretary”类岗位；该类单位至少应有1个"));
  EXPECT_THAT(said(Branch(0, 3, 0), "en"),
              ElementsAre("unit:a has 3 posts of kind \"secretary\"; units of "
                          "its kind may have at most 2"));
  EXPECT_THAT(
      said(Branch(0, 3, 0), "zh"),
      ElementsAre("unit:a有3个“secretary”类岗位；该类单位至多只能有2个"));
  Profile titled = WithPosts();
  PostKind secretary;
  secretary.id = "secretary";
  secretary.title = Text({{"zh", "书记"}, {"en", "Secretary"}});
  titled.post_kinds = {secretary};
  EXPECT_THAT(
      Said(SnapshotWith(Branch(0, 0, 0), titled), "mandatory_post", "zh"),
      ElementsAre("unit:a没有“书记”类岗位；该类单位至少应有1个"));
}

}  // namespace
}  // namespace zeren
