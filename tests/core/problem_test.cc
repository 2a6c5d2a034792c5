#include "zeren/core/problem.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ProblemTest, DocumentationExample) {
  EXPECT_EQ(ToText({"/posts/3/seats", "seats is 0", "write 1 or more", 12, 19}),
            "12:19: /posts/3/seats: seats is 0; write 1 or more");
}

TEST(ProblemTest, TextLeavesOutWhatIsMissing) {
  EXPECT_EQ(ToText({"/units/0", "it is bad", "", 0, 0}), "/units/0: it is bad");
  EXPECT_EQ(ToText({"", "no JSON", "write {}", 1, 1}),
            "1:1: no JSON; write {}");
}

TEST(ProblemListTest, WithoutProblemsTheStatusIsOk) {
  EXPECT_TRUE(ProblemList().empty());
  EXPECT_TRUE(ProblemList().ToStatus().ok());
}

TEST(ProblemListTest, TheStatusNamesTheFirstProblemAndCountsTheRest) {
  ProblemList list;
  list.Add({"/a", "first", "", 0, 0});
  EXPECT_EQ(list.ToStatus().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(list.ToStatus().message(), "1 problem: /a: first");
  list.Add({"/b", "second", "", 0, 0});
  EXPECT_EQ(list.ToStatus("school.json").message(),
            "school.json: 2 problems, first: /a: first");
}

TEST(ProblemListTest, TheStatusCarriesEveryProblemUnchanged) {
  const std::vector<Problem> problems = {
      {"/units/0/id", "id \"a:b\" is 3:c", "write \"x\"", 12, 345},
      {"", "", "", 0, 0},
      {"/posts/1/title/zh", "书记 with a NUL \0", "改", 1, 2}};
  ProblemList list;
  for (const Problem& problem : problems) list.Add(problem);
  const absl::Status status = list.ToStatus("name");
  EXPECT_EQ(Problems(status), problems);
  EXPECT_EQ(ProblemCount(status), 3u);
}

TEST(ProblemListTest, KeepsTheFirstHundredAndCountsAll) {
  ProblemList list;
  for (int i = 0; i < 250; ++i) {
    list.Add({"/" + std::to_string(i), "bad", "", 0, 0});
  }
  list.Count(50);
  EXPECT_EQ(list.total(), 300u);
  const std::vector<Problem> kept = Problems(list.ToStatus());
  ASSERT_EQ(kept.size(), kMaxProblems);
  EXPECT_EQ(kept.front().pointer, "/0");
  EXPECT_EQ(kept.back().pointer, "/99");
  EXPECT_EQ(ProblemCount(list.ToStatus()), 300u);
  EXPECT_EQ(list.ToStatus().message(), "300 problems, first: /0: bad");
}

TEST(ProblemListTest, OtherStatusesCarryNone) {
  EXPECT_THAT(Problems(absl::OkStatus()), IsEmpty());
  EXPECT_THAT(Problems(absl::NotFoundError("x")), IsEmpty());
  EXPECT_EQ(ProblemCount(absl::NotFoundError("x")), 0u);
}

}  // namespace
}  // namespace zeren
