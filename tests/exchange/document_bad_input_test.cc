// What is no document, and how it is told.

#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/random_document.h"
#include "zeren/core/problem.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

// The problems of a text, one a line.
std::string Told(std::string_view text) {
  const absl::Status status = LoadDocument(text).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  std::string told;
  for (const Problem& problem : Problems(status)) {
    told += ToText(problem) + '\n';
  }
  return told;
}

// The same for a document that has these fields beside its version.
std::string ToldOf(std::string_view fields) {
  return Told("{\"zeren\": 1,\n" + std::string(fields) + "\n}");
}

// --------------------------------------------------------------------- Syntax

TEST(BadDocument, CutAtAnyByteIsRefused) {
  const std::string text =
      "\xEF\xBB\xBF{\"zeren\": 1, \"profile\": {\"id\": \"x\", \"open\": "
      "true}, "
      "\"name\": {\"zh\": \"\xE5\x85\x9A\"},\n\"findings\": [{\"id\": "
      "\"f\\u0041\", "
      "\"subject\": \"unit:u\", \"source\": \"audit\", \"found\": "
      "\"2020-01-01\", \"steps\": [{\"state\": \"listed\", \"day\": "
      "\"2020-01-01\"}]}],\n\"units\": [{\"id\": \"u\", \"kind\": \"k\", "
      "\"attributes\": {\"a\": [1, -2.5e3, true, null]}}]}";
  ASSERT_TRUE(LoadDocument(text).ok()) << LoadDocument(text).status();
  for (std::size_t size = 0; size < text.size(); ++size) {
    const std::string told = Told(std::string_view(text).substr(0, size));
    EXPECT_THAT(told, ::testing::AnyOf(HasSubstr("this is not JSON"),
                                       HasSubstr("the text is empty")))
        << size;
  }
}

TEST(BadDocument, IsToldWhereItsSyntaxIsWrong) {
  EXPECT_EQ(Told("{\"zeren\": 1,\n \"units\": [}"),
            "2:12: this is not JSON: unexpected '}'; write '[', '{', or a "
            "literal\n");
  EXPECT_EQ(Told("{\"zeren\": 1} {"),
            "1:14: this is not JSON: unexpected '{'; end the text here\n");
  EXPECT_EQ(Told("{\"zeren\": 1,\n}"),
            "2:1: this is not JSON: unexpected '}'; write string literal\n");
  EXPECT_EQ(Told("zeren"), "1:1: this is not JSON: invalid literal\n");
  EXPECT_EQ(Told("{\"zeren\": 1"),
            "1:12: this is not JSON: unexpected end of input; write '}'\n");
  EXPECT_EQ(Told("{\"a\\x\": 1}"),
            "1:5: this is not JSON: invalid string: forbidden character after "
            "backslash\n");
  EXPECT_EQ(Told(std::string_view("{\"zeren\": 1}\n\0 ", 15)),
            "2:1: this is not JSON: a null byte; end the text here\n");
}

TEST(BadDocument, MustBeUtf8) {
  EXPECT_EQ(Told("{\"zeren\": 1, \"name\": \"\xFF\"}"),
            "1:23: this is not JSON: invalid string: ill-formed UTF-8 byte\n");
  EXPECT_EQ(Told("{\"zeren\": 1,\n\"name\": \"\xE5\x85\"}"),
            "2:12: this is not JSON: invalid string: ill-formed UTF-8 byte\n");
  EXPECT_THAT(Told("{\"zeren\": 1, \"name\": \"\\ud800\"}"),
              HasSubstr("surrogate"));
}

TEST(BadDocument, HasNumbersThatNothingCanHold) {
  EXPECT_THAT(Told("{\"zeren\": 1e999}"),
              StartsWith("1:15: this is not JSON: number overflow"));
  EXPECT_THAT(Told("{\"zeren\": 1, \"units\": [{\"attributes\": {\"x\": 1" +
                   std::string(400, '0') + "}}]}"),
              StartsWith("1:445: this is not JSON: number overflow"));
}

