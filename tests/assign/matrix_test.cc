#include "zeren/assign/matrix.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "tests/assign/resolution_fixture.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MatrixTest : public ResolutionTest {
 protected:
  ResponsibilityMatrix Matrix(std::string_view unit,
                              const MatrixOptions& options = {}) {
    const absl::StatusOr<ResponsibilityMatrix> matrix = MatrixOf(
        Today(), Today().organization().FindId<UnitId>(unit).value(), options);
    EXPECT_TRUE(matrix.ok()) << matrix.status();
    return *matrix;
  }
  std::vector<std::string> Columns(const ResponsibilityMatrix& matrix) {
    std::vector<std::string> names;
    for (const MatrixColumn& column : matrix.columns) {
      names.push_back(NameOf(column.node) + (column.own ? "" : " (other)"));
    }
    return names;
  }
  std::vector<std::string> Work(const ResponsibilityMatrix& matrix) {
    std::vector<std::string> rows;
    for (const MatrixRow& row : matrix.rows) {
      rows.push_back(std::string(row.depth, '>') + NameOf(row.work));
    }
    return rows;
  }
  // "post:head A assigned", for each mark of one of the roles.
  std::vector<std::string> Marks(const ResponsibilityMatrix& matrix,
                                 std::string_view work,
                                 std::set<Role> roles = {Role::kAccountable}) {
    std::vector<std::string> marks;
    for (const MatrixRow& row : matrix.rows) {
      if (NameOf(row.work) != work) continue;
      for (const MatrixMark& mark : row.marks) {
        if (!roles.contains(mark.role)) continue;
        marks.push_back(NameOf(matrix.columns[mark.column].node) + " " +
                        LetterOf(mark.role) + " " +
                        std::string(zeren::NameOf(mark.standing)));
      }
    }
    return marks;
  }
};

// -------------------------------------------------------------- Columns, rows

TEST_F(MatrixTest, ColumnsAreTheHeadThenThePostsByIdThenThoseOfOthers) {
  AddUnit("top");
  AddUnit("u", "top");
  AddPost("president", "top");
  AddPost("z-head", "u");
  AddPost("b-clerk", "u", "clerk");
  AddPost("a-clerk", "u", "clerk");
  AddHolder("p1", "president");
  AddPerson("expert");
  AddTask("t", "u");
  Assign("task:t", "person:expert", Role::kConsulted);
  EXPECT_THAT(Columns(Matrix("u")),
              ElementsAre("post:z-head", "post:a-clerk", "post:b-clerk",
                          "post:president (other)", "person:expert (other)"));
}

TEST_F(MatrixTest, AHeadOfAnotherUnitIsAColumnOfItsOwn) {
  AddUnit("other");
  builder_.AddUnit({.id = "u", .kind = "unit", .head = "lent"});
  AddPost("lent", "other");
  AddPost("a-clerk", "u", "clerk");
  EXPECT_THAT(Columns(Matrix("u")), ElementsAre("post:lent", "post:a-clerk"));
}

TEST_F(MatrixTest, TasksComeBeforeTheirPartsAndDutiesAfterThem) {
  AddUnit("u");
  AddUnit("v");
  AddPost("head", "u");
  AddTask("b", "u");
  AddTask("a", "u", "b");
  AddTask("between", "v", "a");
  AddTask("deep", "u", "between");
  AddTask("c", "u", "b");
  builder_.AddDuty({.id = "low", .bearer = "post:head", .superior = "high"});
  builder_.AddDuty({.id = "high", .bearer = "unit:u"});
  builder_.AddDuty({.id = "foreign", .bearer = "unit:v"});
  EXPECT_THAT(Work(Matrix("u")),
              ElementsAre("task:b", ">task:a", ">>task:deep", ">task:c",
                          "duty:high", ">duty:low"));
}

TEST_F(MatrixTest, FinishedTasksAreLeftOutAndCountedUnlessAskedFor) {
  AddUnit("u");
  AddTask("open", "u");
  AddTask("done", "u");
  builder_.AddProgress(
      {.task = "done", .day = absl::CivilDay(2024, 1, 1), .done = 1});
  builder_.AddTask(
      {.id = "dropped", .unit = "u", .cancelled = absl::CivilDay(2024, 1, 1)});
  builder_.AddTask(
      {.id = "later", .unit = "u", .start = absl::CivilDay(2025, 1, 1)});
  const ResponsibilityMatrix matrix = Matrix("u");
  EXPECT_THAT(Work(matrix), ElementsAre("task:later", "task:open"));
  EXPECT_EQ(matrix.finished_left_out, 2u);
  const ResponsibilityMatrix all = Matrix("u", {.finished = true});
  EXPECT_THAT(Work(all), ElementsAre("task:done", "task:dropped", "task:later",
                                     "task:open"));
  EXPECT_EQ(all.finished_left_out, 0u);
}

