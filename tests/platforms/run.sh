#!/bin/sh
# Builds the library for other machines and holds its answers against those of x86-64, byte for byte.
#
#   sh tests/platforms/run.sh [<platform>...]
#   sh tests/platforms/run.sh --update          writes golden.txt anew, from this machine
#
# On each platform: the library compiles without a warning; golden.c prints what golden.txt holds; every vector of
# tests/vectors holds. The cross compilers and qemu-user are installed where they are missing (Debian, as root: some
# 700 MB). On Windows the programs run only if wine64 is there; MEND_WINE=1 installs it (another 700 MB).
#
# SPDX-License-Identifier: Apache-2.0
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
LC_ALL=C
export LC_ALL
. "$root/examples/setup.sh"
here=$root/tests/platforms
steps=$root/tests/scenarios
dir=$MEND_BUILD_DIR/platforms
warnings="-Wall -Wextra -Wconversion -Wshadow -Wformat=2 -Wvla -Wstrict-prototypes -Werror"
includes="-I$root/include -I$root/src -I$root/examples -I$root/tests"
passed=0
failed=0
begun=$(date +%s)

# What the packages of this script are for.
mend_has() {
  case $1 in
    gcc) command -v gcc ;;
    gcc-i686-linux-gnu) command -v i686-linux-gnu-gcc ;;
    gcc-s390x-linux-gnu) command -v s390x-linux-gnu-gcc ;;
    gcc-arm-linux-gnueabihf) command -v arm-linux-gnueabihf-gcc ;;
    gcc-mingw-w64-x86-64) command -v x86_64-w64-mingw32-gcc ;;
    libc6-dev-i386-cross) [ -e /usr/i686-linux-gnu/lib/libc.a ] ;;
    libc6-dev-s390x-cross) [ -e /usr/s390x-linux-gnu/lib/libc.a ] ;;
    libc6-dev-armhf-cross) [ -e /usr/arm-linux-gnueabihf/lib/libc.a ] ;;
    qemu-user) command -v qemu-s390x && command -v qemu-arm && command -v qemu-i386 ;;
    musl-tools) command -v musl-gcc ;;
    wine64) [ -n "$(wine)" ] ;;
    *) command -v "$1" ;;
  esac > /dev/null 2>&1
}

wine() {
  command -v wine64 || { [ ! -x /usr/lib/wine/wine64 ] || echo /usr/lib/wine/wine64; }
}

# ok <what> <word> / bad <what> <log>
ok() {
  passed=$((passed + 1))
  printf 'ok   %-14s %s\n' "$platform" "$1"
}
bad() {
  failed=$((failed + 1))
  printf 'FAIL %-14s %s\n' "$platform" "$1"
  head -n 30 "$2" | sed 's/^/  | /'
}

