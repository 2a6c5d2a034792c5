// What is wrong with a profile is said at its place, with a remedy.

#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/model/internal/profile_json.h"
#include "tests/model/profile_texts.h"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::vector<std::string> ProblemsOf(std::string_view json) {
  return ProblemTexts(ParseProfile(json).status());
}

// The problems of an open profile with these further fields.
std::vector<std::string> ProblemsWith(const std::string& fields) {
  return ProblemsOf(R"({"id": "x", "open": true, )" + fields + "}");
}

TEST(ProfileProblemsTest, ASyntaxErrorHasLineAndColumn) {
  EXPECT_THAT(ProblemsOf("{\n  \"id\": \"x\",\n}"),
              ElementsAre(HasSubstr("3:1: this is not JSON: unexpected '}'")));
}

TEST(ProfileProblemsTest, WhatIsNoObjectIsRefused) {
  EXPECT_THAT(ProblemsOf("\"generic\""),
              ElementsAre("the profile is \"generic\"; write an object"));
}

TEST(ProfileProblemsTest, UnknownFieldsComeWithTheNearestName) {
  EXPECT_THAT(
      ProblemsWith(R"("rules": [{"id": "r", "check": "c", "severty": "info"}],
                      "unit_kind": [])"),
      ElementsAre("/rules/0/severty: unknown field \"severty\"; did you mean "
                  "\"severity\"? allowed: id, check, params, where, severity, "
                  "message, citation, waivable, enabled",
                  HasSubstr("/unit_kind: unknown field \"unit_kind\"; did you "
                            "mean \"unit_kinds\"?")));
}

TEST(ProfileProblemsTest, WordsOutsideTheirListComeWithTheNearestName) {
  EXPECT_THAT(
      ProblemsWith(
          R"("obligations": [{"id": "o", "event": "e",
                              "every": {"per": "mont"}, "partial": "never",
                              "quorum": {"present": {"of": "voting-due",
                                                     "at_least": [1, 2]}}}],
             "rules": [{"id": "r", "check": "c", "severity": "warn"},
                       {"id": "s", "check": "c", "severity": "Warning"}])"),
      ElementsAre("/obligations/0/every/per: per is \"mont\"; did you mean "
                  "\"month\"? allowed: week, month, quarter, half_year, year, "
                  "term",
                  "/obligations/0/partial: partial is \"never\"; allowed: "
                  "skip, prorate, full",
                  "/obligations/0/quorum/present/of: of is \"voting-due\"; did "
                  "you mean \"voting_due\"? allowed: due, voting_due, "
                  "present, voting_present",
                  "/rules/0/severity: severity is \"warn\"; allowed: "
                  "violation, warning, info",
                  "/rules/1/severity: severity is \"Warning\"; did you mean "
                  "\"warning\"? allowed: violation, warning, info"));
}

TEST(ProfileProblemsTest, WrongTypesAreNamedAllAtOnce) {
  EXPECT_THAT(
      ProblemsOf(R"({"id": 5, "title": {"en": 1}, "open": "yes",
                     "line_kinds": {}, "unit_kinds": ["u"],
                     "post_kinds": [{"id": "p", "head": 1, "title": {}}],
                     "pipeline": [], "rules": [{"id": "r", "check": "c",
                     "params": [], "where": "x", "citation": {}}]})"),
      ElementsAre(
          "/id: id is 5; write a string of 1 to 255 bytes",
          "/title/en: \"en\" of title is 1; write a string",
          "/open: open is \"yes\"; write true or false",
          "/line_kinds: line_kinds is {}; write a list",
          "/unit_kinds/0: an entry of unit_kinds is \"u\"; write an object",
          "/post_kinds/0/title: title is {}; write a string, or an object of "
          "language to string",
          "/post_kinds/0/head: head is 1; write true or false",
          "/pipeline: pipeline is []; write an object",
          "/rules/0/params: params is []; write an object",
          "/rules/0/where: where is \"x\"; write an object",
          "/rules/0/citation: citation is {}; write a string"));
}

