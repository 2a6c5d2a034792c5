#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/assign/plan.h"
#include "zeren/exchange/document.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Snapshot LoadOrDie() {
  const absl::StatusOr<Organization> org = LoadDocument(R"({
    "zeren": 1,
    "units": [{"id": "u", "kind": "unit", "name": "Branch 2"}],
    "persons": [{"id": "able", "skills": ["finance"], "name": "Li"},
                {"id": "idle"}],
    "memberships": [{"person": "able", "unit": "u"},
                    {"person": "idle", "unit": "u"}],
    "tasks": [
      {"id": "t1", "unit": "u", "title": "Budget", "requires": ["finance"],
       "start": "2026-03-01", "due": "2026-03-31"},
      {"id": "t2", "unit": "u", "requires": ["finance"],
       "start": "2026-03-01", "due": "2026-03-31"},
      {"id": "t3", "unit": "u", "start": "2026-03-01", "due": "2026-03-31"}]})");
  EXPECT_TRUE(org.ok()) << org.status();
  return (org.ok() ? *org : Organization()).AsOf(absl::CivilDay(2026, 2, 15));
}

AssignmentPlan PlanOf(const Snapshot& today) {
  const auto plan = PlanAssignments(today, {.tasks = TasksToPlan(today)});
  EXPECT_TRUE(plan.ok()) << plan.status();
  return plan.ok() ? *plan : AssignmentPlan();
}

TEST(PlanPage, ShowsWhoIsGivenWhatAndWhyPlacesStayEmpty) {
  const Snapshot today = LoadOrDie();
  const std::string text = WriteText(MakePage(today, PlanOf(today)));
  EXPECT_THAT(text, HasSubstr("Who is given what on 2026-02-15"));
  EXPECT_THAT(text, HasSubstr("Li (person:able)"));
  EXPECT_THAT(text, HasSubstr("change"));
  // Parts that no assignment has take no column.
  EXPECT_THAT(text, Not(HasSubstr("distance")));
  EXPECT_THAT(text, HasSubstr("Places that stay empty"));
  EXPECT_THAT(text, HasSubstr("[1] 2 tasks need skill “finance” in “Branch 2” "
                              "in 2026-03; 1 candidate has it"));
  EXPECT_THAT(text, HasSubstr("had a capacity of 2"));
  EXPECT_THAT(text, HasSubstr("Filled 2 of 3 places at a cost of 100. No plan "
                              "is better."));
}

TEST(PlanPage, SpeaksChinese) {
  const Snapshot today = LoadOrDie();
  const std::string text =
      WriteText(MakePage(today, PlanOf(today), {.language = "zh"}));
  EXPECT_THAT(text,
              HasSubstr("已安排 2 / 3 个名额，成本 100。没有更优的方案。"));
  EXPECT_THAT(text, HasSubstr("需要技能“finance”"));
}

TEST(PlanPage, SaysHowGoodAnUnprovenPlanMayBe) {
  const Snapshot today = LoadOrDie();
  AssignmentPlan plan = PlanOf(today);
  plan.optimal = false;
  plan.most_filled = 3;
  plan.least_cost = 90;
  EXPECT_THAT(WriteText(MakePage(today, plan)),
              HasSubstr("no plan fills more than 3 places, nor as many as this "
                        "one for less than 90."));
}

TEST(CandidatePage, ShowsCandidatesAndWhyOthersAreNone) {
  const Snapshot today = LoadOrDie();
  const auto list = Candidates(today, *today.Find("task:t1")->As<TaskId>());
  ASSERT_TRUE(list.ok()) << list.status();
  const std::string text = WriteText(MakePage(today, *list));
  EXPECT_THAT(text, HasSubstr("Who could do Budget (task:t1) on 2026-02-15"));
  EXPECT_THAT(text, HasSubstr("“idle” lacks the skill “finance”"));
  const auto nobody = Candidates(today, *today.Find("task:t1")->As<TaskId>(),
                                 {.post_kinds = {"clerk"}});
  ASSERT_TRUE(nobody.ok()) << nobody.status();
  EXPECT_THAT(WriteText(MakePage(today, *nobody)), HasSubstr("Nobody."));
}

}  // namespace
}  // namespace zeren
