#include "zeren/advise/repair.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/advise/repaired.h"
#include "tests/support/build.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kDay;
using testing::Mends;
using ::testing::SizeIs;
using Json = nlohmann::json;

// A document of 2026-11-22 with these arrays.
Organization Load(std::string_view arrays) {
  Json document = Json::parse(arrays);
  document["zeren"] = 1;
  const absl::StatusOr<Organization> organization =
      LoadDocument(document.dump());
  EXPECT_TRUE(organization.ok()) << organization.status();
  return organization.ok() ? *organization : Organization();
}

GapReport ReportOf(std::string_view arrays) {
  const absl::StatusOr<GapReport> report = FindGaps(Load(arrays).AsOf(kDay));
  EXPECT_TRUE(report.ok()) << report.status();
  return *report;
}

const Gap* FindGap(const GapReport& report, std::string_view rule,
                   std::string_view focus) {
  for (const Gap& gap : report.gaps()) {
    if (report.RuleOf(gap).rule.id == rule &&
        report.snapshot().organization().NameOf(gap.detection.focus) == focus) {
      return &gap;
    }
  }
  ADD_FAILURE() << "there is no gap " << rule << " of " << focus;
  return nullptr;
}

// What is suggested for a gap; each repair is applied and judged.
RepairAdvice Suggest(const GapReport& report, std::string_view rule,
                     std::string_view focus,
                     const RepairOptions& options = {}) {
  const Gap* const gap = FindGap(report, rule, focus);
  if (gap == nullptr) return {};
  RepairAdvice advice = SuggestRepairs(report, *gap, options);
  EXPECT_LE(advice.repairs.size(), options.max);
  EXPECT_GE(advice.tried, advice.repairs.size());
  for (const Repair& repair : advice.repairs) {
    EXPECT_TRUE(Mends(report, *gap, repair));
  }
  EXPECT_EQ(advice.repairs.empty(), advice.note != Text());
  return advice;
}

std::vector<std::string> Titles(const RepairAdvice& advice,
                                std::string_view language = "en") {
  std::vector<std::string> titles;
  for (const Repair& repair : advice.repairs) {
    titles.emplace_back(repair.title.In(language));
  }
  return titles;
}

std::string ChangesOf(const Repair& repair) {
  return WriteChanges(repair.changes).value_or("");
}

// ---------------------------------------------------------------- Posts

// A school with two branches: the first has a vacant head post, a busy member
// and a free one; the second has a free member, who is further away.
constexpr std::string_view kVacancy = R"({
  "units": [{"id": "school", "kind": "school"},
            {"id": "b1", "kind": "branch", "parent": "school"},
            {"id": "b2", "kind": "branch", "parent": "school"}],
  "posts": [{"id": "school-head", "unit": "school", "kind": "head"},
            {"id": "b1-head", "unit": "b1", "kind": "head"},
            {"id": "b2-head", "unit": "b2", "kind": "head"}],
  "persons": [{"id": "p-0"}, {"id": "p-1"}, {"id": "p-2"}, {"id": "p-3"},
              {"id": "p-4"}],
  "memberships": [{"person": "p-0", "unit": "school"},
                  {"person": "p-1", "unit": "b1"},
                  {"person": "p-2", "unit": "b1"},
                  {"person": "p-3", "unit": "b2"},
                  {"person": "p-4", "unit": "b1"}],
  "appointments": [{"person": "p-0", "post": "school-head"},
                   {"person": "p-1", "post": "b2-head"}],
  "absences": [{"person": "p-4"}]
})";

TEST(RepairTest, OffersTheBestCandidatesForAVacantPost) {
  const GapReport report = ReportOf(kVacancy);
  const RepairAdvice advice =
      Suggest(report, "post-vacant", "post:b1-head", {.max = 5});
  // Near before far, and who holds a post already later; who is absent not at
  // all.
  EXPECT_THAT(
      Titles(advice),
      ElementsAre("appoint person:p-2 to post:b1-head from 2026-11-22",
                  "appoint person:p-1 to post:b1-head from 2026-11-22",
                  "appoint person:p-3 to post:b1-head from 2026-11-22",
                  "appoint person:p-0 to post:b1-head from 2026-11-22",
                  "have person:p-0 act in post:b1-head from 2026-11-22"));
  EXPECT_EQ(Titles(advice, "zh").front(),
            "自2026-11-22起任命person:p-2担任post:b1-head");
  EXPECT_EQ(ChangesOf(advice.repairs[0]),
            "{\"zeren_changes\": 1, \"changes\": [\n"
            "  {\"op\": \"add\", \"array\": \"appointments\", \"record\": "
            "{\"person\": \"p-2\", \"post\": \"b1-head\", \"valid_from\": "
            "\"2026-11-22\"}}\n]}\n");
  // Whoever holds a post already holds the next beside it.
  EXPECT_THAT(ChangesOf(advice.repairs[1]), HasSubstr("concurrent"));
  EXPECT_EQ(advice.note, Text());
}

