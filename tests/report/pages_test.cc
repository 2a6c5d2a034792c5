#include "zeren/report/pages.h"

#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using testing::DeepChainOrDie;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::SnapshotOrDie;
using ::testing::StartsWith;

Text Both(std::string en, std::string zh) {
  return Text({{"zh", std::move(zh)}, {"en", std::move(en)}});
}

// A school, its branch, and a president; the branch's head post is vacant.
Records School() {
  Records records;
  records.units.push_back(
      {.id = "school", .kind = "unit", .name = Both("Party school", "党校")});
  records.units.push_back({.id = "branch", .kind = "unit", .parent = "school"});
  records.posts.push_back({.id = "president",
                           .unit = "school",
                           .kind = "head",
                           .title = Both("President", "校长")});
  records.posts.push_back(
      {.id = "secretary", .unit = "branch", .kind = "head"});
  records.posts.push_back({.id = "clerk", .unit = "branch", .kind = "clerk"});
  records.persons.push_back({.id = "p-1", .name = Both("Li", "李")});
  records.persons.push_back({.id = "p-2"});
  records.memberships.push_back({.person = "p-1", .unit = "school"});
  records.memberships.push_back({.person = "p-2", .unit = "branch"});
  records.appointments.push_back({.person = "p-1", .post = "president"});
  records.appointments.push_back({.person = "p-2", .post = "clerk"});
  records.tasks.push_back({.id = "plan", .unit = "branch"});
  records.assignments.push_back({.work = {NodeKind::kTask, "plan"},
                                 .role = Role::kAccountable,
                                 .to = {NodeKind::kUnit, "branch"}});
  return records;
}

GapReport GapsOrDie(const Snapshot& snapshot) {
  absl::StatusOr<GapReport> report = FindGaps(snapshot);
  EXPECT_TRUE(report.ok()) << report.status();
  return *std::move(report);
}

std::string ChainText(const Snapshot& snapshot, std::string_view node,
                      const PageOptions& options = {}) {
  const absl::StatusOr<Chain> chain =
      ChainOf(snapshot, snapshot.Find(node).value());
  EXPECT_TRUE(chain.ok()) << chain.status();
  return WriteText(MakePage(snapshot, *chain, options));
}

std::string WhoText(const Snapshot& snapshot, std::string_view work,
                    const PageOptions& options = {}) {
  return WriteText(
      MakePage(snapshot,
               ResolveResponsible(snapshot, snapshot.Find(work).value(),
                                  Role::kAccountable),
               options));
}

std::string RollUpText(const Snapshot& snapshot,
                       const std::vector<std::string>& measures,
                       const PageOptions& options = {},
                       Hierarchy by = Hierarchy::kUnits) {
  std::vector<RollUp> roll_ups;
  for (const std::string& measure : measures) {
    absl::StatusOr<RollUp> roll_up =
        ComputeRollUp(snapshot, measure, {.by = by});
    EXPECT_TRUE(roll_up.ok()) << roll_up.status();
    roll_ups.push_back(*std::move(roll_up));
  }
  return WriteText(MakePage(roll_ups, options));
}

// --------------------------------------------------------------------- Gaps

TEST(GapPageTest, AReportWithoutGapsSaysSo) {
  EXPECT_EQ(WriteText(MakePage(GapsOrDie(SnapshotOrDie({})))),
            "Gaps on 2026-11-22\n"
            "\n"
            "0 violations, 0 warnings, 0 info, 0 waived. The answer is "
            "complete.\n");
}

TEST(GapPageTest, GapsAreGroupedBySeverityThenRule) {
  Records records = School();
  records.units.push_back({.id = "office", .kind = "unit"});
  records.tasks.push_back({.id = "own", .unit = "school", .parent = "own"});
  const std::string text =
      WriteText(MakePage(GapsOrDie(SnapshotOrDie(records))));
  EXPECT_THAT(text, AllOf(HasSubstr("\nViolations (2)\npost-vacant\n└─ "),
                          HasSubstr("\nwork-unassigned\n└─ "),
                          HasSubstr("\nWarnings (2)\nhead-missing\n└─ "),
                          HasSubstr("\nunit-empty\n└─ "),
                          HasSubstr("\nInfo (1)\nself-parent\n└─ "),
                          Not(HasSubstr("Waived (")),
                          EndsWith("\n2 violations, 2 warnings, 1 info, 0 "
                                   "waived. The answer is complete.\n")));
}

TEST(GapPageTest, APathGoesFromTheTopDown) {
  Records records = School();
  records.units.push_back({.id = "group", .kind = "unit", .parent = "branch"});
  EXPECT_THAT(WriteText(MakePage(GapsOrDie(SnapshotOrDie(records)))),
              HasSubstr("\n   └─ Party school > branch\n"));
  EXPECT_THAT(WriteText(MakePage(GapsOrDie(SnapshotOrDie(records)),
                                 {.language = "zh"})),
              HasSubstr("\n   └─ 党校 > branch\n"));
}

