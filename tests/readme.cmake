# SPDX-License-Identifier: Apache-2.0
# README.md says what is true: its program is examples/first.cpp, the text below it is what that prints, and the error is the
# one that tests/fail/no_value.cpp expects. Arguments: root, program (examples/first, built).
file(READ ${root}/README.md readme)
file(READ ${root}/examples/first.cpp example)
string(FIND "${example}" "#include" start) # without the comment at the top
string(SUBSTRING "${example}" ${start} -1 code)
string(FIND "${readme}" "```cpp\n${code}```" at)
if(at EQUAL -1)
  message(FATAL_ERROR "README.md does not show the code of examples/first.cpp")
endif()
execute_process(COMMAND ${program} OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
string(FIND "${readme}" "```text\n${printed}```" at)
if(at EQUAL -1)
  message(FATAL_ERROR "README.md does not show what examples/first prints:\n${printed}")
endif()
file(STRINGS ${root}/tests/fail/no_value.cpp expectations REGEX "^// EXPECT: ")
list(GET expectations 0 first)
string(REPLACE "// EXPECT: " "" sentence "${first}")
string(FIND "${readme}" "${sentence}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "README.md does not show the sentence of tests/fail/no_value.cpp: ${sentence}")
endif()