TEST(RepairTest, KeepsToTheNumberAskedFor) {
  const GapReport report = ReportOf(kVacancy);
  EXPECT_THAT(Suggest(report, "post-vacant", "post:b1-head").repairs,
              SizeIs(3));
  const RepairAdvice one =
      Suggest(report, "post-vacant", "post:b1-head", {.max = 1});
  EXPECT_THAT(one.repairs, SizeIs(1));
  EXPECT_EQ(one.tried, 1u);
  EXPECT_THAT(
      Suggest(report, "post-vacant", "post:b1-head", {.max_tries = 2}).repairs,
      SizeIs(2));
}

TEST(RepairTest, SaysThatNobodyIsThereToAppoint) {
  const RepairAdvice advice = Suggest(ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "b1-head", "unit": "b1", "kind": "head"}],
    "persons": [{"id": "p-1"}],
    "memberships": [{"person": "p-1", "unit": "b1"}],
    "absences": [{"person": "p-1"}]
  })"),
                                      "post-vacant", "post:b1-head");
  EXPECT_THAT(advice.repairs, IsEmpty());
  EXPECT_EQ(advice.tried, 0u);
  EXPECT_EQ(advice.note.In("en"), "nobody is there who could be appointed");
  EXPECT_EQ(advice.note.In("zh"), "没有可以任命的人员");
}

// A branch with a vacant head post, and two persons who may not hold it.
std::string Ineligible(std::string_view severity) {
  return R"({
    "profile": {"id": "mine", "extends": "generic", "rules": [
      {"id": "full", "check": "ineligible_holder", "severity": ")" +
         std::string(severity) + R"(", "params": {"standing": "full"}}]},
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "b1-head", "unit": "b1", "kind": "head"}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}],
    "memberships": [{"person": "p-1", "unit": "b1"},
                    {"person": "p-2", "unit": "b1"}]
  })";
}

TEST(RepairTest, SuggestsNothingThatBringsAGapAsSevere) {
  const RepairAdvice none =
      Suggest(ReportOf(Ineligible("violation")), "post-vacant", "post:b1-head");
  EXPECT_THAT(none.repairs, IsEmpty());
  EXPECT_EQ(none.tried, 2u);
  EXPECT_THAT(none.note.In("en"),
              AllOf(HasSubstr("none of 2 repairs tried will do: to appoint "
                              "person:p-1 to post:b1-head from 2026-11-22 "
                              "would bring 1 gap as severe: "),
                    HasSubstr("post:b1-head")));
  EXPECT_THAT(none.note.In("zh"),
              HasSubstr("已尝试2种办法，均不可行：如自2026-11-22起任命"));
  // A gap that is less severe is told.
  const RepairAdvice some =
      Suggest(ReportOf(Ineligible("warning")), "post-vacant", "post:b1-head");
  ASSERT_THAT(some.repairs, SizeIs(2));
  EXPECT_THAT(some.repairs[0].adds, SizeIs(1));
  EXPECT_THAT(some.repairs[0].mends, SizeIs(1));
}

TEST(RepairTest, FillsAllOpenSeats) {
  const GapReport report = ReportOf(R"({
    "profile": {"id": "mine", "extends": "generic", "rules": [
      {"id": "seats-open", "check": "seats_open"}]},
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "b1-head", "unit": "b1", "kind": "head", "seats": 3}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}, {"id": "p-3"}, {"id": "p-4"}],
    "memberships": [{"person": "p-1", "unit": "b1"},
                    {"person": "p-2", "unit": "b1"},
                    {"person": "p-3", "unit": "b1"},
                    {"person": "p-4", "unit": "b1"}],
    "appointments": [{"person": "p-2", "post": "b1-head"}]
  })");
  EXPECT_THAT(Titles(Suggest(report, "seats-open", "post:b1-head")),
              ElementsAre("appoint person:p-1, person:p-3 to post:b1-head "
                          "from 2026-11-22",
                          "appoint person:p-3, person:p-4 to post:b1-head "
                          "from 2026-11-22"));
}

