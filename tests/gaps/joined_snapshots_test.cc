// Two snapshots of one real department, half a year apart, as one document with
// dates: the vacancies of the second have begun between the two.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"
#include "zeren/gaps/gaps_over.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Json = nlohmann::json;

const absl::CivilDay kMarch(2011, 3, 31);
const absl::CivilDay kSeptember(2011, 9, 30);

std::filesystem::path PathOf(const std::string& day) {
  const char* data = std::getenv("ZEREN_DATA");
  const std::filesystem::path root =
      data ? std::filesystem::path(data)
           : std::filesystem::path(ZEREN_SOURCE_DIR) / ".." / "shared" / "data";
  return root / "native" / std::filesystem::path("uk-dft-" + day + ".json");
}

// What the second snapshot has not ended when it was taken; what only it has
// began then. A post that reports to another one since has two lines.
Json Join(const Json& march, const Json& september) {
  const std::string turn = FormatDay(kSeptember);
  Json joined = {{"zeren", 1},
                 {"profile", "generic"},
                 {"as_of", turn},
                 {"reporting_lines", Json::array()}};
  for (const char* array : {"units", "posts", "persons"}) {
    std::map<std::string, Json> before;
    for (const Json& record : march.at(array)) before[record["id"]] = record;
    for (Json record : september.at(array)) {
      const auto known = before.find(record["id"]);
      if (known == before.end()) {
        record["valid_from"] = turn;
      } else if (known->second.value("reports_to", Json()) !=
                 record.value("reports_to", Json())) {
        joined["reporting_lines"].push_back(
            {{"post", record["id"]},
             {"reports_to", known->second.value("reports_to", Json())},
             {"valid_to", turn}});
        joined["reporting_lines"].push_back(
            {{"post", record["id"]},
             {"reports_to", record.value("reports_to", Json())},
             {"valid_from", turn}});
        record.erase("reports_to");
      }
      if (known != before.end()) before.erase(known);
      joined[array].push_back(std::move(record));
    }
    for (auto& [id, record] : before) {
      record["valid_to"] = turn;
      joined[array].push_back(record);
    }
  }
  for (const char* array : {"memberships", "appointments"}) {
    std::map<std::string, int> before;
    for (const Json& record : march.at(array)) ++before[record.dump()];
    for (Json record : september.at(array)) {
      const auto known = before.find(record.dump());
      if (known != before.end() && known->second > 0) {
        --known->second;
      } else {
        record["valid_from"] = turn;
      }
      joined[array].push_back(std::move(record));
    }
    for (const auto& [text, count] : before) {
      for (int i = 0; i < count; ++i) {
        Json record = Json::parse(text);
        record["valid_to"] = turn;
        joined[array].push_back(std::move(record));
      }
    }
  }
  return joined;
}

class JoinedSnapshotsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path first = PathOf(FormatDay(kMarch));
    const std::filesystem::path second = PathOf(FormatDay(kSeptember));
    if (!std::filesystem::exists(first) || !std::filesystem::exists(second)) {
      GTEST_SKIP() << "there is no " << first
                   << "; set ZEREN_DATA to the folder that has native/";
    }
    std::ifstream march(first);
    std::ifstream september(second);
    absl::StatusOr<Organization> org =
        LoadDocument(Join(Json::parse(march), Json::parse(september)).dump());
    ASSERT_TRUE(org.ok()) << org.status();
    org_ = *std::move(org);
  }

  // The vacancies of a day and their first days: "post:49 2011-09-30".
  std::vector<std::string> VacanciesOn(absl::CivilDay day) const {
    const absl::StatusOr<GapReport> report = FindGaps(org_.AsOf(day));
    EXPECT_TRUE(report.ok()) << report.status();
    std::vector<std::string> found;
    for (const Gap& gap : report->gaps()) {
      if (report->RuleOf(gap).rule.check != "post_vacant") continue;
      const Period days = report->DaysOf(gap);
      EXPECT_EQ(WrittenEnd(days), std::nullopt);
      found.push_back(org_.NameOf(gap.detection.focus) + " " +
                      FormatDay(WrittenStart(days).value_or(absl::CivilDay())) +
                      " " + ToText(gap.detection.value));
    }
    return found;
  }

  Organization org_;
};

TEST_F(JoinedSnapshotsTest, VacanciesBeganWithTheSecond) {
  EXPECT_THAT(VacanciesOn(kMarch), IsEmpty());
  EXPECT_THAT(VacanciesOn(kSeptember - 1), IsEmpty());
  EXPECT_THAT(VacanciesOn(absl::CivilDay(2011, 12, 31)),
              ElementsAre("post:118 2011-09-30 {\"days\":92}",
                          "post:137 2011-09-30 {\"days\":92}",
                          "post:49 2011-09-30 {\"days\":92}",
                          "post:51 2011-09-30 {\"days\":92}",
                          "post:52 2011-09-30 {\"days\":92}",
                          "post:79 2011-09-30 {\"days\":92}"));
}

TEST_F(JoinedSnapshotsTest, HistoryHasEachVacancyOnce) {
  const absl::StatusOr<GapHistory> year =
      GapsOver(org_, {absl::CivilDay(2011, 1, 1), absl::CivilDay(2012, 1, 1)});
  ASSERT_TRUE(year.ok()) << year.status();
  std::vector<std::string> found;
  for (const DatedGap& gap : year->gaps()) {
    if (year->RuleOf(gap).rule.check != "post_vacant") continue;
    ASSERT_EQ(gap.periods.size(), 1u);
    EXPECT_EQ(gap.periods[0], (Period{kSeptember, absl::CivilDay(2012, 1, 1)}));
    found.push_back(org_.NameOf(gap.detection.focus));
  }
  EXPECT_THAT(found, ElementsAre("post:118", "post:137", "post:49", "post:51",
                                 "post:52", "post:79"));
}

}  // namespace
}  // namespace zeren
