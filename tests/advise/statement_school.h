// statement_school.h -- a small school, and statements of those in it.

#ifndef ZEREN_TESTS_ADVISE_STATEMENT_SCHOOL_H_
#define ZEREN_TESTS_ADVISE_STATEMENT_SCHOOL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/advise/statement.h"

namespace zeren::testing {

// A school that Li heads, with a branch that Wang heads and in which there is a
// clerk's post; each has a task.
inline Records StatementSchool() {
  Records records;
  records.units.push_back({.id = "school", .kind = "unit"});
  records.units.push_back({.id = "branch", .kind = "unit", .parent = "school"});
  records.posts.push_back({.id = "head", .unit = "school", .kind = "head"});
  records.posts.push_back({.id = "chief", .unit = "branch", .kind = "head"});
  records.posts.push_back({.id = "clerk", .unit = "branch", .kind = "clerk"});
  records.persons.push_back({.id = "li"});
  records.persons.push_back({.id = "wang"});
  records.appointments.push_back({.person = "li", .post = "head"});
  records.appointments.push_back({.person = "wang", .post = "chief"});
  records.memberships.push_back({.person = "li", .unit = "school"});
  records.memberships.push_back({.person = "wang", .unit = "branch"});
  records.tasks.push_back({.id = "plan",
                           .unit = "school",
                           .start = absl::CivilDay(2026, 1, 1),
                           .due = absl::CivilDay(2027, 12, 31)});
  records.tasks.push_back({.id = "report",
                           .unit = "branch",
                           .start = absl::CivilDay(2026, 1, 1),
                           .due = absl::CivilDay(2026, 11, 10)});
  return records;
}

inline Statement StatementOrDie(const Snapshot& today, std::string_view node) {
  absl::StatusOr<Statement> statement =
      StatementOf(today, today.Find(node).value());
  EXPECT_TRUE(statement.ok()) << statement.status();
  return statement.ok() ? *std::move(statement) : Statement();
}

// "unit unit:branch, unit-head post:chief": a way, step by step.
inline std::string Way(const Snapshot& today, const Statement& statement,
                       std::uint32_t way) {
  std::string text;
  for (const StatementHop& hop : statement.WayUp(way)) {
    if (!text.empty()) text += ", ";
    text += std::string(NameOf(hop.rule)) + " " +
            today.organization().NameOf(hop.node);
  }
  return text;
}

template <typename Problem, typename Id>
std::vector<std::string> IdsOf(const Snapshot& today,
                               const std::vector<Problem>& problems,
                               Id Problem::*member) {
  std::vector<std::string> ids;
  for (const Problem& problem : problems) {
    ids.emplace_back(today.organization().id(problem.*member));
  }
  return ids;
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_ADVISE_STATEMENT_SCHOOL_H_
