// What an OrganizationBuilder refuses or, if lenient, leaves out.

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/core/problem.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kFrom(2020, 1, 1);
constexpr absl::CivilDay kTo(2030, 1, 1);

std::vector<std::string> ProblemTexts(const absl::Status& status) {
  std::vector<std::string> texts;
  for (const Problem& problem : Problems(status)) {
    texts.push_back(ToText(problem));
  }
  return texts;
}

std::vector<std::string> IdsOf(const Organization& organization,
                               NodeKind kind) {
  std::vector<std::string> ids;
  for (std::uint32_t i = 0; i < organization.count(kind); ++i) {
    ids.emplace_back(organization.id(Node(kind, i)));
  }
  return ids;
}

TEST(OrganizationBuilderProblemsTest,
     ProblemsAreListedAllAtOnceWithTheirPlaces) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "", .kind = "k"});
  builder.AddUnit({.id = "u", .kind = ""});
  builder.AddUnit(
      {.id = "v", .kind = "k", .valid_from = kTo, .valid_to = kFrom});
  builder.AddPost(
      {.id = "p", .unit = "u", .kind = "k", .seats = 0, .fte = -1.0});
  builder.AddAppointment({.person = std::nullopt, .post = "p"});
  builder.AddAppointment({.person = "n", .post = "p", .share = 0.0});
  builder.AddAppointment({.person = "n", .post = "p", .undisclosed = true});
  builder.AddTask({.id = "t", .unit = "u", .start = kTo, .due = kFrom});
  builder.AddAssignment({.work = "unit:u", .to = "task:t"});
  builder.AddProgress({.task = "t", .done = 2.0});
  builder.AddPerson({.id = "n",
                     .birth_date = absl::CivilDay(10000, 1, 1),
                     .capacity = std::numeric_limits<double>::quiet_NaN()});
  builder.AddPerson({.id = std::string_view("\xff"), .skills = {"ok", ""}});
  const absl::Status status = builder.Build().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(
      ProblemTexts(status),
      ElementsAre(
          "/units/0/id: id is empty; write at least one character",
          "/units/1/kind: kind is empty; write at least one character",
          "/units/2/valid_to: valid_to 2020-01-01 is not after valid_from "
          "2030-01-01; write the first day on which it no longer holds",
          "/posts/0/seats: seats is 0; write 1 or more",
          "/posts/0/fte: fte is -1; write a number from 0 to 1e15",
          "/appointments/0: person is null, and nothing says that the post is "
          "filled; name the person, or add \"undisclosed\": true",
          "/appointments/1/share: share is 0; write a share above 0 and up to "
          "1",
          "/appointments/2/undisclosed: undisclosed, though person is \"n\"; "
          "write a null person, or leave `undisclosed` out",
          "/tasks/0/due: due 2020-01-01 is before start 2030-01-01; write the "
          "last day on which it is in time",
          "/assignments/0/work: work is \"unit:u\"; write one of \"task:ID\", "
          "\"duty:ID\"",
          "/assignments/0/to: to is \"task:t\"; write one of \"unit:ID\", "
          "\"post:ID\", \"person:ID\"",
          "/progress/0: required field `day` is missing; add it",
          "/progress/0/done: done is 2; write a number from 0 to 1",
          "/persons/0/birth_date: the year of birth_date is 10000; write a "
          "year "
          "from 1 to 9999",
          "/persons/0/capacity: capacity is nan; write a number from 0 to 1e15",
          "/persons/1/id: text is not UTF-8; convert the source to UTF-8",
          "/persons/1/skills/1: skills/1 is empty; write at least one "
          "character"));
  EXPECT_EQ(ProblemCount(status), 17u);
}

TEST(OrganizationBuilderProblemsTest, ProblemsBeyondAHundredAreCounted) {
  OrganizationBuilder builder;
  for (int i = 0; i < 150; ++i) builder.AddUnit({.id = "", .kind = "k"});
  const absl::Status status = builder.Build().status();
  EXPECT_THAT(Problems(status), SizeIs(kMaxProblems));
  EXPECT_EQ(ProblemCount(status), 150u);
}

