// random_work.h -- what the checks of work look at, added to any document.

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_WORK_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_WORK_H_

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace zeren::testing {

// The checks that `Oracle::FoundOfWork` knows, in order of name.
const std::vector<std::string>& WorkChecks();

// Adds to a document: levels of unit kinds, kinds and bearers of duties, tasks
// to be taken down, oversight, delegations that follow one another, absences,
// and findings with steps in any order.
void AddWork(std::mt19937_64& bits, nlohmann::json& document);

// Returns parameters for such a check, as a profile has them.
nlohmann::json RandomWorkParams(std::mt19937_64& bits,
                                const std::string& check);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_WORK_H_
