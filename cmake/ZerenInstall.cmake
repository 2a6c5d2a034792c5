# The library and its headers, the command, the profiles and schemas, and how
# CMake and pkg-config find them. The Boost.Graph view is a component of its
# own: find_package(zeren COMPONENTS boost_graph).
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/zeren)

install(TARGETS zeren EXPORT zerenTargets FILE_SET HEADERS)
install(EXPORT zerenTargets NAMESPACE zeren:: DESTINATION ${package_dir})
install(TARGETS zeren_boost_graph EXPORT zerenBoostGraphTargets
        FILE_SET boost_graph)
install(EXPORT zerenBoostGraphTargets NAMESPACE zeren::
        DESTINATION ${package_dir})
if(TARGET zeren_tool)
  install(TARGETS zeren_tool)
endif()

configure_package_config_file(cmake/zerenConfig.cmake.in
  ${PROJECT_BINARY_DIR}/zerenConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/zerenConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/zerenConfig.cmake
              ${PROJECT_BINARY_DIR}/zerenConfigVersion.cmake
        DESTINATION ${package_dir})

# A static library needs at the user's link what a shared one has within.
list(TRANSFORM ZEREN_ABSL_PUBLIC PREPEND absl_ OUTPUT_VARIABLE requires)
list(TRANSFORM ZEREN_ABSL_PRIVATE PREPEND absl_
     OUTPUT_VARIABLE requires_private)
get_target_property(library_type zeren TYPE)
set(libs_private "")
if(library_type STREQUAL "STATIC_LIBRARY")
  list(APPEND requires ${requires_private})
  set(requires_private "")
  set(libs_private ${CMAKE_THREAD_LIBS_INIT})
endif()
list(JOIN requires " " ZEREN_PC_REQUIRES)
list(JOIN requires_private " " ZEREN_PC_REQUIRES_PRIVATE)
set(ZEREN_PC_LIBS "${libs_private}")
set(pc_dir ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH ZEREN_PC_PREFIX ${pc_dir} ${CMAKE_INSTALL_PREFIX})
cmake_path(SET ZEREN_PC_PREFIX NORMALIZE "${ZEREN_PC_PREFIX}.")
file(RELATIVE_PATH ZEREN_PC_LIBDIR
     ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_LIBDIR})
file(RELATIVE_PATH ZEREN_PC_INCLUDEDIR
     ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(cmake/zeren.pc.in ${PROJECT_BINARY_DIR}/zeren.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/zeren.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(DIRECTORY profiles schema
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zeren
        FILES_MATCHING PATTERN *.json)