TEST(GapPageTest, ALongPathShowsItsEndAndCountsTheRest) {
  const GapReport report = GapsOrDie(DeepChainOrDie(20));
  EXPECT_THAT(WriteText(MakePage(report, {.max_path = 2})),
              AllOf(HasSubstr("─ u0000000 > u0000001\n"),
                    HasSubstr("─ ... 17 more > u0000017 > u0000018\n")));
  EXPECT_THAT(WriteText(MakePage(report, {.language = "zh", .max_path = 2})),
              HasSubstr("─ ... 17 级 > u0000017 > u0000018\n"));
}

TEST(GapPageTest, AMillionLevelsAreLinear) {
  const GapReport report = GapsOrDie(DeepChainOrDie(testing::kManyLevels));
  const std::string text = WriteText(MakePage(report));
  EXPECT_THAT(text,
              HasSubstr("... " + std::to_string(testing::kManyLevels - 9) +
                        " more > "));
  EXPECT_LT(text.size(), std::size_t{testing::kManyLevels} * 600);
}

TEST(GapPageTest, ACycleIsShownOnceAroundAndMakesTheAnswerIncomplete) {
  Records records;
  records.units.push_back({.id = "a", .kind = "unit", .parent = "c"});
  records.units.push_back({.id = "b", .kind = "unit", .parent = "a"});
  records.units.push_back({.id = "c", .kind = "unit", .parent = "b"});
  const GapReport report = GapsOrDie(SnapshotOrDie(records));
  EXPECT_THAT(WriteText(MakePage(report)),
              AllOf(HasSubstr("─ cycle: a > c > b > a\n"),
                    HasSubstr("The answer is not complete: a cycle was cut.")));
  EXPECT_THAT(WriteText(MakePage(report, {.max_path = 2})),
              HasSubstr("─ cycle: a > c > ... 1 more > a\n"));
}

