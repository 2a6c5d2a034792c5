// What changes leave must be what a build from the changed records gives.

#include "zeren/model/change.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/random_changes.h"
#include "tests/support/random_document.h"
#include "zeren/advise/cascade.h"
#include "zeren/assign/candidates.h"
#include "zeren/assign/derivation.h"
#include "zeren/assign/matrix.h"
#include "zeren/assign/plan.h"
#include "zeren/assign/resolution.h"
#include "zeren/assign/responsibilities.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"
#include "zeren/exchange/result_json.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/chain.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/history.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

// A small school whose secretary is p-1.
Organization School() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "branch", .kind = "branch", .parent = "school"}};
  records.posts = {{.id = "secretary", .unit = "branch", .kind = "head"}};
  records.persons = {{.id = "p-1"}, {.id = "p-2"}};
  records.memberships = {{.person = "p-1", .unit = "branch"}};
  records.appointments = {{.person = "p-1", .post = "secretary"}};
  records.tasks = {{.id = "report", .unit = "branch"}};
  return *BuildOrganization(records);
}

constexpr absl::CivilDay kDay(2024, 7, 1);
constexpr absl::CivilDay kNextYear(2025, 1, 1);

std::vector<std::string> Answerers(const Organization& org,
                                   absl::CivilDay day) {
  const Snapshot snapshot = org.AsOf(day);
  std::vector<std::string> names;
  for (const PersonId person :
       ResolveResponsible(snapshot, *snapshot.Find("task:report"),
                          Role::kAccountable)
           .persons) {
    names.push_back(org.NameOf(person));
  }
  return names;
}

using Strings = std::vector<std::string>;

Partial<AppointmentRecord> Secretary() {
  return Partial<AppointmentRecord>().With(&AppointmentRecord::post,
                                           "secretary");
}

TEST(ChangeTest, HandsAPostOver) {
  const Organization org = School();
  const std::vector<Change> changes = {
      Change::End(Secretary(), kNextYear),
      Change::Add(AppointmentRecord{
          .person = "p-2", .post = "secretary", .valid_from = kNextYear}),
  };
  const absl::StatusOr<Organization> next = org.Apply(changes);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(Answerers(*next, kDay), Strings{"person:p-1"});
  EXPECT_EQ(Answerers(*next, kNextYear), Strings{"person:p-2"});
  EXPECT_EQ(Answerers(org, kNextYear), Strings{"person:p-1"});
}

TEST(ChangeTest, AppliesToASnapshotToo) {
  const Snapshot today = School().AsOf(kDay);
  const std::vector<Change> changes = {Change::Remove(Secretary())};
  const absl::StatusOr<Snapshot> changed = today.Apply(changes);
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->day(), kDay);
  EXPECT_EQ(changed->posts().state(PostId{0}), PostState::kVacant);
  EXPECT_EQ(today.posts().state(PostId{0}), PostState::kOccupied);
  EXPECT_FALSE(today.Apply({changes})
                   .value()
                   .organization()
                   .rows<AppointmentView>()
                   .size());
}

TEST(ChangeTest, ASnapshotSharesTheTablesThatNoChangeTouches) {
  const Snapshot today = School().AsOf(kDay);
  const auto after = [&](const Change& change) {
    const std::vector<Change> changes = {change};
    return today.Apply(changes).value();
  };
  const Snapshot reported = after(
      Change::Add(ProgressRecord{.task = "report", .day = kDay, .done = 0.5}));
  EXPECT_EQ(&reported.units(), &today.units());
  EXPECT_EQ(&reported.work(), &today.work());
  const Snapshot tasked =
      after(Change::Add(TaskRecord{.id = "audit", .unit = "branch"}));
  EXPECT_EQ(&tasked.units(), &today.units());
  EXPECT_NE(&tasked.work(), &today.work());
  // That names a unit which nobody has.
  const Snapshot elsewhere =
      after(Change::Add(TaskRecord{.id = "audit", .unit = "ghost"}));
  EXPECT_EQ(&elsewhere.units(), &today.units());
  EXPECT_EQ(
      elsewhere.work().unit(*elsewhere.organization().FindId<TaskId>("audit")),
      std::nullopt);
  const Snapshot vacated = after(Change::Remove(Secretary()));
  EXPECT_NE(&vacated.units(), &today.units());
  EXPECT_NE(&vacated.work(), &today.work());
}

