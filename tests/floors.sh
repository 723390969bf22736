#!/bin/sh
# Holds src/ against tests/floors.txt: every file is listed, every listed file is there, and every #include "..." goes
# down. A list for several uses, x_list.h, belongs to x.
#
#   sh tests/floors.sh [<tree>]       the repository itself, or another tree
#   sh tests/floors.sh --self-test    wrong trees are refused, a right one is not
#
# SPDX-License-Identifier: Apache-2.0
set -u
here=$(cd "$(dirname "$0")" && pwd)

check() {
  (cd "$1" && find src -type f -name '*.[ch]' | LC_ALL=C sort | awk '
  function wrong(text) { print text; bad++ }
  # folder/name without its ending; lists count as the file they belong to, unless listed themselves.
  function stem_of(path) {
    sub(/^src\//, "", path)
    sub(/\.[ch]$/, "", path)
    if (!(path in place)) sub(/_list$/, "", path)
    return path
  }
  function folder_of(path) { sub(/\/[^\/]*$/, "", path); return path }
  function exists(path,    line, found) {
    found = (getline line < path) >= 0
    close(path)
    return found
  }
  # An include of `name` on line `number` of `path`, which stands at `stem`.
  function judge(path, number, stem, name,    where, folder, target, other) {
    where = path ":" number ": \"" name "\" "
    if (name ~ /^mend\//) {
      if (!exists("include/" name)) wrong(where "is not a public header")
      return
    }
    folder = folder_of(stem)
    target = name ~ /\// ? name : folder "/" name
    if (!exists("src/" target)) { wrong(where "is not a file of src/"); return }
    other = stem_of("src/" target)
    if (!(other in place)) { wrong(where "is not listed in tests/floors.txt"); return }
    target = folder_of(other)
    if (floor[target] > floor[folder]) wrong(where "stands on a higher floor")
    else if (floor[target] == floor[folder] && place[other] > place[stem])
      wrong(where "stands after " stem " on its floor")
  }
  BEGIN {
    while ((getline line < "tests/floors.txt") > 0) {
      if (line ~ /^#/ || line ~ /^[ \t]*$/) continue
      n = split(line, word, /[ \t]+/)
      if (word[1] !~ /^[0-9]+$/ || word[2] !~ /^[a-z_]+:$/) { wrong("tests/floors.txt: cannot read: " line); continue }
      sub(/:$/, "", word[2])
      floor[word[2]] = word[1] + 0
      for (i = 3; i <= n; i++) place[word[2] "/" word[i]] = ++places
    }
    if (places == 0) wrong("tests/floors.txt lists nothing")
    for (stem in place) {
      if (!exists("src/" stem ".c") && !exists("src/" stem ".h")) wrong("tests/floors.txt: there is no src/" stem ".c or .h")
    }
  }
  {
    path = $0
    stem = stem_of(path)
    files++
    if (!(stem in place)) { wrong(path ": not listed in tests/floors.txt"); next }
    number = 0
    while ((getline line < path) > 0) {
      number++
      if (line !~ /^[ \t]*#[ \t]*include[ \t]*"/) continue
      gsub(/^[^"]*"|".*$/, "", line)
      judge(path, number, stem, line)
    }
    close(path)
  }
  END {
    if (files == 0) wrong("src/ holds no sources")
    if (bad) { print bad " violations"; exit 1 }
    print files " files stand where they may"
  }')
}

self_test() {
  work=$(mktemp -d) || exit 1
  trap 'rm -rf "$work"' EXIT
  failed=0
  # expect <0 or 1> <what is wrong> <text the answer must hold>
  expect() {
    said=$(check "$work/t")
    got=$?
    case $said in *"$3"*) ;; *) got="$got without \"$3\"" ;; esac
    if [ "$got" != "$1" ]; then
      failed=1
      printf '%s: expected %s, got %s\n%s\n' "$2" "$1" "$got" "$said"
    fi
  }
  fresh() {
    rm -rf "$work/t"
    mkdir -p "$work/t/src/low" "$work/t/src/high" "$work/t/include/mend" "$work/t/tests"
    printf '# comment\n0 low: a b\n1 high: c\n' > "$work/t/tests/floors.txt"
    : > "$work/t/include/mend/base.h"
    printf '#include "mend/base.h"\n' > "$work/t/src/low/a.h"
    printf '#include "a.h"\n#include "a_list.h"\n' > "$work/t/src/low/a.c"
    printf 'X(1)\n' > "$work/t/src/low/a_list.h"
    printf '#include "a.h"\n#include <string.h>\n' > "$work/t/src/low/b.c"
    printf '#include "low/a.h"\n' > "$work/t/src/high/c.c"
  }
  fresh; expect 0 'a tree in order' '5 files'
  fresh; echo '#include "b.h"' >> "$work/t/src/low/a.c"; : > "$work/t/src/low/b.h"
  expect 1 'a neighbour that comes later' 'src/low/a.c:3: "b.h" stands after low/a'
  fresh; echo ' #  include "high/c.h"' >> "$work/t/src/low/b.c"; : > "$work/t/src/high/c.h"
  expect 1 'a higher floor' '"high/c.h" stands on a higher floor'
  fresh; : > "$work/t/src/high/d.c"; expect 1 'an unlisted file' 'src/high/d.c: not listed'
  fresh; mkdir "$work/t/src/attic"; : > "$work/t/src/attic/d.c"; expect 1 'an unlisted floor' 'src/attic/d.c: not listed'
  fresh; rm "$work/t/src/low/b.c"; expect 1 'a listed file that is not there' 'there is no src/low/b.c'
  fresh; echo '#include "mend/none.h"' >> "$work/t/src/low/b.c"; expect 1 'a missing public header' 'not a public header'
  fresh; echo '#include "low/none.h"' >> "$work/t/src/high/c.c"; expect 1 'a missing header' 'not a file of src/'
  fresh; echo 'two words' >> "$work/t/tests/floors.txt"; expect 1 'an unreadable list' 'cannot read: two words'
  fresh; rm -r "$work/t/src/low" "$work/t/src/high"; expect 1 'no sources' 'src/ holds no sources'
  [ "$failed" = 0 ] && echo "10 trees judged right"
  return "$failed"
}

if [ "${1:-}" = --self-test ]; then
  self_test
else
  check "${1:-$here/..}"
fi
