#include "zeren/model/profile.h"

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/model/profile_texts.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNull;
using ::testing::Not;
using ::testing::Optional;
using ::testing::SizeIs;

// ---- Built-in profiles ------------------------------------------------------

TEST(BuiltInProfileTest, AllAreThereInByteOrder) {
  EXPECT_THAT(BuiltInProfileNames(),
              ElementsAre("company", "generic", "party-school"));
}

TEST(BuiltInProfileTest, EachParsesAndNamesItself) {
  for (const std::string_view id : BuiltInProfileNames()) {
    const absl::StatusOr<Profile> profile = BuiltInProfile(id);
    ASSERT_TRUE(profile.ok()) << id << ": " << profile.status();
    EXPECT_EQ(profile->id, id);
    EXPECT_EQ(profile->source, "\"" + std::string(id) + "\"");
    EXPECT_THAT(profile->rules, Not(IsEmpty())) << id;
  }
}

TEST(BuiltInProfileTest, GenericIsOpenAndHasTheHeadKind) {
  const absl::StatusOr<Profile> profile = BuiltInProfile("generic");
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_TRUE(profile->open);
  ASSERT_NE(profile->FindPostKind("head"), nullptr);
  EXPECT_TRUE(profile->FindPostKind("head")->head);
  EXPECT_THAT(profile->FindPostKind("chair"), IsNull());
}

TEST(BuiltInProfileTest, AnUnknownNameIsNotFoundAndGivesTheNearest) {
  const absl::Status status = BuiltInProfile("gneric").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(),
            "no built-in profile \"gneric\"; did you mean \"generic\"? "
            "allowed: company, generic, party-school");
}

TEST(BuiltInProfileTest, PartySchoolExtendsGeneric) {
  const absl::StatusOr<Profile> profile = BuiltInProfile("party-school");
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_EQ(profile->extends, "generic");
  EXPECT_FALSE(profile->open);
  EXPECT_NE(FindRule(*profile, "reporting-cycle"), nullptr);
  ASSERT_NE(profile->FindUnitKind("branch"), nullptr);
  EXPECT_THAT(profile->FindUnitKind("branch")->level, Optional(3));
}

// ---- Fields -----------------------------------------------------------------

