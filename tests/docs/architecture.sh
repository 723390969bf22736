#!/bin/sh
# Draws how libmend is built: the floors of tests/floors.txt with the public headers whose functions stand there and the
# floors that they use, as the sources say, and the programs and stores around them.
#
#   sh tests/docs/architecture.sh [--update]
#
# Without --update it checks that docs/architecture.dot is that drawing and docs/architecture.svg was made from it; with it,
# it writes both, the picture where Graphviz is there.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dot=$root/docs/architecture.dot svg=$root/docs/architecture.svg
cd "$root"

# What a floor is for; a floor that is not here is an error.
about() {
  case $1 in
    ground) echo "integers, text, memory, JSON, errors" ;;
    notions) echo "instants, zones, calendars, money" ;;
    ticket) echo "tickets, fields, conditions" ;;
    rules) echo "workflow, numbers, masks, clocks, dispatch, fees, warranty" ;;
    policy) echo "documents, presets, checks, quotes" ;;
    change) echo "act, ask, tick, move, replay" ;;
    shells) echo "desk, store, sheets, facts" ;;
    door) echo "JSON in, JSON out" ;;
    *) echo "tests/docs/architecture.sh does not know the floor $1" >&2; return 1 ;;
  esac
}

# headers <floor>: whose functions are defined there, most of them first to last by name.
headers() {
  awk '
  FNR == 1 { header = FILENAME ~ /^include\//; name = FILENAME; sub(/.*\//, "", name) }
  header && /^MEND_API/ { wanted = 1 }
  header && wanted && match($0, /mend_[a-z0-9_]+\(/) { home[substr($0, RSTART, RLENGTH)] = name; wanted = 0 }
  !header && /^[a-z].*\(/ && match($0, /mend_[a-z0-9_]+\(/) && substr($0, RSTART - 1, 1) != "_" {
    called = substr($0, RSTART, RLENGTH)
    if (called in home) count[home[called]]++
  }
  END { for (each in count) print each }' include/mend/*.h src/"$1"/*.c | sort | sed 's/\.h$//' | tr '\n' ' ' | sed 's/ $//'
}

# uses <floor>: the numbers of the floors whose files it includes.
uses() {
  found=$(cat src/"$1"/*.[ch] | sed -n 's|^#include "\([a-z]*\)/.*|\1|p' | grep -vx mend | sort -u)
  sed -n 's/^\([0-9][0-9]*\) \([a-z]*\):.*/\1 \2/p' tests/floors.txt | while read -r number floor; do
    if echo "$found" | grep -qx "$floor"; then printf '%s ' "$number"; fi
  done | sed 's/ $//'
}

row() { # <number> <floor>
  words=$(about "$2")
  public=$(headers "$2")
  below=$(uses "$2")
  printf '      <TR><TD PORT="%s" BGCOLOR="%s" ALIGN="LEFT"><B>%s  %s</B></TD>' "$2" "$3" "$1" "$2"
  printf '<TD ALIGN="LEFT">%s</TD><TD ALIGN="LEFT">%s</TD><TD ALIGN="LEFT">%s</TD></TR>\n' "$words" "$public" "$below"
}

draw() {
  cat <<'DOT'
// Drawn by tests/docs/architecture.sh from tests/floors.txt and the sources.
digraph libmend {
  graph [rankdir=LR, fontname="Helvetica", nodesep=0.25, ranksep=0.6, bgcolor="white"]
  node [shape=box, style="filled,rounded", fillcolor="#f4f4f4", color="#777777", fontname="Helvetica", fontsize=11]
  edge [fontname="Helvetica", fontsize=10, color="#555555"]
  other [label="other languages\none JSON line each way"]
  desk [label="mend-desk\ncommand line"]
  python [label="Python"]
  go [label="Go"]
  program [label="your program\naccounts, screens, clock,\nthreads, files, network", fillcolor="#fff4d6"]
  library [shape=plain, style="", label=<
    <TABLE BORDER="1" CELLBORDER="1" CELLSPACING="0" CELLPADDING="5" COLOR="#777777" BGCOLOR="white">
      <TR><TD BGCOLOR="#dddddd"><B>floor</B></TD><TD BGCOLOR="#dddddd">what</TD><TD BGCOLOR="#dddddd">headers in mend/</TD><TD BGCOLOR="#dddddd">uses</TD></TR>
DOT
  sed -n 's/^\([0-9][0-9]*\) \([a-z]*\):.*/\1 \2/p' tests/floors.txt | sort -rn | while read -r number floor; do
    case $floor in
      door | shells) colour="#d9e8fb" ;;
      change | policy) colour="#e3f4df" ;;
      *) colour="#f0f0f0" ;;
    esac
    row "$number" "$floor" "$colour" || exit 1
  done
  cat <<'DOT'
    </TABLE>>]
  store [label="store: a table of callbacks\nyou fill in", fillcolor="#fff4d6"]
  memory [label="store-memory"]
  sqlite [label="store-sqlite"]
  postgres [label="store-postgres"]
  other -> library:door:w
  desk -> library:door:w
  python -> library:shells:w
  go -> library:shells:w
  program -> library:shells:w [label="tickets that are kept"]
  program -> library:change:w [label="tickets in memory"]
  library -> store [label="load, commit"]
  store -> memory [dir=none, style=dashed]
  store -> sqlite [dir=none, style=dashed]
  store -> postgres [dir=none, style=dashed]
}
DOT
}

draw > "$work/drawing.dot"
if [ "${1:-}" = --update ]; then
  cp "$work/drawing.dot" "$dot"
  # The picture carries the sum of what it was drawn from.
  { dot -Tsvg "$dot" && echo "<!-- drawing $(cksum < "$dot") -->"; } > "$work/drawing.svg"
  cp "$work/drawing.svg" "$svg"
fi
failed=0
if ! diff -u "$dot" "$work/drawing.dot"; then
  echo "docs/architecture.dot is not how the sources are built; run tests/docs/architecture.sh --update"
  failed=1
fi
if ! grep -q "drawing $(cksum < "$dot") " "$svg"; then
  echo "docs/architecture.svg was drawn from another architecture.dot; run tests/docs/architecture.sh --update"
  failed=1
fi
[ "$failed" = 0 ] && echo "$(grep -c PORT= "$dot") floors as the sources are, and the picture of them"