TEST(OrganizationBuilderProblemsTest, IdsMayHave255Bytes) {
  Records records;
  records.units = {{.id = std::string(255, 'x'), .kind = "k"}};
  EXPECT_TRUE(BuildOrganization(records).ok());
  records.units[0].id += 'x';
  EXPECT_THAT(ProblemTexts(BuildOrganization(records).status()),
              ElementsAre("/units/0/id: id of 256 bytes, beginning "
                          "\"xxxxxxxxxxxxxxxxxxxx\"; write at most 255 bytes"));
}

TEST(OrganizationBuilderProblemsTest, AnIdUsedTwiceIsRefusedAtItsSecondPlace) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "v", .kind = "k"},
                   {.id = "u", .kind = "other"}};
  records.posts = {{.id = "u", .unit = "u", .kind = "k"}};  // Another kind.
  EXPECT_THAT(
      ProblemTexts(BuildOrganization(records).status()),
      ElementsAre("/units/2/id: id \"u\" is used more than once in `units`; "
                  "give each its own id, or write one record"));
}

TEST(OrganizationBuilderProblemsTest,
     AClosedProfileRefusesWordsThatItDoesNotList) {
  const absl::StatusOr<Profile> profile = ParseProfile(
      R"({"id": "closed", "unit_kinds": [{"id": "branch"}],
          "standings": [{"id": "full"}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records;
  records.units = {{.id = "u", .kind = "branch"},
                   {.id = "v", .kind = "brunch"}};
  records.memberships = {{.person = "n", .unit = "u", .standing = "zzz"}};
  EXPECT_THAT(
      ProblemTexts(BuildOrganization(records, *profile).status()),
      ElementsAre("/units/1/kind: kind \"brunch\" is not one of the unit_kinds "
                  "of profile \"closed\"; did you mean \"branch\"?",
                  "/memberships/0/standing: standing \"zzz\" is not one of the "
                  "standings of profile \"closed\"; add it to `standings`"));
}

TEST(OrganizationBuilderProblemsTest, AProblemOfNoRecordFailsEvenWhenLenient) {
  OrganizationBuilder builder({.lenient = true});
  builder.AddProblem({"/zeren", "version is 2", "write 1", 0, 0});
  EXPECT_THAT(ProblemTexts(builder.Build().status()),
              ElementsAre("/zeren: version is 2; write 1"));
}

TEST(OrganizationBuilderProblemsTest, ARecordWithOtherProblemsClaimsItsId) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "u", .kind = ""});
  builder.AddUnit({.id = "u", .kind = "k"});
  builder.AddUnit({.id = "u", .kind = ""});
  builder.Reject<UnitView>({{"/units/3/size", "unknown field", "", 0, 0}}, "u");
  EXPECT_THAT(
      ProblemTexts(builder.Build().status()),
      ElementsAre(
          "/units/0/kind: kind is empty; write at least one character",
          "/units/1/id: id \"u\" is used more than once in `units`; give each "
          "its own id, or write one record",
          "/units/2/kind: kind is empty; write at least one character",
          "/units/2/id: id \"u\" is used more than once in `units`; give each "
          "its own id, or write one record",
          "/units/3/size: unknown field",
          "/units/3/id: id \"u\" is used more than once in `units`; give each "
          "its own id, or write one record"));
}

TEST(OrganizationBuilderProblemsTest, NumbersThatCannotBeAddedUpAreRefused) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "u", .kind = "k"});
  builder.AddPost({.id = "p", .unit = "u", .kind = "k", .fte = 1e15});
  builder.AddPost({.id = "q", .unit = "u", .kind = "k", .fte = 2e15});
  EXPECT_THAT(
      ProblemTexts(builder.Build().status()),
      ElementsAre("/posts/1/fte: fte is 2e+15; write a number from 0 to "
                  "1e15"));
}

