#!/bin/sh
# The single-file distribution: it is written, compiles by itself without a word as C11, passes the vectors, and shows the
# same functions as the sources do apart. The text for the first compilation carries #line directives, so that messages name the sources.
#
#   CC=... sh tests/single-file.sh <presets_table.c>
#   CC=... sh tests/single-file.sh --self-test     names of a file's own stay its own, whatever they are
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
LC_ALL=C
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
strict="-std=c11 -Wall -Wextra -Wshadow -Werror"

# A library of two floors. Both sources of the upper one use every kind of name the other uses, for other things.
tree() {
  mkdir -p "$work/t/src/low" "$work/t/src/policy" "$work/t/include/mend" "$work/t/tests"
  cp "$root/src/amalgamate.sh" "$root/src/amalgamate.awk" "$work/t/src/"
  printf '0 low: shared one two\n4 policy: presets\n' > "$work/t/tests/floors.txt"
  printf '#ifndef MEND_MEND_H\n#define MEND_MEND_H\nint mend_one(void);\nint mend_two(void);\n#endif\n' \
    > "$work/t/include/mend/mend.h"
  cat > "$work/t/src/low/shared.h" <<'EOT'
#ifndef MEND__SHARED_H
#define MEND__SHARED_H
#include "mend/mend.h"
typedef struct mend__shared {
    int find, (*count)(int), table[2]; /* members called like functions of one.c and two.c */
} mend__shared;
#endif
EOT
  cat > "$work/t/src/low/word_list.h" <<'EOT'
X(first, 1)
X(second, 2)
EOT
  cat > "$work/t/src/low/one.c" <<'EOT'
#include "shared.h"
#include <stddef.h>
#include <string.h>
#define STEP 1
#define X(name, number) {#name, number},
typedef struct row {
    const char *name;
    int number;
} row;
static const row rows[] = {
#include "word_list.h"
};
#undef X
enum { LEFT = 3, RIGHT };
union cell { int as_int; char as_text[RIGHT]; };
typedef int (*step_fn)(int);
/* find, not a use of it: '"' */ static int find(int n) { return n + STEP; }
static int count(int n)
{
    return n * 10;
}
static int (*const steps[])(int) = {find, count};
static mend__shared table = {.find = 4, .count = count, .table = {5, 6}};
#define first 100
static int plain(int v) { step_fn f = find; return f(v); }
int mend_one(void)
{
    const char *text = "find"; // find
    mend__shared *p = &table;
    union cell cell = {.as_int = LEFT};
    int sum = p->find + p
        ->count(1) + p->table[1] + find(0) + steps[1](2) + plain(1) + cell.as_int + (int)sizeof cell.as_text;
    sum += strcmp(text, "find") == 0 && strcmp(rows[1].name, "second") == 0 ? first : 0;
    return sum + (offsetof(mend__shared, find) == 0);
}
EOT
  cat > "$work/t/src/low/two.c" <<'EOT'
#include "shared.h"
#define STEP 7
#define X(name, number) static int get_##name(void) { return number; }
#include "word_list.h"
#undef X
#define NAME_OF(x) #x
#define CALL(x) get_##x()
typedef enum row { RIGHT = 40, LEFT } row;
struct cell {
    int left;
    struct { int rows, steps : 3; } in;
};
typedef struct cell *step_fn;
static int plain(const char *text) { return text[0] == 'p' && text[5] == '\0'; }
static int first(void);
static int count, other = STEP, rows[2] = {RIGHT, LEFT};
static int steps(step_fn c)
{
    c->in.steps = 2;
    c->in.rows = rows[1];
    return c->in.steps + c->in.rows;
}
static int first(void)
{
    struct cell cell = {.left = LEFT};
    row find = RIGHT;
    count = steps(&cell);
    return cell.left + (int)find + count;
}
int mend_two(void)
{
    mend__shared s = {.find = 1};
    int table = s.find;
    return first() + CALL(first) + CALL(second) + plain(NAME_OF(plain)) + other + table;
}
EOT
  printf 'static const char rows[] = "x";\nconst char *mend__presets(void);\nconst char *mend__presets(void) { return rows; }\n' \
    > "$work/t/presets_table.c"
  touch "$work/t/src/policy/presets.h"
  printf '#include "mend.h"\nint main(void) { return mend_one() == 151 && mend_two() == 136 ? 0 : 1; }\n' > "$work/t/main.c"
}

self_test() {
  tree
  # shellcheck disable=SC2086
  for flag in "" -l; do
    sh "$work/t/src/amalgamate.sh" $flag ../t/presets_table.c "$work/t/out" test 2> "$work/said" || { cat "$work/said"; exit 1; }
    (cd "$work/t/out" && "${CC:-cc}" $strict -I. ../main.c mend.c -o one_file && ./one_file) || {
      echo "the single file of a small library${flag:+, with $flag,} does not do what its sources do"
      exit 1
    }
  done
  # Where neither way of changing a name is right, that is said.
  for call in "NAME_OF(find)" "TEXT_OF(plain)"; do
    tree
    printf '#define NAME_OF(x) #x\n#define TEXT_OF(x) \\\n    NAME_OF(x)\nchar mend__c(void);\nchar mend__c(void) { return *%s; }\n' \
      "$call" >> "$work/t/src/low/one.c"
    if sh "$work/t/src/amalgamate.sh" ../t/presets_table.c "$work/t/out" test 2> "$work/said" ||
      ! grep -q 'src/low/one.c: [a-z]* has to change, and' "$work/said"; then
      echo "$call went by"
      exit 1
    fi
  done
  echo "a small library in one file does what its sources do"
}

if [ "$1" = --self-test ]; then
  self_test
  exit
fi
sh "$root/src/amalgamate.sh" -l "$1" "$work/lines" test
# shellcheck disable=SC2086
(cd "$work/lines" && "${CC:-cc}" $strict -c mend.c -o mend.o)
sh "$root/src/amalgamate.sh" "$1" "$work" test
# shellcheck disable=SC2086
(cd "$work" && "${CC:-cc}" $strict -fPIC -c mend.c -o mend.o && "${CC:-cc}" -shared -o one.so mend.o)
nm -D --defined-only "$work/one.so" | awk '{ print $3 }' | sort > "$work/names"
sed -n 's/^ *\(mend_[a-z0-9_]*\);.*/\1/p' "$root/src/mend.map" | sort > "$work/mapped"
if ! cmp -s "$work/names" "$work/mapped"; then
  echo "functions of the single file (+) differ from src/mend.map (-):"
  diff "$work/mapped" "$work/names" | grep '^[<>]' | sed 's/^</-/; s/^>/+/'
  exit 1
fi
# The vectors, by the driver on this one file; its own includes of the public headers all come to mend.h.
mkdir -p "$work/include/mend"
for header in "$root"/include/mend/*.h; do
  echo '#include "../../mend.h"' > "$work/include/mend/${header##*/}"
done
# shellcheck disable=SC2086
"${CC:-cc}" $strict -DMEND_ROOT="\"$root\"" -I"$work/include" -I"$root/tests" -I"$root/examples" "$root"/tests/vectors/*.c "$root"/examples/store-memory/*.c \
  "$work/mend.o" -o "$work/driver"
sh "$root/tests/vectors/run.sh" "$work/driver" > "$work/vectors" || { cat "$work/vectors"; exit 1; }
echo "the vectors hold; mend.c has $(wc -l < "$work/mend.c") lines, mend.h $(wc -l < "$work/mend.h")"
