// The catalogue as a whole.

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

TEST(CatalogueTest, ExplainsEachCheckAndParameterInBothLanguages) {
  for (const auto& check : CheckRegistry::BuiltIn().checks()) {
    SCOPED_TRACE(check->name());
    std::vector<Text> texts = {check->meaning()};
    for (const ParamSpec& spec : check->params()) texts.push_back(spec.meaning);
    for (const Text& text : texts) {
      EXPECT_THAT(std::string(text.In("en")), Not(IsEmpty()));
      EXPECT_NE(text.In("zh"), text.In("en"));
    }
    EXPECT_THAT(check->scope().reads, Not(IsEmpty()));
  }
}

TEST(CatalogueTest, BindsTheRulesOfEachBuiltInProfile) {
  for (const std::string_view name : BuiltInProfileNames()) {
    const absl::StatusOr<Profile> profile = BuiltInProfile(name);
    ASSERT_TRUE(profile.ok()) << profile.status();
    const absl::StatusOr<RuleSet> rules =
        BindRules(*profile, CheckRegistry::BuiltIn());
    EXPECT_TRUE(rules.ok()) << name << ": " << rules.status();
  }
}

TEST(CatalogueTest, NamesEachRuleOfGenericAsItsCheck) {
  const absl::StatusOr<Profile> generic = BuiltInProfile("generic");
  ASSERT_TRUE(generic.ok()) << generic.status();
  for (const Rule& rule : generic->rules) {
    std::string id = rule.check;
    std::replace(id.begin(), id.end(), '_', '-');
    EXPECT_EQ(rule.id, id);
  }
}

}  // namespace
}  // namespace zeren
