// The page of what is different between two days.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/model/change.h"
#include "zeren/report/csv.h"
#include "zeren/report/markdown.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using testing::BuildOrDie;
using ::testing::HasSubstr;
using testing::kDay;
using ::testing::Not;
using ::testing::StartsWith;

constexpr absl::CivilDay kLater(2027, 1, 1);

// Departments a and b; the team goes from the one to the other and is led by
// Wang instead of Li, who only helps; Zhao comes, Sun goes.
Records School() {
  Records records;
  records.units = {{.id = "a", .kind = "dept", .name = "Department A"},
                   {.id = "b", .kind = "dept", .valid_from = kLater},
                   {.id = "team", .kind = "team"},
                   {.id = "old", .kind = "team", .valid_to = kLater}};
  records.unit_lines = {{.child = "team", .parent = "a", .valid_to = kLater},
                        {.child = "team", .parent = "b", .valid_from = kLater},
                        {.child = "old", .parent = "a"}};
  records.posts = {{.id = "a-head", .unit = "a", .kind = "head"},
                   {.id = "b-head", .unit = "b", .kind = "head"},
                   {.id = "lead", .unit = "team", .kind = "head"},
                   {.id = "staff", .unit = "team", .kind = "x", .seats = 3}};
  records.persons = {{.id = "li", .name = "Li"},
                     {.id = "sun", .name = "Sun"},
                     {.id = "wang", .name = "Wang"},
                     {.id = "zhao", .name = "Zhao"}};
  records.memberships = {
      {.person = "li", .unit = "team"},
      {.person = "li", .unit = "a", .home = false, .valid_from = kLater},
      {.person = "sun", .unit = "old"},
      {.person = "wang", .unit = "team"}};
  records.appointments = {
      {.person = "li", .post = "lead", .valid_to = kLater},
      {.person = "wang",
       .post = "lead",
       .mode = AppointmentMode::kActing,
       .valid_from = kLater},
      {.person = "li", .post = "staff"},
      {.person = "wang", .post = "staff", .valid_to = kLater},
      {.person = "zhao", .post = "staff", .valid_from = kLater}};
  records.absences = {{.person = "li", .valid_from = kLater}};
  return records;
}

Page PageOf(const PageOptions& options = {}) {
  return MakePage(Diff(BuildOrDie(School()), kDay, kLater), options);
}

TEST(DiffPageTest, HasATableEachForUnitsPostsAndPeople) {
  EXPECT_EQ(
      WriteText(PageOf()),
      "What changed from 2026-11-22 to 2027-01-01\n"
      "\n"
      "Units\n"
      "change  unit  before        after\n"
      "new     b                   none   unit:b\n"
      "gone    old   Department A         unit:old\n"
      "moved   team  Department A  b      unit:team\n"
      "\n"
      "Posts\n"
      "change          post    before         after\n"
      "new             b-head                 b              post:b-head\n"
      "other superior  lead    a-head         b-head         post:lead\n"
      "holders         lead    Li             Wang (acting)  post:lead\n"
      "holders         staff   Wang, 1 other  Zhao, 1 other  post:staff\n"
      "\n"
      "People\n"
      "change  person  before  after\n"
      "joined  Zhao            staff                    person:zhao\n"
      "left    Sun     old                              person:sun\n"
      "moved   Li      team    team, also Department A  person:li\n"
      "\n"
      "Units: 2 kept, 1 new, 1 gone, 1 moved.\n"
      "Posts: 3 kept, 1 new, 1 with another superior, 2 held otherwise.\n"
      "People: 2 stayed, 1 joined, 1 left, 1 moved.\n"
      "The answer is complete.\n");
}

TEST(DiffPageTest, ChineseIsWrittenWhereItIsAskedFor) {
  const std::string text = WriteText(PageOf({.language = "zh"}));
  EXPECT_THAT(text, StartsWith("2026-11-22 至 2027-01-01 组织变动\n\n单位\n"));
  EXPECT_THAT(text, HasSubstr("Wang（代理）"));
  EXPECT_THAT(text, HasSubstr("\n单位：保留 2，新设 1，撤销 1，改隶 1。\n"));
}

TEST(DiffPageTest, IsWrittenAsMarkdownAndCsv) {
  EXPECT_THAT(WriteMarkdown(PageOf()), HasSubstr("## Units"));
  EXPECT_THAT(WriteCsv(PageOf(), {.table = 0}),
              StartsWith("change,unit,before,after,\r\n"
                         "new,b,,none,unit:b\r\n"));
}

TEST(DiffPageTest, WithoutDifferencesThereIsNoTable) {
  const std::string text =
      WriteText(MakePage(Diff(BuildOrDie(School()), kDay, kDay)));
  EXPECT_THAT(text, StartsWith("What would change on 2026-11-22\n\n"
                               "No difference.\n\nUnits: 3 kept.\n"));
}

TEST(DiffPageTest, AStateThatAloneDiffersIsSaid) {
  Records records = School();
  records.appointments.resize(1);
  records.appointments[0].valid_to = Until();
  EXPECT_THAT(WriteText(MakePage(Diff(BuildOrDie(records), kDay, kLater))),
              HasSubstr("holders         lead    occupied  absent"));
}

TEST(DiffPageTest, WithheldNamesAndThoseWhoStayAreCounted) {
  Records records = School();
  records.appointments.push_back(
      {.post = "staff", .undisclosed = true, .valid_from = kLater});
  records.appointments.push_back(
      {.post = "lead", .undisclosed = true, .valid_from = kLater});
  EXPECT_THAT(WriteText(MakePage(Diff(BuildOrDie(records), kDay, kLater))),
              AllOf(HasSubstr("Li             Wang (acting), 1 name withheld "),
                    HasSubstr("Wang, 1 other  Zhao, 1 name withheld, 1 other "
                              " post:staff\n")));
  records = School();
  records.appointments[3].valid_to = Until();
  EXPECT_THAT(WriteText(MakePage(Diff(BuildOrDie(records), kDay, kLater))),
              HasSubstr("staff   2 persons  Zhao, 2 others  post:staff\n"));
}

// What changes took away is called what it was called before.
TEST(DiffPageTest, WhatIsRemovedKeepsItsName) {
  const Snapshot today = BuildOrDie(School()).AsOf(kDay);
  const std::vector<Change> changes = {
      Change::Remove(Partial<UnitRecord>().With(&UnitRecord::id, "a"))};
  const absl::StatusOr<Snapshot> then = today.Apply(changes);
  ASSERT_TRUE(then.ok()) << then.status();
  const absl::StatusOr<StructureDiff> diff = Diff(today, *then);
  ASSERT_TRUE(diff.ok()) << diff.status();
  const std::string text = WriteText(MakePage(*diff));
  EXPECT_THAT(text, HasSubstr("gone    Department A"));
  EXPECT_THAT(text, HasSubstr("moved   team          Department A  none"));
  EXPECT_THAT(text, Not(HasSubstr("complete: ")));
}

}  // namespace
}  // namespace zeren
