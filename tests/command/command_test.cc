#include "src/command/command.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/command/school.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using testing::GoodSchool;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kSchool;
using ::testing::Not;
using testing::Output;
using testing::SchoolWith;
using ::testing::StartsWith;
using testing::Zeren;
using Json = nlohmann::json;

// ---------------------------------------------------------------- Arguments

TEST(CommandTest, HelpIsFineAndSaysTheExitCodes) {
  const Output help = Zeren({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.err, IsEmpty());
  EXPECT_THAT(help.out,
              AllOf(HasSubstr("who answers for what"), HasSubstr("check"),
                    HasSubstr("rollup"), HasSubstr("Exit codes:"),
                    HasSubstr("  2  unusable arguments or input")));
}

TEST(CommandTest, EachCommandHasHelpOfItsOwn) {
  for (const std::string command : {"check", "who", "chain", "rollup"}) {
    const Output help = Zeren({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_THAT(help.out, AllOf(HasSubstr("FILE"), HasSubstr("--on DAY"),
                                HasSubstr("--lenient"), HasSubstr("--lang"),
                                HasSubstr("Exit codes:")))
        << command;
  }
  EXPECT_THAT(Zeren({"check", "--help"}).out, HasSubstr("--fail-on SEVERITY"));
  EXPECT_THAT(Zeren({"who", "--help"}).out, HasSubstr("--role ROLE"));
  EXPECT_THAT(
      Zeren({"rollup", "--help"}).out,
      AllOf(HasSubstr("--within NODE"), HasSubstr("Measures:\n  effort "),
            HasSubstr("\n  task_progress ")));
}

TEST(CommandTest, VersionIsThatOfTheProject) {
  const Output version = Zeren({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, ::testing::MatchesRegex("zeren [0-9.]+\n"));
}

TEST(CommandTest, NoArgumentsAreUnusableAndGetTheHelp) {
  const Output nothing = Zeren({});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.out, IsEmpty());
  EXPECT_THAT(nothing.err, HasSubstr("Exit codes:"));
}

TEST(CommandTest, WrongArgumentsAreUnusableAndNamed) {
  const auto expect = [](const std::vector<std::string>& args,
                         std::string_view message) {
    const Output output = Zeren(args);
    EXPECT_EQ(output.code, 2) << message;
    EXPECT_THAT(output.out, IsEmpty());
    EXPECT_THAT(output.err, HasSubstr(std::string(message)));
  };
  expect({"chek", "-"},
         "zeren: there is no command chek; did you mean check?\n");
  expect({"check"}, "FILE is required");
  expect({"check", "-", "extra"}, "extra");
  expect({"check", "-", "--format", "xml"},
         "xml not in {text,json,markdown,sarif,shacl}");
  expect({"check", "-", "--lang", "fr"}, "fr not in {en,zh}");
  expect({"check", "-", "--fail-on", "all"}, "all not in {violation,");
  expect({"check", "-", "--verbose"}, "--verbose");
  expect({"who", "-"}, "WORK is required");
  expect({"who", "-", "task:report", "--role", "boss"}, "boss not in");
  expect({"rollup", "-"}, "MEASURE is required");
  expect({"rollup", "-", "members", "--by", "tsks"}, "tsks not in");
  expect({"check", "-", "--on", "2026-02-30"},
         "--on 2026-02-30 is no day; write one as YYYY-MM-DD");
}

// -------------------------------------------------------------------- Input

TEST(CommandTest, AFileThatDoesNotExistIsNamed) {
  const Output output = Zeren({"check", "/no/such/file.json"});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_THAT(output.err,
              AllOf(StartsWith("zeren: "), HasSubstr("/no/such/file.json")));
}

TEST(CommandTest, EveryProblemIsListedWithItsPlaceAndCounted) {
  const Output output = Zeren({"check", "-"},
                              "{\"zeren\": 1,\n\"units\": [\n"
                              "{\"id\": \"\", \"kind\": \"u\"},\n"
                              "{\"id\": \"a\"}]}");
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_THAT(output.err,
              AllOf(StartsWith("standard input:3:"), HasSubstr("/units/0"),
                    HasSubstr("\nstandard input:4:"), HasSubstr("/units/1"),
                    EndsWith("\n2 problems in standard input\n")));
}

TEST(CommandTest, ProblemsBeyondAHundredAreCounted) {
  Json document = {{"zeren", 1}, {"units", Json::array()}};
  for (int i = 0; i < 103; ++i) {
    document["units"].push_back({{"id", "u" + std::to_string(i)}});
  }
  const Output output = Zeren({"check", "-"}, document.dump());
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err, EndsWith("\n103 problems in standard input, the "
                                   "first 100 of them above\n"));
}

TEST(CommandTest, LenientLoadingSaysHowManyRecordsWereLeftOut) {
  const std::string school =
      SchoolWith(R"({"id": "p-2"})", R"({"id": "p-2"}, {"id": ""})");
  EXPECT_EQ(Zeren({"check", "-"}, school).code, 2);
  const Output output =
      Zeren({"check", "-", "--lenient", "--format", "json"}, school);
  EXPECT_EQ(output.code, 1);
  EXPECT_EQ(output.err,
            "standard input: /persons/2/id: id is empty; write at least one "
            "character\n"
            "standard input: 1 record was left out; no answer is complete\n");
  const Json report = Json::parse(output.out);
  EXPECT_EQ(report["complete"], false);
  EXPECT_EQ(report["gaps"][0]["rule"], "answerer-missing");
  EXPECT_THAT(output.out, HasSubstr("\"bad_record\""));
}

TEST(CommandTest, ARecordLeftOutForTwoReasonsIsOneRecord) {
  const Output output = Zeren({"check", "-", "--lenient"}, R"({"zeren": 1,
      "units": [{"id": "u", "kind": "k", "colour": 1, "size": 2}]})");
  EXPECT_THAT(
      output.err,
      AllOf(HasSubstr("/units/0/colour: "), HasSubstr("/units/0/size: "),
            EndsWith("1 record was left out; no answer is complete\n")));
  EXPECT_THAT(output.out, HasSubstr("1 record was left out."));
}

TEST(CommandTest, WhatADocumentSaysCannotActOnTheTerminal) {
  const Output output = Zeren({"check", "-"}, R"({"zeren": 1,
      "units": [{"id": "a\u001b[2J\nb", "kind": "k"},
                {"id": "a\u001b[2J\nb", "kind": "k", "c\u001b[31m": 1}]})");
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err, Not(HasSubstr("\x1b")));
  // Two problems, and how many they are.
  EXPECT_EQ(std::count(output.err.begin(), output.err.end(), '\n'), 3);
}