TEST(BadDocument, ToldOfSyntaxAfterAllThatIsWrongBefore) {
  EXPECT_EQ(Told("{\"colour\": 1,\n\"units\": [{\"id\": 5},\n{\"id\": 6 ["),
            "1:2: /colour: unknown field \"colour\"; "
            "allowed: zeren, profile, name, as_of, units, unit_lines, posts, "
            "reporting_lines, persons, memberships, appointments, absences, "
            "delegations, duties, tasks, assignments, progress, events, "
            "findings, training, stages, scores, grades, approvals\n"
            "2:11: /units/0: required field `kind` is missing; add it\n"
            "2:18: /units/0/id: id is 5; write a string\n"
            "3:8: /units/1/id: id is 6; write a string\n"
            "3:10: this is not JSON: unexpected '['; write '}'\n");
}

// ------------------------------------------------------------------ Top level

TEST(BadDocument, IsNoObject) {
  EXPECT_EQ(Told("[]"),
            "1:1: the document is a list; write an object: {\"zeren\": 1}\n");
  EXPECT_EQ(Told("\n  \"zeren\""),
            "2:3: the document is a string \"zeren\"; write an object: "
            "{\"zeren\": 1}\n");
}

TEST(BadDocument, NeedsTheVersionOfItsFormat) {
  EXPECT_EQ(Told("{\"units\": []}"),
            "1:1: required field `zeren` is missing; add it\n");
  for (const std::string_view version : {"2", "\"1\"", "true", "null", "1.5"}) {
    EXPECT_THAT(
        Told("{\"zeren\": " + std::string(version) + "}"),
        ::testing::AllOf(StartsWith("1:11: /zeren: zeren is "),
                         HasSubstr("; write 1, the version of the format")));
  }
}

TEST(BadDocument, HasOddFieldsAtItsTop) {
  EXPECT_EQ(ToldOf("\"as_of\": \"2024-02-30\",\n"
                   "\"name\": {},\n"
                   "\"units\": {\"id\": [{}]},\n"
                   "\"posts\": null,\n"
                   "\"units\": 5"),
            "2:10: /as_of: as_of is 2024-02-30, which is in no calendar; write "
            "a day that exists\n"
            "3:9: /name: name is an object without languages; write a string, "
            "or an object of language to string\n"
            "4:10: /units: units is an object; write a list of objects\n"
            "5:10: /posts: posts is null; write a list of objects\n"
            "6:1: /units: \"units\" is written twice; keep one of them\n");
}

TEST(BadDocument, HasAProfileThatIsWrong) {
  EXPECT_EQ(ToldOf("\"profile\": \"party-scool\""),
            "2:12: /profile: no built-in profile is called \"party-scool\"; "
            "did you mean \"party-school\"? allowed: company, generic, "
            "party-school\n");
  EXPECT_EQ(ToldOf("\"profile\": [3]"),
            "2:12: /profile: profile is a list; write the name of a built-in "
            "profile, or a profile object\n");
  const std::string told = ToldOf(
      "\"units\": [{\"id\": \"u\"}],\n"
      "\"profile\": {\"id\": \"x\", \"colour\": \"red\",\n"
      "  \"open\": \"yes\",\n  \"open\": true}");
  EXPECT_THAT(told, HasSubstr("2:11: /units/0: required field `kind`"));
  EXPECT_THAT(told, HasSubstr("3:24: /profile/colour: unknown field"));
  EXPECT_THAT(told, HasSubstr("4:11: /profile/open: "));
  EXPECT_THAT(told, HasSubstr("5:3: /profile/open: \"open\" is written twice"));
}

TEST(BadDocument, HasAProfileWithARuleThatNoCheckCanRun) {
  EXPECT_THAT(ToldOf("\"profile\": {\"id\": \"x\", \"rules\": [\n"
                     "  {\"id\": \"r\", \"check\": \"post_vacnt\"}]}"),
              ::testing::AllOf(StartsWith("3:"), HasSubstr("/profile/rules/0"),
                               HasSubstr("post_vacant")));
}

