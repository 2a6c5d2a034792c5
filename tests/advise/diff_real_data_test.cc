// The Department for Transport from March to September 2011: two published
// snapshots, joined into one document with dates, against the moves that were
// counted from the sources independently.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/advise/diff.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using Json = nlohmann::json;

std::string PathOf(std::string_view document) {
  const char* data = std::getenv("ZEREN_DATA");
  const std::filesystem::path root =
      data ? std::filesystem::path(data)
           : std::filesystem::path(ZEREN_SOURCE_DIR) / ".." / "shared" / "data";
  return (root / "native" / (std::string(document) + ".json")).string();
}

Json ReadJson(std::string_view document) {
  std::ifstream in(PathOf(document), std::ios::binary);
  return Json::parse(in);
}

// What tells one record of an array from another: its id, or all of it.
std::string KeyOf(const Json& record) {
  return record.contains("id") ? record["id"].get<std::string>()
                               : record.dump();
}

// Joins the records of an array of two days: those of the first day only end on
// the second, those of the second only begin there, the rest has no dates. An
// entity that both have is written as on the second day. Records that are alike
// to the last byte are told apart by how many came before.
Json Joined(const Json& first, const Json& second, const std::string& day) {
  const auto by_key = [](const Json& records) {
    std::map<std::string, Json> found;
    for (const Json& record : records) {
      const std::string key = KeyOf(record);
      int copy = 0;
      while (!found.emplace(key + "#" + std::to_string(copy), record).second) {
        ++copy;
      }
    }
    return found;
  };
  const std::map<std::string, Json> before = by_key(first);
  const std::map<std::string, Json> after = by_key(second);
  Json joined = Json::array();
  for (auto [key, record] : before) {
    if (after.contains(key)) continue;
    record["valid_to"] = day;
    joined.push_back(record);
  }
  for (auto [key, record] : after) {
    if (!before.contains(key)) record["valid_from"] = day;
    joined.push_back(record);
  }
  return joined;
}

// Writes what entities of both days say differently as lines with dates, as the
// fields themselves have none: to which post each post reports.
Json ChangedLines(const Json& first, const Json& second,
                  const std::string& day) {
  std::map<std::string, Json> before;
  for (const Json& post : first) before[post["id"]] = post["reports_to"];
  Json lines = Json::array();
  for (const Json& post : second) {
    const auto was = before.find(post["id"]);
    if (was == before.end() || was->second == post["reports_to"]) continue;
    lines.push_back({{"post", post["id"]},
                     {"reports_to", was->second},
                     {"kind", "primary"},
                     {"valid_to", day}});
    lines.push_back({{"post", post["id"]},
                     {"reports_to", post["reports_to"]},
                     {"kind", "primary"},
                     {"valid_from", day}});
  }
  return lines;
}

// The unit of a post has no dates, so it is the second day's. Where that unit
// is new, a post that both days have is put into the nearest one above that is
// not.
void PlaceMovedPosts(const Json& first, const Json& second, Json& joined) {
  std::map<std::string, Json> units_before, parents_after;
  for (const Json& post : first["posts"]) {
    units_before[post["id"]] = post["unit"];
  }
  for (const Json& unit : second["units"]) {
    parents_after[unit["id"]] = unit.value("parent", Json());
  }
  std::set<std::string> kept;
  for (const Json& unit : first["units"]) {
    if (parents_after.contains(unit["id"])) kept.insert(unit["id"]);
  }
  for (Json& post : joined["posts"]) {
    const auto was = units_before.find(post["id"]);
    if (was == units_before.end() || was->second == post["unit"]) continue;
    while (!kept.contains(post["unit"])) {
      post["unit"] = parents_after.at(post["unit"]);
    }
  }
}

class DiffRealDataTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string path = PathOf("uk-dft-2011-03-31");
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << "there is no " << path
                   << "; set ZEREN_DATA to the folder that has native/";
    }
    const Json march = ReadJson("uk-dft-2011-03-31");
    const Json september = ReadJson("uk-dft-2011-09-30");
    const std::string day = september["as_of"];
    Json joined = {{"zeren", 1}, {"profile", "generic"}, {"as_of", day}};
    for (const char* array :
         {"units", "posts", "persons", "memberships", "appointments"}) {
      joined[array] = Joined(march[array], september[array], day);
    }
    PlaceMovedPosts(march, september, joined);
    joined["reporting_lines"] =
        ChangedLines(march["posts"], september["posts"], day);
    const absl::StatusOr<Organization> org = LoadDocument(joined.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    org_ = *org;
    march_ = *ParseDay(march["as_of"].get<std::string>());
    september_ = *ParseDay(day);
  }

  template <typename List, typename IdOf>
  long CountSenior(const List& list, IdOf id_of) const {
    return std::count_if(list.begin(), list.end(), [&](const auto& entry) {
      return org_.row(id_of(entry)).kind == "senior";
    });
  }

  Organization org_;
  absl::CivilDay march_;
  absl::CivilDay september_;
};

TEST_F(DiffRealDataTest, SeniorPostsOfTheDepartmentForTransport) {
  const StructureDiff diff = Diff(org_, march_, september_);
  EXPECT_TRUE(diff.complete);
  const auto itself = [](PostId post) { return post; };
  EXPECT_EQ(CountSenior(diff.posts.added, itself), 1);
  EXPECT_EQ(CountSenior(diff.posts.gone, itself), 4);
  EXPECT_EQ(CountSenior(diff.posts.other_superior,
                        [](const auto& one) { return one.id; }),
            2);
  long kept = 0;
  for (const std::uint32_t post : diff.to.posts().forest().pre_order()) {
    if (org_.row(PostId{post}).kind == "senior") ++kept;
  }
  EXPECT_EQ(kept - CountSenior(diff.posts.added, itself), 113);
}

// The joined document says of both days what the two snapshots say.
TEST_F(DiffRealDataTest, NumbersOfBothSnapshots) {
  const StructureDiff diff = Diff(org_, march_, september_);
  EXPECT_EQ(diff.units.kept + diff.units.gone.size(), 32u);
  EXPECT_EQ(diff.units.kept + diff.units.added.size(), 34u);
  EXPECT_EQ(diff.posts.kept + diff.posts.gone.size(), 619u);
  EXPECT_EQ(diff.posts.kept + diff.posts.added.size(), 624u);
  EXPECT_EQ(diff.people.kept + diff.people.left.size(), 113u);
  EXPECT_EQ(diff.people.kept + diff.people.joined.size(), 108u);
  const StructureDiff before = Diff(org_, march_, september_ - 1);
  EXPECT_TRUE(before.empty());
}

// Six posts became vacant or came vacant (the sources name them).
TEST_F(DiffRealDataTest, PostsThatAreVacantInSeptember) {
  const StructureDiff diff = Diff(org_, march_, september_);
  std::vector<std::string> vacant;
  for (const HoldersDifference& one : diff.posts.holders) {
    if (one.after.state != PostState::kVacant) continue;
    EXPECT_NE(one.before.state, PostState::kVacant);
    vacant.emplace_back(org_.id(one.id));
  }
  for (const PostId post : diff.posts.added) {
    if (diff.to.posts().state(post) == PostState::kVacant) {
      vacant.emplace_back(org_.id(post));
    }
  }
  EXPECT_THAT(vacant, ::testing::UnorderedElementsAre("49", "51", "52", "79",
                                                      "118", "137"));
}

}  // namespace
}  // namespace zeren
