# SPDX-License-Identifier: Apache-2.0
# Generates, compiles and runs random programs of 10 formulas: CALX_FUZZ_PROGRAMS of them (default 20), seeds from
# CALX_FUZZ_SEED on (default 1000). Goes on after a failure and says at the end which seeds failed; their sources are kept.
#   cmake -D generate=... -D reference=libreference.a -D libraries=... -D directory=... -D fuzz=<this folder>
#         -D compiler=... -D options=... -D includes=... -P many.cmake
set(count 20)
set(first 1000)
if(DEFINED ENV{CALX_FUZZ_PROGRAMS})
  set(count $ENV{CALX_FUZZ_PROGRAMS})
endif()
if(DEFINED ENV{CALX_FUZZ_SEED})
  set(first $ENV{CALX_FUZZ_SEED})
endif()
list(REMOVE_DUPLICATES includes)
list(TRANSFORM includes PREPEND -I)
file(MAKE_DIRECTORY ${directory})

set(failed "")
math(EXPR last "${first} + ${count} - 1")
foreach(seed RANGE ${first} ${last})
  set(program ${directory}/program_${seed})
  execute_process(COMMAND ${generate} ${seed} 10 OUTPUT_FILE ${program}.cpp COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND ${compiler} -std=c++20 -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Wno-self-assign-overloaded ${options} ${includes} -I${fuzz} ${program}.cpp
            ${reference} ${libraries} -o ${program}
    RESULT_VARIABLE status
    ERROR_VARIABLE output)
  if(status EQUAL 0)
    execute_process(COMMAND ${program} RESULT_VARIABLE status OUTPUT_VARIABLE output)
  endif()
  if(status EQUAL 0)
    file(REMOVE ${program} ${program}.cpp)
  else()
    list(APPEND failed ${seed})
  endif()
  message("seed ${seed}: ${output}")
endforeach()
if(failed)
  message(FATAL_ERROR "these seeds failed: ${failed}; see ${directory}")
endif()
