#!/bin/sh
# Fuzzes: each harness tests/fuzz/fuzz_*.c for SECONDS with libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer.
#
#   sh tests/fuzz/run.sh SECONDS [<harness>...]
#
# It starts from the kept inputs tests/fuzz/corpus/<harness> and from what former runs found, in $MEND_BUILD_DIR/fuzz.
# An input that fails is left there and named; a shrunk copy belongs to the kept inputs, which every ctest replays.
#
# SPDX-License-Identifier: Apache-2.0
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/examples/setup.sh"
time=${1:-}
case $time in "" | *[!0-9]*) mend_die "usage: sh tests/fuzz/run.sh SECONDS [harness...]" ;; esac
shift
mend_need gcc libc6-dev cmake clang libclang-rt-14-dev
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(cd "$root/tests/fuzz" && ls fuzz_*.c 2> /dev/null | sed 's/\.c$//')
[ $# -gt 0 ] || mend_die "there is no harness in tests/fuzz"

dir=$MEND_BUILD_DIR/fuzz
mend_folder "$dir"
cmake -DFROM="$root/src/policy/presets" -DTO="$dir/presets_table.c" -P "$root/src/policy/embed.cmake" || exit 1
flags="-std=c11 -g -O1 -fno-omit-frame-pointer -I$root/include -I$root/src -I$root/tests"
# The library once, with coverage for the fuzzer but without its main.
mkdir -p "$dir/objects"
rm -f "$dir"/objects/*.o
number=0
for source in "$root"/src/*/*.c "$dir/presets_table.c"; do
  number=$((number + 1))
  # shellcheck disable=SC2086
  clang $flags -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -c "$source" \
    -o "$dir/objects/$number.o" || exit 1
done

failed=0
for name; do
  # shellcheck disable=SC2086
  clang $flags -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all "$root/tests/fuzz/$name.c" \
    "$dir"/objects/*.o -o "$dir/$name" || exit 1
  mkdir -p "$dir/found_$name"
  set -- "$dir/found_$name"
  [ ! -d "$root/tests/fuzz/corpus/$name" ] || set -- "$@" "$root/tests/fuzz/corpus/$name"
  [ ! -e "$root/tests/fuzz/$name.dict" ] || set -- "$@" "-dict=$root/tests/fuzz/$name.dict"
  if "$dir/$name" "$@" -max_total_time="$time" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$dir/$name-" > "$dir/$name.log" 2>&1; then
    echo "ok   $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$dir/$name.log") runs"
  else
    failed=1
    echo "FAIL $name: $(sed -n 's/^artifact_prefix=.*Test unit written to //p' "$dir/$name.log")"
    grep -v '^#' "$dir/$name.log" | tail -n 40 | sed 's/^/  | /'
  fi
done
exit "$failed"
