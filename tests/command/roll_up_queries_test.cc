// What rollup answers.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/command/school.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kSchool;
using ::testing::Not;
using testing::Output;
using testing::SchoolWith;
using ::testing::StartsWith;
using testing::Zeren;
using Json = nlohmann::json;

TEST(RollUpCommandTest, ShowsATreeWithAColumnForEachMeasure) {
  const Output output = Zeren({"rollup", "-", "members", "task_progress"});
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_THAT(
      output.out,
      AllOf(HasSubstr("members"), HasSubstr("task progress"),
            HasSubstr("Party school (unit:school)        2           0.25\n"
                      "└─ unit:branch-1                  1           0.25\n")));
}

TEST(RollUpCommandTest, ShowsWhatIsWithin) {
  const Output output =
      Zeren({"rollup", "-", "members", "--within", "unit:branch-1"});
  EXPECT_EQ(output.code, 0);
  EXPECT_THAT(output.out, AllOf(HasSubstr("\nunit:branch-1        1\n"),
                                Not(HasSubstr("Party school"))));
  const Json json = Json::parse(Zeren({"rollup", "-", "members", "--within",
                                       "unit:branch-1", "--format", "json"})
                                    .out);
  EXPECT_EQ(json["rows"].size(), 1u);
}

TEST(RollUpCommandTest, RunsUpPostsAndFilters) {
  const Json json = Json::parse(
      Zeren({"rollup", "-", "posts", "vacancies", "--by", "posts", "--where",
             R"({"kind": "member"})", "--format", "json"})
          .out);
  EXPECT_EQ(json["by"], "posts");
  EXPECT_EQ(json["rows"][1]["node"], "post:president");
  EXPECT_EQ(json["rows"][1]["posts"]["value"], 1);
  EXPECT_EQ(json["rows"][1]["vacancies"]["value"], 1);
}

TEST(RollUpCommandTest, ExplainsANode) {
  const Output output =
      Zeren({"rollup", "-", "members", "--explain", "unit:school"});
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_THAT(output.out,
              AllOf(HasSubstr("what makes up Party school (unit:school)"),
                    HasSubstr("President Li (person:p-1)"),
                    HasSubstr("unit:branch-1"), HasSubstr("all together")));
  const Json json =
      Json::parse(Zeren({"rollup", "-", "members", "posts", "--explain",
                         "unit:school", "--format", "json"})
                      .out);
  EXPECT_EQ(json["values"]["posts"]["value"], 3);
  EXPECT_EQ(json["parts"].size(), 4u);
  EXPECT_EQ(json["parts"][3]["node"], "unit:branch-1");
  EXPECT_EQ(json["parts"][3]["counted"]["value"], 2);
}

TEST(RollUpCommandTest, FindsThePlacesThatPullDown) {
  const Output output =
      Zeren({"rollup", "-", "vacancies", "--top", "3", "--format", "csv"});
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_EQ(output.out,
            "measure,rank,node,value,pull,path\r\n"
            "vacancies,1,unit:branch-1,1,1,unit:school > unit:branch-1\r\n");
  const Json json = Json::parse(
      Zeren({"rollup", "-", "vacancies", "--top", "3", "--format", "json"})
          .out);
  ASSERT_EQ(json["worst"].size(), 1u);
  EXPECT_EQ(json["worst"][0]["path"], Json({"unit:school", "unit:branch-1"}));
  EXPECT_EQ(
      Zeren({"rollup", "-", "posts", "--top", "1", "--explain", "unit:school"})
          .code,
      2);
}

TEST(RollUpCommandTest, FollowsAPeriod) {
  const std::string school =
      SchoolWith(R"({"person": "p-2", "unit": "branch-1"})",
                 R"({"person": "p-2", "unit": "branch-1",
                     "valid_from": "2026-03-01"})");
  const std::vector<std::string> question = {"rollup", "-", "members", "--over",
                                             "2026-01-01..2027-01-01"};
  const Output output = Zeren(question, school);
  EXPECT_EQ(output.code, 0) << output.err;
  EXPECT_THAT(output.out,
              AllOf(HasSubstr("members: Party school (unit:school)"),
                    HasSubstr("2026-01-01  2026-03-01      1"),
                    HasSubstr("2026-03-01  2027-01-01      2")));
  std::vector<std::string> json = question;
  json.insert(json.end(), {"--format", "json", "--within", "unit:branch-1"});
  const Json parsed = Json::parse(Zeren(json, school).out);
  ASSERT_EQ(parsed["timelines"].size(), 1u);
  EXPECT_EQ(parsed["timelines"][0]["periods"][1]["from"], "2026-03-01");
  EXPECT_EQ(parsed["timelines"][0]["periods"][1]["value"], 1);
  EXPECT_EQ(Zeren({"rollup", "-", "members", "--over", "2026"}).code, 2);
}

TEST(RollUpCommandTest, WritesATable) {
  EXPECT_EQ(Zeren({"rollup", "-", "members", "posts", "--format", "csv"}).out,
            "depth,node,label,members,members.known,members.unknown,"
            "posts,posts.known,posts.unknown\r\n"
            "0,unit:school,Party school,2,2,0,3,3,0\r\n"
            "1,unit:branch-1,branch-1,1,1,0,2,2,0\r\n");
  EXPECT_EQ(Zeren({"rollup", "-", "posts", "--explain", "unit:branch-1",
                   "--format", "csv"})
                .out.substr(0, 57),
            "measure,node,part,value,counted,known,unknown\r\nposts,unit");
  EXPECT_EQ(Zeren({"rollup", "-", "posts", "--over", "2026-01-01..2026-02-01",
                   "--within", "unit:branch-1", "--format", "csv"})
                .out,
            "measure,node,from,before,value,known,unknown\r\n"
            "posts,unit:branch-1,2026-01-01,2026-02-01,2,2,0\r\n");
}