TEST(ProfileProblemsTest, ValuesOutOfRangeSayTheRange) {
  EXPECT_THAT(
      ProblemsWith(
          R"("unit_kinds": [{"id": "u", "level": -1, "term_years": 0,
                             "posts": [{"kind": "p", "min": -2}]}],
             "post_kinds": [{"id": "p", "max_per_person": 0}],
             "obligations": [{"id": "o", "event": "e",
                              "every": {"count": 0, "per": "year"},
                              "months": [0, 13, 2, 2], "grace_days": 0.5}],
             "pipeline": {"stages": [{"id": "s", "min_days": -1}]},
             "training": [{"id": "t", "hours": -1, "classes": {"a": 2}}],
             "appraisal": {"dimensions": [{"id": "d", "weight": -1}],
                           "quotas": [{"grade": "a", "max_share": -0.1}],
                           "min_raters": 0})"),
      ElementsAre(
          "/unit_kinds/0/level: level is -1; write a whole number, 0 or more",
          "/unit_kinds/0/posts/0/min: min is -2; write a whole number, 0 or "
          "more",
          "/unit_kinds/0/term_years: term_years is 0; write a number above 0",
          "/post_kinds/0/max_per_person: max_per_person is 0; write a whole "
          "number, 1 or more",
          "/obligations/0/every/count: count is 0; write a whole number, 1 or "
          "more",
          "/obligations/0/months/0: an entry of months is 0; write a whole "
          "number from 1 to 12",
          "/obligations/0/months/1: an entry of months is 13; write a whole "
          "number from 1 to 12",
          "/obligations/0/months/3: month 2 is written twice; keep one of them",
          "/obligations/0/grace_days: grace_days is 0.5; write a whole number, "
          "0 or more",
          "/pipeline/stages/0/min_days: min_days is -1; write a whole number, "
          "0 or more",
          "/training/0/hours: hours is -1; write a number, 0 or more",
          "/training/0/classes/a: \"a\" of classes is 2; write a number from 0 "
          "to 1",
          "/appraisal/dimensions/0/weight: weight is -1; write a number, 0 or "
          "more",
          "/appraisal/quotas/0/max_share: max_share is -0.1; write a number "
          "from 0 to 1",
          "/appraisal/min_raters: min_raters is 0; write a whole number, 1 or "
          "more"));
}

TEST(ProfileProblemsTest, RangesTheWrongWayRoundAreRefused) {
  EXPECT_THAT(
      ProblemsWith(
          R"("unit_kinds": [{"id": "u",
                             "posts": [{"kind": "p", "min": 3, "max": 2}]}],
             "pipeline": {"stages": [{"id": "s", "min_days": 9, "max_days": 8,
                                      "gates": [{"id": "g", "min": 1.5,
                                                 "max": 1}]}]})"),
      ElementsAre("/unit_kinds/0/posts/0/max: min is 3 and max is 2; write a "
                  "max of 3 or more",
                  "/pipeline/stages/0/gates/0/max: min is 1.5 and max is 1; "
                  "write a max of 1.5 or more",
                  "/pipeline/stages/0/max_days: min_days is 9 and max_days is "
                  "8; write a max_days of 9 or more"));
}

TEST(ProfileProblemsTest, ARangeWithAnInheritedEndPointsToTheWrittenOne) {
  EXPECT_THAT(
      ProblemTexts(
          ParseProfileOver(R"({"id": "base", "pipeline": {"stages": [
                                  {"id": "r"}, {"id": "s", "max_days": 8}]}})",
                           R"({"id": "x", "extends": "base", "pipeline":
                                 {"stages": [{"id": "s", "min_days": 9}]}})")
              .status()),
      ElementsAre("/pipeline/stages/0/min_days: min_days is 9 and max_days is "
                  "8; write a max_days of 9 or more"));
}

