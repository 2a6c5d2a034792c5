#include "zeren/work/obligations.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/core/problem.h"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;
using ::zeren::testing::SnapshotWith;

absl::CivilDay Day(int month, int day) {
  return absl::CivilDay(2026, month, day);
}
const Period kYear = {Day(1, 1), absl::CivilDay(2027, 1, 1)};

Profile ProfileWith(const std::string& obligations) {
  absl::StatusOr<Profile> profile = ParseProfile(R"({
      "id": "own", "extends": "generic",
      "unit_kinds": [{"id": "branch", "term_years": 3}],
      "standings": [{"id": "full", "counts_as": ["full"]}],
      "obligations": [)" + obligations + "]}");
  EXPECT_TRUE(profile.ok()) << profile.status();
  return profile.value_or(Profile());
}

constexpr const char* kQuarterly =
    R"({"id": "meeting", "event": "meeting", "subject": {"kind": "branch"},
        "every": {"per": "quarter"}, "grace_days": 10})";

// A branch and the days of its meetings.
Records Branch(const std::vector<absl::CivilDay>& meetings) {
  Records records;
  records.units = {{.id = "b1", .kind = "branch"}};
  for (const absl::CivilDay day : meetings) {
    EventRecord event;
    event.id = "e" + FormatDay(day);
    event.kind = "meeting";
    event.subject = {NodeKind::kUnit, "b1"};
    event.day = day;
    records.events.push_back(event);
  }
  return records;
}

// "meeting 2026-01-01 met 1/1; ..." and, if there are, "+ id".
std::string Text(const Snapshot& snapshot, const absl::StatusOr<DueList>& due) {
  if (!due.ok()) return std::string(due.status().message());
  const Organization& org = snapshot.organization();
  std::string text;
  for (const DueItem& item : due->items) {
    text += org.profile().obligations[item.obligation].id;
    text += " " + FormatDay(item.period.from) + " ";
    text += std::string(NameOf(item.state)) + " ";
    text += std::to_string(item.events.size()) + "/" +
            std::to_string(item.owed) + "\n";
  }
  for (const EventId event : due->beyond) {
    text += "+ " + std::string(org.id(event)) + "\n";
  }
  return text;
}

std::string DueText(const Snapshot& snapshot, const Period& period = kYear,
                    const DueOptions& options = {}) {
  return Text(snapshot,
              DueOf(snapshot, *snapshot.Find("unit:b1"), period, options));
}

TEST(ObligationsTest, DocumentationExample) {
  const Snapshot today = SnapshotWith(Branch({Day(2, 1), Day(7, 15)}),
                                      ProfileWith(kQuarterly), Day(11, 22));
  const absl::StatusOr<DueList> year =
      DueOf(today, *today.Find("unit:b1"), kYear);
  ASSERT_TRUE(year.ok()) << year.status();
  std::string said;
  for (const DueItem& item : year->items) {
    if (item.state == DueState::kMissed) {
      said += today.organization().profile().obligations[item.obligation].id;
      said += ' ' + FormatDay(item.period.from);
    }
  }
  EXPECT_EQ(said, "meeting 2026-04-01");
}

TEST(ObligationsTest, EachPeriodIsMetLateMissedOrOpen) {
  const Snapshot today =
      SnapshotWith(Branch({Day(2, 1), Day(4, 10), Day(7, 10)}),
                   ProfileWith(kQuarterly), Day(11, 22));
  EXPECT_EQ(DueText(today),
            "meeting 2026-01-01 met 1/1\n"
            "meeting 2026-04-01 met 1/1\n"
            "meeting 2026-07-01 met 1/1\n"
            "meeting 2026-10-01 open 0/1\n");
  // The last day of grace is the tenth.
  const Snapshot late = SnapshotWith(Branch({Day(2, 1), Day(7, 10)}),
                                     ProfileWith(kQuarterly), Day(11, 22));
  EXPECT_EQ(DueText(late),
            "meeting 2026-01-01 met 1/1\n"
            "meeting 2026-04-01 late 1/1\n"
            "meeting 2026-07-01 missed 0/1\n"
            "meeting 2026-10-01 open 0/1\n");
  const Snapshot missed = SnapshotWith(Branch({Day(2, 1), Day(7, 11)}),
                                       ProfileWith(kQuarterly), Day(11, 22));
  EXPECT_EQ(DueText(missed),
            "meeting 2026-01-01 met 1/1\n"
            "meeting 2026-04-01 missed 0/1\n"
            "meeting 2026-07-01 met 1/1\n"
            "meeting 2026-10-01 open 0/1\n");
}

