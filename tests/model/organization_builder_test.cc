#include "zeren/model/organization_builder.h"

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/model/record_text.h"
#include "tests/support/build.h"
#include "tests/support/random_document.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using testing::AllRows;
using testing::BuildOrDie;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using testing::FieldText;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAreArray;

constexpr absl::CivilDay kFrom(2020, 1, 1);
constexpr absl::CivilDay kTo(2030, 1, 1);

// Each array with a record of all its fields, and one of the required ones.
Records EveryField() {
  using Json = BasicJson<std::string>;
  const Text title{{{"en", "title"}, {"zh", "标题"}}};
  const BasicAttributes<std::string> attributes = {
      {"a", true},
      {"b", std::int64_t{-5}},
      {"c", 2.5},
      {"d", std::string("北京")},
      {"e", Json{R"({"x":[1,null]})"}}};
  Records r;
  r.units = {{"u1", "branch", title, "u2", "p1", attributes, kFrom, kTo},
             {.id = "u2", .kind = "school"}};
  r.unit_lines = {{"u1", "u2", "guidance", 0.5, kFrom, kTo},
                  {.child = "u1", .parent = "u2"}};
  r.posts = {{"p1", "u1", "head", title, 2, 1.5, "p2", attributes, kFrom, kTo},
             {.id = "p2",
              .unit = "u2",
              .kind = "head",
              .reports_to = BasicReportsTo<std::string>::Nobody()},
             {.id = "p3", .unit = "u2", .kind = "clerk"}};
  r.reporting_lines = {
      {"p1", "p2", "guidance", kFrom, kTo},
      {.post = "p1", .reports_to = BasicReportsTo<std::string>::Nobody()}};
  r.persons = {{"n1",
                title,
                absl::CivilDay(1980, 2, 29),
                {"cook", "sing"},
                2.5,
                attributes,
                kFrom,
                Until::Unknown()},
               {.id = "n2", .name = Text("plain")},
               {.id = "n3", .name = Text("")}};
  r.memberships = {{"n1", "u1", "full", false, kFrom, kTo},
                   {.person = "n2", .unit = "u1"}};
  r.appointments = {
      {"n1", "p1", AppointmentMode::kActing, 0.5, "u2", false, kFrom, kTo},
      {.person = "n2", .post = "p2"},
      {.person = std::nullopt, .post = "p2", .undisclosed = true}};
  r.absences = {{"n1", "ill", kFrom, kTo}, {.person = "n2"}};
  r.delegations = {
      {"g1", "post:p1", "person:n2",
       std::vector<BasicNodeRef<std::string>>{"task:t1", "duty:d1"}, true, "n1",
       kFrom, kTo},
      {.id = "g2", .from = "person:n1", .to = "post:p2"},
      {.id = "g3",
       .from = "person:n1",
       .to = "post:p2",
       .scope = std::vector<BasicNodeRef<std::string>>{}}};
  r.duties = {{"d1", title, "principal", "post:p1", "d2", kFrom, kTo},
              {.id = "d2"}};
  r.tasks = {{"t1",
              title,
              "u1",
              "t2",
              kFrom,
              kTo,
              2.0,
              3.0,
              {"cook"},
              2,
              "branch",
              absl::CivilDay(2025, 5, 5),
              attributes},
             {.id = "t2", .unit = "u2"}};
  r.assignments = {
      {"task:t1", Role::kOversight, "unit:u1", kFrom, kTo},
      {.work = "duty:d1", .role = Role::kResponsible, .to = "person:n1"}};
  r.progress = {{"t1", kFrom, 0.25, ProgressState::kVerified, "n1", "file.pdf"},
                {.task = "t1", .day = kFrom, .done = 0}};
  r.events = {{"e1",
               "meeting",
               "unit:u1",
               kFrom,
               Attendance::kOnline,
               9,
               8,
               7,
               6,
               5,
               {"n1", "n2"},
               1.5,
               {"safety"},
               "minutes"},
              {.id = "e2", .kind = "talk", .subject = "person:n1", .day = kTo}};
  r.findings = {
      {"f1",
       "event:e1",
       "audit",
       kFrom,
       title,
       "post:p1",
       kTo,
       {{FindingState::kListed, kFrom, "n1", "note"},
        {.state = FindingState::kClosed, .day = kTo}}},
      {.id = "f2", .subject = "finding:f1", .source = "masses", .found = kTo}};
  r.training = {
      {"n1", "course", "theory", "lecture", Attendance::kOnsite, kFrom, 2.0},
      {.person = "n1", .day = kFrom, .hours = 0}};
  r.stages = {{"n1", "applied", kFrom, "u1", attributes},
              {.person = "n1", .stage = "admitted", .day = kTo}};
  r.scores = {
      {"2025", "reports", "unit:u1", -3.5, kFrom, ScoreSource::kPeer, 7},
      {.cycle = "2025", .indicator = "i", .subject = "person:n1", .score = 0}};
  r.grades = {{"2025", "person:n1", "good", "e1"},
              {.cycle = "2025", .subject = "unit:u1", .grade = "poor"}};
  r.approvals = {{"post-vacant", "post:p1", "unit:u2", "agreed", kFrom, kTo},
                 {.rule = "x", .focus = "task:t1", .reason = "because"}};
  return r;
}

