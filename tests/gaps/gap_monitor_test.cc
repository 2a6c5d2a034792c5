#include "zeren/gaps/gap_monitor.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/gaps/random_case.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"
#include "tests/support/random_changes.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::ApplyChanges;
using ::zeren::testing::RandomCase;
using ::zeren::testing::RandomChanges;
using ::zeren::testing::RuledDocument;
using Json = nlohmann::json;
using Names = std::multiset<std::string>;

std::string NameOfGap(const Organization& organization, const RuleSet& rules,
                      std::uint32_t rule, const Detection& detection) {
  std::string name = rules[rule].rule.id;
  name += " " + organization.NameOf(detection.focus) + " " + detection.key +
          " " + ToText(detection.value);
  for (const Node node : detection.cycle) {
    name += " " + organization.NameOf(node);
  }
  return name;
}

Snapshot Today(OrganizationBuilder& builder) {
  const absl::StatusOr<Organization> organization = builder.Build();
  EXPECT_TRUE(organization.ok()) << organization.status();
  return (organization.ok() ? *organization : Organization())
      .AsOf(testing::kDay);
}

std::vector<std::string> Lines(const GapMonitor& monitor,
                               const std::vector<GapChanges::Item>& items) {
  std::vector<std::string> lines;
  for (const GapChanges::Item& item : items) {
    lines.push_back(monitor.rules()[item.rule].rule.id + " " +
                    monitor.organization().NameOf(item.detection.focus));
  }
  return lines;
}

std::set<std::string> Fingerprints(const GapReport& report) {
  std::set<std::string> fingerprints;
  for (const Gap& gap : report.gaps()) {
    fingerprints.insert(report.FingerprintOf(gap));
  }
  return fingerprints;
}

std::set<std::string> Fingerprints(const GapMonitor& monitor,
                                   const std::vector<GapChanges::Item>& items) {
  std::set<std::string> fingerprints;
  for (const GapChanges::Item& item : items) {
    fingerprints.insert(monitor.FingerprintOf(item));
  }
  return fingerprints;
}

// Whether the monitor has the gaps of a fresh report, and told what came and
// went since the last one.
::testing::AssertionResult EqualsFresh(const GapMonitor& monitor,
                                       const GapReport& fresh,
                                       const GapReport* before,
                                       const GapChanges& changes) {
  Names expected;
  for (const Gap& gap : fresh.gaps()) {
    expected.insert(NameOfGap(monitor.organization(), monitor.rules(), gap.rule,
                              gap.detection));
  }
  Names actual;
  for (const GapChanges::Item& item : monitor.gaps()) {
    actual.insert(NameOfGap(monitor.organization(), monitor.rules(), item.rule,
                            item.detection));
  }
  if (actual != expected || monitor.size() != fresh.gaps().size()) {
    std::string difference;
    for (const std::string& name : expected) {
      if (!actual.contains(name)) difference += "\n  missing: " + name;
    }
    for (const std::string& name : actual) {
      if (!expected.contains(name)) difference += "\n  too many: " + name;
    }
    return ::testing::AssertionFailure() << difference;
  }
  if (before == nullptr) return ::testing::AssertionSuccess();
  const std::set<std::string> was = Fingerprints(*before);
  const std::set<std::string> is = Fingerprints(fresh);
  std::set<std::string> added;
  std::set<std::string> removed;
  std::set_difference(is.begin(), is.end(), was.begin(), was.end(),
                      std::inserter(added, added.end()));
  std::set_difference(was.begin(), was.end(), is.begin(), is.end(),
                      std::inserter(removed, removed.end()));
  if (Fingerprints(monitor, changes.added) != added) {
    return ::testing::AssertionFailure() << "other gaps were added";
  }
  if (Fingerprints(monitor, changes.removed) != removed) {
    return ::testing::AssertionFailure() << "other gaps were removed";
  }
  return ::testing::AssertionSuccess();
}

