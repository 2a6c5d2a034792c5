#include "zeren/exchange/document.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/random_document.h"
#include "zeren/core/problem.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RandomDocument;
using testing::ShuffledText;
using ::testing::SizeIs;
using Json = nlohmann::json;
namespace fs = std::filesystem;

Organization LoadOrDie(std::string_view json) {
  absl::StatusOr<Organization> org = LoadDocument(json);
  EXPECT_TRUE(org.ok()) << org.status();
  return org.ok() ? *std::move(org) : Organization();
}

bool SaysNothing(const Json& value) {
  return value.is_null() || value == Json::array() || value == Json::object();
}

// What a text says, whatever the order of records and keys: a field that is
// null says nothing, but for the references that may be, nor do lists without
// entries and the scope "all".
Json Meaning(const std::string& text) {
  Json document = Json::parse(text);
  for (Json& array : document) {
    if (!array.is_array()) continue;
    for (Json& record : array) {
      for (auto field = record.begin(); field != record.end();) {
        const std::string& name = field.key();
        const bool mute =
            name == "scope" ? *field == "all" : SaysNothing(*field);
        const bool kept = !mute || name == "reports_to" || name == "person";
        field = kept ? std::next(field) : record.erase(field);
      }
    }
    std::sort(array.begin(), array.end());
  }
  if (!document.contains("profile")) document["profile"] = "generic";
  return document;
}

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// A folder of its own for each test.
class DocumentFiles : public ::testing::Test {
 protected:
  DocumentFiles()
      : folder_(fs::path(::testing::TempDir()) /
                ("zeren-document-" + std::to_string(std::random_device()()))) {
    fs::create_directories(folder_);
  }
  ~DocumentFiles() override { fs::remove_all(folder_); }

  std::string Path(std::string_view name) const { return folder_ / name; }
  std::string Write(std::string_view name, std::string_view text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
    return Path(name);
  }

  fs::path folder_;
};

// -------------------------------------------------------------- There and back

TEST(Document, SurvivesLoadingAndWritingInEveryRealSample) {
  const char* const set = std::getenv("ZEREN_DATA");
  const fs::path source = ZEREN_SOURCE_DIR;
  const fs::path data =
      set != nullptr ? fs::path(set) : source / ".." / "shared" / "data";
  std::vector<fs::path> files = {source / "examples" / "party-school.json"};
  if (fs::is_directory(data / "native")) {
    for (const auto& entry : fs::directory_iterator(data / "native")) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
  }
  for (const fs::path& file : files) {
    SCOPED_TRACE(file);
    const absl::StatusOr<Organization> org = LoadDocumentFile(file);
    ASSERT_TRUE(org.ok()) << org.status();
    const std::string written = WriteDocument(*org);
    EXPECT_EQ(Meaning(written), Meaning(ReadFile(file)));
    EXPECT_EQ(WriteDocument(LoadOrDie(written)), written);
  }
  if (files.size() == 1) {
    GTEST_SKIP() << "only the example was tried: no folder " << data / "native"
                 << "; set ZEREN_DATA";
  }
}