TEST(ProfileProblemsTest, MissingFieldsAreNamed) {
  EXPECT_THAT(
      ProblemsOf(R"({"obligations": [{"id": "o", "every": {"count": 1}}],
                     "training": [{}], "rules": [{"id": "r"}],
                     "appraisal": {"bands": [{"grade": "a"}],
                                   "quotas": [{"max_share": 1}],
                                   "consequences": [{"reward": "x"}]}})"),
      ElementsAre(
          "id is missing; needed here: id",
          "/obligations/0/every: per is missing; needed here: per",
          "/obligations/0: event is missing; needed here: id, event, every",
          "/training/0: id is missing; needed here: id",
          "/appraisal/bands/0: min is missing; needed here: grade, min",
          "/appraisal/quotas/0: grade is missing; needed here: grade, "
          "max_share",
          "/appraisal/consequences/0: grade is missing; needed here: grade",
          "/rules/0: check is missing; needed here: id, check"));
}

TEST(ProfileProblemsTest, AnInheritedFieldIsNotMissing) {
  EXPECT_THAT(
      ProblemsOf(R"({"id": "x", "extends": "generic", "rules": [
                             {"id": "post-vacant"}, {"id": "post-vacnt"}]})"),
      ElementsAre("/rules/1: check is missing; needed here: id, check"));
}

TEST(ProfileProblemsTest, DuplicateIdsWithinOneListAreRefused) {
  EXPECT_THAT(
      ProblemsWith(
          R"("rules": [{"id": "r", "check": "c"}, {"id": "s", "check": "c"},
                       {"id": "r", "check": "d"}],
             "unit_kinds": [{"id": "u", "posts": [{"kind": "p"},
                                                  {"kind": "p"}]}])"),
      ElementsAre("/unit_kinds/0/posts/1/kind: kind \"p\" is written twice in "
                  "posts; write one entry for it",
                  "/rules/2/id: id \"r\" is written twice in rules; write one "
                  "entry for it"));
}

TEST(ProfileProblemsTest, DuplicateKeysAreRefused) {
  EXPECT_THAT(ProblemsWith(R"("rules": [{"id": "r", "check": "c"},
                               {"id": "s", "check": "c", "params":
                                {"a/b~": 1, "a/b~": 2}}])"),
              ElementsAre("/rules/1/params/a~1b~0: \"a/b~\" is written twice; "
                          "keep one of them"));
}

TEST(ProfileProblemsTest, ExtendsNamesABuiltInProfile) {
  // What the unknown profile might have had is not reported as missing.
  EXPECT_THAT(ProblemsOf(R"({"id": "x", "extends": "party_school",
                             "rules": [{"id": "post-vacant"}]})"),
              ElementsAre("/extends: extends is \"party_school\"; did you mean "
                          "\"party-school\"? allowed: company, generic, "
                          "party-school"));
  EXPECT_THAT(ProblemsOf(R"({"id": "x", "extends": null})"),
              ElementsAre("/extends: extends is null; write a string of 1 to "
                          "255 bytes"));
}

TEST(ProfileProblemsTest, ProfilesDoNotExtendThemselves) {
  EXPECT_THAT(
      ProblemsOf(R"({"id": "generic", "extends": "generic"})"),
      ElementsAre("/extends: profiles extend each other in a circle: generic "
                  "-> generic; write another id, or another profile to "
                  "extend"));
  const internal::ProfileTexts known = {
      {"a", R"({"id": "a", "extends": "b"})"},
      {"b", R"({"id": "b", "extends": "a"})"}};
  EXPECT_THAT(ProblemTexts(internal::ReadProfileText(
                               R"({"id": "x", "extends": "a"})", known)
                               .status()),
              ElementsAre(HasSubstr("in a circle: a -> b -> a;")));
}

