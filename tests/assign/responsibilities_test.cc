#include "zeren/assign/responsibilities.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "tests/assign/resolution_fixture.h"
#include "tests/support/effort.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ResponsibilitiesTest : public ResolutionTest {
 protected:
  Responsibilities Of(std::string_view name,
                      std::optional<Role> role = std::nullopt) {
    auto all = ResponsibilitiesOf(Today(), *Today().Find(name), role);
    EXPECT_TRUE(all.ok()) << all.status();
    return *all;
  }
  // "task:t accountable 0", one by one; the number is that of the hops.
  std::vector<std::string> Listed(const Responsibilities& all) {
    std::vector<std::string> listed;
    for (const Responsibility& one : all.work) {
      listed.push_back(NameOf(one.work) + " " +
                       std::string(zeren::NameOf(one.role)) + " " +
                       std::to_string(one.hops));
    }
    return listed;
  }
};

// The example at the top of responsibilities.h.
TEST_F(ResponsibilitiesTest, DocumentationExample) {
  AddPerson("lin");
  AddTask("report");
  Assign("task:report", "person:lin");
  const Snapshot today = Today();

  absl::StatusOr<Responsibilities> all =
      ResponsibilitiesOf(today, *today.Find("person:lin"));
  ASSERT_TRUE(all.ok());
  EXPECT_THAT(Listed(*all), ElementsAre("task:report accountable 0"));
  EXPECT_TRUE(all->work[0].assigned);
  EXPECT_TRUE(all->complete);
  EXPECT_EQ(all->node, *today.Find("person:lin"));
}

TEST_F(ResponsibilitiesTest, WorkComesInOrderOfNameAndThenOfRole) {
  AddPerson("p");
  builder_.AddDuty({.id = "z"});
  AddTask("b");
  AddTask("a");
  Assign("task:a", "person:p", Role::kInformed);
  Assign("task:a", "person:p", Role::kResponsible);
  Assign("task:b", "person:p");
  Assign("duty:z", "person:p", Role::kOversight);
  EXPECT_THAT(Listed(Of("person:p")),
              ElementsAre("duty:z oversight 0", "task:a responsible 0",
                          "task:a informed 0", "task:b accountable 0"));
  EXPECT_THAT(Listed(Of("person:p", Role::kInformed)),
              ElementsAre("task:a informed 0"));
}

TEST_F(ResponsibilitiesTest, EscalatedWorkCountsTheStepsUpTheShortestWay) {
  AddReport("boss");
  AddReport("middle", "boss");
  AddReport("clerk", "middle");
  AddHolder("b", "boss");
  AddTask("far");
  Assign("task:far", "post:clerk");
  AddTask("twice");
  Assign("task:twice", "post:clerk");
  Assign("task:twice", "post:middle");
  EXPECT_THAT(Listed(Of("person:b")), ElementsAre("task:far accountable 2",
                                                  "task:twice accountable 1"));
  EXPECT_EQ(Listed(Of("post:boss")), Listed(Of("person:b")));
  EXPECT_THAT(Of("post:middle").work, IsEmpty());
}

TEST_F(ResponsibilitiesTest, WorkThatFallsBackIsNotAssigned) {
  AddUnit("top");
  AddUnit("team", "top");
  AddPost("head", "top");
  AddHolder("h", "head");
  AddTask("t", "team");
  const Responsibilities all = Of("person:h");
  EXPECT_THAT(Listed(all),
              ElementsAre("task:t accountable 1", "task:t responsible 1"));
  EXPECT_FALSE(all.work[0].assigned);
}