TEST(ChangeTest, KeepsIdsAndAppendsNewOnes) {
  const Organization org = School();
  const PersonId first = *org.FindId<PersonId>("p-1");
  const std::vector<Change> changes = {
      Change::Add(PersonRecord{.id = "a-person-before-all"}),
      Change::Remove(Partial<PersonRecord>().With(&PersonRecord::id, "p-2")),
  };
  const absl::StatusOr<Organization> next = org.Apply(changes);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->FindId<PersonId>("p-1"), first);
  EXPECT_EQ(next->FindId<PersonId>("a-person-before-all"), PersonId{2});
  EXPECT_EQ(next->FindId<PersonId>("p-2"), std::nullopt);
  EXPECT_EQ(next->count(NodeKind::kPerson), 3u);
  EXPECT_EQ(next->rows<PersonView>().size(), 2u);
}

TEST(ChangeTest, BringsAnIdBackUnderItsNumber) {
  const Organization org = School();
  const PersonId second = *org.FindId<PersonId>("p-2");
  const std::vector<Change> away = {
      Change::Remove(Partial<PersonRecord>().With(&PersonRecord::id, "p-2"))};
  const std::vector<Change> back = {
      Change::Add(PersonRecord{.id = "p-2", .name = "Member 2"})};
  const absl::StatusOr<Organization> next = org.Apply(away).value().Apply(back);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->FindId<PersonId>("p-2"), second);
  EXPECT_EQ(next->LabelOf(second), "Member 2");
}

TEST(ChangeTest, MakesADanglingReferenceGood) {
  Records records;
  records.units = {{.id = "b", .kind = "branch", .parent = "ghost"}};
  const Organization org = *BuildOrganization(records);
  const std::vector<Change> changes = {
      Change::Add(UnitRecord{.id = "ghost", .kind = "school"})};
  const absl::StatusOr<Organization> next = org.Apply(changes);
  ASSERT_TRUE(next.ok()) << next.status();
  const Snapshot today = next->AsOf(kDay);
  EXPECT_EQ(today.units().parent(*next->FindId<UnitId>("b")),
            next->FindId<UnitId>("ghost"));
}

TEST(ChangeTest, SetsAFieldToNothing) {
  const Organization org = School();
  const auto branch = Partial<UnitRecord>().With(&UnitRecord::id, "branch");
  const std::vector<Change> changes = {Change::Set(
      branch, Partial<UnitRecord>().With(&UnitRecord::parent, std::nullopt))};
  const absl::StatusOr<Organization> next = org.Apply(changes);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->row(*next->FindId<UnitId>("branch")).parent, std::nullopt);
}

TEST(ChangeTest, SeesWhatEarlierChangesDid) {
  const std::vector<Change> changes = {
      Change::Add(PersonRecord{.id = "p-3"}),
      Change::Set(Partial<PersonRecord>().With(&PersonRecord::id, "p-3"),
                  Partial<PersonRecord>().With(&PersonRecord::capacity, 2.0)),
  };
  const absl::StatusOr<Organization> next = School().Apply(changes);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->row(*next->FindId<PersonId>("p-3")).capacity, 2.0);
}

// What is wrong with one change, as text.
std::string ProblemsOf(const Organization& org, const Change& change) {
  std::string text;
  const std::vector<Change> changes = {change};
  for (const Problem& problem : Problems(org.Apply(changes).status())) {
    text += ToText(problem) + "\n";
  }
  return text;
}

