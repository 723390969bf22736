#!/bin/sh
# No function of the library calls itself, directly or by others, and how deep the stack can become. gcc writes who
# calls whom; calls through pointers are not seen.
#
#   CC=gcc sh tests/recursion.sh [<most bytes of stack>]
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
most=${1:-16384}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

number=0
for source in "$root"/src/*/*.c; do
  number=$((number + 1))
  "${CC:-gcc}" -std=c11 -O2 -fno-inline -fno-optimize-sibling-calls -fcallgraph-info=su -I"$root/include" -I"$root/src" \
    -c "$source" -o "$work/$number.o"
done
# Nodes are called name, or file:name for what a file keeps to itself. A node's label holds its bytes of stack.
cat "$work"/*.ci | awk -v calls="$work/calls" -v frames="$work/frames" '
/^node:/ {
  title = $0
  sub(/.*title: "/, "", title)
  sub(/".*/, "", title)
  if (match($0, /[0-9]+ bytes/)) print title, substr($0, RSTART, RLENGTH - 6) > frames
}
/^edge:/ {
  from = to = $0
  sub(/.*sourcename: "/, "", from); sub(/".*/, "", from)
  sub(/.*targetname: "/, "", to); sub(/".*/, "", to)
  print from, to > calls
}'
sort -u "$work/calls" > "$work/edges"
if ! awk '$1 == $2 { print $1 " calls itself"; bad = 1 } END { exit bad }' "$work/edges"; then
  exit 1
fi
if ! tsort "$work/edges" > "$work/order" 2> "$work/said"; then
  echo "functions call each other in a ring:"
  sed -n 's/^tsort: \(.* .*\|[^-].*\)/  \1/p' "$work/said" | grep -v 'input contains' | head -n 20
  exit 1
fi
# Callers come first in the order; the depth of a function is its frame and the deepest of those it calls.
awk -v most="$most" '
FILENAME ~ /frames$/ { frame[$1] = $2; next }
FILENAME ~ /edges$/ { out[$1] = out[$1] " " $2; next }
{ order[++n] = $1 }
END {
  for (i = n; i >= 1; i--) {
    f = order[i]
    k = split(out[f], callee, " ")
    depth[f] = frame[f] + 0
    for (j = 1; j <= k; j++) if (frame[f] + depth[callee[j]] > depth[f]) {
      depth[f] = frame[f] + depth[callee[j]]
      next_one[f] = callee[j]
    }
    if (depth[f] > depth[top]) top = f
  }
  for (f = top; f != ""; f = next_one[f]) {
    name = f
    sub(/.*:/, "", name)
    chain = chain (chain == "" ? "  " : " > ") name " " (frame[f] + 0)
  }
  print "the deepest chain of calls:\n" chain
  print "no recursion among " n " functions, at most " depth[top] " bytes of stack"
  if (depth[top] > most) { print "more than " most; exit 1 }
}' "$work/frames" "$work/edges" "$work/order"
