# SPDX-License-Identifier: Apache-2.0
# cmake -D source= -D compiler= -D options= -D includes= -P check.cmake
# Passes if the compiler rejects `source` and prints each sentence that the file announces:
#   // EXPECT: sentence      at least one; matched letter by letter
#   // SHORT                 also: the first error is on line 1 to 3 of what is printed, and at most 20 lines are printed
cmake_minimum_required(VERSION 3.25)
file(STRINGS ${source} marks REGEX "^// (EXPECT: .|SHORT)")
set(expected "${marks}") # quoted: a sentence may have semicolons
list(FILTER expected INCLUDE REGEX "^// EXPECT: ")
if(NOT expected)
  message(FATAL_ERROR "no line begins `// EXPECT: `: ${source}")
endif()

list(TRANSFORM includes PREPEND -I)
execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${compiler} -std=c++20 -fsyntax-only -fmessage-length=0 ${options} ${includes} ${source}
                OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE result)
if(result EQUAL 0)
  message(FATAL_ERROR "compiles, and must not: ${source}")
endif()

# A list would split at semicolons and brackets, so lines are counted by cutting the text.
set(lines 0)
set(first_error 0)
set(rest "${output}")
while(NOT rest STREQUAL "")
  string(FIND "${rest}" "\n" end)
  if(end EQUAL -1)
    string(LENGTH "${rest}" end)
  endif()
  string(SUBSTRING "${rest}" 0 ${end} line)
  math(EXPR next "${end} + 1")
  string(LENGTH "${rest}" length)
  if(next GREATER length)
    set(next ${length})
  endif()
  string(SUBSTRING "${rest}" ${next} -1 rest)
  math(EXPR lines "${lines} + 1")
  if(first_error EQUAL 0 AND line MATCHES "error:")
    set(first_error ${lines})
  endif()
endwhile()

set(faults "")
foreach(mark IN LISTS expected)
  string(REGEX REPLACE "^// EXPECT: " "" sentence "${mark}")
  string(FIND "${output}" "${sentence}" at)
  if(at EQUAL -1)
    string(APPEND faults "the compiler does not print: ${sentence}\n")
  endif()
endforeach()
if(first_error EQUAL 0)
  string(APPEND faults "the compiler prints no error\n")
endif()
if("// SHORT" IN_LIST marks AND (first_error GREATER 3 OR lines GREATER 20))
  string(APPEND faults "the message is not short\n")
endif()
message("${source}: first error on line ${first_error} of ${lines}")
if(faults)
  message("${output}${faults}") # a plain message is not wrapped
  message(FATAL_ERROR "not the expected message")
endif()
