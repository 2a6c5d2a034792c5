#include "src/command/command.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

// A school whose only branch has an occupied, a vacant and a former post.
constexpr std::string_view kSchool = R"({
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

Output Run(const std::vector<std::string>& args, std::string_view in = kSchool,
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
std::string SchoolWith(std::string_view what, std::string_view instead) {
  std::string text(kSchool);
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), instead);
}

// A school that conforms: nothing vacant, nothing lost.
std::string GoodSchool() {
  Json school = Json::parse(kSchool);
  school["posts"].erase(2);
  school["tasks"].erase(1);
  school["units"].erase(3);
  school["units"].erase(2);
  return school.dump();
}

// ---------------------------------------------------------------- Arguments

TEST(CommandTest, HelpIsFineAndSaysTheExitCodes) {
  const Output help = Run({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.err, IsEmpty());
  EXPECT_THAT(help.out,
              AllOf(HasSubstr("who answers for what"), HasSubstr("check"),
                    HasSubstr("rollup"), HasSubstr("Exit codes:"),
                    HasSubstr("  2  unusable arguments or input")));
}

TEST(CommandTest, EachCommandHasHelpOfItsOwn) {
  for (const std::string command : {"check", "who", "chain", "rollup"}) {
    const Output help = Run({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_THAT(help.out, AllOf(HasSubstr("FILE"), HasSubstr("--on DAY"),
                                HasSubstr("--lenient"), HasSubstr("--lang"),
                                HasSubstr("Exit codes:")))
        << command;
  }
  EXPECT_THAT(Run({"check", "--help"}).out, HasSubstr("--fail-on SEVERITY"));
  EXPECT_THAT(Run({"who", "--help"}).out, HasSubstr("--role ROLE"));
  EXPECT_THAT(Run({"rollup", "--help"}).out, HasSubstr("--within NODE"));
}

TEST(CommandTest, VersionIsThatOfTheProject) {
  const Output version = Run({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, ::testing::MatchesRegex("zeren [0-9.]+\n"));
}

TEST(CommandTest, NoArgumentsAreUnusableAndGetTheHelp) {
  const Output nothing = Run({});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.out, IsEmpty());
  EXPECT_THAT(nothing.err, HasSubstr("Exit codes:"));
}

TEST(CommandTest, WrongArgumentsAreUnusableAndNamed) {
  const auto expect = [](const std::vector<std::string>& args,
                         std::string_view message) {
    const Output output = Run(args);
    EXPECT_EQ(output.code, 2) << message;
    EXPECT_THAT(output.out, IsEmpty());
    EXPECT_THAT(output.err, HasSubstr(std::string(message)));
  };
  expect({"chek", "-"},
         "zeren: there is no command chek; did you mean check?\n");
  expect({"check"}, "FILE is required");
  expect({"check", "-", "extra"}, "extra");
  expect({"check", "-", "--format", "xml"}, "xml not in {text,json}");
  expect({"check", "-", "--lang", "fr"}, "fr not in {en,zh}");
  expect({"check", "-", "--fail-on", "all"}, "all not in {violation,");
  expect({"check", "-", "--verbose"}, "--verbose");
  expect({"who", "-"}, "WORK is required");
  expect({"who", "-", "task:report", "--role", "boss"}, "boss not in");
  expect({"rollup", "-"}, "MEASURE is required");
  expect({"rollup", "-", "members", "--by", "tasks"}, "tasks not in");
  expect({"check", "-", "--on", "2026-02-30"},
         "--on 2026-02-30 is no day; write one as YYYY-MM-DD");
}

// -------------------------------------------------------------------- Input

TEST(CommandTest, AFileThatDoesNotExistIsNamed) {
  const Output output = Run({"check", "/no/such/file.json"});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_THAT(output.err,
              AllOf(StartsWith("zeren: "), HasSubstr("/no/such/file.json")));
}

TEST(CommandTest, EveryProblemIsListedWithItsPlaceAndCounted) {
  const Output output = Run({"check", "-"},
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
  const Output output = Run({"check", "-"}, document.dump());
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err, EndsWith("\n103 problems in standard input, the "
                                   "first 100 of them above\n"));
}

TEST(CommandTest, LenientLoadingSaysHowManyRecordsWereLeftOut) {
  const std::string school =
      SchoolWith(R"({"id": "p-2"})", R"({"id": "p-2"}, {"id": ""})");
  EXPECT_EQ(Run({"check", "-"}, school).code, 2);
  const Output output =
      Run({"check", "-", "--lenient", "--format", "json"}, school);
  EXPECT_EQ(output.code, 1);
  EXPECT_EQ(output.err,
            "standard input: 1 record was left out; no answer is complete\n");
  const Json report = Json::parse(output.out);
  EXPECT_EQ(report["complete"], false);
  EXPECT_EQ(report["gaps"][0]["rule"], "answerer-missing");
  EXPECT_THAT(output.out, HasSubstr("\"bad_record\""));
}

TEST(CommandTest, ARuleThatDoesNotBindIsUnusable) {
  const Output output = Run({"check", "-"}, R"({"zeren": 1, "profile": {
      "id": "own", "extends": "generic",
      "rules": [{"id": "post-vacant", "check": "post_vacnt"}]}})");
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_THAT(output.err,
              AllOf(HasSubstr("post_vacnt"), HasSubstr("post_vacant"),
                    HasSubstr("1 problem in ")));
}

TEST(CommandTest, TheDayIsTheOneAskedForElseTheDocuments) {
  const auto day = [](const std::vector<std::string>& more,
                      std::string_view in = kSchool) {
    std::vector<std::string> args = {"check", "-", "--format", "json"};
    args.insert(args.end(), more.begin(), more.end());
    return Json::parse(Run(args, in).out)["as_of"].get<std::string>();
  };
  EXPECT_EQ(day({}), "2026-11-22");
  EXPECT_EQ(day({"--on", "2025-01-31"}), "2025-01-31");
  // Today, in a document that says nothing.
  EXPECT_THAT(day({}, R"({"zeren": 1})"),
              ::testing::MatchesRegex("20..-..-.."));
}

// -------------------------------------------------------------------- Check

TEST(CommandTest, CheckListsGapsByRuleAndCountsThem) {
  const Output output = Run({"check", "-"});
  EXPECT_EQ(output.code, 1);
  EXPECT_THAT(output.err, IsEmpty());
  EXPECT_THAT(
      output.out,
      AllOf(StartsWith("School: gaps on 2026-11-22\n"),
            HasSubstr("\nViolations ("), HasSubstr("\npost-vacant\n└─ "),
            HasSubstr("post:organizer"), HasSubstr("The answer is complete.")));
}

TEST(CommandTest, CheckSpeaksChinese) {
  const Output output = Run({"check", "-", "--lang", "zh"});
  EXPECT_THAT(output.out, AllOf(StartsWith("党校：2026-11-22 的缺口\n"),
                                HasSubstr("\n违规（"), HasSubstr("项违规，"),
                                HasSubstr("结果完整。")));
}

TEST(CommandTest, CheckFailsOnTheSeverityAskedFor) {
  const std::string good = GoodSchool();
  EXPECT_EQ(Run({"check", "-"}, good).code, 0) << Run({"check", "-"}, good).out;
  EXPECT_EQ(Run({"check", "-", "--fail-on", "info"}, good).code, 0);
  EXPECT_EQ(Run({"check", "-", "--fail-on", "never"}).code, 0);
  EXPECT_EQ(Run({"check", "-", "--fail-on", "violation"}).code, 1);

  // A unit without a head post is a warning.
  Json school = Json::parse(good);
  school["units"].push_back({{"id", "office"}, {"kind", "unit"}});
  school["memberships"].push_back(
      {{"person", "p-2"}, {"unit", "office"}, {"home", false}});
  const std::string warned = school.dump();
  EXPECT_EQ(Run({"check", "-"}, warned).code, 0);
  EXPECT_EQ(Run({"check", "-", "--fail-on", "warning"}, warned).code, 1);
  EXPECT_EQ(Run({"check", "-", "--fail-on", "info"}, warned).code, 1);

  // Itself above itself is for information.
  school["units"].erase(2);
  school["memberships"].erase(2);
  school["tasks"][0]["parent"] = "report";
  const std::string informed = school.dump();
  EXPECT_EQ(Run({"check", "-", "--fail-on", "warning"}, informed).code, 0);
  EXPECT_EQ(Run({"check", "-", "--fail-on", "info"}, informed).code, 1);
}

TEST(CommandTest, WaivedGapsDoNotFail) {
  Json school = Json::parse(GoodSchool());
  school["profile"] = {{"id", "own"},
                       {"extends", "generic"},
                       {"open", true},
                       {"rules",
                        {{{"id", "head-missing"},
                          {"check", "head_missing"},
                          {"severity", "violation"},
                          {"waivable", true}}}}};
  school["units"].push_back({{"id", "office"}, {"kind", "unit"}});
  school["memberships"].push_back(
      {{"person", "p-2"}, {"unit", "office"}, {"home", false}});
  EXPECT_EQ(Run({"check", "-"}, school.dump()).code, 1);
  school["approvals"] = {{{"rule", "head-missing"},
                          {"focus", "unit:office"},
                          {"by", "unit:school"},
                          {"reason", "new"}}};
  const Output output = Run({"check", "-"}, school.dump());
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_THAT(output.out, AllOf(HasSubstr("\nWaived (1)\nhead-missing\n"),
                                HasSubstr("waived by unit:school"),
                                HasSubstr("0 violations, ")));
}

// ---------------------------------------------------------------------- Who

TEST(CommandTest, WhoSaysWhoAnswers) {
  const Output output = Run({"who", "-", "task:report"});
  EXPECT_EQ(output.code, 0);
  EXPECT_THAT(output.out,
              AllOf(StartsWith("School: who is accountable for task:report on "
                               "2026-11-22\n"),
                    HasSubstr("\nperson:p-2\nas post:secretary\n"),
                    HasSubstr("By assignment."), Not(HasSubstr("Why"))));
}

TEST(CommandTest, WhoShowsEveryStepIfAsked) {
  EXPECT_THAT(Run({"who", "-", "task:report", "--why"}).out,
              AllOf(HasSubstr("\nWhy\n1  "), HasSubstr("\n2  ")));
  const Json json =
      Json::parse(Run({"who", "-", "task:report", "--format", "json"}).out);
  EXPECT_EQ(json["persons"], Json({"person:p-2"}));
  EXPECT_EQ(json["steps"][0]["rule"], "assignment");
}

TEST(CommandTest, NobodyIsAnAnswerWithACodeOfItsOwn) {
  const Output output = Run({"who", "-", "task:lost"});
  EXPECT_EQ(output.code, 1);
  EXPECT_THAT(output.err, IsEmpty());
  EXPECT_THAT(output.out, HasSubstr("\nNobody.\n"));
  EXPECT_EQ(Run({"who", "-", "task:report", "--role", "support"}).code, 1);
}

TEST(CommandTest, OnlyWorkHasAnswerers) {
  const Output output = Run({"who", "-", "unit:school"});
  EXPECT_EQ(output.code, 2);
  EXPECT_EQ(output.err, "zeren: unit:school is neither a task nor a duty\n");
}

// -------------------------------------------------------------------- Nodes

TEST(CommandTest, AnUnknownNodeIsNamedWithTheNearest) {
  const Output output = Run({"who", "-", "task:reprt"});
  EXPECT_EQ(output.code, 2);
  EXPECT_EQ(output.err,
            "zeren: standard input has no task:reprt; the nearest is "
            "task:report\n");
  EXPECT_EQ(Run({"who", "-", "task:entirely-different"}).err,
            "zeren: standard input has no task:entirely-different\n");
  EXPECT_EQ(Run({"chain", "-", "p-1"}).err,
            "zeren: standard input has no p-1; write person:p-1\n");
  EXPECT_THAT(Run({"chain", "-", "nothing"}).err,
              HasSubstr("has no nothing; write a kind and an id, such as "));
  EXPECT_THAT(Run({"chain", "-", "document"}).err, HasSubstr("no document"));
}

TEST(CommandTest, ANodeThatIsNotInForceIsNamedWithItsValidity) {
  const Output old = Run({"chain", "-", "unit:old"});
  EXPECT_EQ(old.code, 2);
  EXPECT_THAT(old.out, IsEmpty());
  EXPECT_EQ(old.err,
            "zeren: unit:old is not in force on 2026-11-22: it is valid from "
            "2024-01-10 to 2025-06-30\n");
  EXPECT_EQ(Run({"chain", "-", "unit:within"}).err,
            "zeren: unit:within is not in force on 2026-11-22: it is valid "
            "from 2027-01-01\n");
  EXPECT_EQ(Run({"who", "-", "duty:former"}).err,
            "zeren: duty:former is not in force on 2026-11-22: it is valid up "
            "to 2025-06-30\n");
  EXPECT_EQ(Run({"chain", "-", "unit:old", "--on", "2025-06-30"}).code, 0);

  Json school = Json::parse(kSchool);
  school["units"][2]["valid_to"] = "unknown";
  school["posts"].push_back({{"id", "p"}, {"unit", "old"}, {"kind", "k"}});
  EXPECT_THAT(Run({"chain", "-", "unit:old"}, school.dump()).err,
              EndsWith("valid from 2024-01-10 to a day that nobody knows\n"));
  EXPECT_THAT(Run({"chain", "-", "post:p"}, school.dump()).err,
              EndsWith("it is valid on that day, but something that it needs "
                       "is not in force\n"));
}

// -------------------------------------------------------------------- Chain

TEST(CommandTest, ChainListsSuperiorsWithTheirHolders) {
  const Output output = Run({"chain", "-", "post:organizer"});
  EXPECT_EQ(output.code, 0);
  EXPECT_THAT(
      output.out,
      AllOf(HasSubstr("the chain above post:organizer"), HasSubstr("vacant"),
            HasSubstr("head of the unit"), HasSubstr("President Li"),
            HasSubstr("head of a unit above")));
  const Json json = Json::parse(
      Run({"chain", "-", "post:organizer", "--format", "json"}).out);
  EXPECT_EQ(json["hops"][1],
            Json({{"node", "post:president"}, {"rule", "ancestor-head"}}));
}

TEST(CommandTest, ADelegationHasNoChain) {
  Json school = Json::parse(kSchool);
  school["delegations"] = {
      {{"id", "d"}, {"from", "person:p-1"}, {"to", "person:p-2"}}};
  const Output output = Run({"chain", "-", "delegation:d"}, school.dump());
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err,
              AllOf(StartsWith("zeren: "), HasSubstr("delegation")));
}

