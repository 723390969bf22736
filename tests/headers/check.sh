#!/bin/sh
# The public headers: each compiles by itself, as C11, C23 (where the compiler has it) and C++17, without a word; mend/mend.h takes in every one; nothing
# in them is hard to bind from another language; the sized records are those that tests/abi/records.txt names, and
# mend_layout() knows each.
#
#   CC=... CXX=... sh tests/headers/check.sh
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
LC_ALL=C
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc=${CC:-cc}
cxx=${CXX:-}
if [ -z "$cxx" ]; then
  for name in c++ g++ clang++; do
    if command -v "$name" > /dev/null; then cxx=$name; break; fi
  done
fi
[ -n "$cxx" ] || { echo "no C++ compiler"; exit 1; }
c23= # C23 under the name the compiler has for it
for name in c23 c2x; do
  if [ -z "$c23" ] && echo 'int one;' | "$cc" -std=$name -xc -fsyntax-only - 2> /dev/null; then c23=$name; fi
done
failed=0
count=0

for header in "$root"/include/mend/*.h; do
  name=mend/${header##*/}
  printf '#include <%s>\n#include <%s>\n' "$name" "$name" > "$work/one.c"
  cp "$work/one.c" "$work/one.cc"
  "$cc" -std=c11 -pedantic -Wall -Wextra -Werror -I"$root/include" -fsyntax-only "$work/one.c" || failed=1
  [ -z "$c23" ] || "$cc" -std="$c23" -pedantic -Wall -Wextra -Werror -I"$root/include" -fsyntax-only "$work/one.c" || failed=1
  "$cxx" -std=c++17 -pedantic -Wall -Wextra -Werror -I"$root/include" -fsyntax-only "$work/one.cc" || failed=1
  if [ "$name" != mend/mend.h ] && ! grep -qx "#include \"$name\"" "$root/include/mend/mend.h"; then
    echo "include/mend/mend.h does not include \"$name\""
    failed=1
  fi
  # A binding meets functions and fixed widths only: no long, bool, enum type, floating point, inline body, varargs.
  awk -f "$root/tests/strip.awk" "$header" | awk -v name="$name" '
  /^[ \t]*#/ { next }
  {
    line = " " $0 " "
    gsub(/[^A-Za-z0-9_.]+/, " ", line)
    n = split(line, word, " ")
    for (i = 1; i <= n; i++) {
      if (word[i] ~ /^(long|short|float|double|bool|_Bool|time_t|inline|va_list|wchar_t|\.\.\.)$/ ||
          (word[i] == "unsigned" && word[i + 1] != "char") || (word[i] == "enum" && $0 !~ /^enum \{/)) {
        print "include/" name ":" NR ": " word[i]
        bad = 1
      }
    }
  }
  END { exit bad }' || failed=1
  count=$((count + 1))
done

awk '
/^typedef struct mend_[a-z0-9_]+ \{/ { record = $3; first = NR + 1 }
NR == first && FNR > 1 && /^ *uint32_t struct_size;/ { print record }
' "$root"/include/mend/*.h | sort > "$work/sized"
grep '^mend_' "$root/tests/abi/records.txt" | sort > "$work/listed"
if ! cmp -s "$work/sized" "$work/listed"; then
  echo "records with struct_size (-) differ from tests/abi/records.txt (+):"
  diff "$work/sized" "$work/listed" | grep '^[<>]' | sed 's/^</-/; s/^>/+/'
  failed=1
fi
sed -n 's/^ *{"\(mend_[a-z0-9_]*\)", sizeof(\1)},$/\1/p' "$root/src/shells/version.c" | sort > "$work/known"
if ! cmp -s "$work/sized" "$work/known"; then
  echo "records with struct_size (-) differ from those that mend_layout() knows (+):"
  diff "$work/sized" "$work/known" | grep '^[<>]' | sed 's/^</-/; s/^>/+/'
  failed=1
fi

[ "$failed" = 0 ] && echo "$count headers, alone and together"
exit "$failed"
