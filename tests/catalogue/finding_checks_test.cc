#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;
using Step = BasicFindingStep<std::string>;

// A finding of the first of November, and people.
Records OneFinding() {
  Records records;
  records.units = {{.id = "unit", .kind = "unit"}};
  records.posts = {{.id = "post", .unit = "unit", .kind = "head"}};
  records.persons = {{.id = "p1"}, {.id = "p2"}, {.id = "p3"}};
  records.appointments = {
      {.person = "p1", .post = "post", .valid_to = Day(2026, 11, 20)}};
  records.findings = {{.id = "f",
                       .subject = "unit:unit",
                       .source = "inspection",
                       .found = Day(2026, 11, 1)}};
  return records;
}

Step At(FindingState state, int day,
        std::optional<std::string> by = std::nullopt) {
  return {.state = state, .day = Day(2026, 11, day), .by = std::move(by)};
}

// ------------------------------------------------------------
// finding_unowned

TEST(FindingUnownedTest, FindsAnOpenFindingWithoutAnOwnerInForce) {
  Records records = OneFinding();
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2026, 10, 31)), "finding_unowned"),
      IsEmpty());
  const Snapshot snapshot = SnapshotOrDie(records, Day(2026, 11, 1));
  EXPECT_THAT(Found(snapshot, "finding_unowned"),
              ElementsAre(R"(finding:f {"owner":null})"));
  EXPECT_THAT(Said(snapshot, "finding_unowned", "en"),
              ElementsAre("finding:f is open and has no owner"));
  EXPECT_THAT(Said(snapshot, "finding_unowned", "zh"),
              ElementsAre("finding:f尚未销号，也没有责任人"));
  // A vacant post owns it; one that has ended does not.
  records.findings[0].owner = "post:post";
  EXPECT_THAT(Found(SnapshotOrDie(records), "finding_unowned"), IsEmpty());
  records.posts[0].valid_to = Day(2026, 11, 10);
  const Snapshot later = SnapshotOrDie(records, Day(2026, 11, 10));
  EXPECT_THAT(Found(later, "finding_unowned"),
              ElementsAre(R"(finding:f {"owner":"post:post"})"));
  EXPECT_THAT(Said(later, "finding_unowned", "en"),
              ElementsAre("finding:f is open, and its owner post:post is not "
                          "there on this day"));
  EXPECT_THAT(Said(later, "finding_unowned", "zh"),
              ElementsAre("finding:f尚未销号，而其责任人post:post当日不存在"));
}

TEST(FindingUnownedTest, LooksAtTheNewestStepUpToTheDay) {
  Records records = OneFinding();
  records.findings[0].steps = {At(FindingState::kReopened, 20),
                               At(FindingState::kVerified, 10),
                               At(FindingState::kClosed, 10)};
  const auto found = [&](int day) {
    return Found(SnapshotOrDie(records, Day(2026, 11, day)), "finding_unowned");
  };
  EXPECT_THAT(found(9), ElementsAre(R"(finding:f {"owner":null})"));
  EXPECT_THAT(found(10), IsEmpty());
  EXPECT_THAT(found(19), IsEmpty());
  EXPECT_THAT(found(20), ElementsAre(R"(finding:f {"owner":null})"));
}

// ------------------------------------------------------------
// finding_overdue

TEST(FindingOverdueTest, FindsWhatIsLateOrSoonWillBe) {
  Records records = OneFinding();
  records.findings[0].due = Day(2026, 11, 20);
  const auto found = [&](int day, int warn_days) {
    return Found(SnapshotOrDie(records, Day(2026, 11, day)), "finding_overdue",
                 {{"warn_days", warn_days}});
  };
  EXPECT_THAT(found(20, 0), IsEmpty());
  EXPECT_THAT(found(21, 0), ElementsAre(R"(finding:f {"days":1})"));
  EXPECT_THAT(found(19, 1), IsEmpty());
  EXPECT_THAT(found(20, 1), ElementsAre(R"(finding:f {"days":0})"));
  EXPECT_THAT(found(13, 7), IsEmpty());
  EXPECT_THAT(found(14, 7), ElementsAre(R"(finding:f {"days":-6})"));
  const auto said = [&](int day, std::string_view language) {
    return Said(SnapshotOrDie(records, Day(2026, 11, day)), "finding_overdue",
                language, {{"warn_days", 7}})[0];
  };
  EXPECT_EQ(said(14, "en"), "finding:f is due in 6 days and not closed");
  EXPECT_EQ(said(14, "zh"), "finding:f还有6天到期，尚未销号");
  EXPECT_EQ(said(20, "en"), "finding:f is due today and not closed");
  EXPECT_EQ(said(20, "zh"), "finding:f今日到期，尚未销号");
  EXPECT_EQ(said(22, "en"), "finding:f is 2 days overdue");
  EXPECT_EQ(said(22, "zh"), "finding:f整改已逾期2天");
}

