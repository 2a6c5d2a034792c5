#include "zeren/assign/future_gaps.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/assign/handover.h"
#include "tests/support/build.h"
#include "tests/support/random_document.h"
#include "tests/support/random_organization.h"
#include "zeren/assign/resolution.h"
#include "zeren/exchange/document.h"
#include "zeren/model/organization_builder.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

using testing::BuildOrDie;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kHandoverYear;

std::vector<FutureGap> GapsOrDie(const Organization& org, const Period& period,
                                 const FutureGapOptions& options = {}) {
  absl::StatusOr<std::vector<FutureGap>> gaps =
      FutureGaps(org, period, options);
  EXPECT_TRUE(gaps.ok()) << gaps.status();
  return gaps.ok() ? *std::move(gaps) : std::vector<FutureGap>();
}

// "task:report 2026-03-01 2026-03-15"
std::string Said(const Organization& org, const FutureGap& gap) {
  return org.NameOf(gap.work) + " " + FormatDay(gap.period.from) + " " +
         FormatDay(gap.period.to) + (gap.complete ? "" : " incomplete");
}

std::vector<std::string> Said(const Organization& org,
                              const std::vector<FutureGap>& gaps) {
  std::vector<std::string> said;
  for (const FutureGap& gap : gaps) said.push_back(Said(org, gap));
  return said;
}

// The handover, but with nobody above the branch.
Records HandoverWithoutBoss() {
  Records records = testing::Handover();
  records.appointments.erase(records.appointments.begin());
  return records;
}

TEST(FutureGaps, AreTheDaysOnWhichNobodyAnswers) {
  const Organization org = BuildOrDie(HandoverWithoutBoss());
  EXPECT_THAT(Said(org, GapsOrDie(org, kHandoverYear)),
              ElementsAre("task:report 2026-03-01 2026-03-15",
                          "task:report 2026-08-01 2026-08-20"));
  EXPECT_THAT(Said(org, GapsOrDie(org, {absl::CivilDay(2026, 3, 10),
                                        absl::CivilDay(2026, 8, 2)})),
              ElementsAre("task:report 2026-03-10 2026-03-15",
                          "task:report 2026-08-01 2026-08-02"));
}

TEST(FutureGaps, AreNoneWhereSomebodyAnswersFurtherUp) {
  const Organization org = BuildOrDie(testing::Handover());
  EXPECT_THAT(GapsOrDie(org, kHandoverYear), IsEmpty());
}

TEST(FutureGaps, AskForTheRolesThatAreWanted) {
  Records records = HandoverWithoutBoss();
  records.assignments.push_back({.work = {NodeKind::kTask, "report"},
                                 .role = Role::kResponsible,
                                 .to = {NodeKind::kPerson, "boss"}});
  const Organization org = BuildOrDie(records);
  EXPECT_THAT(GapsOrDie(org, kHandoverYear), IsEmpty());
  EXPECT_THAT(
      Said(org, GapsOrDie(org, kHandoverYear, {.roles = {Role::kAccountable}})),
      ElementsAre("task:report 2026-03-01 2026-03-15",
                  "task:report 2026-08-01 2026-08-20"));
}

TEST(FutureGaps, JoinNeighbouringDaysWhateverChangesOnTheWay) {
  Records records = HandoverWithoutBoss();
  // Somebody holds the post above from 5 to 9 March, and is never present.
  records.appointments.push_back({.person = "boss",
                                  .post = "boss",
                                  .valid_from = absl::CivilDay(2026, 3, 5),
                                  .valid_to = absl::CivilDay(2026, 3, 9)});
  records.absences.push_back({.person = "boss"});
  const Organization org = BuildOrDie(records);
  EXPECT_THAT(Said(org, GapsOrDie(org, kHandoverYear)),
              ElementsAre("task:report 2026-03-01 2026-03-15",
                          "task:report 2026-08-01 2026-08-20"));
}

TEST(FutureGaps, AskForTasksWhileTheyAreOpen) {
  Records records = HandoverWithoutBoss();
  auto& task = records.tasks.front();
  task.start = absl::CivilDay(2026, 3, 5);
  records.progress.push_back(
      {.task = "report", .day = absl::CivilDay(2026, 8, 10), .done = 1});
  const Organization org = BuildOrDie(records);
  EXPECT_THAT(Said(org, GapsOrDie(org, kHandoverYear)),
              ElementsAre("task:report 2026-03-05 2026-03-15",
                          "task:report 2026-08-01 2026-08-10"));
  records.tasks.front().cancelled = absl::CivilDay(2026, 3, 8);
  const Organization cancelled = BuildOrDie(records);
  EXPECT_THAT(Said(cancelled, GapsOrDie(cancelled, kHandoverYear)),
              ElementsAre("task:report 2026-03-05 2026-03-08"));
}

TEST(FutureGaps, AskForDutiesWhileTheyAreInForce) {
  Records records;
  records.units.push_back({.id = "a", .kind = "unit"});
  records.duties.push_back({.id = "watch",
                            .bearer = "unit:a",
                            .valid_from = absl::CivilDay(2026, 2, 1),
                            .valid_to = absl::CivilDay(2026, 4, 1)});
  records.duties.push_back({.id = "past", .valid_to = Until::Unknown()});
  const Organization org = BuildOrDie(records);
  EXPECT_THAT(Said(org, GapsOrDie(org, kHandoverYear)),
              ElementsAre("duty:watch 2026-02-01 2026-04-01"));
}

