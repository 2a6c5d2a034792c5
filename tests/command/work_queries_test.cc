// What who, duties, matrix and assign answer, and what apply writes.

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/command/school.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kSchool;
using testing::Output;
using ::testing::StartsWith;
using testing::Zeren;
using Json = nlohmann::json;

// The school, with p-2 on leave in December and somebody to take over.
std::string Leave() {
  Json school = Json::parse(kSchool);
  school["absences"] = {{{"person", "p-2"},
                         {"valid_from", "2026-12-01"},
                         {"valid_to", "2027-01-01"}}};
  return school.dump();
}

TEST(WorkQueriesTest, WhoSaysWhySomebodyDoesNotAnswer) {
  const Output output = Zeren({"who", "-", "task:report", "--why-not",
                               "person:p-1", "--format", "json"});
  EXPECT_EQ(output.code, 0) << output.err;
  const Json json = Json::parse(output.out);
  EXPECT_EQ(json["person"], "person:p-1");
  EXPECT_EQ(json["answers"], false);
  EXPECT_EQ(json["obstacle"], "answered-before");
  EXPECT_EQ(json["at"], "post:secretary");
  EXPECT_THAT(
      Zeren({"who", "-", "task:report", "--why-not", "person:p-1"}).out,
      HasSubstr("School: why not President Li (person:p-1) is accountable for "
                "task:report on 2026-11-22"));
}

TEST(WorkQueriesTest, WhoSaysThatSomebodyAnswersAfterAll) {
  const Output output = Zeren({"who", "-", "task:report", "--why-not",
                               "person:p-2", "--format", "json"});
  EXPECT_EQ(Json::parse(output.out)["answers"], true);
}

TEST(WorkQueriesTest, WhoRefusesWhyNotOfAPost) {
  const Output output =
      Zeren({"who", "-", "task:report", "--why-not", "post:secretary"});
  EXPECT_EQ(output.code, 2);
  EXPECT_EQ(output.err, "zeren: post:secretary is no person\n");
}

TEST(WorkQueriesTest, WhoFollowsThePeriod) {
  const Output output = Zeren({"who", "-", "task:report", "--over",
                               "2026-11-01..2027-02-01", "--format", "json"},
                              Leave());
  EXPECT_EQ(output.code, 0) << output.err;
  const Json periods = Json::parse(output.out)["periods"];
  ASSERT_EQ(periods.size(), 3u);
  EXPECT_EQ(periods[1]["from"], "2026-12-01");
  EXPECT_EQ(periods[1]["to"], "2027-01-01");
  EXPECT_EQ(periods[1]["persons"], Json({"person:p-1"}));
  EXPECT_EQ(periods[2]["persons"], Json({"person:p-2"}));
}

TEST(WorkQueriesTest, WhoExitsWithOneIfNobodyAnswersOnSomeDay) {
  Json school = Json::parse(kSchool);
  school["appointments"][0]["valid_to"] = "2026-12-10";
  school["absences"] = {{{"person", "p-2"}, {"valid_from", "2026-12-01"}}};
  EXPECT_EQ(
      Zeren({"who", "-", "task:report", "--over", "2026-11-01..2027-02-01"},
            school.dump())
          .code,
      1);
  EXPECT_EQ(
      Zeren({"who", "-", "task:report", "--over", "2026-11-01..2026-12-10"},
            school.dump())
          .code,
      0);
}

TEST(WorkQueriesTest, WhoRefusesWhatIsNoPeriod) {
  for (const char* over :
       {"2026", "2026-01-01", "2026-01-01..", "2026-01-01..2026-01-01",
        "2026-02-01..2026-01-01", "2026-01-01..2026-13-01"}) {
    const Output output = Zeren({"who", "-", "task:report", "--over", over});
    EXPECT_EQ(output.code, 2) << over;
    EXPECT_THAT(output.err, HasSubstr("is no period; write FROM..TO"));
  }
}

