// The JSON of key persons and critical groups. That their values are right is
// told by the oracle, in tests/advise.

#include <string>

#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using testing::SnapshotOrDie;

Records Office() {
  Records records;
  records.units = {{.id = "u", .kind = "unit"}};
  records.posts = {{.id = "head", .unit = "u", .kind = "head"}};
  records.persons = {{.id = "li"}, {.id = "wu"}};
  records.appointments = {{.person = "li", .post = "head"}};
  records.tasks = {{.id = "t", .unit = "u", .effort = 1.5},
                   {.id = "lost", .unit = "nowhere"}};
  records.duties = {{.id = "d", .bearer = "post:head"}};
  return records;
}

TEST(KeyPersonsJsonTest, WritesALineForEachPerson) {
  const Snapshot today = SnapshotOrDie(Office());
  EXPECT_EQ(WriteJson(today, FindKeyPersons(today)),
            R"({"as_of":"2026-11-22","complete":true,)"
            R"("roles":["accountable","responsible"],"weight":"count",)"
            R"("work":3,"answered":2,"answered_weight":2,"key_weight":2,)"
            R"("unanswered":["task:lost"],"not_listed":0,"persons":[)"
            "\n"
            R"({"person":"person:li","count":2,"weight":2,)"
            R"("work":["duty:d","task:t"]})"
            "\n]}\n");
}

TEST(KeyPersonsJsonTest, EffortsHaveFractionsAndPersonsLeftOutAreCounted) {
  const Snapshot today = SnapshotOrDie(Office());
  const KeyPersons key =
      FindKeyPersons(today, {.weight = WorkWeight::kEffort, .limit = 0});
  EXPECT_EQ(WriteJson(today, key),
            R"({"as_of":"2026-11-22","complete":true,)"
            R"("roles":["accountable","responsible"],"weight":"effort",)"
            R"("work":3,"answered":2,"answered_weight":1.5,"key_weight":1.5,)"
            R"("unanswered":["task:lost"],"not_listed":1,"persons":[]})"
            "\n");
}

TEST(KeyPersonsJsonTest, WritesALineForEachPieceOfWorkThatAGroupLeaves) {
  const Snapshot today = SnapshotOrDie(Office());
  const auto group = FindCriticalGroup(today, 0.5);
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_EQ(WriteJson(today, *group),
            R"({"as_of":"2026-11-22","complete":true,)"
            R"("roles":["accountable","responsible"],"weight":"count",)"
            R"("share":0.5,"answered_weight":2,"candidates":1,"found":true,)"
            R"("exact":true,"persons":["person:li"],"orphaned_weight":2,)"
            R"("orphaned":[)"
            "\n\"duty:d\",\n\"task:t\"\n]}\n");
}

}  // namespace
}  // namespace zeren
