#include "zeren/graph/people.h"

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

}  // namespace
}  // namespace zeren
