# Each examples/<name>.cc is a program; with tests, what it prints must be
# examples/<name>.txt. Examples run in the root of the repository.
file(GLOB examples CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/*.cc)
foreach(source IN LISTS examples)
  cmake_path(GET source STEM name)
  add_executable(example_${name} ${source})
  target_link_libraries(example_${name}
    PRIVATE zeren::zeren zeren::boost_graph)
  set_target_properties(example_${name} PROPERTIES
    CXX_EXTENSIONS OFF
    OUTPUT_NAME ${name}
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/examples)
  zeren_warnings(example_${name})
  if(ZEREN_BUILD_TESTING)
    add_test(NAME example.${name}
      COMMAND ${CMAKE_COMMAND}
        -DPROGRAM=$<TARGET_FILE:example_${name}>
        -DEXPECTED=${PROJECT_SOURCE_DIR}/examples/${name}.txt
        -DACTUAL=${PROJECT_BINARY_DIR}/examples/${name}.txt
        -P ${PROJECT_SOURCE_DIR}/cmake/RunExample.cmake
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  endif()
endforeach()