TEST(BadDocument, HasARuleWhoseConditionIsWrong) {
  EXPECT_THAT(
      ToldOf("\"profile\": {\"id\": \"x\", \"open\": true, \"rules\": [\n"
             "  {\"id\": \"r\", \"check\": \"coverage\", \"params\": {\n"
             "  \"when\": {\"count\": {\"mn\": 3}}}}]}"),
      ::testing::AllOf(
          HasSubstr("4:28: /profile/rules/0/params/when/count/mn: rule \"r\": "
                    "unknown field \"mn\"; did you mean \"min\"?"),
          HasSubstr("4:21: /profile/rules/0/params/when/count: rule \"r\": "
                    "count asks nothing; write min, max or both")));
}

TEST(BadDocument, HasAProfileThatNestsTooDeeply) {
  EXPECT_THAT(ToldOf("\"profile\": {\"id\": " + std::string(10000, '[') +
                     std::string(10000, ']') + "}"),
              HasSubstr("levels deep"));
}

// -------------------------------------------------------------------- Records

TEST(BadDocument, HasFieldsOfAnotherType) {
  EXPECT_EQ(
      ToldOf("\"posts\": [{\"id\": \"p\", \"unit\": true, \"kind\": null,\n"
             "\"title\": 3,\n"
             "\"seats\": \"two\",\n"
             "\"fte\": [1],\n"
             "\"reports_to\": {},\n"
             "\"attributes\": \"x\",\n"
             "\"valid_from\": \"unknown\",\n"
             "\"valid_to\": 20260101}]"),
      "2:31: /posts/0/unit: unit is true; write the id of a unit\n"
      "2:45: /posts/0/kind: kind is null; write a string\n"
      "3:10: /posts/0/title: title is 3; write a string, or an object of "
      "language to string\n"
      "4:10: /posts/0/seats: seats is a string \"two\"; write a whole number\n"
      "5:8: /posts/0/fte: fte is a list; write a number\n"
      "6:15: /posts/0/reports_to: reports_to is an object; write the id of a "
      "post, or null for nobody\n"
      "7:15: /posts/0/attributes: attributes is a string \"x\"; write an "
      "object\n"
      "8:15: /posts/0/valid_from: valid_from is a string \"unknown\"; write a "
      "day, YYYY-MM-DD\n"
      "9:13: /posts/0/valid_to: valid_to is 20260101; write a day, YYYY-MM-DD, "
      "or \"unknown\"\n");
}

TEST(BadDocument, HasPartsOfAnotherType) {
  EXPECT_EQ(
      ToldOf(
          "\"persons\": [{\"id\": \"n\", \"skills\": [\"a\", 2, {\"x\": []}],\n"
          "\"name\": {\"zh\": 5, \"en\": [[]], \"de\": null}}],\n"
          "\"findings\": [{\"id\": \"f\", \"subject\": \"unit:u\", "
          "\"source\": \"s\", \"found\": \"2020-01-01\", \"steps\": [\n"
          "1, [], {\"state\": \"lisited\", \"who\": 1},\n"
          "{\"state\": \"listed\", \"day\": \"2020-13-01\"}]}],\n"
          "\"delegations\": [{\"id\": \"d\", \"from\": \"post:p\", "
          "\"to\": \"post:q\", \"scope\": \"some\"}]"),
      "2:41: /persons/0/skills/1: an entry of skills is 2; write a string\n"
      "2:44: /persons/0/skills/2: an entry of skills is an object; write a "
      "string\n"
      "3:16: /persons/0/name/zh: name in \"zh\" is 5; write a string\n"
      "3:25: /persons/0/name/en: name in \"en\" is a list; write a string\n"
      "3:37: /persons/0/name/de: name in \"de\" is null; write a string\n"
      "5:1: /findings/0/steps/0: an entry of steps is 1; write an object\n"
      "5:4: /findings/0/steps/1: an entry of steps is a list; write an "
      "object\n"
      "5:8: /findings/0/steps/2: required field `day` is missing; add it\n"
      "5:18: /findings/0/steps/2/state: state is a string \"lisited\"; did you "
      "mean \"listed\"? allowed: listed, assigned, in_progress, reported, "
      "verified, closed, reopened\n"
      "5:29: /findings/0/steps/2/who: unknown field \"who\"; allowed: state, "
      "day, by, note\n"
      "6:28: /findings/0/steps/3/day: day is 2020-13-01, which is in no "
      "calendar; write a day that exists\n"
      "7:72: /delegations/0/scope: scope is a string \"some\"; write \"all\", "
      "or a list of tasks and duties\n");
}

