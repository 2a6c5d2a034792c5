// The pages of checks, measures and rules.

#include "zeren/report/catalogue.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/report/markdown.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// A registry with one of the built-in checks.
CheckRegistry Only(const std::string& name) {
  CheckRegistry registry;
  for (const auto& check : CheckRegistry::BuiltIn().checks()) {
    if (check->name() != name) continue;
    EXPECT_TRUE(registry.Add(check).ok());
  }
  return registry;
}

TEST(CataloguePageTest, TellsAllOfACheck) {
  EXPECT_EQ(
      WriteText(MakeChecksPage(Only("work_unassigned"))),
      "Checks\n"
      "\n"
      "work_unassigned\n"
      "an open task that nobody is assigned to, neither itself nor by a task "
      "above it; a duty with neither assignment nor bearer\n"
      "Looks at: task, duty. Reads units, unit_lines, posts, reporting_lines, "
      "persons, memberships, appointments, absences, delegations, duties, "
      "tasks, assignments, progress, of the node and what is above it.\n"
      "\n"
      "parameter  type                                                        "
      "               unit  least  default  meaning\n"
      "role       one of: accountable, responsible, support, consulted, "
      "informed, oversight               none     only assignments of this "
      "role count; a bearer counts as accountable and responsible\n"
      "kind       one of: task, duty                                          "
      "                            none     only work of this kind\n");
}

TEST(CataloguePageTest, SaysWhatHasToBeWrittenAndWhatIsLeast) {
  EXPECT_THAT(WriteText(MakeChecksPage(Only("key_person"))),
              AllOf(HasSubstr("whole number  pieces of work  1      has to be "
                              "written"),
                    HasSubstr("Looks at: person.")));
  EXPECT_THAT(WriteText(MakeChecksPage(Only("span_of_control"))),
              HasSubstr("none; this or min"));
  EXPECT_THAT(WriteText(MakeChecksPage(Only("unit_size"))),
              AllOf(HasSubstr("word of unit_kinds"), HasSubstr(" all ")));
}

TEST(CataloguePageTest, SpeaksOneLanguageOrBoth) {
  const std::string chinese =
      WriteText(MakeChecksPage(Only("task_overdue"), {.language = "zh"}));
  EXPECT_THAT(chinese, AllOf(HasSubstr("检查项"), HasSubstr("检查对象：task。"),
                             HasSubstr("任务未完成且已过截止日期")));
  EXPECT_THAT(WriteMarkdown(MakeChecksPage(Only("task_overdue"),
                                           {.both_languages = true})),
              AllOf(HasSubstr("a task is not done"),
                    HasSubstr("任务未完成且已过截止日期")));
}

TEST(CataloguePageTest, ListsMeasuresAndFamilies) {
  const std::string page =
      WriteText(MakeMeasuresPage(MeasureRegistry::BuiltIn()));
  for (const Measure& measure : MeasureRegistry::BuiltIn().measures()) {
    EXPECT_THAT(page, HasSubstr("\n" + measure.name + " "));
  }
  for (const MeasureFamily& family : MeasureRegistry::BuiltIn().families()) {
    EXPECT_THAT(page, HasSubstr("\n" + family.pattern + " "));
  }
}

TEST(CataloguePageTest, ListsTheRulesOfAProfile) {
  const absl::StatusOr<Profile> profile = ParseProfile(R"({
      "id": "mine", "open": true, "rules": [
        {"id": "late", "check": "task_overdue", "severity": "warning",
         "where": {"kind": "report"}, "citation": "Art. 5"},
        {"id": "vacant", "check": "post_vacant", "waivable": true,
         "params": {"post_kind": "secretary"},
         "message": {"en": "Fill the post", "zh": "补缺"}},
        {"id": "what", "check": "no_such_check", "enabled": false}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  const CheckRegistry& checks = CheckRegistry::BuiltIn();
  EXPECT_EQ(
      WriteText(MakeRulesPage(*profile, checks)),
      "Rules of the profile mine\n"
      "\n"
      "rule    severity        check          parameters                   "
      "waivable  citation  what it finds\n"
      "late    warning         task_overdue                                "
      "no        Art. 5    a task is not done, and its last day in time is "
      "past; only where {\"kind\":\"report\"}\n"
      "vacant  violation       post_vacant    post_kind secretary, days 0  "
      "yes                 Fill the post\n"
      "what    violation, off  no_such_check                               "
      "no                  there is no such check\n"
      "\n"
      "3 rules, 1 of them off.\n");
  EXPECT_THAT(WriteText(MakeRulesPage(*profile, checks, {.language = "zh"})),
              AllOf(HasSubstr("警告"), HasSubstr("补缺"),
                    HasSubstr("共 3 条规则，其中停用 1 条。")));
}

}  // namespace
}  // namespace zeren