constexpr std::string_view kEveryField = R"({
  "zeren": 1,
  "profile": {"id": "mine", "extends": "generic", "title": {"en": "Mine"}},
  "name": {"zh": "组织", "en": "Organisation"},
  "as_of": "2026-11-22",
  "units": [{"id": "u", "kind": "team", "name": "U", "parent": "v",
             "head": "p", "attributes": {"x": 1}, "valid_from": "2020-01-01",
             "valid_to": "2030-01-01"}],
  "unit_lines": [{"child": "u", "parent": "v", "kind": "guidance",
                  "weight": 0.25, "valid_from": "2020-01-01",
                  "valid_to": "unknown"}],
  "posts": [{"id": "p", "unit": "u", "kind": "head", "title": {"en": "P"},
             "seats": 2, "fte": 1.5, "reports_to": "q",
             "attributes": {"grade": "A"}, "valid_from": "2020-01-01",
             "valid_to": "2030-01-01"},
            {"id": "q", "unit": "v", "kind": "head", "reports_to": null}],
  "reporting_lines": [{"post": "p", "reports_to": "q", "kind": "primary",
                       "valid_from": "2020-01-01", "valid_to": "2021-01-01"},
                      {"post": "p", "reports_to": null}],
  "persons": [{"id": "n", "name": "N", "birth_date": "1980-02-29",
               "skills": ["b", "a"], "capacity": 0.5,
               "attributes": {"t": true}, "valid_from": "2020-01-01",
               "valid_to": "2030-01-01"}],
  "memberships": [{"person": "n", "unit": "u", "standing": "full",
                   "home": false, "valid_from": "2020-01-01",
                   "valid_to": "2030-01-01"}],
  "appointments": [{"person": "n", "post": "p", "mode": "acting",
                    "share": 0.5, "approved_by": "u", "undisclosed": false,
                    "valid_from": "2020-01-01", "valid_to": "2030-01-01"},
                   {"person": null, "post": "q", "undisclosed": true}],
  "absences": [{"person": "n", "reason": "leave", "valid_from": "2020-01-01",
                "valid_to": "2020-02-01"}],
  "delegations": [{"id": "d", "from": "post:p", "to": "person:n",
                   "scope": ["task:t", "duty:y"], "may_redelegate": true,
                   "set_by": "n", "valid_from": "2020-01-01",
                   "valid_to": "2030-01-01"},
                  {"id": "e", "from": "post:p", "to": "person:n",
                   "scope": []}],
  "duties": [{"id": "y", "title": "Y", "kind": "principal",
              "bearer": "unit:u", "superior": "z", "valid_from": "2020-01-01",
              "valid_to": "2030-01-01"}],
  "tasks": [{"id": "t", "title": "T", "unit": "u", "parent": "s",
             "start": "2020-01-01", "due": "2020-01-01", "weight": 2,
             "effort": 3.5, "requires": ["a"], "persons": 2,
             "cascade": "team", "cancelled": "2020-06-01",
             "attributes": {"n": 0.1}}],
  "assignments": [{"work": "task:t", "role": "accountable", "to": "post:p",
                   "valid_from": "2020-01-01", "valid_to": "2030-01-01"}],
  "progress": [{"task": "t", "day": "2020-01-01", "done": 0.5,
                "state": "verified", "by": "n", "evidence": "file 7"}],
  "events": [{"id": "e", "kind": "meeting", "subject": "unit:u",
              "day": "2020-01-01", "mode": "online", "due": 9, "present": 8,
              "voting_due": 7, "voting_present": 6, "in_favour": 0,
              "participants": ["n", "m"], "hours": 1.5, "topics": ["x"],
              "evidence": "minutes"}],
  "findings": [{"id": "f", "subject": "finding:f", "source": "audit",
                "found": "2020-01-01", "title": "F", "owner": "post:p",
                "due": "2020-02-01",
                "steps": [{"state": "listed", "day": "2020-01-02", "by": "n",
                           "note": "noted"},
                          {"state": "closed", "day": "2020-01-01"}]}],
  "training": [{"person": "n", "course": "C", "class": "theory",
                "method": "debate", "mode": "onsite", "day": "2020-01-01",
                "hours": 8}],
  "stages": [{"person": "n", "stage": "activist", "day": "2020-01-01",
              "unit": "u", "gates": {"talk": "2020-01-02",
                                     "sponsors": ["a", "b"]}}],
  "scores": [{"cycle": "2020", "indicator": "i", "subject": "person:n",
              "score": -1.5, "day": "2020-12-31", "source": "peer",
              "raters": 5}],
  "grades": [{"cycle": "2020", "subject": "unit:u", "grade": "good",
              "follow_up": "e"}],
  "approvals": [{"rule": "r", "focus": "delegation:d", "by": "unit:u",
                 "reason": "small", "valid_from": "2020-01-01",
                 "valid_to": "2030-01-01"}]
})";

// Without this the test below could forget a field that is added one day.
TEST(Document, SampleOfEveryFieldHasThemAll) {
  const Json document = Json::parse(kEveryField);
  const auto expect_all = [&]<typename View>(const Json& record, const View*) {
    std::apply(
        [&](const auto&... field) {
          const auto expect = [&](std::string_view name) {
            EXPECT_TRUE(record.contains(name)) << name;
          };
          (expect(field.name), ...);
        },
        View::Fields());
  };
  [&]<typename... Views>(std::tuple<Views...>*) {
    (expect_all(document.at(std::string(Views::kArray)).at(0),
                static_cast<const Views*>(nullptr)),
     ...);
  }(static_cast<AllViews*>(nullptr));
  expect_all(document.at("findings").at(0).at("steps").at(0),
             static_cast<const BasicFindingStep<std::string_view>*>(nullptr));
}

TEST(Document, KeepsEveryFieldOfEveryArray) {
  const Organization org = LoadOrDie(kEveryField);
  EXPECT_EQ(Meaning(WriteDocument(org)), Meaning(std::string(kEveryField)));
}