TEST_F(ResponsibilitiesTest, APostStandsInByDelegationOrAsDeputy) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddHolder("v", "vice");
  AddReport("desk");
  AddReport("stand-in");
  AddHolder("s", "stand-in");
  Delegate("1", "post:desk", "post:stand-in");
  AddTask("a");
  AddTask("b");
  Assign("task:a", "unit:u");
  Assign("task:b", "post:desk");
  EXPECT_THAT(Listed(Of("post:vice")), ElementsAre("task:a accountable 0"));
  EXPECT_THAT(Listed(Of("person:s")), ElementsAre("task:b accountable 0"));
  EXPECT_THAT(Of("post:desk").work, IsEmpty());
}

TEST_F(ResponsibilitiesTest, AListedDelegationMovesOnlyWhatItLists) {
  AddReport("boss");
  AddHolder("b", "boss");
  AddReport("desk", "boss");
  AddPerson("d");
  AddTask("a");
  AddTask("below", "absent-unit", "a");
  AddTask("c");
  Assign("task:a", "post:desk");
  Assign("task:c", "post:desk");
  Delegate("1", "post:desk", "person:d", {.scope = {{"task:a"}}});
  EXPECT_THAT(Listed(Of("person:d")),
              ElementsAre("task:a accountable 0", "task:below accountable 0"));
  EXPECT_THAT(Listed(Of("person:b")), ElementsAre("task:c accountable 1"));
}

TEST_F(ResponsibilitiesTest,
       ThoseWhoActUnderAWithheldNameAnswerOnlyAsDeputies) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddUndisclosed("vice");
  AddHolder("a", "vice", AppointmentMode::kActing);
  AddTask("head's", "u");
  AddTask("vice's");
  Assign("task:vice's", "post:vice");
  EXPECT_THAT(Listed(Of("person:a")), ElementsAre("task:head's accountable 0",
                                                  "task:head's responsible 0"));
  EXPECT_THAT(Of("post:vice").work, SizeIs(3));
}

TEST_F(ResponsibilitiesTest, WhoIsAbsentOrGoneAnswersForNothing) {
  AddPerson("a");
  AddAbsence("a");
  builder_.AddPerson({.id = "gone", .valid_to = kDay});
  AddTask("t");
  Assign("task:t", "person:a");
  Assign("task:t", "person:gone");
  EXPECT_THAT(Of("person:a").work, IsEmpty());
  EXPECT_THAT(Of("person:gone").work, IsEmpty());
}

TEST_F(ResponsibilitiesTest, ACutOnAnyWayMakesTheListIncomplete) {
  AddPerson("p");
  AddReport("x", "y");
  AddReport("y", "x");
  AddTask("mine");
  Assign("task:mine", "person:p");
  AddTask("lost");
  Assign("task:lost", "post:y");
  const Responsibilities all = Of("person:p");
  EXPECT_FALSE(all.complete);
  EXPECT_TRUE(all.work[0].complete);
}

TEST_F(ResponsibilitiesTest, OnlyPersonsAndPostsCanBeAskedAbout) {
  AddUnit("u");
  const auto all = ResponsibilitiesOf(Today(), *Today().Find("unit:u"));
  EXPECT_EQ(all.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(all.status().message()),
              ::testing::HasSubstr("\"unit:u\""));
}

// A task at each of a million vacant posts in one chain, all of which come to
// the one at the top.
TEST_F(ResponsibilitiesTest, AMillionVacantPostsInAChainAreWalkedOnce) {
  constexpr std::uint32_t kLevels = testing::kManyLevels;
  AddReport("0");
  AddHolder("h", "0");
  for (std::uint32_t level = 0; level < kLevels; ++level) {
    const std::string id = std::to_string(level);
    if (level > 0) AddReport(id, std::to_string(level - 1));
    AddTask(id);
    Assign("task:" + id, "post:" + id);
  }
  const Responsibilities all = Of("person:h", Role::kAccountable);
  ASSERT_THAT(all.work, SizeIs(kLevels));
  EXPECT_EQ(NameOf(all.work.back().work),
            "task:" + std::to_string(kLevels - 1));
  EXPECT_EQ(all.work.back().hops, kLevels - 1);
}

}  // namespace
}  // namespace zeren