TEST(WorkQueriesTest, StatementReportsWhatIsBelow) {
  const Output output =
      Zeren({"statement", "-", "person:p-1", "--format", "json"});
  EXPECT_EQ(output.code, 0) << output.err;
  const Json json = Json::parse(output.out);
  EXPECT_EQ(json["node"], "person:p-1");
  EXPECT_EQ(json["units"]["top"], Json({"unit:school"}));
  EXPECT_EQ(json["tasks"]["below"]["in_progress"], 1);
  ASSERT_EQ(json["problems"].size(), 1u) << json;
  EXPECT_EQ(json["problems"][0]["node"], "post:organizer");
  EXPECT_EQ(json["problems"][0]["chain"].back(),
            Json({{"node", "person:p-1"}, {"rule", "holder"}}));

  EXPECT_THAT(Zeren({"statement", "-", "post:secretary"}).out,
              AllOf(StartsWith("School: statement of post:secretary on "
                               "2026-11-22\n"),
                    HasSubstr("Vacancies (1)")));
  EXPECT_THAT(
      Zeren({"statement", "-", "person:p-1", "--format", "markdown"}).out,
      HasSubstr("## Vacancies (1)"));
  EXPECT_THAT(Zeren({"statement", "-", "person:p-1", "--format", "csv"}).out,
              HasSubstr("\r\norganizer,no record,branch-1,"));
}

TEST(WorkQueriesTest, StatementFollowsTheDay) {
  const Output output = Zeren({"statement", "-", "person:p-2", "--on",
                               "2026-12-15", "--format", "json"},
                              Leave());
  EXPECT_EQ(Json::parse(output.out)["absent"], true);
}

TEST(WorkQueriesTest, StatementRefusesWhatHasNone) {
  const Output unit = Zeren({"statement", "-", "unit:school"});
  EXPECT_EQ(unit.code, 2);
  EXPECT_THAT(unit.err, HasSubstr("ask about a person or a post"));
  const Output wrong = Zeren({"statement", "-", "post:secretery"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("the nearest is post:secretary"));
}

TEST(WorkQueriesTest, DutiesListsWhatSomebodyAnswersFor) {
  const Output output =
      Zeren({"duties", "-", "person:p-2", "--format", "json"});
  EXPECT_EQ(output.code, 0) << output.err;
  const Json json = Json::parse(output.out);
  EXPECT_EQ(json["node"], "person:p-2");
  ASSERT_EQ(json["work"].size(), 2u) << json;
  EXPECT_EQ(json["work"][0]["work"], "task:report");
  EXPECT_EQ(json["work"][0]["role"], "accountable");
  EXPECT_EQ(json["work"][0]["assigned"], true);
  EXPECT_EQ(json["work"][1]["role"], "responsible");
  EXPECT_EQ(json["work"][1]["assigned"], false);

  const Output one = Zeren({"duties", "-", "post:secretary", "--role",
                            "responsible", "--format", "csv"});
  EXPECT_EQ(one.out,
            "role,work,how,\r\nresponsible,report,by fallback,task:report\r\n");
  EXPECT_THAT(Zeren({"duties", "-", "post:organizer"}).out,
              HasSubstr("Nothing."));
}

TEST(WorkQueriesTest, DutiesAreOfPersonsAndPosts) {
  const Output output = Zeren({"duties", "-", "unit:school"});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err, HasSubstr("unit:school"));
}

TEST(WorkQueriesTest, MatrixIsWrittenInEveryFormat) {
  const std::vector<std::string> args = {"matrix", "-", "unit:branch-1",
                                         "--format"};
  const auto as = [&](const char* format) {
    std::vector<std::string> with = args;
    with.emplace_back(format);
    const Output output = Zeren(with);
    EXPECT_EQ(output.code, 0) << output.err;
    return output.out;
  };
  EXPECT_EQ(Json::parse(as("json"))["unit"], "unit:branch-1");
  EXPECT_THAT(as("text"), HasSubstr("branch-1"));
  EXPECT_THAT(as("markdown"), AllOf(StartsWith("# "), HasSubstr("| ")));
  EXPECT_THAT(as("csv"), HasSubstr("task:report"));
  EXPECT_EQ(Zeren({"matrix", "-", "task:report"}).code, 2);
}

