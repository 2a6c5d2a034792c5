// How a profile and those that it extends become one.

#include <algorithm>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/model/internal/profile_json.h"
#include "tests/model/profile_texts.h"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;

TEST(ProfileMergeTest, AnExtendingEntryWinsFieldByField) {
  const Profile profile = ParseProfileOrDie(
      R"({"id": "x", "extends": "generic", "rules": [
          {"id": "post-vacant", "params": {"kind": "head"},
           "severity": "info"}]})");
  const Rule* rule = FindRule(profile, "post-vacant");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->check, "post_vacant");
  EXPECT_EQ(ToText(rule->params), R"({"days":0,"kind":"head"})");
  EXPECT_EQ(rule->severity, Severity::kInfo);
  EXPECT_TRUE(rule->waivable);
}

TEST(ProfileMergeTest, RulesAreInOrderOfIdAndKnowWhereTheyAreWritten) {
  const Profile profile = ParseProfileOrDie(
      R"({"id": "x", "extends": "generic", "rules": [
          {"id": "zeal", "check": "unit_empty"},
          {"id": "head-missing", "enabled": false},
          {"id": "a", "check": "unit_empty"}]})");
  EXPECT_TRUE(
      std::is_sorted(profile.rules.begin(), profile.rules.end(),
                     [](const Rule& a, const Rule& b) { return a.id < b.id; }));
  EXPECT_EQ(FindRule(profile, "zeal")->pointer, "/rules/0");
  EXPECT_EQ(FindRule(profile, "head-missing")->pointer, "/rules/1");
  EXPECT_FALSE(FindRule(profile, "head-missing")->enabled);
  EXPECT_EQ(FindRule(profile, "a")->pointer, "/rules/2");
  EXPECT_EQ(FindRule(profile, "bad-record")->pointer, "");
}

TEST(ProfileMergeTest, AProfileInheritsWhetherItIsOpenButNotItsTitle) {
  const Profile open =
      ParseProfileOrDie(R"({"id": "x", "extends": "generic"})");
  EXPECT_TRUE(open.open);
  EXPECT_EQ(open.title, std::nullopt);
  EXPECT_FALSE(
      ParseProfileOrDie(R"({"id": "x", "extends": "generic", "open": false})")
          .open);
}

TEST(ProfileMergeTest, ListsMergeByIdAtEveryLevel) {
  constexpr std::string_view kBase = R"({"id": "base",
    "unit_kinds": [{"id": "u", "level": 1, "parents": ["u"],
                    "posts": [{"kind": "p", "min": 1}, {"kind": "q"}]}],
    "post_kinds": [{"id": "p"}, {"id": "q"}],
    "pipeline": {"stages": [{"id": "s1", "min_days": 1,
                             "gates": [{"id": "g", "min": 1}]},
                            {"id": "s2"}]},
    "appraisal": {"dimensions": [{"id": "d", "weight": 2,
                                  "indicators": [{"id": "i", "max": 10}]}],
                  "bands": [{"grade": "a", "min": 1},
                            {"grade": "b", "min": 0}],
                  "min_raters": 5}})";
  const absl::StatusOr<Profile> profile =
      ParseProfileOver(kBase, R"({"id": "x", "extends": "base",
    "unit_kinds": [{"id": "v"},
                   {"id": "u", "parents": [], "term_years": 3,
                    "posts": [{"kind": "p", "max": 2}]}],
    "pipeline": {"stages": [{"id": "s3"},
                            {"id": "s1", "gates": [{"id": "h"},
                                                   {"id": "g", "max": 3}]}]},
    "appraisal": {"dimensions": [{"id": "d",
                                  "indicators": [{"id": "i", "veto": true}]}],
                  "bands": [{"grade": "c", "min": 2}]}})");
  ASSERT_TRUE(profile.ok()) << profile.status();

  EXPECT_THAT(IdsOf(profile->unit_kinds), ElementsAre("u", "v"));
  const UnitKind& unit = profile->unit_kinds[0];
  EXPECT_THAT(unit.level, Optional(1));
  EXPECT_THAT(unit.parents, IsEmpty());
  EXPECT_THAT(unit.term_years, Optional(3.0));
  ASSERT_THAT(unit.posts, ElementsAre(Field(&PostRule::kind, "p"),
                                      Field(&PostRule::kind, "q")));
  EXPECT_THAT(unit.posts[0].min, Optional(1));
  EXPECT_THAT(unit.posts[0].max, Optional(2));

  EXPECT_THAT(IdsOf(profile->pipeline), ElementsAre("s1", "s2", "s3"));
  EXPECT_THAT(profile->pipeline[0].min_days, Optional(1));
  ASSERT_THAT(IdsOf(profile->pipeline[0].gates), ElementsAre("g", "h"));
  EXPECT_THAT(profile->pipeline[0].gates[0].min, Optional(1.0));
  EXPECT_THAT(profile->pipeline[0].gates[0].max, Optional(3.0));

  const AppraisalScheme& appraisal = profile->appraisal;
  EXPECT_EQ(appraisal.dimensions[0].weight, 2);
  EXPECT_THAT(appraisal.dimensions[0].indicators[0].max, Optional(10.0));
  EXPECT_TRUE(appraisal.dimensions[0].indicators[0].veto);
  EXPECT_EQ(appraisal.min_raters, 5);
  // Without ids there is nothing to merge by: the list is replaced.
  EXPECT_THAT(appraisal.bands,
              ElementsAre(Field(&AppraisalScheme::Band::grade, "c")));
}