TEST(ParseProfileTest, KeepsEveryFieldOfTheFormat) {
  const Profile profile = ParseProfileOrDie(R"({
    "id": "club", "title": {"zh": "社", "en": "club"}, "open": false,
    "line_kinds": [{"id": "guidance", "title": "guidance"}],
    "unit_kinds": [{"id": "club", "title": "a", "level": 0,
                    "parents": ["club"],
                    "posts": [{"kind": "chair", "min": 1, "max": 2,
                               "when": {"level": 0}}],
                    "term_years": 2.5}],
    "post_kinds": [{"id": "chair", "title": "b", "head": true,
                    "deputizes_for": ["chair"], "term_years": 4,
                    "max_per_person": 1}],
    "standings": [{"id": "full", "title": "c", "counts_as": ["all"]}],
    "duty_kinds": [{"id": "line"}],
    "event_kinds": [{"id": "meeting"}],
    "course_classes": [{"id": "theory"}],
    "obligations": [{"id": "o", "title": "d", "event": "meeting",
                     "subject": {"kind": "club"},
                     "every": {"count": 2, "per": "half_year"},
                     "months": [1, 12], "grace_days": 7, "partial": "skip",
                     "quorum": {"present": {"of": "voting_due",
                                            "at_least": [2, 3]},
                                "in_favour": {"of": "voting_present",
                                              "more_than": [1, 2]}},
                     "citation": "art. 1"}],
    "pipeline": {"stages": [{"id": "s", "title": "e", "min_days": 1,
                             "max_days": 2,
                             "gates": [{"id": "g", "required": false,
                                        "min": 18, "max": 60,
                                        "within_days": 31}]}]},
    "training": [{"id": "t", "title": "f", "subject": {"standing": "full"},
                  "hours": 32.5, "per": "month", "classes": {"theory": 0.2},
                  "citation": "art. 2"}],
    "appraisal": {
      "dimensions": [{"id": "d", "title": "g", "weight": 2,
                      "indicators": [{"id": "i", "title": "h", "weight": 0.5,
                                      "max": 100, "measure": "compliance",
                                      "deduct_each": 5, "bonus_cap": 10,
                                      "veto": true}]}],
      "bands": [{"grade": "good", "min": 75}],
      "quotas": [{"grade": "good", "max_share": 0.25, "base": "full"}],
      "consequences": [{"grade": "good", "reward": "thanks",
                        "event": "meeting"},
                       {"grade": "bad", "penalty": "a talk"}],
      "min_raters": 5},
    "rules": [{"id": "r", "check": "post_vacant",
               "params": {"days": 30, "deep": {"a": [1.5]}},
               "where": {"kind": "chair"}, "severity": "info",
               "message": {"en": "vacant"}, "citation": "art. 3",
               "waivable": true, "enabled": false}]})");
  EXPECT_EQ(profile.id, "club");
  EXPECT_EQ(profile.title->In("zh"), "社");
  EXPECT_FALSE(profile.open);
  EXPECT_THAT(IdsOf(profile.line_kinds), ElementsAre("primary", "guidance"));

  ASSERT_THAT(profile.unit_kinds, SizeIs(1));
  const UnitKind& unit = profile.unit_kinds[0];
  EXPECT_EQ(unit.title->plain(), "a");
  EXPECT_THAT(unit.level, Optional(0));
  EXPECT_THAT(unit.parents, ElementsAre("club"));
  EXPECT_THAT(unit.term_years, Optional(2.5));
  ASSERT_THAT(unit.posts, SizeIs(1));
  EXPECT_EQ(unit.posts[0].kind, "chair");
  EXPECT_THAT(unit.posts[0].min, Optional(1));
  EXPECT_THAT(unit.posts[0].max, Optional(2));
  EXPECT_THAT(unit.posts[0].when.levels, ElementsAre(0));

  ASSERT_THAT(profile.post_kinds, SizeIs(1));
  EXPECT_TRUE(profile.post_kinds[0].head);
  EXPECT_THAT(profile.post_kinds[0].deputizes_for, ElementsAre("chair"));
  EXPECT_THAT(profile.post_kinds[0].term_years, Optional(4.0));
  EXPECT_THAT(profile.post_kinds[0].max_per_person, Optional(1));

  EXPECT_THAT(profile.standings[0].counts_as, ElementsAre("all"));
  EXPECT_THAT(IdsOf(profile.duty_kinds), ElementsAre("line"));
  EXPECT_THAT(IdsOf(profile.event_kinds), ElementsAre("meeting"));
  EXPECT_THAT(IdsOf(profile.course_classes), ElementsAre("theory"));

  ASSERT_THAT(profile.obligations, SizeIs(1));
  const Obligation& obligation = profile.obligations[0];
  EXPECT_EQ(obligation.event, "meeting");
  EXPECT_THAT(obligation.subject.kinds, ElementsAre("club"));
  EXPECT_EQ(obligation.count, 2);
  EXPECT_EQ(obligation.per, "half_year");
  EXPECT_THAT(obligation.months, ElementsAre(1, 12));
  EXPECT_EQ(obligation.grace_days, 7);
  EXPECT_EQ(obligation.partial, "skip");
  EXPECT_EQ(obligation.citation, "art. 1");
  ASSERT_TRUE(obligation.quorum);
  EXPECT_EQ(obligation.quorum->present,
            (Share{.of = "voting_due", .numerator = 2, .denominator = 3}));
  EXPECT_EQ(obligation.quorum->in_favour, (Share{.of = "voting_present",
                                                 .numerator = 1,
                                                 .denominator = 2,
                                                 .strict = true}));

  ASSERT_THAT(profile.pipeline, SizeIs(1));
  EXPECT_THAT(profile.pipeline[0].min_days, Optional(1));
  EXPECT_THAT(profile.pipeline[0].max_days, Optional(2));
  ASSERT_THAT(profile.pipeline[0].gates, SizeIs(1));
  EXPECT_FALSE(profile.pipeline[0].gates[0].required);
  EXPECT_THAT(profile.pipeline[0].gates[0].min, Optional(18.0));
  EXPECT_THAT(profile.pipeline[0].gates[0].max, Optional(60.0));
  EXPECT_THAT(profile.pipeline[0].gates[0].within_days, Optional(31));

  ASSERT_THAT(profile.training, SizeIs(1));
  EXPECT_EQ(profile.training[0].hours, 32.5);
  EXPECT_EQ(profile.training[0].per, "month");
  ASSERT_THAT(profile.training[0].classes, SizeIs(1));
  EXPECT_EQ(profile.training[0].classes[0].course_class, "theory");
  EXPECT_EQ(profile.training[0].classes[0].min_share, 0.2);

  const AppraisalScheme& appraisal = profile.appraisal;
  ASSERT_THAT(appraisal.dimensions, SizeIs(1));
  EXPECT_EQ(appraisal.dimensions[0].weight, 2);
  ASSERT_THAT(appraisal.dimensions[0].indicators, SizeIs(1));
  const Indicator& indicator = appraisal.dimensions[0].indicators[0];
  EXPECT_EQ(indicator.weight, 0.5);
  EXPECT_THAT(indicator.max, Optional(100.0));
  EXPECT_EQ(indicator.measure, "compliance");
  EXPECT_THAT(indicator.deduct_each, Optional(5.0));
  EXPECT_THAT(indicator.bonus_cap, Optional(10.0));
  EXPECT_TRUE(indicator.veto);
  EXPECT_EQ(appraisal.bands[0].min, 75);
  EXPECT_EQ(appraisal.quotas[0].max_share, 0.25);
  EXPECT_EQ(appraisal.quotas[0].base, "full");
  ASSERT_THAT(appraisal.consequences, SizeIs(2));
  EXPECT_EQ(appraisal.consequences[0].reward->plain(), "thanks");
  EXPECT_EQ(appraisal.consequences[0].event, "meeting");
  EXPECT_EQ(appraisal.consequences[1].penalty->plain(), "a talk");
  EXPECT_EQ(appraisal.min_raters, 5);

  ASSERT_THAT(profile.rules, SizeIs(1));
  const Rule& rule = profile.rules[0];
  EXPECT_EQ(rule.check, "post_vacant");
  EXPECT_EQ(ToText(rule.params), R"({"days":30,"deep":{"a":[1.5]}})");
  EXPECT_THAT(rule.where.kinds, ElementsAre("chair"));
  EXPECT_EQ(rule.severity, Severity::kInfo);
  EXPECT_EQ(rule.message->In("en"), "vacant");
  EXPECT_EQ(rule.citation, "art. 3");
  EXPECT_TRUE(rule.waivable);
  EXPECT_FALSE(rule.enabled);
  EXPECT_EQ(rule.pointer, "/rules/0");
}

