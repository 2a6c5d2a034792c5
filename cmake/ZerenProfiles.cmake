# zeren_embed_profiles(<target> <file.json>...): compiles the files into the
# target, which declares how to read them in
# src/model/internal/built_in_profiles.h. An edited file is compiled in again.
function(zeren_embed_profiles target)
  set(output ${PROJECT_BINARY_DIR}/generated/built_in_profiles.cc)
  set(script ${PROJECT_SOURCE_DIR}/cmake/EmbedProfiles.cmake)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -P ${script} -- ${ARGN}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    DEPENDS ${ARGN} ${script}
    COMMENT "Embedding the built-in profiles"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  # It is there only once it is built, so nothing may include it before.
  set_source_files_properties(${output} PROPERTIES
    SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
