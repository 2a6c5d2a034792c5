// school.h -- a small document for tests of the command, and how to run that.

#ifndef ZEREN_TESTS_COMMAND_SCHOOL_H_
#define ZEREN_TESTS_COMMAND_SCHOOL_H_

#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "src/command/command.h"

namespace zeren::testing {

// A school whose only branch has an occupied, a vacant and a former post.
inline constexpr std::string_view kSchool = R"({
  "zeren": 1, "as_of": "2026-11-22", "name": {"zh": "党校", "en": "School"},
  "units": [
    {"id": "school", "kind": "unit", "name": "Party school"},
    {"id": "branch-1", "kind": "unit", "parent": "school"},
    {"id": "old", "kind": "unit", "valid_from": "2024-01-10", "valid_to": "2025-07-01"},
    {"id": "within", "kind": "unit", "valid_from": "2027-01-01"}
  ],
  "posts": [
    {"id": "president", "unit": "school", "kind": "head"},
    {"id": "secretary", "unit": "branch-1", "kind": "head"},
    {"id": "organizer", "unit": "branch-1", "kind": "member"}
  ],
  "persons": [{"id": "p-1", "name": "President Li"}, {"id": "p-2"}],
  "memberships": [
    {"person": "p-1", "unit": "school"}, {"person": "p-2", "unit": "branch-1"}
  ],
  "appointments": [
    {"person": "p-1", "post": "president"}, {"person": "p-2", "post": "secretary"}
  ],
  "duties": [{"id": "former", "bearer": "unit:school", "valid_to": "2025-07-01"}],
  "tasks": [
    {"id": "report", "unit": "branch-1", "effort": 2},
    {"id": "lost", "unit": "nowhere"}
  ],
  "assignments": [
    {"work": "task:report", "role": "accountable", "to": "post:secretary"}
  ],
  "progress": [{"task": "report", "day": "2026-11-01", "done": 0.25}]
})";

struct Output {
  int code = -1;
  std::string out;
  std::string err;
};

inline Output Zeren(const std::vector<std::string>& args,
                    std::string_view in = kSchool,
                    const CommandOptions& options = {}) {
  std::istringstream input{std::string(in)};
  std::ostringstream out;
  std::ostringstream err;
  Output output;
  output.code = RunCommand(args, input, out, err, options);
  output.out = out.str();
  output.err = err.str();
  return output;
}

// The school with a text put in place of another.
inline std::string SchoolWith(std::string_view what, std::string_view instead) {
  std::string text(kSchool);
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), instead);
}

// A school that conforms: nothing vacant, nothing lost.
inline std::string GoodSchool() {
  nlohmann::json school = nlohmann::json::parse(kSchool);
  school["posts"].erase(2);
  school["tasks"].erase(1);
  school["units"].erase(3);
  school["units"].erase(2);
  return school.dump();
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_COMMAND_SCHOOL_H_
