#!/bin/sh
# What the pages show is what the project does: docs/standard-workflow.dot is the drawing mend-desk makes of the built-in
# policy, the picture was drawn from it, and the example in README.md and docs/README.zh-CN.md is examples/quickstart.c.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/docs/diagram.sh [--update]
#
# --update writes the drawing anew, and the picture where Graphviz is there.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dot=$root/docs/standard-workflow.dot svg=$root/docs/standard-workflow.svg
failed=0

mend-desk --lang en --policy standard@1 policy diagram > "$work/drawing.dot"
if [ "${1:-}" = --update ]; then
  cp "$work/drawing.dot" "$dot"
  # The picture carries the sum of what it was drawn from.
  { dot -Tsvg "$dot" && echo "<!-- drawing $(cksum < "$dot") -->"; } > "$work/drawing.svg"
  cp "$work/drawing.svg" "$svg"
fi
if ! diff -u "$dot" "$work/drawing.dot"; then
  echo "docs/standard-workflow.dot is not what standard@1 looks like; run tests/docs/diagram.sh --update"
  failed=1
fi
if ! grep -q "drawing $(cksum < "$dot") " "$svg"; then
  echo "docs/standard-workflow.svg was drawn from another standard-workflow.dot; run tests/docs/diagram.sh --update"
  failed=1
fi
if command -v dot > /dev/null && ! dot -Tsvg "$work/drawing.dot" > /dev/null; then
  echo "Graphviz cannot read the drawing"
  failed=1
fi

sed '1,/^ \*\/$/d' "$root/examples/quickstart.c" > "$work/example.c"
for page in README.md docs/README.zh-CN.md; do
  awk '/^```c run$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$root/$page" > "$work/block.c"
  if ! diff -u "$work/example.c" "$work/block.c"; then
    echo "the example in $page is not examples/quickstart.c"
    failed=1
  fi
done
[ "$failed" = 0 ] && echo "drawing, picture and example agree with the sources"
