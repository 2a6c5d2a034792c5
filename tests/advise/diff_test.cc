#include "zeren/advise/diff.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/advise/diff_text.h"
#include "tests/support/build.h"
#include "zeren/exchange/document.h"
#include "zeren/model/change.h"

namespace zeren {
namespace {

using testing::BuildOrDie;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kDay;

// The example of the header, and its case study.
TEST(DiffTest, DocumentationExample) {
  Records records = School();
  records.units[1].valid_to = kJuly;
  records.unit_lines[0].valid_to = kJuly;
  records.unit_lines.push_back(
      {.child = "team", .parent = "b", .valid_from = kJuly});
  records.memberships[0].valid_to = kJuly;
  records.memberships.push_back(
      {.person = "li", .unit = "b", .valid_from = kJuly});
  const absl::StatusOr<Organization> org = BuildOrDie(records);
  const StructureDiff year =
      Diff(*org, absl::CivilDay(2026, 1, 1), absl::CivilDay(2027, 1, 1));
  EXPECT_THAT(year.units.added, IsEmpty());
  EXPECT_THAT(IdsOf(year, year.units.gone), ElementsAre("a"));
  EXPECT_THAT(TextsOf(year, year.units.moved), ElementsAre("team: a -> b"));
  EXPECT_THAT(IdsOf(year, year.posts.gone), ElementsAre("a-head"));
  std::vector<std::string> superiors;
  for (const auto& [post, before, after] : year.posts.other_superior) {
    superiors.emplace_back(org->id(post));
    superiors.emplace_back(org->id(before.value()));
    superiors.emplace_back(org->id(after.value()));
  }
  EXPECT_THAT(superiors, ElementsAre("team-head", "a-head", "b-head"));
  EXPECT_THAT(TextsOf(year, year.people.moved),
              ElementsAre("li: a -> b, into b, out of a"));
  EXPECT_THAT(year.posts.holders, IsEmpty());
  EXPECT_EQ(year.units.kept, 3u);
  EXPECT_EQ(year.posts.kept, 3u);
  EXPECT_EQ(year.people.kept, 2u);
  EXPECT_EQ(year.size(), 5u);
  EXPECT_TRUE(year.complete);

  const Snapshot today = org->AsOf(kDay);
  const std::vector<Change> changes = {
      Change::End(Partial<UnitRecord>().With(&UnitRecord::id, "team"), kDay)};
  const absl::StatusOr<Snapshot> then = today.Apply(changes);
  ASSERT_TRUE(then.ok()) << then.status();
  const absl::StatusOr<StructureDiff> effect = Diff(today, *then);
  ASSERT_TRUE(effect.ok()) << effect.status();
  EXPECT_THAT(IdsOf(*effect, effect->units.gone), ElementsAre("team"));
  // An undated person without any membership is not there.
  EXPECT_THAT(IdsOf(*effect, effect->people.left), ElementsAre("wang"));
}

TEST(DiffTest, ADayAgainstItselfIsEmpty) {
  const StructureDiff diff = DiffOf(School(), kDay, kDay);
  EXPECT_TRUE(diff.empty());
  EXPECT_EQ(diff.units.kept, 4u);
  EXPECT_TRUE(diff.complete);
  EXPECT_TRUE(Diff(Organization(), kSpring, kAutumn).empty());
}

// ----------------------------------------------------------------------- Units

TEST(DiffTest, AUnitWhoseParentEndsBecomesARootUnlessItMoves) {
  Records records = School();
  records.units[1].valid_to = kJuly;
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.units.moved), ElementsAre("team: a -> none"));
}

TEST(DiffTest, AParentThatTheDocumentLacksIsNone) {
  Records records = School();
  records.unit_lines[0].valid_to = kJuly;
  records.unit_lines.push_back(
      {.child = "team", .parent = "nowhere", .valid_from = kJuly});
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.units.moved), ElementsAre("team: a -> none"));
}

