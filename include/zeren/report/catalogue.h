// catalogue.h -- what can be found and measured, and the rules of a profile, as
// pages for people.
//
//   std::cout << WriteMarkdown(MakeChecksPage(CheckRegistry::BuiltIn()));
//   std::cout << WriteText(
//       MakeRulesPage(org.profile(), CheckRegistry::BuiltIn()));
//
// docs/catalogue.md is made of these.

#ifndef ZEREN_REPORT_CATALOGUE_H_
#define ZEREN_REPORT_CATALOGUE_H_

#include <string>

#include "zeren/gaps/check.h"
#include "zeren/measure/measure.h"
#include "zeren/model/profile.h"
#include "zeren/report/page.h"

namespace zeren {

struct CatalogueOptions {
  // Behaviour: the language of headings and meanings, "en" or "zh".
  // DEFAULT: "en".
  std::string language = "en";
  // Behaviour: below each meaning the same in Chinese. DEFAULT: false.
  bool both_languages = false;
};

// A section for each check, in order of name, with its name as the title: what
// it finds, at which nodes, by which parameters, and what it reads.
Page MakeChecksPage(const CheckRegistry& checks,
                    const CatalogueOptions& options = {});

// The measures and families of measures, a row for each.
Page MakeMeasuresPage(const MeasureRegistry& measures,
                      const CatalogueOptions& options = {});

// The rules of a profile in order of id, those that are not enabled too: a row
// for each, with the parameters that count. Where a rule has no message of its
// own, what its check finds is told.
Page MakeRulesPage(const Profile& profile, const CheckRegistry& checks,
                   const CatalogueOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_REPORT_CATALOGUE_H_
