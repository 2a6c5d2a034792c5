// What `check` does beyond listing gaps: selections, baselines, formats.

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
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
using testing::SchoolWith;
using ::testing::StartsWith;
using testing::Zeren;
using Json = nlohmann::json;

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class CheckTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* const info =
        ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string("zeren_check_") + info->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const {
    return (folder_ / name).string();
  }
  std::string Write(const std::string& name, std::string_view text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
    return Path(name);
  }

 private:
  std::filesystem::path folder_;
};

// The gaps of a JSON report as "rule focus".
std::vector<std::string> Gaps(const std::string& json) {
  std::vector<std::string> gaps;
  const Json report = Json::parse(json);
  for (const Json& gap : report["gaps"]) {
    gaps.push_back(gap["rule"].get<std::string>() + " " +
                   gap["focus"].get<std::string>());
  }
  return gaps;
}

// ----------------------------------------------------------------- Selections

TEST_F(CheckTest, KeepsToTheRulesAskedFor) {
  const std::vector<std::string> vacant = {"post-vacant post:organizer"};
  EXPECT_EQ(
      Gaps(Zeren({"check", "--format", "json", "--rule", "post-vacant", "-"})
               .out),
      vacant);
  const std::vector<std::string> both =
      Gaps(Zeren({"check", "-", "--format", "json", "--rule",
                  "post-vacant,dangling-reference"})
               .out);
  EXPECT_GT(both.size(), 1U);
  EXPECT_EQ(Gaps(Zeren({"check", "-", "--format", "json", "--rule",
                        "post-vacant", "--rule", "dangling-reference"})
                     .out),
            both);
  // What is left out does not fail.
  EXPECT_EQ(Zeren({"check", "-", "--rule", "head-missing"}).code, 0);
  EXPECT_EQ(Zeren({"check", "-", "--rule", "post-vacant"}).code, 1);
}

TEST_F(CheckTest, NamesTheNearestRule) {
  const Output output = Zeren({"check", "-", "--rule", "post-vacnt"});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_EQ(output.err,
            "--rule: there is no rule \"post-vacnt\"; did you mean "
            "\"post-vacant\"?\n1 problem in --rule\n");
}

TEST_F(CheckTest, KeepsToAUnit) {
  EXPECT_THAT(Gaps(Zeren({"check", "-", "--format", "json", "--within",
                          "unit:branch-1"})
                       .out),
              ::testing::Contains("post-vacant post:organizer"));
  const Output school = Zeren({"check", "-", "--within", "unit:school",
                               "--rule", "dangling-reference"});
  EXPECT_EQ(school.code, 0);
  EXPECT_THAT(school.out, HasSubstr("0 violations, "));
  EXPECT_EQ(Zeren({"check", "-", "--within", "unit:brnch-1"}).err,
            "zeren: standard input has no unit:brnch-1; the nearest is "
            "unit:branch-1\n");
  EXPECT_EQ(Zeren({"check", "-", "--within", "person:p-1"}).err,
            "zeren: person:p-1 is no unit\n");
  EXPECT_THAT(Zeren({"check", "-", "--within", "unit:old"}).err,
              HasSubstr("unit:old is not in force on 2026-11-22"));
}

// -------------------------------------------------------------------- Repairs

TEST_F(CheckTest, SuggestsRepairs) {
  const Output output =
      Zeren({"check", "-", "--repair", "--rule", "post-vacant"});
  EXPECT_EQ(output.code, 1);  // What could be mended is not mended.
  EXPECT_THAT(output.out,
              HasSubstr("repair: appoint person:p-2 to post:organizer from "
                        "2026-11-22\n"));
  const Output chinese = Zeren(
      {"check", "-", "--repair", "--rule", "post-vacant", "--lang", "zh"});
  EXPECT_THAT(
      chinese.out,
      HasSubstr("修复：自2026-11-22起任命person:p-2担任post:organizer"));
  EXPECT_THAT(Zeren({"check", "-", "--rule", "post-vacant"}).out,
              Not(HasSubstr("repair")));
  const Output none = Zeren({"check", "-", "--repair"});
  EXPECT_THAT(none.out, HasSubstr("no repair: no id that the document has is "
                                  "near to it"));
}

