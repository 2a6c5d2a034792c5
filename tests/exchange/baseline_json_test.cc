#include "zeren/exchange/baseline_json.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/gaps/listed_gaps.h"
#include "zeren/core/problem.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::zeren::testing::kDay;
using ::zeren::testing::ListedSchool;
using ::zeren::testing::ReportOf;
using Json = nlohmann::json;

constexpr std::string_view kPrint = "0123456789abcdef0123456789abcdef";
constexpr std::string_view kOther = "1123456789abcdef0123456789abcdef";

std::string Entry(std::string_view print = kPrint,
                  std::string_view more = R"(, "rule": "r", "focus": "unit:u",
 "severity": "warning")") {
  return "{\"fingerprint\": \"" + std::string(print) + "\"" +
         std::string(more) + "}";
}

std::string Text(std::string_view accepted, std::string_view more = "") {
  return R"({"zeren_baseline": 1, "organization": "School", "taken": "2026-11-22",
"accepted": [)" +
         std::string(accepted) + "]" + std::string(more) + "}";
}

std::vector<std::string> ProblemsOf(std::string_view json) {
  const absl::Status status = LoadBaseline(json).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << json;
  std::vector<std::string> texts;
  for (const Problem& problem : Problems(status)) {
    texts.push_back(ToText(problem));
  }
  return texts;
}

GapReport Report() {
  return ReportOf({{"vacant",
                    Severity::kViolation,
                    {{"post:chair", "k", 1}, {"post:chair", "k", 2}}},
                   {"lost", Severity::kInfo, {{"task:report"}, {"none"}}}});
}

TEST(BaselineJsonTest, ComesBackAsItWasWritten) {
  for (const AcceptOptions& options :
       {AcceptOptions{}, AcceptOptions{.owner = "书记 \"A\"",
                         .expires = absl::CivilDay(2027, 2, 1)}}) {
    absl::StatusOr<Baseline> baseline = AcceptGaps(Report(), options);
    ASSERT_TRUE(baseline.ok()) << baseline.status();
    using Translations = std::vector<zeren::Text::Translation>;
    baseline->organization =
        zeren::Text(Translations{{"en", "School"}, {"zh", "党校"}});
    const std::string json = WriteBaseline(*baseline);
    const absl::StatusOr<Baseline> read = LoadBaseline(json);
    ASSERT_TRUE(read.ok()) << read.status() << json;
    EXPECT_EQ(*read, *baseline);
    EXPECT_EQ(WriteBaseline(*read), json);
  }
}

TEST(BaselineJsonTest, HasAnAcceptedGapOnALine) {
  const GapReport report =
      ReportOf({{"twice",
                 Severity::kViolation,
                 {{"post:chair", "k", 1}, {"post:chair", "k", 2}}},
                {"once", Severity::kInfo, {{"task:report"}}}});
  const absl::StatusOr<Baseline> baseline = AcceptGaps(report);
  EXPECT_EQ(WriteBaseline(*baseline),
            R"({"zeren_baseline":1,"organization":"","taken":"2026-11-22",)"
            R"("owner":null,"expires":null,"accepted":[)"
            "\n"
            R"({"fingerprint":")" +
                report.FingerprintOf(report.gaps()[2]) +
                R"(","rule":"once","focus":"task:report","severity":"info"},)"
                "\n"
                R"({"fingerprint":")" +
                report.FingerprintOf(report.gaps()[0]) +
                R"(","rule":"twice","focus":"post:chair","key":"k",)"
                R"("severity":"violation","count":2})"
                "\n]}\n");
}

TEST(BaselineJsonTest, IsReadInAnyOrderAndWithNulls) {
  const absl::StatusOr<Baseline> baseline = LoadBaseline(
      R"({"accepted": [{"severity": "info", "focus": "document", "rule": "s",
  "key": null, "count": null, "fingerprint": ")" +
      std::string(kOther) + "\"}, " + Entry() +
      R"(], "expires": null, "owner": null, "taken": "2026-11-22",
  "organization": {"zh": "党校", "en": "School"}, "zeren_baseline": 1})");
  ASSERT_TRUE(baseline.ok()) << baseline.status();
  ASSERT_EQ(baseline->accepted.size(), 2U);
  EXPECT_EQ(baseline->accepted[0].rule, "r");
  EXPECT_EQ(baseline->accepted[1].focus, "document");
  EXPECT_EQ(baseline->accepted[1].count, 1U);
  EXPECT_EQ(baseline->taken, kDay);
  EXPECT_EQ(baseline->owner, "");
  EXPECT_FALSE(baseline->expires);
}

TEST(BaselineJsonTest, ListsEverythingThatIsWrongWithItsPlace) {
  EXPECT_THAT(
      ProblemsOf(R"({"zeren_baseline": 2, "organization": 7, "ownr": "x",
"taken": "2026-02-30", "expires": "soon", "accepted": [
{"fingerprint": "ABC", "rule": "", "focus": "school", "severity": "bad"},
{"fingerprint": 3, "rule": 4, "focus": "unit:u", "severity": "info", "count": 0, "key": 1},
{"focus": "unit:u", "colour": "red"}, 5
]})"),
      ElementsAre(
          HasSubstr("1:20: /zeren_baseline: zeren_baseline is 2"),
          HasSubstr("/organization: organization is 7"),
          HasSubstr("/ownr: unknown field \"ownr\"; did you mean \"owner\"?"),
          HasSubstr("2:10: /taken: taken is \"2026-02-30\"; write a day"),
          HasSubstr("/expires: expires is \"soon\""),
          HasSubstr("3:17: /accepted/0/fingerprint: fingerprint is \"ABC\"; "
                    "write 32 hexadecimal digits"),
          HasSubstr("/accepted/0/rule: rule is \"\""),
          HasSubstr("/accepted/0/focus: focus is \"school\"; write a node"),
          HasSubstr("/accepted/0/severity: severity is \"bad\"; allowed: "
                    "violation, warning, info"),
          HasSubstr("/accepted/1/fingerprint: fingerprint is 3"),
          HasSubstr("/accepted/1/rule: rule is 4"),
          HasSubstr("/accepted/1/count: count is 0"),
          HasSubstr("/accepted/1/key: key is 1"),
          HasSubstr("/accepted/2: fingerprint is missing"),
          HasSubstr("/accepted/2: rule is missing"),
          HasSubstr("/accepted/2: severity is missing"),
          HasSubstr("/accepted/2/colour: unknown field \"colour\""),
          HasSubstr("/accepted/3: an entry of accepted is 5")));
}

