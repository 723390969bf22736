#!/bin/sh
# What a user of the library does: install it, move the tree, build a program with find_package, with pkg-config, and
# with the sources taken in by FetchContent.
#
#   sh tests/package.sh <build folder>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
compiler=$(sed -n 's/^CMAKE_C_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")

# quiet <what> <command>...: the output only when it fails.
quiet() {
  what=$1
  shift
  if ! "$@" > "$work/said" 2>&1; then
    echo "$what:"
    tail -n 40 "$work/said"
    exit 1
  fi
}

quiet "installing" cmake --install "$build" --prefix "$work/first"
mv "$work/first" "$work/moved"
if grep -rlF -e "$work/first" -e "$root" "$work/moved" --include='*.cmake' --include='*.pc'; then
  echo "these name a folder of the build"
  exit 1
fi

for way in find_package FetchContent; do
  quiet "configuring with $way" cmake -S "$root/tests/package" -B "$work/$way" -DCMAKE_C_COMPILER="$compiler" \
    -DCMAKE_PREFIX_PATH="$work/moved" -DWAY="$way" -DSOURCE="$root"
  quiet "building with $way" cmake --build "$work/$way" -j 2
  "$work/$way/with_shared"
  "$work/$way/with_static"
done

if command -v pkg-config > /dev/null; then
  PKG_CONFIG_PATH=$(dirname "$(find "$work/moved" -name mend.pc)")
  export PKG_CONFIG_PATH
  # shellcheck disable=SC2046
  quiet "building with pkg-config" "$compiler" "$root/tests/package/program.c" -o "$work/program" \
    $(pkg-config --cflags --libs mend) "-Wl,-rpath,$(pkg-config --variable=libdir mend)"
  "$work/program"
  echo "find_package, FetchContent and pkg-config work"
else
  echo "find_package and FetchContent work; pkg-config is not here"
fi