// What is suggested can be applied as it is, and then the gap is gone.
TEST_F(CheckTest, SuggestsChangesThatCanBeApplied) {
  const Json report =
      Json::parse(Zeren({"check", "-", "--repair", "--format", "json"}).out);
  EXPECT_EQ(report["repairs_left_out"], 0);
  std::size_t applied = 0;
  for (const Json& gap : report["gaps"]) {
    EXPECT_EQ(gap["repairs"].empty(), gap["repair_note"].is_object());
    for (const Json& repair : gap["repairs"]) {
      const Json changes = {{"zeren_changes", 1},
                            {"changes", repair["changes"]}};
      const Output next =
          Zeren({"apply", "-", Write("changes.json", changes.dump())});
      ASSERT_EQ(next.code, 0) << next.err << repair.dump(1);
      const std::vector<std::string> left =
          Gaps(Zeren({"check", "-", "--format", "json"}, next.out).out);
      EXPECT_THAT(left,
                  Not(::testing::Contains(gap["rule"].get<std::string>() + " " +
                                          gap["focus"].get<std::string>())));
      EXPECT_THAT(repair["mends"], ::testing::Contains(gap["fingerprint"]));
      EXPECT_TRUE(repair["title"].contains("zh"));
      ++applied;
    }
  }
  EXPECT_GT(applied, 0U);
  const Json plain = Json::parse(Zeren({"check", "-", "--format", "json"}).out);
  EXPECT_FALSE(plain.contains("repairs_left_out"));
  EXPECT_FALSE(plain["gaps"][0].contains("repairs"));
}

TEST_F(CheckTest, SaysForHowManyGapsNoRepairWasSought) {
  Json school = Json::parse(kSchool);
  for (int i = 0; i < 120; ++i) {
    school["tasks"].push_back({{"id", "late-" + std::to_string(i)},
                               {"unit", "branch-1"},
                               {"due", "2026-01-01"}});
  }
  const Json report = Json::parse(Zeren({"check", "-", "--repair", "--format",
                                         "json", "--rule", "task-overdue"},
                                        school.dump())
                                      .out);
  EXPECT_EQ(report["repairs_left_out"], 20);
  EXPECT_TRUE(report["gaps"][99]["repair_note"].is_object());
  EXPECT_TRUE(report["gaps"][100]["repairs"].is_null());
  EXPECT_THAT(
      Zeren({"check", "-", "--repair", "--rule", "task-overdue"}, school.dump())
          .out,
      HasSubstr("No repairs were sought for 20 more gaps."));
}

TEST_F(CheckTest, HasNoPlaceForRepairsInFormatsOfOthers) {
  const Output output = Zeren({"check", "-", "--repair", "--format", "sarif"});
  EXPECT_EQ(output.code, 2);
  EXPECT_EQ(output.err,
            "zeren: --format sarif has no place for repairs; leave out "
            "--repair\n");
  EXPECT_EQ(Zeren({"check", "-", "--repair", "--future", "30"}).code, 2);
}

// ------------------------------------------------------------ Days and periods

// The branch's secretary leaves on 1 December.
std::string SchoolWithAnEnd() {
  Json school = Json::parse(GoodSchool());
  school["appointments"][1]["valid_to"] = "2026-12-01";
  return school.dump();
}

TEST_F(CheckTest, TellsTheGapsOfAPeriod) {
  const std::vector<std::string> args = {"check",  "-",
                                         "--rule", "post-vacant",
                                         "--over", "2026-11-01..2027-01-01"};
  const Output output = Zeren(args, SchoolWithAnEnd());
  EXPECT_EQ(output.code, 1) << output.err;
  EXPECT_EQ(
      output.out,
      "School: gaps from 2026-11-01 to 2026-12-31\n"
      "\n"
      "Messages are as of the first day of each gap. Days without a first or "
      "last one reach the bounds of the period, or beyond.\n"
      "\n"
      "Violations (1)\n"
      "post-vacant\n"
      "└─ post:secretary is vacant from today\n"
      "   └─ from 2026-12-01 on\n"
      "\n"
      "1 violation, 0 warnings, 0 info, 0 waived. The answer is complete.\n");
  const Output none = Zeren(args, GoodSchool());
  EXPECT_EQ(none.code, 0) << none.err;
  EXPECT_THAT(none.out, HasSubstr("\nNo gaps.\n"));
}

