// What the command says about the sample, to the byte, and that it says the
// same whatever the order of records.
//
// After a change that is meant, ZEREN_ACCEPT=1 in the environment writes the
// files anew; look at the difference before you keep it.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "src/command/command.h"
#include "tests/support/random_document.h"

namespace zeren {
namespace {

using testing::RandomDocument;
using testing::ShuffledText;
using Json = nlohmann::json;

const std::string kExamples = std::string(ZEREN_SOURCE_DIR) + "/examples/";

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Returns what the command says about a document, its exit code below.
std::string Zeren(const std::vector<std::string>& args, const std::string& in) {
  std::istringstream input(in);
  std::ostringstream out;
  std::ostringstream err;
  const int code = RunCommand(args, input, out, err);
  return out.str() + err.str() + "=> " + std::to_string(code);
}

class GoldenTest : public ::testing::Test {
 protected:
  // Expects the output of a command about the sample to be that of a file.
  static void ExpectFile(const std::vector<std::string>& args,
                         const std::string& name, int expected_code) {
    std::istringstream in(ReadFile(kExamples + "party-school.json"));
    std::ostringstream out;
    std::ostringstream err;
    EXPECT_EQ(RunCommand(args, in, out, err), expected_code);
    EXPECT_EQ(err.str(), "");
    if (std::getenv("ZEREN_ACCEPT") != nullptr) {
      std::ofstream(kExamples + name, std::ios::binary) << out.str();
    }
    EXPECT_EQ(out.str(), ReadFile(kExamples + name))
        << "If it is right, run this test with ZEREN_ACCEPT=1.";
  }
};

TEST_F(GoldenTest, CheckText) {
  ExpectFile({"check", "-"}, "party-school.check.txt", 1);
}

TEST_F(GoldenTest, CheckTextInChinese) {
  ExpectFile({"check", "-", "--lang", "zh"}, "party-school.check.zh.txt", 1);
}

TEST_F(GoldenTest, CheckJson) {
  ExpectFile({"check", "-", "--format", "json"}, "party-school.check.json", 1);
}

TEST_F(GoldenTest, CheckSarif) {
  ExpectFile({"check", "-", "--format", "sarif"}, "party-school.check.sarif",
             1);
}

TEST_F(GoldenTest, CheckShacl) {
  ExpectFile({"check", "-", "--format", "shacl"}, "party-school.check.jsonld",
             1);
}

// What was known a month before, and what has come since.
TEST_F(GoldenTest, CheckBesideABaseline) {
  ExpectFile(
      {"check", "-", "--baseline", kExamples + "party-school.known.json"},
      "party-school.check-known.txt", 1);
}

TEST_F(GoldenTest, TheBaselineIsThatOfAMonthBefore) {
  const std::string path = ::testing::TempDir() + "zeren_golden_known.json";
  const std::string text = ReadFile(kExamples + "party-school.json");
  Zeren({"check", "-", "--on", "2026-10-22", "--accept", path, "--owner",
         "post:school-president", "--expires", "2027-01-01"},
        text);
  const std::string known = ReadFile(path);
  std::remove(path.c_str());
  if (std::getenv("ZEREN_ACCEPT") != nullptr) {
    std::ofstream(kExamples + "party-school.known.json", std::ios::binary)
        << known;
  }
  EXPECT_EQ(known, ReadFile(kExamples + "party-school.known.json"));
}

TEST_F(GoldenTest, DiffText) {
  ExpectFile({"diff", "-", "--from", "2025-11-22"}, "party-school.diff.txt", 0);
}

TEST_F(GoldenTest, RollUpText) {
  ExpectFile({"rollup", "-", "members", "vacancies", "task_progress"},
             "party-school.rollup.txt", 0);
}

TEST_F(GoldenTest, StatementText) {
  ExpectFile({"statement", "-", "post:school-president"},
             "party-school.statement.txt", 0);
}

TEST_F(GoldenTest, StatementMarkdownInChinese) {
  ExpectFile({"statement", "-", "person:p-031", "--lang", "zh", "--format",
              "markdown"},
             "party-school.statement.zh.md", 0);
}

TEST_F(GoldenTest, WhatIfText) {
  ExpectFile({"whatif", "-", kExamples + "party-school.changes.json"},
             "party-school.whatif.txt", 0);
}

TEST_F(GoldenTest, WhatIfMarkdownInChinese) {
  ExpectFile({"whatif", "-", kExamples + "party-school.changes.json", "--top",
              "3", "--lang", "zh", "--format", "markdown"},
             "party-school.whatif.zh.md", 0);
}

TEST_F(GoldenTest, WhatIfJson) {
  ExpectFile({"whatif", "-", kExamples + "party-school.changes.json",
              "--format", "json"},
             "party-school.whatif.json", 0);
}

// The table of examples/README.md and the report name the same gaps.
TEST_F(GoldenTest, TheReadmeListsEveryGap) {
  const std::string readme = ReadFile(kExamples + "README.md");
  const Json report =
      Json::parse(ReadFile(kExamples + "party-school.check.json"));
  std::size_t rows = 0;
  for (std::size_t at = 0; (at = readme.find("\n| `", at)) != std::string::npos;
       ++at) {
    const std::size_t severity = readme.find("` | ", at) + 4;
    for (const char* word : {"violation", "warning", "info"}) {
      rows += readme.compare(severity, std::string(word).size(), word) == 0;
    }
  }
  EXPECT_EQ(report["gaps"].size(), rows);
  for (const Json& gap : report["gaps"]) {
    std::string row = "| `" + gap["rule"].get<std::string>() + "` | " +
                      gap["severity"].get<std::string>();
    if (!gap["waived_by"].is_null()) row += ", waived";
    row += " | `" + gap["focus"].get<std::string>() + "` |";
    EXPECT_THAT(readme, ::testing::HasSubstr(row));
  }
}

// ----------------------------------------------------------------- Shuffled

// All that can be asked of a document, in the forms in which it is answered.
std::vector<std::vector<std::string>> Questions(const Json& document) {
  std::vector<std::vector<std::string>> questions = {
      {"check", "-", "--format", "json"},
      {"check", "-"},
      {"check", "-", "--lang", "zh"},
      {"check", "-", "--format", "sarif"},
      {"check", "-", "--format", "shacl"},
      {"rollup", "-", "members", "task_progress", "fte", "--format", "json"},
      {"rollup", "-", "members", "task_progress", "fte"},
      {"rollup", "-", "posts", "vacancies", "--by", "posts", "--format",
       "json"},
      {"keypeople", "-", "--format", "json"},
      {"keypeople", "-", "--share", "0.5", "--format", "json"},
      {"diff", "-", "--from", "2024-02-28", "--to", "2024-06-30"},
      {"diff", "-", "--from", "2024-02-28", "--format", "json"}};
  const auto ask = [&](const char* command, const char* kind,
                       const char* array) {
    if (!document.contains(array)) return;
    for (const Json& record : document[array]) {
      const std::string node =
          std::string(kind) + ":" + record["id"].get<std::string>();
      questions.push_back({command, "-", node, "--format", "json"});
    }
  };
  ask("who", "task", "tasks");
  ask("who", "duty", "duties");
  ask("statement", "post", "posts");
  ask("statement", "person", "persons");
  ask("chain", "unit", "units");
  ask("chain", "post", "posts");
  ask("chain", "person", "persons");
  return questions;
}

TEST(ShuffleTest, TheOrderOfRecordsAndKeysLeavesNoTrace) {
  for (std::uint64_t seed = 0;
       seed < testing::kRandomDocuments / 50 && !::testing::Test::HasFailure();
       ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const Json document = RandomDocument(bits);
    const std::string written = document.dump();
    const std::string shuffled = ShuffledText(bits, document);
    for (const std::vector<std::string>& question : Questions(document)) {
      EXPECT_EQ(Zeren(question, shuffled), Zeren(question, written))
          << ::testing::PrintToString(question);
    }
  }
}

}  // namespace
}  // namespace zeren
