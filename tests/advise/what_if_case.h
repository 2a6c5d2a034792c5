// what_if_case.h -- a small school, and changes of it.

#ifndef ZEREN_TESTS_ADVISE_WHAT_IF_CASE_H_
#define ZEREN_TESTS_ADVISE_WHAT_IF_CASE_H_

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/advise/what_if.h"
#include "zeren/model/change.h"

namespace zeren {

// A school with a branch; Li is the president, Wang the secretary of the branch
// with a clerk, Zhao. The secretary answers for the report, the clerk for the
// files, and the president, by fallback, for the survey.
inline Records WhatIfSchool() {
  Records records;
  records.units = {
      {.id = "school", .kind = "school", .name = "School"},
      {.id = "branch", .kind = "branch", .name = "Branch", .parent = "school"}};
  records.posts = {
      {.id = "president",
       .unit = "school",
       .kind = "head",
       .title = "President"},
      {.id = "secretary",
       .unit = "branch",
       .kind = "head",
       .title = "Secretary"},
      {.id = "clerk", .unit = "branch", .kind = "staff", .title = "Clerk"}};
  records.persons = {{.id = "li", .name = "Li"},
                     {.id = "wang", .name = "Wang"},
                     {.id = "zhao", .name = "Zhao"}};
  records.memberships = {{.person = "li", .unit = "school"},
                         {.person = "wang", .unit = "branch"},
                         {.person = "zhao", .unit = "branch"}};
  records.appointments = {{.person = "li", .post = "president"},
                          {.person = "wang", .post = "secretary"},
                          {.person = "zhao", .post = "clerk"}};
  records.duties = {{.id = "files", .kind = "line", .bearer = "post:clerk"}};
  records.tasks = {{.id = "report", .unit = "branch", .effort = 3},
                   {.id = "survey", .unit = "school"}};
  records.assignments = {
      {.work = "task:report",
       .role = Role::kAccountable,
       .to = "post:secretary"},
      {.work = "task:survey", .role = Role::kResponsible, .to = "person:zhao"}};
  return records;
}

// Somebody leaves a post.
inline Change Leave(const char* post) {
  return Change::Remove(
      Partial<AppointmentRecord>().With(&AppointmentRecord::post, post));
}

inline WhatIfResult WhatIfOrDie(const Snapshot& snapshot,
                                const std::vector<Change>& changes,
                                const WhatIfOptions& options = {}) {
  absl::StatusOr<WhatIfResult> result = WhatIf(snapshot, changes, options);
  EXPECT_TRUE(result.ok()) << result.status();
  if (!result.ok()) result = WhatIf(testing::SnapshotOrDie({}), {});
  return *std::move(result);
}

inline WhatIfResult WhatIfOf(const std::vector<Change>& changes,
                             const WhatIfOptions& options = {}) {
  return WhatIfOrDie(testing::SnapshotOrDie(WhatIfSchool()), changes, options);
}

}  // namespace zeren

#endif  // ZEREN_TESTS_ADVISE_WHAT_IF_CASE_H_