TEST_F(CheckTest, TellsTheGapsToCome) {
  const auto run = [](const char* days, const char* format) {
    return Zeren({"check", "-", "--rule", "post-vacant", "--future", days,
                  "--format", format},
                 SchoolWithAnEnd());
  };
  const Output output = run("30", "text");
  EXPECT_EQ(output.code, 1) << output.err;
  EXPECT_EQ(
      output.out,
      "School: gaps to come by 2026-12-22\n"
      "\n"
      "Gaps that are there on 2026-11-22 already are left out. Messages are as "
      "of the first day of each gap. Days without a first or last one reach "
      "the bounds of the period, or beyond.\n"
      "\n"
      "Violations (1)\n"
      "post-vacant\n"
      "└─ post:secretary is vacant from today\n"
      "   └─ from 2026-12-01 on\n"
      "\n"
      "1 violation, 0 warnings, 0 info, 0 waived. The answer is complete.\n");
  EXPECT_THAT(run("30", "markdown").out,
              StartsWith("# School: gaps to come by 2026-12-22\n"));
  const Output json = run("30", "json");
  EXPECT_EQ(json.code, 1);
  EXPECT_EQ(Json::parse(json.out)["coming"], true);
  EXPECT_EQ(Json::parse(json.out)["gaps"][0]["focus"], "post:secretary");
  const Output none = run("8", "text");
  EXPECT_EQ(none.code, 0);
  EXPECT_EQ(
      none.out,
      "School: gaps to come by 2026-11-30\n"
      "\n"
      "No gap will come by 2026-11-30.\n"
      "\n"
      "0 violations, 0 warnings, 0 info, 0 waived. The answer is complete.\n");
}

// ------------------------------------------------------------------ Baselines

TEST_F(CheckTest, AcceptsWhatIsThereAndFailsOnWhatIsNew) {
  const std::string known = Path("known.json");
  ASSERT_EQ(Zeren({"check", "-"}).code, 1);
  const Output accept = Zeren({"check", "-", "--accept", known, "--owner",
                               "post:president", "--expires", "2027-06-01"});
  EXPECT_EQ(accept.code, 0) << accept.err;
  EXPECT_THAT(accept.out,
              AllOf(HasSubstr("\nAccepted ("), HasSubstr("New: 0 violations"),
                    HasSubstr("(owner: post:president), which expires on "
                              "2027-06-01.")));
  EXPECT_THAT(
      ReadAll(known),
      StartsWith(R"({"zeren_baseline":1,"organization":{"en":"School",)"
                 R"("zh":"党校"},"taken":"2026-11-22",)"
                 R"("owner":"post:president","expires":"2027-06-01",)"));

  EXPECT_EQ(Zeren({"check", "-", "--baseline", known}).code, 0);
  const std::string worse =
      SchoolWith(R"({"person": "p-1", "post": "president"}, )", "");
  const Output output = Zeren({"check", "-", "--baseline", known}, worse);
  EXPECT_EQ(output.code, 1);
  EXPECT_THAT(output.out,
              AllOf(HasSubstr("\nNew violations (1)\npost-vacant\n"),
                    HasSubstr("post:president")));
  EXPECT_EQ(
      Zeren({"check", "-", "--baseline", known, "--fail-on", "never"}, worse)
          .code,
      0);
  // Once it has expired, everything is new.
  const Output late =
      Zeren({"check", "-", "--baseline", known, "--on", "2027-06-01"});
  EXPECT_EQ(late.code, 1);
  EXPECT_THAT(late.err, IsEmpty());
  EXPECT_THAT(late.out, HasSubstr("It expired on 2027-06-01 and accepts "
                                  "nothing any more."));
  EXPECT_EQ(Zeren({"check", "-", "--baseline", known, "--on", "2027-06-01",
                   "--format", "json"})
                .err,
            "zeren: the baseline " + known +
                " has expired, and accepts nothing any more\n");
}

TEST_F(CheckTest, SaysThatABaselineIsOfALaterDay) {
  const std::string known = Path("known.json");
  ASSERT_EQ(Zeren({"check", "-", "--accept", known, "--on", "2026-12-01"}).code,
            0);
  EXPECT_EQ(Zeren({"check", "-", "--baseline", known}).err,
            "zeren: the baseline " + known +
                " was taken on 2026-12-01, after the day that is looked at, "
                "2026-11-22\n");
  EXPECT_THAT(
      Zeren({"check", "-", "--baseline", known, "--on", "2026-12-01"}).err,
      IsEmpty());
}

