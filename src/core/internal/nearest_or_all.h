// nearest_or_all.h -- what to write instead of a name that there is not.

#ifndef ZEREN_CORE_INTERNAL_NEAREST_OR_ALL_H_
#define ZEREN_CORE_INTERNAL_NEAREST_OR_ALL_H_

#include <string>
#include <string_view>
#include <vector>

namespace zeren::internal {

// Goes on with a message: '; did you mean "members"?', or, where no name is
// near, "; there are fte, members". Nothing if there are no names.
std::string NearestOrAll(std::string_view name,
                         const std::vector<std::string_view>& names);

}  // namespace zeren::internal

#endif  // ZEREN_CORE_INTERNAL_NEAREST_OR_ALL_H_