std::vector<std::string> TextsOf(const Records& records) {
  std::vector<std::string> texts;
  const auto add = [&](const auto& array) {
    for (const auto& record : array) {
      using Record = std::remove_cvref_t<decltype(record)>;
      texts.push_back(std::string(Record::kArray) + ": " + FieldText(record));
    }
  };
  std::apply([&](auto... array) { (add(records.*array), ...); },
             Records::Arrays());
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

TEST(OrganizationBuilderTest, DocumentationExample) {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "acme", .kind = "company"});
  builder.AddUnit({.id = "ops", .kind = "team", .parent = "acme"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_EQ(org->count(NodeKind::kUnit), 2u);
  EXPECT_EQ(org->row(*org->FindId<UnitId>("ops")).parent, "acme");
}

TEST(OrganizationBuilderTest, EveryFieldOfEveryArrayComesBack) {
  const Records records = EveryField();
  EXPECT_THAT(AllRows(BuildOrDie(records)),
              UnorderedElementsAreArray(TextsOf(records)));
}

TEST(OrganizationBuilderTest, AttributesComeBackByName) {
  Records records;
  records.units = {
      {.id = "u", .kind = "k", .attributes = {{"b", true}, {"a", true}}}};
  const Organization organization = BuildOrDie(records);
  const UnitView unit = organization.row(*organization.FindId<UnitId>("u"));
  ASSERT_THAT(unit.attributes, SizeIs(2));
  EXPECT_EQ(unit.attributes[0].name, "a");
}

TEST(OrganizationBuilderTest, TextThatBeginsWithAnOddByteComesBack) {
  for (const char* text : {"", "\x01", "\x02x", "\x01\x02", "plain"}) {
    Records records;
    records.persons = {{.id = "p", .name = Text(text)}};
    records.absences = {{.person = "p", .reason = text}};
    EXPECT_THAT(AllRows(BuildOrDie(records)),
                ElementsAreArray(TextsOf(records)));
  }
}

TEST(OrganizationBuilderTest, KeepsNameDayAndProfile) {
  OrganizationBuilder builder;
  builder.SetName(TextView("学校"));
  builder.SetAsOf(kFrom);
  builder.SetProfile(*BuiltInProfile("company"));
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  EXPECT_EQ(org->name().In("zh"), "学校");
  EXPECT_EQ(org->as_of(), kFrom);
  EXPECT_EQ(org->profile().id, "company");
}

TEST(OrganizationBuilderTest, IsEmptyAfterBuild) {
  OrganizationBuilder builder;
  builder.SetName(TextView("name"));
  builder.AddUnit({.id = "u", .kind = "k"});
  ASSERT_TRUE(builder.Build().ok());
  EXPECT_EQ(builder.NextPointer<UnitView>(), "/units/0");
  const absl::StatusOr<Organization> second = builder.Build();
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->count(NodeKind::kUnit), 0u);
  EXPECT_EQ(second->name().plain(), "");
}

TEST(OrganizationBuilderTest, StringsNeedToLiveOnlyUntilAddReturns) {
  OrganizationBuilder builder;
  {
    std::string id(100, 'x');
    builder.AddUnit({.id = id, .kind = id, .parent = id});
    id.assign(100, 'y');
  }
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok());
  EXPECT_EQ(org->id(UnitId{0}), std::string(100, 'x'));
}

// Adds the rows of an organisation to a builder, those of each array in random
// order.
template <typename View>
void AddShuffled(const Organization& organization, std::mt19937_64& bits,
                 OrganizationBuilder& builder) {
  std::vector<View> rows;
  for (const View& row : organization.rows<View>()) rows.push_back(row);
  std::shuffle(rows.begin(), rows.end(), bits);
  for (const View& row : rows) builder.Add(row);
}

Organization Rebuilt(const Organization& organization, std::mt19937_64& bits) {
  OrganizationBuilder builder;
  builder.SetProfile(organization.profile());
  if (organization.as_of()) builder.SetAsOf(*organization.as_of());
  [&]<typename... Views>(std::tuple<Views...>*) {
    (AddShuffled<Views>(organization, bits, builder), ...);
  }(static_cast<AllViews*>(nullptr));
  const absl::StatusOr<Organization> rebuilt = builder.Build();
  EXPECT_TRUE(rebuilt.ok()) << rebuilt.status();
  return rebuilt.ok() ? *rebuilt : Organization();
}

