// roll_up_fixtures.h -- small schools, and what roll-ups say of them.

#ifndef ZEREN_TESTS_MEASURE_ROLL_UP_FIXTURES_H_
#define ZEREN_TESTS_MEASURE_ROLL_UP_FIXTURES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/organization_builder.h"

namespace zeren {

inline const absl::CivilDay kToday(2026, 11, 22);

inline Snapshot AsOfToday(OrganizationBuilder& builder) {
  const absl::StatusOr<Organization> org = builder.Build();
  EXPECT_TRUE(org.ok()) << org.status();
  return (org.ok() ? *org : Organization()).AsOf(kToday);
}

inline RollUp RollUpOrDie(const Snapshot& snapshot, std::string_view measure,
                          const RollUpOptions& options = {}) {
  absl::StatusOr<RollUp> roll_up = ComputeRollUp(snapshot, measure, options);
  EXPECT_TRUE(roll_up.ok()) << roll_up.status();
  return *std::move(roll_up);
}

// The value of a node by name.
inline RollUpValue ValueAt(const RollUp& roll_up, std::string_view name) {
  return roll_up.value(*roll_up.snapshot().Find(name));
}
inline RollUpValue Whole(double number, std::uint64_t known) {
  return {.number = number, .known = known};
}
inline RollUpValue Fraction(std::optional<double> number, std::uint64_t known,
                            std::uint64_t unknown = 0) {
  return {.number = number, .whole = false, .known = known, .unknown = unknown};
}

// "node=value/counted" for each contribution.
inline std::vector<std::string> Parts(const RollUp& roll_up,
                                      std::string_view name) {
  const auto text = [](const RollUpValue& value) {
    return value.number ? std::to_string(*value.number).substr(0, 4)
                        : std::string("none");
  };
  std::vector<std::string> parts;
  const Snapshot& snapshot = roll_up.snapshot();
  for (const Contribution& part : roll_up.Explain(*snapshot.Find(name))) {
    parts.push_back(snapshot.organization().NameOf(part.node) + "=" +
                    text(part.value) + "/" + text(part.counted));
  }
  return parts;
}

// Every explanation must add up to what it explains.
inline void ExpectExplained(const RollUp& roll_up) {
  for (const Node node : roll_up.nodes()) {
    EXPECT_EQ(roll_up.Recombine(roll_up.Explain(node)), roll_up.value(node))
        << roll_up.snapshot().organization().NameOf(node);
  }
}

// A school with two branches, and a group in the second.
inline OrganizationBuilder School() {
  OrganizationBuilder builder;
  builder.AddUnit({.id = "school", .kind = "school"});
  builder.AddUnit({.id = "b1", .kind = "branch", .parent = "school"});
  builder.AddUnit({.id = "b2", .kind = "branch", .parent = "school"});
  builder.AddUnit({.id = "g", .kind = "group", .parent = "b2"});
  return builder;
}

// ann is in b1, bob twice in b1 and once in g, cy in b2 and g, dee nowhere.
inline OrganizationBuilder PeopledSchool() {
  OrganizationBuilder builder = School();
  for (const char* id : {"ann", "bob", "cy", "dee"}) {
    builder.AddPerson({.id = id});
  }
  builder.AddMembership({.person = "ann", .unit = "b1", .standing = "full"});
  builder.AddMembership({.person = "bob", .unit = "b1"});
  builder.AddMembership({.person = "bob",
                         .unit = "b1",
                         .standing = "guest",
                         .home = false,
                         .valid_from = absl::CivilDay(2026, 1, 1)});
  builder.AddMembership({.person = "bob", .unit = "g", .home = false});
  builder.AddMembership({.person = "cy", .unit = "g"});
  builder.AddMembership({.person = "cy", .unit = "b2", .home = false});
  builder.AddMembership(
      {.person = "ann", .unit = "g", .valid_to = absl::CivilDay(2020, 1, 1)});
  return builder;
}

// b1: a full head post of 0.5, and a vacant one with three seats; g: a post
// with two seats of which one is taken; one post in no unit.
inline OrganizationBuilder StaffedSchool() {
  OrganizationBuilder builder = School();
  builder.AddPost({.id = "head", .unit = "b1", .kind = "head", .fte = 0.5});
  builder.AddPost(
      {.id = "clerks", .unit = "b1", .kind = "clerk", .seats = 3, .fte = 3.0});
  builder.AddPost({.id = "chairs", .unit = "g", .kind = "chair", .seats = 2});
  builder.AddPost(
      {.id = "lost", .unit = "nowhere", .kind = "clerk", .reports_to = "head"});
  builder.AddPost({.id = "gone",
                   .unit = "b1",
                   .kind = "clerk",
                   .valid_to = absl::CivilDay(2020, 1, 1)});
  builder.AddPerson({.id = "ann"});
  builder.AddPerson({.id = "bob"});
  builder.AddAppointment({.person = "ann", .post = "head"});
  builder.AddAppointment({.person = "bob", .post = "chairs"});
  builder.AddAppointment(
      {.person = "ann", .post = "chairs", .mode = AppointmentMode::kActing});
  return builder;
}

}  // namespace zeren

#endif  // ZEREN_TESTS_MEASURE_ROLL_UP_FIXTURES_H_