TEST(FutureGaps, ComeInOrderOfTheirNames) {
  Records records;
  for (const char* const id : {"b", "10", "9", "a"}) {
    records.tasks.push_back({.id = id, .unit = "absent"});
    records.duties.push_back({.id = id});
  }
  const Organization org = BuildOrDie(records);
  std::vector<std::string> works;
  for (const FutureGap& gap : GapsOrDie(org, kHandoverYear)) {
    works.push_back(org.NameOf(gap.work));
  }
  EXPECT_THAT(works, ElementsAre("duty:10", "duty:9", "duty:a", "duty:b",
                                 "task:10", "task:9", "task:a", "task:b"));
}

TEST(FutureGaps, SayWhereACycleWasCut) {
  Records records;
  records.units.push_back({.id = "a", .kind = "unit", .parent = "b"});
  records.units.push_back({.id = "b",
                           .kind = "unit",
                           .parent = "a",
                           .valid_from = absl::CivilDay(2026, 7, 1)});
  records.tasks.push_back({.id = "t", .unit = "a"});
  const Organization org = BuildOrDie(records);
  EXPECT_THAT(Said(org, GapsOrDie(org, {kHandoverYear.from,
                                        absl::CivilDay(2026, 7, 1)})),
              ElementsAre("task:t 2026-01-01 2026-07-01"));
  EXPECT_THAT(Said(org, GapsOrDie(org, kHandoverYear)),
              ElementsAre("task:t 2026-01-01 2027-01-01 incomplete"));
}

TEST(FutureGaps, RefuseAPeriodWithoutDaysAndNoRoles) {
  const Organization org;
  const Period backwards = {kHandoverYear.to, kHandoverYear.from};
  const absl::Status no_day = FutureGaps(org, backwards).status();
  EXPECT_EQ(no_day.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(no_day.message()), HasSubstr("has no day"));
  const absl::Status no_role =
      FutureGaps(org, kHandoverYear, {.roles = {}}).status();
  EXPECT_EQ(no_role.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(no_role.message()), HasSubstr("there is no role"));
}

// ---- Against the snapshot of each day

// The gaps as somebody finds them who looks at each day in turn.
std::vector<FutureGap> DayByDay(const Organization& org, const Period& period,
                                const std::vector<Role>& roles) {
  std::vector<Node> works;
  for (const NodeKind kind : {NodeKind::kTask, NodeKind::kDuty}) {
    for (std::uint32_t i = 0; i < org.count(kind); ++i) {
      if (org.Has(Node(kind, i))) works.push_back(Node(kind, i));
    }
  }
  std::sort(works.begin(), works.end(),
            [&](Node a, Node b) { return org.Before(a, b); });
  std::vector<std::vector<FutureGap>> of_work(works.size());
  for (absl::CivilDay day = period.from; day < period.to; ++day) {
    const Snapshot snapshot = org.AsOf(day);
    const TaskStates states(snapshot);
    for (std::size_t i = 0; i < works.size(); ++i) {
      const auto task = works[i].As<TaskId>();
      if (task ? !states.open(*task) : !snapshot.InForce(works[i])) continue;
      bool answered = false;
      bool complete = true;
      for (const Role role : roles) {
        const Resolution who = ResolveResponsible(snapshot, works[i], role);
        answered = answered || who.answered();
        complete = complete && who.complete;
      }
      if (answered) continue;
      std::vector<FutureGap>& gaps = of_work[i];
      if (gaps.empty() || gaps.back().period.to != day) {
        gaps.push_back({works[i], {day, day}, true});
      }
      gaps.back().period.to = day + 1;
      gaps.back().complete = gaps.back().complete && complete;
    }
  }
  std::vector<FutureGap> gaps;
  for (const std::vector<FutureGap>& some : of_work) {
    gaps.insert(gaps.end(), some.begin(), some.end());
  }
  return gaps;
}

TEST(FutureGaps, AreThoseOfTheSnapshotsOfAllDays) {
  // Days that lie close together, so that every one between can be looked at.
  testing::RandomDocumentOptions options;
  options.days = {"2024-02-26", "2024-02-28", "2024-02-29",
                  "2024-03-01", "2024-03-04", "2024-03-05"};
  const Period period = {absl::CivilDay(2024, 2, 27),
                         absl::CivilDay(2024, 3, 8)};
  const std::vector<std::vector<Role>> choices = {
      {Role::kAccountable, Role::kResponsible},
      {Role::kResponsible},
      {Role::kOversight, Role::kAccountable}};
  std::size_t found = 0;
  std::size_t inner = 0;  // Gaps that begin or end within the period.
  const std::uint64_t documents = testing::kRandomDocuments / 5;
  for (std::uint64_t seed = 0; seed < documents; ++seed) {
    const Organization org = testing::RandomOrganization(seed, options);
    const std::vector<Role>& roles = choices[seed % choices.size()];
    const std::vector<FutureGap> gaps =
        GapsOrDie(org, period, {.roles = roles});
    ASSERT_EQ(Said(org, gaps), Said(org, DayByDay(org, period, roles)))
        << "seed " << seed << ": " << WriteDocument(org);
    for (const FutureGap& gap : gaps) {
      ++found;
      inner += gap.period.from != period.from || gap.period.to != period.to;
    }
  }
  EXPECT_GT(found, documents);
  EXPECT_GT(inner, documents / 5);
}

}  // namespace
}  // namespace zeren