TEST_F(CheckTest, SaysWhichApprovalsWaiveNothing) {
  Json school = Json::parse(kSchool);
  school["approvals"] = {
      {{"rule", "postvacant"}, {"focus", "post:organizer"}, {"reason", "x"}}};
  const std::string said =
      "standard input: the approval of \"postvacant\" at post:organizer waives "
      "nothing: there is no such rule; did you mean \"post-vacant\"?\n";
  const Output output = Zeren({"check", "-"}, school.dump());
  EXPECT_EQ(output.code, 1);
  EXPECT_EQ(output.err, said);
  // Whatever is asked, and in whatever shape.
  EXPECT_EQ(Zeren({"check", "-", "--rule", "head-missing", "--format", "json"},
                  school.dump())
                .err,
            said);
  EXPECT_EQ(Zeren({"check", "-", "--future", "30"}, school.dump()).err, said);
}

TEST_F(CheckTest, OnlyNewGapsOfTheSeverityFail) {
  const std::string known = Path("known.json");
  ASSERT_EQ(Zeren({"check", "-", "--accept", known}, GoodSchool()).code, 0);
  Json school = Json::parse(GoodSchool());
  school["units"].push_back({{"id", "office"}, {"kind", "unit"}});
  school["memberships"].push_back(
      {{"person", "p-2"}, {"unit", "office"}, {"home", false}});
  const auto code = [&](const char* severity) {
    return Zeren({"check", "-", "--baseline", known, "--fail-on", severity},
                 school.dump())
        .code;
  };
  EXPECT_EQ(code("violation"), 0);
  EXPECT_EQ(code("warning"), 1);
}

TEST_F(CheckTest, ARenewedBaselineIsComparedWithTheOldOne) {
  const std::string known = Path("known.json");
  ASSERT_EQ(Zeren({"check", "-", "--accept", known}, GoodSchool()).code, 0);
  const Output renewed =
      Zeren({"check", "-", "--baseline", known, "--accept", known});
  EXPECT_EQ(renewed.code, 1);
  EXPECT_THAT(renewed.out, HasSubstr("New violations ("));
  EXPECT_EQ(Zeren({"check", "-", "--baseline", known}).code, 0);
}

TEST_F(CheckTest, AReportOfARuleSaysNothingOfOthers) {
  const std::string known = Path("known.json");
  ASSERT_EQ(Zeren({"check", "-", "--accept", known}).code, 0);
  const Output output = Zeren({"check", "-", "--baseline", known, "--rule",
                               "post-vacant", "--format", "json"});
  EXPECT_EQ(output.code, 0);
  EXPECT_THAT(Json::parse(output.out)["baseline"]["gone"], IsEmpty());
}

TEST_F(CheckTest, RefusesWhatIsNoBaseline) {
  const std::string bad =
      Write("bad.json", "{\"zeren_baseline\": 1,\n\"x\": 2}");
  const Output output = Zeren({"check", "-", "--baseline", bad});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_THAT(output.err,
              AllOf(HasSubstr(bad + ":2:1: /x: unknown field \"x\""),
                    HasSubstr("4 problems in " + bad)));
  EXPECT_THAT(Zeren({"check", "-", "--baseline", Path("none.json")}).err,
              HasSubstr("none.json: cannot open the file"));
  const std::string other = Path("other.json");
  ASSERT_EQ(Zeren({"check", "-", "--accept", other},
                  SchoolWith("\"en\": \"School\"", "\"en\": \"College\""))
                .code,
            0);
  const Output wrong = Zeren({"check", "-", "--baseline", other});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_EQ(wrong.err, "zeren: " + other +
                           ": the baseline is of \"College\", the report of "
                           "\"School\"; accept the gaps anew\n");
}

TEST_F(CheckTest, WritesABaselineOverABaselineOnly) {
  const std::string school = Write("school.json", GoodSchool());
  const Output itself = Zeren({"check", school, "--accept", school});
  EXPECT_EQ(itself.code, 2);
  EXPECT_THAT(itself.out, IsEmpty());
  EXPECT_EQ(itself.err, "zeren: --accept " + school +
                            " is the document itself; name another file\n");
  // By whatever name.
  const std::string link = Path("link.json");
  std::filesystem::create_symlink(school, link);
  EXPECT_EQ(Zeren({"check", school, "--accept", link}).err,
            "zeren: --accept " + link +
                " is the document itself; name another file\n");
  const std::string other = Write("other.json", kSchool);
  const Output over = Zeren({"check", school, "--accept", other});
  EXPECT_EQ(over.code, 2);
  EXPECT_THAT(over.out, IsEmpty());
  EXPECT_EQ(over.err, "zeren: --accept " + other +
                          " is there, and is no baseline; name another file\n");
  EXPECT_EQ(ReadAll(school), GoodSchool());
  EXPECT_EQ(ReadAll(other), kSchool);

  // What is empty loses nothing.
  const std::string known = Write("known.json", "");
  ASSERT_EQ(Zeren({"check", school, "--accept", known}).code, 0);
  EXPECT_EQ(Zeren({"check", school, "--accept", known, "--owner", "me"}).code,
            0);
  EXPECT_THAT(ReadAll(known), HasSubstr("\"owner\":\"me\""));
}

