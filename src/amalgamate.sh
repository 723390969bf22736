#!/bin/sh
# Writes the single-file distribution: mend.c and mend.h, to be compiled with `cc -c mend.c`.
#
#   sh src/amalgamate.sh [-l] <presets_table.c> <folder> <version>
#
# The sources are joined in the order of tests/floors.txt, so that everything stands above its use. Headers with a guard
# are pasted once, those without (lists made for several uses) wherever they are included. Standard headers go to the
# top. Names and macros of a .c file's own stay its own (src/amalgamate.awk). With -l, #line directives lead a compiler's
# messages back to the sources.
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
awk -v version="$version" -v lines="$lines" -v presets="$presets" -v body="$out/body.new" -f src/amalgamate.awk \
  $files > "$out/mend.c.new"

cat "$out/body.new" >> "$out/mend.c.new"
rm "$out/body.new"
mv "$out/mend.h.new" "$out/mend.h"
mv "$out/mend.c.new" "$out/mend.c"
