#include "zeren/gaps/baseline.h"

#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/listed_gaps.h"
#include "tests/support/build.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::zeren::testing::GapText;
using ::zeren::testing::kDay;
using ::zeren::testing::ListedGap;
using ::zeren::testing::ListedRule;
using ::zeren::testing::ListedSchool;
using ::zeren::testing::ReportOf;

Baseline AcceptOrDie(const GapReport& report,
                     const AcceptOptions& options = {}) {
  const absl::StatusOr<Baseline> baseline = AcceptGaps(report, options);
  EXPECT_TRUE(baseline.ok()) << baseline.status();
  return baseline.value();
}

BaselineComparison CompareOrDie(const GapReport& report,
                                const Baseline& baseline) {
  const absl::StatusOr<BaselineComparison> compared =
      CompareWithBaseline(report, baseline);
  EXPECT_TRUE(compared.ok()) << compared.status();
  return compared.value();
}

// The accepted gaps as "rule focus key severity count".
std::vector<std::string> Entries(const std::vector<AcceptedGap>& gaps) {
  std::vector<std::string> texts;
  for (const AcceptedGap& gap : gaps) {
    texts.push_back(gap.rule + " " + gap.focus + " " + gap.key + " " +
                    std::string(NameOf(gap.severity)) + " " +
                    std::to_string(gap.count));
  }
  return texts;
}

// The gaps of a report with their states.
std::vector<std::string> States(const GapReport& report,
                                const BaselineComparison& compared) {
  EXPECT_EQ(compared.states.size(), report.gaps().size());
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < report.gaps().size(); ++i) {
    texts.push_back(GapText(report, report.gaps()[i]) + ": " +
                    std::string(NameOf(compared.states[i])));
  }
  return texts;
}

ApprovalRecord Approval(std::string rule, NodeKind kind, std::string focus) {
  ApprovalRecord approval;
  approval.rule = std::move(rule);
  approval.focus = {kind, std::move(focus)};
  approval.reason = "elections";
  return approval;
}

TEST(BaselineTest, AcceptsWhatIsThereToday) {
  const GapReport report = ReportOf(
      {{"vacant", Severity::kViolation, {{"post:rector"}}},
       {"lost", Severity::kWarning, {{"task:report", "x"}, {"gone"}}}});
  const Baseline baseline =
      AcceptOrDie(report, {.owner = "post:rector", .expires = kDay + 1});
  EXPECT_EQ(baseline.taken, kDay);
  EXPECT_EQ(baseline.owner, "post:rector");
  EXPECT_EQ(baseline.expires, kDay + 1);
  EXPECT_THAT(
      Entries(baseline.accepted),
      ElementsAre("lost document  warning 1", "lost task:report x warning 1",
                  "vacant post:rector  violation 1"));
  EXPECT_EQ(baseline.accepted[2].fingerprint,
            report.FingerprintOf(report.gaps()[0]));

  const BaselineComparison compared = CompareOrDie(report, baseline);
  EXPECT_TRUE(compared.conforms());
  EXPECT_FALSE(report.conforms());
  EXPECT_EQ(compared.accepted, 3U);
  EXPECT_THAT(compared.gone, IsEmpty());
  EXPECT_FALSE(compared.expired);
  EXPECT_EQ(compared.owner, "post:rector");
}

TEST(BaselineTest, TellsNewAcceptedAndGone) {
  const Baseline baseline = AcceptOrDie(
      ReportOf({{"vacant",
                 Severity::kViolation,
                 {{"post:rector"}, {"post:chair"}, {"task:report", "a"}}}}));
  const GapReport later =
      ReportOf({{"vacant",
                 Severity::kViolation,
                 {{"post:clerk"}, {"post:chair"}, {"task:report", "b"}}},
                {"small", Severity::kInfo, {{"unit:branch"}}}});
  const BaselineComparison compared = CompareOrDie(later, baseline);
  EXPECT_THAT(
      States(later, compared),
      ElementsAre("vacant post:chair: accepted", "vacant post:clerk: new",
                  "vacant task:report b: new", "small unit:branch: new"));
  EXPECT_THAT(Entries(compared.gone),
              ElementsAre("vacant post:rector  violation 1",
                          "vacant task:report a violation 1"));
  EXPECT_EQ(compared.count(Severity::kViolation), 2U);
  EXPECT_EQ(compared.count(Severity::kWarning), 0U);
  EXPECT_EQ(compared.count(Severity::kInfo), 1U);
  EXPECT_EQ(compared.accepted, 1U);
  EXPECT_FALSE(compared.conforms());
}

TEST(BaselineTest, NewWarningsDoNotBreakConformance) {
  const Baseline baseline = AcceptOrDie(ReportOf({}));
  const BaselineComparison compared = CompareOrDie(
      ReportOf({{"w", Severity::kWarning, {{"unit:school"}}}}), baseline);
  EXPECT_TRUE(compared.conforms());
  EXPECT_EQ(compared.count(Severity::kWarning), 1U);
}

