// The table of good and bad profiles of tests/data/bad_profiles.json, through
// the loader. tests/schema/test_schema.py runs it through the schema.

#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "zeren/core/problem.h"
#include "zeren/model/profile.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::SizeIs;

nlohmann::ordered_json ReadTable() {
  std::ifstream file(ZEREN_SOURCE_DIR "/tests/data/bad_profiles.json");
  return nlohmann::ordered_json::parse(file, nullptr, false);
}

TEST(ProfileTableTest, GoodProfilesParseAndBadOnesHaveTheirProblemInPlace) {
  const nlohmann::ordered_json table = ReadTable();
  ASSERT_TRUE(table.is_array());
  ASSERT_THAT(table, SizeIs(Gt(100u)));
  for (const nlohmann::ordered_json& row : table) {
    SCOPED_TRACE(row["name"].get<std::string>());
    const absl::Status status = ParseProfile(row["profile"].dump()).status();
    if (row["pointer"].is_null()) {
      EXPECT_TRUE(status.ok()) << status;
      continue;
    }
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    std::vector<std::string> pointers;
    for (const Problem& problem : Problems(status)) {
      EXPECT_FALSE(problem.message.empty());
      EXPECT_FALSE(problem.remedy.empty());
      pointers.push_back(problem.pointer);
    }
    EXPECT_THAT(pointers, ElementsAre(row["pointer"].get<std::string>()))
        << status;
  }
}

}  // namespace
}  // namespace zeren
