# Compiles through ccache where there is one and nobody has chosen otherwise.
if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(ZEREN_CCACHE ccache)
  mark_as_advanced(ZEREN_CCACHE)
  if(ZEREN_CCACHE)
    # It must be told that precompiled headers may be trusted.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros ${ZEREN_CCACHE})
  endif()
endif()