std::vector<std::string> LeftOut(const Organization& organization) {
  std::vector<std::string> texts;
  for (const Problem& problem : organization.left_out()) {
    texts.push_back(problem.pointer);
  }
  return texts;
}

TEST(OrganizationBuilderProblemsTest,
     LenientBuildingLeavesBadRecordsOutAndSaysSo) {
  OrganizationBuilder builder({.lenient = true});
  builder.AddUnit({.id = "", .kind = "k"});
  builder.AddUnit({.id = "u", .kind = "k"});
  builder.Reject<UnitView>({{"/units/2", "not an object", "", 0, 0}});
  EXPECT_EQ(builder.NextPointer<UnitView>(), "/units/3");
  builder.AddUnit(
      {.id = "v", .kind = "k", .valid_from = kTo, .valid_to = kFrom});
  builder.AddMembership({.person = "n", .unit = "v"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_THAT(IdsOf(*org, NodeKind::kUnit), ElementsAre("u"));
  EXPECT_THAT(LeftOut(*org),
              ElementsAre("/units/0/id", "/units/2", "/units/3/valid_to"));
  // What names the record that is left out dangles.
  EXPECT_EQ(org->rows<MembershipView>()[0].unit, "v");
  EXPECT_EQ(org->Find("unit:v"), std::nullopt);
  EXPECT_FALSE(org->AsOf(kFrom).has_all_records());
}

TEST(OrganizationBuilderProblemsTest, NothingLeftOutIsListedWhenNotLenient) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "u", .kind = "k"});
  EXPECT_THAT(builder.Build()->left_out(), IsEmpty());
}

TEST(OrganizationBuilderProblemsTest,
     MoreThanAHundredRecordsLeftOutAreAllListed) {
  OrganizationBuilder builder({.lenient = true});
  for (int i = 0; i < 150; ++i) builder.AddUnit({.id = "", .kind = "k"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok());
  EXPECT_THAT(org->left_out(), SizeIs(150));
}

TEST(OrganizationBuilderProblemsTest, OfDoubledIdsTheOneThatSortsFirstIsKept) {
  for (const bool swapped : {false, true}) {
    std::vector<UnitView> units = {{.id = "u", .kind = "b"},
                                   {.id = "u", .kind = "a"},
                                   {.id = "u", .kind = "c"}};
    if (swapped) std::reverse(units.begin(), units.end());
    OrganizationBuilder builder({.lenient = true});
    for (const UnitView& unit : units) builder.AddUnit(unit);
    const absl::StatusOr<Organization> org = builder.Build();
    ASSERT_TRUE(org.ok()) << org.status();
    ASSERT_EQ(org->count(NodeKind::kUnit), 1u);
    EXPECT_EQ(org->row(UnitId{0}).kind, "a");
    EXPECT_THAT(LeftOut(*org), ElementsAre("/units/0/id", "/units/2/id"));
  }
}

TEST(OrganizationBuilderProblemsTest,
     WordsThatAClosedProfileLacksLeaveTheirRecordOut) {
  const absl::StatusOr<Profile> profile =
      ParseProfile(R"({"id": "closed", "unit_kinds": [{"id": "branch"}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records;
  records.units = {{.id = "u", .kind = "branch"}, {.id = "v", .kind = "x"}};
  records.unit_lines = {{.child = "u", .parent = "v"},
                        {.child = "u", .parent = "v", .kind = "odd"}};
  const absl::StatusOr<Organization> org =
      BuildOrganization(records, *profile, {.lenient = true});
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_THAT(IdsOf(*org, NodeKind::kUnit), ElementsAre("u"));
  EXPECT_EQ(org->rows<UnitLineView>().size(), 1u);
  EXPECT_THAT(LeftOut(*org),
              ElementsAre("/unit_lines/1/kind", "/units/1/kind"));
}

}  // namespace
}  // namespace zeren
