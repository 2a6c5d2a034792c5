#include "zeren/exchange/sarif.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/gaps/listed_gaps.h"
#include "tests/support/effort.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::zeren::testing::kDay;
using ::zeren::testing::ListedSchool;
using ::zeren::testing::ReportOf;
using Json = nlohmann::json;

// ---------------------------------------------------------------- The schema

// The fields of SARIF 2.1.0 that are written, of each sort of object: those
// that must be there, and those that may.
struct Shape {
  std::set<std::string> required;
  std::set<std::string> optional;
};

void ExpectShape(const Json& json, const Shape& shape) {
  ASSERT_TRUE(json.is_object()) << json;
  for (const std::string& field : shape.required) {
    EXPECT_TRUE(json.contains(field)) << field << " in " << json;
  }
  for (const auto& [field, value] : json.items()) {
    EXPECT_TRUE(shape.required.contains(field) ||
                shape.optional.contains(field))
        << field << " in " << json;
    EXPECT_FALSE(value.is_null()) << field << " in " << json;
  }
}

void ExpectMessage(const Json& json) {
  ExpectShape(json, {{"text"}, {}});
  ASSERT_TRUE(json["text"].is_string()) << json;
  EXPECT_FALSE(json["text"].get<std::string>().empty());
}

void ExpectLevel(const Json& json) {
  EXPECT_TRUE(
      std::set<Json>({"none", "note", "warning", "error"}).contains(json))
      << json;
}

// A URI reference of ASCII without spaces.
void ExpectUri(const Json& json) {
  const std::string uri = json.get<std::string>();
  EXPECT_EQ(uri.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR"
                                  "STUVWXYZ0123456789-._~%/:"),
            std::string::npos)
      << uri;
}

void ExpectLocation(const Json& location) {
  ExpectShape(location, {{}, {"physicalLocation", "logicalLocations"}});
  if (location.contains("physicalLocation")) {
    const Json& place = location["physicalLocation"];
    ExpectShape(place, {{"artifactLocation"}, {"region"}});
    ExpectShape(place["artifactLocation"], {{"uri", "index"}, {}});
    ExpectUri(place["artifactLocation"]["uri"]);
    if (place.contains("region")) {
      ExpectShape(place["region"], {{"startLine"}, {}});
      EXPECT_GE(place["region"]["startLine"], 1);
    }
  }
  for (const Json& logical : location["logicalLocations"]) {
    ExpectShape(logical, {{"fullyQualifiedName", "kind"}, {"name"}});
  }
}

