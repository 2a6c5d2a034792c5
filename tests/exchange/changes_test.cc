#include "zeren/exchange/changes.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Wrapped(std::string_view changes) {
  return "{\"zeren_changes\": 1, \"changes\": [\n" + std::string(changes) +
         "\n]}";
}

std::vector<std::string> ProblemsOf(std::string_view json) {
  std::vector<std::string> texts;
  for (const Problem& problem : Problems(LoadChanges(json).status())) {
    texts.push_back(ToText(problem));
  }
  return texts;
}

// One of each operation, with every shape of field.
std::vector<Change> Examples() {
  FindingRecord finding = {.id = "f1", .subject = "unit:u", .source = "audit"};
  finding.found = absl::CivilDay(2024, 1, 2);
  finding.steps = {
      {.state = FindingState::kAssigned, .day = absl::CivilDay(2024, 1, 3)}};
  return {
      Change::Add(finding),
      Change::Add(
          PostRecord{.id = "p",
                     .unit = "u",
                     .kind = "head",
                     .title = Text({{"en", "Head"}, {"zh", "书记"}}),
                     .seats = 2,
                     .reports_to = BasicReportsTo<std::string>::Nobody(),
                     .attributes = {{"grade", std::int64_t{3}}}}),
      Change::Add(DelegationRecord{
          .id = "d",
          .from = "post:p",
          .to = "person:x",
          .scope = std::vector<BasicNodeRef<std::string>>{"task:t"}}),
      Change::End(Partial<AppointmentRecord>()
                      .With(&AppointmentRecord::person, std::nullopt)
                      .With(&AppointmentRecord::post, "p"),
                  absl::CivilDay(2024, 5, 6)),
      Change::Set(
          Partial<TaskRecord>().With(&TaskRecord::id, "t"),
          Partial<TaskRecord>()
              .With(&TaskRecord::due, std::nullopt)
              .With(&TaskRecord::requires_, std::vector<std::string>{"law"})),
      Change::Set(
          Partial<UnitRecord>().With(&UnitRecord::id, "u"),
          Partial<UnitRecord>().With(&UnitRecord::valid_to, Until::Unknown())),
      Change::Remove(Partial<AssignmentRecord>()
                         .With(&AssignmentRecord::work, "task:t")
                         .With(&AssignmentRecord::role, Role::kSupport)),
  };
}

TEST(ChangesTest, ComeBackAsTheyWereWritten) {
  const std::vector<Change> changes = Examples();
  const absl::StatusOr<std::string> json = WriteChanges(changes);
  ASSERT_TRUE(json.ok()) << json.status();
  const absl::StatusOr<std::vector<Change>> read = LoadChanges(*json);
  ASSERT_TRUE(read.ok()) << read.status() << *json;
  ASSERT_EQ(read->size(), changes.size());
  EXPECT_EQ(*WriteChanges(*read), *json);
  for (std::size_t i = 1; i < changes.size(); ++i) {
    // What is added says all its fields; what was read, those written.
    if (changes[i].op() == ChangeOp::kAdd) continue;
    EXPECT_EQ((*read)[i], changes[i]) << i;
  }
}

TEST(ChangesTest, AreReadWhateverTheOrderOfTheirFields) {
  const absl::StatusOr<std::vector<Change>> changes = LoadChanges(Wrapped(
      R"({"on": "2026-12-01", "match": {"person": "x"}, "array": "absences", "op": "end"})"));
  ASSERT_TRUE(changes.ok()) << changes.status();
  EXPECT_THAT(*changes,
              ElementsAre(Change::End(
                  Partial<AbsenceRecord>().With(&AbsenceRecord::person, "x"),
                  absl::CivilDay(2026, 12, 1))));
}

TEST(ChangesTest, ListsEverythingThatIsWrongWithItsPlace) {
  EXPECT_THAT(
      ProblemsOf(Wrapped(R"({"op": "put", "array": "units"},
{"op": "add", "array": "unitz", "record": {}},
{"op": "add", "array": "units", "record": {"id": "u", "sort": 1}},
{"op": "set", "array": "tasks", "match": {"id": 5}, "fields": {"id": null}},
{"op": "end", "array": "absences", "match": [], "on": "tomorrow"},
{"op": "remove", "array": "tasks", "match": {"id": "t"}, "on": "2024-01-01"})")),
      ElementsAre(HasSubstr("2:8: /changes/0/op: op is \"put\""),
                  HasSubstr("3:24: /changes/1/array: array is \"unitz\""),
                  HasSubstr("/changes/2/record: required field `kind`"),
                  HasSubstr("/changes/2/record/sort: unknown field \"sort\""),
                  HasSubstr("/changes/3/match/id: id is 5"),
                  HasSubstr("/changes/3/fields/id: id is null"),
                  HasSubstr("/changes/4/match: match is "),
                  HasSubstr("/changes/4/on: on is \"tomorrow\""),
                  HasSubstr("/changes/5/on: unknown field \"on\"")));
}

TEST(ChangesTest, RefusesTextThatIsNoChanges) {
  EXPECT_FALSE(LoadChanges("").ok());
  EXPECT_FALSE(LoadChanges("[]").ok());
  EXPECT_FALSE(LoadChanges("{\"changes\": []}").ok());
  EXPECT_FALSE(LoadChanges("{\"zeren_changes\": 1}").ok());
  EXPECT_TRUE(LoadChanges("{\"zeren_changes\": 1, \"changes\": []}").ok());
  EXPECT_EQ(LoadChangesFile("/no/such/file").status().code(),
            absl::StatusCode::kNotFound);
}

TEST(ChangesTest, SaysWhatJsonCannotSay) {
  const std::vector<Change> changes = {
      Change::Set(Partial<PostRecord>().With(&PostRecord::id, "p"),
                  Partial<PostRecord>().With(&PostRecord::reports_to,
                                             BasicReportsTo<std::string>()))};
  EXPECT_EQ(WriteChanges(changes).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace zeren
