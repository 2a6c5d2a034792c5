// random_document.h -- small documents that try everything.
//
// Documents as the format accepts them, for comparing the library with the
// oracle: many seeded random ones, full of what real organisations get wrong,
// and all small ones.
//
// Example:
//
//   std::mt19937_64 bits(seed);
//   const nlohmann::json document = RandomDocument(bits);
//   for (const std::string& day : RandomDocumentOptions().days) {
//     Oracle oracle(document, day);
//     ...
//   }

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_DOCUMENT_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_DOCUMENT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "tests/support/effort.h"

namespace zeren::testing {

struct RandomDocumentOptions {
  // At most so many records of each kind, not counting a deep chain.
  int max_units = 8;
  int max_posts = 10;
  int max_persons = 10;
  int max_tasks = 6;
  int max_duties = 5;
  int max_others = 3;  // Of each array of what was done.

  // Whether there may be delegations.
  bool delegations = true;
  int max_delegations = 6;

  // The chance of one reference to name something absent from the document.
  double dangling = 0.05;

  // The chance of a document to have a deep chain (of units, posts, tasks or
  // duties, in a third of the cases closed to a cycle), and its length.
  double deep_chain = 0.05;
  int deep_length = 60;

  // Every day in a document is one of these, in rising order. They are few, so
  // that boundaries coincide; ask on these days and on days between them.
  // REQUIRES: at least two.
  std::vector<std::string> days = {"2023-12-31", "2024-02-28", "2024-02-29",
                                   "2024-03-01", "2024-06-30", "2025-01-01"};
};

// Returns a document that the format accepts. It has an `as_of`, and its
// profile is `generic` (written or not) or an inline one that extends it with
// the post kinds `deputy`, which deputizes for `head`, and `chief`, a head
// kind.
//
// ENSURES: the same bits give the same document on every platform.
nlohmann::json RandomDocument(std::mt19937_64& bits,
                              const RandomDocumentOptions& options = {});

// Returns the document with the records of each array in random order. No
// answer may depend on it.
nlohmann::json ShuffleDocument(std::mt19937_64& bits, nlohmann::json document);

// Returns the text of such a document, with the keys of each object in random
// order too.
std::string ShuffledText(std::mt19937_64& bits, const nlohmann::json& document);

// Calls `visit` with every organisation of up to four units, in which the
// parent of a unit is none, any unit (itself too) or one that is absent, and
// its head post is occupied, vacant, or held by someone absent. Each unit has
// one task that nobody is assigned to. 108,505 documents, thinned by the
// stride of effort.h; one that is visited lives until the visit returns.
void ForEachSmallOrganization(
    const std::function<void(const nlohmann::json&)>& visit);

// Calls `visit` with every way in which two posts and two persons can delegate
// to one another: each of the four to nobody or to one of the four (itself
// too), to be passed on or not, while each person is present or absent, and
// holds the post of the same id or none. The posts report to a third, which is
// held. There is a task for each of the four. 104,976 documents, thinned alike.
void ForEachSmallDelegation(
    const std::function<void(const nlohmann::json&)>& visit);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_DOCUMENT_H_
