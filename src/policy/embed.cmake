# Turns JSON files into a C file of byte arrays, the table that src/policy/presets.h declares.
#
#   cmake -DFROM=<folder of *.json> -DTO=<file.c> -P embed.cmake
#
# SPDX-License-Identifier: Apache-2.0
cmake_minimum_required(VERSION 3.22)

set(arrays "")
set(rows "")
set(count 0)
file(GLOB files "${FROM}/*.json")
set(ids "")
foreach(file IN LISTS files)
  get_filename_component(id "${file}" NAME)
  string(REGEX REPLACE "\\.json$" "" id "${id}")
  list(APPEND ids "${id}")
endforeach()
list(SORT ids COMPARE STRING CASE SENSITIVE)

foreach(id IN LISTS ids)
  if(NOT id MATCHES "^[a-z][a-z0-9_-]*@[1-9][0-9]*$")
    message(FATAL_ERROR "${FROM}/${id}.json: a preset's file is called <name>@<number>.json")
  endif()
  file(READ "${FROM}/${id}.json" bytes HEX)
  string(LENGTH "${bytes}" length)
  math(EXPR length "${length} / 2")
  # 24 bytes a line; the NUL comes last.
  set(byte "[0-9a-f][0-9a-f]")
  set(line "${byte}${byte}${byte}${byte}${byte}${byte}${byte}${byte}")
  string(REGEX REPLACE "(${line}${line}${line})" "\\1\n    " bytes "${bytes}00")
  string(REGEX REPLACE "(${byte})" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "[ \n]+$" "" bytes "${bytes}")
  string(APPEND arrays "\n/* ${id}.json */\nstatic const unsigned char preset_${count}[] = {\n    ${bytes}\n};\n")
  string(APPEND rows "    {\"${id}\", preset_${count}, ${length}},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE "${TO}.new" "/* The built-in policies. Written by src/policy/embed.cmake; change the JSON files instead. */
#include \"policy/presets.h\"
${arrays}
const mend__preset mend__presets[] = {
${rows}    {NULL, NULL, 0},
};

const size_t mend__preset_count = ${count};
")
file(RENAME "${TO}.new" "${TO}")
