// random_staff.h -- what checks of posts and people look for, by chance.
//
// Example:
//
//   std::mt19937_64 bits(seed);
//   nlohmann::json document = RandomDocument(bits);
//   AddStaff(bits, document);
//   const nlohmann::json params = RandomStaffParams(bits, "succession");
//   EXPECT_EQ(..., Oracle(document, day).FoundAmongStaff("succession",
//   params));

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_STAFF_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_STAFF_H_

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace zeren::testing {

// The checks that have parameters to draw, or none.
const std::vector<std::string>& StaffChecks();

// Gives a document of `RandomDocument` what `AddTraits` does, an inline profile
// that mostly says which posts units have, more seats, many more appointments
// (acting ones, in parts, one after the other), more memberships, and events of
// units that say who took part.
//
// ENSURES: the same bits give the same document on every platform.
void AddStaff(std::mt19937_64& bits, nlohmann::json& document);

// Returns parameters for such a check that a profile may write.
nlohmann::json RandomStaffParams(std::mt19937_64& bits,
                                 const std::string& check);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_STAFF_H_