TEST(RepairTest, AppointsWhoActs) {
  const GapReport report = ReportOf(R"({
    "profile": {"id": "mine", "extends": "generic", "rules": [
      {"id": "acting", "check": "acting_too_long", "params": {"days": 90}}]},
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "b1-head", "unit": "b1", "kind": "head"}],
    "persons": [{"id": "p-1"}],
    "memberships": [{"person": "p-1", "unit": "b1"}],
    "appointments": [{"person": "p-1", "post": "b1-head", "mode": "acting",
                      "valid_from": "2026-01-01"}]
  })");
  EXPECT_THAT(Titles(Suggest(report, "acting", "post:b1-head")),
              ElementsAre("appoint person:p-1, who acts in post:b1-head, to "
                          "it from 2026-11-22"));
}

TEST(RepairTest, MakesAPostTheHead) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "a-clerk", "unit": "b1", "kind": "clerk"},
              {"id": "b-clerk", "unit": "b1", "kind": "clerk"}],
    "persons": [{"id": "p-1"}],
    "appointments": [{"person": "p-1", "post": "b-clerk"}]
  })");
  const RepairAdvice advice = Suggest(report, "head-missing", "unit:b1");
  EXPECT_THAT(Titles(advice),
              ElementsAre("make post:b-clerk the head of unit:b1",
                          "make post:a-clerk the head of unit:b1",
                          "add the head post post:b1-head to unit:b1 from "
                          "2026-11-22 and appoint person:p-1"));
}

TEST(RepairTest, AddsAHeadPostWithSomebodyOnIt) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch", "head": "b1-head"}],
    "persons": [{"id": "p-1"}],
    "memberships": [{"person": "p-1", "unit": "b1"}]
  })");
  // The id that the unit names already is not taken, as it may mean another.
  EXPECT_THAT(Titles(Suggest(report, "head-missing", "unit:b1")),
              ElementsAre("add the head post post:b1-head~2 to unit:b1 from "
                          "2026-11-22 and appoint person:p-1"));
  // Vacant, it would be a violation, and is no better than none.
  const RepairAdvice none =
      Suggest(ReportOf(R"({"units": [{"id": "b1", "kind": "branch"}]})"),
              "head-missing", "unit:b1");
  EXPECT_THAT(none.repairs, IsEmpty());
  EXPECT_EQ(none.tried, 1u);
  EXPECT_THAT(none.note.In("en"), HasSubstr("the only repair tried"));
}

TEST(RepairTest, EndsTheYoungestAppointmentToAFullPost) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "b1-head", "unit": "b1", "kind": "head"}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}],
    "memberships": [{"person": "p-1", "unit": "b1"},
                    {"person": "p-2", "unit": "b1"}],
    "appointments": [
      {"person": "p-1", "post": "b1-head", "valid_from": "2026-03-01"},
      {"person": "p-2", "post": "b1-head", "valid_from": "2024-03-01"}]
  })");
  const RepairAdvice advice =
      Suggest(report, "post-overfilled", "post:b1-head");
  EXPECT_THAT(
      Titles(advice),
      ElementsAre("end the appointment of person:p-1 to post:b1-head on "
                  "2026-11-22",
                  "end the appointment of person:p-2 to post:b1-head on "
                  "2026-11-22",
                  "write that post:b1-head has 2 seats"));
  EXPECT_THAT(ChangesOf(advice.repairs[0]),
              HasSubstr("\"op\": \"end\", \"array\": \"appointments\", "
                        "\"match\": {\"person\": \"p-1\", \"post\": "
                        "\"b1-head\"}, \"on\": \"2026-11-22\""));
}

// --------------------------------------------------------------- Members