TEST(Document, KeepsTheOrderWithinLists) {
  const Organization org = LoadOrDie(kEveryField);
  EXPECT_THAT(org.rows<PersonView>()[0].skills, ElementsAre("b", "a"));
  EXPECT_THAT(org.rows<EventView>()[0].participants, ElementsAre("n", "m"));
  EXPECT_EQ(org.rows<FindingView>()[0].steps[0].state, FindingState::kListed);
}

// A written document without the line of its profile.
std::string WithoutProfile(std::string text) {
  const std::size_t begin = text.find("  \"profile\"");
  return text.erase(begin, text.find('\n', begin) - begin);
}

TEST(Document, IsWrittenTheSameForAnyOrderOfRecordsAndKeys) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 bits(seed);
    const Json document = RandomDocument(bits);
    const std::string written = WriteDocument(LoadOrDie(document.dump()));
    EXPECT_EQ(Meaning(written), Meaning(document.dump())) << "seed " << seed;
    const std::string text = ShuffledText(bits, document);
    // Profiles are kept as they are written.
    EXPECT_EQ(WithoutProfile(WriteDocument(LoadOrDie(text))),
              WithoutProfile(written))
        << "seed " << seed;
  }
}

TEST(Document, WritesOneRecordALineInTheOrderOfTheFormat) {
  const Organization org = LoadOrDie(R"({
    "memberships": [{"unit": "b", "person": "n"}, {"unit": "a", "person": "n"}],
    "units": [{"kind": "team", "id": "b"},
              {"id": "a", "kind": "team", "parent": "b", "name": null}],
    "as_of": "2026-11-22",
    "absences": [],
    "name": "Acme",
    "profile": {"extends": "generic", "id": "acme"},
    "zeren": 1.0
  })");
  EXPECT_EQ(WriteDocument(org), R"({
  "zeren": 1,
  "profile": {"extends":"generic","id":"acme"},
  "name": "Acme",
  "as_of": "2026-11-22",
  "units": [
    {"id": "a", "kind": "team", "parent": "b"},
    {"id": "b", "kind": "team"}
  ],
  "memberships": [
    {"person": "n", "unit": "a"},
    {"person": "n", "unit": "b"}
  ]
}
)");
}

TEST(Document, WithNothingInItIsWrittenAsSuch) {
  EXPECT_EQ(WriteDocument(Organization()),
            "{\n  \"zeren\": 1,\n  \"profile\": \"generic\"\n}\n");
  EXPECT_EQ(WriteDocument(LoadOrDie("{\"zeren\": 1}")),
            WriteDocument(Organization()));
}

// ----------------------------------------------------------------- What it
// says

TEST(Document, TakesNullForNotWrittenButForReportsTo) {
  const Organization org = LoadOrDie(R"({"zeren": 1, "name": null,
    "as_of": null, "profile": null,
    "units": [{"id": "u", "kind": "team", "parent": null, "attributes": null,
               "valid_from": null, "valid_to": null}],
    "posts": [{"id": "p", "unit": "u", "kind": "head", "seats": null,
               "reports_to": null},
              {"id": "q", "unit": "u", "kind": "clerk"}],
    "persons": [{"id": "n", "skills": null}],
    "appointments": [{"person": "n", "post": "p", "share": null,
                      "mode": null}],
    "delegations": [{"id": "d", "from": "post:p", "to": "post:q",
                     "scope": null}]})");
  EXPECT_FALSE(org.as_of().has_value());
  EXPECT_EQ(org.row(*org.FindId<UnitId>("u")),
            (UnitView{.id = "u", .kind = "team"}));
  const PostView p = org.row(*org.FindId<PostId>("p"));
  EXPECT_FALSE(p.seats.has_value());
  EXPECT_TRUE(p.reports_to.written());
  EXPECT_FALSE(p.reports_to.post().has_value());
  EXPECT_FALSE(org.row(*org.FindId<PostId>("q")).reports_to.written());
  EXPECT_FALSE(org.rows<AppointmentView>()[0].mode.has_value());
  EXPECT_FALSE(org.rows<DelegationView>()[0].scope.has_value());
}

TEST(Document, ScopeAllIsTheSameAsNone) {
  const Organization org = LoadOrDie(R"({"zeren": 1, "delegations": [
    {"id": "d", "from": "post:p", "to": "post:q", "scope": "all"}]})");
  EXPECT_FALSE(org.rows<DelegationView>()[0].scope.has_value());
}

