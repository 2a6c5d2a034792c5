#include "src/gaps/internal/dependents.h"

#include <cstdint>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/core/node.h"

namespace zeren::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Node kUnit(NodeKind::kUnit, 1);
const Node kPost(NodeKind::kPost, 1);

std::vector<std::uint32_t> On(const Dependents& dependents, Node node) {
  std::vector<std::uint32_t> found;
  dependents.ForEach(node, [&](std::uint32_t i) { found.push_back(i); });
  return found;
}

std::vector<std::uint32_t> Far(const Dependents& dependents) {
  std::vector<std::uint32_t> found;
  dependents.ForEachFar([&](std::uint32_t i) { found.push_back(i); });
  return found;
}

TEST(DependentsTest, ForgetsWhatAnEvaluationRestsOnNoMore) {
  Dependents dependents;
  dependents.Set(3, {kPost, kUnit, kPost}, false);
  EXPECT_THAT(On(dependents, kUnit), ElementsAre(3));
  EXPECT_THAT(On(dependents, kPost), ElementsAre(3));
  dependents.Set(3, {kUnit}, false);
  EXPECT_THAT(On(dependents, kUnit), ElementsAre(3));
  EXPECT_THAT(On(dependents, kPost), IsEmpty());
}

TEST(DependentsTest, ListsAnEvaluationOnceHoweverOftenItComesBack) {
  Dependents dependents;
  for (int i = 0; i < 5; ++i) {
    dependents.Set(0, {kUnit}, false);
    dependents.Set(0, {kPost}, false);
  }
  dependents.Set(0, {kUnit}, false);
  EXPECT_THAT(On(dependents, kUnit), ElementsAre(0));
}

TEST(DependentsTest, ListsWhatRestsOnEverythingApart) {
  Dependents dependents;
  dependents.Set(0, {kUnit}, true);
  EXPECT_THAT(On(dependents, kUnit), IsEmpty());
  EXPECT_THAT(Far(dependents), ElementsAre(0));
  dependents.Set(0, {kUnit}, false);
  EXPECT_THAT(On(dependents, kUnit), ElementsAre(0));
  EXPECT_THAT(Far(dependents), IsEmpty());
}

}  // namespace
}  // namespace zeren::internal