TEST(ObligationsTest, GraceIsOverOnTheDayAfterItsLast) {
  const Profile profile = ProfileWith(kQuarterly);
  const auto state = [&](absl::CivilDay day) {
    return DueText(SnapshotWith(Branch({}), profile, day),
                   {Day(1, 1), Day(1, 2)});
  };
  EXPECT_EQ(state(Day(4, 10)), "meeting 2026-01-01 open 0/1\n");
  EXPECT_EQ(state(Day(4, 11)), "meeting 2026-01-01 missed 0/1\n");
}

TEST(ObligationsTest, EventsToComeDoNotCountYet) {
  const Profile profile = ProfileWith(kQuarterly);
  const Records records = Branch({Day(3, 31)});
  EXPECT_EQ(DueText(SnapshotWith(records, profile, Day(3, 30)),
                    {Day(1, 1), Day(4, 1)}),
            "meeting 2026-01-01 open 0/1\n");
  EXPECT_EQ(DueText(SnapshotWith(records, profile, Day(3, 31)),
                    {Day(1, 1), Day(4, 1)}),
            "meeting 2026-01-01 met 1/1\n");
}

TEST(ObligationsTest, WhatNoneAsksForIsBeyond) {
  Records records = Branch({Day(2, 1), Day(2, 2), Day(4, 5)});
  EventRecord talk = records.events[0];
  talk.id = "talk";
  talk.kind = "talk";
  records.events.push_back(talk);
  EXPECT_EQ(DueText(SnapshotWith(records, ProfileWith(kQuarterly), Day(11, 22)),
                    {Day(1, 1), Day(4, 1)}),
            "meeting 2026-01-01 met 1/1\n+ talk\n+ e2026-02-02\n");
  // What makes up for a period that is over is not beyond what is owed.
  EXPECT_EQ(DueText(SnapshotWith(Branch({Day(4, 5)}), ProfileWith(kQuarterly),
                                 Day(11, 22)),
                    {Day(4, 1), Day(4, 30)}),
            "meeting 2026-04-01 missed 0/1\n");
}

TEST(ObligationsTest, APartOfAPeriodOwesAPart) {
  // There from 16 February: 14 of 28 days of that month.
  for (const auto& [partial, owed] :
       {std::pair("skip", "0"), {"prorate", "2"}, {"full", "3"}}) {
    Records records = Branch({});
    records.units[0].valid_from = Day(2, 15);
    const Snapshot today =
        SnapshotWith(records,
                     ProfileWith(std::string(R"({"id": "talk", "event": "talk",
                      "every": {"count": 3, "per": "month"}, "partial": ")") +
                                 partial + "\"}"),
                     Day(11, 22));
    const std::string february = DueText(today, {Day(2, 1), Day(3, 1)});
    if (*owed == '0') {
      EXPECT_EQ(february, "");
    } else {
      EXPECT_EQ(february,
                std::string("talk 2026-02-01 missed 0/") + owed + "\n");
    }
    EXPECT_EQ(DueText(today, {Day(3, 1), Day(4, 1)}),
              "talk 2026-03-01 missed 0/3\n");
  }
}

TEST(ObligationsTest, WhoIsBoundMayChangeWithTheMembers) {
  Records records = Branch({});
  records.persons = {{.id = "p1"}, {.id = "p2"}};
  records.memberships = {{.person = "p1", .unit = "b1", .standing = "full"},
                         {.person = "p2", .unit = "b1", .standing = "full"}};
  records.memberships[1].valid_from = Day(6, 1);
  records.memberships[1].valid_to = Day(8, 1);
  const Snapshot today =
      SnapshotWith(records, ProfileWith(R"({"id": "talk", "event": "talk",
          "subject": {"count": {"of": "full", "min": 2}},
          "every": {"per": "month"}})"),
                   Day(11, 22));
  EXPECT_EQ(DueText(today),
            "talk 2026-06-01 missed 0/1\ntalk 2026-07-01 missed 0/1\n");
}