TEST(CommandTest, ARuleThatDoesNotBindIsUnusable) {
  const Output output = Zeren({"check", "-"}, R"({"zeren": 1, "profile": {
      "id": "own", "extends": "generic",
      "rules": [{"id": "post-vacant", "check": "post_vacnt"}]}})");
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_THAT(output.err,
              AllOf(HasSubstr("post_vacnt"), HasSubstr("post_vacant"),
                    HasSubstr("1 problem in ")));
}

TEST(CommandTest, ARuleAboutAKindThatTheProfileLacksIsUnusable) {
  const std::string profile = R"({"zeren": 1, "profile": {
      "id": "own", "open": false, "unit_kinds": [{"id": "branch"}],
      "post_kinds": [{"id": "secretary"}],
      "line_kinds": [{"id": "guidance"}], "rules": [
        {"id": "a", "check": "post_vacant", "severity": "info",
         "params": {"post_kind": "secratery"}},
        {"id": "b", "check": "head_missing", "severity": "info",
         "params": {"unit_kind": "brnach"}},
        {"id": "c", "check": "several_superiors", "severity": "info",
         "params": {"kind": "guidanse"}},
        {"id": "d", "check": "several_superiors", "severity": "info",
         "params": {"kind": "guidance"}}]}})";
  const Output output = Zeren({"check", "-"}, profile);
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(
      output.err,
      AllOf(HasSubstr("rule \"a\": post_kind is \"secratery\"; did you mean "
                      "\"secretary\"? else list it in post_kinds"),
            HasSubstr("rule \"b\": unit_kind is \"brnach\""),
            HasSubstr("rule \"c\": kind is \"guidanse\""),
            HasSubstr("3 problems in ")));
}