// ------------------------------------------------------------------ Roll-up

TEST(CommandTest, RollUpShowsATreeWithAColumnForEachMeasure) {
  const Output output = Run({"rollup", "-", "members", "task_progress"});
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_THAT(
      output.out,
      AllOf(HasSubstr("members"), HasSubstr("task progress"),
            HasSubstr("Party school (unit:school)        2           0.25\n"
                      "└─ unit:branch-1                  1           0.25\n")));
}

TEST(CommandTest, RollUpShowsWhatIsWithin) {
  const Output output =
      Run({"rollup", "-", "members", "--within", "unit:branch-1"});
  EXPECT_EQ(output.code, 0);
  EXPECT_THAT(output.out, AllOf(HasSubstr("\nunit:branch-1        1\n"),
                                Not(HasSubstr("Party school"))));
  const Json json = Json::parse(Run({"rollup", "-", "members", "--within",
                                     "unit:branch-1", "--format", "json"})
                                    .out);
  EXPECT_EQ(json["rows"].size(), 1u);
}

TEST(CommandTest, RollUpRunsUpPostsAndFilters) {
  const Json json =
      Json::parse(Run({"rollup", "-", "posts", "vacancies", "--by", "posts",
                       "--where", R"({"kind": "member"})", "--format", "json"})
                      .out);
  EXPECT_EQ(json["by"], "posts");
  EXPECT_EQ(json["rows"][1]["node"], "post:president");
  EXPECT_EQ(json["rows"][1]["posts"]["value"], 1);
  EXPECT_EQ(json["rows"][1]["vacancies"]["value"], 1);
}

