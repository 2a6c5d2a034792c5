#include "zeren/report/csv.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace zeren {
namespace {

Page::Line Plain(std::string text) { return {{std::move(text)}}; }

Page PageOf(std::variant<Page::Paragraph, Page::Table, Page::Tree> block) {
  Page page;
  page.sections.push_back({"", {std::move(block)}});
  return page;
}

// One cell of a table without titles, as it is written.
std::string Field(std::string text, const CsvOptions& options = {}) {
  std::string csv = WriteCsv(
      PageOf(Page::Table{{{}, {}}, {{Plain(std::move(text)), Plain("x")}}}),
      options);
  const std::string end = ",x\r\n";
  EXPECT_TRUE(csv.ends_with(end)) << csv;
  csv.resize(csv.size() - end.size());
  return csv;
}

TEST(WriteCsvTest, APageWithoutTablesIsEmpty) {
  Page page = PageOf(Page::Paragraph{Plain("nothing to count")});
  page.title = "Title";
  EXPECT_EQ(WriteCsv(page), "");
}

TEST(WriteCsvTest, LinesEndWithCrLfAndTitlesComeFirst) {
  EXPECT_EQ(WriteCsv(PageOf(Page::Table{
                {{"unit"}, {"members", Page::Align::kRight}},
                {{Plain("school"), Plain("61")}, {Plain("党校"), Plain("5")}},
            })),
            "unit,members\r\nschool,61\r\n党校,5\r\n");
}

TEST(WriteCsvTest, ThereAreNoTitlesWhereNoColumnHasOne) {
  EXPECT_EQ(WriteCsv(PageOf(Page::Table{{{}, {}}, {{Plain("a"), Plain("b")}}})),
            "a,b\r\n");
}

TEST(WriteCsvTest, ColumnsHaveTheirFullTitles) {
  EXPECT_EQ(WriteCsv(PageOf(Page::Table{
                {{"work"}, {.title = "President", .brief = "1"}}, {}})),
            "work,President\r\n");
}

TEST(WriteCsvTest, SpansOfACellFollowOneAnother) {
  EXPECT_EQ(WriteCsv(PageOf(Page::Table{
                {{}}, {{{{"A", Page::Tone::kStrong}, {" "}, {"(R)"}}}}})),
            "A (R)\r\n");
}

TEST(WriteCsvTest, EveryLineHasAsManyFields) {
  EXPECT_EQ(
      WriteCsv(PageOf(Page::Table{{{"a"}, {"b"}, {"c"}}, {{Plain("1")}, {}}})),
      "a,b,c\r\n1,,\r\n,,\r\n");
}

TEST(WriteCsvTest, ARowOfOneEmptyFieldIsNoEmptyLine) {
  EXPECT_EQ(WriteCsv(PageOf(Page::Table{{{}}, {{Plain("")}, {Plain("a")}}})),
            "\"\"\r\na\r\n");
}

TEST(WriteCsvTest, TreesHaveAColumnForTheDepth) {
  Page::Tree tree{.columns = {{"work"}, {"n"}}, .rows = {}};
  tree.rows.push_back({0, {Plain("plan"), Plain("2")}});
  tree.rows.push_back({1, {Plain("part"), Plain("1")}});
  EXPECT_EQ(WriteCsv(PageOf(std::move(tree))),
            "depth,work,n\r\n0,plan,2\r\n1,part,1\r\n");
}

TEST(WriteCsvTest, SeveralTablesStandApartAndOneCanBeChosen) {
  Page page;
  page.sections.push_back(
      {"", {Page::Table{{{"a"}}, {}}, Page::Paragraph{Plain("between")}}});
  Page::Tree tree{.columns = {{}}, .rows = {}};
  tree.rows.push_back({3, {Plain("deep")}});
  page.sections.push_back({"", {std::move(tree)}});
  EXPECT_EQ(WriteCsv(page), "a\r\n\r\n3,deep\r\n");
  EXPECT_EQ(WriteCsv(page, {.table = 0}), "a\r\n");
  EXPECT_EQ(WriteCsv(page, {.table = 1}), "3,deep\r\n");
  EXPECT_EQ(WriteCsv(page, {.table = 2}), "");
}

TEST(WriteCsvTest, AByteOrderMarkComesOnlyWhereAskedFor) {
  const Page page = PageOf(Page::Table{{{}}, {{Plain("党")}}});
  EXPECT_EQ(WriteCsv(page), "党\r\n");
  EXPECT_EQ(WriteCsv(page, {.byte_order_mark = true}), "\xef\xbb\xbf党\r\n");
}

TEST(WriteCsvTest, QuotesAreWhereAFieldNeedsThem) {
  EXPECT_EQ(Field("plain text"), "plain text");
  EXPECT_EQ(Field("a,b"), "\"a,b\"");
  EXPECT_EQ(Field("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(Field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(Field("two\r\nlines"), "\"two\r\nlines\"");
  EXPECT_EQ(Field(" edge"), "\" edge\"");
  EXPECT_EQ(Field("edge "), "\"edge \"");
}

TEST(WriteCsvTest, FormulasAreGuarded) {
  EXPECT_EQ(Field("=1+1"), "'=1+1");
  EXPECT_EQ(Field("+86 431"), "'+86 431");
  EXPECT_EQ(Field("-1+1"), "'-1+1");
  EXPECT_EQ(Field("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(Field("  =1+1"), "'  =1+1");
  EXPECT_EQ(Field("\t=1+1"), "\"'\t=1+1\"");
  EXPECT_EQ(Field("\r=1+1"), "\"'\r=1+1\"");
  EXPECT_EQ(Field("\n=1+1"), "\"'\n=1+1\"");
  EXPECT_EQ(Field("＝1+1"), "'＝1+1");
  EXPECT_EQ(Field("＠SUM(A1)"), "'＠SUM(A1)");
  EXPECT_EQ(Field("=HYPERLINK(\"x\",\"y\")"),
            "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
}

TEST(WriteCsvTest, TitlesAreGuardedToo) {
  EXPECT_EQ(WriteCsv(PageOf(Page::Table{{{"=A1"}}, {}})), "'=A1\r\n");
}

TEST(WriteCsvTest, NumbersAndSignsAloneAreNoFormulas) {
  for (const char* text : {"-1", "-1.5", "-1e9", "-1.25E-3", "12", "-", "+",
                           "=", "@", "a=b", "2026-11-22", "(A)", "A?"}) {
    EXPECT_EQ(Field(text), text);
  }
  for (const char* text : {"-1.", "-.5", "-1e", "-0x1F", "--1", "-1 -2"}) {
    EXPECT_EQ(Field(text), std::string("'") + text);
  }
}

TEST(WriteCsvTest, WithoutTheGuardEveryByteIsAsItIs) {
  EXPECT_EQ(Field("=1+1", {.guard_formulas = false}), "=1+1");
  EXPECT_EQ(Field("\t=1", {.guard_formulas = false}), "\"\t=1\"");
}

TEST(WriteCsvTest, WhatIsNotSafeIsWrittenOut) {
  EXPECT_EQ(Field("a\x1b[31mb \xff"), "a\\u{1b}[31mb \xef\xbf\xbd");
}

// Reads RFC 4180 back, field by field.
std::vector<std::vector<std::string>> Parse(const std::string& csv) {
  std::vector<std::vector<std::string>> records;
  std::size_t at = 0;
  while (at < csv.size()) {
    std::vector<std::string> record;
    while (true) {
      std::string field;
      if (csv[at] == '"') {
        for (++at; csv[at] != '"' || csv[at + 1] == '"'; ++at) {
          if (csv[at] == '"') ++at;
          field += csv[at];
        }
        ++at;
      } else {
        while (csv[at] != ',' && csv[at] != '\r') field += csv[at++];
      }
      record.push_back(field);
      if (csv[at++] != ',') break;
    }
    EXPECT_EQ(csv[at++], '\n');
    records.push_back(std::move(record));
  }
  return records;
}

TEST(WriteCsvTest, WhatWasWrittenCanBeReadBack) {
  const std::vector<std::string> pieces = {"",  "a", ",",  "\"", "\r\n", "\n",
                                           " ", "=", "党", "\r", "'",    "1"};
  std::vector<std::vector<std::string>> texts;
  std::vector<std::vector<Page::Line>> rows;
  for (const std::string& a : pieces) {
    for (const std::string& b : pieces) {
      for (const std::string& c : pieces) {
        texts.push_back({a + b + c, c + a});
        rows.push_back({Plain(a + b + c), Plain(c + a)});
      }
    }
  }
  EXPECT_EQ(Parse(WriteCsv(PageOf(Page::Table{{{}, {}}, rows}),
                           {.guard_formulas = false})),
            texts);
}

}  // namespace
}  // namespace zeren
