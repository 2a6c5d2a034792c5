#include "zeren/gaps/gaps_over.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/test_check.h"
#include "tests/support/build.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::zeren::testing::BuildOrDie;
using ::zeren::testing::TestCheck;
using ::zeren::testing::WithRule;

absl::CivilDay Day(int month, int day) {
  return absl::CivilDay(2026, month, day);
}

const Period kYear = {absl::CivilDay(2026, 1, 1), absl::CivilDay(2027, 1, 1)};

// A branch whose secretary leaves on 1 March; the next one comes on 1 July, and
// leaves on 1 November.
Records Branch() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "b1", .kind = "branch", .parent = "school"}};
  records.posts = {{.id = "b1-head", .unit = "b1", .kind = "head"}};
  records.persons = {{.id = "p1"}, {.id = "p2"}};
  records.memberships = {{.person = "p1", .unit = "b1"},
                         {.person = "p2", .unit = "b1"}};
  records.appointments = {{.person = "p1", .post = "b1-head"},
                          {.person = "p2", .post = "b1-head"}};
  records.appointments[0].valid_to = Day(3, 1);
  records.appointments[1].valid_from = Day(7, 1);
  records.appointments[1].valid_to = Day(11, 1);
  return records;
}

std::string DaysOf(const std::vector<Period>& periods) {
  std::string text;
  for (const Period& period : periods) {
    if (!text.empty()) text += " ";
    const auto from = WrittenStart(period);
    const auto to = WrittenEnd(period);
    text += (from ? FormatDay(*from) : "") + ".." + (to ? FormatDay(*to) : "");
  }
  return text;
}

// "post-vacant post:b1-head 2026-03-01..2026-07-01".
std::vector<std::string> Lines(const absl::StatusOr<GapHistory>& history,
                               const std::string& rule = "") {
  EXPECT_TRUE(history.ok()) << history.status();
  std::vector<std::string> lines;
  if (!history.ok()) return lines;
  for (const DatedGap& gap : history->gaps()) {
    const std::string& id = history->RuleOf(gap).rule.id;
    if (!rule.empty() && id != rule) continue;
    lines.push_back(id + " " +
                    history->organization().NameOf(gap.detection.focus) + " " +
                    DaysOf(gap.periods));
  }
  return lines;
}

RuleSet BindOwn(TestCheck::Evaluator evaluator, std::vector<NodeKind> kinds) {
  CheckRegistry registry;
  EXPECT_TRUE(registry
                  .Add(std::make_shared<TestCheck>("own", std::move(kinds),
                                                   std::vector<ParamSpec>(),
                                                   std::move(evaluator)))
                  .ok());
  const absl::StatusOr<RuleSet> rules = BindRules(WithRule("own"), registry);
  EXPECT_TRUE(rules.ok()) << rules.status();
  return rules.ok() ? *rules : RuleSet();
}

TEST(GapsOverTest, TellsWhenEachGapBeganAndEnded) {
  const absl::StatusOr<GapHistory> year = GapsOver(BuildOrDie(Branch()), kYear);
  EXPECT_THAT(Lines(year, "post-vacant"),
              ElementsAre("post-vacant post:b1-head 2026-03-01..2026-07-01 "
                          "2026-11-01..2027-01-01"));
  ASSERT_TRUE(year.ok());
  const DatedGap& gap = year->gaps().front();
  EXPECT_TRUE(gap.HoldsOn(Day(3, 1)));
  EXPECT_FALSE(gap.HoldsOn(Day(7, 1)));
  EXPECT_THAT(std::string(year->MessageOf(gap).In("en")),
              HasSubstr("is vacant from today"));
  EXPECT_TRUE(year->complete());
}

TEST(GapsOverTest, CountsDaysOfARuleFromTheDayOnWhichItHolds) {
  Profile profile = WithRule("post_vacant", {{"days", 90}});
  const absl::StatusOr<Organization> org = BuildOrganization(Branch(), profile);
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_THAT(Lines(GapsOver(*org, kYear)),
              ElementsAre("mine post:b1-head 2026-05-30..2026-07-01"));
  const absl::StatusOr<GapReport> report = FindGaps(org->AsOf(Day(6, 15)));
  ASSERT_TRUE(report.ok());
  ASSERT_EQ(report->gaps().size(), 1u);
  EXPECT_EQ(report->DaysOf(report->gaps()[0]), (Period{Day(5, 30), Day(7, 1)}));
}

TEST(GapsOverTest, AGapThatAlwaysWasHasNoBounds) {
  Records records;
  records.units = {{.id = "school", .kind = "school"}};
  records.posts = {{.id = "head", .unit = "school", .kind = "head"}};
  const absl::StatusOr<GapReport> report =
      FindGaps(BuildOrDie(records).AsOf(Day(6, 15)));
  ASSERT_TRUE(report.ok());
  ASSERT_FALSE(report->gaps().empty());
  for (const Gap& gap : report->gaps()) {
    EXPECT_EQ(report->DaysOf(gap), Period());
  }
}

