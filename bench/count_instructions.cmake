# SPDX-License-Identifier: Apache-2.0
# Instructions of each function of bench_evaluate, calx against hand-written, with the functions they call: they repeat exactly,
# whatever else the machine does.
#
#   cmake -P bench/count_instructions.cmake          g++ and clang++-19, -O2 and -O3 -march=x86-64-v3 (valgrind knows no AVX-512)
get_filename_component(root ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)
set(work ${root}/build/count)
file(MAKE_DIRECTORY ${work})
find_program(valgrind valgrind REQUIRED)
find_program(annotate callgrind_annotate REQUIRED)
set(large_g++ -fconstexpr-ops-limit=1000000000)
set(large_clang++-19 -fconstexpr-steps=100000000 -fbracket-depth=2048)
foreach(compiler IN ITEMS g++ clang++-19)
  foreach(flags IN ITEMS "-O2" "-O3 -march=x86-64-v3")
    string(MAKE_C_IDENTIFIER "${compiler}${flags}" name)
    separate_arguments(options UNIX_COMMAND "${flags}")
    execute_process(
      COMMAND ${compiler} -std=c++20 -DNDEBUG ${options} ${large_${compiler}} -I${root}/include -isystem /usr/include/eigen3
              ${root}/bench/evaluate.cpp -o ${work}/${name} -lbenchmark -lpthread COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${valgrind} --tool=callgrind --callgrind-out-file=${work}/${name}.out ${work}/${name} --count
                    OUTPUT_QUIET ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${annotate} --inclusive=yes --threshold=100 ${work}/${name}.out OUTPUT_VARIABLE report
                    COMMAND_ERROR_IS_FATAL ANY)
    message("\n${compiler} ${flags}: instructions a call\n  calx     by hand  ratio  function")
    string(REGEX MATCHALL "[0-9,]+ \\([ 0-9.]+%\\) [^\n]*by_calx[^\n]*" rows "${report}")
    foreach(row IN LISTS rows)
      string(REGEX MATCH "([0-9,]+) .*:([a-zA-Z_0-9<>]+)::([a-z_]*)by_calx" found "${row}")
      set(problem "${CMAKE_MATCH_2}")
      set(kind "${CMAKE_MATCH_3}")
      string(REPLACE "," "" count "${CMAKE_MATCH_1}")
      string(REPLACE "captured_" "" hand "${kind}by_hand")
      string(REGEX MATCH "([0-9,]+) [^\n]*:${problem}::${hand}" found "${report}")
      string(REPLACE "," "" by_hand "${CMAKE_MATCH_1}")
      math(EXPR a "${count} / 1001")
      math(EXPR b "${by_hand} / 1001")
      math(EXPR percent "(100 * ${count} + ${by_hand} / 2) / ${by_hand}")
      message("  ${a}\t${b}\t${percent} %\t${problem} ${kind}")
    endforeach()
  endforeach()
endforeach()
