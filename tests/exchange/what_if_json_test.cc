// What changes would do, as JSON.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/advise/what_if_case.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using testing::kDay;
using Json = nlohmann::json;

std::vector<Json> EffectsOf(const Json& json, const char* effect) {
  std::vector<Json> effects;
  for (const Json& one : json["effects"]) {
    if (one["effect"] == effect) effects.push_back(one);
  }
  return effects;
}

TEST(WhatIfJsonTest, HasCountsAndALineForEachEffect) {
  EXPECT_EQ(
      WriteJson(WhatIfOf(
          {Change::Set(Partial<PostRecord>().With(&PostRecord::id, "clerk"),
                       Partial<PostRecord>().With(&PostRecord::reports_to,
                                                  "president")),
           Change::Set(Partial<AssignmentRecord>().With(&AssignmentRecord::work,
                                                        "task:report"),
                       Partial<AssignmentRecord>().With(&AssignmentRecord::to,
                                                        "person:zhao")),
           Change::Remove(Partial<MembershipRecord>().With(
               &MembershipRecord::person, "zhao"))},
          {.measures = {"members"}, .top = 1})),
      R"({"as_of":"2026-11-22","complete":true,"paths_complete":true,)"
      R"("conforms":{"before":true,"after":true},)"
      R"("opened":{"violation":0,"warning":0,"info":0},)"
      R"("closed":{"violation":0,"warning":0,"info":0},"unanswered":0,)"
      R"("counts":{"gaps_added":{"count":0,"left_out":0},)"
      R"("gaps_removed":{"count":0,"left_out":0},)"
      R"("waivers":{"count":0,"left_out":0},)"
      R"("answers":{"count":1,"left_out":0},"spans":{"count":2,"left_out":1},)"
      R"("roll_ups":{"members":{"count":2,"left_out":1}}},"effects":[
{"effect":"answer","work":"task:report","role":"accountable","weight":3,)"
      R"("unanswered":false,"before":{"persons":["person:wang"],)"
      R"("posts":["post:secretary"],"undisclosed":false,"complete":true},)"
      R"("after":{"persons":["person:zhao"],"posts":[],"undisclosed":false,)"
      R"("complete":true}},
{"effect":"span","post":"post:president","before":1,"after":2,"change":1},
{"effect":"roll-up","measure":"members","node":"unit:branch",)"
      R"("before":{"value":2,"known":2,"unknown":0},)"
      R"("after":{"value":1,"known":1,"unknown":0},"change":-1}
]}
)");
}

TEST(WhatIfJsonTest, GapsHaveTheFieldsOfReports) {
  const WhatIfResult result = WhatIfOf({Leave("clerk")});
  const Json json = Json::parse(WriteJson(result));
  const std::vector<Json> added = EffectsOf(json, "gap-added");
  ASSERT_EQ(added.size(), 1u);
  Json gap = added[0];
  gap.erase("effect");
  EXPECT_EQ(gap, Json::parse(WriteJson(result.gaps.after))["gaps"][0]);
  EXPECT_EQ(json["opened"]["violation"], 1);
  EXPECT_EQ(json["conforms"]["before"], true);
  EXPECT_EQ(json["conforms"]["after"], false);

  const WhatIfResult back = WhatIfOrDie(
      result.after,
      {Change::Add(AppointmentRecord{.person = "zhao", .post = "clerk"})});
  const std::vector<Json> removed =
      EffectsOf(Json::parse(WriteJson(back)), "gap-removed");
  ASSERT_EQ(removed.size(), 1u);
  EXPECT_EQ(removed[0]["focus"], "post:clerk");
}

TEST(WhatIfJsonTest, WaiversNameBothApprovals) {
  const absl::StatusOr<Profile> profile = ParseProfile(R"({
    "id": "own", "extends": "generic", "open": true, "rules": [
      {"id": "post-vacant", "check": "post_vacant", "severity": "warning",
       "waivable": true}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records = WhatIfSchool();
  records.appointments.pop_back();
  const WhatIfResult result =
      WhatIfOrDie(testing::SnapshotWith(records, *profile),
                  {Change::Add(ApprovalRecord{.rule = "post-vacant",
                                              .focus = "post:clerk",
                                              .by = "unit:school",
                                              .reason = "new"})});
  const std::vector<Json> waivers =
      EffectsOf(Json::parse(WriteJson(result)), "waiver");
  ASSERT_EQ(waivers.size(), 1u);
  EXPECT_EQ(waivers[0]["waived_by"], "unit:school");
  EXPECT_EQ(waivers[0]["waived_by_before"], nullptr);
}

// What is there on one side only is null on the other, and keeps its name.
TEST(WhatIfJsonTest, WhatIsNotThereIsNull) {
  const Json json = Json::parse(WriteJson(WhatIfOf(
      {Change::Remove(Partial<TaskRecord>().With(&TaskRecord::id, "survey")),
       Change::Add(TaskRecord{.id = "new", .unit = "team", .effort = 0.5}),
       Change::Add(
           UnitRecord{.id = "team", .kind = "team", .parent = "branch"}),
       Change::Add(ProgressRecord{.task = "new", .day = kDay, .done = 0.5}),
       Change::Remove(
           Partial<PostRecord>().With(&PostRecord::id, "secretary"))},
      {.roles = {Role::kAccountable}, .measures = {"task_progress"}})));
  const std::vector<Json> answers = EffectsOf(json, "answer");
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0]["work"], "task:report");
  EXPECT_EQ(answers[1]["work"], "task:survey");
  EXPECT_EQ(answers[1]["after"], nullptr);
  EXPECT_EQ(answers[2]["before"], nullptr);
  EXPECT_EQ(answers[2]["weight"], 0.5);
  const std::vector<Json> spans = EffectsOf(json, "span");
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0]["post"], "post:secretary");
  EXPECT_EQ(spans[0]["after"], nullptr);
  const std::vector<Json> values = EffectsOf(json, "roll-up");
  ASSERT_EQ(values.size(), 3u);
  EXPECT_EQ(values[2]["node"], "unit:team");
  EXPECT_EQ(values[2]["before"], nullptr);
  EXPECT_EQ(values[2]["change"], nullptr);
  EXPECT_EQ(values[2]["after"]["value"], 0.5);
}

}  // namespace
}  // namespace zeren