TEST(DiffTest, ListsComeInOrderOfExternalIds) {
  Records records;
  for (const char* id : {"z", "m", "a", "é", "B"}) {
    records.units.push_back({.id = id, .kind = "unit", .valid_from = kJuly});
  }
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(IdsOf(diff, diff.units.added),
              ElementsAre("B", "a", "m", "z", "é"));
  const StructureDiff back = DiffOf(records, kAutumn, kSpring);
  EXPECT_THAT(back.units.gone, diff.units.added);
}

TEST(DiffTest, AUnitThatIsInForceBetweenTheDaysOnlyIsNotSeen) {
  Records records = School();
  records.units.push_back({.id = "temporary",
                           .kind = "team",
                           .valid_from = kJuly,
                           .valid_to = kJuly + 1});
  EXPECT_TRUE(DiffOf(records).empty());
}

TEST(DiffTest, ANewHeadPostChangesTheHeadAndTheSuperiors) {
  Records records = School();
  records.posts[1].valid_to = kJuly;
  records.posts.push_back(
      {.id = "a-lead", .unit = "a", .kind = "head", .valid_from = kJuly});
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.units.other_head),
              ElementsAre("a: a-head -> a-lead"));
  EXPECT_THAT(IdsOf(diff, diff.posts.added), ElementsAre("a-lead"));
  EXPECT_THAT(IdsOf(diff, diff.posts.gone), ElementsAre("a-head"));
  EXPECT_THAT(TextsOf(diff, diff.posts.other_superior),
              ElementsAre("team-head: a-head -> a-lead"));
  // What is new or gone has no holders to compare.
  EXPECT_THAT(diff.posts.holders, IsEmpty());
}

TEST(DiffTest, ACutCycleOnEitherDayMakesItIncomplete) {
  Records records = School();
  records.unit_lines.push_back(
      {.child = "school", .parent = "team", .valid_from = kJuly});
  EXPECT_FALSE(DiffOf(records).complete);
  EXPECT_FALSE(DiffOf(records, kAutumn, kSpring).complete);
  EXPECT_TRUE(DiffOf(records, kSpring, kSpring + 1).complete);
  // The member with the smallest id is a root where the circle is cut.
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.units.moved),
              ElementsAre("a: school -> none", "school: none -> team"));
}

TEST(DiffTest, ACutCycleOfPostsMakesItIncomplete) {
  Records records = School();
  records.posts[0].reports_to = "team-head";
  EXPECT_FALSE(DiffOf(records, kDay, kDay).complete);
}

TEST(DiffTest, RecordsThatWereLeftOutMakeItIncomplete) {
  const absl::StatusOr<Organization> org = LoadDocument(
      R"({"zeren": 1, "units": [{"id": "", "kind": "x"}]})", {.lenient = true});
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_FALSE(Diff(*org, kSpring, kAutumn).complete);
}

// --------------------------------------------------------------------- Holders

TEST(DiffTest, AVacancyThatIsFilledNamesWhoCame) {
  Records records = School();
  records.appointments.push_back(
      {.person = "wang", .post = "b-head", .valid_from = kJuly});
  EXPECT_THAT(TextsOf(DiffOf(records), DiffOf(records).posts.holders),
              ElementsAre("b-head: vacant/0 -> occupied/0, "
                          "wang none -> own-right"));
}

TEST(DiffTest, ASuccessionNamesWhoWentAndWhoCame) {
  Records records = School();
  records.appointments[0].valid_to = kJuly;
  records.appointments.push_back({.person = "wang",
                                  .post = "a-head",
                                  .mode = AppointmentMode::kActing,
                                  .valid_from = kJuly});
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.posts.holders),
              ElementsAre("a-head: occupied/0 -> acting/0, "
                          "li own-right -> none, wang none -> acting"));
  EXPECT_THAT(diff.people.moved, IsEmpty());
}

TEST(DiffTest, ConfirmingAnActingHolderIsADifferenceAndConcurrencyIsNone) {
  Records records = School();
  records.appointments[0].mode = AppointmentMode::kActing;
  records.appointments[0].valid_to = kJuly;
  records.appointments.push_back({.person = "li",
                                  .post = "a-head",
                                  .mode = AppointmentMode::kConcurrent,
                                  .valid_from = kJuly});
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.posts.holders),
              ElementsAre("a-head: acting/0 -> occupied/0, "
                          "li acting -> own-right"));
  records.appointments[0].mode = AppointmentMode::kRegular;
  EXPECT_TRUE(DiffOf(records).empty());
}

