#include "zeren/measure/roll_up_over.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/measure/follow_fixtures.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"
#include "tests/support/random_document.h"
#include "zeren/exchange/document.h"
#include "zeren/model/change.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Period kYear = {absl::CivilDay(2026, 1, 1), absl::CivilDay(2027, 1, 1)};

// The timeline of one built-in measure for one node.
RollUpTimeline OverOrDie(const Organization& org, std::string_view measure,
                         std::string_view node, const Period& period = kYear,
                         const RollUpOptions& options = {}) {
  const std::vector<Measure> measures = {
      *MeasureRegistry::BuiltIn().Find(org.AsOf(period.from), measure)};
  const std::vector<Node> nodes = {*org.Find(node)};
  const absl::StatusOr<std::vector<RollUpTimeline>> timelines =
      RollUpOver(org, measures, nodes, period, options);
  EXPECT_TRUE(timelines.ok()) << timelines.status();
  return timelines.ok() ? timelines->front() : RollUpTimeline();
}

// "2026-03-01 2" for each step.
std::vector<std::string> StepsOf(const RollUpTimeline& timeline) {
  std::vector<std::string> steps;
  for (const RollUpTimeline::Step& step : timeline.steps) {
    steps.push_back(FormatDay(step.period.from) + " " +
                    (step.value.number
                         ? std::to_string(static_cast<int>(*step.value.number))
                         : "none"));
  }
  return steps;
}

Organization School() {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "school", .kind = "school"});
  builder.AddUnit({.id = "b1", .kind = "branch", .parent = "school"});
  builder.AddUnit({.id = "b2", .kind = "branch", .parent = "school"});
  for (const char* id : {"ann", "bob"}) builder.AddPerson({.id = id});
  builder.AddMembership({.person = "ann", .unit = "b1"});
  // Bob goes from b1 to b2, and comes in March.
  builder.AddMembership({.person = "bob",
                         .unit = "b1",
                         .valid_from = absl::CivilDay(2026, 3, 1),
                         .valid_to = absl::CivilDay(2026, 7, 1)});
  builder.AddMembership({.person = "bob",
                         .unit = "b2",
                         .valid_from = absl::CivilDay(2026, 7, 1)});
  const absl::StatusOr<Organization> org = builder.Build();
  EXPECT_TRUE(org.ok()) << org.status();
  return *org;
}

TEST(RollUpOver, DocumentationExample) {
  const Organization org = School();
  const Snapshot today = org.AsOf(kYear.from);
  const std::vector<Measure> measures = {
      *MeasureRegistry::BuiltIn().Find(today, "members")};
  const std::vector<Node> nodes = {*org.Find("unit:school")};
  absl::StatusOr<std::vector<RollUpTimeline>> timelines =
      RollUpOver(org, measures, nodes,
                 {absl::CivilDay(2026, 1, 1), absl::CivilDay(2027, 1, 1)});
  ASSERT_TRUE(timelines.ok()) << timelines.status();
  EXPECT_THAT(StepsOf(timelines->front()),
              ElementsAre("2026-01-01 1", "2026-03-01 2"));
}

TEST(RollUpOver, HasAStepWhereTheValueOfTheNodeTurns) {
  const Organization org = School();
  const RollUpTimeline b1 = OverOrDie(org, "members", "unit:b1");
  EXPECT_THAT(StepsOf(b1),
              ElementsAre("2026-01-01 1", "2026-03-01 2", "2026-07-01 1"));
  EXPECT_EQ(b1.steps.back().period.to, kYear.to);
  EXPECT_EQ(b1.node, *org.Find("unit:b1"));
  EXPECT_EQ(b1.measure, "members");
  EXPECT_EQ(b1.period, kYear);
  EXPECT_TRUE(b1.complete);
  EXPECT_EQ(b1.At(absl::CivilDay(2026, 6, 30)).number, 2);
  EXPECT_EQ(b1.At(absl::CivilDay(2026, 7, 1)).number, 1);
  EXPECT_EQ(b1.At(absl::CivilDay(2026, 12, 31)).number, 1);
}

TEST(RollUpOver, TakesAllTime) {
  const RollUpTimeline ever =
      OverOrDie(School(), "members", "unit:b2", Period());
  ASSERT_EQ(ever.steps.size(), 2u);
  EXPECT_EQ(ever.steps[0].period.from, Period().from);
  EXPECT_EQ(ever.steps[1].period.to, Period().to);
}

TEST(RollUpOver, ListsMeasuresOneAfterTheOther) {
  const Organization org = School();
  const Snapshot today = org.AsOf(kYear.from);
  const std::vector<Measure> measures = {
      *MeasureRegistry::BuiltIn().Find(today, "memberships"),
      *MeasureRegistry::BuiltIn().Find(today, "members")};
  const std::vector<Node> nodes = {*org.Find("unit:b2"), *org.Find("unit:b1")};
  const auto timelines = RollUpOver(org, measures, nodes, kYear);
  ASSERT_TRUE(timelines.ok()) << timelines.status();
  std::vector<std::string> names;
  for (const RollUpTimeline& timeline : *timelines) {
    names.push_back(timeline.measure + " " + org.NameOf(timeline.node));
  }
  EXPECT_THAT(names, ElementsAre("memberships unit:b2", "memberships unit:b1",
                                 "members unit:b2", "members unit:b1"));
}

