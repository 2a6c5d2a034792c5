// Answers over a period as JSON.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/assign/handover.h"
#include "tests/support/build.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using testing::BuildOrDie;
using ::testing::EndsWith;
using testing::Handover;
using ::testing::HasSubstr;
using testing::kHandoverYear;
using ::testing::StartsWith;
using Json = nlohmann::json;

std::string OverJson(const Organization& org, const Period& period) {
  const auto timeline = ResponsibleOver(org, *org.Find("task:report"),
                                        Role::kAccountable, period);
  EXPECT_TRUE(timeline.ok()) << timeline.status();
  return WriteJson(org, *timeline);
}

TEST(OverTimeJson, ATimelineHasEachStepOnALine) {
  const std::string text = OverJson(BuildOrDie(Handover()), kHandoverYear);
  EXPECT_THAT(
      text,
      AllOf(StartsWith(
                R"({"work":"task:report","role":"accountable",)"
                R"("from":"2026-01-01","to":"2027-01-01","complete":true,)"
                R"("periods":[)"
                "\n"
                R"({"from":"2026-01-01","to":"2026-03-01",)"
                R"("persons":["person:first"],"posts":["post:secretary"],)"
                R"("assigned":true,"undisclosed":false,"hops":0,)"
                R"("complete":true,"steps":[{"at":"task:report",)"
                R"("rule":"assignment","to":"post:secretary","text":{"en":")"),
            HasSubstr("\n"
                      R"({"from":"2026-03-01","to":"2026-03-15",)"
                      R"("persons":["person:boss"],"posts":["post:boss"],)"
                      R"("assigned":true,"undisclosed":false,"hops":1,)"),
            EndsWith("]}\n]}\n")));
  EXPECT_EQ(Json::parse(text)["periods"].size(), 6u);
}

TEST(OverTimeJson, EndsOfTimeAreNull) {
  const Json json = Json::parse(OverJson(BuildOrDie(Handover()), {}));
  EXPECT_TRUE(json["from"].is_null());
  EXPECT_TRUE(json["to"].is_null());
  EXPECT_TRUE(json["periods"].front()["from"].is_null());
  EXPECT_TRUE(json["periods"].back()["to"].is_null());
  EXPECT_EQ(json["periods"].back()["from"], "2026-08-20");
}

TEST(OverTimeJson, AStepWithoutAnAnswerIsNotCompleteWhereACycleWasCut) {
  Records records;
  records.units.push_back({.id = "a", .kind = "unit", .parent = "b"});
  records.units.push_back({.id = "b",
                           .kind = "unit",
                           .parent = "a",
                           .valid_from = absl::CivilDay(2026, 7, 1)});
  records.tasks.push_back({.id = "report", .unit = "a"});
  const Json json = Json::parse(OverJson(BuildOrDie(records), kHandoverYear));
  EXPECT_FALSE(json["complete"]);
  EXPECT_TRUE(json["periods"][0]["complete"]);
  EXPECT_FALSE(json["periods"][1]["complete"]);
  EXPECT_EQ(json["periods"][1]["steps"].back()["rule"], "nobody");
}

TEST(OverTimeJson, FutureGapsHaveEachGapOnALine) {
  Records records = Handover();
  records.appointments.erase(records.appointments.begin());
  const Organization org = BuildOrDie(records);
  const auto gaps = FutureGaps(org, kHandoverYear);
  ASSERT_TRUE(gaps.ok()) << gaps.status();
  EXPECT_EQ(WriteJson(org, kHandoverYear, *gaps),
            R"({"from":"2026-01-01","to":"2027-01-01","count":2,"gaps":[)"
            "\n"
            R"({"work":"task:report","from":"2026-03-01","to":"2026-03-15",)"
            R"("complete":true},)"
            "\n"
            R"({"work":"task:report","from":"2026-08-01","to":"2026-08-20",)"
            R"("complete":true})"
            "\n]}\n");
  EXPECT_EQ(WriteJson(org, {}, {}),
            "{\"from\":null,\"to\":null,\"count\":0,\"gaps\":[]}\n");
}

}  // namespace
}  // namespace zeren