TEST(ChangeTest, SaysWhyAChangeCannotBeApplied) {
  const Organization org = School();
  const auto person = [](std::string_view id) {
    return Partial<PersonRecord>().With(&PersonRecord::id, std::string(id));
  };
  EXPECT_EQ(ProblemsOf(org, Change::Remove(person("P-2"))),
            "/changes/0/match: no record of `persons` matches; did you mean "
            "\"p-2\"?\n");
  EXPECT_EQ(ProblemsOf(org, Change::Remove(Partial<UnitRecord>().With(
                                &UnitRecord::valid_from, std::nullopt))),
            "/changes/0/match: 2 records of `units` match; name more fields, "
            "so that exactly one does\n");
  EXPECT_EQ(ProblemsOf(org, Change::Remove(Partial<UnitRecord>())),
            "/changes/0/match: the match names no field; name fields of one "
            "record\n");
  EXPECT_EQ(ProblemsOf(org, Change::Add(PersonRecord{.id = "p-1"})),
            "/changes/0/record/id: id \"p-1\" is already used in `persons`; "
            "give the record an id of its own, or set fields of that one\n");
  EXPECT_THAT(
      ProblemsOf(org, Change::Add(PersonRecord{.id = "p-7", .capacity = -1})),
      HasSubstr("/changes/0/record/capacity: "));
  EXPECT_THAT(ProblemsOf(org, Change::Set(person("p-1"),
                                          Partial<PersonRecord>().With(
                                              &PersonRecord::capacity, -1.0))),
              HasSubstr("/changes/0/fields/capacity: "));
  EXPECT_THAT(ProblemsOf(org, Change::Set(person("p-1"), person("p-8"))),
              HasSubstr("the id of a record never changes"));
  EXPECT_THAT(ProblemsOf(org, Change::Set(person("p-1"), {})),
              HasSubstr("no field is to be set"));
  EXPECT_EQ(ProblemsOf(org, Change::End(Partial<TaskRecord>().With(
                                            &TaskRecord::id, "report"),
                                        kDay)),
            "/changes/0/op: records of `tasks` have no validity to end; set a "
            "field, or remove the record\n");
}

TEST(ChangeTest, RefusesToEndWhatHasEndedBefore) {
  const std::vector<Change> ended = {Change::End(Secretary(), kDay)};
  const Organization org = *School().Apply(ended);
  EXPECT_EQ(ProblemsOf(org, Change::End(Secretary(), kNextYear)),
            "/changes/0/on: it has already ended, on 2024-07-01; set "
            "`valid_to` to make it last longer\n");
  EXPECT_EQ(ProblemsOf(org, Change::End(Secretary(), kDay - 1)), "");
}

TEST(ChangeTest, RefusesToEndWhatHasNotBegun) {
  const std::vector<Change> begun = {
      Change::Set(Secretary(), Partial<AppointmentRecord>().With(
                                   &AppointmentRecord::valid_from, kNextYear))};
  const Organization org = *School().Apply(begun);
  EXPECT_EQ(ProblemsOf(org, Change::End(Secretary(), kNextYear)),
            "/changes/0/on: it begins only on 2025-01-01; name a later day, or "
            "remove the record\n");
}

TEST(ChangeTest, WhatWasRemovedIsNotThereForAnyQuestion) {
  const Organization org = School();
  const auto remove = [](auto member, const char* id) {
    return Change::Remove(Partial<decltype(member)>().With(
        &decltype(member)::id, std::string(id)));
  };
  const Snapshot before = org.AsOf(kDay);
  const TaskId task = *org.FindId<TaskId>("report");
  const PersonId first = *org.FindId<PersonId>("p-1");
  const Resolution answer =
      ResolveResponsible(before, task, Role::kAccountable);
  EXPECT_EQ(VerifyDerivation(before, answer), absl::OkStatus());

  const std::vector<Change> changes = {
      Change::Remove(Secretary()),
      Change::Remove(
          Partial<MembershipRecord>().With(&MembershipRecord::person, "p-1")),
      Change::Set(Partial<TaskRecord>().With(&TaskRecord::id, "report"),
                  Partial<TaskRecord>().With(&TaskRecord::unit, "school")),
      remove(PersonRecord(), "p-1"),
      remove(PostRecord(), "secretary"),
      remove(UnitRecord(), "branch"),
  };
  const absl::StatusOr<Snapshot> after = before.Apply(changes);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_FALSE(VerifyDerivation(*after, answer).ok());
  EXPECT_EQ(
      WhyNotPlanned(*after, {.tasks = {task}}, task, first).status().code(),
      absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CascadeTask(*after, task, "branch").status().code(),
            absl::StatusCode::kNotFound);
}

