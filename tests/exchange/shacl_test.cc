#include "zeren/exchange/shacl.h"

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/gaps/listed_gaps.h"

namespace zeren {
namespace {

using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::zeren::testing::ListedSchool;
using ::zeren::testing::ReportOf;
using Json = nlohmann::json;

// Every IRI that is written: absolute, or a term of the context with a colon,
// and of bytes that an IRI may have.
void ExpectIri(const Json& context, const Json& node) {
  ASSERT_TRUE(node.is_object() && node.size() == 1) << node;
  const std::string iri = node["@id"];
  EXPECT_EQ(iri.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR"
                                  "STUVWXYZ0123456789-._~%:"),
            std::string::npos)
      << iri;
  const std::string scheme = iri.substr(0, iri.find(':'));
  EXPECT_TRUE(scheme == "urn" || context.contains(scheme)) << iri;
}

// Checks what SHACL asks of a result, and of the others alike.
void ExpectResult(const Json& context, const Json& result) {
  for (const char* field : {"sh:focusNode", "sh:resultSeverity",
                            "sh:sourceConstraintComponent", "sh:sourceShape"}) {
    ASSERT_TRUE(result.contains(field)) << field;
    ExpectIri(context, result[field]);
  }
  EXPECT_TRUE(std::set<Json>({"sh:Violation", "sh:Warning", "sh:Info"})
                  .contains(result["sh:resultSeverity"]["@id"]));
  if (result.contains("sh:value")) {
    EXPECT_EQ(result["sh:value"]["@type"], "@json");
    EXPECT_TRUE(result["sh:value"].contains("@value"));
  }
}

Json ReportJson(const GapReport& report, const ShaclOptions& options = {}) {
  const std::string text = WriteShacl(report, options);
  EXPECT_THAT(text, EndsWith("}\n"));
  const Json json = Json::parse(text);
  EXPECT_EQ(json["@type"], "sh:ValidationReport");
  const Json& context = json["@context"];
  EXPECT_EQ(context["@version"], 1.1);  // For JSON literals.
  EXPECT_EQ(context["sh"], "http://www.w3.org/ns/shacl#");
  // Every key is a keyword or a compact IRI of the context.
  for (const auto& [key, value] : json.items()) {
    EXPECT_TRUE(key.starts_with('@') ||
                context.contains(key.substr(0, key.find(':'))))
        << key;
  }
  // As the standard has it.
  EXPECT_EQ(json["sh:conforms"].get<bool>(), json["sh:result"].empty());
  for (const char* list : {"sh:result", "zeren:waived", "zeren:accepted"}) {
    if (!json.contains(list)) continue;
    for (const Json& result : json[list]) {
      ExpectResult(context, result);
      EXPECT_EQ(result["@type"] == "sh:ValidationResult",
                std::string(list) == "sh:result");
    }
  }
  return json;
}

TEST(ShaclTest, AGapIsAValidationResult) {
  Records records = ListedSchool();
  records.posts.push_back(
      {.id = "书记 <1>/a:b", .unit = "office", .kind = "x"});
  const GapReport report =
      ReportOf({{"a rule",
                 Severity::kViolation,
                 {{"post:书记 <1>/a:b", "k", Value::Record{{"days", 3}}}}},
                {"w", Severity::kWarning, {{"unit:school"}}},
                {"i", Severity::kInfo, {{"nothing"}}}},
               records);
  const Json json = ReportJson(report);
  EXPECT_EQ(json["sh:conforms"], false);
  EXPECT_EQ(json["zeren:conforms"], false);
  EXPECT_EQ(json["zeren:complete"], true);
  EXPECT_EQ(json["zeren:asOf"],
            Json::parse(R"({"@value": "2026-11-22", "@type": "xsd:date"})"));
  ASSERT_EQ(json["sh:result"].size(), 3U);
  EXPECT_EQ(json["sh:result"][0], Json::parse(R"({
      "@type": "sh:ValidationResult",
      "sh:focusNode":
        {"@id": "urn:zeren:post:%E4%B9%A6%E8%AE%B0%20%3C1%3E%2Fa%3Ab"},
      "sh:resultSeverity": {"@id": "sh:Violation"},
      "sh:sourceConstraintComponent": {"@id": "urn:zeren:check:listed"},
      "sh:sourceShape": {"@id": "urn:zeren:rule:a%20rule"},
      "sh:value": {"@type": "@json", "@value": {"days": 3}},
      "sh:resultMessage": "found k",
      "zeren:fingerprint": ")" + report.FingerprintOf(report.gaps()[0]) +
                                              "\"}"));
  EXPECT_EQ(json["sh:result"][1]["sh:resultSeverity"]["@id"], "sh:Warning");
  EXPECT_EQ(json["sh:result"][2]["sh:resultSeverity"]["@id"], "sh:Info");
  EXPECT_EQ(json["sh:result"][2]["sh:focusNode"]["@id"], "urn:zeren:document");
  EXPECT_FALSE(json["sh:result"][2].contains("sh:value"));
  EXPECT_FALSE(json.contains("zeren:waived"));
  EXPECT_FALSE(json.contains("zeren:accepted"));
}

TEST(ShaclTest, MessagesHaveTheirLanguages) {
  const GapReport report =
      FindGaps(testing::SnapshotOrDie(ListedSchool())).value();
  const Json json = ReportJson(report);
  ASSERT_FALSE(json["sh:result"].empty());
  for (const Json& result : json["sh:result"]) {
    const Json& messages = result["sh:resultMessage"];
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0]["@language"], "en");
    EXPECT_EQ(messages[1]["@language"], "zh");
    EXPECT_NE(messages[0]["@value"], messages[1]["@value"]);
  }
}

