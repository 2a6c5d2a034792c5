// Who answers, for much work at once: as `ResolveResponsible` says. Random
// documents are compared in tests/advise/oracle_statement_test.cc.

#include "src/assign/internal/answerers.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "gmock/gmock.h"
#include "tests/assign/resolution_fixture.h"
#include "tests/support/effort.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class AnswerersTest : public ResolutionTest {
 protected:
  // Expects the same answers as of resolutions, for all tasks and roles.
  void ExpectResolved() {
    const internal::Answerers answerers(Today());
    const std::uint32_t tasks = Today().organization().count(NodeKind::kTask);
    for (std::uint32_t i = 0; i < tasks; ++i) {
      for (std::size_t j = 0; j < kRoles; ++j) {
        const Role role = static_cast<Role>(j);
        const Resolution who = ResolveResponsible(Today(), TaskId{i}, role);
        EXPECT_EQ(answerers.Of(TaskId{i}, role),
                  (internal::Answer{who.persons, who.posts, who.undisclosed,
                                    who.complete}))
            << NameOf(TaskId{i}) << " " << zeren::NameOf(role);
      }
    }
  }
};

TEST_F(AnswerersTest, AWithheldNameAnswersForItsPostAndWhoActsOnlyAsDeputy) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddUndisclosed("vice");
  AddHolder("a", "vice", AppointmentMode::kActing);
  AddTask("head's", "u");
  AddTask("vice's");
  Assign("task:vice's", "post:vice");
  ExpectResolved();
  const internal::Answerers answerers(Today());
  EXPECT_THAT(
      NamesOf(answerers.Of(*Today().Find("task:head's"), Role::kAccountable)
                  .persons),
      ElementsAre("person:a"));
  EXPECT_TRUE(answerers.Of(*Today().Find("task:vice's"), Role::kAccountable)
                  .undisclosed);
}

TEST_F(AnswerersTest, OfSeveralWaysTheFirstAppearanceCounts) {
  AddReport("boss");
  AddHolder("b", "boss");
  AddReport("x", "boss");
  AddReport("y", "boss");
  AddPerson("p");
  AddTask("t");
  Assign("task:t", "post:x");
  Assign("task:t", "person:p");
  Assign("task:t", "post:y");
  ExpectResolved();
}

TEST_F(AnswerersTest, DelegationsWithAListBearOnWhatTheyList) {
  AddReport("boss");
  AddHolder("b", "boss");
  AddReport("desk", "boss");
  AddPerson("d");
  AddPerson("e");
  AddAbsence("e");
  AddTask("a");
  AddTask("below", "absent-unit", "a");
  AddTask("c");
  AddTask("e's");
  Assign("task:a", "post:desk");
  Assign("task:c", "post:desk");
  Assign("task:e's", "person:e");
  Delegate("1", "post:desk", "person:d", {.scope = {{"task:a"}}});
  Delegate("2", "person:e", "person:d");
  ExpectResolved();
}

TEST_F(AnswerersTest, DelegationsInACircleLeaveTheAnswerIncomplete) {
  AddReport("boss");
  AddHolder("b", "boss");
  AddReport("x", "boss");
  AddReport("y", "boss");
  AddTask("t");
  Assign("task:t", "post:x");
  Delegate("1", "post:x", "post:y", {.may_redelegate = true});
  Delegate("2", "post:y", "post:x", {.may_redelegate = true});
  ExpectResolved();
  const internal::Answerers answerers(Today());
  EXPECT_FALSE(
      answerers.Of(*Today().Find("task:t"), Role::kAccountable).complete);
}

TEST_F(AnswerersTest, ADeepChainOfVacanciesIsWalkedOnce) {
  constexpr std::uint32_t kLevels = testing::kManyLevels / 10;
  AddReport("0");
  AddHolder("h", "0");
  for (std::uint32_t level = 0; level < kLevels; ++level) {
    const std::string id = std::to_string(level);
    if (level > 0) AddReport(id, std::to_string(level - 1));
    AddTask(id);
    Assign("task:" + id, "post:" + id);
  }
  const internal::Answerers answerers(Today());
  for (std::uint32_t i = 0; i < kLevels; ++i) {
    ASSERT_THAT(answerers.Of(TaskId{i}, Role::kAccountable).persons, SizeIs(1));
  }
}

}  // namespace
}  // namespace zeren