TEST(WorkQueriesTest, AssignPlansWhatCanBeDone) {
  Json school = Json::parse(kSchool);
  school["tasks"] = {
      {{"id", "write"}, {"unit", "branch-1"}},
      {{"id", "audit"}, {"unit", "branch-1"}, {"requires", {"finance"}}}};
  const Output output =
      Zeren({"assign", "-", "--format", "json"}, school.dump());
  EXPECT_EQ(output.code, 1) << output.err;  // A place stays empty.
  const Json plan = Json::parse(output.out);
  EXPECT_EQ(plan["filled"], 1);
  EXPECT_EQ(plan["assignments"][0]["task"], "task:write");
  EXPECT_EQ(plan["assignments"][0]["person"], "person:p-2");
  EXPECT_EQ(plan["unplaced"][0]["task"], "task:audit");
  EXPECT_EQ(Zeren({"assign", "-", "task:write"}, school.dump()).code, 0);
}

TEST(WorkQueriesTest, AssignTellsWhoCouldAndWhoCouldNot) {
  const Output list = Zeren({"assign", "-", "task:report", "--candidates",
                             "--scope", "all", "--format", "json"});
  EXPECT_EQ(list.code, 1) << list.out;  // The effort exceeds everyone.
  const Json json = Json::parse(list.out);
  EXPECT_THAT(json["candidates"], IsEmpty());
  EXPECT_EQ(json["excluded"][0]["reason"], "no-capacity");

  const Output why = Zeren({"assign", "-", "task:report", "--why-not",
                            "person:p-1", "--format", "json"});
  EXPECT_EQ(why.code, 0) << why.err;
  EXPECT_EQ(Json::parse(why.out)["reason"], "out-of-scope");
  EXPECT_EQ(Zeren({"assign", "-", "--candidates"}).code, 2);
}

// A file that goes away with the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view text)
      : path_(::testing::TempDir() + "zeren_" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name() +
              ".json") {
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

constexpr std::string_view kChanges = R"({"zeren_changes": 1, "changes": [
  {"op": "remove", "array": "tasks", "match": {"id": "lost"}},
  {"op": "set", "array": "tasks", "match": {"id": "report"},
   "fields": {"effort": 1, "parent": null}}]})";

TEST(WorkQueriesTest, ApplyWritesTheChangedDocument) {
  const TemporaryFile changes(kChanges);
  const Output output = Zeren({"apply", "-", changes.path()});
  EXPECT_EQ(output.code, 0) << output.err;
  const Json tasks = Json::parse(output.out)["tasks"];
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0]["effort"], 1.0);

  const std::string path = changes.path() + ".out";
  const Output to_file =
      Zeren({"apply", "-", changes.path(), "--output", path});
  EXPECT_EQ(to_file.code, 0) << to_file.err;
  EXPECT_THAT(to_file.out, IsEmpty());
  std::ostringstream written;
  written << std::ifstream(path).rdbuf();
  EXPECT_EQ(written.str(), output.out);
  EXPECT_EQ(std::remove(path.c_str()), 0);
}

TEST(WorkQueriesTest, ApplySaysWhereAChangeIsWrong) {
  const TemporaryFile changes(R"({"zeren_changes": 1, "changes": [
  {"op": "remove", "array": "tasks", "match": {"id": "losst"}},
  {"op": "remove", "array": "tasks", "match": {"id": "lost"}}]})");
  const Output output = Zeren({"apply", "-", changes.path()});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.out, IsEmpty());
  EXPECT_EQ(output.err, changes.path() +
                            ":2:47: /changes/0/match: no record of `tasks` "
                            "matches; did you mean \"lost\"?\n1 problem in " +
                            changes.path() + "\n");
}

TEST(WorkQueriesTest, ApplyRefusesWhatIsNoChanges) {
  EXPECT_EQ(Zeren({"apply", "-", "-"}).code, 2);
  EXPECT_EQ(Zeren({"apply", "-", "/no/such/file"}).code, 2);
  const TemporaryFile changes("{\"zeren_changes\": 2, \"changes\": []}");
  const Output output = Zeren({"apply", "-", changes.path()});
  EXPECT_EQ(output.code, 2);
  EXPECT_THAT(output.err, HasSubstr("zeren_changes is 2"));
}

}  // namespace
}  // namespace zeren
