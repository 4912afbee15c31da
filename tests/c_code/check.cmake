# SPDX-License-Identifier: Apache-2.0
# cmake -D program= -D compiler= -D directory= -P check.cmake
# Passes if the C program that `program` prints compiles without warnings, as C99 and as C++, and finds all its numbers equal,
# and finds a wrong one once a constant is changed.
cmake_minimum_required(VERSION 3.25)
file(MAKE_DIRECTORY ${directory})
execute_process(COMMAND ${program} OUTPUT_FILE ${directory}/functions.c COMMAND_ERROR_IS_FATAL ANY)

function(run name file variable) # options...
  execute_process(COMMAND ${compiler} ${ARGN} -Wall -Wextra -Werror -pedantic -ffp-contract=off ${directory}/${file} -o ${directory}/${name} -lm
                          COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${directory}/${name} OUTPUT_VARIABLE output RESULT_VARIABLE result)
  set(${variable} ${result} PARENT_SCOPE)
  string(SUBSTRING "${output}" 0 2000 output)
  set(output "${output}" PARENT_SCOPE)
endfunction()

run(as_c functions.c failed -x c -std=c99 -O2)
if(failed)
  message(FATAL_ERROR "as C99:\n${output}")
endif()
run(as_cpp functions.c failed -x c++ -std=c++17 -O0)
if(failed)
  message(FATAL_ERROR "as C++:\n${output}")
endif()

file(READ ${directory}/functions.c text)
string(REPLACE "1.1283791670955126*" "1.1283791670955128*" changed "${text}")
if(changed STREQUAL text)
  message(FATAL_ERROR "the constant of erf' does not occur")
endif()
file(WRITE ${directory}/changed.c "${changed}")
run(changed changed.c failed -x c -std=c99 -O0)
if(NOT failed EQUAL 1)
  message(FATAL_ERROR "a wrong constant is not noticed")
endif()
