// Differences against the oracle, on random documents, days and changes.

#include "tests/support/oracle_diff.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/effort.h"
#include "tests/support/random_changes.h"
#include "tests/support/random_document.h"
#include "zeren/advise/diff.h"
#include "zeren/core/period.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using Json = nlohmann::json;
using testing::OracleDay;

// The days that documents name, and days between, before and after them.
std::vector<std::string> Days() {
  std::vector<std::string> days = testing::RandomDocumentOptions().days;
  for (const char* day :
       {"2020-01-01", "2024-01-15", "2024-04-01", "2024-09-30", "2030-01-01"}) {
    days.emplace_back(day);
  }
  return days;
}

// How often the documents had a difference of each sort.
class Tally {
 public:
  void Add(const Json& diff) {
    for (const auto& [kind, counts] : diff["counts"].items()) {
      for (const auto& [change, count] : counts.items()) {
        counts_[kind + "." + change] += count.get<std::size_t>();
      }
    }
    counts_["incomplete"] += diff["complete"] == false ? 1 : 0;
  }
  std::size_t of(const std::string& sort) { return counts_[sort]; }

 private:
  std::map<std::string, std::size_t> counts_;
};

Json DiffJson(const Snapshot& from, const Snapshot& to) {
  const absl::StatusOr<StructureDiff> diff = Diff(from, to);
  EXPECT_TRUE(diff.ok()) << diff.status();
  return diff.ok() ? Json::parse(WriteJson(*diff)) : Json();
}

TEST(OracleDiffTest, DaysOfOneOrganization) {
  const std::vector<std::string> days = Days();
  Tally tally;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const Json document = testing::RandomDocument(bits);
    const absl::StatusOr<Organization> org =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(org.ok()) << org.status();
    const std::string& a = days[bits() % days.size()];
    const std::string& b = days[bits() % days.size()];
    const OracleDay from(document, a);
    const OracleDay to(document, b);
    const Json expected = testing::OracleDiff(from, to);
    const StructureDiff diff = Diff(*org, *ParseDay(a), *ParseDay(b));
    ASSERT_EQ(Json::parse(WriteJson(diff)), expected) << document.dump(1);
    // The list is as long as the lists together.
    ASSERT_EQ(diff.size(), expected["changes"].size());
    ASSERT_EQ(diff.empty(), a == b || expected["changes"].empty());
    tally.Add(expected);
  }
  const std::size_t few = testing::kRandomDocuments / 100;
  for (const char* sort :
       {"units.added", "units.gone", "units.moved", "units.head", "posts.added",
        "posts.gone", "posts.superior", "posts.holders", "persons.joined",
        "persons.left", "persons.moved", "incomplete"}) {
    EXPECT_GE(tally.of(sort), few) << sort;
  }
}

TEST(OracleDiffTest, BeforeAndAfterChanges) {
  const std::vector<std::string> days = Days();
  Tally tally;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 5; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const Json before = testing::RandomDocument(bits);
    const absl::StatusOr<Organization> start = LoadDocument(before.dump());
    ASSERT_TRUE(start.ok()) << start.status();
    Json after = before;
    Organization org = *start;
    const Json drawn = testing::RandomChanges(bits, before, 12);
    for (const Json& change : drawn["changes"]) {
      const Json one = {{"zeren_changes", 1},
                        {"changes", Json::array({change})}};
      const auto changes = LoadChanges(one.dump());
      if (!changes.ok()) continue;
      const absl::StatusOr<Organization> next = org.Apply(*changes);
      if (!next.ok()) continue;
      const auto applied = testing::ApplyChanges(after, one);
      ASSERT_TRUE(applied.has_value()) << one;
      org = *next;
      after = *applied;
    }
    const std::string& a = days[bits() % days.size()];
    const std::string& b = bits() % 2 == 0 ? a : days[bits() % days.size()];
    const OracleDay from(before, a);
    const OracleDay to(after, b);
    const Snapshot old_day = start->AsOf(*ParseDay(a));
    const Snapshot new_day = org.AsOf(*ParseDay(b));
    const Json expected = testing::OracleDiff(from, to);
    ASSERT_EQ(DiffJson(old_day, new_day), expected) << before << after;
    ASSERT_EQ(DiffJson(new_day, old_day), testing::OracleDiff(to, from));
    tally.Add(expected);
  }
  const std::size_t few = testing::kRandomDocuments / 1000;
  for (const char* sort :
       {"units.added", "units.gone", "units.moved", "units.renamed",
        "units.kind", "units.head", "posts.added", "posts.gone", "posts.moved",
        "posts.renamed", "posts.kind", "posts.superior", "posts.holders",
        "persons.joined", "persons.left", "persons.moved", "persons.renamed",
        "incomplete"}) {
    EXPECT_GE(tally.of(sort), few) << sort;
  }
}

// ------------------------------------------------------------------- Mirrored

template <typename Id, typename Value>
std::vector<Difference<Id, Value>> Mirrored(
    std::vector<Difference<Id, Value>> list) {
  for (Difference<Id, Value>& one : list) std::swap(one.before, one.after);
  return list;
}

StructureDiff Mirrored(StructureDiff diff) {
  std::swap(diff.from, diff.to);
  std::swap(diff.units.added, diff.units.gone);
  diff.units.moved = Mirrored(diff.units.moved);
  diff.units.renamed = Mirrored(diff.units.renamed);
  diff.units.other_kind = Mirrored(diff.units.other_kind);
  diff.units.other_head = Mirrored(diff.units.other_head);
  std::swap(diff.posts.added, diff.posts.gone);
  diff.posts.moved = Mirrored(diff.posts.moved);
  diff.posts.renamed = Mirrored(diff.posts.renamed);
  diff.posts.other_kind = Mirrored(diff.posts.other_kind);
  diff.posts.other_superior = Mirrored(diff.posts.other_superior);
  for (HoldersDifference& holders : diff.posts.holders) {
    std::swap(holders.before, holders.after);
    holders.persons = Mirrored(holders.persons);
  }
  std::swap(diff.people.joined, diff.people.left);
  for (PersonMove& move : diff.people.moved) {
    std::swap(move.before, move.after);
    std::swap(move.into, move.out_of);
  }
  diff.people.renamed = Mirrored(diff.people.renamed);
  return diff;
}

TEST(OracleDiffTest, TheOtherWayRoundIsTheMirrorImage) {
  const std::vector<std::string> days = Days();
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 5; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const absl::StatusOr<Organization> org =
        LoadDocument(testing::RandomDocument(bits).dump());
    ASSERT_TRUE(org.ok()) << org.status();
    const absl::CivilDay a = *ParseDay(days[bits() % days.size()]);
    const absl::CivilDay b = *ParseDay(days[bits() % days.size()]);
    const StructureDiff there = Mirrored(Diff(*org, a, b));
    const StructureDiff back = Diff(*org, b, a);
    ASSERT_EQ(there.units, back.units);
    ASSERT_EQ(there.posts, back.posts);
    ASSERT_EQ(there.people, back.people);
    ASSERT_EQ(there.complete, back.complete);
    ASSERT_TRUE(Diff(*org, a, a).empty());
  }
}

}  // namespace
}  // namespace zeren
