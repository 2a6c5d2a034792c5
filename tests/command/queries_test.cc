// What check, who, chain and diff answer.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/command/school.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using testing::GoodSchool;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kSchool;
using ::testing::Not;
using testing::Output;
using ::testing::StartsWith;
using testing::Zeren;
using Json = nlohmann::json;

// -------------------------------------------------------------------- Check

TEST(QueriesTest, CheckListsGapsByRuleAndCountsThem) {
  const Output output = Zeren({"check", "-"});
  EXPECT_EQ(output.code, 1);
  EXPECT_THAT(output.err, IsEmpty());
  EXPECT_THAT(
      output.out,
      AllOf(StartsWith("School: gaps on 2026-11-22\n"),
            HasSubstr("\nViolations ("), HasSubstr("\npost-vacant\n└─ "),
            HasSubstr("post:organizer"), HasSubstr("The answer is complete.")));
}

TEST(QueriesTest, CheckSpeaksChinese) {
  const Output output = Zeren({"check", "-", "--lang", "zh"});
  EXPECT_THAT(output.out, AllOf(StartsWith("党校：2026-11-22 的缺口\n"),
                                HasSubstr("\n违规（"), HasSubstr("项违规，"),
                                HasSubstr("结果完整。")));
}

TEST(QueriesTest, CheckFailsOnTheSeverityAskedFor) {
  const std::string good = GoodSchool();
  EXPECT_EQ(Zeren({"check", "-"}, good).code, 0)
      << Zeren({"check", "-"}, good).out;
  EXPECT_EQ(Zeren({"check", "-", "--fail-on", "info"}, good).code, 0);
  EXPECT_EQ(Zeren({"check", "-", "--fail-on", "never"}).code, 0);
  EXPECT_EQ(Zeren({"check", "-", "--fail-on", "violation"}).code, 1);

  // A unit without a head post is a warning.
  Json school = Json::parse(good);
  school["units"].push_back({{"id", "office"}, {"kind", "unit"}});
  school["memberships"].push_back(
      {{"person", "p-2"}, {"unit", "office"}, {"home", false}});
  const std::string warned = school.dump();
  EXPECT_EQ(Zeren({"check", "-"}, warned).code, 0);
  EXPECT_EQ(Zeren({"check", "-", "--fail-on", "warning"}, warned).code, 1);
  EXPECT_EQ(Zeren({"check", "-", "--fail-on", "info"}, warned).code, 1);

  // Itself above itself is for information.
  school["units"].erase(2);
  school["memberships"].erase(2);
  school["tasks"][0]["parent"] = "report";
  const std::string informed = school.dump();
  EXPECT_EQ(Zeren({"check", "-", "--fail-on", "warning"}, informed).code, 0);
  EXPECT_EQ(Zeren({"check", "-", "--fail-on", "info"}, informed).code, 1);
}

TEST(QueriesTest, WaivedGapsDoNotFail) {
  Json school = Json::parse(GoodSchool());
  school["profile"] = {{"id", "own"},
                       {"extends", "generic"},
                       {"open", true},
                       {"rules",
                        {{{"id", "head-missing"},
                          {"check", "head_missing"},
                          {"severity", "violation"},
                          {"waivable", true}}}}};
  school["units"].push_back({{"id", "office"}, {"kind", "unit"}});
  school["memberships"].push_back(
      {{"person", "p-2"}, {"unit", "office"}, {"home", false}});
  EXPECT_EQ(Zeren({"check", "-"}, school.dump()).code, 1);
  school["approvals"] = {{{"rule", "head-missing"},
                          {"focus", "unit:office"},
                          {"by", "unit:school"},
                          {"reason", "new"}}};
  const Output output = Zeren({"check", "-"}, school.dump());
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_THAT(output.out,
              AllOf(HasSubstr("\nWaived (1)\nhead-missing\n"),
                    HasSubstr("waived by Party school (unit:school): new"),
                    HasSubstr("0 violations, ")));
}

// ---------------------------------------------------------------------- Who

TEST(QueriesTest, WhoSaysWhoAnswers) {
  const Output output = Zeren({"who", "-", "task:report"});
  EXPECT_EQ(output.code, 0);
  EXPECT_THAT(output.out,
              AllOf(StartsWith("School: who is accountable for task:report on "
                               "2026-11-22\n"),
                    HasSubstr("\nperson:p-2\nas post:secretary\n"),
                    HasSubstr("By assignment."), Not(HasSubstr("Why"))));
}

TEST(QueriesTest, WhoShowsEveryStepIfAsked) {
  EXPECT_THAT(Zeren({"who", "-", "task:report", "--why"}).out,
              AllOf(HasSubstr("\nWhy\n1  "), HasSubstr("\n2  ")));
  const Json json =
      Json::parse(Zeren({"who", "-", "task:report", "--format", "json"}).out);
  EXPECT_EQ(json["persons"], Json({"person:p-2"}));
  EXPECT_EQ(json["steps"][0]["rule"], "assignment");
}

TEST(QueriesTest, NobodyIsAnAnswerWithACodeOfItsOwn) {
  const Output output = Zeren({"who", "-", "task:lost"});
  EXPECT_EQ(output.code, 1);
  EXPECT_THAT(output.err, IsEmpty());
  EXPECT_THAT(output.out, HasSubstr("\nNobody.\n"));
  EXPECT_EQ(Zeren({"who", "-", "task:report", "--role", "support"}).code, 1);
}

TEST(QueriesTest, OnlyWorkHasAnswerers) {
  const Output output = Zeren({"who", "-", "unit:school"});
  EXPECT_EQ(output.code, 2);
  EXPECT_EQ(output.err, "zeren: unit:school is neither a task nor a duty\n");
}