TEST_F(MatrixTest, ASubtreeHasTheWorkAndPostsOfAllUnitsBelow) {
  AddUnit("top");
  AddUnit("u", "top");
  AddUnit("u-2", "u");
  AddUnit("u-1", "u");
  AddPost("x-top", "top");
  AddPost("x-0", "u");
  AddPost("a-2", "u-2");
  AddPost("b-1", "u-1");
  AddTask("t", "u");
  AddTask("t-1", "u-1");
  AddTask("t-top", "top");
  EXPECT_THAT(Work(Matrix("u")), ElementsAre("task:t"));
  const ResponsibilityMatrix matrix = Matrix("u", {.subtree = true});
  EXPECT_THAT(Work(matrix), ElementsAre("task:t", "task:t-1"));
  EXPECT_THAT(Columns(matrix), ElementsAre("post:x-0", "post:b-1", "post:a-2"));
}

TEST_F(MatrixTest, AUnitWithoutWorkOrPostsHasAnEmptyMatrix) {
  AddUnit("u");
  const ResponsibilityMatrix matrix = Matrix("u");
  EXPECT_THAT(matrix.rows, IsEmpty());
  EXPECT_THAT(matrix.columns, IsEmpty());
  EXPECT_TRUE(matrix.complete);
}

TEST_F(MatrixTest, AUnitThatIsNotInForceHasNoMatrix) {
  builder_.AddUnit(
      {.id = "u", .kind = "unit", .valid_to = absl::CivilDay(2024, 1, 1)});
  const absl::StatusOr<ResponsibilityMatrix> matrix =
      MatrixOf(Today(), Today().organization().FindId<UnitId>("u").value());
  EXPECT_EQ(matrix.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(matrix.status().message()),
              HasSubstr("\"unit:u\" is not in force on 2024-07-01"));
}

// ------------------------------------------------------------------- Standing

TEST_F(MatrixTest, APostThatAnswersForItsAssignmentIsAssigned) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("clerk", "u", "clerk");
  AddHolder("p1", "head");
  AddHolder("p2", "clerk");
  AddTask("t", "u");
  Assign("task:t", "post:head");
  Assign("task:t", "post:clerk", Role::kResponsible);
  Assign("task:t", "post:clerk", Role::kSupport);
  EXPECT_THAT(Marks(Matrix("u"), "task:t",
                    {Role::kAccountable, Role::kResponsible, Role::kSupport}),
              ElementsAre("post:head A assigned", "post:clerk R assigned",
                          "post:clerk S assigned"));
}

TEST_F(MatrixTest, WithoutAnAssignmentTheHeadStandsIn) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("p1", "head");
  AddTask("t", "u");
  const ResponsibilityMatrix matrix = Matrix("u");
  EXPECT_THAT(Marks(matrix, "task:t",
                    {Role::kAccountable, Role::kResponsible, Role::kSupport}),
              ElementsAre("post:head A stand-in", "post:head R stand-in"));
  EXPECT_FALSE(matrix.rows[0].answer(Role::kAccountable).assigned);
  EXPECT_FALSE(matrix.rows[0].nobody_accountable());
}

TEST_F(MatrixTest, AVacantPostIsUnansweredAndItsSuperiorStandsIn) {
  AddUnit("top");
  AddUnit("u", "top");
  AddPost("president", "top");
  AddPost("head", "u");
  AddHolder("p1", "president");
  AddTask("t", "u");
  Assign("task:t", "post:head");
  const ResponsibilityMatrix matrix = Matrix("u");
  EXPECT_THAT(
      Marks(matrix, "task:t"),
      ElementsAre("post:head A unanswered", "post:president A stand-in"));
  EXPECT_EQ(matrix.rows[0].answer(Role::kAccountable).hops, 1u);
}

TEST_F(MatrixTest, AnAssignmentThatAnswersIsPlainBesideOneThatEscalates) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("a", "u", "clerk");
  AddPost("b", "u", "clerk");
  AddHolder("p1", "head");
  AddHolder("p2", "a");
  AddTask("t", "u");
  Assign("task:t", "post:a", Role::kResponsible);
  Assign("task:t", "post:b", Role::kResponsible);
  EXPECT_THAT(Marks(Matrix("u"), "task:t", {Role::kResponsible}),
              ElementsAre("post:head R stand-in", "post:a R assigned",
                          "post:b R unanswered"));
}

TEST_F(MatrixTest, AUnitThatIsAssignedStandsForItsHead) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("p1", "head");
  AddTask("t", "u");
  Assign("task:t", "unit:u");
  EXPECT_THAT(Marks(Matrix("u"), "task:t"),
              ElementsAre("post:head A assigned"));
}

TEST_F(MatrixTest, WhoBearsADutyIsAsGoodAsAssigned) {
  AddUnit("top");
  AddUnit("u", "top");
  AddPost("president", "top");
  AddPost("head", "u");
  AddPost("clerk", "u", "clerk");
  AddHolder("p1", "president");
  AddHolder("p2", "clerk");
  builder_.AddDuty({.id = "held", .bearer = "post:clerk"});
  builder_.AddDuty({.id = "vacant", .bearer = "unit:u"});
  const ResponsibilityMatrix matrix = Matrix("u");
  EXPECT_THAT(Marks(matrix, "duty:held"), ElementsAre("post:clerk A assigned"));
  EXPECT_THAT(
      Marks(matrix, "duty:vacant"),
      ElementsAre("post:head A unanswered", "post:president A stand-in"));
  EXPECT_FALSE(matrix.rows[0].answer(Role::kAccountable).assigned);
}