TEST(GapMonitorTest, TellsWhatAnAppointmentMends) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "b1", .kind = "branch"});
  builder.AddPost({.id = "b1-head", .unit = "b1", .kind = "head"});
  builder.AddPerson({.id = "p-9"});
  builder.AddMembership({.person = "p-9", .unit = "b1"});
  builder.AddDuty({.id = "d", .kind = "line", .bearer = "post:b1-head"});
  const Snapshot today = Today(builder);
  absl::StatusOr<GapMonitor> monitor = GapMonitor::Make(today);
  ASSERT_TRUE(monitor.ok()) << monitor.status();
  EXPECT_THAT(
      Lines(*monitor, monitor->gaps()),
      ElementsAre("answerer-missing duty:d", "post-vacant post:b1-head"));

  const absl::StatusOr<GapChanges> changes = monitor->Apply(
      {{Change::Add(AppointmentRecord{.person = "p-9", .post = "b1-head"})}});
  ASSERT_TRUE(changes.ok()) << changes.status();
  EXPECT_THAT(changes->added, IsEmpty());
  EXPECT_THAT(
      Lines(*monitor, changes->removed),
      ElementsAre("answerer-missing duty:d", "post-vacant post:b1-head"));
  EXPECT_EQ(monitor->size(), 0u);
}

TEST(GapMonitorTest, LeavesAllAsItWasIfAChangeFails) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "b1", .kind = "branch"});
  const Snapshot today = Today(builder);
  absl::StatusOr<GapMonitor> monitor = GapMonitor::Make(today);
  ASSERT_TRUE(monitor.ok()) << monitor.status();
  const std::vector<GapChanges::Item> before = monitor->gaps();
  const std::vector<Change> changes = {
      Change::Add(UnitRecord{.id = "b2", .kind = "branch"}),
      Change::Remove(Partial<PersonRecord>().With(&PersonRecord::id, "x"))};
  EXPECT_FALSE(monitor->Apply(changes).ok());
  EXPECT_EQ(monitor->gaps(), before);
  EXPECT_FALSE(monitor->organization().Find("unit:b2").has_value());
}

// What is far from a change is not looked at again.
TEST(GapMonitorTest, EvaluatesOnlyWhatAChangeConcerns) {
  OrganizationBuilder builder;
  const auto add_branch = [&](const std::string& id) {
    builder.AddUnit({.id = id, .kind = "branch", .parent = "top"});
    const std::string post = id + "-head";
    builder.AddPost({.id = post, .unit = id, .kind = "head"});
    const std::string person = id + "-p";
    builder.AddPerson({.id = person});
    builder.AddMembership({.person = person, .unit = id});
    builder.AddAppointment({.person = person, .post = post});
    builder.AddTask({.id = id + "-t", .unit = id});
  };
  builder.AddUnit({.id = "top", .kind = "school"});
  for (int i = 0; i < 1000; ++i) add_branch("b" + std::to_string(i));
  const Snapshot today = Today(builder);
  absl::StatusOr<GapMonitor> monitor = GapMonitor::Make(today);
  ASSERT_TRUE(monitor.ok()) << monitor.status();
  const std::size_t before = monitor->size();

  Change end = Change::End(
      Partial<AppointmentRecord>().With(&AppointmentRecord::post, "b7-head"),
      absl::CivilDay(2026, 11, 1));
  absl::StatusOr<GapChanges> changes = monitor->Apply({{end}});
  ASSERT_TRUE(changes.ok()) << changes.status();
  EXPECT_GT(monitor->size(), before);
  EXPECT_LT(monitor->evaluated(), 60u);
}

