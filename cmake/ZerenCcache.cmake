# Compiles through ccache where there is one and nobody has chosen otherwise.
if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(ZEREN_CCACHE ccache)
  mark_as_advanced(ZEREN_CCACHE)
  if(ZEREN_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ZEREN_CCACHE})
  endif()
endif()
