// built_in_profiles.h -- the profiles that are compiled into the library.
//
// The texts are the files of profiles/, byte for byte; the build embeds them
// (cmake/EmbedProfiles.cmake), so that a program needs no data files.

#ifndef ZEREN_SRC_MODEL_INTERNAL_BUILT_IN_PROFILES_H_
#define ZEREN_SRC_MODEL_INTERNAL_BUILT_IN_PROFILES_H_

#include <string_view>
#include <vector>

namespace zeren::internal {

// Returns the JSON text of the built-in profile `id`, for example
// "party-school", or an empty view if there is none of that name. The text
// lives as long as the program.
std::string_view BuiltInProfileText(std::string_view id);

// Returns the ids of all built-in profiles, in byte order.
std::vector<std::string_view> BuiltInProfileIds();

}  // namespace zeren::internal

#endif  // ZEREN_SRC_MODEL_INTERNAL_BUILT_IN_PROFILES_H_