TEST(ProfileMergeTest, ConditionsAndTextsAreReplacedAsAWhole) {
  const absl::StatusOr<Profile> profile = ParseProfileOver(
      R"({"id": "base", "open": true,
          "duty_kinds": [{"id": "d", "title": {"zh": "旧", "en": "old"}}],
          "rules": [{"id": "r", "check": "c",
                     "where": {"kind": "a", "level": 1}}]})",
      R"({"id": "x", "extends": "base",
          "duty_kinds": [{"id": "d", "title": {"en": "new"}}],
          "rules": [{"id": "r", "where": {"kind": "b"}}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_EQ(profile->duty_kinds[0].title->In("zh"), "new");
  EXPECT_THAT(profile->rules[0].where.kinds, ElementsAre("b"));
  EXPECT_THAT(profile->rules[0].where.levels, IsEmpty());
}

TEST(ProfileMergeTest, ObjectsMergeFieldByField) {
  const absl::StatusOr<Profile> profile = ParseProfileOver(
      R"({"id": "base", "open": true,
          "obligations": [{"id": "o", "event": "e", "every": {"per": "year"},
                           "quorum": {"present": {"of": "due",
                                                  "at_least": [1, 2]},
                                      "in_favour": {"of": "due",
                                                    "at_least": [2, 3]}}}],
          "training": [{"id": "t", "classes": {"a": 0.1, "b": 0.2}}]})",
      R"({"id": "x", "extends": "base",
          "obligations": [{"id": "o", "every": {"count": 4},
                           "quorum": {"in_favour": {"of": "present",
                                                    "more_than": [1, 2]}}}],
          "training": [{"id": "t", "classes": {"c": 0.4, "b": 0.3}}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  const Obligation& obligation = profile->obligations[0];
  EXPECT_EQ(obligation.event, "e");
  EXPECT_EQ(obligation.count, 4);
  EXPECT_EQ(obligation.per, "year");
  // A share is one statement, and replaced as a whole.
  EXPECT_EQ(obligation.quorum->present,
            (Share{.of = "due", .numerator = 1, .denominator = 2}));
  EXPECT_EQ(
      obligation.quorum->in_favour,
      (Share{
          .of = "present", .numerator = 1, .denominator = 2, .strict = true}));
  std::string classes;
  for (const auto& share : profile->training[0].classes) {
    classes += share.course_class + std::to_string(share.min_share) + " ";
  }
  EXPECT_EQ(classes, "a0.100000 b0.300000 c0.400000 ");
}

TEST(ProfileMergeTest, ThreeLayersMergeNearestFirst) {
  const internal::ProfileTexts known = {
      {"old", R"({"id": "old", "open": true, "rules": [
                  {"id": "r", "check": "c", "citation": "old",
                   "params": {"a": 1, "b": 1}}]})"},
      {"mid", R"({"id": "mid", "extends": "old", "rules": [
                  {"id": "r", "citation": "mid", "params": {"a": 2}}]})"}};
  const absl::StatusOr<Profile> profile = internal::ReadProfileText(
      R"({"id": "x", "extends": "mid", "rules": [
          {"id": "r", "waivable": true}]})",
      known);
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_TRUE(profile->open);
  ASSERT_THAT(profile->rules, SizeIs(1));
  EXPECT_EQ(profile->rules[0].check, "c");
  EXPECT_EQ(profile->rules[0].citation, "mid");
  EXPECT_EQ(ToText(profile->rules[0].params), R"({"a":2,"b":1})");
  EXPECT_TRUE(profile->rules[0].waivable);
}

}  // namespace
}  // namespace zeren