TEST(GapPageTest, RecordsLeftOutMakeTheAnswerIncomplete) {
  OrganizationBuilder builder({.lenient = true});
  builder.AddUnit({.id = "", .kind = "unit"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const GapReport report = GapsOrDie(org->AsOf(testing::kDay));
  EXPECT_THAT(WriteText(MakePage(report)),
              EndsWith("The answer is not complete: 1 record was left out.\n"));
  EXPECT_THAT(WriteText(MakePage(report, {.language = "zh"})),
              EndsWith("结果不完整：1 条记录被略去。\n"));
}

TEST(GapPageTest, WaivedGapsComeLastAndSayWhoWaivedThem) {
  absl::StatusOr<Profile> profile = ParseProfile(R"({
      "id": "own", "extends": "generic", "open": true, "rules": [
        {"id": "post-vacant", "check": "post_vacant", "waivable": true,
         "citation": "Rules, article 21"}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records = School();
  records.approvals.push_back({.rule = "post-vacant",
                               .focus = {NodeKind::kPost, "secretary"},
                               .by = {{NodeKind::kUnit, "school"}},
                               .reason = "elections in May"});
  const absl::StatusOr<Organization> org =
      BuildOrganization(records, *std::move(profile));
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_THAT(
      WriteText(MakePage(GapsOrDie(org->AsOf(testing::kDay)))),
      AllOf(HasSubstr("\nWaived (1)\npost-vacant  Rules, article 21\n└─ "),
            HasSubstr("└─ President; waived by Party school (unit:school): "
                      "elections in May\n"),
            HasSubstr("0 violations, 0 warnings, 0 info, 1 waived. ")));
}

// -------------------------------------------------------------------- Chain

TEST(ChainPageTest, ListsSuperiorsWithTheirHoldersAndRules) {
  EXPECT_EQ(ChainText(SnapshotOrDie(School()), "person:p-2"),
            "The chain above person:p-2 on 2026-11-22\n"
            "\n"
            "who        held by  how                   node\n"
            "p-2                                       person:p-2\n"
            "secretary  vacant   head of the unit      post:secretary\n"
            "President  Li       head of a unit above  post:president\n"
            "\n"
            "The answer is complete.\n");
}

TEST(ChainPageTest, SpeaksChinese) {
  EXPECT_THAT(
      ChainText(SnapshotOrDie(School()), "person:p-2", {.language = "zh"}),
      AllOf(StartsWith("2026-11-22 person:p-2 的责任链\n"), HasSubstr("空缺"),
            HasSubstr("校长"), HasSubstr("李"), HasSubstr("本单位负责人"),
            EndsWith("结果完整。\n")));
}

TEST(ChainPageTest, SaysHowEachPostIsHeld) {
  Records records = School();
  records.posts.push_back({.id = "acting", .unit = "branch", .kind = "k"});
  records.posts.push_back({.id = "withheld", .unit = "branch", .kind = "k"});
  records.posts.push_back({.id = "away", .unit = "branch", .kind = "k"});
  records.persons.push_back({.id = "p-3"});
  records.appointments.push_back(
      {.person = "p-2", .post = "acting", .mode = AppointmentMode::kActing});
  records.appointments.push_back({.post = "withheld", .undisclosed = true});
  records.appointments.push_back({.person = "p-3", .post = "away"});
  records.absences.push_back({.person = "p-3"});
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(ChainText(snapshot, "post:acting"), HasSubstr("p-2 (acting)  "));
  EXPECT_THAT(ChainText(snapshot, "post:withheld"),
              HasSubstr("name withheld  "));
  EXPECT_THAT(ChainText(snapshot, "post:away"), HasSubstr("p-3 (absent)  "));
}

// --------------------------------------------------------------- Resolution

TEST(ResolutionPageTest, SaysWhoAnswersAndHowFarUp) {
  EXPECT_EQ(WhoText(SnapshotOrDie(School()), "task:plan"),
            "Who is accountable for task:plan on 2026-11-22\n"
            "\n"
            "Li (person:p-1)\n"
            "as President (post:president)\n"
            "By assignment, 1 step up the chain.\n"
            "\n"
            "The answer is complete.\n");
}

TEST(ResolutionPageTest, ShowsEveryStepIfAsked) {
  const std::string text =
      WhoText(SnapshotOrDie(School()), "task:plan", {.why = true});
  EXPECT_THAT(text, AllOf(HasSubstr("\nWhy\n1  "), HasSubstr("\n2  "),
                          HasSubstr("\n3  "), HasSubstr("\n4  "),
                          Not(HasSubstr("\n5  "))));
}

TEST(ResolutionPageTest, NobodyIsAnAnswer) {
  Records records;
  records.tasks.push_back({.id = "plan", .unit = "ghost"});
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(WhoText(snapshot, "task:plan"),
              HasSubstr("\nNobody.\nNot assigned.\n"));
  EXPECT_THAT(WhoText(snapshot, "task:plan", {.language = "zh"}),
              HasSubstr("\n无人负责。\n未分派。\n"));
}

TEST(ResolutionPageTest, ANameThatIsWithheldIsAnAnswerToo) {
  Records records = School();
  records.appointments.push_back({.post = "secretary", .undisclosed = true});
  EXPECT_THAT(WhoText(SnapshotOrDie(records), "task:plan"),
              AllOf(HasSubstr("\npost:secretary: filled, the name is "
                              "withheld\n"),
                    Not(HasSubstr("Nobody"))));
}

// ------------------------------------------------------------------ Roll-up

TEST(RollUpPageTest, IsATreeWithAColumnForEachMeasure) {
  EXPECT_EQ(RollUpText(SnapshotOrDie(School()), {"members", "vacancies"}),
            "How every level stands on 2026-11-22\n"
            "\n"
            "                            members  vacancies\n"
            "Party school (unit:school)        2          1\n"
            "└─ unit:branch                    1          1\n"
            "\n"
            "The answer is complete.\n");
}

TEST(RollUpPageTest, RunsUpPosts) {
  EXPECT_THAT(
      RollUpText(SnapshotOrDie(School()), {"posts"}, {}, Hierarchy::kPosts),
      HasSubstr("President (post:president)      3\n"
                "└─ post:secretary               2\n"
                "   └─ post:clerk                1\n"));
}

TEST(RollUpPageTest, ShowsOnlyWhatIsWithin) {
  const Snapshot snapshot = SnapshotOrDie(School());
  EXPECT_THAT(
      RollUpText(snapshot, {"members"},
                 {.within = snapshot.Find("unit:branch")}),
      AllOf(HasSubstr("\nunit:branch        1\n"), Not(HasSubstr("school"))));
}

TEST(RollUpPageTest, SaysWhatIsNotKnownAndWhatSitsNowhere) {
  Records records = School();
  records.tasks.push_back({.id = "half", .unit = "school"});
  records.progress.push_back(
      {.task = "half", .day = testing::kDay, .done = 1.0 / 3});
  records.tasks.push_back({.id = "lost", .unit = "ghost"});
  EXPECT_EQ(RollUpText(SnapshotOrDie(records), {"task_progress"}),
            "How every level stands on 2026-11-22\n"
            "\n"
            "                            task progress  unknown\n"
            "Party school (unit:school)         0.3333        1\n"
            "└─ unit:branch                          -        1\n"
            "\n"
            "task progress: 1 belongs to no level and is not counted.\n"
            "The answer is complete.\n");
}

}  // namespace
}  // namespace zeren