TEST(BaselineJsonTest, RefusesAFingerprintTwice) {
  EXPECT_THAT(
      ProblemsOf(Text(Entry() + ",\n" + Entry(kOther) + ",\n" + Entry())),
      ElementsAre(HasSubstr("/accepted/2/fingerprint: fingerprint \"" +
                            std::string(kPrint) +
                            "\" is written twice in accepted")));
}

TEST(BaselineJsonTest, MustExpireAfterItIsTaken) {
  EXPECT_THAT(ProblemsOf(Text("", R"(, "expires": "2026-11-22")")),
              ElementsAre(HasSubstr(
                  "/expires: expires is 2026-11-22, and the baseline was taken "
                  "on 2026-11-22; write a later day")));
  EXPECT_TRUE(LoadBaseline(Text("", R"(, "expires": "2026-11-23")")).ok());
}

TEST(BaselineJsonTest, RefusesTextThatIsNoBaseline) {
  EXPECT_THAT(ProblemsOf(""), ElementsAre(HasSubstr("this is not JSON")));
  EXPECT_THAT(ProblemsOf("[]"), ElementsAre(HasSubstr("write an object")));
  EXPECT_THAT(ProblemsOf("{}"),
              ElementsAre(HasSubstr("zeren_baseline is missing"),
                          HasSubstr("organization is missing"),
                          HasSubstr("taken is missing"),
                          HasSubstr("accepted is missing")));
  EXPECT_THAT(ProblemsOf(Text(Entry()) + "x"),
              ElementsAre(HasSubstr("this is not JSON")));
  EXPECT_THAT(ProblemsOf(Text("", ", \"taken\": \"2026-01-01\"")),
              ElementsAre(HasSubstr("\"taken\" is written twice")));
  EXPECT_TRUE(LoadBaseline(Text("")).ok());
}

TEST(BaselineJsonTest, NamesItsSource) {
  EXPECT_THAT(std::string(LoadBaseline("{}", "known.json").status().message()),
              HasSubstr("known.json"));
}

TEST(BaselineJsonTest, LivesInAFile) {
  const std::filesystem::path folder(::testing::TempDir());
  const std::string path = (folder / "zeren_baseline_test.json").string();
  const Baseline baseline = AcceptGaps(Report()).value();
  ASSERT_TRUE(WriteBaselineFile(baseline, path).ok());
  EXPECT_EQ(LoadBaselineFile(path).value(), baseline);
  std::filesystem::remove(path);
  EXPECT_EQ(LoadBaselineFile(path).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(LoadBaselineFile(folder.string()).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(
      WriteBaselineFile(baseline, (folder / "no/such/b.json").string()).code(),
      absl::StatusCode::kNotFound);
}

// -------------------------------------------------- Reports beside a baseline

TEST(BaselineJsonTest, AReportSaysWhatIsNewAcceptedAndGone) {
  const Baseline baseline =
      AcceptGaps(ReportOf({{"vacant",
                            Severity::kViolation,
                            {{"post:chair"}, {"post:clerk"}}}}),
                 {.owner = "office", .expires = absl::CivilDay(2027, 1, 1)})
          .value();
  Records records = ListedSchool();
  ApprovalRecord approval;
  approval.rule = "vacant";
  approval.focus = {NodeKind::kPost, "secretary"};
  approval.reason = "known";
  records.approvals = {approval};
  const GapReport report =
      ReportOf({{"vacant",
                 Severity::kViolation,
                 {{"post:chair"}, {"post:rector"}, {"post:secretary"}}}},
               records);
  const BaselineComparison compared =
      CompareWithBaseline(report, baseline).value();
  const Json with = Json::parse(WriteJson(report, compared));
  EXPECT_EQ(with["baseline"],
            Json::parse(R"({"taken": "2026-11-22", "owner": "office",
      "expires": "2027-01-01", "expired": false, "conforms": false,
      "new": {"violation": 1, "warning": 0, "info": 0}, "accepted": 1,
      "gone": [{"fingerprint": ")" +
                        compared.gone.at(0).fingerprint +
                        R"(", "rule": "vacant", "focus": "post:clerk",
                "severity": "violation", "count": 1}]})"));
  EXPECT_EQ(with["gaps"][0]["baseline"], "accepted");
  EXPECT_EQ(with["gaps"][1]["baseline"], "new");
  EXPECT_TRUE(with["gaps"][2]["baseline"].is_null());
  // Nothing else changes, and without a baseline nothing does.
  Json without = with;
  without.erase("baseline");
  for (Json& gap : without["gaps"]) gap.erase("baseline");
  EXPECT_EQ(without, Json::parse(WriteJson(report)));
}

}  // namespace
}  // namespace zeren
