#include "zeren/exchange/result_json.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/build.h"
#include "tests/support/effort.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/graph/chain.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using testing::DeepChainOrDie;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::Oracle;
using testing::RandomDocument;
using testing::RandomDocumentOptions;
using testing::SnapshotOrDie;
using ::testing::StartsWith;
using Json = nlohmann::json;

GapReport GapsOrDie(const Snapshot& snapshot) {
  absl::StatusOr<GapReport> report = FindGaps(snapshot);
  EXPECT_TRUE(report.ok()) << report.status();
  return *std::move(report);
}

std::string RollUpJson(const Snapshot& snapshot,
                       const std::vector<std::string>& measures,
                       Hierarchy by = Hierarchy::kUnits,
                       std::optional<Node> within = std::nullopt) {
  std::vector<RollUp> roll_ups;
  for (const std::string& measure : measures) {
    absl::StatusOr<RollUp> roll_up =
        ComputeRollUp(snapshot, measure, {.by = by});
    EXPECT_TRUE(roll_up.ok()) << roll_up.status();
    roll_ups.push_back(*std::move(roll_up));
  }
  return WriteJson(roll_ups, within);
}

std::string WhoJson(const Snapshot& snapshot, std::string_view work,
                    Role role) {
  return WriteJson(snapshot, ResolveResponsible(
                                 snapshot, snapshot.Find(work).value(), role));
}

std::string ChainJson(const Snapshot& snapshot, Node node) {
  const absl::StatusOr<Chain> chain = ChainOf(snapshot, node);
  EXPECT_TRUE(chain.ok()) << chain.status();
  return WriteJson(snapshot, *chain);
}

// A branch with a vacant head post, below a school; and a task of the branch.
Records Branch() {
  Records records;
  records.units.push_back({.id = "school", .kind = "unit"});
  records.units.push_back({.id = "branch", .kind = "unit", .parent = "school"});
  records.posts.push_back(
      {.id = "president", .unit = "school", .kind = "head"});
  records.posts.push_back(
      {.id = "secretary", .unit = "branch", .kind = "head"});
  records.persons.push_back({.id = "p-1"});
  records.memberships.push_back({.person = "p-1", .unit = "branch"});
  records.appointments.push_back({.person = "p-1", .post = "president"});
  records.tasks.push_back({.id = "plan", .unit = "branch"});
  records.assignments.push_back({.work = {NodeKind::kTask, "plan"},
                                 .role = Role::kAccountable,
                                 .to = {NodeKind::kPost, "president"}});
  return records;
}

// ------------------------------------------------------------------- Shapes

TEST(ResultJsonTest, AReportHasEachGapOnALine) {
  const std::string text = WriteJson(GapsOrDie(SnapshotOrDie(Branch())));
  EXPECT_THAT(
      text,
      AllOf(StartsWith(
                R"({"zeren_report":1,"as_of":"2026-11-22","organization":"",)"
                R"("conforms":false,"complete":true,"paths_complete":true,)"
                R"("counts":{"violation":1,"warning":0,"info":0},"gaps":[)"
                "\n"
                R"({"rule":"post-vacant","check":"post_vacant",)"
                R"("severity":"violation","focus":"post:secretary",)"
                R"("path":["post:president"],"value":{"days":null},)"
                R"("since":null,"until":null,"message":{"en":")"),
            HasSubstr(R"("},"citation":null,"fingerprint":")"),
            EndsWith(R"(","waived_by":null,"waiver":null})"
                     "\n]}\n")));
  const Json gap = Json::parse(text)["gaps"][0];
  EXPECT_THAT(gap["message"]["zh"].get<std::string>(), HasSubstr("空缺"));
  EXPECT_THAT(gap["fingerprint"].get<std::string>(),
              ::testing::MatchesRegex("[0-9a-f]{32}"));
}

TEST(ResultJsonTest, AnEmptyReportIsOneLine) {
  EXPECT_EQ(WriteJson(GapsOrDie(SnapshotOrDie({}))),
            R"({"zeren_report":1,"as_of":"2026-11-22","organization":"",)"
            R"("conforms":true,"complete":true,"paths_complete":true,)"
            R"("counts":{"violation":0,"warning":0,"info":0},"gaps":[]})"
            "\n");
}

TEST(ResultJsonTest, TheOrganisationHasItsNameAsWritten) {
  const auto name = [](const TextView& text) {
    OrganizationBuilder builder;
    builder.SetName(text);
    const absl::StatusOr<Organization> org = builder.Build();
    EXPECT_TRUE(org.ok()) << org.status();
    return Json::parse(
        WriteJson(GapsOrDie(org->AsOf(testing::kDay))))["organization"];
  };
  EXPECT_EQ(name("School"), "School");
  EXPECT_EQ(name(Text({{"zh", "党校"}, {"en", "School"}})),
            Json({{"en", "School"}, {"zh", "党校"}}));
}