TEST(GapsOverTest, WaivesTheDaysOfAnApproval) {
  Records records = Branch();
  records.approvals = {
      {.rule = "post-vacant", .focus = "post:b1-head", .reason = "search"}};
  records.approvals[0].valid_from = Day(4, 1);
  records.approvals[0].valid_to = Day(12, 1);
  const absl::StatusOr<GapHistory> year = GapsOver(BuildOrDie(records), kYear);
  ASSERT_TRUE(year.ok()) << year.status();
  const DatedGap& gap = year->gaps().front();
  EXPECT_EQ(DaysOf(gap.waived),
            "2026-04-01..2026-07-01 2026-11-01..2026-12-01");
  EXPECT_FALSE(gap.WaivedOn(Day(3, 31)));
  EXPECT_TRUE(gap.WaivedOn(Day(4, 1)));
}

TEST(GapsOverTest, ComingGapsAreNotThereYet) {
  const Organization org = BuildOrDie(Branch());
  EXPECT_THAT(Lines(ComingGaps(org, Day(8, 1), 91)), IsEmpty());
  EXPECT_THAT(Lines(ComingGaps(org, Day(8, 1), 92), "post-vacant"),
              ElementsAre("post-vacant post:b1-head 2026-11-01..2026-11-02"));
  // What is there today is not to come, even if it comes again.
  EXPECT_THAT(Lines(ComingGaps(org, Day(4, 1), 300), "post-vacant"), IsEmpty());
}

TEST(GapsOverTest, SelectsRulesAndUnits) {
  Records records = Branch();
  records.units.push_back({.id = "b2", .kind = "branch", .parent = "school"});
  records.posts.push_back({.id = "b2-head", .unit = "b2", .kind = "head"});
  const Organization org = BuildOrDie(records);
  const absl::StatusOr<GapHistory> year = GapsOver(org, kYear);
  ASSERT_TRUE(year.ok()) << year.status();
  EXPECT_THAT(
      Lines(year->Select({.rules = {"post-vacant"},
                          .within = org.Find("unit:b2")->As<UnitId>()})),
      ElementsAre("post-vacant post:b2-head 2026-01-01..2027-01-01"));
  const absl::Status unknown =
      year->Select({.rules = {"post-vacent"}}).status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(unknown.message()), HasSubstr("\"post-vacant\""));
}

TEST(GapsOverTest, SelectsTheDaysOnWhichAUnitSatWithinAnother) {
  Records records = Branch();
  records.units.push_back({.id = "other", .kind = "school"});
  records.units.push_back({.id = "b2", .kind = "branch"});
  records.unit_lines = {
      {.child = "b2", .parent = "school", .valid_to = Day(2, 1)},
      {.child = "b2", .parent = "other", .valid_from = Day(2, 1)}};
  records.posts.push_back({.id = "b2-head", .unit = "b2", .kind = "head"});
  const Organization org = BuildOrDie(records);
  const absl::StatusOr<GapHistory> year = GapsOver(org, kYear);
  ASSERT_TRUE(year.ok()) << year.status();
  EXPECT_THAT(
      Lines(year->Select({.rules = {"post-vacant"},
                          .within = org.Find("unit:other")->As<UnitId>()})),
      ElementsAre("post-vacant post:b2-head 2026-02-01..2027-01-01"));
}

