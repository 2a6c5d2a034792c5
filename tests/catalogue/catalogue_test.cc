// The catalogue as a whole.

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Param(const ParamSpec& spec) {
  std::string text = spec.name;
  if (!spec.unit.empty()) text += " (" + spec.unit + ")";
  if (!spec.default_value.is_null()) text += " " + ToText(spec.default_value);
  for (const std::string& choice : spec.choices) text += " " + choice;
  return text;
}

TEST(CatalogueTest, ListsEachCheckWithItsFocusAndParameters) {
  std::vector<std::string> list;
  for (const auto& check : CheckRegistry::BuiltIn().checks()) {
    std::string line(check->name());
    for (const NodeKind kind : check->focus_kinds()) {
      line += " " + std::string(NameOf(kind));
    }
    for (const ParamSpec& spec : check->params()) line += ", " + Param(spec);
    list.push_back(line);
  }
  const std::string role =
      ", role accountable responsible support consulted informed oversight";
  EXPECT_THAT(
      list,
      ElementsAre(
          "acting_too_long post, days (days)",
          "answerer_missing task duty" + role,  //
          "bad_record document",                //
          "chain_divergence post",              //
          "coverage unit, unit_kind, when, requires",
          "dangling_reference document",   //
          "head_missing unit, unit_kind",  //
          "holder_outside_unit post",
          "incompatible_posts person, posts, n (kinds) 2, within \"anywhere\" "
          "anywhere unit",
          "ineligible_holder post, standing, min_age (years), min_years "
          "(years)",
          "level_skipped unit",  //
          "mandatory_post unit",
          "many_accountable task",      //
          "membership_overlap person",  //
          "no_home_unit person",
          "outside_validity document, tolerance_days (days) 0",
          "person_overloaded person, max_posts (posts), max_share (full-time "
          "equivalents)",
          "post_overfilled post", "post_vacant post, post_kind, days (days) 0",
          "reporting_cycle unit post task duty, kind unit post task "
          "duty",
          "seats_open post, post_kind, days (days) 0",
          "self_parent unit post task duty",
          "several_superiors unit post, kind",
          "span_of_control post, min (posts), max (posts)",
          "succession post, post_kind, lead_days (days) 90",
          "superior_not_in_force unit post",  //
          "task_overdue task",                //
          "team_balance unit, measure age turnover participation, min, max",
          "term_expired unit post, lead_days (days) 0",
          "two_home_units person",       //
          "unit_empty unit, unit_kind",  //
          "unit_size unit, unit_kind, count \"all\", min (persons), "
          "max (persons)",
          "unplaced_person person",
          "work_unassigned task duty" + role + ", kind task duty",
          "wrong_parent_kind unit"));
}

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
