# SPDX-License-Identifier: Apache-2.0
# Run by ctest when it starts, with `folder` and `program`: asks a Boost.Test program what it holds and makes one test of each
# suite, and of each case that is in no suite. A filter that matches nothing makes Boost.Test exit with 200, so no test can
# run nothing and pass.
cmake_minimum_required(VERSION 3.25)
if(NOT EXISTS "${program}")
  add_test(${folder} "${program}") # ctest reports it as not run, which is a failure
  return()
endif()

# In the list a unit's line is `tu2[...label="name|file(line)|labels: @exhaustive"]`, the units below it stand in braces.
execute_process(COMMAND "${program}" --list_content=DOT ERROR_VARIABLE content RESULT_VARIABLE result OUTPUT_QUIET)
string(REPLACE ";" "\\;" content "${content}")
string(REPLACE "\n" ";" content "${content}")
set(depth 0)
set(names "")
set(has_exhaustive FALSE)
foreach(line IN LISTS content)
  if(line STREQUAL "{")
    math(EXPR depth "${depth} + 1")
  elseif(line STREQUAL "}")
    math(EXPR depth "${depth} - 1")
  elseif(line MATCHES "label=\"([^|\"]+)\\|([^\"]*)\"")
    set(name "${CMAKE_MATCH_1}")
    set(labelled FALSE)
    if(CMAKE_MATCH_2 MATCHES "@exhaustive")
      set(labelled TRUE)
      set(has_exhaustive TRUE)
    endif()
    if(depth EQUAL 1 AND NOT labelled)
      string(REGEX REPLACE "<.*" "<*" name "${name}") # a case template: all its types in one test
      list(APPEND names "${name}")
    endif()
  endif()
endforeach()
list(REMOVE_DUPLICATES names)

set(quiet --color_output=no --report_level=short)
foreach(name IN LISTS names)
  string(REPLACE "<*" "" test "${folder}.${name}")
  add_test(${test} "${program}" "--run_test=${name}:!@exhaustive" ${quiet})
endforeach()
if(has_exhaustive)
  add_test(${folder}.exhaustive "${program}" "--run_test=@exhaustive" ${quiet})
  set_tests_properties(${folder}.exhaustive PROPERTIES LABELS exhaustive)
endif()
if(NOT result EQUAL 0 OR (NOT names AND NOT has_exhaustive))
  add_test(${folder} "${program}") # it could not list its tests, or has none: this fails and shows why
endif()
