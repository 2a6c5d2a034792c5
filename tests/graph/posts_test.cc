#include "zeren/graph/posts.h"

#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/snapshot_text.h"
#include "tests/support/build.h"
#include "zeren/graph/snapshot.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using testing::Get;
using testing::IdOf;
using testing::IdsOf;
using testing::SnapshotOrDie;

constexpr absl::CivilDay kEarly(2020, 1, 1);
constexpr absl::CivilDay kLate(2024, 1, 1);

// The superior of a post with its rule: "boss by unit-head".
std::string SuperiorOf(const Snapshot& s, std::string_view post) {
  const PostId id = Get<PostId>(s, post);
  const std::string rule(NameOf(s.posts().superior_rule(id)));
  return IdOf(s, s.posts().superior(id)) + " by " + rule;
}
std::string_view StateOf(const Snapshot& s, std::string_view post) {
  return NameOf(s.posts().state(Get<PostId>(s, post)));
}

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

}  // namespace
}  // namespace zeren