TEST(RepairTest, EndsTheYoungerOfTwoMemberships) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}],
    "persons": [{"id": "p-1"}],
    "memberships": [
      {"person": "p-1", "unit": "b1", "valid_from": "2020-01-01"},
      {"person": "p-1", "unit": "b1", "valid_from": "2026-11-22"}]
  })");
  const RepairAdvice advice =
      Suggest(report, "membership-overlap", "person:p-1");
  ASSERT_THAT(advice.repairs, SizeIs(2));
  // One that begins on the day itself is taken away.
  EXPECT_THAT(ChangesOf(advice.repairs[0]),
              AllOf(HasSubstr("\"op\": \"remove\""),
                    HasSubstr("\"valid_from\": \"2026-11-22\"")));
  EXPECT_THAT(ChangesOf(advice.repairs[1]),
              AllOf(HasSubstr("\"op\": \"end\""),
                    HasSubstr("\"valid_from\": \"2020-01-01\"")));
  EXPECT_EQ(advice.repairs[0].title.In("en"),
            "end the other membership of person:p-1 in unit:b1 on 2026-11-22, "
            "and keep the one from 2020-01-01");
}

TEST(RepairTest, CannotNameOneOfTwins) {
  const RepairAdvice advice = Suggest(ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}],
    "persons": [{"id": "p-1"}],
    "memberships": [{"person": "p-1", "unit": "b1"},
                    {"person": "p-1", "unit": "b1"}]
  })"),
                                      "membership-overlap", "person:p-1");
  EXPECT_THAT(advice.repairs, IsEmpty());
  EXPECT_THAT(advice.note.In("en"), HasSubstr("has a twin"));
}

TEST(RepairTest, LeavesAPersonTheOlderHome) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}, {"id": "b2", "kind": "branch"}],
    "persons": [{"id": "p-1"}],
    "memberships": [
      {"person": "p-1", "unit": "b1", "valid_from": "2026-01-01"},
      {"person": "p-1", "unit": "b2", "valid_from": "2020-01-01"}]
  })");
  const RepairAdvice advice = Suggest(report, "two-home-units", "person:p-1");
  EXPECT_THAT(Titles(advice),
              ElementsAre("let unit:b2 alone be the home of person:p-1",
                          "let unit:b1 alone be the home of person:p-1"));
  EXPECT_THAT(ChangesOf(advice.repairs[0]),
              HasSubstr("\"match\": {\"person\": \"p-1\", \"unit\": \"b1\"}, "
                        "\"fields\": {\"home\": false}"));
}

// ----------------------------------------------------------------- Lines

TEST(RepairTest, EndsTheYoungestLineOfACircle) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "a", "kind": "unit"}, {"id": "b", "kind": "unit"},
              {"id": "c", "kind": "unit", "parent": "a"}],
    "unit_lines": [
      {"child": "a", "parent": "b", "valid_from": "2024-01-01"},
      {"child": "b", "parent": "c", "valid_from": "2025-01-01"}]
  })");
  const RepairAdvice advice = Suggest(report, "reporting-cycle", "unit:a");
  EXPECT_THAT(Titles(advice),
              ElementsAre("end the line from unit:b to unit:c on 2026-11-22",
                          "end the line from unit:a to unit:b on 2026-11-22",
                          "take away the line from unit:c to unit:a"));
  EXPECT_EQ(advice.repairs[0].title.In("zh"),
            "自2026-11-22起终止unit:b与上级unit:c的关系");
}

TEST(RepairTest, TakesAwayTheLineWhereACircleIsCutAnyway) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "u", "kind": "unit"}],
    "tasks": [{"id": "x", "unit": "u", "parent": "y"},
              {"id": "y", "unit": "u", "parent": "x"}]
  })");
  const RepairAdvice advice = Suggest(report, "reporting-cycle", "task:x");
  ASSERT_THAT(advice.repairs, SizeIs(2));
  EXPECT_EQ(advice.repairs[0].title.In("en"),
            "take away the line from task:x to task:y");
  EXPECT_THAT(ChangesOf(advice.repairs[0]),
              HasSubstr("\"match\": {\"id\": \"x\"}, \"fields\": "
                        "{\"parent\": null}"));
}

TEST(RepairTest, BreaksCirclesOfPostsAndDuties) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "u", "kind": "unit"}],
    "posts": [{"id": "a", "unit": "u", "kind": "head", "reports_to": "b"},
              {"id": "b", "unit": "u", "kind": "clerk"}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}],
    "appointments": [{"person": "p-1", "post": "a"},
                     {"person": "p-2", "post": "b"}],
    "duties": [{"id": "d", "bearer": "unit:u", "superior": "e"},
               {"id": "e", "bearer": "unit:u", "superior": "d"}]
  })");
  // That b answers to the head of its unit is written nowhere.
  EXPECT_THAT(Titles(Suggest(report, "reporting-cycle", "post:a")),
              ElementsAre("take away the line from post:a to post:b"));
  EXPECT_THAT(Suggest(report, "reporting-cycle", "duty:d").repairs, SizeIs(2));
}