// Who is a root only on other days is one all the same.
TEST(RollUpCommandTest, FollowsAllRootsOfThePeriod) {
  const std::string ended = R"({
    "zeren": 1, "as_of": "2026-06-10",
    "units": [{"id": "new", "kind": "school", "valid_from": "2026-03-01"},
              {"id": "old", "kind": "school", "valid_to": "2026-03-01"}],
    "posts": [{"id": "x", "unit": "old", "kind": "member",
               "valid_to": "2026-03-01"}]})";
  const auto timelines = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"rollup", "-", "posts", "--format", "json",
                               "--over", "2026-01-01..2026-02-01"});
    const Output output = Zeren(more, ended);
    EXPECT_EQ(output.code, 0) << output.err;
    return Json::parse(output.out)["timelines"];
  };
  ASSERT_EQ(timelines({}).size(), 1u);
  EXPECT_EQ(timelines({})[0]["node"], "unit:old");
  EXPECT_EQ(timelines({})[0]["periods"][0]["value"], 1);
  EXPECT_EQ(timelines({"--within", "unit:old"}), timelines({}));
}

TEST(RollUpCommandTest, FollowsLinesPoliciesAndWhatIsMissing) {
  const std::string two = R"({
    "zeren": 1, "as_of": "2026-06-10",
    "units": [{"id": "a", "kind": "office"}, {"id": "b", "kind": "office"},
              {"id": "c", "kind": "office"}],
    "unit_lines": [
      {"child": "c", "parent": "a", "weight": 0.25},
      {"child": "c", "parent": "b", "kind": "guidance", "weight": 0.75}],
    "posts": [{"id": "x", "unit": "c", "kind": "clerk", "fte": 2}],
    "tasks": [{"id": "t", "unit": "c"}]})";
  const auto of_b = [&](const std::string& measure,
                        std::vector<std::string> more) {
    more.insert(more.begin(), {"rollup", "-", measure, "--format", "json"});
    const Output output = Zeren(more, two);
    EXPECT_EQ(output.code, 0) << output.err;
    return Json::parse(output.out)["rows"][1][measure]["value"];
  };
  EXPECT_EQ(of_b("fte", {}), 0);
  EXPECT_EQ(of_b("fte", {"--lines", "primary,guidance"}), 2);
  EXPECT_EQ(of_b("fte", {"--lines", "primary,guidance", "--policy", "split"}),
            1.5);
  EXPECT_EQ(of_b("fte", {"--lines", "primary,guidance", "--in",
                         R"({"kind": "school"})"}),
            0);
  EXPECT_EQ(of_b("task_progress", {"--lines", "primary,guidance"}), nullptr);
  EXPECT_EQ(of_b("task_progress",
                 {"--lines", "primary,guidance", "--missing", "zero"}),
            0);
  // Drawn once, below the first of those above it.
  const Output drawn =
      Zeren({"rollup", "-", "posts", "--lines", "primary,guidance"}, two);
  EXPECT_THAT(drawn.out, HasSubstr("unit:a"));
  EXPECT_THAT(drawn.out, HasSubstr("└─ unit:c"));
  EXPECT_THAT(drawn.out, HasSubstr("is shown once, below the first"));
}

TEST(RollUpCommandTest, CountsGapsAndRunsUpTasks) {
  const Json gaps = Json::parse(
      Zeren({"rollup", "-", "gaps.violation", "--format", "json"}).out);
  EXPECT_EQ(gaps["rows"][1]["gaps.violation"]["value"],
            gaps["rows"][1]["gaps.violation"]["known"]);
  EXPECT_GT(gaps["rows"][1]["gaps.violation"]["value"], 0);
  const Json tasks = Json::parse(
      Zeren({"rollup", "-", "effort", "--by", "tasks", "--format", "json"})
          .out);
  EXPECT_EQ(tasks["rows"][1]["effort"]["value"], 2.0);
}

TEST(RollUpCommandTest, DrawsBarsOnATerminal) {
  const Output output =
      Zeren({"rollup", "-", "posts", "task_progress"}, kSchool, {.width = 100});
  EXPECT_THAT(output.out,
              AllOf(HasSubstr("3  ████████"), HasSubstr("0.25  ██\n")));
  EXPECT_THAT(Zeren({"rollup", "-", "posts"}).out, Not(HasSubstr("█")));
}

TEST(RollUpCommandTest, RefusesWhatItCannotRollUp) {
  const auto error = [](std::vector<std::string> args) {
    args.insert(args.begin(), {"rollup", "-"});
    const Output output = Zeren(args);
    EXPECT_EQ(output.code, 2);
    EXPECT_THAT(output.out, IsEmpty());
    return output.err;
  };
  EXPECT_THAT(error({"membrs"}),
              AllOf(HasSubstr("membrs"), HasSubstr("members")));
  EXPECT_THAT(error({"memberships", "--by", "posts"}),
              HasSubstr("does not roll up posts"));
  EXPECT_THAT(error({"gaps.violations"}),
              HasSubstr("did you mean \"gaps.violation\"?"));
  EXPECT_THAT(error({"posts", "--top", "0"}),
              HasSubstr("0 is no whole number from 1 to"));
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

// Of a closed profile, a kind that is not listed is a slip and not nothing.
TEST(RollUpCommandTest, RefusesAConditionOnAnUnknownWord) {
  const Output output =
      Zeren({"rollup", "-", "members", "--where", R"({"standing": "ful"})"},
            R"({"zeren": 1, "profile": "party-school"})");
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err, HasSubstr("did you mean \"full\"?"));
}

}  // namespace
}  // namespace zeren
