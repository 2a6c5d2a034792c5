#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::Found;
using ::zeren::testing::kDay;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;

using Nobody = BasicReportsTo<std::string>;

// A school with its rector, and in it an office with its chief, a deputy and a
// clerk.
Records School() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "office", .kind = "office", .parent = "school"}};
  records.posts = {{.id = "rector", .unit = "school", .kind = "head"},
                   {.id = "chief", .unit = "office", .kind = "head"},
                   {.id = "deputy", .unit = "office", .kind = "deputy"},
                   {.id = "clerk", .unit = "office", .kind = "clerk"}};
  return records;
}

enum Place : std::size_t { kRector, kChief, kDeputy, kClerk };

// --------------------------------------------------------
// span_of_control

TEST(SpanOfControlTest, FindsAPostToWhichTooManyReport) {
  const Snapshot snapshot = SnapshotOrDie(School());
  EXPECT_THAT(Found(snapshot, "span_of_control", {{"max", 1}}),
              ElementsAre(R"(post:chief {"reports":2,"min":null,"max":1})"));
  EXPECT_THAT(Found(snapshot, "span_of_control", {{"max", 2}}), IsEmpty());
}

TEST(SpanOfControlTest, FindsAPostToWhichTooFewReport) {
  const Snapshot snapshot = SnapshotOrDie(School());
  EXPECT_THAT(Found(snapshot, "span_of_control", {{"min", 1}}),
              ElementsAre(R"(post:clerk {"reports":0,"min":1,"max":null})",
                          R"(post:deputy {"reports":0,"min":1,"max":null})"));
  EXPECT_THAT(Found(snapshot, "span_of_control", {{"min", 0}}), IsEmpty());
}

TEST(SpanOfControlTest, CountsPostsInForce) {
  Records records = School();
  records.posts[kDeputy].valid_to = kDay;
  EXPECT_THAT(
      Found(SnapshotOrDie(records, kDay - 1), "span_of_control", {{"max", 1}}),
      ElementsAre(R"(post:chief {"reports":2,"min":null,"max":1})"));
  EXPECT_THAT(Found(SnapshotOrDie(records), "span_of_control", {{"max", 1}}),
              IsEmpty());
}

TEST(SpanOfControlTest, CountsPostsWhoeverHoldsThem) {
  Records records = School();
  records.posts[kClerk].reports_to = "rector";
  EXPECT_THAT(Found(SnapshotOrDie(records), "span_of_control",
                    {{"min", 2}, {"max", 2}}),
              ElementsAre(R"(post:chief {"reports":1,"min":2,"max":2})",
                          R"(post:clerk {"reports":0,"min":2,"max":2})",
                          R"(post:deputy {"reports":0,"min":2,"max":2})"));
}

TEST(SpanOfControlTest, SaysSo) {
  const Snapshot snapshot = SnapshotOrDie(School());
  EXPECT_THAT(Said(snapshot, "span_of_control", "en", {{"max", 1}}),
              ElementsAre("2 posts report to post:chief, more than 1"));
  EXPECT_THAT(Said(snapshot, "span_of_control", "zh", {{"max", 1}}),
              ElementsAre("post:chief有2个直接下级岗位，多于1个"));
  EXPECT_THAT(Said(snapshot, "span_of_control", "en", {{"min", 2}, {"max", 2}}),
              ElementsAre("0 posts report to post:clerk, fewer than 2",
                          "0 posts report to post:deputy, fewer than 2",
                          "1 post reports to post:rector, fewer than 2"));
  EXPECT_THAT(Said(snapshot, "span_of_control", "zh", {{"min", 2}, {"max", 2}}),
              ElementsAre("post:clerk有0个直接下级岗位，少于2个",
                          "post:deputy有0个直接下级岗位，少于2个",
                          "post:rector有1个直接下级岗位，少于2个"));
}

// --------------------------------------------------------
// chain_divergence

std::vector<std::string> Divergent(const Records& records) {
  return Found(SnapshotOrDie(records), "chain_divergence");
}

TEST(ChainDivergenceTest, FindsAPostThatPassesByTheHeadOfItsUnit) {
  Records records = School();
  EXPECT_THAT(Divergent(records), IsEmpty());
  records.posts[kClerk].reports_to = "rector";
  EXPECT_THAT(Divergent(records),
              ElementsAre(R"(post:clerk {"by_posts":"post:rector",)"
                          R"("by_units":"post:chief"})"));
}

