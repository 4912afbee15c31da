# SPDX-License-Identifier: Apache-2.0
# Sees check.cmake fail: for each way in which a program can be wrong, that check.cmake rejects it and says why.
cmake_minimum_required(VERSION 3.25)
set(static_assertion "static_assert(false, \"calx: [a, b]; no\")@")

function(verdict_on name program wanted_result wanted_text)
  string(REPLACE "@" "\;\n" program "${program}") # a semicolon would split the argument on its way here
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
verdict_on(two_sentences "// EXPECT: calx: [a, b]\n// EXPECT: ; no\n${static_assertion}" 0 "first error on line 1 of")
verdict_on(compiles "// EXPECT: calx: [a, b]; no\nint main() {}\n" 1 "compiles, and must not")
verdict_on(other_sentence "// EXPECT: calx: [a, c]\n${static_assertion}" 1 "does not print: calx: [a, c]")
verdict_on(second_sentence_absent "// EXPECT: calx: [a, b]\n// EXPECT: yes\n${static_assertion}" 1 "does not print: yes")
verdict_on(nothing_expected "${static_assertion}" 1 "no line begins")
string(REPEAT "${static_assertion}" 20 many)
verdict_on(long "// EXPECT: calx: [a, b]; no\n// SHORT\n${many}" 1 "the message is not short")
verdict_on(long_but_free "// EXPECT: calx: [a, b]; no\n${many}" 0 "first error on line 1 of")