TEST(RepairTest, BreaksNoCircleAtAHigherPrice) {
  // Without its parent each task would be left to nobody.
  const GapReport report = ReportOf(R"({
    "units": [{"id": "u", "kind": "unit"}],
    "tasks": [{"id": "x", "unit": "u", "parent": "y"},
              {"id": "y", "unit": "u", "parent": "x"}],
    "profile": {"id": "mine", "extends": "generic", "rules": [
      {"id": "two-parts", "check": "reporting_cycle", "severity": "info"},
      {"id": "reporting-cycle", "enabled": false}]},
    "posts": [{"id": "h", "unit": "u", "kind": "head"}],
    "persons": [{"id": "p-1"}],
    "appointments": [{"person": "p-1", "post": "h"}],
    "assignments": [{"work": "task:x", "role": "support", "to": "post:h"}]
  })");
  // Cut at x, y inherits from x; with the line of y taken away it does not.
  const RepairAdvice advice = Suggest(report, "two-parts", "task:x");
  EXPECT_THAT(Titles(advice),
              ElementsAre("take away the line from task:x to task:y"));
}

TEST(RepairTest, TakesAwayALineToItself) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "u", "kind": "unit", "parent": "u"}],
    "posts": [{"id": "a", "unit": "u", "kind": "head"},
              {"id": "b", "unit": "u", "kind": "clerk", "reports_to": "b"}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}],
    "appointments": [{"person": "p-1", "post": "a"},
                     {"person": "p-2", "post": "b"}]
  })");
  EXPECT_THAT(Titles(Suggest(report, "self-parent", "unit:u")),
              ElementsAre("take away the line from unit:u to unit:u"));
  EXPECT_THAT(Titles(Suggest(report, "self-parent", "post:b")),
              ElementsAre("take away the line from post:b to post:b",
                          "have post:b answer to post:a"));
}

TEST(RepairTest, LeadsALineToWhoIsLeft) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "top", "kind": "unit"},
              {"id": "old", "kind": "unit", "parent": "top",
               "valid_to": "2025-01-01"},
              {"id": "u", "kind": "unit"}],
    "unit_lines": [{"child": "u", "parent": "old"}]
  })");
  const RepairAdvice advice =
      Suggest(report, "superior-not-in-force", "unit:u");
  EXPECT_THAT(Titles(advice),
              ElementsAre("have unit:u answer to unit:top from 2026-11-22",
                          "end the line from unit:u to unit:old on "
                          "2026-11-22"));
  EXPECT_THAT(ChangesOf(advice.repairs[0]),
              AllOf(HasSubstr("\"op\": \"end\""),
                    HasSubstr("{\"child\": \"u\", \"parent\": \"top\", "
                              "\"valid_from\": \"2026-11-22\"}")));
}

TEST(RepairTest, KeepsTheSuperiorThatCounts) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "a", "kind": "unit"}, {"id": "b", "kind": "unit"},
              {"id": "u", "kind": "unit", "parent": "a"}],
    "unit_lines": [{"child": "u", "parent": "b", "valid_from": "2025-01-01"}]
  })");
  EXPECT_THAT(Titles(Suggest(report, "several-superiors", "unit:u")),
              ElementsAre("take away the line from unit:u to unit:a",
                          "end the line from unit:u to unit:b on 2026-11-22"));
}

// ------------------------------------------------------------------ Work

TEST(RepairTest, GivesWorkToWhomEscalationWouldReach) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "school", "kind": "school"},
              {"id": "b1", "kind": "branch", "parent": "school"}],
    "posts": [{"id": "school-head", "unit": "school", "kind": "head"},
              {"id": "b1-head", "unit": "b1", "kind": "head"}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}],
    "memberships": [{"person": "p-2", "unit": "b1"}],
    "appointments": [{"person": "p-1", "post": "school-head"}],
    "tasks": [{"id": "t", "unit": "b1"}],
    "duties": [{"id": "d"}]
  })");
  const RepairAdvice task =
      Suggest(report, "work-unassigned", "task:t", {.max = 9});
  EXPECT_THAT(Titles(task),
              ElementsAre("assign task:t to post:school-head as accountable "
                          "from 2026-11-22",
                          "assign task:t to person:p-2 as accountable from "
                          "2026-11-22"));
  // A duty without a bearer goes to the head of the whole.
  EXPECT_THAT(Titles(Suggest(report, "work-unassigned", "duty:d", {.max = 1})),
              ElementsAre("assign duty:d to post:school-head as accountable "
                          "from 2026-11-22"));
}

