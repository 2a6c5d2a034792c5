# cmake -DPROGRAM=<exe> -DEXPECTED=<txt> -DACTUAL=<txt> -P RunExample.cmake
#
# Runs the program, and fails unless it succeeds and prints what is expected.
execute_process(COMMAND ${PROGRAM} OUTPUT_FILE ${ACTUAL}
                RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${result}")
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -E compare_files ${EXPECTED} ${ACTUAL}
  RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET)
if(NOT result EQUAL 0)
  execute_process(COMMAND diff -u ${EXPECTED} ${ACTUAL})
  message(FATAL_ERROR
    "The output is not what the file says. If it is right, copy it:\n"
    "  cp ${ACTUAL} ${EXPECTED}")
endif()
