#include "zeren/measure/monitor.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/measure/follow_fixtures.h"
#include "tests/measure/roll_up_fixtures.h"
#include "tests/support/random_changes.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;

Measure BuiltIn(const Snapshot& snapshot, std::string_view name) {
  return *MeasureRegistry::BuiltIn().Find(snapshot, name);
}

// A monitor of built-in measures.
Monitor MonitorOrDie(const Snapshot& snapshot,
                     const std::vector<std::string>& names,
                     const RollUpOptions& options = {}) {
  std::vector<Measure> measures;
  for (const std::string& name : names) {
    measures.push_back(BuiltIn(snapshot, name));
  }
  absl::StatusOr<Monitor> monitor = Monitor::Make(snapshot, measures, options);
  EXPECT_TRUE(monitor.ok()) << monitor.status();
  return *std::move(monitor);
}

// Whether a monitor says what fresh roll-ups of its organisation and day say.
::testing::AssertionResult EqualsFresh(const Monitor& monitor,
                                       const RollUpOptions& options) {
  const Organization& org = monitor.organization();
  const absl::StatusOr<std::vector<RollUp>> fresh =
      ComputeRollUps(org.AsOf(monitor.day()), monitor.measures(), options);
  if (!fresh.ok()) return ::testing::AssertionFailure() << fresh.status();
  const NodeKind kind = NodeKindOf(options.by);
  for (std::size_t m = 0; m < fresh->size(); ++m) {
    const RollUp& roll_up = (*fresh)[m];
    if (monitor.complete(m) != roll_up.complete()) {
      return ::testing::AssertionFailure()
             << roll_up.measure().name << " complete: " << monitor.complete(m);
    }
    for (std::uint32_t i = 0; i < org.count(kind) + 2; ++i) {
      const Node node(kind, i);
      const auto same = IsSame(monitor.value(m, node), roll_up.value(node));
      if (!same) {
        return ::testing::AssertionFailure()
               << roll_up.measure().name << " of node " << i << ": "
               << same.message();
      }
    }
  }
  return ::testing::AssertionSuccess();
}

TEST(Monitor, DocumentationExample) {
  OrganizationBuilder builder = PeopledSchool();
  builder.AddPerson({.id = "p-9"});
  const Snapshot today = AsOfToday(builder);
  const Node school = *today.Find("unit:school");
  const std::vector<Measure> measures = {
      *MeasureRegistry::BuiltIn().Find(today, "members")};
  absl::StatusOr<Monitor> monitor = Monitor::Make(today, measures);
  ASSERT_TRUE(monitor.ok()) << monitor.status();
  EXPECT_EQ(monitor->value(0, school).number, 3);
  absl::Status applied = monitor->Apply(
      {{Change::Add(MembershipRecord{.person = "p-9", .unit = "b1"})}});
  ASSERT_TRUE(applied.ok()) << applied;
  EXPECT_EQ(monitor->value(0, school).number, 4);
}

TEST(Monitor, ChangesNothingIfOneChangeFails) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  Monitor monitor = MonitorOrDie(today, {"members", "task_progress"});
  const std::vector<Change> changes = {
      Change::Add(MembershipRecord{.person = "dee", .unit = "b1"}),
      Change::Remove(
          Partial<PersonRecord>().With(&PersonRecord::id, "nobody"))};
  const absl::Status status = monitor.Apply(changes);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("/changes/1"));
  EXPECT_EQ(monitor.value(0, *today.Find("unit:school")).number, 3);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  EXPECT_EQ(WriteDocument(monitor.organization()),
            WriteDocument(today.organization()));
}