TEST(OrganizationBuilderTest, TheOrderOfAddingLeavesNoTrace) {
  std::mt19937_64 bits(20261122);
  const Organization every = BuildOrDie(EveryField());
  EXPECT_EQ(AllRows(Rebuilt(every, bits)), AllRows(every));
  for (int trial = 0; trial < 500; ++trial) {
    SCOPED_TRACE(trial);
    const absl::StatusOr<Organization> loaded =
        LoadDocument(testing::RandomDocument(bits).dump());
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    const Organization rebuilt = Rebuilt(*loaded, bits);
    ASSERT_EQ(AllRows(rebuilt), AllRows(*loaded));
    for (std::size_t kind = 0; kind < kNodeKinds; ++kind) {
      ASSERT_EQ(IdsOf(rebuilt, static_cast<NodeKind>(kind)),
                IdsOf(*loaded, static_cast<NodeKind>(kind)));
    }
  }
}

TEST(OrganizationBuilderTest, UnitsAreInPreOrderOfTheCanonicalDay) {
  OrganizationBuilder builder;
  builder.SetAsOf(kFrom);
  for (const char* unit : {"a", "b", "top", "z"}) {
    builder.AddUnit({.id = unit, .kind = "unit"});
  }
  builder.AddUnit({.id = "0-closed", .kind = "unit", .valid_to = kFrom});
  builder.AddUnitLine({.child = "a", .parent = "z"});
  builder.AddUnitLine({.child = "z", .parent = "top"});
  builder.AddUnitLine({.child = "b", .parent = "top"});
  // A later parent plays no part.
  builder.AddUnitLine({.child = "a", .parent = "b", .valid_from = kTo});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok());
  EXPECT_THAT(IdsOf(*org, NodeKind::kUnit),
              ElementsAre("top", "b", "z", "a", "0-closed"));
}

TEST(OrganizationBuilderTest, PersonsAndPostsFollowTheirUnitsThenId) {
  Records records;
  records.units = {{.id = "z", .kind = "unit"},
                   {.id = "a", .kind = "unit", .parent = "z"}};
  records.posts = {{.id = "p2", .unit = "a", .kind = "k"},
                   {.id = "p3", .unit = "z", .kind = "k"},
                   {.id = "p1", .unit = "a", .kind = "k"}};
  records.persons = {{.id = "n1"}, {.id = "n2"}, {.id = "n3"}};
  records.memberships = {{.person = "n2", .unit = "a"},
                         {.person = "n3", .unit = "z"}};
  const Organization organization = BuildOrDie(records);
  EXPECT_THAT(IdsOf(organization, NodeKind::kPost),
              ElementsAre("p3", "p1", "p2"));
  EXPECT_THAT(IdsOf(organization, NodeKind::kPerson),
              ElementsAre("n3", "n2", "n1"));
}

TEST(OrganizationBuilderTest, FactsAreByOwnerThenStart) {
  Records records;
  records.units = {{.id = "a", .kind = "k"}, {.id = "b", .kind = "k"}};
  records.persons = {{.id = "n1"}, {.id = "n2"}};
  records.memberships = {{.person = "n2", .unit = "a"},
                         {.person = "n1", .unit = "a", .valid_from = kTo},
                         {.person = "n1", .unit = "b", .valid_from = kFrom},
                         {.person = "n1", .unit = "a"}};
  const Organization organization = BuildOrDie(records);
  std::vector<std::string> starts;
  for (const MembershipView& row :
       organization.memberships(*organization.FindId<PersonId>("n1"))) {
    starts.push_back(row.valid_from ? FormatDay(*row.valid_from) : "-");
  }
  EXPECT_THAT(starts, ElementsAre("-", "2020-01-01", "2030-01-01"));
}

TEST(OrganizationBuilderTest, IdsThatTheDocumentLacksAreKeptAndNotFound) {
  Records records;
  records.units = {{.id = "u", .kind = "k", .parent = "ghost"}};
  records.memberships = {{.person = "nobody", .unit = "nowhere"}};
  records.reporting_lines = {{.post = "p", .reports_to = "q"}};
  records.progress = {{.task = "t", .day = kFrom, .done = 1}};
  const Organization organization = BuildOrDie(records);
  EXPECT_EQ(organization.count(NodeKind::kUnit), 1u);
  EXPECT_EQ(organization.count(NodeKind::kPerson), 0u);
  EXPECT_EQ(organization.Find("unit:ghost"), std::nullopt);
  EXPECT_EQ(organization.Find("person:nobody"), std::nullopt);
  EXPECT_THAT(AllRows(organization),
              UnorderedElementsAreArray(TextsOf(records)));
}

TEST(OrganizationBuilderTest, CyclesSelfReferencesAndTwoSuperiorsAreBuilt) {
  Records records;
  records.units = {{.id = "a", .kind = "k", .parent = "b"},
                   {.id = "b", .kind = "k", .parent = "a"},
                   {.id = "c", .kind = "k", .parent = "c"}};
  records.unit_lines = {{.child = "a", .parent = "c"}};
  EXPECT_EQ(BuildOrDie(records).count(NodeKind::kUnit), 3u);
}

}  // namespace
}  // namespace zeren
