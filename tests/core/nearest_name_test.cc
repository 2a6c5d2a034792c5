// Which name is suggested for one that is none.

#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using Names = std::vector<std::string_view>;

TEST(NearestNameTest, FindsALetterPutInLeftOutOrReplaced) {
  const Names names = {"secretary", "deputy"};
  EXPECT_EQ(NearestName("secretaary", names), "secretary");
  EXPECT_EQ(NearestName("secretry", names), "secretary");
  EXPECT_EQ(NearestName("secretery", names), "secretary");
}

TEST(NearestNameTest, NeighboursSwappedAreOneSlip) {
  // As two slips, each of these would be too far.
  EXPECT_EQ(NearestName("brnach", {"branch"}), "branch");
  EXPECT_EQ(NearestName("ehad", {"head"}), "head");
  EXPECT_EQ(NearestName("hnad", {"hand"}), "hand");
  EXPECT_EQ(NearestName("naem", {"nation", "name"}), "name");
  // A letter takes part in one swap only.
  EXPECT_EQ(NearestName("abc", {"cab"}), "");
}

TEST(NearestNameTest, AThirdOfTheLettersMayDiffer) {
  EXPECT_EQ(NearestName("abcdef", {"abcdxy"}), "abcdxy");
  EXPECT_EQ(NearestName("abcdef", {"abcxyz"}), "");
  EXPECT_EQ(NearestName("abcdefghi", {"abcdefxyz"}), "abcdefxyz");
}

TEST(NearestNameTest, ShortWordsMayDifferInOneLetter) {
  EXPECT_EQ(NearestName("fo", {"of"}), "of");
  EXPECT_EQ(NearestName("ip", {"id"}), "id");
  EXPECT_EQ(NearestName("i", {"id"}), "id");
  EXPECT_EQ(NearestName("xy", {"id"}), "");
}

TEST(NearestNameTest, SomethingOfTheWordIsLeft) {
  EXPECT_EQ(NearestName("a", {"b"}), "");
  EXPECT_EQ(NearestName("", {"b"}), "");
  EXPECT_EQ(NearestName("", {}), "");
  EXPECT_EQ(NearestName("a", {}), "");
}

TEST(NearestNameTest, CountsLettersNotBytes) {
  EXPECT_EQ(NearestName("书纪", {"书记"}), "书记");
  EXPECT_EQ(NearestName("记书", {"书记"}), "书记");
  EXPECT_EQ(NearestName("副书记", {"书记"}), "书记");
  EXPECT_EQ(NearestName("组长", {"书记"}), "");
  // Bytes that are no letters do no harm.
  EXPECT_EQ(NearestName("\xE4\xB9", {"\xE4\xB9\xA6"}), "");
  EXPECT_EQ(NearestName("\x80\x80", {"\x80"}), "");
}

TEST(NearestNameTest, TheNearestWinsAndAmongEqualsTheSmallest) {
  EXPECT_EQ(NearestName("present", {"resent", "present"}), "present");
  EXPECT_EQ(NearestName("planned", {"planets", "planner"}), "planner");
  for (const Names& names : {Names{"cat", "bat", "rat"}, Names{"rat", "bat"},
                             Names{"bat", "rat", "cat", "hat"}}) {
    EXPECT_EQ(NearestName("mat", names), "bat");
  }
}

}  // namespace
}  // namespace zeren
