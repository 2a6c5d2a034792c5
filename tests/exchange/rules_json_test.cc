// Rules and checks as JSON.

#include "zeren/exchange/rules_json.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

Json RulesOf(const std::string& profile) {
  const absl::StatusOr<Profile> parsed = ParseProfile(profile);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return Json::parse(WriteRulesJson(*parsed, CheckRegistry::BuiltIn()));
}

TEST(RulesJsonTest, WritesEachRuleWithAllParametersOfItsCheck) {
  const Json json = RulesOf(R"({"id": "mine", "open": true, "rules": [
      {"id": "b", "check": "post_vacant", "severity": "warning",
       "params": {"post_kind": "secretary"}, "waivable": true,
       "message": {"en": "Fill it", "zh": "补上"}, "citation": "Art. 5"},
      {"id": "a", "check": "no_such_check", "enabled": false,
       "params": {"x": 1}}]})");
  EXPECT_EQ(json["profile"], "mine");
  EXPECT_EQ(json["extends"], nullptr);
  ASSERT_EQ(json["rules"].size(), 2u);
  EXPECT_EQ(json["rules"][0],
            Json::parse(R"({"rule": "a", "check": "no_such_check",
                "severity": "violation", "params": {"x": 1}, "where": null,
                "message": null, "meaning": null, "citation": null,
                "waivable": false, "enabled": false})"));
  Json rule = json["rules"][1];
  EXPECT_THAT(rule["meaning"]["en"].get<std::string>(), HasSubstr("post"));
  rule.erase("meaning");
  EXPECT_EQ(rule, Json::parse(R"({"rule": "b", "check": "post_vacant",
      "severity": "warning", "params": {"post_kind": "secretary", "days": 0},
      "where": null, "message": {"en": "Fill it", "zh": "补上"},
      "citation": "Art. 5", "waivable": true, "enabled": true})"));
}

// What is read is what is written, of every part that a condition can have.
TEST(RulesJsonTest, WritesConditionsAsTheyAreRead) {
  for (const char* const condition :
       {R"({"kind": "branch"})", R"({"kind": ["branch", "group"]})",
        R"({"standing": ["full", "probationary"]})", R"({"level": [0, 2]})",
        R"({"level": 1})", R"({"count": {"of": "full", "min": 3, "max": 9}})",
        R"({"has": {"post_kind": "secretary", "unit_kind": "group"}})",
        R"({"has": {"member": {"age": {"max": 34}}}})",
        R"({"attribute": {"name": "x", "equals": "y"}})",
        R"({"attribute": {"name": "x", "in": [1, "two", true], "min": 0.5,
            "max": 7.0, "present": true}})",
        R"({"age": {"min": 18, "max": 60}})",
        R"({"all": [{"kind": "a"}, {"not": {"kind": "b"}}]})", R"({"any": []})",
        R"({"any": [{}, {"kind": "a"}]})",
        R"({"not": [{"kind": "a"}, {"kind": "b"}]})"}) {
    const Json rule = {{"id", "a"},
                       {"check", "unit_empty"},
                       {"where", Json::parse(condition)}};
    const Json profile = {
        {"id", "mine"}, {"open", true}, {"rules", Json::array({rule})}};
    const Json json = RulesOf(profile.dump());
    EXPECT_EQ(json["rules"][0]["where"], Json::parse(condition));
  }
}

TEST(RulesJsonTest, WritesEachCheckWithItsParametersAndScope) {
  const Json json = Json::parse(WriteChecksJson(CheckRegistry::BuiltIn()));
  EXPECT_EQ(json["zeren_checks"], 1);
  const std::size_t count = CheckRegistry::BuiltIn().checks().size();
  ASSERT_EQ(json["checks"].size(), count);
  for (const Json& check : json["checks"]) {
    if (check["check"] != "span_of_control") continue;
    EXPECT_EQ(check["focus"], Json({"post"}));
    EXPECT_FALSE(check["scope"]["reads"].empty());
    Json max = check["params"][1];
    EXPECT_FALSE(max["meaning"]["zh"].get<std::string>().empty());
    max.erase("meaning");
    EXPECT_EQ(max, Json::parse(R"({"name": "max", "type": "integer",
        "unit": "posts", "default": null, "required": false, "min": 0,
        "max": null, "max_only_with": null, "range_from": "min", "choices": null, "vocabulary": null})"));
    return;
  }
  FAIL() << "there is no span_of_control";
}

TEST(RulesJsonTest, SaysHowMuchAShareMayBe) {
  const Json json = Json::parse(WriteChecksJson(CheckRegistry::BuiltIn()));
  std::size_t met = 0;
  for (const Json& check : json["checks"]) {
    const Json& params = check["params"];
    if (check["check"] == "task_at_risk") {
      ++met;
      EXPECT_EQ(params[0]["max"], 1);
      EXPECT_EQ(params[0]["max_only_with"], nullptr);
    } else if (check["check"] == "team_balance") {
      ++met;
      EXPECT_EQ(params[1]["max"], 1);
      EXPECT_EQ(params[1]["max_only_with"], Json::parse(R"({
          "param": "measure", "words": ["turnover", "participation"]})"));
    }
  }
  EXPECT_EQ(met, 2U);
}

}  // namespace
}  // namespace zeren
