// The JSON of a responsibility matrix.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/build.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;
using testing::SnapshotOrDie;
using ::testing::StartsWith;

// A branch with a vacant head post and a plan, below a school.
Records Branch() {
  Records records;
  records.units.push_back({.id = "school", .kind = "unit"});
  records.units.push_back({.id = "branch", .kind = "unit", .parent = "school"});
  records.posts.push_back(
      {.id = "president", .unit = "school", .kind = "head"});
  records.posts.push_back(
      {.id = "secretary", .unit = "branch", .kind = "head"});
  records.persons.push_back({.id = "p-1"});
  records.persons.push_back({.id = "p-2"});
  records.appointments.push_back({.person = "p-1", .post = "president"});
  records.tasks.push_back({.id = "plan", .unit = "branch"});
  records.assignments.push_back({.work = "task:plan",
                                 .role = Role::kAccountable,
                                 .to = "post:secretary"});
  records.assignments.push_back(
      {.work = "task:plan", .role = Role::kConsulted, .to = "person:p-2"});
  return records;
}

std::string MatrixJson(const Records& records) {
  const Snapshot today = SnapshotOrDie(records);
  const absl::StatusOr<ResponsibilityMatrix> matrix =
      MatrixOf(today, today.organization().FindId<UnitId>("branch").value());
  EXPECT_TRUE(matrix.ok()) << matrix.status();
  return WriteJson(today, *matrix);
}

TEST(MatrixJsonTest, EachRowIsOnALineWithItsAnswersAndMarks) {
  const std::string text = MatrixJson(Branch());
  EXPECT_THAT(
      text,
      StartsWith(
          R"({"unit":"unit:branch","as_of":"2026-11-22","subtree":false,)"
          R"("complete":true,"finished_left_out":0,"columns":[)"
          R"({"node":"post:secretary","own":true,"state":"vacant",)"
          R"("holders":[]},)"
          R"({"node":"post:president","own":false,"state":"occupied",)"
          R"("holders":["person:p-1"]},)"
          R"({"node":"person:p-2","own":false,"state":null,"holders":null}],)"
          R"("rows":[)"
          "\n"
          R"({"work":"task:plan","depth":0,"nobody_accountable":false,)"
          R"("many_accountable":false,"nobody_responsible":false,)"
          R"("answers":{"accountable":{"answered":true,"assigned":true,)"
          R"("targets":1,"hops":1,"complete":true},"responsible":)"));
  EXPECT_THAT(
      text,
      HasSubstr(R"("marks":[{"column":"post:secretary","role":"accountable",)"
                R"("standing":"unanswered"},)"
                R"({"column":"post:president","role":"accountable",)"
                R"("standing":"stand-in"},)"
                R"({"column":"post:president","role":"responsible",)"
                R"("standing":"stand-in"},)"
                R"({"column":"person:p-2","role":"consulted",)"
                R"("standing":"assigned"}]})"
                "\n]}\n"));
  const nlohmann::json row = nlohmann::json::parse(text)["rows"][0];
  EXPECT_EQ(row["answers"].size(), kRoles);
  EXPECT_EQ(row["answers"]["oversight"]["answered"], false);
}

TEST(MatrixJsonTest, AHolderOfTwoSeatsIsListedOnce) {
  Records records = Branch();
  records.appointments.push_back({.person = "p-1", .post = "president"});
  const nlohmann::json json = nlohmann::json::parse(MatrixJson(records));
  EXPECT_EQ(json["columns"][1]["holders"],
            nlohmann::json::array({"person:p-1"}));
}

TEST(MatrixJsonTest, AMatrixWithoutRowsIsOneLine) {
  Records records;
  records.units.push_back({.id = "branch", .kind = "unit"});
  EXPECT_EQ(MatrixJson(records),
            R"({"unit":"unit:branch","as_of":"2026-11-22","subtree":false,)"
            R"("complete":true,"finished_left_out":0,"columns":[],"rows":[]})"
            "\n");
}

}  // namespace
}  // namespace zeren
