#!/bin/sh
# Coverage of src/ by the whole of ctest: lines, branches (gcc, gcov) and MC/DC (clang 19), file by file.
#
#   sh tests/coverage/run.sh [lines] [mcdc]      both unless named
#
# Ends with the lines that no test runs. Reports in full lie in $MEND_BUILD_DIR/coverage: uncovered.txt, mcdc.txt, and
# branches.txt with the branches never taken. Installs lcov, clang-19 and llvm-19 where they are missing (Debian, root).
# MEND_COVERAGE_LEAST (97) is the share of lines in % below which it fails.
#
# SPDX-License-Identifier: Apache-2.0
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
LC_ALL=C
export LC_ALL
. "$root/examples/setup.sh"
dir=$MEND_BUILD_DIR/coverage
least=${MEND_COVERAGE_LEAST:-97}
[ $# -gt 0 ] || set -- lines mcdc

mend_has() {
  case $1 in
    libcmocka-dev) printf '#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <setjmp.h>\n#include <cmocka.h>\n' |
      cc -E -x c - ;;
    libsqlite3-dev) mend_header sqlite3.h ;;
    llvm-19) command -v llvm-cov-19 ;;
    libclang-rt-19-dev) echo 'int main(void) { return 0; }' |
      clang-19 -fprofile-instr-generate -fcoverage-mapping -x c - -o /dev/null ;;
    *) command -v "$1" ;;
  esac > /dev/null 2>&1
}

# suite <folder> <option>...: builds, and runs all programs of ctest.
suite() {
  suite_dir=$1
  shift
  mend_quiet "$dir/configure.log" cmake -S "$root" -B "$suite_dir" -DCMAKE_BUILD_TYPE=Debug -DMEND_TESTS=ON \
    -DMEND_EXAMPLES=ON -DMEND_HARDENING=OFF "$@" || exit 1
  mend_quiet "$dir/build.log" cmake --build "$suite_dir" -j "$mend_jobs" || exit 1
  (cd "$suite_dir" && ctest -LE script -j "$mend_jobs" --output-on-failure) > "$dir/ctest.log" 2>&1 < /dev/null ||
    { grep -E 'Failed|Timeout|Not Run' "$dir/ctest.log" >&2; echo "tests failed: $dir/ctest.log" >&2; status=1; }
}

lines() {
  mkdir -p "$dir/gcc"
  find "$dir/gcc" -name '*.gcda' -exec rm -f {} +
  suite "$dir/gcc" -DCMAKE_C_COMPILER=gcc "-DCMAKE_C_FLAGS=--coverage -fprofile-abs-path -fprofile-update=atomic"
  lcov -q -c -d "$dir/gcc" -o "$dir/all.info" --rc lcov_branch_coverage=1 > "$dir/lcov.log" 2>&1 || mend_die "$(cat "$dir/lcov.log")"
  lcov -q --rc lcov_branch_coverage=1 -e "$dir/all.info" "$root/src/*" -o "$dir/src.info" > "$dir/lcov.log" 2>&1 || mend_die "$(cat "$dir/lcov.log")"
  awk -F'[:,]' -v root="$root/src/" '
  function row(name, l, lh, b, bh) { printf "%-28s %6d %6d %6.1f %%   %6d %6d %6.1f %%\n", name, l, l - lh, l ? 100 * lh / l : 100, b, b - bh, b ? 100 * bh / b : 100 }
  BEGIN { printf "%-28s %6s %6s %8s   %6s %6s %8s\n", "file", "lines", "missed", "run", "branch", "missed", "taken" }
  /^SF:/ { file = substr($0, 4 + length(root)) }
  /^LF:/ { lf = $2 }
  /^LH:/ { lh = $2 }
  /^BRF:/ { bf = $2 }
  /^BRH:/ { bh = $2 }
  /^end_of_record/ { row(file, lf, lh, bf, bh); L += lf; H += lh; B += bf; T += bh; bf = bh = 0 }
  END { row("all", L, H, B, T) }' "$dir/src.info"
  awk -F'[:,]' '/^SF:/ { file = substr($0, 4) } /^DA:/ && $3 == 0 { print file ":" $2 }' "$dir/src.info" > "$dir/missed"
  awk -F'[:,]' '/^SF:/ { file = substr($0, 4) } /^BRDA:/ && ($5 == 0 || $5 == "-") { print file ":" $2 " branch " $4 }' \
    "$dir/src.info" | sed "s|^$root/||" > "$dir/branches.txt"
  echo
  echo "lines that no test runs:"
  while IFS=: read -r file line; do
    printf '%s:%s:%s\n' "${file#"$root"/}" "$line" "$(sed -n "${line}p" "$file")"
  done < "$dir/missed" | tee "$dir/uncovered.txt"
  awk -F: -v least="$least" '
  /^LF:/ { l += $2 }
  /^LH:/ { h += $2 }
  END { printf "lines of src/: %.2f %%, at least %s %% are wanted\n", 100 * h / l, least; exit 100 * h < least * l }' "$dir/src.info" ||
    status=1
}

mcdc() {
  mkdir -p "$dir/clang"
  rm -rf "$dir/profiles"
  mkdir -p "$dir/profiles"
  LLVM_PROFILE_FILE=$dir/profiles/%p-%m.profraw
  export LLVM_PROFILE_FILE
  suite "$dir/clang" -DCMAKE_C_COMPILER=clang-19 \
    "-DCMAKE_C_FLAGS=-fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc -Wno-unknown-warning-option"
  find "$dir/profiles" -name '*.profraw' > "$dir/profiles.txt"
  llvm-profdata-19 merge -sparse -f "$dir/profiles.txt" -o "$dir/mcdc.profdata" || exit 1
  # The shared library holds every function of src/ once.
  llvm-cov-19 report "$dir/clang/libmend.so" -instr-profile "$dir/mcdc.profdata" --show-mcdc-summary \
    --show-region-summary=false --show-branch-summary=true "$root/src" > "$dir/mcdc.txt" 2> "$dir/mcdc.log" || mend_die "$(cat "$dir/mcdc.log")"
  sed '/^Files which contain no functions/,/^-----/d' "$dir/mcdc.txt"
}

status=0
mend_need gcc cmake lcov clang-19 llvm-19 libclang-rt-19-dev libcmocka-dev libsqlite3-dev
mend_folder "$dir"
for what; do
  case $what in
    lines | mcdc) "$what" ;;
    *) mend_die "usage: sh tests/coverage/run.sh [lines] [mcdc]" ;;
  esac
done
exit "$status"
