// The command `rules`.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/command/school.h"
#include "zeren/gaps/check.h"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::kSchool;
using testing::Output;
using testing::SchoolWith;
using testing::Zeren;
using Json = nlohmann::json;

TEST(RulesTest, ListsTheRulesOfADocumentsProfile) {
  const Output output = Zeren({"rules", "-"});
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_THAT(output.out, AllOf(HasSubstr("Rules of the profile generic\n"),
                                HasSubstr("\npost-vacant ")));
  const std::string own = SchoolWith(
      "\"zeren\": 1,",
      R"("zeren": 1, "profile": {"id": "mine", "extends": "generic", "rules": [
         {"id": "post-vacant", "enabled": false}]},)");
  const Json json =
      Json::parse(Zeren({"rules", "-", "--format", "json"}, own).out);
  EXPECT_EQ(json["profile"], "mine");
  EXPECT_EQ(json["extends"], "generic");
  for (const Json& rule : json["rules"]) {
    EXPECT_EQ(rule["enabled"], rule["rule"] != "post-vacant") << rule;
  }
}

TEST(RulesTest, ListsTheRulesOfABuiltInProfile) {
  for (const std::string_view name : BuiltInProfileNames()) {
    const Output output = Zeren(
        {"rules", "--profile", std::string(name), "--format", "json"}, "");
    EXPECT_EQ(output.code, 0) << output.err;
    EXPECT_EQ(Json::parse(output.out)["rules"].size(),
              BuiltInProfile(name)->rules.size());
  }
  EXPECT_EQ(Zeren({"rules"}, "").out,
            Zeren({"rules", "--profile", "generic"}, "").out);
  const Output wrong = Zeren({"rules", "--profile", "compny"}, "");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("company"));
  EXPECT_EQ(Zeren({"rules", "-", "--profile", "generic"}).code, 2);
}

TEST(RulesTest, ListsTheChecks) {
  const Output output = Zeren({"rules", "--checks"}, "");
  EXPECT_EQ(output.code, 0) << output.err;
  const Json json =
      Json::parse(Zeren({"rules", "--checks", "--format", "json"}, "").out);
  const auto& checks = CheckRegistry::BuiltIn().checks();
  ASSERT_EQ(json["checks"].size(), checks.size());
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const std::string name(checks[i]->name());
    EXPECT_EQ(json["checks"][i]["check"], name);
    EXPECT_THAT(output.out, HasSubstr("\n" + name + "\n"));
  }
  EXPECT_THAT(
      Zeren({"rules", "--checks", "--lang", "zh", "--format", "markdown"}, "")
          .out,
      HasSubstr("# 检查项\n"));
}

TEST(RulesTest, ADocumentThatCannotBeReadIsSaidToBe) {
  const Output output = Zeren({"rules", "-"}, "{");
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err, HasSubstr("standard input"));
}

}  // namespace
}  // namespace zeren