// Checks what SARIF asks of all that `WriteSarif` writes, and returns the run.
Json RunOf(const std::string& text) {
  EXPECT_THAT(text, EndsWith("\n"));
  const Json log = Json::parse(text);
  ExpectShape(log, {{"version", "runs", "$schema"}, {}});
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"].size(), 1U);
  const Json& run = log["runs"][0];
  ExpectShape(run,
              {{"tool", "results"}, {"language", "artifacts", "properties"}});
  EXPECT_TRUE(run["language"] == "en" || run["language"] == "zh");
  ExpectShape(run["tool"], {{"driver"}, {}});
  const Json& driver = run["tool"]["driver"];
  ExpectShape(driver, {{"name"}, {"version", "rules"}});
  std::set<std::string> ids;
  for (const Json& rule : driver["rules"]) {
    ExpectShape(rule, {{"id"},
                       {"shortDescription", "help", "defaultConfiguration",
                        "properties"}});
    ExpectMessage(rule["shortDescription"]);
    ExpectMessage(rule["help"]);
    ExpectShape(rule["defaultConfiguration"], {{}, {"level"}});
    ExpectLevel(rule["defaultConfiguration"]["level"]);
    EXPECT_TRUE(ids.insert(rule["id"]).second) << rule["id"];
  }
  if (run.contains("artifacts")) {
    for (const Json& artifact : run["artifacts"]) {
      ExpectShape(artifact, {{"location"}, {}});
      ExpectShape(artifact["location"], {{"uri"}, {}});
      ExpectUri(artifact["location"]["uri"]);
    }
  }
  EXPECT_TRUE(run["results"].is_array());
  for (const Json& result : run["results"]) {
    ExpectShape(result, {{"message"},
                         {"ruleId", "ruleIndex", "level", "locations",
                          "partialFingerprints", "baselineState",
                          "suppressions", "occurrenceCount", "properties"}});
    ExpectMessage(result["message"]);
    ExpectLevel(result["level"]);
    EXPECT_EQ(result["locations"].size(), 1U);
    ExpectLocation(result["locations"][0]);
    for (const auto& [name, print] : result["partialFingerprints"].items()) {
      EXPECT_TRUE(print.is_string());
    }
    if (result.contains("ruleIndex")) {
      EXPECT_EQ(driver["rules"][result["ruleIndex"].get<std::size_t>()]["id"],
                result["ruleId"]);
    }
    if (result.contains("baselineState")) {
      EXPECT_TRUE(std::set<Json>({"new", "unchanged", "updated", "absent"})
                      .contains(result["baselineState"]));
    }
    for (const Json& suppression : result["suppressions"]) {
      ExpectShape(suppression,
                  {{"kind"}, {"status", "justification", "properties"}});
      EXPECT_TRUE(suppression["kind"] == "external" ||
                  suppression["kind"] == "inSource");
    }
  }
  return run;
}

Json SarifOf(const GapReport& report, const SarifOptions& options = {}) {
  return RunOf(WriteSarif(report, options));
}

// ----------------------------------------------------------------- The tests

GapReport Report() {
  Records records = ListedSchool();
  ApprovalRecord approval;
  approval.rule = "vacant";
  approval.focus = {NodeKind::kPost, "clerk"};
  approval.by = {{NodeKind::kUnit, "school"}};
  approval.reason = "elections in May";
  records.approvals = {approval};
  records.posts[1].title = Text("The chair");
  return ReportOf(
      {{"lost", Severity::kInfo, {{"task:report"}, {"none", "k"}}},
       {"small", Severity::kWarning, {}},
       {"vacant",
        Severity::kViolation,
        {{"post:chair", "", Value::Record{{"days", 3}}}, {"post:clerk"}}}},
      records);
}

TEST(SarifTest, HasAResultForEachGap) {
  const GapReport report = Report();
  const Json run = SarifOf(report, {.tool_version = "0.1.0"});
  EXPECT_EQ(run["tool"]["driver"]["name"], "zeren");
  EXPECT_EQ(run["tool"]["driver"]["version"], "0.1.0");
  ASSERT_EQ(run["results"].size(), 4U);
  const Json& chair = run["results"][0];
  EXPECT_EQ(chair["ruleId"], "vacant");
  EXPECT_EQ(chair["level"], "error");
  EXPECT_EQ(chair["message"]["text"],
            report.MessageOf(report.gaps()[0]).In("en"));
  EXPECT_EQ(chair["locations"][0],
            Json::parse(R"({"logicalLocations": [{"kind": "post",
      "fullyQualifiedName": "post:chair", "name": "The chair"}]})"));
  EXPECT_EQ(chair["partialFingerprints"]["zerenGap/v1"],
            report.FingerprintOf(report.gaps()[0]));
  EXPECT_EQ(chair["suppressions"], Json::array());
  EXPECT_EQ(chair["properties"]["value"]["days"], 3);
  EXPECT_FALSE(chair.contains("baselineState"));
  EXPECT_EQ(run["results"][2]["level"], "note");
  const Json& document = run["results"][2]["locations"][0];
  EXPECT_EQ(document["logicalLocations"][0]["fullyQualifiedName"], "document");
  EXPECT_EQ(run["properties"]["conforms"], false);
  EXPECT_EQ(run["properties"]["complete"], true);
  EXPECT_EQ(run["properties"]["asOf"], "2026-11-22");
}

