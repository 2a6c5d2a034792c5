# zeren_warnings(<target>): the warnings that our own sources are held to.
# PRIVATE, so that nobody who uses the library inherits them.
function(zeren_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    # Options and records are written with designated initialisers; fields
    # that are left out have defaults.
    -Wno-missing-field-initializers
    $<$<BOOL:${ZEREN_WERROR}>:-Werror>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND
     CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 misjudges `"text" + std::string()` (its bug 105651) and
    # optionals and Boost containers that it optimises.
    target_compile_options(${target} PRIVATE
      -Wno-restrict -Wno-maybe-uninitialized)
  endif()
endfunction()