TEST(RepairTest, GivesWorkToSomebodyInsteadOfWhoCannotAnswer) {
  // Who was assigned is away, and the post of the head vacant.
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "b1-head", "unit": "b1", "kind": "head"},
              {"id": "b1-clerk", "unit": "b1", "kind": "clerk"}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}],
    "memberships": [{"person": "p-1", "unit": "b1"},
                    {"person": "p-2", "unit": "b1"}],
    "appointments": [{"person": "p-2", "post": "b1-clerk"}],
    "absences": [{"person": "p-1"}],
    "tasks": [{"id": "t", "unit": "b1"}],
    "assignments": [{"work": "task:t", "role": "accountable",
                     "to": "person:p-1"}]
  })");
  const RepairAdvice advice = Suggest(report, "answerer-missing", "task:t");
  EXPECT_THAT(Titles(advice),
              ElementsAre("appoint person:p-2 to post:b1-head from 2026-11-22",
                          "assign task:t to post:b1-clerk as accountable from "
                          "2026-11-22, and to nobody else",
                          "assign task:t to person:p-2 as accountable from "
                          "2026-11-22, and to nobody else"));
  EXPECT_THAT(advice.repairs[0].mends, SizeIs(2));
}

TEST(RepairTest, LooksForAnAnswererInTheUnitThatIsAssigned) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "a", "kind": "unit"}, {"id": "b", "kind": "unit"}],
    "posts": [{"id": "hb", "unit": "b", "kind": "head"}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}],
    "memberships": [{"person": "p-1", "unit": "b"},
                    {"person": "p-2", "unit": "a"}],
    "duties": [{"id": "d"}],
    "assignments": [{"work": "duty:d", "role": "accountable", "to": "unit:b"}]
  })");
  EXPECT_THAT(Titles(Suggest(report, "answerer-missing", "duty:d")),
              ElementsAre("appoint person:p-1 to post:hb from 2026-11-22",
                          "appoint person:p-2 to post:hb from 2026-11-22",
                          "assign duty:d to person:p-1 as accountable from "
                          "2026-11-22, and to nobody else"));
}

TEST(RepairTest, GivesADutyToAMemberWhereThereIsNoPost) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b", "kind": "unit"}],
    "persons": [{"id": "p-1"}],
    "memberships": [{"person": "p-1", "unit": "b"}],
    "duties": [{"id": "d", "bearer": "unit:b"}]
  })");
  EXPECT_THAT(Titles(Suggest(report, "answerer-missing", "duty:d")),
              ElementsAre("assign duty:d to person:p-1 as accountable from "
                          "2026-11-22"));
}

TEST(RepairTest, SaysThatNobodyCouldAnswer) {
  const RepairAdvice advice = Suggest(ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "b1-head", "unit": "b1", "kind": "head"}],
    "tasks": [{"id": "t", "unit": "b1"}]
  })"),
                                      "answerer-missing", "task:t");
  EXPECT_THAT(advice.repairs, IsEmpty());
  EXPECT_EQ(advice.note.In("en"),
            "nobody was found in its units or above who could answer for it");
}

TEST(RepairTest, LetsOneAloneBeAccountable) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b1", "kind": "branch"}],
    "posts": [{"id": "b1-head", "unit": "b1", "kind": "head"}],
    "persons": [{"id": "p-1"}],
    "appointments": [{"person": "p-1", "post": "b1-head"}],
    "tasks": [{"id": "t", "unit": "b1"}],
    "assignments": [
      {"work": "task:t", "role": "accountable", "to": "person:p-1",
       "valid_from": "2025-01-01"},
      {"work": "task:t", "role": "accountable", "to": "post:b1-head"}]
  })");
  EXPECT_THAT(
      Titles(Suggest(report, "many-accountable", "task:t")),
      ElementsAre(
          "let post:b1-head alone be accountable for task:t from 2026-11-22",
          "let person:p-1 alone be accountable for task:t from 2026-11-22"));
}

