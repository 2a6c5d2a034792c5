// random_condition.h -- conditions that random nodes meet or not.
//
// Example:
//
//   std::mt19937_64 bits(seed);
//   nlohmann::json document = RandomDocument(bits);
//   AddTraits(bits, document);
//   const nlohmann::json condition = RandomCondition(bits, "person");
//   EXPECT_EQ(Matches(snapshot, node, *ParseCondition(condition.dump())),
//             oracle.Meets(name, condition));

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_CONDITION_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_CONDITION_H_

#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace zeren::testing {

// Gives the nodes of a document of `RandomDocument` what conditions can ask
// for: attributes of every type, days of birth around the days of the document
// and on 29 February, standings, and mostly a profile that says which head
// counts include them and which levels units have.
//
// ENSURES: the same bits give the same document on every platform.
void AddTraits(std::mt19937_64& bits, nlohmann::json& document);

// Returns a condition that the format accepts, made of all that the language
// has. Mostly it asks for what a node of that kind ("unit", "post", "person",
// "task" ...) can have, so that some nodes of a document meet it.
nlohmann::json RandomCondition(std::mt19937_64& bits, const std::string& kind);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_CONDITION_H_