TEST(Document, TakesWholeNumbersHoweverTheyAreWritten) {
  const Organization org = LoadOrDie(R"({"zeren": 1,
    "posts": [{"id": "p", "unit": "u", "kind": "k", "seats": 2.0, "fte": 3}],
    "persons": [{"id": "n", "capacity": 1000000000000000}]})");
  EXPECT_EQ(org.rows<PostView>()[0].seats, 2);
  EXPECT_EQ(org.rows<PostView>()[0].fte, 3.0);
  EXPECT_EQ(org.rows<PersonView>()[0].capacity, 1e15);
}

// The attributes of the only unit of a document.
BasicAttributes<std::string> AttributesOf(const Organization& org) {
  BasicAttributes<std::string> owned;
  const UnitView unit = org.rows<UnitView>()[0];
  for (const auto& attribute : unit.attributes) {
    auto& copy = owned.emplace_back();
    copy.name = attribute.name;
    std::visit(
        [&]<typename T>(const T& value) {
          if constexpr (std::is_same_v<T, std::string_view>) {
            copy.value = std::string(value);
          } else if constexpr (std::is_same_v<T, BasicJson<std::string_view>>) {
            copy.value = BasicJson<std::string>{std::string(value.text)};
          } else {
            copy.value = value;
          }
        },
        attribute.value);
  }
  return owned;
}

TEST(Document, KeepsTypesAndValuesOfAttributes) {
  const Organization org = LoadOrDie(R"({"zeren": 1, "units": [
    {"id": "u", "kind": "k", "attributes": {
      "a": true, "b": -9223372036854775808, "c": 9223372036854775807,
      "d": 18446744073709551615, "e": 1.0, "f": -0.0, "g": 5e-324,
      "h": 1e300, "i": "\u0000\ud83d\ude00/\"\\", "j": null,
      "k": {"x": [1, 2.50, {"y": null}], "x": "\n"}, "l": [],
      "m": 0.1, "": "no name", "twice": 1, "twice": {"x": 2},
      "twice": 3}}]})");
  using A = BasicAttribute<std::string>;
  using Nested = BasicJson<std::string>;
  EXPECT_THAT(
      AttributesOf(org),
      ElementsAre(A{"", std::string("no name")}, A{"a", true},
                  A{"b", std::numeric_limits<std::int64_t>::min()},
                  A{"c", std::numeric_limits<std::int64_t>::max()},
                  A{"d", Nested{"18446744073709551615"}}, A{"e", 1.0},
                  A{"f", -0.0}, A{"g", 5e-324}, A{"h", 1e300},
                  A{"i", std::string("\0\xF0\x9F\x98\x80/\"\\", 8)},
                  A{"j", Nested{"null"}},
                  A{"k", Nested{R"({"x":[1,2.5,{"y":null}],"x":"\n"})"}},
                  A{"l", Nested{"[]"}}, A{"m", 0.1},
                  A{"twice", std::int64_t{3}}));
  const Organization again = LoadOrDie(WriteDocument(org));
  EXPECT_EQ(AttributesOf(again), AttributesOf(org));
}

TEST(Document, KeepsRandomNumbersToTheLastBit) {
  std::mt19937_64 bits(1);
  for (int i = 0; i < 1000; ++i) {
    double number = std::bit_cast<double>(bits());
    if (!std::isfinite(number)) number = 0.5;
    OrganizationBuilder builder;
    builder.AddUnit({.id = "u", .kind = "k", .attributes = {{"x", number}}});
    const std::string written = WriteDocument(*builder.Build());
    EXPECT_THAT(AttributesOf(LoadOrDie(written)),
                ElementsAre(BasicAttribute<std::string>{"x", number}));
  }
}

TEST(Document, KeepsWhatNestsDeeplyInAttributes) {
  constexpr int kDepth = 10000;
  const std::string deep =
      std::string(kDepth, '[') + "{}" + std::string(kDepth, ']');
  const std::string text =
      R"({"zeren": 1, "units": [{"id": "u", "kind": "k", "attributes": {"x": )" +
      deep + "}}]}";
  const Organization org = LoadOrDie(text);
  const Organization again = LoadOrDie(WriteDocument(org));
  EXPECT_THAT(AttributesOf(again), ElementsAre(BasicAttribute<std::string>{
                                       "x", BasicJson<std::string>{deep}}));
}