TEST(RepairTest, AddsTheTasksThatAreMissingBelow) {
  const auto report = [](std::string_view more) {
    return ReportOf(R"({
      "profile": {"id": "mine", "extends": "generic", "rules": [
        {"id": "not-cascaded", "check": "not_cascaded"}]},
      "units": [{"id": "school", "kind": "school"},
                {"id": "b1", "kind": "branch", "parent": "school"},
                {"id": "b2", "kind": "branch", "parent": "school"}],
      "posts": [{"id": "school-head", "unit": "school", "kind": "head"}],
      "persons": [{"id": "p-1"}],
      "appointments": [{"person": "p-1", "post": "school-head"}],
      "tasks": [{"id": "plan", "unit": "school", "cascade": "branch")" +
                    std::string(more) + R"(},
                {"id": "plan-1", "unit": "b1", "parent": "plan"}],
      "assignments": [{"work": "task:plan", "role": "accountable",
                       "to": "post:school-head"}]
    })");
  };
  EXPECT_EQ(Titles(Suggest(report(""), "not-cascaded", "task:plan")).front(),
            "take task:plan down to the units of kind \"branch\" by 1 new "
            "task, level by level");
  // What is late already would be late there, too.
  const RepairAdvice late =
      Suggest(report(R"(, "due": "2026-01-01")"), "not-cascaded", "task:plan");
  EXPECT_THAT(late.repairs, IsEmpty());
  EXPECT_THAT(late.note.In("en"), HasSubstr("overdue"));
}

TEST(RepairTest, GivesAFindingToTheHead) {
  const auto report = [](std::string_view kind) {
    return ReportOf(R"({
      "profile": {"id": "mine", "extends": "generic", "rules": [
        {"id": "finding-unowned", "check": "finding_unowned"}]},
      "units": [{"id": "school", "kind": "school"},
                {"id": "b1", "kind": "branch", "parent": "school"}],
      "posts": [{"id": "school-head", "unit": "school", "kind": ")" +
                    std::string(kind) + R"("},
                {"id": "b1-head", "unit": "b1", "kind": ")" +
                    std::string(kind) + R"("}],
      "persons": [{"id": "p-1"}],
      "appointments": [{"person": "p-1", "post": "school-head"}],
      "findings": [{"id": "f", "subject": "unit:b1", "source": "audit",
                    "found": "2026-10-01"}]
    })");
  };
  // Who is there comes first.
  EXPECT_THAT(Titles(Suggest(report("head"), "finding-unowned", "finding:f")),
              ElementsAre("make post:school-head the owner of finding:f",
                          "make post:b1-head the owner of finding:f"));
  EXPECT_EQ(
      Suggest(report("clerk"), "finding-unowned", "finding:f").note.In("en"),
      "no unit there has a head post");
}

// ------------------------------------------------------------ References

TEST(RepairTest, WritesTheNearMiss) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "b-1", "kind": "branch"}, {"id": "b-2", "kind": "branch"}],
    "persons": [{"id": "p-1"}, {"id": "p-2"}],
    "memberships": [{"person": "p-1", "unit": "B1"},
                    {"person": "p-1", "unit": "B1", "standing": "guest",
                     "home": false, "valid_to": "2024-01-01"},
                    {"person": "p-2", "unit": "b_2"},
                    {"person": "p-2", "unit": "nowhere"}],
    "events": [{"id": "e", "kind": "meeting", "subject": "unit:B1",
                "day": "2026-11-01", "participants": ["P1", "p-2"]}],
    "findings": [{"id": "f", "subject": "unit:b-1", "source": "audit",
                  "found": "2026-10-01",
                  "steps": [{"state": "listed", "day": "2026-10-01",
                             "by": "P-1"}]}]
  })");
  const RepairAdvice member =
      Suggest(report, "dangling-reference", "person:p-1");
  EXPECT_THAT(Titles(member),
              ElementsAre("write unit:b-1 in place of unit:B1"));
  // Only what is stated on the day; the record that was is left.
  EXPECT_THAT(member.repairs[0].changes, SizeIs(1));
  EXPECT_THAT(ChangesOf(member.repairs[0]),
              HasSubstr("\"fields\": {\"unit\": \"b-1\"}"));
  for (const Gap& gap : report.gaps()) {
    if (report.RuleOf(gap).rule.check != "dangling_reference") continue;
    const RepairAdvice advice = SuggestRepairs(report, gap);
    if (gap.detection.key == "nowhere") {
      EXPECT_THAT(advice.repairs, IsEmpty());
      EXPECT_EQ(advice.note.In("en"),
                "no id that the document has is near to it");
      continue;
    }
    ASSERT_THAT(advice.repairs, SizeIs(1)) << gap.detection.key;
    EXPECT_TRUE(Mends(report, gap, advice.repairs[0]));
  }
}