TEST(Monitor, ChangesNothingIfASumGetsTooGreat) {
  OrganizationBuilder builder = School();
  builder.AddPost({.id = "a", .unit = "b1", .kind = "clerk", .fte = 1e15});
  const Snapshot today = AsOfToday(builder);
  Measure whole = BuiltIn(today, "fte");
  whole.whole = true;
  absl::StatusOr<Monitor> monitor = Monitor::Make(today, std::span(&whole, 1));
  ASSERT_TRUE(monitor.ok()) << monitor.status();
  std::vector<Change> changes;
  for (int i = 0; i < 9; ++i) {
    changes.push_back(Change::Add(PostRecord{.id = "x" + std::to_string(i),
                                             .unit = "g",
                                             .kind = "clerk",
                                             .fte = 1e15}));
  }
  const absl::Status status = monitor->Apply(changes);
  EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange) << status;
  EXPECT_EQ(monitor->value(0, *today.Find("unit:school")).number, 1e15);
  EXPECT_TRUE(EqualsFresh(*monitor, {}));
  // It goes on from there.
  ASSERT_TRUE(monitor->Apply(std::span(changes).first(2)).ok());
  EXPECT_EQ(monitor->value(0, *today.Find("unit:school")).number, 3e15);
  EXPECT_TRUE(EqualsFresh(*monitor, {}));
}

TEST(Monitor, TurnsToOtherDays) {
  OrganizationBuilder builder = PeopledSchool();
  const Snapshot today = AsOfToday(builder);
  Monitor monitor = MonitorOrDie(today, {"members", "memberships"});
  const Node group = *today.Find("unit:g");
  EXPECT_EQ(monitor.value(0, group).number, 2);
  ASSERT_TRUE(monitor.MoveTo(absl::CivilDay(2019, 12, 31)).ok());
  EXPECT_EQ(monitor.day(), absl::CivilDay(2019, 12, 31));
  EXPECT_EQ(monitor.value(0, group).number, 3);
  EXPECT_EQ(monitor.snapshot().day(), monitor.day());
  ASSERT_TRUE(monitor.MoveTo((absl::CivilDay::max)()).ok());
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  ASSERT_TRUE(monitor.MoveTo((absl::CivilDay::min)()).ok());
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  ASSERT_TRUE(monitor.MoveTo(kToday).ok());
  EXPECT_EQ(monitor.value(0, group).number, 2);
}

// -------------------------------------------------------------- What it
// touches

// Applies a change, and returns how many nodes were added up anew.
std::size_t RefoldedBy(Monitor& monitor, const Change& change) {
  const absl::Status status = monitor.Apply(std::span(&change, 1));
  EXPECT_TRUE(status.ok()) << status;
  return monitor.refolded();
}

