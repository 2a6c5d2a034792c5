// random_structure.h -- what checks of the structure look for, by chance.
//
// Example:
//
//   std::mt19937_64 bits(seed);
//   nlohmann::json document = RandomDocument(bits);
//   AddStructure(bits, document);
//   const nlohmann::json params = RandomParams(bits, "unit_size");
//   EXPECT_EQ(..., Oracle(document, day).Found("unit_size", params));

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_STRUCTURE_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_STRUCTURE_H_

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace zeren::testing {

// The checks of structure that have parameters to draw, or none.
const std::vector<std::string>& StructureChecks();

// Gives a document of `RandomDocument` an inline profile that mostly says of
// each kind of unit its level, what may stand above it and how long its term
// is, and of kinds of posts their terms; units of these kinds; standings; and
// elections of units and posts.
//
// ENSURES: the same bits give the same document on every platform.
void AddStructure(std::mt19937_64& bits, nlohmann::json& document);

// Returns parameters for such a check that a profile may write.
nlohmann::json RandomParams(std::mt19937_64& bits, const std::string& check);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_STRUCTURE_H_
