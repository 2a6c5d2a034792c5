# cmake -DOUTPUT=<file.cc> -P EmbedProfiles.cmake -- <profile.json>...
#
# Writes a C++ source with the bytes of each profile, under the stem of its
# file name. Bytes are written as character literals, because a compiler need
# not take string literals of any length and because the texts are UTF-8.
cmake_minimum_required(VERSION 3.25)

set(files)
set(seen_separator FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(seen_separator)
    list(APPEND files "${CMAKE_ARGV${i}}")
  elseif(CMAKE_ARGV${i} STREQUAL "--")
    set(seen_separator TRUE)
  endif()
endforeach()

set(arrays "")
set(rows "")
set(count 0)
foreach(file IN LISTS files)
  cmake_path(GET file STEM LAST_ONLY id)
  file(READ "${file}" bytes HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
  # Twelve literals of seven characters make a line.
  string(REPEAT "." 84 line)
  string(REGEX REPLACE "(${line})" "\\1\n    " bytes "${bytes}")
  string(APPEND arrays
    "constexpr char kProfile${count}[] = {  // ${id}\n    ${bytes}\n};\n\n")
  string(APPEND rows
    "    {\"${id}\", {kProfile${count}, sizeof(kProfile${count})}},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE "${OUTPUT}" "\
// Made by cmake/EmbedProfiles.cmake from profiles/. Edit those instead.

#include \"src/model/internal/built_in_profiles.h\"

#include <array>
#include <string_view>
#include <vector>

namespace zeren::internal {
namespace {

struct BuiltInProfile {
  std::string_view id;
  std::string_view text;
};

${arrays}constexpr std::array<BuiltInProfile, ${count}> kProfiles = {{
${rows}}};

}  // namespace

std::string_view BuiltInProfileText(std::string_view id) {
  for (const BuiltInProfile& profile : kProfiles) {
    if (profile.id == id) return profile.text;
  }
  return {};
}

std::vector<std::string_view> BuiltInProfileIds() {
  std::vector<std::string_view> ids;
  ids.reserve(kProfiles.size());
  for (const BuiltInProfile& profile : kProfiles) ids.push_back(profile.id);
  return ids;
}

}  // namespace zeren::internal
")
