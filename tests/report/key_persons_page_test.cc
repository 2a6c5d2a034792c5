// The pages of key persons and critical groups.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::SnapshotOrDie;

// Li heads a unit with a duty and tasks; nobody is there for one of them.
Records Office(int tasks) {
  Records records;
  records.units = {{.id = "u", .kind = "unit"}};
  records.posts = {{.id = "head", .unit = "u", .kind = "head"}};
  records.persons = {{.id = "li", .name = Text("Li")}};
  records.appointments = {{.person = "li", .post = "head"}};
  records.tasks = {{.id = "lost", .unit = "nowhere"}};
  for (int i = 1; i <= tasks; ++i) {
    records.tasks.push_back(
        {.id = "t" + std::to_string(i), .unit = "u", .effort = 2.5});
  }
  records.duties = {{.id = "d", .bearer = "post:head"}};
  return records;
}

TEST(KeyPersonsPageTest, ListsThePersonsAndWhatHangsOnThem) {
  const Snapshot today = SnapshotOrDie(Office(2));
  EXPECT_EQ(WriteText(MakePage(today, FindKeyPersons(today))),
            "Key persons on 2026-11-22\n"
            "\n"
            "person  work  share  node       only they are there for\n"
            "Li         3   100%  person:li  d, t1, t2\n"
            "\n"
            "3 pieces of work answered for on the spot (accountable or "
            "responsible), 100% by one person alone.\n"
            "1 piece of work with nobody on the spot already now.\n"
            "The answer is complete.\n");
  EXPECT_EQ(
      WriteText(MakePage(today, FindKeyPersons(today), {.language = "zh"})),
      "2026-11-22 关键人员\n"
      "\n"
      "人员  工作项数  占比  标识       仅其在岗负责\n"
      "Li           3  100%  person:li  d、t1、t2\n"
      "\n"
      "3 项工作有人就地负责或执行，其中 100% 仅靠一人。\n"
      "1 项工作目前已无人就地负责。\n"
      "结果完整。\n");
}

TEST(KeyPersonsPageTest, CountsWhatItDoesNotShow) {
  const Snapshot today = SnapshotOrDie(Office(9));
  EXPECT_THAT(WriteText(MakePage(today, FindKeyPersons(today))),
              HasSubstr("d, t1, t2, t3, t4, t5, t6, t7 and 2 more\n"));
  const KeyPersons none = FindKeyPersons(today, {.limit = 0});
  EXPECT_THAT(WriteText(MakePage(today, none)),
              HasSubstr("1 other key person is not listed.\n"));
}

TEST(KeyPersonsPageTest, ShowsEffortsIfTheseWeigh) {
  const Snapshot today = SnapshotOrDie(Office(2));
  const KeyPersons key = FindKeyPersons(today, {.weight = WorkWeight::kEffort});
  EXPECT_THAT(WriteText(MakePage(today, key)),
              HasSubstr("Li         3       5   100%"));
}

TEST(KeyPersonsPageTest, ShowsTheGroupAndWhatItLeaves) {
  const Snapshot today = SnapshotOrDie(Office(2));
  const auto group = FindCriticalGroup(today, 0.5);
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_EQ(WriteText(MakePage(today, *group)),
            "The fewest people without whom more than 50% would be left "
            "unanswered on 2026-11-22\n"
            "\n"
            "person  node\n"
            "Li      person:li\n"
            "\n"
            "1 person, 3 pieces of work (100%): d, t1, t2.\n"
            "No smaller group does.\n"
            "The answer is complete.\n");
  EXPECT_EQ(WriteText(MakePage(today, *group, {.language = "zh"})),
            "2026-11-22 缺席即致 50% 以上工作无人就地负责的最少人员\n"
            "\n"
            "人员  标识\n"
            "Li    person:li\n"
            "\n"
            "1 人，3 项工作（100%）：d、t1、t2。\n"
            "没有更小的一组。\n"
            "结果完整。\n");
}

TEST(KeyPersonsPageTest, SaysWhenNobodyIsKey) {
  const Snapshot today = SnapshotOrDie({});
  EXPECT_THAT(WriteText(MakePage(today, FindKeyPersons(today))),
              HasSubstr("\nNobody.\n"));
  EXPECT_THAT(WriteText(MakePage(today, *FindCriticalGroup(today, 0))),
              AllOf(HasSubstr("There are none"), Not(HasSubstr("No smaller"))));
}

}  // namespace
}  // namespace zeren
