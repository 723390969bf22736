# Turns JSON files into a C file of byte arrays, the tables that src/policy/presets.h declares: the policies of the
# folder named, and the calendars and regimes of the folders `calendars` and `regimes` beside it.
#
#   cmake -DFROM=<folder of *.json> -DTO=<file.c> -P embed.cmake
#
# SPDX-License-Identifier: Apache-2.0
cmake_minimum_required(VERSION 3.22)

set(arrays "")
get_filename_component(beside "${FROM}" DIRECTORY)

# Appends the arrays of a folder's files to `arrays`; sets <kind>_rows and <kind>_count.
function(embed kind folder)
  set(rows "")
  set(count 0)
  set(ids "")
  file(GLOB files "${folder}/*.json")
  foreach(file IN LISTS files)
    get_filename_component(id "${file}" NAME)
    string(REGEX REPLACE "\\.json$" "" id "${id}")
    list(APPEND ids "${id}")
  endforeach()
  list(SORT ids COMPARE STRING CASE SENSITIVE)
  foreach(id IN LISTS ids)
    if(NOT id MATCHES "^[a-z][a-z0-9_-]*@[1-9][0-9]*$")
      message(FATAL_ERROR "${folder}/${id}.json: the file is to be called <name>@<number>.json")
    endif()
    file(READ "${folder}/${id}.json" bytes HEX)
    string(LENGTH "${bytes}" length)
    math(EXPR length "${length} / 2")
    # 24 bytes a line; the NUL comes last.
    set(byte "[0-9a-f][0-9a-f]")
    set(line "${byte}${byte}${byte}${byte}${byte}${byte}${byte}${byte}")
    string(REGEX REPLACE "(${line}${line}${line})" "\\1\n    " bytes "${bytes}00")
    string(REGEX REPLACE "(${byte})" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "[ \n]+$" "" bytes "${bytes}")
    string(APPEND arrays "\n/* ${id}.json */\nstatic const unsigned char ${kind}_${count}[] = {\n    ${bytes}\n};\n")
    string(APPEND rows "    {\"${id}\", ${kind}_${count}, ${length}},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  set(arrays "${arrays}" PARENT_SCOPE)
  set(${kind}_rows "${rows}" PARENT_SCOPE)
  set(${kind}_count "${count}" PARENT_SCOPE)
endfunction()

embed(preset "${FROM}")
embed(calendar "${beside}/calendars")
embed(regime "${beside}/regimes")

file(WRITE "${TO}.new" "/* The built-in policies, calendars and regimes. Written by src/policy/embed.cmake; change the JSON files instead. */
#include \"policy/presets.h\"
${arrays}
const mend__preset mend__presets[] = {
${preset_rows}    {NULL, NULL, 0},
};

const size_t mend__preset_count = ${preset_count};

const mend__preset mend__calendars[] = {
${calendar_rows}    {NULL, NULL, 0},
};

const size_t mend__calendar_count = ${calendar_count};

const mend__preset mend__regimes[] = {
${regime_rows}    {NULL, NULL, 0},
};

const size_t mend__regime_count = ${regime_count};
")
file(RENAME "${TO}.new" "${TO}")
