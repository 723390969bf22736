#!/bin/sh
# Writes the single-file distribution: mend.c and mend.h, to be compiled with `cc -c mend.c`.
#
#   sh src/amalgamate.sh [-l] <presets_table.c> <folder> <version>
#
# The sources are joined in the order of tests/floors.txt, so that everything stands above its use. Headers with a guard
# are pasted once, those without (lists made for several uses) wherever they are included. Standard headers go to the
# top. A macro of a .c file ends with the file. With -l, #line directives lead a compiler's messages back to the sources.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
lines=0
if [ "${1:-}" = -l ]; then
  lines=1
  shift
fi
presets=$1 out=$2 version=$3
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$out"
cd "$root"

# mend.h: the public headers, each where mend/mend.h (or a header before it) first asks for it.
awk -v version="$version" '
function paste(path,    line, name) {
  if (path in seen) return
  seen[path] = 1
  while ((getline line < path) > 0) {
    if (line ~ /^#include "mend\//) {
      name = line
      gsub(/^#include "|".*$/, "", name)
      paste("include/" name)
    } else {
      print line
    }
  }
  close(path)
}
BEGIN {
  print "/* libmend " version ", public headers in one file. Generated; do not edit. */"
  paste("include/mend/mend.h")
}' > "$out/mend.h.new"

# The files in floor order. Generated presets stand beside their header.
files=$(awk '
/^[0-9]+ [a-z_]+:/ {
  folder = $2
  sub(/:$/, "", folder)
  for (i = 3; i <= NF; i++) print "src/" folder "/" $i
}' tests/floors.txt | while read -r stem; do
  if [ -f "$stem.h" ]; then echo "$stem.h"; fi
  if [ "$stem" = src/policy/presets ]; then echo "$presets"; fi
  if [ -f "$stem.c" ]; then echo "$stem.c"; fi
done)

# The body goes to a file of its own; the standard headers met on the way come out first.
# shellcheck disable=SC2086
awk -v version="$version" -v lines="$lines" -v presets="$presets" -v body="$out/body.new" '
# Whether a header guards itself against being taken twice.
function guarded(path,    line, found) {
  found = 0
  while (!found && (getline line < path) > 0) found = line ~ /^#ifndef MEND__/
  close(path)
  return found
}
function exists(path,    line, found) {
  found = (getline line < path) >= 0
  close(path)
  return found
}
function at(number, path) {
  if (lines) print "#line " number " \"" path "\"" > body
}
# `whole` is set for a .c file, whose macros end with it.
function paste(path, whole,    line, number, name, target, folder, macros, n, i) {
  number = 0
  n = 0
  folder = path
  sub(/\/[^\/]*$/, "", folder)
  at(1, path)
  while ((getline line < path) > 0) {
    number++
    if (line ~ /^[ \t]*#[ \t]*include[ \t]*</) {
      name = line
      gsub(/^[^<]*<|>.*$/, "", name)
      if (!(name in standard)) print "#include <" name ">"
      standard[name] = 1
      print "" > body
    } else if (line ~ /^[ \t]*#[ \t]*include[ \t]*"/) {
      name = line
      gsub(/^[^"]*"|".*$/, "", name)
      target = exists(folder "/" name) ? folder "/" name : "src/" name
      if (name !~ /^mend\// && !guarded(target)) {
        paste(target, 0)
        at(number + 1, path)
      } else {
        print "" > body
      }
    } else {
      if (whole && line ~ /^[ \t]*#[ \t]*define[ \t]/) {
        name = line
        sub(/^[ \t]*#[ \t]*define[ \t]+/, "", name)
        sub(/[^A-Za-z0-9_].*$/, "", name)
        macros[++n] = name
      }
      print line > body
    }
  }
  close(path)
  for (i = 1; i <= n; i++) print "#undef " macros[i] > body
}
BEGIN {
  print "/* libmend " version ", the whole library in one file. Generated; do not edit."
  print " * Compile it with: cc -c mend.c"
  print " * SPDX-License-Identifier: Apache-2.0 */"
  print "#include \"mend.h\"\n"
  print "\n#if defined(__GNUC__) && !defined(_WIN32)\n#pragma GCC visibility push(hidden)\n#endif" > body
  for (f = 1; f < ARGC; f++) {
    # A list for several uses comes with its users.
    if (ARGV[f] ~ /\.h$/ && !guarded(ARGV[f])) continue
    print "\n/* ==== " (ARGV[f] == presets ? "the built-in policies" : ARGV[f]) " ==== */" > body
    paste(ARGV[f], ARGV[f] ~ /\.c$/)
  }
  at(1, "end of mend.c")
  print "\n#if defined(__GNUC__) && !defined(_WIN32)\n#pragma GCC visibility pop\n#endif" > body
}' $files > "$out/mend.c.new"

cat "$out/body.new" >> "$out/mend.c.new"
rm "$out/body.new"
mv "$out/mend.h.new" "$out/mend.h"
mv "$out/mend.c.new" "$out/mend.c"
