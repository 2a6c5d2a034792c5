// spec_names.h -- what checks say of themselves, as words.

#ifndef ZEREN_GAPS_INTERNAL_SPEC_NAMES_H_
#define ZEREN_GAPS_INTERNAL_SPEC_NAMES_H_

#include <string_view>

#include "zeren/gaps/check.h"

namespace zeren::internal {

// "units", "unit_lines": the array of the document, and "records" for all.
std::string_view NameOfFacts(FactKind kind);
// "self", "row", "chain", "subtree", "global".
std::string_view NameOfReach(Reach reach);
// "integer", "number", "word", "choice", "condition".
std::string_view NameOfType(ParamSpec::Type type);

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_SPEC_NAMES_H_