TEST(ChangeTest, KeepsWhatALenientLoaderLeftOut) {
  const absl::StatusOr<Organization> org =
      LoadDocument(R"({"zeren": 1, "persons": [{"id": "p-1"}, {"id": "p-1"}]})",
                   {.lenient = true});
  ASSERT_TRUE(org.ok()) << org.status();
  const std::vector<Change> changes = {Change::Add(PersonRecord{.id = "p-2"})};
  const absl::StatusOr<Organization> next = org->Apply(changes);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->left_out(), org->left_out());
  EXPECT_EQ(next->left_out_records(), 1u);
  EXPECT_FALSE(next->AsOf(kDay).has_all_records());
}

TEST(ChangeTest, JudgesWordsByAClosedProfile) {
  OrganizationBuilder builder;
  builder.SetProfile(*BuiltInProfile("party-school"));
  const Organization org = *builder.Build();
  EXPECT_THAT(
      ProblemsOf(org, Change::Add(UnitRecord{.id = "u", .kind = "brunch"})),
      HasSubstr("/changes/0/record/kind: kind \"brunch\" is not one of the "
                "unit_kinds of profile \"party-school\"; did you mean "
                "\"branch\"?"));
}

TEST(ChangeTest, AppliesAllOrNothingAndListsAllThatIsWrong) {
  const Organization org = School();
  const std::vector<Change> changes = {
      Change::Add(PersonRecord{.id = "p-3"}),
      Change::Add(PersonRecord{.id = "p-1"}),
      Change::Add(PersonRecord{.id = "p-3"}),
      Change::Remove(Partial<DutyRecord>().With(&DutyRecord::id, "none")),
  };
  const absl::StatusOr<Organization> next = org.Apply(changes);
  ASSERT_FALSE(next.ok());
  EXPECT_EQ(next.status().code(), absl::StatusCode::kInvalidArgument);
  const std::vector<Problem> problems = Problems(next.status());
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].pointer, "/changes/1/record/id");
  EXPECT_EQ(problems[1].pointer, "/changes/2/record/id");
  EXPECT_EQ(problems[2].pointer, "/changes/3/match");
  EXPECT_EQ(org.FindId<PersonId>("p-3"), std::nullopt);
}

