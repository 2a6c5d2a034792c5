// random_obligations.h -- obligations and events, added to any document.

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_OBLIGATIONS_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_OBLIGATIONS_H_

#include <nlohmann/json.hpp>
#include <random>

namespace zeren::testing {

// Adds to a document: obligations `o0` to `o2` of every period, terms of kinds
// of units, and events of a few subjects, elections among them, with the
// numbers that quorums ask for, from November 2023 to February 2025.
//
// ENSURES: the same bits give the same document on every platform.
void AddObligations(std::mt19937_64& bits, nlohmann::json& document);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_OBLIGATIONS_H_
