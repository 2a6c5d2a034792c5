// locate.h -- from the places that problems name to lines and columns.

#ifndef ZEREN_EXCHANGE_INTERNAL_LOCATE_H_
#define ZEREN_EXCHANGE_INTERNAL_LOCATE_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "zeren/core/problem.h"

namespace zeren::internal {

// How the messages of two sorts of problems read, here and in profiles: those
// whose place is a key, not its value.
inline constexpr std::string_view kUnknownField = "unknown field ";
inline constexpr std::string_view kWrittenTwice = " is written twice";

// What a text may begin with, as some editors write it.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Returns what the parser says of a syntax error, with its line and column.
// `position` counts the bytes that it has read.
Problem SyntaxProblem(std::string_view text, std::size_t position,
                      std::string_view what);

// Fills in line and column of each problem that has none, and puts them all in
// the order of the text. A place that the text does not have (a rule that a
// profile inherits) becomes the nearest one around it. O(text), in a second
// pass over it: the first one does not pay for problems that are not there.
void LocateProblems(std::string_view text, std::vector<Problem>& problems);

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_LOCATE_H_