TEST(BadDocument, HasRecordsThatAreNone) {
  EXPECT_EQ(ToldOf("\"units\": [\"u\", null, [[1], {\"a\": 2}],\n"
                   "{\"id\": \"u\", \"kind\": \"\"}]"),
            "2:11: /units/0: an entry of units is a string \"u\"; write an "
            "object\n"
            "2:16: /units/1: an entry of units is null; write an object\n"
            "2:22: /units/2: an entry of units is a list; write an object\n"
            "3:21: /units/3/kind: kind is empty; write at least one "
            "character\n");
}

TEST(BadDocument, HasUnknownAndDoubledFields) {
  EXPECT_EQ(
      ToldOf("\"units\": [{\"id\": \"u\", \"a/b~c\": {\"x\": [1]}, \"knd\": 1,"
             "\n\"kind\": \"k\", \"id\": \"v\", \"kind\": [], \"kind\": {},\n"
             "\"attributes\": {\"x\": 1, \"x\": 2}}],\n"
             "\"duties\": [{\"id\": \"d\", \"title\": {\"en\": \"a\", "
             "\"zh\": \"b\", \"en\": \"c\"}}]"),
      "2:23: /units/0/a~1b~0c: unknown field \"a/b~c\"; allowed: id, kind, "
      "name, parent, head, attributes, valid_from, valid_to\n"
      "2:44: /units/0/knd: unknown field \"knd\"; did you mean \"kind\"? "
      "allowed: id, kind, name, parent, head, attributes, valid_from, "
      "valid_to\n"
      "3:14: /units/0/id: \"id\" is written twice; keep one of them\n"
      "3:25: /units/0/kind: \"kind\" is written twice; keep one of them\n"
      "3:37: /units/0/kind: \"kind\" is written twice; keep one of them\n"
      "5:56: /duties/0/title/en: \"en\" is written twice; keep one of them\n");
}

TEST(BadDocument, ToldOfRangesEvenWhereAFieldIsUnknown) {
  EXPECT_EQ(ToldOf("\"posts\": [{\"id\": \"p\", \"unit\": \"u\", \"kind\": "
                   "\"k\", \"seats\": 0, \"tenure\": 5}]"),
            "2:58: /posts/0/seats: seats is 0; write 1 or more\n"
            "2:61: /posts/0/tenure: unknown field \"tenure\"; allowed: id, "
            "unit, kind, title, seats, fte, reports_to, attributes, "
            "valid_from, valid_to\n");
}

TEST(BadDocument, HasValuesOutOfRange) {
  EXPECT_EQ(
      ToldOf("\"units\": [{\"id\": \"u\", \"kind\": \"k\",\n"
             "\"valid_from\": \"2026-02-01\", \"valid_to\": \"2026-01-01\"},\n"
             "{\"id\": \"u\", \"kind\": \"k\"}],\n"
             "\"posts\": [{\"id\": \"p\", \"unit\": \"u\", \"kind\": \"k\", "
             "\"seats\": 1.5},\n"
             "{\"id\": \"q\", \"unit\": \"u\", \"kind\": \"k\", \"seats\": "
             "18446744073709551615}],\n"
             "\"appointments\": [{\"person\": null, \"post\": \"p\"}]"),
      "3:41: /units/0/valid_to: valid_to 2026-01-01 is not after valid_from "
      "2026-02-01; write the first day on which it no longer holds\n"
      "4:8: /units/1/id: id \"u\" is used more than once in `units`; give each "
      "its own id, or write one record\n"
      "5:58: /posts/0/seats: seats is 1.5; write a whole number\n"
      "6:48: /posts/1/seats: seats is 18446744073709551615; write a whole "
      "number\n"
      "7:18: /appointments/0: person is null, and nothing says that the post "
      "is filled; name the person, or add \"undisclosed\": true\n");
}

