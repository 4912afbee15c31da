# SPDX-License-Identifier: Apache-2.0
# Sees check.cmake fail: for each way in which a program can be wrong, that check.cmake rejects it and says why.
# And sees that each row of README.md belongs to a program.
cmake_minimum_required(VERSION 3.25)
file(WRITE ${directory}/README.md "| \n")
file(WRITE ${directory}/third.hpp "static_assert(false, \"calx: [a, b]; no\");\n")
file(WRITE ${directory}/second.hpp "#include \"third.hpp\"\n")
file(WRITE ${directory}/first.hpp "#include \"second.hpp\"\n")
set(static_assertion "static_assert(false, \"calx: [a, b]; no\")@")

function(verdict_on name program wanted_result wanted_text)
  string(REPLACE "@" "\;\n" program "${program}") # a semicolon would split the argument on its way here
  if(NOT name STREQUAL undocumented)
    file(APPEND ${directory}/README.md "| `${name}` | | calx: [a, b]; no | | |\n")
  endif()
  file(WRITE ${directory}/${name}.cpp "${program}")
  execute_process(COMMAND ${CMAKE_COMMAND} -D source=${directory}/${name}.cpp -D compiler=${compiler} -D "options=${options}" -D
                          "includes=${includes}" -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/check.cmake
                  OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE result)
  string(FIND "${output}" "${wanted_text}" at)
  if(NOT result EQUAL wanted_result OR at EQUAL -1)
    message("${output}")
    message(SEND_ERROR "${name}: check.cmake exits with ${result}, not ${wanted_result}, or does not say `${wanted_text}`")
  endif()
endfunction()

verdict_on(right "// EXPECT: calx: [a, b]; no\n// SHORT\n${static_assertion}" 0 "first error on line 1 of")
verdict_on(two_sentences "// EXPECT: calx: [a, b]; no\n// EXPECT: ; no\n${static_assertion}" 0 "first error on line 1 of")
verdict_on(compiles "// EXPECT: calx: [a, b]; no\nint main() {}\n" 1 "compiles, and must not")
verdict_on(other_sentence "// EXPECT: calx: [a, b]; no\nstatic_assert(false, \"calx: [a, c]\")@" 1 "does not print: calx: [a, b]")
verdict_on(second_sentence_absent "// EXPECT: calx: [a, b]; no\n// EXPECT: yes\n${static_assertion}" 1 "does not print: yes")
verdict_on(end_absent "// EXPECT: calx: [a, b]; no\nstatic_assert(false, \"calx: [a, b]\")@" 1 "does not print: calx: [a, b]; no")
verdict_on(wrapped "// EXPECT: calx: [a, b]; no\n// SHORT\n// end\n${static_assertion}" 1 "a sentence that was wrapped")
verdict_on(undocumented "// EXPECT: calx: [a, b]; no\n${static_assertion}" 1 "no row for undocumented")
verdict_on(other_row "// EXPECT: calx: [a, b]\n${static_assertion}" 1 "another sentence for other_row")
verdict_on(in_a_header "// EXPECT: calx: [a, b]; no\n// SHORT\n#include \"first.hpp\"\n" 0 "first error on line 1 of")
verdict_on(nothing_expected "${static_assertion}" 1 "no line begins")
string(REPEAT "${static_assertion}" 20 many)
verdict_on(long "// EXPECT: calx: [a, b]; no\n// SHORT\n${many}" 1 "the message is not short")
verdict_on(long_but_free "// EXPECT: calx: [a, b]; no\n${many}" 0 "first error on line 1 of")

file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/README.md rows REGEX "^\\| `[a-z_]+` \\|")
foreach(row IN LISTS rows)
  string(REGEX REPLACE "^\\| `([^`]*)`.*" "\\1" name "${row}")
  if(NOT EXISTS ${CMAKE_CURRENT_LIST_DIR}/${name}.cpp)
    message(SEND_ERROR "README.md describes ${name}, which is no program here")
  endif()
endforeach()
