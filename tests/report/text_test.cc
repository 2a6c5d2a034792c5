#include "zeren/report/text.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/report/internal/display_width.h"
#include "tests/support/effort.h"

namespace zeren {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using Tone = Page::Tone;

Page::Line Plain(std::string text) { return {{std::move(text), Tone::kPlain}}; }

Page PageOf(std::variant<Page::Paragraph, Page::Table, Page::Tree> block) {
  Page page;
  page.sections.push_back({"", {std::move(block)}});
  return page;
}

// A tree of one column, with the depth of each row beside its text.
Page TreeOf(const std::vector<std::pair<std::uint32_t, std::string>>& rows) {
  Page::Tree tree{.columns = {{}}, .rows = {}};
  for (const auto& [depth, text] : rows) {
    tree.rows.push_back({depth, {Plain(text)}});
  }
  return PageOf(std::move(tree));
}

TEST(WriteTextTest, AnEmptyPageIsEmptyText) {
  EXPECT_EQ(WriteText(Page()), "");
}

TEST(WriteTextTest, SectionsStandApartAndParagraphsFollowOneAnother) {
  Page page;
  page.title = "Gaps";
  page.sections.push_back(
      {"Violations",
       {Page::Paragraph{Plain("first")}, Page::Paragraph{Plain("second")},
        Page::Table{{{}}, {{Plain("cell")}}}}});
  page.sections.push_back({"", {Page::Paragraph{Plain("last")}}});
  EXPECT_EQ(WriteText(page),
            "Gaps\n"
            "\n"
            "Violations\n"
            "first\n"
            "second\n"
            "\n"
            "cell\n"
            "\n"
            "last\n");
}

TEST(WriteTextTest, ChineseTakesTwoColumnsAndCombiningMarksNone) {
  const Page page = PageOf(Page::Table{
      {{"name"}, {"n", Page::Align::kRight}, {"note"}},
      {{Plain("书记"), Plain("7"), Plain("a")},
       {Plain("cafe\u0301"), Plain("12"), Plain("b")},
       {Plain("x"), Plain("123"), Plain("")}},
  });
  EXPECT_EQ(WriteText(page),
            "name    n  note\n"
            "书记    7  a\n"
            "cafe\u0301   12  b\n"
            "x     123\n");
}

TEST(WriteTextTest, ARightmostColumnOfNumbersIsAlignedAtItsEnd) {
  const Page page = PageOf(Page::Table{
      {{"unit"}, {"members", Page::Align::kRight}},
      {{Plain("school"), Plain("61")}, {Plain("b"), Plain("5")}},
  });
  EXPECT_EQ(WriteText(page),
            "unit    members\n"
            "school       61\n"
            "b             5\n");
}

TEST(WriteTextTest, TreesHaveBranches) {
  EXPECT_EQ(WriteText(TreeOf({{0, "school"},
                              {1, "branch-1"},
                              {2, "group-1"},
                              {2, "group-2"},
                              {1, "branch-2"},
                              {2, "group-3"},
                              {0, "company"},
                              {1, "team"}})),
            "school\n"
            "├─ branch-1\n"
            "│  ├─ group-1\n"
            "│  └─ group-2\n"
            "└─ branch-2\n"
            "   └─ group-3\n"
            "company\n"
            "└─ team\n");
}

TEST(WriteTextTest, CellsBesideATreeStayInTheirColumns) {
  Page::Tree tree{.columns = {{}, {"n", Page::Align::kRight}}, .rows = {}};
  tree.rows.push_back({0, {Plain("党校"), Plain("10")}});
  tree.rows.push_back({1, {Plain("b"), Plain("9")}});
  EXPECT_EQ(WriteText(PageOf(std::move(tree))),
            "       n\n"
            "党校  10\n"
            "└─ b   9\n");
}

TEST(WriteTextTest, DeepTreesAreIndentedToALimitAndSayTheirDepth) {
  std::vector<std::pair<std::uint32_t, std::string>> rows;
  const auto levels = static_cast<std::uint32_t>(kMaxTreeIndent) + 3;
  for (std::uint32_t depth = 0; depth < levels; ++depth) {
    rows.emplace_back(depth, "node");
  }
  const std::string text = WriteText(TreeOf(rows));
  EXPECT_THAT(text, HasSubstr("   └─ node\n"));
  EXPECT_THAT(text, EndsWith("   └─ [33] node\n" +
                             std::string(3 * (kMaxTreeIndent - 1), ' ') +
                             "└─ [34] node\n"));
}

TEST(WriteTextTest, AChainOfAMillionLevelsIsLinear) {
  Page::Tree tree{.columns = {{}}, .rows = {}};
  constexpr std::uint32_t kLevels = testing::kManyLevels;
  tree.rows.reserve(kLevels);
  for (std::uint32_t depth = 0; depth < kLevels; ++depth) {
    tree.rows.push_back({depth, {Plain("u")}});
  }
  const std::string text = WriteText(PageOf(std::move(tree)));
  EXPECT_THAT(text, EndsWith("└─ [" + std::to_string(kLevels - 1) + "] u\n"));
  EXPECT_LT(text.size(), std::size_t{kLevels} * 200);
}

TEST(WriteTextTest, TonesAreColoursOnlyWhereAsked) {
  const Page page = PageOf(Page::Paragraph{{{"3 violations", Tone::kBad},
                                            {", ", Tone::kPlain},
                                            {"1 warning", Tone::kWarning},
                                            {" fine", Tone::kGood},
                                            {" faint", Tone::kFaint}}});
  EXPECT_EQ(WriteText(page), "3 violations, 1 warning fine faint\n");
  EXPECT_EQ(WriteText(page, {.colour = true}),
            "\x1b[31m3 violations\x1b[0m, \x1b[33m1 warning\x1b[0m"
            "\x1b[32m fine\x1b[0m\x1b[2m faint\x1b[0m\n");
}

TEST(WriteTextTest, ColoursDoNotCountAsWidth) {
  const Page page = PageOf(Page::Table{
      {{}, {}},
      {{{{"a", Tone::kBad}}, Plain("x")}, {Plain("bb"), Plain("y")}}});
  EXPECT_EQ(WriteText(page, {.colour = true}), "\x1b[31ma\x1b[0m   x\nbb  y\n");
}

TEST(WriteTextTest, WideParagraphsGoOnBelow) {
  const Page page =
      PageOf(Page::Paragraph{Plain("the post has been vacant for 120 days")});
  EXPECT_EQ(WriteText(page, {.width = 14}),
            "the post has\n"
            "been vacant\n"
            "for 120 days\n");
}

TEST(WriteTextTest, ChineseBreaksBetweenCharactersButNotBeforeAStop) {
  const Page page = PageOf(Page::Paragraph{Plain("岗位空缺。无人负责")});
  EXPECT_EQ(WriteText(page, {.width = 8}),
            "岗位空\n"
            "缺。无人\n"
            "负责\n");
}

TEST(WriteTextTest, ALongWordStaysWhole) {
  const Page page = PageOf(Page::Paragraph{Plain("see post:b1-secretary now")});
  EXPECT_EQ(WriteText(page, {.width = 8}), "see\npost:b1-secretary\nnow\n");
}

TEST(WriteTextTest, TheLastCellGoesOnBelowItsBeginning) {
  Page::Tree tree{.columns = {{}}, .rows = {}};
  tree.rows.push_back({0, {Plain("rule")}});
  tree.rows.push_back({1, {Plain("the post has been vacant for long")}});
  tree.rows.push_back({2, {Plain("school")}});
  tree.rows.push_back({1, {Plain("the unit has no head post today")}});
  EXPECT_EQ(WriteText(PageOf(std::move(tree)), {.width = 27}),
            "rule\n"
            "├─ the post has been vacant\n"
            "│  for long\n"
            "│  └─ school\n"
            "└─ the unit has no head\n"
            "   post today\n");
}

TEST(WriteTextTest, NamesCannotControlTheTerminal) {
  const Page page =
      PageOf(Page::Paragraph{Plain("a\x1b[31mb\nc\u202e\x07 \xff \xc3")});
  EXPECT_EQ(WriteText(page),
            "a\\u{1b}[31mb\\u{a}c\\u{202e}\\u{7} \xef\xbf\xbd \xef\xbf\xbd\n");
}

TEST(WriteTextTest, NoLineEndsWithSpaces) {
  const Page page = PageOf(Page::Table{
      {{"a"}, {"b"}, {"c"}},
      {{Plain("1"), Plain(""), Plain("")}, {Plain(""), Plain("2"), {}}}});
  EXPECT_THAT(WriteText(page), Not(HasSubstr(" \n")));
}

TEST(DisplayWidthTest, CountsColumns) {
  EXPECT_EQ(internal::DisplayWidth(""), 0u);
  EXPECT_EQ(internal::DisplayWidth("abc"), 3u);
  EXPECT_EQ(internal::DisplayWidth("党委书记"), 8u);
  EXPECT_EQ(internal::DisplayWidth("（a）"), 5u);
  EXPECT_EQ(internal::DisplayWidth("한국"), 4u);
  EXPECT_EQ(internal::DisplayWidth("カ\u3099"), 2u);
  EXPECT_EQ(internal::DisplayWidth("├─"), 2u);
  EXPECT_EQ(internal::DisplayWidth("\U0001f600"), 2u);
}

TEST(DisplayWidthTest, WrongBytesAreTakenOneByOne) {
  // Overlong, a surrogate, above the last code point, cut short, stray.
  for (const std::string_view wrong :
       {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xb9", "\x80"}) {
    std::string_view rest = wrong;
    EXPECT_EQ(internal::TakeCodePoint(rest), char32_t{0xfffd});
    EXPECT_EQ(rest.size(), wrong.size() - 1);
  }
}

}  // namespace
}  // namespace zeren