TEST(BadDocument, HasDoubledIdsAndWordsThatItsProfileLacks) {
  EXPECT_EQ(
      ToldOf("\"units\": [{\"id\": \"\", \"kind\": \"branch\"},\n"
             "{\"id\": \"u\", \"kind\": \"brunch\"},\n"
             "{\"kind\": \"branch\", \"id\": \"u\"}],\n"
             "\"profile\": \"party-school\""),
      "2:18: /units/0/id: id is empty; write at least one character\n"
      "3:21: /units/1/kind: kind \"brunch\" is not one of the unit_kinds of "
      "profile \"party-school\"; did you mean \"branch\"?\n"
      "4:26: /units/2/id: id \"u\" is used more than once in `units`; give "
      "each its own id, or write one record\n");
}

TEST(BadDocument, QuotesLongTextCutShortAtACharacter) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "党";
  std::string beginning;
  for (int i = 0; i < 20; ++i) beginning += "党";
  EXPECT_EQ(ToldOf("\"as_of\": \"" + text + "\""),
            "2:10: /as_of: as_of is a string \"" + beginning +
                "...\"; write a day, YYYY-MM-DD\n");
}

TEST(BadDocument, NestsDeeplyWhereNothingMay) {
  const std::string deep = std::string(10000, '[') + std::string(10000, ']');
  EXPECT_EQ(Told(deep),
            "1:1: the document is a list; write an object: {\"zeren\": 1}\n");
  EXPECT_EQ(ToldOf("\"units\": " + deep),
            "2:11: /units/0: an entry of units is a list; write an object\n");
  EXPECT_EQ(ToldOf("\"name\": " + deep + ", \"as_of\": \"\""),
            "2:9: /name: name is a list; write a string, or an object of "
            "language to string\n"
            "2:20020: /as_of: as_of is a string \"\"; write a day, "
            "YYYY-MM-DD\n");
  EXPECT_THAT(
      Told("{\"zeren\": 1, \"units\": [{\"x\": " + std::string(10000, '[')),
      HasSubstr("unexpected end of input"));
}

TEST(BadDocument, TellsTheFirstHundredProblemsAndCountsTheRest) {
  std::string text = "{\"zeren\": 1, \"units\": [\n";
  for (int i = 0; i < 250; ++i) text += "{},\n";
  text += "{}]}";
  const absl::Status status = LoadDocument(text).status();
  EXPECT_EQ(ProblemCount(status), 502u);
  const std::vector<Problem> problems = Problems(status);
  ASSERT_THAT(problems, SizeIs(kMaxProblems));
  EXPECT_EQ(ToText(problems.front()),
            "2:1: /units/0: required field `id` is missing; add it");
  EXPECT_EQ(ToText(problems.back()),
            "51:1: /units/49: required field `kind` is missing; add it");
  EXPECT_THAT(std::string(status.message()), StartsWith("502 problems, first"));
}

TEST(BadDocument, CountsTheProblemsOfProfilesToo) {
  std::string text = "{\"zeren\": 1, \"profile\": {\"id\": \"x\"";
  for (int i = 0; i < 150; ++i) text += ", \"x" + std::to_string(i) + "\": 1";
  text += "}, \"colour\": 1}";
  EXPECT_EQ(ProblemCount(LoadDocument(text).status()), 151u);
}

