#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/catalogue/found.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::zeren::testing::Found;
using ::zeren::testing::kDay;
using ::zeren::testing::ReportOf;
using ::zeren::testing::Said;

Snapshot Lenient(const std::vector<std::int64_t>& seats) {
  OrganizationBuilder builder({.lenient = true});
  builder.AddUnit({.id = "u", .kind = "unit"});
  for (std::size_t i = 0; i < seats.size(); ++i) {
    const std::string id = "p" + std::to_string(i);
    builder.AddPost({.id = id, .unit = "u", .kind = "k", .seats = seats[i]});
  }
  const absl::StatusOr<Organization> org = builder.Build();
  EXPECT_TRUE(org.ok()) << org.status();
  return org->AsOf(kDay);
}

TEST(BadRecordTest, FindsEachRecordThatWasLeftOut) {
  const Snapshot snapshot = Lenient({1, 0, -1});
  EXPECT_THAT(
      Found(snapshot, "bad_record"),
      ElementsAre(
          R"(document {"at":"/posts/1/seats","problem":"seats is 0"})",
          R"(document {"at":"/posts/2/seats","problem":"seats is -1"})"));
  const GapReport report = ReportOf(snapshot, "bad_record");
  EXPECT_EQ(report.gaps()[0].detection.key, "/posts/1/seats");
  EXPECT_FALSE(report.complete());
  EXPECT_EQ(Said(snapshot, "bad_record", "en")[0],
            "a record was left out: /posts/1/seats: seats is 0");
  EXPECT_EQ(Said(snapshot, "bad_record", "zh")[0],
            "一条记录被略去：/posts/1/seats：seats is 0");
}

TEST(BadRecordTest, IsContentWhereNoneWasLeftOut) {
  const Snapshot snapshot = Lenient({1});
  EXPECT_THAT(Found(snapshot, "bad_record"), IsEmpty());
  EXPECT_TRUE(ReportOf(snapshot, "bad_record").complete());
}

}  // namespace
}  // namespace zeren
