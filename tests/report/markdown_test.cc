#include "zeren/report/markdown.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/effort.h"
#include "zeren/report/text.h"

namespace zeren {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using Tone = Page::Tone;

Page::Line Plain(std::string text) { return {{std::move(text)}}; }

Page PageOf(std::variant<Page::Paragraph, Page::Table, Page::Tree> block) {
  Page page;
  page.sections.push_back({"", {std::move(block)}});
  return page;
}

std::string ParagraphOf(Page::Line line) {
  std::string text = WriteMarkdown(PageOf(Page::Paragraph{std::move(line)}));
  EXPECT_THAT(text, EndsWith("\n"));
  text.pop_back();
  return text;
}

Page::Tree TreeOf(
    const std::vector<std::pair<std::uint32_t, std::string>>& rows) {
  Page::Tree tree{.columns = {{}}, .rows = {}};
  for (const auto& [depth, text] : rows) {
    tree.rows.push_back({depth, {Plain(text)}});
  }
  return tree;
}

TEST(WriteMarkdownTest, AnEmptyPageIsEmptyText) {
  EXPECT_EQ(WriteMarkdown(Page()), "");
}

TEST(WriteMarkdownTest, TitlesAreHeadingsAndBlocksStandApart) {
  Page page;
  page.title = "Gaps";
  page.sections.push_back(
      {"Violations (2)",
       {Page::Paragraph{Plain("first")}, Page::Paragraph{Plain("second")},
        Page::Table{{{"n"}}, {{Plain("cell")}}}, TreeOf({{0, "root"}})}});
  page.sections.push_back({"", {Page::Paragraph{Plain("last")}}});
  EXPECT_EQ(WriteMarkdown(page),
            "# Gaps\n"
            "\n"
            "## Violations (2)\n"
            "\n"
            "first\n"
            "\n"
            "second\n"
            "\n"
            "| n |\n"
            "| --- |\n"
            "| cell |\n"
            "\n"
            "- root\n"
            "\n"
            "last\n");
}

TEST(WriteMarkdownTest, TablesHaveTitlesAlignmentAndAllCells) {
  EXPECT_EQ(WriteMarkdown(PageOf(
                Page::Table{{{"unit"}, {"n", Page::Align::kRight}, {"note"}},
                            {{Plain("school"), Plain("61")},
                             {Plain("党校"), Plain("5"), Plain("x")}}})),
            "| unit | n | note |\n"
            "| --- | ---: | --- |\n"
            "| school | 61 | |\n"
            "| 党校 | 5 | x |\n");
}

TEST(WriteMarkdownTest, ATableWithoutTitlesHasAnEmptyHeading) {
  EXPECT_EQ(WriteMarkdown(
                PageOf(Page::Table{{{}, {}}, {{Plain("1"), Plain("first")}}})),
            "| | |\n| --- | --- |\n| 1 | first |\n");
}

TEST(WriteMarkdownTest, ColumnsHaveTheirFullTitles) {
  EXPECT_EQ(WriteMarkdown(PageOf(
                Page::Table{{{.title = "President", .brief = "1"}}, {}})),
            "| President |\n| --- |\n");
}

TEST(WriteMarkdownTest, TreesOfOneColumnAreNestedLists) {
  EXPECT_EQ(WriteMarkdown(PageOf(TreeOf({{0, "school"},
                                         {1, "branch-1"},
                                         {2, "group-1"},
                                         {1, "branch-2"},
                                         {0, "company"}}))),
            "- school\n"
            "  - branch-1\n"
            "    - group-1\n"
            "  - branch-2\n"
            "- company\n");
}

TEST(WriteMarkdownTest, TreesOfSeveralColumnsAreIndentedTables) {
  Page::Tree tree{.columns = {{"unit"}, {"n", Page::Align::kRight}},
                  .rows = {}};
  tree.rows.push_back({0, {Plain("school"), Plain("10")}});
  tree.rows.push_back({2, {Plain("group"), Plain("1")}});
  EXPECT_EQ(WriteMarkdown(PageOf(std::move(tree))),
            "| unit | n |\n"
            "| --- | ---: |\n"
            "| school | 10 |\n"
            "| &emsp;&emsp;group | 1 |\n");
}

TEST(WriteMarkdownTest, TwoListsAfterOneAnotherStayTwo) {
  Page page;
  page.sections.push_back(
      {"", {TreeOf({{0, "a"}}), TreeOf({{0, "b"}, {1, "c"}})}});
  EXPECT_EQ(WriteMarkdown(page), "- a\n\n* b\n  * c\n");
}

TEST(WriteMarkdownTest, AnEmptyRowOfATreeIsNoLineUnderAHeading) {
  EXPECT_EQ(WriteMarkdown(PageOf(TreeOf({{0, "a"}, {1, ""}}))),
            "- a\n  - &nbsp;\n");
}

TEST(WriteMarkdownTest, DeepTreesAreIndentedToALimitAndSayTheirDepth) {
  std::vector<std::pair<std::uint32_t, std::string>> rows;
  for (std::uint32_t depth = 0; depth < kMaxTreeIndent + 2; ++depth) {
    rows.emplace_back(depth, "node");
  }
  EXPECT_THAT(
      WriteMarkdown(PageOf(TreeOf(rows))),
      EndsWith(std::string(2 * kMaxTreeIndent, ' ') + "- node\n" +
               std::string(2 * kMaxTreeIndent, ' ') + "- \\[33\\] node\n"));
}

TEST(WriteMarkdownTest, AMillionLevelsAreLinear) {
  Page::Tree tree{.columns = {{}}, .rows = {}};
  constexpr std::uint32_t kLevels = testing::kManyLevels;
  for (std::uint32_t depth = 0; depth < kLevels; ++depth) {
    tree.rows.push_back({depth, {Plain("u")}});
  }
  const std::string text = WriteMarkdown(PageOf(std::move(tree)));
  EXPECT_THAT(text.substr(text.size() - 40),
              EndsWith("- \\[" + std::to_string(kLevels - 1) + "\\] u\n"));
  EXPECT_LT(text.size(), std::size_t{kLevels} * 100);
}

// ------------------------------------------------------------------- Escaping

TEST(WriteMarkdownTest, MarksInTextAreEscaped) {
  EXPECT_EQ(ParagraphOf(Plain("a|b \\ <b>*x*</b> _y_ `z` [l](u) ~~s~~ #1 $m$")),
            "a\\|b \\\\ \\<b>\\*x\\*\\</b> \\_y\\_ \\`z\\` \\[l\\](u) "
            "\\~\\~s\\~\\~ \\#1 \\$m\\$");
}

TEST(WriteMarkdownTest, OnlyWhatReadsAsAnEntityIsEscaped) {
  EXPECT_EQ(ParagraphOf(Plain("&lt; &#60; R & D")), "\\&lt; &\\#60; R & D");
}

TEST(WriteMarkdownTest, AddressesAreNoLinksSoThatTheirEscapesAreRead) {
  EXPECT_EQ(ParagraphOf(Plain("https://a.b/c_d Www.x_y.org e.g. a:b")),
            "https\\://a.b/c\\_d Www\\.x\\_y.org e.g. a:b");
}

TEST(WriteMarkdownTest, LineBreaksAreKeptInEveryPlace) {
  EXPECT_EQ(ParagraphOf(Plain("a\nb\r\nc\rd")), "a<br>b<br>c<br>d");
  EXPECT_EQ(WriteMarkdown(PageOf(Page::Table{{{"t\nu"}}, {{Plain("a\nb")}}})),
            "| t<br>u |\n| --- |\n| a<br>b |\n");
}

TEST(WriteMarkdownTest, NoParagraphBecomesAListARuleOrAQuotation) {
  EXPECT_EQ(ParagraphOf(Plain("- a")), "\\- a");
  EXPECT_EQ(ParagraphOf(Plain("+ a")), "\\+ a");
  EXPECT_EQ(ParagraphOf(Plain("-")), "\\-");
  EXPECT_EQ(ParagraphOf(Plain("---")), "\\---");
  EXPECT_EQ(ParagraphOf(Plain("> a")), "\\> a");
  EXPECT_EQ(ParagraphOf(Plain("12. a")), "12\\. a");
  EXPECT_EQ(ParagraphOf(Plain("1) a")), "1\\) a");
  EXPECT_EQ(ParagraphOf(Plain("# a")), "\\# a");
  EXPECT_EQ(ParagraphOf(Plain("     code")), "code");
  EXPECT_EQ(ParagraphOf({{"1"}, {". a"}}), "1\\. a");
  // What cannot be one stays as it is.
  EXPECT_EQ(ParagraphOf(Plain("-5 +3")), "-5 +3");
  EXPECT_EQ(ParagraphOf(Plain("1.5")), "1.5");
  EXPECT_EQ(WriteMarkdown(PageOf(TreeOf({{0, "- a"}, {1, "1. b"}}))),
            "- \\- a\n  - 1\\. b\n");
}

TEST(WriteMarkdownTest, WhatIsNotSafeIsWrittenOut) {
  EXPECT_EQ(ParagraphOf(Plain("a\x1b\x07 \xff")),
            "a\\\\u{1b}\\\\u{7} \xef\xbf\xbd");
}

// ---------------------------------------------------------------------- Tones

TEST(WriteMarkdownTest, TonesAreMarksBetweenSpaces) {
  EXPECT_EQ(ParagraphOf({{"A", Tone::kStrong},
                         {" "},
                         {"B?", Tone::kBad},
                         {" late ", Tone::kWarning},
                         {"fine", Tone::kGood},
                         {" faint", Tone::kFaint}}),
            "**A** **B?** *late* fine faint");
}

TEST(WriteMarkdownTest, TonesThatWouldNotBeReadAsSuchAreLeftOut) {
  EXPECT_EQ(ParagraphOf({{"违规", Tone::kBad}, {"（2）"}}), "违规（2）");
  EXPECT_EQ(ParagraphOf({{"x"}, {"（2）", Tone::kStrong}, {" y"}}), "x（2） y");
}

TEST(WriteMarkdownTest, EmptySpansAreNothing) {
  EXPECT_EQ(ParagraphOf({{"", Tone::kBad}, {"a", Tone::kBad}, {""}}), "**a**");
  EXPECT_EQ(ParagraphOf({{"  ", Tone::kBad}, {"a"}}), "a");
}

}  // namespace
}  // namespace zeren
