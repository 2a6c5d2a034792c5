// GapReport::Select and Covers.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/listed_gaps.h"
#include "zeren/core/problem.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::GapTexts;
using ::zeren::testing::kDay;
using ::zeren::testing::ListedRule;
using ::zeren::testing::ListedSchool;
using ::zeren::testing::ReportOf;

std::vector<ListedRule> Rules() {
  return {{"lost", Severity::kWarning, {{"task:report"}, {"nowhere"}}},
          {"small", Severity::kInfo, {{"unit:committee"}}},
          {"vacant",
           Severity::kViolation,
           {{"post:secretary"}, {"post:chair"}, {"post:clerk"}}}};
}

std::optional<UnitId> Unit(const GapReport& report, std::string_view id) {
  return report.snapshot().organization().FindId<UnitId>(id);
}

std::vector<std::string> ProblemsOf(const absl::Status& status) {
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> texts;
  for (const Problem& problem : Problems(status)) {
    texts.push_back(ToText(problem));
  }
  return texts;
}

TEST(GapSelectionTest, KeepsTheRulesThatAreNamed) {
  const GapReport all = ReportOf(Rules());
  const absl::StatusOr<GapReport> some =
      all.Select({.rules = {"small", "lost", "small"}});
  ASSERT_TRUE(some.ok()) << some.status();
  EXPECT_THAT(GapTexts(*some), ElementsAre("lost document", "lost task:report",
                                           "small unit:committee"));
  EXPECT_EQ(some->rules().size(), 2U);
  EXPECT_EQ(some->count(Severity::kViolation), 0U);
  EXPECT_EQ(some->count(Severity::kWarning), 2U);
  EXPECT_EQ(some->count(Severity::kInfo), 1U);
  EXPECT_TRUE(some->conforms());
  EXPECT_FALSE(all.conforms());
  // Messages and fingerprints are those of the gap.
  EXPECT_EQ(some->MessageOf(some->gaps()[2]), all.MessageOf(all.gaps()[5]));
  EXPECT_EQ(some->FingerprintOf(some->gaps()[2]),
            all.FingerprintOf(all.gaps()[5]));
}

TEST(GapSelectionTest, KeepsWhatSitsInAUnitOrBelow) {
  const GapReport all = ReportOf(Rules());
  const auto in = [&](std::string_view unit) {
    return GapTexts(*all.Select({.within = Unit(all, unit)}));
  };
  EXPECT_THAT(in("committee"),
              ElementsAre("vacant post:chair", "vacant post:secretary",
                          "lost task:report", "small unit:committee"));
  EXPECT_THAT(in("branch"),
              ElementsAre("vacant post:secretary", "lost task:report"));
  EXPECT_THAT(in("office"), ElementsAre("vacant post:clerk"));
  // The document sits in no unit, not even in the only root.
  EXPECT_EQ(in("school").size(), all.gaps().size() - 1);
  EXPECT_THAT(GapTexts(*all.Select(
                  {.rules = {"vacant"}, .within = Unit(all, "committee")})),
              ElementsAre("vacant post:chair", "vacant post:secretary"));
}

TEST(GapSelectionTest, WithoutAnythingNamedKeepsAll) {
  const GapReport all = ReportOf(Rules());
  EXPECT_EQ(GapTexts(*all.Select({})), GapTexts(all));
}

TEST(GapSelectionTest, SelectionsOfSelectionsKeepToBoth) {
  const GapReport all = ReportOf(Rules());
  const GapReport below = *all.Select({.within = Unit(all, "committee")});
  EXPECT_THAT(GapTexts(*below.Select({.rules = {"vacant"}})),
              ElementsAre("vacant post:chair", "vacant post:secretary"));
  EXPECT_THAT(GapTexts(*below.Select({.within = Unit(all, "branch")})),
              ElementsAre("vacant post:secretary", "lost task:report"));
  EXPECT_THAT(GapTexts(*below.Select({.within = Unit(all, "office")})),
              IsEmpty());
  // A rule that was left out is not one of the report any more.
  const GapReport vacant = *all.Select({.rules = {"vacant"}});
  EXPECT_THAT(ProblemsOf(vacant.Select({.rules = {"lost"}}).status()),
              ElementsAre("there is no rule \"lost\"; there are vacant"));
}

TEST(GapSelectionTest, NamesEveryRuleThatThereIsNot) {
  const GapReport all = ReportOf(Rules());
  EXPECT_THAT(
      ProblemsOf(all.Select({.rules = {"vacnt", "small", "else"}}).status()),
      ElementsAre("there is no rule \"else\"; there are lost, small, vacant",
                  "there is no rule \"vacnt\"; did you mean \"vacant\"?"));
}

TEST(GapSelectionTest, AUnitMustBeInForce) {
  Records records = ListedSchool();
  UnitRecord old{.id = "old", .kind = "unit"};
  old.valid_to.day = kDay;
  records.units.push_back(old);
  const GapReport report = ReportOf(Rules(), records);
  EXPECT_THAT(
      ProblemsOf(report.Select({.within = Unit(report, "old")}).status()),
      ElementsAre("unit:old is not in force on 2026-11-22"));
  EXPECT_THAT(
      ProblemsOf(report.Select({.within = UnitId{99}}).status()),
      ElementsAre("the unit is not one of the document, on 2026-11-22"));
}

TEST(GapSelectionTest, CoversWhatItWouldHave) {
  const GapReport all = ReportOf(Rules());
  EXPECT_TRUE(all.Covers("anything", "post:nobody"));
  const GapReport some =
      *all.Select({.rules = {"vacant"}, .within = Unit(all, "committee")});
  EXPECT_TRUE(some.Covers("vacant", "post:secretary"));
  EXPECT_FALSE(some.Covers("lost", "post:secretary"));
  EXPECT_FALSE(some.Covers("vacant", "post:clerk"));
  EXPECT_FALSE(some.Covers("vacant", "post:nobody"));
  EXPECT_FALSE(some.Covers("vacant", "document"));
}

TEST(GapSelectionTest, WaivedGapsStayWaived) {
  Records records = ListedSchool();
  ApprovalRecord approval;
  approval.rule = "vacant";
  approval.focus = {NodeKind::kPost, "secretary"};
  approval.reason = "elections in May";
  records.approvals = {approval};
  const GapReport report = ReportOf(Rules(), records);
  const GapReport branch =
      *report.Select({.rules = {"vacant"}, .within = Unit(report, "branch")});
  ASSERT_EQ(branch.gaps().size(), 1U);
  EXPECT_TRUE(branch.gaps()[0].waived());
  EXPECT_TRUE(branch.conforms());
  EXPECT_EQ(branch.WaiverReasonOf(branch.gaps()[0]), "elections in May");
  EXPECT_EQ(report.WaiverReasonOf(report.gaps()[0]), "");
}

}  // namespace
}  // namespace zeren