TEST(ProfileProblemsTest, AClosedProfileListsEveryWordThatItUses) {
  EXPECT_THAT(
      ProblemsOf(R"({"id": "x",
        "unit_kinds": [{"id": "branch", "parents": ["brnch", "moon"],
                        "posts": [{"kind": "secretry"}]}],
        "post_kinds": [{"id": "secretary", "deputizes_for": ["head"]}],
        "event_kinds": [{"id": "meeting"}],
        "course_classes": [{"id": "theory"}],
        "obligations": [{"id": "o", "event": "meetings",
                         "every": {"per": "year"}}],
        "training": [{"id": "t", "classes": {"teory": 0.5}}],
        "appraisal": {"consequences": [{"grade": "a", "event": "talk"}]}})"),
      ElementsAre(
          "/unit_kinds/0/parents/0: an entry of parents is \"brnch\", which "
          "is not in unit_kinds; did you mean \"branch\"? else list it in "
          "unit_kinds",
          "/unit_kinds/0/parents/1: an entry of parents is \"moon\", which is "
          "not in unit_kinds; list it in unit_kinds",
          "/unit_kinds/0/posts/0/kind: kind is \"secretry\", which is not in "
          "post_kinds; did you mean \"secretary\"? else list it in post_kinds",
          "/post_kinds/0/deputizes_for/0: an entry of deputizes_for is "
          "\"head\", which is not in post_kinds; list it in post_kinds",
          "/obligations/0/event: event is \"meetings\", which is not in "
          "event_kinds; did you mean \"meeting\"? else list it in event_kinds",
          "/training/0/classes/teory: the class is \"teory\", which is not in "
          "course_classes; did you mean \"theory\"? else list it in "
          "course_classes",
          "/appraisal/consequences/0/event: event is \"talk\", which is not in "
          "event_kinds; list it in event_kinds"));
}

// The problems of a closed profile with these further fields.
std::vector<std::string> ProblemsOfClosed(const std::string& fields) {
  return ProblemsOf(R"({"id": "x", "unit_kinds": [{"id": "branch"}],
                        "post_kinds": [{"id": "secretary"}],
                        "standings": [{"id": "full", "counts_as": ["voting"]}],
                        "duty_kinds": [{"id": "oversight"}],
                        "event_kinds": [{"id": "meeting"}], )" +
                    fields + "}");
}

TEST(ProfileProblemsTest, AClosedProfileListsEveryWordOfItsConditions) {
  EXPECT_THAT(
      ProblemsOfClosed(
          R"("obligations": [{"id": "o", "event": "meeting",
                              "every": {"per": "year"},
                              "subject": {"kind": "brnach"}}],
             "training": [{"id": "t", "subject": {"standing": ["ful"]}}],
             "rules": [{"id": "r", "check": "c", "where":
                        {"any": [{"kind": ["meetng", "guild"]},
                                 {"not": {"has": {"post_kind": "secretry",
                                                  "unit_kind": "meeting"}}},
                                 {"count": {"of": "vting", "min": 1}}]}}])"),
      ElementsAre(
          "/obligations/0/subject/kind: kind is \"brnach\", which is not in "
          "unit_kinds, post_kinds, duty_kinds or event_kinds; did you mean "
          "\"branch\"? else list it in unit_kinds, post_kinds, duty_kinds or "
          "event_kinds",
          "/training/0/subject/standing/0: an entry of standing is \"ful\", "
          "which is not in standings; did you mean \"full\"? else list it in "
          "standings",
          HasSubstr("/rules/0/where/any/0/kind/0: an entry of kind is "
                    "\"meetng\", which is not in unit_kinds, post_kinds, "
                    "duty_kinds or event_kinds; did you mean \"meeting\"?"),
          HasSubstr("/rules/0/where/any/0/kind/1: an entry of kind is "
                    "\"guild\", which is not in"),
          HasSubstr("/rules/0/where/any/1/not/has/post_kind: post_kind is "
                    "\"secretry\", which is not in post_kinds; did you mean "
                    "\"secretary\"?"),
          "/rules/0/where/any/1/not/has/unit_kind: unit_kind is \"meeting\", "
          "which is not in unit_kinds; list it in unit_kinds",
          HasSubstr("/rules/0/where/any/2/count/of: of is \"vting\", which is "
                    "not in counts_as of standings; did you mean "
                    "\"voting\"?")));
  EXPECT_THAT(ProblemsOf(R"({"id": "x", "unit_kinds": [{"id": "u", "posts": [
                               {"kind": "p", "when": {"kind": "v"}}]}],
                             "post_kinds": [{"id": "p"}]})"),
              ElementsAre(HasSubstr("/unit_kinds/0/posts/0/when/kind: kind is "
                                    "\"v\", which is not in unit_kinds,")));
}