TEST_F(MatrixTest, WhatTheTaskAboveIsAssignedCountsForItsParts) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("clerk", "u", "clerk");
  AddHolder("p1", "head");
  AddHolder("p2", "clerk");
  AddTask("t", "u");
  AddTask("part", "u", "t");
  Assign("task:t", "post:clerk");
  EXPECT_THAT(Marks(Matrix("u"), "task:part"),
              ElementsAre("post:clerk A assigned"));
}

TEST_F(MatrixTest, ADeputyStandsInForTheHead) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("deputy", "u", "deputy");
  AddHolder("p1", "deputy");
  AddTask("t", "u");
  Assign("task:t", "post:head");
  EXPECT_THAT(Marks(Matrix("u"), "task:t"),
              ElementsAre("post:head A unanswered", "post:deputy A stand-in"));
}

TEST_F(MatrixTest, AWithheldNameAnswersByItsPost) {
  AddUnit("u");
  AddPost("head", "u");
  AddUndisclosed("head");
  AddTask("t", "u");
  Assign("task:t", "post:head");
  const ResponsibilityMatrix matrix = Matrix("u");
  EXPECT_THAT(Marks(matrix, "task:t"), ElementsAre("post:head A assigned"));
  EXPECT_TRUE(matrix.rows[0].answer(Role::kAccountable).answered);
}

TEST_F(MatrixTest, APersonByNameIsShownInThePostHeldAlone) {
  AddUnit("u");
  AddPost("a", "u", "clerk");
  AddPost("b", "u", "clerk");
  AddHolder("alone", "b");
  AddTask("t", "u");
  Assign("task:t", "person:alone");
  const ResponsibilityMatrix matrix = Matrix("u");
  EXPECT_THAT(Columns(matrix), ElementsAre("post:a", "post:b"));
  EXPECT_THAT(Marks(matrix, "task:t"), ElementsAre("post:b A assigned"));
}

TEST_F(MatrixTest, APersonByNameWhoSharesAPostHasAColumnOfTheirOwn) {
  AddUnit("u");
  AddPost("a", "u", "clerk");
  AddHolder("p1", "a");
  AddHolder("p2", "a");
  AddTask("t", "u");
  Assign("task:t", "person:p2");
  EXPECT_THAT(Marks(Matrix("u"), "task:t"),
              ElementsAre("person:p2 A assigned"));
}

TEST_F(MatrixTest, AnAbsentPersonByNameIsUnanswered) {
  AddUnit("u");
  AddPost("head", "u");
  AddHolder("boss", "head");
  AddPerson("away");
  builder_.AddMembership({.person = "away", .unit = "u"});
  AddAbsence("away");
  AddTask("t", "u");
  Assign("task:t", "person:away");
  EXPECT_THAT(Marks(Matrix("u"), "task:t"),
              ElementsAre("post:head A stand-in", "person:away A unanswered"));
}

// ---------------------------------------------------------------------- Flags

TEST_F(MatrixTest, RowsSayWhereNobodyIsAccountableOrSeveralAre) {
  AddUnit("u");
  AddPost("a", "u", "clerk");
  AddPost("b", "u", "clerk");
  AddHolder("p1", "a");
  AddHolder("p2", "b");
  AddTask("many", "u");
  AddTask("none", "u");
  AddTask("twice", "u");
  Assign("task:many", "post:a");
  Assign("task:many", "post:b");
  Assign("task:twice", "post:a");
  Assign("task:twice", "post:a", Role::kAccountable,
         absl::CivilDay(2024, 1, 1));
  Assign("task:twice", "post:b", Role::kResponsible);
  const ResponsibilityMatrix matrix = Matrix("u");
  ASSERT_THAT(Work(matrix),
              ElementsAre("task:many", "task:none", "task:twice"));
  EXPECT_TRUE(matrix.rows[0].many_accountable());
  EXPECT_FALSE(matrix.rows[0].nobody_accountable());
  EXPECT_TRUE(matrix.rows[1].nobody_accountable());
  EXPECT_TRUE(matrix.rows[1].nobody_responsible());
  EXPECT_FALSE(matrix.rows[2].many_accountable());
  EXPECT_FALSE(matrix.rows[2].nobody_responsible());
}

TEST_F(MatrixTest, ACycleThatWasCutMakesItIncomplete) {
  AddUnit("a", "b");
  AddUnit("b", "a");
  AddUnit("c", "b");
  AddUnit("fine");
  EXPECT_FALSE(Matrix("c", {.subtree = true}).complete);
  EXPECT_TRUE(Matrix("c").complete);  // It has neither work nor doubt.
  EXPECT_TRUE(Matrix("fine", {.subtree = true}).complete);
}

}  // namespace
}  // namespace zeren
