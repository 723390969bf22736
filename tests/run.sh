#!/bin/sh
# The everyday run: builds with two compilers, runs all tests, checks the tree and what is shipped. From any current
# directory; on a bare Debian 12 as root it installs what it needs first.
#
#   sh tests/run.sh
#
# One line a stage, with its seconds; what failed is shown. The last line is "<n> passed, <n> failed" over all tests.
# Builds and logs lie in MEND_BUILD_DIR (.build), so that a second run is quick.
#
# SPDX-License-Identifier: Apache-2.0
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
LC_ALL=C
export LC_ALL
. "$root/examples/setup.sh"
passed=0
failed=0
begun=$(date +%s)

# Only the seconds of one stage: now - since.
seconds() { echo $(($(date +%s) - $1)); }

# report <ok or FAIL> <since> <name> <word>
report() { printf '%-4s %4s s  %s%s\n' "$1" "$(seconds "$2")" "$3" "${4:+: $4}"; }

# stage <name> <command>...: one test of its own; its last line of output goes into the report.
stage() {
  stage_name=$1
  shift
  stage_log=$logs/$(echo "$stage_name" | tr -c 'a-z0-9\n' _).log
  since=$(date +%s)
  if "$@" > "$stage_log" 2>&1 < /dev/null; then
    passed=$((passed + 1))
    report ok "$since" "$stage_name" "$(tail -n 1 "$stage_log")"
  else
    failed=$((failed + 1))
    report FAIL "$since" "$stage_name"
    tail -n 40 "$stage_log" | sed 's/^/  | /'
    return 1
  fi
}

# Adds up the last ctest of a build folder: the tests that CMocka counted, others as one each.
count_tests() {
  awk '
  /^[0-9]+\/[0-9]+ Testing: / { good = bad = 0 }
  /^\[  PASSED  \] [0-9]+ test/ { good += $4 }
  /^\[  FAILED  \] [0-9]+ test/ { bad += $4 }
  /^Test Passed\./ { passed += good ? good : 1 }
  /^Test (Failed|Timeout|time exceeded)/ || /^Test Not Run/ { passed += good; failed += bad ? bad : 1 }
  END { print passed + 0, failed + 0 }' "$1/Testing/Temporary/LastTest.log"
}

# suite <name> <folder> <option>...: configures, builds, runs the programs of ctest; scripts have stages of their own.
suite() {
  suite_name=$1 suite_dir=$MEND_BUILD_DIR/$2
  stage "$suite_name: build" build "$@" || return
  since=$(date +%s)
  suite_log=$logs/ctest_$2.log
  status=0
  (cd "$suite_dir" && ctest -LE script -j "$mend_jobs" --output-on-failure --no-tests=error) > "$suite_log" 2>&1 < /dev/null || status=1
  # shellcheck disable=SC2046
  set -- $(count_tests "$suite_dir")
  [ "$status" = 0 ] || [ "$2" != 0 ] || set -- "$1" 1
  passed=$((passed + $1)) failed=$((failed + $2))
  if [ "$2" = 0 ]; then
    report ok "$since" "$suite_name: tests" "$1 passed"
  else
    report FAIL "$since" "$suite_name: tests" "$1 passed, $2 failed"
    grep -vE '^ *[0-9]+/[0-9]+ Test .* Passed |^ +Start +[0-9]+:|^\[ (RUN|      OK)|^(  |=>)0x[0-9a-f]*:' "$suite_log" | tail -n 80 | sed 's/^/  | /'
  fi
}

build() {
  build_name=$1 build_dir=$2
  shift 2
  mend_configure "$build_dir" "$@" &&
    mend_quiet "$MEND_BUILD_DIR/$build_dir/build.log" cmake --build "$MEND_BUILD_DIR/$build_dir" -j "$mend_jobs" &&
    echo "$build_name"
}

demo() {
  demo_dir=$(mktemp -d) || return 1
  (cd "$demo_dir" && TMPDIR=$demo_dir sh "$root/examples/demo.sh")
  demo_status=$?
  rm -rf "$demo_dir"
  return "$demo_status"
}

# ---- tools ----
since=$(date +%s)
mend_need gcc libc6-dev make cmake libsqlite3-dev libcmocka-dev clang g++ pkg-config doxygen graphviz abigail-tools
report ok "$since" "tools"
logs=$MEND_BUILD_DIR/logs
mend_folder "$logs"
release=$MEND_BUILD_DIR/release
# A real log of incidents, replayed by tests/scenarios/test_incidents.c where there is one.
sample=$root/../shared/data/servicenow_sample.jsonl
if [ -z "${MEND_SAMPLE:-}" ] && [ -f "$sample" ]; then MEND_SAMPLE=$sample; fi
[ -z "${MEND_SAMPLE:-}" ] || export MEND_SAMPLE