// -------------------------------------------------------------------- Nodes

TEST(QueriesTest, AnUnknownNodeIsNamedWithTheNearest) {
  const Output output = Zeren({"who", "-", "task:reprt"});
  EXPECT_EQ(output.code, 2);
  EXPECT_EQ(output.err,
            "zeren: standard input has no task:reprt; the nearest is "
            "task:report\n");
  EXPECT_EQ(Zeren({"who", "-", "task:entirely-different"}).err,
            "zeren: standard input has no task:entirely-different\n");
  EXPECT_EQ(Zeren({"chain", "-", "p-1"}).err,
            "zeren: standard input has no p-1; write person:p-1\n");
  EXPECT_THAT(Zeren({"chain", "-", "nothing"}).err,
              HasSubstr("has no nothing; write a kind and an id, such as "));
  EXPECT_THAT(Zeren({"chain", "-", "document"}).err, HasSubstr("no document"));
}

TEST(QueriesTest, ANodeThatIsNotInForceIsNamedWithItsValidity) {
  const Output old = Zeren({"chain", "-", "unit:old"});
  EXPECT_EQ(old.code, 2);
  EXPECT_THAT(old.out, IsEmpty());
  EXPECT_EQ(old.err,
            "zeren: unit:old is not in force on 2026-11-22: it is valid from "
            "2024-01-10 to 2025-06-30\n");
  EXPECT_EQ(Zeren({"chain", "-", "unit:within"}).err,
            "zeren: unit:within is not in force on 2026-11-22: it is valid "
            "from 2027-01-01\n");
  EXPECT_EQ(Zeren({"who", "-", "duty:former"}).err,
            "zeren: duty:former is not in force on 2026-11-22: it is valid up "
            "to 2025-06-30\n");
  EXPECT_EQ(Zeren({"chain", "-", "unit:old", "--on", "2025-06-30"}).code, 0);

  Json school = Json::parse(kSchool);
  school["units"][2]["valid_to"] = "unknown";
  school["posts"].push_back({{"id", "p"}, {"unit", "old"}, {"kind", "k"}});
  EXPECT_THAT(Zeren({"chain", "-", "unit:old"}, school.dump()).err,
              EndsWith("valid from 2024-01-10 to a day that nobody knows\n"));
  EXPECT_THAT(Zeren({"chain", "-", "post:p"}, school.dump()).err,
              EndsWith("it is valid on that day, but something that it needs "
                       "is not in force\n"));
}

// -------------------------------------------------------------------- Chain

TEST(QueriesTest, ChainListsSuperiorsWithTheirHolders) {
  const Output output = Zeren({"chain", "-", "post:organizer"});
  EXPECT_EQ(output.code, 0);
  EXPECT_THAT(
      output.out,
      AllOf(HasSubstr("the chain above post:organizer"), HasSubstr("vacant"),
            HasSubstr("head of the unit"), HasSubstr("President Li"),
            HasSubstr("head of a unit above")));
  const Json json = Json::parse(
      Zeren({"chain", "-", "post:organizer", "--format", "json"}).out);
  EXPECT_EQ(json["hops"][1],
            Json({{"node", "post:president"}, {"rule", "ancestor-head"}}));
}

TEST(QueriesTest, ADelegationHasNoChain) {
  Json school = Json::parse(kSchool);
  school["delegations"] = {
      {{"id", "d"}, {"from", "person:p-1"}, {"to", "person:p-2"}}};
  const Output output = Zeren({"chain", "-", "delegation:d"}, school.dump());
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err,
              AllOf(StartsWith("zeren: "), HasSubstr("delegation")));
}

// ------------------------------------------------------------------------ Diff

TEST(QueriesTest, DiffShowsWhatChangedUntilTheDocumentsDay) {
  const Output output =
      Zeren({"diff", "-", "--from", "2025-01-01", "--format", "json"});
  EXPECT_EQ(output.code, 0) << output.err;
  const Json json = Json::parse(output.out);
  EXPECT_EQ(json["from"], "2025-01-01");
  EXPECT_EQ(json["to"], "2026-11-22");
  EXPECT_EQ(json["changes"],
            Json({{{"node", "unit:old"}, {"change", "gone"}}}));
  const Output ahead =
      Zeren({"diff", "-", "--from", "2026-11-22", "--to", "2027-01-01"});
  EXPECT_THAT(ahead.out, HasSubstr("new     within"));
}

TEST(QueriesTest, DiffGoesBackToo) {
  const Output output = Zeren({"diff", "-", "--from", "2026-11-22", "--to",
                               "2025-01-01", "--format", "csv"});
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_EQ(output.out,
            "change,unit,before,after,\r\nnew,old,,none,unit:old\r\n");
}

TEST(QueriesTest, DiffRefusesWhatIsNoDay) {
  EXPECT_THAT(Zeren({"diff", "-"}).err, HasSubstr("--from is required"));
  for (const std::string from : {"", "2026-02-30", "last year"}) {
    const Output output = Zeren({"diff", "-", "--from", from});
    EXPECT_EQ(output.code, 2) << from;
    EXPECT_EQ(output.err, "zeren: --from " + from +
                              " is no day; write one as YYYY-MM-DD\n");
  }
  const Output output =
      Zeren({"diff", "-", "--from", "2026-01-01", "--to", "x"});
  EXPECT_EQ(output.code, 2);
  EXPECT_EQ(output.err, "zeren: --to x is no day; write one as YYYY-MM-DD\n");
  EXPECT_EQ(
      Zeren({"diff", "-", "--from", "2026-01-01", "--on", "2026-01-01"}).code,
      2);
}

}  // namespace
}  // namespace zeren
