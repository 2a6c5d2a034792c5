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
#include "tests/measure/monitor_fixtures.h"
#include "tests/measure/roll_up_fixtures.h"
#include "tests/support/random_changes.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;

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

TEST(Monitor, AddsInOrderOfIdWhateverCameFirst) {
  OrganizationBuilder builder = School();
  builder.AddPost({.id = "m", .unit = "b1", .kind = "clerk", .fte = 0.2});
  builder.AddPost({.id = "n", .unit = "b1", .kind = "clerk", .fte = 0.1});
  const Snapshot today = AsOfToday(builder);
  Monitor monitor = MonitorOrDie(today, {"fte"});
  // 0.7 + 0.2 + 0.1 is less than 0.2 + 0.1 + 0.7.
  ApplyOrDie(monitor,
             Change::Add(PostRecord{
                 .id = "a", .unit = "b1", .kind = "clerk", .fte = 0.7}));
  EXPECT_LT(*monitor.value(0, *today.Find("unit:b1")).number, 1);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
  // So with units.
  for (const auto& [id, fte] : std::vector<std::pair<std::string, double>>{
           {"z", 0.1}, {"y", 0.2}, {"x", 0.7}}) {
    ApplyOrDie(monitor, Change::Add(UnitRecord{
                            .id = id, .kind = "group", .parent = "g"}));
    ApplyOrDie(monitor,
               Change::Add(PostRecord{
                   .id = id, .unit = id, .kind = "clerk", .fte = fte}));
  }
  EXPECT_LT(*monitor.value(0, *today.Find("unit:g")).number, 1);
  EXPECT_TRUE(EqualsFresh(monitor, {}));
}

TEST(Monitor, FollowsWhatItSaysItFollows) {
  const Snapshot today = BigSchool().AsOf(kToday);
  for (const Measure& measure : MeasureRegistry::BuiltIn().measures()) {
    EXPECT_TRUE(CanFollow(measure)) << measure.name;
  }
  EXPECT_TRUE(CanFollow(BuiltIn(today, "members.all")));
  const Measure own = CallableMeasure(
      BuiltIn(today, "members"),
      [](const Snapshot&, Node) { return std::optional<double>(1); });
  EXPECT_FALSE(CanFollow(own));
  // Nor listed carriers, nor rows that other changes move.
  Measure listed = BuiltIn(today, "posts");
  listed.carrier = Carrier::kListed;
  EXPECT_FALSE(CanFollow(listed));
  Measure memberships = BuiltIn(today, "memberships");
  EXPECT_TRUE(CanFollow(memberships));
  memberships.combiner = Combiner::kTop;
  EXPECT_FALSE(CanFollow(memberships));
  // Nor what another reader reads.
  Measure others = BuiltIn(today, "members");
  others.open = [](const Snapshot&) { return nullptr; };
  EXPECT_FALSE(CanFollow(others));
}

// ---------------------------------------------------------- Against fresh ones

// What a fresh roll-up says of an organisation on a day.
absl::Status FreshStatus(const Organization& org, absl::CivilDay day,
                         std::span<const Measure> measures,
                         const RollUpOptions& options) {
  return ComputeRollUps(org.AsOf(day), measures, options).status();
}

// Applies changes one by one, now and then on another day, and in the end all
// that could be applied at once.
void Compare(std::mt19937_64& bits, const Organization& start,
             const nlohmann::json& changes, const FollowQuestion& question,
             int& applied) {
  const auto random_day = [&] {
    return kRandomDays.from + static_cast<int>(bits() % 22);
  };
  const Snapshot first = start.AsOf(random_day());
  const std::vector<Measure> measures = MeasuresOf(first, question);
  absl::StatusOr<Monitor> monitor =
      Monitor::Make(first, measures, question.options);
  if (!monitor.ok()) {
    ASSERT_EQ(monitor.status(),
              FreshStatus(start, first.day(), measures, question.options));
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
      ASSERT_EQ(status, next.ok() ? FreshStatus(*next, monitor->day(), measures,
                                                question.options)
                                  : next.status());
    }
    ASSERT_TRUE(EqualsFresh(*monitor, question.options)) << json.dump();
    if (bits() % 3 != 0) continue;
    const absl::CivilDay day = random_day();
    const absl::CivilDay day_before = monitor->day();
    const absl::Status moved = monitor->MoveTo(day);
    ASSERT_EQ(moved, FreshStatus(monitor->organization(), day, measures,
                                 question.options));
    ASSERT_EQ(monitor->day(), moved.ok() ? day : day_before);
    ASSERT_TRUE(EqualsFresh(*monitor, question.options))
        << "on " << FormatDay(day);
  }
  absl::StatusOr<Monitor> at_once =
      Monitor::Make(first, measures, question.options);
  ASSERT_TRUE(at_once.ok()) << at_once.status();
  const absl::Status status = at_once->Apply(good);
  ASSERT_EQ(status, FreshStatus(monitor->organization(), first.day(), measures,
                                question.options));
  if (status.ok()) {
    ASSERT_TRUE(EqualsFresh(*at_once, question.options)) << "at once";
  }
}