// Two gaps of one rule, focus and key: of three today two are accepted, and of
// one today one is gone.
TEST(BaselineTest, CountsGapsThatShareAFingerprint) {
  const auto times = [](int n) {
    ListedRule rule{.id = "twice"};
    for (int i = 0; i < n; ++i) rule.gaps.push_back({"post:chair", "k", i});
    return ReportOf({rule});
  };
  const Baseline baseline = AcceptOrDie(times(2));
  EXPECT_THAT(Entries(baseline.accepted),
              ElementsAre("twice post:chair k violation 2"));

  const GapReport three = times(3);
  const BaselineComparison more = CompareOrDie(three, baseline);
  EXPECT_THAT(more.states,
              ElementsAre(BaselineState::kAccepted, BaselineState::kAccepted,
                          BaselineState::kNew));
  EXPECT_THAT(more.gone, IsEmpty());
  EXPECT_EQ(more.accepted, 2U);

  const BaselineComparison fewer = CompareOrDie(times(1), baseline);
  EXPECT_THAT(fewer.states, ElementsAre(BaselineState::kAccepted));
  EXPECT_THAT(Entries(fewer.gone),
              ElementsAre("twice post:chair k violation 1"));
}

TEST(BaselineTest, WaivedGapsNeedNoBaseline) {
  const std::vector<ListedRule> rules = {
      {"vacant", Severity::kViolation, {{"post:rector"}, {"post:chair"}}}};
  Records waived = ListedSchool();
  waived.approvals = {Approval("vacant", NodeKind::kPost, "chair")};
  const GapReport report = ReportOf(rules, waived);
  const Baseline baseline = AcceptOrDie(report);
  EXPECT_THAT(Entries(baseline.accepted),
              ElementsAre("vacant post:rector  violation 1"));
  EXPECT_THAT(
      States(report, CompareOrDie(report, baseline)),
      ElementsAre("vacant post:chair: waived", "vacant post:rector: accepted"));
  // Without the approval it is new; what was accepted and is waived now is
  // still there.
  EXPECT_THAT(
      States(ReportOf(rules), CompareOrDie(ReportOf(rules), baseline)),
      ElementsAre("vacant post:chair: new", "vacant post:rector: accepted"));
  waived.approvals = {Approval("vacant", NodeKind::kPost, "rector")};
  const GapReport other = ReportOf(rules, waived);
  const BaselineComparison compared = CompareOrDie(other, baseline);
  EXPECT_THAT(
      States(other, compared),
      ElementsAre("vacant post:chair: new", "vacant post:rector: waived"));
  EXPECT_THAT(compared.gone, IsEmpty());
  EXPECT_EQ(compared.accepted, 0U);
}

TEST(BaselineTest, AcceptsNothingOnceItHasExpired) {
  const std::vector<ListedRule> rules = {
      {"vacant", Severity::kViolation, {{"post:rector"}}}};
  Baseline baseline =
      AcceptOrDie(ReportOf({{"vacant",
                             Severity::kViolation,
                             {{"post:rector"}, {"post:chair"}}}}),
                  {.expires = kDay + 10});
  const auto on = [&](int days) {
    return CompareOrDie(ReportOf(rules, ListedSchool(), kDay + days), baseline);
  };
  EXPECT_FALSE(on(9).expired);
  EXPECT_TRUE(on(9).conforms());
  const BaselineComparison expired = on(10);
  EXPECT_TRUE(expired.expired);
  EXPECT_FALSE(expired.conforms());
  EXPECT_EQ(expired.expires, kDay + 10);
  EXPECT_THAT(expired.states, ElementsAre(BaselineState::kNew));
  EXPECT_THAT(expired.lapsed, ElementsAre(true));
  EXPECT_THAT(on(9).lapsed, ElementsAre(false));
  EXPECT_EQ(expired.accepted, 0U);
  EXPECT_EQ(expired.count(Severity::kViolation), 1U);
  // What is mended is so all the same.
  EXPECT_THAT(Entries(expired.gone),
              ElementsAre("vacant post:chair  violation 1"));
}

TEST(BaselineTest, MustExpireAfterItIsTaken) {
  for (const absl::CivilDay day : {kDay, kDay - 1}) {
    const absl::Status status =
        AcceptGaps(ReportOf({}), {.expires = day}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("taken on 2026-11-22 cannot expire on"));
  }
}

// Who let a warning be has not let a violation be.
TEST(BaselineTest, AcceptsNoMoreThanTheSeverityThatItSaw) {
  const auto report = [](Severity severity) {
    return ReportOf({{"vacant", severity, {{"post:rector"}}}});
  };
  const Baseline warned = AcceptOrDie(report(Severity::kWarning));
  EXPECT_EQ(CompareOrDie(report(Severity::kWarning), warned).accepted, 1U);
  EXPECT_EQ(CompareOrDie(report(Severity::kInfo), warned).accepted, 1U);
  const BaselineComparison worse =
      CompareOrDie(report(Severity::kViolation), warned);
  EXPECT_FALSE(worse.conforms());
  EXPECT_THAT(worse.gone, IsEmpty());
}

