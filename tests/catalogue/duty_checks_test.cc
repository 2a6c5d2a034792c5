#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::BuildOrDie;
using ::zeren::testing::Day;
using ::zeren::testing::Found;
using ::zeren::testing::Said;
using ::zeren::testing::SnapshotOrDie;
using ::zeren::testing::SnapshotWith;

// A committee above a branch, each with a head post and a deputy. The duty of
// the branch serves that of the committee.
Records TwoLevels() {
  Records records;
  records.units = {{.id = "committee", .kind = "committee"},
                   {.id = "branch", .kind = "branch", .parent = "committee"}};
  records.posts = {{.id = "c1", .unit = "committee", .kind = "head"},
                   {.id = "b1", .unit = "branch", .kind = "head"},
                   {.id = "b2", .unit = "branch", .kind = "deputy"}};
  records.duties = {
      {.id = "upper", .kind = "principal", .bearer = "unit:committee"},
      {.id = "lower",
       .kind = "principal",
       .bearer = "post:b1",
       .superior = "upper"}};
  return records;
}

// -----------------------------------------------------------
// duty_chain_broken

TEST(DutyChainBrokenTest, FindsADutyBelowTheTopThatServesNone) {
  Records records = TwoLevels();
  EXPECT_THAT(Found(SnapshotOrDie(records), "duty_chain_broken"), IsEmpty());
  records.duties[1].superior = std::nullopt;
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(
      Found(snapshot, "duty_chain_broken"),
      ElementsAre(R"(duty:lower {"unit":"unit:branch","superior":null})"));
  EXPECT_THAT(Found(snapshot, "duty_chain_broken", {{"duty_kind", "line"}}),
              IsEmpty());
  EXPECT_THAT(
      Found(snapshot, "duty_chain_broken", {{"duty_kind", "principal"}}),
      ElementsAre(R"(duty:lower {"unit":"unit:branch","superior":null})"));
  EXPECT_THAT(Said(snapshot, "duty_chain_broken", "en"),
              ElementsAre("duty:lower of unit:branch serves no duty of the "
                          "level above"));
  EXPECT_THAT(Said(snapshot, "duty_chain_broken", "zh"),
              ElementsAre("unit:branch的duty:lower没有对应的上一级职责"));
}

TEST(DutyChainBrokenTest, FindsADutyWhoseSuperiorHasEnded) {
  Records records = TwoLevels();
  records.duties[0].valid_to = Day(2026, 11, 1);
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2026, 10, 31)), "duty_chain_broken"),
      IsEmpty());
  const Snapshot snapshot = SnapshotOrDie(records, Day(2026, 11, 1));
  EXPECT_THAT(
      Found(snapshot, "duty_chain_broken"),
      ElementsAre(
          R"(duty:lower {"unit":"unit:branch","superior":"duty:upper"})"));
  EXPECT_THAT(Said(snapshot, "duty_chain_broken", "en"),
              ElementsAre("duty:lower of unit:branch serves duty:upper, which "
                          "is no duty in force above it"));
  EXPECT_THAT(Said(snapshot, "duty_chain_broken", "zh"),
              ElementsAre("unit:branch的duty:lower对应的上级职责duty:upper"
                          "当日无效"));
}

TEST(DutyChainBrokenTest, GoesByTheLevelWhereTheProfileHasOne) {
  Records records = TwoLevels();
  records.duties[1].superior = std::nullopt;
  const auto found = [&](int committee, int branch) {
    Profile profile;
    profile.open = true;
    profile.post_kinds = {{.id = "head", .head = true}};
    profile.unit_kinds = {{.id = "committee", .level = committee},
                          {.id = "branch", .level = branch}};
    return Found(SnapshotWith(records, profile), "duty_chain_broken");
  };
  EXPECT_THAT(
      found(0, 1),
      ElementsAre(R"(duty:lower {"unit":"unit:branch","superior":null})"));
  EXPECT_THAT(found(0, 0), IsEmpty());
  EXPECT_THAT(
      found(1, 0),
      ElementsAre(R"(duty:upper {"unit":"unit:committee","superior":null})"));
}

TEST(DutyChainBrokenTest, JudgesNoDutyWithoutAPlace) {
  Records records = TwoLevels();
  records.duties[1].superior = std::nullopt;
  records.duties[1].bearer = std::nullopt;
  EXPECT_THAT(Found(SnapshotOrDie(records), "duty_chain_broken"), IsEmpty());
}

// ----------------------------------------------------------------
// duty_bearer

