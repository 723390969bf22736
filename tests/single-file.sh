#!/bin/sh
# The single-file distribution: it is written, compiles by itself without a word as C11, and shows the same functions as
# the sources do apart. As all files become one, two of them may not give the same name to something of their own; the
# compiler's messages name the files, as the text for this test carries #line directives.
#
#   CC=... sh tests/single-file.sh <presets_table.c>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
LC_ALL=C
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sh "$root/src/amalgamate.sh" -l "$1" "$work/lines" test
if ! (cd "$work/lines" && "${CC:-cc}" -std=c11 -Wall -Wextra -Werror -c mend.c -o mend.o 2> "$work/said"); then
  sed -n 's/.*error: redefinition of \(.*\)/\1 has the same name in two files/p' "$work/said" | sort -u
  echo "In one file, names of a file's own have to differ (rename one, or put the noun of the file before it):"
  grep -E 'error:|note:' "$work/said" | head -n 60
  exit 1
fi
sh "$root/src/amalgamate.sh" "$1" "$work" test
(cd "$work" && "${CC:-cc}" -std=c11 -Wall -Wextra -Werror -fPIC -c mend.c -o mend.o && "${CC:-cc}" -shared -o one.so mend.o)
nm -D --defined-only "$work/one.so" | awk '{ print $3 }' | sort > "$work/names"
sed -n 's/^ *\(mend_[a-z0-9_]*\);.*/\1/p' "$root/src/mend.map" | sort > "$work/mapped"
if ! cmp -s "$work/names" "$work/mapped"; then
  echo "functions of the single file (+) differ from src/mend.map (-):"
  diff "$work/mapped" "$work/names" | grep '^[<>]' | sed 's/^</-/; s/^>/+/'
  exit 1
fi
echo "mend.c has $(wc -l < "$work/mend.c") lines, mend.h $(wc -l < "$work/mend.h")"
