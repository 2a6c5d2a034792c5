#include "zeren/graph/snapshot.h"

#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"

namespace zeren {
namespace {

using testing::BuildOrDie;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kDay;
using testing::SnapshotOrDie;

constexpr absl::CivilDay kEarly(2020, 1, 1);
constexpr absl::CivilDay kLate(2024, 1, 1);

// The id of an optional node, "none" if there is none.
template <typename Id>
std::string IdOf(const Snapshot& snapshot, const std::optional<Id>& id) {
  return id ? std::string(snapshot.organization().id(*id)) : "none";
}
template <typename Id>
Id Get(const Snapshot& snapshot, std::string_view id) {
  return snapshot.organization().FindId<Id>(id).value();
}
template <typename Range>
std::vector<std::string> IdsOf(const Snapshot& snapshot, const Range& range) {
  std::vector<std::string> ids;
  for (const auto id : range) ids.emplace_back(snapshot.organization().id(id));
  return ids;
}

std::string ParentOf(const Snapshot& s, std::string_view unit) {
  return IdOf(s, s.units().parent(Get<UnitId>(s, unit)));
}
std::string HeadOf(const Snapshot& s, std::string_view unit) {
  return IdOf(s, s.units().head(Get<UnitId>(s, unit)));
}
// The superior of a post with its rule: "boss by unit-head".
std::string SuperiorOf(const Snapshot& s, std::string_view post) {
  const PostId id = Get<PostId>(s, post);
  const std::string rule(NameOf(s.posts().superior_rule(id)));
  return IdOf(s, s.posts().superior(id)) + " by " + rule;
}
std::string_view StateOf(const Snapshot& s, std::string_view post) {
  return NameOf(s.posts().state(Get<PostId>(s, post)));
}

TEST(SnapshotTest, DocumentationExample) {
  Records records;
  records.tasks = {{.id = "report", .unit = "u"}};
  const Organization org = BuildOrDie(records);
  const Snapshot today = org.AsOf(absl::CivilDay(2026, 11, 22));
  EXPECT_EQ(today.day(), absl::CivilDay(2026, 11, 22));
  EXPECT_TRUE(today.Find("task:report").has_value());
  EXPECT_EQ(today.Find("task:other"), std::nullopt);
  EXPECT_EQ(today.Find("report"), std::nullopt);
}

TEST(SnapshotTest, CopiesOutliveTheOriginalAndTheOrganisation) {
  std::optional<Snapshot> copy;
  {
    Records records;
    records.units = {{.id = "u", .kind = "k"}};
    const Snapshot snapshot = SnapshotOrDie(records);
    copy = snapshot;
  }
  EXPECT_EQ(copy->organization().id(UnitId{0}), "u");
}

TEST(SnapshotTest, AnEmptyOrganisationHasEmptyTables) {
  const Snapshot nothing = Organization().AsOf(kDay);
  EXPECT_EQ(nothing.units().count(), 0u);
  EXPECT_EQ(nothing.posts().count(), 0u);
  EXPECT_EQ(nothing.people().count(), 0u);
  EXPECT_EQ(nothing.work().tasks().size(), 0u);
  EXPECT_TRUE(nothing.has_all_records());
}

// ------------------------------------------------------------------- In force

TEST(SnapshotTest, AUnitIsInForceOnItsDaysTheLastOneExcluded) {
  Records records;
  records.units = {
      {.id = "u", .kind = "k", .valid_from = kEarly, .valid_to = kLate}};
  const Organization org = BuildOrDie(records);
  const auto in_force = [&](absl::CivilDay day) {
    return org.AsOf(day).InForce(UnitId{0});
  };
  EXPECT_FALSE(in_force(kEarly - 1));
  EXPECT_TRUE(in_force(kEarly));
  EXPECT_TRUE(in_force(kLate - 1));
  EXPECT_FALSE(in_force(kLate));
}

TEST(SnapshotTest, WhatEndedOnAnUnknownDayIsInForceOnNone) {
  Records records;
  records.units = {{.id = "u", .kind = "k", .valid_to = Until::Unknown()}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  const Organization org = BuildOrDie(records);
  for (const absl::CivilDay day : {absl::CivilDay(1, 1, 1), kDay}) {
    EXPECT_FALSE(org.AsOf(day).InForce(UnitId{0}));
    EXPECT_FALSE(org.AsOf(day).InForce(PostId{0}));
  }
}

TEST(SnapshotTest, APostNeedsItsUnitUnlessTheDocumentLacksIt) {
  Records records;
  records.units = {{.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "in", .unit = "closed", .kind = "k"},
                   {.id = "out", .unit = "ghost", .kind = "k"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_FALSE(s.InForce(Get<PostId>(s, "in")));
  EXPECT_TRUE(s.InForce(Get<PostId>(s, "out")));
  EXPECT_EQ(IdOf(s, s.posts().unit(Get<PostId>(s, "out"))), "none");
}

TEST(SnapshotTest, MembershipsAndAppointmentsNeedBothTheirEnds) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"},
                   {.id = "q", .unit = "closed", .kind = "k"}};
  records.persons = {{.id = "here"}, {.id = "gone", .valid_to = kLate}};
  for (const char* person : {"here", "gone", "ghost"}) {
    for (const char* unit : {"u", "closed", "ghost"}) {
      records.memberships.push_back({.person = person, .unit = unit});
    }
    for (const char* post : {"p", "q", "ghost"}) {
      records.appointments.push_back({.person = person, .post = post});
    }
  }
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(s.people().membership_rows(Get<PersonId>(s, "here")).size(), 1u);
  EXPECT_EQ(s.people().membership_rows(Get<PersonId>(s, "gone")).size(), 0u);
  EXPECT_EQ(s.units().member_rows(Get<UnitId>(s, "u")).size(), 1u);
  EXPECT_EQ(s.units().member_rows(Get<UnitId>(s, "closed")).size(), 0u);
  EXPECT_THAT(IdsOf(s, s.people().posts(Get<PersonId>(s, "here"))),
              ElementsAre("p"));
  EXPECT_EQ(s.posts().holders(Get<PostId>(s, "p")).size(), 1u);
  EXPECT_EQ(s.posts().holders(Get<PostId>(s, "q")).size(), 0u);
}

TEST(SnapshotTest, TasksEventsAndFindingsAreAlwaysInForceDutiesWhenStated) {
  Records records;
  records.tasks = {
      {.id = "t", .unit = "u", .start = absl::CivilDay(2099, 1, 1)}};
  records.events = {{.id = "e", .kind = "k", .subject = "unit:u", .day = kDay}};
  records.findings = {
      {.id = "f", .subject = "unit:u", .source = "audit", .found = kDay}};
  records.duties = {{.id = "d"}, {.id = "old", .valid_to = kLate}};
  records.delegations = {
      {.id = "g", .from = "post:p", .to = "post:q", .valid_from = kLate},
      {.id = "later",
       .from = "post:p",
       .to = "post:q",
       .valid_from = kDay + 1}};
  const Snapshot s = SnapshotOrDie(records);
  for (const char* node :
       {"task:t", "event:e", "finding:f", "duty:d", "delegation:g"}) {
    EXPECT_TRUE(s.InForce(*s.Find(node))) << node;
  }
  EXPECT_FALSE(s.InForce(*s.Find("duty:old")));
  EXPECT_FALSE(s.InForce(*s.Find("delegation:later")));
  EXPECT_TRUE(s.InForce(Node()));
}

TEST(SnapshotTest, WhoIsAbsentIsInTheOrganisationAndNotPresent) {
  Records records;
  records.persons = {{.id = "ann"}, {.id = "bea"}, {.id = "cyd"}};
  records.absences = {{.person = "ann"},
                      {.person = "bea", .valid_to = kLate},
                      {.person = "cyd", .valid_to = Until::Unknown()},
                      {.person = "ghost"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_TRUE(s.people().in_force(Get<PersonId>(s, "ann")));
  EXPECT_TRUE(s.people().absent(Get<PersonId>(s, "ann")));
  EXPECT_FALSE(s.people().present(Get<PersonId>(s, "ann")));
  EXPECT_TRUE(s.people().present(Get<PersonId>(s, "bea")));
  EXPECT_TRUE(s.people().present(Get<PersonId>(s, "cyd")));
}

// ---------------------------------------------------------------------- Units

TEST(UnitsTest, TheLatestPrimaryLineCountsThenTheSmallerId) {
  Records records;
  records.units = {
      {.id = "a", .kind = "k"},
      {.id = "b", .kind = "k"},
      {.id = "later", .kind = "k", .parent = "a"},
      {.id = "equal", .kind = "k", .parent = "b"},
      {.id = "own", .kind = "k", .parent = "b", .valid_from = kLate}};
  records.unit_lines = {
      {.child = "later", .parent = "b", .valid_from = kEarly},
      {.child = "later", .parent = "a", .valid_from = kDay + 1},
      {.child = "later",
       .parent = "a",
       .kind = "guidance",
       .valid_from = kLate},
      {.child = "equal", .parent = "a", .kind = "primary"},
      // `parent` is a line from the unit's own start.
      {.child = "own", .parent = "a", .valid_from = kEarly}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(ParentOf(s, "later"), "b");
  EXPECT_EQ(ParentOf(s, "equal"), "a");
  EXPECT_EQ(ParentOf(s, "own"), "b");
  EXPECT_EQ(ParentOf(s, "a"), "none");
}

TEST(UnitsTest, WhatIsNoCandidateIsPassedOver) {
  Records records;
  records.units = {{.id = "top", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate},
                   {.id = "u", .kind = "k", .parent = "top"},
                   {.id = "self", .kind = "k", .parent = "self"},
                   {.id = "lost", .kind = "k", .parent = "ghost"}};
  records.unit_lines = {
      {.child = "u", .parent = "closed", .valid_from = kEarly},
      {.child = "u", .parent = "ghost", .valid_from = kEarly},
      {.child = "u", .parent = "u", .valid_from = kEarly}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(ParentOf(s, "u"), "top");
  EXPECT_EQ(ParentOf(s, "self"), "none");
  EXPECT_EQ(ParentOf(s, "lost"), "none");
  EXPECT_THAT(s.units().forest().cycles(), IsEmpty());
}

TEST(UnitsTest, ChildrenAndRootsComeById) {
  Records records;
  records.units = {{.id = "z", .kind = "k"},
                   {.id = "Z", .kind = "k"},
                   {.id = "ä", .kind = "k"},
                   {.id = "2", .kind = "k", .parent = "z"},
                   {.id = "10", .kind = "k", .parent = "z"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_THAT(IdsOf(s, s.units().children(Get<UnitId>(s, "z"))),
              ElementsAre("10", "2"));
  EXPECT_THAT(IdsOf(s, IdRange<UnitId>(s.units().forest().roots())),
              ElementsAre("Z", "z", "ä"));
}

TEST(UnitsTest, ACycleIsCutAboveItsSmallestId) {
  Records records;
  records.units = {{.id = "c", .kind = "k", .parent = "b"},
                   {.id = "b", .kind = "k", .parent = "a"},
                   {.id = "a", .kind = "k", .parent = "c"},
                   {.id = "tail", .kind = "k", .parent = "c"}};
  const Snapshot s = SnapshotOrDie(records);
  ASSERT_EQ(s.units().forest().cycles().size(), 1u);
  std::vector<std::string> cycle;
  for (const std::uint32_t unit : s.units().forest().cycles()[0]) {
    cycle.push_back(IdOf(s, OptionalId<UnitId>(unit)));
  }
  EXPECT_THAT(cycle, ElementsAre("a", "c", "b"));
  EXPECT_EQ(ParentOf(s, "a"), "none");
  EXPECT_EQ(ParentOf(s, "tail"), "c");
  EXPECT_TRUE(s.units().IsWithin(Get<UnitId>(s, "tail"), Get<UnitId>(s, "a")));
}

TEST(UnitsTest, TheHeadIsTheWrittenOneElseTheOnlyPostOfAHeadKind) {
  Records records;
  records.units = {{.id = "written", .kind = "k", .head = "elsewhere"},
                   {.id = "ended", .kind = "k", .head = "old"},
                   {.id = "ghost", .kind = "k", .head = "nothing"},
                   {.id = "one", .kind = "k"},
                   {.id = "two", .kind = "k"},
                   {.id = "none", .kind = "k", .parent = "one"}};
  records.posts = {
      {.id = "elsewhere", .unit = "one", .kind = "clerk"},
      {.id = "old", .unit = "ended", .kind = "clerk", .valid_to = kLate},
      {.id = "h0", .unit = "written", .kind = "head"},
      {.id = "h1", .unit = "ended", .kind = "head"},
      {.id = "h2", .unit = "ghost", .kind = "head"},
      {.id = "h3", .unit = "one", .kind = "head"},
      {.id = "h4", .unit = "one", .kind = "head", .valid_to = kLate},
      {.id = "h5", .unit = "two", .kind = "head"},
      {.id = "h6", .unit = "two", .kind = "head"},
      {.id = "c", .unit = "none", .kind = "clerk"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(HeadOf(s, "written"), "elsewhere");
  EXPECT_EQ(HeadOf(s, "ended"), "none");
  EXPECT_EQ(HeadOf(s, "ghost"), "none");
  EXPECT_EQ(HeadOf(s, "one"), "h3");
  EXPECT_EQ(HeadOf(s, "two"), "none");
  EXPECT_EQ(HeadOf(s, "none"), "none");
  EXPECT_EQ(IdOf(s, s.units().nearest_headed(Get<UnitId>(s, "none"))), "one");
  EXPECT_EQ(IdOf(s, s.units().nearest_headed(Get<UnitId>(s, "two"))), "none");
}

TEST(UnitsTest, PostsAndMembersComeByIdAPersonTwiceWithTwoMemberships) {
  Records records;
  records.units = {{.id = "u", .kind = "k"}};
  records.posts = {{.id = "q", .unit = "u", .kind = "k"},
                   {.id = "P", .unit = "u", .kind = "k"},
                   {.id = "gone", .unit = "u", .kind = "k", .valid_to = kLate}};
  records.persons = {{.id = "b"}, {.id = "a"}};
  records.memberships = {{.person = "b", .unit = "u"},
                         {.person = "a", .unit = "u", .standing = "full"},
                         {.person = "b", .unit = "u", .home = false}};
  const Snapshot s = SnapshotOrDie(records);
  const UnitId u = Get<UnitId>(s, "u");
  EXPECT_THAT(IdsOf(s, s.units().posts(u)), ElementsAre("P", "q"));
  std::vector<std::string> members;
  for (const std::uint32_t row : s.units().member_rows(u)) {
    const Membership m = s.membership(row);
    EXPECT_EQ(m.unit, u);
    members.push_back(IdOf(s, std::optional(m.person)) + " " +
                      std::string(m.standing) + (m.home ? " home" : ""));
  }
  EXPECT_EQ(members[0], "a full home");
  EXPECT_THAT(members,
              ::testing::UnorderedElementsAre("a full home", "b ", "b  home"));
}

TEST(UnitsTest, LevelsAndDeputiesComeFromTheProfile) {
  const absl::StatusOr<Profile> profile = ParseProfile(
      R"({"id": "p", "extends": "generic",
          "unit_kinds": [{"id": "school", "level": 0}, {"id": "odd"}],
          "post_kinds": [{"id": "deputy", "deputizes_for": ["head"]}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  Records records;
  records.units = {{.id = "a", .kind = "school"},
                   {.id = "b", .kind = "odd"},
                   {.id = "c", .kind = "unlisted"}};
  records.posts = {{.id = "head", .unit = "a", .kind = "head"},
                   {.id = "d2", .unit = "a", .kind = "deputy"},
                   {.id = "d1", .unit = "a", .kind = "deputy"}};
  const auto org = BuildOrganization(records, *profile);
  ASSERT_TRUE(org.ok()) << org.status();
  const Snapshot s = org->AsOf(kDay);
  EXPECT_EQ(s.units().level(Get<UnitId>(s, "a")), 0);
  EXPECT_EQ(s.units().level(Get<UnitId>(s, "b")), std::nullopt);
  EXPECT_EQ(s.units().level(Get<UnitId>(s, "c")), std::nullopt);
  EXPECT_THAT(IdsOf(s, s.units().deputies(Get<UnitId>(s, "a"))),
              ElementsAre("d1", "d2"));
}

// ---------------------------------------------------------------------- Posts

// A branch below a department below a school; all but the department have a
// head.
Records School() {
  Records records;
  records.units = {{.id = "school", .kind = "k"},
                   {.id = "department", .kind = "k", .parent = "school"},
                   {.id = "branch", .kind = "k", .parent = "department"}};
  records.posts = {{.id = "rector", .unit = "school", .kind = "head"},
                   {.id = "secretary", .unit = "branch", .kind = "head"},
                   {.id = "clerk", .unit = "branch", .kind = "k"},
                   {.id = "porter", .unit = "department", .kind = "k"}};
  return records;
}

TEST(PostsTest, TheRuleIsTheUnitsHeadThenThatOfTheNearestAncestor) {
  const Snapshot s = SnapshotOrDie(School());
  EXPECT_EQ(SuperiorOf(s, "clerk"), "secretary by unit-head");
  EXPECT_EQ(SuperiorOf(s, "secretary"), "rector by ancestor-head");
  EXPECT_EQ(SuperiorOf(s, "porter"), "rector by ancestor-head");
  EXPECT_EQ(SuperiorOf(s, "rector"), "none by none");
}

TEST(PostsTest, APostThatHeadsAncestorsTooGoesPastThem) {
  Records records = School();
  records.units[1].head = "secretary";
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(SuperiorOf(s, "secretary"), "rector by ancestor-head");
  EXPECT_EQ(SuperiorOf(s, "porter"), "secretary by unit-head");
}

TEST(PostsTest, WhatIsWrittenGoesBeforeTheRuleAndIsNeverReplaced) {
  Records records = School();
  const auto add = [&](const char* id, BasicReportsTo<std::string> to) {
    records.posts.push_back(
        {.id = id, .unit = "branch", .kind = "k", .reports_to = std::move(to)});
  };
  add("to-clerk", "clerk");
  add("to-nobody", BasicReportsTo<std::string>::Nobody());
  add("to-ghost", "ghost");
  add("to-itself", "to-itself");
  add("to-old", "old");
  records.posts.push_back(
      {.id = "old", .unit = "branch", .kind = "k", .valid_to = kLate});
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(SuperiorOf(s, "to-clerk"), "clerk by reports-to");
  for (const char* post : {"to-nobody", "to-ghost", "to-itself", "to-old"}) {
    EXPECT_EQ(SuperiorOf(s, post), "none by none") << post;
    EXPECT_FALSE(s.posts().ends_at_cut(Get<PostId>(s, post)));
  }
}

TEST(PostsTest, DatedLinesGoBeforeWhatIsWrittenWithoutADate) {
  Records records = School();
  records.posts[2].reports_to = "porter";
  records.reporting_lines = {
      {.post = "clerk", .reports_to = "rector", .valid_to = kLate}};
  EXPECT_EQ(SuperiorOf(SnapshotOrDie(records, kLate - 1), "clerk"),
            "rector by reporting-line");
  EXPECT_EQ(SuperiorOf(SnapshotOrDie(records, kLate), "clerk"),
            "porter by reports-to");

  records.reporting_lines = {
      {.post = "clerk", .reports_to = "rector", .kind = "guidance"}};
  EXPECT_EQ(SuperiorOf(SnapshotOrDie(records), "clerk"),
            "porter by reports-to");

  records.reporting_lines = {{.post = "clerk", .reports_to = "ghost"}};
  EXPECT_EQ(SuperiorOf(SnapshotOrDie(records), "clerk"), "none by none");
}

TEST(PostsTest, OfSeveralLinesTheLatestCountsThenNobodyThenTheSmallerId) {
  Records records = School();
  const auto nobody = BasicReportsTo<std::string>::Nobody();
  records.reporting_lines = {
      {.post = "clerk", .reports_to = "porter"},
      {.post = "clerk", .reports_to = "secretary", .valid_from = kLate},
      {.post = "clerk", .reports_to = "rector", .valid_from = kLate},
      {.post = "porter", .reports_to = "rector", .valid_from = kLate},
      {.post = "porter", .reports_to = nobody, .valid_from = kLate},
      {.post = "secretary", .reports_to = nobody},
      {.post = "secretary", .reports_to = "rector", .valid_from = kEarly}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(SuperiorOf(s, "clerk"), "rector by reporting-line");
  EXPECT_EQ(SuperiorOf(s, "porter"), "none by none");
  EXPECT_EQ(SuperiorOf(s, "secretary"), "rector by reporting-line");
}

TEST(PostsTest, DirectReportsComeById) {
  Records records = School();
  records.posts.push_back({.id = "Aide", .unit = "branch", .kind = "k"});
  records.posts.push_back({.id = "aide", .unit = "branch", .kind = "k"});
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_THAT(IdsOf(s, s.posts().direct_reports(Get<PostId>(s, "secretary"))),
              ElementsAre("Aide", "aide", "clerk"));
}

TEST(PostsTest, ACycleIsCutAndNamesNoRule) {
  Records records = School();
  records.posts[0].reports_to = "clerk";
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(SuperiorOf(s, "clerk"), "none by none");
  EXPECT_TRUE(s.posts().ends_at_cut(Get<PostId>(s, "clerk")));
  EXPECT_EQ(SuperiorOf(s, "rector"), "clerk by reports-to");
  EXPECT_FALSE(s.posts().ends_at_cut(Get<PostId>(s, "rector")));
}

TEST(PostsTest, ACutOfUnitsReachesThePostsWhoseRuleAskedThem) {
  Records records;
  records.units = {{.id = "a", .kind = "k", .parent = "b"},
                   {.id = "b", .kind = "k", .parent = "a"}};
  records.posts = {{.id = "rule", .unit = "b", .kind = "k"},
                   {.id = "written",
                    .unit = "b",
                    .kind = "k",
                    .reports_to = BasicReportsTo<std::string>::Nobody()}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_TRUE(s.posts().ends_at_cut(Get<PostId>(s, "rule")));
  EXPECT_FALSE(s.posts().ends_at_cut(Get<PostId>(s, "written")));
}

TEST(PostsTest, StatesGoInTheirOrder) {
  Records records;
  records.units = {{.id = "u", .kind = "k"}};
  records.persons = {
      {.id = "here"}, {.id = "away"}, {.id = "gone", .valid_to = kLate}};
  records.absences = {{.person = "away"}};
  const auto post = [&](const char* id) {
    records.posts.push_back({.id = id, .unit = "u", .kind = "k"});
  };
  const auto appoint = [&](const char* person, const char* to,
                           AppointmentMode mode) {
    records.appointments.push_back(
        {.person = person, .post = to, .mode = mode});
  };
  const auto withhold = [&](const char* to) {
    records.appointments.push_back({.person = std::nullopt,
                                    .post = to,
                                    .mode = AppointmentMode::kActing,
                                    .undisclosed = true});
  };
  for (const char* id : {"occupied", "concurrent", "undisclosed", "acting",
                         "absent", "vacant", "left"}) {
    post(id);
  }
  records.posts.push_back(
      {.id = "abolished", .unit = "u", .kind = "k", .valid_to = kLate});
  appoint("here", "occupied", AppointmentMode::kRegular);
  appoint("away", "occupied", AppointmentMode::kRegular);
  withhold("occupied");
  appoint("here", "concurrent", AppointmentMode::kConcurrent);
  withhold("undisclosed");
  appoint("here", "undisclosed", AppointmentMode::kActing);
  appoint("here", "acting", AppointmentMode::kActing);
  appoint("away", "acting", AppointmentMode::kRegular);
  appoint("away", "absent", AppointmentMode::kRegular);
  appoint("gone", "left", AppointmentMode::kRegular);
  appoint("here", "abolished", AppointmentMode::kRegular);
  const Snapshot s = SnapshotOrDie(records);
  for (const char* id :
       {"occupied", "undisclosed", "acting", "absent", "vacant", "abolished"}) {
    EXPECT_EQ(StateOf(s, id), id);
  }
  EXPECT_EQ(StateOf(s, "concurrent"), "occupied");
  EXPECT_EQ(StateOf(s, "left"), "vacant");
}

TEST(PostsTest, HoldersComeByIdUndisclosedLast) {
  Records records;
  records.units = {{.id = "u", .kind = "k"}};
  records.posts = {
      {.id = "p", .unit = "u", .kind = "k", .seats = 3, .fte = 2.5},
      {.id = "plain", .unit = "u", .kind = "k"}};
  records.persons = {{.id = "b"}, {.id = "a"}, {.id = "c"}};
  records.appointments = {
      {.person = std::nullopt, .post = "p", .undisclosed = true},
      {.person = "c", .post = "p", .mode = AppointmentMode::kActing},
      {.person = "b", .post = "p", .share = 0.5},
      {.person = "b", .post = "p", .share = 0.25},
      {.person = "a", .post = "p"}};
  const Snapshot s = SnapshotOrDie(records);
  const PostId p = Get<PostId>(s, "p");
  std::vector<std::string> holders;
  for (const Holder& holder : s.posts().holders(p)) {
    holders.push_back(holder.undisclosed() ? "?" : IdOf(s, holder.person()));
    if (holder.acting()) holders.back() += " acting";
  }
  EXPECT_THAT(holders, ElementsAre("a", "b", "b", "c acting", "?"));
  EXPECT_EQ(s.posts().seats_taken(p), 3u);  // a, b once, and the one withheld.
  EXPECT_EQ(s.posts().seats(p), 3u);
  EXPECT_EQ(s.posts().fte(p), 2.5);
  EXPECT_EQ(s.posts().seats(Get<PostId>(s, "plain")), 1u);
  EXPECT_EQ(s.posts().fte(Get<PostId>(s, "plain")), 1);
}

// --------------------------------------------------------------------- People

TEST(PeopleTest, TheHomeIsTheLatestHomeMembershipThenTheSmallerId) {
  Records records;
  records.units = {{.id = "a", .kind = "k"}, {.id = "b", .kind = "k"}};
  for (const char* person : {"latest", "tie", "guest"}) {
    records.persons.push_back({.id = person});
  }
  records.memberships = {
      {.person = "latest", .unit = "a"},
      {.person = "latest", .unit = "b", .valid_from = kEarly},
      {.person = "latest", .unit = "a", .home = false, .valid_from = kLate},
      {.person = "tie", .unit = "b"},
      {.person = "tie", .unit = "a", .home = true},
      {.person = "guest", .unit = "a", .home = false}};
  const Snapshot s = SnapshotOrDie(records);
  const auto home = [&](std::string_view person) {
    return IdOf(s, s.people().home(Get<PersonId>(s, person)));
  };
  EXPECT_EQ(home("latest"), "b");
  EXPECT_EQ(home("tie"), "a");
  EXPECT_EQ(home("guest"), "none");
}

TEST(PeopleTest, PostsComeByIdTwiceForTwoSeats) {
  Records records;
  records.units = {{.id = "u", .kind = "k"}, {.id = "v", .kind = "k"}};
  records.posts = {{.id = "z", .unit = "u", .kind = "k"},
                   {.id = "a", .unit = "v", .kind = "k"}};
  records.persons = {{.id = "n"}};
  records.appointments = {{.person = "n", .post = "z"},
                          {.person = "n", .post = "z", .share = 0.5},
                          {.person = "n", .post = "a"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_THAT(IdsOf(s, s.people().posts(Get<PersonId>(s, "n"))),
              ElementsAre("a", "z", "z"));
}

// ----------------------------------------------------------------------- Work

TEST(WorkTest, TasksAndDutiesFormForestsCyclesCut) {
  Records records;
  records.tasks = {{.id = "plan", .unit = "u"},
                   {.id = "step", .unit = "u", .parent = "plan"},
                   {.id = "lost", .unit = "u", .parent = "ghost"},
                   {.id = "self", .unit = "u", .parent = "self"},
                   {.id = "x", .unit = "u", .parent = "y"},
                   {.id = "y", .unit = "u", .parent = "x"}};
  records.duties = {{.id = "top"},
                    {.id = "under", .superior = "top"},
                    {.id = "old", .valid_to = kLate},
                    {.id = "orphan", .superior = "old"}};
  const Snapshot s = SnapshotOrDie(records);
  const auto parent = [&](std::string_view task) {
    return IdOf(s, s.work().parent(Get<TaskId>(s, task)));
  };
  EXPECT_EQ(parent("step"), "plan");
  EXPECT_EQ(parent("lost"), "none");
  EXPECT_EQ(parent("self"), "none");
  EXPECT_EQ(parent("x"), "none");
  EXPECT_EQ(parent("y"), "x");
  EXPECT_EQ(s.work().tasks().cycles().size(), 1u);
  const auto superior = [&](std::string_view duty) {
    return IdOf(s, s.work().superior(Get<DutyId>(s, duty)));
  };
  EXPECT_EQ(superior("under"), "top");
  EXPECT_EQ(superior("orphan"), "none");
  EXPECT_FALSE(s.work().in_force(Get<DutyId>(s, "old")));
}

TEST(WorkTest, AssignmentsInForceComeByStartThenReference) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  records.persons = {{.id = "n"}, {.id = "m"}};
  records.tasks = {{.id = "t", .unit = "u"}};
  const auto assign = [&](const char* to,
                          std::optional<absl::CivilDay> from = {}) {
    records.assignments.push_back({.work = "task:t",
                                   .role = Role::kResponsible,
                                   .to = to,
                                   .valid_from = from});
  };
  assign("unit:u", kEarly);
  assign("person:n");
  assign("person:m");
  assign("post:p");
  assign("unit:closed");
  assign("person:ghost");
  assign("unit:u", kDay + 1);
  const Snapshot s = SnapshotOrDie(records);
  std::vector<std::string> targets;
  for (const Assigned& assigned : s.work().assignments(Get<TaskId>(s, "t"))) {
    EXPECT_EQ(assigned.role, Role::kResponsible);
    targets.push_back(s.organization().NameOf(assigned.to));
  }
  EXPECT_THAT(targets, ElementsAre("person:m", "person:n", "post:p", "unit:u"));
}

TEST(WorkTest, TheNearestAssignedTaskIsFoundForEachRole) {
  Records records;
  records.persons = {{.id = "n"}};
  records.tasks = {{.id = "top", .unit = "u"},
                   {.id = "mid", .unit = "u", .parent = "top"},
                   {.id = "low", .unit = "u", .parent = "mid"}};
  records.assignments = {
      {.work = "task:top", .role = Role::kAccountable, .to = "person:n"},
      {.work = "task:mid", .role = Role::kSupport, .to = "person:n"},
      {.work = "task:low", .role = Role::kInformed, .to = "person:ghost"}};
  const Snapshot s = SnapshotOrDie(records);
  const auto nearest = [&](Role role) {
    return IdOf(s, s.work().nearest_assigned(Get<TaskId>(s, "low"), role));
  };
  EXPECT_EQ(nearest(Role::kAccountable), "top");
  EXPECT_EQ(nearest(Role::kSupport), "mid");
  EXPECT_EQ(nearest(Role::kInformed), "none");
}

TEST(WorkTest, UnitsAndBearersCountOnlyInForce) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  records.tasks = {{.id = "t1", .unit = "u"},
                   {.id = "t2", .unit = "closed"},
                   {.id = "t3", .unit = "ghost"}};
  records.duties = {{.id = "d1", .bearer = "post:p"},
                    {.id = "d2", .bearer = "unit:closed"},
                    {.id = "d3", .bearer = "post:ghost"},
                    {.id = "d4"}};
  const Snapshot s = SnapshotOrDie(records);
  EXPECT_EQ(IdOf(s, s.work().unit(Get<TaskId>(s, "t1"))), "u");
  EXPECT_EQ(IdOf(s, s.work().unit(Get<TaskId>(s, "t2"))), "none");
  EXPECT_EQ(IdOf(s, s.work().unit(Get<TaskId>(s, "t3"))), "none");
  EXPECT_EQ(s.work().bearer(Get<DutyId>(s, "d1")), s.Find("post:p"));
  for (const char* duty : {"d2", "d3", "d4"}) {
    EXPECT_EQ(s.work().bearer(Get<DutyId>(s, duty)), std::nullopt);
  }
}

TEST(SnapshotTest, EveryNodeBelongsToTheUnitOfWhatItIsAbout) {
  Records records;
  records.units = {{.id = "u", .kind = "k"},
                   {.id = "closed", .kind = "k", .valid_to = kLate}};
  records.posts = {{.id = "p", .unit = "u", .kind = "k"}};
  records.persons = {{.id = "n"}, {.id = "homeless"}};
  records.memberships = {{.person = "n", .unit = "u"}};
  records.tasks = {{.id = "t", .unit = "u"}};
  records.duties = {{.id = "d", .bearer = "post:p"}};
  records.delegations = {{.id = "g", .from = "person:n", .to = "post:p"}};
  const auto event = [&](const char* id, const char* subject) {
    records.events.push_back(
        {.id = id, .kind = "k", .subject = subject, .day = kDay});
  };
  const auto finding = [&](const char* id, const char* subject) {
    records.findings.push_back(
        {.id = id, .subject = subject, .source = "audit", .found = kDay});
  };
  event("e", "person:n");
  event("lost", "unit:ghost");
  finding("about-event", "event:e");
  finding("about-finding", "finding:about-event");
  finding("about-itself", "finding:about-itself");
  finding("round-1", "finding:round-2");
  finding("round-2", "finding:round-1");
  const Snapshot s = SnapshotOrDie(records);
  for (const char* node :
       {"unit:u", "post:p", "person:n", "task:t", "duty:d", "delegation:g",
        "event:e", "finding:about-event", "finding:about-finding"}) {
    EXPECT_EQ(IdOf(s, s.UnitOf(*s.Find(node))), "u") << node;
  }
  for (const char* node : {"unit:closed", "person:homeless", "event:lost",
                           "finding:about-itself", "finding:round-1"}) {
    EXPECT_EQ(IdOf(s, s.UnitOf(*s.Find(node))), "none") << node;
  }
  EXPECT_EQ(s.UnitOf(Node()), std::nullopt);
}

}  // namespace
}  // namespace zeren
