// year_of_gaps.h -- a school some of whose posts are vacant on some days.

#ifndef ZEREN_TESTS_GAPS_YEAR_OF_GAPS_H_
#define ZEREN_TESTS_GAPS_YEAR_OF_GAPS_H_

#include <utility>

#include "gtest/gtest.h"
#include "zeren/gaps/gaps_over.h"
#include "zeren/model/organization_builder.h"
#include "zeren/model/profile.h"

namespace zeren::testing {

inline constexpr Period kGapYear = {absl::CivilDay(2026, 1, 1),
                                    absl::CivilDay(2027, 1, 1)};

// The secretary leaves on 1 March and the next one on 1 November, who came on
// 1 July; approvals waive that from 1 April to 30 June, and the clerk's post,
// which nobody ever held, always. An office without a head is there until the
// end of April.
inline Organization SchoolOfGaps() {
  Records records;
  records.units = {{.id = "school", .kind = "unit", .name = "Party school"},
                   {.id = "office", .kind = "office", .parent = "school"}};
  records.units[1].valid_to = absl::CivilDay(2026, 5, 1);
  records.posts = {{.id = "clerk", .unit = "school", .kind = "member"},
                   {.id = "secretary", .unit = "school", .kind = "head"}};
  records.persons = {{.id = "p1"}, {.id = "p2"}};
  records.appointments = {{.person = "p1", .post = "secretary"},
                          {.person = "p2", .post = "secretary"}};
  records.appointments[0].valid_to = absl::CivilDay(2026, 3, 1);
  records.appointments[1].valid_from = absl::CivilDay(2026, 7, 1);
  records.appointments[1].valid_to = absl::CivilDay(2026, 11, 1);
  records.approvals = {{.rule = "vacant",
                        .focus = {NodeKind::kPost, "secretary"},
                        .by = {{NodeKind::kUnit, "school"}},
                        .reason = "election"},
                       {.rule = "vacant",
                        .focus = {NodeKind::kPost, "clerk"},
                        .reason = "known"}};
  records.approvals[0].valid_from = absl::CivilDay(2026, 4, 1);
  records.approvals[0].valid_to = absl::CivilDay(2026, 7, 1);
  absl::StatusOr<Profile> profile = ParseProfile(R"({
      "id": "own", "open": true,
      "post_kinds": [{"id": "head", "head": true}],
      "rules": [
        {"id": "headless", "check": "head_missing", "severity": "warning",
         "where": {"kind": "office"}},
        {"id": "vacant", "check": "post_vacant", "waivable": true}]})");
  EXPECT_TRUE(profile.ok()) << profile.status();
  const absl::StatusOr<Organization> organization =
      BuildOrganization(records, *std::move(profile));
  EXPECT_TRUE(organization.ok()) << organization.status();
  return *organization;
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_GAPS_YEAR_OF_GAPS_H_
