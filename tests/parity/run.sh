#!/bin/sh
# Every story and every vector by C on a desk, by the document door alone, by Python and by Go: the same logs, records,
# personal values, answers, refusals in both languages, notices and units, byte for byte. docs/bindings.md tells more.
#
#   sh tests/parity/run.sh <build folder>     with libmend.so, libmend.a and bin/mend-desk
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
here=$root/tests/parity
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
MEND_LIBRARY=$build/libmend.so
PYTHONPATH=$root/examples/python
PYTHONDONTWRITEBYTECODE=1
CGO_LDFLAGS=-L$build
LD_LIBRARY_PATH=$build
GOFLAGS=-mod=mod
GOPROXY=off
GOCACHE=${GOCACHE:-${MEND_BUILD_DIR:-$root/.build}/go}
export MEND_LIBRARY PYTHONPATH PYTHONDONTWRITEBYTECODE CGO_LDFLAGS LD_LIBRARY_PATH GOFLAGS GOPROXY GOCACHE

die() {
  echo "$*"
  exit 1
}

# same <folder> <folder>: every file of the first is in the second, with the same bytes.
same() {
  same_count=0
  for file in "$1"/*; do
    cmp "$file" "$2/${file##*/}" || return 1
    same_count=$((same_count + 1))
  done
  [ "$same_count" -gt 0 ]
}

# ---- what is run ----

cc="${CC:-cc} ${CFLAGS:-} ${MEND_SANITIZE:+-fsanitize=$MEND_SANITIZE} -std=c11 -O1 -Wall -Wextra -Werror -I$root/include -I$root/examples -I$root/tests"
memory="$root/examples/store-memory/*.c $root/tests/vectors/span.c"
# shellcheck disable=SC2086
$cc "$here/parity.c" $memory "$build/libmend.a" -pthread -o "$work/c"
# shellcheck disable=SC2086
$cc -DMEND_ROOT="\"$root\"" "$root/tests/vectors/driver.c" "$root/tests/vectors/zoneinfo.c" $memory "$build/libmend.a" \
  -pthread -o "$work/driver"
(cd "$here/go" && [ -z "$(gofmt -l .)" ] && go vet . && go build -o "$work/go" .) || die "the runner in Go"
python() { python3 -W error "$here/parity.py" "$@"; }

# ---- stories ----

mkdir "$work/log" "$work/desk" "$work/door" "$work/python" "$work/golang"
status=0
"$build/bin/mend-desk" --lang en policy test --log "$work/log" --door "$work/door.jsonl" --steps "$work/steps.jsonl" \
  "$root"/tests/scenarios/*.story > "$work/said" || status=$?
[ "$status" -le 1 ] || { cat "$work/said"; exit 1; } # 1: another outcome than the story tells, which stories/ of ctest shows
"$work/c" desk "$work/desk" < "$work/steps.jsonl"
"$work/c" door "$work/door" < "$work/door.jsonl"
python desk "$work/python" < "$work/steps.jsonl"
python door "$work/python" < "$work/door.jsonl"
"$work/go" desk "$work/golang" < "$work/steps.jsonl"
"$work/go" door "$work/golang" < "$work/door.jsonl"
logs=$(find "$work/log" -type f | wc -l)
[ "$(find "$work/door" -name '*.record' | wc -l)" -eq "$logs" ] || die "the door has other tickets than the stories"
same "$work/log" "$work/desk"
same "$work/door" "$work/desk"
same "$work/desk" "$work/python"
same "$work/python" "$work/golang"
files=$same_count
refusals=$(cat "$work"/desk/*.answers.jsonl | grep -c '"zh-CN":\[{"code":') || die "nothing was refused"

# ---- vectors ----

cat "$root"/tests/vectors/*.jsonl > "$work/cases"
"$work/driver" --zoneinfo "$root/tests/zoneinfo" < "$work/cases" | sed 's/^.*,"got":\(.*\)}$/\1/' > "$work/desk/vectors"
"$work/driver" --zoneinfo "$root/tests/zoneinfo" --requests < "$work/cases" > "$work/requests.jsonl"
python vectors "$work/python/vectors" < "$work/requests.jsonl"
"$work/go" vectors "$work/golang/vectors" < "$work/requests.jsonl"
cmp "$work/desk/vectors" "$work/python/vectors"
cmp "$work/desk/vectors" "$work/golang/vectors"
cases=$(grep -c . "$work/cases")
[ "$(grep -c . "$work/desk/vectors")" -eq "$cases" ] || die "not every vector was answered"

# ---- that a byte is seen, and a file that is not there ----

one=$(find "$work/golang" -name '*.slots' | head -n 1)
printf x >> "$one"
! same "$work/desk" "$work/golang" > "$work/said" 2>&1 || die "a byte more was not seen"
rm "$one"
! same "$work/desk" "$work/golang" > "$work/said" 2>&1 || die "a file less was not seen"

echo "$logs tickets, $files files, $refusals refusals and $cases vectors are the same in C, by the door, in Python and in Go"