TEST(SarifTest, HasARuleForEachRule) {
  const Json run = SarifOf(Report());
  const Json& rules = run["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), 3U);
  EXPECT_EQ(rules[0]["id"], "lost");
  EXPECT_EQ(rules[0]["defaultConfiguration"]["level"], "note");
  EXPECT_EQ(rules[1]["defaultConfiguration"]["level"], "warning");
  EXPECT_EQ(rules[2]["defaultConfiguration"]["level"], "error");
  EXPECT_EQ(rules[2]["shortDescription"]["text"], "a test");
  EXPECT_EQ(rules[2]["help"]["text"],
            "Check listed: a test. An approval of the document can waive it.");
}

TEST(SarifTest, SuppressesWaivedGaps) {
  const Json run = SarifOf(Report());
  EXPECT_EQ(run["results"][1]["suppressions"],
            Json::parse(R"([{"kind": "external", "status": "accepted",
      "justification": "elections in May", "properties": {"by": "unit:school"}}])"));
}

TEST(SarifTest, AnApprovalNeedNotSayWhoGaveIt) {
  Records records = ListedSchool();
  records.approvals = {{.rule = "r",
                        .focus = {NodeKind::kPost, "chair"},
                        .reason = "elections"}};
  const Json run = SarifOf(
      ReportOf({{"r", Severity::kViolation, {{"post:chair"}}}}, records));
  EXPECT_EQ(run["results"][0]["suppressions"],
            Json::parse(R"([{"kind": "external", "status": "accepted",
      "justification": "elections"}])"));
}

TEST(SarifTest, SpeaksChinese) {
  const GapReport report =
      FindGaps(testing::SnapshotOrDie(ListedSchool())).value();
  const Json run = SarifOf(report, {.language = "zh"});
  EXPECT_EQ(run["language"], "zh");
  bool found = false;
  for (const Json& result : run["results"]) {
    found |= result["message"]["text"].get<std::string>().find("空缺") !=
             std::string::npos;
  }
  EXPECT_TRUE(found);
  EXPECT_THAT(run["tool"]["driver"]["rules"][0]["help"]["text"],
              HasSubstr("检查项 "));
}

TEST(SarifTest, SaysWhatIsNewSinceABaseline) {
  const GapReport report = Report();
  const Baseline baseline =
      AcceptGaps(ReportOf({{"lost", Severity::kInfo, {{"task:report"}}},
                           {"vacant",
                            Severity::kViolation,
                            {{"post:rector", "", 1}, {"post:rector", "", 2}}},
                           {"was", Severity::kWarning, {{"unit:school"}}}}))
          .value();
  const BaselineComparison compared =
      CompareWithBaseline(report, baseline).value();
  const Json run = SarifOf(report, {.baseline = &compared});
  std::vector<std::string> states;
  for (const Json& result : run["results"]) {
    const Json& place = result["locations"][0]["logicalLocations"][0];
    states.push_back(result["ruleId"].get<std::string>() + " " +
                     place["fullyQualifiedName"].get<std::string>() + " " +
                     result.value("baselineState", "-"));
  }
  EXPECT_THAT(
      states,
      ElementsAre("vacant post:chair new", "vacant post:clerk -",
                  "lost document new", "lost task:report unchanged",
                  "vacant post:rector absent", "was unit:school absent"));
  EXPECT_EQ(run["results"][4]["occurrenceCount"], 2);
  EXPECT_EQ(run["results"][4]["ruleIndex"], 2);
  EXPECT_EQ(run["results"][5]["level"], "warning");
  EXPECT_FALSE(run["results"][5].contains("ruleIndex"));
  EXPECT_EQ(run["properties"]["baseline"],
            Json::parse(R"({"taken": "2026-11-22", "expires": null,
                           "expired": false, "conforms": false})"));
}

