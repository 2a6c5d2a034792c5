// build.h -- organisations from plain structs, for tests.

#ifndef ZEREN_TESTS_SUPPORT_BUILD_H_
#define ZEREN_TESTS_SUPPORT_BUILD_H_

#include <cstdio>
#include <string>

#include "gtest/gtest.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/organization_builder.h"

namespace zeren::testing {

// The day of tests to which the day does not matter.
inline constexpr absl::CivilDay kDay(2026, 11, 22);

inline Organization BuildOrDie(const Records& records) {
  const absl::StatusOr<Organization> organization = BuildOrganization(records);
  EXPECT_TRUE(organization.ok()) << organization.status();
  return organization.ok() ? *organization : Organization();
}

inline Snapshot SnapshotOrDie(const Records& records,
                              absl::CivilDay day = kDay) {
  return BuildOrDie(records).AsOf(day);
}

// The same with a profile.
inline Snapshot SnapshotWith(const Records& records, const Profile& profile,
                             absl::CivilDay day = kDay) {
  const absl::StatusOr<Organization> organization =
      BuildOrganization(records, profile);
  EXPECT_TRUE(organization.ok()) << organization.status();
  return (organization.ok() ? *organization : Organization()).AsOf(day);
}

// Returns the id of a unit of `DeepChainOrDie`.
inline std::string DeepId(int level) {
  char id[16];
  std::snprintf(id, sizeof(id), "u%07d", level);
  return id;
}

// Units u0000000, u0000001 and so on, each below the one before it.
inline Snapshot DeepChainOrDie(int levels) {
  OrganizationBuilder builder;
  std::string above;
  for (int level = 0; level < levels; ++level) {
    const std::string id = DeepId(level);
    UnitView unit{.id = id, .kind = "unit"};
    if (level > 0) unit.parent = above;
    builder.AddUnit(unit);
    above = id;
  }
  const absl::StatusOr<Organization> organization = builder.Build();
  EXPECT_TRUE(organization.ok()) << organization.status();
  return (organization.ok() ? *organization : Organization()).AsOf(kDay);
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_BUILD_H_