// Two fields with one absent id have one fingerprint.
TEST(RepairTest, CorrectsFieldsThatShareAFingerprintTogether) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "u", "kind": "unit"}],
    "posts": [{"id": "h-1", "unit": "u", "kind": "head"}],
    "persons": [{"id": "p-1"}],
    "appointments": [{"person": "p-1", "post": "h-1"}],
    "delegations": [{"id": "d", "from": "post:H1", "to": "post:H1"}]
  })");
  const RepairAdvice advice =
      Suggest(report, "dangling-reference", "delegation:d");
  ASSERT_THAT(advice.repairs, SizeIs(1));
  EXPECT_THAT(advice.repairs[0].changes, SizeIs(1));
  EXPECT_THAT(advice.repairs[0].mends, SizeIs(1));
}

// ---------------------------------------------------------- All of a report

TEST(RepairTest, SaysThatNoWayIsKnown) {
  const GapReport report = ReportOf(R"({
    "units": [{"id": "u", "kind": "unit"}],
    "tasks": [{"id": "t", "unit": "u", "due": "2026-01-01"}]
  })");
  const RepairAdvice advice = Suggest(report, "task-overdue", "task:t");
  EXPECT_EQ(advice.note.In("en"),
            "no way to mend gaps of the check task_overdue is known");
  EXPECT_EQ(advice.tried, 0u);
}

TEST(RepairTest, LooksAtTheMostSevereGapsFirst) {
  const GapReport report = ReportOf(kVacancy);
  ASSERT_GE(report.gaps().size(), 1u);
  const ReportRepairs all = SuggestAllRepairs(report, report);
  EXPECT_THAT(all.of_gaps, SizeIs(report.gaps().size()));
  EXPECT_THAT(all.of_gaps, Each(::testing::Ne(std::nullopt)));
  EXPECT_EQ(all.left_out, 0u);
  const ReportRepairs none = SuggestAllRepairs(report, report, {.max_gaps = 0});
  EXPECT_THAT(none.of_gaps, Each(::testing::Eq(std::nullopt)));
  EXPECT_EQ(none.left_out, report.gaps().size());
}

// A selection is judged by all rules.
TEST(RepairTest, JudgesWhatIsShownByTheWholeReport) {
  const GapReport report = ReportOf(Ineligible("violation"));
  const GapReport shown =
      report.Select({.rules = {"post-vacant"}, .within = {}}).value();
  ASSERT_THAT(shown.gaps(), SizeIs(1));
  const ReportRepairs repairs = SuggestAllRepairs(report, shown);
  ASSERT_THAT(repairs.of_gaps, SizeIs(1));
  EXPECT_THAT(repairs.of_gaps[0]->repairs, IsEmpty());
  EXPECT_THAT(SuggestRepairs(shown, shown.gaps()[0]).repairs, SizeIs(2));
}

// The example of repair.h.
TEST(RepairTest, DocumentationExample) {
  const Organization org = Load(kVacancy);
  const Snapshot today = org.AsOf(kDay);
  const absl::StatusOr<GapReport> report = FindGaps(today);
  ASSERT_TRUE(report.ok()) << report.status();
  const Gap& gap = report->gaps().front();
  const RepairAdvice advice = SuggestRepairs(*report, gap);
  std::string said;
  for (const Repair& repair : advice.repairs) {
    said += repair.title.In("en");
    said += "\n";
  }
  EXPECT_THAT(said, HasSubstr("appoint person:p-2 to post:b1-head from "
                              "2026-11-22\n"));
  absl::StatusOr<Organization> next = org.Apply(advice.repairs.front().changes);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_LT(FindGaps(next->AsOf(kDay))->gaps().size(), report->gaps().size());
}

}  // namespace
}  // namespace zeren