TEST(ProfileProblemsTest, ConditionsMayNameKindsOfAnyNodeAndAnyLevel) {
  ParseProfileOrDie(
      R"({"id": "x", "unit_kinds": [{"id": "a"}], "post_kinds": [{"id": "b"}],
          "duty_kinds": [{"id": "c"}], "event_kinds": [{"id": "d"}],
          "standings": [{"id": "e", "counts_as": ["f"]}],
          "rules": [{"id": "r", "check": "c", "where": {"any": [
              {"kind": ["a", "b", "c", "d"], "level": 99},
              {"standing": "e", "count": {"of": "all", "min": 1}},
              {"count": {"of": "e", "max": 1}},
              {"count": {"of": "f", "max": 1}}]}}]})");
}

TEST(ProfileProblemsTest, AnOpenProfileMayUseWordsThatItDoesNotList) {
  const Profile profile = ParseProfileOrDie(
      R"({"id": "x", "open": true,
          "unit_kinds": [{"id": "u", "parents": ["moon"],
                          "posts": [{"kind": "p"}]}],
          "training": [{"id": "t", "classes": {"a": 0.5}}]})");
  EXPECT_THAT(profile.unit_kinds[0].parents, ElementsAre("moon"));
}

TEST(ProfileProblemsTest, WhatIsInheritedPointsToWhereItWouldBeWritten) {
  EXPECT_THAT(
      ProblemTexts(
          ParseProfileOver(R"({"id": "base", "open": true,
                                 "unit_kinds": [{"id": "u",
                                                 "parents": ["moon"]}]})",
                           R"({"id": "x", "extends": "base", "open": false,
                                 "unit_kinds": [{"id": "v"}]})")
              .status()),
      ElementsAre(HasSubstr("/unit_kinds: an entry of parents is \"moon\"")));
}

TEST(ProfileProblemsTest, AQuorumIsWrittenInOneWay) {
  const auto quorum = [](const std::string& fields) {
    return ProblemsWith(
        R"("obligations": [{"id": "o", "event": "e", "every": {"per": "year"},
            "quorum": {)" +
        fields + "}}]");
  };
  EXPECT_THAT(quorum(R"("min_share": 0.5)"),
              ElementsAre("/obligations/0/quorum/min_share: unknown field "
                          "\"min_share\"; allowed: present, in_favour"));
  EXPECT_THAT(
      quorum(R"("present": {"of": "due", "at_least": [1, 2],
                            "more_than": [1, 2]},
                "in_favour": {"of": "presnt"})"),
      ElementsAre("/obligations/0/quorum/present: present has both at_least "
                  "and more_than; write one of at_least and more_than",
                  HasSubstr("/obligations/0/quorum/in_favour/of: of is "
                            "\"presnt\"; did you mean \"present\"?"),
                  "/obligations/0/quorum/in_favour: in_favour has no share; "
                  "write one of at_least and more_than"));
  EXPECT_THAT(
      quorum(R"("present": {"of": "due", "at_least": [3, 2]},
                "in_favour": {"of": "due", "more_than": [1, 0]})"),
      ElementsAre("/obligations/0/quorum/present/at_least: at_least is [3,2]; "
                  "write a fraction of at most 1, such as [2, 3]",
                  "/obligations/0/quorum/in_favour/more_than/1: an entry of "
                  "more_than is 0; write a whole number from 1 to 1000000"));
}

TEST(ProfileProblemsTest, AConsequenceIsARewardOrAPenalty) {
  EXPECT_THAT(ProblemsWith(R"("appraisal": {"consequences": [
                               {"grade": "a", "reward": "x", "penalty": "y"}]})"),
              ElementsAre("/appraisal/consequences/0: a consequence is both a "
                          "reward and a penalty; write one entry for each"));
}

TEST(ProfileProblemsTest, ManyProblemsAreCounted) {
  std::string rules;
  for (int i = 0; i < 250; ++i) {
    rules += rules.empty() ? "{}" : ",{}";
  }
  const absl::Status status =
      ParseProfile(R"({"id": "x", "rules": [)" + rules + "]}").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Problems(status), SizeIs(kMaxProblems));
  EXPECT_EQ(ProblemCount(status), 500u);
}

}  // namespace
}  // namespace zeren
