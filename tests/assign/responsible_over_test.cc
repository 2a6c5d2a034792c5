#include "zeren/assign/responsible_over.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/assign/internal/answers_over.h"
#include "tests/assign/handover.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"
#include "tests/support/random_document.h"
#include "tests/support/random_organization.h"
#include "zeren/exchange/document.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using internal::ToDayNumber;
using testing::BuildOrDie;
using ::testing::ElementsAre;
using testing::Handover;
using ::testing::HasSubstr;
using testing::kHandoverYear;

ResponsibleTimeline OverOrDie(const Organization& org, Node work, Role role,
                              const Period& period) {
  absl::StatusOr<ResponsibleTimeline> timeline =
      ResponsibleOver(org, work, role, period);
  EXPECT_TRUE(timeline.ok()) << timeline.status();
  return timeline.ok() ? *std::move(timeline) : ResponsibleTimeline();
}

// "2026-03-01 post:boss", one for each step.
std::vector<std::string> StepsOf(const Organization& org,
                                 const ResponsibleTimeline& timeline) {
  std::vector<std::string> steps;
  for (const ResponsibleTimeline::Step& step : timeline.steps) {
    std::string text = FormatDay(step.period.from);
    for (const PersonId person : step.who.persons) {
      text += " " + org.NameOf(person);
    }
    steps.push_back(text);
  }
  return steps;
}

TEST(ResponsibleOver, FollowsAHandover) {
  const Organization org = BuildOrDie(Handover());
  const ResponsibleTimeline timeline = OverOrDie(
      org, *org.Find("task:report"), Role::kAccountable, kHandoverYear);
  EXPECT_THAT(StepsOf(org, timeline),
              ElementsAre("2026-01-01 person:first", "2026-03-01 person:boss",
                          "2026-03-15 person:second", "2026-06-01 person:third",
                          "2026-08-01 person:boss", "2026-08-20 person:third"));
  EXPECT_EQ(timeline.steps.back().period.to, kHandoverYear.to);
  EXPECT_EQ(timeline.work, *org.Find("task:report"));
  EXPECT_EQ(timeline.role, Role::kAccountable);
  EXPECT_EQ(timeline.period, kHandoverYear);
  EXPECT_EQ(timeline.At(absl::CivilDay(2026, 3, 14)).hops, 1u);
  EXPECT_EQ(timeline.At(absl::CivilDay(2026, 3, 15)).hops, 0u);
}

TEST(ResponsibleOver, ResolvesOnceForEachChangeOnTheWay) {
  Records records = Handover();
  // Elsewhere something changes on each day.
  records.units.push_back({.id = "elsewhere", .kind = "unit"});
  for (int i = 0; i < 365; ++i) {
    records.appointments.push_back({.person = "second",
                                    .post = "other",
                                    .valid_from = kHandoverYear.from + i,
                                    .valid_to = kHandoverYear.from + i + 1});
  }
  records.posts.push_back({.id = "other", .unit = "elsewhere", .kind = "head"});
  const Organization org = BuildOrDie(records);
  std::size_t runs = 0;
  internal::ForEachAnswer(
      org, *org.Find("task:report"), Role::kAccountable,
      {ToDayNumber(kHandoverYear.from), ToDayNumber(kHandoverYear.to)},
      [&](const internal::DayRange&, const Resolution&) { ++runs; });
  EXPECT_EQ(runs, 6u);
}

TEST(ResponsibleOver, JoinsDaysBetweenWhichNothingChangesThatCounts) {
  Records records;
  records.units.push_back({.id = "a", .kind = "unit"});
  records.posts.push_back({.id = "h", .unit = "a", .kind = "head"});
  records.persons.push_back({.id = "p"});
  constexpr absl::CivilDay kRenewal(2026, 7, 1);
  records.appointments.push_back(
      {.person = "p", .post = "h", .valid_to = kRenewal});
  records.appointments.push_back(
      {.person = "p", .post = "h", .valid_from = kRenewal});
  records.tasks.push_back({.id = "t", .unit = "a"});
  const Organization org = BuildOrDie(records);
  const ResponsibleTimeline timeline =
      OverOrDie(org, *org.Find("task:t"), Role::kAccountable, kHandoverYear);
  ASSERT_EQ(timeline.steps.size(), 1u);
  EXPECT_EQ(timeline.steps.front().period, kHandoverYear);
}

TEST(ResponsibleOver, CoversAllTime) {
  const Organization org = BuildOrDie(Handover());
  const ResponsibleTimeline timeline =
      OverOrDie(org, *org.Find("task:report"), Role::kAccountable, {});
  EXPECT_EQ(timeline.steps.front().period.from, (absl::CivilDay::min)());
  EXPECT_EQ(timeline.steps.back().period.to, (absl::CivilDay::max)());
  EXPECT_EQ(timeline.steps.size(), 6u);
}

TEST(ResponsibleOver, RefusesAPeriodWithoutDays) {
  const Organization org = BuildOrDie(Handover());
  constexpr absl::CivilDay kDay(2026, 3, 1);
  const auto timeline = ResponsibleOver(org, *org.Find("task:report"),
                                        Role::kAccountable, {kDay, kDay});
  EXPECT_EQ(timeline.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(timeline.status().message()),
              HasSubstr("the period from 2026-03-01 to 2026-03-01 has no day"));
}