TEST(RollUpOver, KnowsWhenATaskComesToBeAtRisk) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "school", .kind = "school"});
  // Ten days; on the third day after the start more than a fifth is used.
  builder.AddTask({.id = "t",
                   .unit = "school",
                   .start = absl::CivilDay(2026, 3, 1),
                   .due = absl::CivilDay(2026, 3, 10)});
  builder.AddProgress(
      {.task = "t", .day = absl::CivilDay(2026, 3, 6), .done = 0.5});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const Period since_start = {absl::CivilDay(2026, 3, 1), kYear.to};
  EXPECT_THAT(
      StepsOf(OverOrDie(*org, "tasks.at_risk", "unit:school", since_start)),
      ElementsAre("2026-03-01 0", "2026-03-04 1", "2026-03-06 0",
                  "2026-03-09 1", "2026-03-11 0"));
  EXPECT_THAT(
      StepsOf(OverOrDie(*org, "tasks.overdue", "unit:school", since_start)),
      ElementsAre("2026-03-01 0", "2026-03-11 1"));
}

TEST(RollUpOver, KnowsBirthdaysThatAConditionAsksFor) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "school", .kind = "school"});
  builder.AddPerson({.id = "ann", .birth_date = absl::CivilDay(1996, 2, 29)});
  builder.AddMembership({.person = "ann", .unit = "school"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  RollUpOptions young;
  young.where.age = Condition::Age{.min = 28, .max = 29};
  EXPECT_THAT(
      StepsOf(OverOrDie(
          *org, "members", "unit:school",
          {absl::CivilDay(2020, 1, 1), absl::CivilDay(2030, 1, 1)}, young)),
      ElementsAre("2020-01-01 0", "2024-02-29 1", "2026-03-01 0"));
}

TEST(RollUpOver, KnowsBirthdaysOfMembersThatAConditionAsksFor) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "school", .kind = "school"});
  builder.AddPost({.id = "head", .unit = "school", .kind = "head"});
  builder.AddPerson({.id = "ann", .birth_date = absl::CivilDay(1996, 2, 29)});
  builder.AddMembership({.person = "ann", .unit = "school"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  Condition young;
  young.age = Condition::Age{.min = 28, .max = 29};
  RollUpOptions with_young;
  with_young.within.has = Condition::Has{.member = {young}};
  EXPECT_THAT(StepsOf(OverOrDie(
                  *org, "posts", "unit:school",
                  {absl::CivilDay(2020, 1, 1), absl::CivilDay(2030, 1, 1)},
                  with_young)),
              ElementsAre("2020-01-01 0", "2024-02-29 1", "2026-03-01 0"));
}

TEST(RollUpOver, RefusesWhatHasNoTimeline) {
  const Organization org = School();
  const Snapshot today = org.AsOf(kYear.from);
  const std::vector<Measure> members = {
      *MeasureRegistry::BuiltIn().Find(today, "members")};
  const std::vector<Node> school = {*org.Find("unit:school")};
  const std::vector<Node> ann = {*org.Find("person:ann")};
  const std::vector<Node> nobody = {UnitId{17}};
  const auto status = [&](std::span<const Node> nodes, const Period& period,
                          const RollUpOptions& options = {}) {
    return RollUpOver(org, members, nodes, period, options).status();
  };
  EXPECT_EQ(status(school, {kYear.to, kYear.from}).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status(school, {kYear.to, kYear.to}).message()),
              HasSubstr("has no day"));
  for (const std::span<const Node> nodes :
       {std::span<const Node>(ann), std::span<const Node>(nobody)}) {
    EXPECT_EQ(status(nodes, kYear).code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status(nodes, kYear).message()),
                HasSubstr("ask for a unit of the document"));
  }
  EXPECT_THAT(
      std::string(status(school, kYear, {.by = Hierarchy::kTasks}).message()),
      HasSubstr("ask for a task of the document"));
  EXPECT_EQ(status(school, kYear, {.lines = {"nosuch"}}).code(),
            absl::StatusCode::kNotFound);
}

// --------------------------------------------------------------- What it costs

// Counts what another reader reads.
class CountingReader : public MeasureReader {
 public:
  CountingReader(std::unique_ptr<MeasureReader> reader, std::size_t& count)
      : reader_(std::move(reader)), count_(count) {}
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    count_ += carriers.size();
    reader_->Read(carriers, out);
  }

 private:
  std::unique_ptr<MeasureReader> reader_;
  std::size_t& count_;
};

