// quoted.h -- outside text within messages.

#ifndef ZEREN_CORE_INTERNAL_QUOTED_H_
#define ZEREN_CORE_INTERNAL_QUOTED_H_

#include <string>
#include <string_view>

namespace zeren::internal {

// Returns text in quotes, escaped as in JSON, and cut short if it is long.
std::string Quoted(std::string_view text);

}  // namespace zeren::internal

#endif  // ZEREN_CORE_INTERNAL_QUOTED_H_