TEST(DiffTest, AWithheldNameIsCountedAndNotToldFromAnother) {
  Records records = School();
  records.appointments.push_back(
      {.post = "b-head", .undisclosed = true, .valid_from = kJuly});
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.posts.holders),
              ElementsAre("b-head: vacant/0 -> undisclosed/1"));
  records.appointments.push_back(
      {.post = "b-head", .undisclosed = true, .valid_to = kJuly});
  EXPECT_TRUE(DiffOf(records).empty());
}

TEST(DiffTest, AnAbsenceChangesTheStateAndNobody) {
  Records records = School();
  records.absences.push_back({.person = "li", .valid_from = kJuly});
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.posts.holders),
              ElementsAre("a-head: occupied/0 -> absent/0"));
  EXPECT_EQ(diff.size(), 1u);
}

TEST(DiffTest, TwoSeatsOfOnePersonAreOneHold) {
  Records records = School();
  records.appointments.push_back(
      {.person = "li", .post = "a-head", .valid_from = kJuly});
  EXPECT_TRUE(DiffOf(records).empty());
}

// ---------------------------------------------------------------------- People

TEST(DiffTest, UndatedPersonsJoinAndLeaveWithTheirPlaces) {
  Records records = School();
  records.memberships[1].valid_from = kJuly;
  StructureDiff diff = DiffOf(records);
  EXPECT_THAT(IdsOf(diff, diff.people.joined), ElementsAre("wang"));
  // An appointment is a place too.
  records.appointments.push_back({.person = "wang", .post = "b-head"});
  diff = DiffOf(records);
  EXPECT_THAT(diff.people.joined, IsEmpty());
  EXPECT_THAT(TextsOf(diff, diff.people.moved),
              ElementsAre("wang: none -> team, into team"));
}

TEST(DiffTest, DatedPersonsAreThereAsLongAsIsWritten) {
  Records records = School();
  records.persons[1].valid_from = kSpring;
  records.memberships[1].valid_to = kJuly;
  StructureDiff diff = DiffOf(records);
  EXPECT_THAT(diff.people.left, IsEmpty());
  EXPECT_THAT(TextsOf(diff, diff.people.moved),
              ElementsAre("wang: team -> none, out of team"));
  diff = DiffOf(records, kSpring - 1, kAutumn);
  EXPECT_THAT(IdsOf(diff, diff.people.joined), ElementsAre("wang"));
  EXPECT_THAT(diff.people.moved, IsEmpty());
}

TEST(DiffTest, APersonWithoutAnyPlaceIsInNoList) {
  Records records = School();
  records.persons.push_back({.id = "nobody"});
  const StructureDiff diff = DiffOf(records);
  EXPECT_TRUE(diff.empty());
  EXPECT_EQ(diff.people.kept, 2u);
}

TEST(DiffTest, OfSeveralMembershipsTheDifferencesAreListed) {
  Records records = School();
  records.memberships.push_back(
      {.person = "wang", .unit = "b", .home = false, .valid_to = kJuly});
  records.memberships.push_back(
      {.person = "wang", .unit = "school", .valid_from = kJuly});
  // A second membership in one unit changes nothing.
  records.memberships.push_back(
      {.person = "li", .unit = "a", .valid_from = kJuly});
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.people.moved),
              ElementsAre("wang: team -> school, into school, out of b"));
}

TEST(DiffTest, AnotherHomeAmongTheSameUnitsIsAMove) {
  Records records = School();
  records.memberships[1].valid_to = kJuly;
  records.memberships.push_back(
      {.person = "wang", .unit = "team", .home = false, .valid_from = kJuly});
  const StructureDiff diff = DiffOf(records);
  EXPECT_THAT(TextsOf(diff, diff.people.moved),
              ElementsAre("wang: team -> none"));
}

}  // namespace
}  // namespace zeren