TEST(DutyBearerTest, WantsExactlyOneHeadPost) {
  Records records = TwoLevels();
  const auto found = [&] {
    return Found(SnapshotOrDie(records), "duty_bearer",
                 {{"duty_kind", "principal"}});
  };
  EXPECT_THAT(found(), IsEmpty());
  // Twice the same post is one; a deputy is no head.
  records.duties.push_back(
      {.id = "more", .kind = "principal", .bearer = "unit:branch"});
  records.duties.push_back(
      {.id = "other", .kind = "principal", .bearer = "post:b2"});
  EXPECT_THAT(found(), IsEmpty());
  records.duties[0].bearer = std::nullopt;
  EXPECT_THAT(
      found(),
      ElementsAre(R"(unit:committee {"duty_kind":"principal","bearers":[]})"));
  records.posts[2].kind = "head";
  records.units[1].head = "b1";
  const Snapshot snapshot = SnapshotOrDie(records);
  const Value::Record params = {{"duty_kind", "principal"}};
  EXPECT_THAT(Found(snapshot, "duty_bearer", params),
              ElementsAre(R"(unit:branch {"duty_kind":"principal",)"
                          R"("bearers":["post:b1","post:b2"]})",
                          R"(unit:committee {"duty_kind":"principal",)"
                          R"("bearers":[]})"));
  EXPECT_THAT(
      Said(snapshot, "duty_bearer", "en", params),
      ElementsAre("more than one head post of unit:branch bears the duty "
                  "\"principal\": post:b1, post:b2",
                  "no head post of unit:committee bears the duty "
                  "\"principal\""));
  EXPECT_THAT(Said(snapshot, "duty_bearer", "zh", params),
              ElementsAre("unit:branch有不止一个负责人岗位承担“principal”职责："
                          "post:b1、post:b2",
                          "unit:committee没有负责人岗位承担“principal”职责"));
}

TEST(DutyBearerTest, CountsAUnitForItsHeadWhereverThatSits) {
  Records records = TwoLevels();
  records.units[1].head = "c1";
  records.duties[1].bearer = "unit:branch";
  const Value::Record params = {{"duty_kind", "principal"}};
  EXPECT_THAT(Found(SnapshotOrDie(records), "duty_bearer", params), IsEmpty());
  // A unit without a head stands for nobody.
  records.units[1].head = "ghost";
  EXPECT_THAT(
      Found(SnapshotOrDie(records), "duty_bearer", params),
      ElementsAre(R"(unit:branch {"duty_kind":"principal","bearers":[]})"));
}

TEST(DutyBearerTest, CountsDutiesInForceOnly) {
  Records records = TwoLevels();
  records.duties[1].valid_from = Day(2026, 12, 1);
  EXPECT_THAT(
      Found(SnapshotOrDie(records, Day(2026, 11, 30)), "duty_bearer",
            {{"duty_kind", "principal"}}),
      ElementsAre(R"(unit:branch {"duty_kind":"principal","bearers":[]})"));
  EXPECT_THAT(Found(SnapshotOrDie(records, Day(2026, 12, 1)), "duty_bearer",
                    {{"duty_kind", "principal"}}),
              IsEmpty());
}

// ------------------------------------------------------------------
// dual_duty

TEST(DualDutyTest, CountsKindsOfThePostAndOfTheUnitsThatItHeads) {
  Records records = TwoLevels();
  const auto found = [&](Value::Record params) {
    params.emplace_back("post_kind", "head");
    return Found(SnapshotOrDie(records), "dual_duty", std::move(params));
  };
  const std::string b1 = R"(post:b1 {"kinds":["principal"],"n":2})";
  const std::string c1 = R"(post:c1 {"kinds":["principal"],"n":2})";
  EXPECT_THAT(found({}), ElementsAre(b1, c1));
  EXPECT_THAT(found({{"n", 1}}), IsEmpty());
  records.duties.push_back(
      {.id = "line", .kind = "line", .bearer = "unit:branch"});
  EXPECT_THAT(found({}), ElementsAre(c1));
  const Value kinds = Value::List{"principal", "oversight"};
  EXPECT_THAT(found({{"duty_kinds", kinds}}), ElementsAre(b1, c1));
  // A head of two units bears the duties of both.
  records.units[1].head = "c1";
  EXPECT_THAT(found({}), ElementsAre(b1));
}

TEST(DualDutyTest, SaysWhatThereIs) {
  Records records = TwoLevels();
  const Snapshot snapshot = SnapshotOrDie(records);
  EXPECT_THAT(Said(snapshot, "dual_duty", "en"),
              ElementsAre("post:b1 should bear duties of 2 kinds at least, and "
                          "bears \"principal\"",
                          "post:b2 should bear duties of 2 kinds at least, and "
                          "bears none",
                          "post:c1 should bear duties of 2 kinds at least, and "
                          "bears \"principal\""));
  EXPECT_THAT(Said(snapshot, "dual_duty", "zh"),
              ElementsAre("post:b1应承担至少2类职责，而只承担“principal”",
                          "post:b2应承担至少2类职责，而未承担任何一类",
                          "post:c1应承担至少2类职责，而只承担“principal”"));
}

}  // namespace
}  // namespace zeren