TEST(GapsOverTest, RefusesAPeriodWithoutDays) {
  const Organization org = BuildOrDie(Branch());
  EXPECT_EQ(GapsOver(org, {Day(3, 1), Day(3, 1)}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ComingGaps(org, Day(3, 1), 0).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(GapsOverTest, IsIncompleteIfACycleWasCutOnSomeDay) {
  Records records;
  records.units = {{.id = "a", .kind = "branch"},
                   {.id = "b", .kind = "branch"}};
  records.unit_lines = {{.child = "a", .parent = "b"},
                        {.child = "b", .parent = "a"}};
  records.unit_lines[0].valid_from = Day(5, 1);
  const Organization org = BuildOrDie(records);
  const absl::StatusOr<GapHistory> before =
      GapsOver(org, {Day(1, 1), Day(5, 1)});
  const absl::StatusOr<GapHistory> after = GapsOver(org, kYear);
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_TRUE(before->complete());
  EXPECT_FALSE(after->complete());
}

// A check of one's own that asks the view is followed by what it asks.
TEST(GapsOverTest, FollowsWhatACheckOfOnesOwnAsks) {
  int evaluated = 0;
  const RuleSet rules = BindOwn(
      [&](const CheckView& view, Node focus, std::vector<Detection>& out) {
        ++evaluated;
        if (view.state(*focus.As<PostId>()) == PostState::kVacant) {
          out.push_back({.focus = focus});
        }
      },
      {NodeKind::kPost});
  const Organization org = BuildOrDie(Branch());
  EXPECT_THAT(Lines(GapsOver(org, kYear, rules)),
              ElementsAre("mine post:b1-head 2026-03-01..2026-07-01 "
                          "2026-11-01..2027-01-01"));
  // The first day, and three turns.
  EXPECT_EQ(evaluated, 4);
}

// So is one that looks at the whole day, on all days on which anything turns.
TEST(GapsOverTest, FollowsACheckThatLooksAtTheWholeDay) {
  const RuleSet rules = BindOwn(
      [](const CheckView& view, Node focus, std::vector<Detection>& out) {
        for (const std::uint32_t post :
             view.snapshot().posts().forest().pre_order()) {
          if (view.snapshot().posts().state(PostId{post}) ==
              PostState::kVacant) {
            out.push_back({.focus = PostId{post}});
          }
        }
        EXPECT_EQ(focus, Node());
      },
      {NodeKind::kDocument});
  EXPECT_THAT(Lines(GapsOver(BuildOrDie(Branch()), kYear, rules)),
              ElementsAre("mine post:b1-head 2026-03-01..2026-07-01 "
                          "2026-11-01..2027-01-01"));
}

// A check that tells days by itself, all of them wrong in some way.
class GarbledCheck final : public TestCheck {
 public:
  GarbledCheck() : TestCheck("own", {NodeKind::kDocument}) {}
  bool EvaluateOver(const Organization&, const Period&, const Params&,
                    std::vector<DatedDetection>& out) const override {
    const Node nowhere(NodeKind::kUnit, 4711);
    out.push_back({{.focus = nowhere, .key = "k"}, {Day(5, 1), Day(4, 1)}});
    out.push_back({{.focus = nowhere, .key = "k"}, {}});
    out.push_back({{.focus = UnitId{0}, .key = "k", .cycle = {nowhere}},
                   {Day(6, 1), absl::CivilDay(2126, 1, 1)}});
    out.push_back({{.focus = UnitId{0}, .key = "k"}, {Day(5, 1), Day(6, 1)}});
    return true;
  }
};

TEST(GapsOverTest, GarbageCannotCorruptAHistory) {
  CheckRegistry registry;
  ASSERT_TRUE(registry.Add(std::make_shared<GarbledCheck>()).ok());
  const absl::StatusOr<RuleSet> rules = BindRules(WithRule("own"), registry);
  ASSERT_TRUE(rules.ok()) << rules.status();
  const Organization org = BuildOrDie(Branch());
  const absl::StatusOr<GapHistory> year = GapsOver(org, kYear, *rules);
  EXPECT_THAT(Lines(year), ElementsAre("mine document 2026-01-01..2027-01-01",
                                       "mine " + org.NameOf(UnitId{0}) +
                                           " 2026-05-01..2027-01-01"));
}

TEST(GapsOverTest, DocumentationExample) {
  const absl::StatusOr<GapHistory> year = GapsOver(BuildOrDie(Branch()), kYear);
  ASSERT_TRUE(year.ok()) << year.status();
  std::string said;
  for (const DatedGap& gap : year->gaps()) {
    said += year->MessageOf(gap).In("en");
    said += ": from " + FormatDay(gap.periods.front().from) + "\n";
  }
  EXPECT_THAT(said, HasSubstr("post:b1-head is vacant from today: from "
                              "2026-03-01\n"));
  const absl::StatusOr<GapHistory> coming =
      ComingGaps(BuildOrDie(Branch()), Day(1, 1), 180);
  ASSERT_TRUE(coming.ok()) << coming.status();
  EXPECT_THAT(Lines(coming), Contains(HasSubstr("post-vacant post:b1-head")));
}

TEST(GapsOverTest, ComparesTwoOfItsDays) {
  const absl::StatusOr<GapHistory> year = GapsOver(BuildOrDie(Branch()), kYear);
  ASSERT_TRUE(year.ok()) << year.status();
  const auto vacant = [&](const std::vector<std::size_t>& places) {
    return std::any_of(places.begin(), places.end(), [&](std::size_t at) {
      return year->RuleOf(year->gaps()[at]).rule.id == "post-vacant";
    });
  };
  const absl::StatusOr<DatedGapDiff> spring =
      year->Compare(Day(2, 1), Day(4, 1));
  EXPECT_TRUE(vacant(spring->added));
  const absl::StatusOr<DatedGapDiff> summer =
      year->Compare(Day(4, 1), Day(8, 1));
  EXPECT_TRUE(vacant(summer->gone));
  // It was filled in between, which two days do not show.
  const absl::StatusOr<DatedGapDiff> both =
      year->Compare(Day(4, 1), Day(12, 1));
  EXPECT_TRUE(vacant(both->still));
  // The other way round what came is what went.
  const absl::StatusOr<DatedGapDiff> back = year->Compare(Day(4, 1), Day(2, 1));
  EXPECT_EQ(back->gone, spring->added);
  EXPECT_EQ(back->added, spring->gone);
  EXPECT_EQ(year->Compare(Day(4, 1), absl::CivilDay(2027, 1, 1)).status(),
            absl::InvalidArgumentError(
                "2027-01-01 is not one of the days that were looked at"));
}

}  // namespace
}  // namespace zeren
