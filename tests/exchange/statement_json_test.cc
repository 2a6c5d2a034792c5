// The JSON of statements. That its values are right is told by the oracle, in
// tests/advise.

#include <cstddef>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/build.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using testing::DeepId;
using testing::kDay;
using testing::SnapshotOrDie;
using Json = nlohmann::json;

TEST(StatementJsonTest, WritesALineForEachProblem) {
  Records records;
  records.units.push_back({.id = "u", .kind = "unit"});
  records.posts.push_back({.id = "head", .unit = "u", .kind = "head"});
  records.posts.push_back({.id = "desk",
                           .unit = "u",
                           .kind = "clerk",
                           .valid_from = absl::CivilDay(2026, 3, 1)});
  records.persons.push_back({.id = "li"});
  records.appointments.push_back({.person = "li", .post = "head"});
  records.tasks.push_back(
      {.id = "t", .unit = "u", .due = absl::CivilDay(2026, 11, 21)});
  const Snapshot today = SnapshotOrDie(records);
  const auto statement = StatementOf(today, *today.Find("person:li"));
  ASSERT_TRUE(statement.ok()) << statement.status();
  EXPECT_EQ(
      WriteJson(today, *statement),
      R"({"node":"person:li","as_of":"2026-11-22","complete":true,)"
      R"("chains_complete":true,"absent":false,)"
      R"("posts":[{"post":"post:head","state":"occupied","acting":false}],)"
      R"("direct_reports":[{"post":"post:desk","state":"vacant",)"
      R"("acting":false}],"units":{"count":1,"top":["unit:u"]},)"
      R"("posts_below":{"count":1,"occupied":0,"undisclosed":0,"acting":0,)"
      R"("absent":0,"vacant":1},"people":0,"tasks":{)"
      R"("own":{"count":1,"cancelled":0,"done":0,"overdue":1,"at_risk":0,)"
      R"("in_progress":0,"not_started":0,"planned":0,)"
      R"("progress":{"value":null,"known":0,"unknown":1}},)"
      R"("below":{"count":0,"cancelled":0,"done":0,"overdue":0,"at_risk":0,)"
      R"("in_progress":0,"not_started":0,"planned":0,)"
      R"("progress":{"value":null,"known":0,"unknown":0}},)"
      R"("all":{"count":1,"cancelled":0,"done":0,"overdue":1,"at_risk":0,)"
      R"("in_progress":0,"not_started":0,"planned":0,)"
      R"("progress":{"value":null,"known":0,"unknown":1}}},)"
      R"("duties":[],"duties_below":0,"problems":[)"
      "\n"
      R"({"problem":"overdue","node":"task:t","unit":"unit:u","since":null,)"
      R"("due":"2026-11-21","days_late":1,"progress":null,"leaf":true,)"
      R"("own":true,"persons":["person:li"],"posts":["post:head"],)"
      R"("undisclosed":false,"chain":[{"node":"unit:u","rule":"unit"},)"
      R"({"node":"post:head","rule":"unit-head"},)"
      R"({"node":"person:li","rule":"holder"}]},)"
      "\n"
      R"({"problem":"vacancy","node":"post:desk","unit":"unit:u",)"
      R"("since":"2026-03-01","due":null,"days_late":null,"progress":null,)"
      R"("leaf":null,"own":null,"persons":null,"posts":null,)"
      R"("undisclosed":null,"chain":[{"node":"post:head","rule":"unit-head"},)"
      R"({"node":"person:li","rule":"holder"}]})"
      "\n]}\n");
}

// Chains of a deep hierarchy would take the square of its depth.
TEST(StatementJsonTest, ChainsThatAreTooLongInAllAreLeftOut) {
  constexpr int kLevels = 1'500;
  OrganizationBuilder builder;
  for (int level = 0; level < kLevels; ++level) {
    const std::string id = DeepId(level);
    const std::string above = level > 0 ? DeepId(level - 1) : "";
    PostView post{.id = id, .unit = "nowhere", .kind = "clerk"};
    if (level > 0) post.reports_to = std::string_view(above);
    builder.AddPost(post);
  }
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const Snapshot today = org->AsOf(kDay);
  for (const int level : {0, kLevels - 1'000}) {
    const auto statement =
        StatementOf(today, *today.Find("post:" + DeepId(level)));
    ASSERT_TRUE(statement.ok()) << statement.status();
    const Json json = Json::parse(WriteJson(today, *statement));
    EXPECT_EQ(json["chains_complete"], level > 0);
    ASSERT_EQ(json["problems"].size(),
              static_cast<std::size_t>(kLevels - level - 1));
    EXPECT_EQ(json["problems"].back()["chain"].is_null(), level == 0);
  }
}

}  // namespace
}  // namespace zeren
