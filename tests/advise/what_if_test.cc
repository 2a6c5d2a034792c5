#include "zeren/advise/what_if.h"

#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/advise/what_if_case.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kDay;
using testing::SnapshotOrDie;
using Texts = std::vector<std::string>;

// "post-vacant post:clerk".
std::string TextOfGap(const GapReport& report, std::size_t at) {
  const Gap& gap = report.gaps()[at];
  return report.RuleOf(gap).rule.id + " " +
         report.snapshot().organization().NameOf(gap.detection.focus);
}
Texts TextsOf(const GapReport& report, const WhatIfList<std::size_t>& list) {
  Texts texts;
  for (const std::size_t at : list.rows) {
    texts.push_back(TextOfGap(report, at));
  }
  return texts;
}

// "person:li post:president", "nobody", "none" where there is no work.
std::string TextOf(const WhatIfResult& result,
                   const std::optional<WorkAnswer>& answer) {
  if (!answer) return "none";
  if (!answer->answered()) return "nobody";
  const Organization& org = result.after.organization();
  std::string text = answer->undisclosed ? " withheld" : "";
  for (const PersonId person : answer->persons)
    text += " " + org.NameOf(person);
  for (const PostId post : answer->posts) text += " " + org.NameOf(post);
  return text.substr(1);
}
// "task:report accountable 3: ... -> ...".
Texts TextsOf(const WhatIfResult& result) {
  Texts texts;
  for (const AnswerMove& move : result.answers.rows) {
    texts.push_back(result.after.organization().NameOf(move.work) + " " +
                    std::string(NameOf(move.role)) + " " +
                    std::to_string(static_cast<int>(move.weight)) + ": " +
                    TextOf(result, move.before) + " -> " +
                    TextOf(result, move.after));
  }
  return texts;
}

std::string TextOf(const std::optional<std::uint32_t>& number) {
  return number ? std::to_string(*number) : "none";
}
Texts SpansOf(const WhatIfResult& result) {
  Texts texts;
  for (const SpanMove& move : result.spans.rows) {
    texts.push_back(std::string(result.after.organization().id(move.post)) +
                    " " + TextOf(move.before) + " " + TextOf(move.after));
  }
  return texts;
}

std::string TextOf(const std::optional<RollUpValue>& value) {
  if (!value) return "none";
  if (!value->number) return "-";
  std::string text = std::to_string(*value->number);
  text.resize(text.find('.') + 2);
  return text;
}
// "branch 2.0 1.0".
Texts ValuesOf(const WhatIfResult& result, std::string_view measure) {
  Texts texts;
  for (const MeasureMoves& moves : result.roll_ups) {
    if (moves.measure.name != measure) continue;
    for (const ValueMove& move : moves.nodes.rows) {
      texts.push_back(std::string(result.after.organization().id(move.node)) +
                      " " + TextOf(move.before) + " " + TextOf(move.after));
    }
  }
  return texts;
}

Partial<TaskRecord> Task(const char* id) {
  return Partial<TaskRecord>().With(&TaskRecord::id, id);
}

TEST(WhatIfTest, NoChangesMoveNothing) {
  const WhatIfResult result = WhatIfOf({});
  EXPECT_TRUE(result.empty());
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(result.unanswered, 0u);
  ASSERT_EQ(result.roll_ups.size(), 6u);
  EXPECT_EQ(result.roll_ups[0].measure.name, "members");
}

// --------------------------------------------------------------------- Gaps

TEST(WhatIfTest, GapsComeAndGo) {
  const WhatIfResult left = WhatIfOf({Leave("clerk")});
  EXPECT_THAT(TextsOf(left.gaps.after, left.gaps.added),
              ElementsAre("post-vacant post:clerk"));
  EXPECT_THAT(left.gaps.removed.rows, IsEmpty());
  EXPECT_EQ(left.gaps.opened_of(Severity::kViolation), 1u);
  EXPECT_EQ(left.gaps.closed_of(Severity::kViolation), 0u);
  EXPECT_FALSE(left.empty());

  // And back again, from there.
  const WhatIfResult back = WhatIfOrDie(
      left.after,
      {Change::Add(AppointmentRecord{.person = "zhao", .post = "clerk"})});
  EXPECT_THAT(back.gaps.added.rows, IsEmpty());
  EXPECT_THAT(TextsOf(back.gaps.before, back.gaps.removed),
              ElementsAre("post-vacant post:clerk"));
  EXPECT_EQ(back.gaps.opened_of(Severity::kViolation), 0u);
  EXPECT_EQ(back.gaps.closed_of(Severity::kViolation), 1u);
}