TEST(Document, KeepsStringsWhateverIsInThem) {
  const std::string id = "a\"b\\c/d\n\t\x7F\x01 党\xF0\x9F\x98\x80";
  OrganizationBuilder builder;
  builder.AddUnit({.id = id, .kind = "k", .name = TextView("")});
  const Organization again = LoadOrDie(WriteDocument(*builder.Build()));
  EXPECT_EQ(again.row(*again.FindId<UnitId>(id)),
            (UnitView{.id = id, .kind = "k", .name = TextView("")}));
}

TEST(Document, TakesItsProfileWhereverItIsWritten) {
  const Organization org = LoadOrDie(R"({
    "units": [{"id": "b", "kind": "branch"}],
    "zeren": 1, "profile": "party-school"})");
  EXPECT_EQ(org.profile().id, "party-school");
}

// ------------------------------------------------------------ Files and
// streams

TEST(Document, MayBeginWithAByteOrderMark) {
  EXPECT_EQ(LoadOrDie("\xEF\xBB\xBF{\"zeren\": 1}").count(NodeKind::kUnit), 0u);
}

TEST(Document, IsReadFromAStreamToItsEnd) {
  std::mt19937_64 bits(1);
  const std::string text = RandomDocument(bits).dump();
  std::istringstream in(text);
  const absl::StatusOr<Organization> org = LoadDocument(in);
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_EQ(WriteDocument(*org), WriteDocument(LoadOrDie(text)));
}

TEST(Document, SaysThatAStreamCannotBeRead) {
  class Broken : public std::streambuf {
    int_type underflow() override { throw std::ios_base::failure("broken"); }
  } buffer;
  std::istream in(&buffer);
  const absl::Status status = LoadDocument(in, {.source = "the pipe"}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(status.message(), "the pipe: the stream cannot be read to its end");
  std::istream throwing(&buffer);
  throwing.exceptions(std::ios::badbit);
  EXPECT_EQ(LoadDocument(throwing).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST_F(DocumentFiles, AreWrittenAndLoaded) {
  const Organization org = LoadOrDie(kEveryField);
  const std::string path = Path("org.json");
  ASSERT_TRUE(WriteDocumentFile(org, path).ok());
  EXPECT_EQ(ReadFile(path), WriteDocument(org));
  const absl::StatusOr<Organization> again = LoadDocumentFile(path);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(WriteDocument(*again), WriteDocument(org));
}

// The example of the header.
TEST_F(DocumentFiles, AreNamedInMessages) {
  const std::string path = Write("school.json", R"({"zeren": 1, "posts": [
    {"id": "p", "unit": "u", "kind": "head", "seats": 0}, {"id": "p"}]})");
  const absl::Status status = LoadDocumentFile(path).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            path +
                ": 4 problems, first: 2:55: /posts/0/seats: seats is 0; "
                "write 1 or more");
  EXPECT_THAT(Problems(status), SizeIs(4));
  const absl::Status renamed =
      LoadDocumentFile(path, {.source = "the school"}).status();
  EXPECT_THAT(std::string(renamed.message()),
              ::testing::StartsWith("the school: 4 problems"));
}

TEST_F(DocumentFiles, ThatAreMissingAreNotFound) {
  const absl::Status status = LoadDocumentFile(Path("none.json")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr("none.json"), HasSubstr("cannot open")));
  EXPECT_THAT(Problems(status), IsEmpty());
}

TEST_F(DocumentFiles, ThatAreDirectoriesAreRefused) {
  const absl::Status status = LoadDocumentFile(folder_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            folder_.string() + ": this is a directory; name a file in it");
}

TEST_F(DocumentFiles, ThatAreEmptyAreRefused) {
  for (const std::string_view text : {"", " \n", "\xEF\xBB\xBF"}) {
    const std::string path = Write("empty.json", text);
    const absl::Status status = LoadDocumentFile(path).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(status.message(), path +
                                    ": 1 problem: 1:1: the text is empty; "
                                    "write an object: {\"zeren\": 1}");
  }
}

TEST_F(DocumentFiles, ThatCannotBeWrittenAreErrors) {
  const Organization org;
  const std::string nowhere = Path("no/such/folder.json");
  const absl::Status missing = WriteDocumentFile(org, nowhere);
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(missing.message()),
              AllOf(HasSubstr(nowhere), HasSubstr("cannot write")));
  EXPECT_FALSE(WriteDocumentFile(org, folder_).ok());
  if (fs::exists("/dev/full")) {
    EXPECT_EQ(WriteDocumentFile(org, "/dev/full").code(),
              absl::StatusCode::kResourceExhausted);
  }
}

}  // namespace
}  // namespace zeren