TEST(ParseProfileTest, AnIdIsEnough) {
  const Profile profile = ParseProfileOrDie(R"({"id": "bare"})");
  EXPECT_FALSE(profile.open);
  EXPECT_THAT(profile.rules, IsEmpty());
  EXPECT_THAT(profile.extends, IsEmpty());
  EXPECT_EQ(profile.appraisal.min_raters, 3);
  EXPECT_THAT(IdsOf(profile.line_kinds), ElementsAre("primary"));
}

TEST(ParseProfileTest, KeepsThePrimaryLineKindThatIsWritten) {
  const Profile profile = ParseProfileOrDie(
      R"({"id": "x", "line_kinds": [{"id": "dotted"},
                                    {"id": "primary", "title": "main"}]})");
  EXPECT_THAT(IdsOf(profile.line_kinds), ElementsAre("dotted", "primary"));
  EXPECT_EQ(profile.line_kinds[1].title->plain(), "main");
}

TEST(ParseProfileTest, SourceIsCompactAndInOrderOfNames) {
  EXPECT_EQ(ParseProfileOrDie(
                "{ \"open\": true,\n \"id\": \"x\", \"extends\":\"generic\" }")
                .source,
            R"({"extends":"generic","id":"x","open":true})");
}

TEST(ParseProfileTest, AQuorumMayAskForOnlyOneShare) {
  const Profile profile = ParseProfileOrDie(
      R"({"id": "x", "open": true, "obligations": [{"id": "o", "event": "e",
          "every": {"per": "year"},
          "quorum": {"present": {"of": "due", "at_least": [1, 1]}}}]})");
  ASSERT_THAT(profile.obligations, SizeIs(1));
  EXPECT_EQ(profile.obligations[0].count, 1);
  ASSERT_TRUE(profile.obligations[0].quorum);
  EXPECT_EQ(profile.obligations[0].quorum->present,
            (Share{.of = "due", .numerator = 1, .denominator = 1}));
  EXPECT_EQ(profile.obligations[0].quorum->in_favour, std::nullopt);
}