# What only some stages need: where it cannot be had, they are left out, and the report says so.
wanted() {
  stage_name=$1
  shift
  (mend_need "$@") > "$logs/wanted.log" 2>&1 && return
  report -- "$(date +%s)" "$stage_name" "left out, needs$(mend_missing "$@")"
  return 1
}
has_python=0 has_schema=0 has_go=0 has_postgres=0
since=$(date +%s)
wanted "python" python3 mypy && has_python=1
wanted "schema" python3 python3-jsonschema && has_schema=1
wanted "go" golang-go && has_go=1
wanted "postgres" postgresql libpq-dev sqlite3 && has_postgres=1
report ok "$since" "tools of some stages"

# ---- the tree ----
stage "floors" sh "$root/tests/floors.sh"
stage "floors: self-test" sh "$root/tests/floors.sh" --self-test
stage "banned functions" sh "$root/tests/banned.sh"
stage "banned functions: self-test" sh "$root/tests/banned.sh" --self-test
stage "single file: self-test" sh "$root/tests/single-file.sh" --self-test
stage "public headers" sh "$root/tests/headers/check.sh"
stage "architecture" sh "$root/tests/docs/architecture.sh"
stage "reference" sh "$root/tests/docs/reference.sh" "$MEND_BUILD_DIR/reference"

# ---- two compilers, all tests ----
suite "gcc with sanitizers" debug -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Debug \
  -DMEND_SANITIZE=address,undefined -DMEND_TESTS=ON -DMEND_EXAMPLES=ON
suite "clang, release" clang -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Release -DMEND_TESTS=ON -DMEND_EXAMPLES=ON

# ---- what is shipped ----
if stage "gcc, release: build" build "gcc" release -DCMAKE_BUILD_TYPE=RelWithDebInfo -DMEND_TESTS=OFF -DMEND_EXAMPLES=ON; then
  stage "symbols, gcc" sh "$root/tests/symbols.sh" "$release"
  stage "single file, gcc" sh "$root/tests/single-file.sh" "$release/generated/presets_table.c"
  stage "single file, clang" env CC=clang sh "$root/tests/single-file.sh" "$release/generated/presets_table.c"
  stage "recursion and stack" env CC=gcc sh "$root/tests/recursion.sh"
  stage "abi" sh "$root/tests/abi/check.sh" "$release/generated/presets_table.c"
  stage "abi: self-test" sh "$root/tests/abi/check.sh" --self-test "$release/generated/presets_table.c"
  stage "abi: a program of the first header" sh "$root/tests/abi/first.sh" "$release"
  [ "$has_postgres" = 0 ] || stage "postgres" sh "$root/tests/postgres/run.sh" "$MEND_BUILD_DIR/debug"
  [ "$has_python" = 0 ] || stage "python" sh "$root/tests/python.sh" "$release/libmend.so"
  [ "$has_go" = 0 ] || stage "go" sh "$root/tests/go.sh" "$release"
  [ "$has_python$has_go" != 11 ] || stage "parity" sh "$root/tests/parity/run.sh" "$release"
  stage "reproducible build" sh "$root/tests/reproducible.sh"
  stage "package" sh "$root/tests/package.sh" "$release"
  [ "$has_schema" = 0 ] || stage "policy schema" sh "$root/tests/docs/schema.sh" "$release"
  [ "$has_schema" = 0 ] || stage "policy diff" env PATH="$release/bin:$PATH" python3 "$root/tests/docs/policy_diff.py"
  stage "domain table" env PATH="$release/bin:$PATH" sh "$root/tests/docs/domain.sh"
  stage "domain table: self-test" env PATH="$release/bin:$PATH" sh "$root/tests/docs/domain.sh" --self-test
  stage "code in the documents" sh "$root/tests/docs/blocks.sh" "$release"
fi
[ ! -e "$MEND_BUILD_DIR/clang/libmend.so" ] || stage "symbols, clang" sh "$root/tests/symbols.sh" "$MEND_BUILD_DIR/clang"
[ ! -e "$root/examples/demo.sh" ] || stage "demo" demo

echo "$(seconds "$begun") seconds in all"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
