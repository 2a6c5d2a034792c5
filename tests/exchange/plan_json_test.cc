#include <nlohmann/json.hpp>
#include <string>

#include "gtest/gtest.h"
#include "zeren/assign/plan.h"
#include "zeren/exchange/document.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using Json = nlohmann::json;

constexpr absl::CivilDay kDay(2026, 2, 15);

Snapshot LoadOrDie() {
  const absl::StatusOr<Organization> org = LoadDocument(R"({
    "zeren": 1,
    "units": [{"id": "u", "kind": "unit", "name": "Branch 2"}],
    "persons": [{"id": "able", "skills": ["finance"]}, {"id": "idle"},
                {"id": "late", "valid_from": "2026-03-10"}],
    "memberships": [{"person": "able", "unit": "u"},
                    {"person": "idle", "unit": "u"},
                    {"person": "late", "unit": "u"}],
    "tasks": [
      {"id": "t1", "unit": "u", "requires": ["finance"],
       "start": "2026-03-01", "due": "2026-03-31"},
      {"id": "t2", "unit": "u", "requires": ["finance"],
       "start": "2026-03-01", "due": "2026-03-31"}]})");
  EXPECT_TRUE(org.ok()) << org.status();
  return (org.ok() ? *org : Organization()).AsOf(kDay);
}

TEST(PlanJson, HasCandidatesWithTheirCostsAndTheExcludedWithReasons) {
  Snapshot today = LoadOrDie();
  const auto list = Candidates(today, *today.Find("task:t1")->As<TaskId>());
  ASSERT_TRUE(list.ok()) << list.status();
  const std::string text = WriteJson(today, *list);
  const Json json = Json::parse(text);
  EXPECT_EQ(json["task"], "task:t1");
  EXPECT_EQ(json["as_of"], "2026-02-15");
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(json["candidates"], Json::parse(R"([
    {"person": "person:able", "cost": 50, "parts": {"distance": 0, "load": 0,
     "change": 50, "surplus": 0, "term_end": 0}}])"));
  EXPECT_EQ(json["excluded"], Json::parse(R"([
    {"person": "person:idle", "reason": "missing-skill", "day": null,
     "word": "finance", "role": null,
     "text": {"en": "“idle” lacks the skill “finance”",
              "zh": "“idle”缺少技能“finance”"}}])"));
}

TEST(PlanJson, HasAssignmentsCutsAndRelaxations) {
  const Snapshot today = LoadOrDie();
  const auto plan = PlanAssignments(today, {.tasks = TasksToPlan(today)});
  ASSERT_TRUE(plan.ok()) << plan.status();
  const std::string text = WriteJson(today, *plan);
  EXPECT_EQ(text, WriteJson(today, *plan));
  EXPECT_EQ(text.back(), '\n');
  const Json json = Json::parse(text);
  EXPECT_EQ(json["places"], 2);
  EXPECT_EQ(json["filled"], 1);
  EXPECT_EQ(json["cost"], 50);
  EXPECT_EQ(json["optimal"], true);
  EXPECT_EQ(json["most_filled"], 1);
  EXPECT_EQ(json["least_cost"], 50);
  ASSERT_EQ(json["assignments"].size(), 1u);
  EXPECT_EQ(json["assignments"][0]["person"], "person:able");
  ASSERT_EQ(json["unplaced"].size(), 1u);
  EXPECT_EQ(json["unplaced"][0]["missing"], 1);
  EXPECT_EQ(json["unplaced"][0]["candidates"], 1);
  EXPECT_EQ(json["unplaced"][0]["cut"], 0);
  ASSERT_EQ(json["cuts"].size(), 1u);
  Json cut = json["cuts"][0];
  EXPECT_EQ(cut["relaxations"][0]["kind"], "skill");
  EXPECT_EQ(cut["relaxations"][0]["person"], "person:idle");
  EXPECT_EQ(cut["relaxations"][0]["capacity"], nullptr);
  EXPECT_EQ(cut["relaxations"][1]["kind"], "capacity");
  EXPECT_EQ(cut["relaxations"][1]["capacity"], 2.0);
  EXPECT_EQ(cut["relaxations"][1]["skill"], nullptr);
  cut.erase("relaxations");
  EXPECT_EQ(cut, Json::parse(R"({
    "tasks": ["task:t1", "task:t2"], "persons": ["person:able"], "places": 2,
    "room": 1, "skill": "finance", "unit": "unit:u", "start": "2026-03-01",
    "due": "2026-03-31", "text": {
      "en": "2 tasks need skill “finance” in “Branch 2” in 2026-03; 1 candidate has it",
      "zh": "2026-03，“Branch 2”有 2 项任务需要技能“finance”；符合条件的有 1 人"}})"));
}

}  // namespace
}  // namespace zeren