TEST(CommandTest, RollUpRefusesWhatItCannotRollUp) {
  const auto error = [](std::vector<std::string> args) {
    args.insert(args.begin(), {"rollup", "-"});
    const Output output = Run(args);
    EXPECT_EQ(output.code, 2);
    EXPECT_THAT(output.out, IsEmpty());
    return output.err;
  };
  EXPECT_THAT(error({"membrs"}),
              AllOf(HasSubstr("membrs"), HasSubstr("members")));
  EXPECT_THAT(error({"members", "--by", "posts"}), HasSubstr("posts"));
  EXPECT_EQ(error({"posts", "posts"}),
            "zeren: the measure posts is asked for twice\n");
  EXPECT_EQ(error({"posts", "--within", "post:president"}),
            "zeren: --within post:president is no unit, but the roll-up is by "
            "units\n");
  EXPECT_THAT(error({"posts", "--where", R"({"knd": "x"})"}),
              AllOf(StartsWith("--where"), HasSubstr("knd"),
                    EndsWith("\n1 problem in --where\n")));
  EXPECT_THAT(error({"posts", "--where", "{"}), StartsWith("--where"));
}

// ------------------------------------------------------------------- Output

TEST(CommandTest, ColourIsForTerminals) {
  EXPECT_THAT(Run({"check", "-"}).out, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(Run({"check", "-"}, kSchool, {.colour = true}).out,
              HasSubstr("\x1b[31mpost-vacant\x1b[0m"));
  EXPECT_THAT(
      Run({"check", "-", "--format", "json"}, kSchool, {.colour = true}).out,
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
  for (const std::streamsize room : {0, 10, 100}) {
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