TEST(ResultJsonTest, CitationsAndWaiversAreWritten) {
  absl::StatusOr<Profile> profile = ParseProfile(R"({
      "id": "own", "extends": "generic", "open": true, "rules": [
        {"id": "post-vacant", "check": "post_vacant", "waivable": true,
         "citation": "Article 21"}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records = Branch();
  records.approvals.push_back({.rule = "post-vacant",
                               .focus = {NodeKind::kPost, "secretary"},
                               .by = {{NodeKind::kUnit, "school"}},
                               .reason = "elections"});
  const absl::StatusOr<Organization> org =
      BuildOrganization(records, *std::move(profile));
  ASSERT_TRUE(org.ok()) << org.status();
  const Json report =
      Json::parse(WriteJson(GapsOrDie(org->AsOf(testing::kDay))));
  EXPECT_EQ(report["conforms"], true);
  EXPECT_EQ(report["counts"]["violation"], 0);
  EXPECT_EQ(report["gaps"][0]["citation"], "Article 21");
  EXPECT_EQ(report["gaps"][0]["waived_by"], "unit:school");
  EXPECT_EQ(report["gaps"][0]["waiver"], Json({{"by", "unit:school"},
                                               {"reason", "elections"},
                                               {"from", nullptr},
                                               {"to", nullptr}}));
}

TEST(ResultJsonTest, WhoAnswersHasEveryStepOnALine) {
  EXPECT_THAT(
      WhoJson(SnapshotOrDie(Branch()), "task:plan", Role::kAccountable),
      AllOf(
          StartsWith(R"({"work":"task:plan","role":"accountable",)"
                     R"("as_of":"2026-11-22","persons":["person:p-1"],)"
                     R"("posts":["post:president"],"assigned":true,)"
                     R"("undisclosed":false,"hops":0,"complete":true,"steps":[)"
                     "\n"
                     R"({"at":"task:plan","rule":"assignment",)"
                     R"("to":"post:president","text":{"en":")"),
          HasSubstr("\n"
                    R"({"at":"post:president","rule":"holder",)"
                    R"("to":"person:p-1","text":{"en":")"),
          EndsWith("}\n]}\n")));
}

TEST(ResultJsonTest, AChainHasEveryHopOnALine) {
  const Snapshot snapshot = SnapshotOrDie(Branch());
  EXPECT_EQ(ChainJson(snapshot, snapshot.Find("person:p-1").value()),
            R"({"node":"person:p-1","as_of":"2026-11-22","complete":true,)"
            R"("hops":[)"
            "\n"
            R"({"node":"post:secretary","rule":"unit-head"},)"
            "\n"
            R"({"node":"post:president","rule":"ancestor-head"})"
            "\n]}\n");
  EXPECT_THAT(ChainJson(snapshot, snapshot.Find("unit:school").value()),
              EndsWith(R"("complete":true,"hops":[]})"
                       "\n"));
}

TEST(ResultJsonTest, RollUpsStandSideBySide) {
  EXPECT_EQ(RollUpJson(SnapshotOrDie(Branch()), {"fte", "task_progress"}),
            R"({"as_of":"2026-11-22","by":"units","complete":true,)"
            R"("measures":["fte","task_progress"],"rows":[)"
            "\n"
            R"({"node":"unit:branch","fte":{"value":1.0,"known":1,)"
            R"("unknown":0},"task_progress":{"value":null,"known":0,)"
            R"("unknown":1}},)"
            "\n"
            R"({"node":"unit:school","fte":{"value":2.0,"known":2,)"
            R"("unknown":0},"task_progress":{"value":null,"known":0,)"
            R"("unknown":1}})"
            "\n]}\n");
}

TEST(ResultJsonTest, CountsAreWholeNumbers) {
  EXPECT_THAT(RollUpJson(SnapshotOrDie(Branch()), {"members"}),
              HasSubstr(R"({"node":"unit:school","members":{"value":1,)"));
}

TEST(ResultJsonTest, RollUpsMayBeLimitedToWhatIsWithinANode) {
  const Snapshot snapshot = SnapshotOrDie(Branch());
  const auto nodes = [&](Hierarchy by, std::string_view within) {
    std::vector<std::string> names;
    const Json json =
        Json::parse(RollUpJson(snapshot, {"posts"}, by, snapshot.Find(within)));
    for (const Json& row : json["rows"]) names.push_back(row["node"]);
    return names;
  };
  EXPECT_THAT(nodes(Hierarchy::kUnits, "unit:branch"),
              ::testing::ElementsAre("unit:branch"));
  EXPECT_THAT(nodes(Hierarchy::kUnits, "unit:school"),
              ::testing::ElementsAre("unit:branch", "unit:school"));
  EXPECT_THAT(nodes(Hierarchy::kPosts, "post:secretary"),
              ::testing::ElementsAre("post:secretary"));
}

TEST(ResultJsonTest, BytesThatAreNotUtf8AreReplaced) {
  absl::StatusOr<Profile> profile = BuiltInProfile("generic");
  ASSERT_TRUE(profile.ok()) << profile.status();
  for (Rule& rule : profile->rules) rule.citation = "\xff";
  const absl::StatusOr<Organization> org =
      BuildOrganization(Branch(), *std::move(profile));
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_EQ(Json::parse(WriteJson(
                GapsOrDie(org->AsOf(testing::kDay))))["gaps"][0]["citation"],
            "\xef\xbf\xbd");
}

// -------------------------------------------------------------------- Limits

// A chain of n units without a head post each has 0 + 1 + ... + n - 1 entries
// in its paths for each rule that finds a gap in every unit.
TEST(ResultJsonTest, PathsAreLeftOutBeyondAMillionEntries) {
  const auto paths = [](int levels) {
    return Json::parse(WriteJson(GapsOrDie(DeepChainOrDie(levels))));
  };
  const Json complete = paths(1000);
  EXPECT_EQ(complete["paths_complete"], true);
  EXPECT_EQ(complete["gaps"][999]["path"].size(), 999u);
  const Json cut = paths(1500);
  EXPECT_EQ(cut["paths_complete"], false);
  for (const Json& gap : cut["gaps"]) EXPECT_EQ(gap["path"], nullptr);
}

TEST(ResultJsonTest, AMillionLevelsAreLinear) {
  const Snapshot snapshot = DeepChainOrDie(testing::kManyLevels);
  const std::string report = WriteJson(GapsOrDie(snapshot));
  EXPECT_THAT(report.substr(0, 200), HasSubstr(R"("paths_complete":false)"));
  const std::string chain = ChainJson(
      snapshot,
      snapshot.Find("unit:" + testing::DeepId(testing::kManyLevels - 1))
          .value());
  EXPECT_THAT(chain.substr(chain.size() - 60),
              EndsWith("\n{\"node\":\"unit:u0000000\",\"rule\":\"parent\"}"
                       "\n]}\n"));
}

// -------------------------------------------------------------------- Oracle

// The gaps of a report without what the oracle does not know.
Json BareGaps(const GapReport& report) {
  Json gaps = Json::parse(WriteJson(report))["gaps"];
  for (Json& gap : gaps) {
    for (const char* field :
         {"since", "until", "message", "citation", "fingerprint", "waiver"}) {
      EXPECT_EQ(gap.erase(field), 1u) << field;
    }
  }
  return gaps;
}

void ExpectOracleAgrees(const Snapshot& snapshot, const Oracle& oracle) {
  EXPECT_EQ(BareGaps(GapsOrDie(snapshot)), oracle.Gaps());
  for (const char* kind : {"task", "duty"}) {
    for (const std::string& work : oracle.Nodes(kind)) {
      for (const Role role : {Role::kAccountable, Role::kOversight}) {
        Json who = Json::parse(WhoJson(snapshot, work, role));
        who.erase("steps");
        EXPECT_EQ(who, oracle.Who(work, std::string(NameOf(role))));
      }
    }
  }
  for (const char* kind : {"unit", "post", "person", "task", "duty"}) {
    for (const std::string& node : oracle.Nodes(kind)) {
      if (!oracle.InForce(node)) continue;
      EXPECT_EQ(Json::parse(ChainJson(snapshot, snapshot.Find(node).value())),
                oracle.Chain(node));
    }
  }
  EXPECT_EQ(Json::parse(RollUpJson(snapshot, {"members", "task_progress"})),
            oracle.RollUp({"members", "task_progress"}, "units"));
  EXPECT_EQ(Json::parse(RollUpJson(snapshot, {"vacancies"}, Hierarchy::kPosts)),
            oracle.RollUp({"vacancies"}, "posts"));
}

TEST(ResultJsonTest, AgreesWithTheOracleOnRandomDocuments) {
  const std::vector<std::string> days = RandomDocumentOptions().days;
  for (std::uint64_t seed = 0; seed < 300 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const Json document = RandomDocument(bits);
    const std::string& day = days[seed % days.size()];
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    ExpectOracleAgrees(org->AsOf(ParseDay(day).value()), Oracle(document, day));
  }
}

}  // namespace
}  // namespace zeren
