#!/bin/sh
# The code in README.md and docs/*.md does what it says. Each fenced block is judged by its info string:
#
#   c               compiled with the public headers, and linked if it has a main
#   c body          compiled as the inside of a function
#   c run           compiled, linked and run; the memory store and the store kit are linked with who includes them
#   c recipe        a function recipe(), linked with tests/docs/frame.c and run
#   sh              read by sh -n
#   sh run          run, the built programs first in PATH, in a copy of the project; blocks of one page share the copy
#   sh run with X   as sh run, where the program X is there and the library was built without sanitizers; the copy has the
#                   build as the folder `build`
#   text said       lines that the commands of the block before have printed, in this order
#   json policy     loaded by `mend-desk policy check` (left out, with a word, where the program has not been built)
#   anything else   not judged; a block without an info string is refused
#
#   CC=... sh tests/docs/blocks.sh <build folder>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc="${CC:-cc} ${CFLAGS:-} ${MEND_SANITIZE:+-fsanitize=$MEND_SANITIZE} -std=c11 -Wall -Wextra -I$root/include -I$root/examples"
desk=$build/bin/mend-desk
PATH=$build/bin:$PATH
# What Go has compiled is kept with the other builds, as in tests/go.sh.
GOCACHE=${GOCACHE:-${MEND_BUILD_DIR:-$root/.build}/go}
# Commands of a page build in a place of their own.
MEND_BUILD_DIR=$work/build
export PATH MEND_BUILD_DIR GOCACHE
failed=0 judged=0 seen=0 waiting=0 without=0

# judge <what went wrong> <command>...: quiet when it succeeds.
judge() {
  what=$1
  shift
  judged=$((judged + 1))
  if ! "$@" > "$work/said" 2>&1; then
    failed=$((failed + 1))
    echo "$page:$line: $what"
    sed 's/^/  /' "$work/said" | tail -n 20
  fi
}

# Every line of the block is among those that were printed, in the block's order.
said() { # <block> <what was printed>
  awk 'NR == FNR { line[++count] = $0; next }
    at < count && line[at + 1] == $0 { at++ }
    END { if (at < count) { print "not printed: " line[at + 1]; exit 1 } }' "$1" "$2"
}

# as_c <block> <body>: the block as a whole source; `body` puts it into a function.
as_c() {
  grep -q '#include.*mend/' "$1" || echo '#include <mend/mend.h>'
  if [ "$2" = body ]; then
    grep '^#include' "$1" || true
    echo 'void block(void);'
    echo 'void block(void) {'
    sed 's/^#include.*//' "$1"
    echo '}'
  else
    cat "$1"
  fi
}

# beside <source> <kind>: what is linked with it.
beside() {
  [ "$2" != "c recipe" ] || echo "$root/tests/docs/frame.c"
  if [ "$2" = "c recipe" ] || grep -q '"store-memory/' "$1"; then
    printf '%s\n' "$root"/examples/store-memory/*.c
  fi
  if grep -q 'store-kit/' "$1"; then
    printf '%s\n' "$root"/tests/store-kit/mend_store_kit.c "$root"/tests/store-kit/kit_*.c
  fi
}

compile() { # <source> <kind>
  if grep -q 'int main(' "$1" || [ "$2" = "c recipe" ]; then
    # shellcheck disable=SC2046,SC2086
    $cc "$1" $(beside "$1" "$2") -o "$work/program" "$build/libmend.a" -pthread || return 1
    if [ "$2" != c ]; then
      (cd "$work" && ./program)
    fi
  else
    # shellcheck disable=SC2086
    $cc -c "$1" -o "$work/block.o"
  fi
}

copy_of_project() {
  mkdir -p "$work/copy"
  (cd "$root" && cp -R CMakeLists.txt LICENSE include src examples tests docs pkgconfig "$work/copy/")
  [ ! -e "$root/README.md" ] || cp "$root/README.md" "$work/copy/"
  ln -s "$build" "$work/copy/build"
}

cd "$root" # the pages are named from here
for page in README.md docs/*.md; do
  [ -e "$root/$page" ] || [ "$page" != 'docs/*.md' ] || continue
  [ -e "$root/$page" ] || { echo "there is no $page"; failed=$((failed + 1)); continue; }
  rm -rf "$work/blocks" "$work/copy"
  mkdir "$work/blocks"
  # Each block goes to blocks/<line of its fence>, its info string to blocks/<line>.info.
  awk -v out="$work/blocks/" '
  /^ *(```|~~~)/ {
    mark = $0
    sub(/^ */, "", mark)
    if (!inside) {
      match(mark, /^(`+|~+)/)
      fence = substr(mark, 1, RLENGTH)
      info = substr(mark, RLENGTH + 1)
      gsub(/^ +| +$/, "", info)
      indent = index($0, fence) - 1
      file = sprintf("%s%05d", out, NR)
      print info > (file ".info")
      printf "" > file
      close(file ".info")
      inside = 1
      next
    }
    if (mark ~ /^(`+|~+) *$/ && index(mark, fence) == 1) { inside = 0; close(file); next }
  }
  inside { print substr($0, indent + 1) > file }
  END { if (inside) print "a block is not closed" > (out "99999.info") }' "$root/$page"
  for info in "$work"/blocks/*.info; do
    [ -e "$info" ] || continue
    seen=$((seen + 1))
    block=${info%.info}
    line=${block##*/}
    line=${line#"${line%%[!0]*}"}
    kind=$(cat "$info")
    case $kind in
      c | "c body" | "c run" | "c recipe")
        as_c "$block" "${kind#c }" > "$work/block.c"
        judge "this C does not compile${kind#c}" compile "$work/block.c" "$kind" ;;
      "sh run")
        [ -e "$work/copy" ] || copy_of_project
        judge "these commands fail" sh -c 'cd "$1" && sh -e "$2"' sh "$work/copy" "$block"
        cp "$work/said" "$work/printed" ;;
      "text said") judge "these commands print something else" said "$block" "$work/printed" ;;
      "sh run with "*)
        if [ -z "${MEND_SANITIZE:-}" ] && command -v "${kind#sh run with }" > /dev/null; then
          [ -e "$work/copy" ] || copy_of_project
          judge "these commands fail" sh -c 'cd "$1" && sh -e "$2"' sh "$work/copy" "$block"
        else
          without=$((without + 1))
        fi ;;
      sh) judge "sh cannot read this" sh -n "$block" ;;
      "json policy")
        cp "$block" "$work/policy.json"
        if [ -x "$desk" ]; then
          judge "this policy is refused" "$desk" policy check "$work/policy.json"
        else
          waiting=$((waiting + 1))
        fi ;;
      "") echo "$page:$line: a block says what it is (c, sh, json, text)"; failed=$((failed + 1)) ;;
      "a block is not closed") echo "$page: $kind"; failed=$((failed + 1)) ;;
      *) ;;
    esac
  done
done
[ "$waiting" = 0 ] || echo "$waiting policies left out: mend-desk has not been built"
[ "$without" = 0 ] || echo "$without blocks left out: their programs are not here, or the library has sanitizers"
echo "$judged of $seen blocks judged, $failed wrong"
[ "$failed" = 0 ]