# objects <folder> <compiler and flags>: library and store; 1: something does not compile, see <folder>/log.
objects() {
  rm -rf "${1:?}"
  mkdir -p "$1"
  list=$1/list
  number=0
  for source in "$root"/src/*/*.c "$root"/examples/store-memory/*.c "$dir/presets_table.c"; do
    number=$((number + 1))
    echo "$number $source"
  done > "$list"
  # shellcheck disable=SC2016
  xargs -P "$mend_jobs" -n 2 sh -c 'out=$0/$3.o; exec $1 $2 -c "$4" -o "$out"' "$1" "$2" "$3" < "$list" > "$1/log" 2>&1
}

# programs <folder> <compiler> <flags> <ending>: golden and, where there is a driver, vectors.
programs() {
  # shellcheck disable=SC2086
  $2 $3 "$here/golden.c" "$1"/*.o -o "$1/golden$4" > "$1/log" 2>&1 || return 1
  [ -e "$root/tests/vectors/driver.c" ] || return 0
  # shellcheck disable=SC2086
  $2 $3 -DMEND_ROOT="\"$root\"" "$root"/tests/vectors/*.c "$1"/*.o -o "$1/vectors$4" > "$1/log" 2>&1
}

# judge <folder> <ending> <runner>...: runs what was built.
judge() {
  judged=$1 ending=$2
  shift 2
  if ! (cd "$steps" && "$@" "$judged/golden$ending" standard.txt) > "$judged/golden.txt" 2> "$judged/log"; then
    bad "golden" "$judged/log"
  elif ! diff "$here/golden.txt" "$judged/golden.txt" > "$judged/log"; then
    bad "golden: other answers than on x86-64" "$judged/log"
  else
    ok "golden: $(wc -l < "$judged/golden.txt") lines as on x86-64"
  fi
  if [ ! -e "$judged/vectors$ending" ]; then
    printf -- '--   %-14s vectors: left out, no driver\n' "$platform"
    return
  fi
  for vectors in "$root"/tests/vectors/*.jsonl; do
    name=$(basename "$vectors")
    if (cd "$root/tests/vectors" && "$@" "$judged/vectors$ending" --zoneinfo ../zoneinfo "$name") > "$judged/log" 2>&1; then
      ok "vectors: $name: $(tail -n 1 "$judged/log")"
    else
      bad "vectors: $name" "$judged/log"
    fi
  done
}

# platform <name> <compiler> <flags> <runner>...
platform() {
  platform=$1 compiler=$2 flags="-std=c11 $3 $warnings $includes"
  shift 3
  if objects "$dir/$platform" "$compiler" "$flags" && programs "$dir/$platform" "$compiler" "$flags" ""; then
    judge "$dir/$platform" "" "$@"
  else
    bad "does not compile" "$dir/$platform/log"
  fi
}

# With little stack, and little besides: the environment lies there too.
small_stack() {
  (ulimit -s 64 && exec env -i "$@")
}

# The library as a DLL, the programs against it.
windows() {
  platform=windows flags="-std=c11 -O2 -DMEND_SHARED $warnings $includes"
  compiler=x86_64-w64-mingw32-gcc
  out=$dir/windows
  if ! objects "$out" $compiler "$flags -DMEND_BUILD"; then
    bad "does not compile" "$out/log"
    return
  fi
  mkdir -p "$out/store"
  for source in "$root"/examples/store-memory/*.c; do
    # shellcheck disable=SC2086
    $compiler $flags -c "$source" -o "$out/store/$(basename "$source" .c).o" > "$out/log" 2>&1 || bad "store" "$out/log"
  done
  # shellcheck disable=SC2046
  if ! $compiler -shared -o "$out/mend.dll" "-Wl,--out-implib,$out/libmend.dll.a" \
    $(awk -v out="$out" '$2 !~ /store-memory/ { print out "/" $1 ".o" }' "$out/list") > "$out/log" 2>&1; then
    bad "mend.dll" "$out/log"
    return
  fi
  # shellcheck disable=SC2086
  if ! $compiler $flags "$here/golden.c" "$out"/store/*.o "$out/libmend.dll.a" -o "$out/golden.exe" > "$out/log" 2>&1; then
    bad "golden.exe" "$out/log"
    return
  fi
  if [ -e "$root/tests/vectors/driver.c" ]; then
    # shellcheck disable=SC2086
    $compiler $flags -DMEND_ROOT="\"$root\"" "$root"/tests/vectors/*.c "$out"/store/*.o "$out/libmend.dll.a" -o "$out/vectors.exe" \
      > "$out/log" 2>&1 || bad "vectors.exe" "$out/log"
  fi
  if [ -z "$(wine)" ]; then
    ok "built; not run, there is no wine64 (MEND_WINE=1 installs it)"
    return
  fi
  WINEDEBUG=-all WINEPREFIX=$out/wine
  export WINEDEBUG WINEPREFIX
  mkdir -p "$WINEPREFIX"
  judge "$out" .exe "$(wine)"
}

one() {
  case $1 in
    x86-64) platform x86-64 gcc -O2 env ;;
    signed-char) platform signed-char gcc "-O1 -fsigned-char" env ;;
    unsigned-char) platform unsigned-char gcc "-O1 -funsigned-char" env ;;
    trapv) platform trapv gcc "-O1 -ftrapv" env ;;
    small-stack) platform small-stack gcc -O0 small_stack ;;
    musl) platform musl musl-gcc "-O2 -static" small_stack ;;
    i386) platform i386 i686-linux-gnu-gcc "-O2 -static" qemu-i386 ;;
    arm) platform arm arm-linux-gnueabihf-gcc "-O2 -static" qemu-arm ;;
    s390x) platform s390x s390x-linux-gnu-gcc "-O2 -static" qemu-s390x ;;
    windows) windows ;;
    *) mend_die "no such platform: $1" ;;
  esac
}

packages() {
  for name; do
    case $name in
      musl) echo musl-tools ;;
      i386) echo gcc-i686-linux-gnu libc6-dev-i386-cross qemu-user ;;
      arm) echo gcc-arm-linux-gnueabihf libc6-dev-armhf-cross qemu-user ;;
      s390x) echo gcc-s390x-linux-gnu libc6-dev-s390x-cross qemu-user ;;
      windows) echo gcc-mingw-w64-x86-64 "${MEND_WINE:+wine64}" ;;
    esac
  done | tr ' ' '\n' | sort -u
}

update=
if [ "${1:-}" = --update ]; then
  update=1
  set -- x86-64
fi
[ $# -gt 0 ] || set -- x86-64 signed-char unsigned-char trapv small-stack musl i386 arm s390x windows
# shellcheck disable=SC2046
mend_need gcc cmake $(packages "$@")
mend_folder "$dir"
cmake -DFROM="$root/src/policy/presets" -DTO="$dir/presets_table.c" -P "$root/src/policy/embed.cmake" || exit 1
if [ -n "$update" ]; then
  flags="-std=c11 -O2 $includes"
  objects "$dir/update" gcc "$flags" && programs "$dir/update" gcc "$flags" "" || mend_die "$(cat "$dir/update/log")"
  (cd "$steps" && "$dir/update/golden" standard.txt) > "$dir/update/golden.txt" || exit 1
  cp "$dir/update/golden.txt" "$here/golden.txt"
  echo "golden.txt: $(wc -l < "$here/golden.txt") lines"
  exit 0
fi
for name; do
  one "$name"
done
echo "$(($(date +%s) - begun)) seconds in all"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