TEST(FindingOverdueTest, IsContentWhereItIsClosedOrHasNoDueDay) {
  Records records = OneFinding();
  EXPECT_THAT(Found(SnapshotOrDie(records), "finding_overdue"), IsEmpty());
  records.findings[0].due = Day(2026, 11, 2);
  records.findings[0].steps = {At(FindingState::kVerified, 5)};
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2026, 11, 6)), "finding_overdue"),
      ElementsAre(R"(finding:f {"days":4})"));
  records.findings[0].steps.push_back(At(FindingState::kClosed, 6));
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2026, 11, 6)), "finding_overdue"),
      IsEmpty());
}

// ---------------------------------------------------------
// finding_unverified

TEST(FindingUnverifiedTest, WantsSomebodyElseToHaveVerifiedIt) {
  Records records = OneFinding();
  records.findings[0].owner = "person:p1";
  std::vector<Step>& steps = records.findings[0].steps;
  steps = {At(FindingState::kReported, 5, "p2"), At(FindingState::kClosed, 9)};
  const auto found = [&](int day = 9) {
    return Found(SnapshotOrDie(records, Day(2026, 11, day)),
                 "finding_unverified");
  };
  EXPECT_THAT(found(8), IsEmpty());
  EXPECT_THAT(found(), ElementsAre(R"(finding:f {"verified_by":[]})"));
  // Nobody knows who.
  steps.insert(steps.begin() + 1, At(FindingState::kVerified, 8));
  EXPECT_THAT(found(), ElementsAre(R"(finding:f {"verified_by":[]})"));
  for (const char* own : {"p1", "p2"}) {
    steps[1].by = own;
    EXPECT_THAT(found(), ElementsAre(R"(finding:f {"verified_by":["person:)" +
                                     std::string(own) + "\"]}"));
  }
  steps[1].by = "p3";
  EXPECT_THAT(found(), IsEmpty());
}

TEST(FindingUnverifiedTest, CountsWhoHeldTheOwningPostAtThatTime) {
  Records records = OneFinding();
  records.findings[0].owner = "post:post";
  records.findings[0].steps = {At(FindingState::kVerified, 19, "p1"),
                               At(FindingState::kClosed, 25)};
  const Snapshot snapshot = SnapshotOrDie(records, Day(2026, 11, 30));
  EXPECT_THAT(Found(snapshot, "finding_unverified"),
              ElementsAre(R"(finding:f {"verified_by":["person:p1"]})"));
  EXPECT_THAT(Said(snapshot, "finding_unverified", "en"),
              ElementsAre("finding:f was closed, and verified only by who owns "
                          "or reported it: person:p1"));
  EXPECT_THAT(Said(snapshot, "finding_unverified", "zh"),
              ElementsAre("finding:f已销号，但验收人就是责任人或报告人："
                          "person:p1"));
  records.findings[0].steps[0].day = Day(2026, 11, 20);
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2026, 11, 30)), "finding_unverified"),
      IsEmpty());
}

TEST(FindingUnverifiedTest, WantsItAnewAfterItWasReopened) {
  Records records = OneFinding();
  records.findings[0].steps = {
      At(FindingState::kVerified, 5, "p3"), At(FindingState::kClosed, 6),
      At(FindingState::kReopened, 10), At(FindingState::kClosed, 12)};
  const auto found = [&](int day) {
    return Found(SnapshotOrDie(records, Day(2026, 11, day)),
                 "finding_unverified");
  };
  EXPECT_THAT(found(6), IsEmpty());
  EXPECT_THAT(found(11), IsEmpty());
  EXPECT_THAT(found(12), ElementsAre(R"(finding:f {"verified_by":[]})"));
  EXPECT_THAT(Said(SnapshotOrDie(records), "finding_unverified", "en"),
              ElementsAre("finding:f was closed, and nobody is on record as "
                          "having verified it"));
  EXPECT_THAT(Said(SnapshotOrDie(records), "finding_unverified", "zh"),
              ElementsAre("finding:f已销号，但没有验收人的记录"));
}

}  // namespace
}  // namespace zeren
