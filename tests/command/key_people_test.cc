// The command `keypeople`.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/command/school.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;
using testing::kSchool;
using testing::Output;
using testing::Zeren;
using Json = nlohmann::json;

TEST(KeyPeopleTest, ListsKeyPersons) {
  const Output output = Zeren({"keypeople", "-"});
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_THAT(output.out, HasSubstr("School: key persons on 2026-11-22\n"));
  EXPECT_THAT(output.out, HasSubstr("p-2        1   100%  person:p-2"));
  const Json json =
      Json::parse(Zeren({"keypeople", "-", "--format", "json"}).out);
  EXPECT_EQ(json["persons"], Json({{{"person", "person:p-2"},
                                    {"count", 1},
                                    {"weight", 1},
                                    {"work", {"task:report"}}}}));
  EXPECT_EQ(json["unanswered"], Json({"task:lost"}));
}

TEST(KeyPeopleTest, TakesADayARoleAWeightAndALimit) {
  const std::string format = "--format";
  EXPECT_EQ(Json::parse(Zeren({"keypeople", "-", "--weight", "effort", "--top",
                               "1", format, "json"})
                            .out)["persons"][0]["weight"],
            2.0);
  EXPECT_EQ(Json::parse(
                Zeren({"keypeople", "-", "--role", "oversight", format, "json"})
                    .out)["answered"],
            0);
  // The duty of the school was in force then.
  EXPECT_EQ(Json::parse(
                Zeren({"keypeople", "-", "--on", "2025-01-01", format, "json"})
                    .out)["persons"]
                .size(),
            2u);
  EXPECT_THAT(Zeren({"keypeople", "-", "--on", "2025-01-01", "--top", "1"}).out,
              HasSubstr("1 other key person is not listed."));
}

TEST(KeyPeopleTest, ShowsTheFewestWithoutWhomAShareIsLeft) {
  const Output output =
      Zeren({"keypeople", "-", "--share", "0.5", "--format", "json"});
  EXPECT_EQ(output.code, 0) << output.err;
  const Json json = Json::parse(output.out);
  EXPECT_EQ(json["persons"], Json({"person:p-2"}));
  EXPECT_EQ(json["exact"], true);
  EXPECT_THAT(Zeren({"keypeople", "-", "--share", "0.5"}).out,
              HasSubstr("1 person, 1 piece of work (100%): report.\n"));
}

TEST(KeyPeopleTest, RefusesWhatIsNoShare) {
  const Output output = Zeren({"keypeople", "-", "--share", "1"});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err, HasSubstr("not from 0 to less than 1"));
  EXPECT_EQ(Zeren({"keypeople", "-", "--share", "0.5", "--top", "2"}).code, 2);
  EXPECT_EQ(Zeren({"keypeople", "-", "--top", "0"}).code, 2);
}

}  // namespace
}  // namespace zeren