TEST(GapMonitorTest, FollowsLongSequencesOfRandomChanges) {
  // Every change is followed by a fresh report, and changes what those before
  // left.
  constexpr std::uint64_t kDocuments = testing::kFollowedDocuments / 50;
  constexpr std::uint64_t kBatches = 60;
  std::size_t applied = 0;
  std::size_t moved = 0;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    RuledDocument tried = RandomCase(bits);
    const absl::CivilDay day =
        absl::CivilDay(2023, 12, 1) + static_cast<int>(bits() % 500);
    GapReport before = FindGaps(tried.organization.AsOf(day), tried.rules);
    GapMonitor monitor = GapMonitor::Make(before.snapshot(), tried.rules, {});
    ASSERT_TRUE(EqualsFresh(monitor, before, nullptr, {}))
        << FormatDay(day) << tried.document.dump(1);
    for (std::uint64_t batch = 0; batch < kBatches; ++batch) {
      const int count = bits() % 4 == 0 ? 3 : 1;
      const Json written = RandomChanges(bits, tried.document, count);
      std::optional<Json> next = ApplyChanges(tried.document, written);
      const absl::StatusOr<std::vector<Change>> changes =
          LoadChanges(written.dump());
      if (!next || !changes.ok()) continue;
      const absl::StatusOr<GapChanges> told = monitor.Apply(*changes);
      if (!told.ok()) continue;
      ++applied;
      moved += told->added.size() + told->removed.size();
      const GapReport fresh =
          FindGaps(monitor.organization().AsOf(day), tried.rules);
      ASSERT_TRUE(EqualsFresh(monitor, fresh, &before, *told))
          << FormatDay(day) << " batch " << batch << "\n"
          << written.dump(1) << "\n"
          << tried.document.dump(1);
      before = fresh;
      tried.document = *std::move(next);
    }
  }
  EXPECT_GT(applied, kDocuments * kBatches / 2);
  EXPECT_GT(moved, kDocuments * kBatches / 2);
}

// A duty is written at no node that bears none yet.
TEST(GapMonitorTest, SeesTheFirstDutyOfAUnit) {
  const absl::StatusOr<Organization> organization = LoadDocument(R"({
      "zeren": 1, "as_of": "2024-06-01",
      "profile": {"id": "mine", "unit_kinds": [{"id": "branch"}],
          "post_kinds": [{"id": "head", "head": true}],
          "duty_kinds": [{"id": "line"}],
          "rules": [{"id": "bears", "check": "duty_bearer",
                     "severity": "warning",
                     "params": {"duty_kind": "line"}}]},
      "units": [{"id": "a", "kind": "branch"}],
      "posts": [{"id": "h", "unit": "a", "kind": "head"}]})");
  ASSERT_TRUE(organization.ok()) << organization.status();
  absl::StatusOr<GapMonitor> monitor =
      GapMonitor::Make(organization->AsOf(testing::kDay));
  ASSERT_TRUE(monitor.ok()) << monitor.status();
  EXPECT_THAT(Lines(*monitor, monitor->gaps()), ElementsAre("bears unit:a"));

  const absl::StatusOr<GapChanges> changes = monitor->Apply({{Change::Add(
      DutyRecord{.id = "d", .kind = "line", .bearer = "unit:a"})}});
  ASSERT_TRUE(changes.ok()) << changes.status();
  EXPECT_THAT(Lines(*monitor, changes->removed), ElementsAre("bears unit:a"));
}

TEST(GapMonitorTest, DocumentationExample) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "b1", .kind = "branch"});
  builder.AddPost({.id = "b1-head", .unit = "b1", .kind = "head"});
  builder.AddPerson({.id = "p-9"});
  const Snapshot today = Today(builder);
  const GapReport before = FindGaps(today).value();
  absl::StatusOr<GapMonitor> monitor = GapMonitor::Make(today);
  ASSERT_TRUE(monitor.ok()) << monitor.status();
  const std::vector<Change> appoint = {
      Change::Add(AppointmentRecord{.person = "p-9", .post = "b1-head"})};
  absl::StatusOr<GapChanges> changes = monitor->Apply(appoint);
  ASSERT_TRUE(changes.ok()) << changes.status();
  std::set<std::string> mended;
  for (const GapChanges::Item& item : changes->removed) {
    mended.insert(monitor->FingerprintOf(item));
  }
  EXPECT_FALSE(mended.empty());
  EXPECT_TRUE(std::ranges::includes(Fingerprints(before), mended));
}

}  // namespace
}  // namespace zeren