// Units that pass on shares of what is below them to two others each. A pair of
// lines gives way to another at once, so that shares stay whole.
class SharedUnits {
 public:
  explicit SharedUnits(std::mt19937_64& bits) : bits_(bits) {
    Profile profile;
    profile.open = true;
    profile.line_kinds = {{.id = "guidance"}};
    OrganizationBuilder builder;
    builder.SetProfile(profile);
    for (int i = 0; i < kUnits; ++i) {
      builder.AddUnit({.id = UnitIdOf(i), .kind = "branch"});
      builder.AddPost({.id = UnitIdOf(i),
                       .unit = UnitIdOf(i),
                       .kind = "clerk",
                       .fte = 0.1});
    }
    const absl::StatusOr<Organization> org = builder.Build();
    EXPECT_TRUE(org.ok()) << org.status();
    start_ = *org;
    for (int i = 2; i < kUnits; ++i) {
      const absl::StatusOr<Organization> next = start_.Apply(Replace(i));
      EXPECT_TRUE(next.ok()) << next.status();
      start_ = *next;
    }
  }

  const Organization& start() const { return start_; }

  // Puts another pair of lines, to two units before it, in place of those that
  // lead up from a unit.
  std::vector<Change> Replace(int unit) {
    std::vector<Change> changes;
    for (const UnitLineRecord& line : lines_[unit]) {
      changes.push_back(
          Change::Remove(Partial<UnitLineRecord>()
                             .With(&UnitLineRecord::child, line.child)
                             .With(&UnitLineRecord::parent, line.parent)));
    }
    lines_[unit].clear();
    const int first = static_cast<int>(bits_() % static_cast<unsigned>(unit));
    const int second =
        (first + 1 +
         static_cast<int>(bits_() % static_cast<unsigned>(unit - 1))) %
        unit;
    const double share = std::vector<double>{0.25, 0.1, 0.5}[bits_() % 3];
    for (const auto& [parent, weight] :
         {std::pair(first, share), std::pair(second, 1 - share)}) {
      lines_[unit].push_back({.child = UnitIdOf(unit),
                              .parent = UnitIdOf(parent),
                              .kind = "guidance",
                              .weight = weight});
      changes.push_back(Change::Add(lines_[unit].back()));
    }
    return changes;
  }

  std::vector<Change> Random() {
    const int unit = 2 + static_cast<int>(bits_() % (kUnits - 2));
    const std::string id = UnitIdOf(unit);
    if (bits_() % 2 == 0) return Replace(unit);
    const auto post = Partial<PostRecord>().With(&PostRecord::id, id);
    const double fte = std::vector<double>{0.1, 0.7, 1, 3}[bits_() % 4];
    return {
        Change::Set(post, Partial<PostRecord>().With(&PostRecord::fte, fte))};
  }

 private:
  static constexpr int kUnits = 9;
  std::mt19937_64& bits_;
  Organization start_;
  std::map<int, std::vector<UnitLineRecord>> lines_;
};

TEST(Monitor, PassesOnSharesAsFreshRollUpsDo) {
  const RollUpOptions split = {.lines = {"guidance"},
                               .policy = LinePolicy::kSplit};
  std::uint64_t followed = 0;
  constexpr std::uint64_t kSeeds = testing::kFollowedDocuments / 50;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    std::mt19937_64 bits(seed);
    SharedUnits units(bits);
    Monitor monitor = MonitorOrDie(units.start().AsOf(kToday),
                                   {"fte", "posts", "vacancies"}, split);
    for (int step = 0; step < 20; ++step) {
      const absl::Status status = monitor.Apply(units.Random());
      ASSERT_TRUE(status.ok()) << status;
      // Not where a post has the share already that it is given.
      followed += monitor.refolded() > 0 ? 1 : 0;
      ASSERT_TRUE(EqualsFresh(monitor, split)) << seed << " step " << step;
    }
  }
  EXPECT_GT(followed, kSeeds * 15);
}

TEST(Monitor, EqualsFreshRollUpsAfterEachChange) {
  int applied = 0;
  for (std::uint64_t seed = 0; seed < testing::kFollowedDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    nlohmann::json document =
        testing::RandomDocument(bits, FollowedDocumentOptions());
    if (seed % 2 == 0) testing::AddTraits(bits, document);
    AddNumbers(bits, document);
    const FollowQuestion question = RandomFollowQuestion(bits);
    MakeSharesWhole(question, document);
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << seed << ": " << org.status();
    nlohmann::json changes = testing::RandomChanges(bits, document, 12);
    if (seed % 2 == 0) AddTraitsToChanges(bits, changes);
    AddNumbers(bits, changes);
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