// ---- Head counts and severities ---------------------------------------------

TEST(ProfileTest, AStandingCountsAsWhatTheProfileSays) {
  const Profile profile = ParseProfileOrDie(
      R"({"id": "x", "open": true, "standings": [
          {"id": "full", "counts_as": ["all", "voting"]},
          {"id": "guest"}]})");
  EXPECT_TRUE(profile.CountsAs("full", "all"));
  EXPECT_TRUE(profile.CountsAs("full", "voting"));
  EXPECT_TRUE(profile.CountsAs("full", "full"));
  EXPECT_FALSE(profile.CountsAs("full", "guest"));
  EXPECT_TRUE(profile.CountsAs("guest", "guest"));
  EXPECT_FALSE(profile.CountsAs("guest", "all"));
  // Not listed, or not written: one of all, and nothing more.
  EXPECT_TRUE(profile.CountsAs("friend", "all"));
  EXPECT_FALSE(profile.CountsAs("friend", "friend"));
  EXPECT_TRUE(profile.CountsAs("", "all"));
  EXPECT_FALSE(profile.CountsAs("", "voting"));
}

TEST(ProfileTest, FindsEntriesById) {
  const Profile profile = ParseProfileOrDie(
      R"({"id": "x", "unit_kinds": [{"id": "u"}], "post_kinds": [{"id": "p"}],
          "standings": [{"id": "s"}]})");
  EXPECT_EQ(profile.FindUnitKind("u"), &profile.unit_kinds[0]);
  EXPECT_EQ(profile.FindPostKind("p"), &profile.post_kinds[0]);
  EXPECT_EQ(profile.FindStanding("s"), &profile.standings[0]);
  EXPECT_THAT(profile.FindUnitKind("p"), IsNull());
  EXPECT_THAT(profile.FindPostKind("s"), IsNull());
  EXPECT_THAT(profile.FindStanding(""), IsNull());
}

TEST(SeverityTest, NamesAndValuesCorrespond) {
  for (const Severity severity :
       {Severity::kViolation, Severity::kWarning, Severity::kInfo}) {
    EXPECT_THAT(ParseSeverity(NameOf(severity)), Optional(severity));
  }
  EXPECT_EQ(NameOf(Severity::kViolation), "violation");
  EXPECT_EQ(ParseSeverity("error"), std::nullopt);
}

}  // namespace
}  // namespace zeren
