// Differences as JSON.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/build.h"
#include "zeren/advise/diff.h"
#include "zeren/exchange/result_json.h"
#include "zeren/model/change.h"

namespace zeren {
namespace {

using testing::BuildOrDie;
using testing::kDay;
using Json = nlohmann::json;

constexpr absl::CivilDay kLater(2027, 1, 1);

// A branch that moves and gets a secretary, in the place of a withheld name and
// beside an acting one who goes; the secretary is new to it.
Records Branch() {
  Records records;
  records.units = {{.id = "a", .kind = "dept"},
                   {.id = "b", .kind = "dept", .valid_from = kLater},
                   {.id = "branch", .kind = "branch"},
                   {.id = "old", .kind = "branch", .valid_to = kLater}};
  records.unit_lines = {
      {.child = "branch", .parent = "a", .valid_to = kLater},
      {.child = "branch", .parent = "b", .valid_from = kLater}};
  records.posts = {{.id = "secretary", .unit = "branch", .kind = "head"}};
  records.persons = {{.id = "li"}, {.id = "wang"}, {.id = "zhao"}};
  records.memberships = {
      {.person = "li", .unit = "branch"},
      {.person = "wang", .unit = "a", .valid_to = kLater},
      {.person = "wang", .unit = "branch", .valid_from = kLater},
      {.person = "zhao", .unit = "a", .valid_from = kLater}};
  records.appointments = {
      {.person = "li",
       .post = "secretary",
       .mode = AppointmentMode::kActing,
       .valid_to = kLater},
      {.post = "secretary", .undisclosed = true, .valid_to = kLater},
      {.person = "wang", .post = "secretary", .valid_from = kLater}};
  return records;
}

TEST(DiffJsonTest, HasCountsAndALineForEachDifference) {
  EXPECT_EQ(
      WriteJson(Diff(BuildOrDie(Branch()), kDay, kLater)),
      R"({"from":"2026-11-22","to":"2027-01-01","complete":true,)"
      R"("counts":{"units":{"kept":2,"added":1,"gone":1,"moved":1,"renamed":0,)"
      R"("kind":0,"head":0},)"
      R"("posts":{"kept":1,"added":0,"gone":0,"moved":0,"renamed":0,"kind":0,)"
      R"("superior":0,"holders":1},)"
      R"("persons":{"kept":2,"joined":1,"left":0,"moved":1,"renamed":0}},)"
      R"("changes":[
{"node":"unit:b","change":"added"},
{"node":"unit:old","change":"gone"},
{"node":"unit:branch","change":"moved","from":"unit:a","to":"unit:b"},
{"node":"post:secretary","change":"holders",)"
      R"("from":{"state":"undisclosed","undisclosed":1},)"
      R"("to":{"state":"occupied","undisclosed":0},)"
      R"("persons":[{"person":"person:li","from":"acting","to":null},)"
      R"({"person":"person:wang","from":null,"to":"own-right"}]},
{"node":"person:zhao","change":"joined"},
{"node":"person:wang","change":"moved","from":"unit:a","to":"unit:branch",)"
      R"("into":["unit:branch"],"out_of":["unit:a"]}
]}
)");
}

TEST(DiffJsonTest, NoDifferenceIsAnEmptyList) {
  const Json json =
      Json::parse(WriteJson(Diff(BuildOrDie(Branch()), kDay, kDay)));
  EXPECT_EQ(json["changes"], Json::array());
  EXPECT_EQ(json["counts"]["units"]["kept"], 3);
}

TEST(DiffJsonTest, NamesAreTextsAndNullWhereNoneIsWritten) {
  const Snapshot today = BuildOrDie(Branch()).AsOf(kDay);
  const std::vector<Change> changes = {
      Change::Set(
          Partial<UnitRecord>().With(&UnitRecord::id, "a"),
          Partial<UnitRecord>().With(
              &UnitRecord::name, Text({{"zh", "甲"}, {"en", "Department A"}}))),
      Change::Remove(Partial<UnitRecord>().With(&UnitRecord::id, "old"))};
  const absl::StatusOr<Snapshot> then = today.Apply(changes);
  ASSERT_TRUE(then.ok()) << then.status();
  const absl::StatusOr<StructureDiff> diff = Diff(today, *then);
  ASSERT_TRUE(diff.ok()) << diff.status();
  const Json entries = Json::parse(WriteJson(*diff))["changes"];
  ASSERT_EQ(entries.size(), 2u) << entries;
  EXPECT_EQ(entries[0]["node"], "unit:old");
  EXPECT_EQ(entries[1]["change"], "renamed");
  EXPECT_EQ(entries[1]["from"], nullptr);
  EXPECT_EQ(entries[1]["to"], Json({{"en", "Department A"}, {"zh", "甲"}}));
}

}  // namespace
}  // namespace zeren