TEST(RollUpOver, ReadsOnlyWhatTurns) {
  absl::StatusOr<Organization> org = BigSchool();
  std::vector<Change> changes;
  for (const char* post : {"u9999", "u5"}) {
    changes.push_back(
        Change::Add(AbsenceRecord{.person = std::string("p") + post,
                                  .reason = "leave",
                                  .valid_from = absl::CivilDay(2026, 3, 1),
                                  .valid_to = absl::CivilDay(2026, 4, 1)}));
  }
  changes.push_back(
      Change::End(Partial<PostRecord>().With(&PostRecord::id, "u77"),
                  absl::CivilDay(2026, 3, 10)));
  org = org->Apply(changes);
  ASSERT_TRUE(org.ok()) << org.status();
  std::size_t opened = 0, read = 0;
  Measure fte = *MeasureRegistry::BuiltIn().Find(org->AsOf(kYear.from), "fte");
  fte.open = MeasureOpener(
      [&opened, open = fte.open](const Snapshot& snapshot) {
        ++opened;
        return open(snapshot);
      },
      [&read, open = fte.open](internal::LiveDay& day) {
        return std::make_unique<CountingReader>(open.OpenToFollow(day), read);
      });
  const std::vector<Node> nodes = {*org->Find("unit:u0"),
                                   *org->Find("unit:u7")};
  const auto timelines = RollUpOver(*org, std::span(&fte, 1), nodes, kYear);
  ASSERT_TRUE(timelines.ok()) << timelines.status();
  EXPECT_EQ((*timelines)[0].steps.size(), 2u);
  EXPECT_EQ((*timelines)[1].steps.size(), 2u);
  EXPECT_EQ(opened, 1u);
  // On 1 March and 1 April the posts of units 9999, 999, 99, 9, 0 and 5, on 10
  // March of units 7 and 0, as that of 77 is no more.
  EXPECT_EQ(read, 6u + 2u + 6u);
}

// ------------------------------------------------------------- Day by day

// Compares timelines with a roll-up of each day.
void Compare(const Organization& org, const FollowQuestion& question) {
  const Snapshot some_day = org.AsOf(kRandomDays.from);
  const std::vector<Measure> measures = MeasuresOf(some_day, question);
  std::vector<Node> nodes;
  const NodeKind kind = NodeKindOf(question.options.by);
  for (std::uint32_t i = 0; i < org.count(kind); ++i) {
    nodes.emplace_back(kind, i);
  }
  const absl::StatusOr<std::vector<RollUpTimeline>> timelines =
      RollUpOver(org, measures, nodes, kRandomDays, question.options);
  std::map<absl::CivilDay, std::vector<RollUp>> on_day;
  for (absl::CivilDay day = kRandomDays.from; day < kRandomDays.to; ++day) {
    const absl::StatusOr<std::vector<RollUp>> roll_ups =
        ComputeRollUps(org.AsOf(day), measures, question.options);
    if (!roll_ups.ok()) {
      ASSERT_EQ(timelines.status(), roll_ups.status()) << FormatDay(day);
      return;
    }
    on_day[day] = *roll_ups;
  }
  ASSERT_TRUE(timelines.ok()) << timelines.status();
  std::vector<bool> complete(measures.size(), true);
  std::set<std::string> roots;
  for (const auto& [day, fresh] : on_day) {
    if (!fresh.empty()) {
      for (const Node root : fresh[0].roots()) {
        roots.insert(org.NameOf(root));
      }
    }
    for (std::size_t m = 0; m < measures.size(); ++m) {
      complete[m] = complete[m] && fresh[m].complete();
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        const RollUpTimeline& timeline = (*timelines)[m * nodes.size() + i];
        ASSERT_TRUE(IsSame(timeline.At(day), fresh[m].value(nodes[i])))
            << org.NameOf(nodes[i]) << " on " << FormatDay(day) << " "
            << measures[m].name;
      }
    }
  }
  if (!measures.empty()) {
    const absl::StatusOr<std::vector<Node>> over =
        RootsOver(org, kRandomDays, question.options);
    ASSERT_TRUE(over.ok()) << over.status();
    std::vector<std::string> names;
    for (const Node root : *over) names.push_back(org.NameOf(root));
    ASSERT_EQ(names, std::vector<std::string>(roots.begin(), roots.end()));
  }
  for (std::size_t m = 0; m < measures.size(); ++m) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const RollUpTimeline& timeline = (*timelines)[m * nodes.size() + i];
      ASSERT_EQ(timeline.complete, complete[m]);
      for (std::size_t s = 1; s < timeline.steps.size(); ++s) {
        ASSERT_NE(timeline.steps[s - 1].value, timeline.steps[s].value);
        ASSERT_EQ(timeline.steps[s - 1].period.to,
                  timeline.steps[s].period.from);
      }
    }
  }
}

TEST(RollUpOver, EqualsARollUpOfEachDay) {
  for (std::uint64_t seed = 0; seed < testing::kFollowedDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    nlohmann::json document =
        testing::RandomDocument(bits, FollowedDocumentOptions());
    if (seed % 2 == 0) testing::AddTraits(bits, document);
    AddNumbers(bits, document);
    const FollowQuestion question = RandomFollowQuestion(bits);
    MakeSharesWhole(question, document);
    const absl::StatusOr<Organization> org =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(org.ok()) << seed << ": " << org.status();
    Compare(*org, question);
    ASSERT_FALSE(HasFatalFailure())
        << "seed " << seed << " " << question.text << "\n"
        << document.dump(1);
  }
}

}  // namespace
}  // namespace zeren
