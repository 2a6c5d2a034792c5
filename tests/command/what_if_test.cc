// What `whatif` answers, and how it ends.

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/command/school.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using testing::GoodSchool;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kSchool;
using ::testing::Not;
using testing::Output;
using ::testing::StartsWith;
using testing::Zeren;
using Json = nlohmann::json;

class WhatIfCommandTest : public ::testing::Test {
 protected:
  void TearDown() override {
    for (const std::string& path : paths_) std::remove(path.c_str());
  }

  // A file with that text.
  std::string Write(const std::string& text) {
    const auto* const info =
        ::testing::UnitTest::GetInstance()->current_test_info();
    paths_.push_back(::testing::TempDir() + "zeren_what_if_" + info->name() +
                     std::to_string(paths_.size()) + ".json");
    std::ofstream(paths_.back(), std::ios::binary) << text;
    return paths_.back();
  }
  // A file with these changes.
  std::string Changes(const std::string& changes) {
    return Write(R"({"zeren_changes": 1, "changes": [)" + changes + "]}");
  }

 private:
  std::vector<std::string> paths_;
};

const char* const kSecretaryLeaves =
    R"({"op": "remove", "array": "appointments", "match": {"post": "secretary"}})";
const char* const kOrganizerComes =
    R"({"op": "add", "array": "appointments",
        "record": {"person": "p-2", "post": "organizer"}})";
// A unit with a member and no head.
const char* const kOffice =
    R"({"op": "add", "array": "units", "record": {"id": "office", "kind": "unit"}},
       {"op": "add", "array": "memberships",
        "record": {"person": "p-2", "unit": "office", "home": false}})";

TEST_F(WhatIfCommandTest, FailsIfAViolationOpens) {
  const Output worse = Zeren({"whatif", "-", Changes(kSecretaryLeaves)});
  EXPECT_EQ(worse.code, 1);
  EXPECT_THAT(worse.err, IsEmpty());
  EXPECT_THAT(
      worse.out,
      AllOf(StartsWith("School: what the changes would do on "
                       "2026-11-22\n"),
            HasSubstr("\nGaps added (1)\n"), HasSubstr("post:secretary"),
            HasSubstr("\nAnswers that change hands (2)\n"),
            HasSubstr("\nvacancies (2)\n")));
  const Output better = Zeren({"whatif", "-", Changes(kOrganizerComes)});
  EXPECT_EQ(better.code, 0);
  EXPECT_THAT(better.out, AllOf(HasSubstr("\nGaps removed (1)\n"),
                                Not(HasSubstr("Gaps added"))));
}

TEST_F(WhatIfCommandTest, FailsOnTheSeverityAskedFor) {
  const std::string warned = Changes(kOffice);
  const std::string good = GoodSchool();
  EXPECT_EQ(Zeren({"whatif", "-", warned}, good).code, 0);
  EXPECT_EQ(Zeren({"whatif", "-", warned, "--fail-on", "warning"}, good).code,
            1);
  EXPECT_EQ(Zeren({"whatif", "-", warned, "--fail-on", "info"}, good).code, 1);
  EXPECT_EQ(
      Zeren({"whatif", "-", Changes(kSecretaryLeaves), "--fail-on", "never"})
          .code,
      0);
  EXPECT_EQ(Zeren({"whatif", "-", warned, "--fail-on", "all"}, good).code, 2);
}

TEST_F(WhatIfCommandTest, ChangesNothing) {
  const std::string file = Write(std::string(kSchool));
  Zeren({"whatif", file, Changes(kSecretaryLeaves)});
  std::ostringstream now;
  now << std::ifstream(file).rdbuf();
  EXPECT_EQ(now.str(), kSchool);
}

TEST_F(WhatIfCommandTest, EitherFileMayBeStandardInput) {
  const std::string file = Write(std::string(kSchool));
  const std::string changes = Changes(kSecretaryLeaves);
  std::ostringstream text;
  text << std::ifstream(changes).rdbuf();
  EXPECT_EQ(Zeren({"whatif", file, "-"}, text.str()).out,
            Zeren({"whatif", "-", changes}).out);
  const Output both = Zeren({"whatif", "-", "-"});
  EXPECT_EQ(both.code, 2);
  EXPECT_EQ(both.err,
            "zeren: only one of the two files can be standard input\n");
}

TEST_F(WhatIfCommandTest, MeasuresAndTopMayBeChosen) {
  const std::string changes = Changes(kSecretaryLeaves);
  const Json json = Json::parse(
      Zeren({"whatif", "-", changes, "--format", "json", "--measure",
             "vacancies,posts", "--measure", "gaps.violation", "--top", "1"})
          .out);
  EXPECT_EQ(json["counts"]["roll_ups"].size(), 3u);
  EXPECT_EQ(json["counts"]["roll_ups"]["vacancies"]["left_out"], 1);
  EXPECT_EQ(json["counts"]["roll_ups"]["posts"]["count"], 0);
  EXPECT_EQ(json["counts"]["answers"]["left_out"], 1);
  const Output unknown =
      Zeren({"whatif", "-", changes, "--measure", "vacancis"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("\"vacancies\""));
  EXPECT_EQ(Zeren({"whatif", "-", changes, "--top", "0"}).code, 2);
}

TEST_F(WhatIfCommandTest, SpeaksChineseAndMarkdownOnAnyDay) {
  const Output output =
      Zeren({"whatif", "-", Changes(kSecretaryLeaves), "--lang", "zh",
             "--format", "markdown", "--on", "2026-10-01"});
  EXPECT_THAT(output.out, AllOf(StartsWith("# 党校：2026-10-01 变更的影响\n"),
                                HasSubstr("\n## 新增缺口（1）\n")));
}

TEST_F(WhatIfCommandTest, SaysWhereAChangeIsWrong) {
  const std::string changes = Write(R"({"zeren_changes": 1, "changes": [
  {"op": "remove", "array": "tasks", "match": {"id": "losst"}}]})");
  const Output output = Zeren({"whatif", "-", changes});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_EQ(output.err, changes +
                            ":2:47: /changes/0/match: no record of `tasks` "
                            "matches; did you mean \"lost\"?\n1 problem in " +
                            changes + "\n");
  EXPECT_EQ(Zeren({"whatif", "-", "/no/such/file"}).code, 2);
  EXPECT_EQ(Zeren({"whatif", "-", Write("{}")}).code, 2);
  EXPECT_EQ(Zeren({"whatif", "/no/such/file", changes}).code, 2);
}

}  // namespace
}  // namespace zeren