TEST(ObligationsTest, MonthsSayWhichPeriodsAsk) {
  const Snapshot today =
      SnapshotWith(Branch({}), ProfileWith(R"({"id": "talk", "event": "talk",
          "every": {"per": "month"}, "months": [3, 9]},
          {"id": "life", "event": "life", "every": {"per": "year"},
           "months": [10, 11, 12]})"),
                   Day(11, 22));
  EXPECT_EQ(DueText(today),
            "talk 2026-03-01 missed 0/1\ntalk 2026-09-01 missed 0/1\n"
            "life 2026-01-01 open 0/1\n");
  EXPECT_EQ(DueText(today, kYear, {.obligations = {"life"}}),
            "life 2026-01-01 open 0/1\n");
}

TEST(ObligationsTest, ATermBeginsWithAnElection) {
  Records records = Branch({});
  records.units[0].valid_from = absl::CivilDay(2020, 2, 29);
  EventRecord election;
  election.id = "x";
  election.kind = "election";
  election.subject = {NodeKind::kUnit, "b1"};
  election.day = absl::CivilDay(2022, 5, 1);
  records.events = {election};
  const Snapshot today =
      SnapshotWith(records, ProfileWith(R"({"id": "talk", "event": "talk",
          "every": {"per": "term"}})"),
                   Day(11, 22));
  EXPECT_EQ(DueText(today, {absl::CivilDay(2019, 1, 1), Day(12, 1)}),
            "talk 2020-02-29 missed 0/1\ntalk 2022-05-01 missed 0/1\n"
            "+ x\n");
  // The second term ended after three years; nothing is owed since.
  EXPECT_EQ(DueText(today, {absl::CivilDay(2025, 5, 1), Day(12, 1)}), "");
}

TEST(ObligationsTest, PostsAndPersonsOweToo) {
  Records records = Branch({});
  records.posts = {{.id = "head", .unit = "b1", .kind = "head"}};
  records.persons = {{.id = "p1"}};
  records.memberships = {{.person = "p1", .unit = "b1", .standing = "full"}};
  const Snapshot today =
      SnapshotWith(records, ProfileWith(R"({"id": "lecture", "event": "lecture",
          "subject": {"kind": "head"}, "every": {"per": "year"}},
          {"id": "report", "event": "report", "subject": {"standing": "full"},
           "every": {"per": "half_year"}})"),
                   Day(11, 22));
  EXPECT_EQ(Text(today, DueOf(today, *today.Find("post:head"), kYear)),
            "lecture 2026-01-01 open 0/1\n");
  EXPECT_EQ(Text(today, DueOf(today, *today.Find("person:p1"), kYear)),
            "report 2026-01-01 missed 0/1\nreport 2026-07-01 open 0/1\n");
  EXPECT_EQ(DueText(today), "");
}

TEST(ObligationsTest, CountsAreOfPeriodsThatEndWithin) {
  const Snapshot today = SnapshotWith(Branch({Day(2, 1), Day(7, 10)}),
                                      ProfileWith(kQuarterly), Day(11, 22));
  const auto tally = [&](const Period& period) {
    const absl::StatusOr<DueTallies> tallies = CountDue(today, period);
    EXPECT_TRUE(tallies.ok()) << tallies.status();
    return tallies->of(*today.Find("unit:b1"));
  };
  EXPECT_EQ(tally(kYear),
            (DueTally{.met = 1, .late = 1, .missed = 1, .open = 1}));
  EXPECT_EQ(tally({Day(1, 1), Day(3, 31)}), DueTally());
  EXPECT_EQ(tally({Day(3, 31), Day(4, 1)}), DueTally{.met = 1});
}

TEST(ObligationsTest, SaysWhatCannotBeAsked) {
  const Snapshot today =
      SnapshotWith(Branch({Day(2, 1)}), ProfileWith(kQuarterly), Day(11, 22));
  const absl::StatusOr<DueList> wrong =
      DueOf(today, *today.Find("event:e2026-02-01"), Period(),
            {.obligations = {"meetings"}});
  EXPECT_EQ(wrong.status().code(), absl::StatusCode::kInvalidArgument);
  std::string message;
  for (const Problem& problem : Problems(wrong.status())) {
    message += problem.message + "\n";
  }
  EXPECT_THAT(message, HasSubstr("no first or no last day"));
  EXPECT_THAT(message, HasSubstr("did you mean \"meeting\"?"));
  EXPECT_THAT(message, HasSubstr("units, posts and persons, and no event"));
  EXPECT_THAT(DueText(today, {Day(2, 1), Day(2, 1)}),
              HasSubstr("the period from 2026-02-01 to 2026-02-01 has no day"));
}

}  // namespace
}  // namespace zeren
