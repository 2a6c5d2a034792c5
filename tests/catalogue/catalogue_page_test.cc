// Each check has an example that it finds and one that it just does not, in
// examples/checks, and docs/catalogue.md is made of the registries and these.
//
// After a change that is meant, ZEREN_ACCEPT=1 in the environment writes
// docs/catalogue.md anew; look at the difference before you keep it.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"
#include "zeren/measure/measure.h"
#include "zeren/report/catalogue.h"
#include "zeren/report/markdown.h"

namespace zeren {
namespace {

const std::string kRoot = std::string(ZEREN_SOURCE_DIR) + "/";

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// Where the example is whose kind is "gap" or "ok".
std::string ExampleOf(std::string_view check, const std::string& kind) {
  return "examples/checks/" + std::string(check) + "." + kind + ".json";
}

// The lines that only one of the two examples of a check has, in their order.
struct Difference {
  std::vector<std::string> gap;
  std::vector<std::string> ok;
};

Difference DifferenceOf(std::string_view check) {
  const std::vector<std::string> gap =
      Lines(ReadFile(kRoot + ExampleOf(check, "gap")));
  const std::vector<std::string> ok =
      Lines(ReadFile(kRoot + ExampleOf(check, "ok")));
  const auto only_in = [](const std::vector<std::string>& these,
                          const std::vector<std::string>& those) {
    std::multiset<std::string> rest(those.begin(), those.end());
    std::vector<std::string> only;
    for (const std::string& line : these) {
      const auto other = rest.find(line);
      if (other == rest.end()) {
        only.push_back(line);
      } else {
        rest.erase(other);
      }
    }
    return only;
  };
  return {only_in(gap, ok), only_in(ok, gap)};
}

// What an example is found to be. That of `bad_record` is read leniently, as
// its gap is in what is left out.
GapReport ReportOf(std::string_view check, const std::string& kind) {
  const absl::StatusOr<Organization> org = LoadDocumentFile(
      kRoot + ExampleOf(check, kind), {.lenient = check == "bad_record"});
  EXPECT_TRUE(org.ok()) << org.status();
  if (!org.ok()) return FindGaps(Organization().AsOf({}), {});
  EXPECT_TRUE(org->as_of().has_value()) << ExampleOf(check, kind);
  const Snapshot snapshot = org->AsOf(org->as_of().value_or(absl::CivilDay()));
  const absl::StatusOr<GapReport> report = FindGaps(snapshot);
  EXPECT_TRUE(report.ok()) << report.status();
  return *report;
}

std::vector<std::string> CheckNames() {
  std::vector<std::string> names;
  for (const auto& check : CheckRegistry::BuiltIn().checks()) {
    names.emplace_back(check->name());
  }
  return names;
}

TEST(ExamplesOfChecksTest, EachCheckFindsTheOneAndPassesTheOther) {
  for (const std::string& check : CheckNames()) {
    SCOPED_TRACE(check);
    const GapReport gap = ReportOf(check, "gap");
    ASSERT_EQ(gap.rules().size(), 1u);
    EXPECT_EQ(gap.rules().front().rule.check, check);
    std::string id = check;
    std::replace(id.begin(), id.end(), '_', '-');
    EXPECT_EQ(gap.rules().front().rule.id, id);
    EXPECT_GE(gap.gaps().size(), 1u);

    const GapReport ok = ReportOf(check, "ok");
    ASSERT_EQ(ok.rules().size(), 1u);
    EXPECT_EQ(ok.rules().front().rule.check, check);
    EXPECT_EQ(ok.gaps().size(), 0u) << ok.MessageOf(ok.gaps().front()).In("en");
  }
}

// The second just does not have it: one line makes the difference.
TEST(ExamplesOfChecksTest, TheTwoDifferInOneLine) {
  for (const std::string& check : CheckNames()) {
    // A line that is otherwise, or a few that only one of them has.
    const Difference difference = DifferenceOf(check);
    const std::size_t lines = difference.gap.size() + difference.ok.size();
    EXPECT_GT(lines, 0u) << check;
    EXPECT_LE(lines, 3u) << check;
  }
}

TEST(ExamplesOfChecksTest, ThereAreNoOthers) {
  std::set<std::string> expected;
  for (const std::string& check : CheckNames()) {
    for (const char* const kind : {"gap", "ok"}) {
      expected.insert(kRoot + ExampleOf(check, kind));
    }
  }
  std::set<std::string> there;
  for (const auto& entry :
       std::filesystem::directory_iterator(kRoot + "examples/checks")) {
    there.insert(entry.path().string());
  }
  EXPECT_EQ(there, expected);
}

// ------------------------------------------------------- docs/catalogue.md

std::string SectionOf(const Page::Section& section) {
  Page page;
  page.sections = {section};
  return "\n" + WriteMarkdown(page);
}

std::string Trimmed(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == std::string::npos ? "" : line.substr(begin);
}

std::string LinkTo(const std::string& path, std::string_view text) {
  return "[" + std::string(text) + "](../" + path + ")";
}

// The example, what zeren says of it, and the line by which the other differs.
std::string ExampleText(std::string_view check) {
  std::string text = "\nExample: " + LinkTo(ExampleOf(check, "gap"), "a gap") +
                     ", and " + LinkTo(ExampleOf(check, "ok"), "just none") +
                     ".\n\n";
  const GapReport report = ReportOf(check, "gap");
  for (const Gap& gap : report.gaps()) {
    if (&gap != &report.gaps().front()) text += ">\n";
    const Text message = report.MessageOf(gap);
    Page::Section said;
    said.blocks.emplace_back(
        Page::Paragraph{{{std::string(message.In("en")) + "\n" +
                          std::string(message.In("zh"))}}});
    text += "> " + SectionOf(said).substr(1);
  }
  text += "\n```diff\n";
  const Difference difference = DifferenceOf(check);
  for (const std::string& line : difference.gap) {
    text += "-" + Trimmed(line) + "\n";
  }
  for (const std::string& line : difference.ok) {
    text += "+" + Trimmed(line) + "\n";
  }
  return text + "```\n";
}

std::string CatalogueText() {
  std::string text =
      "# Catalogue of checks and measures\n"
      "\n"
      "All that [rules](format.md#rules) can check and "
      "[roll-ups](concepts.md#roll-up-how-each-level-stands) can measure, as "
      "`CheckRegistry::BuiltIn()` and `MeasureRegistry::BuiltIn()` have\n"
      "it; the tests of the catalogue write this page. `zeren rules --checks` "
      "says the same, `zeren rules FILE` which rules a document has.\n"
      "\n"
      "Each check has two small documents: one with a gap, and one that just "
      "has none, by the lines that are shown. A parameter that is not\n"
      "set narrows nothing.\n"
      "\n"
      "## Checks\n";
  for (const Page::Section& section :
       MakeChecksPage(CheckRegistry::BuiltIn(), {.both_languages = true})
           .sections) {
    // One level further down than on a page of its own.
    text += "\n#" + SectionOf(section).substr(1) + ExampleText(section.title);
  }
  text += "\n## Measures\n";
  for (const Page::Section& section :
       MakeMeasuresPage(MeasureRegistry::BuiltIn(), {.both_languages = true})
           .sections) {
    text += SectionOf(section);
  }
  return text;
}

TEST(CatalogueDocumentTest, SaysWhatTheRegistriesHave) {
  const std::string path = kRoot + "docs/catalogue.md";
  const std::string text = CatalogueText();
  if (std::getenv("ZEREN_ACCEPT") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
  }
  EXPECT_EQ(text, ReadFile(path))
      << "If it is right, run this test with ZEREN_ACCEPT=1.";
}

}  // namespace
}  // namespace zeren