TEST(ChainDivergenceTest, IsContentWithSteps) {
  Records records = School();
  records.posts[kClerk].reports_to = "deputy";
  EXPECT_THAT(Divergent(records), IsEmpty());
}

TEST(ChainDivergenceTest, FindsAHeadThatReportsIntoAnotherTree) {
  Records records = School();
  records.units.push_back({.id = "ministry", .kind = "ministry"});
  records.posts.push_back(
      {.id = "minister", .unit = "ministry", .kind = "head"});
  records.posts[kChief].reports_to = "minister";
  EXPECT_THAT(Divergent(records),
              ElementsAre(R"(post:chief {"by_posts":"post:minister",)"
                          R"("by_units":"post:rector"})"));
  // The rector answers to no unit that could say otherwise.
  records.posts[kChief].reports_to = {};
  records.posts[kRector].reports_to = "minister";
  EXPECT_THAT(Divergent(records), IsEmpty());
}

TEST(ChainDivergenceTest, FindsAPostThatIsWrittenToReportToNobody) {
  Records records = School();
  records.posts[kChief].reports_to = Nobody::Nobody();
  EXPECT_THAT(
      Divergent(records),
      ElementsAre(R"(post:chief {"by_posts":null,"by_units":"post:rector"})"));
}

TEST(ChainDivergenceTest, LeavesBrokenLinesToTheChecksOfThese) {
  Records records = School();
  for (const char* superior : {"ghost", "deputy"}) {
    records.posts[kDeputy].reports_to = superior;
    records.posts[kClerk].reports_to = "deputy";
    EXPECT_THAT(Divergent(records), IsEmpty()) << superior;
  }
}

TEST(ChainDivergenceTest, DoesNotJudgeChainsThatEndWhereACycleWasCut) {
  Records records = School();
  // chief -> clerk -> deputy -> clerk, cut above the clerk.
  records.posts[kClerk].reports_to = "deputy";
  records.posts[kDeputy].reports_to = "clerk";
  records.posts[kChief].reports_to = "clerk";
  EXPECT_THAT(Divergent(records), IsEmpty());
  records.posts[kDeputy].reports_to = Nobody::Nobody();
  EXPECT_THAT(Divergent(records),
              ElementsAre(R"(post:chief {"by_posts":"post:clerk",)"
                          R"("by_units":"post:rector"})",
                          R"(post:clerk {"by_posts":"post:deputy",)"
                          R"("by_units":"post:chief"})",
                          R"(post:deputy {"by_posts":null,)"
                          R"("by_units":"post:chief"})"));
}

TEST(ChainDivergenceTest, LooksForTheHeadThatTheRuleWouldFind) {
  Records records = School();
  // One post heads both units, so that nobody is above it.
  records.units[1].head = "rector";
  records.posts[kRector].reports_to = Nobody::Nobody();
  EXPECT_THAT(Divergent(records), IsEmpty());
  // Without a head of its own the office is the rector's.
  records.posts[kChief].kind = "clerk";
  records.units[1].head.reset();
  EXPECT_THAT(Divergent(records), IsEmpty());
  records.posts[kChief].reports_to = Nobody::Nobody();
  EXPECT_THAT(
      Divergent(records),
      ElementsAre(R"(post:chief {"by_posts":null,"by_units":"post:rector"})"));
}

TEST(ChainDivergenceTest, SaysSo) {
  Records records = School();
  records.posts[kClerk].reports_to = "rector";
  records.posts[kChief].reports_to = Nobody::Nobody();
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Said(snapshot, "chain_divergence", "en"),
              ElementsAre("post:chief reports to nobody, but by its unit to "
                          "post:rector",
                          "post:clerk reports to post:rector, a chain that "
                          "never leads to post:chief, its superior by units"));
  EXPECT_THAT(Said(snapshot, "chain_divergence", "zh"),
              ElementsAre("post:chief没有上级岗位，而按单位隶属其上级是"
                          "post:rector",
                          "post:clerk的上级是post:rector，沿此向上到不了按"
                          "单位隶属的上级post:chief"));
}

}  // namespace
}  // namespace zeren
