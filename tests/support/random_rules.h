// random_rules.h -- rules of every check, with parameters by chance.

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_RULES_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_RULES_H_

#include <nlohmann/json.hpp>
#include <random>

namespace zeren::testing {

// Returns rules for the profile of a document of `RandomDocument`: one of each
// check of the catalogue, with the id that it has in `generic` and parameters
// as the check declares them, some with a condition on the focus.
//
// ENSURES: the same bits give the same rules on every platform.
nlohmann::json RandomRules(std::mt19937_64& bits);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_RULES_H_