TEST(ResponsibleOver, RefusesWhatIsNoWork) {
  const Organization org = BuildOrDie(Handover());
  for (const Node node : {*org.Find("unit:branch"), Node(TaskId{7})}) {
    const auto timeline =
        ResponsibleOver(org, node, Role::kAccountable, kHandoverYear);
    EXPECT_EQ(timeline.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(timeline.status().message()),
                HasSubstr("ask for a task or duty of the document"));
  }
}

// A chain of vacant posts, each reporting to the one before.
TEST(ResponsibleOver, GoesUpAMillionLevels) {
  constexpr int kLevels = testing::kManyLevels;
  OrganizationBuilder builder;
  builder.AddUnit({.id = "u", .kind = "unit"});
  std::string above;
  for (int level = 0; level < kLevels; ++level) {
    char id[16];
    std::snprintf(id, sizeof(id), "q%07d", level);
    PostView post{.id = id, .unit = "u", .kind = "clerk"};
    if (level > 0) post.reports_to = std::string_view(above);
    builder.AddPost(post);
    above = id;
  }
  builder.AddTask({.id = "t", .unit = "u"});
  builder.AddAssignment({.work = {NodeKind::kTask, "t"},
                         .role = Role::kAccountable,
                         .to = {NodeKind::kPost, above}});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const ResponsibleTimeline timeline =
      OverOrDie(*org, *org->Find("task:t"), Role::kAccountable, kHandoverYear);
  ASSERT_EQ(timeline.steps.size(), 1u);
  EXPECT_EQ(timeline.steps.front().who.hops, kLevels - 1u);
  EXPECT_FALSE(timeline.steps.front().who.answered());
}

// ---- Against the snapshot of each day

// Compares on the days given, which lie in the period.
void Compare(const Organization& org, const Period& period,
             const std::map<absl::CivilDay, Snapshot>& snapshots,
             std::size_t& steps) {
  for (const NodeKind kind : {NodeKind::kTask, NodeKind::kDuty}) {
    for (std::uint32_t i = 0; i < org.count(kind); ++i) {
      for (std::size_t r = 0; r < kRoles; ++r) {
        const Node work(kind, i);
        if (!org.Has(work)) continue;
        const Role role = static_cast<Role>(r);
        const ResponsibleTimeline timeline = OverOrDie(org, work, role, period);
        for (const auto& [day, snapshot] : snapshots) {
          ASSERT_EQ(timeline.At(day), ResolveResponsible(snapshot, work, role))
              << org.NameOf(work) << " " << NameOf(role) << " on "
              << FormatDay(day);
        }
        ASSERT_EQ(timeline.steps.front().period.from, period.from);
        ASSERT_EQ(timeline.steps.back().period.to, period.to);
        for (std::size_t s = 1; s < timeline.steps.size(); ++s) {
          ASSERT_EQ(timeline.steps[s].period.from,
                    timeline.steps[s - 1].period.to);
          ASSERT_NE(timeline.steps[s].who, timeline.steps[s - 1].who);
        }
        steps += timeline.steps.size();
      }
    }
  }
}

TEST(ResponsibleOver, IsTheResolutionOfEachDay) {
  const std::vector<std::string> texts = testing::RandomDocumentOptions().days;
  const Period period = {*ParseDay(texts.front()) - 2,
                         *ParseDay(texts.back()) + 3};
  std::size_t steps = 0;
  const std::uint64_t documents = testing::kRandomDocuments / 4;
  for (std::uint64_t seed = 0; seed < documents; ++seed) {
    const Organization org = testing::RandomOrganization(seed);
    std::map<absl::CivilDay, Snapshot> snapshots;
    // On each day for some of them, and for the others on those days that a
    // document may name and the days beside them.
    if (seed % 100 == 0) {
      for (absl::CivilDay day = period.from; day < period.to; ++day) {
        snapshots.emplace(day, org.AsOf(day));
      }
    }
    for (const std::string& text : texts) {
      for (const int beside : {-1, 0, 1}) {
        const absl::CivilDay day = *ParseDay(text) + beside;
        snapshots.emplace(day, org.AsOf(day));
      }
    }
    Compare(org, period, snapshots, steps);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << WriteDocument(org);
  }
  EXPECT_GT(steps, documents * 30);
}

TEST(ResponsibleOver, IsTheResolutionOfEachDayForEveryWayToDelegate) {
  std::size_t visited = 0;
  std::size_t steps = 0;
  testing::ForEachSmallDelegation([&](const nlohmann::json& document) {
    // One of 97 at most.
    constexpr std::size_t kStride = 97 / testing::kSmallOrganizationStride;
    if (visited++ % kStride != 0 || HasFatalFailure()) return;
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    constexpr absl::CivilDay kDay(2024, 6, 30);
    const std::map<absl::CivilDay, Snapshot> snapshots = {
        {kDay, org->AsOf(kDay)}};
    Compare(*org, {kDay, kDay + 1}, snapshots, steps);
    if (HasFailure()) FAIL() << document;
  });
  EXPECT_GT(steps, 10'000u);
}

}  // namespace
}  // namespace zeren