TEST(Monitor, TouchesOnlyTheChainsAbove) {
  const Snapshot today = BigSchool().AsOf(kToday);
  // Unit 9999 is below 999, 99, 9 and 0; unit 5 below 0.
  Monitor members = MonitorOrDie(today, {"members", "members.all"});
  EXPECT_EQ(members.refolded(), 0u);
  // The unit and the four above it, for each of both sorts of carriers: also
  // if nobody has come yet of whom the membership is.
  const auto join = [](std::string unit) {
    return Change::Add(
        MembershipRecord{.person = "new", .unit = std::move(unit)});
  };
  EXPECT_EQ(RefoldedBy(members, join("u9999")), 10u);
  EXPECT_EQ(members.value(0, *today.Find("unit:u9999")).number, 1);
  EXPECT_EQ(RefoldedBy(members, Change::Add(PersonRecord{.id = "new"})), 10u);
  EXPECT_EQ(members.value(0, *today.Find("unit:u9999")).number, 2);
  EXPECT_EQ(members.value(0, *today.Find("unit:u0")).number, 10'001);
  // A second place, far from the first: a unit and the one above it, where the
  // ways of this person meet.
  EXPECT_EQ(RefoldedBy(members, join("u5")), 4u);
  EXPECT_EQ(members.value(0, *today.Find("unit:u0")).number, 10'001);
  EXPECT_EQ(members.value(0, *today.Find("unit:u5")).number,
            RollUpOrDie(members.snapshot(), "members")
                .value(*today.Find("unit:u5"))
                .number);
  EXPECT_EQ(members.value(0, *today.Find("unit:u0")).number, 10'001);

  Monitor posts = MonitorOrDie(today, {"fte", "vacancies"});
  const auto post = Partial<PostRecord>().With(&PostRecord::id, "u9999");
  EXPECT_EQ(RefoldedBy(posts, Change::Set(post, Partial<PostRecord>().With(
                                                    &PostRecord::fte, 0.7))),
            5u);
  EXPECT_EQ(RefoldedBy(posts, Change::Add(AbsenceRecord{.person = "pu9999",
                                                        .reason = "leave"})),
            5u);
  // Members change nothing here.
  EXPECT_EQ(RefoldedBy(posts, Change::Add(MembershipRecord{.person = "pu7",
                                                           .unit = "u9999"})),
            0u);
  EXPECT_TRUE(EqualsFresh(posts, {}));
}

TEST(Monitor, TouchesTwoChainsWhenAUnitMoves) {
  const Snapshot today = BigSchool().AsOf(kToday);
  Monitor monitor = MonitorOrDie(today, {"fte"});
  const auto unit = Partial<UnitRecord>().With(&UnitRecord::id, "u999");
  // From 99 (9, 0) to 5 (0). The unit that moves is as it was.
  EXPECT_EQ(
      RefoldedBy(monitor, Change::Set(unit, Partial<UnitRecord>().With(
                                                &UnitRecord::parent, "u5"))),
      4u);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  // It ends: those below become roots.
  EXPECT_EQ(RefoldedBy(monitor, Change::End(unit, absl::CivilDay(2026, 1, 1))),
            2u);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  // A unit more than there were.
  EXPECT_EQ(RefoldedBy(monitor,
                       Change::Add(UnitRecord{
                           .id = "new", .kind = "branch", .parent = "u9999"})),
            2u);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
}

TEST(Monitor, AddsInOrderOfIdWhateverCameFirst) {
  OrganizationBuilder builder = School();
  builder.AddPost({.id = "m", .unit = "b1", .kind = "clerk", .fte = 0.2});
  builder.AddPost({.id = "n", .unit = "b1", .kind = "clerk", .fte = 0.1});
  const Snapshot today = AsOfToday(builder);
  Monitor monitor = MonitorOrDie(today, {"fte"});
  // 0.7 + 0.2 + 0.1 is less than 0.2 + 0.1 + 0.7.
  RefoldedBy(monitor,
             Change::Add(PostRecord{
                 .id = "a", .unit = "b1", .kind = "clerk", .fte = 0.7}));
  EXPECT_LT(*monitor.value(0, *today.Find("unit:b1")).number, 1);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  // So with units.
  for (const auto& [id, fte] : std::vector<std::pair<std::string, double>>{
           {"z", 0.1}, {"y", 0.2}, {"x", 0.7}}) {
    RefoldedBy(monitor, Change::Add(UnitRecord{
                            .id = id, .kind = "group", .parent = "g"}));
    RefoldedBy(monitor,
               Change::Add(PostRecord{
                   .id = id, .unit = id, .kind = "clerk", .fte = fte}));
  }
  EXPECT_LT(*monitor.value(0, *today.Find("unit:g")).number, 1);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
}

TEST(Monitor, FollowsWhatItSaysItFollows) {
  const Snapshot today = BigSchool().AsOf(kToday);
  const auto can = [&](std::string_view name, const RollUpOptions& options) {
    return CanFollow(BuiltIn(today, name), options);
  };
  for (const Measure& measure : MeasureRegistry::BuiltIn().measures()) {
    EXPECT_TRUE(CanFollow(measure, {})) << measure.name;
  }
  EXPECT_TRUE(can("members.all", {}));
  EXPECT_TRUE(can("members", {.lines = {"primary", "guidance"},
                              .policy = LinePolicy::kPrimaryOnly}));
  EXPECT_FALSE(can("members", {.lines = {"primary", "guidance"}}));
  EXPECT_FALSE(can("members", {.by = Hierarchy::kPosts}));
  EXPECT_FALSE(can("members", {.where = {.standings = {"full"}}}));
  EXPECT_FALSE(can("members", {.within = {.kinds = {"branch"}}}));
  const Measure own = CallableMeasure(
      BuiltIn(today, "members"),
      [](const Snapshot&, Node) { return std::optional<double>(1); });
  EXPECT_FALSE(CanFollow(own, {}));
  // Nor what another reader reads.
  Measure others = BuiltIn(today, "members");
  others.open = [](const Snapshot&) { return nullptr; };
  EXPECT_FALSE(CanFollow(others, {}));
}

// ---------------------------------------------------------- Against fresh ones

// Applies changes one by one, now and then on another day, and in the end all
// that could be applied at once.
void Compare(std::mt19937_64& bits, const Organization& start,
             const nlohmann::json& changes, const FollowQuestion& question,
             int& applied) {
  const auto random_day = [&] {
    return kRandomDays.from + static_cast<int>(bits() % 22);
  };
  const Snapshot first = start.AsOf(random_day());
  absl::StatusOr<Monitor> monitor =
      Monitor::Make(first, MeasuresOf(first, question), question.options);
  if (!monitor.ok()) {
    ASSERT_EQ(monitor.status().code(), absl::StatusCode::kNotFound);
    return;
  }
  ASSERT_TRUE(EqualsFresh(*monitor, question.options));
  std::vector<Change> good;
  for (const nlohmann::json& json : changes["changes"]) {
    const nlohmann::json one = {{"zeren_changes", 1}, {"changes", {json}}};
    const absl::StatusOr<std::vector<Change>> read = LoadChanges(one.dump());
    ASSERT_TRUE(read.ok()) << read.status() << json;
    const absl::StatusOr<Organization> next =
        monitor->organization().Apply(*read);
    const std::string before = WriteDocument(monitor->organization());
    const absl::Status status = monitor->Apply(*read);
    if (status.ok()) {
      ++applied;
      good.push_back(read->front());
      ASSERT_TRUE(next.ok()) << next.status();
      ASSERT_EQ(WriteDocument(monitor->organization()), WriteDocument(*next));
    } else {
      ASSERT_EQ(WriteDocument(monitor->organization()), before);
      if (!next.ok()) {
        ASSERT_EQ(status, next.status());
      }
    }
    ASSERT_TRUE(EqualsFresh(*monitor, question.options)) << json.dump();
    if (bits() % 3 != 0) continue;
    const absl::CivilDay day = random_day();
    ASSERT_TRUE(monitor->MoveTo(day).ok());
    ASSERT_TRUE(EqualsFresh(*monitor, question.options))
        << "on " << FormatDay(day);
  }
  absl::StatusOr<Monitor> at_once =
      Monitor::Make(first, monitor->measures(), question.options);
  ASSERT_TRUE(at_once.ok()) << at_once.status();
  const absl::Status status = at_once->Apply(good);
  // The last line of a kind that is asked for may be gone.
  if (!status.ok()) {
    ASSERT_FALSE(ComputeRollUps(monitor->organization().AsOf(first.day()),
                                monitor->measures(), question.options)
                     .ok());
    return;
  }
  ASSERT_TRUE(EqualsFresh(*at_once, question.options)) << "at once";
}

TEST(Monitor, EqualsFreshRollUpsAfterEachChange) {
  int applied = 0;
  for (std::uint64_t seed = 0; seed < testing::kFollowedDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    nlohmann::json document =
        testing::RandomDocument(bits, FollowedDocumentOptions());
    AddNumbers(bits, document);
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << seed << ": " << org.status();
    nlohmann::json changes = testing::RandomChanges(bits, document, 12);
    AddNumbers(bits, changes);
    const FollowQuestion question = RandomFollowQuestion(bits);
    Compare(bits, *org, changes, question, applied);
    ASSERT_FALSE(HasFatalFailure())
        << "seed " << seed << " " << question.text << "\n"
        << changes.dump(1) << "\n"
        << document.dump(1);
  }
  EXPECT_GT(applied, static_cast<int>(testing::kFollowedDocuments));
}

}  // namespace
}  // namespace zeren