// Everything that a day's questions answer.
std::set<std::string> AnswersOf(const Snapshot& snapshot) {
  const Organization& org = snapshot.organization();
  std::set<std::string> lines;
  std::istringstream gaps(WriteJson(*FindGaps(snapshot)));
  for (std::string line; std::getline(gaps, line);) lines.insert(line);
  for (const NodeKind kind :
       {NodeKind::kUnit, NodeKind::kPost, NodeKind::kPerson, NodeKind::kTask,
        NodeKind::kDuty}) {
    for (std::uint32_t i = 0; i < org.count(kind); ++i) {
      const Node node(kind, i);
      if (!org.Has(node)) continue;
      if (snapshot.InForce(node)) {
        lines.insert(WriteJson(snapshot, *ChainOf(snapshot, node)));
      }
      if (kind != NodeKind::kTask && kind != NodeKind::kDuty) {
        std::string history = org.NameOf(node);
        const absl::StatusOr<std::vector<HistoryFact>> facts =
            HistoryOf(org, node);
        for (const HistoryFact& fact : *facts) {
          history += " " + std::string(fact.array());
        }
        lines.insert(history);
        if (kind == NodeKind::kUnit) {
          const auto matrix = MatrixOf(snapshot, UnitId{i});
          if (matrix.ok()) lines.insert(WriteJson(snapshot, *matrix));
        } else {
          lines.insert(
              WriteJson(snapshot, *ResponsibilitiesOf(snapshot, node)));
        }
        continue;
      }
      if (const auto task = node.As<TaskId>()) {
        const auto list = Candidates(snapshot, *task);
        lines.insert(list.ok() ? WriteJson(snapshot, *list)
                               : std::string(list.status().message()));
        const auto cascade = CascadeTask(snapshot, *task, "branch");
        lines.insert(cascade.ok() ? *WriteChanges(cascade->changes)
                                  : std::string(cascade.status().message()));
      }
      for (std::size_t role = 0; role < kRoles; ++role) {
        const Resolution resolution =
            ResolveResponsible(snapshot, node, static_cast<Role>(role));
        EXPECT_EQ(VerifyDerivation(snapshot, resolution), absl::OkStatus());
        lines.insert(WriteJson(snapshot, resolution));
      }
    }
  }
  const absl::StatusOr<AssignmentPlan> plan = PlanAssignments(
      snapshot, {.tasks = TasksToPlan(snapshot), .max_search = 1'000});
  lines.insert(plan.ok() ? WriteJson(snapshot, *plan)
                         : std::string(plan.status().message()));
  for (const char* measure : {"members", "memberships", "posts", "fte",
                              "vacancies", "open_seats", "task_progress"}) {
    lines.insert(WriteJson({*ComputeRollUp(snapshot, measure)}));
  }
  return lines;
}

// The answers that only one of two snapshots gives.
Strings Differences(const Snapshot& a, const Snapshot& b) {
  const std::set<std::string> of_a = AnswersOf(a);
  const std::set<std::string> of_b = AnswersOf(b);
  Strings differences;
  std::set_symmetric_difference(of_a.begin(), of_a.end(), of_b.begin(),
                                of_b.end(), std::back_inserter(differences));
  return differences;
}

// Applies the changes one by one, and in the end all that could be applied at
// once.
void Compare(const Json& document, const Json& changes, absl::CivilDay day,
             int& applied) {
  const absl::StatusOr<Organization> start = LoadDocument(document.dump());
  ASSERT_TRUE(start.ok()) << start.status();
  const std::string before = WriteDocument(*start);
  Snapshot snapshot = start->AsOf(day);
  Json expected = document;
  std::vector<Change> good;
  for (const Json& json : changes["changes"]) {
    const Json one = {{"zeren_changes", 1}, {"changes", {json}}};
    const absl::StatusOr<std::vector<Change>> read = LoadChanges(one.dump());
    ASSERT_TRUE(read.ok()) << read.status() << json;
    const absl::StatusOr<Snapshot> next = snapshot.Apply(*read);
    const std::optional<Json> changed = testing::ApplyChanges(expected, one);
    absl::StatusOr<Organization> built = absl::NotFoundError("");
    if (changed) built = LoadDocument(changed->dump());
    ASSERT_EQ(next.ok(), built.ok())
        << next.status() << built.status() << json << expected;
    if (!next.ok()) continue;
    ASSERT_EQ(WriteDocument(next->organization()), WriteDocument(*built))
        << json << expected;
    snapshot = *next;
    expected = *changed;
    good.push_back(read->front());
    ++applied;
  }
  const Organization built = *LoadDocument(expected.dump());
  ASSERT_EQ(Differences(snapshot, built.AsOf(day)), Strings()) << expected;
  const absl::StatusOr<Snapshot> at_once = start->AsOf(day).Apply(good);
  ASSERT_TRUE(at_once.ok()) << at_once.status();
  ASSERT_EQ(WriteDocument(at_once->organization()), WriteDocument(built));
  ASSERT_EQ(Differences(*at_once, built.AsOf(day)), Strings());
  ASSERT_EQ(WriteDocument(*start), before);
  // Ids keep their meaning.
  for (const NodeKind kind : {NodeKind::kUnit, NodeKind::kTask}) {
    for (std::uint32_t i = 0; i < start->count(kind); ++i) {
      const Node node(kind, i);
      ASSERT_EQ(at_once->organization().id(node), start->id(node));
    }
  }
}

TEST(ChangeTest, EqualsABuildFromTheChangedRecords) {
  const std::vector<std::string> days = testing::RandomDocumentOptions().days;
  int applied = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 5; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = testing::RandomDocument(bits);
    const Json changes = testing::RandomChanges(bits, document, 12);
    Compare(document, changes, *ParseDay(days[seed % days.size()]), applied);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << changes.dump(1);
  }
  // Most of the changes must be of the sort that can be applied.
  EXPECT_GT(applied, static_cast<int>(testing::kRandomDocuments));
}

}  // namespace
}  // namespace zeren