TEST_F(CheckTest, RefusesOptionsThatMakeNoSense) {
  EXPECT_EQ(Zeren({"check", "-", "--owner", "me"}).code, 2);
  EXPECT_EQ(Zeren({"check", "-", "--expires", "2027-01-01"}).code, 2);
  const std::string known = Path("known.json");
  EXPECT_EQ(Zeren({"check", "-", "--accept", known, "--expires", "soon"}).err,
            "zeren: --expires soon is no day; write one as YYYY-MM-DD\n");
  EXPECT_THAT(
      Zeren({"check", "-", "--accept", known, "--expires", "2026-11-22"}).err,
      HasSubstr("cannot expire on 2026-11-22"));
  EXPECT_FALSE(std::filesystem::exists(known));
  EXPECT_EQ(Zeren({"check", "-", "--accept", "-"}).code, 2);
  EXPECT_THAT(Zeren({"check", "-", "--accept", Path("no/such/file")}).err,
              HasSubstr("cannot write the file"));
}

// -------------------------------------------------------------------- Formats

TEST_F(CheckTest, WritesSarifWithLines) {
  const std::string file = Write("a school.json", kSchool);
  const Output output = Zeren({"check", file, "--format", "sarif"});
  EXPECT_EQ(output.code, 1);
  EXPECT_THAT(output.err, IsEmpty());
  const Json run = Json::parse(output.out)["runs"][0];
  EXPECT_THAT(run["tool"]["driver"]["version"].get<std::string>(),
              ::testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  bool found = false;
  for (const Json& result : run["results"]) {
    const Json& location = result["locations"][0];
    if (location["logicalLocations"][0]["fullyQualifiedName"] !=
        "post:organizer") {
      continue;
    }
    found = true;
    const Json& place = location["physicalLocation"];
    EXPECT_THAT(place["artifactLocation"]["uri"].get<std::string>(),
                ::testing::EndsWith("/a%20school.json"));
    EXPECT_EQ(place["region"]["startLine"], 12);
  }
  EXPECT_TRUE(found);
  // Standard input has no place.
  EXPECT_THAT(Zeren({"check", "-", "--format", "sarif"}).out,
              Not(HasSubstr("physicalLocation")));
  EXPECT_THAT(Zeren({"check", "-", "--format", "sarif", "--lang", "zh"}).out,
              HasSubstr("\"language\":\"zh\""));
}

TEST_F(CheckTest, WritesShacl) {
  const Output output = Zeren({"check", "-", "--format", "shacl"});
  EXPECT_EQ(output.code, 1);
  const Json json = Json::parse(output.out);
  EXPECT_EQ(json["@type"], "sh:ValidationReport");
  EXPECT_EQ(json["sh:conforms"], false);
  EXPECT_EQ(Json::parse(Zeren({"check", "-", "--format", "shacl"}, GoodSchool())
                            .out)["sh:conforms"],
            true);
}

TEST_F(CheckTest, KnowsABaselineInEveryFormat) {
  const std::string known = Path("known.json");
  ASSERT_EQ(Zeren({"check", "-", "--accept", known}).code, 0);
  const auto text = [&](const char* format) {
    const Output output =
        Zeren({"check", "-", "--baseline", known, "--format", format});
    EXPECT_EQ(output.code, 0) << output.err;
    return output.out;
  };
  EXPECT_THAT(text("json"), HasSubstr("\"baseline\":\"accepted\""));
  EXPECT_THAT(text("sarif"), HasSubstr("\"baselineState\":\"unchanged\""));
  EXPECT_THAT(text("shacl"), HasSubstr("\"zeren:accepted\":["));
  EXPECT_THAT(text("markdown"), HasSubstr("## Accepted ("));
}

TEST_F(CheckTest, CountsByUnit) {
  EXPECT_THAT(Zeren({"check", "-"}).out, HasSubstr("\nBy unit\nunit "));
  EXPECT_THAT(Zeren({"check", "-", "--lang", "zh"}).out,
              HasSubstr("\n按单位统计\n"));
}

}  // namespace
}  // namespace zeren