TEST(SarifTest, WhatAnExpiredBaselineAcceptedIsNotNew) {
  const Baseline baseline =
      AcceptGaps(ReportOf({{"lost", Severity::kInfo, {{"task:report"}}},
                           {"small", Severity::kWarning, {{"unit:school"}}}}),
                 {.expires = kDay + 1})
          .value();
  const GapReport report =
      ReportOf({{"lost", Severity::kInfo, {{"task:report"}, {"post:chair"}}},
                {"small", Severity::kViolation, {{"unit:school"}}}},
               ListedSchool(), kDay + 1);
  const BaselineComparison compared =
      CompareWithBaseline(report, baseline).value();
  EXPECT_FALSE(compared.conforms());
  const Json run = SarifOf(report, {.baseline = &compared});
  std::vector<std::string> states;
  for (const Json& result : run["results"]) {
    states.push_back(result["ruleId"].get<std::string>() + " " +
                     result["baselineState"].get<std::string>());
  }
  // What has become more severe is new.
  EXPECT_THAT(states, ElementsAre("small new", "lost new", "lost unchanged"));
  EXPECT_EQ(run["properties"]["baseline"]["expired"], true);
}

// Viewers read braces as placeholders, and brackets before parentheses as
// links.
TEST(SarifTest, EscapesWhatWouldBeReadAsMarkup) {
  const auto text = [](const std::string& message) {
    RuleSet rules =
        testing::ListedRules({{"r", Severity::kViolation, {{"unit:school"}}}});
    rules[0].rule.message = Text(message);
    const Json run =
        SarifOf(FindGaps(testing::SnapshotOrDie(ListedSchool()), rules));
    return run["results"][0]["message"]["text"].get<std::string>();
  };
  EXPECT_EQ(text("{0} of {a}"), "{{0}} of {{a}}");
  EXPECT_EQ(text("see [annex](1)"), "see \\[annex\\](1)");
  EXPECT_EQ(text("[a\\](b) [c]"), "\\[a\\\\\\](b) \\[c\\]");
  EXPECT_EQ(text("[a] (b) c\\d"), "[a] (b) c\\d");
  EXPECT_EQ(text("a](b) [c]"), "a](b) [c]");
}

// -------------------------------------------------------------------- Lines

constexpr std::string_view kDocument = R"({
  "zeren": 1, "as_of": "2026-11-22",
  "posts": [
    {"id": "a", "unit": "school", "kind": "head",
     "attributes": {"id": "b", "list": [{"id": "b"}]}},
    {
      "kind": "head", "unit": "school",
      "id": "b\u0063"
    }, {"id": "b", "unit": "school", "kind": "head"}
  ],
  "units": [{"id": "school", "kind": "unit"}],
  "tasks": [{"id": "a", "unit": "gone, \"away\""}]
})";