// The list of what is no document that the schema is tested with as well.
TEST(BadDocument, OfTheListIsRefusedAtThePlaceThatItNames) {
  std::ifstream in(std::string(ZEREN_SOURCE_DIR) +
                   "/tests/data/bad_documents.json");
  const Json list = Json::parse(in);
  ASSERT_THAT(list, Not(IsEmpty()));
  for (const Json& entry : list) {
    SCOPED_TRACE(entry.at("name"));
    const std::string pointer = entry.at("pointer");
    const absl::Status status =
        LoadDocument(entry.at("document").dump(2)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(Problems(status), Contains(Field(&Problem::pointer, pointer)))
        << status;
    for (const Problem& problem : Problems(status)) {
      EXPECT_GT(problem.line, 0u) << ToText(problem);
      EXPECT_GT(problem.column, 0u) << ToText(problem);
    }
  }
}

// -------------------------------------------------------------------- Lenient

const LoadOptions kLenient{.lenient = true, .source = {}};

std::vector<std::string> LeftOut(const Organization& org) {
  std::vector<std::string> left_out;
  for (const Problem& problem : org.left_out()) {
    left_out.push_back(problem.pointer);
  }
  return left_out;
}

TEST(LenientLoading, LeavesOutBadRecordsAndListsEach) {
  const absl::StatusOr<Organization> org = LoadDocument(
      R"({"zeren": 1, "units": [5, {"id": "u", "kind": "k"}, {"id": "v"},
          {"id": "u", "kind": "j"}],
          "posts": [{"id": "p", "unit": "u", "kind": "k", "seats": 0},
                    {"id": "p", "unit": "u", "kind": "k", "colour": 0}]})",
      kLenient);
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_EQ(WriteDocument(*org), R"({
  "zeren": 1,
  "profile": "generic",
  "units": [
    {"id": "u", "kind": "j"}
  ]
}
)");
  EXPECT_THAT(LeftOut(*org),
              ElementsAre("/posts/0/seats", "/posts/1/colour", "/units/0",
                          "/units/1/id", "/units/2"));
}

// What is left out for its words claims no id.
TEST(LenientLoading, KeepsAGoodRecordBesideABadOneOfTheSameId) {
  for (const bool swapped : {false, true}) {
    std::string good = R"({"id": "u", "kind": "good"})";
    std::string bad = R"({"id": "u", "kind": "bad"})";
    if (swapped) std::swap(good, bad);
    const absl::StatusOr<Organization> org = LoadDocument(
        R"({"zeren": 1, "profile": {"id": "own", "open": false,
            "unit_kinds": [{"id": "good"}]},
            "units": [)" +
            good + ", " + bad + "]}",
        kLenient);
    ASSERT_TRUE(org.ok()) << org.status();
    ASSERT_EQ(org->count(NodeKind::kUnit), 1u);
    EXPECT_EQ(org->row(UnitId{0}).kind, "good");
    EXPECT_EQ(org->left_out_records(), 1u);
  }
}

TEST(LenientLoading, StillRefusesWhatIsNoRecord) {
  EXPECT_EQ(LoadDocument("{\"units\": [{}]}", kLenient).status().message(),
            "1 problem: 1:1: required field `zeren` is missing; add it");
  EXPECT_EQ(
      LoadDocument("{\"zeren\": 1, \"units\": [{}], \"posts\": 5}", kLenient)
          .status()
          .message(),
      "1 problem: 1:38: /posts: posts is 5; write a list of objects");
  EXPECT_EQ(LoadDocument("{\"zeren\": 1, \"units\": [{}", kLenient)
                .status()
                .message(),
            "1 problem: 1:26: this is not JSON: unexpected end of input; write "
            "']'");
}

TEST(LenientLoading, KeepsTheSameRecordsWhateverTheirOrder) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = testing::RandomDocument(bits);
    // Spoils some records, and lets others claim one id.
    for (Json& array : document) {
      if (!array.is_array()) continue;
      const std::size_t size = array.size();
      for (std::size_t i = 0; i < size; ++i) {
        Json copy = array[i];
        if (bits() % 3 == 0 && copy.contains("id")) {
          copy["valid_from"] = "2020-01-0" + std::to_string(1 + bits() % 9);
          array.push_back(copy);
        }
        if (bits() % 4 == 0) array[i]["colour"] = "red";
        if (bits() % 8 == 0) array.push_back(bits());
      }
    }
    const absl::StatusOr<Organization> org =
        LoadDocument(document.dump(), kLenient);
    ASSERT_TRUE(org.ok()) << org.status();
    for (int i = 0; i < 3; ++i) {
      const absl::StatusOr<Organization> shuffled = LoadDocument(
          testing::ShuffleDocument(bits, document).dump(), kLenient);
      ASSERT_TRUE(shuffled.ok()) << shuffled.status();
      EXPECT_EQ(WriteDocument(*shuffled), WriteDocument(*org)) << seed;
      EXPECT_EQ(shuffled->left_out().size(), org->left_out().size()) << seed;
    }
  }
}

}  // namespace
}  // namespace zeren