// An approval makes no gap, but one that counts no more; without it it does.
TEST(WhatIfTest, WaiversThatComeChangeAndGo) {
  const absl::StatusOr<Profile> profile = ParseProfile(R"({
    "id": "own", "extends": "generic", "open": true, "rules": [
      {"id": "post-vacant", "check": "post_vacant", "severity": "warning",
       "waivable": true}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records = WhatIfSchool();
  records.appointments.pop_back();
  const Snapshot before = testing::SnapshotWith(records, *profile);
  const ApprovalRecord approval = {.rule = "post-vacant",
                                   .focus = "post:clerk",
                                   .by = "unit:school",
                                   .reason = "new"};
  const auto expect = [](const WhatIfGaps& gaps, std::size_t opened,
                         std::size_t closed) {
    EXPECT_TRUE(gaps.added.empty());
    EXPECT_TRUE(gaps.removed.empty());
    ASSERT_EQ(gaps.waivers.rows.size(), 1u);
    EXPECT_EQ(TextOfGap(gaps.after, gaps.waivers.rows[0].after),
              "post-vacant post:clerk");
    EXPECT_EQ(gaps.opened_of(Severity::kWarning), opened);
    EXPECT_EQ(gaps.closed_of(Severity::kWarning), closed);
  };
  const WhatIfResult waived = WhatIfOrDie(before, {Change::Add(approval)});
  expect(waived.gaps, 0, 1);
  const auto match =
      Partial<ApprovalRecord>().With(&ApprovalRecord::rule, "post-vacant");
  const WhatIfResult other = WhatIfOrDie(
      waived.after,
      {Change::Set(match, Partial<ApprovalRecord>().With(
                              &ApprovalRecord::reason, "still new"))});
  expect(other.gaps, 0, 0);
  const WhatIfResult counts = WhatIfOrDie(other.after, {Change::Remove(match)});
  expect(counts.gaps, 1, 0);
}

TEST(WhatIfTest, RulesMayBeGiven) {
  const Snapshot today = SnapshotOrDie(WhatIfSchool());
  WhatIfOptions options;
  options.rules = RuleSet();
  const WhatIfResult result = WhatIfOrDie(today, {Leave("clerk")}, options);
  EXPECT_THAT(result.gaps.after.gaps(), IsEmpty());
  EXPECT_FALSE(result.answers.empty());
}

// ------------------------------------------------------------------ Answers

TEST(WhatIfTest, AnswersChangeHandsTheWeightiestFirst) {
  const WhatIfResult result = WhatIfOf({Leave("secretary"), Leave("clerk")});
  EXPECT_THAT(
      TextsOf(result),
      ElementsAre("task:report accountable 3: person:wang post:secretary -> "
                  "person:li post:president",
                  "task:report responsible 3: person:wang post:secretary -> "
                  "person:li post:president",
                  "duty:files accountable 1: person:zhao post:clerk -> "
                  "person:li post:president",
                  "duty:files responsible 1: person:zhao post:clerk -> "
                  "person:li post:president"));
  EXPECT_EQ(result.unanswered, 0u);
}

TEST(WhatIfTest, WhatNobodyAnswersForComesFirst) {
  Records records = WhatIfSchool();
  // Nobody stands above the clerk.
  records.posts[2].reports_to = BasicReportsTo<std::string>::Nobody();
  const WhatIfResult result =
      WhatIfOrDie(SnapshotOrDie(records), {Leave("secretary"), Leave("clerk")},
                  {.roles = {Role::kAccountable}});
  EXPECT_THAT(
      TextsOf(result),
      ElementsAre("duty:files accountable 1: person:zhao post:clerk -> nobody",
                  "task:report accountable 3: person:wang post:secretary -> "
                  "person:li post:president"));
  EXPECT_EQ(result.unanswered, 1u);
}

// Work that comes, and work that is to be done no more.
TEST(WhatIfTest, WorkComesAndGoes) {
  const WhatIfResult result = WhatIfOf(
      {Change::Add(TaskRecord{.id = "new", .unit = "branch", .effort = 2}),
       Change::Add(TaskRecord{.id = "lost", .unit = "nowhere"}),
       Change::Add(ProgressRecord{.task = "report", .day = kDay, .done = 1}),
       Change::Remove(Task("survey"))},
      {.roles = {Role::kAccountable}});
  EXPECT_THAT(
      TextsOf(result),
      ElementsAre("task:lost accountable 1: none -> nobody",
                  "task:report accountable 3: person:wang post:secretary -> "
                  "none",
                  "task:new accountable 2: none -> person:wang post:secretary",
                  "task:survey accountable 1: person:li post:president -> "
                  "none"));
  EXPECT_EQ(result.unanswered, 1u);
}

// The weight is that after the changes.
TEST(WhatIfTest, TheWeightIsTheNewEffort) {
  const WhatIfResult result = WhatIfOf(
      {Leave("secretary"),
       Change::Set(Task("report"),
                   Partial<TaskRecord>().With(&TaskRecord::effort, 7.0))},
      {.roles = {Role::kAccountable}});
  ASSERT_EQ(result.answers.rows.size(), 1u);
  EXPECT_EQ(result.answers.rows[0].weight, 7);
}

// Another order of the same two is no other answer; another post is one.
TEST(WhatIfTest, TheOrderOfAnswersDoesNotMatter) {
  Records records = WhatIfSchool();
  records.assignments = {
      {.work = "task:report", .role = Role::kAccountable, .to = "person:li"},
      {.work = "task:report",
       .role = Role::kAccountable,
       .to = "person:wang",
       .valid_from = absl::CivilDay(2026, 1, 1)}};
  const auto match =
      Partial<AssignmentRecord>().With(&AssignmentRecord::to, "person:li");
  const WhatIfResult turned =
      WhatIfOrDie(SnapshotOrDie(records),
                  {Change::Set(match, Partial<AssignmentRecord>().With(
                                          &AssignmentRecord::valid_from,
                                          absl::CivilDay(2026, 2, 1)))});
  const Node report = *turned.after.Find("task:report");
  ASSERT_NE(
      ResolveResponsible(turned.before, report, Role::kAccountable).persons,
      ResolveResponsible(turned.after, report, Role::kAccountable).persons);
  EXPECT_THAT(TextsOf(turned), IsEmpty());

  const WhatIfResult by_post = WhatIfOrDie(
      SnapshotOrDie(records),
      {Change::Set(match, Partial<AssignmentRecord>().With(
                              &AssignmentRecord::to, "post:president"))},
      {.roles = {Role::kAccountable}});
  EXPECT_THAT(TextsOf(by_post),
              ElementsAre("task:report accountable 3: person:li person:wang -> "
                          "person:li person:wang post:president"));
}

// -------------------------------------------------------------------- Spans

TEST(WhatIfTest, SpansByTheSizeOfTheChange) {
  const auto post = [](const char* id, const char* above) {
    return Change::Add(PostRecord{
        .id = id, .unit = "branch", .kind = "staff", .reports_to = above});
  };
  const WhatIfResult result =
      WhatIfOf({post("a", "clerk"), post("b", "clerk"), post("c", "a"),
                Change::Remove(
                    Partial<PostRecord>().With(&PostRecord::id, "secretary"))});
  // The clerk now reports to the president, in the place of the secretary.
  EXPECT_THAT(SpansOf(result),
              ElementsAre("clerk 0 2", "a none 1", "secretary 1 none"));
  EXPECT_EQ(result.spans.rows[2].change(), -1);
}

// ------------------------------------------------------------------- Values

TEST(WhatIfTest, ValuesByTheChangeTheSmallestUnitFirst) {
  const WhatIfResult result =
      WhatIfOf({Change::Add(UnitRecord{
                    .id = "team", .kind = "team", .parent = "branch"}),
                Change::Add(UnitRecord{
                    .id = "none", .kind = "team", .parent = "branch"}),
                Change::Add(PersonRecord{.id = "p"}),
                Change::Add(PersonRecord{.id = "q"}),
                Change::Add(MembershipRecord{.person = "p", .unit = "team"}),
                Change::Add(MembershipRecord{.person = "q", .unit = "team"}),
                Change::Remove(Partial<MembershipRecord>().With(
                    &MembershipRecord::person, "zhao")),
                Leave("clerk")});
  // A unit that is new and empty has not moved.
  EXPECT_THAT(ValuesOf(result, "members"),
              ElementsAre("team none 2.0", "branch 2.0 3.0", "school 3.0 4.0"));
  EXPECT_EQ(result.roll_ups[0].nodes.rows[0].change, 2);
  EXPECT_THAT(ValuesOf(result, "vacancies"),
              ElementsAre("branch 0.0 1.0", "school 0.0 1.0"));
  EXPECT_THAT(ValuesOf(result, "fte"), IsEmpty());
}

// Numbers where there were none come after those that moved.
TEST(WhatIfTest, ValuesThatBecomeKnownComeLast) {
  Records records = WhatIfSchool();
  records.tasks.push_back({.id = "count", .unit = "school"});
  records.progress = {{.task = "count", .day = kDay, .done = 0.5}};
  const WhatIfResult result = WhatIfOrDie(
      SnapshotOrDie(records),
      {Change::Add(ProgressRecord{.task = "report", .day = kDay, .done = 0.6}),
       Change::Add(ProgressRecord{.task = "count", .day = kDay, .done = 0.1})},
      {.measures = {"task_progress"}});
  EXPECT_THAT(ValuesOf(result, "task_progress"),
              ElementsAre("school 0.5 0.3", "branch - 0.6"));
  EXPECT_EQ(result.roll_ups[0].nodes.rows[1].change, std::nullopt);
}

TEST(WhatIfTest, MeasuresAndHierarchiesMayBeChosen) {
  WhatIfOptions options = {.measures = {"gaps.violation", "posts"}};
  options.roll_up.by = Hierarchy::kPosts;
  const WhatIfResult result = WhatIfOf({Leave("clerk")}, options);
  ASSERT_EQ(result.roll_ups.size(), 2u);
  EXPECT_THAT(
      ValuesOf(result, "gaps.violation"),
      ElementsAre("clerk 0.0 1.0", "president 0.0 1.0", "secretary 0.0 1.0"));
  EXPECT_THAT(ValuesOf(result, "posts"), IsEmpty());

  // An attribute that nothing has before.
  PersonRecord rated = {.id = "p"};
  rated.attributes.push_back({"rating", 4.0});
  const WhatIfResult attribute =
      WhatIfOf({Change::Add(rated),
                Change::Add(MembershipRecord{.person = "p", .unit = "branch"})},
               {.measures = {"sum(persons.rating)"}});
  EXPECT_THAT(ValuesOf(attribute, "sum(persons.rating)"),
              ElementsAre("branch - 4.0", "school - 4.0"));
}

// ------------------------------------------------------------ Whole results

TEST(WhatIfTest, ListsMayBeCutAndSayByHowMuch) {
  const std::vector<Change> changes = {Leave("secretary"), Leave("clerk")};
  const WhatIfResult all = WhatIfOf(changes);
  const WhatIfResult cut = WhatIfOf(changes, {.top = 1});
  EXPECT_EQ(all.gaps.added.left_out, 0u);
  EXPECT_EQ(cut.gaps.added.rows.size(), 1u);
  EXPECT_EQ(cut.gaps.added.total(), all.gaps.added.total());
  EXPECT_EQ(cut.gaps.opened, all.gaps.opened);
  EXPECT_EQ(cut.answers.left_out, 3u);
  EXPECT_EQ(TextsOf(cut).at(0), TextsOf(all).at(0));
  EXPECT_THAT(ValuesOf(cut, "vacancies"), ElementsAre("branch 0.0 2.0"));
  EXPECT_EQ(cut.roll_ups[2].nodes.left_out, 1u);
  const WhatIfResult none = WhatIfOf(changes, {.top = 0});
  EXPECT_THAT(none.answers.rows, IsEmpty());
  EXPECT_FALSE(none.empty());
}

TEST(WhatIfTest, ACutCycleOrDelegationsInACircleAreNotComplete) {
  const WhatIfResult cycle = WhatIfOf(
      {Change::Set(Partial<UnitRecord>().With(&UnitRecord::id, "school"),
                   Partial<UnitRecord>().With(&UnitRecord::parent, "branch"))});
  EXPECT_FALSE(cycle.complete);
  const auto delegate = [](const char* id, const char* from, const char* to) {
    return Change::Add(DelegationRecord{
        .id = id, .from = from, .to = to, .may_redelegate = true});
  };
  const WhatIfResult circle =
      WhatIfOf({Leave("secretary"), Leave("clerk"),
                delegate("1", "post:secretary", "post:clerk"),
                delegate("2", "post:clerk", "post:secretary")});
  EXPECT_FALSE(circle.complete);
  EXPECT_TRUE(circle.gaps.after.complete());
}

TEST(WhatIfTest, RefusesWhatCannotBeDone) {
  const Snapshot today = SnapshotOrDie(WhatIfSchool());
  EXPECT_FALSE(WhatIf(today, {{Leave("nothing")}}).ok());
  const absl::Status unknown =
      WhatIf(today, {}, {.measures = {"membrs"}}).status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(unknown.message()), HasSubstr("\"members\""));
  EXPECT_FALSE(WhatIf(today, {}, {.measures = {"posts", "posts"}}).ok());
  EXPECT_EQ(WhatIf(today, {}, {.measures = {"gaps.bad"}}).status().code(),
            absl::StatusCode::kNotFound);
}

// Every chain is walked once, however much work there is and however deep.
TEST(WhatIfTest, DepthHasNoBound) {
  constexpr int kLevels = testing::kManyLevels / 20;
  OrganizationBuilder builder;
  std::string above;
  for (int level = 0; level < kLevels; ++level) {
    const std::string id = testing::DeepId(level);
    UnitView unit{.id = id, .kind = "unit"};
    if (level > 0) unit.parent = above;
    builder.AddUnit(unit);
    builder.AddPost({.id = id, .unit = id, .kind = "head"});
    builder.AddTask({.id = id, .unit = id});
    above = id;
  }
  builder.AddPerson({.id = "p"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const WhatIfResult result =
      WhatIfOrDie(org->AsOf(kDay),
                  {Change::Add(AppointmentRecord{.person = "p",
                                                 .post = testing::DeepId(0)})},
                  {.roles = {Role::kAccountable}, .measures = {"vacancies"}});
  EXPECT_EQ(result.answers.total(), static_cast<std::size_t>(kLevels));
  EXPECT_EQ(result.roll_ups[0].nodes.total(), 1u);
}

TEST(WhatIfTest, DocumentationExample) {
  const Snapshot today = SnapshotOrDie(WhatIfSchool());
  const std::vector<Change> changes = {Leave("president"), Leave("secretary")};
  absl::StatusOr<WhatIfResult> effect = WhatIf(today, changes);
  ASSERT_TRUE(effect.ok()) << effect.status();
  std::string messages;
  for (const std::size_t i : effect->gaps.added.rows) {
    messages +=
        effect->gaps.after.MessageOf(effect->gaps.after.gaps()[i]).In("en");
  }
  EXPECT_THAT(messages, HasSubstr("is vacant"));
  std::string unanswered;
  for (const AnswerMove& move : effect->answers.rows) {
    if (move.unanswered()) unanswered += today.organization().NameOf(move.work);
  }
  EXPECT_THAT(unanswered, HasSubstr("task:report"));
}

}  // namespace
}  // namespace zeren