// A language that RDF cannot say is not said.
TEST(ShaclTest, OnlyLanguagesThatAreTags) {
  using Translations = std::vector<Text::Translation>;
  RuleSet rules =
      testing::ListedRules({{"r", Severity::kViolation, {{"unit:school"}}}});
  rules[0].rule.message = Text(Translations{{"zh-Hans", "a"},
                                            {"中文", "b"},
                                            {"en_GB", "c"},
                                            {"", "d"},
                                            {"1en", "e"},
                                            {"en-", "f"}});
  const Json json =
      ReportJson(FindGaps(testing::SnapshotOrDie(ListedSchool()), rules));
  std::set<std::string> tags;
  std::size_t without = 0;
  for (const Json& message : json["sh:result"][0]["sh:resultMessage"]) {
    if (message.contains("@language")) {
      tags.insert(message["@language"].get<std::string>());
    } else {
      ++without;
    }
  }
  EXPECT_EQ(tags, std::set<std::string>({"zh-Hans"}));
  EXPECT_EQ(without, 5U);
}

TEST(ShaclTest, AReportWithoutGapsConforms) {
  const Json json = ReportJson(ReportOf({}));
  EXPECT_EQ(json["sh:conforms"], true);
  EXPECT_THAT(json["sh:result"], IsEmpty());
}

// sh:conforms asks for no result at all; only violations break the other one.
TEST(ShaclTest, AWarningIsAResult) {
  const Json json =
      ReportJson(ReportOf({{"w", Severity::kWarning, {{"unit:school"}}}}));
  EXPECT_EQ(json["sh:conforms"], false);
  EXPECT_EQ(json["zeren:conforms"], true);
}

TEST(ShaclTest, WaivedGapsAreNoResults) {
  Records records = ListedSchool();
  ApprovalRecord approval;
  approval.rule = "r";
  approval.focus = {NodeKind::kPost, "chair"};
  approval.by = {{NodeKind::kUnit, "school"}};
  approval.reason = "elections";
  records.approvals = {approval};
  const Json json = ReportJson(
      ReportOf({{"r", Severity::kViolation, {{"post:chair"}}}}, records));
  EXPECT_EQ(json["sh:conforms"], true);
  ASSERT_EQ(json["zeren:waived"].size(), 1U);
  EXPECT_EQ(json["zeren:waived"][0]["@type"], "zeren:WaivedGap");
  EXPECT_EQ(json["zeren:waived"][0]["zeren:waivedBy"]["@id"],
            "urn:zeren:unit:school");
  EXPECT_EQ(json["zeren:waived"][0]["zeren:waiverReason"], "elections");
}

TEST(ShaclTest, AWaiverNeedNotSayWhoGaveIt) {
  Records records = ListedSchool();
  records.approvals = {{.rule = "r",
                        .focus = {NodeKind::kPost, "chair"},
                        .reason = "elections"}};
  const Json json = ReportJson(
      ReportOf({{"r", Severity::kViolation, {{"post:chair"}}}}, records));
  ASSERT_EQ(json["zeren:waived"].size(), 1U);
  EXPECT_FALSE(json["zeren:waived"][0].contains("zeren:waivedBy"));
  EXPECT_EQ(json["zeren:waived"][0]["zeren:waiverReason"], "elections");
}

TEST(ShaclTest, AcceptedGapsAreNoResults) {
  const GapReport report = ReportOf(
      {{"r", Severity::kViolation, {{"post:chair"}, {"post:rector"}}}});
  const Baseline baseline =
      AcceptGaps(ReportOf({{"r", Severity::kViolation, {{"post:chair"}}}}),
                 {.expires = absl::CivilDay(2027, 1, 1)})
          .value();
  const BaselineComparison compared =
      CompareWithBaseline(report, baseline).value();
  const Json json = ReportJson(report, {.baseline = &compared});
  ASSERT_EQ(json["sh:result"].size(), 1U);
  EXPECT_EQ(json["sh:result"][0]["sh:focusNode"]["@id"],
            "urn:zeren:post:rector");
  ASSERT_EQ(json["zeren:accepted"].size(), 1U);
  EXPECT_EQ(json["zeren:accepted"][0]["@type"], "zeren:AcceptedGap");
  EXPECT_EQ(json["zeren:baselineConforms"], false);
  EXPECT_EQ(json["zeren:baselineTaken"]["@value"], "2026-11-22");
  EXPECT_EQ(json["zeren:baselineExpires"]["@value"], "2027-01-01");
}

TEST(ShaclTest, NodesAreUrns) {
  EXPECT_EQ(NodeIri("unit:branch-1"), "urn:zeren:unit:branch-1");
  EXPECT_EQ(NodeIri("unit:a:b/c"), "urn:zeren:unit:a%3Ab%2Fc");
  EXPECT_EQ(NodeIri("document"), "urn:zeren:document");
}

}  // namespace
}  // namespace zeren