TEST(CommandTest, TheDayIsTheOneAskedForElseTheDocuments) {
  const auto day = [](const std::vector<std::string>& more,
                      std::string_view in = kSchool) {
    std::vector<std::string> args = {"check", "-", "--format", "json"};
    args.insert(args.end(), more.begin(), more.end());
    return Json::parse(Zeren(args, in).out)["as_of"].get<std::string>();
  };
  EXPECT_EQ(day({}), "2026-11-22");
  EXPECT_EQ(day({"--on", "2025-01-31"}), "2025-01-31");
  // Today, in a document that says nothing.
  EXPECT_THAT(day({}, R"({"zeren": 1})"),
              ::testing::MatchesRegex("20..-..-.."));
}

// ------------------------------------------------------------------- Output

TEST(CommandTest, ColourIsForTerminals) {
  EXPECT_THAT(Zeren({"check", "-"}).out, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(Zeren({"check", "-"}, kSchool, {.colour = true}).out,
              HasSubstr("\x1b[31mpost-vacant\x1b[0m"));
  EXPECT_THAT(
      Zeren({"check", "-", "--format", "json"}, kSchool, {.colour = true}).out,
      Not(HasSubstr("\x1b[")));
}

// Takes so many bytes, as a disk does that fills up.
class FullDisk : public std::streambuf {
 public:
  explicit FullDisk(std::streamsize room) : room_(room) {}

 protected:
  int overflow(int c) override { return room_-- > 0 ? c : traits_type::eof(); }
  std::streamsize xsputn(const char*, std::streamsize n) override {
    const std::streamsize taken = std::min(n, room_);
    room_ -= taken;
    return taken;
  }

 private:
  std::streamsize room_;
};

TEST(CommandTest, OutputThatCannotBeWrittenIsUnusableAndQuiet) {
  for (const std::streamsize room : {0, 10, 95}) {
    FullDisk disk(room);
    std::ostream out(&disk);
    std::ostringstream err;
    std::istringstream in{GoodSchool()};
    EXPECT_EQ(RunCommand({"check", "-"}, in, out, err), 2);
    EXPECT_THAT(err.str(), IsEmpty());
  }
}

#ifdef ZEREN_COMMAND
// Returns the exit code of a command line of the shell.
int Shell(const std::string& line) {
  const int status = std::system(line.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(CommandTest, TheProgramReadsFilesAndEndsWithTheCode) {
  const std::filesystem::path file =
      std::filesystem::path(::testing::TempDir()) / "zeren command test.json";
  std::ofstream(file, std::ios::binary) << kSchool;
  const std::string zeren = std::string("'") + ZEREN_COMMAND + "' ";
  const std::string quoted = " '" + file.string() + "' ";
  const auto run = [&](const std::string& rest) {
    return Shell(zeren + rest + " >/dev/null 2>&1");
  };
  EXPECT_EQ(run("--version"), 0);
  EXPECT_EQ(run("check" + quoted), 1);
  EXPECT_EQ(run("check" + quoted + "--fail-on never"), 0);
  EXPECT_EQ(run("who" + quoted + "task:report"), 0);
  EXPECT_EQ(run("chain - unit:school <" + quoted), 0);
  EXPECT_EQ(run("chain" + quoted + "unit:scool"), 2);
  EXPECT_EQ(Shell(zeren + "check" + quoted + "--fail-on never >/dev/full"), 2);
  std::filesystem::remove(file);
}
#endif

}  // namespace
}  // namespace zeren