TEST(BaselineTest, BelongsToOneOrganisation) {
  const auto named = [](const Text& name) {
    OrganizationBuilder builder;
    builder.SetName(name);
    return FindGaps(builder.Build()->AsOf(kDay)).value();
  };
  using Translations = std::vector<Text::Translation>;
  const Text name(Translations{{"zh", "党校"}, {"en", "School"}});
  const Text turned(Translations{{"en", "School"}, {"zh", "党校"}});
  const Baseline baseline = AcceptOrDie(named(name));
  EXPECT_EQ(baseline.organization, turned);
  EXPECT_TRUE(CompareWithBaseline(named(turned), baseline).ok());
  for (const Text& other : {Text("College"), Text()}) {
    const absl::Status status =
        CompareWithBaseline(named(other), baseline).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("the baseline is of \"School\", the report of " +
                          std::string(other.plain().empty()
                                          ? "an organisation without a name"
                                          : "\"College\"")));
  }
}

// What has no name is known by its nodes.
TEST(BaselineTest, WithoutANameBelongsToADocumentThatHasSomeOfItsNodes) {
  Records other;
  other.units = {{.id = "firm", .kind = "unit"}};
  const std::vector<ListedRule> rules = {
      {"vacant", Severity::kViolation, {{"post:rector"}, {"gone"}}}};
  const Baseline baseline = AcceptOrDie(ReportOf(rules));
  const absl::Status status =
      CompareWithBaseline(ReportOf({}, other), baseline).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("the document has none of the nodes"));
  // One of them will do, and what speaks of none fits.
  other.posts = {{.id = "rector", .unit = "firm", .kind = "head"}};
  EXPECT_TRUE(CompareWithBaseline(ReportOf({}, other), baseline).ok());
  const Baseline of_document =
      AcceptOrDie(ReportOf({{"lost", Severity::kViolation, {{"gone"}}}}));
  EXPECT_TRUE(CompareWithBaseline(ReportOf({}, {}), of_document).ok());
  EXPECT_TRUE(
      CompareWithBaseline(ReportOf({}, {}), AcceptOrDie(ReportOf({}))).ok());
}

// A report that is narrowed says nothing of what it leaves out.
TEST(BaselineTest, NarrowedReportsKnowWhatTheyLeaveOut) {
  const Baseline baseline = AcceptOrDie(
      ReportOf({{"vacant",
                 Severity::kViolation,
                 {{"post:clerk"}, {"post:secretary"}, {"post:chair"}}},
                {"lost", Severity::kViolation, {{"task:report"}, {"none"}}}}));
  const GapReport today =
      ReportOf({{"vacant", Severity::kViolation, {{"post:secretary"}}},
                {"lost", Severity::kViolation, {}}});
  EXPECT_THAT(
      Entries(CompareOrDie(today, baseline).gone),
      ElementsAre("lost document  violation 1", "lost task:report  violation 1",
                  "vacant post:chair  violation 1",
                  "vacant post:clerk  violation 1"));
  EXPECT_THAT(
      Entries(
          CompareOrDie(*today.Select({.rules = {"vacant"}}), baseline).gone),
      ElementsAre("vacant post:chair  violation 1",
                  "vacant post:clerk  violation 1"));
  const auto committee =
      today.snapshot().organization().FindId<UnitId>("committee");
  const GapReport within = *today.Select({.within = committee});
  EXPECT_THAT(Entries(CompareOrDie(within, baseline).gone),
              ElementsAre("lost task:report  violation 1",
                          "vacant post:chair  violation 1"));
  EXPECT_EQ(CompareOrDie(within, baseline).accepted, 1U);
}

TEST(BaselineTest, DoesNotDependOnTheOrderOfGaps) {
  std::vector<ListedGap> gaps;
  for (int i = 0; i < 20; ++i) {
    gaps.push_back({i % 2 == 0 ? "post:chair" : "post:rector",
                    std::string(1, static_cast<char>('a' + i % 7)), i});
  }
  const auto report = [&] { return ReportOf({{.id = "r", .gaps = gaps}}); };
  const Baseline baseline = AcceptOrDie(report());
  std::mt19937 bits(7);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(gaps.begin(), gaps.end(), bits);
    EXPECT_EQ(AcceptOrDie(report()), baseline);
  }
}

TEST(BaselineTest, DocumentationExample) {
  const GapReport today =
      ReportOf({{"r", Severity::kViolation, {{"post:chair"}}}});
  absl::StatusOr<Baseline> baseline =
      AcceptGaps(today, {.owner = "post:secretary"});
  ASSERT_TRUE(baseline.ok()) << baseline.status();
  EXPECT_EQ(baseline->owner, "post:secretary");
  const GapReport later = ReportOf(
      {{"r", Severity::kViolation, {{"post:chair"}, {"post:rector"}}}});
  EXPECT_TRUE(CompareWithBaseline(today, *baseline)->conforms());
  absl::StatusOr<BaselineComparison> since =
      CompareWithBaseline(later, *baseline);
  ASSERT_TRUE(since.ok()) << since.status();
  EXPECT_FALSE(since->conforms());
}

}  // namespace
}  // namespace zeren