TEST(SarifTest, PointsToTheLinesOfRecords) {
  const absl::StatusOr<Organization> org = LoadDocument(kDocument);
  ASSERT_TRUE(org.ok()) << org.status();
  const GapReport report =
      FindGaps(org->AsOf(kDay), testing::ListedRules({{"r",
                                                       Severity::kViolation,
                                                       {{"post:a"},
                                                        {"post:b"},
                                                        {"post:bc"},
                                                        {"task:a"},
                                                        {"unit:school"},
                                                        {"none"}}}}));
  const Json run = SarifOf(
      report, {.artifact_uri = FileUri("a b/党.json"), .document = kDocument});
  EXPECT_EQ(run["artifacts"][0]["location"]["uri"], "a%20b/%E5%85%9A.json");
  std::vector<std::string> lines;
  for (const Json& result : run["results"]) {
    const Json& location = result["locations"][0];
    const Json& place = location["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["uri"], "a%20b/%E5%85%9A.json");
    lines.push_back(
        location["logicalLocations"][0]["fullyQualifiedName"]
            .get<std::string>() +
        " " +
        (place.contains("region") ? place["region"]["startLine"].dump() : "-"));
  }
  EXPECT_THAT(lines, ElementsAre("document -", "post:a 4", "post:b 9",
                                 "post:bc 6", "task:a 12", "unit:school 11"));
  // The same after a byte order mark, and without the text no line at all.
  const std::string marked = "\xEF\xBB\xBF" + std::string(kDocument);
  EXPECT_EQ(SarifOf(report, {.artifact_uri = FileUri("a b/党.json"),
                             .document = marked}),
            run);
  const Json without = SarifOf(report, {.artifact_uri = "x.json"});
  for (const Json& result : without["results"]) {
    const Json& location = result["locations"][0];
    EXPECT_FALSE(location["physicalLocation"].contains("region"));
  }
}

TEST(SarifTest, PointsToRecordsThatWereLeftOut) {
  const std::string text = R"({"zeren": 1, "as_of": "2026-11-22",
"units": [{"id": "u", "kind": "unit"},
{"id": "v", "kind": 5}]})";
  const absl::StatusOr<Organization> org =
      LoadDocument(text, {.lenient = true});
  ASSERT_TRUE(org.ok()) << org.status();
  const GapReport report = FindGaps(org->AsOf(kDay)).value();
  const Json run =
      SarifOf(report, {.artifact_uri = "x.json", .document = text});
  int found = 0;
  for (const Json& result : run["results"]) {
    if (result["properties"]["check"] != "bad_record") continue;
    ++found;
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startLine"],
              3);
  }
  EXPECT_EQ(found, 1);
}

TEST(SarifTest, MakesUrisOfPaths) {
  EXPECT_EQ(FileUri("school.json"), "school.json");
  EXPECT_EQ(FileUri("/tmp/a b.json"), "file:///tmp/a%20b.json");
  EXPECT_EQ(FileUri("c:x#y?z%"), "c%3Ax%23y%3Fz%25");
}

TEST(SarifTest, EachResultHasALine) {
  const std::string text = WriteSarif(Report());
  EXPECT_THAT(text, AllOf(StartsWith("{\"$schema\":"), EndsWith("\n]}]}\n")));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
  EXPECT_THAT(WriteSarif(ReportOf({})), EndsWith(",\"results\":[]}]}\n"));
}

// One pass over the text, however many gaps there are.
TEST(SarifTest, FindsManyLinesAtOnce) {
  const int n = 20'000;
  std::string text = "{\"zeren\": 1, \"posts\": [\n";
  for (int i = 0; i < n; ++i) {
    text += "{\"id\": \"p" + std::to_string(i) +
            "\", \"unit\": \"u\", \"kind\": \"head\"}" +
            (i + 1 < n ? ",\n" : "\n");
  }
  text += R"(], "units": [{"id": "u", "kind": "unit"}]})";
  const absl::StatusOr<Organization> org = LoadDocument(text);
  ASSERT_TRUE(org.ok()) << org.status();
  std::vector<testing::ListedGap> gaps;
  for (int i = 0; i < n; ++i) gaps.push_back({"post:p" + std::to_string(i)});
  const GapReport report = FindGaps(
      org->AsOf(kDay), testing::ListedRules({{.id = "r", .gaps = gaps}}));
  const Json log = Json::parse(
      WriteSarif(report, {.artifact_uri = "x.json", .document = text}));
  const Json& results = log["runs"][0]["results"];
  ASSERT_EQ(results.size(), static_cast<std::size_t>(n));
  for (const Json& result : results) {
    const Json& location = result["locations"][0];
    const std::string name =
        location["logicalLocations"][0]["fullyQualifiedName"];
    ASSERT_EQ(location["physicalLocation"]["region"]["startLine"],
              std::stoi(name.substr(6)) + 2)
        << name;
  }
}

}  // namespace
}  // namespace zeren
